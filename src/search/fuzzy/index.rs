//! The folded texts in one arena, those that are most likely wanted first.

use std::cmp::Reverse;

use crate::text::fold::fold;

/// What a text that can be found says about itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct About {
    /// Whom it stands for; the same for a name and its other forms.
    pub owner: u32,
    /// What kind of thing that is, as one of 32 numbers of the caller's, by which a search can be narrowed.
    pub group: u8,
    /// How likely it is wanted, whatever is typed. The scale is that of how well a text fits, where what was typed is worth
    /// eighty points more at the start of a word than within one.
    pub points: u8,
    /// Among those of equal points, more come first.
    pub among: u32,
}

/// Gathers texts for a [`FuzzyIndex`].
#[derive(Debug, Default)]
pub struct FuzzyBuilder {
    arena: String,
    rows: Vec<Row>,
    /// By row: what puts those of equal points in order.
    among: Vec<u32>,
}

/// Texts that can be found by some of their letters.
#[derive(Debug, Clone, Default)]
pub struct FuzzyIndex {
    /// The folded texts, a line each.
    arena: String,
    rows: Vec<Row>,
}

/// One text: 24 bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    /// Where its line begins.
    pub(super) start: u32,
    /// Which text it is, in the order in which they were added.
    pub(super) text: u32,
    /// The letters in it.
    pub(super) letters: u32,
    /// The letters that begin a word.
    pub(super) starts: u32,
    pub(super) owner: u32,
    pub(super) group: u8,
    pub(super) points: u8,
}

impl FuzzyBuilder {
    /// Adds a text. Returns its number: how many were added before.
    pub fn add(&mut self, text: &str, about: About) -> usize {
        let number = self.rows.len();
        let start = self.arena.len();
        self.arena.push_str(&fold(text).replace('\n', " "));
        let added = self.arena.get(start..).unwrap_or("");
        let row = Row {
            start: offset(start),
            text: offset(number),
            letters: letters(added),
            starts: starts(added),
            owner: about.owner,
            group: about.group,
            points: about.points,
        };
        self.rows.push(row);
        self.among.push(about.among);
        self.arena.push('\n');
        number
    }

    /// Puts the texts in order: by their points, those of equal points by what they say of that, then as they were added.
    pub fn finish(self) -> FuzzyIndex {
        let mut order: Vec<usize> = (0..self.rows.len()).collect();
        order.sort_by_key(|&row| Reverse((self.rows[row].points, self.among[row])));
        let mut index = FuzzyIndex {
            arena: String::with_capacity(self.arena.len()),
            rows: Vec::with_capacity(self.rows.len()),
        };
        for row in order {
            let start = self.rows[row].start as usize;
            let next = self.rows.get(row + 1);
            let end = next.map_or(self.arena.len(), |next| next.start as usize);
            index.rows.push(Row {
                start: offset(index.arena.len()),
                ..self.rows[row]
            });
            index
                .arena
                .push_str(self.arena.get(start..end).unwrap_or(""));
        }
        index
    }
}

impl FuzzyIndex {
    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Tells whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// How much memory the index holds, in bytes.
    pub fn bytes(&self) -> usize {
        self.arena.capacity() + self.rows.capacity() * size_of::<Row>()
    }

    pub(super) fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The folded texts, a line each in the order of the rows. ASCII.
    pub(super) fn arena(&self) -> &[u8] {
        self.arena.as_bytes()
    }

    /// Where the line of a row begins and ends, without its line break; behind the last row, the end of the arena.
    pub(super) fn line(&self, row: usize) -> (usize, usize) {
        let start = |row: usize| {
            let row = self.rows.get(row);
            row.map_or(self.arena.len(), |row| row.start as usize)
        };
        let begin = start(row);
        (begin, start(row + 1).saturating_sub(1).max(begin))
    }

    /// The folded text of a row.
    pub(super) fn text(&self, row: usize) -> &str {
        let (start, end) = self.line(row);
        self.arena.get(start..end).unwrap_or("")
    }

    /// The row in whose line `at` lies; `from` is a row not behind it. Cheap where the two are close.
    pub(super) fn row_at(&self, from: usize, at: usize) -> usize {
        let mut width = 1;
        let begins_behind = |row: usize| {
            let row = self.rows.get(row);
            row.is_none_or(|row| row.start as usize > at)
        };
        while !begins_behind(from + width) {
            width *= 2;
        }
        let end = (from + width).min(self.rows.len());
        let within = self.rows.get(from..end).unwrap_or_default();
        let behind = within.partition_point(|row| row.start as usize <= at);
        (from + behind).saturating_sub(1)
    }
}

fn offset(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// A bit per letter that occurs, per pair of digits, and one for all other signs.
pub(super) fn letters(text: &str) -> u32 {
    text.bytes().fold(0, |mask, byte| mask | bit(byte))
}

/// The bit of one character.
pub(super) fn bit(byte: u8) -> u32 {
    match byte {
        b'a'..=b'z' => 1 << (byte - b'a'),
        b'0'..=b'9' => 1 << (26 + (byte - b'0') / 2),
        b' ' => 0,
        _ => 1 << 31,
    }
}

fn starts(text: &str) -> u32 {
    let bytes = text.as_bytes();
    let begun = (0..bytes.len()).filter(|&at| begins_word(bytes, at));
    begun.fold(0, |mask, at| mask | bit(bytes[at]))
}

/// Tells whether a word begins there: behind what is no letter or digit. The one letter behind an apostrophe, as in `it's`,
/// is none.
pub(super) fn begins_word(bytes: &[u8], at: usize) -> bool {
    let is_word = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let Some(before) = at.checked_sub(1).and_then(|before| bytes.get(before)) else {
        return true;
    };
    !before.is_ascii_alphanumeric() && (*before != b'\'' || is_word(bytes.get(at + 1)))
}

/// Tells whether a word ends there: before what is no letter or digit.
pub(super) fn ends_word(bytes: &[u8], end: usize) -> bool {
    bytes
        .get(end)
        .is_none_or(|byte| !byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(texts: &[(&str, u8)]) -> FuzzyIndex {
        let mut builder = FuzzyBuilder::default();
        for (owner, (text, points)) in texts.iter().enumerate() {
            let about = About {
                owner: offset(owner),
                points: *points,
                ..About::default()
            };
            builder.add(text, about);
        }
        builder.finish()
    }

    #[test]
    fn what_is_more_likely_wanted_comes_first_and_equals_stay_in_order() {
        let index = index(&[("Ilka Böhm", 3), ("Tom\nRoe", 9), ("", 3), ("Ada Ness", 3)]);
        let texts: Vec<&str> = (0..index.len()).map(|row| index.text(row)).collect();
        assert_eq!(texts, ["tom roe", "ilka bohm", "", "ada ness"]);
        assert_eq!(index.rows()[1].owner, 0);
        assert_eq!(index.text(4), "", "behind the last row there is nothing");
    }

    #[test]
    fn the_row_of_a_place_is_found_from_any_row_before_it() {
        let index = index(&[("one", 0), ("", 0), ("three", 0), ("four", 0), ("five", 0)]);
        for row in 0..index.len() {
            let (start, end) = index.line(row);
            for from in 0..=row {
                for at in start..=end {
                    assert_eq!(index.row_at(from, at), row, "{at} from {from}");
                }
            }
        }
    }

    #[test]
    fn words_begin_behind_signs_but_not_with_the_letter_of_a_genitive() {
        let text = b"o'hara-lind's 2";
        let begun: Vec<usize> = (0..text.len())
            .filter(|&at| text[at].is_ascii_alphanumeric() && begins_word(text, at))
            .collect();
        assert_eq!(begun, [0, 2, 7, 14]);
    }
}
