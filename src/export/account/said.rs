//! What is said in articles, and who says it.

use std::sync::Arc;

use serde::Serialize;

use super::super::spot::{Place, Text};
use super::citing::Citations;
use super::{CitedSaying, Said};
use crate::library::Library;
use crate::library::citation::Citation;
use crate::library::entry::Entry;
use crate::library::sayings::Voice;
use crate::library::speech::Saying;
use crate::model::actor::{Actor, ActorId};
use crate::model::quote::{Quote, Speaker};
use crate::text::sanitize::clean_line;

/// Something that is said, with all that belongs to it: a line of `rashomon quotes --json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Quotation {
    /// What is said, and by whom.
    #[serde(flatten)]
    pub said: Said,
    /// Where in the article.
    #[serde(flatten)]
    pub place: Place,
    /// The article.
    pub article: Citation,
}

/// What is said in the article at `row`, in its order; by `speaker` only, where there is one.
pub fn quotations(library: &Library, row: usize, speaker: Option<&Arc<Actor>>) -> Vec<Quotation> {
    let Some(entry) = library.entry(row) else {
        return Vec::new();
    };
    let text = Text::new(&entry);
    let article = Citation::of(&entry);
    let is_asked =
        |quote: &Quote| speaker.is_none_or(|speaker| entry.is_said_by(quote, speaker.id));
    let quotes = entry.sayings();
    let quotes = quotes.filter_map(|number| entry.findings.quotes.get(number));
    let quotes = quotes.filter(|quote| is_asked(quote));
    quotes
        .map(|quote| Quotation {
            said: said(library, &text, quote),
            place: text.place(quote.range.start),
            article: article.clone(),
        })
        .collect()
}

/// What `actor` says there, cited.
pub(super) fn sayings_of(
    library: &Library,
    citations: &mut Citations<'_>,
    sayings: &[Saying],
) -> Vec<CitedSaying> {
    let mut told = Vec::new();
    for run in sayings.chunk_by(|one, next| one.row == next.row) {
        let row = run[0].row;
        let Some(entry) = citations.entry(row) else {
            continue;
        };
        let text = Text::new(&entry);
        for saying in run {
            if let Some(quote) = entry.findings.quotes.get(saying.quote) {
                told.push(CitedSaying {
                    said: said(library, &text, quote),
                    cite: citations.cite(row, &text, quote.range.start),
                });
            }
        }
    }
    told
}

/// What is said in the article at `row`, cited.
pub(super) fn sayings_in(
    library: &Library,
    citations: &mut Citations<'_>,
    (row, entry): (usize, &Entry),
) -> Vec<CitedSaying> {
    let text = Text::new(entry);
    let quotes = entry.sayings();
    let quotes = quotes.filter_map(|number| entry.findings.quotes.get(number));
    quotes
        .map(|quote| CitedSaying {
            said: said(library, &text, quote),
            cite: citations.cite(row, &text, quote.range.start),
        })
        .collect()
}

fn said(library: &Library, text: &Text<'_>, quote: &Quote) -> Said {
    let (speaker, actor, sure) = match library.voice(text.entry, quote) {
        Voice::Actor(actor, link) => {
            let name = clean_line(&actor.name);
            (Some(name), Some(digits(actor.id)), link.sure)
        }
        Voice::Together(range) | Voice::Described(range) | Voice::Unnamed(range) => {
            (Some(text.words(range)), None, true)
        }
        Voice::Unknown => (None, None, false),
    };
    let known = quote.speaker.filter(|_| speaker.is_some());
    Said {
        text: text.words(quote.range),
        kind: quote.kind.name(),
        by: known.map(Speaker::sort),
        speaker,
        actor,
        sure,
    }
}

/// An actor's id as JSON tells it.
pub fn digits(id: ActorId) -> String {
    format!("{:016x}", id.0)
}
