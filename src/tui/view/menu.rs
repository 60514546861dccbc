//! A few rules to choose from, with the line that each would be in the reader's file.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::canvas::{framed, put, row_of};
use super::style;
use crate::model::correction::Correction;
use crate::text::width::{pad, shorten, to_cells};
use crate::text::wrap;
use crate::tui::app::App;
use crate::tui::correcting::Menu;
use crate::tui::layout;

/// Rows below the choices: an empty one and the rule.
const BELOW: usize = 3;

/// Draws `menu` over the screen.
pub fn render(app: &App, menu: &Menu, frame: &mut Frame<'_>) {
    let whole = layout::picker(app.areas.screen);
    let wanted = to_cells(menu.choices.len() + 2 + BELOW);
    let area = Rect {
        height: whole.height.min(wanted),
        ..whole
    };
    if area.width < 4 || area.height < 3 {
        return;
    }
    let inner = framed(app, frame, area, &menu.title);
    let width = usize::from(inner.width);
    let rows = usize::from(inner.height);
    let shown = rows.saturating_sub(BELOW).max(1);
    let top = menu.top.max((menu.cursor + 1).saturating_sub(shown));
    for (y, (number, choice)) in menu
        .choices
        .iter()
        .enumerate()
        .skip(top)
        .take(shown)
        .enumerate()
    {
        let (look, sign) = if number == menu.cursor {
            (app.theme.selection, app.signs.cursor)
        } else {
            (app.theme.text, " ")
        };
        let text = pad(&format!("{sign} {}", choice.label), width);
        put(
            frame,
            row_of(inner, to_cells(y)),
            Span::styled(text, style::of(look)),
        );
    }
    let Some(choice) = menu.choices.get(menu.cursor).filter(|_| rows > BELOW) else {
        return;
    };
    let rule = format!("rule: {}", told(&choice.draft));
    for (y, row) in (rows - BELOW + 1..).zip(wrap::rows(&rule, width.saturating_sub(2))) {
        let at = row_of(inner, to_cells(y));
        let text = shorten(&format!("  {}", row.of(&rule)), width);
        put(
            frame,
            at,
            Span::styled(text, style::of(app.theme.secondary)),
        );
    }
}

/// The rule as far as it is known.
fn told(draft: &Correction) -> String {
    draft.to_string().replace("\"\"", "…")
}
