//! Colours and styles, apart from any terminal library, read from theme files.

use serde::Deserialize;

use crate::model::note::Ink;

/// A colour of the terminal's own sixteen, or its default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names are the terminal's own")]
pub enum Colour {
    #[default]
    Default,
    Black,
    Red,
    Green,
    Yellow,
    Blue,
    Magenta,
    Cyan,
    White,
    BrightBlack,
    BrightRed,
    BrightGreen,
    BrightYellow,
    BrightBlue,
    BrightMagenta,
    BrightCyan,
    BrightWhite,
}

/// How one kind of text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "these are the attributes that a terminal switches on and off one by one"
)]
pub struct Look {
    /// Colour of the letters.
    pub fg: Colour,
    /// Colour behind them.
    pub bg: Colour,
    /// Bold.
    pub bold: bool,
    /// Dim.
    pub dim: bool,
    /// Underlined.
    pub underline: bool,
    /// Letters and background exchanged.
    pub reverse: bool,
    /// Struck through.
    pub strike: bool,
}

/// The looks of everything on screen.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Theme {
    /// The theme's name.
    pub name: String,
    /// Running text.
    pub text: Look,
    /// What is secondary: dates, outlets, hints.
    pub secondary: Look,
    /// Headlines and the names of panels.
    pub heading: Look,
    /// The thin rules between panes.
    pub rule: Look,
    /// The one accent: the focused pane, the place, prompts.
    pub accent: Look,
    /// The selected row of the focused list.
    pub selection: Look,
    /// The selected row of a list that has not the focus.
    pub selection_unfocused: Look,
    /// A match of a search or of a fuzzy query.
    pub found: Look,
    /// The chosen name or topic in the text.
    pub chosen: Look,
    /// The one mention that the reader has just gone to.
    pub arrived: Look,
    /// Photo captions.
    pub caption: Look,
    /// Folded and unfolded furniture of the page.
    pub furniture: Look,
    /// Names of organisations and places in the text.
    pub other_name: Look,
    /// Words of an earlier version that a later one has not.
    pub removed: Look,
    /// Words of a later version that an earlier one has not.
    pub added: Look,
    /// Errors and warnings.
    pub alarm: Look,
    /// The looks of highlights, ink by ink; where there are fewer, and where a theme has none, underlined.
    #[serde(default)]
    pub marked: Vec<Look>,
    /// The looks among which people are spread; never empty.
    pub people: Vec<Look>,
}

const TERMINAL: &str = include_str!("../../assets/themes/terminal.toml");
const MONOCHROME: &str = include_str!("../../assets/themes/monochrome.toml");

impl Theme {
    /// Reads a theme file.
    ///
    /// # Errors
    /// What is wrong and where, as the TOML reader says it.
    pub fn parse(file: &str) -> Result<Self, String> {
        let theme: Self = toml::from_str(file).map_err(|error| error.to_string())?;
        if theme.people.is_empty() {
            Err("a theme needs at least one look for people".to_owned())
        } else {
            Ok(theme)
        }
    }

    /// The theme made of the terminal's own sixteen colours.
    ///
    /// # Errors
    /// Only if the file that is built in is broken, which a test rules out.
    pub fn terminal() -> Result<Self, String> {
        Self::parse(TERMINAL)
    }

    /// The theme without colours, for `NO_COLOR` and plain terminals.
    ///
    /// # Errors
    /// Only if the file that is built in is broken, which a test rules out.
    pub fn monochrome() -> Result<Self, String> {
        Self::parse(MONOCHROME)
    }

    /// The look of the person who has colour number `colour`.
    pub fn person(&self, colour: usize) -> Look {
        self.people
            .get(colour % self.people.len().max(1))
            .copied()
            .unwrap_or_default()
    }

    /// The look of a highlight.
    pub fn marked(&self, ink: Ink) -> Look {
        let look = self.marked.get(ink.number() - 1).copied();
        look.unwrap_or(Look {
            underline: true,
            ..Look::default()
        })
    }

    /// The look of words that mean the person of colour number `colour` without naming them: the same colour, dim; where
    /// there are no colours, underlined.
    pub fn meant(&self, colour: usize) -> Look {
        let fg = self.person(colour).fg;
        Look {
            fg,
            dim: true,
            underline: fg == Colour::Default,
            ..Look::default()
        }
    }

    /// The look of what the chosen person of colour number `colour` says: the colour alone; where there are no colours,
    /// underlined.
    pub fn said(&self, colour: usize) -> Look {
        let fg = self.person(colour).fg;
        Look {
            fg,
            underline: fg == Colour::Default,
            ..Look::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_themes_can_be_read() {
        assert_eq!(Theme::terminal().unwrap().name, "terminal");
        let monochrome = Theme::monochrome().unwrap();
        assert!(
            monochrome
                .people
                .iter()
                .all(|look| look.fg == Colour::Default && look.bg == Colour::Default)
        );
    }

    #[test]
    fn a_broken_theme_says_where() {
        let broken = TERMINAL.replace("[accent]", "[accent]\nblink = true");
        assert!(Theme::parse(&broken).unwrap_err().contains("blink"));
    }
}
