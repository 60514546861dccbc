//! Answers without the screen: what the library knows of an actor, a story, a topic, an article, as text or JSON Lines.
//!
//! Each task asks a [`Library`] and lays out what it answers; where that is long and standard output a terminal, a pager
//! shows it.

pub(super) mod export;
pub(super) mod quotes;
pub(super) mod show;
pub(super) mod stats;
pub(super) mod stories;
pub(super) mod topics;
pub(super) mod who;

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Result;
use clap::Args;

use crate::export::account::{self, ActorAccount, Limits, Narrowed, said::digits};
use crate::export::terminal::{Look, Page, Style, Styled};
use crate::library::{Library, seek};
use crate::model::actor::Actor;
use crate::model::query::{Query, QueryError};
use crate::text::count::counted;
use crate::text::fold::fold;
use crate::text::sanitize::clean_line;

/// How many namesakes are looked at.
const NAMESAKES: usize = 50;

/// How many of them are told beside the one that is taken.
const TOLD: usize = 5;

/// Where a task looks, and how it tells what it finds.
#[derive(Debug, Clone, Args)]
pub(super) struct Asked {
    /// Look in this file or folder, which is read as far as it is new, instead of your library; may stand several times
    #[arg(long = "in", value_name = "PATH", conflicts_with = "library")]
    pub(super) places: Vec<PathBuf>,

    /// Look in this library file
    #[arg(long, value_name = "FILE")]
    pub(super) library: Option<PathBuf>,
}

/// How many things are told, and in which form.
#[derive(Debug, Clone, Copy, Args)]
pub(super) struct Form {
    /// Write one JSON object a line
    #[arg(long)]
    pub(super) json: bool,

    /// Tell at most so many; 0 for all
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

/// Which articles are meant, in the language of the search; the query may stand by itself or behind its option.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct Fitting {
    /// Only of the articles that fit, in the language of the search
    #[arg(value_name = "QUERY")]
    typed: Option<String>,

    /// The same, as an option
    #[arg(
        long,
        value_name = "QUERY",
        allow_hyphen_values = true,
        conflicts_with = "typed"
    )]
    query: Option<String>,
}

/// How a task ended that found what it was asked for, or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    /// It was told; so much of it.
    Told(usize),
    /// There is nothing of the sort; why.
    Nothing(Vec<String>),
    /// The query cannot be understood.
    Misunderstood(String, QueryError),
}

impl Fitting {
    /// The query, where there is one.
    pub(super) fn query(&self) -> Option<&str> {
        self.query.as_deref().or(self.typed.as_deref())
    }
}

impl Form {
    /// At most how many are told, where usually it is so many; 0 for all.
    pub(super) fn most(self, usual: usize) -> usize {
        match self.limit.unwrap_or(usual) {
            0 => usize::MAX,
            limit => limit,
        }
    }

    /// How much of an account is told.
    fn limits(self) -> Limits {
        let usual = Limits::default();
        match self.limit {
            None => usual,
            Some(_) => Limits {
                passages: self.most(usual.passages),
                quotations: self.most(usual.quotations),
                company: self.most(usual.company),
            },
        }
    }
}

/// The rows of the articles that fit what was typed, newest first; all where nothing was.
fn fitting(library: &Library, typed: Option<&str>) -> Result<Vec<usize>, Answer> {
    Ok(rows_of(library, narrowed(library, typed)?))
}

/// Their rows, newest first; those of all where they are not narrowed.
pub(super) fn rows_of(library: &Library, narrowed: Option<Narrowed>) -> Vec<usize> {
    narrowed.map_or_else(|| (0..library.len()).collect(), |narrowed| narrowed.rows)
}

/// The articles that fit what was typed; nothing where that asks for all.
pub(super) fn narrowed(library: &Library, typed: Option<&str>) -> Result<Option<Narrowed>, Answer> {
    let written = clean_line(typed.unwrap_or(""));
    match seek::read(&written) {
        Ok(query) if query == Query::default() => Ok(None),
        Ok(query) => Ok(Some(Narrowed {
            rows: library.rows_fitting(&query, seek::now(), usize::MAX),
            query: written,
        })),
        Err(mistake) => Err(Answer::Misunderstood(written, mistake)),
    }
}

/// The actors whom `typed` may mean, the likeliest ahead: those of whose forms one is just that, else those of whose forms
/// one begins so, else those whose names are spelled otherwise; of equals, those in most articles first.
fn meant(library: &Library, typed: &str) -> Vec<Arc<Actor>> {
    let typed = clean_line(typed);
    if let Some(actor) = library.actor_of_digits(&typed) {
        return vec![actor];
    }
    let mut found = library.actors_named(&typed, NAMESAKES);
    let folded = fold(&typed);
    let is_called_so = |actor: &Actor| {
        let mut forms = actor.forms.iter();
        forms.any(|(form, _)| fold(form) == folded)
    };
    found.sort_by_cached_key(|actor| !is_called_so(actor));
    if found.is_empty() {
        return library.actors_like(&typed, NAMESAKES);
    }
    found
}

/// What the library tells of who is meant by what was `typed`, in the articles of `narrowed`, and whom else it may mean.
fn told_of(
    library: &Library,
    typed: &str,
    narrowed: Option<&Narrowed>,
    limits: Limits,
) -> Result<(ActorAccount, Vec<Arc<Actor>>), Answer> {
    let mut found = meant(library, typed);
    if found.is_empty() {
        return Err(nobody(typed));
    }
    let taken = taken(library, &found, narrowed).ok_or_else(|| not_there(&found))?;
    let actor = found.remove(taken);
    let account = match narrowed {
        Some(narrowed) => account::actor::actor_in(library, &actor, narrowed, limits),
        None => account::actor::actor(library, &actor, limits),
    };
    Ok((account, found))
}

/// Which of those found is taken: the likeliest, of the articles of `narrowed` the likeliest who stands there.
fn taken(library: &Library, found: &[Arc<Actor>], narrowed: Option<&Narrowed>) -> Option<usize> {
    let stands = |actor: &Arc<Actor>| {
        narrowed.is_none_or(|narrowed| {
            let traces = library.traces_among(actor.id, &narrowed.rows);
            traces.spread.articles > 0
        })
    };
    found.iter().position(stands)
}

/// Tells `complain` of the namesakes that were not taken.
fn tell_others(library: &Library, others: &[Arc<Actor>], mut complain: impl FnMut(&str)) {
    for actor in others.iter().take(TOLD) {
        let articles = counted(library.spread(actor.id).articles, "article");
        complain(&format!(
            "may also mean: {} ({}, {articles}) {}",
            clean_line(&actor.name),
            actor.kind.name(),
            digits(actor.id)
        ));
    }
}

/// Why nothing is told of somebody who is not there.
fn nobody(typed: &str) -> Answer {
    let typed = clean_line(typed);
    Answer::Nothing(vec![format!(
        "nobody and nothing in the library is called “{typed}”; rashomon search looks in the text"
    )])
}

/// Why nothing is told of somebody who is not in the articles that fit.
fn not_there(found: &[Arc<Actor>]) -> Answer {
    let name = found.first().map_or("nobody", |actor| &actor.name);
    Answer::Nothing(vec![format!(
        "{}: in no article that fits",
        clean_line(name)
    )])
}

/// A line below a title.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Below {
    /// Text.
    Text(String),
    /// What is secondary.
    Aside(String),
    /// One of several things.
    Item(String),
}

/// A title and lines below it, set in, and a blank line.
fn block(output: &mut dyn Write, look: Look, title: &str, lines: &[Below]) -> Result<()> {
    let mut page = Page::new(look);
    page.text(0, &Styled::new(Style::Strong, &clean_line(title)));
    for line in lines {
        match line {
            Below::Text(text) => page.text(2, &Styled::new(Style::Plain, &clean_line(text))),
            Below::Aside(text) => page.text(2, &Styled::new(Style::Faint, &clean_line(text))),
            Below::Item(text) => {
                let sign = Styled::new(Style::Faint, "·");
                page.hung(2, &sign, &Styled::new(Style::Plain, &clean_line(text)));
            }
        }
    }
    page.blank();
    output.write_all(page.told().as_bytes())?;
    Ok(())
}
