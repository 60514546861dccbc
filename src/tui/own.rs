//! The reader's own commands, to choose one from.

use super::layout::first_shown;
use super::outward::Outward;
use crate::config::commands::UserCommand;

/// The open list of the reader's own commands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnCommands {
    /// Each with its name.
    pub commands: Vec<(String, UserCommand)>,
    /// The one with the cursor.
    pub cursor: usize,
    /// The first on screen.
    pub top: usize,
}

impl OwnCommands {
    /// Opens the list.
    pub fn new(outward: &Outward) -> Self {
        let commands = outward.commands.clone();
        Self {
            commands: commands.into_iter().collect(),
            cursor: 0,
            top: 0,
        }
    }

    /// The command with the cursor.
    pub fn chosen(&self) -> Option<&(String, UserCommand)> {
        self.commands.get(self.cursor)
    }

    /// Moves the cursor.
    pub fn step(&mut self, steps: isize) {
        let last = self.commands.len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(steps).min(last);
    }

    /// Keeps the cursor on a list of `rows`.
    pub fn settle(&mut self, rows: usize) {
        self.top = first_shown(self.top, self.cursor, rows, self.commands.len());
    }
}
