//! What a reader does to a library, told by the lasting names of articles.

use std::collections::BTreeSet;

use crate::model::article::ArticleId;
use crate::model::state::{ArticleKey, ArticleMarks, Change, Flag};

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
    /// The articles that it names.
    pub(super) fn articles(&self) -> &[ArticleId] {
        match self {
            Self::Flag { articles, .. } | Self::Tag { articles, .. } => articles,
            Self::Save { .. } | Self::Follow { .. } | Self::Undo | Self::Redo => &[],
        }
    }

    /// Whether it is about so many articles that their marks are better looked up in the library as it is afterwards.
    pub fn is_sweeping(&self) -> bool {
        self.articles().len() > MANY
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
}

/// What the reader has put on some articles, as it is now.
pub type NewMarks = Vec<(ArticleId, ArticleMarks)>;

/// Of how many articles the marks are told one by one.
pub(super) const MANY: usize = 1_000;
