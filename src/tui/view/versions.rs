//! All versions of a story: panes beside each other, or the base with a strip of who else has each passage; over it, when
//! asked for, every outlet's words for one.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::canvas::{clear, framed, put, row_of};
use super::sheet::{self, Paper};
use super::style;
use crate::model::comparison::Label;
use crate::text::count::counted;
use crate::text::range::TextRange;
use crate::text::width::{cells, pad, shorten, to_cells};
use crate::text::wrap;
use crate::tui::app::App;
use crate::tui::layout;
use crate::tui::sheet::Cell;
use crate::tui::versions::{MARK, Versions, Voice, Voices};

/// Draws `versions` over the panes.
pub fn render(app: &App, versions: &Versions, frame: &mut Frame<'_>) {
    let area = layout::over_panes(app.areas);
    clear(frame, area);
    headings(app, versions, frame, area);
    let below = sheet::below(area);
    if versions.sheet.is_empty() {
        let told = "This version has no text to compare.";
        put(
            frame,
            row_of(below, 0),
            Span::styled(told, style::of(app.theme.accent)),
        );
    }
    let width = usize::from(area.width);
    let paper = Base {
        app,
        versions,
        strip: versions.strip(width),
    };
    let cursor = versions.voices.is_none();
    sheet::pieces(app, &versions.sheet, cursor, frame, below, &paper);
    if let Some(voices) = &versions.voices {
        words(app, versions, voices, frame, area);
    }
}

fn headings(app: &App, versions: &Versions, frame: &mut Frame<'_>, area: Rect) {
    let sheet = &versions.sheet;
    for column in sheet.shape().shown.iter().copied() {
        let entry = &sheet.entries[column];
        let is_base = column == versions.base();
        let focused = column == sheet.column();
        let look = if focused {
            app.theme.accent
        } else {
            app.theme.heading
        };
        let mark = if is_base {
            "base".to_owned()
        } else {
            versions.marks[column].clone()
        };
        let first = format!(
            "{mark}  {} · {}",
            entry.head.outlet_label(),
            entry.head.date_label()
        );
        let second = if is_base {
            base_told(versions)
        } else {
            match versions.counts_of(column) {
                Some((all, alone)) => format!(
                    "{} of {all} also in {}",
                    all - alone,
                    versions.marks[versions.base()]
                ),
                None => "comparing …".to_owned(),
            }
        };
        for (row, told, look) in [(0, first, look), (1, second, app.theme.secondary)] {
            let at = if versions.has_panes() {
                sheet::column(sheet, column, row_of(area, row))
            } else {
                sheet::inset(row_of(area, row), 2)
            };
            let told = shorten(&told, usize::from(at.width));
            put(frame, at, Span::styled(told, style::of(look)));
        }
    }
    let at = sheet::rule(app, frame, area);
    if let Some(told) = sheet::unbound(app, sheet) {
        put(frame, at, told);
    } else if let Some(told) = window(versions) {
        let told = shorten(&told, usize::from(at.width));
        put(
            frame,
            at,
            Span::styled(told, style::of(app.theme.secondary)),
        );
    }
}

/// `27 passages, 5 only here, of 4 versions`.
fn base_told(versions: &Versions) -> String {
    let (all, alone) = versions.counts();
    let known = versions
        .others()
        .filter(|version| versions.is_known(*version));
    let (known, others) = (known.count(), versions.others().count());
    let passages = counted(all, "passage");
    if known < others {
        return format!("{passages} · comparing …");
    }
    format!("{passages}, {alone} only here")
}

/// ` 3 of 7 versions: h l for the others `, where not all are on screen, or not all are laid side by side.
fn window(versions: &Versions) -> Option<String> {
    let (all, shown) = (
        versions.sheet.entries.len(),
        versions.sheet.shape().shown.len(),
    );
    let story = all + versions.left_out;
    let hidden = versions.has_panes() && shown < all;
    match (hidden, versions.left_out) {
        (true, 0) => Some(format!(" {shown} of {all} versions: h l for the others ")),
        (true, _) => Some(format!(
            " {shown} of {all} versions: h l for the others; {story} in the story "
        )),
        (false, 0) => None,
        (false, _) => Some(format!(" {all} of {story} versions ")),
    }
}

/// The versions, to be drawn.
struct Base<'a> {
    app: &'a App,
    versions: &'a Versions,
    /// How many versions the strip has room for.
    strip: usize,
}

impl Paper for Base<'_> {
    fn signs(&self, row: usize, column: usize) -> Line<'_> {
        if !self.versions.has_panes() {
            return self.strip(row);
        }
        let theme = &self.app.theme;
        let (sign, look) = match self.versions.sheet.cell(column, row) {
            Cell::Empty => return Line::default(),
            Cell::Passage(_) if column == self.versions.base() => {
                if !self.versions.is_alone(row) {
                    return Line::default();
                }
                (self.app.signs.only, theme.secondary)
            }
            Cell::Told(_) if self.versions.label(column, row).is_none() => return Line::default(),
            Cell::Passage(_) | Cell::Told(_) => self.sign(self.versions.label(column, row)),
        };
        Line::from(Span::styled(sign, style::of(look)))
    }

    /// What no other version has is dim.
    fn line(&self, row: usize, column: usize, line: TextRange) -> Line<'_> {
        let theme = &self.app.theme;
        let text = self.versions.sheet.text(column, row);
        let alone = if column == self.versions.base() {
            self.versions.is_alone(row)
        } else {
            self.versions.label(column, row).is_none()
        };
        let look = match self.versions.sheet.cell(column, row) {
            Cell::Told(_) => theme.furniture,
            _ if alone => theme.secondary,
            _ => theme.text,
        };
        Line::from(Span::styled(line.of(text), style::of(look)))
    }
}

impl Base<'_> {
    fn sign(&self, label: Option<Label>) -> (&'static str, crate::config::theme::Look) {
        let (signs, theme) = (&self.app.signs, &self.app.theme);
        match label {
            Some(Label::Same) => (signs.same, theme.accent),
            Some(Label::Near | Label::Perhaps) => (signs.near, theme.accent),
            None => (signs.only, theme.secondary),
        }
    }

    /// `=AM ≈Bl  ·`: which of the others have the passage, each in a place of its own.
    fn strip(&self, row: usize) -> Line<'_> {
        let versions = self.versions;
        let secondary = style::of(self.app.theme.secondary);
        let others: Vec<usize> = versions.others().collect();
        let mut spans = Vec::new();
        for version in others.iter().take(self.strip) {
            let label = versions.label(*version, row);
            let (sign, look) = self.sign(label);
            spans.push(match label {
                Some(_) => Span::styled(
                    format!("{sign}{} ", versions.marks[*version]),
                    style::of(look),
                ),
                None if versions.is_known(*version) => {
                    Span::styled(format!(" {sign}  "), secondary)
                }
                None => Span::raw(" ".repeat(MARK)),
            });
        }
        Line::from(spans)
    }
}

/// Every outlet's words for a passage, over the lower part of the screen.
fn words(app: &App, versions: &Versions, voices: &Voices, frame: &mut Frame<'_>, area: Rect) {
    if area.width < 8 || area.height < 4 {
        return;
    }
    let inner = usize::from(area.width).saturating_sub(4);
    let silent: Vec<String> = voices
        .silent
        .iter()
        .map(|version| versions.sheet.entries[*version].head.outlet_label())
        .collect();
    let silent = if silent.is_empty() {
        String::new()
    } else {
        format!("nothing of it in: {}", silent.join(", "))
    };
    let last: Vec<TextRange> = wrap::rows(&silent, inner).into_iter().take(2).collect();
    let tall = |voice: &Voice| 2 + rows_of(versions, voice, inner).len();
    let wanted: usize = voices.items.iter().map(tall).sum::<usize>() + last.len() + 2;
    let most = sheet::below(area).height.max(4);
    let height = to_cells(wanted).min(most);
    let over = Rect {
        y: area.bottom() - height,
        height,
        ..area
    };
    let title = match voices.items.len() {
        1 => "only here".to_owned(),
        _ => "every outlet's words".to_owned(),
    };
    let inside = framed(app, frame, over, &title);
    let room = usize::from(inside.height).saturating_sub(last.len());
    let heights: Vec<usize> = voices.items.iter().map(tall).collect();
    let top = layout::first_shown_of(0, voices.cursor, room, heights.len(), |item| heights[item]);
    let mut y = 0;
    for (number, voice) in voices.items.iter().enumerate().skip(top) {
        if y >= room {
            break;
        }
        let lines = voice_lines(
            app,
            versions,
            voice,
            (number, number == voices.cursor),
            inner,
        );
        for line in lines {
            if y < room {
                let at = row_of(inside, to_cells(y));
                frame.buffer_mut().set_line(at.x, at.y, &line, at.width);
            }
            y += 1;
        }
        y += 1;
    }
    for (down, line) in last.iter().enumerate() {
        let at = row_of(inside, to_cells(room + down));
        let told = format!(" {}", line.of(&silent));
        put(
            frame,
            at,
            Span::styled(told, style::of(app.theme.secondary)),
        );
    }
}

fn rows_of(versions: &Versions, voice: &Voice, width: usize) -> Vec<TextRange> {
    let text = &versions.sheet.entries[voice.version].article.text;
    let rows = wrap::rows(voice.range.of(text), width.max(1)).into_iter();
    rows.map(|row| row.shifted(voice.range.start)).collect()
}

/// `▸ 2 ≈ ArcaMax · Jan 6`, and below it the words.
fn voice_lines<'a>(
    app: &App,
    versions: &'a Versions,
    voice: &Voice,
    (number, selected): (usize, bool),
    inner: usize,
) -> Vec<Line<'a>> {
    let entry = &versions.sheet.entries[voice.version];
    let cursor = if selected { app.signs.cursor } else { " " };
    let sign = match voice.label {
        Some(Label::Same) => app.signs.same,
        Some(Label::Near | Label::Perhaps) => app.signs.near,
        None => " ",
    };
    let who = format!(
        "{} · {}",
        entry.head.outlet_label(),
        entry.head.date_label()
    );
    let head = format!("{cursor} {} {sign} {who}", number + 1);
    let look = style::of(if selected {
        app.theme.selection
    } else {
        app.theme.heading
    });
    let head = if selected {
        pad(&head, cells(&head) + 1)
    } else {
        head
    };
    let text = &entry.article.text;
    let words = rows_of(versions, voice, inner).into_iter().map(|row| {
        Line::from(vec![
            Span::raw("  "),
            Span::styled(row.of(text), style::of(app.theme.text)),
        ])
    });
    std::iter::once(Line::from(Span::styled(head, look)))
        .chain(words)
        .collect()
}
