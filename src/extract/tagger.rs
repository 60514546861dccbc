//! Names by a trained tagger: an averaged structured perceptron over hashed features, in whole numbers throughout.
//!
//! The tagger reads what the rules have found as one feature among others, and decides anew. So it keeps what the rules
//! are sure of, adds the names that no rule describes, and drops what stands where no name does. The weights come from
//! `training`, behind the feature `train`, and lie in `assets/tagger.bin`. There is no random order and no floating
//! point, so that the same text gives the same names on every machine.

mod feature;
mod label;
mod seen;
mod sign;
#[cfg(feature = "train")]
pub mod training;
mod weights;

use std::collections::HashSet;

use crate::extract::context::is_thing;
use crate::extract::draft::{Draft, GIVEN};
use crate::extract::lexicon::Kinds;
use crate::extract::reading::{Reading, Shape};
use crate::extract::run::front;
use crate::model::actor::ActorKind;

use label::LANES;
use sign::Signs;

/// Decides about every name of the draft, and adds those that no rule has found.
pub(super) fn names(reading: &Reading, draft: &mut Draft) {
    // It has learnt from English alone, and would be sure of what it cannot know.
    if !reading.english {
        return;
    }
    let labels = tag(reading, draft);
    let found = label::names(&labels);
    let old = std::mem::replace(draft, Draft::new(reading.words.len()));
    // What the newsroom says of a name holds against any weight.
    for name in old.names.iter().filter(|name| name.rule == GIVEN) {
        draft.keep(name);
    }
    let mut people = Vec::new();
    let families = families(reading, &found);
    for (first, last, kind) in found {
        if (first..=last).all(|index| reading.word(index).shape == Shape::Mark) {
            continue;
        }
        let kept = old
            .name_at(first)
            .filter(|name| (name.first, name.last, name.kind) == (first, last, kind));
        let family = kind != ActorKind::Person && families.contains(reading.text_at(last));
        match kept {
            Some(name) => draft.keep(name),
            None if first == last && (family || is_thing(reading.text_at(first))) => {}
            None if kind == ActorKind::Place && is_no_place(reading, first, last) => {}
            None if family || kind == ActorKind::Person => people.push((first, last)),
            None => drop(draft.claim(first, last, kind, "tagger")),
        }
    }
    for (first, last) in people {
        let front = front(reading, draft, first);
        draft.claim_person((first, last), front.honorific, front.role, "tagger");
    }
}

/// Tells whether the words are a people or a currency: `South Korean`, `US$`.
fn is_no_place(reading: &Reading, first: usize, last: usize) -> bool {
    let demonym = Kinds::DEMONYM;
    let people = (first..=last)
        .all(|index| reading.kinds(index).any(demonym) && !reading.kinds(index).any(Kinds::PLACE));
    people || reading.is(last + 1, "$")
}

/// The last words of all people with a name of several words: who is called the same is one of them, and no place.
fn families<'a>(reading: &Reading<'a>, found: &[(usize, usize, ActorKind)]) -> HashSet<&'a str> {
    let other = Kinds::PLACE
        .or(Kinds::UNSURE_CITY)
        .or(Kinds::ORGANISATION)
        .or(Kinds::ORGANISATION_HEAD)
        .or(Kinds::PLACE_HEAD)
        .or(Kinds::COMMON);
    let people = found
        .iter()
        .filter(|(first, last, kind)| *kind == ActorKind::Person && first < last);
    people
        .filter(|(_, last, _)| !reading.kinds(*last).any(other))
        .map(|(_, last, _)| reading.text_at(*last))
        .collect()
}

/// What speaks against a name where no rule has found one: in running text the tagger sees more names than there are.
const DOUBT: i32 = 500;

/// The same in lines about sport and in tables, of which the rules know little.
const DOUBT_IN_SPORT: i32 = 400;

/// What speaks, in running text, against one word alone besides.
const DOUBT_ALONE: i32 = 200;

/// What speaks for the label that the rules give.
const TRUST: i32 = 200;

/// The same for the rules of [`SURE`], for organisations of three words and more, and for countries, which are nothing
/// else in any kind of text.
const MUCH_TRUST: i32 = 800;

/// Rules that are hardly ever wrong. Those about single places are, where a town gives its name to a club.
const SURE: &[&str] = &[
    "given-name",
    "name-again",
    "speaking-name",
    "speaking-surname",
    "spelled-out-organisation",
    "titled-name",
];

/// What speaks for the kind that the word has elsewhere in the article.
const HABIT: i32 = 200;

/// The label of every word.
fn tag(reading: &Reading, draft: &Draft) -> Vec<u8> {
    let signs = Signs::new(reading, draft);
    let steps = weights::steps();
    let stretches = stretches(reading, &signs);
    let mut labels = vec![0; reading.words.len()];
    let mut scores: Vec<[i32; LANES]> = Vec::new();
    for &(start, end) in &stretches {
        let from = scores.len();
        scores.extend((start..end).map(|index| score(reading, &signs, draft, index)));
        labels[start..end].copy_from_slice(&label::best(&scores[from..], &steps));
    }
    let habits = habits(&labels, &signs);
    let mut rest = scores.as_mut_slice();
    for &(start, end) in &stretches {
        let (own, others) = rest.split_at_mut(end - start);
        rest = others;
        let mut changed = false;
        for (index, scores) in (start..end).zip(own.iter_mut()) {
            if signs.is_name_like(index) {
                changed |= follow(scores, habits[signs.kin(index)]);
            }
        }
        if changed {
            labels[start..end].copy_from_slice(&label::best(own, &steps));
        }
    }
    labels
}

/// The scores of the word's labels, with what is known of the tagger's own faults.
fn score(reading: &Reading, signs: &Signs, draft: &Draft, index: usize) -> [i32; LANES] {
    let mut scores = weights::sum(feature::rows(signs, index).as_slice());
    if let Some(name) = draft.name_at(index) {
        let place = label::place(index == name.first, index == name.last);
        let country = name.kind == ActorKind::Place && reading.kinds(index).any(Kinds::COUNTRY);
        let long = name.kind == ActorKind::Organisation && name.last - name.first >= 2;
        let sure = country || long || SURE.contains(&name.rule);
        scores[label::label(label::number(name.kind), place)] +=
            if sure { MUCH_TRUST } else { TRUST };
    } else {
        let sport = signs.is_sport(index);
        scores[label::OUTSIDE] += if sport { DOUBT_IN_SPORT } else { DOUBT };
        for kind in 0..label::KINDS.len() {
            scores[label::label(kind, label::WHOLE)] -= if sport { 0 } else { DOUBT_ALONE };
        }
    }
    scores
}

/// Leans the scores towards what the word is elsewhere, and tells whether that can change anything.
fn follow(scores: &mut [i32; LANES], counts: [i32; 4]) -> bool {
    let total: i32 = counts.iter().sum();
    if total < 2 || counts[3] == total {
        return false;
    }
    for (kind, count) in counts.into_iter().take(label::KINDS.len()).enumerate() {
        for place in 0..4 {
            scores[label::label(kind, place)] += HABIT * count / total;
        }
    }
    scores[label::OUTSIDE] += HABIT * counts[3] / total;
    true
}

/// By kin of forms, how often its capitalised words are part of a name of each kind, and of none.
fn habits(labels: &[u8], signs: &Signs) -> Vec<[i32; 4]> {
    let mut habits = vec![[0; 4]; signs.kins()];
    for (index, &label) in labels.iter().enumerate() {
        if signs.is_name_like(index) {
            let kind = usize::from(label)
                .checked_sub(1)
                .map_or(3, |label| label / 4);
            habits[signs.kin(index)][kind] += 1;
        }
    }
    habits
}

/// The stretches of words, within one sentence, that can be part of names.
fn stretches(reading: &Reading, signs: &Signs) -> Vec<(usize, usize)> {
    let mut stretches: Vec<(usize, usize)> = Vec::new();
    for index in (0..reading.words.len()).filter(|&index| signs.is_active(index)) {
        match stretches.last_mut() {
            Some((_, end)) if *end == index && reading.before(index).is_some() => *end += 1,
            _ => stretches.push((index, index + 1)),
        }
    }
    stretches
}
