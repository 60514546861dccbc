//! Runs of the same words in two texts, whatever stands around them.

use std::collections::HashMap;

use crate::compare::reading::Reading;
use crate::model::article::BlockKind;
use crate::text::range::TextRange;
use crate::text::stem::{fold_into, is_function};
use crate::text::token::{TokenKind, tokens};

/// From how many places of side a a run is tried: what stands in more of them is said everywhere.
const TRIED: usize = 8;

/// A word of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    /// Equal for equal words of both sides, whatever their case and accents.
    pub(super) id: u32,
    /// Where it stands.
    pub(super) range: TextRange,
    /// Whether it is more than a function word.
    pub(super) tells: bool,
    /// The stretch to which it belongs; no run reaches over the end of one.
    pub(super) stretch: usize,
}

/// The words of both sides, numbered together.
#[derive(Debug, Default)]
pub(super) struct Words {
    ids: HashMap<String, u32>,
}

impl Words {
    /// The words in the `stretches` of `text`, in order.
    pub(super) fn of(&mut self, text: &str, stretches: &[TextRange]) -> Vec<Word> {
        let mut words = Vec::new();
        let mut folded = String::new();
        for (stretch, range) in stretches.iter().enumerate() {
            let written = range.of(text);
            for token in tokens(written) {
                if token.kind == TokenKind::Mark {
                    continue;
                }
                fold_into(token.range.of(written), &mut folded);
                let next = u32::try_from(self.ids.len()).unwrap_or(u32::MAX);
                let id = if let Some(id) = self.ids.get(folded.as_str()) {
                    *id
                } else {
                    self.ids.insert(folded.clone(), next);
                    next
                };
                words.push(Word {
                    id,
                    range: token.range.shifted(range.start),
                    tells: token.kind == TokenKind::Word && !is_function(&folded),
                    stretch,
                });
            }
        }
        words
    }
}

/// The words of headline and prose of two articles: a run may go over the end of a sentence, but not of a block.
#[derive(Debug)]
pub(super) struct Prose {
    /// By side.
    pub(super) words: [Vec<Word>; 2],
    /// How many different words there are.
    pub(super) different: usize,
}

impl Prose {
    /// Reads both sides.
    pub(super) fn new(readings: &[Reading<'_>; 2]) -> Self {
        let mut words = Words::default();
        let told = |kind: BlockKind| {
            kind == BlockKind::Headline || (kind.is_prose() && kind != BlockKind::Dateline)
        };
        let of_sides = readings.each_ref().map(|reading| {
            let blocks = reading.side.article.blocks.iter();
            let blocks = blocks.filter(|block| told(block.kind));
            let stretches: Vec<TextRange> = blocks.map(|block| block.range).collect();
            words.of(reading.side.text(), &stretches)
        });
        Self {
            words: of_sides,
            different: words.ids.len(),
        }
    }
}

/// A run of the same words, by their numbers on each side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) a: usize,
    pub(super) b: usize,
    pub(super) length: usize,
}

/// The longest runs of at least `least` words, in the order of side b, in which they do not overlap. Linear in the
/// length of both.
pub(super) fn runs(a: &[Word], b: &[Word], least: usize) -> Vec<Run> {
    let key = |words: &[Word]| -> u64 {
        words.iter().fold(0xcbf2_9ce4_8422_2325, |hash, word| {
            (hash ^ u64::from(word.id)).wrapping_mul(0x0100_0000_01b3)
        })
    };
    let mut places: HashMap<u64, Vec<usize>> = HashMap::new();
    for (at, words) in a.windows(least.max(1)).enumerate() {
        let places = places.entry(key(words)).or_default();
        if places.len() < TRIED {
            places.push(at);
        }
    }
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(words) = b.get(at..at + least.max(1)) {
        let starts = places.get(&key(words)).map_or(&[][..], Vec::as_slice);
        let lengths = starts.iter().map(|&start| (common(a, start, b, at), start));
        // Of two of one length, the first.
        let longest = lengths.max_by_key(|&(length, start)| (length, std::cmp::Reverse(start)));
        match longest.filter(|(length, _)| *length >= least.max(1)) {
            Some((length, start)) => {
                found.push(Run {
                    a: start,
                    b: at,
                    length,
                });
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

/// How many words from `i` on are the same as from `j` on, within one stretch on each side.
fn common(a: &[Word], i: usize, b: &[Word], j: usize) -> usize {
    let (Some(first), Some(second)) = (a.get(i), b.get(j)) else {
        return 0;
    };
    let pairs = a.iter().skip(i).zip(b.iter().skip(j));
    pairs
        .take_while(|(x, y)| {
            x.id == y.id && x.stretch == first.stretch && y.stretch == second.stretch
        })
        .count()
}

/// The range from the first to the last of the words.
pub(super) fn extent(words: &[Word]) -> Option<TextRange> {
    let (first, last) = (words.first()?, words.last()?);
    Some(TextRange::new(first.range.start, last.range.end))
}
