//! `rashomon quotes`: what is said in articles, and who says it.

use std::io::Write;

use anyhow::Result;
use clap::Args;

use super::{
    Answer, Asked, Below, Fitting, Form, block, meant, narrowed, nobody, rows_of, taken,
    tell_others,
};
use crate::cli::lines;
use crate::export::account::said::{Quotation, quotations};
use crate::export::terminal::Look;
use crate::library::Library;
use crate::text::sanitize::clean_line;

/// How many quotations are told where nothing is said about it.
const USUAL: usize = 100;

/// Which quotations are told.
#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct Quotes {
    #[command(flatten)]
    fitting: Fitting,

    /// Only what this one says, in any spelling
    #[arg(long, value_name = "NAME")]
    by: Option<String>,

    #[command(flatten)]
    pub(in crate::cli) asked: Asked,

    #[command(flatten)]
    form: Form,
}

/// What stands below the options.
pub(in crate::cli) const HELP: &str = "\
Told is what is said, direct or in the article's own words, newest article first: the words, who says them and how that is \
known, the outlet, the date and the paragraph. Without --limit, 100 are told.

--json writes one object a line, with these fields, none of which goes:
  schema      3; more when there are more fields
  text        the words, with their quotation marks if they have some
  kind        direct or indirect
  speaker     as the library calls them, else the article's words; or null
  actor       the id of that actor, or null
  sure        whether rashomon would bet on the speaker
  by          by what the speaker is known: name, names, pronoun, description,
              anonymous; or null
  block, paragraph
              where in the article; paragraph counts from 1
  article     {\"id\", \"title\", \"outlet\", \"authors\", \"date\", \"day\", \"source\", \"url\"}

Ends with 0 when something was told; with 1 when nothing is said there; with 2 when the query cannot be understood.

Examples:
  rashomon quotes --by merz
  rashomon quotes 'outlet:straits newer:4w' --json | jq -r .text";

impl Quotes {
    /// Tells the quotations; whom else the name may mean goes to `complain`.
    ///
    /// # Errors
    /// That of writing.
    pub(in crate::cli) fn run(
        &self,
        library: &Library,
        output: &mut dyn Write,
        look: Look,
        complain: impl FnMut(&str),
    ) -> Result<Answer> {
        let narrowed = match narrowed(library, self.fitting.query()) {
            Ok(narrowed) => narrowed,
            Err(answer) => return Ok(answer),
        };
        let mut others = self
            .by
            .as_ref()
            .map_or_else(Vec::new, |name| meant(library, name));
        let speaker = match &self.by {
            Some(name) if others.is_empty() => return Ok(nobody(name)),
            Some(_) => {
                // Of nobody who stands there, it is told that the likeliest says nothing.
                let taken = taken(library, &others, narrowed.as_ref());
                Some(others.remove(taken.unwrap_or(0)))
            }
            None => None,
        };
        let rows = rows_of(library, narrowed);
        let most = self.form.most(USUAL);
        let mut told = 0;
        let all = rows
            .iter()
            .flat_map(|&row| quotations(library, row, speaker.as_ref()));
        for quotation in all.take(most) {
            if self.form.json {
                lines::tell(output, &quotation)?;
            } else {
                tell(output, look, &quotation)?;
            }
            told += 1;
        }
        tell_others(library, &others, complain);
        if told == 0 {
            let who = speaker.as_ref().map_or("nobody", |actor| &actor.name);
            return Ok(Answer::Nothing(vec![format!(
                "{} says nothing there",
                clean_line(who)
            )]));
        }
        Ok(Answer::Told(told))
    }
}

fn tell(output: &mut dyn Write, look: Look, quotation: &Quotation) -> Result<()> {
    let (said, article) = (&quotation.said, &quotation.article);
    let speaker = said.speaker.as_deref().unwrap_or("(speaker not told)");
    let date = article.date.as_deref().unwrap_or("undated");
    let known = match said.by {
        Some("name") | None => "",
        Some("names") => " (together)",
        Some("pronoun") => " (by a pronoun)",
        Some("description") => " (by a description)",
        Some(_) => " (no name given)",
    };
    let perhaps = if said.sure || said.speaker.is_none() {
        ""
    } else {
        ", perhaps"
    };
    let place = format!(
        "{} · {date} · {} · {}",
        article.outlet, quotation.place, article.title
    );
    let lines = [Below::Text(said.text.clone()), Below::Aside(place)];
    block(output, look, &format!("{speaker}{known}{perhaps}"), &lines)
}
