//! Collections: one article a line (JSON Lines) or row (CSV), and what services for reading later give out.
//!
//! Which column or field is what, its name tells; [`NAMES`] holds the names in use. A row that holds only a link is an article
//! of a headline and an address, so that a list of links is still a list.

use serde_json::Value;

use crate::ingest::format::{Document, Format};
use crate::ingest::front_matter::{FrontMatter, Key};
use crate::ingest::notes::Notes;
use crate::ingest::page::{Role, Unit};
use crate::ingest::{decode, html, identity, limit, matter, outlets, plain, tags};
use crate::model::sourced::Certainty;
use crate::text::sanitize;

/// The format of JSON Lines.
pub(super) const JSON_LINES: Format = Format {
    id: "json-lines",
    doc: "One article a line, as a JSON object.",
    endings: &["jsonl", "ndjson"],
    sniff: |start| start.starts_with(b"{\"") && memchr::memmem::find(start, b"}\n{\"").is_some(),
    by_ending: true,
    parse: json_lines,
};

/// The format of a list of articles in one JSON document.
pub(super) const JSON_LIST: Format = Format {
    id: "json-list",
    doc: "A list of articles as JSON, such as an export of Wallabag or Omnivore.",
    endings: &["json"],
    sniff: |start| {
        let start: String = String::from_utf8_lossy(start)
            .chars()
            .filter(|c| !c.is_whitespace())
            .take(64)
            .collect();
        start.trim_start_matches('\u{feff}').starts_with("[{\"")
    },
    by_ending: false,
    parse: json_list,
};

/// The format of tables.
pub(super) const CSV: Format = Format {
    id: "csv",
    doc: "One article a row under a row of names, such as an export of Pocket, Instapaper or Readwise.",
    endings: &["csv", "tsv"],
    sniff: |_| false,
    by_ending: true,
    parse: csv,
};

/// What a column or field is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// A field of the article.
    Field(Key),
    /// Its text, plain or as HTML.
    Text,
    /// Passages of it.
    Passage,
    /// Tags that the reader gave it.
    Tags,
    /// The folder into which the reader put it.
    Folder,
    /// What else the reader has added: notes.
    Added,
}

/// The names of columns and fields in lower case without signs between words, the surest first.
const NAMES: &[(&str, Part)] = &[
    ("title", Part::Field(Key::Title)),
    ("headline", Part::Field(Key::Title)),
    ("booktitle", Part::Field(Key::Title)),
    ("author", Part::Field(Key::Author)),
    ("authors", Part::Field(Key::Author)),
    ("byline", Part::Field(Key::Author)),
    ("publishedby", Part::Field(Key::Author)),
    ("bookauthor", Part::Field(Key::Author)),
    ("outlet", Part::Field(Key::Outlet)),
    ("publisher", Part::Field(Key::Outlet)),
    ("publication", Part::Field(Key::Outlet)),
    ("source", Part::Field(Key::Outlet)),
    ("site", Part::Field(Key::Outlet)),
    ("sitename", Part::Field(Key::Outlet)),
    ("domainname", Part::Field(Key::Outlet)),
    ("domain", Part::Field(Key::Outlet)),
    ("agency", Part::Field(Key::Agency)),
    ("published", Part::Field(Key::Date)),
    ("publishedat", Part::Field(Key::Date)),
    ("publisheddate", Part::Field(Key::Date)),
    ("datepublished", Part::Field(Key::Date)),
    ("publicationdate", Part::Field(Key::Date)),
    ("pubdate", Part::Field(Key::Date)),
    ("publishdate", Part::Field(Key::Date)),
    ("date", Part::Field(Key::Date)),
    ("url", Part::Field(Key::Url)),
    ("link", Part::Field(Key::Url)),
    ("givenurl", Part::Field(Key::Url)),
    ("canonicalurl", Part::Field(Key::Url)),
    ("originalurl", Part::Field(Key::Url)),
    ("description", Part::Field(Key::Summary)),
    ("summary", Part::Field(Key::Summary)),
    ("excerpt", Part::Field(Key::Summary)),
    ("standfirst", Part::Field(Key::Summary)),
    ("text", Part::Text),
    ("body", Part::Text),
    ("content", Part::Text),
    ("contenthtml", Part::Text),
    ("contenttext", Part::Text),
    ("html", Part::Text),
    ("articlebody", Part::Text),
    ("maintext", Part::Text),
    ("fulltext", Part::Text),
    ("article", Part::Text),
    ("selection", Part::Passage),
    ("highlight", Part::Passage),
    ("tags", Part::Tags),
    ("labels", Part::Tags),
    ("documenttags", Part::Tags),
    ("folder", Part::Folder),
    ("note", Part::Added),
];

/// One article as a collection tells it: names and what stands under them.
type Record = Vec<(String, Vec<String>)>;

/// The records of a collection, each with the line on which it begins.
type Records = Vec<(u32, Record)>;

fn json_lines(bytes: &[u8], notes: &mut Notes) -> Result<Vec<Document>, String> {
    let text = text_of(bytes, notes)?;
    limit::check_json(&text)?;
    let records = lines_of_json(&text, notes);
    documents(&records, notes)
}

fn json_list(bytes: &[u8], notes: &mut Notes) -> Result<Vec<Document>, String> {
    let text = text_of(bytes, notes)?;
    limit::check_json(&text)?;
    let records = list_of_json(&text, notes);
    documents(&records, notes)
}

fn csv(bytes: &[u8], notes: &mut Notes) -> Result<Vec<Document>, String> {
    let records = rows(&text_of(bytes, notes)?, notes)?;
    let named = |(_, record): &(u32, Record)| record.iter().any(|(name, _)| part(name).is_some());
    if !records.iter().take(1).all(named) {
        let reason = "no column is called title, text, url or the like; `rashomon add --map` says which is what";
        return Err(reason.to_owned());
    }
    documents(&records, notes)
}

fn text_of(bytes: &[u8], notes: &mut Notes) -> Result<String, String> {
    let decoded = decode::decode(bytes, None)?;
    if let Some(repair) = decoded.repair {
        notes.repaired(None, repair);
    }
    Ok(decoded.text.trim_start_matches('\u{feff}').to_owned())
}

/// The articles of the records.
fn documents(records: &[(u32, Record)], notes: &mut Notes) -> Result<Vec<Document>, String> {
    let mut documents = Vec::with_capacity(records.len());
    for (line, record) in records {
        take(record, *line, &mut documents, notes);
    }
    if documents.is_empty() {
        Err("no article is in it".to_owned())
    } else {
        Ok(documents)
    }
}

fn lines_of_json(text: &str, notes: &mut Notes) -> Records {
    let mut records = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        if line.trim().is_empty() {
            continue;
        }
        if !notes.has_room(records.len()) {
            break;
        }
        match serde_json::from_str::<Value>(line) {
            Ok(value) => records.push((number, record(&value))),
            Err(error) => notes.failed(Some(number), format!("not a line of JSON: {error}")),
        }
    }
    records
}

/// Object by object, so that a list that is cut gives what it holds.
fn list_of_json(text: &str, notes: &mut Notes) -> Records {
    let mut records = Vec::new();
    let mut rest = Rest { text, line: 1 };
    while let Some(start) = rest.text.find('{') {
        if !notes.has_room(records.len()) {
            break;
        }
        rest.skip(start);
        let mut stream = serde_json::Deserializer::from_str(rest.text).into_iter::<Value>();
        match stream.next() {
            Some(Ok(value)) => records.push((rest.line, record(&value))),
            Some(Err(error)) => {
                let reason = format!("an article that is cut or no JSON: {error}");
                notes.failed(Some(rest.line), reason);
                break;
            }
            None => break,
        }
        let read = stream.byte_offset();
        rest.skip(read);
    }
    records
}

/// What is left of a text, and on which line it begins.
struct Rest<'a> {
    text: &'a str,
    line: u32,
}

impl Rest<'_> {
    fn skip(&mut self, length: usize) {
        let skipped = self.text.as_bytes().get(..length).unwrap_or_default();
        let lines = memchr::memchr_iter(b'\n', skipped).count();
        self.line = self
            .line
            .saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
        self.text = self.text.get(length..).unwrap_or("");
    }
}

/// The rows of a table under the names in its first.
fn rows(text: &str, notes: &mut Notes) -> Result<Records, String> {
    limit::check_table(text)?;
    let first = text.lines().next().unwrap_or("");
    let delimiter = [b'\t', b';', b',']
        .into_iter()
        .max_by_key(|&sign| memchr::memchr_iter(sign, first.as_bytes()).count());
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .delimiter(delimiter.unwrap_or(b','))
        .from_reader(text.as_bytes());
    let headers = reader.headers().map_err(|error| error.to_string())?;
    let names: Vec<String> = headers.iter().map(str::to_owned).collect();
    let mut records = Vec::new();
    for row in reader.records() {
        if !notes.has_room(records.len()) {
            break;
        }
        match row {
            Ok(row) => {
                let line = row.position().map_or(0, csv::Position::line);
                let cells = row.iter().map(|cell| vec![cell.to_owned()]);
                let record: Record = names.iter().cloned().zip(cells).collect();
                records.push((u32::try_from(line).unwrap_or(u32::MAX), record));
            }
            Err(error) => notes.failed(None, error.to_string()),
        }
    }
    Ok(records)
}

/// The collection in `bytes`, in a file called `name`, as JSON Lines in which the fields on the left of `map` stand for the
/// columns on its right, which come first.
///
/// # Errors
/// When there is no such field or column, or the file is no collection.
pub(super) fn renamed(
    name: &str,
    bytes: &[u8],
    map: &[(String, String)],
) -> Result<Vec<u8>, String> {
    if let Some((field, _)) = map.iter().find(|(field, _)| part(field).is_none()) {
        return Err(format!(
            "no field is called {field}; known are title, author, outlet, date, url, summary, text"
        ));
    }
    let mut notes = Notes::new(name);
    let text = text_of(bytes, &mut notes)?;
    limit::check_json(&text)?;
    let records = match name
        .rsplit('.')
        .next()
        .unwrap_or("")
        .to_lowercase()
        .as_str()
    {
        "csv" | "tsv" => rows(&text, &mut notes)?,
        "jsonl" | "ndjson" => lines_of_json(&text, &mut notes),
        "json" => list_of_json(&text, &mut notes),
        _ => {
            return Err(
                "only columns of .csv and .tsv and fields of .jsonl and .json can be mapped"
                    .to_owned(),
            );
        }
    };
    let mut out = String::new();
    let mut met = vec![false; map.len()];
    for (_, record) in records {
        let mut fields = serde_json::Map::new();
        for ((field, column), met) in map.iter().zip(&mut met) {
            if let Some((_, values)) = record.iter().find(|(name, _)| name == column) {
                fields.insert(field.clone(), values.clone().into());
                *met = true;
            }
        }
        for (name, values) in record {
            let mapped = map.iter().any(|(_, column)| *column == name);
            if !mapped && !fields.contains_key(&name) {
                fields.insert(name, values.into());
            }
        }
        out.push_str(&Value::Object(fields).to_string());
        out.push('\n');
    }
    let missing = map.iter().zip(&met).find(|(_, met)| !**met);
    match missing {
        Some(((_, column), _)) => Err(format!("no column or field is called {column}")),
        None => Ok(out.into_bytes()),
    }
}

/// The fields of a JSON object; of what is nested, the names.
fn record(value: &Value) -> Record {
    let plain = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(fields) => ["name", "label", "title", "text"]
            .iter()
            .find_map(|name| fields.get(*name)?.as_str().map(str::to_owned)),
        _ => None,
    };
    let fields = value.as_object().into_iter().flatten();
    fields
        .map(|(name, value)| {
            let values = match value {
                Value::Array(values) => values.iter().filter_map(plain).collect(),
                value => plain(value).into_iter().collect(),
            };
            (name.clone(), values)
        })
        .collect()
}

/// Adds the article that one object of a list tells.
pub(super) fn add(value: &Value, documents: &mut Vec<Document>, notes: &mut Notes) {
    take(&record(value), 1, documents, notes);
}

fn part(name: &str) -> Option<usize> {
    let bare: String = name
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    NAMES.iter().position(|(known, _)| *known == bare)
}

/// Adds the article of a record, or says why it is none.
fn take(record: &Record, line: u32, documents: &mut Vec<Document>, notes: &mut Notes) {
    let mut known: Vec<(usize, &str, &[String])> = record
        .iter()
        .filter(|(_, values)| values.iter().any(|value| !value.trim().is_empty()))
        .filter_map(|(name, values)| Some((part(name)?, name.as_str(), values.as_slice())))
        .collect();
    known.sort_by_key(|&(rank, ..)| rank);
    let mut front = FrontMatter::default();
    let (mut units, mut links, mut passages) = (Vec::new(), Vec::new(), Vec::new());
    let (mut texts, mut labels) = (0, Vec::new());
    for (rank, name, values) in known {
        match NAMES.get(rank).map(|&(_, part)| part) {
            Some(Part::Field(key)) => front.tell(
                key,
                ("column", name),
                &field(key, values),
                line,
                Certainty::Known,
            ),
            Some(added @ (Part::Added | Part::Tags | Part::Folder)) => {
                match added {
                    Part::Tags => labels.extend(tags::written(values)),
                    Part::Folder => labels.extend(tags::folders(values)),
                    _ => {}
                }
                front.tell(Key::Other, ("column", name), values, line, Certainty::Known);
            }
            Some(Part::Passage) => passages.extend_from_slice(values),
            Some(Part::Text) if texts == 0 => {
                (units, links) = pieces(&values.join("\n\n"));
                texts += usize::from(!units.is_empty());
            }
            Some(Part::Text) | None => {}
        }
    }
    let passages = passages
        .iter()
        .map(|passage| sanitize::clean_line(passage))
        .filter(|passage| !passage.is_empty());
    units.extend(passages.map(|passage| Unit::new(passage, Role::Quote, true)));
    if units.is_empty() && front.get(Key::Title).is_some() {
        // Only a link was kept.
        let address = front.get(Key::Url).and_then(|field| field.values.first());
        units.extend(address.map(|address| Unit {
            region: crate::ingest::page::Region::Around,
            ..Unit::new(address.clone(), Role::Plain, true)
        }));
    }
    if units.is_empty() && front.get(Key::Summary).is_none() {
        notes.failed(
            Some(line),
            "no text, and no title with an address".to_owned(),
        );
        return;
    }
    matter::put_ahead(&front, &mut units);
    documents.push(Document {
        tags: tags::each_once(labels.into_iter()),
        front,
        units,
        links,
        own: Some(own(record)),
    });
}

/// A number that tells the record from others.
fn own(record: &Record) -> u64 {
    let fields = record.iter().flat_map(|(name, values)| {
        let values = values.iter().enumerate().flat_map(|(index, value)| {
            let between: &[u8] = if index > 0 { b"\x01" } else { b"" };
            [between, value.as_bytes()]
        });
        [name.as_bytes(), b"\x01"]
            .into_iter()
            .chain(values)
            .chain([&b"\x02"[..]])
    });
    identity::hash_of(fields)
}

/// The values of a field: an outlet as the table writes it, a time that is a number as a day.
fn field(key: Key, values: &[String]) -> Vec<String> {
    let one = |value: &String| match key {
        Key::Outlet => {
            let name = value.strip_prefix("www.").unwrap_or(value);
            outlets::house(name.trim())
                .map_or(name, |house| house.name)
                .to_owned()
        }
        Key::Date => day_of_seconds(value).unwrap_or_else(|| value.clone()),
        _ => value.clone(),
    };
    values.iter().map(one).collect()
}

/// Seconds, or milliseconds, since 1970 as a day; a shorter number is a year or nothing.
fn day_of_seconds(value: &str) -> Option<String> {
    let number: i64 = value.trim().parse().ok()?;
    let seconds = match value.trim().len() {
        9 | 10 => number,
        12 | 13 => number / 1000,
        _ => return None,
    };
    let time = jiff::Timestamp::from_second(seconds).ok()?;
    Some(time.strftime("%Y-%m-%dT%H:%M").to_string())
}

/// A text as its first tags tell: HTML or plain.
fn pieces(text: &str) -> (Vec<Unit>, Vec<String>) {
    let low = text.to_ascii_lowercase();
    let is_markup = [
        "<p", "<div", "<br", "<h1", "<h2", "<article", "<html", "<ul", "<span",
    ]
    .iter()
    .any(|tag| low.contains(tag));
    if is_markup {
        return html::fragment(text);
    }
    (plain::units(&sanitize::clean(text).text), Vec::new())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_however_they_are_written() {
        for name in ["Published At", "published_at", "publishedAt"] {
            let known = part(name).map(|rank| NAMES[rank].1);
            assert_eq!(known, Some(Part::Field(Key::Date)));
        }
        assert_eq!(part("mood"), None);
    }

    #[test]
    fn columns_go_by_the_names_that_are_given_to_them() {
        let map = |field: &str, column: &str| [(field.to_owned(), column.to_owned())];
        let table = "Ueberschrift;Text\nPier widened;The council voted.\n".as_bytes();
        let lines = renamed("a.csv", table, &map("title", "Ueberschrift")).unwrap();
        let documents = json_lines(&lines, &mut Notes::new("a")).unwrap();
        assert_eq!(
            documents[0].front.get(Key::Title).unwrap().values,
            ["Pier widened"]
        );
        for (name, field, column) in [
            ("a.csv", "title", "none"),
            ("a.csv", "mood", "Text"),
            ("a.md", "title", "Text"),
        ] {
            assert!(renamed(name, table, &map(field, column)).is_err());
        }
    }

    #[test]
    fn seconds_are_days_and_years_are_not() {
        assert_eq!(
            day_of_seconds("1709571600").as_deref(),
            Some("2024-03-04T17:00")
        );
        assert_eq!(
            day_of_seconds("1709571600000").as_deref(),
            Some("2024-03-04T17:00")
        );
        assert_eq!(day_of_seconds("2024"), None);
    }
}
