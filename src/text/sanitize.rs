//! Makes outside text harmless and regular: the only form in which article text lives inside rashomon.
//!
//! Article text is hostile. A title may carry an escape sequence that repaints the terminal, a bidirectional override
//! that shows one word and means another, or a thousand combining marks on one letter. All of that goes here, once, at
//! ingest; every later room may rely on it.
//!
//! What stays: letters, marks, numbers, punctuation and symbols of every script, single spaces as they are, line feeds.
//! Joiners (U+200C, U+200D) stay only between characters beyond ASCII, where scripts and emoji need them.

use std::borrow::Cow;
use std::str::Chars;
use std::sync::LazyLock;

use memchr::memmem;
use unicode_normalization::char::{
    canonical_combining_class, decompose_canonical, is_combining_mark,
};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::text::origin::{Origins, Points};

/// How many combining marks one base character may carry; Vietnamese needs two, pointed Hebrew four.
const MARKS_PER_BASE: usize = 6;

/// Text that has been through [`clean`], and how much of it had to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cleaned<'a> {
    /// The harmless text, in normal form C, with `\n` as its only control character.
    pub text: Cow<'a, str>,
    /// Characters that were taken out because they could act on a terminal or hide text, NUL bytes included.
    pub removed: usize,
}

/// Cleans `raw`: escape sequences, control characters, bidirectional controls, invisible characters and piles of
/// combining marks go; every kind of line end becomes `\n`, every kind of space a plain one; the rest is put into
/// normal form C. Cleaning twice gives the same as cleaning once.
pub fn clean(raw: &str) -> Cleaned<'_> {
    if is_settled(raw) {
        return Cleaned {
            text: Cow::Borrowed(raw),
            removed: 0,
        };
    }
    let mut filtered = String::with_capacity(raw.len());
    let removed = filter(raw, |kept, _| filtered.push_str(kept));
    let composed: String = filtered.nfc().collect();
    Cleaned {
        text: Cow::Owned(limit_marks(&composed)),
        removed,
    }
}

/// Tells whether every character of `raw` always stays as it is, wherever it stands: nothing to take out, and nothing that
/// normal form C would join, move or write differently (the quick check of UAX #15, section 9, says yes to all of it).
fn is_settled(raw: &str) -> bool {
    let mut rest = raw.as_bytes();
    loop {
        let at = plain_length(rest);
        if at == rest.len() {
            return true;
        }
        let start = raw.len() - rest.len() + at;
        let Some(c) = raw.get(start..).and_then(|rest| rest.chars().next()) else {
            return false;
        };
        if c.is_ascii() || !(is_usual(c) || stays(c)) {
            return false;
        }
        rest = rest.get(at + c.len_utf8()..).unwrap_or_default();
    }
}

/// How many of the first bytes are plain: asked of many at a time, which takes a fraction of the time.
fn plain_length(bytes: &[u8]) -> usize {
    let all_plain = |chunk: &&[u8]| chunk.iter().fold(true, |all, &byte| all & is_plain(byte));
    let chunks = bytes.chunks(32).take_while(all_plain);
    let start: usize = chunks.map(<[u8]>::len).sum();
    let rest = bytes.get(start..).unwrap_or_default();
    start + rest.iter().take_while(|&&byte| is_plain(byte)).count()
}

/// The characters beyond ASCII of which most news is written, all of which [`stays`] says yes to: asked first, because the tables
/// of Unicode take longer.
fn is_usual(c: char) -> bool {
    matches!(c, '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{410}'..='\u{44f}' | '\u{2010}'..='\u{2027}'
        | '\u{20a0}'..='\u{20bf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

/// Tells whether the character beyond ASCII stays as it is whatever stands beside it.
fn stays(c: char) -> bool {
    !c.is_whitespace()
        && !is_hidden(c)
        && !is_joiner(c)
        && !is_combining_mark(c)
        && canonical_combining_class(c) == 0
        && is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes
}

/// Tells whether the byte is a character that always stays as it is.
fn is_plain(byte: u8) -> bool {
    byte == b'\n' || (0x20..0x7f).contains(&byte)
}

/// Cleans `raw` as [`clean`] does and keeps for every character of the clean text which code points of `raw` it was
/// made of.
pub fn clean_traced(raw: &str) -> (String, Origins) {
    let mut traced = Traced {
        text: String::with_capacity(raw.len()),
        ..Traced::default()
    };
    filter(raw, |kept, at| traced.take(kept, at));
    traced.flush();
    (traced.text, traced.origins)
}

/// Clean text as it grows, piece by piece; no character of one piece composes with one of the next.
#[derive(Default)]
struct Traced {
    text: String,
    origins: Origins,
    /// The characters of the piece at hand, with their numbers in the given text.
    piece: Vec<(char, usize)>,
    /// How many combining marks stand at the end of `text`.
    marks: usize,
}

impl Traced {
    /// Takes characters that follow each other in the given text from number `at` on.
    fn take(&mut self, kept: &str, at: usize) {
        let mut at = at;
        let mut rest = kept;
        if kept.is_ascii() && kept.len() > 1 {
            // All but the last is done with: what follows can only compose with that.
            self.flush();
            let (done, last) = kept.split_at(kept.len() - 1);
            let (start, end) = (at, at + 1);
            self.text.push_str(done);
            self.origins.push_run(1, done.len(), Points { start, end });
            self.marks = 0;
            at += done.len();
            rest = last;
        }
        for c in rest.chars() {
            if !joins_before(c) {
                self.flush();
            }
            self.piece.push((c, at));
            at += 1;
        }
    }

    fn flush(&mut self) {
        let piece = std::mem::take(&mut self.piece);
        let written = || piece.iter().map(|&(c, _)| c);
        let (Some(&(_, first)), Some(&(_, last))) = (piece.first(), piece.last()) else {
            return;
        };
        if is_composed(&piece) {
            for &(c, at) in &piece {
                let (start, end) = (at, at + 1);
                self.push(c, Points { start, end });
            }
        } else {
            let (start, end) = (first, last + 1);
            for c in written().nfc() {
                self.push(c, Points { start, end });
            }
        }
        self.piece = piece;
        self.piece.clear();
    }

    fn push(&mut self, c: char, from: Points) {
        self.marks = if is_mark(c) { self.marks + 1 } else { 0 };
        if self.marks <= MARKS_PER_BASE {
            self.text.push(c);
            self.origins.push(c, from);
        }
    }
}

/// Tells whether normal form C leaves the piece as it is. Nearly all pieces are one character that the form's own table
/// answers for.
fn is_composed(piece: &[(char, usize)]) -> bool {
    let written = || piece.iter().map(|&(c, _)| c);
    match piece {
        [(c, _)] if c.is_ascii() => true,
        _ => match is_nfc_quick(written()) {
            IsNormalized::Yes => true,
            IsNormalized::No => false,
            IsNormalized::Maybe => written().nfc().eq(written()),
        },
    }
}

fn is_mark(c: char) -> bool {
    !c.is_ascii() && is_combining_mark(c)
}

/// Tells whether normal form C may join or move `c` with what stands before it. A character that is only written
/// differently in that form (a compatibility ideograph) stands for itself, unless what it is made of begins with a mark.
fn joins_before(c: char) -> bool {
    if c.is_ascii() {
        return false;
    }
    let mut first = None;
    decompose_canonical(c, |part| {
        first.get_or_insert(part);
    });
    first.is_some_and(|part| canonical_combining_class(part) != 0)
        || is_nfc_quick(std::iter::once(c)) == IsNormalized::Maybe
}

/// Cleans `raw` and folds every run of white space, line ends included, into one space: for titles, names and paths.
pub fn clean_line(raw: &str) -> String {
    in_one_line(clean(raw).text)
}

/// The clean text with every run of white space, of which it has only spaces and line feeds, folded into one space.
pub fn in_one_line(clean: Cow<'_, str>) -> String {
    if is_one_line(&clean) {
        return clean.into_owned();
    }
    let mut line = String::with_capacity(clean.len());
    for word in clean.split([' ', '\n']).filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// Tells whether nothing but single spaces stands between the words of clean text, and nothing around them.
pub fn is_one_line(clean: &str) -> bool {
    let bytes = clean.as_bytes();
    let ends = [bytes.first(), bytes.last()];
    !ends.contains(&Some(&b' '))
        && memchr::memchr(b'\n', bytes).is_none()
        && TWO_SPACES.find(bytes).is_none()
}

static TWO_SPACES: LazyLock<memmem::Finder<'static>> = LazyLock::new(|| memmem::Finder::new("  "));

/// The characters of a text, and how many have been taken.
struct Scanner<'a> {
    rest: Chars<'a>,
    taken: usize,
}

impl<'a> Scanner<'a> {
    fn next(&mut self) -> Option<char> {
        let next = self.rest.next();
        self.taken += usize::from(next.is_some());
        next
    }

    /// Takes the letters, marks and line feeds of ASCII up to the next character that is none of these, if there are any.
    fn plain(&mut self) -> Option<&'a str> {
        let rest = self.rest.as_str();
        let length = rest.bytes().take_while(|&byte| is_plain(byte)).count();
        let (run, rest) = rest.split_at_checked(length).filter(|_| length > 0)?;
        self.rest = rest.chars();
        self.taken += length;
        Some(run)
    }

    fn peek(&self) -> Option<char> {
        self.rest.clone().next()
    }

    fn next_if(&mut self, fits: impl Fn(char) -> bool) -> bool {
        let takes = self.peek().is_some_and(fits);
        if takes {
            self.next();
        }
        takes
    }
}

/// Gives everything that stays to `keep`, in pieces of characters that follow each other in `raw`, with the number of the
/// first of them there, and tells how many characters were taken out.
fn filter(raw: &str, mut keep: impl FnMut(&str, usize)) -> usize {
    let mut removed = 0;
    let mut last = None;
    let mut chars = Scanner {
        rest: raw.chars(),
        taken: 0,
    };
    loop {
        let at = chars.taken;
        if let Some(run) = chars.plain() {
            keep(run, at);
            last = run.chars().next_back();
            continue;
        }
        let Some(c) = chars.next() else {
            return removed;
        };
        let kept = match c {
            '\r' if chars.peek() == Some('\n') => None,
            '\r' | '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
            '\t' => {
                (0..3).for_each(|_| keep(" ", at));
                Some(' ')
            }
            '\u{1b}' => {
                removed += 1 + skip_escape(&mut chars);
                None
            }
            '\u{9b}' => {
                removed += 1 + skip_control_sequence(&mut chars);
                None
            }
            '\u{90}' | '\u{98}' | '\u{9d}' | '\u{9e}' | '\u{9f}' => {
                removed += 1 + skip_string(&mut chars);
                None
            }
            c if is_joiner(c) => {
                let before = last.is_some_and(stays_beyond_ascii);
                let after = chars.peek().is_some_and(stays_beyond_ascii);
                removed += usize::from(!(before && after));
                (before && after).then_some(c)
            }
            c if is_hidden(c) => {
                removed += 1;
                None
            }
            c if c.is_whitespace() => Some(' '),
            c => Some(c),
        };
        if let Some(kept) = kept {
            keep(kept.encode_utf8(&mut [0; 4]), at);
            last = Some(kept);
        }
    }
}

/// Skips what follows an ESC: a control sequence, a string command, or a short two- or three-character escape.
fn skip_escape(chars: &mut Scanner<'_>) -> usize {
    match chars.peek() {
        Some('[') => {
            chars.next();
            1 + skip_control_sequence(chars)
        }
        Some(']' | 'P' | 'X' | '^' | '_') => {
            chars.next();
            1 + skip_string(chars)
        }
        _ => {
            let mut skipped = 0;
            while chars.next_if(|c| (' '..='/').contains(&c)) {
                skipped += 1;
            }
            skipped + usize::from(chars.next_if(|c| ('0'..='~').contains(&c)))
        }
    }
}

/// Skips the parameters and the final byte of a control sequence (ECMA-48, section 5.4). What cannot belong to one
/// ends it, so that a lone introducer costs no text.
fn skip_control_sequence(chars: &mut Scanner<'_>) -> usize {
    let mut skipped = 0;
    while chars.next_if(|c| (' '..='?').contains(&c)) {
        skipped += 1;
    }
    skipped + usize::from(chars.next_if(|c| ('@'..='~').contains(&c)))
}

/// Skips a command string (OSC, DCS and the like) up to its terminator, but never past the end of the line: an unclosed
/// one must not swallow an article.
fn skip_string(chars: &mut Scanner<'_>) -> usize {
    let mut skipped = 0;
    while let Some(c) = chars.peek() {
        if matches!(c, '\n' | '\r') {
            break;
        }
        chars.next();
        skipped += 1;
        match c {
            '\u{7}' | '\u{9c}' => break,
            '\u{1b}' => {
                skipped += usize::from(chars.next_if(|c| c == '\\'));
                break;
            }
            _ => {}
        }
    }
    skipped
}

/// The zero-width non-joiner and joiner.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// Tells whether the character is one beyond ASCII when it has been cleaned: no space, which becomes that of ASCII, and no
/// sign that normal form C writes in ASCII, as it does that of the kelvin.
fn stays_beyond_ascii(c: char) -> bool {
    let composed = || std::iter::once(c).nfc().next();
    !c.is_ascii()
        && !c.is_whitespace()
        && !is_hidden(c)
        && !is_joiner(c)
        && composed().is_some_and(|c| !c.is_ascii())
}

/// Tells whether a character shows nothing of its own but can change how other text is shown or read.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
            | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{fe00}'..='\u{fe0d}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

fn limit_marks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut marks = 0;
    for c in text.chars() {
        marks = if is_mark(c) { marks + 1 } else { 0 };
        if marks <= MARKS_PER_BASE {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::range::TextRange;

    fn cleaned(raw: &str) -> String {
        clean(raw).text.into_owned()
    }

    #[test]
    fn plain_text_is_borrowed() {
        assert!(matches!(
            clean("A plain line.\nAnother.").text,
            Cow::Borrowed(_)
        ));
    }

    #[test]
    fn text_of_many_scripts_is_borrowed_and_what_may_join_is_not() {
        for settled in ["“Ärger” – ’s…", "Київ 北京 서울 Ελλάδα ไทย", "€5, ½"]
        {
            assert!(matches!(clean(settled).text, Cow::Borrowed(_)), "{settled}");
        }
        for other in ["a\u{301}", "\u{1100}\u{1161}", "\u{212a}", "\u{a0}"] {
            assert!(matches!(clean(other).text, Cow::Owned(_)), "{other}");
        }
    }

    #[test]
    fn the_usual_characters_stay() {
        let usual = ('\u{80}'..=char::MAX).filter(|&c| is_usual(c));
        assert_eq!(usual.filter(|&c| !stays(c)).collect::<String>(), "");
    }

    #[test]
    fn escape_sequences_go_whole() {
        assert_eq!(cleaned("a\u{1b}[31mred\u{1b}[0m"), "ared");
        assert_eq!(cleaned("a\u{1b}]0;title\u{7}b"), "ab");
        assert_eq!(cleaned("a\u{1b}]8;;http://x\u{1b}\\b"), "ab");
        assert_eq!(cleaned("a\u{1b}Pq#1\u{1b}\\b"), "ab");
        assert_eq!(cleaned("a\u{9b}2Jb"), "ab");
        assert_eq!(cleaned("a\u{1b}(Bb\u{1b}7c"), "abc");
    }

    #[test]
    fn an_unclosed_command_string_ends_with_its_line() {
        assert_eq!(cleaned("a\u{1b}]0;never closed\nb"), "a\nb");
    }

    #[test]
    fn hidden_and_directional_characters_go() {
        assert_eq!(
            cleaned("ab\u{202e}dc\u{2066}e\u{200b}f\u{feff}\u{0}g"),
            "abdcefg"
        );
        assert_eq!(clean("x\u{0}y\u{7}").removed, 2);
    }

    #[test]
    fn joiners_stay_where_a_script_or_an_emoji_needs_them() {
        assert_eq!(cleaned("👩\u{200d}🚀"), "👩\u{200d}🚀");
        assert_eq!(cleaned("se\u{200d}cret"), "secret");
        assert_eq!(cleaned("👩\u{200d}\u{2000}."), "👩 .");
        assert_eq!(cleaned("👩\u{200d}\u{212a}"), "👩K");
        assert_eq!(cleaned("\u{212a}\u{200d}👩"), "K👩");
    }

    #[test]
    fn spaces_and_line_ends_become_regular() {
        assert_eq!(
            cleaned("a\u{a0}b\u{2009}c\r\nd\re\u{2028}f"),
            "a b c\nd\ne\nf"
        );
        assert_eq!(clean_line("  two\n words\t"), "two words");
    }

    #[test]
    fn letters_are_composed_and_piles_of_marks_cut() {
        assert_eq!(cleaned("e\u{301}"), "é");
        assert!(
            cleaned(&format!("o{}", "\u{336}".repeat(900)))
                .chars()
                .count()
                <= MARKS_PER_BASE + 1
        );
    }

    #[test]
    fn a_character_made_of_marks_moves_ahead_of_a_higher_one() {
        let raw = "\u{1e000}\u{f81}";
        let clean = "\u{f71}\u{f80}\u{1e000}";
        assert_eq!(cleaned(raw), clean);
        assert_eq!(clean_traced(raw).0, clean);
    }

    proptest! {
        #[test]
        fn cleaning_is_idempotent_and_leaves_no_control(raw in "\\PC{0,40}|(?s:.{0,60})|[\u{1b}\\[\\]0-9;mPX\u{7}\u{9b}\u{200d}a\u{301}\n👩]{0,40}") {
            let once = cleaned(&raw);
            prop_assert!(once.chars().all(|c| c == '\n' || !c.is_control()));
            let (traced, origins) = clean_traced(&raw);
            prop_assert_eq!(&traced, &once);
            let given: Vec<char> = raw.chars().collect();
            let mut last = Points::default();
            for (at, c) in traced.char_indices() {
                let points = origins.of(TextRange::new(at, at + c.len_utf8()));
                prop_assert!(points.start < points.end && points.end <= given.len());
                prop_assert!(points.start >= last.start && points.end >= last.end);
                let source: String = given[points.start..points.end].iter().collect();
                prop_assert!(cleaned(&source).contains(c) || source.nfc().any(|from| from == c));
                last = points;
            }
            prop_assert_eq!(cleaned(&once), once);
        }
    }
}
