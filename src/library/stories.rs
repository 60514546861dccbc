//! What a story is called, by what its articles have in common and in nobody's headline, and how many outlets tell it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::entry::Entry;
use crate::model::actor::{Actor, ActorId, ActorKind};
use crate::model::article::ArticleId;
use crate::model::link::{Story, Thread};

/// The names of `stories`: what the reader calls them; else the place that most of the articles share, and the phrase that they
/// do; where they share neither, the title of the newest. Two stories of one thread that would be called the same are told
/// apart by phrases that only one of them has. `known` tells of an actor in how many articles of the library it is: what is
/// everywhere tells little.
pub(super) fn names<'a>(
    stories: &[Story],
    threads: &[Thread],
    entries: &[Arc<Entry>],
    known: &impl Fn(ActorId) -> Option<(&'a Actor, usize)>,
) -> Vec<String> {
    let nothing = BTreeSet::new();
    let mut names: Vec<String> = stories
        .iter()
        .map(|story| name(story, entries, known, &nothing))
        .collect();
    for thread in threads {
        let numbers: Vec<usize> = thread
            .events
            .iter()
            .filter_map(|event| entries.get(*event.first()?)?.head.story?.number())
            .collect();
        for &number in &numbers {
            let others = || numbers.iter().filter(|other| **other != number);
            if !others().any(|&other| names[other] == names[number]) {
                continue;
            }
            let elsewhere: BTreeSet<&str> = others()
                .flat_map(|&other| &stories[other].articles)
                .filter_map(|&row| entries.get(row))
                .flat_map(|entry| entry.findings.phrases.iter())
                .map(|phrase| phrase.text.as_str())
                .collect();
            names[number] = name(&stories[number], entries, known, &elsewhere);
        }
    }
    names
}

/// The name of `story`, if possible by a phrase that is not among those that stand `elsewhere`.
fn name<'a>(
    story: &Story,
    entries: &[Arc<Entry>],
    known: &impl Fn(ActorId) -> Option<(&'a Actor, usize)>,
    elsewhere: &BTreeSet<&str>,
) -> String {
    if let Some(name) = &story.name {
        return name.clone();
    }
    let told: Vec<&Entry> = story
        .articles
        .iter()
        .filter_map(|&row| entries.get(row).map(AsRef::as_ref))
        .collect();
    let parts: Vec<String> = [place(&told, known), phrase(&told, elsewhere)]
        .into_iter()
        .flatten()
        .collect();
    if parts.is_empty() {
        let newest = told.first();
        return newest.map_or_else(String::new, |entry| entry.article.title().to_owned());
    }
    capitalised(&parts.join(": "))
}

/// Who tells a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Voices {
    /// How many outlets tell it in words of their own.
    pub(super) outlets: usize,
    /// How many articles only repeat the text of another.
    pub(super) reprints: usize,
}

/// How many outlets tell `story`: whoever prints what another wrote is no voice of its own; articles without an outlet together
/// count as one. `rows` tells each article's row.
pub(super) fn voices(
    story: &Story,
    entries: &[Arc<Entry>],
    rows: &HashMap<ArticleId, usize>,
) -> Voices {
    let told = || story.articles.iter().filter_map(|&row| entries.get(row));
    let text_of = |entry: &Arc<Entry>| {
        let same = entry.head.same_text.as_ref();
        same.map_or(entry.article.id, |same| same.counted)
    };
    let texts: BTreeSet<ArticleId> = told().map(text_of).collect();
    let outlets: BTreeSet<Option<&str>> = texts
        .iter()
        .filter_map(|text| entries.get(*rows.get(text)?))
        .map(|entry| {
            entry
                .article
                .outlet
                .as_ref()
                .map(|outlet| outlet.value.as_str())
        })
        .collect();
    Voices {
        outlets: outlets.len(),
        reprints: told().count() - texts.len(),
    }
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

/// The phrase of most of the articles; of several, the one that stands there most often. One that stands `elsewhere` only where
/// there is no other.
fn phrase(told: &[&Entry], elsewhere: &BTreeSet<&str>) -> Option<String> {
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
    let (text, _) = shared.max_by_key(|&(text, counts)| {
        let own = !elsewhere.contains(text);
        (own, counts, text.len(), Reverse(text))
    })?;
    Some(text.to_owned())
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(chars).collect()
}
