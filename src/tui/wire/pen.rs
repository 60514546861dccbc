//! Writes cells, with as few words between them as there need be.

use std::io::{self, Write};

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use super::picture::{Picture, is_bare, is_half};
use crate::text::width::cells;

/// The longest stretch of letters that is written again rather than gone past, which takes four bytes or more.
const AGAIN: usize = 4;

/// The most rows that are gone down one by one.
const FEEDS: u16 = 5;

/// From how many blanks on they are erased rather than written: at the end of what changes in a row, and ahead of more.
const ERASED: (usize, usize) = (5, 9);

/// The codes of what letters can be besides coloured, to put it on and to take it off (ECMA-48, SGR).
const CODES: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// How letters look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Ink {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Ink {
    fn of(cell: &Cell) -> Self {
        Self {
            fg: cell.fg,
            bg: cell.bg,
            modifier: cell.modifier,
        }
    }

    /// Whether nothing is seen of a blank in it.
    fn is_plain_ground(self) -> bool {
        let mut blank = Cell::default();
        (blank.bg, blank.modifier) = (self.bg, self.modifier);
        is_bare(&blank)
    }
}

/// A pen that knows where it is and what it writes with.
pub(super) struct Pen<'a, W> {
    out: &'a mut W,
    at: Option<(usize, u16)>,
    ink: Ink,
}

impl<'a, W: Write> Pen<'a, W> {
    /// Begins somewhere, with plain letters.
    pub(super) fn new(out: &'a mut W) -> Self {
        Self {
            out,
            at: None,
            ink: Ink::default(),
        }
    }

    /// Has the terminal move the rows from `first` to ahead of `end` up by `by`, or down. By deleting and inserting lines
    /// between margins, which the Linux console can too.
    pub(super) fn shift(&mut self, first: u16, end: u16, by: i16) -> io::Result<()> {
        let (steps, way) = (by.unsigned_abs(), if by > 0 { 'M' } else { 'L' });
        let top = first + 1;
        self.at = None;
        write!(
            self.out,
            "\u{1b}[{top};{end}r\u{1b}[{top}H\u{1b}[{steps}{way}\u{1b}[r"
        )
    }

    /// Makes a terminal that shows `shown` show `wanted`, and ends with plain letters.
    pub(super) fn redraw(&mut self, shown: &Picture, wanted: &Picture) -> io::Result<()> {
        for y in 0..wanted.height() {
            self.row(y, shown.row(y), wanted.row(y))?;
        }
        self.take(Ink::default())
    }

    /// Makes a row that shows `shown` show `wanted`.
    fn row(&mut self, y: u16, shown: &[Cell], wanted: &[Cell]) -> io::Result<()> {
        let differs = |x: usize| shown.get(x) != wanted.get(x);
        let Some(last) = (0..wanted.len()).rev().find(|&x| differs(x)) else {
            return Ok(());
        };
        let mut x = 0;
        while x <= last {
            if !differs(x) || wanted.get(x).is_none_or(is_half) {
                x += 1;
                continue;
            }
            self.go(x, y, wanted)?;
            let blanks = wanted.iter().skip(x).take_while(|cell| is_bare(cell));
            let blanks = blanks.count();
            let enough = if x + blanks > last {
                ERASED.0
            } else {
                ERASED.1
            };
            if x + blanks >= wanted.len() {
                self.plain_ground()?;
                return self.out.write_all(b"\x1b[K");
            }
            if blanks.min(last + 1 - x) >= enough {
                let count = blanks.min(last + 1 - x);
                self.plain_ground()?;
                write!(self.out, "\u{1b}[{count}X")?;
                x += count;
                continue;
            }
            if let Some(cell) = wanted.get(x) {
                self.write(x, y, cell, wanted.len())?;
            }
            x += 1;
        }
        Ok(())
    }

    /// Goes to a cell of the row that is to become `wanted`.
    fn go(&mut self, x: usize, y: u16, wanted: &[Cell]) -> io::Result<()> {
        let from = match self.at {
            Some((from, row)) if row == y && from <= x => from,
            at => {
                self.at = Some((x, y));
                return self.out.write_all(way(at, (x, y)).as_bytes());
            }
        };
        let between = wanted.get(from..x).unwrap_or_default();
        let plain = self.ink.is_plain_ground();
        self.at = Some((x, y));
        let next = wanted
            .get(x)
            .filter(|cell| !is_bare(cell))
            .map_or_else(Ink::default, Ink::of);
        if !plain && next.is_plain_ground() && between.iter().all(is_bare) {
            // Blanks that are gone past in letters that show can be written in those that come anyway.
            self.take(next)?;
        }
        match between.len() {
            0 => Ok(()),
            count if count <= AGAIN && between.iter().all(|cell| self.writes(cell)) => {
                let mut letters = between.iter().map(Cell::symbol);
                letters.try_for_each(|letter| self.out.write_all(letter.as_bytes()))
            }
            1 => self.out.write_all(b"\x1b[C"),
            count => write!(self.out, "\u{1b}[{count}C"),
        }
    }

    /// Whether a cell is written in the ink in use, by one byte.
    fn writes(&self, cell: &Cell) -> bool {
        let is_short = matches!(cell.symbol().as_bytes(), [b' '..=b'~']);
        is_short && Ink::of(cell) == self.ink || self.ink.is_plain_ground() && is_bare(cell)
    }

    /// Writes a cell where the pen is.
    fn write(&mut self, x: usize, y: u16, cell: &Cell, width: usize) -> io::Result<()> {
        if is_bare(cell) {
            self.plain_ground()?;
        } else {
            self.take(Ink::of(cell))?;
        }
        let symbol = cell.symbol();
        // Terminals are not at one about how wide clusters and wide letters are, and where the last of a row leaves the pen.
        let is_sure = symbol.chars().count() == 1 && cells(symbol) == 1 && x + 1 < width;
        self.at = is_sure.then_some((x + 1, y));
        self.out.write_all(symbol.as_bytes())
    }

    /// Takes an ink in which a blank is only a blank: that in use, where it is one.
    fn plain_ground(&mut self) -> io::Result<()> {
        if self.ink.is_plain_ground() {
            return Ok(());
        }
        self.take(Ink::default())
    }

    /// Takes an ink, in whichever words are shorter: what changes, or everything anew.
    fn take(&mut self, ink: Ink) -> io::Result<()> {
        if ink == self.ink {
            return Ok(());
        }
        let anew = codes(Ink::default(), ink);
        let anew = if anew.is_empty() {
            anew
        } else {
            format!("0;{anew}")
        };
        let changes = codes(self.ink, ink);
        let shorter = if changes.len() < anew.len() {
            changes
        } else {
            anew
        };
        self.ink = ink;
        write!(self.out, "\u{1b}[{shorter}m")
    }
}

/// The shortest way from one cell, where that is known, to another that is not behind it in its own row: by line feeds, which
/// keep the column, and along the row, or straight away.
fn way(from: Option<(usize, u16)>, (x, y): (usize, u16)) -> String {
    let straight = format!("\u{1b}[{};{}H", y + 1, x + 1);
    let Some((column, row)) = from else {
        return straight;
    };
    let Some(down @ 0..=FEEDS) = y.checked_sub(row) else {
        return straight;
    };
    let along = match (x, x.abs_diff(column)) {
        (_, 0) => String::new(),
        (0, _) => "\r".to_owned(),
        // A backspace would be shorter, but then nobody could say of one on the wire that it is not an article's.
        (_, 1) if x < column => "\u{1b}[D".to_owned(),
        (_, steps) if x > column => format!("\u{1b}[{steps}C"),
        _ => format!("\u{1b}[{}G", x + 1),
    };
    let stepwise = "\n".repeat(usize::from(down)) + &along;
    if stepwise.len() < straight.len() {
        stepwise
    } else {
        straight
    }
}

/// What is to be told on the way from one ink to another.
fn codes(from: Ink, to: Ink) -> String {
    let mut codes = Vec::new();
    let gone = from.modifier - to.modifier;
    let mut kept = from.modifier & to.modifier;
    for (modifier, _, off) in CODES {
        if gone.contains(modifier) {
            // What takes off the one takes off the other, too.
            let both = CODES.iter().filter(|(.., code)| *code == off);
            both.for_each(|(modifier, ..)| kept.remove(*modifier));
            codes.push(off.to_string());
        }
    }
    for (modifier, on, _) in CODES {
        if (to.modifier - kept).contains(modifier) {
            codes.push(on.to_string());
        }
    }
    if from.fg != to.fg {
        codes.push(colour(to.fg, 30));
    }
    if from.bg != to.bg {
        codes.push(colour(to.bg, 40));
    }
    codes.join(";")
}

/// The code of a colour; those of letters begin with 30, those of the ground with 40.
fn colour(colour: Color, base: u8) -> String {
    let named = |number: u8| match number {
        0..8 => (base + number).to_string(),
        _ => (base + 60 + number - 8).to_string(),
    };
    match colour {
        Color::Reset => (base + 9).to_string(),
        Color::Black => named(0),
        Color::Red => named(1),
        Color::Green => named(2),
        Color::Yellow => named(3),
        Color::Blue => named(4),
        Color::Magenta => named(5),
        Color::Cyan => named(6),
        Color::Gray => named(7),
        Color::DarkGray => named(8),
        Color::LightRed => named(9),
        Color::LightGreen => named(10),
        Color::LightYellow => named(11),
        Color::LightBlue => named(12),
        Color::LightMagenta => named(13),
        Color::LightCyan => named(14),
        Color::White => named(15),
        Color::Indexed(number) => format!("{};5;{number}", base + 8),
        Color::Rgb(red, green, blue) => format!("{};2;{red};{green};{blue}", base + 8),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_down_is_short_where_the_pen_is_known() {
        for (from, to, told) in [
            (None, (45, 3), "\u{1b}[4;46H"),
            (Some((45, 2)), (45, 3), "\n"),
            (Some((45, 2)), (45, 5), "\n\n\n"),
            (Some((117, 2)), (45, 3), "\n\u{1b}[46G"),
            (Some((46, 2)), (45, 3), "\n\u{1b}[D"),
            (Some((10, 2)), (45, 3), "\n\u{1b}[35C"),
            (Some((10, 2)), (0, 3), "\n\r"),
            (Some((45, 2)), (45, 40), "\u{1b}[41;46H"),
            (Some((45, 9)), (45, 3), "\u{1b}[4;46H"),
            (Some((117, 2)), (45, 6), "\u{1b}[7;46H"),
        ] {
            assert_eq!(way(from, to), told, "{from:?} {to:?}");
        }
    }

    #[test]
    fn letters_change_in_as_few_words_as_need_be() {
        let ink = |fg, modifier| Ink {
            fg,
            bg: Color::Reset,
            modifier,
        };
        let (plain, bold, dim) = (Modifier::empty(), Modifier::BOLD, Modifier::DIM);
        for (from, to, told) in [
            (ink(Color::Red, bold), Ink::default(), "\u{1b}[m"),
            (ink(Color::Red, bold), ink(Color::Blue, bold), "\u{1b}[34m"),
            (ink(Color::Red, bold), ink(Color::Red, plain), "\u{1b}[22m"),
            (
                ink(Color::Red, bold | dim),
                ink(Color::Red, dim),
                "\u{1b}[22;2m",
            ),
            (
                ink(Color::Rgb(1, 2, 3), dim),
                ink(Color::Reset, bold),
                "\u{1b}[0;1m",
            ),
            (Ink::default(), ink(Color::LightCyan, plain), "\u{1b}[96m"),
        ] {
            let mut out = Vec::new();
            let mut pen = Pen::new(&mut out);
            pen.ink = from;
            pen.take(to).unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), told);
        }
    }
}
