//! What the environment says about how things are to look, and about what lies outside.

use std::env;
use std::path::PathBuf;

use super::surroundings::Colour;
use crate::config::settings::{Settings, When};
use crate::config::theme::colour::Depth;
use crate::tui::links::Told;
use crate::tui::looks::Wish;
use crate::tui::outward::{Outward, browsers};

/// How a reading session is to look, where `asked` and `colour` are what the command line says.
pub(super) fn wish(asked: Option<String>, colour: Colour, settings: &Settings) -> Wish {
    Wish {
        asked,
        set: Some(settings.theme.clone()),
        colourless: colour.is_unwanted(),
        depth: depth(),
        folder: config_folder().map(|folder| folder.join("themes")),
    }
}

/// What may reach the world outside.
pub(super) fn outward(settings: &Settings) -> Outward {
    let set = |name| env::var(name).ok().filter(|value| !value.is_empty());
    let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    let browser = settings.browser.clone();
    let named = [vec![browser], browsers(&set("BROWSER").unwrap_or_default())].concat();
    let named: Vec<_> = named
        .into_iter()
        .filter(|words| !words.is_empty())
        .collect();
    let far = is_set("SSH_CONNECTION") && !is_set("DISPLAY") && !is_set("WAYLAND_DISPLAY");
    let usual = if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    Outward {
        // What the reader names is wanted also from afar.
        remote: far && named.is_empty(),
        browsers: [named, vec![vec![usual.to_owned()]]].concat(),
        links: match settings.hyperlinks {
            When::Auto => terminal().has_links(),
            When::Always => true,
            When::Never => false,
        },
        schemes: settings.schemes.clone(),
        commands: settings.commands.clone(),
    }
}

/// What is told of the terminal.
fn terminal() -> Told {
    let set = |name| env::var(name).unwrap_or_default();
    Told {
        term: set("TERM"),
        program: set("TERM_PROGRAM"),
        version: set("TERM_PROGRAM_VERSION"),
        vte: set("VTE_VERSION"),
    }
}

/// Whether the terminal says that nothing can be drawn on it.
pub(super) fn is_dumb() -> bool {
    env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// How many colours the terminal promises.
fn depth() -> Depth {
    let set = |name| env::var(name).unwrap_or_default();
    let (promise, term) = (set("COLORTERM"), set("TERM"));
    if ["truecolor", "24bit"].contains(&promise.as_str()) || term.ends_with("-direct") {
        Depth::True
    } else if term.contains("256color") {
        Depth::Indexed
    } else {
        Depth::Sixteen
    }
}

/// The folder `rashomon` of the reader's settings (XDG base directories, which name absolute paths only).
pub(super) fn config_folder() -> Option<PathBuf> {
    let folder = |name| {
        let path = PathBuf::from(env::var_os(name)?);
        path.is_absolute().then_some(path)
    };
    let settings = folder("XDG_CONFIG_HOME").or_else(|| Some(folder("HOME")?.join(".config")))?;
    Some(settings.join("rashomon"))
}
