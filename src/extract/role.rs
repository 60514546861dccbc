//! Roles beside a name, parted from it by a comma: `Jane Doe, the minister of trade,` and `the minister, Jane Doe,`.

use crate::extract::context::speaks;
use crate::extract::draft::Draft;
use crate::extract::lexicon::Kinds;
use crate::extract::reading::{Reading, Shape};
use crate::model::actor::ActorKind;

/// More words than this are no description of a person.
const LONGEST: usize = 14;

/// Gives a role to every person that has none, where an apposition tells one.
pub(super) fn apposition(reading: &Reading, draft: &mut Draft) {
    for index in 0..draft.names.len() {
        let name = &draft.names[index];
        if name.kind != ActorKind::Person || name.role.is_some() {
            continue;
        }
        let (first, last) = (
            name.honorific.map_or(name.first, |(first, _)| first),
            name.last,
        );
        let behind = behind(reading, draft, last);
        draft.names[index].role = behind.or_else(|| before(reading, draft, first));
        if let Some(role) = behind {
            share(reading, draft, first, role);
        }
    }
}

/// Gives the description behind the last of several people to the one before it too: `Jane Doe and Richard Roe, the envoys`.
fn share(reading: &Reading, draft: &mut Draft, first: usize, role: (usize, usize)) {
    let several = (role.0..=role.1)
        .any(|at| is_office(reading, draft, at) && reading.text_at(at).ends_with('s'));
    let partner = reading
        .before(first)
        .filter(|&and| several && reading.is(and, "and"))
        .and_then(|and| draft.owner(reading.before(and)?));
    if let Some(name) = partner.and_then(|index| draft.names.get_mut(index))
        && name.kind == ActorKind::Person
    {
        name.role = name.role.or(Some(role));
    }
}

/// The description behind a comma: up to the next comma, bracket or end of the sentence.
fn behind(reading: &Reading, draft: &Draft, last: usize) -> Option<(usize, usize)> {
    let comma = reading
        .behind(last)
        .filter(|&comma| reading.is(comma, ","))?;
    let opening = reading.behind(comma)?;
    let article = reading.is_any(opening, ARTICLES);
    let first = opening + usize::from(article);
    let led = article || reading.is_any(opening, OWNERS) || bare(reading, first);
    let mut owned = false;
    let mut head = false;
    let mut linked = false;
    for index in first..first + LONGEST {
        if reading.behind(index).is_none() || closes(reading, index) {
            let end = if closes(reading, index) {
                index - 1
            } else {
                index
            };
            return (head && (led || owned) && end >= first).then_some((first, end));
        }
        if !describes(reading, draft, index) {
            return None;
        }
        owned = owned || index < first + 5 && reading.is_possessive(index);
        linked = linked || reading.is_any(index, LINKS);
        head = head || !linked && is_office(reading, draft, index);
    }
    None
}

/// Words that open a description and are no part of the role.
const ARTICLES: &[&str] = &["the", "a", "an"];

/// Words that open a description and say whose it is.
const OWNERS: &[&str] = &["his", "her", "their"];

/// Words behind which a description names other things than the office itself.
const LINKS: &[&str] = &["of", "for", "in", "to", "at", "with", "on", "from", "by"];

/// Words of a clause of its own, which no description holds.
const CLAUSE: &[&str] = &[
    "that", "they", "he", "she", "it", "we", "you", "can", "could", "will", "would", "has", "have",
    "had", "is", "was", "were", "are", "not", "so", "if", "when", "because", "but", "said",
];

/// Tells whether the word may stand in a description: no verb of a clause, and no person but one that owns what follows.
fn describes(reading: &Reading, draft: &Draft, index: usize) -> bool {
    let acting = speaks(reading, index) && !reading.kinds(index).any(Kinds::OFFICE);
    let person = draft.kind_at(index) == Some(ActorKind::Person);
    !acting && !reading.is_any(index, CLAUSE) && (!person || is_owner(reading, draft, index))
}

fn is_office(reading: &Reading, draft: &Draft, index: usize) -> bool {
    reading.kinds(index).any(Kinds::TITLE.or(Kinds::TRADE)) && draft.is_free(index)
}

/// Tells whether a description without article may begin here: an office in lower case.
fn bare(reading: &Reading, first: usize) -> bool {
    reading.kinds(first).any(Kinds::OFFICE) && !reading.is_capital(first)
}

fn closes(reading: &Reading, index: usize) -> bool {
    reading.word(index).shape == Shape::Mark
        && reading.is_any(
            index,
            &[",", ".", ";", ")", "(", "—", "–", ":", "?", "!", "”", "\""],
        )
        || reading.is_any(index, &["who", "whose", "which"])
}

/// Tells whether the person that holds the word owns what follows: `Trump's envoy`.
fn is_owner(reading: &Reading, draft: &Draft, index: usize) -> bool {
    draft
        .name_at(index)
        .is_some_and(|name| reading.is_possessive(name.last + 1))
}

/// The description in front of a comma: `Trump's special envoy, Jane Doe,`.
fn before(reading: &Reading, draft: &Draft, first: usize) -> Option<(usize, usize)> {
    let comma = reading
        .before(first)
        .filter(|&comma| reading.is(comma, ","))?;
    let last = reading.before(comma)?;
    let mut head = false;
    let mut index = last;
    for _ in 0..LONGEST {
        let marked = reading.word(index).shape == Shape::Mark;
        if marked || closes(reading, index) || !describes(reading, draft, index) {
            return None;
        }
        head = head || is_office(reading, draft, index);
        if head && let Some(start) = start_at(reading, draft, index) {
            return (start <= last).then_some((start, last));
        }
        index = reading.before(index)?;
    }
    None
}

/// Where a description begins that the word at `index` opens: at its owner's name, at `his`, or behind its article.
fn start_at(reading: &Reading, draft: &Draft, index: usize) -> Option<usize> {
    if is_owner(reading, draft, index) {
        return draft.name_at(index).map(|name| name.first);
    }
    if reading.is_any(index, OWNERS) {
        return Some(index);
    }
    reading.is_any(index, ARTICLES).then_some(index + 1)
}
