//! The actor panel: who is in the open article, and how every outlet names the chosen one.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::canvas::{put, row_of};
use super::style::{self, Painted, actor_style};
use crate::library::coverage::{Covering, Spot};
use crate::library::{Entry, Subject};
use crate::model::actor::{Actor, ActorKind};
use crate::model::link::Link;
use crate::text::count::counted;
use crate::text::range::TextRange;
use crate::text::width::{cells, pad, shorten, to_cells};
use crate::text::wrap;
use crate::tui::app::App;
use crate::tui::detail::{Detail, Item};
use crate::tui::focus::Focus;
use crate::tui::layout::{Below, DETAIL_HEADING, panel_rows};
use crate::tui::panel::{Member, Part, ROWS_OF_REASON, ROWS_PER_ITEM};

/// Draws the panel into `area`.
pub fn render(app: &App, frame: &mut Frame<'_>, area: Rect) {
    if area.is_empty() {
        return;
    }
    let detail = app.panel.detail();
    let (list, rest) = panel_rows(area.height, app.panel.company().len(), app.panel.shows());
    company(
        app,
        frame,
        Rect {
            height: list,
            ..area
        },
    );
    if let Some(detail) = detail {
        let below = Rect {
            y: area.y + list,
            height: rest,
            ..area
        };
        chosen(app, frame, below, detail);
    }
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
    let Some(actor) = app.library.actor(member.presence.actor) else {
        return Line::default();
    };
    let is_chosen = app.subject == Some(Subject::Actor(actor.id));
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
    let sign = match actor.kind {
        ActorKind::Person => signs[0],
        ActorKind::Government => signs[1],
        ActorKind::Organisation => signs[2],
        ActorKind::Place => signs[3],
    };
    let cursor = if is_chosen { app.signs.cursor } else { " " };
    let counts = member.presence.counts.to_string();
    let inner = width.saturating_sub(4 + cells(&counts) + 1);
    let look = actor_style(&app.theme, app.library.colour(actor), actor.kind);
    let name = shorten(&actor.name, inner);
    let fill = " ".repeat(inner.saturating_sub(cells(&name)));
    Line::from(vec![
        Span::styled(cursor.to_owned(), style::over(base, app.theme.accent)),
        Span::styled(format!("{sign} "), base.patch(look)),
        Span::styled(name, base.patch(look)),
        Span::styled(fill, base),
        Span::styled(
            format!(" {counts} "),
            style::over(base, app.theme.secondary),
        ),
    ])
}

fn chosen(app: &App, frame: &mut Frame<'_>, area: Rect, detail: &Detail) {
    if area.is_empty() {
        return;
    }
    let width = usize::from(area.width);
    let (above, look) =
        if app.panel.shows() == Below::MentionsFirst && area.height == app.areas.actors.height {
            ("MENTIONS".to_owned(), app.theme.accent)
        } else {
            (app.signs.line.repeat(width), app.theme.rule)
        };
    put(frame, row_of(area, 0), Span::styled(above, style::of(look)));
    let (name, name_style, about) = heading(app, detail);
    put(
        frame,
        row_of(area, 1),
        Span::styled(shorten(&name, width), name_style),
    );
    for (row, line) in (2..).zip(about) {
        put(
            frame,
            row_of(area, row),
            Span::styled(shorten(&line, width), style::of(app.theme.secondary)),
        );
    }
    let mut y = to_cells(DETAIL_HEADING);
    for index in detail.top..detail.len() {
        if y >= area.height {
            break;
        }
        let selected = app.focus == Focus::Actors
            && app.panel.part() == Part::Mentions
            && index == detail.cursor;
        let Some(item) = detail.item(index) else {
            break;
        };
        for line in item_lines(app, detail, item, selected, width) {
            let at = row_of(area, y);
            if at.width > 0 {
                frame.buffer_mut().set_line(at.x, at.y, &line, at.width);
            }
            y += 1;
        }
    }
}

/// The subject's name with its style, what it is, and how much there is of it.
fn heading(app: &App, detail: &Detail) -> (String, Style, [String; 2]) {
    let (articles, mentions) = (detail.covering.len(), detail.mentions());
    let spread = format!(
        "{} in {}",
        counted(mentions, "mention"),
        counted(articles, "article")
    );
    match &detail.subject {
        Subject::Actor(id) => match app.library.actor(*id) {
            Some(actor) => {
                let what = actor
                    .roles
                    .first()
                    .map_or(actor.kind.name(), |(role, _)| role.as_str());
                let style = actor_style(&app.theme, app.library.colour(actor), actor.kind);
                (actor.name.clone(), style, [what.to_owned(), spread])
            }
            None => (String::new(), Style::new(), [String::new(), spread]),
        },
        Subject::Topic(phrase) => (
            phrase.clone(),
            style::of(app.theme.heading),
            ["topic".to_owned(), spread],
        ),
    }
}

fn item_lines<'a>(
    app: &'a App,
    detail: &Detail,
    item: Item,
    selected: bool,
    width: usize,
) -> Vec<Line<'a>> {
    let Some(covering) = detail.covering.get(item.article) else {
        return Vec::new();
    };
    let Some(number) = item.mention else {
        return article_lines(app, detail, covering, selected, width);
    };
    match (
        app.library.entry(covering.row),
        app.library.spot(&detail.subject, covering, number),
    ) {
        (Some(entry), Some(spot)) => mention_lines(app, entry, &spot, selected, width),
        _ => Vec::new(),
    }
}

/// Outlet and date, and below them the exact forms used there.
fn article_lines<'a>(
    app: &App,
    detail: &Detail,
    covering: &Covering,
    selected: bool,
    width: usize,
) -> Vec<Line<'a>> {
    let Some(entry) = app.library.entry(covering.row) else {
        return Vec::new();
    };
    let base = if selected {
        style::of(app.theme.selection)
    } else {
        style::of(app.theme.heading)
    };
    let coverage = app.library.coverage(&detail.subject, covering);
    let counts = coverage.counts.to_string();
    let outlet = if app.open_row() == Some(covering.row) {
        format!("here · {}", entry.outlet_label())
    } else {
        format!("{} · {}", entry.outlet_label(), entry.date_label())
    };
    let inner = width.saturating_sub(cells(&counts) + 2);
    let first = format!("{} {counts} ", pad(&outlet, inner));
    let forms: Vec<String> = coverage
        .forms
        .iter()
        .map(|(form, count)| format!("“{form}” {count}"))
        .collect();
    vec![
        Line::styled(first, base),
        Line::styled(
            shorten(&format!("  {}", forms.join("  ")), width),
            style::of(app.theme.secondary),
        ),
    ]
}

/// The part of the sentence around the mention; with the cursor on it, also why it is linked.
fn mention_lines<'a>(
    app: &'a App,
    entry: &'a Entry,
    spot: &Spot,
    selected: bool,
    width: usize,
) -> Vec<Line<'a>> {
    let text = entry.article.text.as_str();
    let sentence = entry.sentence_around(spot.range);
    let inner = width.saturating_sub(3).max(1);
    let rows: Vec<TextRange> = wrap::rows(sentence.of(text), inner)
        .into_iter()
        .map(|row| row.shifted(sentence.start))
        .collect();
    let at = rows
        .iter()
        .position(|row| row.end > spot.range.start)
        .unwrap_or(0);
    let first = at.min(rows.len().saturating_sub(ROWS_PER_ITEM));
    let base = if selected {
        style::of(app.theme.text)
    } else {
        style::of(app.theme.secondary)
    };
    let link = spot
        .mention
        .and_then(|mention| app.library.link_of(entry, mention));
    let look = match link {
        Some((actor, _)) if actor.kind == ActorKind::Person => {
            app.theme.person(app.library.colour(actor))
        }
        _ => app.theme.heading,
    };
    let layers: Vec<Painted> = vec![(spot.range, look)];
    let mut lines = Vec::with_capacity(ROWS_PER_ITEM + 1);
    for index in 0..ROWS_PER_ITEM {
        let cut = index == 0 && first > 0;
        let sign = match (selected && index == 0, cut) {
            (true, _) => app.signs.cursor,
            (false, true) => app.signs.more,
            (false, false) => " ",
        };
        let mut shown = rows.get(first + index).map_or_else(Line::default, |row| {
            style::painted(text, *row, base, &layers)
        });
        shown.spans.insert(
            0,
            Span::styled(format!(" {sign} "), style::of(app.theme.accent)),
        );
        lines.push(shown);
    }
    if selected {
        let why = why(entry, spot, link);
        let rows = wrap::rows(&why, inner).into_iter().take(ROWS_OF_REASON);
        lines.extend(
            rows.map(|row| {
                Line::styled(format!("   {}", row.of(&why)), style::of(app.theme.accent))
            }),
        );
    }
    lines
}

/// `why: same first name … · ¶7`.
fn why(entry: &Entry, spot: &Spot, link: Option<(&Actor, &Link)>) -> String {
    let paragraph = entry.article.paragraph_number(spot.range.start);
    let place = match entry.article.kind_at(spot.range.start) {
        Some(kind) if !kind.is_prose() => kind.name().to_owned(),
        _ => format!("¶{paragraph}"),
    };
    match link {
        Some((_, link)) => format!(
            "{place} · {}{}",
            if link.sure { "" } else { "perhaps: " },
            link.reason
        ),
        None => place,
    }
}
