//! What a story is called, by what its articles have in common and in nobody's headline, and how many outlets tell it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Entry;
use crate::model::actor::{Actor, ActorId, ActorKind};
use crate::model::link::Story;

/// The name of `story`: the place that most of its articles share, and the phrase that they do; where they share neither, the
/// title of the newest. `known` tells of an actor in how many articles of the library it is: what is everywhere tells little.
pub(super) fn name<'a>(
    story: &Story,
    entries: &[Arc<Entry>],
    known: &impl Fn(ActorId) -> Option<(&'a Actor, usize)>,
) -> String {
    let told: Vec<&Entry> = story
        .articles
        .iter()
        .filter_map(|&row| entries.get(row).map(AsRef::as_ref))
        .collect();
    let parts: Vec<String> = [place(&told, known), phrase(&told)]
        .into_iter()
        .flatten()
        .collect();
    if parts.is_empty() {
        let newest = told.first();
        return newest.map_or_else(String::new, |entry| entry.article.title().to_owned());
    }
    capitalised(&parts.join(": "))
}

/// How many outlets tell `story`; articles without an outlet together count as one.
pub(super) fn voices(story: &Story, entries: &[Arc<Entry>]) -> usize {
    let told = story.articles.iter().filter_map(|&row| entries.get(row));
    let outlets: BTreeSet<Option<&str>> = told
        .map(|entry| {
            entry
                .article
                .outlet
                .as_ref()
                .map(|outlet| outlet.value.as_str())
        })
        .collect();
    outlets.len()
}

/// The place of most of the articles; of several, the one that is in the fewest others.
fn place<'a>(
    told: &[&Entry],
    known: &impl Fn(ActorId) -> Option<(&'a Actor, usize)>,
) -> Option<String> {
    let mut articles: BTreeMap<ActorId, usize> = BTreeMap::new();
    for entry in told {
        let here: BTreeSet<ActorId> = entry.links.iter().map(|link| link.actor).collect();
        for actor in here {
            *articles.entry(actor).or_default() += 1;
        }
    }
    let shared = articles.into_iter().filter(|(_, articles)| *articles > 1);
    let places = shared.filter_map(|(id, articles)| {
        let (actor, everywhere) = known(id)?;
        let rank = (articles, Reverse(everywhere), Reverse(id));
        (actor.kind == ActorKind::Place).then_some((rank, actor))
    });
    let (_, actor) = places.max_by_key(|(rank, _)| *rank)?;
    Some(actor.name.clone())
}

/// The phrase of most of the articles; of several, the one that stands there most often.
fn phrase(told: &[&Entry]) -> Option<String> {
    let mut phrases: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for entry in told {
        for phrase in &entry.findings.phrases {
            let (articles, occurrences) = phrases.entry(&phrase.text).or_default();
            *articles += 1;
            *occurrences += phrase.occurrences.len();
        }
    }
    let shared = phrases
        .into_iter()
        .filter(|(_, (articles, _))| *articles > 1);
    let (text, _) = shared.max_by_key(|&(text, counts)| (counts, text.len(), Reverse(text)))?;
    Some(text.to_owned())
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(chars).collect()
}
