//! Moving a caret through a text: by character, word, sentence and paragraph.
//!
//! A caret stands on a grapheme cluster, so that nothing a reader sees as one character is ever split. What is not shown (the
//! page's own words in a closed fold, the white space between paragraphs) is walked over as if it were not there.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation as _};

use crate::text::range::TextRange;
use crate::text::sentence::sentences;

/// The parts of a text through which a caret can move: each a paragraph, in order, none of them empty.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    text: &'a str,
    stretches: &'a [TextRange],
}

/// A way to move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Motion {
    /// To the next character.
    Right,
    /// To the previous character.
    Left,
    /// To the start of the next word.
    NextWord,
    /// To the start of this word, or of the previous one.
    PreviousWord,
    /// To the end of this word, or of the next one.
    WordEnd,
    /// To the end of this sentence, or of the next one.
    SentenceEnd,
    /// To the start of this sentence, or of the previous one.
    SentenceStart,
    /// To the end of this paragraph, or of the next one.
    ParagraphEnd,
    /// To the start of this paragraph, or of the previous one.
    ParagraphStart,
    /// To the start of all.
    Start,
    /// To the end of all.
    End,
}

impl<'a> Ground<'a> {
    /// The parts `stretches` of `text`; nothing where there is none.
    pub fn new(text: &'a str, stretches: &'a [TextRange]) -> Option<Self> {
        (!stretches.is_empty()).then_some(Self { text, stretches })
    }

    /// The character at the byte `at`, or the nearest one ahead of it on which a caret can stand.
    pub fn snap(&self, at: usize) -> usize {
        let stretch = self.stretches[self.stretch_at(at)];
        let at = at.clamp(stretch.start, self.last_in(stretch));
        self.floor(stretch, at)
    }

    /// All of the character at `at`.
    pub fn character(&self, at: usize) -> TextRange {
        let at = self.snap(at);
        let stretch = self.stretches[self.stretch_at(at)];
        let rest = TextRange::new(at, stretch.end).of(self.text);
        let length = rest.graphemes(true).next().map_or(0, str::len);
        TextRange::new(at, at + length)
    }

    /// Where the caret at `at` comes to; where there is no way on, it stays.
    pub fn go(&self, at: usize, motion: Motion) -> usize {
        let at = self.snap(at);
        let moved = match motion {
            Motion::Right => self.right(at),
            Motion::Left => self.left(at),
            Motion::NextWord => self.next_word(at),
            Motion::PreviousWord => self.previous_word(at),
            Motion::WordEnd => self.word_end(at),
            Motion::SentenceEnd => self.end_of(at, Ground::sentences),
            Motion::SentenceStart => self.start_of(at, Ground::sentences),
            Motion::ParagraphEnd => self.end_of(at, |_, stretch| vec![stretch]),
            Motion::ParagraphStart => self.start_of(at, |_, stretch| vec![stretch]),
            Motion::Start => self.stretches.first().map(|first| first.start),
            Motion::End => self.stretches.last().map(|last| self.last_in(*last)),
        };
        moved.map_or(at, |moved| self.snap(moved))
    }

    /// The sentence around `at`.
    pub fn sentence(&self, at: usize) -> TextRange {
        let stretch = self.paragraph(at);
        let around = self.sentences(stretch);
        let around = around.into_iter().rfind(|sentence| sentence.start <= at);
        around.unwrap_or(stretch)
    }

    /// The paragraph around `at`.
    pub fn paragraph(&self, at: usize) -> TextRange {
        self.stretches[self.stretch_at(at)]
    }

    /// The stretch that holds `at`, else the last one ahead of it, else the first.
    fn stretch_at(&self, at: usize) -> usize {
        let ahead = self
            .stretches
            .partition_point(|stretch| stretch.start <= at);
        ahead.saturating_sub(1)
    }

    /// Where the last character of a stretch begins.
    fn last_in(&self, stretch: TextRange) -> usize {
        let last = stretch.of(self.text).grapheme_indices(true).next_back();
        stretch.start + last.map_or(0, |(at, _)| at)
    }

    /// The start of the grapheme cluster that holds `at`.
    fn floor(&self, stretch: TextRange, at: usize) -> usize {
        let text = stretch.of(self.text);
        let offset = text.floor_char_boundary(at - stretch.start);
        let mut cursor = GraphemeCursor::new(offset, text.len(), true);
        let is_start = cursor.is_boundary(text, 0).unwrap_or(true);
        let start = if is_start {
            Some(offset)
        } else {
            cursor.prev_boundary(text, 0).ok().flatten()
        };
        stretch.start + start.unwrap_or(0)
    }

    fn right(&self, at: usize) -> Option<usize> {
        let number = self.stretch_at(at);
        let stretch = self.stretches[number];
        let rest = TextRange::new(at, stretch.end).of(self.text);
        let mut next = rest.grapheme_indices(true).skip(1);
        let next = next.find(|(_, character)| !is_break(character));
        let first = || self.stretches.get(number + 1).map(|next| next.start);
        next.map(|(offset, _)| at + offset).or_else(first)
    }

    fn left(&self, at: usize) -> Option<usize> {
        let number = self.stretch_at(at);
        let stretch = self.stretches[number];
        let before = TextRange::new(stretch.start, at).of(self.text);
        let mut back = before.grapheme_indices(true).rev();
        let back = back.find(|(_, character)| !is_break(character));
        let last = || Some(self.last_in(*self.stretches.get(number.checked_sub(1)?)?));
        back.map(|(offset, _)| stretch.start + offset).or_else(last)
    }

    fn next_word(&self, at: usize) -> Option<usize> {
        let number = self.stretch_at(at);
        let rest = TextRange::new(at, self.stretches[number].end);
        let here = self.words(rest).map(|word| word.start);
        let later = self.stretches.iter().skip(number + 1);
        let later = later.filter_map(|stretch| Some(self.words(*stretch).next()?.start));
        here.filter(|start| *start > at).chain(later).next()
    }

    fn previous_word(&self, at: usize) -> Option<usize> {
        let number = self.stretch_at(at);
        let before = TextRange::new(self.stretches[number].start, at);
        let ahead = self.stretches.iter().take(number).rev();
        let mut parts = std::iter::once(before).chain(ahead.copied());
        parts.find_map(|part| Some(self.words(part).next_back()?.start))
    }

    fn word_end(&self, at: usize) -> Option<usize> {
        let number = self.stretch_at(at);
        let stretch = self.stretches[number];
        let rest = TextRange::new(self.character(at).end.min(stretch.end), stretch.end);
        let later = self.stretches.iter().skip(number + 1);
        let mut parts = std::iter::once(rest).chain(later.copied());
        let word = parts.find_map(|part| self.words(part).next())?;
        Some(self.last_in(word))
    }

    /// The last character of the first part behind `at` of those that `parts` gives for each stretch.
    fn end_of(
        &self,
        at: usize,
        parts: impl Fn(&Self, TextRange) -> Vec<TextRange>,
    ) -> Option<usize> {
        let stretches = self.stretches.iter().skip(self.stretch_at(at));
        let mut ends = stretches.flat_map(|stretch| {
            let parts = parts(self, *stretch).into_iter();
            parts.map(|part| self.last_in(part)).collect::<Vec<_>>()
        });
        ends.find(|end| *end > at)
    }

    /// The first character of the last part that begins ahead of `at`.
    fn start_of(
        &self,
        at: usize,
        parts: impl Fn(&Self, TextRange) -> Vec<TextRange>,
    ) -> Option<usize> {
        let stretches = self.stretches.iter().take(self.stretch_at(at) + 1).rev();
        let mut starts = stretches.flat_map(|stretch| parts(self, *stretch).into_iter().rev());
        starts.find(|part| part.start < at).map(|part| part.start)
    }

    fn sentences(&self, stretch: TextRange) -> Vec<TextRange> {
        let found = sentences(stretch.of(self.text)).into_iter();
        found.map(|part| part.shifted(stretch.start)).collect()
    }

    /// What in `part` is a word: letters or digits, and not what stands between them.
    fn words(&self, part: TextRange) -> impl DoubleEndedIterator<Item = TextRange> {
        let pieces = part.of(self.text).split_word_bound_indices();
        let words = pieces.filter(|(_, piece)| piece.chars().any(char::is_alphanumeric));
        words.map(move |(at, word)| TextRange::new(at, at + word.len()).shifted(part.start))
    }
}

/// Whether that is the end of a line within a paragraph, on which no caret can be seen.
fn is_break(character: &str) -> bool {
    character.starts_with(['\n', '\r'])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TEXT: &str = "Pier stays open.\n\nMayor Ilka Doe’s “pier” holds. It will, she said.\n\n新聞 👩\u{200d}🚀!";

    fn stretches(text: &str) -> Vec<TextRange> {
        let mut at = 0;
        let parts = text.split_inclusive("\n\n").filter_map(|part| {
            let start = at;
            at += part.len();
            let length = part.trim_end().len();
            (length > 0).then(|| TextRange::new(start, start + length))
        });
        parts.collect()
    }

    /// What stands at the caret after each step.
    fn walk(from: &str, motion: Motion, steps: usize) -> Vec<&'static str> {
        let stretches = stretches(TEXT);
        let ground = Ground::new(TEXT, &stretches).unwrap();
        let mut at = TEXT.find(from).unwrap();
        let step = |_| {
            at = ground.go(at, motion);
            let rest = TEXT.get(at..).unwrap();
            rest.split_once(' ').map_or(rest, |(word, _)| word)
        };
        (0..steps).map(step).collect()
    }

    #[test]
    fn characters_are_what_a_reader_sees_as_one() {
        assert_eq!(walk("聞", Motion::Right, 3), ["", "👩\u{200d}🚀!", "!"]);
        assert_eq!(walk("!", Motion::Left, 2), ["👩\u{200d}🚀!", ""]);
        assert_eq!(walk(".\n\nMayor", Motion::Right, 1), ["Mayor"]);
        assert_eq!(walk("Mayor", Motion::Left, 1), [".\n\nMayor"]);
    }

    #[test]
    fn words_end_where_their_letters_do() {
        assert_eq!(
            walk("open", Motion::NextWord, 4),
            ["Mayor", "Ilka", "Doe’s", "pier”"]
        );
        assert_eq!(
            walk("Doe’s", Motion::PreviousWord, 4),
            ["Ilka", "Mayor", "open.\n\nMayor", "stays"]
        );
        assert_eq!(walk("Ilka", Motion::WordEnd, 3), ["a", "s", "r”"]);
        assert_eq!(walk("said.", Motion::NextWord, 3), ["新聞", "聞", "聞"]);
    }

    #[test]
    fn sentences_and_paragraphs_are_walked_to_their_ends_and_starts() {
        assert_eq!(
            walk("Ilka", Motion::SentenceEnd, 3),
            [".", ".\n\n新聞", "!"]
        );
        assert_eq!(
            walk("said", Motion::SentenceStart, 3),
            ["It", "Mayor", "Pier"]
        );
        assert_eq!(walk("Ilka", Motion::ParagraphEnd, 2), [".\n\n新聞", "!"]);
        assert_eq!(
            walk("said", Motion::ParagraphStart, 3),
            ["Mayor", "Pier", "Pier"]
        );
        assert_eq!(walk("Ilka", Motion::End, 1), ["!"]);
        assert_eq!(walk("Ilka", Motion::Start, 1), ["Pier"]);
    }

    #[test]
    fn the_sentence_and_the_paragraph_around_a_place_are_told() {
        let stretches = stretches(TEXT);
        let ground = Ground::new(TEXT, &stretches).unwrap();
        let at = TEXT.find("will").unwrap();
        assert_eq!(ground.sentence(at).of(TEXT), "It will, she said.");
        assert!(ground.paragraph(at).of(TEXT).starts_with("Mayor"));
        assert!(Ground::new(TEXT, &[]).is_none());
    }

    const MOTIONS: [Motion; 11] = [
        Motion::Right,
        Motion::Left,
        Motion::NextWord,
        Motion::PreviousWord,
        Motion::WordEnd,
        Motion::SentenceEnd,
        Motion::SentenceStart,
        Motion::ParagraphEnd,
        Motion::ParagraphStart,
        Motion::Start,
        Motion::End,
    ];

    proptest! {
        #[test]
        fn no_way_to_move_splits_a_character(
            text in "[a-c.é新🚀\u{200d}👩e\u{301}\u{1f1e6}\u{1f1e7}\u{600}“ \n]{1,60}",
            steps in prop::collection::vec(0_usize..11, 1..20), from in 0_usize..80,
        ) {
            let stretches = stretches(&text);
            if let Some(ground) = Ground::new(&text, &stretches) {
                let mut at = ground.snap(from);
                for step in steps {
                    at = ground.go(at, MOTIONS[step]);
                    let stretch = ground.paragraph(at);
                    let starts: Vec<usize> = stretch.of(&text).grapheme_indices(true).map(|(at, _)| stretch.start + at).collect();
                    prop_assert!(starts.contains(&at), "{at} is no start in {stretch:?} of {text:?}");
                    let character = ground.character(at);
                    prop_assert!(!character.is_empty() && stretch.covers(character));
                }
            }
        }
    }
}
