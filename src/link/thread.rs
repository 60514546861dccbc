//! Threads: stories of one topic at different times.
//!
//! A story, or an article that is alone with what it tells, is an event. Two events belong together where at least half of the
//! articles of the smaller one have kin in the other. The surest come first, and no thread holds two events of the same days:
//! two affairs of one week with the same actors are two, and only one of them goes on with what was half a year ago.
//!
//! What ties two events is kept, and found anew only for events that have changed; threads are laid from all ties.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use crate::link::calendar;
use crate::link::event::Group;
use crate::link::sketch::Sketch;
use crate::model::date::NewsDate;

/// No thread grows beyond so many events.
const LONGEST: usize = 64;

/// All that threads are made of.
#[derive(Clone, Copy)]
pub(crate) struct Ground<'a> {
    /// By article, the others that may be of one topic with it at another time, with their kinship.
    pub(crate) kin: &'a [Vec<(f32, usize)>],
    /// By article, its story.
    pub(crate) of: &'a [Option<usize>],
    /// The stories, each called by its first article.
    pub(crate) groups: &'a BTreeMap<usize, Group>,
    pub(crate) sketches: &'a [Sketch],
}

/// What ties events, kept up to date. An event is called by its first article.
#[derive(Debug, Default)]
pub(crate) struct Threads {
    /// By event, the others that it is tied to, with the kinship of their surest articles.
    ties: BTreeMap<usize, BTreeMap<usize, f32>>,
    /// By event that is tied, the dates of its earliest and its latest article.
    ends: BTreeMap<usize, Vec<NewsDate>>,
    laid: Vec<Vec<usize>>,
}

impl Threads {
    /// The threads of at least two events, the earliest event of each first.
    pub(crate) fn laid(&self) -> &[Vec<usize>] {
        &self.laid
    }

    /// Finds anew what ties the `touched` events, those that are there no more included, and lays the threads. The cost grows with
    /// the number of ties.
    pub(crate) fn update(&mut self, touched: &BTreeSet<usize>, ground: Ground<'_>) {
        for event in touched {
            for other in self.ties.remove(event).into_iter().flatten() {
                self.untie(other.0, *event);
            }
            self.ends.remove(event);
        }
        for &event in touched {
            for (other, kinship) in ground.ties_of(event) {
                self.ties.entry(event).or_default().insert(other, kinship);
                self.ties.entry(other).or_default().insert(event, kinship);
                for tied in [event, other] {
                    let ends = || ground.ends(tied);
                    self.ends.entry(tied).or_insert_with(ends);
                }
            }
        }
        if !touched.is_empty() {
            self.laid = self.lay();
        }
    }

    fn untie(&mut self, event: usize, from: usize) {
        if let Some(ties) = self.ties.get_mut(&event) {
            ties.remove(&from);
            if ties.is_empty() {
                self.ties.remove(&event);
                self.ends.remove(&event);
            }
        }
    }

    fn lay(&self) -> Vec<Vec<usize>> {
        let mut thread_of: BTreeMap<usize, usize> = BTreeMap::new();
        let mut lines: Vec<Line> = Vec::new();
        for (_, a, b) in self.surest_first() {
            let [one, other] = [a, b].map(|event| {
                *thread_of.entry(event).or_insert_with(|| {
                    lines.push(Line::of(event, self.ends_of(event)));
                    lines.len() - 1
                })
            });
            let (into, from) = if lines[one].events.len() >= lines[other].events.len() {
                (one, other)
            } else {
                (other, one)
            };
            if into == from || !lines[into].may_take(&lines[from]) {
                continue;
            }
            let joining = std::mem::take(&mut lines[from]);
            thread_of.extend(joining.events.iter().map(|&event| (event, into)));
            lines[into].take(joining);
        }
        let lines = lines.into_iter().filter(|line| line.events.len() > 1);
        let mut threads: Vec<Vec<usize>> = lines.map(|line| line.events).collect();
        for events in &mut threads {
            events.sort_by_key(|event| {
                let first = self.ends_of(*event).first();
                (first.and_then(NewsDate::sort_key), *event)
            });
        }
        threads.sort();
        threads
    }

    fn surest_first(&self) -> Vec<(f32, usize, usize)> {
        let ties = self.ties.iter().flat_map(|(&event, ties)| {
            let later = ties.range(event..);
            later.map(move |(&other, &kinship)| (kinship, event, other))
        });
        let mut ties: Vec<(f32, usize, usize)> = ties.collect();
        ties.sort_by(|one, other| {
            let surest = other.0.total_cmp(&one.0);
            surest.then((one.1, one.2).cmp(&(other.1, other.2)))
        });
        ties
    }

    fn ends_of(&self, event: usize) -> &[NewsDate] {
        self.ends.get(&event).map_or(&[], Vec::as_slice)
    }
}

/// A thread in the making.
#[derive(Debug, Default)]
struct Line {
    events: Vec<usize>,
    /// The days of its events that are told in full, by their sort keys.
    days: Vec<(i64, NewsDate)>,
    /// Their dates that leave something open.
    open: Vec<NewsDate>,
}

impl Line {
    fn of(event: usize, ends: &[NewsDate]) -> Self {
        let mut line = Self {
            events: vec![event],
            ..Self::default()
        };
        for date in ends {
            match calendar::full(date) {
                Some(key) => line.days.push((key, *date)),
                None => line.open.push(*date),
            }
        }
        line
    }

    /// Tells whether no event of the other, which is not the longer one, is of the same days as one of this.
    fn may_take(&self, other: &Self) -> bool {
        let near = other.days.iter().any(|(key, date)| {
            let from = self
                .days
                .partition_point(|(day, _)| *day < key - calendar::FAR);
            let days = self.days.iter().skip(from);
            let mut days = days.take_while(|(day, _)| *day <= key + calendar::FAR);
            days.any(|(_, day)| calendar::agree(day, date))
        });
        let agree = |open: &[NewsDate], line: &Self| {
            let all = || line.days.iter().map(|(_, day)| day).chain(&line.open);
            open.iter()
                .any(|date| all().any(|day| calendar::agree(day, date)))
        };
        let long = self.events.len() + other.events.len() > LONGEST;
        !(long || near || agree(&other.open, self) || agree(&self.open, other))
    }

    fn take(&mut self, other: Self) {
        self.events.extend(other.events);
        self.open.extend(other.open);
        self.days.extend(other.days);
        self.days.sort_by_key(|(key, _)| *key);
    }
}

impl Ground<'_> {
    /// What the event of an article is called.
    pub(crate) fn event(&self, article: usize) -> usize {
        self.of[article].unwrap_or(article)
    }

    /// The articles of an event; none where nothing is called so.
    pub(crate) fn articles(&self, event: usize) -> Vec<usize> {
        match (self.groups.get(&event), self.of[event]) {
            (Some(group), _) => group.articles.clone(),
            (None, Some(_)) => Vec::new(),
            (None, None) => vec![event],
        }
    }

    /// The other events to which this one is tied.
    fn ties_of(&self, event: usize) -> Vec<(usize, f32)> {
        let mut pairs: Vec<(usize, usize, usize, f32)> = Vec::new();
        let articles = self.articles(event);
        for &article in &articles {
            let kin = self.kin[article].iter();
            let kin = kin.map(|&(kinship, other)| (self.event(other), article, other, kinship));
            pairs.extend(kin.filter(|(other, ..)| *other != event));
        }
        pairs.sort_by_key(|(other, ..)| *other);
        let tied = pairs.chunk_by(|one, other| one.0 == other.0);
        tied.filter_map(|pairs| {
            let other = pairs.first()?.0;
            let size = self.groups.get(&other);
            let size = size.map_or(1, |group| group.articles.len());
            let own: BTreeSet<usize> = pairs.iter().map(|pair| pair.1).collect();
            let theirs: BTreeSet<usize> = pairs.iter().map(|pair| pair.2).collect();
            let enough = match articles.len().cmp(&size) {
                Ordering::Less => 2 * own.len() >= articles.len(),
                Ordering::Greater => 2 * theirs.len() >= size,
                Ordering::Equal => 2 * own.len().max(theirs.len()) >= size,
            };
            let surest = pairs.iter().map(|pair| pair.3).max_by(f32::total_cmp)?;
            enough.then_some((other, surest))
        })
        .collect()
    }

    /// The dates of the earliest and the latest article of an event, of those that are dated.
    fn ends(&self, event: usize) -> Vec<NewsDate> {
        let articles = self.articles(event);
        let dates = articles
            .iter()
            .filter_map(|&article| self.sketches[article].date);
        let mut dates: Vec<NewsDate> = dates.filter(|date| date.sort_key().is_some()).collect();
        dates.sort_by_key(NewsDate::sort_key);
        match dates[..] {
            [first, .., last] => vec![first, last],
            _ => dates,
        }
    }
}
