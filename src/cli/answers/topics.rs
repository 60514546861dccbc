//! `rashomon topics`: what the articles talk about.

use std::io::Write;

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use super::{Answer, Asked, Form, fitting};
use crate::cli::lines;
use crate::library::Library;
use crate::text::fold::fold;
use crate::text::sanitize::clean_line;

/// How many topics are told where nothing is said about it.
const USUAL: usize = 50;

/// Which topics are told.
#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct Topics {
    /// Only topics that hold these words
    #[arg(value_name = "WORDS")]
    words: Option<String>,

    /// Only of the newest articles that fit, in the language of the search
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    query: Option<String>,

    #[command(flatten)]
    pub(in crate::cli) asked: Asked,

    #[command(flatten)]
    form: Form,
}

/// What stands below the options.
pub(in crate::cli) const HELP: &str = "\
A topic is a phrase that several paragraphs or several articles hold; those of the newest articles come first, the most \
spread ahead. Without --limit, 50 are told.

--json writes one object a line: {\"schema\": 3, \"phrase\", \"articles\", \"given\"}; articles as far as that is known, given: in how many \
of the newest the newsroom gives it as a subject.

Ends with 0 when a topic was told; with 1 when there is none; with 2 when the query cannot be understood.

Examples:
  rashomon topics
  rashomon topics --query 'outlet:straits newer:4w'
  rashomon topics guarantees --json";

/// A topic in JSON.
#[derive(Debug, Serialize)]
struct Object {
    phrase: String,
    articles: usize,
    given: usize,
}

impl Topics {
    /// Tells the topics.
    ///
    /// # Errors
    /// That of writing.
    pub(in crate::cli) fn run(&self, library: &Library, output: &mut dyn Write) -> Result<Answer> {
        let wanted = fold(self.words.as_deref().unwrap_or(""));
        let wanted: Vec<&str> = wanted.split_whitespace().collect();
        let topics = match self.query.as_deref() {
            None => library.topics(),
            Some(query) => match fitting(library, Some(query)) {
                Ok(rows) => library.topics_of(&rows),
                Err(answer) => return Ok(answer),
            },
        };
        let topics = topics.into_iter();
        let topics = topics.filter(|topic| {
            let phrase = fold(&topic.phrase);
            wanted.iter().all(|word| phrase.contains(word))
        });
        let mut told = 0;
        for topic in topics.take(self.form.most(USUAL)) {
            told += 1;
            let phrase = clean_line(&topic.phrase);
            if self.form.json {
                let object = Object {
                    phrase,
                    articles: topic.articles,
                    given: topic.given,
                };
                lines::tell(output, &object)?;
            } else {
                writeln!(output, "{phrase}  {}", topic.told)?;
            }
        }
        if told == 0 {
            return Ok(Answer::Nothing(vec!["there is no such topic".to_owned()]));
        }
        Ok(Answer::Told(told))
    }
}
