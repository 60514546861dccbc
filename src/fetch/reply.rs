//! What came back.

use jiff::fmt::rfc2822;
use ureq::http::HeaderMap;

use crate::model::feed::Mark;
use crate::text::sanitize::clean_line;

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// Nothing has changed since the document that was named came.
    Unchanged,
    /// A document.
    Document(Document),
}

/// A document as it was fetched.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// Where it was in the end, without a fragment.
    pub url: String,
    /// Whether all that led there is to stay so (301, 308), so that the first address is of no use any more.
    pub moved: bool,
    /// What the server says that it is, such as `text/html`; empty where it does not say.
    pub kind: String,
    /// The encoding that the server names.
    pub charset: Option<String>,
    /// By which it can be asked whether it has changed.
    pub mark: Mark,
    /// For how many seconds its server says that it stays as it is.
    pub fresh: Option<u64>,
    /// All of it, or as much as came.
    pub bytes: Vec<u8>,
    /// Why that is not all.
    pub cut: Option<String>,
}

/// The mark in the head of an answer. What could not be sent back is none.
pub(super) fn mark(head: &HeaderMap) -> Mark {
    let word = |name| said(head, name).filter(|word| word.len() <= LONGEST_MARK);
    Mark {
        etag: word("etag"),
        modified: word("last-modified"),
    }
}

/// A mark of more bytes is not remembered.
const LONGEST_MARK: usize = 1_000;

/// What a head says under a name, in plain characters.
pub(super) fn said(head: &HeaderMap, name: &str) -> Option<String> {
    let value = head.get(name)?.to_str().ok()?.trim();
    (!value.is_empty()).then(|| clean_line(value))
}

/// The kind of a document and its encoding, as its head names them: `text/html; charset="utf-8"`.
pub(super) fn kind(head: &HeaderMap) -> (String, Option<String>) {
    let written = said(head, "content-type").unwrap_or_default();
    let mut parts = written.split(';').map(str::trim);
    let kind = parts.next().unwrap_or_default().to_ascii_lowercase();
    let charset = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        let is_charset = name.trim().eq_ignore_ascii_case("charset");
        is_charset.then(|| value.trim().trim_matches(['"', '\'']).to_owned())
    });
    (kind, charset.filter(|charset| !charset.is_empty()))
}

/// For how many seconds the server does not want to be asked again: it says how many, or until when by its own clock.
pub(super) fn wait(head: &HeaderMap) -> Option<u64> {
    let written = said(head, "retry-after")?;
    if let Ok(seconds) = written.parse() {
        return Some(seconds);
    }
    let moment = |written: &str| rfc2822::parse(written).ok();
    let (until, now) = (moment(&written)?, moment(&said(head, "date")?)?);
    let wait = until.timestamp().as_second() - now.timestamp().as_second();
    u64::try_from(wait).ok()
}

/// For how many seconds a document stays as it is, by the word of its server (RFC 9111, section 5.2.2): what of `max-age` has not
/// passed on the way.
pub(super) fn fresh(head: &HeaderMap) -> Option<u64> {
    let written = said(head, "cache-control")?.to_ascii_lowercase();
    let mut words = written.split(',').map(str::trim);
    if words
        .clone()
        .any(|word| matches!(word, "no-cache" | "no-store"))
    {
        return None;
    }
    let age = words.find_map(|word| word.strip_prefix("max-age="))?;
    let age: u64 = age.trim_matches('"').parse().ok()?;
    let passed = said(head, "age").and_then(|passed| passed.parse().ok());
    Some(age.saturating_sub(passed.unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(fields: &[(&'static str, &str)]) -> HeaderMap {
        let mut head = HeaderMap::new();
        for (name, value) in fields {
            head.insert(*name, value.parse().unwrap());
        }
        head
    }

    #[test]
    fn kinds_and_encodings_are_read_as_servers_write_them() {
        let read = |written| kind(&head(&[("content-type", written)]));
        let both = |kind: &str, charset: &str| (kind.to_owned(), Some(charset.to_owned()));
        assert_eq!(
            read("text/HTML; Charset=\"windows-1251\""),
            both("text/html", "windows-1251")
        );
        assert_eq!(
            read("text/xml;a=b;charset=utf-8 "),
            both("text/xml", "utf-8")
        );
        assert_eq!(
            read("application/rss+xml"),
            ("application/rss+xml".to_owned(), None)
        );
        assert_eq!(
            read("text/plain; charset="),
            ("text/plain".to_owned(), None)
        );
        assert_eq!(kind(&head(&[])), (String::new(), None));
    }

    #[test]
    fn a_server_says_how_long_a_document_stays_as_it_is() {
        let read = |written, age| fresh(&head(&[("cache-control", written), ("age", age)]));
        assert_eq!(read("public, Max-Age=3600", "600"), Some(3_000));
        assert_eq!(read("max-age=60", "600"), Some(0));
        assert_eq!(read("no-cache, max-age=3600", ""), None);
        assert_eq!(read("max-age=long", ""), None);
        assert_eq!(fresh(&head(&[])), None);
    }

    #[test]
    fn a_server_says_in_seconds_or_by_its_clock_when_to_come_again() {
        let date = ("date", "Wed, 04 Mar 2026 10:00:00 GMT");
        let until = |written| wait(&head(&[date, ("retry-after", written)]));
        assert_eq!(until("120"), Some(120));
        assert_eq!(until("Wed, 04 Mar 2026 10:30:00 GMT"), Some(1_800));
        assert_eq!(until("Wed, 04 Mar 2026 09:30:00 GMT"), None);
        assert_eq!(until("soon"), None);
        assert_eq!(
            wait(&head(&[("retry-after", "Wed, 04 Mar 2026 10:30:00 GMT")])),
            None
        );
    }
}
