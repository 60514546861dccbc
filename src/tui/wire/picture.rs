//! What a terminal shows, as far as it is known: cells, with the halves of wide characters as such.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use crate::text::width::{cells, to_cells};

/// What stands in the second cell of a wide character.
const HALF: &str = "";

/// What is seen of a style where nothing is written in it.
const SEEN: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::CROSSED_OUT)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK);

/// A picture of a terminal; what it has never been told is blank.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Picture {
    rows: Vec<Vec<Cell>>,
    width: u16,
}

impl Picture {
    pub(super) fn width(&self) -> u16 {
        self.width
    }

    pub(super) fn height(&self) -> u16 {
        u16::try_from(self.rows.len()).unwrap_or(u16::MAX)
    }

    pub(super) fn row(&self, y: u16) -> &[Cell] {
        self.rows.get(usize::from(y)).map_or(&[], Vec::as_slice)
    }

    /// Makes it at least as large as that.
    pub(super) fn grow(&mut self, width: u16, height: u16) {
        self.width = self.width.max(width);
        let (width, height) = (usize::from(self.width), usize::from(height));
        let height = height.max(self.rows.len());
        self.rows.resize_with(height, Vec::new);
        for row in &mut self.rows {
            row.resize_with(width, Cell::default);
        }
    }

    /// Writes a cell, as a terminal does: half a character that it leaves of another one becomes blank.
    pub(super) fn put(&mut self, x: u16, y: u16, cell: &Cell) {
        let wide = to_cells(cells(cell.symbol())).max(1);
        let right = x.saturating_add(wide);
        if right > self.width || usize::from(y) >= self.rows.len() {
            self.grow(right, y.saturating_add(1));
        }
        let Some(row) = self.rows.get_mut(usize::from(y)) else {
            return;
        };
        let (x, right) = (usize::from(x), usize::from(right));
        let is_half = |row: &[Cell], at: usize| row.get(at).is_some_and(is_half);
        if is_half(row, x)
            && let Some(ahead) = x.checked_sub(1).and_then(|ahead| row.get_mut(ahead))
        {
            ahead.set_symbol(" ");
        }
        if is_half(row, right)
            && let Some(behind) = row.get_mut(right)
        {
            behind.set_symbol(" ");
        }
        for (at, place) in row.iter_mut().enumerate().take(right).skip(x) {
            place.clone_from(cell);
            if at > x {
                place.set_symbol(HALF);
            } else if cell.symbol().is_empty() || is_bare(cell) {
                *place = Cell::default();
            }
        }
    }

    /// Moves the rows from `first` to ahead of `end` up by `by`, or down where that is negative; what comes in is blank.
    pub(super) fn shift(&mut self, first: u16, end: u16, by: i16) {
        let rows = usize::from(first)..usize::from(end).min(self.rows.len());
        let Some(rows) = self.rows.get_mut(rows) else {
            return;
        };
        let steps = usize::from(by.unsigned_abs()).min(rows.len());
        let coming = if by > 0 {
            rows.rotate_left(steps);
            rows.len() - steps..rows.len()
        } else {
            rows.rotate_right(steps);
            0..steps
        };
        for row in rows.get_mut(coming).into_iter().flatten() {
            row.fill(Cell::default());
        }
    }
}

/// Whether it is the second cell of a wide character.
pub(super) fn is_half(cell: &Cell) -> bool {
    cell.symbol() == HALF
}

/// Whether nothing is seen there but the terminal's own background.
pub(super) fn is_bare(cell: &Cell) -> bool {
    cell.symbol() == " " && cell.bg == Color::Reset && !cell.modifier.intersects(SEEN)
}
