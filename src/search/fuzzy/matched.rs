//! Which letters of a text a query means, for highlighting.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::index::begins_word;
use super::query::{Wanted, Word};
use crate::text::fold::Folded;
use crate::text::range::TextRange;

/// The parts of `text` that the letters of `query` fall on; empty where one of its words is not there.
pub fn matched(text: &str, query: &str) -> Vec<TextRange> {
    let folded = Folded::new(text);
    let mut ranges = Vec::new();
    for word in Wanted::new(query).words {
        let found =
            in_a_run(&word, &folded).map_or_else(|| scattered(&word, &folded), |run| vec![run]);
        if found.is_empty() {
            return Vec::new();
        }
        ranges.extend(found);
    }
    joined(ranges)
}

/// Where the word stands as it was typed, at the start of a word if it does so anywhere.
fn in_a_run(word: &Word, folded: &Folded) -> Option<TextRange> {
    let bytes = folded.text.as_bytes();
    let first = word.find(bytes, 0, bytes.len())?;
    let all = std::iter::successors(Some(first), |at| word.find(bytes, at + 1, bytes.len()));
    let mut begun = all.filter(|&at| begins_word(bytes, at));
    let at = begun.next().unwrap_or(first);
    Some(folded.original(at, at + word.text.len()))
}

fn scattered(word: &Word, folded: &Folded) -> Vec<TextRange> {
    let matcher = SkimMatcherV2::default().ignore_case();
    let found = matcher.fuzzy_indices(&folded.text, &word.text);
    let letters = found.map(|(_, letters)| letters).unwrap_or_default();
    // The folded text is ASCII, so that the matcher's character indices are byte offsets.
    letters
        .into_iter()
        .map(|at| folded.original(at, at + 1))
        .collect()
}

/// The ranges in order, those that touch as one.
fn joined(mut ranges: Vec<TextRange>) -> Vec<TextRange> {
    ranges.sort_unstable();
    let mut joined: Vec<TextRange> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, query: &str) -> String {
        let mut marked = text.to_owned();
        for range in matched(text, query).into_iter().rev() {
            marked.insert(range.end, ']');
            marked.insert(range.start, '[');
        }
        marked
    }

    #[test]
    fn matched_letters_are_told_in_the_original() {
        for (text, query, shown) in [
            ("Tarık Doğan", "dogan", "Tarık [Doğan]"),
            ("Die Straße", "strass", "Die [Straß]e"),
            ("Бондаренко", "bond", "[Бонд]аренко"),
            ("Amanda Mandel", "mand", "Amanda [Mand]el"),
            ("Ilka Böhm", "bo ilk", "[Ilk]a [Bö]hm"),
            ("Ilka Böhm", "ikb", "[I]l[k]a [B]öhm"),
            ("Ilka Böhm", "ilka xu", "Ilka Böhm"),
            ("Ilka Böhm", "", "Ilka Böhm"),
        ] {
            assert_eq!(marked(text, query), shown, "{query}");
        }
    }
}
