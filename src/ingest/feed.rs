//! Feeds as files: RSS of every age, Atom, and JSON Feed. Each entry is an article.
//!
//! A feed tells less of an article than its page does; an entry that holds only a summary has a standfirst and no text, and
//! the reader is told how many do.

use serde_json::Value;

use crate::ingest::format::{Document, Format};
use crate::ingest::front_matter::{FrontMatter, Key};
use crate::ingest::notes::Notes;
use crate::ingest::xml::{self, Element};
use crate::ingest::{decode, html, identity, limit, matter, outlets, plain, tags};
use crate::model::sourced::Certainty;

/// The format of RSS and Atom.
pub(super) const FEED: Format = Format {
    id: "feed",
    doc: "A feed in RSS 0.9 to 2.0 or Atom; every entry is an article.",
    endings: &["rss", "atom", "rdf", "xml"],
    sniff: |start| {
        let start = String::from_utf8_lossy(start);
        ["<rss", "<feed", "<rdf:RDF"]
            .iter()
            .any(|root| xml::begins_with(&start, root))
    },
    by_ending: false,
    parse: feed,
};

/// The format of JSON Feed.
pub(super) const JSON_FEED: Format = Format {
    id: "json-feed",
    doc: "A feed in JSON Feed 1.0 or 1.1; every entry is an article.",
    endings: &["json"],
    sniff: |start| is_json_feed(&String::from_utf8_lossy(start)),
    by_ending: false,
    parse: json_feed,
};

/// Tells a JSON Feed by its beginning. The version, which names the format, may stand behind all entries, since what is in a JSON
/// object has no order; then entries with a text tell it.
fn is_json_feed(start: &str) -> bool {
    let has = |name: &str| start.contains(name);
    let entries = || has("\"items\"") && (has("\"content_html\"") || has("\"content_text\""));
    let is_object = || {
        start
            .trim_start_matches('\u{feff}')
            .trim_start()
            .starts_with('{')
    };
    has("jsonfeed.org/version/") || (is_object() && entries())
}

/// What a feed tells.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// What the feed is called.
    pub(super) name: String,
    /// The page that it belongs to.
    pub(super) page: String,
    /// After how many minutes it wants to be asked again at the earliest.
    pub(super) pause: Option<u32>,
    /// Its entries, in its order.
    pub(super) entries: Vec<Entry>,
    /// Where it is cut or broken, and how.
    pub(super) mistake: Option<(u32, String)>,
    /// Whether that is that there is more in it than is read.
    pub(super) is_cut: bool,
    /// Whether it ends inside its last entry.
    pub(super) is_last_cut: bool,
    /// Whether it is no feed of others but what was kept of one.
    pub(super) is_kept: bool,
    /// The folders in which the reader has the feed of which that was kept.
    pub(super) folders: Vec<String>,
}

/// What only a file has in which entries of a feed were kept, and in it the folders of the feed.
pub(super) const KEPT: &str = "_rashomon";
pub(super) const FOLDERS: &str = "folders";

/// An entry as its feed tells it.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) url: String,
    pub(super) authors: Vec<String>,
    pub(super) date: String,
    pub(super) content: Content,
    pub(super) summary: Content,
}

/// A text and in which form it stands.
#[derive(Debug, Default)]
pub(super) struct Content {
    pub(super) text: String,
    pub(super) is_plain: bool,
}

fn feed(bytes: &[u8], notes: &mut Notes) -> Result<Vec<Document>, String> {
    let decoded = decode::decode(bytes, decode::label(bytes).as_deref())?;
    if let Some(repair) = decoded.repair {
        notes.repaired(None, repair);
    }
    documents(&told_in_xml(&decoded.text), notes)
}

/// What a feed in RSS or Atom tells.
pub(super) fn told_in_xml(text: &str) -> Told {
    let parsed = xml::parse_but(text, |element| {
        element.is("content") && element.attribute("type") == Some("xhtml")
    });
    let root = &parsed.root;
    let head = root.find("channel").or_else(|| root.find("feed"));
    let entries = root.all(&["item", "entry"]).into_iter().map(entry);
    Told {
        name: text_of_markup(head.and_then(|head| head.child("title"))),
        page: head.and_then(link).unwrap_or_default(),
        pause: head.and_then(pause),
        entries: entries.collect(),
        is_last_cut: parsed
            .open
            .iter()
            .any(|name| matches!(name.as_str(), "item" | "entry")),
        mistake: parsed.mistake,
        is_cut: parsed.cut,
        ..Told::default()
    }
}

/// For how many minutes a feed says that it stays as it is: by its `ttl` (RSS 2.0), or by how often it changes in a period of time
/// (the module Syndication of RSS 1.0).
fn pause(head: &Element) -> Option<u32> {
    let number = |name: &str| head.text_of(name)?.parse::<u32>().ok();
    let period = head.text_of("updateperiod");
    let period = period.and_then(|period| match period.to_ascii_lowercase().as_str() {
        "hourly" => Some(60),
        "daily" => Some(24 * 60),
        "weekly" => Some(7 * 24 * 60),
        "monthly" => Some(30 * 24 * 60),
        "yearly" => Some(365 * 24 * 60),
        _ => None,
    });
    let often = number("updatefrequency").unwrap_or(1).max(1);
    number("ttl").max(period.map(|period: u32| period / often))
}

/// Where a feed or an entry says that its page is.
fn link(element: &Element) -> Option<String> {
    element
        .children("link")
        .filter(|link| link.attribute("rel").is_none_or(|rel| rel == "alternate"))
        .find_map(|link| {
            link.attribute("href")
                .map(str::to_owned)
                .or_else(|| Some(link.words()).filter(|words| !words.is_empty()))
        })
}

fn entry(element: &Element) -> Entry {
    let first = |names: &[&str]| {
        names
            .iter()
            .find_map(|name| element.text_of(name))
            .unwrap_or_default()
    };
    let guid = first(&["guid", "atom:id", "id"]);
    let link = link(element).or_else(|| Some(guid.clone()).filter(|guid| guid.starts_with("http")));
    let mut authors: Vec<String> = element
        .children("author")
        .map(|author| author.text_of("name").unwrap_or_else(|| author.words()))
        .chain(element.children("creator").map(Element::words))
        .map(|author| person(&author))
        .filter(|author| !author.is_empty())
        .collect();
    authors.dedup();
    Entry {
        id: guid,
        title: text_of_markup(element.child("title")),
        url: link.unwrap_or_default(),
        authors,
        date: first(&[
            "pubdate",
            "published",
            "issued",
            "dc:date",
            "date",
            "updated",
            "modified",
        ]),
        content: content(element.child("content:encoded").or_else(|| {
            // `media:content` is a picture.
            element
                .children("content")
                .find(|content| !content.name.starts_with("media:"))
        })),
        summary: content(
            element
                .child("description")
                .filter(|description| !description.name.starts_with("media:"))
                .or_else(|| element.child("summary")),
        ),
    }
}

/// `ann@packet.example (Ann Author)` names Ann Author.
fn person(author: &str) -> String {
    let inner = author
        .split_once('(')
        .and_then(|(_, rest)| rest.rsplit_once(')'));
    let name = match inner {
        Some((name, _)) if author.contains('@') => name,
        _ => author,
    };
    let name = name.trim();
    if name.contains('@') && !name.contains(' ') {
        String::new()
    } else {
        name.to_owned()
    }
}

/// A title is text, in which some feeds write markup.
fn text_of_markup(element: Option<&Element>) -> String {
    let words = element.map(Element::words).unwrap_or_default();
    if words.contains('<') || words.contains('&') {
        html::words(&words)
    } else {
        words
    }
}

fn content(element: Option<&Element>) -> Content {
    let Some(element) = element else {
        return Content::default();
    };
    let kind = element.attribute("type").unwrap_or("html");
    Content {
        text: if kind.contains("xhtml") || kind.contains("xml") {
            element.markup(|name| name)
        } else {
            element.text()
        },
        is_plain: kind == "text" || kind == "text/plain",
    }
}

fn json_feed(bytes: &[u8], notes: &mut Notes) -> Result<Vec<Document>, String> {
    let text = decode::decode(bytes, None)?.text;
    limit::check_json(&text)?;
    documents(&told_in_json(&text), notes)
}

/// What a JSON Feed tells.
pub(super) fn told_in_json(text: &str) -> Told {
    match serde_json::from_str::<Value>(text) {
        Ok(feed) => {
            let items = feed.get("items").and_then(Value::as_array);
            let items = items.map_or(&[][..], Vec::as_slice);
            Told {
                name: said(&feed, "title"),
                page: said(&feed, "home_page_url"),
                entries: items.iter().map(item).collect(),
                is_kept: feed.get(KEPT).is_some(),
                folders: folders(&feed),
                ..Told::default()
            }
        }
        Err(error) => Told {
            // Only what is whole can be read.
            name: said_before_items(text),
            entries: items_of_cut(text).iter().map(item).collect(),
            mistake: Some((u32::try_from(error.line()).unwrap_or(0), error.to_string())),
            ..Told::default()
        },
    }
}

/// The folders that are kept with the entries of a feed.
fn folders(feed: &Value) -> Vec<String> {
    let names = feed
        .get(KEPT)
        .and_then(|kept| kept.get(FOLDERS)?.as_array());
    let names = names.into_iter().flatten().filter_map(Value::as_str);
    names.map(str::to_owned).collect()
}

fn said(value: &Value, name: &str) -> String {
    let said = value.get(name).and_then(Value::as_str);
    said.unwrap_or_default().to_owned()
}

/// An entry of a JSON Feed.
pub(super) fn item(item: &Value) -> Entry {
    let author = item.get("author").into_iter();
    let authors = item.get("authors").and_then(Value::as_array);
    let authors = authors.map_or(&[][..], Vec::as_slice);
    let html = said(item, "content_html");
    let is_plain = html.is_empty();
    Entry {
        id: item
            .get("id")
            .map(|id| id.as_str().map_or_else(|| id.to_string(), str::to_owned))
            .unwrap_or_default(),
        title: said(item, "title"),
        url: said(item, "url"),
        authors: authors
            .iter()
            .chain(author)
            .map(|author| said(author, "name"))
            .filter(|name| !name.is_empty())
            .collect(),
        date: Some(said(item, "date_published"))
            .filter(|date| !date.is_empty())
            .unwrap_or_else(|| said(item, "date_modified")),
        content: Content {
            text: if is_plain {
                said(item, "content_text")
            } else {
                html
            },
            is_plain,
        },
        summary: Content {
            text: said(item, "summary"),
            is_plain: true,
        },
    }
}

/// The entries of a feed that is cut: each object of its list that is whole.
fn items_of_cut(text: &str) -> Vec<Value> {
    let list = text
        .find("\"items\"")
        .and_then(|at| text.get(at..)?.split_once('['));
    let mut rest = list.map_or("", |(_, rest)| rest);
    let mut items = Vec::new();
    while let Some(start) = rest.find('{') {
        rest = rest.get(start..).unwrap_or("");
        let mut stream = serde_json::Deserializer::from_str(rest).into_iter::<Value>();
        let Some(Ok(item)) = stream.next() else { break };
        items.push(item);
        rest = rest.get(stream.byte_offset()..).unwrap_or("");
    }
    items
}

/// The title of a feed that is cut.
fn said_before_items(text: &str) -> String {
    let head = text.split("\"items\"").next().unwrap_or("");
    let value = head
        .split_once("\"title\"")
        .and_then(|(_, rest)| rest.split_once(':'));
    let value = value.and_then(|(_, rest)| {
        serde_json::Deserializer::from_str(rest)
            .into_iter::<String>()
            .next()
    });
    value.and_then(Result::ok).unwrap_or_default()
}

/// A summary of so many words is a text.
const LONG_SUMMARY: usize = 120;

fn documents(told: &Told, notes: &mut Notes) -> Result<Vec<Document>, String> {
    let entries = &told.entries;
    if let Some((line, reason)) = &told.mistake {
        let reason = format!("{reason}; read as far as entry {}", entries.len());
        notes.odd(Some(*line), told.is_cut, reason);
    }
    if entries.is_empty() {
        return Err("a feed without entries".to_owned());
    }
    let (mut documents, mut short) = (Vec::with_capacity(entries.len()), 0);
    let mut empty = 0;
    let folders = tags::folders(&told.folders);
    for entry in entries {
        if !notes.has_room(documents.len()) {
            break;
        }
        let document = document(&told.name, entry);
        short += usize::from(document.is_short);
        let document = Document {
            tags: folders.clone(),
            ..document.document
        };
        if document.units.is_empty() {
            empty += 1;
        } else {
            documents.push(document);
        }
    }
    if empty > 0 {
        notes.repaired(
            None,
            format!("entries without text: {empty} of {}", entries.len()),
        );
    }
    // Who follows a feed knows how much it gives.
    if short > 0 && !told.is_kept {
        notes.repaired(
            None,
            format!(
                "entries with a summary only: {short} of {}; the article is at its address",
                entries.len()
            ),
        );
    }
    if documents.is_empty() {
        Err("no entry holds any text".to_owned())
    } else {
        Ok(documents)
    }
}

/// What an entry comes to.
pub(super) struct Taken {
    /// The article.
    pub(super) document: Document,
    /// Whether it holds only a summary.
    pub(super) is_short: bool,
}

/// The article in an entry of a feed that is called `name`.
pub(super) fn document(name: &str, entry: &Entry) -> Taken {
    let mut is_short = false;
    let mut front = FrontMatter::default();
    let mut tell = |key: Key, name: &str, values: &[String], certainty: Certainty| {
        front.tell(key, ("entry of the feed", name), values, 1, certainty);
    };
    let one = |value: &str| [value.to_owned()];
    tell(Key::Title, "title", &one(&entry.title), Certainty::Known);
    tell(Key::Author, "author", &entry.authors, Certainty::Known);
    tell(Key::Date, "date", &one(&entry.date), Certainty::Known);
    tell(Key::Url, "link", &one(&entry.url), Certainty::Known);
    let outlet = outlets::house(name.trim()).map_or(name, |house| house.name);
    front.tell(
        Key::Outlet,
        ("feed", "title"),
        &one(outlet),
        1,
        Certainty::Known,
    );
    let (mut units, mut links) = pieces(&entry.content);
    if units.is_empty() {
        (units, links) = pieces(&entry.summary);
        let words = units.iter().flat_map(|unit| unit.text.split_whitespace());
        if words.take(LONG_SUMMARY).count() < LONG_SUMMARY {
            is_short = true;
            let summary: Vec<String> = units.drain(..).map(|unit| unit.text).collect();
            front.tell(
                Key::Summary,
                ("entry of the feed", "summary"),
                &one(&summary.join(" ")),
                1,
                Certainty::Known,
            );
        }
    }
    matter::put_ahead(&front, &mut units);
    let said = [
        &entry.id,
        &entry.title,
        &entry.content.text,
        &entry.summary.text,
    ];
    let lengths = said.map(|said| format!("{}:", said.len()));
    let own = lengths.iter().zip(said);
    let own = own.flat_map(|(length, said)| [length.as_bytes(), said.as_bytes()]);
    let document = Document {
        front,
        units,
        links,
        own: Some(identity::hash_of(own)),
        ..Document::default()
    };
    Taken { document, is_short }
}

fn pieces(content: &Content) -> (Vec<crate::ingest::page::Unit>, Vec<String>) {
    if content.is_plain {
        let text = crate::text::sanitize::clean(&content.text);
        return (plain::units(&text.text), Vec::new());
    }
    html::fragment(&content.text)
}
