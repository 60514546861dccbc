//! What `search` and `list` have in common: which articles, in which order, and how each is told.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;
use serde::Serialize;

use super::lines;
use crate::export::terminal::Look;
use crate::library::seek::lookup::Lookup;
use crate::library::seek::question::{Hit, Question, Results, Told, Wanted};
use crate::model::query::{ORDERS, Order, Query};
use crate::text::range::TextRange;
use crate::text::sanitize::clean_line;
use crate::text::wrap;

/// How many articles are fetched at a time.
const PAGE: usize = 100;

/// Fewer cells are not enough to read anything.
const NARROWEST: usize = 20;

/// What stands in the help about the JSON of an article.
pub(super) const FIELDS: &str = "\
--json writes one object a line, with these fields, none of which goes:
  schema    3; more when there are more fields
  id        16 digits, as in the file of corrections
  title     its headline, or something like one
  outlet    null where that is not known
  date      in words, null where it is not known
  day       2026-01-06, 2026-01 or 2026, as far as it is known
  words     how many its prose has
  actors    how many stand in it
  unread, starred, noted
            whether it is
  tags      its tags, the reader's and those of its source
  source    the file that it was read from
  url       its address, if the file tells one
  snippet   where it best matches the words of the query; null without words,
            and where only the headline has them
  marks     [start, end] of each word found in the snippet, in code points";

/// Which articles are told, and how.
#[derive(Debug, Clone, Args)]
pub(super) struct Wished {
    /// Write one JSON object a line
    #[arg(long)]
    json: bool,

    /// Tell at most so many articles; 0 for all
    #[arg(long, value_name = "N")]
    limit: Option<usize>,

    /// In which order: newest, story, outlet, actors (most first), unread (first) or relevance
    #[arg(long, value_name = "ORDER", default_value = "newest", value_parser = order)]
    order: Order,

    /// Look in this file or folder, which is read as far as it is new, instead of your library; may stand several times
    #[arg(long = "in", value_name = "PATH", conflicts_with = "library")]
    pub(super) places: Vec<PathBuf>,

    /// Look in this library file
    #[arg(long, value_name = "FILE")]
    pub(super) library: Option<PathBuf>,
}

fn order(name: &str) -> Result<Order, String> {
    let named = ORDERS.into_iter().find(|order| order.name() == name);
    named.ok_or_else(|| format!("there are {}", ORDERS.map(Order::name).join(", ")))
}

/// What a task has told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Account {
    /// How many articles.
    pub(super) count: usize,
    /// Among how many of the newest matches they were sorted, where that is not all.
    pub(super) within: Option<usize>,
}

impl Wished {
    /// Tells the articles of that library that fit `query`, page by page; where nothing is said about it, as many as `usual`.
    ///
    /// # Errors
    /// That of writing, or why the library cannot be read.
    pub(super) fn tell(
        &self,
        lookup: &mut Lookup,
        (query, usual): (&Query, usize),
        output: &mut dyn Write,
        look: Look,
    ) -> Result<Account> {
        let limit = match self.limit.unwrap_or(usual) {
            0 => usize::MAX,
            limit => limit,
        };
        let mut account = Account {
            count: 0,
            within: None,
        };
        let mut after = None;
        loop {
            let results = page(
                lookup,
                Wanted::Page {
                    query: query.clone(),
                    order: self.order,
                    after,
                    count: PAGE.min(limit - account.count),
                },
            )?;
            account.within = results.within;
            account.count += results.hits.len();
            for hit in &results.hits {
                self.tell_one(lookup, hit, output, look)?;
            }
            after = results.next;
            if after.is_none() {
                break;
            }
            if account.count == limit {
                if !self.json {
                    writeln!(output, "… and more: --limit 0 tells all")?;
                }
                break;
            }
        }
        output.flush()?;
        Ok(account)
    }

    fn tell_one(
        &self,
        lookup: &mut Lookup,
        hit: &Hit,
        output: &mut dyn Write,
        look: Look,
    ) -> Result<()> {
        if self.json {
            lines::tell(output, &object(lookup, hit)?)?;
        } else {
            output.write_all(plain(hit, look).as_bytes())?;
        }
        Ok(())
    }
}

/// Asks for a page.
fn page(lookup: &mut Lookup, wanted: Wanted) -> Result<Results> {
    let mut results = Results::default();
    let mut failed = None;
    let question = Question { number: 0, wanted };
    lookup.answer(question, |answer| match answer.told {
        Ok(Told::Page(page)) => {
            results.hits.extend(page.hits);
            (results.next, results.within) = (page.next, page.within);
        }
        Ok(_) => {}
        Err(reason) => failed = Some(reason),
    });
    match failed {
        Some(reason) => bail!("{reason}"),
        None => Ok(results),
    }
}

/// An article in JSON.
#[derive(Debug, Serialize)]
struct Object<'a> {
    id: String,
    title: &'a str,
    outlet: Option<&'a str>,
    date: Option<String>,
    day: Option<String>,
    words: usize,
    actors: usize,
    unread: bool,
    starred: bool,
    noted: bool,
    tags: Vec<String>,
    source: Option<String>,
    url: Option<String>,
    snippet: Option<&'a str>,
    marks: Vec<[usize; 2]>,
}

fn object<'a>(lookup: &mut Lookup, hit: &'a Hit) -> Result<Object<'a>> {
    let (source, url) = lookup.origin(hit.id)?.unzip();
    let points = |end: usize| {
        hit.snippet
            .get(..end)
            .map_or(0, |text| text.chars().count())
    };
    let marks = hit.marks.iter();
    Ok(Object {
        id: hit.id.to_string(),
        title: &hit.title,
        outlet: Some(hit.outlet.as_str()).filter(|outlet| !outlet.is_empty()),
        date: hit.date.as_ref().map(|date| date.value.to_string()),
        day: hit.date.as_ref().and_then(|date| date.value.iso()),
        words: hit.words,
        actors: hit.actors,
        unread: hit.unread,
        starred: hit.starred,
        noted: hit.noted,
        tags: lookup.tags(hit.id)?,
        source,
        url: url.flatten(),
        snippet: Some(hit.snippet.as_str()).filter(|snippet| !snippet.is_empty()),
        marks: marks
            .map(|mark| [points(mark.start), points(mark.end)])
            .collect(),
    })
}

const STRONG: &str = "\u{1b}[1m";
const FAINT: &str = "\u{1b}[2m";
const FOUND: &str = "\u{1b}[1;33m";
const PLAIN: &str = "\u{1b}[0m";

/// An article as text: its headline, below it where it is from, and where the words stand.
fn plain(hit: &Hit, look: Look) -> String {
    let width = look.width.max(NARROWEST);
    let mut told = String::new();
    let title = clean_line(&hit.title);
    block(
        &mut told,
        &title,
        &[(whole(&title), STRONG)],
        0,
        width,
        look.colour,
    );
    let states = [
        (hit.unread, "unread"),
        (hit.starred, "starred"),
        (hit.noted, "noted"),
    ];
    let about = [clean_line(&hit.outlet_label), hit.date_label()];
    let states = states.iter().filter(|(so, _)| *so);
    let about: Vec<String> = about
        .into_iter()
        .chain(states.map(|(_, state)| (*state).to_owned()))
        .collect();
    let about = about.join(" · ");
    block(
        &mut told,
        &about,
        &[(whole(&about), FAINT)],
        2,
        width,
        look.colour,
    );
    if !hit.snippet.is_empty() {
        let (snippet, marks) = marked(hit, look.colour);
        let styles: Vec<_> = marks.into_iter().map(|mark| (mark, FOUND)).collect();
        block(&mut told, &snippet, &styles, 2, width, look.colour);
    }
    told.push('\n');
    told
}

fn whole(text: &str) -> TextRange {
    TextRange::new(0, text.len())
}

/// The snippet and the words found in it; without colours, stars stand around them.
fn marked(hit: &Hit, colour: bool) -> (String, Vec<TextRange>) {
    // Articles are cleaned when they are read; what is shown of them on a terminal is clean whatever they were.
    if clean_line(&hit.snippet) != hit.snippet {
        return (clean_line(&hit.snippet), Vec::new());
    }
    if colour {
        return (hit.snippet.clone(), hit.marks.clone());
    }
    let mut text = hit.snippet.clone();
    for mark in hit.marks.iter().rev() {
        text.insert(mark.end, '*');
        text.insert(mark.start, '*');
    }
    (text, Vec::new())
}

/// Adds `text` wrapped to `width`, set in by so many cells; with `colour`, in its styles.
fn block(
    told: &mut String,
    text: &str,
    styles: &[(TextRange, &str)],
    inset: usize,
    width: usize,
    colour: bool,
) {
    for row in wrap::rows(text, width - inset) {
        told.extend(std::iter::repeat_n(' ', inset));
        let mut at = row.start;
        for (range, style) in styles.iter().filter(|_| colour) {
            let Some(part) = range.intersection(row) else {
                continue;
            };
            told.push_str(TextRange::new(at, part.start).of(text));
            told.push_str(style);
            told.push_str(part.of(text));
            told.push_str(PLAIN);
            at = part.end;
        }
        told.push_str(TextRange::new(at, row.end).of(text));
        told.push('\n');
    }
}
