//! `rashomon stats`: how much there is.

use std::io::Write;

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use super::{Answer, Asked};
use crate::cli::lines;
use crate::library::Library;
use crate::model::actor::ACTOR_KINDS;
use crate::text::count::counted;
use crate::text::sanitize::clean_line;

/// How many outlets are told in text.
const OUTLETS: usize = 20;

/// What is counted.
#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct Stats {
    #[command(flatten)]
    pub(in crate::cli) asked: Asked,

    /// Write one JSON object
    #[arg(long)]
    json: bool,
}

/// What stands below the options.
pub(in crate::cli) const HELP: &str = "\
Counts the articles of a library, its outlets, actors, what they say, and stories. Goes through all of it.

--json writes one object: {\"schema\": 2, \"articles\", \"unread\", \"starred\", \"noted\", \"stories\", \"in_stories\", \"people\", \
\"governments\", \"organisations\", \"places\", \"mentions\", \"sayings\", \"oldest\", \"newest\", \"bytes\", \
\"outlets\": [{\"outlet\", \"articles\", \"unread\"}, ...]}; bytes are those of the library file.

Ends with 0; with 1 when the library cannot be read or is empty.";

/// What is counted, in JSON.
#[derive(Debug, Serialize)]
struct Object {
    schema: u32,
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
    bytes: u64,
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
        let Some(object) = object(library).filter(|object| object.articles > 0) else {
            return Ok(Answer::Nothing(vec!["the library is empty".to_owned()]));
        };
        if self.json {
            lines::write(output, &object)?;
        } else {
            output.write_all(text(&object).as_bytes())?;
        }
        Ok(Answer::Told(object.articles))
    }
}

fn object(library: &Library) -> Option<Object> {
    let stats = library.stats()?;
    let census = library.census();
    let stories = library.stories();
    let day = |row: usize| {
        let head = library.head(row)?;
        head.date.as_ref().and_then(|date| date.value.iso())
    };
    let mut outlets: Vec<Outlet> = library
        .outlets()
        .into_iter()
        .map(|outlet| Outlet {
            name: Some(clean_line(&outlet.name)).filter(|name| !name.is_empty()),
            articles: outlet.articles,
            unread: outlet.unread,
        })
        .collect();
    outlets.sort_by_key(|outlet| std::cmp::Reverse(outlet.articles));
    let [people, governments, organisations, places] =
        ACTOR_KINDS.map(|kind| census.actors[kind as usize]);
    Some(Object {
        schema: crate::export::account::SCHEMA,
        articles: stats.articles,
        unread: stats.unread,
        starred: stats.starred,
        noted: stats.noted,
        stories: stories.len(),
        in_stories: stories.iter().map(|story| story.articles.len()).sum(),
        people,
        governments,
        organisations,
        places,
        mentions: census.places,
        sayings: census.sayings,
        oldest: (0..library.len()).rev().find_map(day),
        newest: (0..library.len()).find_map(day),
        bytes: stats.bytes,
        outlets,
    })
}

fn text(told: &Object) -> String {
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
        format!(
            "{} people, {} governments, {} organisations, {} places",
            told.people, told.governments, told.organisations, told.places
        ),
        format!(
            "{}, {}",
            counted(told.mentions, "mention"),
            counted(told.sayings, "saying")
        ),
        format!("{}:", counted(told.outlets.len(), "outlet")),
    ];
    for outlet in told.outlets.iter().take(OUTLETS) {
        let name = outlet.name.as_deref().unwrap_or("(outlet unknown)");
        let articles = counted(outlet.articles, "article");
        lines.push(format!("  {name}  {articles}, {} unread", outlet.unread));
    }
    if told.outlets.len() > OUTLETS {
        let more = told.outlets.len() - OUTLETS;
        lines.push(format!("  and {more} more; --json tells all"));
    }
    lines.push(String::new());
    lines.join("\n")
}
