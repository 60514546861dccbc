//! Messages: newsletters one by one (EML) or in a box (mbox), and pages saved as a message with their pictures (MHTML).
//!
//! A newsletter is an article of whoever sends it. Its text is the HTML part where there is one, else the plain one; what is
//! attached is left aside.

use std::io::Cursor;

use mail_parser::mailbox::mbox::MessageIterator;
use mail_parser::{Message, MessageParser, MimeHeaders, PartType};

use crate::ingest::format::{Document, Format};
use crate::ingest::front_matter::{FrontMatter, Key};
use crate::ingest::notes::Notes;
use crate::ingest::page::Region;
use crate::ingest::{html, identity, matter, outlets, plain};
use crate::model::sourced::Certainty;
use crate::text::sanitize;

/// The format of a page that was saved as one message.
pub(super) const MHTML: Format = Format {
    id: "mhtml",
    doc: "A page saved as one message with its pictures.",
    endings: &["mht", "mhtml"],
    sniff: |start| {
        let head = head_of(start);
        head.contains("\nsnapshot-content-location:")
            || (head.contains("multipart/related") && !head.contains("\nto:") && is_message(&head))
    },
    by_ending: true,
    parse: mhtml,
};

/// The format of one message.
pub(super) const EML: Format = Format {
    id: "eml",
    doc: "A message, such as a newsletter.",
    endings: &["eml"],
    sniff: |start| is_message(&head_of(start)),
    by_ending: true,
    parse: |bytes, notes| Ok(vec![message(bytes, notes)?]),
};

/// The format of boxes of messages.
pub(super) const MBOX: Format = Format {
    id: "mbox",
    doc: "A box of messages, such as newsletters; every one is an article.",
    endings: &["mbox", "mbx"],
    sniff: |start| start.starts_with(b"From ") && is_message(&head_of(start)),
    by_ending: true,
    parse: mbox,
};

/// The header of a message in lower case, with a line end before its first line.
fn head_of(start: &[u8]) -> String {
    let start = String::from_utf8_lossy(start)
        .replace("\r\n", "\n")
        .to_ascii_lowercase();
    let head = start
        .trim_start_matches('\u{feff}')
        .split("\n\n")
        .next()
        .unwrap_or("");
    format!("\n{head}")
}

/// Tells a message by two lines of its header of which one stands in no text by chance.
fn is_message(head: &str) -> bool {
    let first = head.lines().nth(1).unwrap_or("");
    let opens = first.starts_with("from ")
        || first
            .split_once(':')
            .is_some_and(|(name, _)| !name.is_empty() && !name.contains(' '));
    let has = |names: &[&str]| {
        names
            .iter()
            .any(|name| head.contains(&format!("\n{name}:")))
    };
    opens
        && has(&["from", "subject", "date"])
        && has(&[
            "mime-version",
            "message-id",
            "received",
            "return-path",
            "delivered-to",
            "content-type",
        ])
}

fn mhtml(bytes: &[u8], notes: &mut Notes) -> Result<Vec<Document>, String> {
    let message = MessageParser::default()
        .parse(bytes)
        .ok_or("not a message")?;
    let page = message.parts.iter().find_map(|part| match &part.body {
        PartType::Html(markup) => Some((markup, part.content_location())),
        _ => None,
    });
    let Some((markup, location)) = page else {
        return Err("no page of HTML is in it".to_owned());
    };
    let saved = message
        .header_raw("Snapshot-Content-Location")
        .map(str::trim);
    Ok(vec![html::page(markup, saved.or(location), notes)])
}

fn mbox(bytes: &[u8], notes: &mut Notes) -> Result<Vec<Document>, String> {
    let mut documents = Vec::new();
    for (index, found) in MessageIterator::new(Cursor::new(bytes)).enumerate() {
        if !notes.has_room(documents.len()) {
            break;
        }
        let bytes = match found {
            Ok(found) => found.unwrap_contents(),
            Err(error) => {
                notes.failed(None, format!("message {}: {error}", index + 1));
                break;
            }
        };
        match message(&bytes, notes) {
            Ok(document) if document.units.is_empty() => {
                notes.repaired(None, format!("message {} holds no text", index + 1));
            }
            Ok(document) => documents.push(document),
            Err(reason) => notes.failed(None, format!("message {}: {reason}", index + 1)),
        }
    }
    if documents.is_empty() {
        Err("no message with any text".to_owned())
    } else {
        Ok(documents)
    }
}

fn message(bytes: &[u8], notes: &mut Notes) -> Result<Document, String> {
    let message = MessageParser::default()
        .parse(bytes)
        .ok_or("not a message")?;
    let front = head(&message);
    let html = message.html_bodies().find_map(|part| match &part.body {
        PartType::Html(markup) => Some(markup),
        _ => None,
    });
    let (mut units, links) = if let Some(markup) = html {
        html::fragment(markup)
    } else {
        let text = message.body_text(0).unwrap_or_default();
        let cleaned = sanitize::clean(&text);
        if cleaned.removed > 0 {
            notes.unclean(None, cleaned.removed);
        }
        (plain::units(&cleaned.text), Vec::new())
    };
    // What of a newsletter is its text and what stands around it, no markup tells.
    for unit in &mut units {
        unit.region = Region::Untold;
    }
    if !units.is_empty() {
        matter::put_ahead(&front, &mut units);
    }
    Ok(Document {
        front,
        units,
        links,
        own: Some(identity::hash(bytes)),
        ..Document::default()
    })
}

/// What the header of a message says about the article.
fn head(message: &Message<'_>) -> FrontMatter {
    let mut front = FrontMatter::default();
    let mut tell = |key: Key, name: &str, value: &str, certainty: Certainty| {
        front.tell(
            key,
            ("header of the message", name),
            &[value.to_owned()],
            1,
            certainty,
        );
    };
    tell(
        Key::Title,
        "Subject",
        message.subject().unwrap_or(""),
        Certainty::Known,
    );
    if let Some(date) = message.date() {
        let day = format!(
            "{:04}-{:02}-{:02}T{:02}:{:02}",
            date.year, date.month, date.day, date.hour, date.minute
        );
        tell(Key::Date, "Date", &day, Certainty::Known);
    }
    let sender = message.from().and_then(|from| from.first());
    let name = sender.and_then(|sender| sender.name()).unwrap_or("").trim();
    let host = sender
        .and_then(|sender| sender.address())
        .and_then(|address| address.rsplit_once('@'))
        .map_or("", |(_, host)| host);
    let (author, outlet) = author_and_outlet(name);
    tell(Key::Author, "From", author, Certainty::Known);
    let known = |name: &str| {
        outlets::house(name).map_or_else(|| name.to_owned(), |house| house.name.to_owned())
    };
    tell(Key::Outlet, "From", &known(outlet), Certainty::Known);
    tell(Key::Outlet, "From", host, Certainty::Inferred);
    front
}

/// `Ann Author from The Packet`, `Ann at The Packet`, `The Packet`.
fn author_and_outlet(name: &str) -> (&str, &str) {
    let parted = [" from ", " at ", " @ ", " | "]
        .iter()
        .find_map(|word| name.split_once(word));
    match parted {
        Some((author, outlet)) if !outlet.trim().is_empty() => (author.trim(), outlet.trim()),
        _ => ("", name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn senders_name_their_outlet() {
        assert_eq!(author_and_outlet("The Packet"), ("", "The Packet"));
        assert_eq!(
            author_and_outlet("Ann Author from The Packet"),
            ("Ann Author", "The Packet")
        );
    }

    #[test]
    fn a_text_with_colons_is_no_message() {
        assert!(!is_message(&head_of(
            b"Note: the mayor said\nFrom: here\n\nwords"
        )));
        assert!(is_message(&head_of(
            b"From: a@b.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n\r\nwords"
        )));
    }
}
