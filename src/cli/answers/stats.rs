//! `rashomon stats`: how much there is.

use std::io::Write;

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use super::{Answer, Asked, Fitting, Form, narrowed};
use crate::cli::lines;
use crate::export::account::SCHEMA;
use crate::library::Library;
use crate::library::tally::Tally;
use crate::model::actor::ACTOR_KINDS;
use crate::text::count::{counted, grouped};
use crate::text::sanitize::clean_line;

/// How many outlets are told in text.
const OUTLETS: usize = 20;

/// What is counted.
#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct Stats {
    #[command(flatten)]
    fitting: Fitting,

    #[command(flatten)]
    pub(in crate::cli) asked: Asked,

    #[command(flatten)]
    form: Form,
}

/// What stands below the options.
pub(in crate::cli) const HELP: &str = "\
Counts the articles of a library, or those that fit, their outlets, actors, what these say, and stories. Goes through all of \
them. --limit counts outlets; usually 20, and all with --json.

--json writes one object: {\"schema\": 3, \"query\" (or null), \"articles\", \"unread\", \"starred\", \"noted\", \"stories\", \"in_stories\", \"people\", \
\"governments\", \"organisations\", \"places\", \"mentions\", \"sayings\", \"oldest\", \"newest\", \"bytes\", \
\"outlets\": [{\"outlet\", \"articles\", \"unread\"}, ...]}; bytes are those of the library file, null with a query; mentions \
are the places where somebody stands, by name or described.

Ends with 0; with 1 when the library cannot be read or is empty, or no article fits; with 2 when the query cannot be understood.

Examples:
  rashomon stats
  rashomon stats 'outlet:straits newer:4w' --json | jq .people";

/// What is counted, in JSON.
#[derive(Debug, Serialize)]
struct Object {
    schema: u32,
    query: Option<String>,
    articles: usize,
    unread: usize,
    starred: usize,
    noted: usize,
    stories: usize,
    in_stories: usize,
    people: usize,
    governments: usize,
    organisations: usize,
    places: usize,
    mentions: usize,
    sayings: usize,
    oldest: Option<String>,
    newest: Option<String>,
    bytes: Option<u64>,
    outlets: Vec<Outlet>,
}

/// An outlet of it.
#[derive(Debug, Serialize)]
struct Outlet {
    #[serde(rename = "outlet")]
    name: Option<String>,
    articles: usize,
    unread: usize,
}

impl Stats {
    /// Tells what is counted.
    ///
    /// # Errors
    /// That of writing.
    pub(in crate::cli) fn run(&self, library: &Library, output: &mut dyn Write) -> Result<Answer> {
        let narrowed = match narrowed(library, self.fitting.query()) {
            Ok(narrowed) => narrowed,
            Err(answer) => return Ok(answer),
        };
        let tally = match &narrowed {
            Some(narrowed) => Some(library.tally_among(&narrowed.rows)),
            None => library.tally(),
        };
        let Some(tally) = tally.filter(|tally| tally.articles > 0) else {
            let why = match narrowed {
                Some(_) => "no article fits",
                None => "the library is empty",
            };
            return Ok(Answer::Nothing(vec![why.to_owned()]));
        };
        let all = tally.outlets.len();
        let bytes = library.stats().map(|stats| stats.bytes);
        let bytes = bytes.filter(|_| narrowed.is_none());
        let most = if self.form.json { usize::MAX } else { OUTLETS };
        let query = narrowed.map(|narrowed| narrowed.query);
        let object = object(tally, query, bytes, self.form.most(most));
        if self.form.json {
            lines::write(output, &object)?;
        } else {
            output.write_all(text(&object, all).as_bytes())?;
        }
        Ok(Answer::Told(object.articles))
    }
}

fn object(tally: Tally, query: Option<String>, bytes: Option<u64>, outlets: usize) -> Object {
    let census = tally.census;
    let [people, governments, organisations, places] =
        ACTOR_KINDS.map(|kind| census.actors[kind as usize]);
    let told = tally.outlets.into_iter().take(outlets);
    let told = told.map(|outlet| Outlet {
        name: Some(clean_line(&outlet.name)).filter(|name| !name.is_empty()),
        articles: outlet.articles,
        unread: outlet.unread,
    });
    Object {
        schema: SCHEMA,
        query,
        articles: tally.articles,
        unread: tally.unread,
        starred: tally.starred,
        noted: tally.noted,
        stories: tally.stories,
        in_stories: tally.in_stories,
        people,
        governments,
        organisations,
        places,
        mentions: census.places,
        sayings: census.sayings,
        oldest: tally.oldest,
        newest: tally.newest,
        bytes,
        outlets: told.collect(),
    }
}

/// The text of what is told, of so many outlets.
fn text(told: &Object, outlets: usize) -> String {
    let days = match (&told.oldest, &told.newest) {
        (Some(oldest), Some(newest)) => format!(", {oldest} to {newest}"),
        _ => String::new(),
    };
    let mut lines = vec![
        format!("{}{days}", counted(told.articles, "article")),
        format!(
            "{} unread, {} starred, {} with notes",
            told.unread, told.starred, told.noted
        ),
        format!(
            "{} in {}",
            counted(told.in_stories, "article"),
            match told.stories {
                1 => "1 story".to_owned(),
                stories => format!("{stories} stories"),
            }
        ),
        [
            match told.people {
                1 => "1 person".to_owned(),
                people => format!("{} people", grouped(people)),
            },
            counted(told.governments, "government"),
            counted(told.organisations, "organisation"),
            counted(told.places, "place"),
        ]
        .join(", "),
        format!(
            "{}, {}",
            counted(told.mentions, "mention"),
            counted(told.sayings, "saying")
        ),
        format!("{}:", counted(outlets, "outlet")),
    ];
    for outlet in &told.outlets {
        let name = outlet.name.as_deref().unwrap_or("(outlet unknown)");
        let articles = counted(outlet.articles, "article");
        lines.push(format!("  {name}  {articles}, {} unread", outlet.unread));
    }
    let more = outlets - told.outlets.len();
    if more > 0 {
        lines.push(format!("  and {more} more; --limit 0 tells all"));
    }
    lines.push(String::new());
    lines.join("\n")
}
