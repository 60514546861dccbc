//! The bottom of the screen: where one is, and the keys that matter now.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;

use super::canvas::{put, row_of};
use super::style;
use crate::command::{COMMANDS, Command, CommandId, Scope, command};
use crate::model::query::Order;
use crate::text::count::counted;
use crate::text::width::{cells, pad, shorten, tail, to_cells};
use crate::tui::app::{App, Overlay};
use crate::tui::correcting::Correcting;
use crate::tui::focus::Focus;
use crate::tui::search::pointed;
use crate::tui::sheet::Sheet;
use crate::tui::sieve::Filtering;
use crate::tui::versions::Versions;

/// Draws the footer into `area`: one row of state where there is only one, a row of keys below it where there are two.
pub fn render(app: &App, frame: &mut Frame<'_>, area: Rect) {
    if area.is_empty() {
        return;
    }
    let state = row_of(area, 0);
    match (typing(app, area.width), &app.message) {
        (Some((label, text)), _) => typed(app, frame, state, &label, text),
        (_, Some(message)) => {
            let look = if message.alarm {
                app.theme.alarm
            } else {
                app.theme.accent
            };
            put(
                frame,
                state,
                Span::styled(
                    shorten(&format!(" {}", message.text), usize::from(area.width)),
                    style::of(look),
                ),
            );
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
        frame.render_widget(Clear, area);
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
        frame.render_widget(Clear, line);
        return typed(app, frame, line, label, filtering.field.text());
    }
    let line = row_of(app.areas.footer, 0);
    if line.width > 0 {
        frame.render_widget(Clear, line);
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
    if let Some(Overlay::Versions(versions)) = &app.overlay {
        return legend(app, versions, width);
    }
    if let Some(Overlay::Edited(_)) = &app.overlay {
        let signs = &app.signs;
        let told = format!(
            " {} taken out  {} put in  {} moved  {} small edit",
            signs.removed, signs.added, signs.moved, signs.small
        );
        return shorten(&told, width);
    }
    let unread = app.unread();
    let mut parts = vec![
        counted(app.library.len(), "article"),
        format!("{unread} unread"),
    ];
    if app.loading {
        parts.push("reading …".to_owned());
    }
    parts.extend(app.open_marks());
    let problems = app.library.problem_count();
    if problems > 0 {
        parts.push(counted(problems, "problem"));
    }
    if let Some(count) = app.count {
        parts.push(count.to_string());
    }
    let progress = if app.reader.is_some() {
        format!("{} % ", app.progress)
    } else {
        String::new()
    };
    // Where there is no row for the keys, at least the one that leads to all others.
    let help = if app.areas.footer.height < 2 && width >= 36 {
        format!("{} help  ", app.keys.shown(CommandId::Help))
    } else {
        String::new()
    };
    let right = format!("{help}{progress}");
    let left = width.saturating_sub(cells(&right));
    format!("{}{right}", pad(&format!(" {}", parts.join(" · ")), left))
}

fn hints(app: &App, width: usize) -> Line<'static> {
    let Some(overlay) = &app.overlay else {
        return pane_hints(app, width);
    };
    let list = overlay_hints(overlay).into_iter();
    hint_line(app, width, list.map(|(keys, hint)| (keys.to_owned(), hint)))
}

/// The keys of what lies over the panes, and what they do.
fn overlay_hints(overlay: &Overlay) -> Vec<(&'static str, &'static str)> {
    match overlay {
        Overlay::Picker(_) => vec![
            ("^j ^k", "move"),
            ("Enter", "choose"),
            ("^u", "clear"),
            ("Esc", "close"),
        ],
        Overlay::Search(search) => vec![
            ("^j ^k", "move"),
            ("Enter", "go there"),
            (
                "^r",
                match search.order {
                    Order::Relevance => "newest first",
                    _ => "by relevance",
                },
            ),
            ("^s", "save"),
            ("^u", "clear"),
            ("Esc", "close"),
        ],
        Overlay::Filter(_) => vec![("Enter", "keep"), ("^u", "clear"), ("Esc", "take it off")],
        Overlay::Saved(_) => vec![
            ("j k", "move"),
            ("Enter", "filter the list"),
            ("/", "search"),
            ("r", "rename"),
            ("x", "remove"),
            ("q", "close"),
        ],
        Overlay::Saving(..) => vec![("Enter", "save"), ("^u", "clear"), ("Esc", "leave it")],
        Overlay::Tags(_) => vec![
            ("Tab", "complete"),
            ("Enter", "set"),
            ("^u", "clear"),
            ("Esc", "leave it"),
        ],
        Overlay::Find(_) => vec![("Enter", "keep"), ("Esc", "back to where it began")],
        Overlay::Problems(_) => vec![("j k", "move"), ("q", "close")],
        Overlay::Corrections(_) => vec![
            ("j k", "move"),
            ("x", "take back"),
            ("^r", "make again"),
            ("q", "close"),
        ],
        Overlay::Compare(compare) => vec![
            ("j k", "move"),
            ("]d", "next difference"),
            ("Tab", "other side, differences"),
            ("Enter", "partner, or go there"),
            ("x", "swap"),
            ("B", bound(&compare.sheet)),
            ("C", "all versions"),
            ("q", "close"),
        ],
        Overlay::Versions(versions) => versions_hints(versions),
        Overlay::Edited(_) => vec![
            ("j k", "move"),
            ("]d", "next change"),
            ("Enter", "open the fold, or go there"),
            ("Tab", "other version"),
            ("c", "as two articles"),
            ("q", "close"),
        ],
        Overlay::Words(_) => vec![
            ("h l", "outlet"),
            ("j k", "move"),
            ("Enter", "go there"),
            ("q", "close"),
        ],
        Overlay::Correct(asked) => match **asked {
            Correcting::Which(_) => vec![("j k", "move"), ("Enter", "choose"), ("Esc", "leave it")],
            Correcting::Who(..) => {
                vec![("^j ^k", "move"), ("Enter", "choose"), ("Esc", "leave it")]
            }
            Correcting::Name(_) => vec![("Enter", "write"), ("^u", "clear"), ("Esc", "leave it")],
        },
    }
}

fn versions_hints(versions: &Versions) -> Vec<(&'static str, &'static str)> {
    if versions.voices.is_some() {
        return vec![
            ("j k", "move"),
            ("Enter", "go there"),
            ("1-9", "go to that one"),
            ("c", "compare the two"),
            ("q", "back"),
        ];
    }
    let mut hints = vec![
        ("j k", "move"),
        ("]d", "next only here"),
        ("Enter", "their words"),
    ];
    if versions.has_panes() {
        hints.extend([
            ("h l", "pane"),
            ("x", "as the base"),
            ("c", "compare the two"),
            ("B", bound(&versions.sheet)),
        ]);
    } else {
        hints.push(("Tab", "another base"));
    }
    hints.push(("q", "close"));
    hints
}

fn bound(sheet: &Sheet) -> &'static str {
    if sheet.is_bound() { "unbind" } else { "bind" }
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

fn pane_hints(app: &App, width: usize) -> Line<'static> {
    let here = app.focus.scope();
    let moving = (
        format!(
            "{} {}",
            app.keys.shown(CommandId::Down),
            app.keys.shown(CommandId::Up)
        ),
        "move",
    );
    let quit = (
        app.keys.shown(CommandId::BackOrQuit),
        if app.focus == Focus::List {
            "quit"
        } else {
            "back"
        },
    );
    // What a newcomer needs first stands first, because what does not fit is left out.
    let first = [CommandId::Open, CommandId::Help];
    let hint = |command: &Command| Some((app.keys.shown(command.id), command.hint?));
    let leading = first.iter().filter_map(|id| hint(command(*id)?));
    let others = COMMANDS
        .iter()
        .filter(|command| command.scope == here || command.scope == Scope::Any)
        .filter(|command| !first.contains(&command.id))
        .filter_map(hint);
    let start = std::iter::once(moving)
        .chain(leading)
        .chain(std::iter::once(quit));
    hint_line(app, width, start.chain(others))
}

/// As many hints as fit, each whole.
fn hint_line(
    app: &App,
    width: usize,
    hints: impl Iterator<Item = (String, &'static str)>,
) -> Line<'static> {
    let mut spans = vec![Span::raw(" ")];
    let mut used = 1;
    let mut told = std::collections::HashSet::new();
    for (keys, hint) in hints {
        if !told.insert(keys.clone()) {
            continue;
        }
        let wide = cells(&keys) + 1 + cells(hint) + 2;
        if used + wide > width {
            continue;
        }
        used += wide;
        spans.push(Span::styled(keys, style::of(app.theme.heading)));
        spans.push(Span::styled(
            format!(" {hint}  "),
            style::of(app.theme.secondary),
        ));
    }
    Line::from(spans)
}

/// What may follow the keys typed so far, or the keys of a view where they were asked for, over the lower end of the screen.
pub fn continuations(app: &App, frame: &mut Frame<'_>) {
    if app.pending.is_empty() {
        return;
    }
    let (heading, follow) = follow(app);
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
    frame.render_widget(Clear, area);
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

/// What is said above the keys that may come next, and each of them with what it does. Over a view, only those that it knows.
fn follow(app: &App) -> (String, Vec<(String, &'static str)>) {
    let over = app.overlay.as_ref().filter(|overlay| overlay.has_keys());
    if let Some(overlay) = over
        && app.asks_for_help(&app.pending)
    {
        let keys = overlay_hints(overlay).into_iter();
        let keys = keys.map(|(keys, hint)| (keys.to_owned(), hint)).collect();
        return ("keys here".to_owned(), keys);
    }
    let here = |command: &Command| {
        over.is_none()
            || matches!(
                command.id,
                CommandId::NextDifference | CommandId::PreviousDifference
            )
    };
    let follow = app.keys.continuations(app.focus.scope(), &app.pending);
    let follow = follow.into_iter().filter(|(_, command)| here(command));
    let heading = format!("{} …", crate::command::key::display(&app.pending));
    (
        heading,
        follow.map(|(keys, command)| (keys, command.doc)).collect(),
    )
}
