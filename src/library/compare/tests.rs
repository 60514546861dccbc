//! The cases of `tests/cases/compare`, and what holds for any two articles.
//!
//! A case is two articles, each opened by `=== Outlet | date`, and behind `=== expect` what is expected. A paragraph
//! is a line; `# ` opens a headline, `^ ` a caption. `=== seed NAME` takes a file of the starter library instead, and
//! its whole story is linked. Words stand for the first passage, or the first place, that holds them. Expectations:
//!
//! - `same: WORDS | WORDS`, `near: …`, `perhaps: …`, `apart: WORDS | WORDS`: what two passages are taken for
//! - `against: WORDS | WORDS = figure, denial`: what speaks against one fact
//! - `only-a: WORDS`, `only-b: WORDS`: a passage without partner
//! - `state: comparable`, `shared: WORDS`, `shared-quote: WORDS`, `shared: -`
//! - the name of a sort of difference, `figure: 15-year | 20 years`: there is one with these words among its places;
//!   a side that is to have none is empty
//! - `no figure`, `no person: Ada Bell`: there is no such difference, or none that has these words on either side

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::ingest;
use crate::library::starter::STARTER;
use crate::model::comparison::{Difference, SharedRun, State, Which};
use crate::model::date::NewsDate;
use crate::model::sourced::{Origin, Sourced};

/// A library and the rows of the two articles that a case compares.
struct Given {
    library: Library,
    rows: [usize; 2],
    texts: [String; 2],
}

impl Given {
    fn new(library: Library, rows: [usize; 2]) -> Self {
        let text = |row| library.entry(row).unwrap().article.text.clone();
        Self {
            texts: rows.map(text),
            library,
            rows,
        }
    }

    fn text(&self, side: usize) -> &str {
        &self.texts[side]
    }
}

/// An article of lines, published by `outlet` on `date`.
fn article(number: u64, outlet: &str, date: &str, lines: &[&str]) -> Article {
    let mut text = String::new();
    let mut blocks = Vec::new();
    for line in lines {
        let (kind, line) = match line.split_at_checked(2) {
            Some(("# ", rest)) => (BlockKind::Headline, rest),
            Some(("^ ", rest)) => (BlockKind::Caption, rest),
            _ => (BlockKind::Paragraph, *line),
        };
        let start = text.len();
        text.push_str(line);
        let range = TextRange::new(start, text.len());
        blocks.push(Block { kind, range });
        text.push('\n');
    }
    let parts: Vec<i16> = date
        .split('-')
        .filter_map(|part| part.trim().parse().ok())
        .collect();
    let date = match parts[..] {
        [year, month, day] => Some(NewsDate::on(
            year,
            i8::try_from(month).unwrap(),
            i8::try_from(day).unwrap(),
        )),
        _ => None,
    };
    let sourced = |outlet: &str| Sourced::known(outlet.to_owned(), Origin::Several, "case");
    Article {
        outlet: Some(sourced(outlet)),
        published: date.map(|date| Sourced::known(date, Origin::Several, "case")),
        ..Bare::of(ArticleId(number), text, blocks)
    }
}

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

fn given(heads: &[(String, Vec<String>)]) -> Given {
    let seeds: Vec<&str> = heads
        .iter()
        .filter_map(|(head, _)| head.strip_prefix("seed "))
        .collect();
    if seeds.is_empty() {
        let articles = heads.iter().zip(1..).map(|((head, lines), number)| {
            let (outlet, date) = head.split_once('|').unwrap_or((head, ""));
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            article(number, outlet.trim(), date, &lines)
        });
        let library = library(articles.collect());
        let rows = [1, 2].map(|number| library.row_of(ArticleId(number)).unwrap());
        return Given::new(library, rows);
    }
    let files = STARTER.iter().flat_map(|(name, content)| {
        let source = format!("starter library: {name}");
        ingest::read(&source, content.as_bytes()).articles
    });
    let library = library(files.collect());
    let row = |name: &str| {
        library
            .row_of_source(&format!("starter library: {name}"))
            .unwrap()
    };
    let rows = [row(seeds[0]), row(seeds[1])];
    Given::new(library, rows)
}

fn read_case(text: &str) -> (Given, Vec<String>) {
    let mut parts: Vec<(String, Vec<String>)> = Vec::new();
    for line in text.lines() {
        if let Some(head) = line.strip_prefix("=== ") {
            parts.push((head.to_owned(), Vec::new()));
        } else if let Some((_, lines)) = parts.last_mut().filter(|_| !line.trim().is_empty()) {
            lines.push(line.to_owned());
        }
    }
    let (_, expected) = parts
        .pop()
        .filter(|(head, _)| head == "expect")
        .expect("=== expect");
    (given(&parts), expected)
}

/// The first passage of a side that holds the words.
fn passage(words: &str, side: usize, given: &Given, found: &Comparison) -> usize {
    let text = given.text(side);
    let mut passages = found.passages[side].iter();
    passages
        .position(|passage| passage.range.of(text).contains(words.trim()))
        .unwrap_or_else(|| panic!("no passage with {words}"))
}

fn of_pair(what: &str, rest: &str, given: &Given, found: &Comparison) -> (String, String) {
    let (pair, wanted) = rest.split_once(" = ").unwrap_or((rest, what));
    let (a, b) = pair.split_once(" | ").expect("WORDS | WORDS");
    let (a, b) = (passage(a, 0, given, found), passage(b, 1, given, found));
    let pair = found.pairs.iter().find(|pair| (pair.a, pair.b) == (a, b));
    let got = match (what, pair) {
        (_, None) => "apart".to_owned(),
        ("against", Some(pair)) => {
            let against = pair.evidence.against.iter().map(|what| what.name());
            against.collect::<Vec<_>>().join(", ")
        }
        (_, Some(pair)) => pair.label.name().to_owned(),
    };
    (wanted.trim().to_owned(), got)
}

/// A difference as a case would write it.
fn shown(difference: &Difference, given: &Given) -> String {
    let side = |side: usize| {
        let places = difference.at[side].iter();
        let words: Vec<&str> = places.map(|range| range.of(given.text(side))).collect();
        words.join(" / ")
    };
    format!("{}: {} | {}", difference.kind.name(), side(0), side(1))
}

/// Tells whether the places of a difference on one side hold the words, or are none where there are no words.
fn holds(difference: &Difference, side: usize, words: &str, given: &Given) -> bool {
    let mut places = difference.at[side].iter();
    match words.trim() {
        "" => difference.at[side].is_empty(),
        words => places.any(|range| range.of(given.text(side)).contains(words)),
    }
}

fn of_differences(what: &str, rest: &str, given: &Given, found: &Comparison) -> Option<String> {
    let of_kind = || {
        found
            .differences
            .iter()
            .filter(|found| found.kind.name() == what)
    };
    assert!(KINDS.contains(&what), "unknown expectation {what}");
    let padded = format!(" {rest} ");
    let (a, b) = padded.split_once(" | ").expect("WORDS | WORDS");
    let is_it =
        |difference: &Difference| holds(difference, 0, a, given) && holds(difference, 1, b, given);
    if of_kind().any(is_it) {
        return None;
    }
    Some(
        of_kind()
            .map(|difference| shown(difference, given))
            .collect::<Vec<_>>()
            .join("\n        "),
    )
}

const KINDS: &[&str] = &[
    "claim",
    "part",
    "figure",
    "date",
    "place",
    "person",
    "source",
    "unnamed",
    "quote-in-both",
    "quote-cut",
    "quote-turned",
    "quote-only-here",
    "name",
    "description",
    "term",
    "saying",
];

fn of_absence(rest: &str, given: &Given, found: &Comparison) -> Option<String> {
    let (what, words) = rest.split_once(':').unwrap_or((rest, ""));
    assert!(KINDS.contains(&what), "unknown kind {what}");
    let is_it = |difference: &&Difference| {
        let words = words.trim();
        let here = |side: usize| !words.is_empty() && holds(difference, side, words, given);
        difference.kind.name() == what && (words.is_empty() || here(0) || here(1))
    };
    found
        .differences
        .iter()
        .find(is_it)
        .map(|difference| shown(difference, given))
}

fn of_shared(rest: &str, quoted: bool, given: &Given, found: &Comparison) -> Option<String> {
    let words = |run: &SharedRun| run.a.of(given.text(0)).to_owned();
    let told: Vec<String> = found
        .shared
        .iter()
        .filter(|run| run.quoted == quoted)
        .map(words)
        .collect();
    let holds = match rest.trim() {
        "-" => told.is_empty(),
        wanted => told.iter().any(|told| told.contains(wanted)),
    };
    (!holds).then(|| told.join(" / "))
}

/// What the expectation says is not so, if anything.
fn failing(line: &str, given: &Given, found: &Comparison) -> Option<String> {
    let failed = if let Some(rest) = line.strip_prefix("no ") {
        of_absence(rest, given, found)
    } else {
        let (what, rest) = line.split_once(':').expect("an expectation");
        let differs = |(wanted, got): (String, String)| (wanted != got).then_some(got);
        match what {
            "same" | "near" | "perhaps" | "apart" | "against" => {
                differs(of_pair(what, rest, given, found))
            }
            "only-a" | "only-b" => {
                let (side, which) = if what == "only-a" {
                    (0, Which::A)
                } else {
                    (1, Which::B)
                };
                let here = passage(rest, side, given, found);
                (!found.only_here(which).contains(&here)).then(|| "a partner".to_owned())
            }
            "state" => {
                let got = found.state.name();
                differs((rest.trim().to_owned(), got.to_owned()))
            }
            "shared" => of_shared(rest, false, given, found),
            "shared-quote" => of_shared(rest, true, given, found),
            kind => of_differences(kind, rest, given, found),
        }
    };
    failed.map(|got| format!("{line}\n    got {got}"))
}

#[test]
fn the_cases_hold() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/compare");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the folder of cases")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();
    assert!(files.len() > 10);
    let mut failed = String::new();
    for file in files {
        let text = std::fs::read_to_string(&file).expect("a case");
        let (given, expected) = read_case(&text);
        assert!(!expected.is_empty(), "{}", file.display());
        let found = given
            .library
            .compare(given.rows[0], given.rows[1])
            .expect("two rows");
        for line in &expected {
            if let Some(failure) = failing(line, &given, &found) {
                let _ = writeln!(failed, "{}: {failure}", file.display());
            }
        }
    }
    assert!(failed.is_empty(), "\n{failed}");
}

fn compared(a: &[&str], b: &[&str]) -> (Given, Comparison) {
    let articles = vec![
        article(1, "Harbour Post", "2026-03-04", a),
        article(2, "Valley Times", "2026-03-05", b),
    ];
    let library = library(articles);
    let rows = [1, 2].map(|number| library.row_of(ArticleId(number)).unwrap());
    let found = library.compare(rows[0], rows[1]).unwrap();
    (Given::new(library, rows), found)
}

#[test]
fn a_government_that_speaks_is_told_as_such_and_not_as_its_country() {
    let (given, found) = compared(
        &["Kyiv said it would never give up its harbours. Ukraine has three of them."],
        &["Ukraine has three harbours, the Kyiv government has said. Nobody said more."],
    );
    let sources = found.differences.iter();
    let mut sources = sources.filter(|found| found.kind == DifferenceKind::Source);
    let speaks = sources.next().and_then(|found| found.actor).unwrap();
    let name = given.library.actor(speaks).unwrap().name.clone();
    assert_eq!(name, "government of Ukraine");
}

#[test]
fn a_row_that_is_not_there_gives_nothing() {
    assert_eq!(Library::default().compare(0, 1), None);
}

#[test]
fn reprints_are_found_whatever_stands_around_them() {
    let body = "The storm tore the roof off the customs house and sank six fishing boats. Nobody was hurt, said the harbour master, who had warned the crews at noon. Divers will look for the wrecks when the sea is calm again.";
    let other = "The choir of the girls’ school won the first prize in Oslo. It sang three songs that no one in the hall had heard before.";
    let texts: [&[&str]; 4] = [
        &["# Storm sinks boats", body],
        &["# Choir wins", other],
        &[
            "# Six boats lost at Velmora",
            "^ A roof in the harbour.",
            body,
            "More follows.",
        ],
        &["The storm tore the roof off the customs house, and that was all that anybody told us."],
    ];
    let articles = texts.iter().zip(1..);
    let articles = articles.map(|(lines, number)| article(number, "Post", "2026-03-04", lines));
    let library = library(articles.collect());
    let mut wanted = [1, 3].map(|number| library.row_of(ArticleId(number)).unwrap());
    wanted.sort_unstable();
    assert_eq!(library.reprints(), [wanted.to_vec()]);
    assert_eq!(Library::default().reprints(), Vec::<Vec<usize>>::new());
}

#[test]
fn a_very_long_article_is_compared_with_a_short_one_and_with_itself() {
    let sentence =
        "The board of Velmora said on Tuesday that 120 boats would “never leave” the harbour. ";
    let lines: Vec<String> = (0..300)
        .map(|line| {
            format!(
                "{}Line {line} tells of gale {}.",
                sentence.repeat(10),
                line * 7
            )
        })
        .collect();
    let long: Vec<&str> = lines.iter().map(String::as_str).collect();
    let (_, found) = compared(
        &long,
        &["Nobody said that the boats would leave the harbour of Velmora."],
    );
    assert_eq!(found.state, State::Comparable);
    let (_, found) = compared(&long, &long);
    assert_eq!(found.state, State::SameText);
    assert_eq!(found.differences, []);
}

#[test]
fn one_sentence_of_thousands_of_words_is_read_in_bounded_steps() {
    let line = "120 boats, 95 nets, March 3, Ann Berg, “so” and not ".repeat(2_000);
    let (_, found) = compared(&[&line], &[&line, "Ann Berg has 120 boats."]);
    assert_eq!(found.passages[1].len(), 2);
}

#[test]
fn sentences_are_aligned_by_their_numbers_in_the_lists() {
    let a = [
        "",
        "The storm sank six boats in the harbour.",
        "A choir sang.",
    ];
    let b = ["Six boats were sunk by the storm in the harbour."];
    let found: Vec<(usize, usize)> = align(&a, &b).iter().map(|pair| (pair.a, pair.b)).collect();
    assert_eq!(found, [(1, 0)]);
    assert_eq!(align::<&str>(&[], &b), []);
}

#[test]
fn single_sentences_and_whole_articles_are_judged() {
    let judgement = same_fact(
        "The pier opened on Monday.",
        "On Monday the pier was opened.",
    );
    assert!(judgement.same, "{judgement:?}");
    assert!(!same_fact("The pier opened on Monday.", "A choir sang in the square.").same);
    assert!(!same_fact("", "").same);
    let article = "Storm sinks six boats\n\nA storm sank six boats in the harbour of Velmora on Monday night.";
    let other = "Choir wins prize\n\nThe choir of the girls’ school won the first prize in Oslo.";
    assert!(same_story(article, article) > 0.99);
    assert!(same_story(article, other) < 0.2);
    assert!(same_story("", "") < f32::EPSILON);
}

/// Every place that the comparison tells, by side.
fn places(found: &Comparison) -> Vec<(usize, TextRange)> {
    let mut places = Vec::new();
    for side in [0, 1] {
        places.extend(
            found.passages[side]
                .iter()
                .map(|passage| (side, passage.range)),
        );
        let told = found
            .differences
            .iter()
            .flat_map(|difference| &difference.at[side]);
        places.extend(told.map(|range| (side, *range)));
    }
    for pair in &found.pairs {
        places.extend(
            pair.evidence
                .shared
                .iter()
                .flat_map(|(a, b)| [(0, *a), (1, *b)]),
        );
    }
    for run in &found.shared {
        places.extend([(0, run.a), (1, run.b)]);
    }
    places
}

fn any_lines() -> impl Strategy<Value = Vec<String>> {
    let piece = prop_oneof![
        Just("the storm sank six boats".to_owned()),
        Just("Ann Berg".to_owned()),
        Just("said Carl Dahl".to_owned()),
        Just("“never again”".to_owned()),
        Just("“We will not leave the harbour unless it burns,”".to_owned()),
        Just("on Tuesday".to_owned()),
        Just("March 3, 2026".to_owned()),
        Just("15-year".to_owned()),
        Just("$1.2 billion".to_owned()),
        Just("may lead".to_owned()),
        Just("did not explicitly endorse".to_owned()),
        Just("is, Ann Berg says, expected to rule out more than 4 percentage points".to_owned()),
        Just("der Hafenmeister dankte ihnen nicht für die Arbeit im kalten Wasser".to_owned()),
        Just("a “friend of the reef” conceded".to_owned()),
        Just("in Oslo".to_owned()),
        Just(".".to_owned()),
        "\\PC{0,12}",
        "[a-z]{1,9}",
    ];
    let line = proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.join(" "));
    proptest::collection::vec(line, 0..8)
}

proptest! {
    #[test]
    fn any_two_articles_are_compared(a in any_lines(), b in any_lines()) {
        let lines = |lines: &[String]| -> Vec<String> {
            lines.iter().map(|line| clean_line(line)).collect()
        };
        let (a, b) = (lines(&a), lines(&b));
        let a: Vec<&str> = a.iter().map(String::as_str).collect();
        let b: Vec<&str> = b.iter().map(String::as_str).collect();
        let (given, found) = compared(&a, &b);
        for (side, range) in places(&found) {
            prop_assert!(given.text(side).get(range.start..range.end).is_some());
        }
        prop_assert!(found.pairs.is_sorted_by_key(|pair| (pair.a, pair.b)));
        for pair in &found.pairs {
            prop_assert!(pair.a < found.passages[0].len() && pair.b < found.passages[1].len());
            prop_assert!((0.0..=1.0).contains(&pair.score) && (0.0..=1.0).contains(&pair.sameness));
            prop_assert!(pair.label != Label::Same || pair.evidence.against.is_empty());
        }
        for difference in &found.differences {
            prop_assert!(difference.at.iter().any(|at| !at.is_empty()));
        }
        let (_, itself) = compared(&a, &a);
        prop_assert_eq!(&itself.differences, &vec![]);
        prop_assert!(itself.passages[0].is_empty() || itself.state == State::SameText);
    }
}

#[test]
fn a_text_in_any_language_is_the_same_as_itself() {
    let german = [
        "Der Hafenmeister dankte ihnen nicht für die Arbeit im kalten Wasser, und das war allen recht.",
        "„Wir bleiben hier“, sagte er den Leuten auf dem Kai, die noch immer warteten.",
    ];
    let (_, itself) = compared(&german, &german);
    assert_eq!(itself.state, State::SameText);
    assert_eq!(itself.differences, vec![]);
    let (_, other) = compared(&german, &["The pier opened on Monday, said Carl Dahl."]);
    assert_eq!(other.state, State::OtherLanguage);
}
