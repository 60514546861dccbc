//! Title, author and date of saved pages, which no collection here tells: the pages that state them as linked data (JSON-LD) are
//! asked without it.
//!
//! What such a page states is taken for true, and every element that states it is taken out before the program reads the page;
//! in a second, harder setting every `meta` element as well, so that only what people see, the address and the title of
//! the window are left. It says how well what is seen agrees with what the newsroom's own system says, on pages whose
//! system says something; not how well it would do on pages whose fields people have read.

use std::collections::HashMap;
use std::io;

use flate2::read::GzDecoder;
use rashomon::ingest;
use rashomon::model::article::Article;
use scraper::{Html, Selector};
use serde_json::Value;

use crate::tasks::Row;

/// What is measured where the linked data are gone, and where the other data about the page are gone as well.
const SETTINGS: [(bool, [&str; 3]); 2] = [
    (
        false,
        [
            "title as stated, without JSON-LD: share right",
            "authors as stated, without JSON-LD: share right",
            "day as stated, without JSON-LD: share right",
        ],
    ),
    (
        true,
        [
            "title, without JSON-LD and meta elements: share right",
            "authors, without JSON-LD and meta elements: share right",
            "day, without JSON-LD and meta elements: share right",
        ],
    ),
];

/// What a page states about its article.
#[derive(Debug, Default)]
struct Stated {
    title: Option<String>,
    authors: Option<String>,
    day: Option<String>,
}

/// How many of the pages that state something are told so.
#[derive(Debug, Default, Clone, Copy)]
struct Right {
    right: usize,
    all: usize,
}

impl Right {
    fn count(&mut self, is_right: bool) {
        self.all += 1;
        self.right += usize::from(is_right);
    }
}

/// Measures both settings on these pages, which are packed by gzip.
///
/// # Errors
/// Where one of them cannot be unpacked.
pub fn measure(pages: &[Vec<u8>]) -> io::Result<Vec<Row>> {
    let markups: Vec<String> = pages
        .iter()
        .map(|page| {
            let mut bytes = Vec::new();
            io::Read::read_to_end(&mut GzDecoder::new(page.as_slice()), &mut bytes)?;
            Ok(String::from_utf8_lossy(&bytes).into_owned())
        })
        .collect::<io::Result<_>>()?;
    let mut rows = Vec::new();
    for (bare, names) in SETTINGS {
        let mut counts = [Right::default(); 3];
        for (number, markup) in markups.iter().enumerate() {
            let stated = stated(markup);
            let left = without_data(markup, bare);
            let reading = ingest::read("page.html", left.as_bytes());
            let found = reading.articles.first();
            let told = found.map(told).unwrap_or_default();
            let pairs = [
                (&stated.title, &told.title),
                (&stated.authors, &told.authors),
                (&stated.day, &told.day),
            ];
            for (count, (part, (wanted, found))) in counts.iter_mut().zip(names.iter().zip(pairs)) {
                let Some(wanted) = wanted else { continue };
                let is_right = found
                    .as_ref()
                    .is_some_and(|found| bag(found) == bag(wanted));
                count.count(is_right);
                if !is_right && std::env::var_os("RASHOMON_FAULTS").is_some() {
                    crate::tell(&format!(
                        "{part}: page {number}: {wanted:?}, told {found:?}"
                    ));
                }
            }
        }
        let measured = names.into_iter().zip(counts);
        rows.extend(
            measured
                .filter(|(_, count)| count.all > 0)
                .map(|(what, count)| Row::share(what, (count.right, count.all))),
        );
    }
    Ok(rows)
}

/// What the program tells of an article.
fn told(article: &Article) -> Stated {
    Stated {
        title: article.headline.as_ref().map(|title| title.value.clone()),
        authors: article.byline.as_ref().map(|byline| byline.value.join(" ")),
        day: article.published.as_ref().and_then(|date| date.value.iso()),
    }
}

/// The words of a text in lower case, in no order.
fn bag(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric());
    let mut words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    words.sort_unstable();
    words
}

/// What the linked data of a page state: of the first article that they describe.
fn stated(markup: &str) -> Stated {
    let html = Html::parse_document(markup);
    let Ok(scripts) = Selector::parse("script[type='application/ld+json']") else {
        return Stated::default();
    };
    let values = html.select(&scripts).filter_map(|script| {
        let text: String = script.text().collect();
        let plain: String = text
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        serde_json::from_str::<Value>(plain.trim()).ok()
    });
    let values: Vec<Value> = values.collect();
    let mut objects = Vec::new();
    for value in &values {
        gather(value, &mut objects);
    }
    let people = objects
        .iter()
        .filter_map(|object| Some((object.get("@id")?.as_str()?, *object)));
    let people: HashMap<&str, &Value> = people.collect();
    let Some(article) = objects.iter().find(|object| is_article(object)) else {
        return Stated::default();
    };
    let text = |field: &str| article.get(field).and_then(Value::as_str).map(plain);
    let site = article
        .get("publisher")
        .and_then(|site| site.get("name")?.as_str())
        .map(plain);
    let title = text("headline").map(|title| without_site(&title, site.as_deref()));
    let authors = article
        .get("author")
        .map_or_else(Vec::new, |author| names(author, &people));
    let day = text("datePublished").and_then(|date| date.get(..10).map(str::to_owned));
    Stated {
        title: title.filter(|title| !title.is_empty()),
        authors: (!authors.is_empty() && authors.iter().all(|name| is_name(name)))
            .then(|| authors.join(" ")),
        day: day.filter(|day| is_day(day)),
    }
}

/// A headline without the name of its site, which some systems put behind it.
fn without_site(title: &str, site: Option<&str>) -> String {
    let behind = [" | ", " - ", " – "].iter().find_map(|sign| {
        let (headline, last) = title.rsplit_once(sign)?;
        (bag(last).concat() == bag(site?).concat()).then_some(headline)
    });
    behind.unwrap_or(title).trim().to_owned()
}

/// Two to four words that begin with capitals: no account, no house, no line with a role in it.
fn is_name(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_house = |word: &str| ["Press", "News", "Staff", "Media", "Desk", "Team"].contains(&word);
    (2..=4).contains(&words.len())
        && !name.contains([',', '|', '@'])
        && words
            .iter()
            .all(|word| word.starts_with(char::is_uppercase) && !is_house(word))
}

/// A day of the calendar since there are pages: some systems state the year 1, or a time instead.
fn is_day(day: &str) -> bool {
    let date: Option<jiff::civil::Date> = day.parse().ok();
    date.is_some_and(|date| date.year() >= 1990)
}

/// Every object in a value, however deep.
fn gather<'a>(value: &'a Value, objects: &mut Vec<&'a Value>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| gather(value, objects)),
        Value::Object(fields) => {
            objects.push(value);
            fields.values().for_each(|value| gather(value, objects));
        }
        _ => {}
    }
}

fn has_kind(object: &Value, is: impl Fn(&str) -> bool) -> bool {
    match object.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(is),
        Some(kind) => kind.as_str().is_some_and(is),
        None => false,
    }
}

fn is_article(object: &Value) -> bool {
    has_kind(object, |kind| {
        kind.ends_with("Article") || kind == "BlogPosting"
    })
}

/// The names of people who are stated as authors; a house that signs is none.
fn names(author: &Value, known: &HashMap<&str, &Value>) -> Vec<String> {
    match author {
        Value::String(name) => Some(plain(name))
            .filter(|name| !name.contains("://"))
            .into_iter()
            .collect(),
        Value::Array(authors) => authors
            .iter()
            .flat_map(|author| names(author, known))
            .collect(),
        Value::Object(fields) => {
            let of_id = fields
                .get("@id")
                .and_then(Value::as_str)
                .and_then(|id| known.get(id));
            let object = if fields.contains_key("name") {
                author
            } else {
                of_id.copied().unwrap_or(author)
            };
            if has_kind(object, |kind| kind.ends_with("Organization")) {
                return Vec::new();
            }
            let name = object.get("name").and_then(Value::as_str).map(plain);
            name.filter(|name| !name.is_empty()).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// A text whose characters may be written as in HTML.
fn plain(text: &str) -> String {
    let html = Html::parse_fragment(text);
    html.root_element()
        .text()
        .collect::<String>()
        .trim()
        .to_owned()
}

/// The page without its linked data; if `bare`, without its `meta` elements too, but for the one that names the encoding.
fn without_data(markup: &str, bare: bool) -> String {
    let mut left = String::with_capacity(markup.len());
    let mut rest = markup;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        left.push_str(before);
        let end = tag.find('>').map_or(tag.len(), |end| end + 1);
        let (own, behind) = tag.split_at(end);
        let low = own.to_ascii_lowercase();
        rest = if low.starts_with("<script") && low.contains("ld+json") {
            let close = behind.to_ascii_lowercase().find("</script>");
            behind
                .get(close.map_or(behind.len(), |close| close + 9)..)
                .unwrap_or_default()
        } else {
            let is_meta = low.starts_with("<meta") && !low.contains("charset");
            if !(bare && is_meta) {
                left.push_str(own);
            }
            behind
        };
    }
    left.push_str(rest);
    left
}
