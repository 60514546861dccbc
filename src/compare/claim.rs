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
    /// Whether more must follow.
    pub(super) leads: Leads,
}

/// What has to follow on a mark for it to say something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leads {
    /// A deed: `may`, `has yet to`.
    ToDeed,
    /// A thing: `ruled out`.
    ToThing,
    /// Nothing: `rejected`.
    Nowhere,
}

/// Said not to be.
pub(super) const DENIED: u8 = 0;
/// Said to be hardly so.
pub(super) const SCARCE: u8 = 1;
/// Said to be possible, or said by others to be.
const POSSIBLE: u8 = 2;
/// Said to be planned or likely.
const EXPECTED: u8 = 3;
/// Said to be so; what has no word on the scale is said as firmly.
pub(super) const FIRM: u8 = 4;

const HELPS: u8 = 0;
const LEADS: u8 = 1;

/// More marks of a passage are not compared: nothing that has them is one statement.
const COMPARED: usize = 32;

/// Words of a scale, folded, with their level.
type Words = &'static [(&'static [&'static str], u8)];

/// Words that say how firmly the next is meant, sorted.
const LEADING: Words = &[
    (&["aim", "to"], EXPECTED),
    (&["aimed", "to"], EXPECTED),
    (&["aims", "to"], EXPECTED),
    (&["alleged"], POSSIBLE),
    (&["allegedly"], POSSIBLE),
    (&["apparently"], POSSIBLE),
    (&["appeared", "to"], POSSIBLE),
    (&["appears", "to"], POSSIBLE),
    (&["barely"], SCARCE),
    (&["believed", "to"], POSSIBLE),
    (&["cannot"], DENIED),
    (&["could"], POSSIBLE),
    (&["declined", "to"], DENIED),
    (&["declines", "to"], DENIED),
    (&["did", "not"], DENIED),
    (&["do", "not"], DENIED),
    (&["does", "not"], DENIED),
    (&["expect", "to"], EXPECTED),
    (&["expected"], EXPECTED),
    (&["expected", "to"], EXPECTED),
    (&["expects", "to"], EXPECTED),
    (&["fail", "to"], DENIED),
    (&["failed", "to"], DENIED),
    (&["fails", "to"], DENIED),
    (&["hardly"], SCARCE),
    (&["has", "yet", "to"], DENIED),
    (&["have", "yet", "to"], DENIED),
    (&["hope", "to"], EXPECTED),
    (&["hopes", "to"], EXPECTED),
    (&["intend", "to"], EXPECTED),
    (&["intends", "to"], EXPECTED),
    (&["likely"], EXPECTED),
    (&["likely", "to"], EXPECTED),
    (&["little", "indication"], SCARCE),
    (&["little", "sign"], SCARCE),
    (&["may"], POSSIBLE),
    (&["maybe"], POSSIBLE),
    (&["might"], POSSIBLE),
    (&["must"], FIRM),
    (&["must", "not"], DENIED),
    (&["n't"], DENIED),
    (&["neither"], DENIED),
    (&["never"], DENIED),
    (&["no"], DENIED),
    (&["no", "doubt"], FIRM),
    (&["no", "fewer", "than"], FIRM),
    (&["no", "less", "than"], FIRM),
    (&["no", "longer"], DENIED),
    (&["no", "more", "than"], FIRM),
    (&["no", "one"], DENIED),
    (&["nobody"], DENIED),
    (&["none"], DENIED),
    (&["nor"], DENIED),
    (&["not"], DENIED),
    (&["not", "just"], FIRM),
    (&["not", "only"], FIRM),
    (&["perhaps"], POSSIBLE),
    (&["plan", "to"], EXPECTED),
    (&["planning", "to"], EXPECTED),
    (&["plans", "to"], EXPECTED),
    (&["poised", "to"], EXPECTED),
    (&["possibly"], POSSIBLE),
    (&["potentially"], POSSIBLE),
    (&["prepared", "to"], EXPECTED),
    (&["presumably"], EXPECTED),
    (&["probably"], EXPECTED),
    (&["ready", "to"], EXPECTED),
    (&["refuse", "to"], DENIED),
    (&["refused", "to"], DENIED),
    (&["refuses", "to"], DENIED),
    (&["refusing", "to"], DENIED),
    (&["reportedly"], POSSIBLE),
    (&["scarcely"], SCARCE),
    (&["seek", "to"], EXPECTED),
    (&["seeking", "to"], EXPECTED),
    (&["seeks", "to"], EXPECTED),
    (&["seemed", "to"], POSSIBLE),
    (&["seems", "to"], POSSIBLE),
    (&["set", "to"], EXPECTED),
    (&["shall"], FIRM),
    (&["suspected"], POSSIBLE),
    (&["thought", "to"], POSSIBLE),
    (&["tried", "to"], EXPECTED),
    (&["tries", "to"], EXPECTED),
    (&["try", "to"], EXPECTED),
    (&["trying", "to"], EXPECTED),
    (&["unlikely", "to"], SCARCE),
    (&["want", "to"], EXPECTED),
    (&["wants", "to"], EXPECTED),
    (&["will"], FIRM),
    (&["will", "agree", "to"], FIRM),
    (&["will", "not"], DENIED),
    (&["would", "not"], DENIED),
];

/// Words that say how firmly a thing is meant that is no deed, sorted.
const OF_THINGS: Words = &[
    (&["considering"], POSSIBLE),
    (&["little", "chance"], SCARCE),
    (&["little", "evidence"], SCARCE),
    (&["little", "hope"], SCARCE),
    (&["little", "progress"], SCARCE),
    (&["mulling"], POSSIBLE),
    (&["rule", "out"], DENIED),
    (&["ruled", "out"], DENIED),
    (&["rules", "out"], DENIED),
    (&["weighing"], POSSIBLE),
];

/// Words that are a firm or a denying statement by themselves, sorted.
const STATING: Words = &[
    (&["accepted"], FIRM),
    (&["agreed"], FIRM),
    (&["approved"], FIRM),
    (&["backed"], FIRM),
    (&["blocked"], DENIED),
    (&["committed"], FIRM),
    (&["confirmed"], FIRM),
    (&["declined"], DENIED),
    (&["denied"], DENIED),
    (&["denies"], DENIED),
    (&["deny"], DENIED),
    (&["denying"], DENIED),
    (&["dismissed"], DENIED),
    (&["disputed"], DENIED),
    (&["endorsed"], FIRM),
    (&["opposed"], DENIED),
    (&["opposes"], DENIED),
    (&["pledged"], FIRM),
    (&["promised"], FIRM),
    (&["refused"], DENIED),
    (&["refuses"], DENIED),
    (&["refusing"], DENIED),
    (&["rejected"], DENIED),
    (&["rejecting"], DENIED),
    (&["rejects"], DENIED),
    (&["vetoed"], DENIED),
    (&["vowed"], FIRM),
    (&["will", "agree"], FIRM),
];

/// Words for a part in something, sorted.
const PARTS: Words = &[
    (&["assist"], HELPS),
    (&["assistance"], HELPS),
    (&["assisting"], HELPS),
    (&["assists"], HELPS),
    (&["commands"], LEADS),
    (&["contribute"], HELPS),
    (&["contributes"], HELPS),
    (&["help"], HELPS),
    (&["helped"], HELPS),
    (&["helping"], HELPS),
    (&["helps"], HELPS),
    (&["join"], HELPS),
    (&["joins"], HELPS),
    (&["lead"], LEADS),
    (&["leading"], LEADS),
    (&["leads"], LEADS),
    (&["led"], LEADS),
    (&["participate"], HELPS),
    (&["participates"], HELPS),
    (&["take", "part"], HELPS),
    (&["takes", "part"], HELPS),
];

/// All words of the scales.
const TABLES: [(Words, Scale, Leads); 4] = [
    (LEADING, Scale::Claim, Leads::ToDeed),
    (OF_THINGS, Scale::Claim, Leads::ToThing),
    (STATING, Scale::Claim, Leads::Nowhere),
    (PARTS, Scale::Part, Leads::Nowhere),
];

/// Tells whether a mark begins with `word`, folded.
pub(super) fn begins(word: &str) -> bool {
    TABLES
        .iter()
        .any(|(table, ..)| alike(table, word).next().is_some())
}

/// The words of a table that begin with `word`.
fn alike(table: Words, word: &str) -> impl Iterator<Item = &'static (&'static [&'static str], u8)> {
    let from = table.partition_point(|(phrase, _)| phrase[0] < word);
    let alike = table.iter().skip(from);
    alike.take_while(move |(phrase, _)| phrase[0] == word)
}

/// Words that are names of people and months too, and so no marks where they have a capital within a sentence.
const NAMES_TOO: &[&str] = &["may", "might", "will"];

/// Words that are marks as verbs and none as nouns.
const NOUNS_TOO: &[&str] = &["aim", "aims", "hope", "hopes", "plan", "plans"];

/// Words behind which a noun stands.
const BEFORE_NOUNS: &[&str] = &[
    "'s", "a", "any", "her", "his", "its", "my", "new", "our", "that", "the", "their", "this",
    "your", "’s",
];

/// The words of a passage that stand on a scale, in order. `starts` are the ends of the words with which a mark may begin
/// and of which [`begins`] says so, in order.
pub(super) fn marks(text: &str, passage: TextRange, starts: &[usize]) -> Vec<Mark> {
    if starts.is_empty() {
        return Vec::new();
    }
    let written = passage.of(text);
    let tokens = tokens(written).into_iter();
    let words: Vec<TextRange> = tokens
        .filter(|token| token.kind != TokenKind::Mark)
        .map(|token| token.range)
        .collect();
    let mut folded = String::new();
    let mut found: Vec<Mark> = Vec::new();
    let mut at = 0;
    // The word behind the last mark.
    let mut behind = 0;
    while at < words.len() && found.len() < COMPARED {
        let end = words[at].end + passage.start;
        let found_here = starts.binary_search(&end).is_ok();
        let mark = found_here.then(|| mark_at(written, &words, at, &mut folded));
        let Some((mark, length)) = mark.flatten() else {
            at += 1;
            continue;
        };
        let between = words.get(behind..at).unwrap_or(&[]);
        let joined = found
            .last()
            .filter(|_| between.iter().all(|range| is_between(range.of(written))))
            .and_then(|last| last.joined(&mark));
        match (joined, found.last_mut()) {
            (Some(joined), Some(last)) => *last = joined,
            _ => found.push(mark),
        }
        at += length;
        behind = at;
    }
    for mark in &mut found {
        mark.range = mark.range.shifted(passage.start);
    }
    found
}

/// Tells whether a word may stand between two marks that are one: `not explicitly endorsed`, `may have agreed`.
fn is_between(word: &str) -> bool {
    word.ends_with("ly") || ["be", "been", "have", "yet"].contains(&word)
}

impl Mark {
    /// The one mark that this and the `next` are, where this leads on to that. Who denies a denial holds something
    /// possible: `not ruled out`.
    fn joined(&self, next: &Self) -> Option<Self> {
        let claims = [self, next].iter().all(|mark| mark.scale == Scale::Claim);
        let denies = [self, next].map(|mark| mark.level == DENIED);
        if !claims
            || self.leads != Leads::ToDeed
            || (next.leads != Leads::Nowhere && denies != [true, true])
        {
            return None;
        }
        Some(Self {
            range: TextRange::new(self.range.start, next.range.end),
            level: if denies == [true, true] {
                POSSIBLE
            } else {
                self.level
            },
            ..*next
        })
    }
}

/// The longest mark that begins with the word `at`, and how many words it has.
fn mark_at(
    text: &str,
    words: &[TextRange],
    at: usize,
    folded: &mut String,
) -> Option<(Mark, usize)> {
    let rest = words.get(at..)?;
    // `US-led`: the word behind the hyphen tells.
    let word = |range: &TextRange| range.of(text).rsplit(['-', '‑', '‐']).next().unwrap_or("");
    let first = word(rest.first()?);
    fold_into(first, folded);
    let found = TABLES.iter().flat_map(|(table, scale, leads)| {
        let alike = alike(table, folded);
        alike.map(|(phrase, level)| (*phrase, *level, *scale, *leads))
    });
    let stands = |phrase: &[&str]| {
        let pairs = phrase.iter().zip(rest).skip(1);
        rest.len() >= phrase.len()
            && pairs
                .into_iter()
                .all(|(want, have)| word(have).eq_ignore_ascii_case(want))
    };
    let (phrase, level, scale, leads) = found
        .filter(|(phrase, ..)| stands(phrase))
        .max_by_key(|(phrase, ..)| phrase.len())?;
    let capital = first.starts_with(char::is_uppercase);
    let number_follows = rest
        .get(phrase.len())
        .is_some_and(|next| next.of(text).starts_with(|c: char| c.is_ascii_digit()));
    let is_name = capital && (at > 0 || number_follows) && NAMES_TOO.contains(&folded.as_str());
    let is_number = folded == "no" && phrase.len() == 1 && number_follows;
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    let before = before.map_or("", |range| range.of(text));
    let is_noun = NOUNS_TOO.contains(&folded.as_str())
        && BEFORE_NOUNS
            .iter()
            .any(|word| word.eq_ignore_ascii_case(before));
    if is_name || is_number || is_noun {
        return None;
    }
    let mark = Mark {
        range: TextRange::new(rest.first()?.start, rest.get(phrase.len() - 1)?.end),
        scale,
        level,
        leads,
    };
    Some((mark, phrase.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::figure::cut_at_hyphens;

    fn levels(text: &str) -> Vec<(&str, u8)> {
        let mut folded = String::new();
        let words = cut_at_hyphens(text, &tokens(text)).into_iter();
        let starts = words.filter(|token| {
            fold_into(token.range.of(text), &mut folded);
            begins(&folded)
        });
        let starts: Vec<usize> = starts.map(|token| token.range.end).collect();
        let marks = marks(text, TextRange::new(0, text.len()), &starts);
        let told = marks.iter();
        told.map(|mark| (mark.range.of(text), mark.level)).collect()
    }

    #[test]
    fn claims_and_parts_are_read_where_they_stand() {
        for (text, wanted) in [
            (
                "The council will agree to pay.",
                &[("will agree to", FIRM)][..],
            ),
            (
                "It didn’t say who may come.",
                &[("n’t", DENIED), ("may", POSSIBLE)],
            ),
            ("a Danish-led force", &[("Danish-led", LEADS)]),
            ("The board has yet to vote.", &[("has yet to", DENIED)]),
            ("There was little sign of rain.", &[("little sign", SCARCE)]),
            ("A little girl slept.", &[]),
            ("It plans to pay.", &[("plans to", EXPECTED)]),
            ("Its plans to pay are old.", &[]),
            ("The pier is open.", &[]),
        ] {
            assert_eq!(levels(text), wanted, "{text}");
        }
    }

    #[test]
    fn who_denies_a_denial_holds_something_possible() {
        assert_eq!(
            levels("The board has not ruled out a fee."),
            [("not ruled out", POSSIBLE)]
        );
        assert_eq!(
            levels("He did not deny it, and she never refused to pay."),
            [("did not deny", POSSIBLE), ("never refused to", POSSIBLE)]
        );
    }

    #[test]
    fn words_that_state_are_taken_with_what_stands_before_them() {
        for (text, wanted) in [
            (
                "It was not explicitly endorsed.",
                ("not explicitly endorsed", DENIED),
            ),
            ("They may have agreed.", ("may have agreed", POSSIBLE)),
            ("The plan was rejected.", ("rejected", DENIED)),
            ("It will be approved.", ("will be approved", FIRM)),
        ] {
            assert_eq!(levels(text), [wanted], "{text}");
        }
    }

    #[test]
    fn months_people_and_numbers_are_no_marks() {
        for text in [
            "The pier opened on May 2.",
            "May 2 was wet.",
            "It rained in May.",
            "Ann Berg and Will Roe left.",
            "They met at No 10.",
        ] {
            assert_eq!(levels(text), [], "{text}");
        }
        assert_eq!(levels("May they come back."), [("May", POSSIBLE)]);
    }

    #[test]
    fn what_is_not_only_so_is_so() {
        let marks = levels("It is not only wet but cold, and no more than that.");
        assert_eq!(marks, [("not only", FIRM), ("no more than", FIRM)]);
    }

    #[test]
    fn the_words_are_sorted() {
        for (table, ..) in TABLES {
            assert!(table.is_sorted_by(|(one, _), (other, _)| one < other));
        }
    }
}
