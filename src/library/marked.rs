//! What the reader had put on articles when a picture of the library was taken.

use std::sync::Arc;

use super::Library;
use super::stock::Stock;
use crate::model::article::ArticleId;
use crate::model::state::{ArticleKey, ArticleMarks};

impl Library {
    /// What the reader had put on the article called `id`; nothing where the library does not show it.
    pub fn marks_of(&self, id: ArticleId) -> Option<Arc<ArticleMarks>> {
        self.shelf.ask(|stock| stock.marks_of(id))
    }

    /// Whether the article at `row` had not been read.
    pub fn is_unread(&self, row: usize) -> bool {
        let column = self.shelf.ask(|stock| stock.column(row));
        column.is_some_and(|column| column.unread)
    }

    /// How many articles had not been read.
    pub fn unread_count(&self) -> usize {
        self.shelf.unread
    }

    /// The article that had come last.
    pub fn last_come(&self) -> ArticleKey {
        self.shelf.last
    }

    /// Every tag that was on some article.
    pub fn tags(&self) -> Vec<String> {
        self.shelf.ask(Stock::tags).unwrap_or_default()
    }
}
