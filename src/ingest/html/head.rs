//! What the head of a page says about its article: JSON-LD, Open Graph and other `meta` elements, and the links there.

use std::collections::HashMap;

use scraper::Html;
use serde_json::Value;

use crate::ingest::html::signed;

/// A value and by what the page tells it: `JSON-LD headline`, `meta og:title`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Told {
    /// The part of the page: `JSON-LD`, `meta`.
    pub(super) teller: &'static str,
    /// Its name there.
    pub(super) name: String,
    /// What it says; several for authors.
    pub(super) values: Vec<String>,
}

/// What the head says, each in the order in which it is believed.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) titles: Vec<Told>,
    pub(super) authors: Vec<Told>,
    pub(super) dates: Vec<Told>,
    pub(super) outlets: Vec<Told>,
    pub(super) urls: Vec<Told>,
    /// What it sums the article up with.
    pub(super) summaries: Vec<String>,
    /// The title of the window, which often names the outlet as well.
    pub(super) window: String,
}

/// The names of `meta` elements, the most trustworthy first.
const TITLES: &[&str] = &[
    "og:title",
    "citation_title",
    "dc.title",
    "dcterms.title",
    "twitter:title",
    "parsely-title",
    "sailthru.title",
    "title",
];
const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "og:author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "parsely-author",
    "sailthru.author",
    "byl",
    "article:author_name",
    "article.author",
];
const DATES: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "article:published",
    "datepublished",
    "date.published",
    "publish-date",
    "publishdate",
    "publish_date",
    "published_date",
    "pubdate",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "citation_publication_date",
    "citation_date",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "cxenseparse:recs:publishtime",
    "datecreated",
    "date",
];
const OUTLETS: &[&str] = &[
    "og:site_name",
    "application-name",
    "dc.publisher",
    "dcterms.publisher",
    "citation_journal_title",
    "article:publisher_name",
];
const SUMMARIES: &[&str] = &["og:description", "description", "twitter:description"];

/// More than this of one element of the head is read as nothing.
const LONGEST: usize = 2_000;

/// Reads the head of the page.
pub(super) fn read(html: &Html) -> Head {
    let mut head = Head::default();
    let (mut metas, mut scripts): (Vec<(String, String)>, Vec<String>) = Default::default();
    let mut canonical = None;
    for node in html.tree.root().descendants() {
        let Some(element) = node.value().as_element() else {
            continue;
        };
        let text = || -> String {
            let children = node.children();
            children
                .filter_map(|child| child.value().as_text().map(|text| text.to_string()))
                .collect()
        };
        match element.name() {
            "meta" => metas.extend(meta(element)),
            "title" if head.window.is_empty() => head.window = text(),
            "script" => scripts.push(text()),
            "link" if canonical.is_none() && element.attr("rel") == Some("canonical") => {
                canonical = element.attr("href").map(str::to_owned);
            }
            "time" if is_publication(element) => {
                let date = element.attr("datetime").or(element.attr("content"));
                metas.extend(date.map(|date| (TIME.to_owned(), date.to_owned())));
            }
            _ => {}
        }
    }
    json_ld(&mut head, &scripts);
    let told = |list: &[&str], out: &mut Vec<Told>| {
        for name in list {
            let said = metas
                .iter()
                .filter(|(key, _)| key == name)
                .map(|(_, value)| value.clone());
            let mut values: Vec<String> = said.filter(|value| !value.trim().is_empty()).collect();
            values.dedup();
            if !values.is_empty() {
                out.push(Told {
                    teller: "meta",
                    name: (*name).to_owned(),
                    values,
                });
            }
        }
    };
    told(TITLES, &mut head.titles);
    told(AUTHORS, &mut head.authors);
    head.authors.extend(signed::author(html).map(|signed| Told {
        teller: "byline",
        name: signed.mark,
        values: signed.names,
    }));
    told(DATES, &mut head.dates);
    told(&[TIME], &mut head.dates);
    told(OUTLETS, &mut head.outlets);
    if let Some(canonical) = canonical {
        head.urls.push(Told {
            teller: "link",
            name: "canonical".to_owned(),
            values: vec![canonical],
        });
    }
    told(&["og:url", "twitter:url"], &mut head.urls);
    let mut summaries = Vec::new();
    told(SUMMARIES, &mut summaries);
    head.summaries = summaries.into_iter().flat_map(|told| told.values).collect();
    head.authors.retain_mut(|told| {
        told.values.retain(|author| is_author(author));
        !told.values.is_empty()
    });
    head
}

/// By which name the elements that mark a time stand among the others.
const TIME: &str = "time";

/// Tells whether a `time` element is that of publication, by its own word.
fn is_publication(element: &scraper::node::Element) -> bool {
    let property = element.attr("itemprop").unwrap_or("");
    let published = |class: &str| {
        let class = class.to_ascii_lowercase();
        class.contains("publish") || class.contains("entry-date") || class == "dt-published"
    };
    element.attr("pubdate").is_some()
        || property.eq_ignore_ascii_case("datePublished")
        || element.classes().any(published)
}

/// The name and content of a `meta` element.
fn meta(element: &scraper::node::Element) -> Option<(String, String)> {
    let names = ["property", "name", "itemprop"];
    let name = names.iter().find_map(|name| element.attr(name))?;
    let content = element.attr("content")?;
    (content.len() <= LONGEST).then(|| (name.trim().to_ascii_lowercase(), content.to_owned()))
}

/// Accounts under which systems sign.
const ACCOUNTS: &[&str] = &[
    "admin",
    "administrator",
    "webmaster",
    "root",
    "user",
    "author",
    "editor",
];

/// An address or an account is no author.
fn is_author(author: &str) -> bool {
    let author = author.trim();
    !author.is_empty()
        && author.len() <= 300
        && !author.contains("://")
        && !author.starts_with(['@', '/'])
        && author.chars().any(char::is_alphabetic)
        && !ACCOUNTS.contains(&author.to_lowercase().as_str())
}

/// Reads what the scripts that hold linked data say about the article.
fn json_ld(head: &mut Head, scripts: &[String]) {
    let mut values: Vec<Value> = Vec::new();
    for script in scripts {
        let plain: String = script
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        let plain = plain
            .trim()
            .trim_start_matches("<!--")
            .trim_end_matches("-->");
        let plain = plain
            .trim()
            .trim_start_matches("//<![CDATA[")
            .trim_end_matches("//]]>");
        values.extend(serde_json::from_str::<Value>(plain.trim().trim_end_matches(';')).ok());
    }
    let mut objects = Vec::new();
    for value in &values {
        gather(value, &mut objects);
    }
    let names: HashMap<&str, &str> = objects
        .iter()
        .filter_map(|object| Some((object.get("@id")?.as_str()?, object.get("name")?.as_str()?)))
        .collect();
    for article in objects.iter().filter(|object| is_article(object)) {
        let tell = |name: &str, values: Vec<String>, out: &mut Vec<Told>| {
            if !values.is_empty() {
                out.push(Told {
                    teller: "JSON-LD",
                    name: name.to_owned(),
                    values,
                });
            }
        };
        tell(
            "headline",
            texts(article, "headline", &names),
            &mut head.titles,
        );
        tell(
            "author",
            texts(article, "author", &names),
            &mut head.authors,
        );
        tell(
            "datePublished",
            texts(article, "datePublished", &names),
            &mut head.dates,
        );
        tell(
            "publisher",
            texts(article, "publisher", &names),
            &mut head.outlets,
        );
        let mut urls = texts(article, "mainEntityOfPage", &names);
        urls.extend(texts(article, "url", &names));
        urls.retain(|url| url.starts_with("http"));
        tell("url", urls, &mut head.urls);
    }
}

/// Everything that is described, in lists and graphs as well.
fn gather<'a>(value: &'a Value, objects: &mut Vec<&'a Value>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| gather(value, objects)),
        Value::Object(fields) => {
            objects.push(value);
            for inner in ["@graph", "mainEntity", "publisher", "author"] {
                if let Some(value) = fields.get(inner) {
                    gather(value, objects);
                }
            }
        }
        _ => {}
    }
}

fn is_article(object: &Value) -> bool {
    let is = |kind: &Value| {
        kind.as_str().is_some_and(|kind| {
            kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report"
        })
    };
    match object.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(is),
        Some(kind) => is(kind),
        None => false,
    }
}

/// What the field says: texts, or the names of what it describes.
fn texts(object: &Value, field: &str, names: &HashMap<&str, &str>) -> Vec<String> {
    let mut found = Vec::new();
    let one = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Object(fields) => {
            let name = fields.get("name");
            let name = match name {
                Some(Value::Array(names)) => names.first(),
                name => name,
            };
            let id = fields.get("@id").and_then(Value::as_str);
            let known = || {
                id.and_then(|id| {
                    names
                        .get(id)
                        .copied()
                        .or(id.starts_with("http").then_some(id))
                })
            };
            name.and_then(Value::as_str)
                .or_else(known)
                .map(str::to_owned)
        }
        _ => None,
    };
    match object.get(field) {
        Some(Value::Array(values)) => found.extend(values.iter().filter_map(one)),
        Some(value) => found.extend(one(value)),
        None => {}
    }
    found.retain(|text| !text.trim().is_empty() && text.len() <= LONGEST);
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn linked_data_is_read_in_graphs_and_by_reference() {
        let html = Html::parse_document(
            r##"<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "@id": "#site", "name": "The Packet"},
            {"@type": ["NewsArticle"], "headline": "Pier
            widened", "author": [{"name": "Ann Author"}, "Bo Penn"], "publisher": {"@id": "#site"}, "datePublished": "2024-03-04"}]}</script>
            <meta property="og:title" content="Pier widened - The Packet"><meta name=author content="https://packet.example/ann">"##,
        );
        let head = read(&html);
        let first = |told: &[Told]| told.first().map(|told| told.values.join("; "));
        assert_eq!(first(&head.authors).as_deref(), Some("Ann Author; Bo Penn"));
        assert_eq!(head.authors.len(), 1);
        assert_eq!(first(&head.outlets).as_deref(), Some("The Packet"));
        assert_eq!(first(&head.dates).as_deref(), Some("2024-03-04"));
        assert_eq!(head.titles.len(), 2);
    }
}
