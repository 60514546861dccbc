//! Texts side by side: cells in rows and columns, the cursor among them, and how they scroll: bound together, or each
//! column by itself.
//!
//! What stands on one row belongs together; whose rows they are and what a cell means is known to those who fill the
//! sheet. Wrapped is only what is on screen.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::layout::first_shown_of;
use crate::library::entry::Entry;
use crate::text::range::TextRange;
use crate::text::wrap;

/// Rows of the screen above the cells: two that say whose they are, and a rule.
pub const HEADING: usize = 3;

/// What stands in one column of a row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// A passage of the column's article.
    Passage(TextRange),
    /// Words of our own, in place of passages that are folded away.
    Told(String),
}

/// How the columns are laid out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shape {
    /// The columns on screen, from left to right.
    pub shown: Vec<usize>,
    /// Cells of the screen before the text of a column, for its signs.
    pub margin: usize,
    /// Cells for the text of a column.
    pub text: usize,
    /// Whether the columns stand below each other.
    pub stacked: bool,
    /// Rows of the screen.
    pub height: usize,
}

impl Shape {
    /// Columns next to each other in `width` cells, one free cell between two.
    pub fn beside(shown: Vec<usize>, margin: usize, width: usize, height: usize) -> Self {
        let count = shown.len().max(1);
        let text = (width + 1) / count;
        Self {
            text: text.saturating_sub(margin + 1).max(1),
            shown,
            margin,
            stacked: false,
            height,
        }
    }

    /// Columns below each other in `width` cells.
    pub fn stacked(shown: Vec<usize>, margin: usize, width: usize, height: usize) -> Self {
        Self {
            shown,
            margin,
            text: width.saturating_sub(margin).max(1),
            stacked: true,
            height,
        }
    }

    /// Where a column begins, its margin included, and how many cells it has.
    pub fn span(&self, column: usize) -> Option<(usize, usize)> {
        let place = self.shown.iter().position(|shown| *shown == column)?;
        let width = self.margin + self.text;
        let x = if self.stacked { 0 } else { place * (width + 1) };
        Some((x, width))
    }

    /// The rows of the screen that a column has to itself while it scrolls by itself: where they begin, and how many.
    fn band(&self, column: usize) -> (usize, usize) {
        if !self.stacked {
            return (0, self.height);
        }
        let count = self.shown.len().max(1);
        let place = self.shown.iter().position(|shown| *shown == column);
        let Some(place) = place else { return (0, 0) };
        let each = self.height / count;
        let rows = if place + 1 == count {
            self.height - place * each
        } else {
            // A row stays free between two of them.
            each.saturating_sub(1)
        };
        (place * each, rows)
    }
}

/// A cell that is on screen, at least in part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its row.
    pub row: usize,
    /// Its column.
    pub column: usize,
    /// Where it begins: cells from the left, its margin included, and rows from the top.
    pub at: (usize, usize),
    /// The first of its lines that is on screen.
    pub first: usize,
    /// The lines on screen, as parts of its text.
    pub lines: Vec<TextRange>,
}

/// Which of some items of different heights are on screen.
#[derive(Debug, Clone, Copy, Default)]
struct Scroll {
    /// The item with the cursor.
    at: usize,
    /// The first item on screen.
    top: usize,
    /// How many of its rows are above the screen: only where it is higher than that.
    skip: usize,
}

impl Scroll {
    /// Moves the cursor by `steps`. An item that is higher than the screen is read to its end first.
    fn step(&mut self, steps: isize, count: usize, rows: usize, height: impl Fn(usize) -> usize) {
        let below = height(self.at).saturating_sub(1 + self.skip + rows);
        let page = rows.saturating_sub(1).max(1);
        match steps {
            1 if self.top == self.at && below > 0 => self.skip += below.min(page),
            -1 if self.top == self.at && self.skip > 0 => {
                self.skip = self.skip.saturating_sub(page);
            }
            _ => {
                let last = count.saturating_sub(1);
                self.at = self.at.saturating_add_signed(steps).min(last);
            }
        }
    }

    fn settle(&mut self, count: usize, rows: usize, height: impl Fn(usize) -> usize) {
        self.at = self.at.min(count.saturating_sub(1));
        let top = first_shown_of(self.top, self.at, rows, count, &height);
        let most = height(top).saturating_sub(1 + rows);
        self.skip = if top == self.top && top == self.at {
            self.skip.min(most)
        } else {
            0
        };
        self.top = top;
    }
}

/// A column that scrolls by itself.
#[derive(Debug, Clone, Default)]
struct Loose {
    /// The rows in which it has a passage, in the order of its text.
    rows: Vec<usize>,
    scroll: Scroll,
}

/// Texts side by side.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// By column, whose text it is.
    pub entries: Vec<Arc<Entry>>,
    rows: Vec<Vec<Cell>>,
    column: usize,
    /// The column that the reader has chosen: the cursor comes back to it after rows in which it has nothing.
    chosen: usize,
    scroll: Scroll,
    /// By column, while each scrolls by itself; empty while they are bound.
    loose: Vec<Loose>,
    shape: Shape,
}

impl Sheet {
    /// A sheet with a column for each of the articles, and nothing in them.
    pub fn new(entries: Vec<Arc<Entry>>) -> Self {
        Self {
            entries,
            ..Self::default()
        }
    }

    /// Puts `rows` in, each with a cell for every column. The cursor stays at the passage that it is at, wherever that
    /// stands now.
    pub fn fill(&mut self, rows: Vec<Vec<Cell>>) {
        let here = self.range(self.column, self.row());
        let bound = self.is_bound();
        self.rows = rows;
        self.loose.clear();
        let column = self.column;
        let place = here.and_then(|here| {
            (0..self.rows.len())
                .find(|row| self.range(column, *row).is_some_and(|at| at.overlaps(here)))
        });
        self.scroll.at = place.unwrap_or(self.scroll.at);
        if !bound {
            self.unbind();
        }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Tells whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The row with the cursor.
    pub fn row(&self) -> usize {
        match self.loose.get(self.column) {
            Some(loose) => loose.rows.get(loose.scroll.at).copied().unwrap_or(0),
            None => self.scroll.at,
        }
    }

    /// The column with the cursor.
    pub fn column(&self) -> usize {
        self.column
    }

    /// How it is laid out.
    pub fn shape(&self) -> &Shape {
        &self.shape
    }

    /// What stands in that column and row.
    pub fn cell(&self, column: usize, row: usize) -> &Cell {
        let cell = self.rows.get(row).and_then(|cells| cells.get(column));
        cell.unwrap_or(&Cell::Empty)
    }

    /// The passage in that column and row.
    pub fn range(&self, column: usize, row: usize) -> Option<TextRange> {
        match self.cell(column, row) {
            Cell::Passage(range) => Some(*range),
            Cell::Empty | Cell::Told(_) => None,
        }
    }

    /// The text of which the lines of that cell are parts.
    pub fn text(&self, column: usize, row: usize) -> &str {
        match self.cell(column, row) {
            Cell::Empty => "",
            Cell::Passage(_) => self
                .entries
                .get(column)
                .map_or("", |entry| &entry.article.text),
            Cell::Told(told) => told,
        }
    }

    /// Tells whether all columns scroll together.
    pub fn is_bound(&self) -> bool {
        self.loose.is_empty()
    }

    /// Lets each column scroll by itself, from where it is, in the order of its own text.
    pub fn unbind(&mut self) {
        let row = self.scroll.at;
        let columns = 0..self.entries.len();
        self.loose = columns.map(|column| self.loosened(column, row)).collect();
    }

    /// Lets all columns scroll together again, lined up at the passage with the cursor.
    pub fn bind(&mut self) {
        self.scroll.at = self.row();
        self.loose.clear();
    }

    fn loosened(&self, column: usize, row: usize) -> Loose {
        let rows = 0..self.rows.len();
        let mut order: Vec<(usize, usize)> = rows
            .filter_map(|row| Some((self.range(column, row)?.start, row)))
            .collect();
        order.sort_unstable();
        let rows: Vec<usize> = order.into_iter().map(|(_, row)| row).collect();
        let before = rows.iter().filter(|other| **other <= row).max();
        let at = before.and_then(|before| rows.iter().position(|other| other == before));
        let scroll = Scroll {
            at: at.unwrap_or(0),
            ..Scroll::default()
        };
        Loose { rows, scroll }
    }

    /// Moves the cursor by `steps` rows; while the columns scroll by themselves, only in its own.
    pub fn step(&mut self, steps: isize) {
        let (_, band) = self.shape.band(self.column);
        let mut loose = std::mem::take(&mut self.loose);
        if let Some(own) = loose.get_mut(self.column) {
            let rows = &own.rows;
            let height = |item: usize| self.own_height(self.column, rows.get(item));
            own.scroll.step(steps, rows.len(), band, height);
        } else {
            let mut scroll = self.scroll;
            let height = |row| self.height(row);
            scroll.step(steps, self.rows.len(), self.shape.height, height);
            self.scroll = scroll;
        }
        self.loose = loose;
        self.keep_column();
    }

    /// Moves the cursor to a row and column.
    pub fn go(&mut self, row: usize, column: usize) {
        self.choose(column);
        match self.loose.get_mut(self.column) {
            Some(own) => {
                let at = own.rows.iter().position(|other| *other == row);
                own.scroll.at = at.unwrap_or(own.scroll.at);
            }
            None => self.scroll.at = row.min(self.rows.len().saturating_sub(1)),
        }
        self.keep_column();
    }

    /// Moves the cursor to another column: in its row, or in the nearest one in which that has something.
    pub fn focus(&mut self, column: usize) {
        self.choose(column);
        if !self.is_bound() {
            return;
        }
        let (here, column) = (self.scroll.at, self.column);
        let filled = (0..self.rows.len()).filter(|row| *self.cell(column, *row) != Cell::Empty);
        let nearest = filled.min_by_key(|row| row.abs_diff(here));
        self.scroll.at = nearest.unwrap_or(here);
        if self.shape.stacked && self.scroll.at == self.scroll.top {
            // On a low screen, what stands below the rest of its row has to be brought up.
            let before = self
                .shape
                .shown
                .iter()
                .take_while(|shown| **shown != column);
            let above = before.map(|shown| self.lines(*shown, self.scroll.at).len());
            self.scroll.skip = above.sum();
        }
    }

    fn choose(&mut self, column: usize) {
        self.chosen = column.min(self.entries.len().saturating_sub(1));
        self.column = self.chosen;
    }

    /// The cursor stands in a column in which its row has something, if there is one on screen: the chosen one, or the one
    /// next to it.
    pub fn keep_column(&mut self) {
        if !self.is_bound() {
            return;
        }
        let shown = self.shape.shown.iter().copied();
        let filled = shown
            .filter(|column| *self.cell(*column, self.scroll.at) != Cell::Empty)
            .min_by_key(|column| column.abs_diff(self.chosen));
        self.column = filled.unwrap_or(self.chosen);
    }

    /// Lays everything out in `shape`, with the cursor on screen.
    pub fn settle(&mut self, shape: Shape) {
        self.shape = shape;
        let mut loose = std::mem::take(&mut self.loose);
        for (column, own) in loose.iter_mut().enumerate() {
            let (_, band) = self.shape.band(column);
            let rows = &own.rows;
            let height = |item: usize| self.own_height(column, rows.get(item));
            own.scroll.settle(rows.len(), band, height);
        }
        self.loose = loose;
        let mut scroll = self.scroll;
        scroll.settle(self.rows.len(), self.shape.height, |row| self.height(row));
        self.scroll = scroll;
    }

    /// How many rows have something on screen, in the column with the cursor where that scrolls by itself.
    pub fn rows_shown(&self) -> usize {
        let pieces = self.pieces().into_iter();
        let own = pieces.filter(|piece| self.is_bound() || piece.column == self.column);
        own.map(|piece| piece.row).collect::<BTreeSet<_>>().len()
    }

    /// The cells on screen.
    pub fn pieces(&self) -> Vec<Piece> {
        let mut pieces = Vec::new();
        if self.is_bound() {
            let mut y = 0_usize;
            let mut skip = self.scroll.skip;
            for row in self.scroll.top..self.rows.len() {
                if y >= self.shape.height {
                    break;
                }
                let high = self.height(row).saturating_sub(skip);
                self.place(&mut pieces, row, y, skip);
                y += high;
                skip = 0;
            }
            return pieces;
        }
        for column in self.shape.shown.iter().copied() {
            let Some(own) = self.loose.get(column) else {
                continue;
            };
            let (from, rows) = self.shape.band(column);
            let mut y = 0;
            let mut skip = own.scroll.skip;
            for &row in own.rows.iter().skip(own.scroll.top) {
                if y >= rows {
                    break;
                }
                let lines = self.lines(column, row);
                let high = lines.len().saturating_sub(skip);
                let shown = lines.into_iter().skip(skip).take(rows - y).collect();
                self.put(&mut pieces, (column, row), from + y, skip, shown);
                y += high + 1;
                skip = 0;
            }
        }
        pieces
    }

    /// Places the cells of one row, from the row `y` of the screen on, without the first `skip` of its lines.
    fn place(&self, pieces: &mut Vec<Piece>, row: usize, y: usize, skip: usize) {
        let room = self.shape.height - y;
        let mut above = 0;
        for column in self.shape.shown.iter().copied() {
            let lines = self.lines(column, row);
            let count = lines.len();
            let (start, hidden) = if self.shape.stacked {
                (above, skip.saturating_sub(above).min(count))
            } else {
                (0, skip.min(count))
            };
            let down = start.saturating_sub(skip);
            let lines: Vec<TextRange> = lines.into_iter().skip(hidden).collect();
            let shown = lines.into_iter().take(room.saturating_sub(down)).collect();
            self.put(pieces, (column, row), y + down, hidden, shown);
            if self.shape.stacked {
                above += count;
            }
        }
    }

    fn put(
        &self,
        pieces: &mut Vec<Piece>,
        (column, row): (usize, usize),
        y: usize,
        first: usize,
        lines: Vec<TextRange>,
    ) {
        if lines.is_empty() {
            return;
        }
        let x = self.shape.span(column).map_or(0, |(x, _)| x);
        pieces.push(Piece {
            row,
            column,
            at: (x, y),
            first,
            lines,
        });
    }

    /// The wrapped lines of a cell.
    fn lines(&self, column: usize, row: usize) -> Vec<TextRange> {
        let text = self.text(column, row);
        let (start, whole) = match self.cell(column, row) {
            Cell::Empty => return Vec::new(),
            Cell::Passage(range) => (range.start, range.of(text)),
            Cell::Told(_) => (0, text),
        };
        let lines = wrap::rows(whole, self.shape.text).into_iter();
        lines.map(|line| line.shifted(start)).collect()
    }

    /// How many rows of the screen a row takes, the empty one below it included.
    fn height(&self, row: usize) -> usize {
        let shown = self.shape.shown.iter();
        let lines = shown.map(|column| self.lines(*column, row).len());
        1 + if self.shape.stacked {
            lines.sum::<usize>()
        } else {
            lines.max().unwrap_or(0)
        }
    }

    fn own_height(&self, column: usize, row: Option<&usize>) -> usize {
        1 + row.map_or(0, |row| self.lines(column, *row).len())
    }
}
