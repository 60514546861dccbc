//! A net of pairs of articles that may belong together, kept up to date without laying each beside each.
//!
//! An article is led to others by its telling words, and from each of them to the few that stand nearest in time. It looks
//! among those before it in the library alone, so that a later one changes no pair but its own.

use std::collections::{BTreeSet, HashMap};

use crate::link::fnv::Hashed;

/// How many articles a word leads to, from each that has it, in either direction of time.
const NEIGHBOURS: usize = 8;

/// How many of the articles found so are compared in full.
const COMPARED: usize = 24;

/// Where an article stands in the list of a word: by date, so that those close in time stand close, then by place in the
/// library. Those without a date stand ahead of all others. In one number, since these lists are the longest there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place(u64);

/// How many bits of a place tell the article.
const BITS: u32 = 28;

/// What is added to the minutes of dates, so that none is below one.
const MIDDLE: i64 = 1 << (63 - BITS);

impl Place {
    /// The place of an article of that date, in the minutes of sort keys.
    pub(crate) fn of(time: Option<i64>, article: usize) -> Self {
        let last = 2 * MIDDLE - 1;
        let time = time.map_or(0, |time| (time + MIDDLE).clamp(1, last));
        let article = u64::try_from(article).unwrap_or(u64::MAX);
        Self(time.unsigned_abs() << BITS | article.min((1 << BITS) - 1))
    }

    /// The date, in the minutes of sort keys.
    pub(crate) fn time(self) -> Option<i64> {
        let time = (self.0 >> BITS).cast_signed();
        (time > 0).then_some(time - MIDDLE)
    }

    /// The article.
    pub(crate) fn article(self) -> usize {
        usize::try_from(self.0 & ((1 << BITS) - 1)).unwrap_or(usize::MAX)
    }
}

/// The net.
#[derive(Debug, Default)]
pub(crate) struct Net {
    /// How far apart in time two articles must be to be looked at, in the minutes of sort keys.
    gap: i64,
    /// By telling word, the articles that it leads to.
    having: HashMap<u32, BTreeSet<Place>, Hashed>,
    /// By article, the others that it is paired with, with a weight.
    pairs: Vec<Vec<(f32, usize)>>,
}

impl Net {
    /// A net of articles that are at least `gap` apart.
    pub(crate) fn apart(gap: i64) -> Self {
        Self {
            gap,
            ..Self::default()
        }
    }

    /// By article, the others that it is paired with, with the weight of the pair.
    pub(crate) fn pairs(&self) -> &[Vec<(f32, usize)>] {
        &self.pairs
    }

    /// Makes room for so many articles.
    pub(crate) fn lay_out(&mut self, articles: usize) {
        self.pairs.resize_with(articles, Vec::new);
    }

    /// Forgets everything.
    pub(crate) fn clear(&mut self) {
        self.having.clear();
        self.pairs.iter_mut().for_each(Vec::clear);
    }

    /// Lets later articles find the one at `place` by the words that lead to it.
    pub(crate) fn enter(&mut self, place: Place, leads: &[u32]) {
        for &word in leads {
            self.having.entry(word).or_default().insert(place);
        }
    }

    /// Takes the article at `place` out of the lists; gives the later ones that may have found it there.
    pub(crate) fn leave(&mut self, place: Place, leads: &[u32]) -> BTreeSet<usize> {
        let mut later = BTreeSet::new();
        for word in leads {
            let Some(places) = self.having.get_mut(word) else {
                continue;
            };
            places.remove(&place);
            let (gap, article) = (self.gap, place.article());
            look(gap, article, places.range(..place).rev(), &mut later);
            look(gap, article, places.range(place..), &mut later);
        }
        later
    }

    /// The earlier articles that share most of the words, and at least two, with the one at `place`.
    pub(crate) fn earlier(&self, place: Place, leads: &[u32]) -> Vec<usize> {
        let (below, above) = self.edges(place);
        let mut met = Vec::new();
        for word in leads {
            if let Some(places) = self.having.get(word) {
                let earlier = |other: &&Place| other.article() < place.article();
                let before = places.range(..below).rev().filter(earlier);
                let behind = places.range(above..).filter(earlier);
                let around = before.take(NEIGHBOURS).chain(behind.take(NEIGHBOURS));
                met.extend(around.map(|other| other.article()));
            }
        }
        most_met(met)
    }

    /// Pairs an article with an earlier one.
    pub(crate) fn pair(&mut self, article: usize, other: usize, weight: f32) {
        self.pairs[article].push((weight, other));
        self.pairs[other].push((weight, article));
    }

    /// Forgets the pairs of an article with earlier ones, or with `all`; gives the others.
    pub(crate) fn part_with(&mut self, article: usize, all: bool) -> Vec<usize> {
        let (parted, kept): (Vec<_>, Vec<_>) = std::mem::take(&mut self.pairs[article])
            .into_iter()
            .partition(|(_, other)| all || *other < article);
        self.pairs[article] = kept;
        for (_, other) in &parted {
            self.pairs[*other].retain(|(_, back)| *back != article);
        }
        parted.into_iter().map(|(_, other)| other).collect()
    }

    /// All articles that pairs lead to from this one, itself included, in rising order.
    pub(crate) fn part_of(&self, article: usize) -> Vec<usize> {
        let mut part = BTreeSet::from([article]);
        let mut open = vec![article];
        while let Some(next) = open.pop() {
            for (_, other) in &self.pairs[next] {
                if part.insert(*other) {
                    open.push(*other);
                }
            }
        }
        part.into_iter().collect()
    }

    /// Between which places the article at `place` looks at none.
    fn edges(&self, place: Place) -> (Place, Place) {
        match place.time() {
            Some(time) if self.gap > 0 => (
                Place::of(Some(time - self.gap), 0),
                Place::of(Some(time + self.gap), usize::MAX),
            ),
            _ => (place, place),
        }
    }
}

/// Which articles `around`, later in the library than `article`, saw it when they looked for earlier ones: whoever has as
/// many earlier ones between never did. One that is nearer in time than the gap does not count as between.
fn look<'a>(
    gap: i64,
    article: usize,
    around: impl Iterator<Item = &'a Place>,
    later: &mut BTreeSet<usize>,
) {
    let mut earlier: Vec<Option<i64>> = Vec::new();
    let mut between = 0;
    for (time, other) in around.map(|place| (place.time(), place.article())) {
        if other < article {
            earlier.push(time);
            continue;
        }
        let apart = |passed: Option<i64>| match (passed, time) {
            (Some(passed), Some(time)) if gap > 0 => (passed - time).abs() > gap,
            _ => true,
        };
        // Those passed first are furthest from the other one.
        while earlier.get(between).is_some_and(|passed| apart(*passed)) {
            between += 1;
        }
        if between >= NEIGHBOURS {
            break;
        }
        later.insert(other);
    }
}

/// The articles that were met most often, at least twice.
fn most_met(mut met: Vec<usize>) -> Vec<usize> {
    met.sort_unstable();
    let mut counted: Vec<(usize, usize)> = met
        .chunk_by(|a, b| a == b)
        .filter(|chunk| chunk.len() > 1)
        .map(|chunk| (chunk.len(), chunk[0]))
        .collect();
    counted.sort_by_key(|&(count, article)| (std::cmp::Reverse(count), article));
    counted
        .into_iter()
        .take(COMPARED)
        .map(|(_, article)| article)
        .collect()
}
