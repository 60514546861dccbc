//! Lists over a whole library: actors by what they are called, articles by a query, stories, outlets.

use std::path::Path;
use std::sync::Arc;

use super::Library;
use super::head::{Story, StoryId};
use super::stock::Stock;
use crate::link::likeness::Comparison;
use crate::model::actor::{Actor, ActorId};
use crate::model::correction::Corrections;
use crate::model::query::Query;
use crate::store::error::StoreError;
use crate::store::filter::Now;
use crate::store::held::Stats;
use crate::store::people::Counted;
use crate::store::spread::Outlet;
use crate::store::sqlite::Reader;

/// How many stories are read at a time.
const PAGE: usize = 100;

/// How alike what was typed and a name have to be: another spelling, or one letter wrong in a word of some length.
const ALIKE: f32 = 0.85;

impl Library {
    /// The library in the file at `path`, as it is, for who only looks at it: without the problems and corrections of a
    /// session.
    ///
    /// # Errors
    /// When there is none, or it cannot be read.
    pub fn look_into(path: &Path) -> Result<Self, StoreError> {
        Self::open(&Reader::open(path)?, Vec::new(), Corrections::default())
    }

    /// Up to `count` actors of one of whose names, in any spelling that the library has, a word begins with what was
    /// `typed`; those in most articles first.
    pub fn actors_named(&self, typed: &str, count: usize) -> Vec<Arc<Actor>> {
        let found = self.shelf.ask(|stock| stock.actors(typed, count));
        found.unwrap_or_default()
    }

    /// Up to `count` actors of one of whose names what was `typed` may be another spelling, whatever the script, or a slip of the
    /// keys; the likest first. Goes through all actors.
    pub fn actors_like(&self, typed: &str, count: usize) -> Vec<Arc<Actor>> {
        let comparison = Comparison::new();
        let mut found: Vec<(f32, usize, Arc<Actor>)> = Vec::new();
        self.each_actor(|counted| {
            let forms = counted.actor.forms.iter();
            let alike = forms.map(|(form, _)| comparison.likeness(typed, form));
            let alike = alike.fold(0.0, f32::max);
            if alike >= ALIKE {
                found.push((alike, counted.articles, Arc::new(counted.actor.clone())));
            }
        });
        found.sort_by(|one, other| other.0.total_cmp(&one.0).then(other.1.cmp(&one.1)));
        let found = found.into_iter().take(count);
        found.map(|(_, _, actor)| actor).collect()
    }

    /// The actor of that id, as JSON tells it, where `typed` is one.
    pub fn actor_of_digits(&self, typed: &str) -> Option<Arc<Actor>> {
        let digits = typed.len() == 16 && typed.chars().all(|c| c.is_ascii_hexdigit());
        let id = digits
            .then(|| u64::from_str_radix(typed, 16).ok())
            .flatten()?;
        self.actor(ActorId(id))
    }

    /// The rows of the articles that fit, newest first, up to `count` of them; `now` is the moment from which `newer:`
    /// counts back.
    pub fn rows_fitting(&self, query: &Query, now: Now, count: usize) -> Vec<usize> {
        let keys = self.shelf.ask(|stock| stock.matching(query, now, count));
        let rows = keys.into_iter().flatten();
        let mut rows: Vec<usize> = rows.filter_map(|key| self.row_of_key(key)).collect();
        rows.sort_unstable();
        rows
    }

    /// Every story of several articles, in no order that means anything. Reads what lists show of their articles.
    pub fn stories(&self) -> Vec<Arc<Story>> {
        let mut all = Vec::new();
        let mut after: Option<StoryId> = None;
        while let Some(page) = self.shelf.ask(|stock| stock.stories(after, PAGE)) {
            let Some(last) = page.last() else { break };
            after = Some(last.id);
            all.extend(page);
        }
        all
    }

    /// The outlets that have articles, by name, each with what is counted of it.
    pub fn outlets(&self) -> Vec<Outlet> {
        let found = self.shelf.ask(Stock::outlets);
        found.unwrap_or_default()
    }

    /// What is counted over the whole library.
    pub fn stats(&self) -> Option<Stats> {
        self.shelf.ask(Stock::stats)
    }

    /// How many actors of each kind stand somewhere, and how many quotations and statements have a known speaker. Goes
    /// through all actors.
    pub fn census(&self) -> Census {
        let mut census = Census::default();
        self.each_actor(|counted| {
            census.actors[counted.actor.kind as usize] += 1;
            census.places += counted.places;
            census.sayings += counted.sayings;
        });
        census
    }

    /// Hands every actor that stands somewhere to `take`.
    fn each_actor(&self, mut take: impl FnMut(&Counted)) {
        let mut after = None;
        while let Some((actors, next)) = self.shelf.ask(|stock| stock.cast(after.as_ref(), PAGE)) {
            actors.iter().for_each(&mut take);
            after = next;
            if after.is_none() {
                break;
            }
        }
    }
}

/// How much of what is known of actors there is in a library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Census {
    /// How many actors, by kind, in the order of [`ACTOR_KINDS`](crate::model::actor::ACTOR_KINDS).
    pub actors: [usize; 4],
    /// In how many places they stand.
    pub places: usize,
    /// How often one of them says something; what several say together counts for each.
    pub sayings: usize,
}
