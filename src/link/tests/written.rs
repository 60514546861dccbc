//! Reads cases: marked-up articles, corrections and expectations.

use crate::model::actor::ActorKind;
use crate::model::article::{Article, ArticleId, Block, BlockKind};
use crate::model::date::{NewsDate, Relation};
use crate::model::findings::{Findings, Mention, MentionForm, Reference};
use crate::model::sourced::{Origin, Sourced};
use crate::text::date::PartialDay;
use crate::text::range::TextRange;

#[derive(Debug, Clone)]
pub(super) struct Given {
    pub(super) article: Article,
    pub(super) findings: Findings,
}

/// A case.
#[derive(Debug, Default)]
pub(super) struct Case {
    pub(super) given: Vec<Given>,
    /// The text of the reader's file.
    pub(super) corrections: String,
    pub(super) expected: Vec<String>,
}

pub(super) fn article(number: u64, outlet: &str, date: Option<NewsDate>, lines: &[&str]) -> Given {
    let mut text = String::new();
    let mut findings = Findings::default();
    let mut blocks = Vec::new();
    for line in lines {
        let (kind, line) = match line.split_at_checked(2) {
            Some(("# ", rest)) => (BlockKind::Headline, rest),
            Some(("^ ", rest)) => (BlockKind::Caption, rest),
            _ => (BlockKind::Paragraph, *line),
        };
        let start = text.len();
        read_line(line, &mut text, &mut findings);
        let range = TextRange::new(start, text.len());
        findings.sentences.push(range);
        blocks.push(Block { kind, range });
        text.push('\n');
    }
    let article = Article {
        id: ArticleId(number),
        source: format!("case {number}"),
        text,
        blocks,
        headline: None,
        byline: None,
        outlet: Some(Sourced::known(outlet.to_owned(), Origin::Several, "case")),
        agency: None,
        published: date.map(|date| Sourced::known(date, Origin::Several, "case")),
        url: None,
    };
    Given { article, findings }
}

fn read_line(line: &str, text: &mut String, findings: &mut Findings) {
    let known = findings.references.len();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('{') {
        read_names(before, text, &mut findings.mentions);
        let (mark, behind) = after.split_once('}').expect("a closed reference");
        let (beside, mark) = match mark.split_at_checked(1) {
            Some(("<", mark)) => (findings.mentions.last().map(|mention| mention.name), mark),
            Some((">", mark)) => (Some(TextRange::default()), mark),
            _ => (None, mark),
        };
        let (start, first) = (text.len(), findings.mentions.len());
        read_names(mark, text, &mut findings.mentions);
        let range = TextRange::new(start, text.len());
        let pronoun = ["he", "she", "him", "his", "her"].contains(&mark.to_lowercase().as_str());
        findings.references.push(Reference {
            range,
            form: if pronoun {
                MentionForm::Pronoun
            } else {
                MentionForm::Description
            },
            owner: findings.mentions.get(first).map(|mention| mention.name),
            beside,
            rule: "case",
        });
        rest = behind;
    }
    read_names(rest, text, &mut findings.mentions);
    for reference in findings.references.iter_mut().skip(known) {
        if reference.beside == Some(TextRange::default()) {
            let mut behind = findings.mentions.iter().map(|mention| mention.name);
            reference.beside = behind.find(|name| name.start >= reference.range.end);
        }
    }
}

fn read_names(line: &str, text: &mut String, mentions: &mut Vec<Mention>) {
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('[') {
        let (mark, behind) = after.split_once(']').expect("a closed mark");
        text.push_str(before);
        let (kind, fields) = mark.split_once(':').expect("a kind");
        let kind = match kind {
            "P" => ActorKind::Person,
            "G" => ActorKind::Government,
            "O" => ActorKind::Organisation,
            "L" => ActorKind::Place,
            other => panic!("unknown kind {other}"),
        };
        let fields: Vec<&str> = fields.split('|').collect();
        let (honorific, role, name) = match fields[..] {
            [name] => ("", "", name),
            [honorific, role, name] => (honorific, role, name),
            _ => panic!("a mark is a name or has three fields: {mark}"),
        };
        let standing = role.strip_prefix('<').map(|words| {
            let start = text.rfind(words).expect("the role before the name");
            TextRange::new(start, start + words.len())
        });
        let mut put = |word: &str, space: bool| {
            let start = text.len();
            text.push_str(word);
            let range = TextRange::new(start, text.len());
            if space && !word.is_empty() {
                text.push(' ');
            }
            (!word.is_empty()).then_some(range)
        };
        let role = standing.or_else(|| put(role, true));
        let honorific = put(honorific, true);
        let name = put(name, false).expect("a name");
        mentions.push(Mention {
            name,
            honorific,
            role,
            kind,
            literal: kind,
            called: None,
            rule: "case",
        });
        rest = behind;
    }
    text.push_str(rest);
}

pub(super) fn date(written: &str) -> Option<NewsDate> {
    let written = written.trim();
    if written.is_empty() {
        return None;
    }
    let (relation, rest) = match written.split_at(1) {
        ("<", rest) => (Relation::Before, rest),
        ("~", rest) => (Relation::About, rest),
        (">", rest) => (Relation::NotBefore, rest),
        _ => (Relation::On, written),
    };
    let (rest, weekday) = match rest.split_once(' ') {
        Some((rest, day)) => {
            let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
            (rest, days.iter().position(|name| *name == day))
        }
        None => (rest, None),
    };
    let (rest, last) = match rest.split_once("..") {
        Some((rest, last)) => (rest, last.parse().ok()),
        None => (rest, None),
    };
    let year_inferred = rest.contains('?');
    let rest = rest.replace('?', "");
    let (year, day) = match rest.strip_prefix("--") {
        Some(day) => (None, day),
        None => match rest.split_once('-') {
            Some((year, day)) => (year.parse().ok(), day),
            None => (rest.parse().ok(), ""),
        },
    };
    let (month, day) = day.split_once('-').unwrap_or((day, ""));
    let first = PartialDay {
        year,
        month: month.parse().ok(),
        day: day.parse().ok(),
    };
    Some(NewsDate {
        relation,
        first,
        last: last.map(|day| PartialDay {
            day: Some(day),
            ..first
        }),
        weekday: weekday.and_then(|day| i8::try_from(day + 1).ok()),
        minute: None,
        year_inferred,
    })
}

pub(super) fn read_case(text: &str) -> Case {
    let mut case = Case::default();
    let mut head: Option<&str> = None;
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines().chain(["=== end"]) {
        if let Some(next) = line.strip_prefix("=== ") {
            match head {
                Some("expect") => {
                    case.expected = lines.iter().map(|line| (*line).to_owned()).collect();
                }
                Some("corrections") => case.corrections = lines.join("\n"),
                Some(head) => {
                    let (outlet, told) = head.split_once('|').unwrap_or((head, ""));
                    case.given.push(article(
                        case.given.len() as u64,
                        outlet.trim(),
                        date(told),
                        &lines,
                    ));
                }
                None => {}
            }
            head = Some(next);
            lines.clear();
        } else if !line.trim().is_empty() {
            lines.push(line);
        }
    }
    case
}
