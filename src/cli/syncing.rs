//! `rashomon sync`: asking the feeds for what is new.

use std::io::{IsTerminal as _, Write, stderr};
use std::path::PathBuf;
use std::time::Duration;

use anyhow::Result;
use clap::Args;

use super::feeds::NONE;
use super::given;
use super::keeping;
use super::opening::{own_library, read_all};
use super::surroundings::{Colour, look, now, tell};
use crate::library::reach::{Reach, USUAL_PATIENCE};
use crate::library::sync::{self, Asked, Wish};
use crate::text::sanitize::clean_line;
use crate::text::width;

/// Which feeds are asked, and how.
#[derive(Debug, Clone, Args)]
pub(super) struct Sync {
    /// Ask all feeds, also those that are not due or are gone
    #[arg(long)]
    force: bool,

    /// Fetch the pages too of entries of which a feed gives only a summary
    #[arg(long)]
    full_text: bool,

    /// Ask this machine and private networks too
    #[arg(long)]
    allow_private: bool,

    /// Give a document up after so many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = USUAL_PATIENCE.as_secs(), value_parser = clap::value_parser!(u64).range(1..=3600))]
    patience: u64,

    /// Ask the feeds of this library file instead of your own
    #[arg(long, value_name = "FILE")]
    library: Option<PathBuf>,

    /// Link what comes under your corrections in this file instead of the usual one
    #[arg(long, value_name = "FILE")]
    corrections: Option<PathBuf>,
}

/// What stands below the options of `rashomon sync`.
pub(super) const HELP: &str = "\
Asks the feeds that are due, each host for one thing at a time, and only for what has changed. What is new is kept in a folder \
beside the library, and read like any other file; an entry that says something new becomes another version of its article, and \
nothing that a feed lets go is lost. rashomon asks nobody before you run this, no address of a private network unless that is \
allowed, and takes no more than 64 MiB of a document. A feed that fails is told on standard error, costs no other, and is left \
alone twice as long each time, up to a day.

Ends with 1 when some feed has trouble. A timer of your system can run it; an open rashomon shows what comes.

Examples:
  rashomon sync                 what is due
  rashomon sync --full-text     and the whole text of what feeds only sum up
  rashomon sync --force         all of them, now";

impl Sync {
    /// Asks the feeds, and reads what came; gives how much there is to complain of.
    ///
    /// # Errors
    /// When the library cannot be read or written.
    pub(super) fn run(&self, output: &mut impl Write) -> Result<usize> {
        let folder = given::feeds_folder(self.library.as_deref())?;
        let mut keeper = own_library(
            self.library.clone(),
            vec![folder.clone()],
            self.corrections.clone(),
        )?;
        if keeper.feeds()?.is_empty() {
            tell(NONE);
            return Ok(1);
        }
        let wish = Wish {
            folder,
            now: now(),
            force: self.force,
            full_text: self.full_text,
            reach: Reach {
                allow_private: self.allow_private,
                patience: Duration::from_secs(self.patience),
            },
        };
        let before = keeper.count()?;
        let mut line = Line::default();
        let synced = sync::sync(&mut keeper, &wish, |asked| line.tell(asked));
        line.clear();
        let synced = synced?;
        let failures = read_all(&mut keeper)?;
        writeln!(output, "{synced}")?;
        keeping::added(&keeper, before, output)?;
        Ok(synced.troubled + failures)
    }
}

/// The line on standard error that shows how far it has come, where that is a terminal.
#[derive(Debug, Default)]
struct Line {
    shown: bool,
}

impl Line {
    fn tell(&mut self, asked: &Asked) {
        self.clear();
        if let Some(trouble) = &asked.trouble {
            tell(&format!("{}: {trouble}", asked.name));
        }
        if stderr().is_terminal() {
            let told = format!(
                "{} of {} feeds: {}, {} new",
                asked.done, asked.of, asked.name, asked.new
            );
            let told = clean_line(&told);
            eprint!(
                "{}",
                width::clip(&told, look(Colour::Never).width.saturating_sub(1))
            );
            self.shown = true;
        }
    }

    fn clear(&mut self) {
        if std::mem::take(&mut self.shown) {
            eprint!("\r\u{1b}[K");
        }
    }
}
