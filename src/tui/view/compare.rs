//! Two articles side by side, passages with the same content on one row, and the list of what differs.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::canvas::{clear, put, row_of};
use super::sheet::{self, Paper};
use super::style::{self, Painted};
use crate::config::theme::Look;
use crate::config::theme::colour::Colour;
use crate::model::comparison::{Comparison, Label, Which};
use crate::text::range::TextRange;
use crate::text::width::{cells, pad, shorten, to_cells};
use crate::tui::app::App;
use crate::tui::compare::{Compare, group, index};
use crate::tui::layout;

/// Words that both sides have in the same order.
const SHARED: Look = Look {
    fg: Colour::Default,
    bg: Colour::Default,
    bold: false,
    dim: false,
    underline: true,
    reverse: false,
    strike: false,
};

const SIDES: [Which; 2] = [Which::A, Which::B];

/// Draws `compare` over the panes.
pub fn render(app: &App, compare: &Compare, frame: &mut Frame<'_>) {
    let area = layout::over_panes(app.areas);
    clear(frame, area);
    let list = to_cells(compare.list).min(area.width);
    let text = Rect {
        width: area.width - list,
        ..area
    };
    if text.width > 0 {
        headings(app, compare, frame, text);
        passages(app, compare, frame, text);
    }
    if list > 0 {
        let beside = Rect {
            x: area.x + text.width,
            width: list,
            ..area
        };
        differences(app, compare, frame, beside);
    }
}

/// Whose text stands where, and how much of it is matched.
fn headings(app: &App, compare: &Compare, frame: &mut Frame<'_>, area: Rect) {
    let secondary = style::of(app.theme.secondary);
    for which in SIDES {
        let entry = &compare.sheet.entries[index(which)];
        let focused = compare.side() == which && !compare.listing;
        let look = style::of(if focused {
            app.theme.accent
        } else {
            app.theme.heading
        });
        let told = format!(
            "{} · {}",
            entry.head.outlet_label(),
            entry.head.date_label()
        );
        let counts = compare
            .found
            .as_ref()
            .map_or_else(String::new, |found| matched(found, which));
        if compare.sheet.shape().stacked {
            let sign = if which == Which::A { "a" } else { "b" };
            let at = row_of(area, to_cells(index(which)));
            let line = format!(" {sign} {told}");
            // The counts stand there whole, as many as fit: half a count says nothing.
            let (matched, _) = counts.split_once(", ").unwrap_or((&counts, ""));
            let counted = [counts.as_str(), matched].map(|counts| format!("{line}  {counts}"));
            let mut counted = counted.into_iter();
            let fits = |line: &String| cells(line) <= usize::from(at.width);
            let line = counted.find(fits).unwrap_or(line);
            put(
                frame,
                at,
                Span::styled(shorten(&line, usize::from(at.width)), look),
            );
        } else {
            for (row, line, look) in [(0, told, look), (1, counts, secondary)] {
                let at = sheet::column(&compare.sheet, index(which), row_of(area, row));
                let line = shorten(&line, usize::from(at.width));
                put(frame, at, Span::styled(line, look));
            }
        }
    }
    let at = sheet::rule(app, frame, area);
    if let Some(told) = sheet::unbound(app, &compare.sheet) {
        put(frame, at, told);
    }
}

/// `4 of 9 matched, 5 only here`.
fn matched(found: &Comparison, which: Which) -> String {
    let all = found.passages[index(which)].len();
    let alone = found.only_here(which).len();
    format!("{} of {all} matched, {alone} only here", all - alone)
}

fn passages(app: &App, compare: &Compare, frame: &mut Frame<'_>, area: Rect) {
    let mut below = sheet::below(area);
    let told = match (&compare.found, compare.state()) {
        (None, _) => Some("Comparing …"),
        (Some(_), state) => state,
    };
    if let Some(told) = told {
        let told = shorten(told, usize::from(below.width));
        let look = style::of(app.theme.accent);
        put(frame, row_of(below, 0), Span::styled(told, look));
        let taken = 2.min(below.height);
        below.y += taken;
        below.height -= taken;
    }
    let sides = Sides { app, compare };
    let cursor = !compare.listing;
    sheet::pieces(app, &compare.sheet, cursor, frame, below, &sides);
}

/// The two sides, to be drawn.
struct Sides<'a> {
    app: &'a App,
    compare: &'a Compare,
}

impl Paper for Sides<'_> {
    fn signs(&self, row: usize, column: usize) -> Line<'_> {
        let sheet = &self.compare.sheet;
        let sign = self.sign(row);
        if sheet.shape().stacked {
            let side = if column == 0 { "a " } else { "b " };
            let side = Span::styled(side, style::of(self.app.theme.secondary));
            return Line::from(vec![side, sign]);
        }
        // Beside its partner, one sign between the two is enough.
        let paired = column == 0 && sheet.range(1, row).is_some();
        if paired && sheet.is_bound() {
            return Line::default();
        }
        Line::from(sign)
    }

    /// What only one side has is dim, shared runs are underlined, the chosen difference stands out.
    fn line(&self, row: usize, column: usize, line: TextRange) -> Line<'_> {
        let theme = &self.app.theme;
        let label = self.compare.at(row).and_then(|row| row.label);
        let base = style::of(if label.is_some() {
            theme.text
        } else {
            theme.secondary
        });
        let text = self.compare.sheet.text(column, row);
        style::painted(text, line, base, &self.layers(column, line))
    }
}

impl Sides<'_> {
    /// `=` the same fact, `≈` told differently, `·` only here; told by the sign and not by colour alone.
    fn sign(&self, row: usize) -> Span<'static> {
        let theme = &self.app.theme;
        let label = self.compare.at(row).and_then(|row| row.label);
        let (sign, look) = match label {
            Some(Label::Same) => (self.app.signs.same, theme.accent),
            Some(Label::Near | Label::Perhaps) => (self.app.signs.near, theme.accent),
            None => (self.app.signs.only, theme.secondary),
        };
        Span::styled(sign, style::of(look))
    }

    fn layers(&self, column: usize, range: TextRange) -> Vec<Painted> {
        let theme = &self.app.theme;
        let mut layers = Vec::new();
        let Some(found) = &self.compare.found else {
            return layers;
        };
        let runs = found.shared.iter().map(|run| [run.a, run.b][column.min(1)]);
        layers.extend(
            runs.filter(|run| run.overlaps(range))
                .map(|run| (run, SHARED)),
        );
        let inside = found
            .differences
            .iter()
            .filter(|difference| difference.pair.is_some());
        let places = inside.flat_map(|difference| &difference.at[column.min(1)]);
        layers.extend(
            places
                .filter(|place| place.overlaps(range))
                .map(|place| (*place, theme.heading)),
        );
        if let Some(chosen) = self.compare.chosen() {
            let own = chosen.at[column.min(1)].iter();
            layers.extend(own.map(|place| (*place, theme.found)));
        }
        layers
    }
}

/// The list of what differs, by kind; the one at the cursor leads to its places.
fn differences(app: &App, compare: &Compare, frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width).saturating_sub(2);
    let inside = Rect {
        x: area.x + 2,
        width: area.width.saturating_sub(2),
        ..area
    };
    for y in area.top()..area.bottom() {
        put(
            frame,
            Rect::new(area.x, y, 1, 1),
            Span::styled(app.signs.rule, style::of(app.theme.rule)),
        );
    }
    let look = if compare.listing {
        app.theme.accent
    } else {
        app.theme.secondary
    };
    let count = compare.differences().count();
    put(
        frame,
        row_of(inside, 0),
        Span::styled(format!("DIFFERENCES {count}"), style::of(look)),
    );
    let mut last = None;
    let mut y = 2;
    for (number, difference) in compare
        .differences()
        .enumerate()
        .skip(compare.difference_top)
    {
        if y >= area.height {
            break;
        }
        let group = group(difference.kind);
        if last != Some(group) {
            last = Some(group);
            put(
                frame,
                row_of(inside, y),
                Span::styled(shorten(group, width), style::of(app.theme.accent)),
            );
            y += 1;
        }
        let selected = Some(number) == compare.difference;
        let base = match (selected, compare.listing) {
            (true, true) => style::of(app.theme.selection),
            (true, false) => style::of(app.theme.selection_unfocused),
            _ => Style::new(),
        };
        let sign = if selected { app.signs.cursor } else { " " };
        let told = compare.told(difference, app.signs.rule);
        let line = pad(
            &format!("{sign} {}", shorten(&told, width.saturating_sub(2))),
            width,
        );
        put(frame, row_of(inside, y), Span::styled(line, base));
        y += 1;
    }
    if count == 0 && compare.found.is_some() {
        put(
            frame,
            row_of(inside, 2),
            Span::styled("none found", style::of(app.theme.secondary)),
        );
    }
}
