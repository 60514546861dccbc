//! `rashomon search`: the articles of a library that fit a query, with the words found.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Args;

use super::hits::{FIELDS, Wished};

/// What is searched for, and where.
#[derive(Debug, Clone, Args)]
pub(super) struct Search {
    /// What to look for, in the language of the search: one argument, so quote it for the shell
    #[arg(value_name = "QUERY", required_unless_present = "query")]
    typed: Option<OsString>,

    /// The same as behind --in
    #[arg(value_name = "PATH", conflicts_with = "library")]
    paths: Vec<PathBuf>,

    /// What to look for, as an option: then nothing but paths stands by itself
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    query: Option<String>,

    #[command(flatten)]
    pub(super) wished: Wished,
}

impl Search {
    /// What is looked for, and in which files and folders.
    pub(super) fn parts(&self) -> (String, Vec<PathBuf>) {
        let paths = self.paths.iter().chain(&self.wished.places).cloned();
        if let Some(query) = &self.query {
            let first = self.typed.iter().map(PathBuf::from);
            return (query.clone(), first.chain(paths).collect());
        }
        let typed = self.typed.as_deref().unwrap_or_default();
        (typed.to_string_lossy().into_owned(), paths.collect())
    }
}

/// How many articles are told where nothing is said about it.
pub(super) const USUAL: usize = 20;

/// What stands below the options of `rashomon search`.
pub(super) fn help() -> String {
    format!(
        "{LANGUAGE}\n\nTold are headline, outlet, date, whether it is unread, and a piece of the text with the words found: \
         in colour on a terminal, else between *stars*. Read articles are never left out. Text is as wide as the \
         terminal, else 80 columns. Of a word in very many articles, any order but newest sorts the newest matches \
         only, and standard error says so. Without --limit, {USUAL} are told.\n\n{FIELDS}\n\n{ENDINGS}\n\n{EXAMPLES}"
    )
}

const EXAMPLES: &str = "\
Examples:
  rashomon search witkoff
  rashomon search '\"security guarantees\" -outlet:bloomberg' ~/articles
  rashomon search 'says:merz newer:4w' --order relevance --json";

/// The query language, for the help of the subcommands.
pub(super) const LANGUAGE: &str = "\
A QUERY is made of
  fog ferry             both words, in headline, text or caption, whatever
                        their case and accents
  \"fog bank\"  harb*     words in a row; words that begin so
  -ferry  a or b  (a or b) c
                        without it; one of them; groups
  actor:doe  says:doe  place:velmora
                        names or quotes the actor, names the place, in any
                        spelling of it
  topic:\"fishing quotas\"  outlet:post  story:harbour  tag:later
  date:2026-01  after:2026-01-06  before:2026  newer:7d
                        published then; h, d, w, m, y count back from now
  is:unread  is:starred  is:noted
  kind:headline  kind:prose  kind:caption
                        narrows what stands beside it to that part";

/// How `rashomon search` and `rashomon list` end.
pub(super) const ENDINGS: &str = "\
Ends with 0 when an article fits; with 1 when none does, or the library or a file cannot be read, which is told on \
standard error; with 2 when the query cannot be understood, with a mark under the place, or the command line is wrong. \
When whoever reads the output has had enough, that is no mistake.";
