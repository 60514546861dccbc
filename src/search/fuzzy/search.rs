//! A search that can be left and taken up again, and that knows what it found before a letter was added.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::fit;
use super::index::{FuzzyIndex, Row};
use super::query::Wanted;

/// How many rows are scored in full for one query.
const SCORED: usize = 256;

/// With so many rows holding the query letter by letter in a run, rows that hold it scattered are not looked for.
const ENOUGH: usize = 200;

/// More for words that stand in the row side by side as they were typed.
const TOGETHER: i64 = 10;

/// What a row is worth at most, and at least below zero, when the best are told from the rest; more counts as much.
const MOST: usize = 1_023;
const LOWEST: i32 = 128;

/// What a query has found so far.
///
/// It is meant for one index: after another one is there, begin anew.
#[derive(Debug, Clone, Default)]
pub struct Search {
    groups: u32,
    favoured: Favoured,
    wanted: Wanted,
    runs: Lane,
    scattered: Lane,
}

/// Something that a query found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The owner of the text.
    pub owner: usize,
    /// The text that fits best, by its number in the order in which they were added.
    pub text: usize,
}

/// Rows to look at in one way, and what that has found.
#[derive(Debug, Clone, Default)]
struct Lane {
    /// Rows before `next` that alone may fit, because the query before had found them.
    again: Vec<Found>,
    /// How many of them have been looked at.
    done: usize,
    /// All rows from here on have not been looked at.
    next: usize,
    found: Vec<Found>,
    /// How many of them fit how well, so that the best can be told from the rest without looking at all of them again.
    counts: Counts,
}

#[derive(Debug, Clone, Copy)]
struct Found {
    row: u32,
    fit: i32,
}

impl Search {
    /// A search among the texts of these groups: bit `n` stands for group `n`.
    pub fn new(groups: u32) -> Self {
        Self {
            groups,
            ..Self::default()
        }
    }

    /// Gives these owners so many points more. Where nothing is typed they come first, in this order.
    #[must_use]
    pub fn favouring(mut self, owners: &[(u32, i32)]) -> Self {
        self.favoured = Favoured::new(owners);
        self
    }

    /// Looks for `query` from now on, in the texts of `groups`. Where it only adds to the query before, only what that has
    /// found is looked at again.
    pub fn ask(&mut self, groups: u32, query: &str) {
        let wanted = Wanted::new(query);
        if groups == self.groups && wanted.narrows(&self.wanted) {
            self.runs.narrow();
            self.scattered.narrow();
        } else {
            self.runs = Lane::default();
            self.scattered = Lane::default();
        }
        self.groups = groups;
        self.wanted = wanted;
    }

    /// Tells whether all has been looked at that has to be.
    pub fn is_done(&self, index: &FuzzyIndex) -> bool {
        self.wanted.words.is_empty()
            || self.runs.is_done(index)
                && (self.runs.found.len() >= ENOUGH || self.scattered.is_done(index))
    }

    /// Looks at up to `rows` more rows, the most likely ones first. Tells whether that was all. What is found in the end does
    /// not depend on the steps.
    pub fn step(&mut self, index: &FuzzyIndex, rows: usize) -> bool {
        let mut left = rows;
        while left > 0 && !self.is_done(index) {
            left -= match (self.runs.is_done(index), self.runs.has_again()) {
                (false, true) => self.run_again(index, left),
                (false, false) => self.run_on(index, left),
                (true, _) => self.scatter(index, left),
            };
        }
        self.is_done(index)
    }

    /// The owners of what has been found, best first, at most `limit`. Where nothing is typed, all in their own order.
    pub fn best(&self, index: &FuzzyIndex, limit: usize) -> Vec<Hit> {
        let rows = if self.wanted.words.is_empty() {
            self.in_order(index, limit)
        } else {
            self.ranked(index, limit)
        };
        let mut seen = BTreeSet::new();
        let about = rows
            .into_iter()
            .filter_map(|row| index.rows().get(row as usize));
        let mut hits: Vec<Hit> = about
            .filter(|row| seen.insert(row.owner))
            .map(|row| Hit {
                owner: row.owner as usize,
                text: row.text as usize,
            })
            .collect();
        hits.truncate(limit);
        hits
    }

    /// Looks again at rows that the query before had found. One that no longer has all words in runs may have them scattered.
    fn run_again(&mut self, index: &FuzzyIndex, most: usize) -> usize {
        let rows = self.runs.take_again(most);
        for earlier in &rows {
            let row = earlier.row;
            match fit::in_runs(&self.wanted, index, row as usize, None) {
                Some(fit) => self.runs.put(self.favoured.found(index, row, fit)),
                // All others will come by.
                None if (row as usize) < self.scattered.next => self.scattered.again.push(*earlier),
                None => {}
            }
        }
        rows.len()
    }

    /// Looks for rows that have all words in runs.
    fn run_on(&mut self, index: &FuzzyIndex, most: usize) -> usize {
        let (begin, end) = self.runs.pass(index, most);
        let Some(word) = self.wanted.words.first() else {
            return end - begin;
        };
        let last = index.line(end.saturating_sub(1)).1;
        let mut row = begin;
        while row < end {
            let known = if word.single().is_some() {
                None
            } else {
                let Some(at) = word.find(index.arena(), index.line(row).0, last) else {
                    break;
                };
                row = index.row_at(row, at);
                Some(at)
            };
            if self.has_group(index, row)
                && let Some(fit) = fit::in_runs(&self.wanted, index, row, known)
            {
                let found = self.favoured.found(index, number(row), fit);
                self.runs.put(found);
            }
            row += 1;
        }
        end - begin
    }

    /// Looks for rows that have the letters of a word scattered.
    fn scatter(&mut self, index: &FuzzyIndex, most: usize) -> usize {
        if self.scattered.has_again() {
            let rows = self.scattered.take_again(most);
            for found in &rows {
                self.look_scattered(index, found.row as usize);
            }
            return rows.len();
        }
        let (begin, end) = self.scattered.pass(index, most);
        let letters = self.wanted.letters();
        for row in begin..end {
            let has_all = |about: &Row| about.letters & letters == letters;
            if index.rows().get(row).is_some_and(has_all) && self.has_group(index, row) {
                self.look_scattered(index, row);
            }
        }
        end - begin
    }

    fn look_scattered(&mut self, index: &FuzzyIndex, row: usize) {
        if let Some(fit) = fit::scattered(&self.wanted, index, row) {
            let found = self.favoured.found(index, number(row), fit);
            self.scattered.put(found);
        }
    }

    fn has_group(&self, index: &FuzzyIndex, row: usize) -> bool {
        let about = index.rows().get(row);
        about.is_some_and(|about| self.groups >> (about.group & 31) & 1 == 1)
    }

    /// The favoured ones, then all others, as far as they can be shown.
    fn in_order(&self, index: &FuzzyIndex, limit: usize) -> Vec<u32> {
        let mut favoured = Vec::new();
        let mut others = Vec::new();
        let mut owners = BTreeSet::new();
        for (row, about) in index.rows().iter().enumerate() {
            if !self.has_group(index, row) {
                continue;
            }
            if let Some(place) = self.favoured.place(about.owner) {
                favoured.push((place, number(row)));
            } else if owners.len() < limit && owners.insert(about.owner) {
                others.push(number(row));
            } else if self.favoured.is_empty() && owners.len() >= limit {
                break;
            }
        }
        favoured.sort_unstable();
        favoured
            .into_iter()
            .map(|(_, row)| row)
            .chain(others)
            .collect()
    }

    /// The best rows, best first; of an owner with several texts, several. Those that are not scored in full come behind.
    fn ranked(&self, index: &FuzzyIndex, limit: usize) -> Vec<u32> {
        let mut best = self.promising(limit.max(SCORED) * 2);
        let rest = best.split_off(best.len().min(SCORED));
        let matcher = SkimMatcherV2::default().ignore_case();
        let mut scored: Vec<(i64, u32)> = best
            .into_iter()
            .map(|found| (self.score(&matcher, index, found), found.row))
            .collect();
        scored.sort_by_key(|&(score, row)| (Reverse(score), row));
        let scored = scored.into_iter().map(|(_, row)| row);
        scored
            .chain(rest.into_iter().map(|found| found.row))
            .collect()
    }

    /// So many of the rows found that fit best, best first.
    fn promising(&self, most: usize) -> Vec<Found> {
        let all = || self.runs.found.iter().chain(&self.scattered.found).copied();
        let steps = self.runs.counts.0.iter().zip(&self.scattered.counts.0);
        let mut enough = 0;
        let least = steps.rev().position(|(runs, scattered)| {
            enough += runs + scattered;
            enough >= most
        });
        let least = least.map_or(0, |place| MOST - place);
        let mut best: Vec<Found> = all().filter(|found| found.step() >= least).collect();
        best.sort_unstable_by_key(|found| (Reverse(found.fit), found.row));
        best.truncate(most);
        best
    }

    /// The points of a row with those of the matcher, per letter that was typed.
    fn score(&self, matcher: &SkimMatcherV2, index: &FuzzyIndex, found: Found) -> i64 {
        let text = index.text(found.row as usize);
        let words = self.wanted.words.iter();
        let like: i64 = words
            .map(|word| {
                let letters = i64::try_from(word.text.len()).unwrap_or(i64::MAX);
                matcher.fuzzy_match(text, &word.text).unwrap_or(0) / letters
            })
            .sum();
        let together = self.wanted.words.len() > 1 && text.contains(self.wanted.phrase());
        i64::from(found.fit) + like + if together { TOGETHER } else { 0 }
    }
}

impl Lane {
    /// Only what has been found, and what has not been looked at, may fit from now on.
    fn narrow(&mut self) {
        let mut again = std::mem::take(&mut self.found);
        again.extend(self.again.iter().skip(self.done));
        *self = Self {
            again,
            next: self.next,
            ..Self::default()
        };
    }

    fn put(&mut self, found: Found) {
        self.counts.0[found.step()] += 1;
        self.found.push(found);
    }

    fn is_done(&self, index: &FuzzyIndex) -> bool {
        !self.has_again() && self.next >= index.len()
    }

    fn has_again(&self) -> bool {
        self.done < self.again.len()
    }

    /// The next rows to be looked at again.
    fn take_again(&mut self, most: usize) -> Vec<Found> {
        let rows: Vec<Found> = self
            .again
            .iter()
            .skip(self.done)
            .take(most)
            .copied()
            .collect();
        self.done += rows.len();
        rows
    }

    /// Passes over the next rows; returns the first of them and the first behind them.
    fn pass(&mut self, index: &FuzzyIndex, most: usize) -> (usize, usize) {
        let begin = self.next;
        self.next = begin.saturating_add(most).min(index.len());
        (begin, self.next)
    }
}

/// How many rows there are of each step.
#[derive(Debug, Clone)]
struct Counts(Vec<usize>);

impl Default for Counts {
    fn default() -> Self {
        Self(vec![0; MOST + 1])
    }
}

impl Found {
    /// What it is worth as one of few numbers.
    fn step(self) -> usize {
        usize::try_from(self.fit + LOWEST).unwrap_or(0).min(MOST)
    }
}

/// Owners that get more points than others, for a reason that is not in the index.
#[derive(Debug, Clone, Default)]
struct Favoured {
    /// By owner: its place among the favoured, and its points.
    owners: Vec<(u32, (usize, i32))>,
    /// A bit for each owner, by its last bits: most others are told apart by it.
    mask: u64,
}

impl Favoured {
    fn new(owners: &[(u32, i32)]) -> Self {
        let placed = owners.iter().enumerate();
        let mut sorted: Vec<_> = placed
            .map(|(place, &(owner, points))| (owner, (place, points)))
            .collect();
        sorted.sort_unstable();
        sorted.dedup_by_key(|(owner, _)| *owner);
        Self {
            mask: sorted
                .iter()
                .fold(0, |mask, (owner, _)| mask | 1 << (owner & 63)),
            owners: sorted,
        }
    }

    fn is_empty(&self) -> bool {
        self.owners.is_empty()
    }

    fn of(&self, owner: u32) -> Option<(usize, i32)> {
        if self.mask >> (owner & 63) & 1 == 0 {
            return None;
        }
        let at = self
            .owners
            .binary_search_by_key(&owner, |(owner, _)| *owner);
        Some(self.owners.get(at.ok()?)?.1)
    }

    fn place(&self, owner: u32) -> Option<usize> {
        self.of(owner).map(|(place, _)| place)
    }

    fn found(&self, index: &FuzzyIndex, row: u32, fit: i32) -> Found {
        let owner = index.rows().get(row as usize).map(|row| row.owner);
        let more = owner.and_then(|owner| self.of(owner));
        Found {
            row,
            fit: fit + more.map_or(0, |(_, points)| points),
        }
    }
}

fn number(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::search::fuzzy::index::{About, FuzzyBuilder};

    const ALL: u32 = u32::MAX;

    /// By owner: its texts, the group and the points of all of them.
    fn index(owners: &[(&[&str], u8, u8)]) -> FuzzyIndex {
        let mut builder = FuzzyBuilder::default();
        for (owner, (texts, group, points)) in owners.iter().enumerate() {
            let about = About {
                owner: number(owner),
                group: *group,
                points: *points,
                among: 0,
            };
            for text in *texts {
                builder.add(text, about);
            }
        }
        builder.finish()
    }

    fn found(index: &FuzzyIndex, mut search: Search, groups: u32, query: &str) -> Vec<usize> {
        search.ask(groups, query);
        assert!(search.step(index, usize::MAX));
        let hits = search.best(index, 10).into_iter();
        hits.map(|hit| hit.owner).collect()
    }

    fn names() -> FuzzyIndex {
        index(&[
            (&["Oleksandra Vyshnevska", "Vyshnevskaya"], 0, 9),
            (&["Ursel von der Lohe"], 0, 8),
            (&["Tarık Emre Doğanlı"], 0, 7),
            (&["Mark Ruthe"], 0, 6),
            (&["Вишневська"], 1, 5),
            (&["Marko Rutić"], 1, 4),
        ])
    }

    #[test]
    fn a_few_letters_find_the_name() {
        for (query, owner) in [
            ("vysh ole", 0),
            ("doganli", 2),
            ("ruthe", 3),
            ("ovka", 0),
            ("lohe urs", 1),
            ("von der l", 1),
            ("вишневс", 4),
            ("vishnevs", 4),
        ] {
            let hits = found(&names(), Search::default(), ALL, query);
            assert_eq!(hits.first(), Some(&owner), "{query}");
        }
    }

    #[test]
    fn all_words_must_match() {
        assert!(found(&names(), Search::default(), ALL, "lohe mark").is_empty());
    }

    #[test]
    fn letters_that_are_only_somewhere_are_not_meant() {
        assert!(found(&names(), Search::default(), ALL, "ksdv").is_empty());
    }

    #[test]
    fn without_letters_all_are_there_in_their_order() {
        let favouring = Search::default().favouring(&[(5, 1), (2, 1)]);
        assert_eq!(found(&names(), favouring, ALL, " "), [5, 2, 0, 1, 3, 4]);
        assert_eq!(found(&names(), Search::default(), 0b10, ""), [4, 5]);
    }

    #[test]
    fn only_the_groups_that_are_asked_for_are_found() {
        assert_eq!(found(&names(), Search::default(), 0b10, "mark"), [5]);
        assert_eq!(found(&names(), Search::default(), 0b01, "mark"), [3]);
    }

    #[test]
    fn what_is_favoured_comes_first_among_what_fits() {
        let favouring = |points| Search::default().favouring(&[(5, points)]);
        assert_eq!(found(&names(), favouring(100), ALL, "mark"), [5, 3]);
        assert_eq!(found(&names(), favouring(1), ALL, "mark"), [3, 5]);
    }

    #[test]
    fn an_owner_with_several_texts_is_found_once_by_the_best() {
        let index = names();
        let mut search = Search::default();
        search.ask(ALL, "vyshnevskaya");
        search.step(&index, usize::MAX);
        assert_eq!(search.best(&index, 10), [Hit { owner: 0, text: 1 }]);
    }

    #[test]
    fn more_than_are_scored_in_full_can_be_reached() {
        let texts: Vec<String> = (0..2_000).map(|number| format!("Ada {number}")).collect();
        let texts: Vec<[&str; 1]> = texts.iter().map(|text| [text.as_str()]).collect();
        let owners: Vec<(&[&str], u8, u8)> = texts.iter().map(|text| (&text[..], 0, 0)).collect();
        let index = index(&owners);
        let mut search = Search::default();
        search.ask(ALL, "ad");
        search.step(&index, usize::MAX);
        let hits: BTreeSet<usize> = search
            .best(&index, 500)
            .iter()
            .map(|hit| hit.owner)
            .collect();
        assert_eq!(hits.len(), 500);
    }

    proptest! {
        #[test]
        fn neither_steps_nor_what_was_typed_before_change_what_is_found(
            texts in prop::collection::vec("[abé ]{0,9}", 0..300),
            query in "[ab]{1,4}( [ab]{1,2})?",
            step in 1_usize..50,
            left in 0_usize..400,
        ) {
            let texts: Vec<[&str; 1]> = texts.iter().map(|text| [text.as_str()]).collect();
            let owners: Vec<(&[&str], u8, u8)> =
                texts.iter().zip((0..7).cycle()).map(|(text, points)| (&text[..], 0, points)).collect();
            let index = index(&owners);
            let at_once = found(&index, Search::default(), ALL, &query);
            let mut typed = Search::default();
            for end in 1..=query.len() {
                typed.ask(ALL, query.get(..end).unwrap());
                // Some keys come before all has been looked at.
                typed.step(&index, left * end % 401);
            }
            while !typed.step(&index, step) {}
            let hits = typed.best(&index, 10);
            let owners: Vec<usize> = hits.iter().map(|hit| hit.owner).collect();
            prop_assert_eq!(owners, at_once);
        }
    }
}
