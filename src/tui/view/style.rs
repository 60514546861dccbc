//! Looks of the theme to styles of the screen, and text with spans laid over it.

use ratatui::style::{Color, Modifier, Style};
use ratatui::text::{Line, Span};

use crate::config::theme::colour::Colour;
use crate::config::theme::{Look, Theme};
use crate::model::actor::ActorKind;
use crate::text::range::TextRange;

/// The style of a look.
pub fn of(look: Look) -> Style {
    let mut style = Style::new().fg(colour(look.fg)).bg(colour(look.bg));
    let attributes = [
        (look.bold, Modifier::BOLD),
        (look.dim, Modifier::DIM),
        (look.underline, Modifier::UNDERLINED),
        (look.reverse, Modifier::REVERSED),
        (look.strike, Modifier::CROSSED_OUT),
    ];
    for (wanted, modifier) in attributes {
        if wanted {
            style = style.add_modifier(modifier);
        }
    }
    style
}

/// The style of a look without lines under and through it, for a sign of its own.
pub fn bare(look: Look) -> Style {
    of(Look {
        underline: false,
        strike: false,
        ..look
    })
}

/// The style of a look laid over other text: what the look leaves at its default shines through.
pub fn over(base: Style, look: Look) -> Style {
    let mut style = of(look);
    if look.fg == Colour::Default {
        style.fg = None;
    } else if !look.dim {
        // A colour of its own must stay readable on dimmed text.
        style = style.remove_modifier(Modifier::DIM);
    }
    if look.bg == Colour::Default {
        style.bg = None;
    }
    base.patch(style)
}

fn colour(colour: Colour) -> Color {
    match colour {
        Colour::Default => Color::Reset,
        Colour::Black => Color::Black,
        Colour::Red => Color::Red,
        Colour::Green => Color::Green,
        Colour::Yellow => Color::Yellow,
        Colour::Blue => Color::Blue,
        Colour::Magenta => Color::Magenta,
        Colour::Cyan => Color::Cyan,
        Colour::White => Color::Gray,
        Colour::BrightBlack => Color::DarkGray,
        Colour::BrightRed => Color::LightRed,
        Colour::BrightGreen => Color::LightGreen,
        Colour::BrightYellow => Color::LightYellow,
        Colour::BrightBlue => Color::LightBlue,
        Colour::BrightMagenta => Color::LightMagenta,
        Colour::BrightCyan => Color::LightCyan,
        Colour::BrightWhite => Color::White,
        Colour::Indexed(number) => Color::Indexed(number),
        Colour::True(red, green, blue) => Color::Rgb(red, green, blue),
    }
}

/// The style of an actor's name in panels: the person's colour, plain for everything else.
pub fn actor_style(theme: &Theme, colour: usize, kind: ActorKind) -> Style {
    match kind {
        ActorKind::Person => of(theme.person(colour)),
        _ => of(theme.other_name),
    }
}

/// A stretch of text with a look.
pub type Painted = (TextRange, Look);

/// The part `shown` of `text` as a line: `base` everywhere, each of the `layers` over it in the order given.
pub fn painted<'a>(text: &'a str, shown: TextRange, base: Style, layers: &[Painted]) -> Line<'a> {
    let mut cuts = vec![shown.start, shown.end];
    for (range, _) in layers {
        if let Some(part) = range.intersection(shown) {
            cuts.extend([part.start, part.end]);
        }
    }
    cuts.sort_unstable();
    cuts.dedup();
    let spans = cuts.windows(2).map(|pair| {
        let piece = TextRange::new(pair[0], pair[1]);
        let covering = layers.iter().filter(|(range, _)| range.covers(piece));
        let style = covering.fold(base, |style, (_, look)| over(style, *look));
        Span::styled(piece.of(text), style)
    });
    spans.collect()
}

/// The line with a text of its own, for text that is gone when the line is drawn.
pub fn owned(line: Line<'_>) -> Line<'static> {
    let spans = line.spans.into_iter();
    let spans = spans.map(|span| Span::styled(span.content.into_owned(), span.style));
    spans.collect()
}
