//! What could not be read, and why: the rest of the folder is not affected.

use ratatui::Frame;
use ratatui::text::Span;
use ratatui::widgets::Clear;

use super::canvas::{put, row_of};
use super::style;
use crate::text::width::{pad, shorten};
use crate::text::wrap;
use crate::tui::app::App;

/// Draws the list of problems over the panes, with the one at `cursor` in full at the bottom.
pub fn render(app: &App, cursor: usize, frame: &mut Frame<'_>) {
    let screen = app.areas.screen;
    let area = ratatui::layout::Rect {
        height: screen.height - app.areas.footer.height,
        ..screen
    };
    frame.render_widget(Clear, area);
    let width = usize::from(area.width);
    let problems = app.library.problems();
    let heading = format!("PROBLEMS  {}", problems.len());
    put(
        frame,
        row_of(area, 0),
        Span::styled(shorten(&heading, width), style::of(app.theme.accent)),
    );
    let Some(chosen) = problems.get(cursor) else {
        let text = if app.loading {
            "No problem so far; still reading. q closes."
        } else {
            "Everything was read without a problem. q closes."
        };
        put(
            frame,
            row_of(area, 2),
            Span::styled(shorten(text, width), style::of(app.theme.secondary)),
        );
        return;
    };
    let full = chosen.to_string();
    let full_rows = wrap::rows(&full, width);
    let below = full_rows.len().min(usize::from(area.height / 2));
    let rows = usize::from(area.height).saturating_sub(below + 3).max(1);
    let top = (cursor + 1).saturating_sub(rows);
    for (y, (index, problem)) in (1..).zip(problems.iter().enumerate().skip(top).take(rows)) {
        let selected = index == cursor;
        let look = if selected {
            app.theme.selection
        } else {
            app.theme.text
        };
        let sign = if selected { app.signs.cursor } else { " " };
        let name = problem.source.rsplit('/').next().unwrap_or(&problem.source);
        let text = format!(
            "{sign} {} {name}  {}",
            pad(problem.severity.name(), 8),
            problem.reason
        );
        let at = row_of(area, y);
        if at.width > 0 {
            put(frame, at, Span::styled(pad(&text, width), style::of(look)));
        }
    }
    let first = usize::from(area.height).saturating_sub(below);
    for (y, row) in (first..).zip(full_rows.into_iter().take(below)) {
        let at = row_of(area, crate::text::width::to_cells(y));
        put(
            frame,
            at,
            Span::styled(row.of(&full), style::of(app.theme.secondary)),
        );
    }
}
