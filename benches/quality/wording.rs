//! How much of a text another one repeats, word for word.

use std::collections::HashMap;

use unicode_normalization::char::is_combining_mark;

use super::{Score, mean, share};

/// How many words a run has.
const RUN: usize = 4;

/// Compares texts as bags of their runs of four words; `texts` has what was given and what was wanted. Precision and recall
/// are means over the texts, so that a long one counts no more than a short one; an empty text has none of its own.
pub fn repeated<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Score {
    let (mut precisions, mut recalls) = (Vec::new(), Vec::new());
    for (given, wanted) in texts {
        let (given, wanted) = (runs(given), runs(wanted));
        let common = wanted
            .iter()
            .map(|(run, count)| given.get(run).map_or(0, |other| *count.min(other)))
            .sum();
        let count = |runs: &HashMap<Vec<&str>, usize>| runs.values().sum();
        if !given.is_empty() {
            precisions.push(share(common, count(&given)));
        }
        if !wanted.is_empty() {
            recalls.push(share(common, count(&wanted)));
        }
    }
    Score {
        precision: mean(&precisions),
        recall: mean(&recalls),
    }
}

/// The runs of `text` with how often each is there; a shorter text is one run.
fn runs(text: &str) -> HashMap<Vec<&str>, usize> {
    let words: Vec<&str> = text
        .split(|c| !is_of_word(c))
        .filter(|word| !word.is_empty())
        .collect();
    let mut runs = HashMap::new();
    if words.is_empty() {
        return runs;
    }
    for run in words.windows(RUN.min(words.len())) {
        *runs.entry(run.to_vec()).or_default() += 1;
    }
    runs
}

/// Letters, numbers and underscores; combining marks part words, as they do for `\w` in Python, in which figures for this
/// measure are published.
fn is_of_word(c: char) -> bool {
    c == '_' || c.is_alphanumeric() && !is_combining_mark(c)
}
