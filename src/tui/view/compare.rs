//! Two articles side by side, passages with the same content on one row, and the list of what differs.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;

use super::canvas::{put, row_of};
use super::style::{self, Painted};
use crate::config::theme::{Colour, Look};
use crate::library::Entry;
use crate::model::article::BlockKind;
use crate::model::comparison::{Comparison, Difference, DifferenceKind, Label, Which};
use crate::text::range::TextRange;
use crate::text::width::{pad, shorten, to_cells};
use crate::tui::app::App;
use crate::tui::compare::{Compare, HEADING, Row, index};
use crate::tui::layout;

/// Words that both sides have in the same order.
const SHARED: Look = Look {
    fg: Colour::Default,
    bg: Colour::Default,
    bold: false,
    dim: false,
    underline: true,
    reverse: false,
};

const SIDES: [Which; 2] = [Which::A, Which::B];

/// Draws `compare` over the panes.
pub fn render(app: &App, compare: &Compare, frame: &mut Frame<'_>) {
    let area = layout::over_panes(app.areas);
    frame.render_widget(Clear, area);
    let shape = compare.shape;
    let list = to_cells(shape.list).min(area.width);
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
        let entry = &compare.sides[index(which)];
        let focused = compare.side == which && !compare.listing;
        let look = style::of(if focused {
            app.theme.accent
        } else {
            app.theme.heading
        });
        let told = format!("{} · {}", entry.outlet_label(), entry.date_label());
        let counts = compare
            .found
            .as_ref()
            .map_or_else(String::new, |found| matched(found, which));
        if compare.shape.stacked {
            let sign = if which == Which::A { "a" } else { "b" };
            let line = format!("{sign}  {told}  {counts}");
            let at = row_of(area, to_cells(index(which)));
            put(
                frame,
                at,
                Span::styled(shorten(&line, usize::from(at.width)), look),
            );
        } else {
            let at = column(compare, which, row_of(area, 0));
            put(
                frame,
                at,
                Span::styled(shorten(&told, usize::from(at.width)), look),
            );
            let at = column(compare, which, row_of(area, 1));
            put(
                frame,
                at,
                Span::styled(shorten(&counts, usize::from(at.width)), secondary),
            );
        }
    }
    let rule = app.signs.line.repeat(usize::from(area.width));
    put(
        frame,
        row_of(area, 2),
        Span::styled(rule, style::of(app.theme.rule)),
    );
}

/// `4 of 9 matched, 5 only here`.
fn matched(found: &Comparison, which: Which) -> String {
    let all = found.passages[index(which)].len();
    let alone = found.only_here(which).len();
    format!("{} of {all} matched, {alone} only here", all - alone)
}

/// The part of `area` in which one side stands beside the other.
fn column(compare: &Compare, which: Which, area: Rect) -> Rect {
    let text = to_cells(compare.shape.text);
    let x = match which {
        Which::A => 2,
        Which::B => 2 + text + 3,
    };
    Rect {
        x: area.x + x.min(area.width),
        width: text.min(area.width.saturating_sub(x)),
        ..area
    }
}

fn passages(app: &App, compare: &Compare, frame: &mut Frame<'_>, area: Rect) {
    let below = Rect {
        y: area.y + to_cells(HEADING).min(area.height),
        height: area.height.saturating_sub(to_cells(HEADING)),
        ..area
    };
    let told = match (&compare.found, compare.state()) {
        (None, _) => Some("Comparing …"),
        (Some(_), Some(state)) => Some(state),
        (Some(_), None) => None,
    };
    if let Some(told) = told {
        let told = shorten(told, usize::from(below.width));
        put(
            frame,
            row_of(below, 0),
            Span::styled(told, style::of(app.theme.secondary)),
        );
    }
    let mut y = usize::from(told.is_some()) * 2;
    for (number, row) in compare.rows().iter().enumerate().skip(compare.top) {
        if y >= usize::from(below.height) {
            break;
        }
        let passage = Drawing {
            app,
            compare,
            number,
            row: *row,
        };
        y += if compare.shape.stacked {
            passage.stacked(frame, below, y)
        } else {
            passage.beside(frame, below, y)
        };
        y += 1;
    }
}

/// A row of passages to draw.
struct Drawing<'a> {
    app: &'a App,
    compare: &'a Compare,
    number: usize,
    row: Row,
}

impl Drawing<'_> {
    /// Draws the passages side by side from row `y` on; gives the rows that they take.
    fn beside(&self, frame: &mut Frame<'_>, area: Rect, y: usize) -> usize {
        let mut tall = 0;
        for which in SIDES {
            let rows = self.compare.wrapped(which, self.number);
            for (line, range) in rows.iter().enumerate() {
                let at = column(self.compare, which, row_of(area, to_cells(y + line)));
                self.text(frame, at, which, *range);
                if line == 0 && self.is_at(which) && at.width > 0 {
                    let cursor = Rect {
                        x: at.x - 2,
                        width: 1,
                        ..at
                    };
                    put(
                        frame,
                        cursor,
                        Span::styled(self.app.signs.place, style::of(self.app.theme.accent)),
                    );
                }
            }
            tall = tall.max(rows.len());
        }
        let middle = row_of(area, to_cells(y));
        let x = 2 + to_cells(self.compare.shape.text) + 1;
        if x < middle.width {
            let at = Rect {
                x: middle.x + x,
                width: 1,
                ..middle
            };
            put(frame, at, self.sign());
        }
        tall
    }

    /// Draws the passages below each other; gives the rows that they take.
    fn stacked(&self, frame: &mut Frame<'_>, area: Rect, y: usize) -> usize {
        let mut tall = 0;
        for which in SIDES {
            for (line, range) in self.compare.wrapped(which, self.number).iter().enumerate() {
                let at = row_of(area, to_cells(y + tall));
                if at.width > 5 {
                    if line == 0 {
                        self.margin(frame, at, which);
                    }
                    let inside = Rect {
                        x: at.x + 5,
                        width: at.width - 5,
                        ..at
                    };
                    self.text(frame, inside, which, *range);
                }
                tall += 1;
            }
        }
        tall
    }

    /// The cursor, the side and the sign of the pair, before a passage.
    fn margin(&self, frame: &mut Frame<'_>, at: Rect, which: Which) {
        let accent = style::of(self.app.theme.accent);
        let cursor = if self.is_at(which) {
            self.app.signs.place
        } else {
            " "
        };
        let side = if which == Which::A { "a" } else { "b" };
        let line = Line::from(vec![
            Span::styled(cursor, accent),
            Span::styled(format!("{side} "), style::of(self.app.theme.secondary)),
            self.sign(),
        ]);
        frame.buffer_mut().set_line(at.x, at.y, &line, 4);
    }

    fn is_at(&self, which: Which) -> bool {
        self.number == self.compare.cursor && which == self.compare.side
    }

    /// `=` the same fact, `≈` told differently, `·` only here; told by the sign and not by colour alone.
    fn sign(&self) -> Span<'static> {
        let theme = &self.app.theme;
        let (sign, look) = match self.row.label {
            Some(Label::Same) => (self.app.signs.same, theme.accent),
            Some(Label::Near | Label::Perhaps) => (self.app.signs.near, theme.accent),
            None => (self.app.signs.only, theme.secondary),
        };
        Span::styled(sign, style::of(look))
    }

    /// One row of a passage: what only one side has is dim, shared runs are underlined, the chosen difference stands out.
    fn text(&self, frame: &mut Frame<'_>, at: Rect, which: Which, range: TextRange) {
        let theme = &self.app.theme;
        let base = style::of(if self.row.label.is_some() {
            theme.text
        } else {
            theme.secondary
        });
        let text = self.compare.sides[index(which)].article.text.as_str();
        let layers = self.layers(which, range);
        let line = style::painted(text, range, base, &layers);
        frame.buffer_mut().set_line(at.x, at.y, &line, at.width);
    }

    fn layers(&self, which: Which, range: TextRange) -> Vec<Painted> {
        let theme = &self.app.theme;
        let mut layers = Vec::new();
        let Some(found) = &self.compare.found else {
            return layers;
        };
        let runs = found.shared.iter().map(|run| match which {
            Which::A => run.a,
            Which::B => run.b,
        });
        layers.extend(
            runs.filter(|run| run.overlaps(range))
                .map(|run| (run, SHARED)),
        );
        let inside = found
            .differences
            .iter()
            .filter(|difference| difference.pair.is_some());
        let places = inside.flat_map(|difference| &difference.at[index(which)]);
        layers.extend(
            places
                .filter(|place| place.overlaps(range))
                .map(|place| (*place, theme.heading)),
        );
        if let Some(chosen) = self.compare.chosen() {
            let own = chosen.at[index(which)].iter();
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
        let told = told(compare, difference, app.signs.rule);
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

/// What stands above differences of a kind.
fn group(kind: DifferenceKind) -> &'static str {
    match kind {
        DifferenceKind::Claim => "how firmly it is said",
        DifferenceKind::Part => "who does what",
        DifferenceKind::Figure | DifferenceKind::Date | DifferenceKind::Place => {
            "figures, dates and places"
        }
        DifferenceKind::Person => "people on one side only",
        DifferenceKind::Source => "named sources on one side only",
        DifferenceKind::Unnamed => "sources without a name",
        DifferenceKind::QuoteInBoth => "quotations in both",
        DifferenceKind::QuoteCut | DifferenceKind::QuoteTurned => "quotations cut",
        DifferenceKind::QuoteOnlyHere => "quotations on one side only",
        DifferenceKind::Name => "what they call the same",
        DifferenceKind::Description => "how they introduce the same person",
        DifferenceKind::Term => "in quotation marks or not",
        DifferenceKind::Saying => "said, claimed, added",
    }
}

/// `15-year │ 20-year`, or `◂ Keir Starmer` for what only the first side has.
fn told(compare: &Compare, difference: &Difference, rule: &str) -> String {
    let words = SIDES.map(|which| {
        let entry: &Entry = &compare.sides[index(which)];
        let range = difference.at[index(which)].first()?;
        let words = range.of(&entry.article.text).replace('\n', " ");
        // A person whom one side names in captions only.
        let caption = difference.kind == DifferenceKind::Person
            && entry.article.kind_at(range.start) == Some(BlockKind::Caption);
        Some(if caption {
            format!("{words} (caption)")
        } else {
            words
        })
    });
    match words {
        [Some(a), Some(b)] => format!("{a} {rule} {b}"),
        [Some(a), None] => format!("< {a}"),
        [None, Some(b)] => format!("> {b}"),
        [None, None] => String::new(),
    }
}
