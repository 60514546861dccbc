//! `rashomon stories`: which articles tell of one event, and why they are taken for that.

use std::collections::BTreeSet;
use std::io::Write;
use std::sync::Arc;

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use super::{Answer, Asked, Below, Fitting, Form, block, fitting};
use crate::cli::lines;
use crate::export::terminal::Look;
use crate::library::Library;
use crate::library::head::Story;
use crate::text::sanitize::clean_line;

/// How many stories are told where nothing is said about it.
const USUAL: usize = 50;

/// Which stories are told.
#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct Stories {
    #[command(flatten)]
    fitting: Fitting,

    #[command(flatten)]
    pub(in crate::cli) asked: Asked,

    #[command(flatten)]
    form: Form,
}

/// What stands below the options.
pub(in crate::cli) const HELP: &str = "\
Told are the stories of several articles, with a QUERY those of which an article fits, that with the newest article first: name, outlets, days, why the articles are one \
story, and the articles. Without --limit, 50 are told.

--json writes one object a line, with these fields, none of which goes:
  schema      3; more when there are more fields
  name        what the story is called
  because     why its articles are taken for one story
  pinned      whether you want it to stay as it is
  outlets     how many tell it in words of their own
  reprints    how many articles only repeat the text of another
  articles    [{\"id\", \"title\", \"outlet\", \"day\"}, ...], newest first

Ends with 0 when a story was told; with 1 when there is none; with 2 when the query cannot be understood.

Examples:
  rashomon stories
  rashomon stories 'actor:macron' --json | jq -r .name";

/// A story in JSON.
#[derive(Debug, Serialize)]
struct Object {
    name: String,
    because: String,
    pinned: bool,
    outlets: usize,
    reprints: usize,
    articles: Vec<Told>,
}

/// An article of it.
#[derive(Debug, Serialize)]
struct Told {
    id: String,
    title: String,
    outlet: String,
    day: Option<String>,
}

impl Stories {
    /// Tells the stories.
    ///
    /// # Errors
    /// That of writing.
    pub(in crate::cli) fn run(
        &self,
        library: &Library,
        output: &mut dyn Write,
        look: Look,
    ) -> Result<Answer> {
        let rows = match fitting(library, self.fitting.query()) {
            Ok(rows) => rows,
            Err(answer) => return Ok(answer),
        };
        let rows: BTreeSet<usize> = rows.into_iter().collect();
        let mut stories = library.stories();
        stories.retain(|story| story.articles.iter().any(|row| rows.contains(row)));
        stories.sort_by_key(|story| story.articles.first().copied());
        stories.truncate(self.form.most(USUAL));
        for story in &stories {
            if self.form.json {
                lines::tell(output, &object(library, story))?;
            } else {
                tell(library, story, output, look)?;
            }
        }
        if stories.is_empty() {
            return Ok(Answer::Nothing(vec!["there is no such story".to_owned()]));
        }
        Ok(Answer::Told(stories.len()))
    }
}

fn articles(library: &Library, story: &Story) -> Vec<Told> {
    let heads = story.articles.iter().filter_map(|&row| library.head(row));
    let told = heads.map(|head| Told {
        id: head.id.to_string(),
        title: clean_line(&head.title),
        outlet: clean_line(&head.outlet_label()),
        day: head.date.as_ref().and_then(|date| date.value.iso()),
    });
    told.collect()
}

fn object(library: &Library, story: &Arc<Story>) -> Object {
    Object {
        name: clean_line(&story.name),
        because: clean_line(&story.because),
        pinned: story.pinned,
        outlets: story.outlets,
        reprints: story.reprints,
        articles: articles(library, story),
    }
}

fn tell(library: &Library, story: &Story, output: &mut dyn Write, look: Look) -> Result<()> {
    let mut told = vec![
        Below::Aside(library.story_span(story.id)),
        Below::Aside(format!("because: {}", story.because)),
    ];
    let articles = articles(library, story).into_iter();
    told.extend(articles.map(|article| {
        let day = article.day.unwrap_or_else(|| "undated".to_owned());
        Below::Item(format!("{} · {} · {day}", article.title, article.outlet))
    }));
    block(output, look, &story.name, &told)
}
