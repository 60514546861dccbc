//! The bottom of the screen: where one is, and the keys that matter now.

use std::borrow::Cow;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::canvas::{clear, put, row_of};
use super::style;
use crate::command::CommandId;
use crate::command::scope::Scope;
use crate::text::count::{counted, grouped};
use crate::text::range::TextRange;
use crate::text::sanitize::clean_line;
use crate::text::width::{cells, pad, shorten, tail, to_cells};
use crate::text::wrap;
use crate::tui::app::{App, Message, Overlay};
use crate::tui::correcting::Correcting;
use crate::tui::focus::Focus;
use crate::tui::key_hints::{self, Shown};
use crate::tui::search::pointed;
use crate::tui::sieve::Filtering;
use crate::tui::versions::Versions;

/// The most rows of a message: so many, and on a high screen one row in so many.
const SAID: (u16, u16) = (3, 8);

/// Draws the footer into `area`: one row of state where there is only one, a row of keys below it where there are two.
pub fn render(app: &App, frame: &mut Frame<'_>, area: Rect) {
    if area.is_empty() {
        return;
    }
    let state = row_of(area, 0);
    let alarmed = app.message.as_ref().is_some_and(|message| message.alarm);
    match (typing(app, area.width), &app.message) {
        (Some((label, text)), _) if !alarmed => typed(app, frame, state, &label, text),
        (_, Some(message)) => {
            if said(app, message, frame) > 1 {
                return;
            }
        }
        // Where there is but one row, the keys of a view with a line of its own matter more than where one is.
        _ if area.height == 1
            && matches!(app.overlay, Some(Overlay::Search(_) | Overlay::Saved(_))) =>
        {
            let line = hints(app, usize::from(area.width));
            frame
                .buffer_mut()
                .set_line(state.x, state.y, &line, state.width);
        }
        _ => put(
            frame,
            state,
            Span::styled(
                status(app, usize::from(area.width)),
                style::of(app.theme.secondary),
            ),
        ),
    }
    if area.height > 1 {
        let line = hints(app, usize::from(area.width));
        let row = row_of(area, 1);
        frame.buffer_mut().set_line(row.x, row.y, &line, row.width);
    }
}

/// Draws a message; where it is too long for the row of the state, also over the keys and what is above. Gives the number of
/// its rows.
fn said(app: &App, message: &Message, frame: &mut Frame<'_>) -> u16 {
    let look = if message.alarm {
        app.theme.alarm
    } else {
        app.theme.accent
    };
    let screen = app.areas.screen;
    let width = usize::from(screen.width).saturating_sub(1);
    let text = message.text.as_str();
    let rows = wrap::rows(text, width);
    let height = rows_of(app, message);
    let below = app.areas.footer.height.max(height);
    let area = Rect {
        y: screen.bottom() - below,
        height,
        ..screen
    };
    if height > 1 {
        clear(frame, area);
    }
    for (y, row) in (0..height).zip(&rows) {
        let shown = if y + 1 == height && usize::from(height) < rows.len() {
            shorten(TextRange::new(row.start, text.len()).of(text), width)
        } else {
            row.of(text).to_owned()
        };
        let at = row_of(area, y);
        put(
            frame,
            at,
            Span::styled(format!(" {shown}"), style::of(look)),
        );
    }
    height
}

/// Draws a message once more that is longer than the foot of the screen, over whatever has been drawn above that since.
pub fn long_message(app: &App, frame: &mut Frame<'_>) {
    let typed = typing(app, app.areas.footer.width).is_some();
    if let Some(message) = app.message.as_ref().filter(|said| said.alarm || !typed)
        && rows_of(app, message) > app.areas.footer.height
    {
        said(app, message, frame);
    }
}

/// How many rows a message takes.
fn rows_of(app: &App, message: &Message) -> u16 {
    let screen = app.areas.screen;
    let width = usize::from(screen.width).saturating_sub(1);
    let rows = to_cells(wrap::rows(&message.text, width).len());
    let most = SAID.0.max(screen.height / SAID.1);
    rows.min(most).min(screen.height)
}

/// What is being typed at the bottom of the screen, and the label in front of it.
fn typing(app: &App, width: u16) -> Option<(String, &str)> {
    match &app.overlay {
        Some(Overlay::Find(find)) => {
            let label = match find.pane {
                _ if width < 50 => " /",
                Focus::List => " search the titles: ",
                _ => " search the article: ",
            };
            Some((label.to_owned(), find.field.text()))
        }
        Some(Overlay::Tags(tagging)) => {
            let fitting = tagging.fitting();
            let label = match fitting.first() {
                Some(tag) if width >= 50 => format!(" tags (Tab for {tag}): "),
                _ => " tags: ".to_owned(),
            };
            Some((label, tagging.text()))
        }
        Some(Overlay::Correct(asked)) => match &**asked {
            Correcting::Name(naming) => Some((format!(" {}", naming.title), naming.field.text())),
            _ => None,
        },
        Some(Overlay::Pipe(field)) => Some((" article | ".to_owned(), field.text())),
        Some(Overlay::Export(exporting, _)) => {
            Some((exporting.label(width)?, exporting.field.text()))
        }
        Some(Overlay::Notes(notes)) if notes.typing => {
            Some((" only with: ".to_owned(), notes.filter.text()))
        }
        Some(Overlay::Saving(saving, _)) => {
            Some((format!(" {}", saving.title()), saving.field.text()))
        }
        _ => None,
    }
}

/// Draws the line in which a filter is typed, and under it what is wrong: in place of the last two rows of the screen.
pub fn filter(app: &App, filtering: &Filtering, frame: &mut Frame<'_>) {
    let screen = app.areas.screen;
    let height = screen.height.min(2);
    let area = Rect {
        y: screen.bottom() - height,
        height,
        ..screen
    };
    let label = if area.width < 50 {
        " F: "
    } else {
        " show only: "
    };
    if let Some(mistake) = &filtering.mistake {
        clear(frame, area);
        let width = usize::from(area.width);
        let below = pointed(mistake, filtering.field.text(), cells(label), width);
        let look = if mistake.unfinished {
            app.theme.secondary
        } else {
            app.theme.alarm
        };
        // What takes more than a row covers the panes, not the line.
        let rows = to_cells(below.len()).min(screen.height.saturating_sub(1));
        let area = Rect {
            y: screen.bottom() - rows,
            height: rows,
            ..screen
        };
        for (row, line) in (0..).zip(&below) {
            put(
                frame,
                row_of(area, row),
                Span::styled(pad(line, width), style::of(look)),
            );
        }
        let line = Rect {
            y: area.y.saturating_sub(1),
            height: 1,
            ..screen
        };
        clear(frame, line);
        return typed(app, frame, line, label, filtering.field.text());
    }
    let line = row_of(app.areas.footer, 0);
    if line.width > 0 {
        clear(frame, line);
        typed(app, frame, line, label, filtering.field.text());
    }
}

/// A line that is being typed, behind its label, with the cursor at its end.
fn typed(app: &App, frame: &mut Frame<'_>, at: Rect, label: &str, text: &str) {
    let room = usize::from(at.width).saturating_sub(cells(label) + 1);
    let shown = format!("{label}{}", tail(text, room));
    let end = to_cells(cells(&shown)).min(at.width.saturating_sub(1));
    put(frame, at, Span::styled(shown, style::of(app.theme.accent)));
    frame.set_cursor_position((at.x + end, at.y));
}

/// `5 articles · 2 unread · reading …          62 %`.
fn status(app: &App, width: usize) -> String {
    // What is asked over a view leaves the row of the view as it is.
    let over = app.overlay.as_ref().map(Overlay::read);
    if let Some(Overlay::Versions(versions)) = over {
        return legend(app, versions, width);
    }
    if let Some(Overlay::Hints(_)) = over {
        let told = [
            " type the letters on a link or a name to go there",
            " type the letters to go there",
        ];
        return fitting(told.map(str::to_owned), width);
    }
    if let Some(Overlay::Compare(_)) = over {
        let signs = &app.signs;
        let told = [("same fact", "told differently"), ("same", "near")].map(|(same, near)| {
            let (equal, about, only) = (signs.same, signs.near, signs.only);
            format!(" {equal} {same}  {about} {near}  {only} only here")
        });
        return fitting(told, width);
    }
    if let Some(Overlay::Edited(_)) = over {
        let signs = &app.signs;
        let told = format!(
            " {} taken out  {} put in  {} moved  {} small edit",
            signs.removed, signs.added, signs.moved, signs.small
        );
        return shorten(&told, width);
    }
    if let Some(Overlay::Select(select)) = over {
        let ink = select.inked.map_or_else(String::new, |ink| {
            let key = app.key_in(Scope::Select, CommandId::Highlight);
            format!(" · marked as {}: {key} the next, 1-4 which", ink.name())
        });
        let words = counted(select.words(), "word");
        let count = app.typed.count();
        let count = count.map_or_else(String::new, |count| format!(" · {count}"));
        return shorten(&format!(" {words} selected{ink}{count}"), width);
    }
    if let Some(note) = app.note_here().filter(|_| app.overlay.is_none())
        && app.focus == Focus::Article
        && !note.text.is_empty()
    {
        let told = format!(" {} {}", app.signs.note, clean_line(&note.text));
        return shorten(&told, width);
    }
    let unread = app.unread();
    let mut parts = vec![
        counted(app.library.len(), "article"),
        format!("{} unread", grouped(unread)),
    ];
    if app.loading {
        parts.push(app.told_far());
    }
    parts.extend(app.open_marks());
    let problems = app.problem_count();
    if problems > 0 {
        parts.push(counted(problems, "problem"));
    }
    if let Some(count) = app.typed.count() {
        parts.push(count.to_string());
    }
    let progress = if app.panes.zen && app.minutes_left() > 0 {
        format!("{} min left  {} % ", app.minutes_left(), app.progress)
    } else if app.reader.is_some() {
        format!("{} % ", app.progress)
    } else {
        String::new()
    };
    // Where there is no row for the keys, at least the one that leads to all others.
    let help = app.keys.shown_in(app.scope(), CommandId::Help).into_iter();
    let mut help = help.filter(|_| app.areas.footer.height < 2 && width >= 36);
    let help = help.next();
    let help = help.map_or_else(String::new, |keys| format!("{keys} help  "));
    let right = format!("{help}{progress}");
    let left = width.saturating_sub(cells(&right));
    format!("{}{right}", pad(&format!(" {}", whole(&parts, left)), left))
}

/// The parts from the first on that there is room for, each whole, with a gap behind them; at least the first.
fn whole(parts: &[String], width: usize) -> String {
    let room = width.saturating_sub(3);
    let fits = (1..=parts.len())
        .rev()
        .map(|count| parts[..count].join(" · "));
    let mut fits = fits.skip_while(|told| cells(told) > room);
    fits.next()
        .unwrap_or_else(|| shorten(&parts.join(" · "), room))
}

/// The first of two that there is room for; else the shorter one, cut.
fn fitting([long, short]: [String; 2], width: usize) -> String {
    if cells(&long) <= width {
        long
    } else {
        shorten(&short, width)
    }
}

/// `AM ArcaMax  Bl Bloomberg · = same fact ≈ told differently`: what the marks and signs of the versions stand for.
fn legend(app: &App, versions: &Versions, width: usize) -> String {
    let signs = &app.signs;
    let signs = format!(
        "{} same fact  {} told differently  {} not there",
        signs.same, signs.near, signs.only
    );
    let outlets = versions.others().map(|version| {
        let entry = &versions.sheet.entries[version];
        format!("{} {}", versions.marks[version], entry.head.outlet_label())
    });
    let outlets = outlets.collect::<Vec<_>>().join("  ");
    let all = format!(" {outlets} · {signs}");
    // Where there is no room for both, the marks are what nobody knows.
    if cells(&all) <= width {
        all
    } else {
        shorten(&format!(" {outlets}"), width)
    }
}

/// As many of the hints as fit, each whole; there is always room for the one that tells how to get out.
fn hints(app: &App, width: usize) -> Line<'static> {
    let mut spans = vec![Span::raw(" ")];
    let mut used = 1;
    let mut told = std::collections::HashSet::new();
    let hints = key_hints::of(app);
    let wide = |hint: &Shown| cells(&hint.keys) + 1 + cells(hint.told) + 2;
    let mut kept = hints.iter().find(|hint| hint.leads_out).map_or(0, wide);
    for hint in hints {
        if !told.insert(hint.keys.clone()) {
            continue;
        }
        if hint.leads_out {
            kept = 0;
        }
        let wide = wide(&hint);
        if used + wide + kept > width {
            continue;
        }
        used += wide;
        spans.push(Span::styled(hint.keys, style::of(app.theme.heading)));
        spans.push(Span::styled(
            format!(" {}  ", hint.told),
            style::of(app.theme.secondary),
        ));
    }
    Line::from(spans)
}

/// What may follow the keys typed so far, or the keys of a view where they were asked for, over the lower end of the screen.
pub fn continuations(app: &App, frame: &mut Frame<'_>) {
    let Some((heading, follow)) = follow(app) else {
        return;
    };
    let screen = app.areas.screen;
    let room = screen.height.saturating_sub(app.areas.footer.height);
    let height = to_cells(follow.len() + 1).min(room);
    let keys = follow.iter().map(|(keys, _)| cells(keys)).max();
    let keys = keys.unwrap_or(0).max(3);
    let lines = follow
        .iter()
        .map(|(typed, told)| format!(" {} {told}", pad(typed, keys)));
    let lines: Vec<String> = std::iter::once(format!(" {heading}"))
        .chain(lines)
        .collect();
    let widest = lines.iter().map(|line| cells(line) + 1).max().unwrap_or(0);
    let width = to_cells(widest).min(screen.width);
    let area = Rect {
        x: screen.right() - width,
        y: room - height,
        width,
        height,
    };
    clear(frame, area);
    for (row, line) in (0..).zip(lines) {
        let look = if row == 0 {
            app.theme.accent
        } else {
            app.theme.text
        };
        let at = row_of(area, row);
        if at.width > 0 {
            let line = pad(&line, usize::from(width));
            put(frame, at, Span::styled(line, style::of(look)));
        }
    }
}

/// Keys, and what each of them does.
type Rows<'a> = Vec<(String, Cow<'a, str>)>;

/// What is said above the keys that may come next, and each of them with what it does; none while none is asked for.
fn follow(app: &App) -> Option<(String, Rows<'_>)> {
    let scope = app.scope();
    if app.typed.shows_help() {
        return Some(("keys here".to_owned(), key_hints::all(app)));
    }
    let typed = app.typed.keys();
    let follow = || app.keys.continuations(scope, typed);
    (!typed.is_empty()).then(|| (format!("{} …", app.typed.shown()), follow()))
}
