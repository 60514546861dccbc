//! Who signs an article, by the elements that its page marks for that: `rel="author"`, `itemprop="author"`, classes such as
//! `byline` and `authorName`.

use ego_tree::NodeRef;
use scraper::node::Element;
use scraper::{Html, Node};

use crate::ingest::byline;
use crate::text::sanitize::clean_line;

/// What is longer is no line of names but a part of the page, or a portrait.
const LONGEST: usize = 120;

/// Who signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Signed {
    /// The word of the page by which that is marked.
    pub(super) mark: String,
    /// The names, in their order.
    pub(super) names: Vec<String>,
}

/// The first element behind the first heading that is marked so and holds the name of somebody, and nothing else but a title or a
/// place; who signs comments and other articles signs not this one.
pub(super) fn author(html: &Html) -> Option<Signed> {
    let mut nodes = html.tree.root().descendants();
    nodes.find(|node| is_called(*node, "h1"))?;
    nodes.find_map(|node| {
        let mark = mark(node.value().as_element()?)?;
        let line = line(node)?;
        if node.ancestors().any(is_elsewhere) {
            return None;
        }
        let linked = || {
            let mut links = node.descendants().filter(|node| is_called(*node, "a"));
            links.find_map(line_of_names)
        };
        Some(Signed {
            mark,
            names: byline::named(&line).or_else(linked)?,
        })
    })
}

fn is_called(node: NodeRef<'_, Node>, name: &str) -> bool {
    let element = node.value().as_element();
    element.is_some_and(|element| element.name() == name)
}

/// By which word the element is marked.
fn mark(element: &Element) -> Option<String> {
    let is_author = |word: &str| word.eq_ignore_ascii_case("author");
    let rel = element.attr("rel").unwrap_or_default();
    if rel.split_whitespace().any(is_author) || element.attr("itemprop").is_some_and(is_author) {
        return Some("author".to_owned());
    }
    element
        .classes()
        .find(|class| is_of_author(class))
        .map(str::to_owned)
}

/// Words in classes that tell of something beside the name.
const BESIDE: &[&str] = &[
    "comment", "bio", "avatar", "image", "photo", "img", "social", "follow", "title", "role",
    "date", "time", "related", "more", "count", "twitter", "mail",
];

fn is_of_author(class: &str) -> bool {
    let class = class.to_ascii_lowercase();
    (class.contains("author") || class.contains("byline"))
        && !BESIDE.iter().any(|word| class.contains(word))
}

/// Whether the element holds what others write, or leads to other articles.
fn is_elsewhere(node: NodeRef<'_, Node>) -> bool {
    let Some(element) = node.value().as_element() else {
        return false;
    };
    let away = |class: &str| {
        let class = class.to_ascii_lowercase();
        ["comment", "related", "sidebar", "recommend", "teaser"]
            .iter()
            .any(|word| class.contains(word))
    };
    matches!(element.name(), "aside" | "nav" | "footer") || element.classes().any(away)
}

/// The words in an element, on one line, unless they are many.
fn line(node: NodeRef<'_, Node>) -> Option<String> {
    let mut line = String::new();
    for text in node.descendants().filter_map(|node| node.value().as_text()) {
        line.push(' ');
        line.push_str(text);
        if line.len() > LONGEST * 10 {
            return None;
        }
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    let line = clean_line(&words.join(" "));
    (line.len() <= LONGEST).then_some(line)
}

fn line_of_names(node: NodeRef<'_, Node>) -> Option<Vec<String>> {
    byline::named(&line(node)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signed(body: &str) -> Option<String> {
        let told = author(&Html::parse_document(body))?;
        Some(format!("{}: {}", told.mark, told.names.join("; ")))
    }

    #[test]
    fn who_signs_is_read_where_the_page_marks_it() {
        for (body, who) in [
            (
                "<h1>Pier</h1><p class=byline>By Ann Author</p>",
                Some("byline: Ann Author"),
            ),
            (
                "<h1>Pier</h1><a rel='author' href=/a>Ann Author</a>",
                Some("author: Ann Author"),
            ),
            (
                "<h1>Pier</h1><div class=Page-authorName><span>By </span><a href=/a><b>Ann Author</b></a><span>Sea Columnist</span></div>",
                Some("Page-authorName: Ann Author"),
            ),
            (
                "<h1>Pier</h1><span itemprop=author>Ann Author and Bo Penn</span>",
                Some("author: Ann Author; Bo Penn"),
            ),
            // Above the heading stands who writes something else.
            ("<a rel=author>Cy Quill</a><h1>Pier</h1><p>Text.</p>", None),
            ("<a rel=author>Cy Quill</a><p>Text.</p>", None),
            (
                "<h1>Pier</h1><div class=comments><span class=author>Dee Ink</span></div>",
                None,
            ),
            (
                "<h1>Pier</h1><aside><a rel=author>Dee Ink</a></aside>",
                None,
            ),
            ("<h1>Pier</h1><p class=author-bio>Ann Author</p>", None),
            (
                "<h1>Pier</h1><p class=byline>The harbour at night</p>",
                None,
            ),
        ] {
            assert_eq!(signed(body).as_deref(), who, "{body}");
        }
    }
}
