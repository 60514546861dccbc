//! How many terminal cells a text takes, and cutting it to a number of them.
//!
//! The unit is the grapheme cluster, measured as ratatui measures it, so that what is counted here is what is drawn.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The width of `text` in terminal cells.
pub fn cells(text: &str) -> usize {
    if text.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
        return text.len();
    }
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// Turns a length into cells on a screen axis; what does not fit is the largest number that does.
pub fn to_cells(length: usize) -> u16 {
    u16::try_from(length).unwrap_or(u16::MAX)
}

/// The longest start of `text` that fits into `width` cells, without a mark that something was cut.
pub fn clip(text: &str, width: usize) -> &str {
    let mut used = 0;
    for (offset, grapheme) in text.grapheme_indices(true) {
        used += grapheme.width();
        if used > width {
            return text.get(..offset).unwrap_or("");
        }
    }
    text
}

/// `text` in at most `width` cells; where it had to be cut, it ends in `…`.
pub fn shorten(text: &str, width: usize) -> String {
    if cells(text) <= width {
        return text.to_owned();
    }
    if width == 0 {
        return String::new();
    }
    format!("{}…", clip(text, width - 1).trim_end())
}

/// The longest end of `text` that fits into `width` cells: for a line being typed, whose end matters.
pub fn tail(text: &str, width: usize) -> &str {
    let mut used = 0;
    for (offset, grapheme) in text.grapheme_indices(true).rev() {
        used += grapheme.width();
        if used > width {
            return text.get(offset + grapheme.len()..).unwrap_or("");
        }
    }
    text
}

/// `text` shortened or filled with spaces to exactly `width` cells.
pub fn pad(text: &str, width: usize) -> String {
    let mut padded = shorten(text, width);
    let missing = width.saturating_sub(cells(&padded));
    padded.extend(std::iter::repeat_n(' ', missing));
    padded
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn wide_and_joined_characters_are_measured_as_drawn() {
        assert_eq!(cells("新聞"), 4);
        assert_eq!(cells("e\u{301}"), 1);
        assert_eq!(cells("👩\u{200d}🚀"), 2);
    }

    #[test]
    fn cutting_never_splits_a_wide_character() {
        assert_eq!(clip("新聞", 3), "新");
        assert_eq!(shorten("新聞紙", 4), "新…");
        assert_eq!(pad("新聞紙", 4), "新… ");
        assert_eq!(shorten("abc", 0), "");
        assert_eq!(
            (tail("新聞紙", 5), tail("abc", 9), tail("abc", 0)),
            ("聞紙", "abc", "")
        );
    }

    proptest! {
        #[test]
        fn padding_is_exact(text in "\\PC{0,30}", width in 0usize..40) {
            prop_assert_eq!(cells(&pad(&text, width)), width);
        }
    }
}
