//! What a story is called, by what its articles have in common and in nobody's headline.

use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use super::card::Card;
use crate::link::report::{Reports, Ticket};
use crate::model::actor::{Actor, ActorId, ActorKind};
use crate::model::link::{Story, Thread};

/// The number of this way to name stories. Another way needs another number, so that stories of before are named anew.
pub(super) const WAY: u32 = 1;

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
    /// What the articles speak of.
    pub(super) phrases: Phrases<'a>,
}

/// What articles speak of, read when it is asked for.
pub(super) struct Phrases<'a> {
    reports: &'a dyn Reports,
    /// Those of the articles that were asked for last: each phrase with how often it stands there.
    known: RefCell<HashMap<usize, Told>>,
}

type Told = Rc<[(String, usize)]>;

/// Of how many articles phrases are kept at once.
const KEPT: usize = 1_000;

impl<'a> Phrases<'a> {
    /// Those of these articles.
    pub(super) fn of(reports: &'a dyn Reports) -> Self {
        Self {
            reports,
            known: RefCell::default(),
        }
    }

    /// Those of one article.
    fn get(&self, article: usize) -> Told {
        if let Some(told) = self.known.borrow().get(&article) {
            return Rc::clone(told);
        }
        let report = self.reports.report(Ticket(article));
        let phrases = report.iter().flat_map(|report| &report.findings.phrases);
        let told: Told = phrases
            .map(|phrase| (phrase.text.clone(), phrase.occurrences.len()))
            .collect();
        let mut known = self.known.borrow_mut();
        if known.len() >= KEPT {
            known.clear();
        }
        known.insert(article, Rc::clone(&told));
        told
    }
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
                let mut elsewhere: BTreeSet<String> = BTreeSet::new();
                for &card in others().flat_map(|&other| &stories[other].articles) {
                    let told = self.phrases.get(card);
                    elsewhere.extend(told.iter().map(|(phrase, _)| phrase.clone()));
                }
                names[number] = self.name(&stories[number], &elsewhere);
            }
        }
        names
    }

    /// The name of `story`, if possible by a phrase that is not among those that stand `elsewhere`.
    fn name(&self, story: &Story, elsewhere: &BTreeSet<String>) -> String {
        let told: Vec<&Card<'_>> = story
            .articles
            .iter()
            .map(|&card| &self.cards[card])
            .collect();
        let phrase = || {
            phrase(
                story.articles.iter().map(|&card| self.phrases.get(card)),
                elsewhere,
            )
        };
        let parts: Vec<String> = [self.common_place(&told), phrase()]
            .into_iter()
            .flatten()
            .collect();
        if parts.is_empty() {
            let newest = story.articles.iter().min_by_key(|card| self.place[**card]);
            return newest
                .map_or_else(String::new, |&card| self.cards[card].face.title.to_string());
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
fn phrase(told: impl Iterator<Item = Told>, elsewhere: &BTreeSet<String>) -> Option<String> {
    let told: Vec<Told> = told.collect();
    let mut phrases: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (phrase, times) in told.iter().flat_map(|told| told.iter()) {
        let (articles, occurrences) = phrases.entry(phrase).or_default();
        *articles += 1;
        *occurrences += times;
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
