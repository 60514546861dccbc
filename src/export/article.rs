//! One article with the reader's notes, in every form in which it leaves rashomon.

use serde::Serialize;

use super::marks::{self, Mark};
use super::paper::{Paper, Part};
use crate::library::citation::Citation;
use crate::library::entry::Entry;
use crate::library::jotting::Jotting;
use crate::model::article::{Block, BlockKind};
use crate::text::sanitize::clean_line;

/// An article as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Told<'a> {
    #[serde(flatten)]
    citation: Citation,
    /// Its text, without the page's own words.
    text: Vec<Piece>,
    /// The reader's notes and highlights.
    notes: Vec<Mark<'a>>,
}

/// A part of an article's text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Piece {
    kind: &'static str,
    /// The number of the body paragraph; none for anything else.
    paragraph: Option<usize>,
    text: String,
}

/// The article as JSON has it.
pub fn told<'a>(entry: &Entry, jottings: &'a [Jotting]) -> Told<'a> {
    Told {
        citation: Citation::of(entry),
        text: pieces(entry),
        notes: jottings.iter().map(Mark::of).collect(),
    }
}

/// The article as a paper: where it is from, its text, and what the reader noted.
pub fn paper(entry: &Entry, jottings: &[Jotting]) -> Paper {
    let citation = Citation::of(entry);
    let title = citation.title.clone();
    let mut parts = vec![Part::From(citation)];
    parts.extend(pieces(entry).into_iter().map(|piece| match piece.kind {
        "subheading" => Part::Text(piece.text, true),
        "quotation" => Part::Quote(piece.text),
        "caption" => Part::About(clean_line(&piece.text)),
        _ => Part::Text(piece.text, false),
    }));
    if !jottings.is_empty() {
        parts.push(Part::Heading("Notes and highlights".to_owned()));
        parts.extend(marks::parts(jottings, false));
    }
    Paper { title, parts }
}

fn pieces(entry: &Entry) -> Vec<Piece> {
    let article = &entry.article;
    let blocks = article.blocks.iter().zip(article.paragraph_numbers());
    let shown = |block: &Block| block.kind != BlockKind::Headline && !block.kind.is_furniture();
    let shown = blocks.filter(|(block, _)| shown(block));
    let pieces = shown.map(|(block, number)| Piece {
        kind: name(block.kind),
        paragraph: (block.kind == BlockKind::Paragraph).then_some(number),
        text: block.range.of(&article.text).to_owned(),
    });
    pieces.collect()
}

fn name(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Standfirst => "standfirst",
        BlockKind::Subheading => "subheading",
        BlockKind::Quotation => "quotation",
        BlockKind::Caption | BlockKind::PhotoCredit => "caption",
        BlockKind::Dateline => "dateline",
        _ => "paragraph",
    }
}
