//! Two versions of one article: what was taken out is struck through on the earlier side, what was put in is underlined on
//! the later one, and a sign says it without colours.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::canvas::{clear, put, row_of};
use super::sheet::{self, Paper};
use super::style;
use crate::library::head::Revision;
use crate::model::edits::EditKind;
use crate::text::range::TextRange;
use crate::text::width::{cells, shorten, to_cells};
use crate::tui::app::App;
use crate::tui::edited::Edited;
use crate::tui::layout;
use crate::tui::sheet::Cell;

/// Draws `edited` over the panes.
pub fn render(app: &App, edited: &Edited, frame: &mut Frame<'_>) {
    let area = layout::over_panes(app.areas);
    clear(frame, area);
    headings(app, edited, frame, area);
    let sides = Sides { app, edited };
    sheet::pieces(app, &edited.sheet, true, frame, sheet::below(area), &sides);
}

/// Which version stands where, and on the rule how much is left of the earlier one.
fn headings(app: &App, edited: &Edited, frame: &mut Frame<'_>, area: Rect) {
    let stacked = edited.sheet.shape().stacked;
    for (side, entry) in edited.sheet.entries.iter().enumerate() {
        let look = style::of(if edited.sheet.column() == side {
            app.theme.accent
        } else {
            app.theme.heading
        });
        let told = format!(
            "{} · {}",
            entry.head.outlet_label(),
            entry.head.date_label()
        );
        let revision = entry.head.revision.as_ref();
        let number = revision.map_or_else(String::new, Revision::short);
        let lines = if stacked {
            let sign = ["-", "+"][side.min(1)];
            vec![(to_cells(side), format!("{sign} {told}  {number}"), look)]
        } else {
            vec![(0, told, look), (1, number, style::of(app.theme.secondary))]
        };
        for (row, line, look) in lines {
            let at = if stacked {
                sheet::inset(row_of(area, row), 1)
            } else {
                sheet::column(&edited.sheet, side, row_of(area, row))
            };
            put(
                frame,
                at,
                Span::styled(shorten(&line, usize::from(at.width)), look),
            );
        }
    }
    let at = sheet::rule(app, frame, area);
    let told = edited.edits().map_or_else(
        || " Comparing … ".to_owned(),
        |edits| {
            let guessed = if edits.dated {
                ""
            } else {
                "; which came first is not told"
            };
            let all = format!(" {}{guessed} ", edits.summary());
            if cells(&all) <= usize::from(at.width) {
                all
            } else {
                format!(" {} ", edits.short_summary())
            }
        },
    );
    let told = shorten(&told, usize::from(at.width));
    put(frame, at, Span::styled(told, style::of(app.theme.accent)));
}

/// The two versions, to be drawn.
struct Sides<'a> {
    app: &'a App,
    edited: &'a Edited,
}

impl Paper for Sides<'_> {
    fn signs(&self, row: usize, column: usize) -> Line<'_> {
        let sheet = &self.edited.sheet;
        let Cell::Passage(_) = sheet.cell(column, row) else {
            return Line::default();
        };
        let theme = &self.app.theme;
        let signs = &self.app.signs;
        let secondary = theme.secondary;
        let (sign, look) = match (self.edited.kind(row), column) {
            (Some(EditKind::Unchanged) | None, _) => (" ", secondary),
            (Some(EditKind::Small), _) => (signs.small, secondary),
            (Some(EditKind::Moved), _) => (signs.moved, theme.accent),
            (_, 0) => (signs.removed, theme.removed),
            (_, _) => (signs.added, theme.added),
        };
        let sign = Span::styled(sign, style::bare(look));
        if sheet.shape().stacked {
            let side = Span::raw("  ");
            return Line::from(vec![side, sign]);
        }
        Line::from(sign)
    }

    /// What stayed as it was is dim; of the rest, the words that differ are marked.
    fn line(&self, row: usize, column: usize, line: TextRange) -> Line<'_> {
        let theme = &self.app.theme;
        let text = self.edited.sheet.text(column, row);
        if matches!(self.edited.sheet.cell(column, row), Cell::Told(_)) {
            return Line::from(Span::styled(line.of(text), style::of(theme.furniture)));
        }
        let mark = [theme.removed, theme.added][column.min(1)];
        let kind = self.edited.kind(row);
        let base = match kind {
            Some(EditKind::Unchanged | EditKind::Small) | None => theme.secondary,
            _ => theme.text,
        };
        let side = self.edited.edits().map_or(0, |edits| {
            // Columns are in the order of time, sides as they were compared.
            if column == 0 {
                edits.older
            } else {
                1 - edits.older
            }
        });
        let changed = match (kind, self.edited.line(row)) {
            (Some(EditKind::Removed | EditKind::Added), Some(told)) => {
                told.at[side].into_iter().collect()
            }
            (_, Some(told)) => told.changed[side].clone(),
            _ => Vec::new(),
        };
        let layers: Vec<style::Painted> = changed
            .into_iter()
            .filter(|range| range.overlaps(line))
            .map(|range| (range, mark))
            .collect();
        style::painted(text, line, style::of(base), &layers)
    }
}
