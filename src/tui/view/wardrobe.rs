//! The list of themes, in a corner of the screen that wears them.

use ratatui::Frame;
use ratatui::text::{Line, Span};

use super::canvas::{framed, put, row_of};
use super::style;
use crate::config::theme::Theme;
use crate::text::width::{cells, pad, shorten, to_cells};
use crate::tui::app::App;
use crate::tui::layout;
use crate::tui::wardrobe::Wardrobe;

/// How many people's looks stand beside a theme.
const SAMPLES: usize = 6;

/// Draws the themes over the screen.
pub fn render(app: &App, wardrobe: &Wardrobe, frame: &mut Frame<'_>) {
    let area = layout::wardrobe(app.areas, wardrobe.choices.len());
    if area.width < 4 || area.height < 3 {
        return;
    }
    let inner = framed(app, frame, area, "theme");
    let width = usize::from(inner.width);
    let shown = layout::wardrobe_rows(area);
    let rows = wardrobe.choices.iter().enumerate().skip(wardrobe.top);
    for (y, (number, choice)) in rows.take(shown).enumerate() {
        let selected = number == wardrobe.cursor;
        let line = row(app, &choice.theme, selected, width);
        let at = row_of(inner, to_cells(y));
        frame.buffer_mut().set_line(at.x, at.y, &line, at.width);
    }
    if let Some(choice) = wardrobe.chosen() {
        let (told, look) = match choice.trouble() {
            Some(trouble) => (trouble, app.theme.alarm),
            None => (choice.theme.about.clone(), app.theme.secondary),
        };
        let at = row_of(inner, to_cells(shown));
        let told = shorten(&format!(" {told}"), width);
        put(frame, at, Span::styled(told, style::of(look)));
    }
}

/// The theme's name, and what its people would look like, in what the screen wears now.
fn row(app: &App, theme: &Theme, selected: bool, width: usize) -> Line<'static> {
    let (look, cursor) = if selected {
        (app.theme.selection, app.signs.cursor)
    } else {
        (app.theme.text, " ")
    };
    let base = style::of(look);
    let sample = app.signs.on_screen[0];
    let samples = if width > 30 { SAMPLES } else { 0 };
    let room = width.saturating_sub(samples * cells(sample) + usize::from(samples > 0));
    let name = pad(&format!("{cursor} {}", theme.name), room);
    let mut spans = vec![Span::styled(name, base)];
    let theme = theme.clone().at(app.looks.depth);
    let people = theme.people.iter().cycle().take(samples);
    spans.extend(people.map(|look| Span::styled(sample, style::over(base, *look))));
    Line::from(spans)
}
