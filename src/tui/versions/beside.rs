//! One version laid beside the base: which passages of it stand with which of the base, and which the base has not.

use std::sync::Arc;

use crate::model::comparison::{Comparison, Label};
use crate::text::range::TextRange;

/// A version laid beside the base.
#[derive(Debug, Clone)]
pub(super) struct Beside {
    pub(super) found: Arc<Comparison>,
    /// By passage of the base, its pairs: the surest and likest first.
    pub(super) pairs: Vec<Vec<usize>>,
    /// By passage of the version, the one of the base beside which it is read.
    likest: Vec<Option<usize>>,
}

impl Beside {
    pub(super) fn new(found: Arc<Comparison>) -> Self {
        let mut pairs = vec![Vec::new(); found.passages[0].len()];
        for (number, pair) in found.pairs.iter().enumerate() {
            if pair.label != Label::Perhaps
                && let Some(pairs) = pairs.get_mut(pair.a)
            {
                pairs.push(number);
            }
        }
        for pairs in &mut pairs {
            pairs.sort_by(|a, b| {
                let (a, b) = (&found.pairs[*a], &found.pairs[*b]);
                (a.label.cmp(&b.label)).then(b.score.total_cmp(&a.score))
            });
        }
        // Only a passage whose first choice it is can stand beside it.
        let mut likest: Vec<Option<(Label, f32, usize)>> = vec![None; found.passages[1].len()];
        let first = pairs.iter().filter_map(|pairs| pairs.first());
        for pair in first.filter_map(|pair| found.pairs.get(*pair)) {
            if let Some(likest) = likest.get_mut(pair.b)
                && likest.is_none_or(|(label, score, _)| {
                    pair.label < label || (pair.label == label && pair.score > score)
                })
            {
                *likest = Some((pair.label, pair.score, pair.a));
            }
        }
        let likest = likest.into_iter().map(|likest| Some(likest?.2)).collect();
        Self {
            found,
            pairs,
            likest,
        }
    }

    /// The likest partner of a passage of the base: how far it says the same, and where it stands.
    pub(super) fn partner(&self, passage: usize) -> Option<(Label, TextRange)> {
        let pair = self.pairs.get(passage)?.first()?;
        self.told(*pair)
    }

    pub(super) fn told(&self, pair: usize) -> Option<(Label, TextRange)> {
        let pair = self.found.pairs.get(pair)?;
        let there = self.found.passages[1].get(pair.b)?;
        Some((pair.label, there.range))
    }

    /// The passage of the base beside which the likest partner of one is read.
    pub(super) fn read_beside(&self, passage: usize) -> Option<usize> {
        let pair = self.pairs.get(passage)?.first()?;
        *self.likest.get(self.found.pairs.get(*pair)?.b)?
    }

    /// The passages that the base has not, each with how many passages of the base stand above it.
    pub(super) fn lone(&self) -> Vec<(usize, TextRange)> {
        let there = &self.found.passages[1];
        let mut above = 0;
        let mut lone = Vec::new();
        for (passage, likest) in there.iter().zip(&self.likest) {
            match likest {
                Some(base) => above = base + 1,
                None => lone.push((above, passage.range)),
            }
        }
        lone
    }
}
