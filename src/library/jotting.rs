//! Notes and highlights with the articles that they belong to.

use std::collections::HashMap;

use super::citation::Citation;
use super::head::Head;
use crate::model::article::{Article, ArticleId};
use crate::model::note::Note;
use crate::model::state::NoteKey;
use crate::store::error::StoreError;
use crate::store::traits::Catalogue;
use crate::text::anchor::{Finder, Fit};
use crate::text::range::TextRange;

/// How many notes are read at a time.
const PAGE: usize = 500;

/// A note or highlight with the article that it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Jotting {
    /// The note.
    pub note: Note,
    /// The article as it is now.
    pub article: ArticleId,
    /// Where its words come from.
    pub citation: Citation,
    /// The number of the body paragraph, counted from 1; 0 where there is none.
    pub paragraph: usize,
    /// The words of the article, as they are now or, where they are lost, as they were.
    pub quoted: String,
    /// Where it stands now; nothing where it is about the whole article, or its place is lost.
    pub place: Option<Placed>,
}

/// Where a note stands now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// The bytes of the article's text.
    pub range: TextRange,
    /// How far the text there is the one that was marked.
    pub fit: Fit,
}

impl Jotting {
    /// Whether the place that it was about is not in the article any more.
    pub fn is_lost(&self) -> bool {
        self.note.anchor.is_some() && self.place.is_none()
    }

    /// What is to be known of its place: that it is lost, or not as it was; else nothing.
    pub fn doubt(&self) -> Option<&'static str> {
        match self.place {
            None if self.is_lost() => Some("not in the article any more"),
            Some(place) if place.fit == Fit::Reworded => Some("reworded since"),
            _ => None,
        }
    }

    /// The day on which it was first written: `2026-01-06`.
    pub fn day(&self) -> String {
        let time = jiff::Timestamp::from_second(self.note.written).unwrap_or_default();
        time.strftime("%Y-%m-%d").to_string()
    }
}

/// The places of `notes` in `text`, each with the number of its note; in the order of the text.
pub fn places(text: &str, notes: &[Note]) -> Vec<(usize, Placed)> {
    let finder = Finder::new(text);
    let mut places: Vec<(usize, Placed)> = notes
        .iter()
        .enumerate()
        .filter_map(|(number, note)| Some((number, placed(&finder, note)?)))
        .collect();
    places.sort_by_key(|(_, place)| (place.range.start, place.range.end));
    places
}

fn placed(finder: &Finder<'_>, note: &Note) -> Option<Placed> {
    let found = finder.find(note.anchor.as_ref()?)?;
    Some(Placed {
        range: found.range,
        fit: found.fit,
    })
}

/// All notes and highlights of the library: by article, in the order in which each got its first; also of articles that are
/// not shown.
pub(super) fn all(catalogue: &impl Catalogue) -> Result<Vec<Jotting>, StoreError> {
    let mut notes: Vec<Note> = Vec::new();
    loop {
        let after = notes.last().map_or(NoteKey(0), |note| note.key);
        let page = catalogue.notes(after, PAGE)?;
        let more = page.len() == PAGE;
        notes.extend(page);
        if !more {
            break;
        }
    }
    let mut first = HashMap::new();
    for note in &notes {
        first.entry(note.article).or_insert(note.key);
    }
    notes.sort_by_key(|note| (first.get(&note.article).copied(), note.key));
    let mut jottings = Vec::with_capacity(notes.len());
    for of_one in notes.chunk_by(|one, other| one.article == other.article) {
        let Some(first) = of_one.first() else {
            continue;
        };
        if let Some(held) = catalogue.article(first.article)? {
            let head = Head::alone(&held.head);
            jottings.extend(of_article(&held.article, &head, of_one));
        }
    }
    Ok(jottings)
}

/// The `notes` of an article, with their places.
fn of_article(article: &Article, head: &Head, notes: &[Note]) -> Vec<Jotting> {
    let finder = Finder::new(&article.text);
    let jotting = |note: &Note| {
        let place = placed(&finder, note);
        let lost = || {
            let anchor = note.anchor.as_ref();
            anchor.map_or_else(String::new, |anchor| anchor.exact.trim().to_owned())
        };
        Jotting {
            note: note.clone(),
            article: article.id,
            citation: Citation::new(article, head),
            paragraph: place.map_or(0, |place| article.paragraph_number(place.range.start)),
            quoted: place.map_or_else(lost, |place| article.words_in(place.range)),
            place,
        }
    };
    notes.iter().map(jotting).collect()
}
