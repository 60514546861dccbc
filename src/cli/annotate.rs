//! `rashomon annotate`: texts in, names, sentences and quotations out.

use std::io::{BufRead, Write};

use anyhow::Result;
use serde::Serialize;
use serde_json::Value;

use crate::cli::lines::{self, Document};
use crate::library::annotate::{Annotation, MarkedQuote, MarkedReference, annotate};
use crate::model::actor::ActorId;
use crate::model::quote::QuoteKind;
use crate::text::origin::Points;

/// Annotates every document of `input`; gives the number of complaints.
///
/// Documents that follow each other in one `group` are held until the group ends and linked together; a document without
/// a group stands alone.
pub(super) fn run(
    input: &mut impl BufRead,
    output: &mut impl Write,
    complain: impl FnMut(usize, &str),
) -> Result<usize> {
    let mut held: Vec<Document> = Vec::new();
    let complaints = lines::read(input, complain, |document| {
        if document.text("text").is_none() {
            return Ok(Some(lines::NO_TEXT));
        }
        let goes_on = held
            .first()
            .is_some_and(|first| first.group().is_some() && first.group() == document.group());
        if !goes_on {
            flush(&mut held, output)?;
        }
        held.push(document);
        Ok(None)
    })?;
    flush(&mut held, output)?;
    Ok(complaints)
}

/// Annotates the documents held, writes them and lets them go.
fn flush(held: &mut Vec<Document>, output: &mut impl Write) -> Result<()> {
    let texts: Vec<&str> = held
        .iter()
        .map(|document| document.text("text").unwrap_or(""))
        .collect();
    let annotations = annotate(&texts);
    for (document, annotation) in held.iter().zip(&annotations) {
        lines::write(output, &shown(document, annotation))?;
    }
    output.flush()?;
    held.clear();
    Ok(())
}

/// A document as it is written; fields in the order of their names.
#[derive(Serialize)]
struct Shown<'a> {
    id: &'a Value,
    mentions: Vec<Name>,
    pronouns: Vec<Name>,
    quotes: Vec<Saying>,
    sentences: Vec<&'a str>,
    single_quotes: Vec<Saying>,
    statements: Vec<Saying>,
    terms: Vec<Saying>,
}

/// A name or a reference. A reference is no name, and so has no type.
#[derive(Serialize)]
struct Name {
    cluster: String,
    end: usize,
    start: usize,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
}

#[derive(Serialize)]
struct Saying {
    end: usize,
    rule: &'static str,
    speaker: Option<Place>,
    start: usize,
}

#[derive(Serialize)]
struct Place {
    end: usize,
    start: usize,
}

impl Name {
    fn new(at: Points, actor: ActorId, kind: Option<&'static str>) -> Self {
        Self {
            cluster: format!("{:016x}", actor.0),
            end: at.end,
            start: at.start,
            kind,
        }
    }
}

fn shown<'a>(document: &'a Document, annotation: &Annotation) -> Shown<'a> {
    let names = annotation.mentions.iter();
    let mut mentions: Vec<Name> = names
        .map(|name| Name::new(name.at, name.actor, Some(name.type_name())))
        .collect();
    let reference = |found: &MarkedReference| Name::new(found.at, found.actor, None);
    mentions.extend(annotation.descriptions().map(reference));
    let text = document.text("text").unwrap_or("");
    Shown {
        id: document.id(),
        mentions,
        pronouns: annotation.pronouns().map(reference).collect(),
        quotes: annotation.direct_quotes().map(saying).collect(),
        sentences: pieces(text, &annotation.sentences),
        single_quotes: quotes(annotation, |quote| {
            quote.kind == QuoteKind::Direct && quote.single
        }),
        statements: quotes(annotation, |quote| quote.kind == QuoteKind::Indirect),
        terms: quotes(annotation, |quote| quote.kind == QuoteKind::Term),
    }
}

/// The quotations that `fit`.
fn quotes(annotation: &Annotation, fits: impl Fn(&MarkedQuote) -> bool) -> Vec<Saying> {
    let quotes = annotation.quotes.iter().filter(|quote| fits(quote));
    quotes.map(saying).collect()
}

fn saying(quote: &MarkedQuote) -> Saying {
    Saying {
        end: quote.at.end,
        rule: quote.rule,
        speaker: quote
            .speaker
            .map(|Points { start, end }| Place { end, start }),
        start: quote.at.start,
    }
}

/// The pieces of `text` at `ranges`, which are in order and do not overlap.
fn pieces<'a>(text: &'a str, ranges: &[Points]) -> Vec<&'a str> {
    let mut rest = text;
    let mut at = 0;
    let mut out = Vec::with_capacity(ranges.len());
    for range in ranges {
        let start = range.start.max(at);
        let (_, from) = split(rest, start - at);
        let (piece, behind) = split(from, range.end.saturating_sub(start));
        out.push(piece);
        rest = behind;
        at = range.end.max(start);
    }
    out
}

/// The first `count` characters of `text`, and the others.
fn split(text: &str, count: usize) -> (&str, &str) {
    let mut chars = text.chars();
    if let Some(last) = count.checked_sub(1) {
        chars.nth(last);
    }
    text.split_at(text.len() - chars.as_str().len())
}
