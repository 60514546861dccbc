//! `rashomon notes`: the notes and highlights of a library.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use super::lines;
use crate::export::marks::{self, Mark};
use crate::library::seek::lookup::Lookup;

/// Which notes are told, and how.
#[derive(Debug, Clone, Args)]
pub(super) struct Notes {
    /// Tell those of the library of these files and folders instead of your own
    #[arg(value_name = "PATH", conflicts_with = "library")]
    pub(super) paths: Vec<PathBuf>,

    /// Tell those of this library file
    #[arg(long, value_name = "FILE")]
    pub(super) library: Option<PathBuf>,

    /// Write one JSON object a line
    #[arg(long)]
    json: bool,
}

/// What stands below the options of `rashomon notes`.
pub(super) const HELP: &str = "\
Tells every note and highlight with where its words come from, as Markdown; also those of articles that are not in the \
library now. The same text stands in a file beside the library, which ends in .notes.md.

--json writes one object a line, with these fields, none of which goes:
  schema    3; more when there are more fields
  id, title, outlet, authors, date, day, url, source
            the article
  paragraph the number of the paragraph, null where there is none
  quoted    the words of the article
  note      your words; empty for a highlight
  marked    important, to check, doubtful or to quote; null for a note alone
  written   the day
  lost      whether the place is not in the article any more

Ends with 1 when there is none.

Examples:
  rashomon notes | less
  rashomon notes --json ~/articles | jq -r .quoted";

impl Notes {
    /// Tells the notes of the library of that `lookup`; gives how many there are.
    ///
    /// # Errors
    /// That of writing, or why the library cannot be read.
    pub(super) fn tell(&self, lookup: &mut Lookup, output: &mut impl Write) -> Result<usize> {
        let jottings = lookup.notes()?;
        if self.json {
            for jotting in &jottings {
                lines::tell(output, &Mark::of(jotting))?;
            }
        } else if !jottings.is_empty() {
            output.write_all(marks::paper(&jottings).markdown().as_bytes())?;
        }
        output.flush()?;
        Ok(jottings.len())
    }
}
