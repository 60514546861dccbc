use proptest::prelude::*;

use super::*;
use crate::model::article::{ArticleId, Block, BlockKind};
use crate::model::edits::EDIT_KINDS;

/// An article with a paragraph for each line.
fn article(lines: &[&str]) -> Article {
    let mut text = String::new();
    let mut blocks = Vec::new();
    for line in lines {
        let start = text.len();
        text.push_str(line);
        blocks.push(Block {
            kind: BlockKind::Paragraph,
            range: TextRange::new(start, text.len()),
        });
        text.push('\n');
    }
    Article {
        id: ArticleId(0),
        source: String::new(),
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

fn between(old: &[&str], new: &[&str]) -> Edits {
    let articles = [article(old), article(new)];
    edits([&articles[0], &articles[1]], 0, true)
}

/// The lines as a reader would write them down: a sign, then the words, with those that are gone in `[]` and those that
/// are new in `{}`.
fn told(old: &[&str], new: &[&str]) -> Vec<String> {
    let articles = [article(old), article(new)];
    let found = edits([&articles[0], &articles[1]], 0, true);
    let marked = |line: &Line, side: usize, marks: [&str; 2]| {
        let Some(range) = line.at[side] else {
            return String::new();
        };
        let text = &articles[side].text;
        let mut out = String::new();
        let mut at = range.start;
        for changed in &line.changed[side] {
            out.push_str(TextRange::new(at, changed.start).of(text));
            out.extend([marks[0], changed.of(text), marks[1]]);
            at = changed.end;
        }
        out + TextRange::new(at, range.end).of(text)
    };
    let lines = found.lines.iter().map(|line| {
        let [a, b] = [marked(line, 0, ["[", "]"]), marked(line, 1, ["{", "}"])];
        match line.kind {
            EditKind::Unchanged => "=".to_owned(),
            EditKind::Removed => format!("- {a}"),
            EditKind::Added => format!("+ {b}"),
            kind => format!("{}: {a} | {b}", kind.name()),
        }
    });
    lines.collect()
}

#[test]
fn words_that_changed_are_told_within_their_sentence() {
    assert_eq!(
        told(
            &["The port will close in June. Nobody was hurt."],
            &["The port may close in July. Nobody was hurt."],
        ),
        [
            "changed: The port [will] close in [June]. | The port {may} close in {July}.",
            "="
        ]
    );
}

#[test]
fn sentences_come_go_and_move() {
    let old = [
        "Mayor Ilse Tamm opened the new bridge on Friday.",
        "It cost nine million.",
        "The old ferry goes on until spring.",
        "Its captain, Ove Rask, spoke of a sad day.",
    ];
    let new = [
        "Its captain, Ove Rask, spoke of a sad day.",
        "Mayor Ilse Tamm opened the new bridge on Friday.",
        "The old ferry goes on until spring.",
        "Tickets stay as they are.",
    ];
    assert_eq!(
        told(&old, &new),
        [
            "moved: Its captain, Ove Rask, spoke of a sad day. | Its captain, Ove Rask, spoke of a sad day.",
            "=",
            "- It cost nine million.",
            "=",
            "+ Tickets stay as they are."
        ]
    );
}

#[test]
fn punctuation_capitals_spaces_and_slips_are_small() {
    for (old, new) in [
        (
            "The Council met, again, on Friday.",
            "The council met again on Friday.",
        ),
        ("It was a 15-year lease.", "It was a 15 year lease."),
        ("He paid 150,000 for it.", "He paid 150000 for it."),
        ("“We are ready,” she said.", "\"We are ready\", she said."),
        (
            "The goverment fell on Friday.",
            "The government fell on Friday.",
        ),
        (
            "The minsiter resigned on Friday.",
            "The minister resigned on Friday.",
        ),
    ] {
        let found = between(&[old], &[new]);
        assert_eq!(found.count(EditKind::Small), 1, "{old} | {new}: {found:?}");
        assert_eq!(found.kept, found.words, "{old} | {new}");
    }
}

#[test]
fn a_sentence_can_move_and_change_a_little() {
    let old = [
        "Mayor Ilse Tamm opened the new bridge on Friday.",
        "The goverment in Norport gave no money for it.",
        "The old ferry goes on until spring.",
    ];
    let new = [
        "The government in Norport gave no money for it.",
        "Mayor Ilse Tamm opened the new bridge on Friday.",
        "The old ferry goes on until spring.",
    ];
    assert_eq!(
        told(&old, &new)[0],
        "moved: The [goverment] in Norport gave no money for it. \
         | The {government} in Norport gave no money for it."
    );
}

#[test]
fn white_space_is_nothing() {
    let found = between(&["Two  spaces were here."], &["Two spaces were here."]);
    assert_eq!(found.summary(), "no word changed");
}

#[test]
fn what_changes_the_meaning_is_never_small() {
    for (old, new) in [
        ("The war is over.", "The war is over?"),
        ("She could leave on Friday.", "She would leave on Friday."),
        (
            "He signed the peace plan there.",
            "He signed the “peace plan” there.",
        ),
        (
            "It rose by 1.5 points there.",
            "It rose by 15 points there.",
        ),
        ("It was -5 degrees at noon.", "It was 5 degrees at noon."),
        ("They may be right about it.", "They maybe right about it."),
        (
            "Ilse Tamm spoke at noon there.",
            "Ilse Tamn spoke at noon there.",
        ),
        (
            "It is now legal to fish there.",
            "It is not legal to fish there.",
        ),
        ("It costs $5 to fish there.", "It costs 5 to fish there."),
        (
            "We're late for the vote there.",
            "Were late for the vote there.",
        ),
    ] {
        let found = between(&[old], &[new]);
        assert_eq!(
            found.count(EditKind::Changed),
            1,
            "{old} | {new}: {found:?}"
        );
    }
}

#[test]
fn a_sentence_that_is_split_stays_with_its_parts() {
    assert_eq!(
        told(
            &["The bridge opened on Friday and the ferry goes on until spring."],
            &["The bridge opened on Friday. The ferry goes on until spring."],
        ),
        [
            "changed: The bridge opened on Friday [and the] ferry goes on until spring. \
             | The bridge opened on Friday{. The} ferry goes on until spring."
        ]
    );
}

#[test]
fn changes_with_hardly_anything_between_are_one() {
    assert_eq!(
        told(
            &["The envoy praised the courage of Norland at the summit in the capital."],
            &["The envoy doubted the wisdom of Norland at the summit in the capital."],
        ),
        [
            "changed: The envoy [praised the courage] of Norland at the summit in the capital. \
             | The envoy {doubted the wisdom} of Norland at the summit in the capital."
        ]
    );
}

#[test]
fn a_rewritten_article_says_how_much_is_left() {
    let found = between(
        &[
            "The bridge opened on Friday.",
            "Nobody came to see it at all, for it rained.",
        ],
        &[
            "The bridge opened on Friday.",
            "Thousands watched from the shore.",
        ],
    );
    assert_eq!((found.kept, found.words), (5, 15));
    assert!(found.is_rewritten());
    assert_eq!(
        found.summary(),
        "rewritten: 33 % of the words kept · sentences: 1 new, 1 gone"
    );
}

#[test]
fn the_older_side_is_the_older_one_whichever_was_given_first() {
    let articles = [
        article(&["It cost nine million, they said."]),
        article(&["It cost six million, they said."]),
    ];
    let forward = edits([&articles[0], &articles[1]], 0, true);
    let backward = edits([&articles[1], &articles[0]], 1, true);
    assert_eq!(backward.lines[0].at[1], forward.lines[0].at[0]);
    assert_eq!(backward.lines[0].changed[0], forward.lines[0].changed[1]);
    assert_eq!((backward.kept, backward.older), (forward.kept, 1));
}

#[test]
fn every_kind_has_a_name() {
    for (kind, name) in EDIT_KINDS {
        assert_eq!(kind.name(), name);
    }
}

/// Sentences of few words, so that versions share many.
fn any_version() -> impl Strategy<Value = Vec<String>> {
    let sentence = "([A-C][a-c]? (the|of|no)?( [a-d]{1,6}){0,5}[.?!,]{0,2} ?){0,3}|\\PC{0,30}";
    proptest::collection::vec(sentence, 0..8)
}

proptest! {
    #[test]
    fn every_sentence_is_told_once_and_changes_lie_within(old in any_version(), new in any_version()) {
        let old: Vec<&str> = old.iter().map(String::as_str).collect();
        let new: Vec<&str> = new.iter().map(String::as_str).collect();
        let articles = [article(&old), article(&new)];
        let found = edits([&articles[0], &articles[1]], 0, true);
        prop_assert!(found.kept <= found.words);
        for (side, article) in articles.iter().enumerate() {
            let mut at: Vec<TextRange> = found.lines.iter().filter_map(|line| line.at[side]).collect();
            at.sort_unstable();
            let words = |ranges: &[TextRange]| -> String {
                let text = &article.text;
                let told = ranges.iter().map(|range| range.of(text));
                told.flat_map(str::chars).filter(|c| !c.is_whitespace()).collect()
            };
            prop_assert!(at.windows(2).all(|pair| pair[0].end <= pair[1].start));
            let all: Vec<TextRange> = told_ranges(article);
            prop_assert_eq!(words(&at), words(&all));
            for line in &found.lines {
                for changed in &line.changed[side] {
                    prop_assert!(line.at[side].is_some_and(|at| at.covers(*changed)));
                }
            }
        }
    }

    #[test]
    fn nothing_became_of_what_is_the_same(text in any_version()) {
        let lines: Vec<&str> = text.iter().map(String::as_str).collect();
        let found = between(&lines, &lines);
        prop_assert!(found.lines.iter().all(|line| line.kind == EditKind::Unchanged));
        prop_assert_eq!(found.kept, found.words);
    }
}

fn told_ranges(article: &Article) -> Vec<TextRange> {
    sentence::told(article)
        .iter()
        .map(|sentence| sentence.range)
        .collect()
}
