//! Places: the list, and capitals behind words of place.

use crate::extract::context::{IN, longest_entry};
use crate::extract::draft::Draft;
use crate::extract::lexicon::Kinds;
use crate::extract::reading::{Reading, Shape};
use crate::model::actor::ActorKind;

/// Places of several words from the list: `United States`, `New York`.
pub(super) fn long(reading: &Reading, draft: &mut Draft) {
    let place = Kinds::PLACE.or(Kinds::UNSURE_CITY);
    for index in 0..reading.words.len() {
        let Some(last) = longest_entry(reading, draft, index, place) else {
            continue;
        };
        let part = reading.before(index).is_some_and(|before| {
            reading.is_capital(before)
                && reading.kinds(before).any(Kinds::GIVEN)
                && draft.is_free(before)
                && !reading.opens(before)
        });
        if !part {
            draft.claim(index, last, ActorKind::Place, "long-place");
        }
    }
}

/// Single words from the list, unless what stands around them makes something else of them.
pub(super) fn known(reading: &Reading, draft: &mut Draft) {
    for index in 0..reading.words.len() {
        if draft.is_free(index) && reading.is_capital(index) && is_known(reading, draft, index) {
            draft.claim(index, index, ActorKind::Place, "known-place");
        }
    }
}

fn is_known(reading: &Reading, draft: &Draft, index: usize) -> bool {
    let kinds = reading.kinds(index);
    if kinds.any(Kinds::FUNCTION.or(Kinds::DAY)) && !kinds.any(Kinds::COUNTRY) {
        return false;
    }
    let placed = reading
        .before(index)
        .is_some_and(|before| reading.is_any(before, IN) || behind_place(reading, draft, before));
    if kinds.any(Kinds::STATE_SHORT) {
        return reading
            .before(index)
            .is_some_and(|before| behind_place(reading, draft, before));
    }
    if kinds.any(Kinds::UNSURE_CITY) {
        return placed && !in_longer(reading, draft, index);
    }
    if !kinds.any(Kinds::PLACE) {
        return false;
    }
    if kinds.any(Kinds::COUNTRY) {
        if reading
            .behind(index)
            .is_some_and(|next| reading.is(next, "$"))
        {
            return false;
        }
        return !kinds.any(Kinds::COMMON) || placed || !reading.opens(index);
    }
    let doubtful = kinds.any(Kinds::COMMON.or(Kinds::NAME));
    placed
        || !in_longer(reading, draft, index)
            && !(doubtful
                && (reading.in_headline_case(index)
                    || kinds.any(Kinds::COMMON) && reading.opens(index)))
}

/// Tells whether the comma at `index` closes a place: `Miami,`.
fn behind_place(reading: &Reading, draft: &Draft, index: usize) -> bool {
    let owner = |at: usize| draft.kind_at(at) == Some(ActorKind::Place);
    reading.is_any(index, &[",", "and"]) && reading.before(index).is_some_and(owner)
}

/// Tells whether free capitals directly beside the word make it a part of a longer name.
fn in_longer(reading: &Reading, draft: &Draft, index: usize) -> bool {
    if reading.in_headline_case(index) {
        return false;
    }
    let joined = |other: usize| {
        let kinds = reading.kinds(other);
        let apart = Kinds::FUNCTION
            .or(Kinds::DAY)
            .or(Kinds::DEMONYM)
            .or(Kinds::OFFICE);
        reading.is_capital(other)
            && draft.is_free(other)
            && !kinds.any(apart)
            && reading.word(other).shape != Shape::Initial
    };
    reading
        .before(index)
        .is_some_and(|before| joined(before) && !reading.opens(before))
        || reading.behind(index).is_some_and(joined)
}

/// Capitals that a word of place makes one: `in Doeville`, `the town of Doeville`, `Doe River`.
pub(super) fn by_context(reading: &Reading, draft: &mut Draft) {
    let mut index = 0;
    while index < reading.words.len() {
        if let Some((first, last)) = placed_at(reading, draft, index) {
            draft.claim(first, last, ActorKind::Place, "place-by-context");
            index = last;
        }
        index += 1;
    }
}

/// The other uses of a place that only its context told: `Doeville` once `in Doeville` has made it one.
pub(super) fn again(reading: &Reading, draft: &mut Draft) {
    let mut known = vec![false; reading.forms.len()];
    for name in &draft.names {
        if name.rule == "place-by-context" && name.first == name.last {
            known[reading.form(name.first)] = true;
        }
    }
    for index in 0..reading.words.len() {
        if known[reading.form(index)] && draft.is_free(index) && !in_longer(reading, draft, index) {
            draft.claim(index, index, ActorKind::Place, "place-again");
        }
    }
}

/// Listed places that are also names of people, in headlines in title case: where the running text names a place so, and
/// never anything else, the headline does too.
pub(super) fn in_headlines(reading: &Reading, draft: &mut Draft) {
    let mut told = vec![None; reading.forms.len()];
    for name in &draft.names {
        let is_place = name.kind == ActorKind::Place
            && name.first == name.last
            && !reading.in_headline_case(name.first);
        for index in name.first..=name.last {
            let told = &mut told[reading.form(index)];
            *told = Some(told.unwrap_or(true) && is_place);
        }
    }
    for index in 0..reading.words.len() {
        let kinds = reading.kinds(index);
        if told[reading.form(index)] == Some(true)
            && draft.is_free(index)
            && reading.word(index).shape == Shape::Capital
            && reading.in_headline_case(index)
            && kinds.any(Kinds::PLACE.or(Kinds::UNSURE_CITY))
            && !kinds.any(Kinds::COMMON.or(Kinds::FUNCTION).or(Kinds::DAY))
            && !beside_name(reading, draft, index)
        {
            draft.claim(index, index, ActorKind::Place, "place-in-headline");
        }
    }
}

/// Tells whether a given name, or a person, directly beside the word may make it a part of a person's name.
fn beside_name(reading: &Reading, draft: &Draft, index: usize) -> bool {
    let person = |other: usize| {
        let kinds = reading.kinds(other);
        reading.is_capital(other)
            && (draft.kind_at(other) == Some(ActorKind::Person)
                || draft.is_free(other) && kinds.any(Kinds::NAME) && !kinds.any(Kinds::COMMON))
    };
    reading.before(index).is_some_and(person) || reading.behind(index).is_some_and(person)
}

fn placed_at(reading: &Reading, draft: &Draft, index: usize) -> Option<(usize, usize)> {
    if !free_capital(reading, draft, index) || reading.in_headline_case(index) {
        return None;
    }
    let mut last = index;
    for _ in 0..4 {
        match reading.behind(last) {
            Some(next) if free_capital(reading, draft, next) => last = next,
            _ => break,
        }
    }
    let heads = reading.kinds(last).any(Kinds::PLACE_HEAD) && last > index;
    let led = reading.kinds(index).any(Kinds::PLACE_HEAD)
        && last > index
        && reading.is_any(index, &["Mount", "Lake", "Mt.", "Cape", "Port", "Fort"]);
    if heads || led {
        return Some((index, last));
    }
    let before = reading.before(index)?;
    let common = (index..=last).any(|word| {
        reading
            .kinds(word)
            .any(Kinds::COMMON.or(Kinds::ORGANISATION_HEAD))
    });
    let shape = (index..=last).all(|word| reading.word(word).shape == Shape::Capital);
    let named = last == index && reading.kinds(index).any(Kinds::NAME) && !reading.is(before, "in");
    let placed = reading.is_any(before, &["in", "near", "outside", "around"])
        || of_place(reading, before)
        || behind_place(reading, draft, before) && reading.is(before, ",");
    (placed
        && shape
        && !common
        && !named
        && !reading
            .behind(last)
            .is_some_and(|next| reading.is_possessive(next) && !reading.is(before, "in")))
    .then_some((index, last))
}

fn free_capital(reading: &Reading, draft: &Draft, index: usize) -> bool {
    let barred = Kinds::FUNCTION
        .or(Kinds::DAY)
        .or(Kinds::DEMONYM)
        .or(Kinds::HONORIFIC)
        .or(Kinds::OFFICE);
    draft.is_free(index)
        && matches!(reading.word(index).shape, Shape::Capital)
        && !reading.kinds(index).any(barred)
}

/// Tells whether the word is the `of` of a place: `the city of`.
fn of_place(reading: &Reading, index: usize) -> bool {
    reading.is(index, "of")
        && reading.before(index).is_some_and(|head| {
            reading.kinds(head).any(Kinds::PLACE_HEAD) && !reading.is_capital(head)
        })
}
