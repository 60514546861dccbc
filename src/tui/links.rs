//! Real links on terminals that have them (OSC 8): the addresses in the text of an article, and its headline, which leads to
//! the article itself.
//!
//! The cells of a frame know nothing of links. Once a frame has been drawn, the cells on which an address stands are written
//! again with the link around them, unless they are as they were; and where one was and is no more, they are written again
//! without. What an overlay covers is no link, because the cells no longer show it.

use std::fmt::Write as _;
use std::io::{self, Write};

use crossterm::cursor::{RestorePosition, SavePosition};
use crossterm::queue;
use crossterm::style::Print;
use ratatui::backend::Backend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::app::App;
use super::layout::text_column;
use super::outward::addresses;
use super::passage::{Passage, PassageKind};
use super::reader::{Reader, Row};
use crate::text::range::TextRange;
use crate::text::width::{cells, to_cells};

/// The longest address that terminals take, in bytes (the OSC 8 specification names what browsers take).
const LONGEST: usize = 2083;

/// A part of a row of the screen that leads somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its first cell.
    at: (u16, u16),
    /// The cells as they have been drawn.
    cells: Vec<Cell>,
    /// Where it leads: printable ASCII.
    address: String,
    /// Which link of the article it is; the parts of one share it.
    number: usize,
}

/// The links that the terminal has.
#[derive(Debug, Default)]
pub struct Links {
    shown: Vec<Link>,
}

/// What is to be written behind a frame, so that the terminal has its links.
#[derive(Debug, Clone)]
pub struct Change {
    /// Cells that were a link and are none: where they begin, and what they show now.
    bare: Vec<((u16, u16), Vec<Cell>)>,
    links: Vec<Link>,
}

impl Links {
    /// What is to be written behind a frame that has been drawn from `app` into `buffer`; nothing where all is as it was.
    pub fn change(&self, app: &App, buffer: &Buffer) -> Option<Change> {
        let links = on_screen(app, buffer);
        let gone = self.shown.iter().filter(|link| !links.contains(link));
        let bare = gone.map(|link| {
            let (x, y) = link.at;
            let area = Rect::new(x, y, to_cells(link.cells.len()), 1);
            let now = buffer.area.intersection(area).positions();
            (link.at, now.map(|at| buffer[at].clone()).collect())
        });
        let bare = bare.collect();
        (links != self.shown).then_some(Change { bare, links })
    }

    /// Writes that.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub fn follow<B>(&mut self, change: Change, backend: &mut B) -> io::Result<()>
    where
        B: Backend<Error = io::Error> + Write,
    {
        queue!(backend, SavePosition)?;
        for (at, cells) in &change.bare {
            backend.draw(placed(cells, *at))?;
        }
        // What has been written without a link a moment ago may have been a part of one that stays.
        for link in &change.links {
            let (address, number) = (&link.address, link.number);
            let opening = format!("\u{1b}]8;id=r{number};{address}\u{1b}\\");
            queue!(backend, Print(opening))?;
            backend.draw(placed(&link.cells, link.at))?;
            queue!(backend, Print("\u{1b}]8;;\u{1b}\\"))?;
        }
        self.shown = change.links;
        queue!(backend, RestorePosition)?;
        Backend::flush(backend)
    }

    /// Forgets what the terminal has, because every cell is drawn anew.
    pub fn forget(&mut self) {
        self.shown.clear();
    }
}

/// The links that a frame shows, which has been drawn from `app` into `buffer`.
pub fn on_screen(app: &App, buffer: &Buffer) -> Vec<Link> {
    let Some(reader) = app.reader().filter(|_| !app.areas.article.is_empty()) else {
        return Vec::new();
    };
    let column = text_column(app.areas.article, app.measure);
    let visible = reader.lines();
    let rows = visible.iter().zip(column.y..column.bottom());
    let rows = rows.filter_map(|(line, y)| {
        let row = reader.rows(line.passage).get(line.row)?;
        Some((*row, reader.passages().get(line.passage)?, y))
    });
    let rows: Vec<_> = rows.filter(|(row, ..)| !row.label).collect();
    let found = found(app, reader, &rows);
    let mut links = Vec::new();
    for (row, passage, y) in rows {
        let here = found.iter().filter(|(range, _)| range.overlaps(row.range));
        for (range, address) in here {
            let part = range.intersection(row.range).unwrap_or(row.range);
            let text = &reader.entry().article.text;
            let before = cells(TextRange::new(row.range.start, part.start).of(text));
            let x = column
                .x
                .saturating_add(to_cells(2 + passage.inset() + before));
            let shown = part.of(text).trim_end();
            if let Some(cells) = showing(buffer, (x, y), shown) {
                links.push(Link {
                    at: (x, y),
                    cells,
                    address: address.clone(),
                    number: range.start,
                });
            }
        }
    }
    links
}

/// What of the text on screen leads where. A long paragraph is only looked through near what is shown of it.
fn found(app: &App, reader: &Reader, rows: &[(Row, &Passage, u16)]) -> Vec<(TextRange, String)> {
    let article = &reader.entry().article;
    let text = article.text.as_str();
    let mut found = Vec::new();
    for near in rows.chunk_by(|(_, one, _), (_, next, _)| std::ptr::eq(*one, *next)) {
        let (Some((first, passage, _)), Some((last, ..))) = (near.first(), near.last()) else {
            continue;
        };
        if passage.kind == PassageKind::Headline {
            let shown = TextRange::new(first.range.start, last.range.end);
            let address = article
                .url
                .as_ref()
                .and_then(|url| address(app, &url.value));
            found.extend(address.map(|address| (shown, address)));
            continue;
        }
        let start = text.floor_char_boundary(first.range.start.saturating_sub(LONGEST));
        let end = text.ceil_char_boundary((last.range.end + LONGEST).min(text.len()));
        let around = TextRange::new(start, end);
        found.extend(addresses(around.of(text)).filter_map(|(at, told)| {
            let range = TextRange::new(start + at, start + at + told.len());
            Some((range, address(app, told)?))
        }));
    }
    found.sort_by_key(|(range, _)| range.start);
    found.dedup();
    found
}

/// An address that may be opened, of http or https, as it may stand in an escape sequence: what is not printable ASCII is
/// escaped by percent signs (RFC 3986), so that nothing in it can end the sequence or begin another.
fn address(app: &App, told: &str) -> Option<String> {
    let told = app.may_open(told)?;
    let (scheme, _) = told.split_once(':')?;
    if !["http", "https"]
        .iter()
        .any(|known| known.eq_ignore_ascii_case(scheme))
    {
        return None;
    }
    let mut address = String::with_capacity(told.len());
    for byte in told.bytes() {
        if byte.is_ascii_graphic() {
            address.push(char::from(byte));
        } else {
            _ = write!(address, "%{byte:02X}");
        }
    }
    (address.len() <= LONGEST).then_some(address)
}

/// The cells from `at` on, if they show `text` and nothing else.
fn showing(buffer: &Buffer, at: (u16, u16), text: &str) -> Option<Vec<Cell>> {
    let width = to_cells(cells(text));
    let area = Rect::new(at.0, at.1, width, 1);
    if width == 0 || buffer.area.intersection(area) != area {
        return None;
    }
    let cells: Vec<Cell> = area.positions().map(|at| buffer[at].clone()).collect();
    let shown: String = placed(&cells, at)
        .map(|(_, _, cell)| cell.symbol())
        .collect();
    (shown == text).then_some(cells)
}

/// The cells from `at` on with their places, without those that lie under the second half of a wide character.
fn placed(cells: &[Cell], at: (u16, u16)) -> impl Iterator<Item = (u16, u16, &Cell)> {
    let mut covered = 0;
    let bare = cells.iter().zip(at.0..).filter(move |(cell, _)| {
        let hidden = covered > 0;
        covered = if hidden {
            covered - 1
        } else {
            cell.symbol().width().saturating_sub(1)
        };
        !hidden
    });
    bare.map(move |(cell, x)| (x, at.1, cell))
}

/// What the environment tells of the terminal; empty where it tells nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Told {
    /// `TERM`.
    pub term: String,
    /// `TERM_PROGRAM`.
    pub program: String,
    /// `TERM_PROGRAM_VERSION`.
    pub version: String,
    /// `VTE_VERSION`.
    pub vte: String,
}

/// Programs and kinds of terminals that are known to have links.
const PROGRAMS: [&str; 5] = ["iTerm.app", "WezTerm", "vscode", "ghostty", "rio"];
const TERMS: [&str; 6] = [
    "xterm-kitty",
    "xterm-ghostty",
    "foot",
    "alacritty",
    "wezterm",
    "contour",
];

/// The first versions that have them, of the terminals of GNOME and their kin, and of tmux.
const VTE: u32 = 5_000;
const TMUX: (u32, u32) = (3, 4);

impl Told {
    /// Tells whether the terminal is known to have links. One that is not known may show what it does not understand.
    pub fn has_links(&self) -> bool {
        // Inside of another program it is that which counts, whatever is told of the terminal around it.
        if self.term.starts_with("tmux") || self.term.starts_with("screen") {
            return self.program == "tmux" && self.numbers() >= TMUX;
        }
        let vte = self.vte.parse::<u32>().is_ok_and(|version| version >= VTE);
        let known = |term: &&str| {
            let rest = self.term.strip_prefix(*term);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        let plain = ["", "dumb", "linux"].contains(&self.term.as_str());
        !plain && (vte || PROGRAMS.contains(&self.program.as_str()) || TERMS.iter().any(known))
    }

    /// The first two numbers of the version: `3.4a` is 3 and 4.
    fn numbers(&self) -> (u32, u32) {
        let mut parts = self.version.split('.').map(|part| {
            let end = part
                .find(|c: char| !c.is_ascii_digit())
                .unwrap_or(part.len());
            part.get(..end)
                .and_then(|digits| digits.parse().ok())
                .unwrap_or(0)
        });
        (parts.next().unwrap_or(0), parts.next().unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_terminals_that_are_known_to_have_links_get_them() {
        let told = |term: &str, program: &str, version: &str, vte: &str| {
            let [term, program, version, vte] = [term, program, version, vte].map(str::to_owned);
            let told = Told {
                term,
                program,
                version,
                vte,
            };
            told.has_links()
        };
        assert!(told("xterm-256color", "", "", "7200"));
        assert!(told("xterm-kitty", "", "", ""));
        assert!(told("foot-extra", "", "", ""));
        assert!(told("xterm-256color", "WezTerm", "20240203", ""));
        assert!(told("tmux-256color", "tmux", "3.4", ""));
        assert!(told("screen-256color", "tmux", "3.5a", "4000"));
        for other in [
            told("xterm-256color", "", "", ""),
            told("xterm-256color", "", "", "4999"),
            told("footer", "", "", ""),
            told("tmux-256color", "tmux", "3.3a", "7200"),
            told("screen", "iTerm.app", "3.5", ""),
            told("linux", "", "", "7200"),
            told("dumb", "vscode", "1", ""),
            told("", "WezTerm", "1", ""),
        ] {
            assert!(!other);
        }
    }
}
