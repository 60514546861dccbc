//! The article list's state.

use super::layout::first_shown;
use crate::library::{Direction, Library};
use crate::text::find::Needle;

/// Which article is selected and which part of the list is on screen.
#[derive(Debug, Clone, Default)]
pub struct ListPane {
    selected: usize,
    top: usize,
}

/// Rows of the screen that one article takes: two of its title, one of outlet and date.
pub const ROWS_PER_ARTICLE: usize = 3;

impl ListPane {
    /// The selected row of the library.
    pub fn selected(&self) -> usize {
        self.selected
    }

    /// The first row of the library on screen.
    pub fn top(&self) -> usize {
        self.top
    }

    /// Selects `row`.
    pub fn select(&mut self, row: usize) {
        self.selected = row;
    }

    /// Moves the selection by `steps`, stopping at the ends of a list of `count`.
    pub fn step(&mut self, steps: isize, count: usize) {
        self.selected = self
            .selected
            .saturating_add_signed(steps)
            .min(count.saturating_sub(1));
    }

    /// Keeps the selection within `count` articles and on a screen of `height` rows.
    pub fn settle(&mut self, count: usize, height: usize) {
        self.selected = self.selected.min(count.saturating_sub(1));
        self.top = first_shown(self.top, self.selected, height / ROWS_PER_ARTICLE, count);
    }

    /// The row whose title, outlet or agency holds `needle`: the first from the row `from` on in that direction, going
    /// round.
    pub fn find(library: &Library, needle: &Needle, from: usize, way: Direction) -> Option<usize> {
        let count = library.len();
        let holds = |row: usize| {
            library.entry(row).is_some_and(|entry| {
                let label = entry.outlet_label();
                !needle.all_in(entry.article.title()).is_empty()
                    || !needle.all_in(&label).is_empty()
            })
        };
        let mut around = (0..count).map(|step| match way {
            Direction::Forward => (from + step) % count,
            Direction::Backward => (from + count - step) % count,
        });
        around.find(|&row| holds(row))
    }
}
