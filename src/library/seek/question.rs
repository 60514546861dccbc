//! What a library can be asked and what it answers, as plain data.

use crate::library::head::{At, StoryId};
use crate::library::jotting::Jotting;
use crate::model::article::ArticleId;
use crate::model::date::NewsDate;
use crate::model::query::{Order, Query};
use crate::model::sourced::Sourced;
use crate::store::cursor::Cursor;
use crate::text::range::TextRange;

/// How many articles the first step of a list gives, so that the screen is soon full; each further one gives ten times as
/// many, up to as many as one step may give.
const AT_FIRST: usize = 100;

/// Up to how many articles are counted that fit a saved search.
pub const MOST_COUNTED: usize = 9_999;

/// How much of a snippet is enough to find it again in its article, on each side of the first mark, in bytes.
const NEAR: usize = 24;

/// A question with its number; numbers grow.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// Its number, which its answers carry.
    pub number: u64,
    /// What is wanted.
    pub wanted: Wanted,
}

/// What is wanted.
#[derive(Debug, Clone, PartialEq)]
pub enum Wanted {
    /// A page of a search, with the words found.
    Page {
        /// Which articles.
        query: Query,
        /// In which order.
        order: Order,
        /// Behind which page; none for the first.
        after: Option<Place>,
        /// How many.
        count: usize,
    },
    /// All articles that fit, for a list.
    List {
        /// Which articles.
        query: Query,
        /// In which order.
        order: Order,
        /// Behind which of them; none for the first.
        after: Option<Place>,
        /// How many come in the next step.
        count: usize,
        /// Those that have come and are not all told yet: stories are put together from all of their articles.
        so_far: Vec<(At, Option<StoryId>)>,
    },
    /// The saved searches.
    Saved,
    /// How many articles fit the saved searches, from that one on.
    Counts(Vec<Saved>, usize),
    /// All notes and highlights.
    Notes,
}

/// Questions of one lane take each other's place. Those of an earlier lane are answered first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lane {
    /// Results of a search.
    Search,
    /// The list of articles.
    List,
    /// The saved searches.
    Saved,
    /// The notes and highlights.
    Notes,
}

/// What lies behind the page before: opaque, and good for the query and order that it came from.
#[derive(Debug, Clone, PartialEq)]
pub struct Place(pub(super) Cursor);

/// An answer, or a part of one.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The number of the question.
    pub number: u64,
    /// What is told; or why nothing is.
    pub told: Result<Told, String>,
}

/// What is told.
#[derive(Debug, Clone, PartialEq)]
pub enum Told {
    /// A page of a search.
    Page(Results),
    /// A part of a list.
    List(Part),
    /// The saved searches; how many articles fit is told later.
    Saved(Vec<Saved>),
    /// How many articles fit the saved search of that name, [`MOST_COUNTED`] and one where there are more; nothing where its
    /// query cannot be read any more.
    Count(String, Option<usize>),
    /// All notes and highlights.
    Notes(Vec<Jotting>),
}

/// A page of results.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Results {
    /// The articles.
    pub hits: Vec<Hit>,
    /// Where the next page begins; none where this is the last.
    pub next: Option<Place>,
    /// Where only so many of the newest matches were sorted: how many.
    pub within: Option<usize>,
    /// Whether the rest of this page is still being looked for: it comes with the next answer to the same question.
    pub unfinished: bool,
}

/// A part of a list. Where the articles of a story are to stand together, the first part has some, and the second all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The articles.
    pub articles: Vec<At>,
    /// Whether the list begins with them; what has been told before is no more.
    pub first: bool,
    /// Whether it ends with them.
    pub last: bool,
}

/// A saved search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// Its name.
    pub name: String,
    /// Its query, in the language.
    pub query: String,
}

/// An article that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Its lasting name.
    pub id: ArticleId,
    /// Its headline, or something like one.
    pub title: String,
    /// Its outlet; empty where that is not known.
    pub outlet: String,
    /// What lists call whoever published it.
    pub outlet_label: String,
    /// When it was published.
    pub date: Option<Sourced<NewsDate>>,
    /// How many words its prose has.
    pub words: usize,
    /// How many actors stand in it.
    pub actors: usize,
    /// Whether it has not been read.
    pub unread: bool,
    /// Whether it is starred.
    pub starred: bool,
    /// Whether it has notes.
    pub noted: bool,
    /// A piece of its text with the words found; empty where the query asks for no words, or only the headline has them.
    pub snippet: String,
    /// The bytes of the snippet that were found.
    pub marks: Vec<TextRange>,
}

impl Wanted {
    /// The lane that it goes on.
    pub fn lane(&self) -> Lane {
        match self {
            Self::Page { .. } => Lane::Search,
            Self::List { .. } => Lane::List,
            Self::Saved | Self::Counts(..) => Lane::Saved,
            Self::Notes => Lane::Notes,
        }
    }

    /// All articles that fit `query`, from the first on.
    pub fn list(query: Query, order: Order) -> Self {
        Self::List {
            query,
            order,
            after: None,
            count: AT_FIRST,
            so_far: Vec::new(),
        }
    }
}

impl Hit {
    /// The date for narrow columns.
    pub fn date_label(&self) -> String {
        self.date
            .as_ref()
            .map_or_else(|| "undated".to_owned(), Sourced::label)
    }

    /// Where the first of the words found stands in `text`, which is the article's; nothing where that cannot be told.
    pub fn place_in(&self, text: &str) -> Option<TextRange> {
        let mark = *self.marks.first()?;
        // A snippet is on one line, whatever the text is.
        let line = text.replace('\n', " ");
        let whole = (self.snippet.len(), self.snippet.len());
        [whole, (NEAR, NEAR), (0, NEAR), (NEAR, 0)]
            .into_iter()
            .find_map(|(before, after)| {
                let start = mark.start.saturating_sub(before);
                let end = (mark.end + after).min(self.snippet.len());
                let start = self.snippet.ceil_char_boundary(start);
                let end = self.snippet.floor_char_boundary(end);
                let piece = self.snippet.get(start..end)?;
                let cut = piece.len() - piece.trim_start_matches('…').len();
                let at = line.find(piece.trim_matches('…'))?;
                let from = (at + mark.start).checked_sub(start + cut)?;
                Some(TextRange::new(from, from + mark.len()))
            })
    }
}
