//! Words without their endings, so that `talks`, `talked` and `talking` are one, and the words that carry no content.
//!
//! Made for telling whether two English sentences speak of the same things, where a stem joined too widely costs less
//! than one missed; nothing that a reader sees is stemmed. What is not English passes through folded.

use crate::text::fold::fold;

/// Function words, folded, sorted: they hold a sentence together and tell nothing of what it is about.
const FUNCTION: &[&str] = &[
    "a", "about", "after", "all", "also", "although", "am", "an", "and", "any", "are", "as", "at",
    "be", "because", "been", "before", "being", "but", "by", "can", "could", "d", "did", "do",
    "does", "for", "from", "had", "has", "have", "having", "he", "her", "hers", "him", "his",
    "however", "i", "if", "in", "into", "is", "it", "its", "itself", "just", "ll", "may", "me",
    "might", "more", "most", "my", "n't", "no", "not", "of", "on", "or", "other", "our", "out",
    "over", "re", "s", "said", "say", "saying", "says", "she", "should", "so", "some", "such", "t",
    "than", "that", "the", "their", "theirs", "them", "then", "there", "these", "they", "this",
    "those", "though", "through", "to", "too", "up", "us", "ve", "was", "we", "were", "what",
    "when", "where", "whether", "which", "while", "who", "whom", "whose", "will", "with", "would",
    "you", "your",
];

/// Endings that make another kind of word of the same stem, and what stands in their place; the first that fits is
/// taken.
const ENDINGS: &[(&str, &str)] = &[
    ("ational", "ate"),
    ("ization", "ize"),
    ("isation", "ize"),
    ("fulness", "ful"),
    ("ation", "ate"),
    ("ment", ""),
    ("ness", ""),
    ("ance", ""),
    ("ence", ""),
    ("ly", ""),
    ("ity", ""),
    ("tion", "t"),
    ("sion", "s"),
    ("ise", "ize"),
    ("our", "or"),
    ("al", ""),
    ("er", ""),
    ("or", ""),
    ("ive", ""),
];

/// How much of a word an ending of [`ENDINGS`] leaves at least, in bytes.
const SHORTEST_STEM: usize = 4;

/// By letter, where the function words that begin with it start; then how many there are.
const STARTS: [usize; 27] = {
    let mut starts = [FUNCTION.len(); 27];
    let mut at = FUNCTION.len();
    while at > 0 {
        at -= 1;
        let mut letter = (FUNCTION[at].as_bytes()[0] - b'a') as usize + 1;
        while letter > 0 {
            letter -= 1;
            starts[letter] = at;
        }
    }
    starts
};

/// Tells whether `word`, folded, is a function word.
pub fn is_function(word: &str) -> bool {
    let first = word.bytes().next().filter(u8::is_ascii_lowercase);
    first.is_some_and(|first| {
        let letter = usize::from(first - b'a');
        let alike = FUNCTION.get(STARTS[letter]..STARTS[letter + 1]);
        alike.is_some_and(|alike| alike.contains(&word))
    })
}

/// Puts `word` into `folded` in lower case and without accents, with plain apostrophes.
pub fn fold_into(word: &str, folded: &mut String) {
    folded.clear();
    if word.is_ascii() {
        folded.push_str(word);
        folded.make_ascii_lowercase();
    } else {
        folded.push_str(&fold(word));
    }
}

/// Cuts the endings off `word`, which is folded.
pub fn cut_endings(word: &mut String) {
    if word.len() < 4 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return;
    }
    cut_plural(word);
    cut_tense(word);
    if let Some((ending, instead)) = ENDINGS
        .iter()
        .find(|(ending, _)| word.len() >= ending.len() + SHORTEST_STEM && word.ends_with(ending))
    {
        word.truncate(word.len() - ending.len());
        word.push_str(instead);
    }
    if word.len() > 4 && word.ends_with('e') {
        word.pop();
    }
    if word.len() > 3 && word.ends_with('y') {
        word.pop();
        word.push('i');
    }
}

fn cut_plural(word: &mut String) {
    if word.ends_with("sses") {
        word.truncate(word.len() - 2);
    } else if word.ends_with("ies") {
        word.truncate(word.len() - if word.len() > 4 { 3 } else { 1 });
        if !word.ends_with('i') {
            word.push('y');
        }
    } else if word.ends_with('s')
        && !["ss", "us", "is", "ews"]
            .iter()
            .any(|kept| word.ends_with(kept))
    {
        word.pop();
    }
}

fn cut_tense(word: &mut String) {
    let Some(ending) = ["ingly", "edly", "ing", "ed"]
        .iter()
        .find(|ending| word.ends_with(**ending))
    else {
        return;
    };
    let stem = word.len() - ending.len();
    let has_vowel = word
        .bytes()
        .take(stem)
        .any(|byte| matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'y'));
    if stem < 3 || !has_vowel {
        return;
    }
    word.truncate(stem);
    let mut last = word.bytes().rev();
    let (last, before) = (last.next(), last.next());
    // `planned` is of `plan`, but `called` of `call`.
    if stem > 3 && last == before && !matches!(last, Some(b'l' | b's' | b'z')) {
        word.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stem(word: &str) -> String {
        let mut stem = String::new();
        fold_into(word, &mut stem);
        cut_endings(&mut stem);
        stem
    }

    #[test]
    fn forms_of_one_word_have_one_stem() {
        for words in [
            &["talk", "talks", "talked", "talking"][..],
            &["plan", "planned", "planning", "plans"],
            &["party", "parties"],
            &["call", "called"],
            &["organise", "organize", "organisation", "organization"],
            &["agree", "agreed"],
            &["agreement", "agreements"],
            &["Café", "cafes"],
        ] {
            let stems: Vec<String> = words.iter().map(|word| stem(word)).collect();
            assert!(stems.windows(2).all(|two| two[0] == two[1]), "{stems:?}");
        }
    }

    #[test]
    fn different_words_stay_apart() {
        for (one, other) in [
            ("news", "new"),
            ("universe", "union"),
            ("bus", "bush"),
            ("sing", "sin"),
            ("this", "the"),
            ("crisis", "cry"),
        ] {
            assert_ne!(stem(one), stem(other));
        }
    }

    #[test]
    fn function_words_are_sorted_and_found() {
        assert!(FUNCTION.is_sorted());
        assert!(is_function("the") && is_function("n't") && !is_function("treaty"));
    }
}
