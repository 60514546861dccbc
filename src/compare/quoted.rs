//! What somebody is quoted with: on both sides, on both but cut, or on one only.

use std::collections::{BTreeMap, BTreeSet};

use crate::compare::reading::Reading;
use crate::compare::run::{Run, Word, Words, runs};
use crate::model::actor::ActorId;
use crate::model::comparison::{Difference, DifferenceKind};
use crate::model::quote::{Quote, QuoteKind};
use crate::text::range::TextRange;

/// How many words a run of two quotations has at least, to be from one utterance; a whole quotation may be shorter.
const LEAST: usize = 3;

/// Words by whose loss a statement turns, folded, sorted.
const TURNING: &[&str] = &[
    "barely", "but", "except", "hardly", "if", "n't", "never", "no", "nobody", "none", "nor",
    "not", "nothing", "only", "provided", "rarely", "though", "unless", "until", "without",
];

/// The direct quotations of one side, as words.
struct Quoted<'a> {
    quotes: Vec<&'a Quote>,
    words: Vec<Word>,
    /// By word: whether the other side quotes it too.
    covered: Vec<bool>,
}

impl<'a> Quoted<'a> {
    fn new(reading: &Reading<'a>, words: &mut Words) -> Self {
        let quotes = reading.side.findings.quotes.iter();
        let quotes: Vec<&Quote> = quotes
            .filter(|quote| quote.kind == QuoteKind::Direct)
            .collect();
        let ranges: Vec<TextRange> = quotes.iter().map(|quote| quote.range).collect();
        let words = words.of(reading.side.text(), &ranges);
        Self {
            covered: vec![false; words.len()],
            quotes,
            words,
        }
    }

    /// How many words each quotation has.
    fn lengths(&self) -> Vec<usize> {
        let mut lengths = vec![0; self.quotes.len()];
        self.words
            .iter()
            .for_each(|word| lengths[word.stretch] += 1);
        lengths
    }

    fn cover(&mut self, from: usize, length: usize) {
        self.covered
            .iter_mut()
            .skip(from)
            .take(length)
            .for_each(|word| *word = true);
    }
}

/// The quotations of both sides: what both have, whole or cut, and what only one has.
pub(super) fn differences(a: &Reading<'_>, b: &Reading<'_>) -> Vec<Difference> {
    let mut words = Words::default();
    let mut sides = [Quoted::new(a, &mut words), Quoted::new(b, &mut words)];
    let lengths = [sides[0].lengths(), sides[1].lengths()];
    let found: Vec<Run> = runs(&sides[0].words, &sides[1].words, LEAST)
        .into_iter()
        .filter(|run| is_of_one_utterance(run, &sides, &lengths))
        .collect();
    for run in &found {
        sides[0].cover(run.a, run.length);
        sides[1].cover(run.b, run.length);
    }
    let groups = groups(&found, &sides);
    let texts = [a.side.text(), b.side.text()];
    let mut differences: Vec<Difference> = groups
        .iter()
        .map(|group| Difference {
            kind: fate(group, &sides, texts),
            at: [0, 1].map(|side: usize| {
                let quotes = group[side].iter();
                quotes
                    .map(|quote| sides[side].quotes[*quote].range)
                    .collect()
            }),
            actor: speaker(group, &sides, [a, b]),
            pair: None,
        })
        .collect();
    for (side, reading) in [a, b].into_iter().enumerate() {
        let both: BTreeSet<usize> = groups
            .iter()
            .flat_map(|group| &group[side])
            .copied()
            .collect();
        for (number, quote) in sides[side].quotes.iter().enumerate() {
            if both.contains(&number) || lengths[side][number] < LEAST {
                continue;
            }
            let mut at = [Vec::new(), Vec::new()];
            at[side].push(quote.range);
            differences.push(Difference {
                kind: DifferenceKind::QuoteOnlyHere,
                at,
                actor: reading.side.speaker(quote),
                pair: None,
            });
        }
    }
    differences
}

/// A run is of one utterance where it tells something and is half of the shorter quotation.
fn is_of_one_utterance(run: &Run, sides: &[Quoted<'_>; 2], lengths: &[Vec<usize>; 2]) -> bool {
    let words = sides[0].words.get(run.a..run.a + run.length).unwrap_or(&[]);
    let (Some(first), Some(other)) = (words.first(), sides[1].words.get(run.b)) else {
        return false;
    };
    let shorter = lengths[0][first.stretch].min(lengths[1][other.stretch]);
    let telling = words.iter().filter(|word| word.tells).count();
    2 * run.length >= shorter && (telling >= 2 || run.length == shorter)
        || (run.length >= 2 * LEAST && telling >= LEAST)
}

/// Quotations of both sides that hang together by runs: the one side may quote in two pieces what the other has in one.
type Group = [BTreeSet<usize>; 2];

fn groups(found: &[Run], sides: &[Quoted<'_>; 2]) -> Vec<Group> {
    let mut of: [BTreeMap<usize, usize>; 2] = [BTreeMap::new(), BTreeMap::new()];
    let mut groups: Vec<Group> = Vec::new();
    for run in found {
        let quotes = [sides[0].words[run.a].stretch, sides[1].words[run.b].stretch];
        let known = [
            of[0].get(&quotes[0]).copied(),
            of[1].get(&quotes[1]).copied(),
        ];
        let group = match known {
            [Some(group), Some(other)] if group != other => {
                let moved = std::mem::take(&mut groups[other]);
                for side in [0, 1] {
                    moved[side].iter().for_each(|quote| {
                        of[side].insert(*quote, group);
                    });
                    groups[group][side].extend(&moved[side]);
                }
                group
            }
            [Some(group), _] | [None, Some(group)] => group,
            [None, None] => {
                groups.push(Group::default());
                groups.len() - 1
            }
        };
        for side in [0, 1] {
            of[side].insert(quotes[side], group);
            groups[group][side].insert(quotes[side]);
        }
    }
    groups.retain(|group| !group[0].is_empty());
    groups
}

/// What became of an utterance: whether the sides leave words of it out, and which.
fn fate(group: &Group, sides: &[Quoted<'_>; 2], texts: [&str; 2]) -> DifferenceKind {
    let mut kind = DifferenceKind::QuoteInBoth;
    for side in [0, 1] {
        for &quote in &group[side] {
            let from = sides[side]
                .words
                .partition_point(|word| word.stretch < quote);
            let words = sides[side]
                .words
                .iter()
                .zip(&sides[side].covered)
                .skip(from);
            for (word, covered) in words.take_while(|(word, _)| word.stretch == quote) {
                if *covered {
                    continue;
                }
                let lost = word.range.of(texts[side]).to_lowercase().replace('’', "'");
                if TURNING.binary_search(&lost.as_str()).is_ok() {
                    return DifferenceKind::QuoteTurned;
                }
                kind = DifferenceKind::QuoteCut;
            }
        }
    }
    kind
}

fn speaker(group: &Group, sides: &[Quoted<'_>; 2], readings: [&Reading<'_>; 2]) -> Option<ActorId> {
    let quotes = [0, 1].into_iter().flat_map(|side: usize| {
        let quotes = group[side].iter();
        quotes.map(move |quote| (side, *quote))
    });
    quotes
        .into_iter()
        .find_map(|(side, quote)| readings[side].side.speaker(sides[side].quotes[quote]))
}
