//! Where sentences end.
//!
//! A line feed always ends a sentence. A full stop ends one unless what stands before it is a short form or an initial
//! and what follows reads on, or unless the next word is in lower case. An ellipsis ends one only where the next word
//! begins with a capital and a fourth full stop or a closing quote says so. Closing quotes and brackets belong to the
//! sentence before them. Numbered lists within a line are split at their numbers. Cost is linear.

use crate::text::range::TextRange;

/// Short forms behind which a sentence goes on even before a capital: `Mr. Smith`, `Aug. 18`, `Sen. Doe`. Sorted.
const BEFORE_NAMES: &[&str] = &[
    "adm", "apr", "art", "attys", "aug", "brig", "bros", "capt", "cf", "cmdr", "col", "cpl", "dec",
    "det", "dr", "feb", "fig", "fr", "fri", "ft", "gen", "gov", "hon", "insp", "jan", "jul", "jun",
    "lt", "maj", "messrs", "mlle", "mme", "mr", "mrs", "ms", "mt", "nov", "n°", "oct", "p", "pp",
    "prof", "pvt", "rep", "reps", "rev", "sen", "sens", "sep", "sept", "sgt", "sr", "st", "ste",
    "supt", "thu", "thurs", "tue", "tues", "v", "vol", "vs", "wed",
];

/// Short forms that may stand at the end of a sentence as well: the next word decides. Sorted.
const BEFORE_ANYTHING: &[&str] = &[
    "a.m", "ave", "blvd", "calif", "co", "conn", "corp", "d.c", "e.g", "e.u", "est", "etc", "fla",
    "i.e", "inc", "jr", "ltd", "mass", "mich", "minn", "no", "p.m", "pa", "ph.d", "rd", "tex",
    "u.k", "u.n", "u.s", "u.s.a", "va", "wash",
];

/// Words that begin a sentence more often than they follow a short form within one. Sorted.
const STARTERS: &[&str] = &[
    "A",
    "After",
    "All",
    "Also",
    "Although",
    "An",
    "And",
    "As",
    "At",
    "But",
    "By",
    "Did",
    "Do",
    "Does",
    "For",
    "From",
    "He",
    "Her",
    "Here",
    "His",
    "How",
    "However",
    "I",
    "If",
    "In",
    "Is",
    "It",
    "Its",
    "Meanwhile",
    "My",
    "No",
    "Now",
    "On",
    "One",
    "Or",
    "She",
    "Since",
    "So",
    "Some",
    "That",
    "The",
    "Their",
    "Then",
    "There",
    "These",
    "They",
    "This",
    "Those",
    "Though",
    "To",
    "We",
    "What",
    "When",
    "Where",
    "Which",
    "While",
    "Who",
    "Why",
    "With",
    "Yes",
    "You",
];

/// The sentences of `text`, in order, without the white space around them; they cover everything else.
pub fn sentences(text: &str) -> Vec<TextRange> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some((offset, c)) = next_stop(text, at) {
        at = offset + c.len_utf8();
        if c == '\n' {
            push(text, start, at, &mut out);
            start = at;
        } else if let Some(item) = item_start(text, start, offset) {
            push(text, start, item, &mut out);
            start = item;
        } else if let Some(end) = end_behind(text, start, offset, c) {
            push(text, start, end, &mut out);
            start = end;
            at = end;
        } else {
            at = at.max(offset + run_length(text, offset));
        }
    }
    push(text, start, text.len(), &mut out);
    out
}

fn push(text: &str, start: usize, end: usize, out: &mut Vec<TextRange>) {
    let piece = TextRange::new(start, end).of(text);
    let lead = piece.len() - piece.trim_start().len();
    let length = piece.trim().len();
    if length > 0 {
        out.push(TextRange::new(start + lead, start + lead + length));
    }
}

/// The next character from `at` on that may end a sentence or begin an item of a list.
fn next_stop(text: &str, at: usize) -> Option<(usize, char)> {
    let rest = text.get(at..)?;
    let found = rest.find(|c: char| {
        matches!(
            c,
            '.' | '!' | '?' | '\n' | '…' | '。' | '！' | '？' | '•' | '⁃' | ')'
        )
    })?;
    Some((at + found, rest.get(found..)?.chars().next()?))
}

/// Where the item of a list begins whose bullet, or the mark behind whose label, stands at `offset`: the label must be
/// the one that follows the label at the sentence's start (`1.` and `2.`, `a)` and `b)`).
fn item_start(text: &str, start: usize, offset: usize) -> Option<usize> {
    let before = text.get(start..offset)?;
    if text.get(offset..)?.starts_with(BULLETS) {
        return (!before.trim().is_empty()).then_some(offset);
    }
    let lead = before.trim_start();
    if lead.len() == before.len()
        && start > 0
        && !lead.starts_with(|c: char| c.is_ascii_alphanumeric())
    {
        return None;
    }
    let opening = lead
        .split(['.', ')'])
        .next()
        .filter(|label| label.len() <= 2)?;
    let label = before
        .rsplit(char::is_whitespace)
        .next()
        .filter(|label| label.len() <= 2)?;
    let follows = label_value(label)? == label_value(opening)?.checked_add(1)?;
    follows.then_some(offset - label.len())
}

const BULLETS: &[char] = &['•', '⁃'];

/// The number of a list's label: `7` is 7, `c` is 1,003; nothing for what labels no item.
fn label_value(label: &str) -> Option<u32> {
    let mut chars = label.chars();
    match (chars.next()?, chars.next()) {
        (letter @ 'a'..='z', None) => Some(1_001 + u32::from(letter) - u32::from('a')),
        _ => label.parse().ok(),
    }
}

/// The length in bytes of the run of sentence marks at `offset`.
fn run_length(text: &str, offset: usize) -> usize {
    let rest = text.get(offset..).unwrap_or("");
    rest.len() - rest.trim_start_matches(['.', '!', '?', '…']).len()
}

/// The end of the sentence that the mark `c` at `offset` closes, or nothing where the sentence goes on.
fn end_behind(text: &str, start: usize, offset: usize, c: char) -> Option<usize> {
    if c == ')' {
        return None;
    }
    let run = run_length(text, offset).max(c.len_utf8());
    let after_run = offset + run;
    if matches!(c, '。' | '！' | '？') {
        return Some(closed(text, after_run));
    }
    let end = closed(text, after_run);
    let behind = text.get(end..)?;
    let spaced = behind.starts_with(char::is_whitespace);
    let next = behind.trim_start();
    let Some(first) = next.trim_start_matches(OPENERS).chars().next() else {
        return Some(end);
    };
    if next_item(text, start, offset, next) {
        return None;
    }
    if !spaced {
        return None;
    }
    let before = text.get(start..offset).unwrap_or("");
    let is_end = match c {
        '.' if run == 1 && end == after_run => full_stop_ends(before, next, first),
        '.' | '…' if is_ellipsis(text, offset, run) => {
            ellipsis_ends(run, end > after_run, first, next)
        }
        _ if end > after_run => !first.is_lowercase() && begins(first, next),
        _ => !first.is_lowercase() && (c != '!' || !before.ends_with("Yahoo")),
    };
    is_end.then_some(end)
}

/// Quotes and brackets that open what follows.
const OPENERS: &[char] = &['"', '\'', '“', '‘', '«', '(', '[', '„'];

/// The offset behind the closing quotes and brackets at `at`.
fn closed(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    let trimmed = rest.trim_start_matches(['"', '\'', '”', '’', '»', ')', ']', '」', '』']);
    text.len() - trimmed.len()
}

fn begins(first: char, next: &str) -> bool {
    first.is_uppercase()
        || first.is_numeric()
        || next.starts_with(OPENERS)
        || !first.is_alphanumeric()
        || !first.is_ascii()
}

/// Tells whether the full stop at `offset` belongs to a number that opens an item: `1. The first`, `a. The first`.
fn next_item(text: &str, start: usize, offset: usize, next: &str) -> bool {
    let before = text.get(start..offset).unwrap_or("");
    let before = before.trim_start_matches(BULLETS).trim();
    let short = before.len() <= 2 && !before.is_empty();
    let number = before.chars().all(|c| c.is_ascii_digit());
    let letter = before.len() == 1 && before.chars().all(|c| c.is_ascii_lowercase());
    short && (number || letter) && !next.is_empty()
}

/// Tells whether the marks at `offset` are an ellipsis, spaced (`. . .`) or not.
fn is_ellipsis(text: &str, offset: usize, run: usize) -> bool {
    let behind = text.get(offset + run..).unwrap_or("");
    run >= 2
        || text.get(offset..).is_some_and(|rest| rest.starts_with('…'))
        || behind.starts_with(" .")
        || text
            .get(..offset)
            .is_some_and(|before| before.ends_with(". "))
}

/// A three-dot ellipsis reads on; with a fourth full stop or a closing quote, before a capital, it ends.
fn ellipsis_ends(run: usize, closing: bool, first: char, next: &str) -> bool {
    (run >= 4 || closing) && first.is_uppercase() && !next.starts_with('.')
}

/// Tells whether a single full stop behind `before` ends a sentence, with `next` to follow.
fn full_stop_ends(before: &str, next: &str, first: char) -> bool {
    if next.starts_with('.') {
        return false;
    }
    if first.is_lowercase() {
        return false;
    }
    let word = before
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“' | '‘' | '[' | '—'))
        .next()
        .unwrap_or("");
    if word.len() > 8 {
        return begins(first, next);
    }
    let lower = word.to_lowercase();
    let opening = next
        .split(|c: char| !c.is_alphanumeric())
        .find(|word| !word.is_empty())
        .unwrap_or("");
    let starter = STARTERS.binary_search(&opening).is_ok();
    if BEFORE_NAMES.binary_search(&lower.as_str()).is_ok() {
        return false;
    }
    if BEFORE_ANYTHING.binary_search(&lower.as_str()).is_ok() || is_dotted(word) {
        return starter
            || (lower == "p.m" || lower == "a.m") && !first.is_numeric()
            || next.starts_with(['“', '"']);
    }
    if is_initial(word) {
        return starter && (word == "I" || before.trim_end().ends_with(" I"));
    }
    begins(first, next)
}

fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
}

fn is_dotted(word: &str) -> bool {
    word.contains('.')
        && word
            .split('.')
            .all(|part| part.len() <= 2 && part.chars().all(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text).iter().map(|range| range.of(text)).collect()
    }

    #[test]
    fn short_forms_do_not_end_a_sentence() {
        for text in [
            "The U.S. President met Mr. Doe on Aug. 18 in Washington, D.C., on time.",
            "Gen. J. R. Doe of Acme Inc. met Sen. Roe.",
        ] {
            assert_eq!(split(text), [text]);
        }
        assert_eq!(split("It was in the U.S. The rest is known.").len(), 2);
    }

    #[test]
    fn an_ellipsis_reads_on() {
        for text in [
            "They are meant to... deter any attack.",
            "We all want... Peace to last.",
        ] {
            assert_eq!(split(text), [text]);
        }
        assert_eq!(split("I meant it.... She left.").len(), 2);
    }

    #[test]
    fn closing_quotes_belong_to_the_sentence_before() {
        assert_eq!(
            split("“It is late.” He left."),
            ["“It is late.”", "He left."]
        );
        assert_eq!(split("\"Why?\" she asked."), ["\"Why?\" she asked."]);
    }

    #[test]
    fn a_list_within_a_line_is_split_at_its_labels() {
        assert_eq!(
            split("1. One thing 2. Another"),
            ["1. One thing", "2. Another"]
        );
        assert_eq!(split("a) red. b) blue"), ["a) red.", "b) blue"]);
        assert_eq!(split("• one • two"), ["• one", "• two"]);
        assert_eq!(split("It cost 3 (or 4) in 5. Then more.").len(), 2);
    }

    #[test]
    fn a_line_feed_ends_a_sentence() {
        assert_eq!(
            split("A title\nA line. Another"),
            ["A title", "A line.", "Another"]
        );
    }

    #[test]
    fn lists_of_words_are_sorted() {
        assert!(BEFORE_NAMES.is_sorted() && BEFORE_ANYTHING.is_sorted() && STARTERS.is_sorted());
    }

    proptest! {
        #[test]
        fn sentences_are_ordered_and_lose_nothing(text in "[a-zA-Z .!?…“”()\n0-9•]{0,80}|\\PC{0,60}") {
            let mut last = 0;
            for range in sentences(&text) {
                prop_assert!(range.start >= last && !range.is_empty());
                prop_assert!(text.get(last..range.start).unwrap().chars().all(char::is_whitespace));
                last = range.end;
            }
            prop_assert!(text.get(last..).unwrap().chars().all(char::is_whitespace));
        }
    }
}
