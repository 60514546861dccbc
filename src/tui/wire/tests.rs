use std::cell::RefCell;
use std::rc::Rc;

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::*;
use crate::text::width::cells;

const SIZE: (u16, u16) = (40, 12);

/// A screen: for each row its text and where its letters begin to look otherwise.
type Screen = Vec<(String, u16, Style)>;

fn buffer(screen: &Screen) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1));
    for (y, (text, from, style)) in (0..SIZE.1).zip(screen) {
        buffer.set_stringn(0, y, text, usize::from(SIZE.0), Style::new());
        let styled = Rect::new((*from).min(SIZE.0 - 1), y, 1, 1);
        buffer.set_style(
            Rect {
                width: SIZE.0 - styled.x,
                ..styled
            },
            *style,
        );
        // Nothing that is drawn begins within a wide letter.
        for x in 1..SIZE.0 {
            let ahead = buffer[(x - 1, y)].clone();
            if cells(ahead.symbol()) > 1 {
                buffer[(x, y)].set_style(ahead.style());
                buffer[(x, y)].modifier = ahead.modifier;
            }
        }
    }
    buffer
}

/// What has been written and not been taken yet.
#[derive(Debug, Clone, Default)]
struct Paper(Rc<RefCell<Vec<u8>>>);

impl Write for Paper {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What a terminal shows that is sent one screen after the other.
struct Shown {
    wire: Wire<Paper>,
    paper: Paper,
    before: Buffer,
    parser: vt100::Parser,
}

impl Shown {
    fn new() -> Self {
        let cells = |number: u16| std::num::NonZero::new(number).unwrap();
        let paper = Paper::default();
        Self {
            wire: Wire::new(paper.clone()),
            paper,
            before: Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1)),
            parser: vt100::Parser::new(cells(SIZE.1), cells(SIZE.0), 0),
        }
    }

    /// Sends it as ratatui does; gives the bytes.
    fn send(&mut self, screen: &Screen) -> Vec<u8> {
        let wanted = buffer(screen);
        let changes = self.before.diff(&wanted);
        self.wire.draw(changes.into_iter()).unwrap();
        let bytes = self.paper.0.take();
        self.parser.process(&bytes);
        self.before = wanted;
        bytes
    }

    fn is(&self, screen: &Screen) {
        let wanted = buffer(screen);
        for y in 0..SIZE.1 {
            for x in 0..SIZE.0 {
                let shown = self.parser.screen().cell(y, x).unwrap();
                if shown.is_wide_continuation() {
                    continue;
                }
                let wanted = &wanted[(x, y)];
                let symbol = if shown.contents().is_empty() {
                    " "
                } else {
                    shown.contents()
                };
                assert_eq!(symbol, wanted.symbol(), "{x}, {y}");
                let ground = wanted.bg == ratatui::style::Color::Red;
                let is_red = shown.bgcolor() == vt100::Color::Idx(1);
                assert_eq!(is_red, ground, "{x}, {y}");
                let reverse = wanted.modifier.contains(ratatui::style::Modifier::REVERSED);
                assert_eq!(shown.inverse(), reverse, "{x}, {y}");
                if symbol != " " {
                    let bold = wanted.modifier.contains(ratatui::style::Modifier::BOLD);
                    assert_eq!(shown.bold(), bold, "{x}, {y}");
                    let rgb = wanted.fg == ratatui::style::Color::Rgb(1, 2, 3);
                    let is_rgb = shown.fgcolor() == vt100::Color::Rgb(1, 2, 3);
                    assert_eq!(is_rgb, rgb, "{x}, {y}");
                }
            }
        }
    }
}

fn any_row() -> impl Strategy<Value = (String, u16, Style)> {
    let piece = proptest::sample::select(vec!["a", "b", "ab", " ", "   ", "港", "口", "é"]);
    let text = proptest::collection::vec(piece, 0..20).prop_map(|pieces| pieces.concat());
    let styles = [
        Style::new(),
        Style::new().bold(),
        Style::new().dim(),
        Style::new().reversed(),
        Style::new().on_red(),
        Style::new().fg(ratatui::style::Color::Rgb(1, 2, 3)).bold(),
        Style::new().dim().underlined(),
    ];
    (text, 0..SIZE.0, proptest::sample::select(styles.to_vec()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    /// One screen after the other, of which each is the one before with rows moved, others changed.
    #[test]
    fn a_terminal_shows_what_it_is_sent(
        first in proptest::collection::vec(any_row(), usize::from(SIZE.1)),
        steps in proptest::collection::vec((0usize..10, 1usize..6, any::<bool>(), any_row(), 0usize..12), 1..6),
    ) {
        let mut shown = Shown::new();
        shown.send(&first);
        shown.is(&first);
        let mut screen = first;
        for (from, by, up, row, at) in steps {
            let moved = &mut screen[from..];
            let by = by % moved.len();
            if up { moved.rotate_left(by) } else { moved.rotate_right(by) }
            screen[at] = row;
            shown.send(&screen);
            shown.is(&screen);
        }
    }
}

fn page(from: usize) -> Screen {
    let row = |number: usize| {
        let text = format!("Row {number} of a page that is being read.");
        (text, 0, Style::new())
    };
    (from..from + usize::from(SIZE.1)).map(row).collect()
}

#[test]
fn rows_that_move_are_moved_by_the_terminal() {
    let mut shown = Shown::new();
    shown.send(&page(10));
    for from in [11, 14, 13, 10] {
        let bytes = shown.send(&page(from));
        shown.is(&page(from));
        assert!(bytes.len() < 5 * 40, "{}", bytes.len());
    }
}

#[test]
fn what_is_cleared_is_written_anew() {
    let mut shown = Shown::new();
    shown.send(&page(10));
    assert!(shown.send(&page(10)).is_empty());
    shown.wire.clear().unwrap();
    // ratatui forgets what it has drawn, as well.
    shown.before.reset();
    let bytes = shown.send(&page(10));
    assert!(String::from_utf8_lossy(&bytes).contains("Row 10 of"));
    shown.is(&page(10));
}

#[test]
fn a_wide_letter_at_the_edge_of_what_is_known_is_whole() {
    let mut shown = Shown::new();
    let mut screen: Screen = vec![(String::new(), 0, Style::new()); usize::from(SIZE.1)];
    screen[0].0 = "abab港".to_owned();
    shown.send(&screen);
    for _ in 0..20 {
        screen.rotate_left(1);
        screen[5].0 = "ferry".repeat(7);
        shown.send(&screen);
        shown.is(&screen);
    }
}
