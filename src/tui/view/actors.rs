//! The actor panel: who is in the open article, and everything about the chosen one.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::canvas::{put, row_of};
use super::style::{self, actor_style};
use crate::library::Subject;
use crate::library::jump::UNNAMED;
use crate::model::actor::ActorKind;
use crate::text::width::{cells, shorten, to_cells};
use crate::tui::app::App;
use crate::tui::focus::Focus;
use crate::tui::layout::panel_rows;
use crate::tui::panel::{Member, Part};

/// Draws the list into the upper part of the panel's `area`.
pub fn render(app: &App, frame: &mut Frame<'_>, area: Rect) {
    if area.is_empty() {
        return;
    }
    let (height, _) = panel_rows(area.height, app.panel.company().len(), app.panel.shows());
    company(app, frame, Rect { height, ..area });
}

fn company(app: &App, frame: &mut Frame<'_>, area: Rect) {
    let focused = app.focus == Focus::Actors;
    let look = if focused {
        app.theme.accent
    } else {
        app.theme.secondary
    };
    let members = app.panel.company();
    let on_screen = members.iter().filter(|member| member.on_screen).count();
    let heading = format!(
        "ACTORS {}  {} in view {on_screen}",
        members.len(),
        app.signs.on_screen[0]
    );
    put(
        frame,
        row_of(area, 0),
        Span::styled(shorten(&heading, usize::from(area.width)), style::of(look)),
    );
    if members.is_empty() {
        let text = if app.reader.is_some() {
            "No one is named here."
        } else {
            ""
        };
        put(
            frame,
            row_of(area, 2),
            Span::styled(text, style::of(app.theme.secondary)),
        );
    }
    let rows = usize::from(area.height.saturating_sub(1));
    for (index, member) in members.iter().enumerate().skip(app.panel.top()).take(rows) {
        let at = row_of(area, to_cells(index - app.panel.top() + 1));
        let selected =
            focused && app.panel.part() == Part::Company && Some(index) == app.panel.cursor();
        let line = member_line(app, member, selected, usize::from(at.width));
        frame.buffer_mut().set_line(at.x, at.y, &line, at.width);
    }
}

fn member_line(app: &App, member: &Member, selected: bool, width: usize) -> Line<'static> {
    let base = if selected {
        style::of(app.theme.selection)
    } else {
        Style::new()
    };
    let signs = if member.on_screen {
        app.signs.on_screen
    } else {
        app.signs.off_screen
    };
    let (sign, name, look) = match &member.subject {
        Subject::Actor(id) => {
            let Some(actor) = app.library.actor(*id) else {
                return Line::default();
            };
            let sign = match actor.kind {
                ActorKind::Person => signs[0],
                ActorKind::Government => signs[1],
                ActorKind::Organisation => signs[2],
                ActorKind::Place => signs[3],
            };
            let look = actor_style(&app.theme, app.library.colour(&actor), actor.kind);
            (sign, actor.name.clone(), look)
        }
        Subject::Unnamed | Subject::Topic(_) => (
            app.signs.unnamed,
            UNNAMED.to_owned(),
            style::of(app.theme.other_name),
        ),
    };
    let is_chosen = app.subject.as_ref() == Some(&member.subject);
    let cursor = if is_chosen { app.signs.cursor } else { " " };
    // What stands for somebody without naming them is counted apart.
    let weak = match member.weak.total() {
        0 => String::new(),
        count => format!("·{count}"),
    };
    let counts = member.counts.to_string();
    let inner = width.saturating_sub(4 + cells(&counts) + cells(&weak) + 1);
    let followed = if app.follows(&member.subject) {
        format!(" {}", app.signs.starred)
    } else {
        String::new()
    };
    let name = shorten(&name, inner.saturating_sub(cells(&followed)));
    let fill = " ".repeat(inner.saturating_sub(cells(&name) + cells(&followed)));
    let secondary = style::over(base, app.theme.secondary);
    Line::from(vec![
        Span::styled(cursor.to_owned(), style::over(base, app.theme.accent)),
        Span::styled(format!("{sign} "), base.patch(look)),
        Span::styled(name, base.patch(look)),
        Span::styled(followed, secondary),
        Span::styled(fill, base),
        Span::styled(format!(" {counts}{weak} "), secondary),
    ])
}
