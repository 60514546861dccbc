//! The step of the tour, in a box above the foot of the screen.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::canvas::{framed, put, row_of};
use super::style;
use crate::command::CommandId;
use crate::text::width::to_cells;
use crate::text::wrap;
use crate::tui::app::App;
use crate::tui::layout;
use crate::tui::tour::Tour;

/// The widest that the box is, in cells.
const WIDEST: u16 = 64;

/// Draws the step.
pub fn render(app: &App, tour: &Tour, frame: &mut Frame<'_>) {
    let over = layout::over_panes(app.areas);
    let width = over.width.min(WIDEST);
    let key = |id: CommandId| {
        let keys = app.keys.shown_in(app.scope(), id).into_iter().next();
        keys.unwrap_or_else(|| app.keys.all_shown(id))
    };
    let told = tour.told(key);
    let rows = wrap::rows(&told, usize::from(width.saturating_sub(4)));
    let height = to_cells(rows.len() + 2).min(over.height);
    if width < 20 || height < 3 {
        return;
    }
    let area = Rect {
        x: over.x + (over.width - width) / 2,
        y: over.bottom() - height,
        width,
        height,
    };
    let title = format!("tour {}, Esc leaves it", tour.place());
    let inner = framed(app, frame, area, &title);
    for (y, row) in (0..).zip(rows) {
        let at = row_of(inner, y);
        let inside = Rect {
            x: at.x + at.width.min(1),
            width: at.width.saturating_sub(1),
            ..at
        };
        put(
            frame,
            inside,
            Span::styled(row.of(&told), style::of(app.theme.text)),
        );
    }
}
