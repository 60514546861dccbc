//! Lists of lines over the panes: what could not be read, the reader's corrections, notes, and saved searches.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::canvas::{clear, put, row_of};
use super::style;
use crate::command::CommandId;
use crate::command::scope::Scope;
use crate::library::citation::Citation;
use crate::library::jotting::Jotting;
use crate::model::ink::Ink;
use crate::text::count::counted;
use crate::text::sanitize::clean_line;
use crate::text::width::{cells, pad, shorten, to_cells};
use crate::text::wrap;
use crate::tui::app::App;
use crate::tui::notes::AllNotes;
use crate::tui::saved::{Counted, Fits, SavedSearches};

/// Draws what could not be read and why: the rest of the folder is not affected.
pub fn problems(app: &App, cursor: usize, frame: &mut Frame<'_>) {
    let count = app.problem_count();
    let close = app.key_in(Scope::Problems, CommandId::BackOrQuit);
    let none = if app.loading {
        format!("No problem so far; still reading. {close} closes.")
    } else {
        format!("Everything was read without a problem. {close} closes.")
    };
    let list = Lines {
        heading: format!("PROBLEMS  {count}"),
        none: &none,
        count,
        cursor,
        full: app
            .problem(cursor)
            .map_or_else(String::new, |problem| problem.to_string()),
    };
    let line = |number: usize| {
        let Some(problem) = app.problem(number) else {
            return String::new();
        };
        let name = problem.source.rsplit('/').next().unwrap_or(&problem.source);
        let at = problem
            .line
            .map_or_else(String::new, |line| format!(":{line}"));
        format!(
            "{} {name}{at}  {}",
            pad(problem.severity.name(), 8),
            problem.reason
        )
    };
    list.render(app, frame, line);
}

/// Draws the reader's corrections, each with how much it changes.
pub fn corrections(app: &App, cursor: usize, frame: &mut Frame<'_>) {
    let corrections = app.library.corrections();
    let rules = &corrections.rules;
    let file = if corrections.source.is_empty() {
        String::new()
    } else {
        format!("  {}", corrections.source)
    };
    let making = [
        CommandId::Merge,
        CommandId::Split,
        CommandId::Dismiss,
        CommandId::Rename,
        CommandId::Means,
    ];
    let making = making.map(|id| app.key_in(Scope::Actors, id)).join(" ");
    let close = app.key_in(Scope::Corrections, CommandId::BackOrQuit);
    let none = format!("No corrections yet: {making} make them. {close} closes.");
    let list = Lines {
        heading: format!("YOUR CORRECTIONS  {}{file}", rules.len()),
        none: &none,
        count: rules.len(),
        cursor,
        full: rules.get(cursor).map_or_else(String::new, |numbered| {
            let told = format!("line {}: {}", numbered.line, numbered.rule);
            match app.library.overruled(numbered.line) {
                Some(by) => format!("{told}; line {by} says otherwise"),
                None => told,
            }
        }),
    };
    let line = |number: usize| {
        let numbered = &rules[number];
        let told = match app.library.ruled(numbered.line) {
            _ if app.library.overruled(numbered.line).is_some() => "overruled".to_owned(),
            0 => "fits nothing".to_owned(),
            count => counted(count, numbered.rule.unit()),
        };
        format!("{} {}", pad(&told, 13), app.library.told(&numbered.rule))
    };
    list.render(app, frame, line);
}

/// Draws the saved searches, each with how many articles fit.
pub fn saved(app: &App, saved: &SavedSearches, frame: &mut Frame<'_>) {
    let searches = saved.searches.as_deref().unwrap_or_default();
    let chosen = searches.get(saved.cursor);
    let [save, search] = [CommandId::SaveSearch, CommandId::SearchAll].map(|id| app.key(id));
    let close = app.key_in(Scope::Saved, CommandId::BackOrQuit);
    let none =
        format!("None yet: {save} saves a filter, or the last search of {search}. {close} closes.");
    let list = Lines {
        heading: format!("SAVED SEARCHES  {}", searches.len()),
        none: match (&saved.failed, &saved.searches) {
            (Some(reason), _) => reason,
            (None, None) => "Looking …",
            (None, Some(_)) => &none,
        },
        count: searches.len(),
        cursor: saved.cursor,
        full: chosen.map_or_else(String::new, |counted| match counted.fits {
            Fits::Unreadable => format!("cannot be read: {}", counted.saved.query),
            _ => counted.saved.query.clone(),
        }),
    };
    let names = searches.iter().map(|counted| cells(&counted.saved.name));
    let widest = names.max().unwrap_or(0);
    let name = widest.min(usize::from(app.areas.screen.width) / 2);
    let line = |number: usize| {
        let Counted { saved, fits } = &searches[number];
        format!(
            "{} {:>6}  {}",
            pad(&saved.name, name),
            fits.told(),
            saved.query
        )
    };
    list.render(app, frame, line);
}

/// Draws all notes and highlights, by article.
pub fn notes(app: &App, notes: &AllNotes, frame: &mut Frame<'_>) {
    let [select, jot] =
        [CommandId::Select, CommandId::Note].map(|id| app.key_in(Scope::Article, id));
    let [filter, close] =
        [CommandId::Filter, CommandId::BackOrQuit].map(|id| app.key_in(Scope::Notes, id));
    let none = if notes.all() > 0 {
        format!("None has these words. {filter} changes them, {close} closes.")
    } else {
        format!("None yet: {select} selects words to mark, {jot} writes a note. {close} closes.")
    };
    let heading = match notes.filter.text() {
        "" => format!("NOTES AND HIGHLIGHTS  {}", notes.all()),
        filter => format!(
            "NOTES AND HIGHLIGHTS  {} of {} with “{filter}”",
            notes.count(),
            notes.all()
        ),
    };
    let list = Lines {
        heading,
        none: match (&notes.failed, notes.is_known()) {
            (Some(reason), _) => reason,
            (None, false) => "Looking …",
            (None, true) => &none,
        },
        count: notes.count(),
        cursor: notes.cursor(),
        full: notes.chosen().map_or_else(String::new, full_note),
    };
    let wide = usize::from(app.areas.screen.width);
    let titled = (wide / 3).min(40);
    let line = |number: usize| {
        let Some(jotting) = notes.get(number) else {
            return String::new();
        };
        let ahead = number.checked_sub(1).and_then(|ahead| notes.get(ahead));
        let same = ahead.is_some_and(|ahead| ahead.note.article == jotting.note.article);
        let Citation { outlet, title, .. } = &jotting.citation;
        let title = if same {
            String::new()
        } else {
            format!("{outlet}: {title}")
        };
        let sign = jotting.note.ink.map_or(app.signs.note, Ink::sign);
        let quoted = clean_line(&jotting.quoted);
        let told = match clean_line(&jotting.note.text) {
            words if words.is_empty() => format!("“{quoted}”"),
            words if quoted.is_empty() => words,
            words => format!("{words} – “{quoted}”"),
        };
        let mark = if jotting.is_lost() {
            "place lost: "
        } else {
            ""
        };
        format!("{} {sign} {mark}{told}", pad(&title, titled))
    };
    list.render(app, frame, line);
}

/// All of a note: where it stands, what it is about, what it says.
fn full_note(jotting: &Jotting) -> String {
    let mut lines = vec![jotting.citation.told(jotting.paragraph)];
    let ink = jotting
        .note
        .ink
        .map(|ink| format!("marked as {}", ink.name()));
    let told = [Some(jotting.day()), ink, jotting.doubt().map(str::to_owned)];
    lines.push(told.into_iter().flatten().collect::<Vec<_>>().join(" · "));
    if !jotting.quoted.is_empty() {
        lines.push(format!("“{}”", clean_line(&jotting.quoted)));
    }
    if !jotting.note.text.is_empty() {
        lines.push(jotting.note.text.clone());
    }
    lines.join("\n")
}

/// A list with a cursor, and the line at the cursor in full below it.
struct Lines<'a> {
    heading: String,
    /// What is said where there is nothing to list.
    none: &'a str,
    count: usize,
    cursor: usize,
    full: String,
}

impl Lines<'_> {
    fn render(&self, app: &App, frame: &mut Frame<'_>, line: impl Fn(usize) -> String) {
        let screen = app.areas.screen;
        let area = Rect {
            height: screen.height - app.areas.footer.height,
            ..screen
        };
        clear(frame, area);
        let width = usize::from(area.width);
        let heading = shorten(&self.heading, width);
        put(
            frame,
            row_of(area, 0),
            Span::styled(heading, style::of(app.theme.accent)),
        );
        if self.count == 0 {
            let rows = usize::from(area.height).saturating_sub(2);
            let none = wrap::rows(self.none, width).into_iter().take(rows);
            for (y, row) in (2..).zip(none) {
                let text = row.of(self.none);
                let text = Span::styled(text, style::of(app.theme.secondary));
                put(frame, row_of(area, y), text);
            }
            return;
        }
        let cursor = self.cursor.min(self.count - 1);
        let full = wrap::rows(&self.full, width);
        let below = full.len().min(usize::from(area.height / 2));
        let rows = usize::from(area.height).saturating_sub(below + 3).max(1);
        let top = (cursor + 1).saturating_sub(rows);
        for (y, number) in (1..).zip((top..self.count).take(rows)) {
            let (look, sign) = if number == cursor {
                (app.theme.selection, app.signs.cursor)
            } else {
                (app.theme.text, " ")
            };
            let at = row_of(area, y);
            if at.width > 0 {
                let text = pad(&format!("{sign} {}", line(number)), width);
                put(frame, at, Span::styled(text, style::of(look)));
            }
        }
        let first = usize::from(area.height).saturating_sub(below);
        for (y, row) in (first..).zip(full.into_iter().take(below)) {
            let text = row.of(&self.full);
            put(
                frame,
                row_of(area, to_cells(y)),
                Span::styled(text, style::of(app.theme.secondary)),
            );
        }
    }
}
