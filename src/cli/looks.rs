//! What the environment says about how things are to look.

use std::env;
use std::path::PathBuf;

use super::surroundings::wants_no_colour;
use crate::config::theme::colour::Depth;
use crate::tui::looks::Wish;

/// How a reading session is to look, where `asked` is the theme of the command line and `set` that of the settings.
pub(super) fn wish(asked: Option<String>, set: &str) -> Wish {
    Wish {
        asked,
        set: Some(set.to_owned()),
        colourless: wants_no_colour(),
        depth: depth(),
        folder: config_folder().map(|folder| folder.join("themes")),
    }
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
