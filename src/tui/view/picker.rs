//! The picker over the screen: query, hits with their matched letters, and a preview where there is room.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::canvas::{framed, put, row_of};
use super::style::{self, Painted};
use crate::library::Subject;
use crate::library::jump::search::{JumpHit, JumpSearch};
use crate::library::jump::{JumpEntry, JumpKind, JumpTarget};
use crate::model::actor::ActorKind;
use crate::text::range::TextRange;
use crate::text::width::{cells, pad, shorten, tail, to_cells};
use crate::text::wrap;
use crate::tui::app::App;
use crate::tui::layout;
use crate::tui::picker::{Picker, PickerKind, sign};
use crate::tui::preview::PreviewKind;

/// From this width on there is a preview.
const WITH_PREVIEW: u16 = 64;

/// What may be typed first, told while nothing is typed.
const SIGNS: &str = "@ person  # topic  ! outlet  + story  = article  : command";

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
        let look = style::of(app.theme.secondary);
        put(frame, row_of(hits, 0), Span::styled(nothing(picker), look));
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

/// Why there is nothing to be seen.
fn nothing(picker: &Picker) -> &'static str {
    if picker.is_searching() {
        " looking …"
    } else if picker.is_gathering() {
        " names and titles are still being gathered"
    } else if picker.total == 0 {
        " nothing here yet"
    } else {
        " nothing fits; ^u clears"
    }
}

fn prompt(app: &App, picker: &Picker, frame: &mut Frame<'_>, at: Rect) {
    let more = if picker.is_full() { "+" } else { "" };
    let count = format!("{}{more} of {} ", picker.hits.len(), picker.total);
    let left = usize::from(at.width).saturating_sub(cells(&count));
    let typed = format!(" > {}", tail(picker.field.text(), left.saturating_sub(4)));
    let end = to_cells(cells(&typed)).min(to_cells(left.saturating_sub(1)));
    let hint = if picker.field.text().is_empty() && picker.kind == PickerKind::Anything {
        shorten(SIGNS, left.saturating_sub(cells(&typed) + 2))
    } else {
        String::new()
    };
    let line = Line::from(vec![
        Span::styled(typed.clone(), style::of(app.theme.heading)),
        Span::styled(
            format!(
                "{}{count}",
                pad(&format!(" {hint}"), left.saturating_sub(cells(&typed)))
            ),
            style::of(app.theme.secondary),
        ),
    ]);
    frame.buffer_mut().set_line(at.x, at.y, &line, at.width);
    frame.set_cursor_position((at.x + end.min(at.width.saturating_sub(1)), at.y));
}

/// Draws nothing but what is on screen: an entry is made when its line is.
fn hit_line(
    app: &App,
    picker: &Picker,
    hit: JumpHit,
    selected: bool,
    width: usize,
) -> Line<'static> {
    let base = if selected {
        style::of(app.theme.selection)
    } else {
        Style::new()
    };
    let cursor = if selected { app.signs.cursor } else { " " };
    let Some(entry) = picker.entry(hit) else {
        return Line::default();
    };
    let sign = sign_of(app, &entry, width.min(70));
    let room = width.saturating_sub(cells(&sign) + 4);
    let label = shorten(&entry.label, room);
    let detail = Detail::new(&entry, picker, hit, room.saturating_sub(cells(&label) + 2));
    let fill = room.saturating_sub(cells(&label) + cells(&detail.text));
    let secondary = style::over(base, app.theme.secondary);
    let mut spans = vec![Span::styled(
        format!("{cursor} {sign} "),
        style::over(base, app.theme.accent),
    )];
    let letters = JumpSearch::matched(&label, picker.query());
    spans.extend(marked(
        app,
        &label,
        base.patch(look_of(app, &entry)),
        letters,
    ));
    spans.push(Span::styled(" ".repeat(fill), secondary));
    spans.extend(marked(app, &detail.text, secondary, detail.letters));
    spans.push(Span::styled(" ", secondary));
    Line::from(spans)
}

/// `text` with the letters that were typed.
fn marked(app: &App, text: &str, look: Style, letters: Vec<TextRange>) -> Vec<Span<'static>> {
    let layers: Vec<Painted> = letters
        .into_iter()
        .map(|range| (range, app.theme.found))
        .collect();
    let line = style::painted(text, TextRange::new(0, text.len()), look, &layers);
    style::owned(line).spans
}

/// What stands behind the label.
struct Detail {
    text: String,
    /// Where the letters that were typed are in it.
    letters: Vec<TextRange>,
}

impl Detail {
    /// What is known of the thing, and which other name of it, role or headline was hit, in `room` cells.
    fn new(entry: &JumpEntry, picker: &Picker, hit: JumpHit, room: usize) -> Self {
        let because = picker.because(hit).unwrap_or("");
        // A command is found by its name and keys, which stand there anyway.
        let told = entry.kind == JumpKind::Command || entry.detail.contains(because);
        let text = if told {
            shorten(&entry.detail, room)
        } else {
            shorten(&format!("{because}   {}", entry.detail), room)
        };
        let at = text.find(because).filter(|_| !because.is_empty());
        let letters = at.map_or_else(Vec::new, |at| {
            let letters = JumpSearch::matched(because, picker.query()).into_iter();
            letters.map(|range| range.shifted(at)).collect()
        });
        Self { text, letters }
    }
}

/// The sign of what a hit is; for a command, its keys in a fifth of the row.
fn sign_of(app: &App, entry: &JumpEntry, width: usize) -> String {
    match entry.target {
        JumpTarget::Command(id) => pad(&app.keys.all_shown(id), width / 5),
        _ => sign(entry.kind).to_string(),
    }
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
