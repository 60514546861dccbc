//! Drawing a sheet of texts: the lines of its cells where the sheet has placed them, and the cursor beside them.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::canvas::{put, row_of};
use super::style;
use crate::text::range::TextRange;
use crate::text::width::to_cells;
use crate::tui::app::App;
use crate::tui::sheet::{HEADING, Piece, Sheet};

/// What fills a sheet, as far as drawing has to know it.
pub(super) trait Paper {
    /// The signs in the margin of a cell, between the cursor and the text.
    fn signs(&self, row: usize, column: usize) -> Line<'_>;

    /// A line of a cell.
    fn line(&self, row: usize, column: usize, line: TextRange) -> Line<'_>;
}

/// Draws the cells of `sheet` that are on screen; the cursor only where it `has_cursor`.
pub(super) fn pieces(
    app: &App,
    sheet: &Sheet,
    has_cursor: bool,
    frame: &mut Frame<'_>,
    area: Rect,
    paper: &impl Paper,
) {
    let shape = sheet.shape();
    let (here, margin) = ((sheet.row(), sheet.column()), shape.margin);
    for Piece {
        row,
        column,
        at: (x, y),
        first,
        lines,
    } in sheet.pieces()
    {
        for (down, line) in lines.into_iter().enumerate() {
            let inside = |from: usize, cells: usize| {
                let (left, top) = (to_cells(x + from), to_cells(y + down));
                let free = area.width.saturating_sub(left);
                let width = to_cells(cells).min(free);
                let hidden = top >= area.height || width == 0;
                (!hidden).then(|| Rect::new(area.x + left, area.y + top, width, 1))
            };
            if let Some(at) = inside(0, 1)
                && has_cursor
                && (row, column) == here
            {
                let cursor = Span::styled(app.signs.place, style::of(app.theme.accent));
                put(frame, at, cursor);
            }
            if let Some(at) = inside(1, margin.saturating_sub(1))
                && first + down == 0
            {
                let signs = paper.signs(row, column);
                frame.buffer_mut().set_line(at.x, at.y, &signs, at.width);
            }
            if let Some(at) = inside(margin, shape.text) {
                let line = paper.line(row, column, line);
                frame.buffer_mut().set_line(at.x, at.y, &line, at.width);
            }
        }
    }
}

/// The part of `area` in which the text of a column stands, on its first row.
pub(super) fn column(sheet: &Sheet, column: usize, area: Rect) -> Rect {
    let Some((x, width)) = sheet.shape().span(column) else {
        return Rect::default();
    };
    let margin = sheet.shape().margin;
    let left = to_cells(x + margin).min(area.width);
    Rect {
        x: area.x + left,
        width: to_cells(width - margin).min(area.width - left),
        ..area
    }
}

/// The part of `area` below the headings.
pub(super) fn below(area: Rect) -> Rect {
    let heading = to_cells(HEADING).min(area.height);
    Rect {
        y: area.y + heading,
        height: area.height - heading,
        ..area
    }
}

/// Draws the rule below the headings; gives the part of it on which words may stand.
pub(super) fn rule(app: &App, frame: &mut Frame<'_>, area: Rect) -> Rect {
    let at = row_of(area, to_cells(HEADING - 1));
    let rule = app.signs.line.repeat(usize::from(at.width));
    put(frame, at, Span::styled(rule, style::of(app.theme.rule)));
    inset(at, 2)
}

/// `area` without its first `cells`.
pub(super) fn inset(area: Rect, cells: u16) -> Rect {
    let left = cells.min(area.width);
    Rect {
        x: area.x + left,
        width: area.width - left,
        ..area
    }
}

/// What stands on the rule above texts that scroll each by itself; nothing while they are bound.
pub(super) fn unbound(app: &App, sheet: &Sheet) -> Option<Span<'static>> {
    let told = " unbound: each side scrolls by itself, B binds ";
    (!sheet.is_bound()).then(|| Span::styled(told, style::of(app.theme.accent)))
}
