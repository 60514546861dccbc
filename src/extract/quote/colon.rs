//! Clauses that a colon makes hand on what somebody says, without a verb of saying: `Doe was blunt: the pier is lost.`
//!
//! Who is spoken of must be somebody who speaks, and what stands in front of the colon must tell how or what is spoken: a
//! stance (`was sceptical`), a word of speech that is had or given (`had a warning`), `put it bluntly`, or a word of speech
//! with its owner (`Her verdict`).

use super::speaker::{Before, Scene, Sort, Subject};
use super::words::{is_adverb, is_preposition};
use crate::extract::lexicon::Kinds;
use crate::extract::reading::Shape;
use crate::model::actor::ActorKind;
use crate::text::word_list::WordList;

/// How somebody is who says what stands behind the colon. Sorted.
static STANCES: WordList = WordList::new(&[
    "adamant",
    "ambivalent",
    "blunt",
    "candid",
    "categorical",
    "cautious",
    "circumspect",
    "clear",
    "contrite",
    "defiant",
    "diplomatic",
    "direct",
    "dismissive",
    "doubtful",
    "emphatic",
    "enthusiastic",
    "explicit",
    "forthright",
    "frank",
    "gloomy",
    "guarded",
    "hopeful",
    "laconic",
    "optimistic",
    "outspoken",
    "pessimistic",
    "philosophical",
    "sanguine",
    "sarcastic",
    "scathing",
    "sceptical",
    "skeptical",
    "succinct",
    "terse",
    "unapologetic",
    "unconvinced",
    "unequivocal",
    "unimpressed",
    "unrepentant",
    "upbeat",
    "wary",
    "withering",
]);

/// What somebody has or gives who says what stands behind the colon. Sorted.
static SPEECHES: WordList = WordList::new(&[
    "advice",
    "answer",
    "appeal",
    "argument",
    "assessment",
    "caution",
    "comment",
    "complaint",
    "conclusion",
    "explanation",
    "judgement",
    "judgment",
    "message",
    "objection",
    "plea",
    "pledge",
    "prediction",
    "promise",
    "question",
    "rejoinder",
    "reminder",
    "reply",
    "request",
    "response",
    "retort",
    "suggestion",
    "theory",
    "verdict",
    "view",
    "warning",
]);

/// How somebody seems, beside forms of `be`.
const SEEMING: &[&str] = &[
    "is", "are", "was", "were", "been", "be", "sound", "sounds", "sounded", "seem", "seems",
    "seemed", "remain", "remains", "remained", "stayed", "appeared",
];

/// What is done with a word of speech.
const GIVING: &[&str] = &[
    "had",
    "has",
    "have",
    "gave",
    "gives",
    "given",
    "offered",
    "offers",
    "issued",
    "delivered",
    "sent",
    "posed",
    "raised",
];

/// Words of degree in front of a stance that are no adverbs by their ending.
const DEGREES: &[&str] = &[
    "more", "less", "most", "no", "very", "quite", "rather", "somewhat", "as", "so", "equally",
    "just", "far", "much", "a", "bit", "little", "even",
];

/// How many words behind the word that tells may stand in front of the colon: `blunt about the price of it`.
const TAIL: usize = 7;

/// The words in front of the colon at `colon` that hand on what stands behind it, and who says it.
pub(super) fn telling(scene: &Scene, colon: usize) -> Option<((usize, usize), Subject)> {
    if !scene.reading.is(colon, ":") {
        return None;
    }
    let last = scene.before(colon)?;
    let mut at = last;
    for _ in 0..=TAIL {
        if scene.draft.name_at(at).is_none() && scene.reading.word(at).shape == Shape::Lower {
            let found = stance(scene, at)
                .or_else(|| given(scene, at))
                .or_else(|| owned(scene, at))
                .or_else(|| put(scene, at));
            let tied = at == last || is_preposition(scene.reading, at + 1);
            if let Some((first, subject)) = found.filter(|_| tied || scene.reading.is(at, "it")) {
                return somebody(scene, subject).then_some(((first, last), subject));
            }
        }
        if scene.reading.word(at).shape == Shape::Mark {
            return None;
        }
        at = scene.before(at)?;
    }
    None
}

/// `was somewhat sceptical`, with the word `at` for the stance.
fn stance(scene: &Scene, at: usize) -> Option<(usize, Subject)> {
    if !STANCES.holds(scene.reading.text_at(at)) {
        return None;
    }
    let mut verb = scene.before(at)?;
    while scene.reading.is_any(verb, DEGREES) || is_adverb(scene.reading, verb) {
        verb = scene.before(verb)?;
    }
    scene
        .reading
        .is_any(verb, SEEMING)
        .then(|| subject(scene, verb))?
}

/// `had a stark warning`, with the word `at` for the speech.
fn given(scene: &Scene, at: usize) -> Option<(usize, Subject)> {
    if !SPEECHES.holds(scene.reading.text_at(at)) {
        return None;
    }
    let mut verb = scene.before(at)?;
    for _ in 0..4 {
        if scene.reading.is_any(verb, GIVING) {
            return subject(scene, verb);
        }
        let narrows = scene.reading.word(verb).shape == Shape::Lower
            && !is_preposition(scene.reading, verb)
            && !scene.reading.is(verb, "the")
            && scene.draft.is_free(verb);
        if !narrows {
            return None;
        }
        verb = scene.before(verb)?;
    }
    None
}

/// `Her blunt verdict`, `Doe’s answer`, at the head of a clause, with the word `at` for the speech.
fn owned(scene: &Scene, at: usize) -> Option<(usize, Subject)> {
    if !SPEECHES.holds(scene.reading.text_at(at)) {
        return None;
    }
    let mut owner = scene.before(at)?;
    for _ in 0..2 {
        if scene.reading.word(owner).shape == Shape::Lower
            && !scene.reading.is_any(owner, &["his", "her", "their"])
        {
            owner = scene.before(owner)?;
        }
    }
    let found = if scene.reading.is_any(owner, &["his", "her", "their"]) {
        Subject {
            first: owner,
            last: owner,
            sort: Sort::Pronoun,
        }
    } else if scene.reading.is_possessive(owner) {
        scene.ending_at(scene.before(owner)?)?
    } else {
        return None;
    };
    let opens = match scene.before(scene.lead(found)) {
        None => scene.lead(found) == scene.start,
        Some(before) => {
            matches!(scene.reading.text_at(before), "," | ";" | "—" | "–" | "-")
                || scene.reading.is_any(before, &["and", "but"])
        }
    };
    opens.then_some((at, found))
}

/// `put it bluntly`, with the word `at` for `it`.
fn put(scene: &Scene, at: usize) -> Option<(usize, Subject)> {
    let verb = scene.before(at)?;
    let puts = scene.reading.is(at, "it") && scene.reading.is_any(verb, &["put", "puts"]);
    puts.then(|| subject(scene, verb))?
}

fn subject(scene: &Scene, verb: usize) -> Option<(usize, Subject)> {
    match scene.subject_before(verb) {
        Before::Found(subject) => Some((verb, subject)),
        Before::Antecedent(_) | Before::Shared | Before::Nothing => None,
    }
}

/// Tells whether the subject is somebody who can speak: no town, no weather, no `it`.
fn somebody(scene: &Scene, subject: Subject) -> bool {
    let reading = scene.reading;
    match subject.sort {
        Sort::Name(first) => scene.draft.kind_at(first) != Some(ActorKind::Place),
        Sort::Names(..) => true,
        Sort::Pronoun => reading.is_any(
            subject.first,
            &["he", "she", "they", "we", "i", "his", "her", "their"],
        ),
        Sort::Description | Sort::Anonymous => {
            let speakers = [
                "person", "people", "source", "sources", "ally", "allies", "another", "others",
            ];
            (subject.first..=subject.last)
                .take_while(|&at| !is_preposition(reading, at))
                .last()
                .is_some_and(|head| {
                    reading.kinds(head).any(Kinds::TITLE.or(Kinds::TRADE))
                        || reading.is_any(head, &speakers)
                })
        }
    }
}
