//! Files in a ZIP archive: books (EPUB), whose chapters or articles are read one by one, and exports of Omnivore.
//!
//! Nothing is unpacked to disk, so that no name in an archive leads anywhere; what is unpacked is counted, not what an archive
//! says of itself.

use std::io::{Cursor, Read};

use serde_json::Value;
use zip::ZipArchive;

use crate::ingest::format::{Document, Format};
use crate::ingest::front_matter::{FrontMatter, Key};
use crate::ingest::limit::{LARGEST_ARCHIVE, LARGEST_FILE};
use crate::ingest::notes::Notes;
use crate::ingest::page::Region;
use crate::ingest::xml::{self, Element};
use crate::ingest::{collection, decode, html, identity};
use crate::model::sourced::Certainty;

/// The format of books.
pub(super) const EPUB: Format = Format {
    id: "epub",
    doc: "A book or a newspaper as EPUB; every chapter is an article.",
    endings: &["epub"],
    sniff: |start| is_zip(start) && memchr::memmem::find(start, b"application/epub+zip").is_some(),
    by_ending: true,
    parse: epub,
};

/// The format of exports of Omnivore.
pub(super) const OMNIVORE: Format = Format {
    id: "omnivore",
    doc: "An export of Omnivore: lists of articles, and their pages.",
    endings: &["zip"],
    sniff: |start| is_zip(start) && memchr::memmem::find(start, b"metadata_").is_some(),
    by_ending: false,
    parse: omnivore,
};

fn is_zip(start: &[u8]) -> bool {
    start.starts_with(b"PK\x03\x04")
}

/// No file of an archive is read beyond this.
const LARGEST_PART: u64 = 32 * 1024 * 1024;

/// An archive, how much may be unpacked of it, and how much of that is left.
struct Archive<'a> {
    files: ZipArchive<Cursor<&'a [u8]>>,
    all: u64,
    left: u64,
}

impl<'a> Archive<'a> {
    /// Opens an archive of which no more than `most` bytes are unpacked in all.
    fn open(bytes: &'a [u8], most: u64) -> Result<Self, String> {
        let files = ZipArchive::new(Cursor::new(bytes))
            .map_err(|error| format!("no whole ZIP archive: {error}"))?;
        Ok(Self {
            files,
            all: most,
            left: most,
        })
    }

    /// The bytes of the file of that name.
    fn read(&mut self, name: &str) -> Result<Vec<u8>, String> {
        let most = LARGEST_PART.min(self.left);
        let file = self
            .files
            .by_name(name)
            .map_err(|error| format!("{name}: {error}"))?;
        let mut bytes = Vec::new();
        let read = file.take(most + 1).read_to_end(&mut bytes);
        let length = bytes.len() as u64;
        self.left = self.left.saturating_sub(length);
        if length > most {
            let too_much = if most < LARGEST_PART {
                format!("the archive has more than {} MiB", self.all >> 20)
            } else {
                format!("more than {} MiB", LARGEST_PART >> 20)
            };
            return Err(format!("{name}: {too_much} when unpacked; not read"));
        }
        read.map_err(|error| format!("{name}: {error}"))?;
        Ok(bytes)
    }

    fn text(&mut self, name: &str) -> Result<String, String> {
        let bytes = self.read(name)?;
        Ok(decode::decode(&bytes, decode::label(&bytes).as_deref())
            .map_err(|reason| format!("{name}: {reason}"))?
            .text)
    }

    fn names(&self, fits: impl Fn(&str) -> bool) -> Vec<String> {
        let mut names: Vec<String> = self
            .files
            .file_names()
            .flatten()
            .filter(|name| fits(name))
            .map(std::borrow::Cow::into_owned)
            .collect();
        names.sort();
        names
    }
}

/// A chapter of fewer words is a cover, a table of contents or a page of rights.
const SHORTEST_CHAPTER: usize = 40;

fn epub(bytes: &[u8], notes: &mut Notes) -> Result<Vec<Document>, String> {
    let mut archive = Archive::open(bytes, LARGEST_FILE)?;
    let container = xml::parse(&archive.text("META-INF/container.xml")?).root;
    let path = container
        .find("rootfile")
        .and_then(|file| file.attribute("full-path"));
    let path = path
        .ok_or("META-INF/container.xml names no book")?
        .to_owned();
    let package = xml::parse(&archive.text(&path)?).root;
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let front = book(&package);
    let mut documents = Vec::new();
    for href in chapters(&package) {
        let name = joined(folder, &href);
        let text = match archive.text(&name) {
            Ok(text) => text,
            Err(reason) => {
                notes.failed(None, reason);
                continue;
            }
        };
        let (mut units, links) = html::fragment(&text);
        let words: usize = units
            .iter()
            .map(|unit| unit.text.split_whitespace().count())
            .sum();
        if words < SHORTEST_CHAPTER {
            continue;
        }
        for unit in &mut units {
            unit.region = Region::Untold;
        }
        documents.push(Document {
            front: front.clone(),
            units,
            links,
            own: Some(identity::hash(text.as_bytes())),
            ..Document::default()
        });
    }
    if documents.is_empty() {
        Err("no chapter with any text".to_owned())
    } else {
        Ok(documents)
    }
}

/// The files of the chapters in reading order.
fn chapters(package: &Element) -> Vec<String> {
    let items = package
        .all(&["manifest"])
        .into_iter()
        .flat_map(|manifest| manifest.children("item"));
    let items: std::collections::HashMap<&str, &str> = items
        .filter_map(|item| Some((item.attribute("id")?, item.attribute("href")?)))
        .collect();
    let spine = package.all(&["itemref"]).into_iter();
    spine
        .filter_map(|reference| {
            items
                .get(reference.attribute("idref")?)
                .map(|href| (*href).to_owned())
        })
        .collect()
}

/// What the package says about the book.
fn book(package: &Element) -> FrontMatter {
    let mut front = FrontMatter::default();
    let all = |name: &str| -> Vec<String> {
        package
            .all(&[name])
            .into_iter()
            .map(Element::words)
            .collect()
    };
    let mut tell = |key: Key, name: &str, values: &[String], certainty: Certainty| {
        front.tell(key, ("book", name), values, 1, certainty);
    };
    tell(Key::Author, "creator", &all("dc:creator"), Certainty::Known);
    tell(
        Key::Date,
        "date",
        &all("dc:date").into_iter().take(1).collect::<Vec<_>>(),
        Certainty::Known,
    );
    tell(
        Key::Outlet,
        "publisher",
        &all("dc:publisher").into_iter().take(1).collect::<Vec<_>>(),
        Certainty::Known,
    );
    tell(
        Key::Outlet,
        "title",
        &all("dc:title").into_iter().take(1).collect::<Vec<_>>(),
        Certainty::Inferred,
    );
    front
}

/// The name in the archive that `href` means from `folder`.
fn joined(folder: &str, href: &str) -> String {
    let href = href.split('#').next().unwrap_or("");
    let mut parts: Vec<String> = folder
        .split('/')
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect();
    for part in href.split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            "" | "." => {}
            part => parts.push(unescaped(part)),
        }
    }
    parts.join("/")
}

/// `a%20b` as `a b`.
fn unescaped(part: &str) -> String {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let Some((&byte, behind)) = rest.split_first() {
        let digits = behind
            .get(..2)
            .filter(|_| byte == b'%')
            .and_then(|digits| std::str::from_utf8(digits).ok());
        if let Some(value) = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            bytes.push(value);
            rest = behind.get(2..).unwrap_or_default();
        } else {
            bytes.push(byte);
            rest = behind;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn omnivore(bytes: &[u8], notes: &mut Notes) -> Result<Vec<Document>, String> {
    let mut archive = Archive::open(bytes, LARGEST_ARCHIVE)?;
    let mut documents = Vec::new();
    for list in archive
        .names(|name| name.starts_with("metadata_") && name.to_ascii_lowercase().ends_with(".json"))
    {
        let entries = archive.text(&list).and_then(|text| {
            serde_json::from_str::<Vec<Value>>(&text).map_err(|error| format!("{list}: {error}"))
        });
        let entries = match entries {
            Ok(entries) => entries,
            Err(reason) => {
                notes.failed(None, reason);
                continue;
            }
        };
        for mut entry in entries {
            let slug = entry
                .get("slug")
                .and_then(Value::as_str)
                .unwrap_or("")
                .to_owned();
            let page = format!("content/{slug}.html");
            // An article of which Omnivore kept no page is a link.
            if let (Ok(page), Some(entry)) = (archive.text(&page), entry.as_object_mut()) {
                entry.insert("content".to_owned(), Value::String(page));
            }
            collection::add(&entry, &mut documents, notes);
        }
    }
    if documents.is_empty() {
        Err("a ZIP archive, but neither a book nor an export of Omnivore".to_owned())
    } else {
        Ok(documents)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_a_book_stay_in_it() {
        assert_eq!(
            joined("OEBPS", "text/one%20two.xhtml#a"),
            "OEBPS/text/one two.xhtml"
        );
        assert_eq!(joined("OEBPS", "../../../etc/passwd"), "etc/passwd");
        assert_eq!(joined("", "%zz%4"), "%zz%4");
    }

    #[test]
    fn what_is_unpacked_is_counted() {
        let bytes = std::fs::read(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/cases/inputs/paper.epub"
        ))
        .unwrap();
        let mut archive = Archive::open(&bytes, 1 << 20).unwrap();
        archive.left = 20;
        assert!(
            archive
                .read("META-INF/container.xml")
                .unwrap_err()
                .contains("the archive has more than 1 MiB when unpacked")
        );
        assert_eq!(archive.left, 0);
        assert!(archive.read("../../evil.sh").is_err());
    }
}
