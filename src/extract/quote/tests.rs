//! The case files of `tests/cases/extract/quotes`, and what holds for any text at all.
//!
//! A case file holds `# ` notes and the article, one block a line as `KIND: text`, above a line of three dashes. Below stand
//! all quotations in text order: `KIND: TEXT | SORT: SPEAKER | CUE | RULE`, with `-` for what is not there, or `nothing`.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use proptest::prelude::*;

use crate::extract::{find, tests::article};
use crate::model::article::{Article, BLOCK_KINDS, BlockKind};
use crate::model::quote::Speaker;

fn paths() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/extract/quotes");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    paths
}

fn read_article(input: &str) -> Article {
    let lines: Vec<(BlockKind, &str)> = input
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let (name, text) = line.split_once(": ").unwrap();
            let kind = BLOCK_KINDS.iter().find(|kind| kind.name() == name);
            (*kind.unwrap(), text)
        })
        .collect();
    article(&lines)
}

fn shown(article: &Article) -> String {
    let findings = find(article);
    let mut out = String::new();
    for quote in &findings.quotes {
        let speaker = quote.speaker.map_or("-".to_owned(), |speaker| {
            let range = findings.range_of(speaker).unwrap();
            format!("{}: {}", speaker.sort(), range.of(&article.text))
        });
        let cue = quote.cue.map_or("-", |cue| cue.of(&article.text));
        let (kind, text) = (quote.kind.name(), quote.range.of(&article.text));
        writeln!(out, "{kind}: {text} | {speaker} | {cue} | {}", quote.rule).unwrap();
    }
    if out.is_empty() {
        out.push_str("nothing\n");
    }
    out
}

#[test]
fn every_case_gives_what_it_expects() {
    let mut wrong = String::new();
    for path in paths() {
        let raw = std::fs::read_to_string(&path).unwrap();
        let (input, expected) = raw.split_once("---\n").unwrap();
        let got = shown(&read_article(input));
        if got != expected {
            writeln!(
                wrong,
                "{}\n{input}expected\n{expected}got\n{got}",
                path.display()
            )
            .unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_rule_has_a_case() {
    let cases: String = paths()
        .iter()
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect();
    let told: BTreeSet<&str> = cases
        .lines()
        .filter_map(|line| Some(line.rsplit_once(" | ")?.1))
        .collect();
    for (rule, doc) in super::RULES {
        assert!(!doc.is_empty() && told.contains(rule), "{rule}");
    }
    for rule in told {
        assert!(super::RULES.iter().any(|(id, _)| *id == rule), "{rule}");
    }
}

#[test]
fn ten_thousand_open_marks_are_read() {
    for mark in ["“", "\"", "'", "‘", "«", "“a, said Doe “", "Doe said “"] {
        let text = mark.repeat(10_000);
        let findings = find(&article(&[(BlockKind::Paragraph, &text)]));
        assert!(findings.quotes.len() <= 20_000);
    }
}

proptest! {
    #[test]
    fn quotations_are_in_order_and_lie_in_their_text(text in "([“”\"'’‘«»,.:?! —]|said |Doe |Jane Doe |he |and |the |that |mayor |according to |adding ){0,60}") {
        let article = article(&[(BlockKind::Paragraph, &text), (BlockKind::Paragraph, "“Yes,” Jane Doe said.")]);
        let findings = find(&article);
        let mut last = 0;
        for quote in &findings.quotes {
            prop_assert!(quote.range.start >= last && !quote.range.is_empty());
            last = quote.range.start;
            prop_assert!(article.text.get(quote.range.start..quote.range.end).is_some());
            prop_assert!(article.blocks.iter().any(|block| block.range.covers(quote.range)));
            if let Some(speaker) = quote.speaker {
                prop_assert!(findings.range_of(speaker).is_some());
                if let Speaker::Mention(index) = speaker {
                    prop_assert!(index < findings.mentions.len());
                }
            }
            if let Some(cue) = quote.cue {
                prop_assert!(article.text.get(cue.start..cue.end).is_some());
            }
        }
    }
}
