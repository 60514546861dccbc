//! What a reader does to a library, told by the lasting names of articles.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::model::article::ArticleId;
use crate::model::ink::Ink;
use crate::model::note::Note;
use crate::model::state::{ArticleKey, ArticleMarks, Change, Flag, NoteKey};
use crate::text::anchor::Anchor;

/// Something that the reader does, and may take back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// Sets or clears a flag of some articles.
    Flag {
        /// The articles.
        articles: Vec<ArticleId>,
        /// What is set or cleared.
        flag: Flag,
        /// Whether it is so.
        on: bool,
    },
    /// Marks every article read that had come when this one had. The library finds them, so that nobody has to gather them first,
    /// and what has come since stays unread.
    ReadAll(ArticleKey),
    /// Gives some articles a tag, or takes it from them.
    Tag {
        /// The articles.
        articles: Vec<ArticleId>,
        /// The tag.
        tag: String,
        /// Whether they have it.
        on: bool,
    },
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
        /// The subject: a query in the language.
        subject: String,
        /// Whether it is followed.
        on: bool,
    },
    /// Writes a note or highlight, or makes another of one.
    Jot {
        /// The article.
        article: ArticleId,
        /// Which note.
        spot: Spot,
        /// What becomes of it.
        jot: Jot,
    },
    /// Takes the last deed back.
    Undo,
    /// Does the deed again that was taken back last.
    Redo,
}

/// Which note is meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Spot {
    /// One that is there.
    Note(NoteKey),
    /// That of this place, the whole article where none is named; a new one where there is none yet.
    Place(Option<Anchor>),
}

/// What becomes of a note. One that has neither words nor ink any more is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Jot {
    /// Its place is marked as that, or as nothing.
    Ink(Option<Ink>),
    /// It has these words.
    Words(String),
    /// It goes.
    Gone,
}

impl Jot {
    /// The change that it is of the note `now`, else of a new one at `anchor` in `article`.
    fn change(
        &self,
        now: Option<&Note>,
        article: ArticleKey,
        anchor: Option<&Anchor>,
    ) -> Option<Change> {
        let before = now.map_or((None, ""), |note| (note.ink, &note.text));
        let (ink, text) = match self {
            Self::Ink(ink) => (*ink, before.1),
            Self::Words(text) => (before.0, text.as_str()),
            Self::Gone => (None, ""),
        };
        let text = text.trim_end();
        match now {
            Some(note) if ink.is_none() && text.is_empty() => Some(Change::Erase(note.key)),
            None if ink.is_none() && text.is_empty() => None,
            Some(note) => Some(Change::Rewrite {
                note: note.key,
                text: text.to_owned(),
                ink,
            }),
            None => Some(Change::Write {
                article,
                anchor: anchor.cloned(),
                text: text.to_owned(),
                ink,
            }),
        }
    }
}

impl Deed {
    /// The articles that it names.
    pub(super) fn articles(&self) -> &[ArticleId] {
        match self {
            Self::Flag { articles, .. } | Self::Tag { articles, .. } => articles,
            Self::ReadAll(_)
            | Self::Save { .. }
            | Self::Rename { .. }
            | Self::Follow { .. }
            | Self::Jot { .. }
            | Self::Undo
            | Self::Redo => &[],
        }
    }

    /// Whether it is about so many articles that their marks are better looked up in the library as it is afterwards.
    pub fn is_sweeping(&self) -> bool {
        self.articles().len() > MANY
    }

    /// The change of the store that it is, where it is one; `key` tells the key of an article, `notes` its notes; `unread` are
    /// those that are marked read where that is done to all.
    pub(super) fn change(
        &self,
        key: impl Fn(ArticleId) -> Option<ArticleKey>,
        unread: Vec<ArticleKey>,
        notes: impl Fn(ArticleKey) -> Vec<Note>,
    ) -> Option<Change> {
        let keys = |ids: &[ArticleId]| ids.iter().filter_map(|id| key(*id)).collect();
        Some(match self {
            Self::Flag { articles, flag, on } => Change::Flag {
                articles: keys(articles),
                flag: *flag,
                on: *on,
            },
            Self::ReadAll(_) if unread.is_empty() => return None,
            Self::ReadAll(_) => Change::Flag {
                articles: unread,
                flag: Flag::Read,
                on: true,
            },
            Self::Tag { articles, tag, on } => Change::Tag {
                articles: keys(articles),
                tag: tag.clone(),
                on: *on,
            },
            Self::Save { name, query } => Change::Save {
                name: name.clone(),
                query: query.clone(),
            },
            Self::Rename { from, to } => Change::Rename {
                from: from.clone(),
                to: to.clone(),
            },
            Self::Follow { subject, on } => Change::Follow {
                subject: subject.clone(),
                on: *on,
            },
            Self::Jot { article, spot, jot } => {
                let article = key(*article)?;
                let notes = notes(article);
                let is_meant = |note: &&Note| match spot {
                    Spot::Note(key) => note.key == *key,
                    Spot::Place(anchor) => note.anchor == *anchor,
                };
                let now = notes.iter().find(is_meant);
                let anchor = match spot {
                    // What has gone meanwhile is not written anew.
                    Spot::Note(_) if now.is_none() => return None,
                    Spot::Note(_) => None,
                    Spot::Place(anchor) => anchor.as_ref(),
                };
                return jot.change(now, article, anchor);
            }
            Self::Undo | Self::Redo => return None,
        })
    }
}

/// What a deed came to.
#[derive(Debug, Clone, Default)]
pub struct Done {
    /// What was done, taken back or done again: `3 articles read`; none where there was nothing.
    pub label: Option<String>,
    /// What the reader has put on the articles that it changed; or nothing, where these are so many that they are better looked
    /// up in the library.
    pub marks: Option<NewMarks>,
    /// What is followed now, where that may be something else.
    pub followed: Option<BTreeSet<String>>,
    /// The library as it is now, where it shows other articles, or where there are too many marks to tell.
    pub library: Option<super::Library>,
    /// The notes of an article as they are now, where the deed was about them.
    pub notes: Option<(ArticleKey, Vec<Note>)>,
}

/// What the reader has put on some articles, as it is now.
pub type NewMarks = Vec<(ArticleId, ArticleMarks)>;

/// Of how many articles the marks are told one by one.
pub(super) const MANY: usize = 1_000;
