//! The article list: three rows an article, only those on screen.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::canvas::{put, row_of};
use super::style;
use crate::command::CommandId;
use crate::command::scope::Scope;
use crate::library::head::{Head, StoryId, UNKNOWN_OUTLET};
use crate::text::width::{cells, clip, pad, shorten};
use crate::text::wrap;
use crate::tui::app::App;
use crate::tui::focus::Focus;
use crate::tui::list::Item;

/// Why the list is empty, and what to press.
fn nothing(app: &App) -> Vec<String> {
    let key = |id| app.key_in(Scope::List, id);
    if !app.library.is_empty() {
        vec![
            "No article fits.".to_owned(),
            format!("{} changes the filter,", key(CommandId::Filter)),
            format!("{} takes it off", key(CommandId::ClearFilter)),
        ]
    } else if app.loading {
        vec!["Reading …".to_owned()]
    } else if app.library.problems().is_empty() {
        vec![
            "No articles yet.".to_owned(),
            "rashomon add FOLDER, in a shell, brings some;".to_owned(),
            format!("{} looks again", key(CommandId::Rescan)),
        ]
    } else {
        vec![
            "No article could be read.".to_owned(),
            format!("{} tells why", key(CommandId::Problems)),
        ]
    }
}

/// Draws the list into `area`.
pub fn render(app: &App, frame: &mut Frame<'_>, area: Rect) {
    if area.is_empty() {
        return;
    }
    put(
        frame,
        row_of(area, 0),
        heading(app, usize::from(area.width)),
    );
    if app.list.is_empty(&app.library) {
        let width = usize::from(area.width);
        let rows = nothing(app).into_iter().flat_map(|line| {
            let rows = wrap::rows(&line, width).into_iter();
            rows.map(|row| row.of(&line).to_owned()).collect::<Vec<_>>()
        });
        for (row, text) in (2..).zip(rows) {
            let text = Span::styled(text, style::of(app.theme.secondary));
            put(frame, row_of(area, row), text);
        }
        return;
    }
    let width = usize::from(area.width);
    let mut y = 1;
    for (item, selected) in app.list.window(&app.library) {
        if y >= area.height {
            break;
        }
        let looks = Looks::of(app, selected);
        let lines = match item {
            Item::Story {
                story,
                newest,
                open,
                ..
            } => story_lines(app, (story, newest), open, looks, width),
            Item::Article { row, within, .. } => match app.library.head(row) {
                Some(head) => article(app, &head, (row, within), looks, width),
                None => Vec::new(),
            },
        };
        let blank = std::iter::repeat_with(Line::default);
        for line in lines.into_iter().chain(blank).take(item.height()) {
            let at = row_of(area, y);
            frame.buffer_mut().set_line(at.x, at.y, &line, at.width);
            y += 1;
        }
    }
}

/// How an item is drawn.
#[derive(Clone, Copy)]
struct Looks {
    base: Style,
    cursor: &'static str,
}

impl Looks {
    fn of(app: &App, selected: bool) -> Self {
        let look = match (selected, app.focus == Focus::List) {
            (true, true) => app.theme.selection,
            (true, false) => app.theme.selection_unfocused,
            (false, _) => app.theme.text,
        };
        Self {
            base: style::of(look),
            cursor: if selected { app.signs.cursor } else { " " },
        }
    }
}

/// The story's name, and below it how many outlets tell it and when, and what thread it belongs to.
fn story_lines(
    app: &App,
    (story, newest): (StoryId, usize),
    open: bool,
    looks: Looks,
    width: usize,
) -> Vec<Line<'static>> {
    let sign = if open {
        app.signs.opened
    } else {
        app.signs.closed
    };
    let inner = width.saturating_sub(3);
    let accent = style::over(looks.base, app.theme.accent);
    let name = pad(&app.library.story_name(story), inner);
    let below = |text: &str| {
        Line::from(vec![
            Span::styled("   ", looks.base),
            Span::styled(
                pad(text, inner),
                style::over(looks.base, app.theme.secondary),
            ),
        ])
    };
    let mut lines = vec![
        Line::from(vec![
            Span::styled(format!("{}{sign} ", looks.cursor), accent),
            Span::styled(name, style::over(looks.base, app.theme.heading)),
        ]),
        below(&app.library.story_span(story)),
    ];
    lines.extend(thread(app, newest, inner).map(|thread| below(&thread)));
    lines
}

/// Where the story of the article at `row` stands in its thread, as far as there is room for it.
fn thread(app: &App, row: usize, width: usize) -> Option<String> {
    let place = app.library.thread_place(row)?;
    let told = fitting(place.told(), || place.short(), width);
    // Where not even that fits, the place stands alone: half a date says nothing.
    let place = || told.split(", ").next().unwrap_or_default().to_owned();
    Some(fitting(told.clone(), place, width))
}

/// `text`, or where there is no room for it, what is `shorter`.
fn fitting(text: String, shorter: impl Fn() -> String, width: usize) -> String {
    if cells(&text) <= width {
        text
    } else {
        shorter()
    }
}

/// `ARTICLES  by story  5`; under a filter, how many fit and what it is matter more than the order.
fn heading(app: &App, width: usize) -> Span<'static> {
    let look = if app.focus == Focus::List {
        app.theme.accent
    } else {
        app.theme.secondary
    };
    let sieve = app.list.sieve();
    let (order, listed) = (sieve.order.told(), app.listed());
    let text = match sieve.filter() {
        None => {
            let short = format!("{order}  {listed}");
            fitting(format!("ARTICLES  {short}"), || short.clone(), width)
        }
        Some(filter) => {
            let short = format!("{listed}  {filter}");
            let full = format!("ARTICLES  {short}  {order}");
            fitting(full, || short.clone(), width)
        }
    };
    Span::styled(shorten(&text, width), style::of(look))
}

fn article(
    app: &App,
    head: &Head,
    (row, within): (usize, bool),
    Looks { base, cursor }: Looks,
    width: usize,
) -> Vec<Line<'static>> {
    let unread = !app.is_read(head.id);
    let mark = if unread { app.signs.unread } else { " " };
    let inset = if within { "  " } else { "" };
    let inner = width.saturating_sub(3 + inset.len());
    // Two rows are all that is shown, however long a title is.
    let title = clip(&head.title, inner * 3);
    let first = wrap::rows(title, inner)
        .first()
        .copied()
        .unwrap_or_default();
    let rest = title.get(first.end..).unwrap_or("").trim_start();
    let accent = style::over(base, app.theme.accent);
    let margin = || Span::styled(format!("{inset}   "), base);
    let title = Line::from(vec![
        Span::styled(format!("{cursor}{inset}{mark} "), accent),
        Span::styled(pad(first.of(title), inner), base),
    ]);
    let about = Line::from(vec![
        margin(),
        about(
            app,
            head,
            (!within).then_some(row),
            inner,
            style::over(base, app.theme.secondary),
        ),
    ]);
    let mut lines = vec![title];
    if !rest.is_empty() {
        let rest = Span::styled(pad(rest, inner), base);
        lines.push(Line::from(vec![margin(), rest]));
    }
    lines.push(about);
    let same = head.same_text.as_ref();
    let same = same.map(|same| fitting(same.told(), || same.short(), inner));
    let alone = !within && !app.list.is_flat();
    let thread = thread(app, row, inner).filter(|_| alone);
    for more in same.into_iter().chain(thread) {
        let more = Span::styled(pad(&more, inner), style::over(base, app.theme.secondary));
        lines.push(Line::from(vec![margin(), more]));
    }
    lines
}

/// `ArcaMax  ×3  v2 ~Jan 6`: outlet, how many outlets tell its story unless that stands above it, which version of the article
/// it is where there are several, date.
fn about(app: &App, head: &Head, row: Option<usize>, width: usize, style: Style) -> Span<'static> {
    let versions = match row.map_or(1, |row| app.library.voices(row)) {
        0 | 1 => String::new(),
        count => format!("×{count}  "),
    };
    let (outlet, date) = (head.outlet_label(), head.date_label());
    let revision = head.revision.as_ref();
    let revision = revision.map_or_else(String::new, |revision| format!("v{} ", revision.number));
    let star = if app.marks.is_starred(&app.library, head.id) {
        format!("{} ", app.signs.starred)
    } else {
        String::new()
    };
    let both = format!("{star}{versions}{revision}{date}");
    // The outlet's name matters most where room is short, then which version it is.
    let fits = |right: &String| cells(&outlet) + 1 + cells(right) <= width;
    let short = format!("{star}{revision}{date}");
    let right = [both, short].into_iter().find(fits);
    let right = right.unwrap_or_else(|| format!("{star}{date}"));
    let left = width.saturating_sub(cells(&right) + 1);
    let outlet = short_outlet(&outlet, left);
    Span::styled(pad(&format!("{} {right}", pad(outlet, left)), width), style)
}

/// What an outlet is called where there are so many cells for it: without its article, or in a word, where that is whole then.
fn short_outlet(outlet: &str, room: usize) -> &str {
    let short = match outlet {
        UNKNOWN_OUTLET => "(unknown)",
        _ => outlet.strip_prefix("The ").unwrap_or(outlet),
    };
    let fits = |name: &&str| cells(name) <= room;
    [outlet, short].into_iter().find(fits).unwrap_or(short)
}
