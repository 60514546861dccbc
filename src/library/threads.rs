//! Threads: the stories of one topic at different times, and the way through them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::entry::Entry;
use super::{Direction, Library};
use crate::model::actor::{Actor, ActorId, ActorKind};
use crate::model::date::{NewsDate, month_name};
use crate::model::link::Thread;

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
        let number = self.shelf.thread_of.get(&row)?;
        self.shelf.threads.get(*number).cloned()
    }

    /// Tells whether the article at `row` is part of a thread.
    pub fn is_threaded(&self, row: usize) -> bool {
        self.shelf.thread_of.contains_key(&row)
    }

    /// Which story of its thread the article at `row` tells, and from when to when that is.
    pub fn thread_place(&self, row: usize) -> Option<ThreadPlace> {
        let thread = self.thread(row)?;
        let events = &thread.events;
        let number = events.iter().position(|event| event.contains(&row))? + 1;
        let date = |event: &Vec<usize>| {
            let dates = event
                .iter()
                .filter_map(|&row| Some(self.head(row)?.date.as_ref()?.value));
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
        let mut phrases: BTreeMap<&str, usize> = BTreeMap::new();
        let mut outlets: BTreeSet<&str> = BTreeSet::new();
        for event in &events {
            let entries = || event.iter();
            let links = entries().flat_map(|entry| entry.links.iter());
            for actor in links.map(|link| link.actor).collect::<BTreeSet<_>>() {
                *actors.entry(actor).or_default() += 1;
            }
            let found = entries().flat_map(|entry| entry.findings.phrases.iter());
            let found = found.map(|phrase| phrase.text.as_str());
            for phrase in found.collect::<BTreeSet<_>>() {
                *phrases.entry(phrase).or_default() += 1;
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
                Some((all - events, self.places(id).len(), actor))
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
        // Lines that every page carries are no topics.
        let topics = self.topics();
        let topics = topics.iter().map(|topic| topic.phrase.as_str());
        let mut topics: Vec<(usize, &str)> = topics
            .filter_map(|topic| Some((*phrases.get(topic)?, topic)))
            .filter(|(events, _)| *events > 1)
            .collect();
        topics.sort_by_key(|(events, topic)| Reverse((*events, topic.len())));
        let parts = [
            ("actors", of_kind(false)),
            ("places", of_kind(true)),
            (
                "phrases",
                topics.into_iter().map(|(_, topic)| topic).collect(),
            ),
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
