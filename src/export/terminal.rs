//! Text for a terminal or a file: styled, wrapped, and in columns.

use super::spot::{Piece, Role};
use crate::text::range::TextRange;
use crate::text::width::cells;
use crate::text::wrap;

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

/// How a stretch of text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// As running text is.
    Plain,
    /// Titles and what matters most.
    Strong,
    /// What is secondary.
    Faint,
    /// The sign of the same fact.
    Same,
    /// The sign of what is told differently.
    Near,
    /// The sign of what only one has.
    Lone,
    /// Words that a later version has no more.
    Gone,
    /// Words that an earlier version has not.
    New,
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
            Self::Gone => "\u{1b}[31;9m",
            Self::New => "\u{1b}[32;4m",
        }
    }
}

/// Text whose parts have styles.
#[derive(Debug, Clone, Default)]
pub struct Styled {
    pub(super) text: String,
    styles: Vec<(TextRange, Style)>,
}

impl Styled {
    /// `text` in one style.
    pub fn new(style: Style, text: &str) -> Self {
        Self::default().with(style, text)
    }

    #[must_use]
    pub(super) fn with(mut self, style: Style, text: &str) -> Self {
        let start = self.text.len();
        self.text.push_str(text);
        self.styles
            .push((TextRange::new(start, self.text.len()), style));
        self
    }

    /// The words in question stand out by their style, and between stars where there is none to be seen.
    #[must_use]
    pub(super) fn with_pieces(self, pieces: &[Piece], colour: bool) -> Self {
        pieces.iter().fold(self, |styled, (role, text)| match role {
            Role::Place => styled.with(Style::Faint, text),
            Role::Text => styled.with(Style::Plain, text),
            Role::Words if colour => styled.with(Style::Strong, text),
            Role::Words => styled.with(Style::Plain, &format!("*{text}*")),
            Role::Gone if colour => styled.with(Style::Gone, text),
            Role::Gone => styled.with(Style::Plain, &format!("[-{text}-]")),
            Role::New if colour => styled.with(Style::New, text),
            Role::New => styled.with(Style::Plain, &format!("{{+{text}+}}")),
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

/// Text without any.
pub(super) static NONE: Styled = Styled {
    text: String::new(),
    styles: Vec::new(),
};

/// One of several texts next to each other.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column<'a> {
    text: &'a Styled,
    /// In how many cells it is wrapped.
    width: usize,
    /// How many cells stay free behind it.
    gap: usize,
}

/// The text so far.
pub struct Page {
    pub(super) width: usize,
    pub(super) colour: bool,
    pub(super) out: String,
}

impl Page {
    /// All of it.
    pub fn told(&self) -> &str {
        &self.out
    }

    /// A line with nothing on it.
    pub fn blank(&mut self) {
        self.out.push('\n');
    }

    /// A text beside a label of at most `room` cells.
    pub fn labelled(&mut self, room: usize, label: &Styled, text: &Styled) {
        let width = self.width.saturating_sub(room + 1);
        self.row(&[Column::new(label, room, 1), Column::new(text, width, 0)]);
    }

    /// An empty page.
    pub fn new(look: Look) -> Self {
        Self {
            width: look.width.max(NARROWEST),
            colour: look.colour,
            out: String::new(),
        }
    }

    /// A line that opens a part.
    pub(super) fn heading(&mut self, title: &str) {
        self.out.push('\n');
        self.text(0, &Styled::new(Style::Strong, title));
    }

    /// A sign and a text that hangs beside it, `indent` cells from the border.
    pub fn hung(&mut self, indent: usize, sign: &Styled, text: &Styled) {
        let room = self.width.saturating_sub(indent + 2);
        self.row(&[
            Column::new(&NONE, 0, indent),
            Column::new(sign, 1, 1),
            Column::new(text, room, 0),
        ]);
    }

    /// A text, `indent` cells from the border.
    pub fn text(&mut self, indent: usize, text: &Styled) {
        let room = self.width.saturating_sub(indent);
        self.row(&[Column::new(&NONE, 0, indent), Column::new(text, room, 0)]);
    }

    /// Texts next to each other, each wrapped by itself.
    pub(super) fn row(&mut self, columns: &[Column<'_>]) {
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
    pub(super) fn new(text: &'a Styled, width: usize, gap: usize) -> Self {
        Self { text, width, gap }
    }
}
