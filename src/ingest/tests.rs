//! The cases under `tests/cases/ingest`, the registers, and what must hold for any bytes.

mod hostile;
mod inputs;

use std::collections::{BTreeSet, HashSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};

use proptest::prelude::*;

use super::*;
use crate::model::article::BlockKind;
use crate::model::problem::Severity;
use crate::model::sourced::Sourced;

/// A case file: what goes in, and what is expected in the order of the file.
struct Case {
    path: PathBuf,
    file: String,
    rules: Vec<String>,
    page: String,
    expected: String,
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/ingest");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    paths.into_iter().map(case).collect()
}

fn case(path: PathBuf) -> Case {
    let text = std::fs::read_to_string(&path).unwrap();
    let (head, rest) = text.split_once("=== page\n").unwrap();
    let (page, expected) = rest.split_once("=== expected\n").unwrap();
    let field = |name: &str| {
        let row = head.lines().find_map(|line| line.strip_prefix(name));
        row.unwrap_or_else(|| panic!("{}: no {name}", path.display()))
            .trim()
            .to_owned()
    };
    let (file, rules) = (field("file:"), field("rules:"));
    Case {
        rules: rules.split(", ").map(str::to_owned).collect(),
        // The one character that a case cannot hold as it is.
        page: page.replace("<ESC>", "\u{1b}"),
        expected: expected.to_owned(),
        file,
        path,
    }
}

/// A reading in the words of a case file.
fn shown(reading: &Reading) -> String {
    let mut out = String::new();
    for problem in &reading.problems {
        let line = problem
            .line
            .map(|line| format!(" {line}"))
            .unwrap_or_default();
        writeln!(
            out,
            "problem: {}{line}: {}",
            problem.severity.name(),
            problem.reason
        )
        .unwrap();
    }
    for article in &reading.articles {
        let mut field = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                writeln!(out, "{name} = {value}").unwrap();
            }
        };
        field("headline", value(article.headline.as_ref(), String::clone));
        field(
            "byline",
            value(article.byline.as_ref(), |names| names.join("; ")),
        );
        field("outlet", value(article.outlet.as_ref(), String::clone));
        field("agency", value(article.agency.as_ref(), String::clone));
        field(
            "date",
            value(article.published.as_ref(), ToString::to_string),
        );
        field("url", value(article.url.as_ref(), String::clone));
        for block in &article.blocks {
            let words: Vec<&str> = block
                .range
                .of(&article.text)
                .split_whitespace()
                .take(6)
                .collect();
            writeln!(out, "{}: {}", block.kind.name(), words.join(" ")).unwrap();
        }
    }
    out
}

fn value<T>(sourced: Option<&Sourced<T>>, text: impl Fn(&T) -> String) -> Option<String> {
    sourced.map(|sourced| {
        format!(
            "{}{} ({})",
            sourced.mark(),
            text(&sourced.value),
            sourced.because
        )
    })
}

/// The rules that mark something on a page.
fn fired(file: &str, text: &str) -> BTreeSet<&'static str> {
    let format = format_for(file, text.as_bytes()).unwrap();
    let documents = (format.parse)(text.as_bytes(), &mut Notes::new(file)).unwrap();
    let mut page = Page::new(&documents[0].units);
    blocks::mark(&mut page);
    page.fired
}

#[test]
fn every_case_reads_as_it_says() {
    let mut wrong = String::new();
    for case in cases() {
        let got = shown(&read(&case.file, case.page.as_bytes()));
        if got != case.expected {
            write!(
                wrong,
                "\n{}\n--- expected\n{}--- got\n{got}",
                case.path.display(),
                case.expected
            )
            .unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_rule_and_format_has_a_doc_and_a_case() {
    let cases = cases();
    let mut claimed: BTreeSet<String> = BTreeSet::new();
    for case in &cases {
        let fired = fired(&case.file, &case.page);
        for rule in &case.rules {
            assert!(
                fired.contains(rule.as_str()),
                "{}: rule {rule} marks nothing",
                case.path.display()
            );
        }
        claimed.extend(case.rules.iter().cloned());
    }
    let mut ids = HashSet::new();
    for rule in blocks::RULES {
        let (id, doc) = (rule.id, rule.doc);
        assert!(ids.insert(id), "two rules are called {id}");
        assert!(
            doc.ends_with('.') || doc.ends_with('`'),
            "rule {id} has no sentence of documentation"
        );
        assert!(claimed.contains(id), "no case for rule {id}");
    }
    for format in FORMATS {
        assert!(ids.insert(format.id) && !format.doc.is_empty());
        for ending in format.endings {
            assert!(has_known_ending(&format!("x.{ending}")));
        }
    }
}

/// What every article must keep: blocks in order, apart, on character borders, over all that is not white space.
fn check(article: &Article) {
    let mut last = 0;
    for block in &article.blocks {
        let (start, end) = (block.range.start, block.range.end);
        assert!(start >= last && end > start, "{block:?}");
        let words = article.text.get(start..end).unwrap();
        assert_eq!(words, words.trim());
        assert!(
            block.kind.is_furniture() || !words.contains('\n'),
            "{words}"
        );
        assert!(article.text.get(last..start).unwrap().trim().is_empty());
        assert!(block.range.len() <= 20_000 || block.kind != BlockKind::Paragraph);
        last = end;
    }
    let headlines = article
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Headline);
    assert!(headlines.count() <= 1);
    assert!(article.text.get(last..).unwrap().trim().is_empty());
}

#[test]
fn hostile_sizes_are_read_in_one_piece() {
    let long_line = "The council met again and found no end to it. ".repeat(40_000);
    let no_space = "x".repeat(1_000_000);
    let words = "word\n".repeat(100_000);
    let quotes = format!("{} deep", "> ".repeat(10_000));
    let marks = "[](*_`<&![".repeat(50_000);
    let links = "[b](c) <a href='d'>e</a> &#39; <img alt=f> [g]: ".repeat(20_000);
    let nested = format!("{}a{}", "[".repeat(50_000), "](u)".repeat(50_000));
    let matter = format!(
        "---\ntitle: A pier\nsummary: [{}b]\n---\n{long_line}",
        "found no end, ".repeat(4_000)
    );
    let dates = "a-2025-2025/08:30 Jan ".repeat(20_000);
    for (file, text) in [
        ("a.txt", &long_line),
        ("a.txt", &no_space),
        ("a.txt", &words),
        ("a.md", &words),
        ("a.md", &quotes),
        ("a.md", &marks),
        ("a.txt", &dates),
        ("a.md", &links),
        ("a.md", &nested),
        ("a.md", &matter),
    ] {
        let reading = read(file, text.as_bytes());
        assert_eq!(reading.articles.len(), 1);
        check(&reading.articles[0]);
    }
}

#[test]
fn a_long_paragraph_is_cut_at_the_end_of_a_sentence() {
    let text = "The council met again and found no end to it. ".repeat(1_000);
    let article = &read("a.txt", text.as_bytes()).articles[0];
    assert_eq!(article.blocks.len(), 3);
    assert!(
        article
            .blocks
            .iter()
            .all(|block| block.range.of(&article.text).ends_with("it."))
    );
}

#[test]
fn a_letter_is_not_parted_from_its_marks() {
    // The marks of one letter are put in order, so that a cut between them would part what was one in the given text.
    let letter = "Z\u{336}\u{301}\u{489}";
    for (file, text) in [
        ("a.txt", letter.repeat(4_000)),
        (
            "a.md",
            format!("# {}\n\nThe council met again.", letter.repeat(80)),
        ),
    ] {
        let article = &read(file, text.as_bytes()).articles[0];
        check(article);
        for block in &article.blocks {
            let first = block.range.of(&article.text).chars().next().unwrap();
            assert!(first.is_alphabetic(), "{file}: {first:?}");
        }
    }
}

#[test]
fn a_heading_without_end_is_one_headline_and_a_paragraph() {
    let words = "Council votes on pier ".repeat(2_000);
    let letters = "é".repeat(30_000);
    for (file, text) in [
        ("a.md", format!("# {words}\n\nThe council met again.\n")),
        ("a.md", format!("# {letters}\n\nThe council met again.\n")),
        (
            "a.md",
            format!("---\ntitle: {words}\n---\n\nThe council met again.\n"),
        ),
    ] {
        let article = &read(file, text.as_bytes()).articles[0];
        check(article);
        let headline = &article.headline.as_ref().unwrap().value;
        assert!((200..=300).contains(&headline.len()), "{headline}");
        assert_eq!(article.blocks[0].kind, BlockKind::Headline);
        assert_eq!(article.blocks[0].range.of(&article.text), headline);
        assert_eq!(article.blocks[1].kind, BlockKind::Paragraph);
    }
}

/// Scraps of the lines in which datelines, agencies and credits meet, each a possible start, middle and end.
const SCRAPS: &[&str] = &[
    "WASHINGTON, D.C.",
    "PARIS",
    "KYIV, Jan 6 (Reuters)",
    "(Reuters)",
    "-",
    "--",
    "– AFP",
    "- AP",
    "—",
    ":",
    "AP",
    "REUTERS.",
    "(AFP)",
    "The council met.",
    "They met",
    "“No.”",
    ".",
    "é",
    "PHOTO: EPA",
    "(Ann Example/AFP)",
];

#[test]
fn a_dateline_that_meets_an_agency_does_not_stop_the_folder() {
    let mut lines = SCRAPS.iter().flat_map(|first| {
        SCRAPS.iter().flat_map(move |second| {
            SCRAPS.iter().flat_map(move |third| {
                [
                    format!("{first} {second} {third}"),
                    format!("{first}{second} {third}"),
                ]
            })
        })
    });
    // Only the first paragraphs of a page have datelines.
    loop {
        let page: Vec<String> = lines.by_ref().take(3).collect();
        if page.is_empty() {
            break;
        }
        let text = format!("A pier is widened\n\n{}\n", page.join("\n\n"));
        check(&read("a.txt", text.as_bytes()).articles[0]);
    }
}

#[test]
fn a_search_goes_over_the_ends_of_hand_wrapped_lines() {
    let wrapped = "The harbour council agreed late in the evening to\nwiden the northern pier, which storms have damaged\ntwice in five years, and to pay for it with a fee.\n\nBoat owners called the plan unfair and said that\nthey would go to court over the new mooring fee.\n";
    for (file, text) in [
        ("a.txt", format!("A pier is widened\n\n{wrapped}")),
        ("a.md", format!("# A pier is widened\n\n{wrapped}")),
        (
            "a.md",
            format!("# A pier is widened\n\n> {}", wrapped.replace('\n', "\n> ")),
        ),
    ] {
        let article = &read(file, text.as_bytes()).articles[0];
        check(article);
        assert_eq!(article.blocks.len(), 3);
        assert!(
            article
                .text
                .contains("in the evening to widen the northern")
        );
        assert!(article.text.contains("said that they would"));
    }
}

#[test]
fn what_the_front_matter_says_is_read_and_searched() {
    let text = "---\ntitle: Mayor Iris Blom Widens Pier\nsubtitle: The harbour pays\nauthor: By Ann Author, Reuters\ndate: 2024-03-04T17:30:00Z\ndraft: false\nweight: 1.5\nfamily: {pier: [north, {south: old}]}\nnothing:\nlong: |\n  first row\n  second row\n---\nThe council met again on the pier.\n";
    let article = &read("a.md", text.as_bytes()).articles[0];
    check(article);
    let told = "Mayor Iris Blom Widens Pier\n\nThe harbour pays\n\nThe council met again on the pier.\n\nauthor: By Ann Author, Reuters\ndate: 2024-03-04T17:30:00Z\ndraft: false\nweight: 1.5\nfamily: pier: [north, {south: old}]\nnothing:\nlong: first row second row";
    assert_eq!(article.text, told);
    assert_eq!(article.blocks.len(), 4);
    let toml = "+++\ntitle = \"A pier is widened\"\ndraft = false\nweight = 1.5\n[family]\npier = [\"north\", {south = \"old\"}]\n+++\n# A Pier is Widened\n\nThe council met again.\n";
    let article = &read("a.md", toml.as_bytes()).articles[0];
    check(article);
    let told = "A Pier is Widened\n\nThe council met again.\n\ndraft: false\nweight: 1.5\nfamily: pier: [north, {south: old}]";
    assert_eq!(article.text, told);
}

#[test]
fn front_matter_that_repeats_itself_is_not_written_out() {
    let row = "x".repeat(10_000);
    let many = "*a, ".repeat(200);
    let text =
        format!("---\ntitle: A pier\na: &a {row}\nb: [{many}*a]\n---\nThe council met again.\n");
    let reading = read("a.md", text.as_bytes());
    check(&reading.articles[0]);
    assert!(reading.articles[0].text.len() < 3 * text.len());
    assert_eq!(reading.problems.len(), 1);
}

#[test]
fn nothing_but_white_space_is_a_problem() {
    for bytes in [b"".as_slice(), b" \n\t\n", b"\xef\xbb\xbf"] {
        let reading = read("a.txt", bytes);
        assert!(reading.articles.is_empty());
        assert!(reading.problems[0].reason.starts_with("empty"));
    }
}

const LINES: &[&str] = &[
    "Council Votes on Pier",
    "Share",
    "Advertisement",
    "Most Read from Bloomberg",
    "PHOTO: EPA",
    "AI generated",
    "- A bullet of a summary",
    "By Ann Author",
    "March 4, 2024",
    "PARIS - The council met again on Jan 6 and found no end to it.",
    "",
    "",
    "----------",
    "(From left) Ann and Bo on the pier.",
    "It ended well for all of them, the mayor said. REUTERS",
    "©2024 Bloomberg L.P.",
    "Waves break at dawn. (Ann Example/AFP)",
    "> quoted",
    "# Title",
    "![a](b \"c\")",
    "    indented words",
    "---",
    "REUTERS",
    "(Reuters) -",
    "—",
    "é",
    "Photo: é/AFP",
    ". AFP",
    "“”",
];

proptest! {
    #[test]
    fn scraps_of_datelines_and_credits_make_ordered_blocks(lines in prop::collection::vec(prop::collection::vec(0..SCRAPS.len(), 1..6), 1..5)) {
        let lines: Vec<String> = lines.iter().map(|line| line.iter().map(|&scrap| SCRAPS[scrap]).collect::<Vec<_>>().join(" ")).collect();
        let reading = read("a.txt", format!("A pier is widened\n\n{}", lines.join("\n\n")).as_bytes());
        check(&reading.articles[0]);
    }

    #[test]
    fn blocks_cover_the_text_in_order(picks in prop::collection::vec((0usize..40, "[A-Za-zé“” .:()/-]{0,40}"), 0..30), markdown in any::<bool>()) {
        let lines: Vec<&str> = picks.iter().map(|(pick, words)| LINES.get(*pick).copied().unwrap_or(words.as_str())).collect();
        let text = lines.join("\n");
        let reading = read(if markdown { "a.md" } else { "a.txt" }, text.as_bytes());
        for article in &reading.articles {
            check(article);
            if !markdown {
                let visible = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
                prop_assert_eq!(visible(&article.text), visible(&sanitize::clean(&text).text));
            }
        }
        prop_assert_eq!(reading.articles.is_empty(), !reading.problems.is_empty() && reading.problems.iter().any(|problem| problem.severity == Severity::Failed));
    }

    #[test]
    fn any_front_matter_and_marks_are_read(rows in prop::collection::vec("(title|description|date|tags|x)[:=] ?[a-z\"'\\[\\]{}&*!|>#: ,-]{0,12}", 0..6), body in "[a-z<>&;#\\[\\]()!*_\\\\\n =/\"'.:1]{0,80}", toml in any::<bool>()) {
        let fence = if toml { "+++" } else { "---" };
        let text = format!("{fence}\n{}\n{fence}\n{body}", rows.join("\n"));
        for article in &read("a.md", text.as_bytes()).articles {
            check(article);
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for article in &read("a.md", &bytes).articles {
            check(article);
        }
    }
}
