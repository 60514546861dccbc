//! People: full names and titled names.

use crate::extract::context::{IN, speaks};
use crate::extract::draft::Draft;
use crate::extract::lexicon::Kinds;
use crate::extract::reading::{Reading, Shape};
use crate::extract::run::{behind_age, extend, front, full_words, may_name, name_from};

/// A name directly behind a form of address or an office: `Mr Doe`, `French President Jane Doe`.
pub(super) fn titled(reading: &Reading, draft: &mut Draft) {
    let mut index = 1;
    while index < reading.words.len() {
        index = titled_at(reading, draft, index).unwrap_or(index) + 1;
    }
}

fn titled_at(reading: &Reading, draft: &mut Draft, index: usize) -> Option<usize> {
    if !reading.is_capital(index) || reading.in_headline_case(index) {
        return None;
    }
    let title = reading.before(index)?;
    let fore = reading.kinds(title);
    if !fore.any(Kinds::TITLE.or(Kinds::TRADE).or(Kinds::HONORIFIC)) {
        return None;
    }
    let front = front(reading, draft, index);
    if front.is_empty() {
        return None;
    }
    let last = if front.honorific.is_some() && addressed(reading, draft, index) {
        extend(reading, draft, index)
    } else {
        name_from(reading, draft, index)?
    };
    if !plausible(reading, (index, last), front.honorific.is_some(), title) {
        return None;
    }
    draft.claim_person((index, last), front.honorific, front.role, "titled-name");
    if front.plural {
        return Some(companions(reading, draft, last, front.role));
    }
    Some(last)
}

/// Tells whether the word behind a form of address may be a name although it is a common word: `Mr Long`.
fn addressed(reading: &Reading, draft: &Draft, index: usize) -> bool {
    let barred = Kinds::FUNCTION.or(Kinds::DEMONYM).or(Kinds::HONORIFIC);
    let kinds = reading.kinds(index);
    let office = kinds.any(Kinds::TITLE.or(Kinds::NARROWING)) && !kinds.any(Kinds::NAME);
    let contest = reading
        .before(index)
        .is_some_and(|title| reading.is(title, "Miss"))
        && kinds.any(Kinds::COMMON.or(Kinds::PLACE))
        && !kinds.any(Kinds::NAME);
    draft.is_free(index) && !kinds.any(barred) && !office && !contest
}

/// Tells whether the run behind a title may be a person: one word alone must not be a place, nor follow a trade.
fn plausible(
    reading: &Reading,
    (first, last): (usize, usize),
    addressed: bool,
    title: usize,
) -> bool {
    if addressed {
        return true;
    }
    if reading
        .behind(last)
        .is_some_and(|next| heads_thing(reading, next))
    {
        return false;
    }
    let kinds = reading.kinds(first);
    if first < last {
        return full_words(reading, first, last) > 0;
    }
    let fore = reading.kinds(title);
    if reading.word(first).shape == Shape::Initial
        || kinds.any(Kinds::PLACE.or(Kinds::ORGANISATION)) && !kinds.any(Kinds::FAMILY)
    {
        return false;
    }
    if reading.word(first).shape == Shape::Upper && !kinds.any(Kinds::NAME) {
        return false;
    }
    fore.any(Kinds::TITLE) && (reading.is_capital(title) || !kinds.any(Kinds::PLACE))
        || kinds.any(Kinds::NAME) && !kinds.any(Kinds::PLACE)
}

/// Tells whether the word makes a thing or a body of the capitals before it: `Trump Tower`, `Doe University`.
fn heads_thing(reading: &Reading, index: usize) -> bool {
    let kinds = reading.kinds(index);
    let heads = Kinds::ORGANISATION_HEAD.or(Kinds::PLACE_HEAD);
    reading.is_capital(index)
        && kinds.any(heads.or(Kinds::COMMON))
        && !kinds.any(
            Kinds::OFFICE
                .or(Kinds::NAME)
                .or(Kinds::FUNCTION)
                .or(Kinds::DAY),
        )
}

/// The names behind a plural office: `envoys Jane Doe and Richard Roe`. Gives the last word taken.
fn companions(
    reading: &Reading,
    draft: &mut Draft,
    mut last: usize,
    role: Option<(usize, usize)>,
) -> usize {
    for _ in 0..8 {
        let Some(mut next) = reading.behind(last) else {
            break;
        };
        if !reading.is_any(next, &[",", "and", "&"]) {
            break;
        }
        let Some(after) = reading.behind(next) else {
            break;
        };
        next = if reading.is(next, ",") && reading.is(after, "and") {
            after + 1
        } else {
            after
        };
        let Some(end) = name_from(reading, draft, next) else {
            break;
        };
        if full_words(reading, next, end) < 2 && !reading.kinds(next).any(Kinds::NAME) {
            break;
        }
        draft.claim_person((next, end), None, role, "titled-name");
        last = end;
    }
    last
}

/// A given name from the list and the capitals behind it: `Jane Doe`.
pub(super) fn given(reading: &Reading, draft: &mut Draft) {
    each_run(reading, draft, "given-name", |reading, first, last| {
        let lead = reading.kinds(first);
        let second = reading.kinds(first + 1);
        let sure = !lead.any(Kinds::COMMON.or(Kinds::PLACE).or(Kinds::ORGANISATION));
        let known = second.any(Kinds::FAMILY)
            || !second.any(Kinds::COMMON.or(Kinds::PLACE))
            || sure && second.any(Kinds::COMMON);
        let torn = lead.any(Kinds::COMMON.or(Kinds::PLACE).or(Kinds::ORGANISATION))
            && !reading.kinds(last).any(Kinds::NAME);
        lead.any(Kinds::GIVEN)
            && known
            && !torn
            && !(lead.any(Kinds::COMMON) && reading.opens(first) && second.any(Kinds::COMMON))
    });
}

/// Words that begin the names of places rather than of people.
const SAINTS: &[&str] = &[
    "St.", "St", "Saint", "San", "Santa", "Santo", "Los", "Las", "Fort", "Port", "Lake", "Mount",
    "Cape",
];

/// Initials in front of a name, or a family name behind a word that is nothing else: `B Z Doe`, `Rutger Doe`.
pub(super) fn family(reading: &Reading, draft: &mut Draft) {
    each_run(reading, draft, "family-name", |reading, first, last| {
        let lead = reading.kinds(first);
        let initial = reading.word(first).shape == Shape::Initial;
        let end = reading.kinds(last);
        let plain = !lead.any(
            Kinds::COMMON
                .or(Kinds::PLACE)
                .or(Kinds::UNSURE_CITY)
                .or(Kinds::ORGANISATION),
        );
        if initial {
            return end.any(Kinds::FAMILY) || !end.any(Kinds::COMMON);
        }
        let placed = reading.is_any(first, SAINTS)
            || reading
                .before(first)
                .is_some_and(|before| reading.is_any(before, IN) || reading.is(before, "the"));
        plain
            && !placed
            && (end.any(Kinds::FAMILY) && !end.any(Kinds::PLACE)
                || lead.any(Kinds::FAMILY) && !end.any(Kinds::COMMON.or(Kinds::PLACE)))
            && reading.word(first).shape != Shape::Upper
    });
}

/// Two or more unknown capitals that speak, have an age or a relation: `Doenko Roevych said`, `Doenko Roevych, 45,`.
pub(super) fn speaking(reading: &Reading, draft: &mut Draft) {
    each_run(reading, draft, "speaking-name", |reading, first, last| {
        let placed = Kinds::PLACE
            .or(Kinds::ORGANISATION)
            .or(Kinds::COMMON)
            .or(Kinds::ORGANISATION_HEAD);
        let upper = (first..=last).any(|index| reading.word(index).shape == Shape::Upper);
        let family = reading.kinds(last).any(Kinds::FAMILY)
            && !reading
                .kinds(last)
                .any(Kinds::COMMON.or(Kinds::ORGANISATION_HEAD));
        let open = if family { first..last } else { first..last + 1 };
        !upper
            && !open
                .into_iter()
                .any(|index| reading.kinds(index).any(placed))
            && acts(reading, first, last)
    });
}

/// One word that is a name of people and speaks: `Roe said`, `said Roe`.
pub(super) fn speaking_surname(reading: &Reading, draft: &mut Draft) {
    for index in 0..reading.words.len() {
        if is_speaking_surname(reading, draft, index) {
            draft.claim_person((index, index), None, None, "speaking-surname");
        }
    }
}

fn is_speaking_surname(reading: &Reading, draft: &Draft, index: usize) -> bool {
    let kinds = reading.kinds(index);
    let other = Kinds::COMMON
        .or(Kinds::PLACE)
        .or(Kinds::UNSURE_CITY)
        .or(Kinds::ORGANISATION);
    let alone = |other: usize| !reading.is_capital(other) || !draft.is_free(other);
    draft.is_free(index)
        && reading.word(index).shape == Shape::Capital
        && kinds.any(Kinds::NAME)
        && !kinds.any(other)
        && !reading.in_headline_case(index)
        && may_name(reading, draft, index, false)
        && reading.before(index).is_none_or(alone)
        && reading.behind(index).is_none_or(alone)
        && acts(reading, index, index)
}

/// Tells whether the run stands where people stand: before or behind a verb of saying, with an age, before `who`.
fn acts(reading: &Reading, first: usize, last: usize) -> bool {
    if behind_age(reading, last).is_some() {
        return true;
    }
    let next = reading.behind(last);
    if next.is_some_and(|next| speaks(reading, next)) {
        return true;
    }
    let closed = next.is_some_and(|next| reading.is(next, ","));
    if first < last && closed && introduced(reading, first) {
        return true;
    }
    if let Some(comma) = next.filter(|&next| reading.is(next, ","))
        && let Some(who) = reading.behind(comma)
        && (reading.is_any(who, &["who", "whose"]) || described(reading, who))
    {
        return true;
    }
    reading
        .before(first)
        .is_some_and(|before| speaks(reading, before) && reading.kinds(before).any(Kinds::SPEAKING))
}

/// Tells whether an office or a trade follows soon: `, a senior lecturer`, `, the Executive Secretary`.
fn described(reading: &Reading, from: usize) -> bool {
    let sentence = reading.word(from).sentence;
    let article = reading.is_any(from, &["a", "an", "the"]);
    (from..from + 5)
        .take_while(|&index| {
            reading.word(index).sentence == sentence && reading.word(index).shape != Shape::Mark
        })
        .any(|index| is_office(reading, index, article))
}

/// Tells whether an office or a trade stands shortly before the comma in front of the name: `the school's director,`.
fn introduced(reading: &Reading, first: usize) -> bool {
    let Some(comma) = reading
        .before(first)
        .filter(|&comma| reading.is(comma, ","))
    else {
        return false;
    };
    let sentence = reading.word(comma).sentence;
    (comma.saturating_sub(4)..comma)
        .rev()
        .take_while(|&index| {
            reading.word(index).sentence == sentence && reading.word(index).shape != Shape::Mark
        })
        .any(|index| is_office(reading, index, false))
}

fn is_office(reading: &Reading, index: usize, capital: bool) -> bool {
    reading.kinds(index).any(Kinds::TITLE.or(Kinds::TRADE))
        && (capital || !reading.is_capital(index))
}

/// Names in a row with names already found: `Jane Doe, Doenko Roevych and Richard Roe`.
pub(super) fn listed(reading: &Reading, draft: &mut Draft) {
    let mut index = 0;
    while index < reading.words.len() {
        if let Some((first, last)) = run_at(reading, draft, index) {
            let placed = Kinds::PLACE.or(Kinds::ORGANISATION).or(Kinds::COMMON);
            let plain = !(first..=last).any(|index| reading.kinds(index).any(placed));
            if plain && beside_person(reading, draft, first, last) {
                draft.claim_person((first, last), None, None, "list-of-names");
            }
            index = last;
        }
        index += 1;
    }
}

/// Tells whether a comma or `and` parts the run from a person.
fn beside_person(reading: &Reading, draft: &Draft, first: usize, last: usize) -> bool {
    let is_person =
        |index: usize| draft.kind_at(index) == Some(crate::model::actor::ActorKind::Person);
    let before = reading.before(first).and_then(|mark| {
        let is_joint = reading.is_any(mark, &[",", "and", "&", ";"]);
        let before = reading.before(mark).filter(|_| is_joint)?;
        if reading.is(before, ",") {
            reading.before(before)
        } else {
            Some(before)
        }
    });
    let behind = reading.behind(last).and_then(|mark| {
        let is_joint = reading.is_any(mark, &[",", "and", "&", ";"]);
        reading.behind(mark).filter(|_| is_joint)
    });
    before.is_some_and(is_person) || behind.is_some_and(is_person)
}

/// The free run of two or more words that begins at `index`, where the text's capitals mean something.
fn run_at(reading: &Reading, draft: &Draft, index: usize) -> Option<(usize, usize)> {
    if !reading.is_capital(index) {
        return None;
    }
    if reading.in_headline_case(index) {
        return well_known(reading, draft, index);
    }
    if !may_name(reading, draft, index, false) {
        return None;
    }
    let last = extend(reading, draft, index);
    let is_name = last > index && full_words(reading, index, last) >= 1;
    let thing = reading.kinds(last).any(Kinds::PLACE_HEAD)
        || reading
            .behind(last)
            .is_some_and(|next| heads_thing(reading, next) || reading.is(next, "/"));
    (is_name && !thing).then_some((index, last))
}

/// A given and a family name at `index` that are nothing else: all that counts where capitals tell nothing.
fn well_known(reading: &Reading, draft: &Draft, index: usize) -> Option<(usize, usize)> {
    let other = Kinds::COMMON
        .or(Kinds::PLACE)
        .or(Kinds::UNSURE_CITY)
        .or(Kinds::ORGANISATION)
        .or(Kinds::OFFICE)
        .or(Kinds::FUNCTION)
        .or(Kinds::DAY);
    let only = |index: usize, kind: Kinds| {
        let kinds = reading.kinds(index);
        reading.is_capital(index) && draft.is_free(index) && kinds.any(kind) && !kinds.any(other)
    };
    let last = reading.behind(index)?;
    let apart = reading.behind(last).is_none_or(|next| {
        !reading.is_capital(next)
            || reading.kinds(next).any(other)
            || reading.kinds(next) == Kinds::NONE
    });
    (only(index, Kinds::GIVEN) && only(last, Kinds::FAMILY) && apart).then_some((index, last))
}

/// Claims every free run of two or more words that `holds` takes for a person.
fn each_run(
    reading: &Reading,
    draft: &mut Draft,
    rule: &'static str,
    holds: impl Fn(&Reading, usize, usize) -> bool,
) {
    let mut index = 0;
    while index < reading.words.len() {
        if let Some((first, last)) = run_at(reading, draft, index)
            && holds(reading, first, last)
        {
            let front = front(reading, draft, first);
            draft.claim_person((first, last), front.honorific, front.role, rule);
            index = last;
        }
        index += 1;
    }
}
