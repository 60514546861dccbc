//! Errands: what the reader wants of the world outside, done on threads of their own, so that no key waits for it.

use std::path::PathBuf;

use crate::config::themes::{self, Choice};

/// Something to be done outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Errand {
    /// Read the themes there are; the reader's own are in that folder.
    Themes(Option<PathBuf>),
}

/// What came of an errand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Report {
    /// The themes there are.
    Themes(Vec<Choice>),
    /// It could not be done.
    Failed(String),
}

impl Errand {
    /// Does it, however long that takes.
    pub fn run(self) -> Report {
        match self {
            Self::Themes(folder) => Report::Themes(themes::all(folder.as_deref())),
        }
    }
}
