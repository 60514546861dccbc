//! Anchors: a place in a text that is found again when the text has changed a little.
//!
//! A place is kept as its exact words, the words around it, and where it stood (the W3C Web Annotation Data Model calls
//! these the text quote and text position selectors). In the text as it is now, the exact words are looked for first;
//! then the same words written otherwise (case, accents, quotation marks, white space); then whatever now stands between
//! the same words around it. Costs are linear in the text.

use std::cell::OnceCell;

use memchr::memmem;
use serde::{Deserialize, Serialize};

use crate::text::fold::Folded;
use crate::text::range::TextRange;

/// How many characters are kept of what stands before and behind a place.
pub const CONTEXT: usize = 32;

/// How many characters of the context must stand unchanged for a place whose words have changed.
const FIRM: usize = 12;

/// How many times its length, and how many bytes at least, a place may have grown.
const GROWTH: (usize, usize) = (3, 200);

/// A place in a text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Anchor {
    /// The words of the place.
    pub exact: String,
    /// Up to [`CONTEXT`] characters before them.
    pub before: String,
    /// Up to [`CONTEXT`] characters behind them.
    pub after: String,
    /// Where they stood: a byte of the text.
    pub offset: usize,
}

/// Where an anchor is found again, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// The place in the text as it is now.
    pub range: TextRange,
    /// How far the text there is the one that was marked.
    pub fit: Fit,
}

/// How an anchor fits the text in which it is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fit {
    /// The exact words.
    Exact,
    /// The words, written otherwise.
    Respelled,
    /// Other words between the words that stood around it.
    Reworded,
}

impl Anchor {
    /// The anchor of `range` in `text`; of an empty range or one that does not fit, none.
    pub fn of(text: &str, range: TextRange) -> Option<Self> {
        let exact = text.get(range.start..range.end)?;
        if exact.is_empty() {
            return None;
        }
        let before = text.get(..range.start)?;
        let from = before.char_indices().rev().nth(CONTEXT - 1);
        let after = text.get(range.end..)?;
        let to = after.char_indices().nth(CONTEXT);
        Some(Self {
            exact: exact.to_owned(),
            before: before.get(from.map_or(0, |(at, _)| at)..)?.to_owned(),
            after: after
                .get(..to.map_or(after.len(), |(at, _)| at))?
                .to_owned(),
            offset: range.start,
        })
    }

    /// Finds the place in `text`; where nothing of it is left, nothing.
    pub fn find(&self, text: &str) -> Option<Found> {
        Finder::new(text).find(self)
    }

    /// The very place where it stood, if all of it stands there still, with the words around it.
    fn unmoved_in(&self, text: &str) -> Option<TextRange> {
        let end = self.offset.checked_add(self.exact.len())?;
        let same = text.get(self.offset..end)? == self.exact
            && text.get(..self.offset)?.ends_with(&self.before)
            && text.get(end..)?.starts_with(&self.after);
        same.then(|| TextRange::new(self.offset, end))
    }

    /// The occurrence of the exact words in the company most like the old one; of equals, the one nearest to the old place.
    fn exact_in(&self, text: &str) -> Option<TextRange> {
        let at = best(text, &self.exact, |at| {
            let context = alike_back(text.get(..at)?, &self.before)
                + alike(text.get(at + self.exact.len()..)?, &self.after);
            Some((context, std::cmp::Reverse(at.abs_diff(self.offset))))
        })?;
        Some(TextRange::new(at, at + self.exact.len()))
    }

    /// The same, as far as a reader would hear it.
    fn respelled_in(&self, (folded, spaced): &(Folded, Spaced)) -> Option<TextRange> {
        let plain = |text: &str| Spaced::new(&Folded::new(text).text);
        let (exact, before, after) = (plain(&self.exact), plain(&self.before), plain(&self.after));
        if exact.text.trim().is_empty() {
            return None;
        }
        let range_at = |at: usize| {
            let (start, end) = (spaced.at(at), spaced.at(at + exact.text.len()));
            folded.original(start, end)
        };
        let at = best(&spaced.text, &exact.text, |at| {
            let context = alike_back(spaced.text.get(..at)?, &before.text)
                + alike(spaced.text.get(at + exact.text.len()..)?, &after.text);
            let distance = range_at(at).start.abs_diff(self.offset);
            Some((context, std::cmp::Reverse(distance)))
        })?;
        Some(range_at(at))
    }

    /// What stands between the end of the old context before and the start of the one behind.
    fn between_context(&self, text: &str) -> Option<TextRange> {
        let before = last(&self.before, FIRM)?;
        let after = first(&self.after, FIRM)?;
        let longest = (self.exact.len() * GROWTH.0).max(GROWTH.1);
        // Looks no further than a place can have grown.
        let length = |start: usize| {
            let limit = text.len().min(start + longest + after.len());
            memmem::find(text.as_bytes().get(start..limit)?, after.as_bytes())
        };
        let at = best(text, before, |at| {
            let start = at + before.len();
            let fits = length(start)? > 0;
            fits.then(|| std::cmp::Reverse(start.abs_diff(self.offset)))
        })?;
        let start = at + before.len();
        let end = start + length(start)?;
        let passage = text.get(start..end)?;
        let (from, to) = (passage.trim_start(), passage.trim_end());
        let (start, end) = (end - from.len(), start + to.len());
        (start < end).then(|| TextRange::new(start, end))
    }
}

/// A text in which several anchors are looked for: what all of them need is made once, and only if it is needed.
pub struct Finder<'a> {
    text: &'a str,
    plain: OnceCell<(Folded, Spaced)>,
}

impl<'a> Finder<'a> {
    /// Will look in `text`.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            plain: OnceCell::new(),
        }
    }

    /// Finds the place of `anchor`; where nothing of it is left, nothing. A place that has not moved costs nothing.
    pub fn find(&self, anchor: &Anchor) -> Option<Found> {
        if anchor.exact.is_empty() {
            return None;
        }
        let found = |fit| move |range| Found { range, fit };
        let exact = anchor
            .unmoved_in(self.text)
            .or_else(|| anchor.exact_in(self.text));
        exact
            .map(found(Fit::Exact))
            .or_else(|| anchor.respelled_in(self.plain()).map(found(Fit::Respelled)))
            .or_else(|| {
                let between = anchor.between_context(self.text);
                between.map(found(Fit::Reworded))
            })
    }

    fn plain(&self) -> &(Folded, Spaced) {
        self.plain.get_or_init(|| {
            let folded = Folded::new(self.text);
            let spaced = Spaced::new(&folded.text);
            (folded, spaced)
        })
    }
}

/// How many occurrences are weighed: one more common than that has no place that could be told.
const WEIGHED: usize = 1_000;

/// The occurrence of `needle` in `text` that `weigh` gives the most; what it gives nothing is out.
fn best<W: Ord>(
    text: &str,
    needle: &str,
    mut weigh: impl FnMut(usize) -> Option<W>,
) -> Option<usize> {
    let occurrences = memmem::find_iter(text.as_bytes(), needle.as_bytes()).take(WEIGHED);
    let weighed = occurrences.filter_map(|at| Some((weigh(at)?, at)));
    let mut best: Option<(W, usize)> = None;
    for (weight, at) in weighed {
        if best.as_ref().is_none_or(|(most, _)| weight > *most) {
            best = Some((weight, at));
        }
    }
    best.map(|(_, at)| at)
}

/// How many characters the two have in common from their starts on.
fn alike(one: &str, other: &str) -> usize {
    let pairs = one.chars().zip(other.chars());
    pairs.take_while(|(one, other)| one == other).count()
}

/// How many characters the two have in common before their ends.
fn alike_back(one: &str, other: &str) -> usize {
    let pairs = one.chars().rev().zip(other.chars().rev());
    pairs.take_while(|(one, other)| one == other).count()
}

/// The last `count` characters, if there are so many.
fn last(text: &str, count: usize) -> Option<&str> {
    let (at, _) = text.char_indices().rev().nth(count - 1)?;
    text.get(at..)
}

/// The first `count` characters, if there are so many.
fn first(text: &str, count: usize) -> Option<&str> {
    let (at, c) = text.char_indices().nth(count - 1)?;
    text.get(..at + c.len_utf8())
}

/// A text in which every run of white space is one space, with the way back.
struct Spaced {
    text: String,
    map: Vec<usize>,
}

impl Spaced {
    fn new(original: &str) -> Self {
        let mut spaced = Self {
            text: String::with_capacity(original.len()),
            map: Vec::with_capacity(original.len() + 1),
        };
        for (at, c) in original.char_indices() {
            if c.is_whitespace() {
                if spaced.text.ends_with(' ') {
                    continue;
                }
                spaced.text.push(' ');
            } else {
                spaced.text.push(c);
            }
            spaced.map.resize(spaced.text.len(), at);
        }
        spaced.map.push(original.len());
        spaced
    }

    /// The byte of the original that the byte `at` came from.
    fn at(&self, at: usize) -> usize {
        self.map.get(at).or(self.map.last()).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEXT: &str = "The pier of Velmora stays open, Mayor Ilka Doe said on Monday. Nobody had asked her “why now”. \
                        The pier of Dorvane stays shut, she added, and nobody had asked about that either.";

    fn anchored(words: &str, text: &str) -> Anchor {
        let at = text.find(words).unwrap();
        Anchor::of(text, TextRange::new(at, at + words.len())).unwrap()
    }

    fn found<'a>(words: &str, now: &'a str) -> Option<(&'a str, Fit)> {
        let found = anchored(words, TEXT).find(now)?;
        Some((found.range.of(now), found.fit))
    }

    #[test]
    fn an_unchanged_text_gives_the_very_place_also_of_words_that_stand_twice() {
        for words in ["stays open", "nobody had asked", "The pier", "T", "either."] {
            let anchor = anchored(words, TEXT);
            let found = anchor.find(TEXT).unwrap();
            assert_eq!(
                (found.range.start, found.fit),
                (anchor.offset, Fit::Exact),
                "{words}"
            );
        }
    }

    #[test]
    fn a_place_moves_with_the_text_ahead_of_it() {
        let now = format!("(Updates with the mayor)\n\n{TEXT}");
        for words in ["stays shut", "nobody had asked about", "Monday"] {
            let anchor = anchored(words, TEXT);
            let found = anchor.find(&now).unwrap();
            assert_eq!(found.range.start, anchor.offset + 26, "{words}");
        }
    }

    #[test]
    fn words_that_stand_twice_are_told_apart_by_what_is_around_them() {
        let second = TEXT.rfind("The pier of").unwrap();
        let anchor = Anchor::of(TEXT, TextRange::new(second, second + 11)).unwrap();
        let (head, tail) = TEXT.split_at(second);
        let swapped = format!("{tail} {head}");
        assert_eq!(anchor.find(&swapped).unwrap().range.start, 0);
    }

    #[test]
    fn other_quotation_marks_accents_and_line_breaks_are_the_same_words() {
        let now = TEXT
            .replace(['“', '”'], "\"")
            .replace("asked her", "asked\n\nher");
        assert_eq!(
            found("Nobody had asked her “why now”", &now),
            Some(("Nobody had asked\n\nher \"why now\"", Fit::Respelled))
        );
        let now = TEXT.replace("Ilka", "Ílka");
        assert_eq!(
            found("Mayor Ilka Doe", &now),
            Some(("Mayor Ílka Doe", Fit::Respelled))
        );
    }

    #[test]
    fn a_reworded_place_is_what_stands_between_its_neighbours() {
        let now = TEXT.replace("Mayor Ilka Doe", "the mayor, Ms Doe,");
        assert_eq!(
            found("Mayor Ilka Doe", &now),
            Some(("the mayor, Ms Doe,", Fit::Reworded))
        );
    }

    #[test]
    fn what_is_gone_is_not_found() {
        assert_eq!(found("stays shut", "A text of something else."), None);
        let cut = TEXT.split_once(" Nobody").unwrap().0;
        assert_eq!(found("stays shut", cut), None);
        assert_eq!(found("stays shut", ""), None);
        assert_eq!(Anchor::of(TEXT, TextRange::new(3, 3)), None);
        assert_eq!(Anchor::of("é", TextRange::new(1, 2)), None);
        assert_eq!(Anchor::default().find(TEXT), None);
    }

    proptest! {
        #[test]
        fn any_place_is_found_in_its_own_text_and_in_no_text_does_it_fall_over(
            text in "[ a-cé“\n]{1,80}", now in "[ a-cé“\n]{0,80}", start in 0_usize..80, length in 1_usize..20,
        ) {
            let end = (start + length).min(text.len());
            if let Some(anchor) = Anchor::of(&text, TextRange::new(start, end)) {
                let found = anchor.find(&text).unwrap();
                prop_assert_eq!(found.range.of(&text), &anchor.exact);
                if let Some(found) = anchor.find(&now) {
                    prop_assert!(now.get(found.range.start..found.range.end).is_some());
                    prop_assert!(!found.range.is_empty());
                }
            }
        }
    }
}
