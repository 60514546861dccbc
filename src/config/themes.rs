//! The themes there are: those that come with rashomon, and the reader's own, each a file of a folder.

use std::fs;
use std::path::{Path, PathBuf};

use super::mistake::{Mistake, meant};
use super::theme::{Background, Theme};

/// The theme that is meant to follow the background of the terminal.
pub const AUTO: &str = "auto";

/// The theme of the terminal's own colours, and the one without any.
pub const TERMINAL: &str = "terminal";
/// The theme without colours, for `NO_COLOR` and plain terminals.
pub const MONOCHROME: &str = "monochrome";

/// The themes that come with rashomon, in the order in which they are offered.
const BUILT_IN: [(&str, &str); 8] = [
    (TERMINAL, include_str!("../../assets/themes/terminal.toml")),
    ("dark", include_str!("../../assets/themes/dark.toml")),
    ("light", include_str!("../../assets/themes/light.toml")),
    ("harbour", include_str!("../../assets/themes/harbour.toml")),
    (
        "newsprint",
        include_str!("../../assets/themes/newsprint.toml"),
    ),
    (
        "high-contrast",
        include_str!("../../assets/themes/high-contrast.toml"),
    ),
    (
        "colour-blind-safe",
        include_str!("../../assets/themes/colour-blind-safe.toml"),
    ),
    (
        MONOCHROME,
        include_str!("../../assets/themes/monochrome.toml"),
    ),
];

/// The most themes of the reader's own that are offered.
const MOST: usize = 200;

/// A theme that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The theme.
    pub theme: Theme,
    /// The file, where it is one of the reader's own.
    pub file: Option<PathBuf>,
    /// What is wrong in that.
    pub mistakes: Vec<Mistake>,
}

impl Choice {
    /// The first mistake in the reader's file, in one line; none where there is none.
    pub fn trouble(&self) -> Option<String> {
        let (file, first) = (self.file.as_ref()?, self.mistakes.first()?);
        let more = match self.mistakes.len() - 1 {
            0 => String::new(),
            more => format!(" (and {more} more)"),
        };
        Some(format!("{}, {first}{more}", file.display()))
    }
}

/// The theme that comes with rashomon under that name.
pub fn built_in(name: &str) -> Option<Theme> {
    let (name, file) = BUILT_IN.iter().find(|(other, _)| *other == name)?;
    Some(Theme::read(name, file, &Theme::default(), |_| None).0)
}

/// The theme of the terminal's own sixteen colours.
pub fn terminal() -> Theme {
    built_in(TERMINAL).unwrap_or_default()
}

/// The theme for a terminal whose background is that; its own colours where that is not known.
pub fn fitting(background: Background) -> Theme {
    let name = match background {
        Background::Any => TERMINAL,
        Background::Light => "light",
        Background::Dark => "dark",
    };
    built_in(name).unwrap_or_default()
}

/// The theme of that name: the reader's own in `folder`, else one that comes with rashomon.
///
/// # Errors
/// What is wrong with the name, and which is probably meant.
pub fn find(name: &str, folder: Option<&Path>) -> Result<Choice, String> {
    let own = folder.filter(|_| is_name(name));
    let own = own.map(|folder| folder.join(format!("{name}.toml")));
    if let Some(file) = own.filter(|file| file.is_file()) {
        return Ok(read(name, file));
    }
    if let Some(theme) = built_in(name) {
        return Ok(Choice {
            theme,
            file: None,
            mistakes: Vec::new(),
        });
    }
    let own = names_in(folder);
    let names = BUILT_IN.iter().map(|(name, _)| *name);
    let names = names.chain([AUTO]).chain(own.iter().map(String::as_str));
    let meant = match meant(name, names) {
        none if none.is_empty() => "; :theme shows those there are".to_owned(),
        meant => meant,
    };
    Err(format!("there is no theme {name}{meant}"))
}

/// All themes: the reader's own in `folder`, by name, behind those that come with rashomon. One of the reader's takes the
/// place of another of the same name.
pub fn all(folder: Option<&Path>) -> Vec<Choice> {
    let own = names_in(folder);
    let built_in = BUILT_IN.iter().map(|(name, _)| (*name).to_owned());
    let built_in = built_in.filter(|name| !own.contains(name));
    let names: Vec<_> = built_in.chain(own.iter().cloned()).collect();
    let found = names.iter().map(|name| find(name, folder));
    found.filter_map(Result::ok).collect()
}

/// The names of the reader's own themes, sorted.
fn names_in(folder: Option<&Path>) -> Vec<String> {
    let entries = folder.and_then(|folder| fs::read_dir(folder).ok());
    let files = entries.into_iter().flatten().flatten();
    let names = files.filter_map(|entry| {
        let name = entry.file_name().into_string().ok()?;
        let name = name.strip_suffix(".toml")?.to_owned();
        is_name(&name).then_some(name)
    });
    let mut names: Vec<_> = names.take(MOST).collect();
    names.sort();
    names
}

/// Tells whether a theme may be called so: a file name that goes on the screen as it is.
fn is_name(name: &str) -> bool {
    let fits = |c: char| c.is_alphanumeric() || "-_ .".contains(c);
    !name.is_empty() && !name.starts_with('.') && name.chars().all(fits)
}

fn read(name: &str, file: PathBuf) -> Choice {
    let usual = terminal();
    let (theme, mistakes) = match fs::read_to_string(&file) {
        Ok(text) => Theme::read(name, &text, &usual, built_in),
        Err(error) => {
            let theme = Theme {
                name: name.to_owned(),
                ..usual
            };
            let reason = format!("cannot be read: {error}");
            (theme, vec![Mistake::at("", &(0..0), reason)])
        }
    };
    Choice {
        theme,
        file: Some(file),
        mistakes,
    }
}

#[cfg(test)]
mod tests;
