//! What is known of an article before stories are made: its words, those of its names, and its date.

use crate::link::calendar;
use crate::link::report::Report;
use crate::link::words::{self, Frequencies, Words};
use crate::model::date::NewsDate;

/// The shared weight from which articles with a shared actor are of one event although their dates do not say so.
const ALIKE: f32 = 0.35;

/// The same where their dates agree.
const ALIKE_ON_THE_DAY: f32 = 0.25;

/// The same where their dates agree and they share [`SHARED_ACTORS`] actors.
pub(crate) const ALIKE_AT_LEAST: f32 = 0.20;

/// How many shared actors make up for fewer shared words.
const SHARED_ACTORS: usize = 3;

/// How much of the weight of their names' words two articles of one topic share.
const KIN_BY_NAMES: f32 = 0.35;

/// How much of the weight of their other words they share.
const KIN_BY_TOPIC: f32 = 0.13;

/// How many words of names, and how many other words, they share at least.
const KIN_WORDS: (usize, usize) = (4, 6);

/// What is known of an article before stories are made.
#[derive(Debug, Default)]
pub(crate) struct Sketch {
    pub(crate) words: Words,
    /// Which of all words stand in its names, in rising order.
    pub(crate) names: Vec<u32>,
    pub(crate) date: Option<NewsDate>,
}

impl Sketch {
    pub(crate) fn of(report: &Report, frequencies: &Frequencies) -> Self {
        Self {
            words: frequencies.weigh(&report.article),
            names: words::of_names(&report.article, &report.findings),
            date: report.article.published.as_ref().map(|date| date.value),
        }
    }

    /// Its `most` heaviest words.
    pub(crate) fn heaviest(&self, most: usize) -> Vec<u32> {
        heaviest(self.words.weights.clone(), most)
    }

    /// The `most` heaviest of the words that stand in its names.
    pub(crate) fn heaviest_of_names(&self, most: usize) -> Vec<u32> {
        let weights = self.words.weights.iter().copied();
        heaviest(
            weights.filter(|(word, _)| self.is_of_name(*word)).collect(),
            most,
        )
    }

    fn is_of_name(&self, word: u32) -> bool {
        self.names.binary_search(&word).is_ok()
    }
}

fn heaviest(mut weights: Vec<(u32, f32)>, most: usize) -> Vec<u32> {
    weights.sort_by(|(a, x), (b, y)| y.total_cmp(x).then(a.cmp(b)));
    weights
        .into_iter()
        .take(most)
        .map(|(word, _)| word)
        .collect()
}

/// How surely two articles are of one topic at different times: their dates are told and apart, and both their names and
/// what else they say overlap. The same names in another affair are not enough, nor is the same affair elsewhere.
pub(crate) fn kinship(a: &Sketch, b: &Sketch) -> Option<f32> {
    if !dates_contradict(a, b) {
        return None;
    }
    let (names, topic) = Overlap::of(a, b);
    let enough = names.shared >= KIN_WORDS.0
        && topic.shared >= KIN_WORDS.1
        && names.cosine() >= KIN_BY_NAMES
        && topic.cosine() >= KIN_BY_TOPIC;
    enough.then(|| names.cosine() * topic.cosine())
}

/// How two lists of weighted words overlap.
#[derive(Debug, Default, Clone, Copy)]
struct Overlap {
    product: f32,
    squares: (f32, f32),
    shared: usize,
}

impl Overlap {
    /// Of the words in names, and of all others.
    fn of(a: &Sketch, b: &Sketch) -> (Self, Self) {
        let (mut names, mut topic) = (Self::default(), Self::default());
        let mut theirs = b.words.weights.iter().peekable();
        let of_name = |word: u32| a.is_of_name(word) || b.is_of_name(word);
        let mut take = |word: u32, own: f32, other: f32| {
            let part = if of_name(word) {
                &mut names
            } else {
                &mut topic
            };
            part.product += own * other;
            part.squares.0 += own * own;
            part.squares.1 += other * other;
            part.shared += usize::from(own > 0.0 && other > 0.0);
        };
        for &(word, own) in &a.words.weights {
            while let Some(&(before, other)) = theirs.next_if(|(other, _)| *other < word) {
                take(before, 0.0, other);
            }
            let other = theirs.next_if(|(other, _)| *other == word);
            take(word, own, other.map_or(0.0, |(_, other)| *other));
        }
        for &(word, other) in theirs {
            take(word, 0.0, other);
        }
        (names, topic)
    }

    fn cosine(self) -> f32 {
        let lengths = (self.squares.0 * self.squares.1).sqrt();
        if lengths > 0.0 {
            self.product / lengths
        } else {
            0.0
        }
    }
}

/// Tells whether two articles that share so much of their words' weight may be of one event; `shared` tells how many actors
/// they share.
pub(crate) fn are_of_one_event(
    a: &Sketch,
    b: &Sketch,
    likeness: f32,
    shared: impl FnOnce() -> usize,
) -> bool {
    if likeness < ALIKE_AT_LEAST || dates_contradict(a, b) {
        return false;
    }
    let enough = match (dates_agree(a, b), shared()) {
        (_, 0) => return false,
        (true, SHARED_ACTORS..) => ALIKE_AT_LEAST,
        (true, _) => ALIKE_ON_THE_DAY,
        (false, _) => ALIKE,
    };
    likeness >= enough
}

/// Tells whether the dates of both speak for one event.
pub(crate) fn dates_agree(a: &Sketch, b: &Sketch) -> bool {
    matches!((&a.date, &b.date), (Some(a), Some(b)) if calendar::agree(a, b))
}

/// Tells whether the dates of both exclude that they are of one event.
pub(crate) fn dates_contradict(a: &Sketch, b: &Sketch) -> bool {
    matches!((&a.date, &b.date), (Some(a), Some(b)) if calendar::contradict(a, b))
}
