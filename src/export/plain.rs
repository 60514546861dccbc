//! A dossier as text for a terminal or a file.

use super::dossier::{
    Difference, Dossier, Heading, Lone, MATCHED, Matched, Passage, SHARED, Versus, only_in,
};
use super::edited::{Edited, EditedText, Stretch, same_told};
use super::spot::{Piece, Role};
use crate::model::comparison::{Label, Which};
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
    Gone,
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

    /// The words in question stand out by their style, and between stars where there is none to be seen.
    #[must_use]
    fn with_pieces(self, pieces: &[Piece], colour: bool) -> Self {
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
static NONE: Styled = Styled {
    text: String::new(),
    styles: Vec::new(),
};

/// One of several texts next to each other.
#[derive(Debug, Clone, Copy)]
struct Column<'a> {
    text: &'a Styled,
    /// In how many cells it is wrapped.
    width: usize,
    /// How many cells stay free behind it.
    gap: usize,
}

/// What stands on one side: a sign, the letter of the article, and the text.
#[derive(Debug, Default)]
struct Side {
    sign: Styled,
    letter: Styled,
    text: Styled,
}

impl Side {
    fn new(sign: Styled, letter: &str, text: Styled) -> Self {
        Self {
            sign,
            letter: Styled::new(Style::Strong, letter),
            text,
        }
    }

    /// The side laid out in `width` cells, of which the last `gap` stay free.
    fn columns(&self, width: usize, gap: usize) -> Vec<Column<'_>> {
        let letter = cells(&self.letter.text).max(1);
        let room = width.saturating_sub(letter + 4 + gap);
        vec![
            Column::new(&NONE, 0, 1),
            Column::new(&self.sign, 1, 1),
            Column::new(&self.letter, letter, 1),
            Column::new(&self.text, room, gap),
        ]
    }
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
        if let Some(edits) = &versus.edits {
            self.edits(edits, letters);
        } else {
            self.matched(versus, letters);
            for (which, lone) in [(Which::A, &versus.only_a), (Which::B, &versus.only_b)] {
                self.lone(which, lone, letters);
            }
        }
        for (title, differences) in versus.sections() {
            self.heading(title);
            for difference in differences {
                self.difference(difference, letters);
            }
        }
        if versus.edits.is_none() {
            self.shared(versus, letters);
        }
    }

    fn edits(&mut self, edits: &Edited, letters: [&str; 2]) {
        self.heading(&edits.title(letters));
        for stretch in edits.stretches() {
            self.out.push('\n');
            let line = match stretch {
                Stretch::Line(line) => line,
                Stretch::Same(same, small) => {
                    let told = format!("= {}", same_told(same, small));
                    self.text(1, &Styled::new(Style::Faint, &told));
                    continue;
                }
            };
            let side = |text: &Option<EditedText>, letter: &str| {
                let Some(text) = text else {
                    return Side::default();
                };
                let words = Styled::default().with_pieces(&text.told(), self.colour);
                Side::new(Styled::new(Style::Near, line.sign()), letter, words)
            };
            let (a, b) = (side(&line.a, letters[0]), side(&line.b, letters[1]));
            self.two(&a, &b);
        }
    }

    fn matched(&mut self, versus: &Versus, letters: [&str; 2]) {
        for (number, pairs) in versus.matched().iter().enumerate() {
            if number == 0 {
                self.heading(MATCHED);
            } else {
                self.out.push('\n');
            }
            for (number, (_, pair)) in pairs.iter().enumerate() {
                self.pair(pair, letters, number == 0);
            }
        }
    }

    /// A pair; the passage of the first article only where it is the `first` of it.
    fn pair(&mut self, pair: &Matched, [a, b]: [&str; 2], first: bool) {
        let style = match pair.label {
            Label::Same => Style::Same,
            Label::Near => Style::Near,
            Label::Perhaps => Style::Faint,
        };
        let left = Side::new(Styled::default(), a, passage(&pair.a));
        let mut right = Side::new(Styled::new(style, pair.sign()), b, passage(&pair.b));
        if !pair.against.is_empty() {
            let doubts = format!(" [{}]", pair.doubts());
            right.text = right.text.with(Style::Faint, &doubts);
        }
        self.two(&if first { left } else { Side::default() }, &right);
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

    fn difference(&mut self, difference: &Difference, [a, b]: [&str; 2]) {
        let colour = self.colour;
        let pieces = |which| Styled::default().with_pieces(&difference.side(which), colour);
        let title = difference.title();
        if let Some(which) = difference.only() {
            let letter = match which {
                Which::A => a,
                Which::B => b,
            };
            let title = title.map_or_else(String::new, |title| format!("{title}: "));
            let text =
                Styled::new(Style::Plain, &title).with_pieces(&difference.side(which), self.colour);
            self.side(&Side::new(Styled::new(Style::Lone, "·"), letter, text));
            return;
        }
        if let Some(title) = title {
            self.text(1, &Styled::new(Style::Plain, &title));
        }
        let [left, right] = [(a, Which::A), (b, Which::B)]
            .map(|(letter, which)| Side::new(Styled::default(), letter, pieces(which)));
        self.two(&left, &right);
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
    fn two(&mut self, left: &Side, right: &Side) {
        if self.width < COLUMNS {
            self.side(left);
            self.side(right);
            return;
        }
        let half = self.width / 2;
        let [left, right] = [left.columns(half, 2), right.columns(half, 0)];
        self.row(&[left, right].concat());
    }

    /// One side over the whole width; nothing where it is empty.
    fn side(&mut self, side: &Side) {
        if !side.text.text.is_empty() {
            self.row(&side.columns(self.width, 0));
        }
    }

    /// A sign and a text that hangs beside it, `indent` cells from the border.
    fn hung(&mut self, indent: usize, sign: &Styled, text: &Styled) {
        let room = self.width.saturating_sub(indent + 2);
        self.row(&[
            Column::new(&NONE, 0, indent),
            Column::new(sign, 1, 1),
            Column::new(text, room, 0),
        ]);
    }

    /// A text, `indent` cells from the border.
    fn text(&mut self, indent: usize, text: &Styled) {
        let room = self.width.saturating_sub(indent);
        self.row(&[Column::new(&NONE, 0, indent), Column::new(text, room, 0)]);
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
}

fn passage(passage: &Passage) -> Styled {
    let place = format!("{} ", passage.place);
    Styled::new(Style::Faint, &place).with(Style::Plain, &passage.text)
}
