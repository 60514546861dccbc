//! A search of everything over the panes: the line that is typed, what is wrong with it, and the results.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::canvas::{clear, put, row_of};
use super::style::{self, Painted};
use crate::library::seek::question::Hit;
use crate::text::range::TextRange;
use crate::text::width::{cells, pad, shorten, tail, to_cells};
use crate::text::wrap;
use crate::tui::app::App;
use crate::tui::layout;
use crate::tui::search::{BESIDE, PROMPT, Search, Snippet, advice};

/// The language in a few lines, for whoever has typed nothing yet.
const LANGUAGE: &[(&str, &str)] = &[
    ("fog ferry", "both words, anywhere in the article"),
    ("\"fog bank\"  harb*", "words in a row; the start of a word"),
    (
        "-ferry  a or b  (a or b) c",
        "without it; one of them; groups",
    ),
    ("actor:doe  says:doe", "names the actor; quotes it"),
    (
        "place: topic: outlet: story: tag:",
        "where, about what, by whom",
    ),
    (
        "date:2026-01  after: before:  newer:7d",
        "when it was published",
    ),
    ("is:unread  is:starred  is:noted", "what you did with it"),
    (
        "kind:headline  kind:caption  kind:prose",
        "where the words stand",
    ),
];

/// Draws `search` over the panes.
pub fn render(app: &App, search: &Search, frame: &mut Frame<'_>) {
    let area = layout::over_panes(app.areas);
    clear(frame, area);
    let width = usize::from(area.width);
    heading(app, search, frame, row_of(area, 0));
    line(app, search, frame, row_of(area, 1));
    let below = search.below_line(width);
    let look = match &search.mistake {
        Some(mistake) if !mistake.unfinished => app.theme.alarm,
        _ => app.theme.secondary,
    };
    for (row, text) in (2..).zip(&below) {
        put(
            frame,
            row_of(area, row),
            Span::styled(text.as_str(), style::of(look)),
        );
    }
    let above = to_cells(2 + below.len().max(1)).min(area.height);
    let rest = Rect {
        y: area.y + above,
        height: area.height - above,
        ..area
    };
    if search.hits.is_empty() {
        nothing(app, search, frame, rest);
    } else {
        results(app, search, frame, rest);
    }
}

/// `SEARCH  newest first          30+ found`.
fn heading(app: &App, search: &Search, frame: &mut Frame<'_>, at: Rect) {
    let width = usize::from(at.width);
    let told = search.told();
    let title = format!("SEARCH  {}", search.order.told());
    let left = width.saturating_sub(cells(&told) + 1);
    let spans = vec![
        Span::styled(pad(&title, left), style::of(app.theme.accent)),
        Span::styled(format!("{told} "), style::of(app.theme.secondary)),
    ];
    let line = Line::from(spans);
    frame.buffer_mut().set_line(at.x, at.y, &line, at.width);
}

/// The line that is typed, with the cursor at its end.
fn line(app: &App, search: &Search, frame: &mut Frame<'_>, at: Rect) {
    if at.width == 0 {
        return;
    }
    let room = usize::from(at.width).saturating_sub(cells(PROMPT) + 1);
    let shown = tail(search.field.text(), room);
    let end = to_cells(cells(PROMPT) + cells(shown)).min(at.width - 1);
    let heading = style::of(app.theme.heading);
    let look = if search.field.is_selected() {
        style::of(app.theme.selection)
    } else {
        heading
    };
    let line = Line::from(vec![
        Span::styled(PROMPT, heading),
        Span::styled(shown, look),
    ]);
    frame.buffer_mut().set_line(at.x, at.y, &line, at.width);
    frame.set_cursor_position((at.x + end, at.y));
}

/// What stands where there is no result: how to ask, that there is none and what to try, or what went wrong.
fn nothing(app: &App, search: &Search, frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width);
    let (look, lines) = match (&search.failed, &search.query) {
        (Some(reason), _) => (app.theme.alarm, vec![reason.clone()]),
        (None, None) => return language(app, frame, area),
        (None, Some(_)) if search.is_waiting() => return,
        (None, Some(query)) => {
            let tried = advice(query)
                .into_iter()
                .map(|advice| format!("  {advice}"));
            let mut lines = vec![format!("Nothing fits {query}. What may help:")];
            lines.extend(tried);
            (app.theme.secondary, lines)
        }
    };
    let rows = lines.iter().flat_map(|line| {
        let inset = line.len() - line.trim_start().len();
        let rows = wrap::rows(line.trim_start(), width.saturating_sub(inset + 2).max(1));
        let text = line.trim_start();
        rows.into_iter()
            .map(move |row| format!(" {}{}", " ".repeat(inset), row.of(text)))
    });
    for (row, text) in (0..area.height).zip(rows) {
        put(
            frame,
            row_of(area, row),
            Span::styled(text, style::of(look)),
        );
    }
}

fn language(app: &App, frame: &mut Frame<'_>, area: Rect) {
    let widest = LANGUAGE.iter().map(|(written, _)| cells(written)).max();
    let left = widest.unwrap_or(0);
    let width = usize::from(area.width);
    let about = " Three letters of a word are enough.";
    put(
        frame,
        row_of(area, 0),
        Span::styled(shorten(about, width), style::of(app.theme.secondary)),
    );
    for (row, (written, means)) in (2..area.height).zip(LANGUAGE) {
        let spans = vec![
            Span::styled(
                format!(" {}", pad(written, left.min(width.saturating_sub(1)))),
                style::of(app.theme.heading),
            ),
            Span::styled(format!("  {means}"), style::of(app.theme.secondary)),
        ];
        let at = row_of(area, row);
        frame
            .buffer_mut()
            .set_line(at.x, at.y, &Line::from(spans), at.width);
    }
}

/// The results on screen.
fn results(app: &App, search: &Search, frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width);
    let mut y = 0;
    for (number, hit) in search.hits.iter().enumerate().skip(search.top) {
        if y >= area.height {
            break;
        }
        let selected = number == search.cursor;
        let snippet = Snippet::of(hit, width.saturating_sub(5));
        let mut rows = titled(app, search, hit, selected, width);
        rows.extend(snippet.rows.iter().map(|row| pieces(app, &snippet, *row)));
        for line in rows {
            let at = row_of(area, y);
            if at.width > 0 {
                frame.buffer_mut().set_line(at.x, at.y, &line, at.width);
            }
            y += 1;
        }
    }
}

/// The headline of a result, its outlet and date: on one row where there is room.
fn titled<'a>(
    app: &App,
    search: &Search,
    hit: &'a Hit,
    selected: bool,
    width: usize,
) -> Vec<Line<'a>> {
    let base = if selected {
        style::of(app.theme.selection)
    } else {
        style::of(app.theme.heading)
    };
    let cursor = if selected { app.signs.cursor } else { " " };
    let unread = !app.is_read(hit.id);
    let mark = if unread { app.signs.unread } else { " " };
    let margin = Span::styled(
        format!("{cursor}{mark} "),
        style::over(base, app.theme.accent),
    );
    let about = format!("{}  {}", hit.outlet_label, hit.date_label());
    let beside = width >= BESIDE;
    let room = width.saturating_sub(3);
    let aside = if beside {
        shorten(&about, room / 2)
    } else {
        String::new()
    };
    // A headline that is cut does not touch what stands behind it.
    let gap = if beside { 2 } else { 0 };
    let room = room.saturating_sub(cells(&aside) + 1 + gap);
    let mut line = headline(app, search, hit, base, room);
    line.spans.insert(0, margin);
    line.spans.push(Span::styled(
        format!("{}{aside} ", " ".repeat(gap)),
        style::over(base, app.theme.secondary),
    ));
    let mut lines = vec![line];
    if !beside {
        let about = shorten(&about, width.saturating_sub(4));
        lines.push(Line::styled(
            format!("   {about}"),
            style::of(app.theme.secondary),
        ));
    }
    lines
}

/// The headline in exactly so many cells, what was looked for marked in it.
fn headline<'a>(app: &App, search: &Search, hit: &'a Hit, base: Style, room: usize) -> Line<'a> {
    let title = shorten(&hit.title, room);
    let fill = " ".repeat(room.saturating_sub(cells(&title)));
    let found = search.needle.as_ref().map(|needle| needle.all_in(&title));
    let layers: Vec<Painted> = found
        .unwrap_or_default()
        .into_iter()
        .map(|range| (range, app.theme.found))
        .collect();
    let painted = style::painted(&title, TextRange::new(0, title.len()), base, &layers);
    let spans = painted.spans.into_iter();
    let spans = spans.map(|span| Span::styled(span.content.into_owned(), span.style));
    spans
        .chain(std::iter::once(Span::styled(fill, base)))
        .collect()
}

/// A row of a snippet with the words found.
fn pieces<'a>(app: &App, snippet: &'a Snippet, row: TextRange) -> Line<'a> {
    let marks = snippet.marks.iter();
    let layers: Vec<Painted> = marks.map(|mark| (*mark, app.theme.found)).collect();
    let mut line = style::painted(&snippet.text, row, style::of(app.theme.text), &layers);
    line.spans.insert(0, Span::raw("     "));
    let spans = line.spans.into_iter();
    let spans = spans.map(|span| Span::styled(span.content.into_owned(), span.style));
    spans.collect()
}
