//! What a reader does to a library, told by the lasting names of articles.

use crate::model::article::ArticleId;
use crate::model::state::{ArticleKey, Change, Flag, Marks};

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
    /// Follows a subject, or follows it no more.
    Follow {
        /// The subject: a query in the language.
        subject: String,
        /// Whether it is followed.
        on: bool,
    },
    /// Takes the last deed back.
    Undo,
    /// Does the deed again that was taken back last.
    Redo,
}

impl Deed {
    /// Whether the library shows other articles afterwards.
    pub(super) fn moves_articles(&self) -> bool {
        match self {
            Self::Flag { flag, .. } => *flag == Flag::Removed,
            Self::Undo | Self::Redo => true,
            Self::Tag { .. } | Self::Save { .. } | Self::Follow { .. } => false,
        }
    }

    /// The change of the store that it is, where it is one; `key` tells the key of an article.
    pub(super) fn change(&self, key: impl Fn(ArticleId) -> Option<ArticleKey>) -> Option<Change> {
        let keys = |ids: &[ArticleId]| ids.iter().filter_map(|id| key(*id)).collect();
        Some(match self {
            Self::Flag { articles, flag, on } => Change::Flag {
                articles: keys(articles),
                flag: *flag,
                on: *on,
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
            Self::Follow { subject, on } => Change::Follow {
                subject: subject.clone(),
                on: *on,
            },
            Self::Undo | Self::Redo => return None,
        })
    }
}

/// What a deed came to.
#[derive(Debug, Clone)]
pub struct Done {
    /// What was done, taken back or done again: `3 articles read`; none where there was nothing.
    pub label: Option<String>,
    /// The marks of all articles as they are now, where the deed may have changed others than it names.
    pub marks: Option<Marks>,
    /// The library as it is now, where it shows other articles.
    pub library: Option<super::Library>,
}
