//! Words and punctuation with their places.
//!
//! A word keeps its inner hyphens, apostrophes and full stops (`European-led`, `O'Brien`, `U.S.`), and the full stop of a
//! common short form (`Mr.`, `Aug.`, `J.`). A possessive or contracted ending is a token of its own (`Trump` + `’s`,
//! `do` + `n't`), so that a name is the same word wherever it stands. White space is part of no token. Cost is linear.

use crate::text::fold::folded;
use crate::text::range::TextRange;
use crate::text::word_list::WordList;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, perhaps with digits, hyphens, apostrophes and full stops inside.
    Word,
    /// A possessive or contracted ending: `'s`, `’re`, `n't`.
    Ending,
    /// Digits with the marks inside them: `150,000`, `4.5`, `2026`.
    Number,
    /// One mark of punctuation or a symbol; a row of full stops is one token.
    Mark,
}

/// A token and its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// What it is made of.
    pub kind: TokenKind,
    /// Where it is: bytes of the text that was split.
    pub range: TextRange,
}

/// Short forms that keep their full stop, in lower case without it, sorted.
static SHORT_FORMS: WordList = WordList::new(&[
    "adm", "apr", "aug", "ave", "brig", "bros", "calif", "capt", "cmdr", "co", "col", "conn",
    "corp", "cpl", "dec", "dept", "det", "dr", "est", "etc", "feb", "fla", "fr", "fri", "ft",
    "gen", "gov", "hon", "inc", "jan", "jr", "jul", "jun", "lt", "ltd", "maj", "mar", "mass",
    "mich", "minn", "mon", "mr", "mrs", "ms", "mt", "no", "nov", "oct", "pa", "penn", "ph.d",
    "prof", "rep", "reps", "rev", "sat", "sen", "sens", "sep", "sept", "sgt", "sr", "st", "ste",
    "sun", "supt", "tex", "thu", "thur", "thurs", "tue", "tues", "va", "vs", "wash", "wed",
]);

/// Tells whether `word`, written without its last full stop, is a short form that usually carries one.
pub fn is_short_form(word: &str) -> bool {
    word.len() <= 5 && word.is_ascii() && SHORT_FORMS.holds(&folded(word))
}

/// Splits `text` into tokens, in order and without overlap.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::with_capacity(text.len() / 5);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let start = text.len() - rest.len();
        let length = if c.is_whitespace() {
            c.len_utf8()
        } else if c.is_alphanumeric() {
            word(rest, start, &mut out)
        } else {
            mark(rest, c, start, &mut out)
        };
        rest = rest.get(length..).unwrap_or("");
    }
    out
}

/// Takes one mark and gives its length; an apostrophe that opens a contracted ending takes the ending with it.
fn mark(rest: &str, c: char, start: usize, out: &mut Vec<Token>) -> usize {
    let length = if c == '.' {
        rest.len() - rest.trim_start_matches('.').len()
    } else {
        c.len_utf8()
    };
    out.push(Token {
        kind: TokenKind::Mark,
        range: TextRange::new(start, start + length),
    });
    length
}

/// Takes the word or number that `rest` begins with, splits its ending off, and gives the length of both.
fn word(rest: &str, start: usize, out: &mut Vec<Token>) -> usize {
    let mut end = word_length(rest);
    let mut whole = rest.get(..end).unwrap_or("");
    let ending = ending_length(whole);
    let stem = whole.get(..whole.len() - ending).unwrap_or("");
    if ending == 0 && keeps_full_stop(stem, rest.get(end..).unwrap_or("")) {
        end += 1;
        whole = rest.get(..end).unwrap_or("");
    }
    let stem_end = whole.len() - ending;
    let has_letter = stem.chars().any(char::is_alphabetic);
    out.push(Token {
        kind: if has_letter {
            TokenKind::Word
        } else {
            TokenKind::Number
        },
        range: TextRange::new(start, start + stem_end),
    });
    if ending > 0 {
        out.push(Token {
            kind: TokenKind::Ending,
            range: TextRange::new(start + stem_end, start + end),
        });
    }
    end
}

/// The length of the run of letters and digits, with single joining marks between two of them.
fn word_length(rest: &str) -> usize {
    let plain = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let (head, tail) = rest.split_at_checked(plain).unwrap_or((rest, ""));
    let mut chars = tail.char_indices().peekable();
    let mut end = 0;
    let mut last = head.chars().next_back().unwrap_or(' ');
    while let Some((offset, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |&(_, next)| next);
        if !(belongs(c) || joins(c, last, next)) {
            break;
        }
        last = c;
        end = offset + c.len_utf8();
    }
    plain + end
}

fn belongs(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    c.is_alphanumeric()
        || unicode_normalization::char::is_combining_mark(c)
        || matches!(c, '\u{200c}' | '\u{200d}')
}

/// The apostrophe in every form that news texts write it.
fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘')
}

/// Tells whether the mark `c` joins what stands before and after it into one word or number.
fn joins(c: char, before: char, after: char) -> bool {
    match c {
        c if is_apostrophe(c) => before.is_alphabetic() && after.is_alphabetic(),
        '-' | '‑' | '‐' => belongs(before) && after.is_alphanumeric(),
        '.' => {
            (before.is_alphabetic()
                && after.is_alphabetic()
                && !(before.is_lowercase() && after.is_uppercase()))
                || (before.is_numeric() && after.is_numeric())
        }
        ',' => before.is_numeric() && after.is_numeric(),
        '&' => before.is_uppercase() && after.is_uppercase(),
        _ => false,
    }
}

/// Tells whether the full stop behind `stem` belongs to it: `U.S.`, `J.`, `Mr.`
fn keeps_full_stop(stem: &str, behind: &str) -> bool {
    if !behind.starts_with('.') || behind.starts_with("..") {
        return false;
    }
    let mut letters = stem.chars();
    let initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    initial || is_dotted(stem) || is_short_form(stem)
}

/// Tells whether `stem` is single letters with full stops between them: `U.S`, `a.m`.
fn is_dotted(stem: &str) -> bool {
    stem.len() <= 16
        && stem.contains('.')
        && stem
            .split('.')
            .all(|part| part.len() <= 2 && part.chars().all(char::is_alphabetic))
}

/// The length in bytes of the possessive or contracted ending of `word`; 0 where it has none.
fn ending_length(word: &str) -> usize {
    let mut tail = word.char_indices().rev();
    let (Some((last, c)), Some((before, b))) = (tail.next(), tail.next()) else {
        return 0;
    };
    if is_apostrophe(b) && before > 0 {
        return match c.to_ascii_lowercase() {
            's' | 'd' | 'm' => word.len() - before,
            't' if matches!(tail.next(), Some((n, 'n' | 'N')) if n > 0) => word.len() - before + 1,
            _ => 0,
        };
    }
    let Some((mark, _)) = tail.next().filter(|&(_, c)| is_apostrophe(c)) else {
        return 0;
    };
    let pair = (b.to_ascii_lowercase(), c.to_ascii_lowercase());
    let contracted = matches!(pair, ('r' | 'v', 'e') | ('l', 'l'));
    if contracted && mark > 0 && last > 0 {
        word.len() - mark
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn split(text: &str) -> Vec<&str> {
        tokens(text)
            .iter()
            .map(|token| token.range.of(text))
            .collect()
    }

    #[test]
    fn possessives_and_contractions_are_split() {
        assert_eq!(split("Trump’s plan"), ["Trump", "’s", "plan"]);
        assert_eq!(
            split("It doesn't, we're"),
            ["It", "does", "n't", ",", "we", "'re"]
        );
        assert_eq!(split("Doe‘s"), ["Doe", "‘s"]);
        assert_eq!(split("leaders’ talks"), ["leaders", "’", "talks"]);
    }

    #[test]
    fn hyphens_and_inner_apostrophes_stay() {
        assert_eq!(split("European-led O'Brien"), ["European-led", "O'Brien"]);
        assert_eq!(split("war — 'yes'"), ["war", "—", "'", "yes", "'"]);
    }

    #[test]
    fn short_forms_keep_their_full_stop() {
        assert_eq!(split("U.S. troops"), ["U.S.", "troops"]);
        assert_eq!(split("Mr. J. Doe left."), ["Mr.", "J.", "Doe", "left", "."]);
        assert_eq!(split("wait... what"), ["wait", "...", "what"]);
    }

    #[test]
    fn a_missing_space_does_not_glue_two_sentences() {
        assert_eq!(split("left.Then"), ["left", ".", "Then"]);
    }

    #[test]
    fn numbers_keep_their_marks() {
        assert_eq!(split("150,000 and 4.5%"), ["150,000", "and", "4.5", "%"]);
    }

    proptest! {
        #[test]
        fn tokens_are_ordered_and_cover_all_but_white_space(text in "[a-zA-Z .,'’“”0-9-]{0,60}|\\PC{0,60}") {
            let mut last = 0;
            for token in tokens(&text) {
                prop_assert!(token.range.start >= last);
                prop_assert!(!token.range.of(&text).is_empty());
                prop_assert!(text.get(last..token.range.start).unwrap().chars().all(char::is_whitespace));
                last = token.range.end;
            }
            prop_assert!(text.get(last..).unwrap().chars().all(char::is_whitespace));
        }
    }
}
