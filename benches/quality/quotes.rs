//! Who says what: quotations and their speakers.

use super::{Span, Tally, share};

/// How much two quotations have to share of what they cover together.
const SAME: f64 = 0.8;

/// A quotation with its speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said {
    /// Where it stands.
    pub at: Span,
    /// Where its speaker stands.
    pub speaker: Option<Span>,
}

/// What was counted of quotations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counted {
    /// The quotations.
    pub spans: Tally,
    /// Those with a speaker; right when the quotation is found and the two speakers overlap.
    pub spoken: Tally,
}

impl Counted {
    /// Compares the quotations of one document; each wanted one takes, in order, the one that it shares most with of those
    /// left.
    pub fn of(given: &[Said], wanted: &[Said]) -> Self {
        let mut counted = Self::default();
        counted.spans.given = given.len();
        counted.spans.wanted = wanted.len();
        counted.spoken.given = with_speaker(given);
        counted.spoken.wanted = with_speaker(wanted);
        let mut left: Vec<Said> = given.to_vec();
        for said in wanted {
            let Some((index, likeness)) = most_alike(said.at, &left) else {
                continue;
            };
            if likeness < SAME {
                continue;
            }
            let found = left.remove(index);
            counted.spans.right += 1;
            counted.spoken.right += usize::from(same_speaker(said, &found));
        }
        counted
    }

    /// Adds the counts of `other`.
    pub fn add(&mut self, other: Self) {
        self.spans.add(other.spans);
        self.spoken.add(other.spoken);
    }
}

fn with_speaker(quotes: &[Said]) -> usize {
    quotes.iter().filter(|said| said.speaker.is_some()).count()
}

/// The first of `quotes` that shares most with `at`, and what share of both together that is.
fn most_alike(at: Span, quotes: &[Said]) -> Option<(usize, f64)> {
    let mut best: Option<(usize, f64)> = None;
    for (index, said) in quotes.iter().enumerate() {
        let shared = said.at.shared(at);
        let likeness = share(shared, said.at.length() + at.length() - shared);
        if likeness > best.map_or(0.0, |(_, most)| most) {
            best = Some((index, likeness));
        }
    }
    best
}

fn same_speaker(one: &Said, other: &Said) -> bool {
    let speakers = one.speaker.zip(other.speaker);
    speakers.is_some_and(|(one, other)| one.shared(other) > 0)
}
