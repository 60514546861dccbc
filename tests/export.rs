//! What leaves the program: two invented articles in every form, and what holds for hostile ones.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "a test says what is wrong by failing"
)]

#[path = "support/page.rs"]
pub mod page;

use std::sync::Arc;

use proptest::prelude::*;
use rashomon::export::compile;
use rashomon::export::dossier::Dossier;
use rashomon::export::html::html;
use rashomon::export::markdown::markdown;
use rashomon::export::plain::plain;
use rashomon::export::terminal::Look;
use rashomon::extract;
use rashomon::ingest;
use rashomon::library::Library;
use rashomon::model::article::{Article, ArticleId, Block, BlockKind};
use rashomon::model::sourced::{Origin, Sourced};
use rashomon::text::range::TextRange;
use rashomon::text::sanitize::clean_line;
use rashomon::text::width::cells;
use serde_json::Value;

const HARBOUR: &str = "\
---
title: Council agrees to widen the pier
outlet: Harbour Post
date: 2026-03-04
url: https://harbour.example/pier?a=1&b=2
---

The council agreed on Wednesday to widen the pier for $12 million, Mayor Ann Berg said.

“We will not close the harbour while we build, whatever it costs,” Berg said.

The work will take two years, people familiar with the plan said.

Gulls are fond of the pier.

Divers raised the wreck of the old ferry from the harbour on Tuesday.
";

const VALLEY: &str = "\
---
title: Pier may be widened
outlet: Valley Times
date: 2026-03-05
---

The council agreed to widen the pier for $15 million, Mayor Ann Berg claimed.

“We will close the harbour while we build,” Berg said.

The work may take two years, said Carl Dahl, who heads the “pier alliance”.

On Tuesday divers raised the wreck of the old ferry from the harbour.
";

fn library(articles: Vec<Article>) -> Library {
    let read: Vec<_> = articles
        .into_iter()
        .map(|article| {
            let findings = extract::find(&article);
            (Arc::new(article), Arc::new(findings))
        })
        .collect();
    Library::build(&read, Vec::new())
}

/// The dossier of articles in the order given.
fn dossier(articles: Vec<Article>) -> Dossier {
    let ids: Vec<ArticleId> = articles.iter().map(|article| article.id).collect();
    let library = library(articles);
    let rows: Vec<usize> = ids.iter().map(|id| library.row_of(*id).unwrap()).collect();
    compile::dossier(&library, &rows)
}

fn of_the_pier() -> Dossier {
    let files = [("harbour.md", HARBOUR), ("valley.md", VALLEY)];
    let articles = files
        .iter()
        .flat_map(|(name, text)| ingest::read(name, text.as_bytes()).articles);
    dossier(articles.collect())
}

fn text(width: usize, colour: bool) -> String {
    plain(&of_the_pier(), Look { width, colour })
}

#[test]
fn text_on_eighty_columns() {
    insta::assert_snapshot!("text-80", text(80, false));
}

#[test]
fn text_in_two_columns() {
    insta::assert_snapshot!("text-130", text(130, false));
}

#[test]
fn a_comparison_in_markdown() {
    insta::assert_snapshot!("markdown", markdown(&of_the_pier()));
}

#[test]
fn a_comparison_as_a_page() {
    insta::assert_snapshot!("html", page::body(&html(&of_the_pier())));
}

#[test]
fn colours_add_nothing_but_themselves() {
    let coloured = text(80, true);
    assert!(coloured.contains("\u{1b}[1m"));
    let bare = page::without_colours(&coloured);
    assert_eq!(bare, text(80, false).replace('*', ""));
}

#[test]
fn a_text_beside_itself_says_so_and_lists_nothing() {
    let [mut a, mut b] = [(), ()].map(|()| ingest::read("pier.md", HARBOUR.as_bytes()).articles);
    b[0].id = ArticleId(a[0].id.0.wrapping_add(1));
    a.append(&mut b);
    let dossier = dossier(a);
    assert_eq!(dossier.comparisons[0].state, "same-text");
    assert!(dossier.comparisons[0].pairs.is_empty());
    let look = Look {
        width: 80,
        colour: false,
    };
    for told in [plain(&dossier, look), markdown(&dossier), html(&dossier)] {
        assert!(told.contains("Both are the same, word for word."), "{told}");
        assert!(!told.contains("passages only in"), "{told}");
    }
}

#[test]
fn only_addresses_of_the_web_become_links() {
    assert!(html(&of_the_pier()).contains("<a href=\"https://harbour.example/pier?a=1&amp;b=2\""));
    let text = HARBOUR.replace(
        "https://harbour.example/pier?a=1&b=2",
        "javascript:alert(1)",
    );
    let mut articles = ingest::read("a.md", text.as_bytes()).articles;
    articles.extend(ingest::read("b.md", VALLEY.as_bytes()).articles);
    articles[0].url = Some(Sourced::known(
        "javascript:alert(1)".to_owned(),
        Origin::Several,
        "test",
    ));
    assert!(!html(&dossier(articles)).contains("javascript"));
}

/// An article that no reader of files has cleaned: its first line is the headline, others are paragraphs.
fn raw(number: u64, lines: &[String], about: &str, address: &str) -> Article {
    let mut text = String::new();
    let mut blocks = Vec::new();
    for line in lines {
        let start = text.len();
        text.push_str(line);
        let kind = if start == 0 {
            BlockKind::Headline
        } else {
            BlockKind::Paragraph
        };
        blocks.push(Block {
            kind,
            range: TextRange::new(start, text.len()),
        });
        text.push('\n');
    }
    let known = |value: &str| Some(Sourced::known(value.to_owned(), Origin::Several, "test"));
    Article {
        id: ArticleId(number),
        source: about.to_owned(),
        headline: known(lines.first().map_or("", String::as_str)),
        text,
        blocks,
        byline: None,
        outlet: known(about),
        agency: None,
        published: None,
        url: known(&format!("https://example.org/{about}{address}")),
    }
}

/// Sentences of one affair, in which everything stands that could be taken for markup or act on a terminal.
fn hostile() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "Ann Berg said the pier will hold for 15 years",
        "“the <b>pier</b> will not hold”, Ann Berg claimed",
        "Mayor Ann <Berg> may widen the pier in Porto",
        "the council widened the pier",
        "<script>alert(1)</script>",
        "\"><img src=x onerror='alert(1)'>",
        "</td></table></style>",
        "<!-- -->",
        "&lt;&#60;&amp",
        "| a | b |",
        "![x](javascript:x) [y]: z",
        "`code` **bold** _it_ ~~no~~ $x$",
        "http://evil.example www.evil.example",
        "# - + 1. > =",
        "\u{1b}[31mred\u{1b}]0;title\u{7}",
        "\u{9b}2J\u{202e}\u{0}\u{7f}",
        "\\",
        "新聞記者",
    ]);
    prop::collection::vec(pieces, 1..5).prop_map(|pieces| format!("{}.", pieces.join(" ")))
}

fn lines() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(hostile(), 1..6)
}

fn acts(c: char) -> bool {
    c != '\n' && (c.is_control() || matches!(c, '\u{202a}'..='\u{202e}'))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn nothing_of_an_article_is_markup(a in lines(), b in lines(), about in hostile(), width in 20usize..180, of_one: bool) {
        // Versions of one article, or articles of their own.
        let addresses = if of_one { [""; 3] } else { ["/x", "/y", "/z"] };
        let [x, y, z] = addresses;
        let dossier = dossier(vec![raw(1, &a, &about, x), raw(2, &b, &about, y), raw(3, &a[..1], &about, z)]);

        let page = html(&dossier);
        prop_assert!(!page.contains(acts));
        if let Err(reason) = page::check(&page) {
            panic!("{reason}\n{page}");
        }

        let written = markdown(&dossier);
        prop_assert!(!written.contains(acts) && !written.contains('<'), "{}", written);
        for line in written.lines() {
            page::check_markdown_line(line, 3);
        }

        let bare = plain(&dossier, Look { width, colour: false });
        prop_assert!(!bare.contains(acts));
        for line in bare.lines() {
            prop_assert!(cells(line) <= width, "{line}");
        }
        let coloured = plain(&dossier, Look { width, colour: true });
        prop_assert!(!page::without_colours(&coloured).contains(acts));

        let json = serde_json::to_string(&dossier).unwrap();
        prop_assert!(!json.contains(acts));
        let read: Value = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(read["articles"][0]["title"].as_str().unwrap(), clean_line(&a[0]));
    }
}
