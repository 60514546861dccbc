//! A dossier as text for a terminal or a file.

use super::dossier::{
    Difference, Dossier, Heading, Lone, MATCHED, Matched, Passage, Piece, Role, SHARED, Versus,
    only_in,
};
use crate::compare::comparison::{Label, Which};
use crate::text::range::TextRange;
use crate::text::width::cells;
use crate::text::wrap;

/// From how many cells on the two sides stand next to each other.
const COLUMNS: usize = 110;

/// Fewer cells are not enough to read anything.
const NARROWEST: usize = 20;

/// How the text is to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// In how many cells it is to fit.
    pub width: usize,
    /// Whether it has colours, as escape sequences of a terminal.
    pub colour: bool,
}

/// The dossier as text, each line no wider than the look says. From 110 cells on, the two sides stand in columns.
pub fn plain(dossier: &Dossier, look: Look) -> String {
    let mut page = Page {
        width: look.width.max(NARROWEST),
        colour: look.colour,
        out: String::new(),
    };
    for heading in &dossier.articles {
        page.article(heading);
    }
    for versus in &dossier.comparisons {
        page.versus(versus, dossier.of(versus));
    }
    page.out
}

/// How a stretch of text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Plain,
    Strong,
    Faint,
    Same,
    Near,
    Lone,
}

impl Style {
    /// What puts the style on, of the 16 colours that every terminal has.
    fn sequence(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Strong => "\u{1b}[1m",
            Self::Faint => "\u{1b}[2m",
            Self::Same => "\u{1b}[32m",
            Self::Near => "\u{1b}[33m",
            Self::Lone => "\u{1b}[36m",
        }
    }
}

/// Text whose parts have styles.
#[derive(Debug, Default)]
struct Styled {
    text: String,
    styles: Vec<(TextRange, Style)>,
}

impl Styled {
    fn new(style: Style, text: &str) -> Self {
        Self::default().with(style, text)
    }

    #[must_use]
    fn with(mut self, style: Style, text: &str) -> Self {
        let start = self.text.len();
        self.text.push_str(text);
        self.styles
            .push((TextRange::new(start, self.text.len()), style));
        self
    }

    #[must_use]
    fn with_pieces(self, pieces: &[Piece]) -> Self {
        pieces.iter().fold(self, |styled, (role, text)| {
            let style = match role {
                Role::Place => Style::Faint,
                Role::Text => Style::Plain,
                Role::Words => Style::Strong,
            };
            styled.with(style, text)
        })
    }

    /// The text wrapped to `width`, painted if that is wanted; each row with its cells.
    fn rows(&self, width: usize, colour: bool) -> Vec<(String, usize)> {
        let rows = wrap::rows(&self.text, width);
        rows.into_iter()
            .map(|row| {
                let text = row.of(&self.text);
                let shown = if colour {
                    self.painted(row)
                } else {
                    text.to_owned()
                };
                (shown, cells(text))
            })
            .collect()
    }

    fn painted(&self, row: TextRange) -> String {
        let mut out = String::new();
        for (range, style) in &self.styles {
            let Some(part) = range.intersection(row) else {
                continue;
            };
            let text = part.of(&self.text);
            match style.sequence() {
                "" => out.push_str(text),
                sequence => out.extend([sequence, text, "\u{1b}[0m"]),
            }
        }
        out
    }
}

/// One of several texts next to each other.
struct Column<'a> {
    text: &'a Styled,
    /// In how many cells it is wrapped.
    width: usize,
    /// How many cells stay free behind it.
    gap: usize,
}

/// The text so far.
struct Page {
    width: usize,
    colour: bool,
    out: String,
}

impl Page {
    fn article(&mut self, heading: &Heading) {
        let source = format!("{} · {}", heading.source, heading.id);
        let letter = Styled::new(Style::Strong, &heading.letter);
        self.hung(0, &letter, &Styled::new(Style::Strong, &heading.title));
        self.hung(
            2,
            &Styled::default(),
            &Styled::new(Style::Plain, &heading.told()),
        );
        self.hung(2, &Styled::default(), &Styled::new(Style::Faint, &source));
    }

    fn versus(&mut self, versus: &Versus, of: [&Heading; 2]) {
        let letters = of.map(|heading| heading.letter.as_str());
        self.heading(&format!("{} and {}", letters[0], letters[1]));
        if let Some(note) = versus.note {
            self.text(1, &Styled::new(Style::Strong, note));
        }
        if versus.is_listed() {
            let summary = versus.summary(letters).join(" · ");
            self.text(1, &Styled::new(Style::Plain, &summary));
        }
        self.matched(versus, letters);
        for (which, lone) in [(Which::A, &versus.only_a), (Which::B, &versus.only_b)] {
            self.lone(which, lone, letters);
        }
        for (title, differences) in versus.sections() {
            self.heading(title);
            for difference in differences {
                self.difference(difference, letters);
            }
        }
        self.shared(versus, letters);
    }

    fn matched(&mut self, versus: &Versus, letters: [&str; 2]) {
        for (number, (_, pair)) in versus.matched().enumerate() {
            if number == 0 {
                self.heading(MATCHED);
            } else {
                self.out.push('\n');
            }
            self.pair(pair, letters);
        }
    }

    fn pair(&mut self, pair: &Matched, letters: [&str; 2]) {
        let style = match pair.label {
            Label::Same => Style::Same,
            Label::Near => Style::Near,
            Label::Perhaps => Style::Faint,
        };
        let sides = [&pair.a, &pair.b].map(passage);
        self.two(&Styled::new(style, pair.sign()), letters, &sides);
        if !pair.against.is_empty() {
            self.text(5, &Styled::new(Style::Faint, &pair.doubts()));
        }
    }

    fn lone(&mut self, which: Which, lone: &[Lone], letters: [&str; 2]) {
        let [here, there] = match which {
            Which::A => letters,
            Which::B => [letters[1], letters[0]],
        };
        if !lone.is_empty() {
            self.heading(&only_in(here));
        }
        for found in lone {
            let perhaps = found.told_perhaps(there);
            let text = passage(&found.passage).with(Style::Faint, &perhaps);
            self.hung(1, &Styled::new(Style::Lone, "·"), &text);
        }
    }

    fn difference(&mut self, difference: &Difference, letters: [&str; 2]) {
        let title = difference.title();
        let sides = [Which::A, Which::B].map(|which| difference.side(which));
        let only = match (sides[0].is_empty(), sides[1].is_empty()) {
            (false, true) => 0,
            (true, false) => 1,
            _ => {
                self.text(1, &Styled::new(Style::Plain, &title));
                let sides = sides.map(|pieces| Styled::default().with_pieces(&pieces));
                self.two(&Styled::default(), letters, &sides);
                return;
            }
        };
        let title = format!("{title}, only in {}: ", letters[only]);
        let text = Styled::new(Style::Plain, &title).with_pieces(&sides[only]);
        self.hung(0, &Styled::default(), &text);
    }

    fn shared(&mut self, versus: &Versus, letters: [&str; 2]) {
        if !versus.shared.is_empty() {
            self.heading(SHARED);
        }
        for run in &versus.shared {
            let told = format!("{}: ", run.told(letters));
            let text = Styled::new(Style::Faint, &told).with(Style::Plain, &run.a.text);
            self.hung(0, &Styled::default(), &text);
        }
    }

    /// A line that opens a part.
    fn heading(&mut self, title: &str) {
        self.out.push('\n');
        self.text(0, &Styled::new(Style::Strong, title));
    }

    /// Two sides, next to each other where there is room, else one below the other.
    fn two(&mut self, sign: &Styled, letters: [&str; 2], sides: &[Styled; 2]) {
        let [a, b] = letters.map(|letter| Styled::new(Style::Strong, letter));
        let none = Styled::default();
        let room = self.width.saturating_sub(3);
        if self.width < COLUMNS {
            for (sign, letter, side) in [(sign, &a, &sides[0]), (&none, &b, &sides[1])] {
                let taken = cells(&letter.text) + 1;
                let text = Column::new(side, room.saturating_sub(taken), 0);
                self.row(&[
                    Column::indent(&none, 1),
                    Column::new(sign, 1, 1),
                    Column::tight(letter),
                    text,
                ]);
            }
            return;
        }
        let width = room.saturating_sub(cells(&a.text) + cells(&b.text) + 4) / 2;
        self.row(&[
            Column::indent(&none, 1),
            Column::new(sign, 1, 1),
            Column::tight(&a),
            Column::new(&sides[0], width, 2),
            Column::tight(&b),
            Column::new(&sides[1], width, 0),
        ]);
    }

    /// A sign and a text that hangs beside it, `indent` cells from the border.
    fn hung(&mut self, indent: usize, sign: &Styled, text: &Styled) {
        let none = Styled::default();
        let room = self.width.saturating_sub(indent + 2);
        self.row(&[
            Column::indent(&none, indent),
            Column::new(sign, 1, 1),
            Column::new(text, room, 0),
        ]);
    }

    /// A text, `indent` cells from the border.
    fn text(&mut self, indent: usize, text: &Styled) {
        let none = Styled::default();
        let room = self.width.saturating_sub(indent);
        self.row(&[Column::indent(&none, indent), Column::new(text, room, 0)]);
    }

    /// Texts next to each other, each wrapped by itself.
    fn row(&mut self, columns: &[Column<'_>]) {
        let wrapped: Vec<_> = columns
            .iter()
            .map(|column| column.text.rows(column.width, self.colour))
            .collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
        for number in 0..height {
            let mut owed = 0;
            for (column, rows) in columns.iter().zip(&wrapped) {
                let Some((shown, used)) = rows.get(number) else {
                    owed += column.width + column.gap;
                    continue;
                };
                if *used > 0 {
                    self.out.extend(std::iter::repeat_n(' ', owed));
                    self.out.push_str(shown);
                    owed = 0;
                }
                owed += (column.width + column.gap).saturating_sub(*used);
            }
            self.out.push('\n');
        }
    }
}

impl<'a> Column<'a> {
    fn new(text: &'a Styled, width: usize, gap: usize) -> Self {
        Self { text, width, gap }
    }

    /// Nothing but space: `none` in no cells.
    fn indent(none: &'a Styled, gap: usize) -> Self {
        Self::new(none, 0, gap)
    }

    /// As wide as its text.
    fn tight(text: &'a Styled) -> Self {
        Self::new(text, cells(&text.text), 1)
    }
}

fn passage(passage: &Passage) -> Styled {
    let place = format!("{} ", passage.place);
    Styled::new(Style::Faint, &place).with(Style::Plain, &passage.text)
}
