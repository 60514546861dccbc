//! The differences of two articles in the order in which eyes come upon them, down the rows, and how to walk them.

use crate::library::Direction;
use crate::model::comparison::Difference;
use crate::text::range::TextRange;
use crate::tui::sheet::Sheet;

/// Where a difference stands: row, column, and byte in the article of that column.
type Place = (usize, usize, usize);

/// The differences from the top of the rows to their end.
#[derive(Debug, Clone, Default)]
pub(super) struct Order {
    /// Each with its number in the list of differences.
    down: Vec<(Place, usize)>,
}

impl Order {
    /// The order of `differences`, whose passages stand in the rows of `sheet`.
    pub(super) fn of<'a>(differences: impl Iterator<Item = &'a Difference>, sheet: &Sheet) -> Self {
        let sides = [0, 1].map(|side| passages(sheet, side));
        let mut down: Vec<(Place, usize)> = differences
            .enumerate()
            .map(|(number, difference)| {
                let places = difference.at.iter().enumerate();
                let mut places = places.filter_map(|(side, at)| Some((side, at.first()?.start)));
                let (side, start) = places.next().unwrap_or((0, 0));
                ((row_at(&sides[side], start), side, start), number)
            })
            .collect();
        down.sort_unstable();
        Self { down }
    }

    /// The row and column of a difference.
    pub(super) fn place(&self, number: usize) -> Option<(usize, usize)> {
        let ((row, column, _), _) = self.down.get(self.nth(number)?)?;
        Some((*row, *column))
    }

    /// How many differences stand above this one.
    pub(super) fn nth(&self, number: usize) -> Option<usize> {
        self.down.iter().position(|(_, other)| *other == number)
    }

    /// The difference that is `times` further from `row`, or from the one at the cursor where that stands in this row; none
    /// where there are not so many.
    pub(super) fn walk(
        &self,
        chosen: Option<usize>,
        row: usize,
        way: Direction,
        times: usize,
    ) -> Option<usize> {
        let at = chosen.filter(|number| self.place(*number).is_some_and(|(at, _)| at == row));
        let at = at.and_then(|number| self.nth(number));
        let above = self.down.partition_point(|((other, ..), _)| *other < row);
        let further = times.checked_sub(1)?;
        let next = match way {
            Direction::Forward => at.map_or(above, |at| at + 1).checked_add(further)?,
            Direction::Backward => at.unwrap_or(above).checked_sub(1)?.checked_sub(further)?,
        };
        Some(self.down.get(next)?.1)
    }
}

/// The passages of one side in the order of its text, each with its row.
fn passages(sheet: &Sheet, side: usize) -> Vec<(TextRange, usize)> {
    let rows = 0..sheet.len();
    let mut passages: Vec<(TextRange, usize)> = rows
        .filter_map(|row| Some((sheet.range(side, row)?, row)))
        .collect();
    passages.sort_unstable_by_key(|(range, _)| range.start);
    passages
}

/// The row of the passage that holds the byte `start`, or of the next one; behind the last passage, that one's.
fn row_at(passages: &[(TextRange, usize)], start: usize) -> usize {
    let next = passages.partition_point(|(range, _)| range.end <= start);
    let passage = passages.get(next).or(passages.last());
    passage.map_or(0, |(_, row)| *row)
}
