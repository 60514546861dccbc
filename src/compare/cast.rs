//! Who is in one article only: people, named sources, and sources without a name.

use std::collections::{BTreeMap, BTreeSet};

use crate::compare::reading::Reading;
use crate::model::actor::{ActorId, ActorKind};
use crate::model::article::BlockKind;
use crate::model::comparison::{Difference, DifferenceKind};
use crate::model::quote::{QuoteKind, Speaker};
use crate::text::range::TextRange;

/// The people and sources in which the two sides differ.
pub(super) fn differences(a: &Reading<'_>, b: &Reading<'_>) -> Vec<Difference> {
    let mut found = one_sided(DifferenceKind::Person, &[people(a), people(b)]);
    found.extend(one_sided(DifferenceKind::Source, &[sources(a), sources(b)]));
    found.extend(unnamed(a, 0));
    found.extend(unnamed(b, 1));
    found
}

/// Where somebody stands, and whether some of it is more than a caption.
#[derive(Debug, Default)]
struct Standing {
    at: Vec<TextRange>,
    in_text: bool,
}

type Standings = BTreeMap<ActorId, Standing>;

/// The people who are named, by actor.
fn people(reading: &Reading<'_>) -> Standings {
    let mut people = Standings::new();
    for (mention, actor) in reading.side.named() {
        let kind = reading.side.article.kind_at(mention.name.start);
        if mention.kind != ActorKind::Person || !kind.is_some_and(BlockKind::has_actors) {
            continue;
        }
        let standing = people.entry(actor).or_default();
        standing.at.push(mention.form());
        standing.in_text |= kind != Some(BlockKind::Caption);
    }
    people
}

/// Who is named as saying something, by actor: where the saying stands.
fn sources(reading: &Reading<'_>) -> Standings {
    let mut sources = Standings::new();
    for quote in &reading.side.findings.quotes {
        if quote.kind == QuoteKind::Term {
            continue;
        }
        for actor in reading.side.speakers(quote) {
            let standing = sources.entry(actor).or_default();
            standing.at.push(quote.range);
            standing.in_text = true;
        }
    }
    sources
}

/// Those who stand in the text of one side and not in that of the other, where a caption may still have them.
fn one_sided(kind: DifferenceKind, [a, b]: &[Standings; 2]) -> Vec<Difference> {
    let all: BTreeSet<ActorId> = a.keys().chain(b.keys()).copied().collect();
    let in_text = |side: &Standings, actor| side.get(&actor).is_some_and(|found| found.in_text);
    let differs = all.into_iter().filter(|actor| {
        in_text(a, *actor) != in_text(b, *actor) || a.contains_key(actor) != b.contains_key(actor)
    });
    differs
        .map(|actor| Difference {
            kind,
            at: [a, b].map(|side| {
                side.get(&actor)
                    .map_or(Vec::new(), |found| found.at.clone())
            }),
            actor: Some(actor),
            pair: None,
        })
        .collect()
}

/// Each place where `reading` has a source without a name.
fn unnamed(reading: &Reading<'_>, side: usize) -> Vec<Difference> {
    let quotes = reading.side.findings.quotes.iter();
    let mut places: Vec<TextRange> = quotes
        .filter_map(|quote| match quote.speaker {
            Some(Speaker::Anonymous(range)) => Some(range),
            _ => None,
        })
        .collect();
    places.sort_unstable();
    places.dedup();
    places
        .into_iter()
        .map(|range| {
            let mut at = [Vec::new(), Vec::new()];
            at[side].push(range);
            Difference {
                kind: DifferenceKind::Unnamed,
                at,
                actor: None,
                pair: None,
            }
        })
        .collect()
}
