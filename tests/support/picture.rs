//! A screen as an SVG picture, in the colours of a common dark terminal.

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

const CELL: (f32, f32) = (8.4, 18.0);
const TEXT: &str = "#d8dee9";
const GROUND: &str = "#1d2129";

/// Draws `buffer`: a picture whose text can be selected.
pub fn svg(buffer: &Buffer) -> String {
    let area = buffer.area;
    let (width, height) = (
        f32::from(area.width) * CELL.0 + 20.0,
        f32::from(area.height) * CELL.1 + 20.0,
    );
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" font-family=\"ui-monospace, \
         'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"14\">\n<rect width=\"100%\" height=\"100%\" rx=\"8\" \
         fill=\"{GROUND}\"/>\n"
    );
    for y in 0..area.height {
        let mut x = 0;
        while x < area.width {
            let first = &buffer[(x, y)];
            let start = x;
            let mut text = String::new();
            while x < area.width && same(first, &buffer[(x, y)]) {
                let symbol = buffer[(x, y)].symbol();
                text.push_str(symbol);
                x += u16::try_from(symbol.width().max(1)).unwrap();
            }
            run(&mut svg, first, &text, start, x - start, y);
        }
    }
    svg + "</svg>\n"
}

fn run(svg: &mut String, cell: &Cell, text: &str, x: u16, cells: u16, y: u16) {
    let (mut fg, mut bg) = (colour(cell.fg, TEXT), colour(cell.bg, GROUND));
    if cell.modifier.contains(Modifier::REVERSED) {
        (fg, bg) = (bg, fg);
    }
    let (left, top) = (10.0 + f32::from(x) * CELL.0, 10.0 + f32::from(y) * CELL.1);
    let width = f32::from(cells) * CELL.0;
    if bg != GROUND {
        writeln!(svg, "<rect x=\"{left:.1}\" y=\"{top:.0}\" width=\"{width:.1}\" height=\"{:.0}\" fill=\"{bg}\"/>", CELL.1).unwrap();
    }
    if text.trim().is_empty() {
        return;
    }
    let mut style = String::new();
    if cell.modifier.contains(Modifier::BOLD) {
        style += " font-weight=\"bold\"";
    }
    if cell.modifier.contains(Modifier::DIM) {
        style += " opacity=\"0.62\"";
    }
    if cell.modifier.contains(Modifier::UNDERLINED) {
        style += " text-decoration=\"underline\"";
    }
    let escaped = text
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    writeln!(
        svg,
        "<text x=\"{left:.1}\" y=\"{:.0}\" fill=\"{fg}\"{style} textLength=\"{width:.1}\" xml:space=\"preserve\">{escaped}</text>",
        top + 13.0
    )
    .unwrap();
}

fn same(one: &Cell, other: &Cell) -> bool {
    (one.fg, one.bg, one.modifier) == (other.fg, other.bg, other.modifier)
}

fn colour(colour: Color, default: &'static str) -> &'static str {
    match colour {
        Color::Black => "#2e3440",
        Color::Red => "#e0707a",
        Color::Green => "#a3be8c",
        Color::Yellow => "#ebcb8b",
        Color::Blue => "#81a1e8",
        Color::Magenta => "#c895c8",
        Color::Cyan => "#88c0d0",
        Color::White => "#eceff4",
        _ => default,
    }
}
