//! Web archives (WARC, ISO 28500): every page that was fetched is an article.
//!
//! A record is a head of lines and as many bytes as that says; records that are no pages are passed over. A page that was fetched
//! is kept in the same form, so that where it was stays with it, and how it was encoded.

use std::collections::HashSet;
use std::io::{Read, Write as _};

use flate2::Compression;
use flate2::read::{GzDecoder, ZlibDecoder};
use flate2::write::GzEncoder;
use jiff::Timestamp;

use crate::ingest::format::{Document, Format};
use crate::ingest::notes::Notes;
use crate::ingest::{decode, html, identity, plain, tags};
use crate::text::sanitize;

/// The format of web archives.
pub(super) const FORMAT: Format = Format {
    id: "warc",
    doc: "A web archive; every page of HTML in it is an article.",
    endings: &["warc"],
    sniff: |start| start.starts_with(b"WARC/"),
    by_ending: false,
    parse,
};

/// A record of more bytes is passed over, and of one that is packed no more is unpacked.
const LARGEST_PAGE: usize = 32 * 1024 * 1024;

/// The head of a record or of an answer: names in lower case and values.
#[derive(Debug, Default)]
struct Head<'a> {
    first: &'a str,
    fields: Vec<(String, &'a str)>,
}

impl<'a> Head<'a> {
    /// The head at the start of `bytes`, and what is behind it.
    fn split(bytes: &'a [u8]) -> Option<(Self, &'a [u8])> {
        let (end, gap) = end_of_head(bytes)?;
        let head = std::str::from_utf8(bytes.get(..end)?).ok()?;
        let mut lines = head.lines();
        let first = lines.next().unwrap_or("");
        let fields = lines.filter_map(|line| {
            let (name, value) = line.split_once(':')?;
            Some((name.trim().to_ascii_lowercase(), value.trim()))
        });
        Some((
            Self {
                first,
                fields: fields.collect(),
            },
            bytes.get(end + gap..)?,
        ))
    }

    fn get(&self, name: &str) -> &'a str {
        let found = self.fields.iter().find(|(field, _)| field == name);
        found.map_or("", |(_, value)| value)
    }
}

/// A head of more bytes is none.
const LARGEST_HEAD: usize = 64 * 1024;

/// Where the empty line behind a head begins, and how long it is.
fn end_of_head(bytes: &[u8]) -> Option<(usize, usize)> {
    let near = bytes.get(..bytes.len().min(LARGEST_HEAD))?;
    let crlf = memchr::memmem::find(near, b"\r\n\r\n").map(|at| (at, 4));
    let lf = memchr::memmem::find(near, b"\n\n").map(|at| (at, 2));
    crlf.into_iter().chain(lf).min()
}

fn parse(bytes: &[u8], notes: &mut Notes) -> Result<Vec<Document>, String> {
    let mut documents = Vec::new();
    let mut met: HashSet<u64> = HashSet::new();
    let (mut rest, mut records, mut without) = (bytes, 0usize, 0usize);
    while let Some(start) = memchr::memmem::find(rest, b"WARC/") {
        let record = rest.get(start..).unwrap_or_default();
        let Some((head, behind)) = Head::split(record) else {
            notes.repaired(None, format!("cut or broken behind record {records}"));
            break;
        };
        if !notes.has_room(documents.len()) {
            break;
        }
        records += 1;
        let length: usize = head.get("content-length").parse().unwrap_or(0);
        let is_cut = length > behind.len();
        // Behind a wrong length the next record is looked for.
        let (body, next) = behind.split_at(length.min(behind.len()));
        rest = next;
        if is_cut {
            notes.repaired(None, format!("record {records} is cut"));
        }
        if body.len() > LARGEST_PAGE {
            notes.failed(
                None,
                format!(
                    "record {records} holds more than {} MiB",
                    LARGEST_PAGE >> 20
                ),
            );
            continue;
        }
        match page(&head, body, notes) {
            Some(document) if document.units.is_empty() => without += 1,
            Some(document) => {
                // An archive often holds a page twice.
                let own = document.own.unwrap_or(0);
                if met.insert(own) {
                    documents.push(document);
                }
            }
            None => {}
        }
    }
    if without > 0 {
        notes.repaired(None, format!("{without} pages hold no text"));
    }
    if documents.is_empty() {
        return Err(format!(
            "no page of HTML with any text in {records} records"
        ));
    }
    Ok(documents)
}

/// The article of a record, if it is a page.
fn page(head: &Head<'_>, body: &[u8], notes: &mut Notes) -> Option<Document> {
    let address = head.get("warc-target-uri").trim_matches(['<', '>']);
    let (kind, bytes) = match head.get("warc-type") {
        "response" => {
            let (answer, content) = Head::split(body)?;
            let ok = answer.first.split(' ').nth(1) == Some("200");
            if !ok {
                return None;
            }
            (
                answer.get("content-type").to_ascii_lowercase(),
                unpacked(&answer, content),
            )
        }
        "resource" | "conversion" => (head.get("content-type").to_ascii_lowercase(), body.to_vec()),
        _ => return None,
    };
    let mut document = if kind.contains("html") {
        html::saved(&bytes, (address, decode::label(kind.as_bytes())), notes).ok()?
    } else if kind.starts_with("text/plain") && head.get("warc-type") == "conversion" {
        Document {
            units: plain::units(&sanitize::clean(&String::from_utf8_lossy(&bytes)).text),
            ..Document::default()
        }
    } else {
        return None;
    };
    document.tags = tags::written(&[head.get(FOLDERS)]);
    document.own = Some(identity::hash(
        &[address.as_bytes(), b"\n", &bytes].concat(),
    ));
    Some(document)
}

/// The content of an answer, out of the chunks and the packing in which it came.
fn unpacked(answer: &Head<'_>, content: &[u8]) -> Vec<u8> {
    let content = if answer
        .get("transfer-encoding")
        .eq_ignore_ascii_case("chunked")
    {
        chunks(content)
    } else {
        content.to_vec()
    };
    let most = LARGEST_PAGE as u64;
    let mut out = Vec::new();
    // What cannot be unpacked to its end is read as far as it goes.
    let _ = match answer.get("content-encoding").to_ascii_lowercase().as_str() {
        "gzip" | "x-gzip" => GzDecoder::new(content.as_slice())
            .take(most)
            .read_to_end(&mut out),
        "deflate" => ZlibDecoder::new(content.as_slice())
            .take(most)
            .read_to_end(&mut out),
        _ => return content,
    };
    // Some archives keep the word and not the packing.
    if out.is_empty() { content } else { out }
}

/// Puts the chunks of an answer together (RFC 9112, section 7.1); bytes that are none are taken as they are.
fn chunks(content: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(content.len());
    let mut rest = content;
    loop {
        let line = memchr::memchr(b'\n', rest).and_then(|end| rest.get(..end));
        let size = line
            .and_then(|line| std::str::from_utf8(line).ok())
            .and_then(|line| {
                let digits = line.split(';').next()?.trim();
                usize::from_str_radix(digits, 16).ok()
            });
        let (Some(line), Some(size)) = (line, size) else {
            return if out.is_empty() {
                content.to_vec()
            } else {
                out
            };
        };
        let behind = rest.get(line.len() + 1..).unwrap_or_default();
        out.extend_from_slice(behind.get(..size.min(behind.len())).unwrap_or_default());
        if size == 0 || size >= behind.len() {
            return out;
        }
        let end = behind.get(size..).unwrap_or_default();
        rest = end
            .strip_prefix(b"\r\n")
            .or_else(|| end.strip_prefix(b"\n"))
            .unwrap_or(end);
    }
}

/// A page that was fetched.
#[derive(Debug, Clone, Copy)]
pub struct Fetched<'a> {
    /// Where it is.
    pub address: &'a str,
    /// The encoding that its server names.
    pub charset: Option<&'a str>,
    /// When it was fetched, in seconds since 1970.
    pub when: i64,
    /// The folders in which the reader has the feed that led to it.
    pub folders: &'a [String],
    /// What came.
    pub bytes: &'a [u8],
}

/// The field of a record that only a page has that was kept, as it is compared.
const FOLDERS: &str = "rashomon-folders";

/// An archive of that page alone, packed.
pub fn archive(page: &Fetched<'_>) -> Vec<u8> {
    let mut kind = "text/html".to_owned();
    if let Some(charset) = page.charset {
        kind.push_str("; charset=");
        kind.push_str(&sanitize::clean_line(charset));
    }
    let answer = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n",
        page.bytes.len()
    );
    let when = Timestamp::from_second(page.when).unwrap_or_default();
    let name = identity::hash(&[page.address.as_bytes(), b"\n", page.bytes].concat());
    let head = format!(
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:rashomon:{name:016x}>\r\nWARC-Date: {when}\r\n\
         WARC-Target-URI: {}\r\n{}Content-Type: application/http;msgtype=response\r\nContent-Length: {}\r\n\r\n",
        sanitize::clean_line(page.address),
        folders(page.folders),
        answer.len() + page.bytes.len()
    );
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    for part in [head.as_bytes(), answer.as_bytes(), page.bytes, b"\r\n\r\n"] {
        // To memory, nothing is written in vain.
        let _ = encoder.write_all(part);
    }
    encoder.finish().unwrap_or_default()
}

/// The line of a head that tells folders.
fn folders(names: &[String]) -> String {
    let names = tags::folders(names);
    if names.is_empty() {
        return String::new();
    }
    format!("{FOLDERS}: {}\r\n", names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_put_together() {
        assert_eq!(
            chunks(b"4\r\nThe \r\n5;x=y\r\nquay.\r\n0\r\n\r\n"),
            b"The quay."
        );
        assert_eq!(chunks(b"ff\r\ncut"), b"cut");
        assert_eq!(chunks(b"<p>no chunks"), b"<p>no chunks");
    }

    #[test]
    fn a_page_that_is_kept_keeps_its_address_and_its_encoding() {
        let (text, _, _) = encoding_rs::WINDOWS_1251.encode(
            "<html><head><title>Причал закрыт</title></head><body><p>Старый причал закрыт с июня, сообщает совет.</p></body></html>",
        );
        let page = Fetched {
            address: "https://packet.example/pier?a=1",
            charset: Some("windows-1251"),
            when: 1_772_618_400,
            folders: &["Coast\r\nX: y".to_owned(), "Quays, piers".to_owned()],
            bytes: &text,
        };
        let kept = archive(&page);
        assert_eq!(kept, archive(&page));
        let reading = crate::ingest::read("pier.warc.gz", &kept);
        assert_eq!(reading.problems, []);
        let article = &reading.articles[0];
        let url = article.url.as_ref().map(|url| url.value.as_str());
        assert_eq!(url, Some(page.address));
        assert_eq!(reading.tags[&article.id], ["Coast X: y", "Quays piers"]);
        assert!(article.text.contains("Старый причал"), "{}", article.text);
    }
}
