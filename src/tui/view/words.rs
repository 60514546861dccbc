//! Every outlet's words for the chosen one, side by side, under a line of time.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::canvas::{clear, put, row_of};
use super::style::{self, actor_style};
use crate::library::timeline::{TIMED, Timeline};
use crate::library::wordings::READ;
use crate::text::range::TextRange;
use crate::text::width::{cells, pad, shorten, to_cells};
use crate::tui::app::App;
use crate::tui::layout;
use crate::tui::words::{Column, Words, column_width, columns_shown};

/// Draws `words` over the panes.
pub fn render(app: &App, words: &Words, frame: &mut Frame<'_>) {
    let area = layout::over_panes(app.areas);
    clear(frame, area);
    let Some(actor) = app.library.actor(words.actor) else {
        return;
    };
    let width = usize::from(area.width);
    let name = actor_style(&app.theme, app.library.colour(&actor), actor.kind);
    let secondary = style::of(app.theme.secondary);
    let title = format!("{}  ", actor.name);
    let (count, shown) = (
        words.columns.len(),
        columns_shown(width, words.columns.len()),
    );
    let which = if count > shown {
        let last = (words.first + shown).min(count);
        format!(
            "outlets {} to {last} of {count}, l for more",
            words.first + 1
        )
    } else {
        "in the words of each outlet".to_owned()
    };
    let more = match app.library.spread(words.actor).articles {
        articles if articles > READ => format!("{which}; the newest {READ} of {articles} articles"),
        _ => which,
    };
    let room = width.saturating_sub(cells(&title));
    let heading = Line::from(vec![
        Span::styled(title, name),
        Span::styled(shorten(&more, room), secondary),
    ]);
    let at = row_of(area, 0);
    frame.buffer_mut().set_line(at.x, at.y, &heading, at.width);
    if let Some(timeline) = &words.timeline {
        let told = shorten(
            &time_line(app, timeline, app.library.spread(words.actor).articles),
            width,
        );
        put(frame, row_of(area, 1), Span::styled(told, secondary));
    }
    let below = layout::word_columns(area);
    let wide = to_cells(column_width(width, words.columns.len()));
    for (place, (number, column)) in words
        .columns
        .iter()
        .enumerate()
        .skip(words.first)
        .take(shown)
        .enumerate()
    {
        let x = below.x + wide * to_cells(place);
        if place > 0 {
            for y in below.top()..below.bottom() {
                let rule = Span::styled(app.signs.rule, style::of(app.theme.rule));
                put(frame, Rect::new(x - 1, y, 1, 1), rule);
            }
        }
        let own = Rect {
            x,
            width: (wide - 1).min(below.right() - x),
            ..below
        };
        column_lines(app, column, number == words.column, frame, own);
    }
}

/// `▁▂█▁  2025-08-19 to 2026-01-06, a mark for each 3 days; 1 article undated`.
fn time_line(app: &App, timeline: &Timeline, articles: usize) -> String {
    let most = timeline.counts.iter().copied().max().unwrap_or(0).max(1);
    let levels = app.signs.levels;
    let mark = |&count: &usize| match count {
        0 => " ",
        // The largest is the highest mark, and one mention is still seen.
        count => levels[(count * levels.len()).div_ceil(most) - 1],
    };
    let marks: String = timeline.counts.iter().map(mark).collect();
    let span = if timeline.first == timeline.last {
        timeline.first.clone()
    } else {
        format!("{} to {}", timeline.first, timeline.last)
    };
    let days = match timeline.days {
        1 => String::new(),
        days => format!(", a mark for each {days} days"),
    };
    let undated = match timeline.undated {
        0 => String::new(),
        count => format!(
            "; {} without a day",
            crate::text::count::counted(count, "article")
        ),
    };
    let within = if articles > TIMED {
        format!("; the newest {TIMED} articles")
    } else {
        String::new()
    };
    format!("{marks}  {span}{days}{undated}{within}")
}

fn column_lines(app: &App, column: &Column, focused: bool, frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width);
    let look = if focused {
        app.theme.accent
    } else {
        app.theme.heading
    };
    put(
        frame,
        row_of(area, 0),
        Span::styled(shorten(&column.outlet, width), style::of(look)),
    );
    put(
        frame,
        row_of(area, 1),
        Span::styled(
            shorten(&column.about, width),
            style::of(app.theme.secondary),
        ),
    );
    let inner = width.saturating_sub(2);
    let mut y = 2;
    for (number, item) in column.items.iter().enumerate().skip(column.top) {
        if y >= area.height {
            break;
        }
        if let Some(heading) = item.heading {
            put(
                frame,
                row_of(area, y),
                Span::styled(heading, style::of(app.theme.secondary)),
            );
            y += 1;
        }
        let selected = focused && number == column.cursor;
        let base = style::of(if selected {
            app.theme.selection
        } else {
            app.theme.text
        });
        let rows = item.rows(inner);
        for (line, row) in rows.iter().enumerate() {
            let sign = match (selected, line) {
                (true, 0) => app.signs.cursor,
                _ => " ",
            };
            let text = told(
                &item.text,
                *row,
                item.count.filter(|_| line + 1 == rows.len()),
            );
            put(
                frame,
                row_of(area, y),
                Span::styled(pad(&format!("{sign} {text}"), width), base),
            );
            y += 1;
        }
    }
}

/// A row of the words, with their count behind the last.
fn told(text: &str, row: TextRange, count: Option<usize>) -> String {
    match count {
        Some(count) if count > 1 => format!("{} ×{count}", row.of(text)),
        _ => row.of(text).to_owned(),
    }
}
