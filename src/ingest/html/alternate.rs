//! The feed that a page names as its own.

use scraper::{Html, Node};

use super::trim;

/// So much of a page is looked through.
const HEAD: usize = 512 << 10;

/// Where the page of that `markup` says that its feed is, as it writes it.
pub(in crate::ingest) fn feed(markup: &str) -> Option<String> {
    let head = markup.get(..markup.floor_char_boundary(HEAD))?;
    let html = Html::parse_document(&trim::trim(head).markup);
    html.tree.values().find_map(|node| {
        let Node::Element(element) = node else {
            return None;
        };
        let said = |name| element.attr(name).unwrap_or_default().to_ascii_lowercase();
        let is_alternate = said("rel").split_whitespace().any(|rel| rel == "alternate");
        let is_feed = ["rss+xml", "atom+xml", "feed+json"]
            .iter()
            .any(|kind| said("type").contains(kind));
        (element.name() == "link" && is_alternate && is_feed)
            .then(|| element.attr("href").map(str::to_owned))
            .flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_feed_that_is_named_is_found() {
        let page = "<html><head><link rel=stylesheet href=a.css><link rel='Alternate home' type='application/RSS+xml' \
                    href='/rss?a=1&amp;b=2'><link rel=alternate type=application/atom+xml href=/atom></head><body>";
        assert_eq!(feed(page).as_deref(), Some("/rss?a=1&b=2"));
        assert_eq!(feed("<link rel=alternate hreflang=fr href=/fr>"), None);
    }
}
