//! `rashomon who`: all that the library holds about somebody.

use std::io::Write;

use anyhow::Result;
use clap::Args;

use super::{Answer, Asked, Form, narrowed, tell_others, told_of};
use crate::cli::lines;
use crate::export::document::{actor::document, text::text};
use crate::export::terminal::Look;
use crate::library::Library;

/// Who is asked for.
#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct Who {
    /// A person, government, organisation or place, in any spelling, by its start, or by its id
    #[arg(value_name = "NAME")]
    name: String,

    /// Only in the articles that fit, in the language of the search
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    query: Option<String>,

    #[command(flatten)]
    pub(in crate::cli) asked: Asked,

    #[command(flatten)]
    form: Form,
}

/// What stands below the options.
pub(in crate::cli) const HELP: &str = "\
Told are each outlet's own words for the one asked for (forms of the name, titles, descriptions, verbs of saying), what it \
says, the sentences in which it stands, who is named with it, and when; each with [number ¶paragraph] of the article, which \
are listed at the end. --limit counts sentences, quotations and names each; usually 100, 100 and 30. Of who is in very many \
articles, the newest are read. Where several fit, the one in most articles is told, and standard error names the others. A \
spelling that no article uses is taken for the name that is most like it, whatever its script.

--json writes one object:
  {\"schema\": 3, \"about\": \"actor\", \"actor\": {\"id\", \"name\", \"kind\"}, \"query\" (or null), \"articles\", \"places\",
   \"forms\": [[form, count], ...],
   \"outlets\": [{\"outlet\", \"articles\", \"prose\", \"headline\", \"caption\",
                \"forms\", \"titles\", \"descriptions\", \"cues\": [WORDS, ...]}, ...],
   \"quotations\": [SAID, ...], \"all_quotations\", \"passages\": [PASSAGE, ...], \"all_passages\",
   \"company\": [{\"id\", \"name\", \"kind\", \"articles\"}, ...],
   \"timeline\": {\"first\", \"last\", \"days\", \"counts\", \"undated\"} or null,
   \"sources\": [{\"id\", \"title\", \"outlet\", \"authors\", \"date\", \"day\", \"source\", \"url\"}, ...]}
  WORDS    {\"text\", \"count\", CITE}; SAID {\"text\", \"kind\", \"speaker\", \"actor\", \"sure\", \"by\", CITE};
  PASSAGE  {\"text\", \"sure\", \"because\" (why it is this one; null where that needs no reason), CITE}
  CITE     \"source\" (number in sources, from 1), \"block\", \"paragraph\"

Ends with 0 when somebody was told; with 1 when nobody is called so, or not in the articles that fit; with 2 when the query \
cannot be understood.

Examples:
  rashomon who zelensky
  rashomon who zelensky --query 'outlet:straits newer:4w'
  rashomon who witkoff --in ~/articles --json | jq '.outlets[].titles'";

impl Who {
    /// Tells what the library holds; what else may be meant goes to `complain`.
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
        let told = narrowed(library, self.query.as_deref()).and_then(|narrowed| {
            told_of(library, &self.name, narrowed.as_ref(), self.form.limits())
        });
        let (account, others) = match told {
            Ok(told) => told,
            Err(answer) => return Ok(answer),
        };
        if self.form.json {
            lines::write(output, &account)?;
        } else {
            output.write_all(text(&document(&account), look).as_bytes())?;
        }
        tell_others(library, &others, complain);
        Ok(Answer::Told(1))
    }
}
