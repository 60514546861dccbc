//! How well numbers follow other numbers.

use super::mean;

/// The product-moment correlation of pairs of numbers (Pearson), -1 to 1; 0 where one side does not vary.
pub fn pearson(pairs: &[(f64, f64)]) -> f64 {
    let side = |of: fn(&(f64, f64)) -> f64| {
        let values: Vec<f64> = pairs.iter().map(of).collect();
        let middle = mean(&values);
        values.into_iter().map(|value| value - middle).collect()
    };
    let (one, other): (Vec<f64>, Vec<f64>) = (side(|pair| pair.0), side(|pair| pair.1));
    let product = |a: &[f64], b: &[f64]| -> f64 { a.iter().zip(b).map(|(a, b)| a * b).sum() };
    let spread = (product(&one, &one) * product(&other, &other)).sqrt();
    if spread > 0.0 {
        product(&one, &other) / spread
    } else {
        0.0
    }
}
