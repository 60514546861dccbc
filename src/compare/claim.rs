//! How firmly a passage claims something, and what part it gives to somebody: the words that tell it, by their places.

use crate::text::range::TextRange;
use crate::text::stem::fold_into;
use crate::text::token::{TokenKind, tokens};

/// The scales on which words of two matched passages are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scale {
    /// From denied over possible and expected to firm.
    Claim,
    /// Helping or leading.
    Part,
}

/// Words that stand on a scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    /// Where they stand.
    pub(super) range: TextRange,
    /// The scale.
    pub(super) scale: Scale,
    /// How high on it.
    pub(super) level: u8,
}

const DENIED: u8 = 0;
const POSSIBLE: u8 = 1;
const EXPECTED: u8 = 2;
const FIRM: u8 = 3;

const HELPS: u8 = 0;
const LEADS: u8 = 1;

/// The words of the scales, folded, sorted by their first word; of two that begin alike the longer stands first.
const MARKS: &[(&[&str], Scale, u8)] = &[
    (&["agreed"], Scale::Claim, FIRM),
    (&["aims", "to"], Scale::Claim, EXPECTED),
    (&["approved"], Scale::Claim, FIRM),
    (&["assist"], Scale::Part, HELPS),
    (&["assistance"], Scale::Part, HELPS),
    (&["assisting"], Scale::Part, HELPS),
    (&["assists"], Scale::Part, HELPS),
    (&["cannot"], Scale::Claim, DENIED),
    (&["commands"], Scale::Part, LEADS),
    (&["committed"], Scale::Claim, FIRM),
    (&["confirmed"], Scale::Claim, FIRM),
    (&["considering"], Scale::Claim, POSSIBLE),
    (&["contribute"], Scale::Part, HELPS),
    (&["could"], Scale::Claim, POSSIBLE),
    (&["declined"], Scale::Claim, DENIED),
    (&["denied"], Scale::Claim, DENIED),
    (&["denies"], Scale::Claim, DENIED),
    (&["did", "not"], Scale::Claim, DENIED),
    (&["do", "not"], Scale::Claim, DENIED),
    (&["does", "not"], Scale::Claim, DENIED),
    (&["expected", "to"], Scale::Claim, EXPECTED),
    (&["failed", "to"], Scale::Claim, DENIED),
    (&["has", "yet", "to"], Scale::Claim, DENIED),
    (&["have", "yet", "to"], Scale::Claim, DENIED),
    (&["help"], Scale::Part, HELPS),
    (&["helped"], Scale::Part, HELPS),
    (&["helping"], Scale::Part, HELPS),
    (&["helps"], Scale::Part, HELPS),
    (&["hopes", "to"], Scale::Claim, EXPECTED),
    (&["intends", "to"], Scale::Claim, EXPECTED),
    (&["join"], Scale::Part, HELPS),
    (&["joins"], Scale::Part, HELPS),
    (&["lead"], Scale::Part, LEADS),
    (&["leading"], Scale::Part, LEADS),
    (&["leads"], Scale::Part, LEADS),
    (&["led"], Scale::Part, LEADS),
    (&["likely", "to"], Scale::Claim, EXPECTED),
    (&["likely"], Scale::Claim, EXPECTED),
    (&["may"], Scale::Claim, POSSIBLE),
    (&["might"], Scale::Claim, POSSIBLE),
    (&["mulling"], Scale::Claim, POSSIBLE),
    (&["must"], Scale::Claim, FIRM),
    (&["n't"], Scale::Claim, DENIED),
    (&["neither"], Scale::Claim, DENIED),
    (&["never"], Scale::Claim, DENIED),
    (&["no", "longer"], Scale::Claim, DENIED),
    (&["no", "one"], Scale::Claim, DENIED),
    (&["no"], Scale::Claim, DENIED),
    (&["nobody"], Scale::Claim, DENIED),
    (&["none"], Scale::Claim, DENIED),
    (&["nor"], Scale::Claim, DENIED),
    (&["not"], Scale::Claim, DENIED),
    (&["participate"], Scale::Part, HELPS),
    (&["perhaps"], Scale::Claim, POSSIBLE),
    (&["planning", "to"], Scale::Claim, EXPECTED),
    (&["plans", "to"], Scale::Claim, EXPECTED),
    (&["pledged"], Scale::Claim, FIRM),
    (&["poised", "to"], Scale::Claim, EXPECTED),
    (&["possibly"], Scale::Claim, POSSIBLE),
    (&["potentially"], Scale::Claim, POSSIBLE),
    (&["prepared", "to"], Scale::Claim, EXPECTED),
    (&["promised"], Scale::Claim, FIRM),
    (&["ready", "to"], Scale::Claim, EXPECTED),
    (&["refused"], Scale::Claim, DENIED),
    (&["refuses"], Scale::Claim, DENIED),
    (&["refusing"], Scale::Claim, DENIED),
    (&["rejected"], Scale::Claim, DENIED),
    (&["rejects"], Scale::Claim, DENIED),
    (&["ruled", "out"], Scale::Claim, DENIED),
    (&["seeks", "to"], Scale::Claim, EXPECTED),
    (&["set", "to"], Scale::Claim, EXPECTED),
    (&["shall"], Scale::Claim, FIRM),
    (&["take", "part"], Scale::Part, HELPS),
    (&["trying", "to"], Scale::Claim, EXPECTED),
    (&["vowed"], Scale::Claim, FIRM),
    (&["weighing"], Scale::Claim, POSSIBLE),
    (&["will", "agree", "to"], Scale::Claim, FIRM),
    (&["will", "agree"], Scale::Claim, FIRM),
    (&["will", "not"], Scale::Claim, DENIED),
    (&["will"], Scale::Claim, FIRM),
    (&["without"], Scale::Claim, DENIED),
    (&["would", "not"], Scale::Claim, DENIED),
];

/// The words of a passage that stand on a scale, in order.
pub(super) fn marks(text: &str, passage: TextRange) -> Vec<Mark> {
    let written = passage.of(text);
    let tokens = tokens(written).into_iter();
    let words: Vec<TextRange> = tokens
        .filter(|token| token.kind != TokenKind::Mark)
        .map(|token| token.range)
        .collect();
    let mut folded = String::new();
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match mark_at(written, &words, at, &mut folded) {
            Some((mark, length)) => {
                found.push(Mark {
                    range: mark.range.shifted(passage.start),
                    ..mark
                });
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

fn mark_at(
    text: &str,
    words: &[TextRange],
    at: usize,
    folded: &mut String,
) -> Option<(Mark, usize)> {
    let rest = words.get(at..)?;
    // `US-led`: the word behind the hyphen tells.
    let word = |range: &TextRange| range.of(text).rsplit(['-', '‑', '‐']).next().unwrap_or("");
    fold_into(word(rest.first()?), folded);
    let first = folded.as_str();
    let from = MARKS.partition_point(|(phrase, ..)| phrase[0] < first);
    let alike = MARKS.iter().skip(from);
    let mut alike = alike.take_while(|(phrase, ..)| phrase[0] == first);
    let (phrase, scale, level) = alike.find(|(phrase, ..)| {
        let pairs = phrase.iter().zip(rest).skip(1);
        rest.len() >= phrase.len()
            && pairs
                .into_iter()
                .all(|(want, have)| word(have).eq_ignore_ascii_case(want))
    })?;
    let mark = Mark {
        range: TextRange::new(rest.first()?.start, rest.get(phrase.len() - 1)?.end),
        scale: *scale,
        level: *level,
    };
    Some((mark, phrase.len()))
}

/// Tells whether the passage with these `marks` denies something.
pub(super) fn denies(marks: &[Mark]) -> bool {
    marks
        .iter()
        .any(|mark| mark.scale == Scale::Claim && mark.level == DENIED)
}

/// The marks of one scale that tell two passages apart: those on a level that the other does not reach; where a
/// passage has none of these, all its marks of the scale.
pub(super) fn apart(a: &[Mark], b: &[Mark], scale: Scale) -> Option<[Vec<TextRange>; 2]> {
    let of_scale = |marks: &[Mark]| -> Vec<Mark> {
        let marks = marks.iter().filter(|mark| mark.scale == scale);
        marks.copied().collect()
    };
    let (a, b) = (of_scale(a), of_scale(b));
    let alone = |marks: &[Mark], others: &[Mark]| -> Vec<Mark> {
        let reached = |mark: &&Mark| others.iter().any(|other| other.level == mark.level);
        let marks = marks.iter().filter(|mark| !reached(mark));
        marks.copied().collect()
    };
    let found = [alone(&a, &b), alone(&b, &a)];
    if found.iter().all(Vec::is_empty) {
        return None;
    }
    let differ = match scale {
        // A denial and an uncertainty differ from a plain statement too, which has no word for it; a firm word does not.
        Scale::Claim => a.iter().chain(&b).any(|mark| mark.level < FIRM),
        Scale::Part => !a.is_empty() && !b.is_empty(),
    };
    let places = |alone: &[Mark], all: &[Mark]| -> Vec<TextRange> {
        let shown = if alone.is_empty() { all } else { alone };
        shown.iter().map(|mark| mark.range).collect()
    };
    differ.then(|| [places(&found[0], &a), places(&found[1], &b)])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn levels(text: &str) -> Vec<(&str, u8)> {
        let marks = marks(text, TextRange::new(0, text.len()));
        let told = marks.iter();
        told.map(|mark| (mark.range.of(text), mark.level)).collect()
    }

    #[test]
    fn claims_and_parts_are_read_where_they_stand() {
        assert_eq!(
            levels("The council will agree to pay."),
            [("will agree to", FIRM)]
        );
        assert_eq!(
            levels("It didn’t say who may come."),
            [("n’t", DENIED), ("may", POSSIBLE)]
        );
        assert_eq!(levels("a Danish-led force"), [("Danish-led", LEADS)]);
        assert_eq!(levels("The pier is open."), []);
    }

    #[test]
    fn a_plain_statement_differs_from_a_possible_one() {
        let of = |text: &str| marks(text, TextRange::new(0, text.len()));
        assert!(apart(&of("It may open."), &of("It opened."), Scale::Claim).is_some());
        assert!(apart(&of("It may open."), &of("It might open."), Scale::Claim).is_none());
        assert!(apart(&of("It will open."), &of("It opened."), Scale::Claim).is_none());
        assert!(apart(&of("They lead it."), &of("They help it."), Scale::Part).is_some());
        assert!(apart(&of("They lead it."), &of("They pay it."), Scale::Part).is_none());
    }

    #[test]
    fn the_words_are_sorted_by_the_first() {
        assert!(
            MARKS.is_sorted_by_key(|(phrase, ..)| (phrase[0], std::cmp::Reverse(phrase.len())))
        );
    }
}
