//! How likely two articles tell one story.

use std::collections::BTreeMap;

use crate::model::article::{Article, BlockKind};
use crate::text::stem::{cut_endings, fold_into, is_function};
use crate::text::token::{TokenKind, tokens};

/// How much of an article, in words that tell something, is its opening: what happened stands there.
const OPENING: usize = 60;

/// How likely `a` and `b` tell of one event, 0 to 1: the mean of how much of their words they share, of how much of
/// each headline stands in the other, and of how much of the less covered opening does.
pub fn likeness(a: &Article, b: &Article) -> f32 {
    let (a, b) = (Told::new(a), Told::new(b));
    let words = a.cosine(&b).sqrt();
    let headline = f32::midpoint(b.holds(&a.headline), a.holds(&b.headline));
    let opening = b.holds(&a.opening).min(a.holds(&b.opening)).sqrt();
    (words + headline + opening) / 3.0
}

/// What an article tells: its words that tell something, without endings.
struct Told {
    counts: BTreeMap<String, u16>,
    headline: Vec<String>,
    opening: Vec<String>,
}

impl Told {
    fn new(article: &Article) -> Self {
        let mut told = Self {
            counts: BTreeMap::new(),
            headline: Vec::new(),
            opening: Vec::new(),
        };
        let mut first: Vec<String> = Vec::new();
        for block in &article.blocks {
            let headline = block.kind == BlockKind::Headline;
            if !headline && !block.kind.is_prose() && block.kind != BlockKind::Subheading {
                continue;
            }
            let words = telling(block.range.of(&article.text));
            if headline {
                told.headline.extend(words.iter().cloned());
            } else if first.is_empty() {
                first.clone_from(&words);
            }
            let room = OPENING.saturating_sub(told.opening.len());
            told.opening.extend(words.iter().take(room).cloned());
            for word in words {
                let count = told.counts.entry(word).or_default();
                *count = count.saturating_add(1);
            }
        }
        if told.headline.is_empty() {
            told.headline = first;
        }
        told
    }

    /// The cosine of the two, each word weighing by the logarithm of how often it stands.
    fn cosine(&self, other: &Self) -> f32 {
        let weight = |count: &u16| 1.0 + f32::from(*count).ln();
        let length = |counts: &BTreeMap<String, u16>| {
            let squares = counts.values().map(|count| weight(count).powi(2));
            squares.sum::<f32>().sqrt()
        };
        let both = self.counts.iter().filter_map(|(word, count)| {
            let other = other.counts.get(word)?;
            Some(weight(count) * weight(other))
        });
        let product = length(&self.counts) * length(&other.counts);
        if product > 0.0 {
            (both.sum::<f32>() / product).min(1.0)
        } else {
            0.0
        }
    }

    /// The share of `words` that the article has.
    fn holds(&self, words: &[String]) -> f32 {
        if words.is_empty() {
            return 0.0;
        }
        let held = words.iter().filter(|word| self.counts.contains_key(*word));
        let count = |number: usize| f32::from(u16::try_from(number).unwrap_or(u16::MAX));
        count(held.count()) / count(words.len())
    }
}

/// The words of `text` that tell something, folded and without endings.
fn telling(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for token in tokens(text) {
        if matches!(token.kind, TokenKind::Mark | TokenKind::Ending) {
            continue;
        }
        for part in token.range.of(text).split(['-', '‑', '‐']) {
            fold_into(part, &mut word);
            if !word.is_empty() && !is_function(&word) {
                cut_endings(&mut word);
                words.push(word.clone());
            }
        }
    }
    words
}
