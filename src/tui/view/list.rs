//! The article list: three rows an article, only those on screen.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::canvas::{put, row_of};
use super::style;
use crate::library::Entry;
use crate::text::width::{cells, clip, pad, shorten};
use crate::text::wrap;
use crate::tui::app::App;
use crate::tui::focus::Focus;
use crate::tui::list::ROWS_PER_ARTICLE;

/// Draws the list into `area`.
pub fn render(app: &App, frame: &mut Frame<'_>, area: Rect) {
    if area.is_empty() {
        return;
    }
    put(
        frame,
        row_of(area, 0),
        heading(app, usize::from(area.width)),
    );
    if app.library.is_empty() {
        let empty = if app.loading {
            ["Reading …", "", ""]
        } else {
            ["No articles.", "gp tells why", "? lists every key"]
        };
        for (row, text) in (2..).zip(empty) {
            let text = shorten(text, usize::from(area.width));
            put(
                frame,
                row_of(area, row),
                Span::styled(text, style::of(app.theme.secondary)),
            );
        }
        return;
    }
    let shown = usize::from(area.height.saturating_sub(1)).div_ceil(ROWS_PER_ARTICLE);
    let rows = (app.list.top()..app.library.len()).take(shown);
    for (index, row) in rows.enumerate() {
        let Some(entry) = app.library.entry(row) else {
            break;
        };
        let lines = article(app, entry, row, usize::from(area.width));
        for (y, line) in (1 + index * ROWS_PER_ARTICLE..).zip(lines) {
            let at = row_of(area, crate::text::width::to_cells(y));
            frame.buffer_mut().set_line(at.x, at.y, &line, at.width);
        }
    }
}

fn heading(app: &App, width: usize) -> Span<'static> {
    let look = if app.focus == Focus::List {
        app.theme.accent
    } else {
        app.theme.secondary
    };
    let text = format!("ARTICLES  newest first  {}", app.library.len());
    Span::styled(shorten(&text, width), style::of(look))
}

fn article(
    app: &App,
    entry: &Entry,
    row: usize,
    width: usize,
) -> [Line<'static>; ROWS_PER_ARTICLE] {
    let selected = row == app.list.selected();
    let unread = !app.read.contains(&entry.article.id);
    let base = style::of(match (selected, app.focus == Focus::List) {
        (true, true) => app.theme.selection,
        (true, false) => app.theme.selection_unfocused,
        (false, _) => app.theme.text,
    });
    let cursor = if selected { app.signs.cursor } else { " " };
    let mark = if unread { app.signs.unread } else { " " };
    let inner = width.saturating_sub(3);
    // Two rows are all that is shown, however long a title is.
    let title = clip(entry.article.title(), inner * 3);
    let first = wrap::rows(title, inner)
        .first()
        .copied()
        .unwrap_or_default();
    let rest = title.get(first.end..).unwrap_or("").trim_start();
    let accent = style::over(base, app.theme.accent);
    let inset = || Span::styled("   ", base);
    let title = Line::from(vec![
        Span::styled(format!("{cursor}{mark} "), accent),
        Span::styled(pad(first.of(title), inner), base),
    ]);
    let about = Line::from(vec![
        inset(),
        about(
            app,
            entry,
            row,
            inner,
            style::over(base, app.theme.secondary),
        ),
    ]);
    if rest.is_empty() {
        return [title, about, Line::default()];
    }
    [
        title,
        Line::from(vec![inset(), Span::styled(pad(rest, inner), base)]),
        about,
    ]
}

/// `ArcaMax  ×3      ~Jan 6`: outlet, how many outlets tell its story, date.
fn about(app: &App, entry: &Entry, row: usize, width: usize, style: Style) -> Span<'static> {
    let versions = match app.library.voices(row) {
        0 | 1 => String::new(),
        count => format!("×{count}  "),
    };
    let (outlet, date) = (entry.outlet_label(), entry.date_label());
    let both = format!("{versions}{date}");
    // The outlet's name matters most where room is short.
    let right = if cells(&outlet) + 1 + cells(&both) > width {
        date
    } else {
        both
    };
    let left = width.saturating_sub(cells(&right) + 1);
    Span::styled(
        pad(&format!("{} {right}", pad(&outlet, left)), width),
        style,
    )
}
