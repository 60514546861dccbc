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

/// The rows of `text` at `width` cells, in order. White space at the end of a row is part of no row, nor are line
/// feeds. There is always at least one row; a width of 0 is treated as 1.
pub fn rows(text: &str, width: usize) -> Vec<TextRange> {
    let mut wrapper = Wrapper {
        text,
        width: width.max(1),
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
    rows: Vec<TextRange>,
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
        if !word.is_empty()
            && self.used + self.gap + word_cells > self.width
            && self.end > self.start
        {
            self.finish_row(from);
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
        self.rows
            .push(TextRange::new(self.start.min(self.end), self.end));
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

    fn wrapped(text: &str, width: usize) -> Vec<&str> {
        rows(text, width).iter().map(|row| row.of(text)).collect()
    }

    #[test]
    fn words_move_whole_to_the_next_row() {
        assert_eq!(
            wrapped("the quick brown fox", 10),
            ["the quick", "brown fox"]
        );
        assert_eq!(wrapped("the  quick", 20), ["the  quick"]);
        assert_eq!(wrapped("", 10), [""]);
    }

    #[test]
    fn a_word_wider_than_the_row_is_broken() {
        assert_eq!(
            wrapped("see abcdefghij now", 4),
            ["see", "abcd", "efgh", "ij", "now"]
        );
    }

    #[test]
    fn line_feeds_end_rows() {
        assert_eq!(
            wrapped("one\ntwo\n\nthree", 20),
            ["one", "two", "", "three"]
        );
    }

    #[test]
    fn wide_characters_count_two() {
        assert_eq!(wrapped("新聞記者", 5), ["新聞", "記者"]);
        assert_eq!(wrapped("新", 1), ["新"]);
    }

    proptest! {
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
