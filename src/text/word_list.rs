//! Lists of words that are asked for every word of a text.

/// A sorted list of words. A table of first letters, made when the program is compiled, leaves a handful of them to
/// compare with.
#[derive(Debug)]
pub struct WordList {
    words: &'static [&'static str],
    /// By first byte, the number of the first word that begins with it or a later one.
    starts: [usize; 257],
}

impl WordList {
    /// A list of `words`, which are sorted, none twice and none empty.
    ///
    /// # Panics
    /// Where they are not, so that a static list does not compile.
    pub const fn new(words: &'static [&'static str]) -> Self {
        let mut starts = [words.len(); 257];
        let mut index = words.len();
        let mut byte = 256;
        while byte > 0 {
            byte -= 1;
            while index > 0 && words[index - 1].as_bytes()[0] as usize >= byte {
                index -= 1;
                assert!(
                    index == 0 || is_before(words[index - 1], words[index]),
                    "the list is not sorted"
                );
            }
            starts[byte] = index;
        }
        Self { words, starts }
    }

    /// Tells whether the list holds `word`, as it is written there.
    pub fn holds(&self, word: &str) -> bool {
        word.bytes().next().is_some_and(|first| {
            let first = usize::from(first);
            self.words[self.starts[first]..self.starts[first + 1]].contains(&word)
        })
    }
}

const fn is_before(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut at = 0;
    while at < a.len() && at < b.len() {
        if a[at] != b[at] {
            return a[at] < b[at];
        }
        at += 1;
    }
    a.len() < b.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_holds_its_words_and_no_others() {
        const WORDS: &[&str] = &["Pier", "a", "ab", "abc", "b", "boat", "n°", "zone", "é"];
        static LIST: WordList = WordList::new(WORDS);
        for word in WORDS {
            assert!(LIST.holds(word), "{word}");
        }
        for word in [
            "",
            "A",
            "aa",
            "abcd",
            "boats",
            "y",
            "zon",
            "è",
            "\u{10ffff}",
        ] {
            assert!(!LIST.holds(word), "{word}");
        }
        assert!(!WordList::new(&[]).holds("a"));
    }
}
