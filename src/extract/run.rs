//! Runs of words that may be a person's name, and the words of office in front of them. Shared by the rules about people.

use crate::extract::draft::Draft;
use crate::extract::lexicon::Kinds;
use crate::extract::reading::{Reading, Shape};

/// More words than this are no name of one person; this also bounds the cost of every look around.
const LONGEST_NAME: usize = 6;

/// More words than this are no office in front of a name.
const LONGEST_ROLE: usize = 14;

/// Small words inside family names, in lower case.
const PARTICLES: &[&str] = &[
    "von", "van", "der", "den", "de", "del", "della", "di", "da", "dos", "das", "do", "du", "la",
    "le", "el", "al", "bin", "bint", "ibn", "ben", "abu", "zu", "zur", "ter", "ten", "y", "e",
    "af", "av",
];

/// What may follow a name and belongs to it.
const SUFFIXES: &[&str] = &["Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"];

/// What stands in front of a name: the words of address and of office, first and last of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Front {
    /// The form of address: `Mr`.
    pub(super) honorific: Option<(usize, usize)>,
    /// The office or description: `French President`.
    pub(super) role: Option<(usize, usize)>,
    /// Whether the office is in the plural, so that it belongs to the next names as well.
    pub(super) plural: bool,
}

impl Front {
    /// Tells whether nothing stands in front.
    pub(super) fn is_empty(self) -> bool {
        self.honorific.is_none() && self.role.is_none()
    }
}

/// Tells whether the word is a small word inside family names.
pub(super) fn is_particle(reading: &Reading, index: usize) -> bool {
    PARTICLES.contains(&reading.text_at(index))
}

/// Tells whether the word is an Arabic family name with its article in lower case: `al-Shammari`.
pub(super) fn has_article(word: &str) -> bool {
    word.split_once('-').is_some_and(|(article, name)| {
        (2..=3).contains(&article.len())
            && article.chars().all(|c| c.is_ascii_lowercase())
            && name.starts_with(char::is_uppercase)
    })
}

/// Tells whether the word may be part of a person's name at all; `inner` when a name has already begun before it.
pub(super) fn may_name(reading: &Reading, draft: &Draft, index: usize, inner: bool) -> bool {
    let word = reading.word(index);
    let kinds = word.kinds;
    if !draft.is_free(index) || !reading.is_capital(index) {
        return inner && draft.is_free(index) && has_article(reading.text_at(index));
    }
    if word.shape == Shape::Initial {
        return !matches!(reading.text_at(index), "I" | "A") || inner;
    }
    let barred = Kinds::FUNCTION.or(Kinds::DEMONYM).or(Kinds::STATE_SHORT);
    if kinds.any(barred)
        || word.shape == Shape::Upper && reading.is_any(index, &["CEO", "MP", "TV"])
    {
        return false;
    }
    let named = kinds.any(Kinds::NAME);
    if kinds.any(Kinds::DAY) {
        return named && inner;
    }
    let office = Kinds::HONORIFIC
        .or(Kinds::OFFICE)
        .or(Kinds::ORGANISATION_HEAD)
        .or(Kinds::PLACE_HEAD);
    if kinds.any(Kinds::HONORIFIC) && inner && named {
        return reading
            .behind(index)
            .is_none_or(|next| !reading.is_capital(next));
    }
    if kinds.any(office) {
        return named && inner && !kinds.any(Kinds::ORGANISATION_HEAD.or(Kinds::HONORIFIC));
    }
    if kinds.any(Kinds::COUNTRY.or(Kinds::ORGANISATION)) {
        return named;
    }
    if kinds.any(Kinds::COMMON) {
        return named || inner && ends_name(reading, index);
    }
    true
}

/// Tells whether a common word is the family name of the given name directly before it: `Jane Sessions left`.
fn ends_name(reading: &Reading, index: usize) -> bool {
    let other = Kinds::COMMON
        .or(Kinds::PLACE)
        .or(Kinds::UNSURE_CITY)
        .or(Kinds::FAMILY)
        .or(Kinds::ORGANISATION);
    let led = reading.before(index).is_some_and(|before| {
        let kinds = reading.kinds(before);
        kinds.any(Kinds::GIVEN) && !kinds.any(other)
    });
    let last = reading
        .behind(index)
        .is_none_or(|next| !reading.is_capital(next));
    led && last && !reading.in_headline_case(index)
}

/// The last word of the name that begins at `first`, if one can begin there.
pub(super) fn name_from(reading: &Reading, draft: &Draft, first: usize) -> Option<usize> {
    if !may_name(reading, draft, first, false) {
        return None;
    }
    Some(extend(reading, draft, first))
}

/// The last word of the name of which the word `first` is known to be part.
pub(super) fn extend(reading: &Reading, draft: &Draft, first: usize) -> usize {
    let mut last = first;
    for _ in 0..LONGEST_NAME {
        let Some(next) = reading.behind(last) else {
            break;
        };
        if may_name(reading, draft, next, true) {
            last = next;
        } else if let Some(behind) = behind_particles(reading, draft, next) {
            last = behind;
        } else {
            break;
        }
    }
    while last > first
        && reading.word(last).shape == Shape::Initial
        && !reading.text_at(last).ends_with('.')
        && last > first + 1
    {
        last -= 1;
    }
    suffix(reading, last)
}

/// The capital behind one to three particles that begin at `index`.
fn behind_particles(reading: &Reading, draft: &Draft, index: usize) -> Option<usize> {
    let mut at = index;
    for _ in 0..3 {
        if !is_particle(reading, at) {
            break;
        }
        at = reading.behind(at)?;
    }
    (at > index && may_name(reading, draft, at, true)).then_some(at)
}

/// The last word with `Jr.` or the like behind it, over a comma.
fn suffix(reading: &Reading, last: usize) -> usize {
    let is_suffix = |index: usize| SUFFIXES.contains(&reading.text_at(index));
    let Some(next) = reading.behind(last) else {
        return last;
    };
    if is_suffix(next) {
        return next;
    }
    match reading.behind(next) {
        Some(after) if reading.is(next, ",") && is_suffix(after) => after,
        _ => last,
    }
}

/// The number of words of a name that are written out, initials and particles aside.
pub(super) fn full_words(reading: &Reading, first: usize, last: usize) -> usize {
    (first..=last)
        .filter(|&index| {
            matches!(reading.word(index).shape, Shape::Capital | Shape::Upper)
                && !is_particle(reading, index)
        })
        .count()
}

/// What stands in front of the name that begins at `first`.
pub(super) fn front(reading: &Reading, draft: &Draft, first: usize) -> Front {
    let mut front = Front::default();
    let Some(mut at) = reading.before(first) else {
        return front;
    };
    let mut head = None;
    while is_honorific(reading, draft, at) {
        let last = front.honorific.map_or(at, |(_, last)| last);
        front.honorific = Some((at, last));
        match reading.before(at) {
            Some(before) => at = before,
            None => return front,
        }
    }
    if is_head(reading, draft, at) {
        head = Some(at);
        front.plural = is_plural(reading.text_at(at));
    }
    let Some(head) = head else {
        front.role = office_with_of(reading, draft, at);
        return front;
    };
    front.role = Some((role_start(reading, draft, head), head));
    front
}

fn is_honorific(reading: &Reading, draft: &Draft, index: usize) -> bool {
    draft.is_free(index) && reading.is_capital(index) && reading.kinds(index).any(Kinds::HONORIFIC)
}

/// Tells whether the word can be the last of an office in front of a name: an office, or a trade in lower case.
pub(super) fn is_head(reading: &Reading, draft: &Draft, index: usize) -> bool {
    let kinds = reading.kinds(index);
    draft.is_free(index)
        && (kinds.any(Kinds::TITLE)
            || kinds.any(Kinds::TRADE) && (!reading.is_capital(index) || !kinds.any(Kinds::NAME)))
}

/// An office whose last words are what it is of: `Secretary of State`, `Minister of Foreign Affairs`.
fn office_with_of(reading: &Reading, draft: &Draft, last: usize) -> Option<(usize, usize)> {
    if let Some(office) = lower_office(reading, draft, last) {
        return Some((role_start(reading, draft, office), last));
    }
    let mut at = last;
    for _ in 0..5 {
        let plain =
            reading.is_capital(at) && reading.kinds(at).any(Kinds::COMMON.or(Kinds::NARROWING));
        if !(plain && draft.is_free(at) || reading.is_any(at, &["and", "&"]) && at < last) {
            return None;
        }
        at = reading.before(at)?;
        if reading.is_any(at, &["of", "for"]) {
            let office = reading.before(at)?;
            let titled = reading.is_capital(office) && is_head(reading, draft, office);
            return titled.then(|| (role_start(reading, draft, office), last));
        }
    }
    None
}

/// The office in lower case whose last word, behind `of`, is at `last`: `chief of staff`.
fn lower_office(reading: &Reading, draft: &Draft, last: usize) -> Option<usize> {
    let bodies = [
        "staff",
        "state",
        "government",
        "cabinet",
        "parliament",
        "mission",
        "intelligence",
        "operations",
    ];
    let of = reading.before(last).filter(|&of| reading.is(of, "of"))?;
    let office = reading.before(of)?;
    (reading.is_any(last, &bodies) && is_head(reading, draft, office)).then_some(office)
}

fn is_plural(word: &str) -> bool {
    word.ends_with('s') && !word.ends_with("ss") && word.len() > 4
}

/// The first word of the role whose last word is `head`.
fn role_start(reading: &Reading, draft: &Draft, head: usize) -> usize {
    let mut start = head;
    for _ in 0..LONGEST_ROLE {
        let Some(before) = reading.before(start) else {
            break;
        };
        if let Some(name) = draft.name_at(before) {
            if name.kind == crate::model::actor::ActorKind::Person {
                break;
            }
            start = name.first;
        } else if reading.is_possessive(before) && possessor(reading, draft, before).is_some() {
            start = possessor(reading, draft, before).unwrap_or(before);
            break;
        } else if narrows(reading, before, start) {
            start = before;
        } else if let Some(office) = office_over_of(reading, before) {
            start = office;
        } else {
            break;
        }
    }
    start
}

/// The first word of the owner in front of the possessive ending at `ending`.
pub(super) fn possessor(reading: &Reading, draft: &Draft, ending: usize) -> Option<usize> {
    let owner = reading.before(ending)?;
    if let Some(name) = draft.name_at(owner) {
        return Some(name.first);
    }
    let kinds = reading.kinds(owner);
    let placed = Kinds::PLACE.or(Kinds::ORGANISATION).or(Kinds::FAMILY);
    (reading.is_capital(owner) && kinds.any(placed)).then_some(owner)
}

/// Tells whether the word at `index` belongs to the office whose words begin at `start`.
fn narrows(reading: &Reading, index: usize, start: usize) -> bool {
    let word = reading.word(index);
    let kinds = word.kinds;
    if kinds.any(Kinds::OFFICE.or(Kinds::DEMONYM)) {
        return true;
    }
    if !reading.is_capital(index) && kinds.any(Kinds::ORGANISATION_HEAD.or(Kinds::PLACE_HEAD)) {
        return true;
    }
    if !reading.is_capital(index) || kinds.any(Kinds::FUNCTION.or(Kinds::DAY)) {
        return false;
    }
    let placed = Kinds::PLACE
        .or(Kinds::ORGANISATION)
        .or(Kinds::ORGANISATION_HEAD);
    kinds.any(placed)
        || kinds.any(Kinds::COMMON) && reading.is_capital(start) && !reading.opens(index)
}

/// The office in front of `of` or `for` and a capital: `Secretary of State`, `Minister for Foreign Affairs`.
fn office_over_of(reading: &Reading, index: usize) -> Option<usize> {
    if !reading.is_any(index, &["of", "for", "and", "&"]) {
        return None;
    }
    let office = reading.before(index)?;
    let kinds = reading.kinds(office);
    let titled = kinds.any(Kinds::TITLE) && reading.is_capital(office);
    (titled
        || reading.is_any(index, &["and", "&"])
            && kinds.any(Kinds::NARROWING)
            && reading.is_capital(office))
    .then_some(office)
}

/// The index behind the name that ends at `last`, over an age: `, 45,`.
pub(super) fn behind_age(reading: &Reading, last: usize) -> Option<usize> {
    let comma = reading.behind(last)?;
    let number = reading.behind(comma)?;
    let closing = reading.behind(number)?;
    let is_age = reading.is(comma, ",")
        && reading.word(number).shape == Shape::Number
        && reading.text_at(number).len() <= 2;
    (is_age && reading.is(closing, ",")).then_some(closing)
}
