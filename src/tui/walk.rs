//! A walk along highlights and notes that leaves an article.

use crate::library::Direction;
use crate::model::article::ArticleId;
use crate::text::range::TextRange;

/// A walk that waits for the notes of other articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Walk {
    /// The number of the question that asks for them.
    pub question: u64,
    /// Which way it goes.
    pub way: Direction,
    /// The article that it leaves.
    pub from: ArticleId,
    /// How many further notes it goes, once it is there.
    pub left: usize,
}

/// Where a walk comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrival {
    /// The article.
    pub article: ArticleId,
    /// The place; none where all notes are on the article as a whole, or have lost theirs.
    pub place: Option<TextRange>,
    /// Which it is of those that have a place, counted from 1, and how many these are.
    pub number: (usize, usize),
}

impl Arrival {
    /// What the reader is told.
    pub fn told(self) -> String {
        let (number, count) = self.number;
        match self.place {
            Some(_) => format!("another article: highlight {number} of {count} in it"),
            None => "another article: a note on all of it".to_owned(),
        }
    }
}
