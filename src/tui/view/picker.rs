//! The picker over the screen: query, hits with their matched letters, and a preview where there is room.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::canvas::{framed, put, row_of};
use super::style::{self, Painted};
use crate::library::Subject;
use crate::library::jump::{JumpEntry, JumpIndex, JumpKind, JumpTarget};
use crate::model::actor::ActorKind;
use crate::text::range::TextRange;
use crate::text::width::{cells, pad, shorten, tail, to_cells};
use crate::text::wrap;
use crate::tui::app::App;
use crate::tui::layout;
use crate::tui::picker::Picker;
use crate::tui::preview::PreviewKind;

/// From this width on there is a preview.
const WITH_PREVIEW: u16 = 64;

/// Draws `picker` over the screen.
pub fn render(app: &App, picker: &Picker, frame: &mut Frame<'_>) {
    let area = layout::picker(app.areas.screen);
    if area.width < 4 || area.height < 3 {
        return;
    }
    let inner = framed(app, frame, area, &picker.title);
    prompt(app, picker, frame, row_of(inner, 0));
    let preview = if inner.width >= WITH_PREVIEW && !picker.kind.is_commands() {
        inner.width * 2 / 5
    } else {
        0
    };
    let hits = Rect {
        y: inner.y + 1,
        height: inner.height - 1,
        width: inner.width - preview,
        ..inner
    };
    for (row, index) in (picker.top..picker.hits.len())
        .take(usize::from(hits.height))
        .enumerate()
    {
        let at = row_of(hits, to_cells(row));
        let line = hit_line(
            app,
            picker,
            picker.hits[index],
            index == picker.cursor,
            usize::from(at.width),
        );
        frame.buffer_mut().set_line(at.x, at.y, &line, at.width);
    }
    if picker.hits.is_empty() {
        let text = if picker.total == 0 {
            " nothing here yet"
        } else {
            " nothing fits; ^u clears"
        };
        put(
            frame,
            row_of(hits, 0),
            Span::styled(text, style::of(app.theme.secondary)),
        );
    }
    if preview > 0 {
        let beside = Rect {
            x: hits.right() + 1,
            width: preview - 1,
            ..hits
        };
        preview_lines(app, picker, frame, beside);
    }
}

fn prompt(app: &App, picker: &Picker, frame: &mut Frame<'_>, at: Rect) {
    let more = if picker.is_full() { "+" } else { "" };
    let count = format!("{}{more} of {} ", picker.hits.len(), picker.total);
    let left = usize::from(at.width).saturating_sub(cells(&count));
    let typed = format!(" > {}", tail(picker.field.text(), left.saturating_sub(4)));
    let end = to_cells(cells(&typed)).min(to_cells(left.saturating_sub(1)));
    let line = Line::from(vec![
        Span::styled(pad(&typed, left), style::of(app.theme.heading)),
        Span::styled(count, style::of(app.theme.secondary)),
    ]);
    frame.buffer_mut().set_line(at.x, at.y, &line, at.width);
    frame.set_cursor_position((at.x + end.min(at.width.saturating_sub(1)), at.y));
}

fn hit_line(app: &App, picker: &Picker, hit: usize, selected: bool, width: usize) -> Line<'static> {
    let base = if selected {
        style::of(app.theme.selection)
    } else {
        Style::new()
    };
    let cursor = if selected { app.signs.cursor } else { " " };
    let jump = app.library.jump();
    let Some(entry) = jump.entries().get(hit) else {
        return Line::default();
    };
    let sign = sign_of(app, entry, width.min(70));
    let look = look_of(app, entry);
    let room = width.saturating_sub(cells(&sign) + 4);
    let label = shorten(&entry.label, room);
    let detail = shorten(&entry.detail, room.saturating_sub(cells(&label) + 2));
    let fill = room.saturating_sub(cells(&label) + cells(&detail));
    let letters = JumpIndex::matched(&label, picker.field.text());
    let layers: Vec<Painted> = letters
        .into_iter()
        .map(|range| (range, app.theme.found))
        .collect();
    let name = style::painted(
        &label,
        TextRange::new(0, label.len()),
        base.patch(look),
        &layers,
    );
    let mut spans = vec![Span::styled(
        format!("{cursor} {sign} "),
        style::over(base, app.theme.accent),
    )];
    spans.extend(style::owned(name).spans);
    spans.push(Span::styled(
        format!("{}{detail} ", " ".repeat(fill)),
        style::over(base, app.theme.secondary),
    ));
    Line::from(spans)
}

/// The sign of what a hit is; for a command, its keys in a fifth of the row.
fn sign_of(app: &App, entry: &JumpEntry, width: usize) -> String {
    if let JumpTarget::Command(id) = entry.target {
        return pad(&app.keys.all_shown(id), width / 5);
    }
    let sign = match entry.kind {
        JumpKind::Person => "@",
        JumpKind::Government => "*",
        JumpKind::Organisation => "&",
        JumpKind::Place => "%",
        JumpKind::Unnamed => "?",
        JumpKind::Topic => "#",
        JumpKind::Story => "+",
        JumpKind::Outlet => "!",
        JumpKind::Article => "=",
        JumpKind::Command => ":",
    };
    sign.to_owned()
}

fn look_of(app: &App, entry: &JumpEntry) -> Style {
    let JumpTarget::Subject(Subject::Actor(id)) = &entry.target else {
        return Style::new();
    };
    match app.library.actor(*id) {
        Some(actor) if actor.kind == ActorKind::Person => {
            style::of(app.theme.person(app.library.colour(&actor)))
        }
        _ => Style::new(),
    }
}

/// What awaits at the hit with the cursor, as the picker has worked it out.
fn preview_lines(app: &App, picker: &Picker, frame: &mut Frame<'_>, area: Rect) {
    for y in area.top()..area.bottom() {
        put(
            frame,
            Rect::new(area.x - 1, y, 1, 1),
            Span::styled(app.signs.rule, style::of(app.theme.rule)),
        );
    }
    let width = usize::from(area.width.saturating_sub(2));
    let mut y = 0;
    for line in &picker.preview {
        let look = match line.kind {
            PreviewKind::Heading => app.theme.heading,
            PreviewKind::Role => app.theme.accent,
            PreviewKind::Secondary => app.theme.secondary,
            PreviewKind::Text => app.theme.text,
        };
        for row in wrap::rows(&line.text, width) {
            let at = row_of(area, y);
            if at.width == 0 {
                return;
            }
            let inside = Rect {
                x: at.x + 1,
                width: at.width - 1,
                ..at
            };
            put(
                frame,
                inside,
                Span::styled(row.of(&line.text), style::of(look)),
            );
            y += 1;
        }
    }
}
