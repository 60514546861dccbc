//! Where a word may be broken at the end of a line. The patterns are those for English; other languages are not known.

use hypher::{Lang, hyphenate_bounded};

/// How many letters stay on either side of a break at least, and how many a word has that is broken at all; one with more
/// than the most is no word.
const BESIDE: usize = 3;
const LEAST: usize = 7;
const MOST: usize = 60;

/// The bytes of `piece`, a word with the punctuation around it, at which an English word in it may be broken, in order; none
/// where it is a name, an address, a number or anything else that is better left whole.
pub fn english_breaks(piece: &str) -> Vec<usize> {
    let is_around = |c: char| !c.is_alphanumeric();
    let start = piece.len() - piece.trim_start_matches(is_around).len();
    let end = piece.trim_end_matches(is_around).len();
    let Some(word) = piece.get(start..end) else {
        return Vec::new();
    };
    // What belongs to somebody is broken as the word itself.
    let word = word.split(['\'', '’']).next().unwrap_or(word);
    let letters = word.chars().count();
    let is_plain = word.chars().all(|c| c.is_lowercase() && is_latin(c));
    if !is_plain || !(LEAST..=MOST).contains(&letters) || !has_plain_end(piece, start + word.len())
    {
        return Vec::new();
    }
    let syllables = hyphenate_bounded(word, Lang::English, BESIDE, BESIDE);
    let ends = syllables.scan(start, |at, syllable| {
        *at += syllable.len();
        Some(*at)
    });
    ends.filter(|end| *end < start + word.len()).collect()
}

/// Latin letters, also those with accents.
fn is_latin(c: char) -> bool {
    c.is_alphabetic() && c < '\u{250}'
}

/// Tells whether behind the word there is nothing but punctuation, or the ending of what belongs to somebody.
fn has_plain_end(piece: &str, end: usize) -> bool {
    let rest = piece.get(end..).unwrap_or("");
    let rest = rest.strip_prefix(['\'', '’']).map_or(rest, |ending| {
        let letters = ending.trim_start_matches(|c: char| c.is_ascii_lowercase());
        if ending.len() - letters.len() <= 2 {
            letters
        } else {
            ending
        }
    });
    !rest.contains(|c: char| c.is_alphanumeric() || matches!(c, '/' | '@' | '_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(piece: &str) -> String {
        let mut broken = piece.to_owned();
        for at in english_breaks(piece).into_iter().rev() {
            broken.insert(at, '-');
        }
        broken
    }

    #[test]
    fn long_words_are_broken_between_syllables() {
        for (piece, shown) in [
            ("monitoring", "mon-i-tor-ing"),
            ("“negotiations,”", "“nego-ti-a-tions,”"),
            ("government’s", "gov-ern-ment’s"),
            ("(international).", "(inter-na-tional)."),
        ] {
            assert_eq!(broken(piece), shown);
        }
    }

    #[test]
    fn what_is_no_plain_word_is_left_whole() {
        for piece in [
            "bridge",
            "Zelenskyy",
            "Washington",
            "UNESCO",
            "https://example.org/negotiations",
            "example.organisation",
            "desk@newspapers",
            "negotiations2026",
            "under_scored_words",
            "新聞記者新聞記者",
            "переговоры",
            "",
            "’",
            "…",
            "negotiations/conversations",
            "negotiations’overlong",
        ] {
            assert_eq!(english_breaks(piece), Vec::<usize>::new(), "{piece}");
        }
        assert!(english_breaks(&"overlong".repeat(20)).is_empty());
    }
}
