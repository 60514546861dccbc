//! What a story is called, by what its articles have in common and in nobody's headline.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::card::Card;
use crate::model::actor::{Actor, ActorId, ActorKind};
use crate::model::link::{Story, Thread};

/// What is known when stories get their names.
pub(super) struct Naming<'a> {
    /// The articles; stories and threads tell them by their numbers.
    pub(super) cards: &'a [Card<'a>],
    /// By number: its place among all, the newest first.
    pub(super) place: Vec<usize>,
    /// All actors that are shown.
    pub(super) actors: HashMap<ActorId, &'a Actor>,
    /// Of every actor, in how many articles it is: what is everywhere tells little.
    pub(super) spread: HashMap<ActorId, usize>,
}

impl Naming<'_> {
    /// The names of `stories`: what the reader calls them; else the place that most of the articles share, and the phrase that
    /// they do; where they share neither, the title of the newest. Two stories of one thread that would be called the same
    /// are told apart by phrases that only one of them has. Where a name is `known` already, it stays.
    pub(super) fn names(
        &self,
        stories: &[Story],
        threads: &[Thread],
        known: impl Fn(&Story) -> Option<String>,
    ) -> Vec<String> {
        let nothing = BTreeSet::new();
        let mut new = vec![false; stories.len()];
        let mut names = Vec::with_capacity(stories.len());
        for (number, story) in stories.iter().enumerate() {
            let name = story.name.clone().or_else(|| known(story));
            new[number] = name.is_none();
            names.push(name.unwrap_or_else(|| self.name(story, &nothing)));
        }
        let of_article: HashMap<usize, usize> = stories
            .iter()
            .enumerate()
            .flat_map(|(number, story)| story.articles.iter().map(move |&card| (card, number)))
            .collect();
        for thread in threads {
            let events = thread.events.iter();
            let numbers: Vec<usize> = events
                .filter_map(|event| of_article.get(event.first()?).copied())
                .collect();
            for &number in numbers.iter().filter(|number| new[**number]) {
                let others = || numbers.iter().filter(|other| **other != number);
                if !others().any(|&other| names[other] == names[number]) {
                    continue;
                }
                let elsewhere: BTreeSet<&str> = others()
                    .flat_map(|&other| &stories[other].articles)
                    .flat_map(|&card| self.cards[card].findings.phrases.iter())
                    .map(|phrase| phrase.text.as_str())
                    .collect();
                names[number] = self.name(&stories[number], &elsewhere);
            }
        }
        names
    }

    /// The name of `story`, if possible by a phrase that is not among those that stand `elsewhere`.
    fn name(&self, story: &Story, elsewhere: &BTreeSet<&str>) -> String {
        let told: Vec<&Card<'_>> = story
            .articles
            .iter()
            .map(|&card| &self.cards[card])
            .collect();
        let parts: Vec<String> = [self.common_place(&told), phrase(&told, elsewhere)]
            .into_iter()
            .flatten()
            .collect();
        if parts.is_empty() {
            let newest = story.articles.iter().min_by_key(|card| self.place[**card]);
            return newest.map_or_else(String::new, |&card| {
                self.cards[card].article.title().to_owned()
            });
        }
        capitalised(&parts.join(": "))
    }

    /// The place of most of the articles; of several, the one that is in the fewest others.
    fn common_place(&self, told: &[&Card<'_>]) -> Option<String> {
        let mut articles: BTreeMap<ActorId, usize> = BTreeMap::new();
        for card in told {
            let here: BTreeSet<ActorId> = card.links.iter().map(|link| link.actor).collect();
            for actor in here {
                *articles.entry(actor).or_default() += 1;
            }
        }
        let shared = articles.into_iter().filter(|(_, articles)| *articles > 1);
        let places = shared.filter_map(|(id, articles)| {
            let actor = self.actors.get(&id)?;
            let everywhere = self.spread.get(&id).copied().unwrap_or(0);
            let rank = (articles, Reverse(everywhere), Reverse(id));
            (actor.kind == ActorKind::Place).then_some((rank, actor))
        });
        let (_, actor) = places.max_by_key(|(rank, _)| *rank)?;
        Some(actor.name.clone())
    }
}

/// The phrase of most of the articles; of several, the one that stands there most often. One that stands `elsewhere` only where
/// there is no other.
fn phrase(told: &[&Card<'_>], elsewhere: &BTreeSet<&str>) -> Option<String> {
    let mut phrases: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for card in told {
        for phrase in &card.findings.phrases {
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
