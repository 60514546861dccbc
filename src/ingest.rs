//! Bytes to articles: one file per format, one line each in the register.
//!
//! A source is decoded, cleaned, taken apart by its format, and typed: `blocks` says what each line of the page is,
//! `metadata` and `published` what the article says about itself. Everything takes time linear in the size of the source,
//! and nothing of its text is thrown away. Nothing here reads a clock, prints or opens a connection.

mod blocks;
mod book;
pub mod bulletin;
mod byline;
mod collection;
mod decode;
mod entity;
mod feed;
pub mod folder;
pub mod format;
mod front_matter;
mod html;
mod identity;
pub mod limit;
mod links;
mod mail;
mod markdown;
mod matter;
mod metadata;
mod newsroom;
mod notes;
pub mod opml;
mod outlets;
mod page;
mod plain;
mod published;
mod tags;
pub mod traced;
mod unpack;
pub mod warc;
mod xml;
mod year;

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use crate::ingest::format::{Document, Format};
use crate::ingest::front_matter::Key;
use crate::ingest::notes::Notes;
use crate::ingest::page::Page;
use crate::model::article::{Article, ArticleId};
use crate::model::effort::Effort;
use crate::model::problem::Problem;
use crate::text::sanitize;

/// What came out of one source.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// The articles, in the order of the source.
    pub articles: Vec<Article>,
    /// The tags that the source gives to those of the articles that have some.
    pub tags: BTreeMap<ArticleId, Vec<String>>,
    /// What went wrong, in the order met.
    pub problems: Vec<Problem>,
}

/// The register of formats; the first is what text of an unknown ending is taken for.
pub const FORMATS: &[Format] = &[
    Format {
        id: "plain",
        doc: "Plain text, one line a paragraph or wrapped by hand.",
        endings: &["txt", "text"],
        sniff: |_| false,
        by_ending: true,
        parse: |bytes, notes| {
            let units = plain::units(&text_of(bytes, notes)?);
            Ok(vec![Document {
                units,
                ..Document::default()
            }])
        },
    },
    Format {
        id: "markdown",
        doc: "Markdown, with YAML or TOML front matter at will.",
        endings: &["md", "markdown"],
        sniff: |_| false,
        by_ending: true,
        parse: |bytes, notes| Ok(vec![markdown_document(&text_of(bytes, notes)?, notes)]),
    },
    html::FORMAT,
    feed::FEED,
    feed::JSON_FEED,
    newsroom::NITF,
    newsroom::NEWSML,
    mail::MHTML,
    mail::MBOX,
    mail::EML,
    collection::JSON_LINES,
    collection::JSON_LIST,
    collection::CSV,
    warc::FORMAT,
    book::EPUB,
    book::OMNIVORE,
];

/// Reads the `bytes` of the file that is shown as `source`: its ending and its first bytes tell the format; what nothing
/// tells is read as plain text. Never fails: what cannot be read is a problem.
pub fn read(source: &str, bytes: &[u8]) -> Reading {
    read_with(Effort::Best, source, bytes)
}

/// The same with so much `effort` for every page of HTML.
pub fn read_with(effort: Effort, source: &str, bytes: &[u8]) -> Reading {
    let source = sanitize::clean_line(source);
    let mut notes = Notes::new(&source);
    notes.effort = effort;
    if !unpack::is_gzip(bytes) {
        return read_as(&source, &source, bytes, notes);
    }
    let name = without_gz(&source);
    let start = unpack::gunzip(bytes, SNIFFED as u64).bytes;
    let unpacked = unpack::gunzip(bytes, most_unpacked(format_for(name, &start)));
    if let Some(damaged) = unpacked.damaged {
        notes.repaired(None, damaged);
    }
    if let Some(cut) = unpacked.cut {
        notes.cut(None, cut);
    }
    read_as(&source, name, &unpacked.bytes, notes)
}

/// How many bytes are unpacked of a file of that format: as many as are read of one that is not packed, and more of an archive,
/// whose pages are taken one by one.
fn most_unpacked(format: Option<&Format>) -> u64 {
    if format.is_some_and(|format| format.id == warc::FORMAT.id) {
        limit::LARGEST_ARCHIVE
    } else {
        limit::LARGEST_FILE
    }
}

/// The name of a packed file without the ending that says so.
fn without_gz(name: &str) -> &str {
    let (inner, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    if ending.eq_ignore_ascii_case("gz") {
        inner
    } else {
        name
    }
}

/// Reads `bytes` as those of a file called `name`.
fn read_as(source: &str, name: &str, bytes: &[u8], mut notes: Notes) -> Reading {
    let documents = if let Some(format) = format_for(name, bytes) {
        (format.parse)(bytes, &mut notes)
    } else {
        notes.skipped("its ending is known, but not what is in it".to_owned());
        Ok(Vec::new())
    };
    let mut articles = Vec::new();
    let mut tags = BTreeMap::new();
    let mut met = HashMap::new();
    for mut document in documents.unwrap_or_else(|reason| {
        notes.failed(None, reason);
        Vec::new()
    }) {
        if document.units.is_empty() {
            notes.failed(None, "empty: it holds no text".to_owned());
            continue;
        }
        clean(&mut document);
        let id = match document.own {
            None => identity::article_id(bytes, 0),
            Some(own) => {
                let before = met.entry(own).or_insert(0u32);
                *before += 1;
                identity::entry_id(own, *before - 1)
            }
        };
        articles.push(assemble(source, id, &document));
        if !document.tags.is_empty() {
            tags.insert(id, document.tags);
        }
    }
    Reading {
        articles,
        tags,
        problems: notes.into_problems(),
    }
}

/// Whatever a format has left in its words that acts or hides goes here, before anything else sees them.
fn clean(document: &mut Document) {
    let units = document.units.iter_mut().map(|unit| &mut unit.text);
    for text in units.chain(&mut document.links) {
        if let Cow::Owned(clean) = sanitize::clean(text).text {
            *text = clean;
        }
    }
}

/// The collection in `bytes`, in a file called `name`, as JSON Lines in which the fields on the left of `map` stand for the
/// columns on its right.
///
/// # Errors
/// A sentence when there is no such field or column, or the file is no collection.
pub fn mapped(name: &str, bytes: &[u8], map: &[(String, String)]) -> Result<Vec<u8>, String> {
    collection::renamed(name, bytes, map)
}

/// The ending under which a file of these `bytes` is known, whatever it was called.
pub fn ending_for(bytes: &[u8]) -> String {
    let usual = |bytes: &[u8]| {
        let format = format_for("", bytes).or(FORMATS.first());
        format
            .and_then(|format| format.endings.first())
            .copied()
            .unwrap_or_default()
    };
    if unpack::is_gzip(bytes) {
        let start = unpack::gunzip(bytes, SNIFFED as u64).bytes;
        return format!("{}.gz", usual(&start));
    }
    usual(bytes).to_owned()
}

/// Tells whether these are the bytes of a page of HTML.
pub fn is_page(bytes: &[u8]) -> bool {
    format_for("", bytes).is_some_and(|format| format.id == html::FORMAT.id)
}

/// A number that tells the bytes of one source from those of another; the same on every machine and in every release.
pub fn hash(bytes: &[u8]) -> u64 {
    identity::hash(bytes)
}

/// How much of a file is looked at to tell its format.
const SNIFFED: usize = 16 * 1024;

/// The format of a file of that name that begins so: one with its ending that knows it by its bytes, else any that does,
/// else one that its ending alone tells, else plain text. None for an ending whose formats do not know the bytes.
fn format_for(name: &str, bytes: &[u8]) -> Option<&'static Format> {
    let start = bytes.get(..bytes.len().min(SNIFFED)).unwrap_or_default();
    let ending = ending_of(name);
    let ends = |format: &&Format| format.endings.contains(&ending.as_str());
    let knows = |format: &&Format| (format.sniff)(start);
    let both = |format: &&Format| ends(format) && knows(format);
    let by_name = |format: &&Format| ends(format) && format.by_ending;
    let found = FORMATS.iter().find(both);
    let found = found.or_else(|| FORMATS.iter().find(knows));
    let found = found.or_else(|| FORMATS.iter().find(by_name));
    if found.is_some() || FORMATS.iter().any(|format| ends(&format)) {
        return found;
    }
    FORMATS.first()
}

/// Tells whether some format has the ending of `name`, in whatever case.
fn has_known_ending(name: &str) -> bool {
    let ending = ending_of(name);
    FORMATS
        .iter()
        .any(|format| format.endings.contains(&ending.as_str()))
}

fn ending_of(name: &str) -> String {
    let ending = without_gz(name)
        .rsplit_once('.')
        .map_or("", |(_, ending)| ending);
    ending.to_lowercase()
}

/// The clean text of `bytes`; what had to be done to get it is noted.
fn text_of(bytes: &[u8], notes: &mut Notes) -> Result<String, String> {
    let decoded = decode::decode(bytes, None)?;
    if let Some(repair) = decoded.repair {
        notes.repaired(None, repair);
    }
    let cleaned = sanitize::clean(&decoded.text);
    if cleaned.removed > 0 {
        notes.unclean(first_unclean_line(&decoded.text), cleaned.removed);
    }
    Ok(match cleaned.text {
        Cow::Owned(text) => text,
        Cow::Borrowed(_) => decoded.text,
    })
}

fn markdown_document(text: &str, notes: &mut Notes) -> Document {
    let (front, body) = front_matter::split(text);
    let (mut units, links) = markdown::units(body);
    matter::put_ahead(&front, &mut units);
    if let Some((line, reason)) = &front.mistake {
        notes.repaired(Some(*line), reason.clone());
    }
    Document {
        tags: tags::written(&front.all("tags")),
        front,
        units,
        links,
        own: None,
    }
}

fn assemble(source: &str, id: ArticleId, document: &Document) -> Article {
    let mut page = Page::new(&document.units);
    page.composed = document.front.get(Key::Title).is_some();
    blocks::mark(&mut page);
    let mut article = Article {
        id,
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
