//! Folding: the form of a text in which spelling differences that a reader would not type are gone.
//!
//! Case, accents, typographic quotes and foreign scripts fold to plain lower-case ASCII, so that `erdogan` finds
//! `Erdoğan`, `strasse` finds `Straße` and `zelens` finds `Зеленський`. Folding may lengthen or shorten a text, so
//! [`Folded`] carries a map back to the original bytes for highlighting.

use std::borrow::Cow;

use crate::text::range::TextRange;

/// A folded text with the way back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Folded {
    /// The folded text: ASCII lower case.
    pub text: String,
    /// For every byte of `text`, the byte offset in the original of the character that it came from; one more entry
    /// holds the original's length.
    map: Vec<u32>,
}

impl Folded {
    /// Folds `original`.
    pub fn new(original: &str) -> Self {
        Self::with(original, |c| c.to_ascii_lowercase())
    }

    /// Folds everything but case.
    pub fn keeping_case(original: &str) -> Self {
        Self::with(original, |c| c)
    }

    fn with(original: &str, case: impl Fn(char) -> char) -> Self {
        let mut folded = Self {
            text: String::with_capacity(original.len()),
            map: Vec::with_capacity(original.len() + 1),
        };
        for (offset, c) in original.char_indices() {
            let offset = u32::try_from(offset).unwrap_or(u32::MAX);
            push_folded(c, |byte| {
                folded.text.push(case(byte));
                folded.map.push(offset);
            });
        }
        folded
            .map
            .push(u32::try_from(original.len()).unwrap_or(u32::MAX));
        folded
    }

    /// The range of the original that the folded bytes `start..end` came from, widened to whole characters.
    pub fn original(&self, start: usize, end: usize) -> TextRange {
        let at = |index: usize| {
            self.map
                .get(index)
                .or(self.map.last())
                .map_or(0, |&offset| offset as usize)
        };
        let from = at(start);
        let mut next = end.max(start);
        while next < self.map.len() && next > start && at(next) == at(next - 1) {
            next += 1;
        }
        TextRange::new(from, at(next).max(from))
    }
}

/// Folds `original` without the way back.
pub fn fold(original: &str) -> String {
    if original.is_ascii() {
        return original.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(original.len());
    for c in original.chars() {
        push_folded(c, |byte| folded.push(byte.to_ascii_lowercase()));
    }
    folded
}

/// Folds `original` as [`fold`] does; most words are their own folded form, and cost nothing.
pub fn folded(original: &str) -> Cow<'_, str> {
    if original
        .bytes()
        .all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase())
    {
        Cow::Borrowed(original)
    } else {
        Cow::Owned(fold(original))
    }
}

/// Tells whether a query asks for its case to be respected: it holds an upper-case letter ("smart case").
pub fn has_upper_case(query: &str) -> bool {
    query.chars().any(char::is_uppercase)
}

fn push_folded(c: char, mut push: impl FnMut(char)) {
    if c.is_ascii() {
        push(c);
        return;
    }
    match c {
        '‘' | '’' | 'ʼ' | '‛' | '′' => push('\''),
        '“' | '”' | '„' | '«' | '»' => push('"'),
        // Letters of Ukrainian and Russian that deunicode writes with an apostrophe, which nobody types.
        'ь' | 'Ь' | 'ъ' | 'Ъ' => {}
        _ => deunicode::deunicode_char(c)
            .unwrap_or("")
            .chars()
            .for_each(&mut push),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_nobody_types_is_gone() {
        for (original, folded) in [
            ("Erdoğan", "erdogan"),
            ("José", "jose"),
            ("İmamoğlu", "imamoglu"),
            ("Straße", "strasse"),
            ("Зеленський", "zelenskii"),
            ("Trump’s “plan”", "trump's \"plan\""),
        ] {
            assert_eq!(fold(original), folded);
        }
    }

    #[test]
    fn the_map_leads_back_to_whole_characters() {
        let folded = Folded::new("Die Straße");
        let start = folded.text.find("strasse").unwrap();
        assert_eq!(folded.original(start, start + 7).of("Die Straße"), "Straße");
        let half = folded.text.find("ss").unwrap();
        assert_eq!(folded.original(half, half + 1).of("Die Straße"), "ß");
    }

    proptest! {
        #[test]
        fn every_folded_range_maps_to_valid_text(original in "\\PC{0,30}", a in 0usize..40, b in 0usize..40) {
            let folded = Folded::new(&original);
            prop_assert!(folded.text.is_ascii());
            prop_assert_eq!(&folded.text, &fold(&original));
            let cheap = super::folded(&original);
            prop_assert_eq!(&folded.text, &cheap);
            let (start, end) = (a.min(b).min(folded.text.len()), a.max(b).min(folded.text.len()));
            let range = folded.original(start, end);
            prop_assert!(original.get(range.start..range.end).is_some());
        }
    }
}
