//! Looking for typed text in a text.

use std::borrow::Cow;

use memchr::memmem;

use crate::text::fold::{Folded, fold, folded, has_upper_case};
use crate::text::range::TextRange;

/// What a reader looks for in an article: letters as typed, or words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Needle {
    /// Letters wherever they stand. Lower case finds every case and accent; a query with an upper-case letter respects
    /// case, though not accents ("smart case").
    Letters {
        /// The letters, folded.
        query: String,
        /// Whether case is respected.
        exact: bool,
    },
    /// Any of some words, whatever their case and accents.
    Words(Vec<Sought>),
}

/// Words that stand in a row, with nothing but spaces and punctuation between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sought {
    /// The words, folded; never none.
    words: Vec<String>,
    /// Whether the last of them is only the start of a word.
    open: bool,
}

impl Sought {
    /// The words of `text`, the last only the start of one where it is `open`; nothing where there are none.
    pub fn new(text: &str, open: bool) -> Option<Self> {
        let words: Vec<String> = words(text).map(|word| fold(word.of(text))).collect();
        (!words.is_empty()).then_some(Self { words, open })
    }

    /// Tells how many of `words` the row takes that begins with the first of them; 0 where it is another.
    fn length_in(&self, words: &[Cow<'_, str>]) -> usize {
        let count = self.words.len();
        let Some(here) = words.get(..count) else {
            return 0;
        };
        let fits = |(place, (word, sought)): (usize, (&Cow<'_, str>, &String))| {
            let starts = self.open && place + 1 == count;
            word == sought || starts && word.starts_with(sought.as_str())
        };
        let fits = here.iter().zip(&self.words).enumerate().all(fits);
        if fits { count } else { 0 }
    }
}

impl Needle {
    /// The needle for the letters of `query`, or nothing for an empty query.
    pub fn new(query: &str) -> Option<Self> {
        let exact = has_upper_case(query);
        let folded = if exact {
            Folded::keeping_case(query)
        } else {
            Folded::new(query)
        };
        let query = folded.text;
        (!query.is_empty()).then_some(Self::Letters { query, exact })
    }

    /// The needle for any of some rows of words, or nothing where there are none.
    pub fn of_words(sought: Vec<Sought>) -> Option<Self> {
        (!sought.is_empty()).then_some(Self::Words(sought))
    }

    /// All matches in `text`, in order, without overlaps. Linear in the length of `text`.
    pub fn all_in(&self, text: &str) -> Vec<TextRange> {
        match self {
            Self::Letters { query, exact } => {
                let folded = if *exact {
                    Folded::keeping_case(text)
                } else {
                    Folded::new(text)
                };
                memmem::find_iter(folded.text.as_bytes(), query.as_bytes())
                    .map(|start| folded.original(start, start + query.len()))
                    .collect()
            }
            Self::Words(sought) => rows_of_words(sought, text),
        }
    }
}

/// Where any of the rows stands in `text`, the longest where several begin at one word.
fn rows_of_words(sought: &[Sought], text: &str) -> Vec<TextRange> {
    let ranges: Vec<TextRange> = words(text).collect();
    let folded: Vec<Cow<'_, str>> = ranges.iter().map(|range| folded(range.of(text))).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let (Some(first), Some(rest)) = (ranges.get(at), folded.get(at..)) {
        let lengths = sought.iter().map(|sought| sought.length_in(rest));
        let length = lengths.max().unwrap_or(0);
        let last = ranges.get((at + length).saturating_sub(1));
        if let Some(last) = last.filter(|_| length > 0) {
            found.push(TextRange::new(first.start, last.end));
        }
        at += length.max(1);
    }
    found
}

/// The words of `text`: letters and digits without anything between them.
fn words(text: &str) -> impl Iterator<Item = TextRange> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let rest = text.get(from..)?;
        let start = from + rest.find(char::is_alphanumeric)?;
        let rest = text.get(start..)?;
        let length = rest.find(|c: char| !c.is_alphanumeric());
        from = start + length.unwrap_or(rest.len());
        Some(TextRange::new(start, from))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Kyiv waits. In KYIV, José said. Kyiv again.";

    #[test]
    fn case_matters_only_once_typed() {
        assert_eq!(Needle::new("kyiv").unwrap().all_in(TEXT).len(), 3);
        assert_eq!(Needle::new("Kyiv").unwrap().all_in(TEXT).len(), 2);
        assert_eq!(
            Needle::new("jose").unwrap().all_in(TEXT)[0].of(TEXT),
            "José"
        );
        assert_eq!(Needle::new("Jose").unwrap().all_in(TEXT).len(), 1);
        assert_eq!(Needle::new("jOse").unwrap().all_in(TEXT).len(), 0);
        assert_eq!(Needle::new(""), None);
        assert_eq!(Needle::new("lviv").unwrap().all_in(TEXT), []);
    }

    #[test]
    fn words_are_found_whole_by_their_start_and_in_a_row() {
        let sought = |text: &str, open| Sought::new(text, open).unwrap();
        let found = |sought: Vec<Sought>, text: &'static str| -> Vec<&str> {
            let needle = Needle::of_words(sought).unwrap();
            let found = needle.all_in(text).into_iter();
            found.map(|range| range.of(text)).collect()
        };
        let text = "The port authority of Łódź: ports, airports; PORT-Authority men. An author at the port.";
        assert_eq!(
            found(vec![sought("port", false)], text),
            ["port", "PORT", "port"]
        );
        assert_eq!(
            found(vec![sought("port", true)], text),
            ["port", "ports", "PORT", "port"]
        );
        assert_eq!(
            found(vec![sought("port auth", true)], text),
            ["port authority", "PORT-Authority"]
        );
        assert_eq!(
            found(
                vec![sought("port", false), sought("Port authority", false)],
                text
            ),
            ["port authority", "PORT-Authority", "port"]
        );
        assert_eq!(found(vec![sought("lodz", false)], text), ["Łódź"]);
        assert_eq!(Sought::new(" -- ", false), None);
        assert_eq!(Needle::of_words(Vec::new()), None);
    }
}
