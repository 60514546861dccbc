//! What two articles have in the same words, beyond what two writers hit upon by themselves.
//!
//! No list of formulas: a run counts by its length and by how much of it is neither name nor function word, so that
//! `French President Emmanuel Macron and German Chancellor Friedrich Merz` and `according to people familiar with the
//! matter` are nobody's own.

use crate::compare::reading::Reading;
use crate::compare::run::{Prose, Word, extent, runs};
use crate::model::comparison::SharedRun;
use crate::model::quote::QuoteKind;
use crate::text::range::TextRange;

/// How many words a run has at least.
const LEAST: usize = 8;

/// How many of them tell something and belong to no name, title or description.
const TELLING: usize = 5;

/// The shared runs, in the order of side b.
pub(super) fn shared(a: &Reading<'_>, b: &Reading<'_>, prose: &Prose) -> Vec<SharedRun> {
    let [of_a, of_b] = &prose.words;
    let names = names(a);
    let quotes = [quotes(a), quotes(b)];
    let mut found = Vec::new();
    for run in runs(of_a, of_b, LEAST) {
        let here = of_a.get(run.a..run.a + run.length).unwrap_or(&[]);
        let there = of_b.get(run.b..run.b + run.length).unwrap_or(&[]);
        let own = |word: &&Word| word.tells && !within(&names, word.range);
        if here.iter().filter(own).count() < TELLING {
            continue;
        }
        let (Some(range_a), Some(range_b)) = (extent(here), extent(there)) else {
            continue;
        };
        let is_said = |words: &[Word], quotes: &[TextRange]| {
            let inside = words.iter().filter(|word| within(quotes, word.range));
            4 * inside.count() >= 3 * words.len()
        };
        found.push(SharedRun {
            a: range_a,
            b: range_b,
            words: run.length,
            quoted: is_said(here, &quotes[0]) && is_said(there, &quotes[1]),
        });
    }
    found
}

/// Names with their titles, and descriptions; in order and without overlap.
fn names(reading: &Reading<'_>) -> Vec<TextRange> {
    let mut names: Vec<TextRange> = reading.spans.iter().map(|span| span.range).collect();
    let mentions = reading.side.findings.mentions.iter();
    names.extend(mentions.filter_map(|mention| mention.role));
    merged(names)
}

fn quotes(reading: &Reading<'_>) -> Vec<TextRange> {
    let quotes = reading.side.findings.quotes.iter();
    let direct = quotes.filter(|quote| quote.kind == QuoteKind::Direct);
    merged(direct.map(|quote| quote.range).collect())
}

fn merged(mut ranges: Vec<TextRange>) -> Vec<TextRange> {
    ranges.sort_unstable();
    let mut merged: Vec<TextRange> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

/// Tells whether one of the `ranges`, which are in order and do not overlap, covers `range`.
fn within(ranges: &[TextRange], range: TextRange) -> bool {
    let next = ranges.partition_point(|other| other.start <= range.start);
    let before = next.checked_sub(1).and_then(|index| ranges.get(index));
    before.is_some_and(|other| other.covers(range))
}
