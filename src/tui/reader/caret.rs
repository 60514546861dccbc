//! A caret in the open article: where it can stand, the rows above and below it, and bringing it on screen.

use unicode_segmentation::UnicodeSegmentation as _;

use super::{Line, Reader};
use crate::text::range::TextRange;
use crate::text::width::cells;

impl Reader {
    /// The parts of the text in which a caret can stand, in the order of the text: all that is shown or would be by
    /// scrolling.
    pub fn stretches(&self) -> Vec<TextRange> {
        let passages = self.passages().iter().enumerate();
        let shown = passages.flat_map(|(number, passage)| passage.shown(self.is_opened(number)));
        let mut stretches: Vec<TextRange> = shown.copied().collect();
        stretches.retain(|stretch| !stretch.is_empty());
        stretches.sort_unstable();
        stretches
    }

    /// Where a caret begins: at the mention or match just gone to, else at the place, else at the first text behind it.
    pub fn caret_start(&self) -> Option<usize> {
        let arrived = self.arrived().filter(|range| {
            let place = self.passages().get(self.place());
            place.is_some_and(|place| place.ranges.iter().any(|part| part.contains(range.start)))
        });
        let place = || Some(self.place_range()?.start);
        let stretches = self.stretches();
        let start = arrived.map(|range| range.start).or_else(place);
        let start = start.unwrap_or_else(|| self.top_byte());
        let holds = |stretch: &&TextRange| stretch.end > start;
        let stretch = stretches.iter().find(holds).or(stretches.last())?;
        Some(start.max(stretch.start).min(stretch.end - 1))
    }

    /// How many cells of its row stand ahead of the byte `at`.
    pub fn column(&mut self, at: usize) -> usize {
        let Some(line) = self.line_of(at) else {
            return 0;
        };
        let row = self.rows(line.passage)[line.row].range;
        let before = TextRange::new(row.start, at.clamp(row.start, row.end));
        cells(before.of(&self.entry().article.text))
    }

    /// The row of the text that holds the byte `at`, without the white space at its end.
    pub fn row_around(&mut self, at: usize) -> Option<TextRange> {
        let line = self.line_of(at)?;
        Some(self.rows(line.passage)[line.row].range)
    }

    /// The byte that stands at `column` in the next row of text below that of `at`, or above it; none at the end.
    pub fn row_beside(&mut self, at: usize, column: usize, down: bool) -> Option<usize> {
        let mut line = self.line_of(at)?;
        loop {
            line = self.neighbour(line, down)?;
            let row = self.rows(line.passage)[line.row];
            if !row.label && !row.range.is_empty() {
                return Some(self.at_column(row.range, column));
            }
        }
    }

    /// Scrolls as little as brings the byte `at` on screen, and makes it the place.
    pub fn show_caret(&mut self, at: usize) {
        let Some(line) = self.line_of(at) else {
            return;
        };
        if line < self.top {
            self.top = line;
        } else if !self.lines().contains(&line) {
            self.top = self.backward(line, self.height - 1);
        }
        self.place = line.passage;
        self.arrive();
    }

    fn line_of(&mut self, at: usize) -> Option<Line> {
        let passage = self.passage_at(at)?;
        self.wrap(passage);
        let begun = |row: &super::Row| !row.label && row.range.start <= at;
        let row = self.rows(passage).iter().rposition(begun)?;
        Some(Line { passage, row })
    }

    /// The row that follows, or the one before, wherever it is.
    fn neighbour(&mut self, line: Line, down: bool) -> Option<Line> {
        if down && line.row + 1 < self.rows(line.passage).len() {
            let row = line.row + 1;
            return Some(Line { row, ..line });
        }
        if !down && line.row > 0 {
            let row = line.row - 1;
            return Some(Line { row, ..line });
        }
        let mut passage = line.passage;
        loop {
            passage = if down {
                passage + 1
            } else {
                passage.checked_sub(1)?
            };
            if passage >= self.passages().len() {
                return None;
            }
            self.wrap(passage);
            let count = self.rows(passage).len();
            if count > 0 {
                let row = if down { 0 } else { count - 1 };
                return Some(Line { passage, row });
            }
        }
    }

    /// The byte of the character that covers `column` in `row`, or of its last one.
    fn at_column(&self, row: TextRange, column: usize) -> usize {
        let mut used = 0;
        let mut at = row.start;
        for (offset, character) in row.of(&self.entry().article.text).grapheme_indices(true) {
            at = row.start + offset;
            used += cells(character);
            if used > column {
                break;
            }
        }
        at
    }
}
