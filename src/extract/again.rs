//! Names that the article has already given: family names, given names, the full name in a headline, and organisations.

use std::collections::HashSet;

use crate::extract::context::{IN, speaks};
use crate::extract::draft::Draft;
use crate::extract::lexicon::Kinds;
use crate::extract::reading::{Reading, Shape};
use crate::extract::run::{front, has_article, is_particle};
use crate::model::actor::ActorKind;

/// How a part of a name is known.
#[derive(Clone, Copy)]
struct Part {
    /// The word of the name found before, at which this part stands.
    first: usize,
    /// The last word of that name.
    last: usize,
}

/// Every later and earlier use of a part of a person's name: `Doe` where the article has `Jane Doe`.
pub(super) fn people(reading: &Reading, draft: &mut Draft) {
    search(reading, draft, "name-again");
}

/// The same once more, when the tagger has added names.
pub(super) fn people_tagged(reading: &Reading, draft: &mut Draft) {
    search(reading, draft, "tagged-again");
}

/// Every other use of an organisation of one word, wherever it stands: at the head of a sentence nothing but that tells
/// `Doecorp` from any other word.
pub(super) fn organisations(reading: &Reading, draft: &mut Draft) {
    let known: HashSet<&str> = draft
        .names
        .iter()
        .filter(|name| name.kind == ActorKind::Organisation && name.first == name.last)
        .map(|name| reading.text_at(name.first))
        .collect();
    for index in 0..reading.words.len() {
        let joined = |other: Option<usize>| {
            other.is_some_and(|other| {
                reading.is_capital(other) && draft.is_free(other) && !reading.opens(other)
            })
        };
        let alone = !joined(reading.before(index)) && !joined(reading.behind(index));
        if draft.is_free(index)
            && reading.is_capital(index)
            && known.contains(reading.text_at(index))
            && alone
        {
            draft.claim(index, index, ActorKind::Organisation, "organisation-again");
        }
    }
}

fn search(reading: &Reading, draft: &mut Draft, rule: &'static str) {
    let parts = parts(reading, draft);
    let mut index = 0;
    while index < reading.words.len() {
        index = again_at(reading, draft, &parts, (index, rule)).unwrap_or(index) + 1;
    }
}

/// By form, the words of the people found so far; of two names with one word, the first.
fn parts(reading: &Reading, draft: &Draft) -> Vec<Option<Part>> {
    let mut parts = vec![None; reading.forms.len()];
    for name in draft
        .names
        .iter()
        .filter(|name| name.kind == ActorKind::Person)
    {
        for index in name.first..=name.last {
            let word = reading.word(index);
            let written_out =
                matches!(word.shape, Shape::Capital | Shape::Upper) && word.range.len() > 1;
            let is_part = written_out
                && (name.rule != "tagger" || name.last > name.first || name.honorific.is_some())
                && !reading.text_at(index).ends_with('.')
                && !is_suffix(reading.text_at(index));
            if is_part || is_particle(reading, index) || has_article(reading.text_at(index)) {
                let part = Part {
                    first: index,
                    last: name.last,
                };
                let text = reading.text_at(index);
                parts[reading.form(index)].get_or_insert(part);
                if text.len() > 3
                    && let Some(upper) = reading.form_of(&text.to_uppercase())
                {
                    parts[upper].get_or_insert(part);
                }
            }
        }
    }
    parts
}

fn is_suffix(word: &str) -> bool {
    matches!(word, "Jr" | "Sr" | "II" | "III" | "IV")
}

fn again_at(
    reading: &Reading,
    draft: &mut Draft,
    parts: &[Option<Part>],
    (index, rule): (usize, &'static str),
) -> Option<usize> {
    if !draft.is_free(index) {
        return None;
    }
    let part = parts[reading.form(index)]?;
    let last = matched(reading, draft, part, index)?;
    let is_name = |word: usize| reading.is_capital(word) || has_article(reading.text_at(word));
    if !(index..=last).any(is_name) || !stands_alone(reading, draft, parts, index, last) {
        return None;
    }
    // A given name that is a well-known town means the town, unless it speaks.
    let town = index == last
        && part.first < part.last
        && reading.kinds(index).any(Kinds::CITY.or(Kinds::COUNTRY))
        && !reading
            .behind(index)
            .is_some_and(|next| speaks(reading, next));
    if town || index == last && !is_sure(reading, index) {
        return None;
    }
    let front = front(reading, draft, index);
    draft.claim_person((index, last), front.honorific, front.role, rule);
    Some(last)
}

/// The last word at `index` up to which the text repeats the name; particles must lead to its end.
fn matched(reading: &Reading, draft: &Draft, part: Part, index: usize) -> Option<usize> {
    let mut last = index;
    let mut of_name = part.first;
    while of_name < part.last
        && draft.is_free(last + 1)
        && reading.is(last + 1, reading.text_at(of_name + 1))
    {
        last += 1;
        of_name += 1;
    }
    (!is_particle(reading, index) || of_name == part.last && last > index).then_some(last)
}

/// Tells whether the capitals around the match do not make another name of it: `Trump Tower`, `Robin Doe`.
fn stands_alone(
    reading: &Reading,
    draft: &Draft,
    parts: &[Option<Part>],
    index: usize,
    last: usize,
) -> bool {
    let headline = reading.in_headline_case(index);
    let loose = |other: usize| {
        let kinds = reading.kinds(other);
        let office = Kinds::FUNCTION
            .or(Kinds::DEMONYM)
            .or(Kinds::DAY)
            .or(Kinds::OFFICE)
            .or(Kinds::HONORIFIC)
            .or(Kinds::PLACE);
        let known = parts[reading.form(other)].is_some();
        !reading.is_capital(other)
            || !draft.is_free(other)
            || headline
            || kinds.any(office)
            || known
    };
    let before = reading.before(index).is_none_or(|before| {
        loose(before) || reading.opens(before) && reading.kinds(before).any(Kinds::COMMON)
    });
    before && reading.behind(last).is_none_or(loose)
}

/// Tells whether one word alone is the person here: a common word or a place of that name asks for a sign.
fn is_sure(reading: &Reading, index: usize) -> bool {
    let kinds = reading.kinds(index);
    let next_speaks = reading
        .behind(index)
        .is_some_and(|next| speaks(reading, next) || reading.is_possessive(next));
    let honoured = reading
        .before(index)
        .is_some_and(|before| reading.kinds(before).any(Kinds::HONORIFIC.or(Kinds::TITLE)));
    let place = Kinds::PLACE.or(Kinds::UNSURE_CITY);
    if kinds.any(Kinds::COUNTRY) || kinds.any(place) && !kinds.any(Kinds::NAME) {
        return honoured
            || reading
                .behind(index)
                .is_some_and(|next| speaks(reading, next));
    }
    if kinds.any(place)
        && reading
            .before(index)
            .is_some_and(|before| reading.is_any(before, IN))
    {
        return false;
    }
    if kinds.any(
        Kinds::COMMON
            .or(Kinds::OFFICE)
            .or(Kinds::ORGANISATION)
            .or(Kinds::DAY),
    ) && (reading.opens(index) || reading.in_headline_case(index))
    {
        return next_speaks || honoured;
    }
    true
}
