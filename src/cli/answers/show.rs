//! `rashomon show`: one article, as text or JSON.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io::Write;

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use super::{Answer, Asked, Form, narrowed, rows_of};
use crate::cli::{lines, wanted};
use crate::export::account::actor::name;
use crate::export::account::{Name, SCHEMA};
use crate::export::document::origin;
use crate::export::terminal::{Look, Page, Style, Styled};
use crate::library::Library;
use crate::library::citation::Citation;
use crate::library::entry::Entry;
use crate::model::actor::ActorId;
use crate::model::article::BlockKind;
use crate::text::sanitize::clean_line;

/// How many articles that fit are shown where nothing is said about it.
const USUAL: usize = 20;

/// The width of running text that is comfortable to read, in cells.
const MEASURE: usize = 76;

/// Which article is shown.
#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct Show {
    /// An article: a path, an id, or words that only one headline has
    #[arg(value_name = "ARTICLE", required_unless_present = "query")]
    article: Option<OsString>,

    /// Every article that fits, in the language of the search, the newest first; with ARTICLE, look for that among them
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    query: Option<String>,

    #[command(flatten)]
    pub(in crate::cli) asked: Asked,

    /// Also what belongs to the page: navigation, credits, summaries by machines
    #[arg(long)]
    all: bool,

    #[command(flatten)]
    form: Form,
}

/// What stands below the options.
pub(in crate::cli) const HELP: &str = "\
Shows headline, outlet, authors, date, address and the text, its paragraphs with numbers, captions marked with ▒. What is \
no path is looked for as rashomon compare does. With --query alone every article that fits is shown, the newest first; without \
--limit, 20.

--json writes one object an article: {\"schema\": 3, \"id\", \"title\", \"outlet\", \"authors\", \"date\", \"day\", \"source\", \"url\", \"story\", \
\"blocks\": [{\"block\", \"paragraph\", \"text\"}, ...], \"actors\": [{\"id\", \"name\", \"kind\", \"prose\", \"headline\", \"caption\", \
\"descriptions\", \"pronouns\", \"given\"}, ...]}; all blocks, those of the page too. An actor is \"given\" where the newsroom names it in \
fields of its own.

Ends with 0; with 1 when no article fits, or several fit what ARTICLE says; with 2 when the query cannot be understood.

Examples:
  rashomon show 'us promises'
  rashomon show --query 'outlet:straits newer:1w'
  rashomon show 96967f5e32339f37 --json | jq -r '.actors[].name'";

/// An article in JSON.
#[derive(Debug, Serialize)]
struct Object {
    schema: u32,
    #[serde(flatten)]
    cited: Citation,
    story: Option<String>,
    blocks: Vec<Block>,
    actors: Vec<Present>,
}

/// A part of it.
#[derive(Debug, Serialize)]
struct Block {
    #[serde(rename = "block")]
    kind: &'static str,
    paragraph: Option<usize>,
    text: String,
}

/// Somebody in it.
#[derive(Debug, Serialize)]
struct Present {
    #[serde(flatten)]
    name: Name,
    prose: usize,
    headline: usize,
    caption: usize,
    descriptions: usize,
    pronouns: usize,
    given: bool,
}

impl Show {
    /// Shows the article.
    ///
    /// # Errors
    /// That of writing.
    pub(in crate::cli) fn run(
        &self,
        library: &Library,
        output: &mut dyn Write,
        look: Look,
    ) -> Result<Answer> {
        let rows = match self.rows(library) {
            Ok(rows) => rows,
            Err(answer) => return Ok(answer),
        };
        let mut told = 0;
        for row in rows.into_iter().take(self.form.most(USUAL)) {
            let Some(entry) = library.entry(row) else {
                return Ok(Answer::Nothing(vec![
                    "the article cannot be read".to_owned(),
                ]));
            };
            if self.form.json {
                lines::write(output, &object(library, row, &entry))?;
            } else {
                if told > 0 {
                    output.write_all(b"\n\n")?;
                }
                output.write_all(self.text(&entry, look).as_bytes())?;
            }
            told += 1;
        }
        if told == 0 {
            return Ok(Answer::Nothing(vec!["no article fits".to_owned()]));
        }
        Ok(Answer::Told(told))
    }

    /// The rows of the articles that are shown, all that fit.
    fn rows(&self, library: &Library) -> Result<Vec<usize>, Answer> {
        let narrowed = narrowed(library, self.query.as_deref())?;
        let Some(article) = &self.article else {
            return Ok(rows_of(library, narrowed));
        };
        let among = narrowed.map(|narrowed| narrowed.rows);
        let row = wanted::row_among(library, article, among.as_deref());
        let row = row.map_err(|unfit| Answer::Nothing(unfit.lines().collect()))?;
        Ok(vec![row])
    }

    fn text(&self, entry: &Entry, look: Look) -> String {
        let mut page = Page::new(Look {
            width: look.width.min(MEASURE),
            ..look
        });
        let told = Citation::of(entry);
        page.text(0, &Styled::new(Style::Strong, &told.title));
        page.text(0, &Styled::new(Style::Faint, &origin(&told)));
        page.text(0, &Styled::new(Style::Faint, told.link()));
        let mut dateline = String::new();
        for piece in blocks(entry) {
            let sign = match (piece.kind, piece.paragraph) {
                (BlockKind::Headline, _) => continue,
                (BlockKind::Dateline, _) => {
                    // It opens the paragraph behind it.
                    dateline = format!("{} ", piece.text);
                    continue;
                }
                (kind, _) if !self.all && kind.is_furniture() => continue,
                (BlockKind::Caption, _) => "▒".to_owned(),
                (_, Some(number)) => number.to_string(),
                _ => String::new(),
            };
            page.blank();
            let style = if piece.kind == BlockKind::Subheading {
                Style::Strong
            } else {
                Style::Plain
            };
            let text = format!("{}{}", std::mem::take(&mut dateline), piece.text);
            page.labelled(
                3,
                &Styled::new(Style::Faint, &sign),
                &Styled::new(style, &text),
            );
        }
        page.told().to_owned()
    }
}

/// A block with its words on one line.
struct Piece {
    kind: BlockKind,
    paragraph: Option<usize>,
    text: String,
}

fn blocks(entry: &Entry) -> impl Iterator<Item = Piece> {
    let numbers = entry.article.paragraph_numbers();
    let blocks = entry.article.blocks.iter().zip(numbers);
    blocks.map(|(block, number)| Piece {
        kind: block.kind,
        paragraph: (block.kind == BlockKind::Paragraph).then_some(number),
        text: clean_line(block.range.of(&entry.article.text)),
    })
}

fn object(library: &Library, row: usize, entry: &Entry) -> Object {
    let blocks = blocks(entry).map(|piece| Block {
        kind: piece.kind.name(),
        paragraph: piece.paragraph,
        text: piece.text,
    });
    let company = library.company(row).into_iter();
    let mentions = entry.findings.mentions.iter().zip(entry.links.iter());
    let given = mentions.filter(|(mention, _)| mention.is_given());
    let given: BTreeSet<ActorId> = given.map(|(_, link)| link.actor).collect();
    let actors = company.filter_map(|presence| {
        Some(Present {
            name: name(&*library.actor(presence.actor)?),
            prose: presence.counts.prose,
            headline: presence.counts.headline,
            caption: presence.counts.caption,
            descriptions: presence.weak.descriptions,
            pronouns: presence.weak.pronouns,
            given: given.contains(&presence.actor),
        })
    });
    let story = library.story(row);
    Object {
        schema: SCHEMA,
        cited: Citation::of(entry),
        story: story.map(|story| clean_line(&story.name)),
        blocks: blocks.collect(),
        actors: actors.collect(),
    }
}
