//! Lists of feeds in OPML 2.0, which every reader of feeds takes.

use std::fmt::Write as _;

use super::html::escaped;
use crate::model::feed::Subscription;
use crate::text::sanitize::clean_line;

/// The feeds as a list, each in its folder, in their order.
pub fn opml(subscriptions: &[&Subscription]) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n<head>\n  <title>Feeds of rashomon</title>\n</head>\n<body>\n",
    );
    write_folder(&mut out, subscriptions, 0);
    out.push_str("</body>\n</opml>\n");
    out
}

/// Writes feeds that are in one folder, which is `depth` deep: first those that stand in it, then those in its own folders.
fn write_folder(out: &mut String, subscriptions: &[&Subscription], depth: usize) {
    let mut folders: Vec<(&str, Vec<&Subscription>)> = Vec::new();
    for &subscription in subscriptions {
        let Some(name) = subscription.folder.get(depth) else {
            write_feed(out, subscription, depth);
            continue;
        };
        match folders.iter_mut().find(|(known, _)| known == name) {
            Some((_, within)) => within.push(subscription),
            None => folders.push((name, vec![subscription])),
        }
    }
    let space = "  ".repeat(depth + 1);
    for (name, within) in folders {
        let _ = writeln!(out, "{space}<outline text=\"{}\">", value(name));
        write_folder(out, &within, depth + 1);
        let _ = writeln!(out, "{space}</outline>");
    }
}

fn write_feed(out: &mut String, subscription: &Subscription, depth: usize) {
    let space = "  ".repeat(depth + 1);
    let url = value(&subscription.url);
    // Some text has to be there.
    let text = match subscription.title.as_str() {
        "" => url.clone(),
        title => value(title),
    };
    let _ = write!(
        out,
        "{space}<outline type=\"rss\" text=\"{text}\" xmlUrl=\"{url}\""
    );
    if !subscription.title.is_empty() {
        let _ = write!(out, " title=\"{text}\"");
    }
    if let Some(page) = &subscription.page {
        let _ = write!(out, " htmlUrl=\"{}\"", value(page));
    }
    out.push_str("/>\n");
}

fn value(text: &str) -> String {
    escaped(&clean_line(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest;

    fn feed(url: &str, title: &str, folder: &[&str]) -> Subscription {
        Subscription {
            url: url.to_owned(),
            title: title.to_owned(),
            page: (!title.is_empty()).then(|| format!("{url}?page=\"1\"&x=2")),
            folder: folder.iter().map(|&name| name.to_owned()).collect(),
        }
    }

    #[test]
    fn what_is_written_is_read_again_in_its_folders() {
        let feeds = [
            feed("https://a.example/", "Ann's <Own> & \"Best\"", &[]),
            feed("https://b.example/", "Bo", &["Coast"]),
            feed("https://c.example/", "Cy", &["Coast", "Harbours & Quays"]),
            feed("https://d.example/", "Di", &["Work"]),
        ];
        let opml = opml(&feeds.iter().collect::<Vec<_>>());
        let read = ingest::opml::read(opml.as_bytes()).unwrap();
        assert_eq!(read.mistake, None);
        assert_eq!(read.subscriptions, feeds);
    }

    #[test]
    fn a_feed_without_a_title_is_written_under_its_address() {
        let nameless = feed("https://a.example/?x=1&y=2", "", &[]);
        let opml = opml(&[&nameless]);
        assert!(
            opml.contains("text=\"https://a.example/?x=1&amp;y=2\""),
            "{opml}"
        );
    }
}
