//! Other names that the text gives to somebody: `Jane Doe, known as JD,`, `Richard Roe (“Ricky Oar”)`.

use std::collections::HashMap;

use crate::extract::draft::Draft;
use crate::extract::lexicon::Kinds;
use crate::extract::reading::{Reading, Shape};
use crate::model::actor::ActorKind;

/// More words than this are no nickname.
const LONGEST: usize = 4;

/// No more nicknames than this begin with one word.
const MOST: usize = 8;

/// How many words, such as `to his friends`, may stand in `known to his friends as`.
const REACH: usize = 5;

/// Makes people of the nicknames that the text gives, wherever they stand, and notes whose they are.
pub(super) fn find(reading: &Reading, draft: &mut Draft) {
    if !reading.english {
        return;
    }
    let people = draft.names.iter().filter(|name| {
        name.kind == ActorKind::Person && name.first < name.last && name.called.is_none()
    });
    let mut given: HashMap<usize, Vec<Given>> = HashMap::new();
    for name in people {
        let Some((first, last)) = nickname(reading, draft, (name.first, name.last)) else {
            continue;
        };
        let forms: Vec<usize> = (first..=last).map(|at| reading.form(at)).collect();
        let begun = given.entry(forms[0]).or_default();
        if begun.len() < MOST && begun.iter().all(|other| other.forms != forms) {
            let of = name.first;
            begun.push(Given { forms, of });
        }
    }
    if !given.is_empty() {
        name_all(reading, draft, &given);
    }
}

/// A nickname.
struct Given {
    /// The forms of its words.
    forms: Vec<usize>,
    /// The first word of the name of whom the text calls so.
    of: usize,
}

/// The words of the nickname that stands behind the name.
fn nickname(reading: &Reading, draft: &Draft, name: (usize, usize)) -> Option<(usize, usize)> {
    let next = reading.behind(name.1)?;
    if reading.is(next, "(") {
        let open = reading.behind(next)?;
        let quoted = is_quotation_mark(reading, open);
        let words = run(reading, draft, if quoted { open + 1 } else { open })?;
        let closed = reading.is(words.1 + 1 + usize::from(quoted), ")");
        return (closed && (quoted || is_short_for(reading, words, name))).then_some(words);
    }
    let mut at = reading.behind(next).filter(|_| reading.is(next, ","))?;
    while reading.word(at).shape == Shape::Lower && reading.text_at(at).ends_with("ly")
        || reading.is_any(at, &["also", "better", "best"])
    {
        at = reading.behind(at)?;
    }
    let start = if reading.is_any(at, &["aka", "a.k.a.", "nicknamed", "alias"]) {
        at + 1
    } else if reading.is(at, "known") {
        (at + 1..at + 1 + REACH).find(|&at| reading.is(at, "as"))? + 1
    } else {
        return None;
    };
    let quoted = is_quotation_mark(reading, start);
    let words = run(reading, draft, start + usize::from(quoted))?;
    let behind = words.1 + 1;
    let ends = reading.before(behind).is_none() || reading.word(behind).shape == Shape::Mark;
    (ends && reading.word(start).sentence == reading.word(name.0).sentence).then_some(words)
}

/// The capitals that begin at `first`, as long as one name: neither an office nor a people, nor a town by itself.
fn run(reading: &Reading, draft: &Draft, first: usize) -> Option<(usize, usize)> {
    let barred = Kinds::DEMONYM.or(Kinds::DAY).or(Kinds::FUNCTION);
    let fits = |at: usize| {
        reading.is_capital(at)
            && (reading.word(at).shape == Shape::Upper || !reading.kinds(at).any(barred))
    };
    if !fits(first) || reading.kinds(first).any(Kinds::OFFICE) {
        return None;
    }
    let mut last = first;
    while last + 1 < first + LONGEST && reading.behind(last).is_some_and(fits) {
        last += 1;
    }
    let whole = (first..=last).all(|at| {
        let name = draft.name_at(at);
        name.is_none_or(|name| first <= name.first && name.last <= last)
    });
    let town = draft.kind_at(first) == Some(ActorKind::Place);
    (whole && !town).then_some((first, last))
}

fn is_quotation_mark(reading: &Reading, index: usize) -> bool {
    matches!(reading.text_at(index), "“" | "”" | "\"" | "‘" | "’" | "'")
}

/// Tells whether the one word `short`, all capitals, is made of the initials of the name.
fn is_short_for(reading: &Reading, short: (usize, usize), name: (usize, usize)) -> bool {
    let written = reading.span(name.0, name.1).of(reading.text);
    let initials: String = written
        .split([' ', '-'])
        .filter_map(|part| part.chars().next())
        .collect();
    short.0 == short.1 && initials.len() > 1 && reading.text_at(short.0) == initials
}

/// Takes every stretch that is written as a nickname for another name of that person.
fn name_all(reading: &Reading, draft: &mut Draft, given: &HashMap<usize, Vec<Given>>) {
    for first in 0..reading.words.len() {
        let begun = given.get(&reading.form(first));
        let found = begun.into_iter().flatten().find(|given| {
            let mut forms = given.forms.iter().enumerate();
            forms.all(|(step, &form)| reading.form(first + step) == form)
        });
        if let Some(given) = found {
            draft.rename(first, first + given.forms.len() - 1, given.of, "nickname");
        }
    }
}
