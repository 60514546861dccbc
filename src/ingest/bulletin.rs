//! What a feed tells at one time, entry by entry, so that those which are new can be kept in a file of their own.
//!
//! A feed shows its latest entries, and lets earlier ones go. What is kept is therefore no copy of the feed but a JSON Feed of
//! the entries that had not come before; read as a file, it gives the articles that the feed itself would.

use std::collections::HashSet;

use serde_json::{Map, Value, json};
use url::Url;

use crate::ingest::feed::{self, Content, Entry, Told};
use crate::ingest::html::alternate;
use crate::ingest::limit::{self, MOST_ARTICLES};
use crate::ingest::{decode, html, identity};
use crate::model::article::ArticleId;
use crate::model::feed::Subscription;
use crate::text::sanitize::clean_line;

/// What a feed tells.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bulletin {
    /// What it calls itself.
    pub title: String,
    /// The page that it belongs to.
    pub page: Option<String>,
    /// After how many minutes it wants to be asked again at the earliest.
    pub pause: Option<u32>,
    /// The entries that say something, in its order.
    pub items: Vec<Item>,
    /// Where and why it could be read no further.
    pub cut: Option<String>,
}

/// An entry of a feed.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// What tells it from all that says something else: made of its id, its title and its words, and not of its markup, in
    /// which some feeds count who looks.
    pub entry: u64,
    /// The article that it becomes.
    pub article: ArticleId,
    /// Where all of it is.
    pub url: Option<String>,
    /// Whether the feed gives only a summary of it.
    pub is_summary: bool,
    /// How many words the feed gives of it.
    pub words: usize,
    json: Value,
}

/// Reads what came from `address`, whose server named the encoding `charset`.
///
/// # Errors
/// A sentence where it is no feed, or one of which nothing can be read.
pub fn read(bytes: &[u8], charset: Option<&str>, address: &str) -> Result<Bulletin, String> {
    let label = charset.map(str::to_owned).or_else(|| decode::label(bytes));
    let text = decode::decode(bytes, label.as_deref())?.text;
    let base = Url::parse(address).ok();
    let knows = |format: &crate::ingest::format::Format| (format.sniff)(bytes);
    let told = if knows(&feed::FEED) {
        feed::told_in_xml(&text)
    } else if knows(&feed::JSON_FEED) {
        limit::check_json(&text)?;
        feed::told_in_json(&text)
    } else {
        return Err(no_feed(&text, base.as_ref()));
    };
    Ok(bulletin(&told, base.as_ref()))
}

/// What is to be said of a document that is no feed; where it is a page that names one, which.
fn no_feed(text: &str, base: Option<&Url>) -> String {
    match alternate::feed(text) {
        Some(feed) => format!(
            "no feed but a page; its feed is {}",
            clean_line(&absolute(&feed, base))
        ),
        None => "no feed: neither RSS nor Atom nor JSON Feed".to_owned(),
    }
}

fn bulletin(told: &Told, base: Option<&Url>) -> Bulletin {
    let mut met = HashSet::new();
    // What is cut comes whole another time, and would be another version then.
    let whole = told.entries.len() - usize::from(told.is_last_cut && !told.entries.is_empty());
    let items = told.entries.iter().take(whole.min(MOST_ARTICLES));
    let items = items.filter_map(|entry| item(entry, base));
    let items: Vec<Item> = items.filter(|item| met.insert(item.entry)).collect();
    let cut = told
        .mistake
        .as_ref()
        .map(|(line, reason)| format!("line {line}: {reason}; read as far as entry {whole}"))
        .or_else(|| {
            let more = whole > MOST_ARTICLES;
            more.then(|| {
                format!("more than {MOST_ARTICLES} entries; those behind them are not read")
            })
        });
    let page = absolute(&told.page, base);
    Bulletin {
        title: clean_line(&told.name).trim().to_owned(),
        page: page.starts_with("http").then(|| clean_line(&page)),
        pause: told.pause,
        items,
        cut,
    }
}

/// An entry, unless it says nothing.
fn item(entry: &Entry, base: Option<&Url>) -> Option<Item> {
    let json = in_json(entry, base);
    // As it will be read from the file that keeps it.
    let kept = feed::item(&json);
    let taken = feed::document("", &kept);
    let document = taken.document;
    if document.units.is_empty() {
        return None;
    }
    let words = document.units.iter().map(|unit| unit.text.as_str());
    let words = words.collect::<Vec<_>>().join("\n");
    let said = [&kept.id, &kept.title, &words];
    let said = said.map(|said| format!("{}:{said}", said.len())).concat();
    Some(Item {
        entry: identity::hash(said.as_bytes()),
        article: identity::entry_id(document.own?, 0),
        url: Some(kept.url).filter(|url| url.starts_with("http")),
        is_summary: taken.is_short,
        words: words.split_whitespace().count(),
        json,
    })
}

/// The entry as JSON Feed writes it (<https://www.jsonfeed.org/version/1.1/>).
fn in_json(entry: &Entry, base: Option<&Url>) -> Value {
    let mut json = Map::new();
    let mut put = |name: &str, value: String| {
        if !value.is_empty() {
            json.insert(name.to_owned(), Value::String(value));
        }
    };
    put("id", entry.id.clone());
    put("url", absolute(&entry.url, base));
    put("title", entry.title.clone());
    put("date_published", entry.date.clone());
    let form = |content: &Content| {
        if content.is_plain {
            "content_text"
        } else {
            "content_html"
        }
    };
    let summary = &entry.summary;
    if !entry.content.text.trim().is_empty() {
        put(form(&entry.content), entry.content.text.clone());
    } else if summary.is_plain {
        put("summary", summary.text.clone());
    } else {
        // A summary in JSON has no markup. One that is as long as an article is one.
        let taken = feed::document(
            "",
            &Entry {
                summary: Content {
                    text: summary.text.clone(),
                    is_plain: false,
                },
                ..Entry::default()
            },
        );
        if taken.is_short {
            put("summary", html::words(&summary.text));
        } else {
            put("content_html", summary.text.clone());
        }
    }
    if !entry.authors.is_empty() {
        let authors = entry.authors.iter().map(|name| json!({ "name": name }));
        json.insert("authors".to_owned(), authors.collect());
    }
    Value::Object(json)
}

/// The address as it is from there.
fn absolute(written: &str, base: Option<&Url>) -> String {
    let written = written.trim();
    if written.is_empty() {
        return String::new();
    }
    let joined = base.and_then(|base| base.join(written).ok());
    joined.map_or_else(|| written.to_owned(), String::from)
}

/// A JSON Feed of these items, of the feed that the reader has subscribed to so.
pub fn keep(items: &[&Item], subscription: &Subscription) -> Vec<u8> {
    let items: Vec<&Value> = items.iter().map(|item| &item.json).collect();
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": subscription.title,
        "feed_url": subscription.url,
        feed::KEPT: {
            "about": "Entries of a feed as rashomon kept them.",
            feed::FOLDERS: subscription.folder,
        },
        "items": items,
    });
    let mut bytes = feed.to_string().into_bytes();
    bytes.push(b'\n');
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest;

    const RSS: &str = "<rss version='2.0'><channel><title>Quay &amp; Radio</title><link>/</link>\
        <item><guid>a1</guid><title>Pier closes</title><link>/pier</link><author>ann@quay.example (Ann Author)</author>\
        <pubDate>Wed, 04 Mar 2026 10:00:00 GMT</pubDate><description>&lt;p&gt;The &lt;b&gt;old&lt;/b&gt; pier closes.&lt;/p&gt;</description></item>\
        <item><guid>a2</guid><title>Lamps</title><link>https://quay.example/lamps</link>\
        <content:encoded><![CDATA[<p>Lamps for the quay.</p><p>They came by ship.</p>]]></content:encoded></item>\
        <item><guid>a3</guid></item></channel></rss>";

    fn rss() -> Bulletin {
        read(RSS.as_bytes(), None, "https://quay.example/feed/rss").unwrap()
    }

    #[test]
    fn what_is_kept_gives_the_articles_of_the_feed() {
        let bulletin = rss();
        assert_eq!(bulletin.title, "Quay & Radio");
        assert_eq!(bulletin.page.as_deref(), Some("https://quay.example/"));
        assert_eq!(bulletin.items.len(), 2);
        assert!(bulletin.items[0].is_summary && !bulletin.items[1].is_summary);
        let all: Vec<&Item> = bulletin.items.iter().collect();
        let kept = keep(
            &all,
            &Subscription {
                title: bulletin.title.clone(),
                folder: vec!["Coast".to_owned(), "Harbours, quays".to_owned()],
                ..Subscription::default()
            },
        );
        let reading = ingest::read("kept.json", &kept);
        assert_eq!(reading.problems, []);
        let articles = &reading.articles;
        let ids: Vec<ArticleId> = articles.iter().map(|article| article.id).collect();
        let expected: Vec<ArticleId> = all.iter().map(|item| item.article).collect();
        assert_eq!(ids, expected);
        for id in &ids {
            assert_eq!(reading.tags[id], ["Coast", "Harbours quays"]);
        }
        let url = |index: usize| articles[index].url.as_ref().map(|url| url.value.clone());
        assert_eq!(url(0).as_deref(), Some("https://quay.example/pier"));
        assert!(articles[0].text.contains("The old pier closes."));
        assert_eq!(articles[0].title(), "Pier closes");
        let byline = articles[0]
            .byline
            .as_ref()
            .map(|byline| format!("{byline:?}"));
        assert!(byline.is_some_and(|byline| byline.contains("Ann Author")));
        assert!(articles[0].published.is_some());
        assert!(articles[1].text.contains("They came by ship."));
    }

    #[test]
    fn an_entry_is_another_when_its_words_are_and_not_its_markup() {
        let entries = |text: &str| -> Vec<u64> {
            let bulletin = read(text.as_bytes(), None, "https://quay.example/").unwrap();
            bulletin.items.iter().map(|item| item.entry).collect()
        };
        let counted = RSS.replace(
            "<p>Lamps",
            "<img src='https://count.example/7'><p class=x>Lamps",
        );
        assert_eq!(entries(&counted), entries(RSS));
        let changed = RSS.replace("Lamps for", "New lamps for");
        assert_eq!(entries(&changed)[0], entries(RSS)[0]);
        assert_ne!(entries(&changed)[1], entries(RSS)[1]);
        let again = "<item><guid>a2</guid><title>Lamps</title><description>Lamps for the quay.</description></item>";
        let twice = RSS.replace("<item><guid>a3</guid></item>", &again.repeat(2));
        assert_eq!(entries(&twice).len(), 3);
    }

    #[test]
    fn every_form_of_a_feed_and_a_cut_one_are_read() {
        let atom = "<feed xmlns='http://www.w3.org/2005/Atom'><title>Post</title><link rel='self' href='/self'/>\
                    <entry><id>x</id><title>Tide</title><link href='tide'/><content type='text'>The tide came. It went.</content></entry></feed>";
        let atom = read(atom.as_bytes(), None, "https://post.example/a/atom").unwrap();
        assert_eq!(
            atom.items[0].url.as_deref(),
            Some("https://post.example/a/tide")
        );
        let json = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": [{"id": 1, "content_text": "The tide came."}, {"id": 2, "con"#;
        let json = read(json.as_bytes(), None, "https://j.example/").unwrap();
        assert_eq!((json.title.as_str(), json.items.len()), ("J", 1));
        assert!(json.cut.is_some());
        let end = RSS.find("They came").unwrap();
        let cut = read(&RSS.as_bytes()[..end], None, "https://quay.example/").unwrap();
        assert_eq!(cut.items.len(), 1);
        let told = cut.cut.unwrap();
        assert!(told.contains("read as far as entry 1"), "{told}");
    }

    #[test]
    fn the_encoding_that_a_server_names_is_believed_unless_the_bytes_say_otherwise() {
        let feed = "<rss><channel><title>Причал</title><item><title>Причал закрыт</title></item></channel></rss>";
        let (old, _, _) = encoding_rs::WINDOWS_1251.encode(feed);
        let title =
            |bytes: &[u8], charset| read(bytes, charset, "https://a.example/").unwrap().title;
        assert_eq!(title(&old, Some("windows-1251")), "Причал");
        assert_eq!(title(feed.as_bytes(), Some("windows-1251")), "Причал");
    }

    #[test]
    fn a_page_in_place_of_a_feed_is_told_with_the_feed_that_it_names() {
        let page =
            b"<!doctype html><link rel=alternate type=application/rss+xml href=rss.xml><p>Home";
        let told = read(page, None, "https://quay.example/news/").unwrap_err();
        assert_eq!(
            told,
            "no feed but a page; its feed is https://quay.example/news/rss.xml"
        );
        assert!(
            read(b"nothing", None, "https://a.example/")
                .unwrap_err()
                .contains("no feed")
        );
    }
}
