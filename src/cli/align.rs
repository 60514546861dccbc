//! `rashomon align`: sentences or articles of two sides in, what belongs together out.

use std::io::{BufRead, Write};

use anyhow::Result;
use serde_json::{Value, json};

use crate::cli::lines::{self, Document};
use crate::library::compare::{align, same_fact, same_story};

/// What is wrong with a document that does not hold two sides.
const NO_SIDES: &str = "no fields `a` and `b` that both hold a text, or both a list of texts";

/// What is wrong with lists where whole articles are asked for.
const NO_TEXTS: &str = "no fields `a` and `b` that hold the text of an article each";

/// Aligns every document of `input`, or scores it as two whole articles where `stories` is set; gives the number of
/// complaints.
pub(super) fn run(
    input: &mut impl BufRead,
    output: &mut impl Write,
    stories: bool,
    complain: impl FnMut(usize, &str),
) -> Result<usize> {
    lines::read(input, complain, |document| {
        let answer = match (document.text("a"), document.text("b")) {
            (Some(a), Some(b)) if stories => Some(story(&document, a, b)),
            (Some(a), Some(b)) => Some(fact(&document, a, b)),
            _ if stories => None,
            _ => pairs(&document),
        };
        let Some(answer) = answer else {
            return Ok(Some(if stories { NO_TEXTS } else { NO_SIDES }));
        };
        lines::write(output, &answer)?;
        output.flush()?;
        Ok(None)
    })
}

fn story(document: &Document, a: &str, b: &str) -> Value {
    json!({ "id": document.id(), "score": same_story(a, b) })
}

fn fact(document: &Document, a: &str, b: &str) -> Value {
    let judgement = same_fact(a, b);
    json!({ "id": document.id(), "label": u8::from(judgement.same), "score": judgement.score })
}

fn pairs(document: &Document) -> Option<Value> {
    let found = align(&document.texts("a")?, &document.texts("b")?);
    let pairs: Vec<Value> = found.iter().map(|pair| json!([pair.a, pair.b])).collect();
    let labels: Vec<&str> = found.iter().map(|pair| pair.label.name()).collect();
    let scores: Vec<f32> = found.iter().map(|pair| pair.score).collect();
    Some(json!({ "id": document.id(), "pairs": pairs, "labels": labels, "scores": scores }))
}
