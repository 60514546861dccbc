//! What has been typed, made ready to be looked for.

use memchr::memmem::Finder;

use super::index::letters;
use crate::text::fold::fold;

/// The words that were typed, folded.
#[derive(Debug, Clone, Default)]
pub(super) struct Wanted {
    folded: String,
    /// The longest first: it narrows the most.
    pub(super) words: Vec<Word>,
}

/// One of them.
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub(super) text: String,
    /// The letters in it, as bits.
    pub(super) letters: u32,
    finder: Finder<'static>,
}

impl Wanted {
    pub(super) fn new(query: &str) -> Self {
        let folded = fold(query);
        let mut words: Vec<Word> = folded.split_whitespace().map(Word::new).collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.text.len()));
        Self { folded, words }
    }

    /// The words as they were typed.
    pub(super) fn phrase(&self) -> &str {
        self.folded.trim()
    }

    /// Tells whether no row fits that does not fit `earlier`: letters were only added behind it.
    pub(super) fn narrows(&self, earlier: &Self) -> bool {
        !earlier.words.is_empty() && self.folded.starts_with(&earlier.folded)
    }

    /// The letters of all words.
    pub(super) fn letters(&self) -> u32 {
        self.words.iter().fold(0, |mask, word| mask | word.letters)
    }
}

impl Word {
    fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            letters: letters(text),
            finder: Finder::new(text).into_owned(),
        }
    }

    /// The letter, if it is a single one: the bits of a row then tell all about it.
    pub(super) fn single(&self) -> Option<u8> {
        match self.text.as_bytes() {
            [letter @ b'a'..=b'z'] => Some(*letter),
            _ => None,
        }
    }

    /// Where it first stands in `bytes` at or behind `from`, and before `end`.
    pub(super) fn find(&self, bytes: &[u8], from: usize, end: usize) -> Option<usize> {
        let at = self.finder.find(bytes.get(from..end)?)?;
        Some(from + at)
    }
}
