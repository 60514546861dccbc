//! Every outlet's words for the chosen one, side by side, under a line of time.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::canvas::{clear, put, row_of};
use super::style::{self, actor_style};
use crate::library::timeline::{TIMED, Timeline};
use crate::library::wordings::READ;
use crate::text::count::counted;
use crate::text::width::{cells, pad, shorten, to_cells};
use crate::tui::app::App;
use crate::tui::layout;
use crate::tui::words::{Column, Words, column_width, columns_shown};

/// So many marks are better than longer words beside them.
const LEAST_MARKS: usize = 20;

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
        articles if articles > READ => format!(
            "{which}; the newest {READ} of {}",
            counted(articles, "article")
        ),
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
        let told = time_line(
            app,
            timeline,
            app.library.spread(words.actor).articles,
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

/// `▁▂█▁  2025-08-19 to 2026-01-06, a mark for each 3 days; 1 article without a day` in `width` cells. Where there is less room,
/// marks stand for more days, as long as there are enough of them; then less is told.
fn time_line(app: &App, timeline: &Timeline, articles: usize, width: usize) -> String {
    let count = timeline.counts.len();
    let least = LEAST_MARKS.min(count);
    let whole = [true, false].into_iter().flat_map(|besides| {
        let enough = (1..=count).take_while(move |each| count.div_ceil(*each) >= least);
        enough.map(move |each| (each, told_days(timeline, each, articles, besides)))
    });
    let bare = (1..=count).map(|each| (each, span(timeline)));
    let mut ways = whole.chain(bare);
    let fits = |(each, told): &(usize, String)| count.div_ceil(*each) + 2 + cells(told) <= width;
    match ways.find(fits) {
        Some((each, told)) => format!("{}  {told}", marks(app, timeline, each)),
        None => shorten(&span(timeline), width),
    }
}

/// `2025-08-19 to 2026-01-06`.
fn span(timeline: &Timeline) -> String {
    if timeline.first == timeline.last {
        timeline.first.clone()
    } else {
        format!("{} to {}", timeline.first, timeline.last)
    }
}

/// The days, and for how many of them one mark stands that is put together of `each`; where that is wanted, also what is not
/// among the marks.
fn told_days(timeline: &Timeline, each: usize, articles: usize, besides: bool) -> String {
    let days = match timeline.days * each {
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
    let besides = if besides {
        undated + &within
    } else {
        String::new()
    };
    format!("{}{days}{besides}", span(timeline))
}

/// A mark for every `each` spans of the timeline.
fn marks(app: &App, timeline: &Timeline, each: usize) -> String {
    let counts = timeline
        .counts
        .chunks(each.max(1))
        .map(|spans| spans.iter().sum());
    let counts: Vec<usize> = counts.collect();
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let levels = app.signs.levels;
    let mark = |&count: &usize| match count {
        0 => " ",
        // The largest is the highest mark, and one mention is still seen.
        count => levels[(count * levels.len()).div_ceil(most) - 1],
    };
    counts.iter().map(mark).collect()
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
            let count = item.count.filter(|_| line + 1 == rows.len());
            let text = told(row, count);
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
fn told(row: &str, count: Option<usize>) -> String {
    match count {
        Some(count) if count > 1 => format!("{row} ×{count}"),
        _ => row.to_owned(),
    }
}
