//! What a program has written, over the panes, and the reader's own commands to choose from.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::canvas::{clear, framed, put, row_of};
use super::style;
use crate::command::CommandId;
use crate::command::scope::Scope;
use crate::config::keymap::Call;
use crate::text::width::{cells, pad, shorten, to_cells};
use crate::tui::app::App;
use crate::tui::layout;
use crate::tui::output::{Line, Output, Program};
use crate::tui::own::OwnCommands;

/// Draws what programs have written: above, the command whose rows come first; below, the rows on screen.
pub fn output(app: &App, output: &Output, frame: &mut Frame<'_>) {
    let area = layout::over_panes(app.areas);
    clear(frame, area);
    if area.is_empty() {
        return;
    }
    if let Some(program) = output.program() {
        heading(app, program, frame, row_of(area, 0));
    }
    for (y, line) in (1..).zip(output.shown()) {
        let at = row_of(area, y);
        let inside = Rect {
            x: at.x + at.width.min(1),
            width: at.width.saturating_sub(1),
            ..at
        };
        let told = |told: &str| {
            let told = shorten(told, usize::from(inside.width));
            Span::styled(told, style::of(app.theme.secondary))
        };
        match line {
            Line::Blank => {}
            Line::Heading(program) => heading(app, program, frame, at),
            Line::Text(row) => put(frame, inside, Span::styled(row, style::of(app.theme.text))),
            Line::Running => {
                let key = app.keys.shown_in(Scope::View, CommandId::BackOrQuit);
                let key = key.first().map_or("", String::as_str);
                put(frame, inside, told(&format!("running … {key} stops it")));
            }
            Line::Empty => put(frame, inside, told("it wrote nothing")),
        }
    }
}

/// Draws a command, and what went wrong.
fn heading(app: &App, program: &Program, frame: &mut Frame<'_>, at: Rect) {
    let width = usize::from(at.width);
    let title = shorten(&format!(" | {}", program.title), width);
    let room = width.saturating_sub(cells(&title) + 2);
    put(frame, at, Span::styled(title, style::of(app.theme.accent)));
    let Some(note) = &program.note else { return };
    let note = shorten(note, room);
    let left = to_cells(width - cells(&note));
    let at = Rect {
        x: at.x + left,
        width: at.width - left,
        ..at
    };
    put(frame, at, Span::styled(note, style::of(app.theme.alarm)));
}

/// Draws the reader's own commands.
pub fn own_commands(app: &App, own: &OwnCommands, frame: &mut Frame<'_>) {
    let whole = layout::picker(app.areas.screen);
    let area = Rect {
        height: whole.height.min(to_cells(own.commands.len() + 2)),
        ..whole
    };
    if area.width < 4 || area.height < 3 {
        return;
    }
    let inner = framed(app, frame, area, "your commands");
    let width = usize::from(inner.width);
    let names = own.commands.iter().map(|(name, _)| cells(name)).max();
    let names = names.unwrap_or(0).min(width / 3);
    let rows = own.commands.iter().enumerate().skip(own.top);
    for (y, (number, (name, command))) in rows.take(usize::from(inner.height)).enumerate() {
        let (look, sign) = if number == own.cursor {
            (app.theme.selection, app.signs.cursor)
        } else {
            (app.theme.text, " ")
        };
        let own = Call::Own(name.clone());
        let keys = app.keys.keys_of(Scope::Any, &[own]).join(" ");
        let told = command.told();
        let line = format!("{sign} {}  {told}", pad(name, names));
        let room = width.saturating_sub(cells(&keys) + 1);
        let line = format!("{} {keys}", pad(&shorten(&line, room), room));
        let at = row_of(inner, to_cells(y));
        put(frame, at, Span::styled(line, style::of(look)));
    }
}
