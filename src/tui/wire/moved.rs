//! Rows that have moved up or down the screen.

use ratatui::buffer::Cell;

use super::picture::{Picture, is_bare};

/// How far rows may have moved.
const FAR: i16 = 5;

/// Rows that the terminal can move by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moved {
    /// The first row that is not what it was.
    pub(super) first: u16,
    /// The row behind the last.
    pub(super) end: u16,
    /// By how many rows what they show has moved up; negative where it has moved down.
    pub(super) by: i16,
}

impl Moved {
    /// The move that saves most on the way from `shown` to `wanted`, if one is worth it.
    pub(super) fn find(shown: &Picture, wanted: &Picture) -> Option<Self> {
        let rows = 0..wanted.height();
        let still = rows.map(|y| differing(shown.row(y), wanted.row(y)));
        let still: Vec<i32> = still.collect();
        let ways = (1..=FAR).flat_map(|by| [by, -by]);
        let ways = ways.filter_map(|by| best(shown, wanted, &still, by));
        let (cells, most) = ways.max_by_key(|(cells, _)| *cells)?;
        (cells > 0).then_some(most)
    }
}

/// The rows that save most when they move by that much, and how many cells.
fn best(shown: &Picture, wanted: &Picture, still: &[i32], by: i16) -> Option<(i32, Moved)> {
    let height = wanted.height();
    let from = |y: u16| y.checked_add_signed(by).filter(|from| *from < height);
    let mut best: Option<(i32, u16, u16)> = None;
    let (mut sum, mut begun) = (0, 0);
    // The run of rows with the greatest sum ends here or has ended before (Bentley, Programming Pearls, column 8).
    for y in 0..height {
        let Some(from) = from(y) else {
            (sum, begun) = (0, y + 1);
            continue;
        };
        if sum <= 0 {
            (sum, begun) = (0, y);
        }
        sum += still[usize::from(y)] - differing(shown.row(from), wanted.row(y));
        if best.is_none_or(|(most, ..)| sum > most) {
            best = Some((sum, begun, y + 1));
        }
    }
    let (saved, first, end) = best?;
    let steps = by.unsigned_abs();
    let (moved, coming) = if by > 0 {
        let rows = (first, end + steps);
        (rows, end..end + steps)
    } else {
        let rows = (first - steps, end);
        (rows, first - steps..first)
    };
    let more = coming.map(|y| still[usize::from(y)] - written(wanted.row(y)));
    let (first, end) = moved;
    Some((saved + more.sum::<i32>(), Moved { first, end, by }))
}

fn differing(a: &[Cell], b: &[Cell]) -> i32 {
    let count = a.iter().zip(b).filter(|(a, b)| a != b).count();
    i32::try_from(count).unwrap_or(i32::MAX)
}

fn written(row: &[Cell]) -> i32 {
    let count = row.iter().filter(|cell| !is_bare(cell)).count();
    i32::try_from(count).unwrap_or(i32::MAX)
}
