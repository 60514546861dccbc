//! Writing to a row of the screen, cut to its width, and windows over it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;

use super::style;
use crate::text::width::{cells, shorten};
use crate::tui::app::App;

/// Writes `span` at the start of `area`, cut to its width.
pub(super) fn put<'a>(frame: &mut Frame<'_>, area: Rect, span: impl Into<Span<'a>>) {
    let span = span.into();
    frame
        .buffer_mut()
        .set_span(area.x, area.y, &span, area.width);
}

/// Row number `row` of `area`; empty beyond its end.
pub(super) fn row_of(area: Rect, row: u16) -> Rect {
    if row < area.height {
        Rect {
            y: area.y + row,
            height: 1,
            ..area
        }
    } else {
        Rect::default()
    }
}

/// Clears `area`, and the half of a wide character that would be left ahead of it.
pub(super) fn clear(frame: &mut Frame<'_>, area: Rect) {
    frame.render_widget(Clear, area);
    let buffer = frame.buffer_mut();
    let Some(ahead) = area.x.checked_sub(1) else {
        return;
    };
    for y in area.top()..area.bottom() {
        if let Some(cell) = buffer.cell_mut((ahead, y))
            && cells(cell.symbol()) > 1
        {
            cell.set_symbol(" ");
        }
    }
}

/// Clears `area`, which is at least 4 by 3 cells, draws a border with `title` around it and gives the room inside.
pub(super) fn framed(app: &App, frame: &mut Frame<'_>, area: Rect, title: &str) -> Rect {
    clear(frame, area);
    let line = style::of(app.theme.rule);
    let [top_left, top_right, bottom_left, bottom_right] = app.signs.corners;
    let wide = usize::from(area.width) - 2;
    let title = shorten(&format!(" {title} "), wide);
    let after = app.signs.line.repeat(wide.saturating_sub(cells(&title)));
    let top = Line::from(vec![
        Span::styled(top_left, line),
        Span::styled(title, style::of(app.theme.accent)),
        Span::styled(format!("{after}{top_right}"), line),
    ]);
    frame
        .buffer_mut()
        .set_line(area.x, area.y, &top, area.width);
    let bottom = format!("{bottom_left}{}{bottom_right}", app.signs.line.repeat(wide));
    put(
        frame,
        Rect {
            y: area.bottom() - 1,
            height: 1,
            ..area
        },
        Span::styled(bottom, line),
    );
    for y in area.top() + 1..area.bottom() - 1 {
        put(
            frame,
            Rect::new(area.x, y, 1, 1),
            Span::styled(app.signs.rule, line),
        );
        put(
            frame,
            Rect::new(area.right() - 1, y, 1, 1),
            Span::styled(app.signs.rule, line),
        );
    }
    Rect {
        x: area.x + 1,
        y: area.y + 1,
        width: area.width - 2,
        height: area.height - 2,
    }
}
