//! What became of an article from one version to another, in plain words.

use serde::Serialize;

use super::spot::{Piece, Place, Role, Text};
use crate::model::edits::{EditKind, Edits};
use crate::text::count::counted;
use crate::text::range::TextRange;

/// Two versions of one article, sentence by sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Edited {
    /// Which of the two is the earlier version: `a` or `b`.
    pub older: &'static str,
    /// Whether their dates say so; else the order is a guess.
    pub dated: bool,
    /// How many words of the earlier version the later one still has, and how many the earlier one has.
    pub kept: usize,
    /// How many words the earlier version has.
    pub words: usize,
    /// What a reader should know of it all.
    #[serde(skip)]
    pub summary: String,
    /// The sentences, in reading order.
    pub lines: Vec<EditedLine>,
}

/// A sentence and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EditedLine {
    /// `unchanged`, `small`, `changed`, `removed`, `added` or `moved`.
    pub kind: &'static str,
    /// The sentence in the first article.
    pub a: Option<EditedText>,
    /// The sentence in the second.
    pub b: Option<EditedText>,
    /// Whether a reader of the earlier version misses something.
    #[serde(skip)]
    tells: bool,
}

/// A sentence in pieces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EditedText {
    /// Where it stands.
    #[serde(flatten)]
    pub place: Place,
    /// What it says, from its start to its end.
    pub pieces: Vec<EditedPiece>,
    /// Whether it is of the earlier version.
    #[serde(skip)]
    is_older: bool,
}

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EditedPiece {
    /// What it says.
    pub text: String,
    /// Whether the other version has it not.
    pub changed: bool,
}

/// A part of the sentences as they are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stretch<'a> {
    /// A sentence of which something became.
    Line(&'a EditedLine),
    /// So many sentences that stayed as they were, and so many with small edits only.
    Same(usize, usize),
}

impl Edited {
    /// Puts `edits` into words.
    pub(super) fn new(edits: &Edits, texts: [&Text<'_>; 2]) -> Self {
        let lines = edits.lines.iter().map(|line| {
            let [a, b] = [0, 1].map(|side: usize| {
                let range = line.at[side]?;
                Some(EditedText {
                    place: texts[side].place(range.start),
                    pieces: pieces(texts[side], range, &line.changed[side]),
                    is_older: side == edits.older,
                })
            });
            EditedLine {
                kind: line.kind.name(),
                a,
                b,
                tells: line.kind.tells(),
            }
        });
        let guessed = if edits.dated {
            ""
        } else {
            " · which came first is not told"
        };
        Self {
            older: ["a", "b"][edits.older.min(1)],
            dated: edits.dated,
            kept: edits.kept,
            words: edits.words,
            summary: format!("{}{guessed}", edits.summary()),
            lines: lines.collect(),
        }
    }

    /// The title over it: `What became of A in B`.
    pub(super) fn title(&self, [a, b]: [&str; 2]) -> String {
        let [older, newer] = if self.older == "a" { [a, b] } else { [b, a] };
        format!("What became of {older} in {newer}")
    }

    /// The sentences, those of which nothing became counted together.
    pub(super) fn stretches(&self) -> Vec<Stretch<'_>> {
        let mut stretches = Vec::new();
        for line in &self.lines {
            if line.tells {
                stretches.push(Stretch::Line(line));
                continue;
            }
            let is_small = line.kind == EditKind::Small.name();
            let more = [usize::from(!is_small), usize::from(is_small)];
            match stretches.last_mut() {
                Some(Stretch::Same(same, small)) => {
                    *same += more[0];
                    *small += more[1];
                }
                _ => stretches.push(Stretch::Same(more[0], more[1])),
            }
        }
        stretches
    }
}

impl EditedLine {
    /// `-` for what is gone, `+` for what is new, `±` for what was changed, `↕` for what was moved.
    pub(super) fn sign(&self) -> &'static str {
        match (&self.a, &self.b) {
            (Some(text), None) | (None, Some(text)) if text.is_older => "-",
            (Some(_), None) | (None, Some(_)) => "+",
            _ if self.kind == EditKind::Moved.name() => "↕",
            _ => "±",
        }
    }
}

impl EditedText {
    /// The sentence in pieces behind its place.
    pub(super) fn told(&self) -> Vec<Piece> {
        let changed = if self.is_older { Role::Gone } else { Role::New };
        let place = (Role::Place, format!("{} ", self.place));
        let pieces = self.pieces.iter().map(|piece| {
            let role = if piece.changed { changed } else { Role::Text };
            (role, piece.text.clone())
        });
        std::iter::once(place).chain(pieces).collect()
    }
}

/// `12 sentences as before, 3 small edits`.
pub(super) fn same_told(same: usize, small: usize) -> String {
    match (same, small) {
        (_, 0) => format!("{} as before", counted(same, "sentence")),
        (0, _) => counted(small, "small edit"),
        _ => format!(
            "{} as before, {}",
            counted(same, "sentence"),
            counted(small, "small edit")
        ),
    }
}

fn pieces(text: &Text<'_>, range: TextRange, changed: &[TextRange]) -> Vec<EditedPiece> {
    let mut pieces = Vec::new();
    let mut push = |start: usize, end: usize, changed: bool| {
        let text = text.words(TextRange::new(start, end));
        if !text.is_empty() {
            pieces.push(EditedPiece { text, changed });
        }
    };
    let mut at = range.start;
    for words in changed {
        push(at, words.start, false);
        push(words.start, words.end, true);
        at = words.end;
    }
    push(at, range.end, false);
    pieces
}
