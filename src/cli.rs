//! The command line: what `rashomon` was asked to do.

use std::env;
use std::io::{IsTerminal, stdin, stdout};
use std::path::PathBuf;

use anyhow::Result;
use clap::Parser;

use crate::library::loader::Source;
use crate::tui::{self, Options};

/// Read every side of a story, in your terminal.
///
/// Without arguments the starter library opens: five digests of one diplomatic affair.
#[derive(Debug, Parser)]
#[command(name = "rashomon", version, after_help = EXAMPLES)]
pub struct Arguments {
    /// Files and folders to read: .txt and .md, folders with all that is in them
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Write what cannot be shown on screen to this file
    #[arg(long, value_name = "FILE")]
    log: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  rashomon                   open the starter library
  rashomon ~/articles        read a folder of saved articles
  rashomon one.txt two.md    read these two

Inside: j k move, Enter opens, Tab changes the pane, ^p jumps, ? shows every key, q goes back and quits.";

/// How a run ended, where that is not an error with a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// All was done.
    Done,
    /// There is no terminal to read on.
    NoTerminal,
}

/// Does what the `arguments` ask for.
///
/// # Errors
/// What stopped the reading session, with its causes.
pub fn run(arguments: Arguments) -> Result<Ending> {
    if !stdout().is_terminal() || !stdin().is_terminal() {
        return Ok(Ending::NoTerminal);
    }
    let source = if arguments.paths.is_empty() {
        Source::Starter
    } else {
        Source::Paths(arguments.paths)
    };
    tui::run(Options {
        source,
        log: arguments.log,
        monochrome: wants_no_colour(),
        ascii: !shows_utf8(),
    })?;
    Ok(Ending::Done)
}

/// `NO_COLOR` set to anything but nothing (no-color.org), or a terminal that says it has none.
fn wants_no_colour() -> bool {
    let no_color = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    no_color || env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// Whether the locale is one of UTF-8; the first of the three variables that is set decides (POSIX, section 8.2).
fn shows_utf8() -> bool {
    let set = |name| env::var(name).ok().filter(|value| !value.is_empty());
    let locale = set("LC_ALL")
        .or_else(|| set("LC_CTYPE"))
        .or_else(|| set("LANG"))
        .unwrap_or_default();
    let locale = locale.to_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}
