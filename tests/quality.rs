//! The measures of `benches/quality.rs`, on examples small enough to be worked out by hand, and its sets.
#![expect(clippy::unwrap_used, reason = "a test says what is wrong by failing")]

#[path = "../benches/quality/metrics.rs"]
pub mod metrics;
#[path = "../benches/quality/sets.rs"]
pub mod sets;

use std::collections::BTreeSet;
use std::fs;

use metrics::clusters::{Marked, Story, b_cubed, ceaf_e, muc};
use metrics::quotes::{Counted, Said};
use metrics::{Score, Span, Tally, actors, assignment, correlation, mean, pairs, wording};
use proptest::prelude::*;

fn at(start: usize, end: usize) -> Span {
    Span { start, end }
}

fn near(got: f64, expected: f64) -> bool {
    (got - expected).abs() < 1e-9
}

fn is(score: Score, precision: f64, recall: f64) {
    assert!(
        near(score.precision, precision) && near(score.recall, recall),
        "{score:?} is not {precision}, {recall}"
    );
}

/// One mention of one code point for each place of `actors`, ` ` for none.
fn marked(actors: &str) -> Vec<Marked> {
    let mentions = actors
        .chars()
        .enumerate()
        .filter(|(_, actor)| *actor != ' ');
    mentions
        .map(|(place, actor)| Marked {
            at: at(place, place + 1),
            actor: u64::from(actor),
        })
        .collect()
}

/// A story whose documents are given as (wanted, given), each as [`marked`] reads it.
fn story(documents: &[(&str, &str)]) -> Story {
    let mut story = Story::default();
    for (document, (wanted, given)) in documents.iter().enumerate() {
        story.add(document, &marked(wanted), &marked(given), &BTreeSet::new());
    }
    story
}

#[test]
fn two_of_three_are_right_and_four_were_wanted() {
    let mut tally = Tally::of(&BTreeSet::from([1, 2, 9]), &BTreeSet::from([1, 2, 3, 4]));
    is(tally.score(), 2.0 / 3.0, 0.5);
    assert!(near(tally.score().f1(), 4.0 / 7.0));
    tally.add(Tally::of(&BTreeSet::from([7]), &BTreeSet::new()));
    is(tally.score(), 0.5, 0.5);
    is(Tally::default().score(), 0.0, 0.0);
    assert!(near(Score::default().f1(), 0.0));
    assert!(near(mean(&[0.5, 1.0]), 0.75) && near(mean(&[]), 0.0));
}

/// Wanted {0 1 2} {3 4 5}; given {0 1} {2 3}, {5} and a mention that nobody wants.
#[test]
fn clusters_by_hand() {
    let stories = [story(&[("aaabbb ", "xxyy zw")])];
    // Links: the wanted clusters are in 2 and 2 or more parts: 3 - 2, 3 - 3 of 2 + 2; the given ones keep 1, 0 of 1 + 1.
    is(muc(&stories), 1.0 / 2.0, 1.0 / 4.0);
    // Mentions 0, 1: 2/2 and 2/3; 2, 3: 1/2 and 1/3; 5: 1/1 and 1/3; of 6 given and 6 wanted.
    is(b_cubed(&stories), 4.0 / 6.0, (4.0 / 3.0 + 1.0) / 6.0);
    // Best pairs: {0 1 2} with {0 1}: 4/5; {3 4 5} with {5}: 2/4 rather than with {2 3}: 2/5; of 4 given, 2 wanted.
    is(ceaf_e(&stories), 1.3 / 4.0, 1.3 / 2.0);
}

#[test]
fn a_perfect_answer_has_every_figure_and_none_has_none() {
    let perfect = [story(&[("aab", "xxy"), ("ab", "xy")])];
    let nothing = [story(&[("aab", "   "), ("ab", "  ")])];
    for measure in [muc, b_cubed, ceaf_e] {
        is(measure(&perfect), 1.0, 1.0);
        is(measure(&nothing), 0.0, 0.0);
        is(measure(&[]), 0.0, 0.0);
    }
}

/// An actor keeps to its story: `a` and `x` of two stories are four actors.
#[test]
fn stories_are_apart() {
    let two = [story(&[("a", "x")]), story(&[("a", "x")])];
    is(muc(&two), 0.0, 0.0);
    is(b_cubed(&two), 1.0, 1.0);
    is(ceaf_e(&two), 1.0, 1.0);
}

#[test]
fn mentions_are_laid_on_those_that_they_belong_to() {
    let mention = |start, end, actor| Marked {
        at: at(start, end),
        actor,
    };
    let mut story = Story::default();
    story.add(
        0,
        // Two actors in one range, one that is given short, one of which less than half is met.
        &[
            mention(0, 5, 1),
            mention(0, 5, 2),
            mention(10, 20, 3),
            mention(30, 32, 4),
        ],
        &[
            mention(14, 20, 7),
            mention(0, 5, 5),
            mention(0, 5, 6),
            mention(31, 40, 8),
            mention(50, 55, 9),
            mention(60, 65, 9),
        ],
        &BTreeSet::from([at(50, 55)]),
    );
    let both: Vec<(u64, u64)> = story
        .wanted
        .iter()
        .filter_map(|(spot, wanted)| Some((*wanted, *story.given.get(spot)?)))
        .collect();
    // Of 31 to 40 one code point is met, which is half of the shorter.
    assert_eq!(both, [(1, 5), (2, 6), (3, 7), (4, 8)]);
    assert_eq!(
        story.given.len(),
        5,
        "what stands elsewhere counts for neither"
    );
}

#[test]
fn less_than_half_is_another_mention() {
    let mut story = Story::default();
    let wanted = [Marked {
        at: at(0, 3),
        actor: 1,
    }];
    let given = [Marked {
        at: at(2, 9),
        actor: 1,
    }];
    story.add(0, &wanted, &given, &BTreeSet::new());
    assert!(story.given.keys().all(|spot| spot.at == at(2, 9)));
}

/// `a` is in documents 0, 1 and 2, `b` in 0 alone; `x` has most of `a` and is in 0, 1 and 3.
#[test]
fn documents_of_an_actor() {
    let stories = [story(&[
        ("ab", "x "),
        ("a ", "xy"),
        ("a ", "y "),
        ("  ", "x "),
    ])];
    let any = actors::documents(&stories, 1, |_| true);
    assert_eq!((any.right, any.given, any.wanted), (2, 3, 4));
    let spread = actors::documents(&stories, 2, |_| true);
    assert_eq!((spread.right, spread.given, spread.wanted), (2, 3, 3));
    let named = actors::documents(&stories, 1, |spot| spot.at.start == 1);
    assert_eq!((named.right, named.given, named.wanted), (0, 0, 1));
}

/// `x` and `y` each share one mention with `a`; `y` has fewer.
#[test]
fn of_two_that_share_as_much_the_smaller_is_the_actor() {
    let stories = [story(&[("a", "x"), ("a", "y"), (" ", "x")])];
    let tally = actors::documents(&stories, 1, |_| true);
    assert_eq!((tally.right, tally.given, tally.wanted), (1, 1, 2));
}

#[test]
fn a_capital_alone_names_nobody() {
    for wording in ["Doenko Roe", "the Velmoran envoy", "“Doe’s”", "O’Roe"] {
        assert!(actors::names_somebody(wording), "{wording}");
    }
    for wording in ["the envoy", "She", "The Prime Minister", "12", "", "— ’ -"] {
        assert!(!actors::names_somebody(wording), "{wording}");
    }
}

#[test]
fn quotations_by_hand() {
    let said = |start, end, speaker: Option<(usize, usize)>| Said {
        at: at(start, end),
        speaker: speaker.map(|(start, end)| at(start, end)),
    };
    let wanted = [
        said(0, 10, Some((11, 15))),
        said(20, 30, Some((31, 35))),
        said(40, 50, None),
        said(60, 70, Some((71, 75))),
    ];
    let given = [
        said(0, 8, Some((13, 19))),    // 8 of 10, and the speaker overlaps
        said(20, 30, Some((35, 40))),  // the speaker stands behind the right one
        said(43, 50, Some((51, 55))),  // 7 of 10
        said(60, 70, None),            // no speaker
        said(90, 100, Some((80, 85))), // nobody's
        said(20, 30, Some((31, 35))),  // the same once more
    ];
    let counted = Counted::of(&given, &wanted);
    let told = |tally: Tally| (tally.right, tally.given, tally.wanted);
    assert_eq!(told(counted.spans), (3, 6, 4));
    assert_eq!(told(counted.spoken), (1, 5, 3));
    let mut twice = counted;
    twice.add(counted);
    assert_eq!(told(twice.spans), (6, 12, 8));
    assert_eq!(told(twice.spoken), (2, 10, 6));
}

#[test]
fn precision_is_taken_where_enough_is_found() {
    let scored = [
        (0.2, true),
        (0.9, true),
        (0.5, false),
        (0.8, false),
        (0.7, true),
        (0.5, true),
    ];
    let at = |recall| pairs::precision_at(recall, &scored).unwrap_or(-1.0);
    assert!(near(at(0.25), 1.0));
    assert!(near(at(0.5), 2.0 / 3.0));
    // The pair that is true and the one that is not have one number, so that both come in.
    assert!(near(at(0.6), 3.0 / 5.0));
    assert!(near(at(1.0), 4.0 / 6.0));
    assert_eq!(pairs::precision_at(0.6, &[(0.9, false)]), None);
}

#[test]
fn numbers_that_follow_others_by_hand() {
    let follow = correlation::pearson;
    assert!(near(follow(&[(0.0, 1.0), (1.0, 3.0), (2.0, 5.0)]), 1.0));
    assert!(near(follow(&[(0.0, 5.0), (1.0, 3.0), (2.0, 1.0)]), -1.0));
    // Deviations -1, 0, 1 and -1, 1, 0: the product is 1, each side’s square 2.
    assert!(near(follow(&[(0.0, 0.0), (1.0, 2.0), (2.0, 1.0)]), 0.5));
    assert!(near(follow(&[(1.0, 0.0), (1.0, 2.0)]), 0.0));
    assert!(near(follow(&[]), 0.0));
}

#[test]
fn runs_of_four_words_by_hand() {
    // Wanted: "a b c d", "b c d e", "c d e f"; given: "b c d e", "c d e f", "d e f g", "e f g h".
    let part = ("b, c: d e (f) g h", "a b c d e f");
    is(wording::repeated([part]), 2.0 / 4.0, 2.0 / 3.0);
    // A text of less than four words is one run; a run counts as often as both have it.
    let short = ("one two", "One two");
    let again = ("x x x x x", "x x x x x x x");
    is(
        wording::repeated([part, short, again]),
        (0.5 + 0.0 + 1.0) / 3.0,
        (2.0 / 3.0 + 0.0 + 2.0 / 4.0) / 3.0,
    );
    // What is empty has no share of its own.
    is(
        wording::repeated([("", "a b c d"), ("a b c d", "")]),
        0.0,
        0.0,
    );
}

#[test]
fn the_best_pairing_by_hand() {
    // The greedy way takes 9 and then 1; the best is 8 and 8.
    assert!(near(
        assignment::most(&[vec![9.0, 8.0], vec![8.0, 1.0]]),
        16.0
    ));
    assert!(near(assignment::most(&[vec![1.0, 3.0, 2.0]]), 3.0));
    assert!(near(
        assignment::most(&[vec![1.0], vec![3.0], vec![2.0]]),
        3.0
    ));
    assert!(near(assignment::most(&[]), 0.0));
    assert!(near(assignment::most(&[vec![], vec![]]), 0.0));
}

/// The best of all pairings of rows with columns, tried one by one.
fn tried(worth: &[Vec<f64>], row: usize, used: &mut Vec<bool>) -> f64 {
    if row == worth.len() {
        return 0.0;
    }
    let mut best = tried(worth, row + 1, used);
    for column in 0..used.len() {
        if !used[column] {
            used[column] = true;
            best = best.max(worth[row][column] + tried(worth, row + 1, used));
            used[column] = false;
        }
    }
    best
}

/// The documents of a set with these lines, and what is said about the others.
fn read<T: serde::de::DeserializeOwned>(lines: &str) -> (Vec<T>, Vec<usize>) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("pier_small.jsonl"), lines).unwrap();
    fs::write(folder.path().join("pier_notes.txt"), "no set").unwrap();
    let files = sets::files(folder.path(), "pier_").unwrap();
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["small"]);
    let mut bad = Vec::new();
    let documents = sets::read(&files[0].1, |line, _| bad.push(line)).unwrap();
    (documents, bad)
}

#[test]
fn a_bad_line_is_told_with_its_number_and_costs_no_other() {
    let (pairs, bad) = read::<sets::Pair>(
        "{\"a\": \"Roe\", \"b\": \"Rowe\", \"label\": 1}\n\n{\"a\": \"Roe\"}\nno\n{\"a\": \"Roe\", \"b\": \"Doe\", \"label\": 0, \"more\": []}\n",
    );
    assert_eq!(bad, [3, 4]);
    let told: Vec<_> = pairs
        .iter()
        .map(|pair| (pair.a.as_str(), pair.b.as_str(), pair.label))
        .collect();
    assert_eq!(told, [("Roe", "Rowe", 1), ("Roe", "Doe", 0)]);
}

#[test]
fn every_kind_of_set_is_read() {
    let (named, bad) = read::<sets::Named>(
        r#"{"text": "Doe left.", "mentions": [{"start": 0, "end": 3, "type": "PERSON", "cluster": "d"}, {"start": 4, "end": 8}], "group": 7}
{"text": "Doe left.", "mentions": [], "group": null}"#,
    );
    assert_eq!((named.len(), bad.len()), (2, 0));
    assert_eq!(named[0].text, "Doe left.");
    assert_eq!(
        (named[0].group.as_u64(), named[1].group.is_null()),
        (Some(7), true)
    );
    let [doe, left] = &named[0].mentions[..] else {
        unreachable!("two mentions are there");
    };
    assert_eq!((doe.at, doe.kind.as_deref()), (at(0, 3), Some("PERSON")));
    assert_eq!(doe.cluster, "d");
    assert!(left.kind.is_none() && left.cluster.is_null());

    let (quoted, bad) = read::<sets::Quoted>(
        r#"{"text": "“So”, Doe said. “No.”", "quotes": [{"start": 0, "end": 4, "speaker": {"start": 6, "end": 9}}, {"start": 16, "end": 21, "speaker": null}]}"#,
    );
    assert_eq!((quoted.len(), bad.len()), (1, 0));
    assert!(quoted[0].text.starts_with("“So”") && quoted[0].group.is_null());
    let told: Vec<_> = quoted[0]
        .quotes
        .iter()
        .map(|quote| (quote.at, quote.speaker))
        .collect();
    assert_eq!(told, [(at(0, 4), Some(at(6, 9))), (at(16, 21), None)]);

    let (split, _) = read::<sets::Split>(r#"{"text": "A. B.", "sentences": ["A.", "B."]}"#);
    assert_eq!(
        (split[0].text.as_str(), split[0].sentences.len()),
        ("A. B.", 2)
    );
    let (told, _) = read::<sets::Told>(r#"{"a": "One.", "b": "Two.", "score": 2.5, "time": 1}"#);
    assert_eq!((told[0].a.as_str(), told[0].b.as_str()), ("One.", "Two."));
    assert!(near(told[0].score, 2.5));
    let (page, _) =
        read::<sets::Page>(r#"{"id": "a", "text": "Menu\nThe pier.", "body": "The pier."}"#);
    assert!(page[0].text.ends_with(&page[0].body));
}

proptest! {
    #[test]
    fn no_pairing_is_better(
        cells in prop::collection::vec(prop_oneof![Just(0.0), 0.0..1.0], 36),
        rows in 1usize..6,
        columns in 1usize..6,
    ) {
        let worth: Vec<Vec<f64>> = cells.chunks(6).take(rows).map(|row| row[..columns].to_vec()).collect();
        let best = tried(&worth, 0, &mut vec![false; columns]);
        prop_assert!(near(assignment::most(&worth), best), "{worth:?}");
    }
}
