//! A library, or some of its articles, in numbers.

use std::collections::{BTreeMap, BTreeSet};

use super::Library;
use super::head::StoryId;
use super::lists::Census;
use crate::model::actor::ActorId;

/// How much there is in the articles that are counted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// The articles.
    pub articles: usize,
    /// Those of them that are not read.
    pub unread: usize,
    /// Those that are starred.
    pub starred: usize,
    /// Those with notes or highlights.
    pub noted: usize,
    /// The stories of several articles of which some are among them.
    pub stories: usize,
    /// How many of the articles are of such stories.
    pub in_stories: usize,
    /// Who stands and speaks in them.
    pub census: Census,
    /// The first day of them that is told, as far as it is: `2026-01-06`, `2026-01` or `2026`.
    pub oldest: Option<String>,
    /// The last such day.
    pub newest: Option<String>,
    /// Their outlets, those with most of them first; of equals, by name.
    pub outlets: Vec<OutletTally>,
}

/// How much of it is of one outlet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OutletTally {
    /// Its name; empty for articles of which no outlet is known.
    pub name: String,
    /// The articles.
    pub articles: usize,
    /// Those of them that are not read.
    pub unread: usize,
}

impl Library {
    /// The whole library in numbers, most of which it keeps.
    pub fn tally(&self) -> Option<Tally> {
        let stats = self.stats()?;
        let stories = self.stories();
        let outlets = self.outlets().into_iter().map(|outlet| OutletTally {
            name: outlet.name,
            articles: outlet.articles,
            unread: outlet.unread,
        });
        Some(Tally {
            articles: stats.articles,
            unread: stats.unread,
            starred: stats.starred,
            noted: stats.noted,
            stories: stories.len(),
            in_stories: stories.iter().map(|story| story.articles.len()).sum(),
            census: self.census(),
            oldest: (0..self.len()).rev().find_map(|row| self.day(row)),
            newest: (0..self.len()).find_map(|row| self.day(row)),
            outlets: most_first(outlets.collect()),
        })
    }

    /// The articles at `rows`, which are in reading order, in numbers: they are gone through one by one.
    pub fn tally_among(&self, rows: &[usize]) -> Tally {
        let mut tally = Tally {
            articles: rows.len(),
            oldest: rows.iter().rev().find_map(|&row| self.day(row)),
            newest: rows.iter().find_map(|&row| self.day(row)),
            ..Tally::default()
        };
        let mut stories: BTreeSet<StoryId> = BTreeSet::new();
        let mut outlets: BTreeMap<String, OutletTally> = BTreeMap::new();
        let mut met: BTreeSet<ActorId> = BTreeSet::new();
        for &row in rows {
            let unread = usize::from(self.is_unread(row));
            tally.unread += unread;
            if let Some(marks) = self.id_of(row).and_then(|id| self.marks_of(id)) {
                tally.starred += usize::from(marks.starred);
            }
            let has_notes = self
                .key_of(row)
                .is_some_and(|key| !self.notes(key).is_empty());
            tally.noted += usize::from(has_notes);
            if let Some(story) = self.story(row) {
                tally.in_stories += 1;
                stories.insert(story.id);
            }
            if let Some(head) = self.head(row) {
                let name = head.outlet.clone().unwrap_or_default();
                let outlet = outlets.entry(name).or_default();
                outlet.articles += 1;
                outlet.unread += unread;
            }
            let standing = self.shelf.ask(|stock| stock.standing(row));
            for counted in standing.into_iter().flatten() {
                tally.census.places += counted.places;
                tally.census.sayings += counted.sayings;
                if counted.articles > 0 && met.insert(counted.actor.id) {
                    tally.census.actors[counted.actor.kind as usize] += 1;
                }
            }
        }
        tally.stories = stories.len();
        let outlets = outlets.into_iter();
        let outlets = outlets.map(|(name, outlet)| OutletTally { name, ..outlet });
        tally.outlets = most_first(outlets.collect());
        tally
    }

    fn day(&self, row: usize) -> Option<String> {
        let head = self.head(row)?;
        head.date.as_ref().and_then(|date| date.value.iso())
    }
}

/// The outlets with most articles first; of equals, by name.
fn most_first(mut outlets: Vec<OutletTally>) -> Vec<OutletTally> {
    outlets.sort_by(|one, other| {
        let articles = other.articles.cmp(&one.articles);
        articles.then_with(|| one.name.cmp(&other.name))
    });
    outlets
}
