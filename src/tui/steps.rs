//! How far commands that move a cursor move it.

use crate::command::CommandId as Id;

/// The steps, one after the other, by which `id` moves a cursor over rows of which `page` are on screen; none where it moves
/// nothing. A count repeats it, or is the number of the row to go to.
pub fn steps(id: Id, count: Option<usize>, page: usize) -> Vec<isize> {
    let times = |rows: usize| {
        let rows = rows.max(1).saturating_mul(count.unwrap_or(1));
        isize::try_from(rows).unwrap_or(isize::MAX)
    };
    match (id, count) {
        (Id::Down, _) => vec![times(1)],
        (Id::Up, _) => vec![-times(1)],
        (Id::HalfPageDown, _) => vec![times(page / 2)],
        (Id::HalfPageUp, _) => vec![-times(page / 2)],
        (Id::PageDown, _) => vec![times(page)],
        (Id::PageUp, _) => vec![-times(page)],
        (Id::Top, None) => vec![isize::MIN],
        (Id::Bottom, None) => vec![isize::MAX],
        (Id::Top | Id::Bottom, Some(number)) => {
            let down = number.saturating_sub(1);
            vec![isize::MIN, isize::try_from(down).unwrap_or(isize::MAX)]
        }
        _ => Vec::new(),
    }
}

/// Where a cursor on one of `count` rows is after `steps`.
pub fn stepped(cursor: usize, steps: &[isize], count: usize) -> usize {
    let last = count.saturating_sub(1);
    let step = |cursor: usize, step: &isize| cursor.saturating_add_signed(*step).min(last);
    steps.iter().fold(cursor.min(last), step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursors_move_by_rows_pages_and_numbers_and_stay_among_the_rows() {
        for (id, count, after) in [
            (Id::Down, None, 6),
            (Id::Down, Some(3), 8),
            (Id::Up, Some(99_999), 0),
            (Id::HalfPageDown, None, 10),
            (Id::PageUp, None, 0),
            (Id::PageDown, Some(usize::MAX), 19),
            (Id::Top, None, 0),
            (Id::Bottom, None, 19),
            (Id::Bottom, Some(7), 6),
            (Id::Top, Some(0), 0),
            (Id::Quit, None, 5),
        ] {
            assert_eq!(stepped(5, &steps(id, count, 10), 20), after, "{id:?}");
        }
        assert_eq!(stepped(5, &steps(Id::Down, None, 0), 0), 0);
    }
}
