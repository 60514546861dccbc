//! What the terminal and the environment say, and what is said on standard error.

use std::env;
use std::io::{IsTerminal as _, Write as _, stderr, stdout};
use std::path::PathBuf;

use rustix::termios::tcgetwinsize;

use crate::config::settings::Settings;
use crate::export::terminal::Look;
use crate::text::sanitize::clean_line;
use crate::tui::clipboard::{Clipboard, PROGRAMS, Program};
use crate::tui::outside::Surroundings;

/// The width of text that goes to no terminal.
const USUAL_WIDTH: usize = 80;

/// When there are colours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Colour {
    /// On a terminal that has them, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Whatever standard output is, and whatever the environment says.
    Always,
    /// Nowhere.
    Never,
}

impl Colour {
    /// Whether the screen is to have none.
    pub(super) fn is_unwanted(self) -> bool {
        match self {
            Self::Auto => wants_no_colour(),
            Self::Always => false,
            Self::Never => true,
        }
    }
}

/// How text is to look on standard output.
pub(super) fn look(colour: Colour) -> Look {
    let output = stdout();
    let terminal = output.is_terminal();
    let size = tcgetwinsize(&output).ok().filter(|_| terminal);
    let width = size.map(|size| usize::from(size.ws_col));
    Look {
        width: width.filter(|width| *width > 0).unwrap_or(USUAL_WIDTH),
        colour: (terminal || colour == Colour::Always) && !colour.is_unwanted(),
    }
}

/// The reader's file of corrections.
pub(super) fn usual_corrections() -> Option<PathBuf> {
    Some(data_folder()?.join("corrections.txt"))
}

/// The folder `rashomon` where the reader's data is kept (XDG base directories, which name absolute paths only).
pub(super) fn data_folder() -> Option<PathBuf> {
    let folder = |name| {
        let path = PathBuf::from(env::var_os(name)?);
        path.is_absolute().then_some(path)
    };
    let data = folder("XDG_DATA_HOME").or_else(|| Some(folder("HOME")?.join(".local/share")))?;
    Some(data.join("rashomon"))
}

/// `NO_COLOR` set to anything but nothing (no-color.org), or a terminal that says it has none.
fn wants_no_colour() -> bool {
    let no_color = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    no_color || env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// Whether the locale is one of UTF-8; the first of the three variables that is set decides (POSIX, section 8.2).
pub(super) fn shows_utf8() -> bool {
    let set = |name| env::var(name).ok().filter(|value| !value.is_empty());
    let locale = set("LC_ALL")
        .or_else(|| set("LC_CTYPE"))
        .or_else(|| set("LANG"))
        .unwrap_or_default();
    let locale = locale.to_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}

/// What there is around a reading session, in whose library what `feeds` tell is kept in that folder.
pub(super) fn around(settings: &Settings, feeds: Option<PathBuf>) -> Surroundings {
    let set = |name: &str| env::var_os(name).filter(|value| !value.is_empty());
    let named = |name| env::var(name).ok().filter(|value| !value.trim().is_empty());
    let terminal = env::var("TERM").unwrap_or_default();
    let documents = set("XDG_DOCUMENTS_DIR").map(PathBuf::from);
    let documents = documents.filter(|folder| folder.is_absolute() && folder.is_dir());
    let can = |program: &&Program| program.needs.is_none_or(|name| set(name).is_some());
    let mut programs = PROGRAMS.iter().filter(can);
    Surroundings {
        editor: if settings.editor.is_empty() {
            let named = named("VISUAL").or_else(|| named("EDITOR"));
            let words = named.as_deref().unwrap_or_default().split_whitespace();
            words.map(str::to_owned).collect()
        } else {
            settings.editor.clone()
        },
        clipboard: Clipboard {
            choice: settings.clipboard,
            remote: set("SSH_TTY").is_some() || set("SSH_CONNECTION").is_some(),
            plain: matches!(terminal.as_str(), "" | "dumb" | "linux"),
            program: programs.find_map(|program| Some((*program, on_path(program.name)?))),
        },
        documents: documents
            .or_else(|| env::current_dir().ok())
            .unwrap_or_default(),
        feeds,
        home: set("HOME").map(PathBuf::from),
    }
}

/// The program of that name, where there is one on `PATH`.
fn on_path(name: &str) -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    let mut paths = env::split_paths(&folders).map(|folder| folder.join(name));
    paths.find(|path| path.is_absolute() && path.is_file())
}

/// The time, in seconds since 1970.
pub(super) fn now() -> i64 {
    jiff::Timestamp::now().as_second()
}

/// Says on standard error what is the matter.
pub(super) fn tell(reason: &str) {
    say(&format!("rashomon: {}", clean_line(reason)));
}

/// Writes a line on standard error; where nobody listens any more, that is no mistake of the task.
pub(super) fn say(line: &str) {
    let _ = writeln!(stderr(), "{line}");
}
