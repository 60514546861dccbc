//! What has to hold for any input at all, however broken: for the tests of bad input, and for the fuzz targets.

use std::collections::HashSet;
use std::sync::Arc;

use rashomon::config::keys::KeysFile;
use rashomon::config::mistake::Mistake;
use rashomon::config::settings::SettingsFile;
use rashomon::config::theme::Theme;
use rashomon::extract;
use rashomon::ingest::{self, FORMATS, Reading};
use rashomon::library::Library;
use rashomon::library::annotate::{Annotation, annotate};
use rashomon::link::corrections;
use rashomon::model::article::{Article, BlockKind};
use rashomon::model::problem::Severity;
use rashomon::search;
use rashomon::text::origin::Points;
use rashomon::text::sanitize;

/// What reads the bytes of others: a name, and what has to hold for any bytes at all.
type Reader = (&'static str, fn(&[u8]));

/// Those that are no formats of files.
const READERS: &[Reader] = &[
    ("annotate", |bytes| {
        let text = String::from_utf8_lossy(bytes);
        let texts: Vec<&str> = text.split('\u{c}').collect();
        annotated(&texts);
    }),
    ("bulletin", |bytes| {
        let read = ingest::bulletin::read(bytes, None, "https://quay.example/feed");
        match read {
            Ok(bulletin) => is_clean(&bulletin.title),
            Err(reason) => is_clean(&reason),
        }
    }),
    ("corrections", |bytes| {
        corrections(&String::from_utf8_lossy(bytes));
    }),
    ("gzip", |bytes| {
        read("a.html.gz", bytes);
    }),
    ("map", mapped),
    ("opml", |bytes| match ingest::opml::read(bytes) {
        Ok(outline) => is_clean(&format!("{outline:?}")),
        Err(reason) => is_clean(&reason),
    }),
    ("query", |bytes| query(&String::from_utf8_lossy(bytes))),
    ("sanitize", |bytes| {
        sanitized(&String::from_utf8_lossy(bytes));
    }),
    ("settings", |bytes| {
        settings(&String::from_utf8_lossy(bytes));
    }),
];

/// The name of everything that is fuzzed: each format, and whatever else reads what others wrote.
pub fn targets() -> Vec<&'static str> {
    let formats = FORMATS.iter().map(|format| format.id);
    let readers = READERS.iter().map(|(name, _)| *name);
    formats.chain(readers).collect()
}

/// What has to hold for any bytes that the target of that name is given. What is read is not looked through for names, which has
/// a target of its own and costs more than reading.
pub fn target(name: &str, bytes: &[u8]) {
    if let Some((_, holds)) = READERS.iter().find(|(reader, _)| *reader == name) {
        holds(bytes);
        return;
    }
    let format = FORMATS.iter().find(|format| format.id == name);
    let ending = format.and_then(|format| format.endings.first());
    let ending = ending.expect("a target is a format or another reader");
    read(&format!("a.{ending}"), bytes);
}

/// Bytes are articles or a problem that says why they are none, and what comes of them can be shown.
pub fn read(file: &str, bytes: &[u8]) -> Reading {
    let reading = ingest::read(file, bytes);
    let mut problems = reading.problems.iter();
    let refused = problems.any(|problem| problem.severity != Severity::Repaired);
    assert!(refused || !reading.articles.is_empty());
    for problem in &reading.problems {
        is_clean(&problem.to_string());
    }
    reading.articles.iter().for_each(article);
    reading
}

/// The same, and what comes of them can be linked.
pub fn ingest(file: &str, bytes: &[u8]) -> Reading {
    let reading = read(file, bytes);
    let read: Vec<_> = reading
        .articles
        .iter()
        .map(|article| (Arc::new(article.clone()), Arc::new(extract::find(article))))
        .collect();
    let library = Library::build(&read, reading.problems.clone());
    assert_eq!(library.len(), reading.articles.len());
    reading
}

/// The blocks of an article cover its text in order, and nothing that it says about itself can act on a terminal.
pub fn article(article: &Article) {
    is_clean(&article.text);
    let told = [
        Some(article.title()),
        article.outlet.as_ref().map(|outlet| outlet.value.as_str()),
        article.agency.as_ref().map(|agency| agency.value.as_str()),
        article.url.as_ref().map(|url| url.value.as_str()),
        Some(article.source.as_str()),
    ];
    let authors = article.byline.iter().flat_map(|byline| &byline.value);
    let told = told.into_iter().flatten();
    for line in told.chain(authors.map(String::as_str)) {
        is_clean(line);
        assert!(!line.contains('\n'), "{line:?} is one line");
    }
    let mut last = 0;
    for block in &article.blocks {
        assert!(!block.range.is_empty(), "a block holds something");
        let between = article.text.get(last..block.range.start);
        assert!(
            between.is_some_and(|between| between.trim().is_empty()),
            "{block:?} leaves no text behind it"
        );
        assert!(
            article
                .text
                .get(block.range.start..block.range.end)
                .is_some()
        );
        last = block.range.end;
    }
    assert_eq!(article.text.get(last..).map(str::trim), Some(""));
    let headlines = article.blocks.iter();
    let headlines = headlines.filter(|block| block.kind == BlockKind::Headline);
    assert!(headlines.count() <= 1);
}

/// Everything found in `texts` lies in them, in order, and claims no more than a text can bear out.
pub fn annotated<T: AsRef<str>>(texts: &[T]) -> Vec<Annotation> {
    let annotations = annotate(texts);
    assert_eq!(annotations.len(), texts.len());
    let names = annotations.iter().flat_map(|found| &found.mentions);
    let known: HashSet<_> = names.map(|name| name.actor).collect();
    for (annotation, text) in annotations.iter().zip(texts) {
        let points: Vec<char> = text.as_ref().chars().collect();
        one_behind_another(annotation.mentions.iter().map(|name| name.at), &points);
        one_behind_another(annotation.sentences.iter().copied(), &points);
        for name in &annotation.mentions {
            let wording: String = points[name.at.start..name.at.end].iter().collect();
            assert!(wording.contains(char::is_alphanumeric), "{wording:?}");
        }
        for reference in &annotation.references {
            within(reference.at, &points);
            assert!(
                known.contains(&reference.actor),
                "a reference is of somebody who is named"
            );
        }
        let mut last = 0;
        for quote in &annotation.quotes {
            within(quote.at, &points);
            assert!(quote.at.start >= last, "quotations are in order");
            last = quote.at.start;
            if let Some(speaker) = quote.speaker {
                within(speaker, &points);
            }
        }
    }
    annotations
}

fn one_behind_another(ranges: impl Iterator<Item = Points>, points: &[char]) {
    let mut last = 0;
    for range in ranges {
        within(range, points);
        assert!(range.start >= last, "{range:?} overlaps what is before it");
        last = range.end;
    }
}

fn within(range: Points, points: &[char]) {
    assert!(
        range.start < range.end && range.end <= points.len(),
        "{range:?} is no part of {} code points",
        points.len()
    );
}

/// Every line of a file of corrections is a rule, a note or a problem; a rule is read as it is written, and one that is
/// added and taken back leaves every byte as it was.
pub fn corrections(text: &str) {
    let read = corrections::parse(text, "mine");
    let lines = text.lines().count();
    assert!(read.rules.len() + read.problems.len() <= lines);
    for problem in &read.problems {
        let line = problem.line.and_then(|line| usize::try_from(line).ok());
        assert!(line.is_some_and(|line| (1..=lines).contains(&line)));
    }
    for numbered in &read.rules {
        let written = numbered.rule.to_string();
        let again = corrections::parse(&written, "mine");
        assert_eq!(again.problems, [], "{written}");
        assert_eq!(again.rules.len(), 1, "{written}");
        assert_eq!(again.rules[0].rule, numbered.rule);
        let (added, line) = corrections::with(text, &numbered.rule, "");
        let back = corrections::without(&added, line, &numbered.rule);
        assert_eq!(back.as_deref(), Some(text));
    }
}

/// A collection whose columns are said to be fields gives one, or a sentence that says why not.
fn mapped(bytes: &[u8]) {
    let map = [("title", "headline"), ("body", "words")];
    let map = map.map(|(field, column)| (field.to_owned(), column.to_owned()));
    for file in ["a.csv", "a.jsonl", "a.json"] {
        match ingest::mapped(file, bytes, &map) {
            Ok(lines) => drop(read("a.jsonl", &lines)),
            Err(reason) => is_clean(&reason),
        }
    }
}

/// A query is understood, or what is wrong with it lies in it.
fn query(text: &str) {
    if let Err(error) = search::query::parse(text) {
        assert!(
            text.get(error.range.start..error.range.end).is_some(),
            "{error:?}"
        );
    }
}

/// What is wrong in a file of settings, of keys or of looks lies in it, and can be shown.
fn settings(file: &str) {
    let (_, looks) = Theme::read("mine", file, &Theme::default(), |_| None);
    let mistakes = [
        SettingsFile::read(file).mistakes,
        KeysFile::read(file, &SettingsFile::read(file).settings.commands).mistakes,
        looks,
    ];
    let lines = file.lines().count().max(1);
    for Mistake { line, reason, .. } in mistakes.iter().flatten() {
        is_clean(reason);
        assert!((1..=lines + 1).contains(line), "line {line} of {lines}");
    }
}

/// Cleaning leaves nothing that could act on a terminal, and nothing for a second cleaning.
pub fn sanitized(raw: &str) {
    let once = sanitize::clean(raw).text;
    is_clean(&once);
    let (traced, origins) = sanitize::clean_traced(raw);
    assert_eq!(traced, once);
    let length = raw.chars().count();
    let mut last = Points::default();
    for (at, _) in traced.char_indices() {
        let from = origins.at(at);
        assert!(from.is_some_and(|from| from.start < from.end && from.end <= length));
        let from = from.unwrap_or_default();
        assert!(from.start >= last.start && from.end >= last.end);
        last = from;
    }
    let line = sanitize::clean_line(raw);
    is_clean(&line);
    assert!(!line.contains('\n'));
}

fn is_clean(text: &str) {
    let again = sanitize::clean(text);
    assert_eq!(again.removed, 0, "hidden or control characters in {text:?}");
    assert_eq!(again.text, text);
}
