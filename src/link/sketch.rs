//! What is known of an article before stories are made: its words, those of its names, and its date.

use crate::link::calendar;
use crate::link::report::Report;
use crate::link::words::{self, Counted, Frequencies, Scale, Words, heavier};
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
    pub(crate) counted: Counted,
    /// What its words weigh in the sample that is counted now.
    scale: Scale,
    /// Which of all words stand in its names, in rising order.
    names: Box<[u32]>,
    pub(crate) date: Option<NewsDate>,
}

/// An article that is compared with others: its sketch, and what its words weigh.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Compared<'a> {
    pub(crate) sketch: &'a Sketch,
    pub(crate) words: &'a Words,
}

impl Sketch {
    pub(crate) fn of(report: &Report) -> Self {
        Self {
            counted: Counted::of(&report.article),
            scale: Scale::default(),
            names: words::of_names(&report.article, &report.findings),
            date: report.article.published.as_ref().map(|date| date.value),
        }
    }

    /// Takes what its words weigh for how they do in the sample that is counted now.
    pub(crate) fn set_scale(&mut self, scale: Scale) {
        self.scale = scale;
    }

    /// The `most` heaviest of its words.
    pub(crate) fn heaviest(words: &Words, most: usize) -> Vec<u32> {
        heaviest(words.weights.clone(), most)
    }

    /// The `most` heaviest of its words that stand in its names.
    pub(crate) fn heaviest_of_names(&self, words: &Words, most: usize) -> Vec<u32> {
        let mut names = Rising::of(&self.names);
        let mut weights = words.weights.clone();
        weights.retain(|own| names.have(own.word));
        heaviest(weights, most)
    }
}

impl Compared<'_> {
    /// How much of their words' weight the two share.
    pub(crate) fn likeness(self, other: &Sketch) -> f32 {
        self.words.likeness(&other.counted, other.scale)
    }
}

fn heaviest(mut weights: Vec<words::Weight>, most: usize) -> Vec<u32> {
    weights.sort_unstable_by(heavier);
    let heaviest = weights.into_iter().take(most);
    heaviest.map(|own| own.word).collect()
}

/// Words in rising order that are asked for in rising order.
struct Rising<'a>(&'a [u32]);

impl<'a> Rising<'a> {
    fn of(words: &'a [u32]) -> Self {
        Self(words)
    }

    fn have(&mut self, word: u32) -> bool {
        while let [first, rest @ ..] = self.0
            && *first < word
        {
            self.0 = rest;
        }
        self.0.first() == Some(&word)
    }
}

/// How surely two articles are of one topic at different times: their dates are told and apart, and both their names and
/// what else they say overlap. The same names in another affair are not enough, nor is the same affair elsewhere.
pub(crate) fn kinship(a: Compared<'_>, b: &Sketch, frequencies: &Frequencies) -> Option<f32> {
    if !dates_contradict(a.sketch, b) || !share_enough(a, b) {
        return None;
    }
    let (words, _) = frequencies.weigh(&b.counted);
    let theirs = Compared {
        sketch: b,
        words: &words,
    };
    let (names, topic) = Overlap::of(a, theirs);
    let enough = names.shared >= KIN_WORDS.0
        && topic.shared >= KIN_WORDS.1
        && names.cosine() >= KIN_BY_NAMES
        && topic.cosine() >= KIN_BY_TOPIC;
    enough.then(|| names.cosine() * topic.cosine())
}

/// Tells whether the two share words enough to be compared any further.
fn share_enough(a: Compared<'_>, b: &Sketch) -> bool {
    let (mut own, mut theirs) = (Rising::of(&a.sketch.names), Rising::of(&b.names));
    let (mut names, mut topic) = (0, 0);
    for word in a.words.common(&b.counted, b.scale) {
        if own.have(word) | theirs.have(word) {
            names += 1;
        } else {
            topic += 1;
        }
    }
    names >= KIN_WORDS.0 && topic >= KIN_WORDS.1
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
    fn of(a: Compared<'_>, b: Compared<'_>) -> (Self, Self) {
        let (mut names, mut topic) = (Self::default(), Self::default());
        let mut theirs = b.words.weights.iter().peekable();
        let mut of_names = (Rising::of(&a.sketch.names), Rising::of(&b.sketch.names));
        let mut take = |word: u32, own: f32, other: f32| {
            let part = if of_names.0.have(word) | of_names.1.have(word) {
                &mut names
            } else {
                &mut topic
            };
            part.product += own * other;
            part.squares.0 += own * own;
            part.squares.1 += other * other;
            part.shared += usize::from(own > 0.0 && other > 0.0);
        };
        for own in &a.words.weights {
            while let Some(before) = theirs.next_if(|other| other.word < own.word) {
                take(before.word, 0.0, before.here);
            }
            let other = theirs.next_if(|other| other.word == own.word);
            take(own.word, own.here, other.map_or(0.0, |other| other.here));
        }
        for other in theirs {
            take(other.word, 0.0, other.here);
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
