//! Roles beside a name, parted from it by a comma: `Jane Doe, the minister of trade,` and `the minister, Jane Doe,`.

use crate::extract::draft::Draft;
use crate::extract::lexicon::Kinds;
use crate::extract::person::speaks;
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
        let role = behind(reading, draft, last).or_else(|| before(reading, draft, first));
        draft.names[index].role = role;
    }
}

/// The description behind a comma: up to the next comma, bracket or end of the sentence.
fn behind(reading: &Reading, draft: &Draft, last: usize) -> Option<(usize, usize)> {
    let comma = reading.behind(last)?;
    let opening = reading.behind(comma)?;
    if !reading.is(comma, ",") {
        return None;
    }
    let article = reading.is_any(opening, &["the", "a", "an", "his", "her", "their"]);
    let first = if reading.is_any(opening, &["the", "a", "an"]) {
        reading.behind(opening)?
    } else {
        opening
    };
    let mut end = first;
    let mut owned = false;
    let mut head = false;
    let mut index = first;
    for _ in 0..LONGEST {
        if closes(reading, index) {
            return (head && (article || owned || bare(reading, first))).then_some((first, end));
        }
        if speaks(reading, index) && !reading.kinds(index).any(Kinds::OFFICE)
            || reading.is_any(index, &["who", "and", "but", "is", "was", "has", "said"]) && !head
        {
            return None;
        }
        if draft.kind_at(index) == Some(ActorKind::Person) && !is_owner(reading, draft, index) {
            return None;
        }
        owned = owned || reading.is_possessive(index);
        head =
            head || reading.kinds(index).any(Kinds::TITLE.or(Kinds::TRADE)) && draft.is_free(index);
        end = index;
        match reading.behind(index) {
            Some(next) => index = next,
            None => return (head && (article || owned)).then_some((first, end)),
        }
    }
    None
}

/// Tells whether a description without article may begin here: an office, a people or a body.
fn bare(reading: &Reading, first: usize) -> bool {
    let kinds = reading.kinds(first);
    kinds.any(Kinds::OFFICE) && !reading.is_capital(first)
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
    let comma = reading.before(first)?;
    let last = reading.before(comma)?;
    if !reading.is(comma, ",") {
        return None;
    }
    let mut head = false;
    let mut found = None;
    let mut index = last;
    for _ in 0..LONGEST {
        let person = draft.kind_at(index) == Some(ActorKind::Person);
        let ends = closes(reading, index)
            || reading.word(index).shape == Shape::Mark
            || speaks(reading, index) && !reading.kinds(index).any(Kinds::OFFICE);
        if ends || person && !is_owner(reading, draft, index) {
            break;
        }
        head =
            head || reading.kinds(index).any(Kinds::TITLE.or(Kinds::TRADE)) && draft.is_free(index);
        if head {
            if let Some(name) = draft
                .name_at(index)
                .filter(|name| reading.is_possessive(name.last + 1))
            {
                return Some((name.first, last));
            }
            if reading.is_any(index, &["the", "a", "an", "his", "her", "their"]) {
                found = Some(index + usize::from(reading.is_any(index, &["the", "a", "an"])));
                break;
            }
        }
        let Some(next) = reading.before(index) else {
            break;
        };
        index = next;
    }
    found
        .filter(|&start| start <= last)
        .map(|start| (start, last))
}
