//! The themes to choose from, each worn while the cursor is on it.

use super::layout::first_shown;
use crate::config::theme::Theme;
use crate::config::themes::Choice;

/// The open list of themes.
#[derive(Debug, Clone, PartialEq)]
pub struct Wardrobe {
    /// What there is.
    pub choices: Vec<Choice>,
    /// The one that is worn.
    pub cursor: usize,
    /// The first on screen.
    pub top: usize,
    /// What was worn before.
    before: Theme,
}

impl Wardrobe {
    /// Opens it while `worn` is worn.
    pub fn new(choices: Vec<Choice>, worn: &Theme) -> Self {
        let mut names = choices.iter().map(|choice| &choice.theme.name);
        let cursor = names.position(|name| *name == worn.name).unwrap_or(0);
        Self {
            choices,
            cursor,
            top: 0,
            before: worn.clone(),
        }
    }

    /// The theme under the cursor.
    pub fn chosen(&self) -> Option<&Choice> {
        self.choices.get(self.cursor)
    }

    /// What was worn before it was opened.
    pub fn before(&self) -> &Theme {
        &self.before
    }

    /// Moves the cursor.
    pub fn step(&mut self, steps: isize) {
        let last = self.choices.len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(steps).min(last);
    }

    /// Keeps the cursor on a list of `rows`.
    pub fn settle(&mut self, rows: usize) {
        self.top = first_shown(self.top, self.cursor, rows, self.choices.len());
    }
}
