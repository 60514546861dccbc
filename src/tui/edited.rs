//! Two versions of one article side by side, the earlier one on the left: what was taken out, put in and changed, with what
//! stayed as it was folded away.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::compare::two_columns;
use super::sheet::{Cell, Sheet};
use crate::library::{Direction, Library};
use crate::model::article::ArticleId;
use crate::model::comparison::Comparison;
use crate::model::edits::{EditKind, Edits, Line};
use crate::text::count::counted;
use crate::text::range::TextRange;

/// How many sentences before and behind a change are shown with it.
const AROUND: usize = 1;

/// The fewest sentences that are folded away.
const FOLDED: usize = 2;

/// Versions of an article on screen.
#[derive(Debug, Clone)]
pub struct Edited {
    /// The two versions, the earlier one in column 0.
    pub sheet: Sheet,
    found: Option<Arc<Comparison>>,
    /// The lines on each row: one, or those that are folded into it.
    rows: Vec<Range<usize>>,
    /// The first lines of the folds that are opened.
    opened: BTreeSet<usize>,
    /// Whether the versions stand below each other.
    stacked: bool,
}

impl Edited {
    /// The versions at two rows of `library`, of which nothing is known yet; nothing where they are not of one article.
    pub fn new(library: &Library, rows: [usize; 2]) -> Option<Self> {
        let versions = library.revisions(rows[0]);
        let place = |row: usize| versions.iter().position(|version| *version == row);
        let [first, second] = rows;
        let [older, newer] = if place(first)? < place(second)? {
            [first, second]
        } else {
            [second, first]
        };
        let sides = vec![library.entry(older)?, library.entry(newer)?];
        Some(Self {
            sheet: Sheet::new(sides),
            found: None,
            rows: Vec::new(),
            opened: BTreeSet::new(),
            stacked: false,
        })
    }

    /// The ids of the earlier and the later version.
    pub fn ids(&self) -> [ArticleId; 2] {
        [0, 1].map(|side: usize| self.sheet.entries[side].article.id)
    }

    /// Takes what was found, with the cursor at the first change.
    pub fn take(&mut self, found: Arc<Comparison>) {
        let is_first = self.found.is_none();
        self.found = Some(found);
        self.lay();
        if is_first {
            let first = (0..self.rows.len()).find(|row| self.is_change(*row));
            self.sheet.go(first.unwrap_or(0), 1);
        }
    }

    /// Whether it is known what became of the text.
    pub fn is_known(&self) -> bool {
        self.found.is_some()
    }

    /// What became of the text, once that is known.
    pub fn edits(&self) -> Option<&Edits> {
        self.found.as_ref()?.edits.as_ref()
    }

    /// The line on a row; nothing where several are folded into it.
    pub fn line(&self, row: usize) -> Option<&Line> {
        let lines = self.rows.get(row)?;
        let line = self.edits()?.lines.get(lines.start)?;
        self.sheet
            .range(0, row)
            .or(self.sheet.range(1, row))
            .map(|_| line)
    }

    /// What became of the sentence on a row.
    pub fn kind(&self, row: usize) -> Option<EditKind> {
        self.line(row).map(|line| line.kind)
    }

    fn is_change(&self, row: usize) -> bool {
        self.kind(row).is_some_and(EditKind::tells)
    }

    /// Goes to the next or previous change. Tells whether there is one.
    pub fn walk(&mut self, way: Direction, times: usize) -> bool {
        let here = self.sheet.row();
        let changes = (0..self.rows.len()).filter(|row| self.is_change(*row));
        let nth = times.saturating_sub(1);
        let place = match way {
            Direction::Forward => changes.filter(|row| *row > here).nth(nth),
            Direction::Backward => changes.rev().filter(|row| *row < here).nth(nth),
        };
        if let Some(row) = place {
            self.sheet.go(row, self.sheet.column());
        }
        place.is_some()
    }

    /// Opens what is folded away at the cursor. Tells whether something is.
    pub fn open(&mut self) -> bool {
        let row = self.sheet.row();
        let Some(lines) = self.rows.get(row).filter(|_| self.line(row).is_none()) else {
            return false;
        };
        self.opened.insert(lines.start);
        self.lay();
        self.sheet.go(row, self.sheet.column());
        true
    }

    /// Where the cursor is: a side and a range of its article.
    pub fn place(&self) -> Option<(usize, TextRange)> {
        let (row, column) = (self.sheet.row(), self.sheet.column());
        let range = self.sheet.range(column, row)?;
        Some((column, range))
    }

    /// Puts the lines on rows.
    fn lay(&mut self) {
        let Some(edits) = self.found.as_ref().and_then(|found| found.edits.as_ref()) else {
            return;
        };
        let older = edits.older;
        let mut rows = Vec::new();
        let mut cells = Vec::new();
        for (lines, is_folded) in stretches(&edits.lines) {
            if is_folded && !self.opened.contains(&lines.start) {
                cells.push(vec![
                    Cell::Told(told(&edits.lines[lines.clone()])),
                    Cell::Empty,
                ]);
                rows.push(lines);
                continue;
            }
            for number in lines {
                let at = edits.lines[number].at;
                let cell = |side: usize| at[side].map_or(Cell::Empty, Cell::Passage);
                // Below each other, what stayed as it was is read once.
                let twice = self.stacked && edits.lines[number].kind == EditKind::Unchanged;
                let before = if twice { Cell::Empty } else { cell(older) };
                cells.push(vec![before, cell(1 - older)]);
                rows.push(number..number + 1);
            }
        }
        self.rows = rows;
        self.sheet.fill(cells);
        self.sheet.keep_column();
    }

    /// Keeps the cursor on a screen of `width` by `height` cells.
    pub fn settle(&mut self, width: usize, height: usize) {
        let shape = two_columns(width, height);
        if shape.stacked != self.stacked {
            self.stacked = shape.stacked;
            self.lay();
        }
        self.sheet.settle(shape);
    }
}

/// The lines in stretches, each with whether it may be folded away: that stayed as it was, and is far from every change.
fn stretches(lines: &[Line]) -> Vec<(Range<usize>, bool)> {
    let mut shown = vec![false; lines.len()];
    for (number, line) in lines.iter().enumerate() {
        if line.kind.tells() {
            let near = number.saturating_sub(AROUND)..=number + AROUND;
            shown
                .iter_mut()
                .take(near.end() + 1)
                .skip(*near.start())
                .for_each(|shown| *shown = true);
        }
    }
    let mut stretches: Vec<(Range<usize>, bool)> = Vec::new();
    let mut start = 0;
    for stretch in shown.chunk_by(|a, b| a == b) {
        let lines = start..start + stretch.len();
        start = lines.end;
        let is_folded = !stretch[0] && stretch.len() >= FOLDED;
        stretches.push((lines, is_folded));
    }
    stretches
}

/// `12 sentences as they were, 3 small edits`.
fn told(lines: &[Line]) -> String {
    let small = lines
        .iter()
        .filter(|line| line.kind == EditKind::Small)
        .count();
    let alike = counted(lines.len() - small, "sentence");
    match small {
        0 => format!("{alike} as before"),
        _ if small == lines.len() => counted(small, "small edit"),
        _ => format!("{alike} as before, {}", counted(small, "small edit")),
    }
}
