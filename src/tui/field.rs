//! A line of text that the reader types.

use unicode_segmentation::UnicodeSegmentation;

use crate::command::CommandId;
use crate::text::sanitize::clean_line;

/// The longest text that can be typed or pasted, in bytes.
const LONGEST: usize = 400;

/// Text with a caret at its end.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Field {
    text: String,
    /// Whether all of it is selected: what is typed next stands in its place.
    selected: bool,
}

impl Field {
    /// What has been typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Selects all of the text, until a key is pressed.
    pub fn select(&mut self) {
        self.selected = !self.text.is_empty();
    }

    /// Tells whether what is typed next stands in place of the text.
    pub fn is_selected(&self) -> bool {
        self.selected
    }

    /// Takes text back as the command asks. Tells whether the text changed.
    pub fn run(&mut self, command: CommandId) -> bool {
        match command {
            _ if std::mem::take(&mut self.selected) && takes_back(command) => self.clear(),
            CommandId::DeleteBack => self.drop_grapheme(),
            CommandId::DeleteWord => self.drop_word(),
            CommandId::ClearLine => self.clear(),
            _ => false,
        }
    }

    /// Adds typed or pasted text, made harmless and cut where it gets too long. Tells whether the text changed.
    pub fn insert(&mut self, text: &str) -> bool {
        let clean = if text == " " {
            " ".to_owned()
        } else {
            clean_line(text)
        };
        if std::mem::take(&mut self.selected) {
            self.clear();
        }
        let room = LONGEST.saturating_sub(self.text.len()).min(clean.len());
        let fitting = clean.get(..clean.floor_char_boundary(room)).unwrap_or("");
        self.text.push_str(fitting);
        !fitting.is_empty()
    }

    fn drop_grapheme(&mut self) -> bool {
        let last = self
            .text
            .grapheme_indices(true)
            .next_back()
            .map(|(at, _)| at);
        last.is_some_and(|at| {
            self.text.truncate(at);
            true
        })
    }

    fn clear(&mut self) -> bool {
        let had = !self.text.is_empty();
        self.text.clear();
        had
    }

    fn drop_word(&mut self) -> bool {
        let kept = self.text.trim_end().rfind(' ').map_or(0, |at| at + 1);
        let had = kept < self.text.len();
        self.text.truncate(kept);
        had
    }
}

fn takes_back(command: CommandId) -> bool {
    use CommandId::{ClearLine, DeleteBack, DeleteWord};
    matches!(command, DeleteBack | DeleteWord | ClearLine)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_and_taking_back() {
        let mut field = Field::default();
        assert!(!field.run(CommandId::DeleteBack) && !field.run(CommandId::DeleteWord));
        for letter in ["v", "o", "n", " ", "d", "é"] {
            assert!(field.insert(letter));
        }
        assert!(field.run(CommandId::DeleteBack));
        assert_eq!(field.text(), "von d");
        assert!(field.run(CommandId::DeleteWord));
        assert_eq!(field.text(), "von ");
        assert!(field.run(CommandId::ClearLine) && !field.run(CommandId::ClearLine));
        assert_eq!(field.text(), "");
    }

    #[test]
    fn what_is_selected_gives_way_to_what_is_typed() {
        let begun = |text: &str| {
            let mut field = Field::default();
            field.insert(text);
            field.select();
            field
        };
        assert!(!begun("").is_selected());
        let mut field = begun("old words");
        assert!(field.insert("n") && field.insert("ew"));
        assert_eq!((field.text(), field.is_selected()), ("new", false));
        let mut field = begun("old words");
        assert!(field.run(CommandId::DeleteBack));
        assert_eq!(field.text(), "");
        // A key that is about something else keeps them.
        let mut field = begun("old words");
        assert!(!field.run(CommandId::Down) && field.insert("!"));
        assert_eq!(field.text(), "old words!");
    }

    #[test]
    fn pasted_text_is_made_harmless_and_bounded() {
        let mut field = Field::default();
        assert!(field.insert("one\n\u{1b}[31mtwo"));
        assert_eq!(field.text(), "one two");
        assert!(field.insert(&"x".repeat(1_000)));
        assert_eq!(field.text().len(), LONGEST);
        assert!(!field.insert("y"));
    }
}
