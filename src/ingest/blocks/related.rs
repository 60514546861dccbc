//! Headlines of other articles.

use crate::ingest::blocks::phrases::{Phrases, Table};
use crate::ingest::blocks::rule::{Rule, Work};
use crate::ingest::page::{Page, Role};
use crate::model::article::BlockKind;

pub(super) const RELATED_LIST: Rule = Rule {
    id: "related-list",
    doc: "`Most Read from …` and its kin, with the headlines below it.",
    work: Work::Look(related_list),
};

pub(super) const RELATED_LINE: Rule = Rule {
    id: "related-line",
    doc: "One pointer to another article: `READ ALSO: …`, `Related: …`.",
    work: Work::Phrases(
        BlockKind::RelatedHeadlines,
        Phrases {
            starts: &[
                "read also",
                "also read",
                "read more:",
                "read more |",
                "read:",
                "read next:",
                "related:",
                "related story",
                "see also",
                "see also:",
                "watch:",
                "watch |",
                "listen:",
                "dig deeper:",
                "in pictures:",
                "must read",
                "don't miss:",
                "you might like",
                "recommended:",
                "read the latest",
                "click here to read",
                "[read",
                "[see",
                "[also read",
                "(read",
                "(related",
                "more from",
                "more on ",
            ],
            longest: 24,
            ..Phrases::of(Table::RelatedLine)
        },
    ),
};

pub(super) const RUN: Rule = Rule {
    id: "run",
    doc: "Three or more short lines in a row inside the body, none of them a sentence: menus and lists of headlines.",
    work: Work::Look(run),
};

/// What stands over a list of other articles' headlines.
pub(super) const LIST_HEADINGS: Phrases = Phrases {
    whole: &[
        "related",
        "related articles",
        "related stories",
        "related news",
        "related content",
        "related coverage",
        "related links",
        "related posts",
        "related topics",
        "read next",
        "up next",
        "most popular",
        "most read",
        "most viewed",
        "most shared",
        "most commented",
        "trending",
        "trending now",
        "trending news",
        "popular",
        "popular now",
        "popular stories",
        "top stories",
        "top news",
        "more stories",
        "latest stories",
        "latest news",
        "latest",
        "more news",
        "recommended",
        "recommended for you",
        "recommended stories",
        "recommended articles",
        "editor's picks",
        "editors' picks",
        "what to read next",
        "you may also like",
        "you might also like",
        "don't miss",
        "more like this",
        "in other news",
        "more top stories",
        "more coverage",
        "also in the news",
        "from around the web",
        "around the web",
        "from the web",
        "more for you",
        "keep reading",
        "must read",
        "must reads",
        "more on this story",
        "read this next",
        "today's top stories",
        "people also read",
        "sponsored stories",
        "popular articles",
        "recent posts",
        "recent articles",
        "best of",
        "promoted stories",
        "popular in the community",
        "more to explore",
        "top picks",
        "explore more",
        "featured stories",
        "latest headlines",
        "other stories",
        "similar articles",
        "most popular videos",
        "most popular articles",
        "trending stories",
        "more videos",
    ],
    starts: &[
        "most read from",
        "most read in",
        "most popular in",
        "most popular on",
        "more from ",
        "more stories from",
        "more in ",
        "read more from",
        "read more on",
        "also on ",
        "related stories:",
        "more coverage of",
        "latest from ",
        "top stories from",
        "stories you may",
        "popular on ",
        "trending on ",
        "trending in ",
        "stay with us on",
        "you may also be interested",
        "what others are reading",
        "here's what else",
    ],
    holds: &["taboola", "outbrain"],
    longest: 9,
    ..Phrases::of(Table::ListHeading)
};

/// At most this many headlines are taken to belong to one list.
const LONGEST_LIST: usize = 15;

fn related_list(page: &mut Page, id: &'static str) {
    for index in 0..page.lines.len() {
        let heads = page
            .lines
            .get(index)
            .is_some_and(|line| line.kind.is_none() && LIST_HEADINGS.fit(line));
        if !heads {
            continue;
        }
        page.mark(index, BlockKind::RelatedHeadlines, id);
        for next in index + 1..=index + LONGEST_LIST {
            if !is_other_headline(page, next) {
                break;
            }
            page.mark(next, BlockKind::RelatedHeadlines, id);
        }
    }
}

/// A headline has words but is no sentence; a question or a cry may well be one.
fn is_other_headline(page: &Page, index: usize) -> bool {
    let heading = |role| matches!(role, Role::Heading(1 | 2));
    let Some(line) = page
        .lines
        .get(index)
        .filter(|line| line.kind.is_none() && !heading(line.role))
    else {
        return false;
    };
    let words = page.words_of(index);
    line.words <= 22
        && !(line.stop
            && words
                .trim_end_matches(['"', '”', '’', '\'', ')'])
                .ends_with('.')
            && line.words > 2)
}

/// How many short lines in a row are no longer subheadings.
const SHORTEST_RUN: usize = 3;

fn run(page: &mut Page, id: &'static str) {
    let mut index = page.body.start;
    while index < page.body.end {
        let end = (index..page.body.end)
            .find(|&line| !is_short(page, line))
            .unwrap_or(page.body.end);
        if end - index >= SHORTEST_RUN {
            let words: usize = page
                .lines
                .iter()
                .take(end)
                .skip(index)
                .map(|line| line.words)
                .sum();
            // The last line before running text may be the subheading of that text, but nothing tells it apart.
            let kind = if words >= (end - index) * 4 {
                BlockKind::RelatedHeadlines
            } else {
                BlockKind::Navigation
            };
            for line in index..end {
                if !page.keeps(line) {
                    page.mark(line, kind, id);
                }
            }
        }
        index = end + 1;
    }
}

fn is_short(page: &Page, index: usize) -> bool {
    page.lines.get(index).is_some_and(|line| {
        line.kind.is_none()
            && line.role == Role::Plain
            && !line.stop
            && !line.bullet
            && line.words <= 16
            && !line.low.ends_with([':', ',', ';', '"', '”'])
    })
}
