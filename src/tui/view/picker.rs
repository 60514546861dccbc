//! The picker over the screen: query, hits with their matched letters, and a preview where there is room.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::canvas::{framed, put, row_of};
use super::style::{self, Painted};
use crate::command::scope::Scope;
use crate::command::{CommandId, command};
use crate::library::Subject;
use crate::library::jump::search::{JumpHit, JumpSearch};
use crate::library::jump::{JumpEntry, JumpKind, JumpTarget};
use crate::model::actor::ActorKind;
use crate::text::count::grouped;
use crate::text::range::TextRange;
use crate::text::width::{cells, pad, shorten, tail, to_cells};
use crate::text::wrap;
use crate::tui::app::App;
use crate::tui::layout;
use crate::tui::picker::kind::PickerKind;
use crate::tui::picker::{Picker, TEXT, sign};
use crate::tui::preview::PreviewKind;
use crate::tui::search::{Search, Snippet};

/// From this width on there is a preview.
const WITH_PREVIEW: u16 = 64;

/// What may be typed first, told while nothing is typed.
const SIGNS: [&str; 11] = [
    "@ person",
    "# topic",
    "! outlet",
    "/ text",
    "+ story",
    "= article",
    ": command",
    "% place",
    "& body",
    "* government",
    "$ saved search",
];

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
    for (row, index) in (picker.top..picker.count())
        .take(usize::from(hits.height))
        .enumerate()
    {
        let at = row_of(hits, to_cells(row));
        let (selected, width) = (index == picker.cursor, usize::from(at.width));
        let line = match picker.texts() {
            Some(texts) => text_line(app, picker, texts, index, selected, width),
            None => hit_line(app, picker, picker.hits[index], selected, width),
        };
        frame.buffer_mut().set_line(at.x, at.y, &line, at.width);
    }
    if picker.count() == 0 {
        let look = style::of(app.theme.secondary);
        let width = usize::from(hits.width).saturating_sub(2);
        let told = nothing(app, picker);
        for (row, part) in wrap::rows(&told, width).into_iter().enumerate() {
            let part = Span::styled(format!(" {}", part.of(&told)), look);
            put(frame, row_of(hits, to_cells(row)), part);
        }
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
fn nothing(app: &App, picker: &Picker) -> String {
    let told = if let Some(texts) = picker.texts() {
        return no_text(app, texts);
    } else if picker.is_searching() {
        "looking …"
    } else if picker.is_gathering() {
        "names and titles are still being gathered"
    } else if picker.total == 0 {
        "nothing here yet"
    } else {
        return format!("nothing fits; {} clears", clearing(app));
    };
    told.to_owned()
}

/// Why no text is to be seen.
fn no_text(app: &App, texts: &Search) -> String {
    if let Some(reason) = &texts.failed {
        return reason.clone();
    }
    let told = match (&texts.mistake, &texts.query) {
        (Some(mistake), _) => return mistake.reason.clone(),
        (None, None) => {
            let key = app.key(CommandId::SearchAll);
            return format!("words of the text, as in {key}: newest first");
        }
        (None, Some(_)) if texts.is_waiting() => "searching …",
        (None, Some(_)) => return format!("no article has these words; {} clears", clearing(app)),
    };
    told.to_owned()
}

/// The key that takes away what has been typed.
fn clearing(app: &App) -> String {
    app.key_in(Scope::Picker, CommandId::ClearLine)
}

/// The signs that may be typed first, as many as there is room for, each whole.
fn signs(room: usize) -> String {
    let mut told = String::new();
    for sign in SIGNS {
        let gap = if told.is_empty() { "" } else { "  " };
        if cells(&told) + gap.len() + cells(sign) > room {
            break;
        }
        told.push_str(gap);
        told.push_str(sign);
    }
    told
}

fn prompt(app: &App, picker: &Picker, frame: &mut Frame<'_>, at: Rect) {
    let more = if picker.is_full() { "+" } else { "" };
    let ticks = match picker.ticked.all().len() {
        0 => String::new(),
        ticks => format!("{} marked, ", grouped(ticks)),
    };
    let count = match picker.texts() {
        Some(texts) => format!("{} ", texts.told()),
        None if picker.is_gathering() && !picker.hits.is_empty() => {
            format!("{} so far ", grouped(picker.hits.len()))
        }
        None => format!(
            "{}{more} of {} ",
            grouped(picker.hits.len()),
            grouped(picker.total)
        ),
    };
    let count = format!("{ticks}{count}");
    let left = usize::from(at.width).saturating_sub(cells(&count));
    let typed = format!(" > {}", tail(picker.field.text(), left.saturating_sub(4)));
    let end = to_cells(cells(&typed)).min(to_cells(left.saturating_sub(1)));
    let hint = if picker.field.text().is_empty() && picker.kind == PickerKind::Anything {
        signs(left.saturating_sub(cells(&typed) + 2))
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
    let (base, cursor) = ground(app, selected);
    let Some(entry) = picker.entry(hit) else {
        return Line::default();
    };
    let sign = sign_of(app, picker, &entry, width.min(70));
    let room = width.saturating_sub(cells(&sign) + 4);
    // Of what is to be compared, the outlet matters as much as the headline.
    let aside = match picker.kind {
        PickerKind::Compare => cells(&entry.detail).min(room / 2) + 2,
        _ => 0,
    };
    let label = shorten(&entry.label, room.saturating_sub(aside));
    let detail = Detail::new(&entry, picker, hit, room.saturating_sub(cells(&label) + 2));
    let fill = room.saturating_sub(cells(&label) + cells(&detail.text));
    let secondary = style::over(base, app.theme.secondary);
    let tick = tick(app, picker.ticked.has(&entry.target));
    let mut spans = vec![Span::styled(
        format!("{cursor}{tick}{sign} "),
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

/// The piece of a text in which the words were found, or the headline that has them, with its outlet and date.
fn text_line(
    app: &App,
    picker: &Picker,
    texts: &Search,
    index: usize,
    selected: bool,
    width: usize,
) -> Line<'static> {
    let Some(hit) = texts.hits.get(index) else {
        return Line::default();
    };
    let (base, cursor) = ground(app, selected);
    let room = width.saturating_sub(5);
    let about = format!("{} · {}", hit.outlet_label, hit.date_label());
    let about = shorten(&about, room / 3);
    let room = room.saturating_sub(cells(&about) + 2);
    let (text, marks) = if hit.snippet.is_empty() {
        let title = shorten(&hit.title, room);
        let needle = texts.needle.as_ref();
        let marks = needle.map_or_else(Vec::new, |needle| needle.all_in(&title));
        (title, marks)
    } else {
        Snippet::of(hit, room).one_row(room)
    };
    let secondary = style::over(base, app.theme.secondary);
    let fill = (room + 2).saturating_sub(cells(&text));
    let tick = tick(app, picker.ticked.has(&JumpTarget::Article(hit.id)));
    let sign = Span::styled(
        format!("{cursor}{tick}{TEXT} "),
        style::over(base, app.theme.accent),
    );
    let mut spans = vec![sign];
    spans.extend(marked(app, &text, base, marks));
    spans.push(Span::styled(
        format!("{}{about} ", " ".repeat(fill)),
        secondary,
    ));
    Line::from(spans)
}

/// What stands before the sign of a thing that is marked or not.
fn tick(app: &App, is_ticked: bool) -> &'static str {
    if is_ticked { app.signs.ticked } else { " " }
}

/// The look and the sign of a row that is selected or not.
fn ground(app: &App, selected: bool) -> (Style, &'static str) {
    if selected {
        (style::of(app.theme.selection), app.signs.cursor)
    } else {
        (Style::new(), " ")
    }
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
            ending_whole(&entry.detail, room)
        } else {
            ending_whole(&format!("{because}{GAP}{}", entry.detail), room)
        };
        let at = text.find(because).filter(|_| !because.is_empty());
        let letters = at.map_or_else(Vec::new, |at| {
            let letters = JumpSearch::matched(because, picker.query()).into_iter();
            letters.map(|range| range.shifted(at)).collect()
        });
        Self { text, letters }
    }
}

/// What stands between the parts of a detail: names, and how often they are.
const GAP: &str = "   ";

/// `detail` in `room` cells: where it is too long, its last part stays whole, as far as it fits, and the others are cut. Half
/// a count says nothing, so what is left of the last part is its beginning, whole.
fn ending_whole(detail: &str, room: usize) -> String {
    if cells(detail) <= room {
        return detail.to_owned();
    }
    if let Some((names, last)) = detail.rsplit_once(GAP) {
        let left = room.saturating_sub(cells(last) + GAP.len());
        return if left < 2 {
            ending_whole(last, room)
        } else {
            format!("{}{GAP}{last}", shorten(names, left))
        };
    }
    match detail.split_once(POINT) {
        Some((first, _)) if cells(first) <= room => first.to_owned(),
        // Too little room for anything to be understood.
        _ if room < LEAST => String::new(),
        _ => shorten(detail, room),
    }
}

/// What stands between the parts of a count, or an outlet and its date.
const POINT: &str = " · ";

/// The fewest cells in which a detail that is cut still says something.
const LEAST: usize = 12;

/// The sign of what a hit is; for a command, its keys in a fifth of the row.
fn sign_of(app: &App, picker: &Picker, entry: &JumpEntry, width: usize) -> String {
    match entry.target {
        JumpTarget::Command(id) => pad(&keys_of(app, id), width / 5),
        JumpTarget::Own(number) => pad(&picker.keys_of_own(number), width / 5),
        _ => sign(entry.kind).to_string(),
    }
}

/// The keys of a command where it is at home; what else does the same in some view stands in the help of that view.
fn keys_of(app: &App, id: CommandId) -> String {
    let home = command(id).map(|row| app.keys.shown_in(row.scope, id));
    let keys = home.filter(|keys| !keys.is_empty());
    keys.map_or_else(|| app.keys.all_shown(id), |keys| keys.join(" "))
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
            let layers: Vec<Painted> = line
                .marks
                .iter()
                .map(|range| (*range, app.theme.found))
                .collect();
            let shown = style::painted(&line.text, row, style::of(look), &layers);
            let buffer = frame.buffer_mut();
            buffer.set_line(inside.x, inside.y, &shown, inside.width);
            y += 1;
        }
    }
}
