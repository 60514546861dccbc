//! What newsrooms exchange: NITF, NewsML-G2 and its elder, `NewsML` 1.
//!
//! People, organisations, places and subjects that the file names, in its head or in its text, are given behind the text, and
//! so taken for what the file says they are.

mod subject;

use crate::ingest::format::{Document, Format};
use crate::ingest::front_matter::{FrontMatter, Key};
use crate::ingest::notes::Notes;
use crate::ingest::page::Unit;
use crate::ingest::xml::{self, Element};
use crate::ingest::{decode, html, identity, matter, outlets, plain};
use crate::model::given::{GIVEN_KINDS, GivenKind};
use crate::model::sourced::Certainty;
use crate::text::sanitize;

/// The format of single articles.
pub(super) const NITF: Format = Format {
    id: "nitf",
    doc: "An article in NITF, as agencies send it.",
    endings: &["nitf", "xml"],
    sniff: |start| xml::begins_with(&String::from_utf8_lossy(start), "<nitf"),
    by_ending: false,
    parse: |bytes, notes| {
        let root = tree(bytes, notes)?;
        let nitf = root.find("nitf").ok_or("no article in NITF is in it")?;
        let mut front = FrontMatter::default();
        of_nitf(nitf, &mut front);
        Ok(vec![document(front, body_of_nitf(nitf), nitf)])
    },
};

/// The format of items, alone or in a message.
pub(super) const NEWSML: Format = Format {
    id: "newsml",
    doc: "NewsML-G2 or NewsML 1: items alone or in a message; every item with a text is an article.",
    endings: &["newsml", "xml"],
    sniff: |start| {
        let start = String::from_utf8_lossy(start);
        ["<newsItem", "<newsMessage", "<NewsML"]
            .iter()
            .any(|root| xml::begins_with(&start, root))
    },
    by_ending: false,
    parse: newsml,
};

fn tree(bytes: &[u8], notes: &mut Notes) -> Result<Element, String> {
    let decoded = decode::decode(bytes, decode::label(bytes).as_deref())?;
    if let Some(repair) = decoded.repair {
        notes.repaired(None, repair);
    }
    let parsed = xml::parse(&decoded.text);
    if let Some((line, reason)) = parsed.mistake {
        notes.odd(Some(line), parsed.cut, reason);
    }
    Ok(parsed.root)
}

fn newsml(bytes: &[u8], notes: &mut Notes) -> Result<Vec<Document>, String> {
    let root = tree(bytes, notes)?;
    let items = root.all(&["newsitem"]);
    let (mut documents, mut without, count) = (Vec::new(), 0, items.len());
    for item in items {
        if !notes.has_room(documents.len()) {
            break;
        }
        let mut front = FrontMatter::default();
        of_item(item, &mut front);
        if let Some(nitf) = item.find("nitf") {
            of_nitf(nitf, &mut front);
        }
        let text = text_of_item(item);
        if text.0.is_empty() {
            without += 1;
        } else {
            documents.push(document(front, text, item));
        }
    }
    if without > 0 {
        notes.repaired(None, format!("{without} of {count} items hold no text"));
    }
    if documents.is_empty() {
        Err("no item with a text is in it".to_owned())
    } else {
        Ok(documents)
    }
}

fn document(
    front: FrontMatter,
    (mut units, links): (Vec<Unit>, Vec<String>),
    element: &Element,
) -> Document {
    let own = identity::hash(element.text().as_bytes());
    if !units.is_empty() {
        matter::put_ahead(&front, &mut units);
    }
    Document {
        front,
        units,
        links,
        own: Some(own),
        ..Document::default()
    }
}

/// Tells what the head of an article in NITF says.
fn of_nitf(nitf: &Element, front: &mut FrontMatter) {
    let words =
        |name: &str| -> Vec<String> { nitf.find(name).map(Element::words).into_iter().collect() };
    let mut tell = |key: Key, name: &str, values: &[String], certainty: Certainty| {
        front.tell(key, ("NITF", name), values, 1, certainty);
    };
    tell(Key::Title, "hl1", &words("hl1"), Certainty::Known);
    let head = nitf.find("body.head");
    let subtitle = head.and_then(|head| head.find("hl2")).map(Element::words);
    tell(
        Key::Summary,
        "hl2",
        &subtitle.into_iter().collect::<Vec<_>>(),
        Certainty::Known,
    );
    tell(Key::Title, "title", &words("title"), Certainty::Known);
    let byline = head.and_then(|head| head.find("byline")).map(byline);
    tell(
        Key::Author,
        "byline",
        &byline.unwrap_or_default(),
        Certainty::Known,
    );
    for name in ["date.issue", "date.release", "story.date"] {
        let date = nitf
            .find(name)
            .and_then(|date| date.attribute("norm"))
            .map(day);
        tell(
            Key::Date,
            name,
            &date.into_iter().collect::<Vec<_>>(),
            Certainty::Known,
        );
    }
    let distributor = head
        .and_then(|head| head.find("distributor"))
        .map(Element::words)
        .unwrap_or_default();
    house(&distributor, "distributor", &mut tell);
    let holder = nitf
        .find("doc.copyright")
        .and_then(|right| right.attribute("holder"));
    house(holder.unwrap_or(""), "doc.copyright", &mut tell);
    for (kind, element) in [
        (GivenKind::Person, "person"),
        (GivenKind::Organisation, "org"),
        (GivenKind::Place, "location"),
    ] {
        tell(
            Key::Given(kind),
            element,
            &named(nitf, element),
            Certainty::Known,
        );
    }
    let subjects = nitf.all(&["tobject.subject"]).into_iter();
    let subjects = subjects.filter_map(|told| {
        let name = ["tobject.subject.matter", "tobject.subject.type"];
        let name = name.iter().find_map(|name| told.attribute(name));
        let code = || subject::told(told.attribute("tobject.subject.refnum")?);
        name.map(str::to_owned).or_else(code)
    });
    tell(
        Key::Given(GivenKind::Subject),
        "tobject.subject",
        &subjects.collect::<Vec<_>>(),
        Certainty::Known,
    );
    let keys = nitf
        .all(&["keyword"])
        .into_iter()
        .filter_map(|keyword| keyword.attribute("key").map(str::to_owned));
    tell(
        Key::Other,
        "keywords",
        &keys.collect::<Vec<_>>(),
        Certainty::Known,
    );
}

/// Whom or what the head of an article and its text mark as being of one kind; who wrote or sends it is not named by it.
fn named(nitf: &Element, element: &str) -> Vec<String> {
    let head = nitf.find("identified-content");
    let body = nitf.find("body.content");
    let parts = [head, body].into_iter().flatten();
    let marked = parts.flat_map(|part| part.all(&[element]));
    let marked = marked.map(|name| match name.attribute("value") {
        Some(full) if name.words().is_empty() => full.to_owned(),
        _ => name.words(),
    });
    marked.collect()
}

/// The authors that a byline marks as people, or the line itself.
fn byline(byline: &Element) -> Vec<String> {
    let people: Vec<String> = byline
        .all(&["person"])
        .into_iter()
        .map(Element::words)
        .collect();
    if people.is_empty() {
        vec![byline.words()]
    } else {
        people
    }
}

/// A house that supplies others is the agency, any other the outlet.
fn house(name: &str, told: &str, tell: &mut impl FnMut(Key, &str, &[String], Certainty)) {
    match outlets::house(name) {
        Some(house) if house.supplies() => tell(
            Key::Agency,
            told,
            &[house.name.to_owned()],
            Certainty::Known,
        ),
        Some(house) => tell(
            Key::Outlet,
            told,
            &[house.name.to_owned()],
            Certainty::Known,
        ),
        None => tell(Key::Outlet, told, &[name.to_owned()], Certainty::Known),
    }
}

/// `20240304T173000+0100` as `2024-03-04T17:30`.
fn day(norm: &str) -> String {
    let digits: String = norm
        .chars()
        .take_while(|c| c.is_ascii_digit() || *c == 'T')
        .filter(char::is_ascii_digit)
        .collect();
    let part = |from: usize, to: usize| digits.get(from..to);
    match (
        part(0, 4),
        part(4, 6),
        part(6, 8),
        part(8, 10),
        part(10, 12),
    ) {
        (Some(year), Some(month), Some(day), Some(hour), Some(minute)) => {
            format!("{year}-{month}-{day}T{hour}:{minute}")
        }
        (Some(year), Some(month), Some(day), ..) => format!("{year}-{month}-{day}"),
        _ => norm.to_owned(),
    }
}

/// The text of an article in NITF.
fn body_of_nitf(nitf: &Element) -> (Vec<Unit>, Vec<String>) {
    let body = nitf.find("body.content").or_else(|| nitf.find("body"));
    let markup = body.map(|body| body.markup(in_html)).unwrap_or_default();
    let dateline = nitf
        .find("dateline")
        .map(Element::words)
        .filter(|words| !words.is_empty());
    let (mut units, links) = html::fragment(&markup);
    if let (Some(dateline), Some(first)) = (dateline, units.first_mut()) {
        // As agencies print it, so that the rules for datelines find it.
        let dateline = dateline.trim_end_matches(['-', '–', '—', ' ']);
        if !first.text.starts_with(dateline) {
            first.text = format!("{dateline} - {}", first.text);
        }
    }
    (units, links)
}

/// By which element of HTML an element of NITF is read; inside a line by default.
fn in_html(name: &str) -> &str {
    match name {
        "hl1" | "hl2" => "h2",
        "bq" => "blockquote",
        "media-caption" | "media-producer" | "caption" => "figcaption",
        "block" | "body.content" | "media" | "body.end" | "note" | "content.note" => "div",
        "media-metadata" | "media-reference" | "media-object" => "object",
        "p" | "ul" | "ol" | "li" | "dl" | "dt" | "dd" | "table" | "tr" | "td" | "th" | "pre"
        | "hr" | "br" | "a" | "em" | "q" | "sub" | "sup" | "div" | "h1" | "h3" | "h4"
        | "blockquote" | "figure" => name,
        "tagline" | "credit" => "p",
        _ => "span",
    }
}

/// Tells what the metadata of an item say.
fn of_item(item: &Element, front: &mut FrontMatter) {
    let mut tell = |key: Key, name: &str, values: &[String], certainty: Certainty| {
        front.tell(key, ("NewsML", name), values, 1, certainty);
    };
    let meta = item.find("contentmeta").unwrap_or(item);
    let words = |name: &str| -> Vec<String> {
        meta.all(&[name])
            .into_iter()
            .map(Element::words)
            .take(1)
            .collect()
    };
    tell(Key::Title, "headline", &words("headline"), Certainty::Known);
    tell(
        Key::Summary,
        "subheadline",
        &words("subheadline"),
        Certainty::Known,
    );
    for name in ["by", "byline"] {
        tell(Key::Author, name, &words(name), Certainty::Known);
    }
    let creators = meta
        .all(&["creator"])
        .into_iter()
        .filter_map(|creator| creator.text_of("name"));
    tell(
        Key::Author,
        "creator",
        &creators.collect::<Vec<_>>(),
        Certainty::Known,
    );
    for name in [
        "contentcreated",
        "firstcreated",
        "versioncreated",
        "thisrevisioncreated",
        "dateid",
    ] {
        let date = item.find(name).map(|date| iso(&date.words()));
        tell(
            Key::Date,
            name,
            &date.into_iter().collect::<Vec<_>>(),
            Certainty::Known,
        );
    }
    for name in ["creditline", "copyrightholder", "provider"] {
        let found = item.find(name);
        let value = found
            .map(|found| found.text_of("name").unwrap_or_else(|| found.words()))
            .unwrap_or_default();
        house(&value, name, &mut tell);
    }
    let subjects = meta.all(&["subject"]);
    for kind in GIVEN_KINDS {
        let of_kind = subjects.iter().filter(|subject| given_as(subject) == kind);
        let named = of_kind.filter_map(|told| {
            let code = || told.attribute("qcode").and_then(subject::told);
            told.text_of("name").or_else(code)
        });
        tell(
            Key::Given(kind),
            "subject",
            &named.collect::<Vec<_>>(),
            Certainty::Known,
        );
    }
}

/// What a subject of an item is, by its type in whatever vocabulary; what has none that names something is a subject.
fn given_as(subject: &Element) -> GivenKind {
    let kind = subject.attribute("type").unwrap_or("");
    match kind.rsplit(':').next().unwrap_or(kind) {
        "person" => GivenKind::Person,
        "organisation" | "organization" => GivenKind::Organisation,
        "geoArea" | "geoarea" | "poi" => GivenKind::Place,
        _ => GivenKind::Subject,
    }
}

/// A time with or without signs between its digits.
fn iso(date: &str) -> String {
    if date.contains('-') {
        date.to_owned()
    } else {
        day(date)
    }
}

/// The text of an item.
fn text_of_item(item: &Element) -> (Vec<Unit>, Vec<String>) {
    if let Some(nitf) = item.find("nitf") {
        return body_of_nitf(nitf);
    }
    if let Some(page) = item
        .all(&["inlinexml", "datacontent"])
        .into_iter()
        .find(|content| content.elements().next().is_some())
    {
        let body = page.find("body").unwrap_or(page);
        return html::fragment(&body.markup(in_html));
    }
    let data = item.all(&["inlinedata", "datacontent"]).into_iter().next();
    let Some(data) = data else {
        return (Vec::new(), Vec::new());
    };
    let text = data.text();
    if data
        .attribute("contenttype")
        .is_some_and(|kind| kind.contains("html"))
    {
        return html::fragment(&text);
    }
    (plain::units(&sanitize::clean(&text).text), Vec::new())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normal_dates_are_read_with_and_without_their_time() {
        assert_eq!(day("20240304T173000+0100"), "2024-03-04T17:30");
        assert_eq!(day("20240304"), "2024-03-04");
        assert_eq!(day("March"), "March");
    }
}
