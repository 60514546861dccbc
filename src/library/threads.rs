//! Threads: the stories of one topic at different times, and the way through them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::entry::Entry;
use super::topics::{is_spread, without_parts};
use super::{Direction, Library};
use crate::model::actor::{Actor, ActorId, ActorKind};
use crate::model::date::{NewsDate, month_name};
use crate::model::link::Thread;
use crate::model::state::ArticleKey;
use crate::text::range::TextRange;

/// How many of a sort the reason of a thread names.
const NAMED: usize = 2;

/// Where a story stands in its thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ThreadPlace {
    /// Which one it is, counted from 1, the earliest first.
    pub number: usize,
    /// How many there are.
    pub count: usize,
    /// When the earliest and the latest was told.
    ends: Option<(NewsDate, NewsDate)>,
}

impl Library {
    /// The thread of the article at `row`: its events by rows, the earliest first.
    pub fn thread(&self, row: usize) -> Option<Arc<Thread>> {
        let column = self.shelf.ask(|stock| stock.column(row))?;
        if !column.threaded {
            return None;
        }
        self.shelf.ask(|stock| stock.thread(column.key))
    }

    /// Tells whether the article at `row` is part of a thread.
    pub fn is_threaded(&self, row: usize) -> bool {
        let column = self.shelf.ask(|stock| stock.column(row));
        column.is_some_and(|column| column.threaded)
    }

    /// Which story of its thread the article at `row` tells, and from when to when that is.
    pub fn thread_place(&self, row: usize) -> Option<ThreadPlace> {
        // By their keys, since the rows of articles that are far apart cost all between.
        let column = self.shelf.ask(|stock| stock.column(row))?;
        if !column.threaded {
            return None;
        }
        let key = column.key;
        let events = self.shelf.ask(|stock| stock.events(key))?;
        let number = events.iter().position(|event| event.contains(&key))? + 1;
        let date = |event: &Vec<ArticleKey>| {
            let dates = event.iter().filter_map(|key| {
                let head = self.shelf.ask(|stock| stock.head(*key))?;
                Some(head.date.as_ref()?.value)
            });
            dates.max_by_key(NewsDate::sort_key)
        };
        let ends = events.first().and_then(date);
        let ends = ends.zip(events.last().and_then(date));
        Some(ThreadPlace {
            number,
            count: events.len(),
            ends,
        })
    }

    /// The newest article of the next event of the thread of the article at `row`, or of the one before, and the number of that
    /// event; nothing at either end.
    pub fn step_thread(&self, row: usize, way: Direction) -> Option<(usize, usize)> {
        let thread = self.thread(row)?;
        let events = &thread.events;
        let at = events.iter().position(|event| event.contains(&row))?;
        let next = match way {
            Direction::Forward => at + 1,
            Direction::Backward => at.checked_sub(1)?,
        };
        Some((*events.get(next)?.first()?, next))
    }

    /// What the events of a thread have in common: whom and what several of them name, and what they speak of.
    pub fn thread_because(&self, thread: &Thread) -> String {
        let known = |event: &Vec<usize>| -> Vec<Arc<Entry>> {
            event.iter().filter_map(|&row| self.entry(row)).collect()
        };
        let events: Vec<Vec<Arc<Entry>>> = thread.events.iter().map(known).collect();
        let mut actors: BTreeMap<ActorId, usize> = BTreeMap::new();
        let mut outlets: BTreeSet<&str> = BTreeSet::new();
        for event in &events {
            let entries = || event.iter();
            let links = entries().flat_map(|entry| entry.links.iter());
            for actor in links.map(|link| link.actor).collect::<BTreeSet<_>>() {
                *actors.entry(actor).or_default() += 1;
            }
            let told = entries().flat_map(|entry| [&entry.article.outlet, &entry.article.agency]);
            outlets.extend(told.flatten().map(|outlet| outlet.value.as_str()));
        }
        let all = events.len();
        let mut shared: Vec<(usize, usize, Arc<Actor>)> = actors
            .into_iter()
            .filter(|(_, events)| *events > 1)
            .filter_map(|(id, events)| {
                let actor = self.actor(id)?;
                Some((all - events, self.spread(id).places, actor))
            })
            // Who writes is not who is written about.
            .filter(|(_, _, actor)| !outlets.contains(actor.name.as_str()))
            .collect();
        // An actor that is nowhere else tells more than one that is everywhere.
        shared.sort_unstable_by_key(|(missing, spread, actor)| (*missing, *spread, actor.id));
        let of_kind = |places: bool| -> Vec<&str> {
            let actors = shared.iter().map(|(_, _, actor)| actor);
            let of_kind = actors.filter(|actor| (actor.kind == ActorKind::Place) == places);
            of_kind.map(|actor| actor.name.as_str()).collect()
        };
        let topics = shared_topics(&events);
        let parts = [
            ("actors", of_kind(false)),
            ("places", of_kind(true)),
            ("phrases", topics.iter().map(String::as_str).collect()),
        ];
        let parts = parts.into_iter().filter(|(_, names)| !names.is_empty());
        let told: Vec<String> = parts
            .map(|(what, names)| {
                let names: Vec<&str> = names.into_iter().take(NAMED).collect();
                format!("same {what} ({})", names.join(", "))
            })
            .collect();
        told.join(", ")
    }
}

/// Where a phrase stands in the events of a thread.
#[derive(Default)]
struct Shared<'a> {
    events: BTreeSet<usize>,
    places: Vec<(&'a Entry, TextRange)>,
}

/// The topics that several of the events speak of, those of most events first. Lines that every page carries are none.
fn shared_topics(events: &[Vec<Arc<Entry>>]) -> Vec<String> {
    let mut phrases: BTreeMap<&str, Shared<'_>> = BTreeMap::new();
    for (number, event) in events.iter().enumerate() {
        for entry in event {
            for phrase in &entry.findings.phrases {
                let shared = phrases.entry(&phrase.text).or_default();
                shared.events.insert(number);
                let here = phrase.occurrences.iter();
                shared
                    .places
                    .extend(here.map(|&range| (entry.as_ref(), range)));
            }
        }
    }
    phrases.retain(|_, shared| shared.events.len() > 1 && is_spread(shared.places.iter().copied()));
    let counted = phrases.iter();
    let counted = counted.map(|(phrase, shared)| ((*phrase).to_owned(), shared.places.len()));
    let mut topics = without_parts(counted.collect());
    topics.sort_by_cached_key(|(phrase, places)| {
        let shared = phrases.get(phrase.as_str());
        let events = shared.map_or(0, |shared| shared.events.len());
        Reverse((events, phrase.len(), *places))
    });
    topics.into_iter().map(|(phrase, _)| phrase).collect()
}

impl ThreadPlace {
    /// `thread: story 2 of 3, Jan 2025 – Jan 2026`.
    pub fn told(&self) -> String {
        let span = self.span(" – ", |year| year.to_string());
        format!("thread: story {} of {}{span}", self.number, self.count)
    }

    /// `thread 2/3, Jan '25–Jan '26`.
    pub fn short(&self) -> String {
        let span = self.span("–", |year| format!("'{:02}", year.rem_euclid(100)));
        format!("thread {}/{}{span}", self.number, self.count)
    }

    fn span(&self, dash: &str, year: impl Fn(i16) -> String) -> String {
        let month = |date: &NewsDate| match (date.first.month, date.first.year) {
            (Some(month), Some(told)) => format!("{} {}", month_name(month), year(told)),
            (_, told) => told.map_or_else(String::new, |told| told.to_string()),
        };
        match self.ends.map(|(first, last)| (month(&first), month(&last))) {
            Some((first, last)) if first == last => format!(", {first}"),
            Some((first, last)) => format!(", {first}{dash}{last}"),
            None => String::new(),
        }
    }
}
