//! `rashomon export`: a dossier of an actor, a topic, a story or a search.

use std::ffi::OsStr;
use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};

use super::{Answer, Asked, Form, narrowed, tell_others, told_of};
use crate::cli::{lines, wanted};
use crate::export::account::Narrowed;
use crate::export::account::matter::{self, Matter};
use crate::export::document::{self, Document};
use crate::library::Library;
use crate::text::sanitize::clean_line;

/// Of how many articles, the newest, a dossier is made where nothing is said about it.
const USUAL: usize = 200;

/// What is exported, and how.
#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct Export {
    #[command(flatten)]
    of: Of,

    /// In which form
    #[arg(long, value_name = "FORM", default_value = "markdown")]
    format: Format,

    /// Write to this file instead of standard output; nothing must be there yet
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    #[command(flatten)]
    pub(in crate::cli) asked: Asked,

    /// Tell at most so many sentences, quotations, names and articles each; 0 for all
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

/// What the dossier is of: one thing, a query, or one thing in the articles that fit a query.
#[derive(Debug, Clone, Args)]
#[group(id = "of", required = true, multiple = true)]
struct Of {
    /// Of a person, government, organisation or place, as `rashomon who` finds them
    #[arg(long, value_name = "NAME", conflicts_with_all = ["topic", "story"])]
    actor: Option<String>,

    /// Of a topic, by its phrase, as `rashomon topics` lists them
    #[arg(long, value_name = "PHRASE", conflicts_with = "story")]
    topic: Option<String>,

    /// Of the story of an article: its path, its id, or words that only one headline has
    #[arg(long, value_name = "ARTICLE")]
    story: Option<String>,

    /// Of the articles that fit, in the language of the search; with one of the others, of that in these articles
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    query: Option<String>,
}

/// The form of a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// `CommonMark` with tables.
    Markdown,
    /// One page with its own styles and charts, without script.
    Html,
    /// One object.
    Json,
}

/// What stands below the options.
pub(in crate::cli) const HELP: &str = "\
Every sentence carries [number ¶paragraph] of its article; the articles are listed at the end, with outlet, authors, date, \
address and id. The HTML is one page that needs nothing else, can be printed and sent. No word of an article is taken for \
markup. The JSON of an actor is that of rashomon who; of the others it is
  {\"schema\": 3, \"about\": \"story\", \"topic\" or \"search\", \"title\", \"query\" (or null), \"because\", \"articles\",
   \"outlets\": [[outlet, articles], ...], \"actors\": [{\"id\", \"name\", \"kind\", \"articles\"}, ...],
   \"passages\", \"quotations\", \"all_quotations\", \"timeline\", \"sources\"}
with the same parts. Of a topic, a story or a search the newest 200 articles are told, or as many as --limit says.

Ends with 0 when it is written; with 1 when there is no such thing, or the file is there already; with 2 when the query \
cannot be understood.

Examples:
  rashomon export --actor witkoff > witkoff.md
  rashomon export --story 'paris summit' --format html --output summit.html
  rashomon export --actor witkoff --query 'outlet:straits' --format html > witkoff.html
  rashomon export --query 'newer:7d \"security guarantees\"' --format json | jq .actors";

impl Export {
    /// Writes the dossier; whom else the name may mean goes to `complain`.
    ///
    /// # Errors
    /// That of writing, and where the file is there already.
    pub(in crate::cli) fn run(
        &self,
        library: &Library,
        output: &mut dyn Write,
        complain: impl FnMut(&str),
    ) -> Result<Answer> {
        let form = Form {
            json: self.format == Format::Json,
            limit: self.limit,
        };
        let narrowed = match narrowed(library, self.of.query.as_deref()) {
            Ok(narrowed) => narrowed,
            Err(answer) => return Ok(answer),
        };
        if let Some(name) = &self.of.actor {
            let (account, others) = match told_of(library, name, narrowed.as_ref(), form.limits()) {
                Ok(told) => told,
                Err(answer) => return Ok(answer),
            };
            self.write(output, &account, &document::actor::document(&account))?;
            tell_others(library, &others, complain);
            return Ok(Answer::Told(account.articles));
        }
        let (limits, most) = (form.limits(), form.most(USUAL));
        let account = match (self.matter(library), narrowed) {
            (Err(answer), _) => return Ok(answer),
            (Ok(Some(what)), Some(narrowed)) => {
                matter::matter_in(library, &what, &narrowed, limits, most)
            }
            (Ok(Some(what)), None) => matter::matter(library, &what, limits, most),
            (Ok(None), narrowed) => {
                let narrowed = narrowed.unwrap_or_else(|| Narrowed {
                    query: String::new(),
                    rows: (0..library.len()).collect(),
                });
                matter::matter(library, &Matter::Search(narrowed), limits, most)
            }
        };
        if account.sources.is_empty() {
            return Ok(Answer::Nothing(vec!["no article fits".to_owned()]));
        }
        self.write(output, &account, &document::matter::document(&account))?;
        Ok(Answer::Told(account.sources.len()))
    }

    /// The topic or story that the dossier is of, where it is of one.
    fn matter(&self, library: &Library) -> Result<Option<Matter>, Answer> {
        let nothing = |why: String| Answer::Nothing(vec![why]);
        if let Some(phrase) = &self.of.topic {
            let wanted = clean_line(phrase).to_lowercase();
            let topic = library
                .topic(&wanted)
                .filter(|topic| !topic.occurrences.is_empty());
            let none = || nothing(format!("no topic “{wanted}”; rashomon topics lists them"));
            return topic.map(Matter::Topic).ok_or_else(none).map(Some);
        }
        if let Some(article) = &self.of.story {
            let row = wanted::row(library, OsStr::new(article));
            let row = row.map_err(|unfit| Answer::Nothing(unfit.lines().collect()))?;
            let none = || nothing("that article is alone with what it tells".to_owned());
            let story = library.story(row).map(Matter::Story);
            return story.ok_or_else(none).map(Some);
        }
        Ok(None)
    }

    fn write(
        &self,
        output: &mut dyn Write,
        account: &impl serde::Serialize,
        document: &Document,
    ) -> Result<()> {
        let mut told = Vec::new();
        match self.format {
            Format::Json => lines::write(&mut told, account)?,
            Format::Markdown => told.extend(document::markdown::markdown(document).into_bytes()),
            Format::Html => told.extend(document::html::html(document).into_bytes()),
        }
        let Some(path) = &self.output else {
            output.write_all(&told)?;
            return Ok(());
        };
        let named = clean_line(&path.to_string_lossy());
        let made = std::fs::File::create_new(path);
        if made
            .as_ref()
            .is_err_and(|error| error.kind() == std::io::ErrorKind::AlreadyExists)
        {
            bail!("{named} is there already; name a file that is not");
        }
        let written = made.and_then(|mut file| file.write_all(&told));
        written.with_context(|| format!("cannot write {named}"))
    }
}
