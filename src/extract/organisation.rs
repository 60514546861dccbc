//! Organisations: the list, head words, and short forms that the text introduces.

use std::collections::HashSet;

use crate::extract::context::{is_thing, longest_entry};
use crate::extract::draft::Draft;
use crate::extract::lexicon::Kinds;
use crate::extract::reading::{Reading, Shape};
use crate::model::actor::ActorKind;

/// More words than this are no name of an organisation; this also bounds the cost.
const LONGEST: usize = 10;

/// Organisations of several words from the list: `European Union`, `White House`.
pub(super) fn long(reading: &Reading, draft: &mut Draft) {
    for index in 0..reading.words.len() {
        let last = longest_entry(reading, draft, index, Kinds::ORGANISATION);
        if let Some(last) = last.filter(|&last| !continues(reading, draft, last)) {
            draft.claim(index, last, ActorKind::Organisation, "listed-organisation");
        }
    }
}

/// Tells whether an organisation's head word behind the match makes it the beginning of a longer name.
fn continues(reading: &Reading, draft: &Draft, last: usize) -> bool {
    reading.behind(last).is_some_and(|next| {
        draft.is_free(next)
            && reading.is_capital(next)
            && reading.kinds(next).any(Kinds::ORGANISATION_HEAD)
            && !reading.in_headline_case(next)
    })
}

/// Names whose initials stand in brackets behind them: `Velmora Rowing Club (VRC)`.
pub(super) fn spelled_out(reading: &Reading, draft: &mut Draft) {
    for index in 2..reading.words.len() {
        if !reading.is(index, "(") || !reading.is(index + 2, ")") {
            continue;
        }
        let short = reading.text_at(index + 1);
        let plain = reading.word(index + 1).shape == Shape::Upper
            && (3..=8).contains(&short.len())
            && short.bytes().all(|byte| byte.is_ascii_uppercase())
            && !is_thing(short);
        if plain && let Some(first) = initials_begin(reading, draft, index, short) {
            draft.claim(
                first,
                index - 1,
                ActorKind::Organisation,
                "spelled-out-organisation",
            );
        }
    }
}

/// The first of the capitals in front of the bracket at `bracket` whose initials are `short`, small words aside.
fn initials_begin(reading: &Reading, draft: &Draft, bracket: usize, short: &str) -> Option<usize> {
    let mut left = short;
    let mut at = bracket;
    for _ in 0..2 * LONGEST {
        at = reading.before(at)?;
        let word = reading.text_at(at);
        if !draft.is_free(at) {
            return None;
        }
        if !reading.is_capital(at) {
            let small = reading.word(at).shape == Shape::Ending
                || reading.is_any(at, &["of", "for", "the", "and", "on", "in", "&"]);
            if !small || left.len() == short.len() {
                return None;
            }
            continue;
        }
        left = match left.strip_suffix(word) {
            Some(rest) => rest,
            None => left.strip_suffix(word.chars().next()?)?,
        };
        if left.is_empty() {
            return (bracket - at > 1).then_some(at);
        }
    }
    None
}

/// Capitals that end in or begin with the head word of a body: `Doe University`, `Ministry of Education`.
pub(super) fn by_head(reading: &Reading, draft: &mut Draft) {
    let mut index = 0;
    while index < reading.words.len() {
        if let Some((first, last)) = body_at(reading, draft, index) {
            draft.claim(first, last, ActorKind::Organisation, "organisation-words");
            index = last;
        }
        index += 1;
    }
}

fn body_at(reading: &Reading, draft: &Draft, index: usize) -> Option<(usize, usize)> {
    if !begins_body(reading, draft, index) || reading.in_headline_case(index) {
        return None;
    }
    let mut last = index;
    let mut head = None;
    let mut headed = reading.kinds(index).any(Kinds::ORGANISATION_HEAD);
    for _ in 0..LONGEST {
        let Some(next) = reading.behind(last) else {
            break;
        };
        if in_body(reading, draft, next)
            && !(reading.word(next).shape == Shape::Upper
                && reading.word(last).shape == Shape::Capital)
        {
            last = next;
        } else if let Some(after) = over_link(reading, draft, next, headed) {
            last = after;
        } else {
            break;
        }
        if reading.kinds(last).any(Kinds::ORGANISATION_HEAD) {
            headed = true;
            head = Some(last);
        }
    }
    let mut end =
        if reading.kinds(index).any(Kinds::ORGANISATION_HEAD) && linked(reading, index, last) {
            last
        } else {
            let head = head?;
            if linked(reading, head, last) {
                last
            } else {
                head
            }
        };
    while end < last && trails(reading, end + 1) {
        end += 1;
    }
    let place = end - index < 6 && reading.entry(index, end).any(Kinds::PLACE);
    (end > index && !place).then_some((index, end))
}

/// Tells whether the word goes on a body's name behind its head word: `Open Government Partnership`, `Doe Technologies Co`.
fn trails(reading: &Reading, index: usize) -> bool {
    let kinds = reading.kinds(index);
    let apart = Kinds::PLACE
        .or(Kinds::OFFICE)
        .or(Kinds::DEMONYM)
        .or(Kinds::ORGANISATION);
    reading.is_capital(index)
        && kinds.any(Kinds::COMMON.or(Kinds::ORGANISATION_HEAD))
        && !kinds.any(apart)
}

/// Tells whether a link such as `of` stands directly behind the head word.
fn linked(reading: &Reading, head: usize, last: usize) -> bool {
    head < last && reading.is_any(head + 1, &["of", "for", "on"])
}

fn begins_body(reading: &Reading, draft: &Draft, index: usize) -> bool {
    let kinds = reading.kinds(index);
    let barred = Kinds::FUNCTION.or(Kinds::DAY).or(Kinds::HONORIFIC);
    let title = kinds.any(Kinds::TITLE)
        && !kinds.any(Kinds::ORGANISATION_HEAD)
        && !kinds.any(Kinds::NARROWING);
    let preceded = reading.before(index).is_some_and(|before| {
        in_body(reading, draft, before) && !reading.kinds(before).any(Kinds::TITLE)
    });
    draft.is_free(index) && reading.is_capital(index) && !kinds.any(barred) && !title && !preceded
}

fn in_body(reading: &Reading, draft: &Draft, index: usize) -> bool {
    let barred = Kinds::FUNCTION.or(Kinds::DAY).or(Kinds::HONORIFIC);
    let kinds = reading.kinds(index);
    let title = kinds.any(Kinds::TITLE)
        && !kinds.any(
            Kinds::ORGANISATION_HEAD
                .or(Kinds::NARROWING)
                .or(Kinds::NAME),
        );
    draft.is_free(index) && reading.is_capital(index) && !kinds.any(barred) && !title
}

/// The capital behind a link inside a long name: `of`, `for the`, `and`.
fn over_link(reading: &Reading, draft: &Draft, index: usize, headed: bool) -> Option<usize> {
    let after = reading.behind(index)?;
    let joint = reading.is_any(index, &["and", "&"]);
    let before = reading.before(index)?;
    let about = reading.is_any(
        before,
        &[
            "committee",
            "commission",
            "council",
            "panel",
            "inquiry",
            "institute",
            "conference",
        ],
    );
    let link =
        headed && (reading.is_any(index, &["of", "for"]) || reading.is(index, "on") && about);
    if !(link || joint) || reading.is_capital(index) {
        return None;
    }
    let article = reading.is(after, "the") && !joint;
    let capital = if article {
        reading.behind(after)?
    } else {
        after
    };
    let place = draft.is_free(capital) && reading.is_capital(capital);
    let tied = !joint
        || headed && reading.kinds(capital).any(Kinds::COMMON)
        || reading.is(index, "&")
        || headed_behind(reading, draft, capital);
    (place
        && tied
        && in_body(reading, draft, capital)
        && !(joint && reading.kinds(capital).any(Kinds::PLACE.or(Kinds::GIVEN))))
    .then_some(capital)
}

/// Tells whether the capitals from `index` on lead to a head word: `Science and Technology Ministry`.
fn headed_behind(reading: &Reading, draft: &Draft, index: usize) -> bool {
    (index..index + 3)
        .take_while(|&word| in_body(reading, draft, word))
        .any(|word| {
            reading.kinds(word).any(Kinds::ORGANISATION_HEAD)
                && reading.kinds(index).any(Kinds::COMMON)
        })
}

/// Single words from the list, and short forms that the article introduces in brackets behind a name.
pub(super) fn short(reading: &Reading, draft: &mut Draft) {
    let introduced = introduced(reading, draft);
    for index in 0..reading.words.len() {
        if !draft.is_free(index) || !reading.is_capital(index) {
            continue;
        }
        if introduced.contains(reading.text_at(index)) || is_listed(reading, draft, index) {
            draft.claim(index, index, ActorKind::Organisation, "short-organisation");
        }
    }
}

/// The short forms that stand in brackets behind an organisation of several words.
fn introduced<'a>(reading: &Reading<'a>, draft: &Draft) -> HashSet<&'a str> {
    let mut short = HashSet::new();
    for name in draft
        .names
        .iter()
        .filter(|name| name.kind == ActorKind::Organisation)
    {
        let form = name.last + 2;
        let bracketed = reading.is(name.last + 1, "(") && reading.is(form + 1, ")");
        if bracketed && reading.word(form).shape == Shape::Upper {
            short.insert(reading.text_at(form));
        }
    }
    short
}

fn is_listed(reading: &Reading, draft: &Draft, index: usize) -> bool {
    let kinds = reading.kinds(index);
    if !kinds.any(Kinds::ORGANISATION) {
        return false;
    }
    let doubtful = kinds.any(Kinds::COMMON.or(Kinds::NAME));
    if doubtful && (reading.opens(index) || reading.in_headline_case(index)) {
        return false;
    }
    let joined = |other: usize| {
        reading.is_capital(other)
            && draft.is_free(other)
            && !reading.kinds(other).any(
                Kinds::FUNCTION
                    .or(Kinds::DEMONYM)
                    .or(Kinds::OFFICE)
                    .or(Kinds::DAY),
            )
    };
    !(doubtful
        && (reading.before(index).is_some_and(joined) || reading.behind(index).is_some_and(joined)))
}

/// Tells whether the word stands as a body does: behind `the`, before a verb of saying, a possessive or an office.
fn acts(reading: &Reading, index: usize) -> bool {
    let led = reading
        .before(index)
        .is_some_and(|before| reading.is(before, "the"));
    let next = reading.behind(index);
    let alone = next.is_none_or(|next| {
        let kinds = reading.kinds(next);
        reading.word(next).shape != Shape::Lower
            || kinds.any(Kinds::FUNCTION.or(Kinds::SPEAKING).or(Kinds::OFFICE))
    });
    led && alone
        || next.is_some_and(|next| {
            let kinds = reading.kinds(next);
            reading.is_possessive(next)
                || kinds.any(Kinds::SPEAKING.or(Kinds::OFFICE)) && !reading.is_capital(next)
        })
}

/// Unknown words all in capitals that stand as a body does, and all others of the same spelling with them.
pub(super) fn capitals(reading: &Reading, draft: &mut Draft) {
    let bodies: HashSet<&str> = (0..reading.words.len())
        .filter(|&index| is_short_form(reading, draft, index) && acts(reading, index))
        .map(|index| reading.text_at(index))
        .collect();
    for index in 0..reading.words.len() {
        if is_short_form(reading, draft, index) && bodies.contains(reading.text_at(index)) {
            draft.claim(index, index, ActorKind::Organisation, "capitals");
        }
    }
}

/// Tells whether the word is a free row of three to six capitals that stands alone and means nothing else.
fn is_short_form(reading: &Reading, draft: &Draft, index: usize) -> bool {
    let word = reading.word(index);
    let text = reading.text_at(index);
    let known = Kinds::COMMON
        .or(Kinds::FUNCTION)
        .or(Kinds::DAY)
        .or(Kinds::OFFICE)
        .or(Kinds::HONORIFIC)
        .or(Kinds::STATE_SHORT);
    let upper = |other: usize| reading.word(other).shape == Shape::Upper;
    let numbered = |other: usize| reading.word(other).shape == Shape::Number;
    upper(index)
        && draft.is_free(index)
        && (3..=6).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_uppercase())
        && !word.kinds.any(known)
        && !is_thing(text)
        && !reading.in_headline_case(index)
        && !reading.before(index).is_some_and(upper)
        && !reading
            .behind(index)
            .is_some_and(|next| upper(next) || numbered(next))
}
