//! What came without a file, on standard input or from the network: it is kept in a folder of its own, so that it can be read again.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::reach::Reach;
use crate::fetch::reply::{Document, Reply};
use crate::ingest::warc::{self, Fetched};
use crate::ingest::{self, limit};
use crate::model::article::Article;
use crate::model::feed::Mark;

/// No more is taken: as much as of a file.
pub const LARGEST_GIVEN: u64 = limit::LARGEST_FILE;

/// Keeps `bytes` in `folder`, which is made where it is missing, under a name that the same bytes always get, with the ending of
/// their format; gives the file.
///
/// # Errors
/// When the folder cannot be made or the file not be written.
pub fn keep(folder: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
    keep_as(folder, bytes, &ingest::ending_for(bytes))
}

/// The same of JSON Lines.
///
/// # Errors
/// When the folder cannot be made or the file not be written.
pub fn keep_lines(folder: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
    keep_as(folder, bytes, "jsonl")
}

/// A page that was fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    document: Document,
    when: i64,
}

impl Page {
    /// The page in a document that came at that time, in seconds since 1970.
    pub(super) fn new(document: Document, when: i64) -> Self {
        Self { document, when }
    }

    /// Whether it is a page of HTML, and not another document.
    fn is_html(&self) -> bool {
        self.document.kind.contains("html") || ingest::is_page(&self.document.bytes)
    }

    /// The page with its address and its encoding, and the folders of the feed that led to it.
    fn archive(&self, folders: &[String]) -> Vec<u8> {
        warc::archive(&Fetched {
            address: &self.document.url,
            charset: self.document.charset.as_deref(),
            when: self.when,
            folders,
            bytes: &self.document.bytes,
        })
    }

    /// How many bytes it has.
    pub(super) fn size(&self) -> usize {
        self.document.bytes.len()
    }

    /// The article that it holds, if it is a page.
    pub(super) fn article(&self) -> Option<Article> {
        if !self.is_html() {
            return None;
        }
        ingest::read("page.warc.gz", &self.archive(&[]))
            .articles
            .pop()
    }
}

/// Keeps a page with its address and the `folders` of the feed that led to it; what is no page of HTML is kept as it is.
///
/// # Errors
/// When the folder cannot be made or the file not be written.
pub fn keep_page(folder: &Path, page: &Page, folders: &[String]) -> io::Result<PathBuf> {
    let bytes = &page.document.bytes;
    if !page.is_html() {
        return keep(folder, bytes);
    }
    // The time of fetching makes no other page of it.
    let hash = ingest::hash(&[page.document.url.as_bytes(), b"\n", bytes].concat());
    write(
        folder,
        &format!("{hash:016x}.warc.gz"),
        &page.archive(folders),
    )
}

/// Fetches one document; gives it with what of it is missing.
///
/// # Errors
/// A sentence where there is none.
pub fn fetch(address: &str, reach: Reach, now: i64) -> Result<(Page, Option<String>), String> {
    let reply = reach.client().fetch(address, &Mark::default());
    match reply.map_err(|refusal| refusal.to_string())? {
        Reply::Document(document) if document.bytes.is_empty() => {
            Err("the server answers with nothing".to_owned())
        }
        Reply::Document(document) => {
            let cut = document.cut.clone();
            Ok((Page::new(document, now), cut))
        }
        Reply::Unchanged => Err("the server says that nothing has changed since never".to_owned()),
    }
}

/// The same of plain text.
///
/// # Errors
/// When the folder cannot be made or the file not be written.
pub fn keep_text(folder: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
    keep_as(folder, bytes, "txt")
}

fn keep_as(folder: &Path, bytes: &[u8], ending: &str) -> io::Result<PathBuf> {
    write(
        folder,
        &format!("{:016x}.{ending}", ingest::hash(bytes)),
        bytes,
    )
}

/// Writes a file, unless it is there.
fn write(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    let path = folder.join(name);
    if path.exists() {
        return Ok(path);
    }
    fs::create_dir_all(folder)?;
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.persist(&path)?;
    Ok(path)
}

/// The collection in `bytes`, from the file at `path`, as JSON Lines in which the fields on the left of `map` stand for the
/// columns on its right.
///
/// # Errors
/// A sentence when there is no such field or column, or the file is no collection.
pub fn mapped(path: &Path, bytes: &[u8], map: &[(String, String)]) -> Result<Vec<u8>, String> {
    ingest::mapped(&path.to_string_lossy(), bytes, map)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_bytes_are_kept_once_under_the_ending_of_their_format() {
        let folder = tempfile::tempdir().unwrap();
        let given = folder.path().join("given");
        let page = keep(&given, b"<!doctype html><p>The council met.").unwrap();
        assert_eq!(page.extension().unwrap(), "html");
        assert_eq!(
            keep(&given, b"<!doctype html><p>The council met.").unwrap(),
            page
        );
        assert_eq!(
            keep(&given, b"The council met.")
                .unwrap()
                .extension()
                .unwrap(),
            "txt"
        );
        assert_eq!(fs::read_dir(&given).unwrap().count(), 2);
    }
}
