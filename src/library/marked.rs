//! What the reader had put on articles when a picture of the library was taken.

use std::sync::Arc;

use super::Library;
use super::stock::Stock;
use crate::model::article::ArticleId;
use crate::model::state::ArticleMarks;

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

    /// All articles that had not been read, the newest first.
    pub fn unread(&self) -> Vec<ArticleId> {
        self.shelf.ask(Stock::unread).unwrap_or_default()
    }

    /// Every tag that was on some article.
    pub fn tags(&self) -> Vec<String> {
        self.shelf.ask(Stock::tags).unwrap_or_default()
    }
}
