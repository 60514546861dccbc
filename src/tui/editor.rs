//! A small editor of several lines: text with a caret, wrapped to the width that it is given.

use unicode_segmentation::UnicodeSegmentation;

use crate::command::CommandId;
use crate::text::range::TextRange;
use crate::text::sanitize::clean;
use crate::text::width::cells;
use crate::text::wrap;

/// The longest text that can be typed or pasted, in bytes.
const LONGEST: usize = 256 << 10;

/// How many rows a page is.
const PAGE: isize = 10;

/// Text with a caret.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Editor {
    text: String,
    /// A byte of the text, at the start of a grapheme cluster or at the end.
    caret: usize,
    /// The width at which it is shown, in cells.
    width: usize,
    /// The rows at that width.
    rows: Vec<TextRange>,
    /// The column that moving by rows keeps to.
    column: Option<usize>,
}

impl Editor {
    /// `text` with the caret behind it.
    pub fn new(text: &str) -> Self {
        let mut editor = Self {
            text: clean(text).text.into_owned(),
            width: 1,
            ..Self::default()
        };
        editor.caret = editor.text.len();
        editor.lay();
        editor
    }

    /// What has been written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The rows as they are shown, in bytes of the text.
    pub fn rows(&self) -> &[TextRange] {
        &self.rows
    }

    /// The row in which the caret stands, and how many cells stand ahead of it there.
    pub fn caret(&self) -> (usize, usize) {
        let row = self.row();
        let range = self.rows[row];
        let before = TextRange::new(range.start, self.caret.max(range.start));
        (row, cells(before.of(&self.text)).min(self.width))
    }

    /// Shows it in so many cells.
    pub fn resize(&mut self, width: usize) {
        if width.max(1) != self.width {
            self.width = width.max(1);
            self.lay();
        }
    }

    /// Moves the caret or takes text back as the command asks. Tells whether it means anything here.
    pub fn run(&mut self, command: CommandId) -> bool {
        let column = self.column.take();
        match command {
            CommandId::NewLine => self.insert("\n"),
            CommandId::DeleteBack => self.erase(self.left(), self.caret),
            CommandId::DeleteForward => self.erase(self.caret, self.right()),
            CommandId::DeleteWord => self.erase(self.word_left(), self.caret),
            CommandId::ClearLine => self.erase(self.line().start, self.caret),
            CommandId::CaretLeft => self.caret = self.left(),
            CommandId::CaretRight => self.caret = self.right(),
            CommandId::Up => self.step_row(column, -1),
            CommandId::Down => self.step_row(column, 1),
            CommandId::PageUp => self.step_row(column, -PAGE),
            CommandId::PageDown => self.step_row(column, PAGE),
            CommandId::RowStart => self.caret = self.line().start,
            CommandId::RowEnd => self.caret = self.line().end,
            _ => return false,
        }
        true
    }

    /// Puts typed or pasted text at the caret, made harmless and cut where all gets too long.
    pub fn insert(&mut self, text: &str) {
        let room = LONGEST.saturating_sub(self.text.len()).min(text.len());
        let text = text.get(..text.floor_char_boundary(room)).unwrap_or("");
        let typed = if text == "\n" || text == " " {
            text.into()
        } else {
            clean(text).text
        };
        self.text.insert_str(self.caret, &typed);
        self.caret += typed.len();
        self.lay();
    }

    fn erase(&mut self, from: usize, to: usize) {
        if self.text.get(from..to).is_some() {
            self.text.replace_range(from..to, "");
            self.caret = from;
            self.lay();
        }
    }

    fn lay(&mut self) {
        // The last column is the caret's, behind a full row.
        self.rows = wrap::rows(&self.text, self.width.saturating_sub(1));
        self.caret = self.snapped(self.caret);
    }

    /// The start of the grapheme cluster that holds `at`: typing can join what stood apart.
    fn snapped(&self, at: usize) -> usize {
        let at = self.text.floor_char_boundary(at);
        let line = self.line_around(at);
        let starts = line.of(&self.text).grapheme_indices(true);
        let starts = starts.map(|(start, _)| line.start + start);
        let mut starts = starts.chain([line.end]);
        starts.rfind(|start| *start <= at).unwrap_or(at)
    }

    fn left(&self) -> usize {
        let before = TextRange::new(0, self.caret).of(&self.text);
        let last = before.grapheme_indices(true).next_back();
        last.map_or(0, |(at, _)| at)
    }

    fn right(&self) -> usize {
        let rest = TextRange::new(self.caret, self.text.len()).of(&self.text);
        let next = rest.graphemes(true).next();
        self.caret + next.map_or(0, str::len)
    }

    fn word_left(&self) -> usize {
        let before = TextRange::new(0, self.caret).of(&self.text);
        let mut words = before.split_word_bound_indices();
        let word = words.rfind(|(_, piece)| !piece.trim().is_empty());
        word.map_or(0, |(at, _)| at)
    }

    /// The line in which the caret stands, between line feeds.
    fn line(&self) -> TextRange {
        self.line_around(self.caret)
    }

    fn line_around(&self, at: usize) -> TextRange {
        let before = TextRange::new(0, at).of(&self.text);
        let rest = TextRange::new(at, self.text.len()).of(&self.text);
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let end = rest.find('\n').map_or(self.text.len(), |found| at + found);
        TextRange::new(start, end)
    }

    fn row(&self) -> usize {
        let begun = self.rows.partition_point(|row| row.start <= self.caret);
        begun.saturating_sub(1)
    }

    fn step_row(&mut self, column: Option<usize>, rows: isize) {
        let (row, here) = self.caret();
        let column = column.unwrap_or(here);
        self.column = Some(column);
        let last = self.rows.len().saturating_sub(1);
        let next = row.saturating_add_signed(rows).min(last);
        let range = self.rows[next];
        let mut used = 0;
        let characters = range.of(&self.text).grapheme_indices(true);
        let fitting = characters.take_while(|(_, character)| {
            used += cells(character);
            used <= column
        });
        let end = fitting.last().map(|(at, character)| at + character.len());
        self.caret = range.start + end.unwrap_or(0);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Types a text in which some characters are commands.
    fn type_in(editor: &mut Editor, keys: &str) {
        for key in keys.chars() {
            let command = match key {
                '⏎' => CommandId::NewLine,
                '⌫' => CommandId::DeleteBack,
                '⌦' => CommandId::DeleteForward,
                '⌧' => CommandId::DeleteWord,
                '⎚' => CommandId::ClearLine,
                '←' => CommandId::CaretLeft,
                '→' => CommandId::CaretRight,
                '↑' => CommandId::Up,
                '↓' => CommandId::Down,
                '⇤' => CommandId::RowStart,
                '⇥' => CommandId::RowEnd,
                other => {
                    editor.insert(&other.to_string());
                    continue;
                }
            };
            assert!(editor.run(command));
        }
    }

    fn typed(start: &str, keys: &str) -> Editor {
        let mut editor = Editor::new(start);
        editor.resize(12);
        type_in(&mut editor, keys);
        editor
    }

    #[test]
    fn lines_are_typed_and_taken_back() {
        assert_eq!(typed("", "one⏎two").text(), "one\ntwo");
        assert_eq!(typed("one", "⏎⌫s").text(), "ones");
        assert_eq!(typed("one two", "⌧x").text(), "one x");
        assert_eq!(typed("one\ntwo", "⎚x").text(), "one\nx");
        assert_eq!(typed("one\ntwo", "⇤⌦T").text(), "one\nTwo");
        assert_eq!(typed("e\u{301}👩\u{200d}🚀", "⌫").text(), "é");
    }

    #[test]
    fn the_caret_goes_by_rows_and_keeps_its_column() {
        let editor = typed("a long line that wraps\nb\nlast one", "↑↑X");
        assert_eq!(editor.text(), "a long line that wraXps\nb\nlast one");
        assert_eq!(typed("新聞\nabc", "←↑x").text(), "新x聞\nabc");
        assert_eq!(typed("ab", "↑↑⇤x↓⇥y").text(), "xaby");
    }

    #[test]
    fn pasted_text_keeps_its_lines_and_is_made_harmless() {
        let mut editor = Editor::new("");
        editor.insert("one\r\n\u{1b}[31mtwo");
        assert_eq!(editor.text(), "one\ntwo");
        editor.insert(&"x".repeat(LONGEST));
        assert!(editor.text().len() <= LONGEST);
    }

    proptest! {
        #[test]
        fn the_caret_is_always_on_screen_and_on_a_character(
            keys in "[aé新 ⏎⌫⌦⌧←→↑↓⇤⇥]{0,60}", width in 1_usize..12,
        ) {
            let mut editor = Editor::new("");
            editor.resize(width);
            for key in keys.chars() {
                type_in(&mut editor, &key.to_string());
                let (row, column) = editor.caret();
                prop_assert!(row < editor.rows().len() && column <= width.max(2));
                prop_assert!(editor.text().is_char_boundary(editor.caret));
            }
        }
    }
}
