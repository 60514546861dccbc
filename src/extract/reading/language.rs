//! Whether a text is in English, for which the rules about capitals and verbs are made.

use super::{Reading, Shape, Word};
use crate::extract::lexicon::Kinds;

/// From how many words on a text tells its language by itself.
const TELLING: usize = 40;

/// From how many words on a text that is far from English is taken for another language.
const SHORT: usize = 12;

impl Reading<'_> {
    /// Tells whether the text is English, as far as one can tell: a good part of its words are function words, or of those
    /// in lower case English ones (results and tables have few function words). In other languages the rules about
    /// capitals do not hold, so that only what the list knows is taken; nor do they where capitals are all there is.
    pub(super) fn is_english(&self) -> bool {
        let count =
            |fits: &dyn Fn(&Word) -> bool| self.words.iter().filter(|word| fits(word)).count();
        let function = count(&|word| word.kinds.any(Kinds::FUNCTION));
        let upper = count(&|word| word.shape == Shape::Upper);
        let lower = count(&|word| word.shape == Shape::Lower);
        let all = lower + count(&|word| word.shape == Shape::Capital);
        let known = Kinds::COMMON.or(Kinds::FUNCTION);
        let known = count(&|word| word.shape == Shape::Lower && word.kinds.any(known));
        if upper >= TELLING && upper > all && function * 10 <= upper + all {
            return false;
        }
        if all < TELLING {
            // A short text tells less, and must be further from English to be none.
            let none =
                all >= SHORT && function * 8 <= all && known * 3 <= lower && lower * 3 >= all;
            return !none && !self.is_of_another_script();
        }
        // Rows of names and figures alone tell nothing about the language, and are taken as they were before.
        function * 10 > all || known * 3 > lower || lower * 3 < all
    }

    /// Tells whether most of the letters are in words without a Latin one.
    fn is_of_another_script(&self) -> bool {
        let is_word =
            |word: &&Word| matches!(word.shape, Shape::Lower | Shape::Capital | Shape::Upper);
        let (mut foreign, mut latin) = (0, 0);
        for word in self.words.iter().filter(is_word) {
            let text = word.range.of(self.text);
            if text.bytes().any(|byte| byte.is_ascii_alphabetic()) {
                latin += text.len();
            } else {
                foreign += text.chars().count();
            }
        }
        foreign > latin && foreign >= SHORT
    }
}
