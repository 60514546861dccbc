//! Two articles side by side: which passages say the same, what only one has, in what they differ, and in whose words.
//!
//! [`side`] takes an article with all that is known of it; `reading` makes terms of its sentences, in which actors,
//! days and figures stand for themselves whatever their wording; `align` pairs the passages; `verdict` says what a
//! pair is; the other files tell differences, each of one sort. [`story`] and [`reprint`] speak of whole articles, [`edits`]
//! of two versions of one.
//! The answer is plain data in [`comparison`](crate::model::comparison). Nothing here judges: no outlet is right, no wording is better.

mod align;
mod cast;
mod claim;
mod day;
mod detail;
pub mod edits;
mod quoted;
mod reading;
pub mod reprint;
mod run;
mod shared;
pub mod side;
pub mod story;
mod strength;
mod verdict;
mod wording;

use crate::compare::align::{Best, Match, Weights};
use crate::compare::day::days_apart;
use crate::compare::reading::{Reading, Vocabulary};
use crate::compare::run::Prose;
use crate::compare::side::Side;
use crate::compare::strength::{Between, Held, Strength, held};
use crate::compare::verdict::{Doubts, SAME, Verdict};
use crate::model::comparison::{Comparison, Pair, State};

/// How many days apart two articles of one event may be; what they tell in the same words after more may have happened
/// twice.
const DAYS_OF_AN_EVENT: i32 = 7;

/// Compares two articles: a pure function whose cost grows with their length.
pub fn compare(a: &Side<'_>, b: &Side<'_>) -> Comparison {
    let mut vocabulary = Vocabulary::default();
    let readings = [
        Reading::new(*a, &mut vocabulary),
        Reading::new(*b, &mut vocabulary),
    ];
    let weights = Weights::new([&readings[0], &readings[1]], &vocabulary);
    let matches = align::matches(&readings[0], &readings[1], &weights);
    let marks = readings
        .each_ref()
        .map(|reading| held(reading, &vocabulary));
    let best = align::best(&matches);
    let pairs: Vec<Pair> = matches
        .iter()
        .zip(&best)
        .map(|(found, best)| pair(found, *best, &readings, &vocabulary, &weights, &marks).0)
        .collect();
    let state = state(&readings);
    let [a, b] = &readings;
    let prose = Prose::new(&readings);
    let mut differences = detail::differences(&readings, (&pairs, &best), &marks, &vocabulary);
    differences.extend(cast::differences(a, b));
    differences.extend(quoted::differences(a, b));
    differences.extend(wording::differences(a, b, &prose, &pairs));
    differences.sort_by_key(|found| {
        let first = found.at.each_ref().map(|at| at.first().copied());
        (found.kind, first[0].is_none(), first)
    });
    if state == State::SameText {
        // What an article says of itself elsewhere is no difference between two.
        differences.clear();
    }
    Comparison {
        state,
        differences,
        shared: shared::shared(a, b, &prose),
        pairs,
        passages: readings.map(|reading| reading.passages),
        edits: None,
    }
}

/// How likely two passages state one fact, and what they are taken for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judgement {
    /// The same fact, or not.
    pub same: bool,
    /// How likely, 0 to 1.
    pub score: f32,
}

/// Says of two articles of one passage each whether these state the same fact, even if one has a detail of it wrong, or
/// is less sure of it; but not where such a detail is all in which they differ.
/// Where one has more, only the first is read; where one has none, nothing is the same.
pub fn judge(a: &Side<'_>, b: &Side<'_>) -> Judgement {
    let mut vocabulary = Vocabulary::default();
    let readings = [
        Reading::new(*a, &mut vocabulary),
        Reading::new(*b, &mut vocabulary),
    ];
    if readings.iter().any(|reading| reading.passages.is_empty()) {
        return Judgement {
            same: false,
            score: 0.0,
        };
    }
    let weights = Weights::new([&readings[0], &readings[1]], &vocabulary);
    let marks = readings
        .each_ref()
        .map(|reading| held(reading, &vocabulary));
    let only = Match {
        a: 0,
        b: 0,
        score: 0.0,
    };
    let (pair, contrast) = pair(&only, Best::ALONE, &readings, &vocabulary, &weights, &marks);
    Judgement {
        same: pair.sameness >= SAME && !contrast,
        score: pair.sameness,
    }
}

/// The pair that a match is, which is the `best` of those passages, and whether it is in the same words but for what speaks
/// against one fact.
fn pair(
    found: &Match,
    best: Best,
    readings: &[Reading<'_>; 2],
    vocabulary: &Vocabulary,
    weights: &Weights,
    marks: &[Vec<Vec<Held>>; 2],
) -> (Pair, bool) {
    let dates = readings.each_ref().map(|reading| reading.side.date);
    let (left, right) = (
        &readings[0].sentences[found.a],
        &readings[1].sentences[found.b],
    );
    let held = [&marks[0][found.a], &marks[1][found.b]].map(Vec::as_slice);
    let between = Between {
        sentences: [left, right],
        texts: readings.each_ref().map(|reading| reading.side.text()),
        vocabulary,
        acquainted: !verdict::actors(left, right).is_empty(),
    };
    let strength = Strength::of(held, &between);
    let doubts = Doubts {
        strength,
        occasion: days_apart(dates[0], dates[1]).is_some_and(|days| days > DAYS_OF_AN_EVENT),
    };
    let verdict = verdict::verdict(left, right, vocabulary, weights, doubts);
    let label = verdict::label(found.score, &verdict, best);
    let Verdict {
        sameness,
        evidence,
        contrast,
    } = verdict;
    let pair = Pair {
        a: found.a,
        b: found.b,
        score: found.score,
        sameness,
        label,
        evidence,
    };
    (pair, contrast)
}

fn state(readings: &[Reading<'_>; 2]) -> State {
    let [a, b] = readings;
    if a.passages.is_empty() || b.passages.is_empty() {
        return State::Nothing;
    }
    let told = |reading: &Reading<'_>| -> Vec<String> {
        let passages = reading.passages.iter();
        passages
            .map(|passage| passage.range.of(reading.side.text()).to_owned())
            .collect()
    };
    if a.passages.len() == b.passages.len() && told(a) == told(b) {
        return State::SameText;
    }
    if a.side.findings.skipped.is_some() || b.side.findings.skipped.is_some() {
        return State::OtherLanguage;
    }
    State::Comparable
}
