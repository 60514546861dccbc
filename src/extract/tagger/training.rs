//! Makes the weights: reads annotated text, multiplies it, and trains.
//!
//! The same files in the same order give the same bytes: every choice comes from one seeded row of numbers, and all sums
//! are of whole numbers.

mod augment;
mod corpus;
mod invented;
mod perceptron;
mod sample;

pub use corpus::{Document, parse};

/// How many copies of every document with other names are trained on beside it.
const COPIES: usize = 2;

/// Numbers that look like chance and are the same each time.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to `count` - 1.
    fn below(&mut self, count: usize) -> usize {
        let count = u64::try_from(count.max(1)).unwrap_or(1);
        usize::try_from(self.next() % count).unwrap_or(0)
    }

    /// True `percent` times in a hundred.
    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        of.get(self.below(of.len()))
    }
}

/// Trains on `documents` and gives the bytes of a file of weights. `report` hears how it goes.
pub fn train(documents: &[Document], report: &mut dyn FnMut(&str)) -> Vec<u8> {
    let mut dice = Dice(20);
    let pools = augment::Pools::new(documents);
    let mut samples = Vec::new();
    for document in documents {
        samples.extend(sample::samples(document));
        for _ in 0..COPIES {
            samples.extend(sample::samples(&pools.exchanged(document, &mut dice)));
        }
    }
    for document in invented::documents(&pools, &mut dice) {
        samples.extend(sample::samples(&document));
    }
    let words: usize = samples.iter().map(sample::Sample::len).sum();
    report(&format!("{} stretches, {words} words", samples.len()));
    perceptron::train(&samples, &mut dice, report)
}
