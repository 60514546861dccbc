//! Indirect speech: what follows a verb of saying, or stands before one, without marks of its own.

use std::ops::Range;

use super::attribution::{Attribution, Draught};
use super::cues::Cue;
use super::marks::Span;
use super::sentence::{Said, Sentence};
use super::speaker::Scene;
use super::words::{AUXILIARIES, is_determiner, is_paper, is_pronoun};
use crate::extract::reading::Shape;
use crate::model::quote::QuoteKind;

/// The fewest words that say something.
const SHORTEST: usize = 4;

/// How many stretches of a sentence are taken at most.
const MOST: usize = 4;

/// Words with which a sentence opens whose first clause only leads to the main one.
const OPENING: &[&str] = &[
    "while", "though", "although", "when", "if", "after", "as", "since", "because", "whereas",
];

/// Gives the indirect speech of the sentence, a few stretches at most, to `take`; they do not overlap.
pub(super) fn find(
    scene: &Scene,
    sentence: &Sentence,
    spans: &[Span],
    mut take: impl FnMut(Draught),
) {
    let mut free = sentence.start;
    let mut taken = false;
    for _ in 0..MOST {
        let next = sentence.cues.partition_point(|said| said.words.0 < free);
        let later = sentence.cues.get(next..).unwrap_or_default();
        let Some(said) = later.iter().take(MOST).find(|said| says(scene, said)) else {
            return;
        };
        free = said.words.1 + 1;
        if said.trails && taken || is_retold(scene, sentence, said) {
            continue;
        }
        let Some((first, last)) = content(scene, sentence, said) else {
            continue;
        };
        if holds_words(scene, sentence, spans, (first, last)) {
            free = free.max(last + 1);
            taken = true;
            take(Draught {
                kind: QuoteKind::Indirect,
                first,
                last,
                attribution: Some(Attribution {
                    subject: said.subject,
                    cue: Some(said.words),
                    rule: if said.trails {
                        "cue-at-end"
                    } else {
                        "cue-before"
                    },
                }),
                goes_on: false,
            });
        }
    }
}

/// Tells whether somebody says something with this cue; `to say` is only a possibility.
fn says(scene: &Scene, said: &Said) -> bool {
    let before = scene.before(said.words.0);
    matches!(said.cue, Cue::Saying | Cue::According)
        && said.subject.is_some()
        && !before.is_some_and(|to| scene.reading.is(to, "to"))
}

/// Tells whether another tells all of it: `The team signalled that it would stay, Doe said.`
fn is_retold(scene: &Scene, sentence: &Sentence, said: &Said) -> bool {
    let clause = between_semicolons(scene, sentence, said);
    let closing = sentence.trailing.filter(|last| says(scene, last));
    closing.is_some_and(|last| {
        last.words.0 > said.words.1
            && last.words.0 < clause.end
            && clause_end(scene, sentence, said).is_none()
    })
}

/// Tells whether the stretch says something in the article's own words, and is no quotation as a whole.
fn holds_words(
    scene: &Scene,
    sentence: &Sentence,
    spans: &[Span],
    (first, last): (usize, usize),
) -> bool {
    let inner = spans.get(sentence.spans.clone()).unwrap_or_default();
    let near = inner.get(inner.partition_point(|span| span.open < first));
    let whole = near.is_some_and(|span| span.open <= first + 1 && span.inside().len() > 1);
    let is_word =
        |&at: &usize| !matches!(scene.reading.word(at).shape, Shape::Mark | Shape::Ending);
    !whole && (first..=last).filter(is_word).count() >= SHORTEST
}

/// The first and the last word of what is said.
fn content(scene: &Scene, sentence: &Sentence, said: &Said) -> Option<(usize, usize)> {
    let reading = scene.reading;
    let clause = between_semicolons(scene, sentence, said);
    let start = clause.start;
    let mut end = clause.end.checked_sub(1)?;
    while end > start && matches!(reading.text_at(end), "." | "!" | "?" | ";") {
        end -= 1;
    }
    let subject = said.subject?;
    end = clause_end(scene, sentence, said).unwrap_or(end);
    let goes_on = |next: usize| {
        let participle = scene.cue(next + 1) == Some(Cue::Participle);
        reading.is(next, ",") && next + 2 < end && !participle
    };
    if said.trails && scene.behind(said.words.1).is_some_and(goes_on) {
        // `The pier, Doe said, would close.` What is said stands around its cue.
        return Some((start, end));
    }
    if said.trails {
        let comma = if said.inverted {
            let before = said.words.0.checked_sub(1)?;
            reading.is(before, ",").then_some(before)?
        } else {
            scene.comma_before(subject)?
        };
        return (comma > start).then(|| (start, comma - 1));
    }
    if said.inverted {
        // `According to Doe, the pier is safe.`
        let comma = subject.last + 1;
        return (comma < end && reading.is(comma, ",")).then_some((comma + 1, end));
    }
    let verb = said.words.1;
    if scene.behind(verb).is_some_and(|next| reading.is(next, ":")) {
        // `Doe was blunt: the pier is lost.`
        return (verb + 2 <= end).then_some((verb + 2, end));
    }
    if said.relative || reading.is_any(start, OPENING) {
        // A clause inside another ends with its comma.
        let comma = (verb + 1..end)
            .take(60)
            .find(|&at| !scene.is_quoted(at) && reading.is(at, ","));
        end = comma.map_or(end, |comma| comma - 1);
    }
    let clause = plain_clause(scene, verb);
    let first = match that_behind(scene, verb, end) {
        // In `Doe said the pier was old, noting that it is closed` the clause comes first.
        Some(that) if clause.is_none() || that == verb + 1 || scene.cue(that - 1).is_none() => {
            that + 1 + usize::from(reading.is(that + 1, ","))
        }
        _ => clause?,
    };
    Some((first, end))
}

/// Verbs that a clause follows without `that`; others take a thing or a person.
const PLAIN: &[&str] = &[
    "said",
    "says",
    "say",
    "added",
    "adds",
    "warned",
    "noted",
    "believes",
    "thinks",
    "argued",
    "argues",
    "claimed",
    "claims",
    "insisted",
    "announced",
    "acknowledged",
    "suggested",
];

/// Verbs that a clause follows so only where a pronoun opens it: `indicated he would stay`.
const PLAIN_BEFORE_PRONOUN: &[&str] = &["indicated", "signaled", "signalled", "stressed"];

/// Words that open no clause, but a place, a time or the like.
const ASIDE: &[&str] = &[
    "in", "on", "at", "to", "of", "by", "so", "during", "as", "with", "from", "under", "about",
    "for", "when", "after",
];

/// The first word of a clause without `that` behind `verb`.
fn plain_clause(scene: &Scene, verb: usize) -> Option<usize> {
    let reading = scene.reading;
    let next = scene.behind(verb)?;
    let start = over_day_or_paper(scene, next);
    let pronoun = is_pronoun(reading.text_at(start));
    let certain = pronoun || is_determiner(reading, start) || reading.is_capital(start);
    let plain = reading.is_any(verb, PLAIN)
        && (start == next || pronoun || certain && reading.is_any(verb, &["said", "says", "say"]));
    let begins = start < scene.end
        && reading.word(start).shape != Shape::Mark
        && !scene.is_day(start)
        && !reading.is_any(start, ASIDE);
    let fits = plain || pronoun && reading.is_any(verb, PLAIN_BEFORE_PRONOUN);
    (begins && fits).then_some(start)
}

/// The word behind the day or the paper that may stand between a verb and its clause, or `next` where there is none:
/// `said on Monday the pier …`, `said in a statement it …`.
fn over_day_or_paper(scene: &Scene, next: usize) -> usize {
    let reading = scene.reading;
    let named_day = |at: usize| scene.is_day(at) && !reading.is(at, "on");
    let in_paper = reading.is(next, "in")
        && reading.is_any(next + 1, &["a", "an"])
        && (is_paper(reading, next + 2)
            || reading.is_any(next + 2, &["briefing", "interview", "speech"]));
    if named_day(next) {
        next + 1
    } else if reading.is(next, "on") && named_day(next + 1) {
        next + 2
    } else if in_paper {
        next + 3
    } else {
        next
    }
}

/// The `that` behind `verb` which opens what is said: neither `Doe said that could help`, where it stands for a thing, nor
/// `Doe asked for planks that could last`.
fn that_behind(scene: &Scene, verb: usize, end: usize) -> Option<usize> {
    let reading = scene.reading;
    let that = (verb + 1..end.min(verb + 14))
        .find(|&at| reading.is(at, "that") || scene.is_quoted(at))
        .filter(|&at| reading.is(at, "that"))?;
    (!reading.is_any(that + 1, AUXILIARIES)).then_some(that)
}

/// The part of the sentence that `said` stands in, its semicolon included: what is parted from it by one may be anybody's.
fn between_semicolons(scene: &Scene, sentence: &Sentence, said: &Said) -> Range<usize> {
    let parts = |&at: &usize| scene.reading.is(at, ";") && !scene.is_quoted(at);
    let (first, last) = said.words;
    let before = (sentence.start..first).rev().find(parts);
    let behind = (last + 1..sentence.end).find(parts);
    before.map_or(sentence.start, |mark| mark + 1)..behind.map_or(sentence.end, |mark| mark + 1)
}

/// Where the clause of `said` ends that another speaker's follows: `…, but Roe said …`.
fn clause_end(scene: &Scene, sentence: &Sentence, said: &Said) -> Option<usize> {
    let later = sentence
        .cues
        .iter()
        .filter(|other| other.words.0 > said.words.1);
    let parted = later.filter_map(|other| {
        let subject = other
            .subject
            .filter(|subject| subject.first > said.words.1 && subject.last < other.words.0)?;
        let conjunction = scene.before(scene.lead(subject))?;
        let comma = scene.before(conjunction)?;
        let parts = scene
            .reading
            .is_any(conjunction, &["but", "and", "while", "although", "though"]);
        (parts && scene.reading.is(comma, ",")).then_some(comma)
    });
    parted.min()?.checked_sub(1)
}
