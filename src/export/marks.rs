//! Notes and highlights in every form in which they leave rashomon.

use serde::Serialize;

use super::paper::{Paper, Part};
use crate::library::citation::Citation;
use crate::library::jotting::Jotting;
use crate::model::ink::Ink;
use crate::text::count::counted;

/// What stands at the head of the copy beside the library.
const COPY: &str = "A copy that rashomon keeps of your notes and highlights and writes anew after each change: what you \
                    change here is lost.";

/// A note or highlight as JSON; the fields are those of `rashomon notes --json`, and so they stay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mark<'a> {
    #[serde(flatten)]
    citation: &'a Citation,
    /// The number of the body paragraph; none where there is none.
    paragraph: Option<usize>,
    /// The words of the article.
    quoted: &'a str,
    /// The words of the reader; empty for a highlight.
    note: &'a str,
    /// What the place is marked as; none for a note alone.
    marked: Option<&'static str>,
    /// The day on which it was first written.
    written: String,
    /// Whether the place is not in the article any more.
    lost: bool,
}

impl<'a> Mark<'a> {
    /// That of `jotting`.
    pub fn of(jotting: &'a Jotting) -> Self {
        Self {
            citation: &jotting.citation,
            paragraph: Some(jotting.paragraph).filter(|number| *number > 0),
            quoted: &jotting.quoted,
            note: &jotting.note.text,
            marked: jotting.note.ink.map(Ink::name),
            written: jotting.day(),
            lost: jotting.is_lost(),
        }
    }
}

/// The notes as a paper, those of one article below its title.
pub fn paper(jottings: &[Jotting]) -> Paper {
    Paper {
        title: "Notes and highlights".to_owned(),
        parts: parts(jottings, true),
    }
}

/// The notes, article by article; each article with its title where `titled`.
pub(super) fn parts(jottings: &[Jotting], titled: bool) -> Vec<Part> {
    let mut parts = Vec::new();
    for of_one in jottings.chunk_by(|one, other| one.article == other.article) {
        if let Some(first) = of_one.first().filter(|_| titled) {
            parts.push(Part::Heading(first.citation.title.clone()));
            parts.push(Part::From(first.citation.clone()));
        }
        for jotting in of_one {
            if !jotting.quoted.is_empty() {
                parts.push(Part::Quote(jotting.quoted.clone()));
            }
            parts.push(Part::About(about(jotting)));
            if !jotting.note.text.is_empty() {
                parts.push(Part::Note(jotting.note.text.clone()));
            }
        }
    }
    parts
}

/// `¶3 · to check · 2026-01-06`.
fn about(jotting: &Jotting) -> String {
    let place = match jotting.paragraph {
        0 => None,
        number => Some(format!("¶{number}")),
    };
    let ink = jotting.note.ink.map(|ink| ink.name().to_owned());
    let doubt = jotting.doubt().map(str::to_owned);
    let told = [place, ink, doubt, Some(jotting.day())];
    told.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The plain text copy that stands beside the library.
pub fn copy(jottings: &[Jotting]) -> String {
    let mut paper = paper(jottings);
    let count = counted(jottings.len(), "note");
    paper
        .parts
        .insert(0, Part::About(format!("{COPY} {count}.")));
    paper.markdown()
}
