//! Descriptions that stand for a person: `the Ukrainian president`, `NATO’s chief`, `the special envoy`, and those beside a
//! name (`Jane Doe, the trade minister`).
//!
//! A description is found from its head, an office or relation, outwards: words that narrow it to the left, up to an
//! article or an owner; `of` and what it governs to the right. What introduces a name (`French President Jane Doe`) is a part
//! of that name's mention and none of its own; what speaks of nobody yet (`a president`, `the next leader`) is none either.

use crate::extract::draft::Draft;
use crate::extract::lexicon::Kinds;
use crate::extract::reading::{Reading, Shape};
use crate::model::actor::ActorKind;
use crate::model::findings::{MentionForm, Reference};
use crate::text::range::TextRange;

/// The rule's name.
const RULE: &str = "description";

/// How many words may stand between an article and the head.
const WIDEST: usize = 5;

/// Heads that the word list does not take for an office, or that only a description makes one.
const HEADS: &[&str] = &[
    "counterpart",
    "ruler",
    "monarch",
    "strongman",
    "dictator",
    "autocrat",
    "statesman",
];

/// Heads that are something else as often, unless an owner stands with them.
const OWNED: &[&str] = &[
    "general",
    "major",
    "private",
    "chief",
    "head",
    "count",
    "captain",
    "host",
    "executive",
    "star",
    "author",
    "writer",
    "native",
    "member",
    "fellow",
    "partner",
    "candidate",
    "nominee",
    "official",
    "officer",
    "teacher",
    "student",
    "reporter",
    "actor",
    "driver",
    "victim",
    "king",
    "queen",
    "prince",
    "counterpart",
    "boss",
    "man",
    "woman",
    "agent",
    "guard",
];

/// Narrowing words with which a description speaks of nobody in particular.
const NOBODY: &[&str] = &[
    "next",
    "future",
    "any",
    "first",
    "second",
    "third",
    "only",
    "every",
    "each",
    "another",
    "other",
    "previous",
    "last",
    "no",
    "both",
    "same",
    "individual",
    "average",
    "typical",
    "possible",
    "would-be",
];

/// Adds every description to the references.
pub(super) fn find(reading: &Reading, draft: &mut Draft) {
    if !reading.english {
        return;
    }
    beside(reading, draft);
    let mut index = 0;
    while index < reading.words.len() {
        let Some(last) = head(reading, draft, index) else {
            index += 1;
            continue;
        };
        if let Some(found) = around(reading, draft, index, last) {
            draft.references.push(found);
        }
        index = last + 1;
    }
}

/// The roles that a comma parts from their name.
fn beside(reading: &Reading, draft: &mut Draft) {
    let told = draft.names.iter().filter_map(|name| {
        let (first, last) = name.role?;
        let apart =
            first > name.last + 1 || last + 2 == name.honorific.map_or(name.first, |(at, _)| at);
        let one = (first..=last).any(|word| is_head(reading, draft, word));
        if !apart || !one || name.kind != ActorKind::Person {
            return None;
        }
        let article = reading
            .before(first)
            .filter(|&before| reading.is(before, "the"));
        let owner = (first..=last)
            .find(|&word| is_owner(reading, draft, word))
            .map(|word| owned_by(reading, draft, word));
        Some(Reference {
            range: reading.span(article.unwrap_or(first), last),
            form: MentionForm::Description,
            owner,
            beside: Some(reading.span(name.first, name.last)),
            rule: RULE,
        })
    });
    let told: Vec<Reference> = told.collect();
    draft.references.extend(told);
}

/// The last word of the head that begins at `index`: an office or relation in the singular, with all that belongs to it
/// (`chief executive`, `secretary of state`).
fn head(reading: &Reading, draft: &Draft, index: usize) -> Option<usize> {
    if !is_head(reading, draft, index) {
        return None;
    }
    let mut last = index;
    while let Some(next) = reading.behind(last) {
        let general = matches!(
            reading.text_at(next),
            "general" | "General" | "elect" | "designate"
        );
        if !(is_head(reading, draft, next) || general && draft.is_free(next)) {
            break;
        }
        last = next;
    }
    Some(last)
}

fn is_head(reading: &Reading, draft: &Draft, index: usize) -> bool {
    let word = reading.word(index);
    if !draft.is_free(index) || !matches!(word.shape, Shape::Lower | Shape::Capital | Shape::Upper)
    {
        return false;
    }
    let text = reading.text_at(index);
    let office = word.kinds.any(Kinds::TITLE.or(Kinds::TRADE)) || reading.is_any(index, HEADS);
    let plural =
        text.len() > 4 && text.ends_with('s') && !text.ends_with("ss") || text.ends_with("men");
    office && !plural
}

/// The description around the head from `first` to `last`.
fn around(reading: &Reading, draft: &Draft, first: usize, last: usize) -> Option<Reference> {
    if introduces(reading, draft, last) {
        return None;
    }
    let (end, governed) = complement(reading, draft, last);
    let mut owner = governed;
    let mut start = first;
    let mut determined = false;
    for _ in 0..=WIDEST {
        let Some(before) = reading.before(start) else {
            break;
        };
        if reading.is(before, "the") {
            (start, determined) = (before, true);
            break;
        }
        if is_counterpart(reading, last) && reading.is_any(before, &["his", "her"]) {
            determined = owner.is_some();
            break;
        }
        if reading.is_possessive(before) {
            let possessor = before
                .checked_sub(1)
                .filter(|&at| is_owner(reading, draft, at))?;
            owner = Some(owned_by(reading, draft, possessor));
            start = name_start(reading, draft, possessor);
            if let Some(article) = reading.before(start).filter(|&at| reading.is(at, "the")) {
                start = article;
            }
            determined = true;
            break;
        }
        if is_owner(reading, draft, before) && draft.kind_at(before) != Some(ActorKind::Person) {
            owner = owner.or(Some(owned_by(reading, draft, before)));
            start = name_start(reading, draft, before);
        } else if narrows(reading, draft, before) {
            start = before;
        } else {
            break;
        }
    }
    let shown = reading.in_headline_case(first) || reading.opens(start);
    let bare_scope = owner.is_some() && governed.is_none() && shown && start < first;
    if !determined && !bare_scope {
        return None;
    }
    if owner.is_none() && needs_owner(reading, last) {
        return None;
    }
    if (start..first).any(|at| reading.is_any(at, NOBODY)) {
        return None;
    }
    Some(Reference {
        range: reading.span(start, end),
        form: MentionForm::Description,
        owner,
        beside: apposed(reading, draft, start, end),
        rule: RULE,
    })
}

fn is_counterpart(reading: &Reading, last: usize) -> bool {
    reading.is(last, "counterpart")
}

/// Tells whether the head belongs to a name behind it.
fn introduces(reading: &Reading, draft: &Draft, last: usize) -> bool {
    let next = last + 1;
    reading.behind(last) == Some(next) && draft.kind_at(next) == Some(ActorKind::Person)
}

/// Tells whether the head alone says too little of who is meant.
fn needs_owner(reading: &Reading, last: usize) -> bool {
    let kinds = reading.kinds(last);
    reading.is_any(last, OWNED) || kinds.any(Kinds::TRADE) && !kinds.any(Kinds::TITLE)
}

/// The last word of what `of`, `to` or `for` governs behind the head, and the owner that it names.
fn complement(reading: &Reading, draft: &Draft, last: usize) -> (usize, Option<TextRange>) {
    let none = (last, None);
    let Some(of) = reading
        .behind(last)
        .filter(|&at| reading.is_any(at, &["of", "to", "for"]))
    else {
        return none;
    };
    let Some(mut at) = reading.behind(of) else {
        return none;
    };
    if reading.is(at, "the")
        && let Some(next) = reading.behind(at)
    {
        at = next;
    }
    match draft.name_at(at) {
        Some(name) if !reading.is_possessive(name.last + 1) => {
            let owner = reading.span(name.first, name.last);
            let owns = reading.is(of, "of") || name.kind == ActorKind::Person;
            (name.last, owns.then_some(owner))
        }
        _ if reading.is(of, "of") && reading.is_any(at, DEPARTMENTS) => (at, None),
        _ => none,
    }
}

/// What a secretary or minister is of.
const DEPARTMENTS: &[&str] = &[
    "state",
    "defense",
    "defence",
    "war",
    "justice",
    "commerce",
    "trade",
    "finance",
    "education",
    "energy",
    "labor",
    "labour",
    "agriculture",
    "transport",
    "transportation",
    "health",
    "interior",
    "staff",
];

/// Tells whether the word narrows an office: another office word, or any plain word that is no verb of a clause.
fn narrows(reading: &Reading, draft: &Draft, index: usize) -> bool {
    let word = reading.word(index);
    if !draft.is_free(index) {
        return false;
    }
    match word.shape {
        Shape::Lower | Shape::Capital | Shape::Upper => {
            word.kinds.any(Kinds::OFFICE.or(Kinds::ORGANISATION_HEAD))
                || !word
                    .kinds
                    .any(Kinds::FUNCTION.or(Kinds::SPEAKING).or(Kinds::DAY))
        }
        Shape::Mark => reading.text_at(index) == "-",
        _ => false,
    }
}

/// Tells whether the word is a name, or the adjective of a country, that an office can belong to.
fn is_owner(reading: &Reading, draft: &Draft, index: usize) -> bool {
    draft.name_at(index).is_some()
        || reading.kinds(index).any(Kinds::DEMONYM) && reading.is_capital(index)
}

fn name_start(reading: &Reading, draft: &Draft, index: usize) -> usize {
    if let Some(name) = draft.name_at(index) {
        return name.honorific.map_or(name.first, |(first, _)| first);
    }
    let joined = |before: &usize| {
        reading.is_capital(*before)
            && reading.kinds(*before).any(Kinds::DEMONYM)
            && draft.is_free(*before)
    };
    reading.before(index).filter(joined).unwrap_or(index)
}

fn owned_by(reading: &Reading, draft: &Draft, index: usize) -> TextRange {
    match draft.name_at(index) {
        Some(name) => reading.span(name.first, name.last),
        None => reading.span(name_start(reading, draft, index), index),
    }
}

/// Marks that end an apposition.
const CLOSING: &[&str] = &[",", ".", "—", "–", ")", ";", ":"];

/// Words that begin a clause about whom an apposition describes.
const CLAUSE: &[&str] = &["who", "whom", "whose", "he", "she", "they"];

/// The name that a comma, or nothing, parts from the description from `start` to `end`.
fn apposed(reading: &Reading, draft: &Draft, start: usize, end: usize) -> Option<TextRange> {
    let person = |at: usize| {
        let name = draft.name_at(at)?;
        (name.kind == ActorKind::Person).then(|| reading.span(name.first, name.last))
    };
    let comma = reading.behind(end).filter(|&at| reading.is(at, ","));
    let ahead = comma.and_then(|comma| {
        let next = reading.behind(comma)?;
        let honorific = reading.kinds(next).any(Kinds::HONORIFIC) && draft.is_free(next);
        let next = if honorific {
            reading.behind(next)?
        } else {
            next
        };
        let found = person(next)?;
        let name = draft.name_at(next)?;
        let closed = reading
            .behind(name.last)
            .is_none_or(|at| reading.is_any(at, CLOSING));
        closed.then_some(found)
    });
    let behind = || {
        let comma = reading.before(start).filter(|&at| reading.is(at, ","))?;
        let closed = reading
            .behind(end)
            .is_none_or(|at| reading.is_any(at, CLOSING) || reading.is_any(at, CLAUSE));
        let last = reading.before(comma)?;
        closed.then(|| person(last))?
    };
    ahead.or_else(behind)
}
