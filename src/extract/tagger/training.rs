//! Makes the weights: reads annotated text, multiplies it, and trains.
//!
//! The same files in the same order give the same bytes: every choice comes from one seeded row of numbers, and all sums
//! are of whole numbers.

mod augment;
pub mod corpus;
mod dice;
mod invented;
mod perceptron;
mod sample;

use corpus::Document;
use dice::Dice;

/// How many copies of every document with other names are trained on beside it.
const COPIES: usize = 2;

/// Trains on `documents` and gives the bytes of a file of weights. `report` hears how it goes.
pub fn train(documents: &[Document], report: &mut dyn FnMut(&str)) -> Vec<u8> {
    let mut dice = Dice::new(20);
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
