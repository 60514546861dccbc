//! The reading pane: the rows on screen, painted from the byte ranges that the reader's state holds.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::canvas::{put, row_of};
use super::style::{self, Painted};
use crate::config::theme::Look;
use crate::library::Subject;
use crate::library::entry::Entry;
use crate::model::actor::ActorKind;
use crate::model::article::BlockKind;
use crate::model::findings::MentionForm;
use crate::model::note::Note;
use crate::model::quote::QuoteKind;
use crate::text::range::TextRange;
use crate::text::width::{cells, shorten, to_cells};
use crate::tui::app::{App, Overlay};
use crate::tui::focus::Focus;
use crate::tui::hints::Hints;
use crate::tui::layout::{text_column, text_width};
use crate::tui::passage::{Passage, PassageKind};
use crate::tui::reader::{Line as ReaderLine, Reader, Row};
use crate::tui::select::Select;

/// Draws the open article into `area`.
pub fn render(app: &App, frame: &mut Frame<'_>, area: Rect) {
    if area.is_empty() {
        return;
    }
    let Some(reader) = &app.reader else {
        let text = if app.loading {
            ""
        } else {
            "Nothing to read yet."
        };
        put(
            frame,
            row_of(area, 0),
            Span::styled(
                shorten(text, usize::from(area.width)),
                style::of(app.theme.secondary),
            ),
        );
        return;
    };
    let text_width = text_width(area.width, app.measure);
    let column = text_column(area, app.measure);
    if let Some(Overlay::Select(select)) = &app.overlay {
        caret(reader, select, frame, column);
    }
    for (y, line) in reader.lines().into_iter().enumerate() {
        let Some(passage) = reader.passages().get(line.passage) else {
            break;
        };
        let at = row_of(column, to_cells(y));
        let shown = reader.rows(line.passage).get(line.row);
        let is_place = line.passage == reader.place();
        if let Some(row) = shown {
            put(frame, at, mark(app, is_place));
            if let Some(sign) = margin(app, reader, line, *row) {
                let beside = Rect {
                    x: at.x + 1,
                    width: 1.min(at.width.saturating_sub(1)),
                    ..at
                };
                put(frame, beside, sign);
            }
            let inside = Rect {
                x: at.x + 2,
                width: at.width.saturating_sub(2),
                ..at
            };
            let first = line.row == 0;
            let line = row_line(app, reader, passage, line.passage, *row, first);
            let inside = Rect {
                width: inside.width.min(text_width),
                ..inside
            };
            frame
                .buffer_mut()
                .set_line(inside.x, inside.y, &line, inside.width);
            if app.panes.spotlight && !is_place {
                let back = style::of(app.theme.secondary);
                frame.buffer_mut().set_style(
                    Rect {
                        height: 1,
                        ..inside
                    },
                    back,
                );
            }
            if let Some(Overlay::Hints(shown)) = &app.overlay {
                let is_headline = first && passage.kind == PassageKind::Headline;
                let indent = if passage.is_set_in() { 2 } else { 0 };
                let labels = labels(shown, reader, *row, is_headline);
                hints(app, frame, inside, indent, labels);
            }
        }
    }
}

/// The labels that stand on a row, and how many cells from its start.
fn labels<'a>(
    shown: &'a Hints,
    reader: &'a Reader,
    row: Row,
    is_headline: bool,
) -> impl Iterator<Item = (usize, &'a str)> {
    let text = &reader.entry().article.text;
    shown.hints.iter().filter_map(move |hint| {
        let label = shown.left(hint)?;
        let Some(at) = hint.at else {
            return is_headline.then_some((0, label));
        };
        let here = !row.label && row.range.contains(at);
        let before = TextRange::new(row.range.start, at.max(row.range.start));
        here.then(|| (cells(before.of(text)), label))
    })
}

/// Draws labels over the row at `at`, whose text stands in by `indent` cells.
fn hints<'a>(
    app: &App,
    frame: &mut Frame<'_>,
    at: Rect,
    indent: usize,
    labels: impl Iterator<Item = (usize, &'a str)>,
) {
    for (from, label) in labels {
        let from = to_cells(from + indent).min(at.width);
        let at = Rect {
            x: at.x + from,
            width: at.width - from,
            ..at
        };
        put(frame, at, Span::styled(label, style::of(app.theme.found)));
    }
}

fn mark(app: &App, is_place: bool) -> Span<'static> {
    let look = if app.focus == Focus::Article {
        app.theme.accent
    } else {
        app.theme.secondary
    };
    Span::styled(
        if is_place { app.signs.place } else { " " },
        style::of(look),
    )
}

/// Puts the terminal's cursor where the caret stands.
fn caret(reader: &Reader, select: &Select, frame: &mut Frame<'_>, column: Rect) {
    let at = select.caret();
    for (y, line) in reader.lines().into_iter().enumerate() {
        let rows = reader.rows(line.passage);
        let here = rows.get(line.row).filter(|row| !row.label);
        if let Some(row) = here.filter(|row| row.range.contains(at)) {
            let before = TextRange::new(row.range.start, at).of(&reader.entry().article.text);
            let inset = reader.passages()[line.passage].inset();
            let x = column.x.saturating_add(to_cells(2 + inset + cells(before)));
            let y = column.y.saturating_add(to_cells(y));
            if x < column.right() && y < column.bottom() {
                frame.set_cursor_position((x, y));
            }
        }
    }
}

/// The sign beside the row in which a note or highlight begins; where several do, that of a note.
fn margin(app: &App, reader: &Reader, line: ReaderLine, row: Row) -> Option<Span<'static>> {
    if row.label {
        // What is about the article as a whole stands beside the line that says where it is from.
        let is_about = reader.passages()[line.passage].kind == PassageKind::About && line.row == 0;
        let note = app.noted.on_all().filter(|_| is_about);
        return note.map(|_| Span::styled(app.signs.note, style::of(app.theme.accent)));
    }
    let rows = reader.rows(line.passage);
    // A place may begin in the white space between two rows.
    let start = rows
        .iter()
        .filter(|before| !before.label && before.range.end <= row.range.start)
        .map(|before| before.range.end)
        .next_back()
        .unwrap_or(row.range.start);
    let here = TextRange::new(start, row.range.end);
    let begins = |range: &TextRange| here.contains(range.start);
    let mut notes = app.noted.within(here).filter(|(_, range)| begins(range));
    let first = notes.next()?;
    let with_words = |(note, _): &(&Note, TextRange)| !note.text.is_empty();
    let (note, _) = if with_words(&first) {
        first
    } else {
        notes.find(with_words).unwrap_or(first)
    };
    let sign = match note.ink {
        Some(ink) if note.text.is_empty() => ink.sign(),
        _ => app.signs.note,
    };
    Some(Span::styled(sign, style::of(app.theme.accent)))
}

fn row_line<'a>(
    app: &App,
    reader: &'a Reader,
    passage: &'a Passage,
    index: usize,
    row: Row,
    first: bool,
) -> Line<'a> {
    let entry = reader.entry();
    let look = base_look(app, passage.kind);
    let base = style::of(look);
    let opened = reader.is_opened(index);
    let (text, layers) = if row.label {
        (passage.label(opened), Vec::new())
    } else {
        (
            entry.article.text.as_str(),
            layers(app, reader, entry, row.range),
        )
    };
    let mut line = style::painted(text, row.range, base, &layers);
    if row.hyphen {
        // What the last letters wear goes on over the end of the row.
        let look = line.spans.last().map_or(base, |last| last.style);
        line.push_span(Span::styled("-", look));
    }
    if let Some(sign) = sign(app, passage.kind, row.label, opened, first) {
        line.spans.insert(
            0,
            Span::styled(sign, style::over(base, app.theme.secondary)),
        );
    }
    line
}

/// What stands before the row, within the text's own column.
fn sign(app: &App, kind: PassageKind, label: bool, opened: bool, first: bool) -> Option<String> {
    let sign = match kind {
        PassageKind::Caption => app.signs.caption,
        PassageKind::Body(BlockKind::Quotation) => app.signs.quotation,
        PassageKind::Fold if label && first => {
            if opened {
                app.signs.opened
            } else {
                app.signs.closed
            }
        }
        PassageKind::Fold => " ",
        _ => return None,
    };
    Some(format!("{sign} "))
}

fn base_look(app: &App, kind: PassageKind) -> Look {
    match kind {
        PassageKind::Headline | PassageKind::Body(BlockKind::Subheading) => app.theme.heading,
        PassageKind::About => app.theme.secondary,
        PassageKind::Caption => app.theme.caption,
        PassageKind::Fold => app.theme.furniture,
        PassageKind::Body(_) => app.theme.text,
    }
}

/// What lies over the plain text of `row`: datelines, the words of the chosen one, descriptions, names, highlights, the
/// chosen topic, matches of a search, the place just gone to, the selection; in this order, the last on top.
fn layers(app: &App, reader: &Reader, entry: &Entry, row: TextRange) -> Vec<Painted> {
    let mut layers = Vec::new();
    if let Some(block) = entry
        .article
        .block_at(row.start)
        .and_then(|index| entry.article.blocks.get(index))
        && matches!(block.kind, BlockKind::Dateline | BlockKind::PhotoCredit)
    {
        layers.push((block.range, app.theme.secondary));
    }
    layers.extend(said(app, entry, row));
    layers.extend(meant(app, entry, row));
    layers.extend(names(app, entry, row));
    let marked = app.noted.within(row);
    layers.extend(
        marked.filter_map(|(note, range)| Some((range, app.theme.marked(note.ink?.number())))),
    );
    if let Some(Subject::Topic(phrase)) = &app.subject {
        layers.extend(topic(entry, phrase).map(|range| (range, app.theme.chosen)));
    }
    if let Some(needle) = &app.needle {
        // The row's neighbourhood, so that a match which runs over a line end is seen on both rows.
        let start = entry
            .article
            .text
            .floor_char_boundary(row.start.saturating_sub(200));
        let end = entry
            .article
            .text
            .ceil_char_boundary((row.end + 200).min(entry.article.text.len()));
        let around = TextRange::new(start, end);
        let found = needle.all_in(around.of(&entry.article.text)).into_iter();
        layers.extend(found.map(|range| (range.shifted(start), app.theme.found)));
    }
    if let Some(arrived) = reader.gone_to() {
        layers.push((arrived, app.theme.arrived));
    }
    if let Some(Overlay::Select(select)) = &app.overlay {
        layers.push((select.range(), app.theme.selection));
    }
    layers
}

/// What the chosen person says.
fn said<'a>(app: &'a App, entry: &'a Entry, row: TextRange) -> impl Iterator<Item = Painted> + 'a {
    let chosen = app.subject.as_ref().and_then(|subject| match subject {
        Subject::Actor(id) => app.library.actor(*id),
        _ => None,
    });
    let person = chosen.filter(|actor| actor.kind == ActorKind::Person);
    person.into_iter().flat_map(move |person| {
        let look = app.theme.said(app.library.colour(&person));
        let here = entry
            .quotes_in(row)
            .iter()
            .filter(move |quote| quote.kind == QuoteKind::Direct && quote.range.overlaps(row));
        let own = here.filter(move |quote| entry.is_said_by(quote, person.id));
        own.map(move |quote| (quote.range, look))
    })
}

/// Descriptions that stand for a person, and the pronouns that stand for the chosen one.
fn meant<'a>(app: &'a App, entry: &'a Entry, row: TextRange) -> impl Iterator<Item = Painted> + 'a {
    entry.references_in(row).filter_map(move |index| {
        let reference = entry.findings.references.get(index)?;
        let link = entry.references.get(index)?.as_ref()?;
        let actor = app.library.actor(link.actor)?;
        let chosen = app.subject == Some(Subject::Actor(actor.id));
        let shown = match reference.form {
            MentionForm::Description => reference.beside.is_none(),
            _ => chosen,
        };
        shown.then_some((reference.range, app.theme.meant(app.library.colour(&actor))))
    })
}

fn names<'a>(app: &'a App, entry: &'a Entry, row: TextRange) -> impl Iterator<Item = Painted> + 'a {
    entry.mentions_in(row).flat_map(move |index| {
        let mention = &entry.findings.mentions[index];
        let actor = app.library.link_of(entry, index).map(|(actor, _)| actor);
        let look = match &actor {
            Some(actor) if actor.kind == ActorKind::Person => {
                app.theme.person(app.library.colour(actor))
            }
            _ => app.theme.other_name,
        };
        let is_chosen = actor.is_some_and(|actor| app.subject == Some(Subject::Actor(actor.id)));
        let chosen = is_chosen.then_some((mention.name, app.theme.chosen));
        std::iter::once((mention.name, look)).chain(chosen)
    })
}

fn topic<'a>(entry: &'a Entry, phrase: &'a str) -> impl Iterator<Item = TextRange> + use<'a> {
    let phrases = entry
        .findings
        .phrases
        .iter()
        .filter(move |found| found.text == phrase);
    phrases.flat_map(|found| found.occurrences.iter().copied())
}
