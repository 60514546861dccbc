//! Wrapping: a paragraph and a width give rows, as byte ranges of the paragraph.
//!
//! Breaks follow the Unicode line breaking algorithm (UAX #14), so Chinese and Japanese wrap between characters and a
//! price stays with its unit. A word that is wider than a whole row is broken between grapheme clusters;
//! a single cluster that is wider still gets a row of its own. Cost is linear
//! in the length of the paragraph.

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::text::range::TextRange;
use crate::text::width::cells;

/// How many rows in a row may end in a hyphen.
const LADDER: usize = 2;

/// Tells where a word, with the punctuation around it, may be broken: bytes of it, in order.
pub type Breaks = fn(&str) -> Vec<usize>;

/// A row of a wrapped text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The bytes of the text that it shows.
    pub range: TextRange,
    /// Whether a hyphen stands behind them that is not in the text: the row ends within a word.
    pub hyphen: bool,
}

/// The rows of `text` at `width` cells, in order. White space at the end of a row is part of no row, nor are line
/// feeds. There is always at least one row; a width of 0 is treated as 1.
pub fn rows(text: &str, width: usize) -> Vec<TextRange> {
    let rows = wrapped(text, width, None).into_iter();
    rows.map(|row| row.range).collect()
}

/// The same rows, where a word that does not fit any more is broken at one of its `breaks`, with a hyphen, as far as it fits.
/// Never do more than two rows in a row end so.
pub fn hyphenated(text: &str, width: usize, breaks: Breaks) -> Vec<Row> {
    wrapped(text, width, Some(breaks))
}

fn wrapped(text: &str, width: usize, breaks: Option<Breaks>) -> Vec<Row> {
    let mut wrapper = Wrapper {
        text,
        width: width.max(1),
        breaks,
        rows: Vec::new(),
        start: 0,
        end: 0,
        used: 0,
        gap: 0,
    };
    let mut from = 0;
    for (to, opportunity) in linebreaks(text) {
        wrapper.word(from, to);
        if opportunity == BreakOpportunity::Mandatory && to < text.len() {
            wrapper.finish_row(to);
        }
        from = to;
    }
    wrapper.finish_row(text.len());
    wrapper.rows
}

struct Wrapper<'a> {
    text: &'a str,
    width: usize,
    breaks: Option<Breaks>,
    rows: Vec<Row>,
    /// The open row: where it starts, where its visible text ends, its cells, and the white cells after them.
    start: usize,
    end: usize,
    used: usize,
    gap: usize,
}

impl Wrapper<'_> {
    /// Takes the text between two break opportunities: a word and the white space behind it.
    fn word(&mut self, from: usize, to: usize) {
        let piece = self.text.get(from..to).unwrap_or("");
        let word = piece.trim_end();
        let word_end = from + word.len();
        let word_cells = cells(word);
        let fits = self.used + self.gap + word_cells <= self.width;
        if !fits && let Some(rest) = self.hyphenate(from, word) {
            return self.word(rest, to);
        }
        if !word.is_empty() && !fits && self.end > self.start {
            self.finish_row(from);
            return self.word(from, to);
        }
        if word_cells > self.width {
            self.break_word(from, word);
        } else if !word.is_empty() {
            self.used += self.gap + word_cells;
            self.gap = 0;
            self.end = word_end;
        }
        if self.end > self.start {
            self.gap += cells(piece.get(word.len()..).unwrap_or("").trim_end_matches('\n'));
        } else {
            self.start = to;
            self.end = to;
        }
    }

    /// Puts as much of a word as fits on the open row, and a hyphen behind it. Gives where the rest of the word begins.
    fn hyphenate(&mut self, from: usize, word: &str) -> Option<usize> {
        let last = self.rows.iter().rev();
        if last.take_while(|row| row.hyphen).count() >= LADDER {
            return None;
        }
        let room = self.width.checked_sub(self.used + self.gap + 1)?;
        let breaks = (self.breaks?)(word);
        let fits = |at: &&usize| word.get(..**at).is_some_and(|begin| cells(begin) <= room);
        let at = *breaks.iter().rfind(fits)?;
        self.end = from + at;
        self.finish(self.end, true);
        Some(from + at)
    }

    fn break_word(&mut self, from: usize, word: &str) {
        self.start = from;
        self.end = from;
        self.used = 0;
        self.gap = 0;
        for (offset, grapheme) in word.grapheme_indices(true) {
            let wide = grapheme.width();
            if self.used + wide > self.width && self.end > self.start {
                self.finish_row(from + offset);
            }
            self.used += wide;
            self.end = from + offset + grapheme.len();
        }
    }

    fn finish_row(&mut self, next: usize) {
        self.finish(next, false);
    }

    fn finish(&mut self, next: usize, hyphen: bool) {
        let range = TextRange::new(self.start.min(self.end), self.end);
        self.rows.push(Row { range, hyphen });
        self.start = next;
        self.end = next;
        self.used = 0;
        self.gap = 0;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str, width: usize) -> Vec<&str> {
        rows(text, width).iter().map(|row| row.of(text)).collect()
    }

    #[test]
    fn words_move_whole_to_the_next_row() {
        assert_eq!(at("the quick brown fox", 10), ["the quick", "brown fox"]);
        assert_eq!(at("the  quick", 20), ["the  quick"]);
        assert_eq!(at("", 10), [""]);
    }

    #[test]
    fn a_word_wider_than_the_row_is_broken() {
        assert_eq!(
            at("see abcdefghij now", 4),
            ["see", "abcd", "efgh", "ij", "now"]
        );
    }

    #[test]
    fn line_feeds_end_rows() {
        assert_eq!(at("one\ntwo\n\nthree", 20), ["one", "two", "", "three"]);
    }

    #[test]
    fn wide_characters_count_two() {
        assert_eq!(at("新聞記者", 5), ["新聞", "記者"]);
        assert_eq!(at("新", 1), ["新"]);
    }

    /// The rows as they are shown, with hyphens behind syllables of three letters each.
    fn by_threes(text: &str, width: usize) -> Vec<String> {
        let rows = hyphenated(text, width, threes).into_iter();
        rows.map(|row| row.range.of(text).to_owned() + if row.hyphen { "-" } else { "" })
            .collect()
    }

    /// Words of six letters and more are broken behind every third one.
    fn threes(word: &str) -> Vec<usize> {
        if word.len() < 6 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return Vec::new();
        }
        (3..word.len() - 2).step_by(3).collect()
    }

    #[test]
    fn a_word_that_does_not_fit_is_broken_with_a_hyphen_where_it_may_be() {
        assert_eq!(
            by_threes("one abcdefghi two", 11),
            ["one abcdef-", "ghi two"]
        );
        assert_eq!(
            by_threes("one abcdefghi two", 8),
            ["one abc-", "defghi", "two"]
        );
        assert_eq!(
            by_threes("one abcdefghi two", 7),
            ["one", "abcdef-", "ghi two"]
        );
        assert_eq!(by_threes("one abcdefghi two", 13), ["one abcdefghi", "two"]);
        // What is no word is as without hyphens, and too long a word too, from where no more of it may end in one.
        assert_eq!(by_threes("see ABCDEFGHI", 6), ["see", "ABCDEF", "GHI"]);
        assert_eq!(
            by_threes("abcdefghijklmnopqr", 4),
            ["abc-", "def-", "ghij", "klmn", "opqr"]
        );
    }

    proptest! {
        #[test]
        fn rows_without_the_hyphens_that_were_added_are_the_text(text in "([a-z]{1,14}|[éñ新聞👩\u{200d}🚀]{1,3}|[.,“”A-Z-]{1,2}|[ \n]{1,2}){0,24}", width in 2usize..30) {
            let rows = hyphenated(&text, width, threes);
            let mut rebuilt = String::new();
            let mut last = 0;
            for (number, row) in rows.iter().enumerate() {
                let between = TextRange::new(last, row.range.start).of(&text);
                prop_assert!(between.chars().all(char::is_whitespace), "{between:?}");
                rebuilt.push_str(between);
                let shown = row.range.of(&text);
                rebuilt.push_str(shown);
                let wide = cells(shown) + usize::from(row.hyphen);
                prop_assert!(wide <= width || shown.graphemes(true).count() == 1, "{shown:?}");
                if row.hyphen {
                    // The word goes on right there, in the next row.
                    let next = rows[number + 1].range;
                    prop_assert_eq!(next.start, row.range.end);
                    let around = [shown.chars().last(), next.of(&text).chars().next()];
                    prop_assert!(around.iter().flatten().all(char::is_ascii_lowercase));
                }
                last = row.range.end;
            }
            rebuilt.push_str(text.get(last..).unwrap());
            prop_assert_eq!(rebuilt, text.clone());
            let ladder = rows.windows(3).any(|rows| rows.iter().all(|row| row.hyphen));
            prop_assert!(!ladder);
            let without: Vec<TextRange> = hyphenated(&text, width, |_| Vec::new()).iter().map(|row| row.range).collect();
            prop_assert_eq!(without, super::rows(&text, width));
        }

        #[test]
        fn no_grapheme_is_lost_and_no_row_too_wide(text in "[a-z éñ新聞👩\u{200d}🚀e\u{301} \n.,“”-]{0,80}", width in 2usize..30) {
            let rows = rows(&text, width);
            let mut kept = String::new();
            let mut last = 0;
            for row in &rows {
                prop_assert!(row.start >= last);
                last = row.end;
                prop_assert!(cells(row.of(&text)) <= width || row.of(&text).graphemes(true).count() == 1, "{:?}", row.of(&text));
                kept.push_str(row.of(&text));
            }
            let visible = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(visible(&kept), visible(&text));
        }
    }
}
