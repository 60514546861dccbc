//! The case files of `tests/cases/extract`, the register, and what holds for any text at all.
//!
//! A case file holds, above a line of three dashes, `# ` notes, one line `rule: ID, ID` with the rules that it is about,
//! and the article, one block a line as `KIND: text`. Below stand all expected mentions in text order,
//! `person: NAME | ROLE | HONORIFIC` with empty ends left out, or `nothing`; and `phrase: TEXT | COUNT` for each phrase
//! that must be among the candidates. A case about `description` or `pronoun` also has all references in text order,
//! `description: TEXT | OWNER | NAME BESIDE` and `pronoun: TEXT`.

use std::collections::BTreeSet;
use std::path::Path;

use proptest::prelude::*;

use super::*;
use crate::model::article::{ArticleId, BLOCK_KINDS, Block, BlockKind};
use crate::text::range::TextRange;

/// Builds an article of `lines`: each a kind of block and its text. A dateline stands on the line of its paragraph.
pub(super) fn article(lines: &[(BlockKind, &str)]) -> Article {
    let mut text = String::new();
    let mut blocks = Vec::new();
    for (kind, line) in lines {
        if !text.is_empty() && !text.ends_with(' ') {
            text.push_str("\n\n");
        }
        let start = text.len();
        text.push_str(line);
        blocks.push(Block {
            kind: *kind,
            range: TextRange::new(start, text.len()),
        });
        if *kind == BlockKind::Dateline {
            text.push(' ');
        }
    }
    Article {
        id: ArticleId(0),
        source: "case".to_owned(),
        text,
        blocks,
        headline: None,
        byline: None,
        outlet: None,
        agency: None,
        published: None,
        url: None,
    }
}

/// One case: the rules it is about, its article, and what is expected, line by line.
struct Case {
    rules: Vec<String>,
    article: Article,
    expected: Vec<String>,
    phrases: Vec<String>,
    references: Vec<String>,
}

fn read_case(path: &Path) -> Case {
    let raw = std::fs::read_to_string(path).unwrap();
    let (input, output) = raw.split_once("\n---\n").expect("a line of three dashes");
    let mut rules = Vec::new();
    let mut lines = Vec::new();
    for line in input
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        let (name, value) = line.split_once(": ").expect("`name: value`");
        if name == "rule" {
            rules.extend(value.split(", ").map(str::to_owned));
        } else {
            let kind = BLOCK_KINDS.iter().find(|kind| kind.name() == name);
            lines.push((
                *kind.unwrap_or_else(|| panic!("{}: no block kind {name}", path.display())),
                value,
            ));
        }
    }
    let (phrases, expected): (Vec<String>, Vec<String>) = output
        .lines()
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .partition(|line| line.starts_with("phrase: "));
    let (references, expected) = expected
        .into_iter()
        .partition(|line| line.starts_with("description: ") || line.starts_with("pronoun: "));
    Case {
        rules,
        article: article(&lines),
        expected,
        phrases,
        references,
    }
}

/// A reference as a case writes it.
fn told(article: &Article, reference: &crate::model::findings::Reference) -> String {
    use crate::model::findings::MentionForm;
    let of = |range: Option<TextRange>| range.map_or("", |range| range.of(&article.text));
    let kind = match reference.form {
        MentionForm::Pronoun => "pronoun",
        MentionForm::Name | MentionForm::Description => "description",
    };
    let line = format!(
        "{kind}: {} | {} | {}",
        reference.range.of(&article.text),
        of(reference.owner),
        of(reference.beside)
    );
    line.replace("|  |", "| |")
        .trim_end_matches([' ', '|'])
        .to_owned()
}

fn cases() -> Vec<(String, Case)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/extract");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| {
            (
                path.file_name().unwrap().to_string_lossy().into_owned(),
                read_case(path),
            )
        })
        .collect()
}

/// A mention as a case writes it: `person: Jane Doe | French President | Mr`, without the empty end.
fn shown(article: &Article, mention: &crate::model::findings::Mention) -> String {
    let of = |range: Option<TextRange>| range.map_or("", |range| range.of(&article.text));
    let line = format!(
        "{}: {} | {} | {}",
        mention.kind.name(),
        mention.name.of(&article.text),
        of(mention.role),
        of(mention.honorific)
    );
    line.replace("|  |", "| |")
        .trim_end_matches([' ', '|'])
        .to_owned()
}

#[test]
fn every_case_gives_what_it_expects() {
    let mut wrong = Vec::new();
    for (name, case) in cases() {
        let findings = find(&case.article);
        let mut got: Vec<String> = findings
            .mentions
            .iter()
            .map(|mention| shown(&case.article, mention))
            .collect();
        if got.is_empty() {
            got.push("nothing".to_owned());
        }
        if got != case.expected {
            wrong.push(format!(
                "{name}\n  expected {:#?}\n  got {got:#?}",
                case.expected
            ));
        }
        let references: Vec<String> = findings
            .references
            .iter()
            .map(|reference| told(&case.article, reference))
            .collect();
        let about = |rule: &str| case.rules.iter().any(|other| other == rule);
        if (about("description") || about("pronoun")) && references != case.references {
            wrong.push(format!(
                "{name}\n  expected {:#?}\n  got {references:#?}",
                case.references
            ));
        }
        for line in &case.phrases {
            let known = findings.phrases.iter().any(|phrase| {
                format!("phrase: {} | {}", phrase.text, phrase.occurrences.len()) == *line
            });
            if !known {
                wrong.push(format!("{name}\n  lacks {line}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_register_is_whole_and_every_rule_has_a_case() {
    let ids: BTreeSet<&str> = RULES.iter().map(|rule| rule.id).collect();
    assert_eq!(ids.len(), RULES.len(), "ids are unique");
    assert!(RULES.iter().all(|rule| !rule.doc.is_empty()));
    let mut covered = BTreeSet::new();
    for (name, case) in cases() {
        let findings = find(&case.article);
        for rule in &case.rules {
            assert!(ids.contains(rule.as_str()), "{name}: no rule {rule}");
            let used = findings.mentions.iter().any(|mention| mention.rule == rule)
                || findings
                    .references
                    .iter()
                    .any(|reference| reference.rule == rule)
                || rule == "apposition"
                    && findings
                        .mentions
                        .iter()
                        .any(|mention| mention.role.is_some());
            assert!(used, "{name}: {rule} found nothing");
            covered.insert(rule.clone());
        }
    }
    let lacking: Vec<&&str> = ids.iter().filter(|id| !covered.contains(**id)).collect();
    assert!(lacking.is_empty(), "rules without a case: {lacking:?}");
}

fn check(article: &Article) {
    let findings = find(article);
    let mut last = 0;
    for mention in &findings.mentions {
        assert!(mention.name.start >= last && !mention.name.is_empty());
        for range in [Some(mention.name), mention.honorific, mention.role]
            .into_iter()
            .flatten()
        {
            assert!(article.text.get(range.start..range.end).is_some());
        }
        assert!(
            article
                .kind_at(mention.name.start)
                .is_some_and(BlockKind::has_actors)
        );
        assert!(
            mention
                .honorific
                .is_none_or(|honorific| honorific.end <= mention.name.start)
        );
        assert!(mention.role.is_none_or(|role| !role.overlaps(mention.name)));
        assert!(
            findings
                .sentence_at(mention.name.start)
                .is_some_and(|sentence| sentence.covers(mention.name))
        );
        last = mention.name.end;
    }
    let mut last = 0;
    for reference in &findings.references {
        assert!(reference.range.start >= last && !reference.range.is_empty());
        for range in [Some(reference.range), reference.owner, reference.beside]
            .into_iter()
            .flatten()
        {
            assert!(article.text.get(range.start..range.end).is_some());
        }
        assert!(reference.beside.is_none_or(|beside| {
            findings
                .mentions
                .iter()
                .any(|mention| mention.name == beside)
        }));
        last = reference.range.end;
    }
    for phrase in &findings.phrases {
        assert!(phrase.occurrences.is_sorted());
        assert!(
            phrase
                .occurrences
                .iter()
                .all(|place| !place.of(&article.text).is_empty())
        );
    }
    assert!(findings.sentences.is_sorted());
}

proptest! {
    #[test]
    fn any_text_gives_valid_ordered_ranges(
        head in "\\PC{0,40}",
        body in "((Mr|President|Jane|Doe|Kyiv|US|the|of|and|said|he|her|leader|envoy|Ministry|,|\\.|’s|\"|\\(|/|😀|Київ|北京|é|A\\.|von|Velmora|beat|3-1|12-Roe|GOLF-ROE|Norway-Jane) ?){0,60}",
        tail in "(?s:.{0,80})",
    ) {
        check(&article(&[
            (BlockKind::Headline, &head),
            (BlockKind::Byline, "By Jane Doe"),
            (BlockKind::Paragraph, &body),
            (BlockKind::Caption, &tail),
        ]));
    }
}

#[test]
fn a_long_row_of_capitals_is_read_in_bounded_steps() {
    for word in [
        "Trump ",
        "President ",
        "Jane ",
        "Ministry of ",
        "United ",
        "Zz ",
        "von Der ",
        "A. ",
        "Jane, ",
        "(A/B ",
        "the president ",
        "the the ",
        "leader of the ",
        "he \" ",
        "US-US ",
        "Chad’s ",
        "Velmora 3 ",
        "Zz of the ",
        "Moscow and ",
        "Kyiv, ",
        "Moscow, which ",
    ] {
        check(&article(&[(BlockKind::Paragraph, &word.repeat(30_000))]));
    }
}

#[test]
fn names_outside_the_article_proper_are_no_actors() {
    for kind in BLOCK_KINDS.iter().filter(|kind| !kind.has_actors()) {
        let article = article(&[(*kind, "President Jane Doe met Richard Roe in Paris.")]);
        assert_eq!(find(&article).mentions, [], "{}", kind.name());
    }
}

#[test]
fn a_dateline_and_its_paragraph_are_two_sentences() {
    let article = article(&[
        (BlockKind::Dateline, "PARIS -"),
        (BlockKind::Paragraph, "The talks went on. Nobody left."),
    ]);
    let sentences: Vec<&str> = find(&article)
        .sentences
        .iter()
        .map(|range| range.of(&article.text))
        .collect();
    assert_eq!(sentences, ["PARIS -", "The talks went on.", "Nobody left."]);
}

#[test]
fn a_text_in_another_language_says_what_was_left_out() {
    let german = "Er kam mit her und sah den alten Hafen wieder, den die Leute seit vielen Jahren nicht mehr kannten. \
        Das Wasser stand hoch, und auf dem Kai warteten einige Fischer auf das Boot, das erst am Abend kam. Niemand \
        wusste, ob es noch einmal ablegen würde.";
    let findings = find(&article(&[(BlockKind::Paragraph, german)]));
    assert!(findings.skipped.is_some());
    assert_eq!(findings.references, []);
    let english = find(&article(&[(
        BlockKind::Paragraph,
        "She saw the old harbour again.",
    )]));
    assert_eq!(english.skipped, None);
    assert_eq!(english.references.len(), 1);
}

#[test]
fn a_government_speaks_for_itself() {
    use crate::model::actor::ActorKind;
    use crate::model::quote::Speaker;
    for said in [
        "“We will not sign,” the Kremlin said on Monday in a statement to the press.",
        "Ankara said that it would not sign the treaty before the spring.",
        "According to Tehran, “the treaty is void and no one will sign it”.",
    ] {
        let findings = find(&article(&[(BlockKind::Paragraph, said)]));
        let speaker = findings.quotes.first().and_then(|quote| quote.speaker);
        let Some(Speaker::Mention(mention)) = speaker else {
            panic!("{said}: {speaker:?}");
        };
        assert_eq!(
            findings.mentions[mention].kind,
            ActorKind::Government,
            "{said}"
        );
        assert_ne!(
            findings.mentions[mention].literal,
            ActorKind::Government,
            "{said}"
        );
    }
}

#[test]
fn short_texts_other_scripts_and_rows_of_capitals_are_told_as_not_english() {
    let german = "Der Hafen war leer, und Fischer warteten auf das Boot, das erst am Abend kam.";
    let chinese =
        "会议在星期一开始。代表们讨论了港口的未来，没有人离开房间。第二天他们继续谈判。".repeat(2);
    let capitals = "VELMORA DRUN KASTEV POLIND ORSAK ".repeat(20);
    for text in [german, &chinese, &capitals] {
        let findings = find(&article(&[(BlockKind::Paragraph, text)]));
        assert!(findings.skipped.is_some(), "{text}");
        assert_eq!(findings.mentions, [], "{text}");
    }
    let shouted =
        "THE COUNCIL OF THE HARBOUR SAID ON MONDAY THAT THE PIER WOULD BE CLOSED FOR THE WINTER. "
            .repeat(4);
    let short = "Jane Doe was in the harbour on Monday and left again before it was dark.";
    for text in [shouted.as_str(), short] {
        let findings = find(&article(&[(BlockKind::Paragraph, text)]));
        assert_eq!(findings.skipped, None, "{text}");
    }
}

#[test]
fn a_row_of_initials_is_no_name() {
    let text = "J. R. ".repeat(200);
    let findings = find(&article(&[(BlockKind::Paragraph, &text)]));
    assert_eq!(findings.mentions, []);
}
