//! What an article shows of a word wherever it stands: behind a title, before a verb of saying, in lower case.

use crate::extract::context::{IN, speaks};
use crate::extract::draft::Draft;
use crate::extract::lexicon::Kinds;
use crate::extract::reading::{Reading, Shape};
use crate::model::actor::ActorKind;

/// Behind an office or a form of address.
const TITLED: u32 = 1;
/// Behind a given name.
const BEHIND_GIVEN: u32 = 1 << 1;
/// Behind a word that a place follows.
const PLACED: u32 = 1 << 2;
/// Before or behind a verb of saying.
const SPEAKS: u32 = 1 << 3;
/// Before the head word of a body.
const HEADED: u32 = 1 << 4;
/// Before a possessive.
const OWNS: u32 = 1 << 5;
/// In lower case.
const LOWER: u32 = 1 << 6;
/// Behind `the`.
const LED: u32 = 1 << 7;
/// In brackets.
const BRACKETED: u32 = 1 << 8;
/// Part of a person that the rules found; the two next bits are for organisations and places.
const DRAFTED: u32 = 1 << 9;
/// A whole name that the rules found, by kind as well.
const DRAFTED_WHOLE: u32 = 1 << 12;

/// The bits that the rules' names give.
pub(super) const DRAFT_BITS: u32 = (DRAFTED * 7) | (DRAFTED_WHOLE * 7);

/// How many bits there are.
pub(super) const BITS: u32 = 15;

/// By kin of forms, what has been seen of its capitalised words; `kin` tells that of a word, below `kins`.
pub(super) fn seen(
    reading: &Reading,
    draft: &Draft,
    kins: usize,
    kin: impl Fn(usize) -> usize,
) -> Vec<u32> {
    let mut seen = vec![0; kins];
    for (index, word) in reading.words.iter().enumerate() {
        if reading.is_capital(index) {
            seen[kin(index)] |= at(reading, draft, index);
        } else if word.shape == Shape::Lower {
            seen[kin(index)] |= LOWER;
        }
    }
    seen
}

fn at(reading: &Reading, draft: &Draft, index: usize) -> u32 {
    let mut bits = 0;
    if let Some(name) = draft.name_at(index) {
        let number = match name.literal {
            ActorKind::Person => 0,
            ActorKind::Organisation => 1,
            ActorKind::Place | ActorKind::Government => 2,
        };
        let whole = name.first == name.last;
        bits |= (DRAFTED << number) | (u32::from(whole) * (DRAFTED_WHOLE << number));
    }
    if reading.in_headline_case(index) {
        return bits;
    }
    if let Some(before) = reading.before(index) {
        let kinds = reading.kinds(before);
        let capital = reading.is_capital(before);
        let set = |holds: bool, bit: u32| u32::from(holds) * bit;
        bits |= set(
            kinds.any(Kinds::TITLE.or(Kinds::HONORIFIC).or(Kinds::TRADE)),
            TITLED,
        );
        bits |= set(capital && kinds.any(Kinds::GIVEN), BEHIND_GIVEN);
        bits |= set(reading.is_any(before, IN), PLACED);
        bits |= set(speaks(reading, before), SPEAKS);
        bits |= set(reading.is(before, "the"), LED);
        bits |= set(reading.is(before, "("), BRACKETED);
    }
    if let Some(behind) = reading.behind(index) {
        let head =
            reading.is_capital(behind) && reading.kinds(behind).any(Kinds::ORGANISATION_HEAD);
        bits |= u32::from(speaks(reading, behind)) * SPEAKS;
        bits |= u32::from(head) * HEADED;
        bits |= u32::from(reading.is_possessive(behind)) * OWNS;
    }
    bits
}
