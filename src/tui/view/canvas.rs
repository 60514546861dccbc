//! Writing to a row of the screen, cut to its width.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

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
