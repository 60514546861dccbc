//! Which passage of one side belongs to which of the other.
//!
//! A passage is a vector of its terms and of pairs of neighbouring ones. A term weighs by how few passages of the two
//! articles have it: inside one story the names are everywhere and tell nothing. A pair is kept where the two share
//! enough of their weight and it comes near to the best pair of one of them: so one passage can be matched with several
//! that it sums up.

use std::collections::HashMap;

use crate::compare::reading::{Reading, Sentence, Term, Vocabulary};
use crate::model::article::BlockKind;

/// The least share of weight of a pair.
const LEAST: f32 = 0.09;

/// How near a pair must come to the best one of its passages: of either of the two.
const NEAR_BEST: f32 = 0.6;

/// How much a pair of neighbouring terms weighs, against the mean of the two.
const NEIGHBOURS: f32 = 0.3;

/// How much an actor weighs beside the words that name it.
const MEANT: f32 = 0.5;

/// How steeply a term loses weight with every passage that has it.
const STEEPNESS: f32 = 0.7;

/// A term in more passages of a side leads to none of them: it tells too little, and would cost too much.
const LEADS_TO: usize = 512;

/// No passage has more partners.
const PARTNERS: usize = 8;

/// Two passages that belong together and how much of their weight they share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Match {
    pub(super) a: usize,
    pub(super) b: usize,
    pub(super) score: f32,
}

/// The weights of single terms in this comparison.
#[derive(Debug)]
pub(super) struct Weights {
    /// By term.
    weights: Vec<f32>,
}

impl Weights {
    /// Weighs the terms by the passages of both sides.
    pub(super) fn new(readings: [&Reading<'_>; 2], vocabulary: &Vocabulary) -> Self {
        let mut having = vec![0u16; vocabulary.len()];
        let mut last = vec![usize::MAX; vocabulary.len()];
        let sentences = || readings.into_iter().flat_map(|reading| &reading.sentences);
        for (number, sentence) in sentences().enumerate() {
            for term in terms(sentence) {
                if last[term as usize] != number {
                    last[term as usize] = number;
                    having[term as usize] = having[term as usize].saturating_add(1);
                }
            }
        }
        let all = f32::from(u16::try_from(sentences().count() + 1).unwrap_or(u16::MAX));
        let weigh = |(term, having): (usize, &u16)| {
            let tells = Term::try_from(term).is_ok_and(|term| vocabulary.tells(term));
            if !tells || *having == 0 {
                return 0.0;
            }
            (all / f32::from(*having)).ln().max(0.0).powf(STEEPNESS)
        };
        Self {
            weights: having.iter().enumerate().map(weigh).collect(),
        }
    }

    /// The weight of `term`.
    pub(super) fn of(&self, term: Term) -> f32 {
        self.weights.get(term as usize).copied().unwrap_or(0.0)
    }
}

/// All terms of a sentence.
fn terms(sentence: &Sentence) -> impl Iterator<Item = Term> {
    let merged = sentence.terms.iter().map(|placed| placed.term);
    let all = merged.chain(sentence.written.iter().map(|placed| placed.term));
    all.chain(sentence.meant.iter().copied())
}

/// The matches of the passages of two sides, in the order of side a, then b. The cost grows with the text, and with how
/// often rare words are repeated.
pub(super) fn matches(a: &Reading<'_>, b: &Reading<'_>, weights: &Weights) -> Vec<Match> {
    let mut vectors = Vectors {
        weights,
        pairs: HashMap::new(),
    };
    let of_a = vectors.of(a);
    let of_b = vectors.of(b);
    let candidates = candidates(&of_a, &of_b, vectors.count(), |i, j| {
        let caption =
            |reading: &Reading<'_>, at: usize| reading.passages[at].kind == BlockKind::Caption;
        caption(a, i) == caption(b, j) && shares(&a.sentences[i], &b.sentences[j]) > 0
    });
    let mut best = [vec![0.0f32; of_a.len()], vec![0.0f32; of_b.len()]];
    for found in &candidates {
        best[0][found.a] = best[0][found.a].max(found.score);
        best[1][found.b] = best[1][found.b].max(found.score);
    }
    let mut kept: Vec<Match> = candidates
        .into_iter()
        .filter(|found| {
            found.score >= NEAR_BEST * best[0][found.a]
                || found.score >= NEAR_BEST * best[1][found.b]
        })
        .collect();
    kept.sort_by(|x, y| {
        y.score
            .total_cmp(&x.score)
            .then((x.a, x.b).cmp(&(y.a, y.b)))
    });
    let mut partners = [vec![0usize; of_a.len()], vec![0usize; of_b.len()]];
    kept.retain(|found| {
        let free = partners[0][found.a] < PARTNERS && partners[1][found.b] < PARTNERS;
        if free {
            partners[0][found.a] += 1;
            partners[1][found.b] += 1;
        }
        free
    });
    kept.sort_by_key(|found| (found.a, found.b));
    kept
}

/// Whether a pair is the best one of its passages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Best {
    of_a: bool,
    of_b: bool,
}

impl Best {
    /// Of two passages that are alone with each other.
    pub(super) const ALONE: Self = Self {
        of_a: true,
        of_b: true,
    };

    /// Neither passage has a better partner.
    pub(super) fn of_both(self) -> bool {
        self.of_a && self.of_b
    }

    /// One passage at least has no better partner.
    pub(super) fn of_either(self) -> bool {
        self.of_a || self.of_b
    }
}

/// By match, of which of its passages it is the best.
pub(super) fn best(matches: &[Match]) -> Vec<Best> {
    let mut most: [HashMap<usize, f32>; 2] = [HashMap::new(), HashMap::new()];
    for found in matches {
        for (most, passage) in most.iter_mut().zip([found.a, found.b]) {
            let score = most.entry(passage).or_insert(0.0);
            *score = score.max(found.score);
        }
    }
    let is_best = |side: usize, passage: usize, score: f32| {
        let most = most[side].get(&passage);
        most.is_none_or(|most| score >= *most)
    };
    let best = matches.iter().map(|found| Best {
        of_a: is_best(0, found.a, found.score),
        of_b: is_best(1, found.b, found.score),
    });
    best.collect()
}

/// How many telling terms that are no names both sentences have: two that only name the same people say nothing of each
/// other.
pub(super) fn shares(a: &Sentence, b: &Sentence) -> usize {
    common(&a.gist.plain, &b.gist.plain)
}

/// How many members two sorted lists have in common, each as often as both have it.
pub(super) fn common<T: Ord>(a: &[T], b: &[T]) -> usize {
    let mut theirs = b.iter().peekable();
    a.iter()
        .filter(|member| {
            while theirs.next_if(|other| other < member).is_some() {}
            theirs.next_if(|other| other == member).is_some()
        })
        .count()
}

type Vector = Vec<(u32, f32)>;

struct Vectors<'a> {
    weights: &'a Weights,
    /// The numbers of pairs of neighbouring terms, behind those of the terms.
    pairs: HashMap<(Term, Term), u32>,
}

impl Vectors<'_> {
    fn count(&self) -> usize {
        self.weights.weights.len() + self.pairs.len()
    }

    fn of(&mut self, reading: &Reading<'_>) -> Vec<Vector> {
        let sentences = reading.sentences.iter();
        sentences.map(|sentence| self.vector(sentence)).collect()
    }

    /// The vector of a sentence, of length 1, sorted by number.
    fn vector(&mut self, sentence: &Sentence) -> Vector {
        let mut found: Vec<(u32, f32)> = Vec::with_capacity(2 * sentence.terms.len());
        let mut before: Option<(Term, f32)> = None;
        for placed in &sentence.written {
            let term = placed.term;
            let weight = self.weights.of(term);
            if weight <= 0.0 {
                continue;
            }
            found.push((term, weight));
            if let Some((last, other)) = before {
                let next = u32::try_from(self.count()).unwrap_or(u32::MAX);
                let pair = *self.pairs.entry((last, term)).or_insert(next);
                found.push((pair, NEIGHBOURS * (weight + other) / 2.0));
            }
            before = Some((term, weight));
        }
        for actor in &sentence.meant {
            found.push((*actor, MEANT * self.weights.of(*actor)));
        }
        found.sort_unstable_by_key(|(number, _)| *number);
        let mut vector: Vector = found
            .chunk_by(|a, b| a.0 == b.0)
            .map(|same| {
                let times = f32::from(u16::try_from(same.len()).unwrap_or(u16::MAX));
                (same[0].0, same[0].1 * (1.0 + times.ln()))
            })
            .collect();
        let length = vector
            .iter()
            .map(|(_, weight)| weight * weight)
            .sum::<f32>()
            .sqrt();
        if length > 0.0 {
            for (_, weight) in &mut vector {
                *weight /= length;
            }
        }
        vector
    }
}

/// All pairs that share [`LEAST`] of their weight and may be together.
fn candidates(
    a: &[Vector],
    b: &[Vector],
    count: usize,
    fits: impl Fn(usize, usize) -> bool,
) -> Vec<Match> {
    let mut having: Vec<Vec<(usize, f32)>> = vec![Vec::new(); count];
    for (passage, vector) in b.iter().enumerate() {
        for (number, weight) in vector {
            having[*number as usize].push((passage, *weight));
        }
    }
    let mut sums = vec![0.0f32; b.len()];
    let mut touched: Vec<usize> = Vec::new();
    let mut found = Vec::new();
    for (passage, vector) in a.iter().enumerate() {
        for (number, weight) in vector {
            let having = &having[*number as usize];
            if having.len() > LEADS_TO {
                continue;
            }
            for (other, theirs) in having {
                if sums[*other] <= 0.0 {
                    touched.push(*other);
                }
                sums[*other] += weight * theirs;
            }
        }
        touched.sort_unstable();
        for other in touched.drain(..) {
            let score = std::mem::take(&mut sums[other]).min(1.0);
            if score >= LEAST && fits(passage, other) {
                found.push(Match {
                    a: passage,
                    b: other,
                    score,
                });
            }
        }
    }
    found
}
