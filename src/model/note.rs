//! Notes and highlights: what a reader writes beside a text or marks in it.

use crate::model::ink::Ink;
use crate::model::state::{ArticleKey, NoteKey};
use crate::text::anchor::Anchor;

/// A note or a highlight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its name.
    pub key: NoteKey,
    /// The article that it belongs to.
    pub article: ArticleKey,
    /// The place in the text, unless it is about the article as a whole.
    pub anchor: Option<Anchor>,
    /// What the reader wrote; a highlight has no words.
    pub text: String,
    /// When it was first written, in seconds since 1970 by the clock of then; orders nothing.
    pub written: i64,
    /// What the place is marked as; a note alone marks nothing.
    pub ink: Option<Ink>,
}
