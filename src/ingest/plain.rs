//! Plain text: one line is one piece, unless the text was wrapped by hand to a narrow column.

use crate::ingest::byline;
use crate::ingest::page::{Role, Unit, ends_sentence};

/// A column wider than this, in characters, is nobody's hand-wrapped text.
const WIDEST_COLUMN: usize = 120;

/// How much shorter than the column, in characters, a wrapped line may be: the length of a long word.
const RAGGED: usize = 18;

/// Cuts clean text into lines, and joins the lines of hand-wrapped paragraphs.
pub(super) fn units(text: &str) -> Vec<Unit> {
    let column = column(text);
    let mut units = Vec::new();
    let mut lines: Vec<&str> = Vec::new();
    let mut gap = false;
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            flush(&mut units, &mut lines, column, gap);
            gap = true;
        } else {
            lines.push(line);
        }
    }
    flush(&mut units, &mut lines, column, gap);
    units
}

/// Adds the lines of one group; the gap stands before the first of them.
fn flush(units: &mut Vec<Unit>, lines: &mut Vec<&str>, column: Option<usize>, gap: bool) {
    let texts = match column {
        Some(column) => joined(lines, column),
        None => lines.iter().map(|&line| line.to_owned()).collect(),
    };
    lines.clear();
    for (index, text) in texts.into_iter().enumerate() {
        let gap = gap && index == 0;
        units.push(Unit::new(text, Role::Plain, gap));
    }
}

/// Joins the lines of a group that was wrapped to `column` characters: a full line goes on in the next one. Where the
/// line ended there is one space, so that the screen wraps the words anew and a search goes over the end of the line.
pub(super) fn joined(lines: &[&str], column: usize) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    let mut joins = false;
    for (index, line) in lines.iter().enumerate() {
        // Directly under a headline as wide as the column, the byline is a line of its own.
        joins &= index != 1 || !line.starts_with("By ") || byline::parse(line).is_none();
        match texts.last_mut() {
            Some(text) if joins => {
                text.push(' ');
                text.push_str(line);
            }
            _ => texts.push((*line).to_owned()),
        }
        joins = line.chars().count() + RAGGED >= column;
    }
    texts
}

/// The width to which the text was wrapped by hand, if it was: most lines that another follows directly are nearly as
/// long as the longest, and many of them stop in the middle of a sentence.
pub(super) fn column(text: &str) -> Option<usize> {
    let lengths: Vec<usize> = text
        .lines()
        .map(|line| line.trim().chars().count())
        .collect();
    let column = lengths.iter().copied().max()?;
    if !(40..=WIDEST_COLUMN).contains(&column) {
        return None;
    }
    let (mut inner, mut full, mut open) = (0, 0, 0);
    for (line, lengths) in text.lines().zip(lengths.windows(2)) {
        if lengths.iter().all(|&length| length > 0) {
            inner += 1;
            full += usize::from(
                lengths
                    .iter()
                    .take(1)
                    .all(|&length| length + RAGGED >= column),
            );
            open += usize::from(!ends_sentence(line));
        }
    }
    (inner >= 3 && full * 10 >= inner * 7 && open * 2 >= inner).then_some(column)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        units(text).into_iter().map(|unit| unit.text).collect()
    }

    #[test]
    fn every_line_is_a_piece_and_indentation_goes() {
        assert_eq!(
            texts("A headline\n\n    A first line.\n  A second.\n"),
            ["A headline", "A first line.", "A second."]
        );
        let gaps: Vec<bool> = units("a\nb\n\nc").iter().map(|unit| unit.gap).collect();
        assert_eq!(gaps, [false, false, true]);
    }

    #[test]
    fn hand_wrapped_paragraphs_are_one_piece() {
        let text = "Harbour council votes\n\nThe harbour council voted on a plan to widen the\nnorthern pier, which storms have damaged twice in\nfive years, and to pay for it with a new mooring\nfee.\n\nBoat owners said they would go to court over the\nfee, which they call unfair.\n";
        assert_eq!(texts(text).len(), 3);
        assert!(texts(text)[1].ends_with("new mooring fee."));
    }
}
