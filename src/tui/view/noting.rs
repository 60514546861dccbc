//! The editor of a note, over the lower end of the panes.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::canvas::{framed, put, row_of};
use super::style;
use crate::text::width::to_cells;
use crate::tui::app::App;
use crate::tui::noting::Noting;

/// Draws the editor.
pub fn render(app: &App, noting: &Noting, frame: &mut Frame<'_>) {
    if noting.area.is_empty() {
        return;
    }
    let inside = framed(app, frame, noting.area, &noting.title);
    let text = Rect {
        x: inside.x + 1,
        width: inside.width.saturating_sub(1),
        ..inside
    };
    let editor = &noting.editor;
    let rows = editor.rows().iter().skip(noting.top);
    for (y, row) in rows.take(usize::from(text.height)).enumerate() {
        let line = Span::styled(row.of(editor.text()), style::of(app.theme.text));
        put(frame, row_of(text, to_cells(y)), line);
    }
    let (row, column) = editor.caret();
    let x = text.x.saturating_add(to_cells(column));
    let y = text
        .y
        .saturating_add(to_cells(row.saturating_sub(noting.top)));
    if x < text.right() && y < text.bottom() {
        frame.set_cursor_position((x, y));
    }
}
