//! A dossier as text for a terminal or a file.

use super::dossier::{
    Difference, Dossier, Heading, Lone, MATCHED, Matched, Passage, SHARED, Versus, only_in,
};
use super::edited::{Edited, EditedText, Stretch, same_told};
use super::terminal::{Column, Look, NONE, Page, Style, Styled};
use crate::model::comparison::{Label, Which};
use crate::text::width::cells;

/// From how many cells on the two sides stand next to each other.
const COLUMNS: usize = 110;

/// The dossier as text, each line no wider than the look says. From 110 cells on, the two sides stand in columns.
pub fn plain(dossier: &Dossier, look: Look) -> String {
    let mut page = Page::new(look);
    for heading in &dossier.articles {
        page.article(heading);
    }
    for versus in &dossier.comparisons {
        page.versus(versus, dossier.of(versus));
    }
    page.out
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
}

fn passage(passage: &Passage) -> Styled {
    let place = format!("{} ", passage.place);
    Styled::new(Style::Faint, &place).with(Style::Plain, &passage.text)
}
