//! Topics: phrases of two to four words that are no names, `security guarantees`, `coalition of the willing`.
//!
//! An article gives its candidates with all their places; whether one is a topic depends on how many paragraphs, and how
//! many articles, hold it, and is decided where several articles are known. A phrase begins and ends with a word of
//! content, holds no name, crosses no punctuation, and counts once for singular and plural ([`key`]).

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::extract::draft::Draft;
use crate::extract::lexicon::Kinds;
use crate::extract::reading::{Reading, Shape};
use crate::model::findings::Phrase;
use crate::text::fold::fold;
use crate::text::range::TextRange;
use crate::text::word_list::WordList;

/// The most candidates that one article gives: first those of several paragraphs, then those said more often, then the
/// earlier ones.
pub const MOST: usize = 300;

/// Phrases are looked for in this many words of an article from its beginning, which bounds their memory.
const READ: usize = 30_000;

/// The most words of a phrase.
const LONGEST: usize = 4;

/// Words that may stand inside a phrase, never at its ends. Sorted.
static LINKS: WordList = WordList::new(&["and", "for", "in", "of", "on", "the", "to"]);

/// Words too empty to begin or end a phrase, beside function words and verbs of saying. Sorted.
static EMPTY: WordList = WordList::new(&[
    "able",
    "accept",
    "add",
    "added",
    "ago",
    "agree",
    "agreed",
    "ahead",
    "aim",
    "aimed",
    "allow",
    "almost",
    "amid",
    "apart",
    "appear",
    "appears",
    "ask",
    "asked",
    "based",
    "became",
    "become",
    "began",
    "begin",
    "being",
    "better",
    "big",
    "bring",
    "broadly",
    "brought",
    "came",
    "carry",
    "certain",
    "clear",
    "come",
    "comes",
    "coming",
    "concerned",
    "consider",
    "continue",
    "country",
    "current",
    "currently",
    "day",
    "days",
    "deeply",
    "different",
    "done",
    "due",
    "earlier",
    "end",
    "especially",
    "exact",
    "expect",
    "expected",
    "face",
    "familiar",
    "far",
    "find",
    "followed",
    "following",
    "forced",
    "form",
    "found",
    "full",
    "further",
    "future",
    "gave",
    "get",
    "give",
    "given",
    "giving",
    "go",
    "goes",
    "going",
    "gone",
    "good",
    "got",
    "great",
    "had",
    "happen",
    "held",
    "help",
    "helped",
    "high",
    "hold",
    "hope",
    "hour",
    "hours",
    "important",
    "include",
    "included",
    "includes",
    "including",
    "increase",
    "instead",
    "issue",
    "keep",
    "kept",
    "key",
    "kind",
    "know",
    "known",
    "large",
    "late",
    "later",
    "latest",
    "lead",
    "leave",
    "led",
    "left",
    "let",
    "likely",
    "little",
    "long",
    "longer",
    "look",
    "looking",
    "lot",
    "made",
    "main",
    "major",
    "make",
    "makes",
    "making",
    "man",
    "matter",
    "mean",
    "means",
    "meant",
    "men",
    "minute",
    "minutes",
    "month",
    "months",
    "move",
    "moved",
    "need",
    "needed",
    "needs",
    "new",
    "night",
    "number",
    "numbers",
    "offer",
    "open",
    "option",
    "part",
    "parts",
    "past",
    "people",
    "percent",
    "person",
    "place",
    "planned",
    "plans",
    "play",
    "point",
    "possible",
    "present",
    "put",
    "read",
    "real",
    "really",
    "recent",
    "recently",
    "related",
    "remain",
    "remains",
    "report",
    "reported",
    "result",
    "return",
    "right",
    "role",
    "run",
    "same",
    "seek",
    "seeking",
    "seem",
    "seems",
    "seen",
    "send",
    "sent",
    "set",
    "show",
    "showed",
    "shown",
    "similar",
    "size",
    "small",
    "soon",
    "spent",
    "stage",
    "stand",
    "start",
    "started",
    "step",
    "stop",
    "such",
    "support",
    "sure",
    "take",
    "taken",
    "takes",
    "taking",
    "talk",
    "thing",
    "things",
    "think",
    "time",
    "times",
    "took",
    "total",
    "trying",
    "turn",
    "unless",
    "use",
    "used",
    "using",
    "various",
    "want",
    "wants",
    "way",
    "ways",
    "week",
    "weeks",
    "went",
    "woman",
    "women",
    "work",
    "working",
    "world",
    "worth",
    "written",
    "year",
    "years",
    "young",
]);

/// Empty words that make a good end, `peace support`, or a good beginning, `future force`. Sorted.
static HALF_EMPTY: WordList = WordList::new(&[
    "future", "issue", "long", "offer", "open", "option", "plans", "report", "role", "support",
    "world",
]);

/// The form under which a phrase is one in all articles: folded, its last word in the singular.
pub fn key(phrase: &str) -> String {
    let folded = fold(phrase);
    match folded.rsplit_once(' ') {
        Some((start, last)) => format!("{start} {}", singular(last)),
        None => singular(&folded).to_owned(),
    }
}

/// A light singular: `guarantees` to `guarantee`, `forces` to `force`, `allies` to `allie`, but not `crisis` or `press`.
fn singular(word: &str) -> &str {
    if word.len() < 4 || word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
        return word;
    }
    word.strip_suffix('s').unwrap_or(word)
}

/// What a word is worth in a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Worth {
    /// May stand anywhere.
    Content,
    /// May stand inside.
    Link,
    /// Ends every phrase before it.
    Barrier,
}

/// Whether a word belongs to the names of offices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Office {
    /// It does not.
    None,
    /// It narrows an office: `prime`.
    Narrowing,
    /// It is one: `minister`.
    Title,
}

fn office(kinds: Kinds) -> Office {
    if kinds.any(Kinds::TITLE) {
        Office::Title
    } else if kinds.any(Kinds::OFFICE) {
        Office::Narrowing
    } else {
        Office::None
    }
}

/// A word of a phrase: its number, its worth, whether it may begin and end one, and whether it is a word of office
/// or the office itself; a phrase of such words alone, `prime minister`, is a role and no topic.
#[derive(Debug, Clone, Copy)]
struct Part {
    number: u16,
    worth: Worth,
    begins: bool,
    ends: bool,
    office: Office,
}

/// A phrase under its key: the words' numbers, the first on top, filled up with zeros. There are fewer numbers than
/// [`READ`] words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
struct Key(u64);

impl Key {
    /// The key with `number` as the word number `at`, where it had none.
    fn with(self, at: usize, number: u16) -> Self {
        Self(self.0 | u64::from(number) << (NUMBER_BITS * (LONGEST - 1 - at)))
    }

    /// How many words it has.
    fn len(self) -> usize {
        LONGEST - self.0.trailing_zeros() as usize / NUMBER_BITS
    }

    /// The key of the words from `start` to before `end`.
    fn part(self, start: usize, end: usize) -> Self {
        let ahead = self.0 << (NUMBER_BITS * start);
        let behind = NUMBER_BITS * (LONGEST - (end - start));
        Self(ahead >> behind << behind)
    }
}

/// How many bits of a [`Key`] hold the number of a word.
const NUMBER_BITS: usize = 16;

/// A place where a phrase stands, and its paragraph.
#[derive(Debug, Clone, Copy)]
struct Place {
    key: Key,
    range: TextRange,
    paragraph: usize,
}

/// The candidates of one article, in text order.
pub(super) fn find(reading: &Reading, draft: &Draft) -> Vec<Phrase> {
    let parts = parts(reading, draft);
    let mut places = Vec::new();
    for first in 0..parts.len() {
        if parts[first].worth == Worth::Content && parts[first].begins {
            collect(reading, &parts, first, &mut places);
        }
    }
    places.sort_unstable_by_key(|place| (place.key, place.range.start));
    let found: Vec<&[Place]> = places.chunk_by(|a, b| a.key == b.key).collect();
    let inner = covered(&found);
    let mut list: Vec<&[Place]> = found
        .into_iter()
        .filter(|places| !inner.contains(&places[0].key))
        .collect();
    list.sort_by_cached_key(|places| {
        let often = (paragraphs(places), places.len());
        (
            std::cmp::Reverse(often),
            places[0].range.start,
            places[0].key,
        )
    });
    list.truncate(MOST);
    list.sort_unstable_by_key(|places| (places[0].range.start, places[0].range.end));
    list.into_iter()
        .map(|places| phrase(reading, places))
        .collect()
}

/// In how many paragraphs the places lie, which are in text order.
fn paragraphs(places: &[Place]) -> usize {
    places.chunk_by(|a, b| a.paragraph == b.paragraph).count()
}

/// The worth of every word from the beginning on.
fn parts(reading: &Reading, draft: &Draft) -> Vec<Part> {
    let mut numbers: HashMap<Cow<str>, u16> = HashMap::with_capacity(reading.forms.len());
    let mut known: Vec<Option<Part>> = vec![None; reading.forms.len()];
    let mut parts = Vec::with_capacity(reading.words.len().min(READ));
    for (index, word) in reading.words.iter().take(READ).enumerate() {
        let text = reading.text_at(index);
        let named =
            !draft.is_free(index) || reading.is_capital(index) && !word.kinds.any(Kinds::COMMON);
        let worded = matches!(word.shape, Shape::Lower | Shape::Capital) && text.len() < 40;
        if named || !worded || word.kinds.any(Kinds::DAY.or(Kinds::DEMONYM)) {
            parts.push(BARRIER);
            continue;
        }
        let part = known[reading.form(index)].get_or_insert_with(|| {
            let lower = lower(text);
            let stem = match &lower {
                Cow::Borrowed(lower) => Cow::Borrowed(singular(lower)),
                Cow::Owned(lower) => Cow::Owned(singular(lower).to_owned()),
            };
            let next = u16::try_from(numbers.len() + 1).unwrap_or(u16::MAX);
            part(&lower, word.kinds, *numbers.entry(stem).or_insert(next))
        });
        parts.push(*part);
    }
    parts
}

/// `text` in lower case; most words are.
fn lower(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte.is_ascii_lowercase()) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.to_lowercase())
    }
}

const BARRIER: Part = Part {
    number: 0,
    worth: Worth::Barrier,
    begins: false,
    ends: false,
    office: Office::None,
};

fn part(lower: &str, kinds: Kinds, number: u16) -> Part {
    let link = LINKS.holds(lower);
    let empty = EMPTY.holds(lower);
    let half = HALF_EMPTY.holds(lower);
    let barrier = !link && kinds.any(Kinds::FUNCTION);
    let spoken = kinds.any(Kinds::SPEAKING) && !kinds.any(Kinds::OFFICE);
    let adverb = lower.ends_with("ly") && lower.len() > 5;
    let worth = match (link, barrier) {
        (true, _) => Worth::Link,
        (_, true) => Worth::Barrier,
        _ => Worth::Content,
    };
    let full = (!empty || half)
        && !spoken
        && !adverb
        && lower.len() > 2
        && lower.chars().all(|c| c.is_alphabetic() || c == '-');
    Part {
        number,
        worth,
        begins: full && !lower.ends_with("ing"),
        ends: full && lower != "future" && lower != "long" && !lower.ends_with("ed"),
        office: office(kinds),
    }
}

/// Adds every phrase that begins at `first`.
fn collect(reading: &Reading, parts: &[Part], first: usize, places: &mut Vec<Place>) {
    let sentence = reading.word(first).sentence;
    let paragraph = reading
        .sentence_of(first)
        .map_or(0, |sentence| sentence.paragraph);
    let mut key = Key::default();
    let mut role = true;
    for length in 0..LONGEST {
        let index = first + length;
        let Some(part) = parts
            .get(index)
            .filter(|_| reading.word(index).sentence == sentence)
        else {
            return;
        };
        if part.worth == Worth::Barrier {
            return;
        }
        key = key.with(length, part.number);
        role = role && part.office != Office::None;
        if length == 0
            || role && part.office == Office::Title
            || part.worth == Worth::Link
            || !part.ends
        {
            continue;
        }
        places.push(Place {
            key,
            range: reading.span(first, index),
            paragraph,
        });
    }
}

/// The phrases that only ever stand inside one longer phrase; `found` is in the order of the keys.
fn covered(found: &[&[Place]]) -> HashSet<Key> {
    let count = |key: Key| {
        let at = found.binary_search_by_key(&key, |places| places[0].key);
        at.map_or(0, |at| found[at].len())
    };
    let mut inner = HashSet::new();
    for long in found.iter().filter(|places| places.len() > 1) {
        let key = long[0].key;
        let length = key.len();
        for start in 0..length {
            for end in start + 2..=length {
                let part = key.part(start, end);
                let shorter = end - start < length;
                if shorter && count(part) == long.len() {
                    inner.insert(part);
                }
            }
        }
    }
    inner
}

/// The phrase in its most frequent form; of two equally frequent, the first.
fn phrase(reading: &Reading, places: &[Place]) -> Phrase {
    let mut forms: Vec<(String, usize)> = Vec::new();
    for place in places {
        let form = place.range.of(reading.text).to_lowercase();
        match forms.iter_mut().find(|(known, _)| *known == form) {
            Some((_, count)) => *count += 1,
            None => forms.push((form, 1)),
        }
    }
    let best = forms.into_iter().rev().max_by_key(|(_, count)| *count);
    Phrase {
        text: best.map_or_else(String::new, |(form, _)| form),
        occurrences: places.iter().map(|place| place.range).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn singular_and_plural_are_one_phrase() {
        assert_eq!(key("Security Guarantees"), key("security guarantee"));
        assert_eq!(key("budget crisis"), "budget crisis");
    }
}
