//! The jump list: where the reader was before each jump.

use serde::{Deserialize, Serialize};

use super::focus::Focus;
use super::reader::Bookmark;
use crate::model::article::ArticleId;

/// How many jumps are remembered.
const KEPT: usize = 200;

/// A place to come back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stop {
    /// The article.
    pub article: ArticleId,
    /// Where in it.
    pub bookmark: Bookmark,
    /// Which pane had the focus.
    pub focus: Focus,
    /// What lay over it, which lasts no longer than the session.
    #[serde(skip)]
    pub over: Over,
}

/// What can lie over a place to come back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Over {
    /// Nothing.
    #[default]
    Nothing,
    /// The results of a search.
    Results,
    /// Articles or words side by side, or all notes.
    View,
}

/// Stops behind and ahead of the present one.
#[derive(Debug, Clone, Default)]
pub struct Jumps {
    behind: Vec<Stop>,
    ahead: Vec<Stop>,
}

impl Jumps {
    /// Remembers `from`, which a jump is about to leave; what lay ahead is forgotten.
    pub fn leave(&mut self, from: Stop) {
        self.ahead.clear();
        if self.behind.last() != Some(&from) {
            self.behind.push(from);
        }
        if self.behind.len() > KEPT {
            self.behind.remove(0);
        }
    }

    /// What lies over the place to which the way back leads.
    pub fn lead_to(&self) -> Over {
        self.behind.last().map_or(Over::Nothing, |stop| stop.over)
    }

    /// The stops behind the present one, the oldest first.
    pub fn behind(&self) -> &[Stop] {
        &self.behind
    }

    /// The stop before this one, with `here` remembered as ahead.
    pub fn back(&mut self, here: Stop) -> Option<Stop> {
        let stop = self.behind.pop()?;
        self.ahead.push(here);
        Some(stop)
    }

    /// The stop that was left by the last [`back`](Self::back).
    pub fn forward(&mut self, here: Stop) -> Option<Stop> {
        let stop = self.ahead.pop()?;
        self.behind.push(here);
        Some(stop)
    }
}
