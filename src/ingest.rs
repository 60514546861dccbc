//! Bytes to articles: one file per format, one line each in the register.
//!
//! A source is decoded, cleaned, taken apart by its format, and typed: `blocks` says what each line of the page is,
//! `metadata` and `published` what the article says about itself. Everything takes time linear in the size of the source,
//! and nothing of its text is thrown away. Nothing here reads a clock, prints or opens a connection.

mod blocks;
mod byline;
mod decode;
pub mod folder;
mod front_matter;
mod identity;
mod markdown;
mod matter;
mod metadata;
mod outlets;
mod page;
mod plain;
mod published;
pub mod traced;
mod year;

#[cfg(test)]
mod tests;

use crate::ingest::front_matter::{FrontMatter, Key};
use crate::ingest::page::{Page, Unit};
use crate::model::article::Article;
use crate::model::problem::{Problem, Severity};
use crate::text::sanitize;

/// What came out of one source.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// The articles, in the order of the source.
    pub articles: Vec<Article>,
    /// What went wrong, in the order met.
    pub problems: Vec<Problem>,
}

/// A format of files that rashomon reads.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// Its name.
    pub id: &'static str,
    /// What it is, in one sentence.
    pub doc: &'static str,
    /// The endings of its files, in lower case, without the dot.
    pub endings: &'static [&'static str],
    /// Takes the clean text of a file apart.
    parse: fn(&str) -> Document,
}

/// A source taken apart by its format.
#[derive(Debug, Default)]
struct Document {
    front: FrontMatter,
    /// The pieces of its text.
    units: Vec<Unit>,
    /// Where its links lead, a line each.
    links: Vec<String>,
}

/// The register of formats; the first is what text of an unknown ending is taken for.
pub const FORMATS: &[Format] = &[
    Format {
        id: "plain",
        doc: "Plain text, one line a paragraph or wrapped by hand.",
        endings: &["txt", "text"],
        parse: |text| Document {
            units: plain::units(text),
            ..Document::default()
        },
    },
    Format {
        id: "markdown",
        doc: "Markdown, with YAML or TOML front matter at will.",
        endings: &["md", "markdown"],
        parse: |text| {
            let (front, body) = front_matter::split(text);
            let (mut units, links) = markdown::units(body);
            matter::put_ahead(&front, &mut units);
            Document {
                front,
                units,
                links,
            }
        },
    },
];

/// Reads the `bytes` of the file that is shown as `source` (its ending tells the format; an unknown one is read as plain
/// text). Never fails: what cannot be read is a problem.
pub fn read(source: &str, bytes: &[u8]) -> Reading {
    let source = sanitize::clean_line(source);
    let mut reading = Reading::default();
    match article(&source, bytes, &mut reading.problems) {
        Ok(article) => reading.articles.push(article),
        Err(reason) => reading.problems.push(Problem {
            source,
            line: None,
            severity: Severity::Failed,
            reason,
        }),
    }
    reading
}

/// A number that tells the bytes of one source from those of another; the same on every machine and in every release.
pub fn hash(bytes: &[u8]) -> u64 {
    identity::hash(bytes)
}

/// The format whose ending `name` has, in whatever case.
fn format_of(name: &str) -> Option<&'static Format> {
    let (_, ending) = name.rsplit_once('.')?;
    let ending = ending.to_lowercase();
    FORMATS
        .iter()
        .find(|format| format.endings.contains(&ending.as_str()))
}

fn article(source: &str, bytes: &[u8], problems: &mut Vec<Problem>) -> Result<Article, String> {
    let mut repaired = |line: Option<u32>, reason: String| {
        problems.push(Problem {
            source: source.to_owned(),
            line,
            severity: Severity::Repaired,
            reason,
        });
    };
    let decoded = decode::decode(bytes)?;
    if let Some(repair) = decoded.repair {
        repaired(None, repair);
    }
    let cleaned = sanitize::clean(&decoded.text);
    if cleaned.removed > 0 {
        let characters = if cleaned.removed == 1 {
            "character"
        } else {
            "characters"
        };
        let reason = format!(
            "{} hidden or control {characters} taken out, the first on this line",
            cleaned.removed
        );
        repaired(first_unclean_line(&decoded.text), reason);
    }
    let document = format_of(source)
        .or(FORMATS.first())
        .map(|format| (format.parse)(&cleaned.text))
        .unwrap_or_default();
    if let Some((line, reason)) = &document.front.mistake {
        repaired(Some(*line), reason.clone());
    }
    if document.units.is_empty() {
        return Err("empty: it holds no text".to_owned());
    }
    Ok(assemble(source, bytes, &document))
}

fn assemble(source: &str, bytes: &[u8], document: &Document) -> Article {
    let mut page = Page::new(&document.units);
    page.composed = document.front.get(Key::Title).is_some();
    blocks::mark(&mut page);
    let mut article = Article {
        id: identity::article_id(bytes, 0),
        source: source.to_owned(),
        text: String::new(),
        blocks: blocks::blocks(&page),
        headline: None,
        byline: None,
        outlet: None,
        agency: None,
        published: None,
        url: None,
    };
    metadata::fill(&mut article, &page, &document.front);
    article.text = page.text;
    matter::put_behind(&mut article, &document.front, &document.links);
    article
}

fn first_unclean_line(text: &str) -> Option<u32> {
    let index = text
        .lines()
        .position(|line| sanitize::clean(line).removed > 0)?;
    u32::try_from(index + 1).ok()
}
