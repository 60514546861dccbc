//! Threads: stories of one topic at different times.
//!
//! A story, or an article that is alone with what it tells, is an event. Two events belong together where at least half of the
//! articles of the smaller one have kin in the other. The surest come first, and no thread holds two events of the same days:
//! two affairs of one week with the same actors are two, and only one of them goes on with what was half a year ago.

use std::collections::{BTreeMap, BTreeSet};

use crate::link::event::Group;
use crate::link::sketch::{Sketch, dates_agree};
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

/// Two events that may belong to one thread.
struct Tie {
    kinship: f32,
    a: usize,
    b: usize,
}

/// The threads of at least two events, each event by its articles, the earliest first. The cost grows with the number of pairs
/// of kin.
pub(crate) fn threads(ground: Ground<'_>) -> Vec<Vec<Vec<usize>>> {
    let mut ties = ground.ties();
    ties.sort_by(|one, other| {
        let surest = other.kinship.total_cmp(&one.kinship);
        surest.then((one.a, one.b).cmp(&(other.a, other.b)))
    });
    let mut thread_of: BTreeMap<usize, usize> = BTreeMap::new();
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for tie in ties {
        let of = |event| *thread_of.get(&event).unwrap_or(&event);
        let (into, from) = (of(tie.a).min(of(tie.b)), of(tie.a).max(of(tie.b)));
        let events = |thread| members.get(&thread).cloned().unwrap_or(vec![thread]);
        let (mut one, other) = (events(into), events(from));
        if into == from || one.len() + other.len() > LONGEST || !ground.are_apart(&one, &other) {
            continue;
        }
        one.extend(other);
        thread_of.extend(one.iter().map(|&event| (event, into)));
        members.remove(&from);
        members.insert(into, one);
    }
    members
        .into_values()
        .map(|events| ground.in_order(events))
        .collect()
}

impl Ground<'_> {
    /// What the event of an article is called: as its story, or as itself.
    fn event(&self, article: usize) -> usize {
        self.of[article].unwrap_or(article)
    }

    fn articles(&self, event: usize) -> Vec<usize> {
        let group = self.groups.get(&event);
        group.map_or_else(|| vec![event], |group| group.articles.clone())
    }

    fn ties(&self) -> Vec<Tie> {
        let mut pairs: Vec<(usize, usize, usize, usize, f32)> = Vec::new();
        for (article, kin) in self.kin.iter().enumerate() {
            for &(kinship, other) in kin.iter().filter(|(_, other)| *other < article) {
                let (own, their) = (self.event(article), self.event(other));
                match own.cmp(&their) {
                    std::cmp::Ordering::Less => pairs.push((own, their, article, other, kinship)),
                    std::cmp::Ordering::Greater => {
                        pairs.push((their, own, other, article, kinship));
                    }
                    std::cmp::Ordering::Equal => {}
                }
            }
        }
        pairs.sort_by_key(|(a, b, ..)| (*a, *b));
        let ties = pairs.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1));
        ties.filter_map(|pairs| self.tie(pairs)).collect()
    }

    /// The tie that these pairs of two events make, if they are enough of them.
    fn tie(&self, pairs: &[(usize, usize, usize, usize, f32)]) -> Option<Tie> {
        let &(a, b, ..) = pairs.first()?;
        let size = |event| {
            self.groups
                .get(&event)
                .map_or(1, |group| group.articles.len())
        };
        let of_a: BTreeSet<usize> = pairs.iter().map(|pair| pair.2).collect();
        let of_b: BTreeSet<usize> = pairs.iter().map(|pair| pair.3).collect();
        let (kin, all) = if size(a) <= size(b) {
            (of_a.len(), size(a))
        } else {
            (of_b.len(), size(b))
        };
        let surest = pairs.iter().map(|pair| pair.4).max_by(f32::total_cmp)?;
        (2 * kin >= all).then_some(Tie {
            kinship: surest,
            a,
            b,
        })
    }

    /// Tells whether no event of one side is of the same days as one of the other.
    fn are_apart(&self, one: &[usize], other: &[usize]) -> bool {
        one.iter().all(|&a| {
            let mut others = other.iter();
            others.all(|&b| {
                let (a, b) = (self.ends(a), self.ends(b));
                !a.iter().any(|a| b.iter().any(|b| dates_agree(a, b)))
            })
        })
    }

    /// The earliest and the latest article of an event, of those that are dated.
    fn ends(&self, event: usize) -> Vec<&Sketch> {
        let articles = self.articles(event);
        let dated = articles.iter().map(|&article| &self.sketches[article]);
        let mut dated: Vec<&Sketch> = dated.filter(|sketch| time(sketch).is_some()).collect();
        dated.sort_by_key(|sketch| time(sketch));
        match dated[..] {
            [first, .., last] => vec![first, last],
            _ => dated,
        }
    }

    /// The events by their articles, the earliest first.
    fn in_order(&self, events: Vec<usize>) -> Vec<Vec<usize>> {
        let mut events: Vec<(Option<i64>, Vec<usize>)> = events
            .into_iter()
            .map(|event| {
                let first = self.ends(event).first().and_then(|sketch| time(sketch));
                (first, self.articles(event))
            })
            .collect();
        events.sort();
        events.into_iter().map(|(_, articles)| articles).collect()
    }
}

fn time(sketch: &Sketch) -> Option<i64> {
    sketch.date.as_ref().and_then(NewsDate::sort_key)
}
