//! A document: what is to be said, in sections, apart from the form in which it is laid out.
//!
//! Accounts are put into documents here and nowhere else, so that text, Markdown and HTML say the same in the same order.

pub mod actor;
pub mod html;
pub mod markdown;
pub mod matter;
pub mod text;

use super::account::{Cite, CitedSaying, Passage};
use crate::library::citation::Citation;
use crate::library::timeline::Timeline;
use crate::text::count::counted;

/// A document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// What it is about.
    title: String,
    /// What is to be known first, a line each.
    lead: Vec<String>,
    sections: Vec<Section>,
    /// The articles that it cites, by number from 1 on.
    sources: Vec<Citation>,
}

/// A part of a document under a title of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Section {
    title: String,
    /// What is to be known of it: that not all is told.
    note: Option<String>,
    body: Body,
}

/// What a section holds.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Body {
    /// Things with what is told of each.
    Terms(Vec<Term>),
    /// Sentences with their sources.
    Lines(Vec<Line>),
    /// Names with a count, as bars.
    Bars(Vec<(String, usize)>),
    /// Counts over time.
    Time(Timeline),
}

/// Something with what is told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Term {
    name: String,
    /// Behind the name.
    aside: String,
    /// What is told, with what that is.
    told: Vec<(&'static str, String)>,
}

/// A sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    /// Who says it, if somebody does.
    lead: Option<String>,
    text: String,
    /// Whether rashomon would bet on it.
    sure: bool,
    /// Where it stands.
    cite: Cite,
}

impl Document {
    /// Adds a section, unless it holds nothing.
    fn add(&mut self, title: &str, note: Option<String>, body: Body) {
        let is_empty = match &body {
            Body::Terms(terms) => terms.is_empty(),
            Body::Lines(lines) => lines.is_empty(),
            Body::Bars(bars) => bars.is_empty(),
            Body::Time(timeline) => timeline.counts.len() < 2,
        };
        if !is_empty {
            self.sections.push(Section {
                title: title.to_owned(),
                note,
                body,
            });
        }
    }
}

/// `the newest 100 of 240`, where not all is told.
fn part(told: usize, all: usize) -> Option<String> {
    (told < all).then(|| format!("the newest {told} of {all}"))
}

/// Of which articles all is told, where it is not of all.
fn kept_to(query: Option<&str>) -> Option<String> {
    query.map(|query| format!("in the articles that fit {query}"))
}

fn sayings(said: &[CitedSaying], speakers: bool) -> Body {
    let lines = said.iter().map(|saying| Line {
        lead: speakers.then(|| {
            let speaker = saying.said.speaker.clone();
            speaker.unwrap_or_else(|| "(speaker not told)".to_owned())
        }),
        text: saying.said.text.clone(),
        sure: saying.said.sure || saying.said.speaker.is_none(),
        cite: saying.cite,
    });
    Body::Lines(lines.collect())
}

fn passages(passages: &[Passage]) -> Body {
    let lines = passages.iter().map(|passage| Line {
        lead: None,
        text: passage.text.clone(),
        sure: passage.sure,
        cite: passage.cite,
    });
    Body::Lines(lines.collect())
}

impl Line {
    /// Its place, with `perhaps` where nobody should bet on it.
    fn place(&self) -> String {
        let perhaps = if self.sure { "" } else { "perhaps " };
        format!("{perhaps}{}", cited(self.cite))
    }
}

/// `[3 ¶7]`
fn cited(cite: Cite) -> String {
    format!("[{} {}]", cite.source, cite.place)
}

/// `The Straits Times · Ann Author · Jan 6, 2026`
pub fn origin(source: &Citation) -> String {
    let authors = source.authors.join(", ");
    let authors = Some(authors).filter(|authors| !authors.is_empty());
    let date = source.date.clone().unwrap_or_else(|| "undated".to_owned());
    let parts = [Some(source.outlet.clone()), authors, Some(date)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// What a timeline covers: `2026-01-05 to 2026-01-07, a day each; 2 articles undated`.
fn span(timeline: &Timeline) -> String {
    let each = match timeline.days {
        1 => "a day each".to_owned(),
        days => format!("{days} days each"),
    };
    let undated = match timeline.undated {
        0 => String::new(),
        articles => format!("; {} undated", counted(articles, "article")),
    };
    format!("{} to {}, {each}{undated}", timeline.first, timeline.last)
}
