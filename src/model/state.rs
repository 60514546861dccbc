//! What a reader does to a library, as data: the changes of its state, each of which can be taken back.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::model::article::ArticleId;
use crate::model::ink::Ink;
use crate::text::anchor::Anchor;

/// Names an article within one library for ever, whatever becomes of its file, its text or its date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct ArticleKey(pub i64);

/// Names a note for ever; a key is never given again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct NoteKey(pub i64);

/// What is either so or not of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flag {
    /// The reader has read it.
    Read,
    /// The reader has starred it.
    Starred,
    /// The reader has taken it out of the library; it is kept, and shown nowhere.
    Removed,
}

/// What the reader has put on the articles of a library.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marks {
    /// The articles that are read.
    pub read: BTreeSet<ArticleId>,
    /// The articles that are starred.
    pub starred: BTreeSet<ArticleId>,
    /// The tags of each article that has some.
    pub tags: BTreeMap<ArticleId, BTreeSet<String>>,
    /// Where in each article the reader was that is not at its start: a byte of its text.
    pub positions: BTreeMap<ArticleId, usize>,
    /// The queries that are followed.
    pub followed: BTreeSet<String>,
}

/// What the reader has put on one article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ArticleMarks {
    /// It is read.
    pub read: bool,
    /// It is starred.
    pub starred: bool,
    /// Its tags.
    pub tags: BTreeSet<String>,
    /// Where in it the reader was: a byte of its text.
    pub position: usize,
}

/// A change of a library's state. All of it happens, or nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Sets or clears a flag of some articles.
    Flag {
        /// The articles.
        articles: Vec<ArticleKey>,
        /// What is set or cleared.
        flag: Flag,
        /// Whether it is so.
        on: bool,
    },
    /// Gives some articles a tag, or takes it from them.
    Tag {
        /// The articles.
        articles: Vec<ArticleKey>,
        /// The tag.
        tag: String,
        /// Whether they have it.
        on: bool,
    },
    /// Writes a note or a highlight.
    Write {
        /// The article.
        article: ArticleKey,
        /// The place in its text; none for a note on all of it.
        anchor: Option<Anchor>,
        /// The words; none for a highlight.
        text: String,
        /// What the place is marked as; nothing for a note alone.
        ink: Option<Ink>,
    },
    /// Writes a note anew.
    Rewrite {
        /// The note.
        note: NoteKey,
        /// Its words from now on.
        text: String,
        /// What its place is marked as from now on.
        ink: Option<Ink>,
    },
    /// Takes a note or highlight away.
    Erase(NoteKey),
    /// Keeps a search under a name; without a query, keeps it no more.
    Save {
        /// The name.
        name: String,
        /// The query, in the language.
        query: Option<String>,
    },
    /// Keeps a saved search under another name; one that had that name goes.
    Rename {
        /// The name that it has.
        from: String,
        /// The name from now on.
        to: String,
    },
    /// Follows a subject, or follows it no more.
    Follow {
        /// The subject, as the library names it for ever.
        subject: String,
        /// Whether it is followed.
        on: bool,
    },
}
