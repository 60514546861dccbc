//! `rashomon annotate`: texts in, names, sentences and quotations out.

use std::io::{BufRead, Write};

use anyhow::Result;
use serde_json::{Value, json};

use crate::cli::lines::{self, Document};
use crate::library::annotate::{Annotation, MarkedQuote, annotate};
use crate::model::actor::ActorKind;
use crate::model::findings::MentionForm;
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

fn shown(document: &Document, annotation: &Annotation) -> Value {
    let mut mentions: Vec<Value> = annotation
        .mentions
        .iter()
        .map(|name| {
            json!({
                "start": name.at.start,
                "end": name.at.end,
                "type": type_name(name.kind),
                "cluster": format!("{:016x}", name.actor.0),
            })
        })
        .collect();
    // A reference is no name, and so has no type. A pronoun is the weakest of signs, and so stands apart.
    let references = |pronouns: bool| {
        let wanted = annotation
            .references
            .iter()
            .filter(move |found| (found.form == MentionForm::Pronoun) == pronouns);
        wanted.map(|reference| {
            json!({
                "start": reference.at.start,
                "end": reference.at.end,
                "cluster": format!("{:016x}", reference.actor.0),
            })
        })
    };
    mentions.extend(references(false));
    let text = document.text("text").unwrap_or("");
    json!({
        "id": document.id(),
        "mentions": mentions,
        "pronouns": references(true).collect::<Vec<_>>(),
        "quotes": quotes(annotation, |quote| quote.kind == QuoteKind::Direct && !quote.single),
        "single_quotes": quotes(annotation, |quote| quote.kind == QuoteKind::Direct && quote.single),
        "statements": quotes(annotation, |quote| quote.kind == QuoteKind::Indirect),
        "terms": quotes(annotation, |quote| quote.kind == QuoteKind::Term),
        "sentences": pieces(text, &annotation.sentences),
    })
}

/// The quotations that `fit`.
fn quotes(annotation: &Annotation, fits: impl Fn(&MarkedQuote) -> bool) -> Vec<Value> {
    let quotes = annotation.quotes.iter().filter(|quote| fits(quote));
    quotes
        .map(|quote| {
            let speaker = quote.speaker;
            json!({
                "start": quote.at.start,
                "end": quote.at.end,
                "speaker": speaker.map(|at| json!({ "start": at.start, "end": at.end })),
                "rule": quote.rule,
            })
        })
        .collect()
}

/// The pieces of `text` at `ranges`, which are in order and do not overlap.
fn pieces(text: &str, ranges: &[Points]) -> Vec<String> {
    let mut chars = text.chars();
    let mut at = 0;
    let mut out = Vec::with_capacity(ranges.len());
    for range in ranges {
        let skipped = range.start.saturating_sub(at);
        let length = range.end.saturating_sub(range.start.max(at));
        out.push(chars.by_ref().skip(skipped).take(length).collect());
        at = range.end.max(at);
    }
    out
}

/// The kind's name in annotated collections of news, which take a government for its country.
fn type_name(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Person => "PERSON",
        ActorKind::Organisation => "ORG",
        ActorKind::Place | ActorKind::Government => "LOC",
    }
}
