//! How near an answer comes to what people have marked: the measures of the quality table, each by its usual definition.
//!
//! Nothing here knows rashomon or a file: marks of both sides in, numbers out.

pub mod actors;
pub mod assignment;
pub mod clusters;
pub mod correlation;
pub mod pairs;
pub mod quotes;
pub mod wording;

use std::collections::BTreeSet;

use serde::Deserialize;

/// A half-open range of code points of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub struct Span {
    /// Number of the first code point.
    pub start: usize,
    /// Number behind the last one.
    pub end: usize,
}

impl Span {
    /// How many code points it has.
    pub fn length(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// How many code points it shares with `other`.
    pub fn shared(self, other: Self) -> usize {
        let end = self.end.min(other.end);
        end.saturating_sub(self.start.max(other.start))
    }
}

/// How much of what was given is right, and how much of what was wanted was given; both 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Score {
    /// The right share of what was given.
    pub precision: f64,
    /// The found share of what was wanted.
    pub recall: f64,
}

impl Score {
    /// The harmonic mean of both.
    pub fn f1(self) -> f64 {
        let sum = self.precision + self.recall;
        if sum > 0.0 {
            2.0 * self.precision * self.recall / sum
        } else {
            0.0
        }
    }
}

/// Counts of what was right, of what was given and of what was wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Given and wanted.
    pub right: usize,
    /// Given, right or not.
    pub given: usize,
    /// Wanted, found or not.
    pub wanted: usize,
}

impl Tally {
    /// Compares two sets.
    pub fn of<T: Ord>(given: &BTreeSet<T>, wanted: &BTreeSet<T>) -> Self {
        Self {
            right: given.intersection(wanted).count(),
            given: given.len(),
            wanted: wanted.len(),
        }
    }

    /// Adds the counts of `other`.
    pub fn add(&mut self, other: Self) {
        self.right += other.right;
        self.given += other.given;
        self.wanted += other.wanted;
    }

    /// The shares: a micro average over all that was counted.
    pub fn score(self) -> Score {
        Score {
            precision: share(self.right, self.given),
            recall: share(self.right, self.wanted),
        }
    }
}

/// What share of `whole` is `part`; 0 where there is nothing.
#[expect(
    clippy::cast_precision_loss,
    reason = "no collection has anywhere near 2^52 marks"
)]
pub fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

/// The mean of `values`; 0 where there are none.
pub fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() * share(1, values.len())
}
