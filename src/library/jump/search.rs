//! A search among all things to jump to, as a picker keeps it from key to key.

use std::sync::Arc;

use crate::library::jump::index::JumpIndex;
use crate::library::jump::{JumpKinds, JumpTarget};
use crate::model::article::ArticleId;
use crate::search::fuzzy::matched;
use crate::search::fuzzy::search::Search;
use crate::text::range::TextRange;

/// More for what the reader has jumped to lately: less than for a better fit.
const LATELY: i32 = 12;

/// More for what is to stand ahead of all others that fit.
const AHEAD: i32 = 400;

/// What has been found of what was typed last. It keeps the index that it looks in, whatever becomes of the library.
#[derive(Debug, Clone)]
pub struct JumpSearch {
    index: Arc<JumpIndex>,
    search: Search,
}

/// One of the things found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JumpHit {
    /// The number of the thing.
    pub thing: usize,
    /// The text of it that fits best.
    text: usize,
}

impl JumpSearch {
    /// A search in `index` for nothing yet.
    pub fn new(index: Arc<JumpIndex>) -> Self {
        Self {
            index,
            search: Search::default(),
        }
    }

    /// Lets what the reader has jumped to lately, the last first, come before what is as likely.
    #[must_use]
    pub fn lately(mut self, targets: &[JumpTarget]) -> Self {
        let owners = favoured(&self.index.leading_to(targets), LATELY);
        self.search = self.search.favouring(&owners);
        self
    }

    /// Lets these articles and their stories come before all others that fit.
    #[must_use]
    pub fn ahead(mut self, articles: &[ArticleId]) -> Self {
        let mut owners = favoured(&self.index.about(articles), AHEAD);
        for (place, (_, points)) in owners.iter_mut().enumerate() {
            *points -= i32::try_from(place).unwrap_or(AHEAD).min(AHEAD);
        }
        self.search = self.search.favouring(&owners);
        self
    }

    /// What is looked in.
    pub fn index(&self) -> &Arc<JumpIndex> {
        &self.index
    }

    /// Looks for `query` among things of these kinds from now on.
    pub fn ask(&mut self, kinds: JumpKinds, query: &str) {
        self.search.ask(kinds.groups(), query);
    }

    /// Looks at up to `rows` more names and titles. Tells whether that was all.
    pub fn step(&mut self, rows: usize) -> bool {
        self.search.step(self.index.fuzzy(), rows)
    }

    /// Tells whether there is nothing more to look at.
    pub fn is_done(&self) -> bool {
        self.search.is_done(self.index.fuzzy())
    }

    /// What has been found so far, best first, at most `limit`.
    pub fn best(&self, limit: usize) -> Vec<JumpHit> {
        let hits = self.search.best(self.index.fuzzy(), limit).into_iter();
        let hits = hits.map(|hit| JumpHit {
            thing: hit.owner,
            text: hit.text,
        });
        hits.collect()
    }

    /// Why it was found, where that is not what it is called: another spelling of the name, a role, a headline.
    pub fn because(&self, hit: JumpHit) -> Option<&str> {
        self.index.found_by(hit.thing, hit.text)
    }

    /// The parts of `text` that the letters of `query` fall on, for highlighting; empty where it does not match.
    pub fn matched(text: &str, query: &str) -> Vec<TextRange> {
        matched::matched(text, query)
    }
}

fn favoured(things: &[usize], points: i32) -> Vec<(u32, i32)> {
    let owners = things.iter().filter_map(|&thing| u32::try_from(thing).ok());
    owners.map(|owner| (owner, points)).collect()
}
