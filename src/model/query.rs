//! What a reader asks a library for: the query language as data, and the order of what is found.
//!
//! `search` reads it from text and `store` answers it; neither has to know the other. [`fmt::Display`] writes a query in
//! the language again, and what is read from that is an equal query.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::text::range::TextRange;
use crate::text::width::cells;

/// A query: which articles are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Query {
    /// Articles that fit all of these; with none, every article.
    All(Vec<Query>),
    /// Articles that fit at least one of these.
    Any(Vec<Query>),
    /// Articles that do not fit this.
    Not(Box<Query>),
    /// Articles that hold these words.
    Text(Text),
    /// Articles in which an actor of that name stands.
    Actor(Text),
    /// Articles in which an actor of that name is quoted.
    Says(Text),
    /// Articles of a topic.
    Topic(Text),
    /// Articles in which a place of that name stands.
    Place(Text),
    /// Articles of an outlet.
    Outlet(Text),
    /// Articles of a story.
    Story(Text),
    /// Articles with a tag, be it the reader's or of their source.
    Tag(Text),
    /// Articles published on a day, in a month, in a year.
    On(Day),
    /// Articles published on that day or later; of a month or year, from its first day on.
    After(Day),
    /// Articles published before that day; of a month or year, before its first day.
    Before(Day),
    /// Articles published within that time before now.
    Newer(Span),
    /// Articles in a state.
    Is(State),
    /// Narrows the words, actors, places and topics beside it in the same [`Query::All`] to one part of the article; beside
    /// none of them, articles that have such a part.
    Kind(Part),
}

impl Default for Query {
    /// Every article.
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

/// Words to be found.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Text {
    /// The words as written; never without a letter or digit.
    pub words: String,
    /// How they are to be found.
    pub form: Form,
}

/// How words are to be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// One word: `harbour`.
    Word,
    /// Words in a row: `"port authority"`.
    Phrase,
    /// The start of a word: `harb*`.
    Prefix,
}

/// A day, a month or a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// The year, 1 to 9999.
    pub year: i16,
    /// The month, 1 to 12, if told.
    pub month: Option<i8>,
    /// The day of the month, if told; never without the month.
    pub day: Option<i8>,
}

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// How many.
    pub count: u16,
    /// Of what.
    pub unit: Unit,
}

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Hours: `h`.
    Hour,
    /// Days: `d`.
    Day,
    /// Weeks: `w`.
    Week,
    /// Months of the calendar: `m`.
    Month,
    /// Years of the calendar: `y`.
    Year,
}

/// A state of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Not read yet.
    Unread,
    /// Starred.
    Starred,
    /// With a note or highlight.
    Noted,
}

/// A part of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Its headline.
    Headline,
    /// Its running text with standfirst and subheadings.
    Prose,
    /// The captions of its photos.
    Caption,
}

/// Every state.
pub const STATES: [State; 3] = [State::Unread, State::Starred, State::Noted];

/// Every part.
pub const PARTS: [Part; 3] = [Part::Headline, Part::Prose, Part::Caption];

/// Every unit of time.
pub const UNITS: [Unit; 5] = [Unit::Hour, Unit::Day, Unit::Week, Unit::Month, Unit::Year];

/// An order of articles. What is equal in it stands newest first.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub enum Order {
    /// The newest first; those without a date last.
    #[default]
    Newest,
    /// Story by story, that with the newest article first.
    Story,
    /// By the name of the outlet.
    Outlet,
    /// Those in which most actors stand first.
    MostActors,
    /// Those that are not read first.
    UnreadFirst,
    /// Those that match the words of the query best first; without words, the newest.
    Relevance,
}

/// Every order.
pub const ORDERS: [Order; 6] = [
    Order::Newest,
    Order::Story,
    Order::Outlet,
    Order::MostActors,
    Order::UnreadFirst,
    Order::Relevance,
];

/// Why a query cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryError {
    /// What cannot be understood: bytes of the query; empty at its end.
    pub range: TextRange,
    /// What is wrong and what to write instead.
    pub reason: String,
    /// Whether typing on at the end of the query may mend it.
    pub unfinished: bool,
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

impl std::error::Error for QueryError {}

impl QueryError {
    /// The marks under `query` that point at the mistake, to be shown in the line below it.
    pub fn pointer(&self, query: &str) -> String {
        let ahead = query.get(..self.range.start).unwrap_or(query);
        let marked = cells(self.range.of(query)).max(1);
        format!("{}{}", " ".repeat(cells(ahead)), "^".repeat(marked))
    }
}

impl Order {
    /// Its word on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::Story => "story",
            Self::Outlet => "outlet",
            Self::MostActors => "actors",
            Self::UnreadFirst => "unread",
            Self::Relevance => "relevance",
        }
    }

    /// What it is called on screen.
    pub fn told(self) -> &'static str {
        match self {
            Self::Newest => "newest first",
            Self::Story => "by story",
            Self::Outlet => "by outlet",
            Self::MostActors => "most actors first",
            Self::UnreadFirst => "unread first",
            Self::Relevance => "by relevance",
        }
    }
}

impl State {
    /// Its word in the language.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unread => "unread",
            Self::Starred => "starred",
            Self::Noted => "noted",
        }
    }
}

impl Part {
    /// Its word in the language.
    pub fn name(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Prose => "prose",
            Self::Caption => "caption",
        }
    }
}

impl Unit {
    /// Its letter in the language.
    pub fn letter(self) -> char {
        match self {
            Self::Hour => 'h',
            Self::Day => 'd',
            Self::Week => 'w',
            Self::Month => 'm',
            Self::Year => 'y',
        }
    }
}

impl Text {
    /// One word.
    pub fn word(word: &str) -> Self {
        Self::new(word, Form::Word)
    }

    /// Words in a row.
    pub fn phrase(words: &str) -> Self {
        Self::new(words, Form::Phrase)
    }

    /// The start of a word.
    pub fn prefix(start: &str) -> Self {
        Self::new(start, Form::Prefix)
    }

    fn new(words: &str, form: Form) -> Self {
        Self {
            words: words.to_owned(),
            form,
        }
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.form {
            Form::Word => f.write_str(&self.words),
            Form::Phrase => write!(f, "\"{}\"", self.words),
            Form::Prefix => write!(f, "{}*", self.words),
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.count, self.unit.letter())
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All(parts) => joined(f, parts, " "),
            Self::Any(parts) => joined(f, parts, " or "),
            Self::Not(part) => {
                f.write_str("-")?;
                part.write_as_term(f)
            }
            Self::Text(text) => fmt::Display::fmt(text, f),
            Self::Actor(text) => write!(f, "actor:{text}"),
            Self::Says(text) => write!(f, "says:{text}"),
            Self::Topic(text) => write!(f, "topic:{text}"),
            Self::Place(text) => write!(f, "place:{text}"),
            Self::Outlet(text) => write!(f, "outlet:{text}"),
            Self::Story(text) => write!(f, "story:{text}"),
            Self::Tag(text) => write!(f, "tag:{text}"),
            Self::On(day) => write!(f, "date:{day}"),
            Self::After(day) => write!(f, "after:{day}"),
            Self::Before(day) => write!(f, "before:{day}"),
            Self::Newer(span) => write!(f, "newer:{span}"),
            Self::Is(state) => write!(f, "is:{}", state.name()),
            Self::Kind(part) => write!(f, "kind:{}", part.name()),
        }
    }
}

impl Query {
    /// Tells whether every article fits without being looked at.
    pub fn is_everything(&self) -> bool {
        matches!(self, Self::All(parts) if parts.is_empty())
    }

    /// Everything that an article must have or may have to fit, one by one; nothing that it must not have.
    pub fn wanted(&self) -> Vec<&Self> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::wanted).collect(),
            Self::Not(_) => Vec::new(),
            leaf => vec![leaf],
        }
    }

    /// Writes the query as one term of another: groups in parentheses.
    fn write_as_term(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All(_) | Self::Any(_) => write!(f, "({self})"),
            _ => fmt::Display::fmt(self, f),
        }
    }
}

fn joined(f: &mut fmt::Formatter<'_>, parts: &[Query], between: &str) -> fmt::Result {
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            f.write_str(between)?;
        }
        part.write_as_term(f)?;
    }
    Ok(())
}
