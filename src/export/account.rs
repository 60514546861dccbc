//! What a library holds about an actor, a story, a topic or a search, put into plain data: every word with the article and
//! the paragraph that say so.
//!
//! An account finds nothing out: it repeats what the [`Library`](crate::library::Library) answers, which is what the screen
//! shows. Every text in it is on one line and safe to show. Its fields are the fields of `--json`, and so they stay.

pub mod actor;
pub mod citing;
pub mod matter;
pub mod said;

use serde::Serialize;

use super::spot::Place;
use crate::library::citation::Citation;
use crate::library::timeline::Timeline;

/// The version of the JSON of accounts: it grows when a field is added. No field goes or changes what it means.
pub const SCHEMA: u32 = 3;

/// What is told, ahead of it the version of its fields: it grows when one is added, and none goes or changes what it means.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Versioned<'a, T> {
    /// [`SCHEMA`].
    pub schema: u32,
    /// What is told.
    #[serde(flatten)]
    pub told: &'a T,
}

impl<'a, T> Versioned<'a, T> {
    /// `told` in the fields of this version.
    pub fn of(told: &'a T) -> Self {
        Self {
            schema: SCHEMA,
            told,
        }
    }
}

/// How much of what can be very long is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Of passages, the newest.
    pub passages: usize,
    /// Of what is said, the newest.
    pub quotations: usize,
    /// Of those named with it, those in most articles.
    pub company: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            passages: 100,
            quotations: 100,
            company: 30,
        }
    }
}

/// Articles that fit a query, to which an account is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Narrowed {
    /// The query, as it was typed.
    pub query: String,
    /// The rows of the articles, in reading order.
    pub rows: Vec<usize>,
}

/// Where something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Cite {
    /// The number of the article in `sources`, counted from 1.
    pub source: usize,
    /// Where in it.
    #[serde(flatten)]
    pub place: Place,
}

/// Who an actor is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Name {
    /// The actor's lasting name, 16 digits.
    pub id: String,
    /// The fullest form of its name.
    pub name: String,
    /// `person`, `government`, `organisation` or `place`.
    pub kind: &'static str,
}

/// Words, how often they stand there, and where for example.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Words {
    /// The words.
    pub text: String,
    /// How often.
    pub count: usize,
    /// Where in the newest article that has them.
    #[serde(flatten)]
    pub cite: Cite,
}

/// One outlet's words for an actor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OutletWords {
    /// The outlet.
    pub outlet: String,
    /// In how many of its articles the actor is.
    pub articles: usize,
    /// How often it is named in running text.
    pub prose: usize,
    /// In headlines.
    pub headline: usize,
    /// In captions.
    pub caption: usize,
    /// The forms of its name.
    pub forms: Vec<Words>,
    /// Titles and roles that stand with the name.
    pub titles: Vec<Words>,
    /// Descriptions in place of the name.
    pub descriptions: Vec<Words>,
    /// The words that hand on what it says.
    pub cues: Vec<Words>,
}

/// Something that is said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Said {
    /// The words, with their quotation marks if they have some.
    pub text: String,
    /// `direct` or `indirect`.
    pub kind: &'static str,
    /// Who says it, as the library calls them; else the article's own words for them; null where nobody can be told.
    pub speaker: Option<String>,
    /// The id of that actor, where it is one.
    pub actor: Option<String>,
    /// Whether rashomon would bet on the speaker.
    pub sure: bool,
    /// By what the speaker is known: `name`, `names`, `pronoun`, `description` or `anonymous`; null where nobody is.
    pub by: Option<&'static str>,
}

/// Something that is said, with its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CitedSaying {
    /// What is said.
    #[serde(flatten)]
    pub said: Said,
    /// Where.
    #[serde(flatten)]
    pub cite: Cite,
}

/// A sentence about the subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// The sentence.
    pub text: String,
    /// Whether rashomon would bet on it that the subject is meant there.
    pub sure: bool,
    /// Why the subject is taken to be meant there; null where its own words stand there, which need no reason.
    pub because: Option<String>,
    /// Where it stands.
    #[serde(flatten)]
    pub cite: Cite,
}

/// An actor among others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Present {
    /// Who.
    #[serde(flatten)]
    pub name: Name,
    /// In how many of the articles looked at.
    pub articles: usize,
}

/// What a library holds about one actor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ActorAccount {
    /// [`SCHEMA`].
    pub schema: u32,
    /// Always `actor`.
    pub about: &'static str,
    /// Who it is.
    pub actor: Name,
    /// The query that the articles fit to which all below is kept; null where that is the whole library.
    pub query: Option<String>,
    /// In how many articles it stands, whether they are looked at or not.
    pub articles: usize,
    /// In how many places.
    pub places: usize,
    /// Every form of its name with how often it stands there, most frequent first.
    pub forms: Vec<(String, usize)>,
    /// Each outlet's words for it, those with most articles first; of very many articles, the newest.
    pub outlets: Vec<OutletWords>,
    /// What it says, newest first.
    pub quotations: Vec<CitedSaying>,
    /// How many quotations there are, told or not; of very many articles, in the newest.
    pub all_quotations: usize,
    /// The sentences in which it is named or described, newest first.
    pub passages: Vec<Passage>,
    /// How many such places there are, told or not; of very many articles, in the newest.
    pub all_passages: usize,
    /// Who is named in the same articles, those in most of them first.
    pub company: Vec<Present>,
    /// When it is named.
    pub timeline: Option<Timeline>,
    /// The articles that are cited.
    pub sources: Vec<Citation>,
}

/// What a library holds about a story, a topic or a search: some of its articles taken together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MatterAccount {
    /// [`SCHEMA`].
    pub schema: u32,
    /// `story`, `topic` or `search`.
    pub about: &'static str,
    /// What it is called: the story's name, the topic's phrase, the query.
    pub title: String,
    /// The query that the articles fit, where there is one.
    pub query: Option<String>,
    /// Why these articles stand together, where rashomon put them so.
    pub because: Option<String>,
    /// How many articles there are, told or not.
    pub articles: usize,
    /// By outlet, how many of the articles told are its own.
    pub outlets: Vec<(String, usize)>,
    /// Who stands in them, those in most articles first.
    pub actors: Vec<Present>,
    /// Of a topic, the sentences that hold it.
    pub passages: Vec<Passage>,
    /// What is said in them.
    pub quotations: Vec<CitedSaying>,
    /// How many quotations there are in the articles told.
    pub all_quotations: usize,
    /// When the articles were published.
    pub timeline: Option<Timeline>,
    /// The articles, newest first.
    pub sources: Vec<Citation>,
}
