//! What the looks of a session hang on, and with what theme it begins.

use std::path::PathBuf;
use std::time::Duration;

use terminal_colorsaurus::{QueryOptions, background_color};

use super::session::Picked;
use crate::config::theme::colour::Depth;
use crate::config::theme::{Background, Theme};
use crate::config::themes::{self, AUTO, MONOCHROME, TERMINAL};

/// How long a terminal may take to tell its background. Most answer within a millisecond, over a slow line within this.
const PATIENCE: Duration = Duration::from_millis(150);

/// What the terminal shows, and where the reader's own themes are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looks {
    /// How many colours the terminal has.
    pub depth: Depth,
    /// The folder of the reader's own themes.
    pub folder: Option<PathBuf>,
    /// The name of the theme that was asked for at the start.
    pub set: String,
    /// Whether that holds whatever has been picked in an earlier session.
    pub firm: bool,
    /// Whether the terminal was asked for its background and may still answer.
    pub answer_due: bool,
}

impl Default for Looks {
    fn default() -> Self {
        Self {
            depth: Depth::True,
            folder: None,
            set: TERMINAL.to_owned(),
            firm: false,
            answer_due: false,
        }
    }
}

impl Looks {
    /// What was picked in an earlier session, as the terminal can show it, unless the reader has asked for something else
    /// since or it is not there any more.
    pub fn again(&self, picked: Option<&Picked>) -> Option<(Picked, Theme)> {
        let picked = picked.filter(|picked| !self.firm && self.set == picked.instead)?;
        let choice = themes::find(&picked.theme, self.folder.as_deref()).ok()?;
        Some((picked.clone(), choice.theme.at(self.depth)))
    }
}

/// A theme to begin with, and what it hangs on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dress {
    /// The theme, as the terminal can show it.
    pub theme: Theme,
    /// What it hangs on.
    pub looks: Looks,
    /// What is wrong with the theme that was asked for.
    pub trouble: Option<String>,
}

/// What is wished for at the start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// The theme of the command line.
    pub asked: Option<String>,
    /// The theme of the settings.
    pub set: Option<String>,
    /// Whether the reader wants no colours (`NO_COLOR`), or the terminal has none.
    pub colourless: bool,
    /// How many colours the terminal has.
    pub depth: Depth,
    /// The folder of the reader's own themes.
    pub folder: Option<PathBuf>,
}

impl Wish {
    /// The theme that comes of it: that of the command line, else none where no colours are wanted, else that of the
    /// settings. Asks the terminal for its background where the theme is to follow that.
    pub fn dress(self) -> Dress {
        let firm = self.asked.is_some() || self.colourless;
        let colourless = self.colourless.then(|| MONOCHROME.to_owned());
        let name = self.asked.or(colourless).or(self.set);
        let mut looks = Looks {
            depth: self.depth,
            folder: self.folder,
            set: name.unwrap_or_else(|| TERMINAL.to_owned()),
            firm,
            answer_due: false,
        };
        let (theme, trouble) = if looks.set == AUTO {
            let background = background(PATIENCE);
            looks.answer_due = background.is_none();
            (themes::fitting(background.unwrap_or_default()), None)
        } else {
            find(&looks)
        };
        Dress {
            theme: theme.at(looks.depth),
            looks,
            trouble,
        }
    }
}

/// The theme that was asked for, or the usual one, and what is wrong with it.
fn find(looks: &Looks) -> (Theme, Option<String>) {
    match themes::find(&looks.set, looks.folder.as_deref()) {
        Ok(choice) => {
            let trouble = choice.trouble();
            (choice.theme, trouble)
        }
        Err(reason) => (themes::terminal(), Some(reason)),
    }
}

/// The terminal's background; none where it does not tell within `patience`. To be asked before anything else reads what
/// the terminal sends.
fn background(patience: Duration) -> Option<Background> {
    let mut options = QueryOptions::default();
    options.timeout = patience;
    let colour = background_color(options).ok()?;
    Some(if colour.perceived_lightness() > 0.5 {
        Background::Light
    } else {
        Background::Dark
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish() -> Wish {
        Wish {
            asked: None,
            set: None,
            colourless: false,
            depth: Depth::Indexed,
            folder: None,
        }
    }

    #[test]
    fn the_command_line_comes_before_no_color_and_that_before_the_settings() {
        let worn = |wish: Wish| {
            let dress = wish.dress();
            (dress.theme.name.clone(), dress.looks.firm)
        };
        assert_eq!(worn(wish()), (TERMINAL.to_owned(), false));
        let set = Wish {
            set: Some("light".to_owned()),
            ..wish()
        };
        assert_eq!(worn(set.clone()), ("light".to_owned(), false));
        let colourless = Wish {
            colourless: true,
            ..set
        };
        assert_eq!(worn(colourless.clone()), (MONOCHROME.to_owned(), true));
        let asked = Wish {
            asked: Some("harbour".to_owned()),
            ..colourless
        };
        assert_eq!(worn(asked), ("harbour".to_owned(), true));
    }

    #[test]
    fn what_was_picked_holds_until_something_else_is_asked_for() {
        let picked = Picked {
            theme: "newsprint".to_owned(),
            instead: TERMINAL.to_owned(),
        };
        let again = |wish: Wish| {
            let looks = wish.dress().looks;
            looks.again(Some(&picked)).map(|(_, theme)| theme.name)
        };
        assert_eq!(again(wish()), Some("newsprint".to_owned()));
        let set = Wish {
            set: Some("dark".to_owned()),
            ..wish()
        };
        assert_eq!(again(set), None);
        let asked = Wish {
            asked: Some(TERMINAL.to_owned()),
            ..wish()
        };
        assert_eq!(again(asked), None);
    }

    #[test]
    fn a_theme_that_is_not_there_is_told_and_the_usual_one_worn() {
        let wrong = Wish {
            asked: Some("harbor".to_owned()),
            ..wish()
        };
        let dress = wrong.dress();
        assert_eq!(dress.theme.name, TERMINAL);
        assert!(dress.trouble.unwrap().contains("did you mean `harbour`?"));
    }
}
