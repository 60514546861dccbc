//! What a picture of the library holds: what it is answered from, and what is kept nowhere else.

use std::sync::{Arc, Mutex, PoisonError};

use tempfile::TempDir;

use super::lease::Lease;
use super::stock::Stock;
use crate::model::correction::Corrections;
use crate::model::link::Ruled;
use crate::model::problem::{Problem, Severity};
use crate::model::state::ArticleKey;
use crate::store::error::StoreError;
use crate::store::sqlite::Sqlite;
use crate::text::sanitize::clean_line;

/// All that a picture of the library holds. Whoever asks waits for whoever is asking: each question is a short one.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    /// Nothing in an empty library.
    pub(super) stock: Option<Mutex<Stock>>,
    /// A store that nobody else has, which goes with this.
    pub(super) own: Option<(Mutex<Sqlite>, TempDir)>,
    pub(super) len: usize,
    /// How many articles had not been read.
    pub(super) unread: usize,
    /// The article that had come last.
    pub(super) last: ArticleKey,
    pub(super) problems: Vec<Problem>,
    pub(super) corrections: Arc<Corrections>,
    pub(super) ruled: Vec<Ruled>,
    /// Lets the keeper know for how long somebody looks at this.
    pub(super) lease: Option<Lease>,
}

impl Shelf {
    /// The answer to a question. Where the store cannot answer, there is nothing, and that is counted among the problems.
    pub(super) fn ask<T>(
        &self,
        question: impl FnOnce(&mut Stock) -> Result<Option<T>, StoreError>,
    ) -> Option<T> {
        let mut stock = self
            .stock
            .as_ref()?
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        question(&mut stock).unwrap_or_else(|error| {
            stock.trouble.get_or_insert(error);
            None
        })
    }

    /// Lets the stock take over what an earlier one holds.
    pub(super) fn follow(&self, earlier: &Self) {
        let Some(before) = &earlier.stock else { return };
        let before = before.lock().unwrap_or_else(PoisonError::into_inner);
        self.ask(|stock| stock.follow(&before));
    }

    /// How many things went wrong.
    pub(super) fn problem_count(&self) -> usize {
        let trouble = self.ask(|stock| Ok(stock.trouble.as_ref().map(|_| ())));
        self.problems.len() + usize::from(trouble.is_some())
    }

    /// What went wrong, with what could not be answered.
    pub(super) fn problems(&self) -> Arc<[Problem]> {
        let trouble = self.ask(|stock| {
            Ok(stock.trouble.as_ref().map(|error| Problem {
                source: clean_line(&error.path.to_string_lossy()),
                line: None,
                severity: Severity::Failed,
                reason: format!("the library cannot be read: {}", error.told()),
            }))
        });
        self.problems.iter().cloned().chain(trouble).collect()
    }
}
