//! A few things to choose from: rules, each with the line that it would be in the reader's file; what is to be exported.

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
use crate::tui::exporting::Exporting;
use crate::tui::layout;

/// Rows below the choices: an empty one and the rule.
const BELOW: usize = 3;

/// Draws what can be exported, or in which form.
pub fn export(app: &App, exporting: &Exporting, frame: &mut Frame<'_>) {
    let choices = exporting.choices();
    if let Some(inner) = window(app, frame, &exporting.title(), choices.len()) {
        list(app, frame, inner, &choices, exporting.cursor(), 0);
    }
}

/// A window with room for so many rows, as far as there is; none where there is no room for any.
fn window(app: &App, frame: &mut Frame<'_>, title: &str, rows: usize) -> Option<Rect> {
    let whole = layout::picker(app.areas.screen);
    let area = Rect {
        height: whole.height.min(to_cells(rows + 2)),
        ..whole
    };
    let fits = area.width >= 4 && area.height >= 3 && rows > 0;
    fits.then(|| framed(app, frame, area, title))
}

/// Draws the choices that fit into `area`, from number `top` on or further, the one with the cursor among them.
fn list(
    app: &App,
    frame: &mut Frame<'_>,
    area: Rect,
    choices: &[impl AsRef<str>],
    cursor: usize,
    top: usize,
) {
    let shown = usize::from(area.height);
    let top = top.max((cursor + 1).saturating_sub(shown));
    let choices = choices.iter().enumerate().skip(top).take(shown);
    for (y, (number, choice)) in choices.enumerate() {
        let (look, sign) = if number == cursor {
            (app.theme.selection, app.signs.cursor)
        } else {
            (app.theme.text, " ")
        };
        let text = format!("{sign} {}", choice.as_ref());
        let text = pad(&text, usize::from(area.width));
        let at = row_of(area, to_cells(y));
        put(frame, at, Span::styled(text, style::of(look)));
    }
}

/// Draws `menu` over the screen.
pub fn render(app: &App, menu: &Menu, frame: &mut Frame<'_>) {
    let Some(inner) = window(app, frame, &menu.title, menu.choices.len() + BELOW) else {
        return;
    };
    let width = usize::from(inner.width);
    let rows = usize::from(inner.height);
    let labels: Vec<&str> = menu
        .choices
        .iter()
        .map(|choice| choice.label.as_str())
        .collect();
    let above = Rect {
        height: to_cells(rows.saturating_sub(BELOW).max(1)),
        ..inner
    };
    list(app, frame, above, &labels, menu.cursor, menu.top);
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
