//! The sentences of a paragraph with its quotations as single pieces, and the cues in them.

use std::ops::Range;

use super::attribution::Attribution;
use super::colon;
use super::cues::Cue;
use super::marks::Span;
use super::speaker::{Before, Scene, Sort, Subject};
use super::words::{DONE, is_determiner, is_preposition};
use crate::extract::lexicon::Kinds;
use crate::extract::reading::{Reading, Shape};
use crate::model::actor::ActorKind;

/// How many cues of a sentence are looked through for the outermost: more than any real sentence has.
const WIDEST: usize = 24;

/// A cue with its subject.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said {
    /// Its first and last word.
    pub(super) words: (usize, usize),
    /// What it does.
    pub(super) cue: Cue,
    /// Who says it.
    pub(super) subject: Option<Subject>,
    /// Whether the subject stands behind it.
    pub(super) inverted: bool,
    /// Whether it stands behind what is said: `…, Doe said.`
    pub(super) trails: bool,
    /// Whether it stands in a clause with `who` or `that`.
    pub(super) relative: bool,
}

impl Said {
    /// Tells whether it stands directly before the quotation, or with a comma or colon and a few words in between.
    fn announces(&self, scene: &Scene, span: &Span) -> bool {
        let between = self.words.1 + 1..span.open;
        if between.is_empty() {
            return true;
        }
        let marked = matches!(scene.reading.text_at(span.open - 1), "," | ":");
        let comma = |at: usize| matches!(scene.reading.text_at(at), "," | ";");
        marked
            && self.cue != Cue::Judging
            && between.len() < 10
            && !(between.start..between.end - 1).any(comma)
    }

    /// Tells whether it is the inner one of two, with a pronoun that takes up the speaker: `Doe said he wants “more”`.
    fn is_embedded(&self, before: &[Self]) -> bool {
        let Some(subject) = self.subject.filter(|subject| subject.sort == Sort::Pronoun) else {
            return false;
        };
        let outer = before.iter().rev().nth(1);
        outer.is_some_and(|outer| {
            outer.cue == Cue::Saying
                && outer.subject.is_some()
                && !outer.trails
                && outer.words.1 + 2 >= subject.first
        })
    }

    /// Tells whether it hands on the quotation directly before it; one that is `governed` by a cue before it needs more
    /// to do so.
    pub(super) fn follows(&self, scene: &Scene, span: &Span, governed: bool) -> bool {
        let reading = scene.reading;
        let reads = reading.is_any(self.words.0, &["read", "reads"]);
        if self.cue == Cue::Judging && !self.inverted && !reads {
            return false;
        }
        let mut first = span.last + 1;
        let comma = reading.is(first, ",");
        if comma {
            first += 1;
        }
        let starts = match self.subject {
            Some(subject) if !self.inverted => scene.lead(subject),
            _ => self.words.0,
        };
        if starts < first || (first..starts).any(|at| scene.is_quoted(at)) || starts - first > 2 {
            return false;
        }
        let inner = span.inside().end.saturating_sub(1);
        let paused = comma
            || matches!(
                reading.text_at(inner),
                "," | "?" | "!" | "…" | "..." | "—" | "–" | "-" | "."
            );
        let adjoins = starts == first
            || (first..starts).all(|at| {
                reading.text_at(at).ends_with("ly") || reading.is_any(at, &["as", "the", "then"])
            });
        if governed && !self.inverted && !scene.closes_behind(self.words.1) {
            return false;
        }
        adjoins && (paused || self.inverted) && (self.subject.is_some() || self.inverted)
    }
}

/// A sentence: everything from one full stop outside quotations to the next.
#[derive(Debug, Clone)]
pub(super) struct Sentence {
    /// Its first word.
    pub(super) start: usize,
    /// The word behind its last.
    pub(super) end: usize,
    /// The numbers of its quotations.
    pub(super) spans: Range<usize>,
    /// Its cues, in order.
    pub(super) cues: Vec<Said>,
    /// The cue that closes it: `…, Doe said.`
    pub(super) trailing: Option<Said>,
    /// The subject of the whole, for where no cue tells.
    pub(super) subject: Option<Subject>,
}

impl Sentence {
    /// The cue before the quotation that governs it; `next` is the number of the first cue behind it. A cue directly at the
    /// quotation does; else the outermost of its clause, as in `Doe said he hopes the pier will be “a joy”`.
    pub(super) fn governing(&self, scene: &Scene, span: &Span, next: usize) -> Option<&Said> {
        let before = self.cues.get(..next)?;
        let nearest = before.last()?;
        if nearest.announces(scene, span) && !nearest.is_embedded(before) {
            return Some(nearest);
        }
        let from = self.clause_start(scene, before);
        let plain = |said: &&Said| {
            matches!(said.cue, Cue::Saying | Cue::Participle)
                && said.subject.is_some()
                && !said.trails
                && !said.relative
        };
        let first = before.partition_point(|said| said.words.0 < from);
        let clause = before.get(first..).unwrap_or_default();
        clause.iter().take(WIDEST).find(plain).or(Some(nearest))
    }

    /// Where the clause of the last of `cues` begins: at the last that a conjunction parts from those before it.
    fn clause_start(&self, scene: &Scene, cues: &[Said]) -> usize {
        let parted = |said: &&Said| {
            let subject = said.subject.filter(|subject| subject.last < said.words.0);
            let before = subject.and_then(|subject| scene.before(scene.lead(subject)));
            said.cue == Cue::Saying
                && before.is_some_and(|before| {
                    let parts = ["but", "and", "while", "although", "though", "whereas", ";"];
                    scene.reading.is_any(before, &parts)
                })
        };
        let last = cues.iter().rev().take(12).find(parted);
        last.map_or(self.start, |said| said.words.0)
    }

    /// Who speaks or acts in it, for the quotation that follows.
    pub(super) fn speaks(&self) -> Option<Attribution> {
        let subject = self.cues.iter().rev().find_map(|said| said.subject);
        subject.or(self.subject).map(|subject| Attribution {
            subject: Some(subject),
            cue: None,
            rule: "sentence-before",
        })
    }
}

/// The sentences of the paragraph that `scene` holds.
pub(super) fn sentences(scene: &Scene, spans: &[Span]) -> Vec<Sentence> {
    let mut out = Vec::new();
    let mut start = scene.start;
    let mut first_span = 0;
    let mut next_span = 0;
    let mut at = scene.start;
    while at < scene.end {
        let ends = match spans.get(next_span).filter(|span| span.open == at) {
            Some(span) => {
                next_span += 1;
                at = span.last;
                ends_with(scene, span)
            }
            None => scene.reading.word(at + 1).sentence != scene.reading.word(at).sentence,
        };
        at += 1;
        if ends || at >= scene.end {
            let part = Scene {
                start,
                end: at.min(scene.end),
                ..*scene
            };
            out.push(read(&part, first_span..next_span));
            (start, first_span) = (at, next_span);
        }
    }
    out
}

/// Tells whether the sentence around the quotation ends with it.
fn ends_with(scene: &Scene, span: &Span) -> bool {
    let reading = scene.reading;
    let Some(next) = scene.behind(span.last) else {
        // Another quotation follows, or nothing.
        return inner_stop(scene, span).is_some();
    };
    let Some(stop) = inner_stop(scene, span) else {
        return reading.word(next).sentence != reading.word(span.last).sentence
            && reading.is_capital(next)
            && span.closed
            && matches!(reading.text_at(span.last - 1), ")" | "]");
    };
    if !reading.is_capital(next) {
        return !matches!(reading.text_at(next), "," | ";" | "—" | "–" | "-" | "―")
            && reading.word(next).shape == Shape::Mark
            && !matches!(reading.text_at(next), "." | ")" | "]");
    }
    // A capital behind the mark: a name that speaks, or a new sentence.
    let limit = (span.last + 14).min(scene.end);
    let whole = Scene {
        start: next,
        end: scene.end,
        ..*scene
    };
    let verb = (next..limit).find(|&at| !scene.is_quoted(at) && scene.cue(at) == Some(Cue::Saying));
    let Some(verb) = verb else {
        return true;
    };
    let Before::Found(subject) = whole.subject_before(verb) else {
        return true;
    };
    let announced = scene
        .before(span.open)
        .is_some_and(|before| matches!(reading.text_at(before), "," | ":"));
    let speaks = whole.lead(subject) == next
        && if stop == "." {
            scene.closes_behind(verb) && !scene.announces_behind(verb)
        } else {
            !scene.announces_behind(verb) || !announced && !scene.reading.is(verb + 1, ":")
        }
        && !(verb + 1..scene.end.min(verb + 5)).any(|at| reading.is(at, "that"));
    !speaks
}

/// The mark of a sentence's end that the quotation ends with.
fn inner_stop<'a>(scene: &Scene<'a, '_>, span: &Span) -> Option<&'a str> {
    let mut inner = span.inside().rev();
    let mark =
        inner.find(|&at| !matches!(scene.reading.text_at(at), "’" | "'" | "”" | "\"" | ")"))?;
    let text = scene.reading.text_at(mark);
    matches!(text, "." | "?" | "!" | "…" | "...." | "...").then_some(text)
}

fn read(scene: &Scene, numbers: Range<usize>) -> Sentence {
    let mut cues = Vec::new();
    let subject = scene.first_subject();
    let mut shared = None;
    for at in scene.start..scene.end {
        if scene.is_quoted(at) || scene.draft.name_at(at).is_some() {
            continue;
        }
        if let Some(found) = scene.cue(at)
            && let Some(said) = said(scene, at, found, shared.or(subject))
        {
            if said.cue == Cue::Saying && !said.relative {
                shared = said.subject.or(shared);
            }
            cues.push(said);
        }
        if let Some((words, subject)) = colon::telling(scene, at) {
            // `offered a theory` is one cue, not two.
            cues.truncate(cues.partition_point(|said: &Said| said.words.0 < words.0));
            cues.push(Said {
                words,
                cue: Cue::Saying,
                subject: Some(subject),
                inverted: false,
                trails: false,
                relative: false,
            });
        }
    }
    Sentence {
        start: scene.start,
        end: scene.end,
        spans: numbers,
        trailing: cues.iter().rfind(|said| said.trails).copied(),
        cues,
        subject,
    }
}

/// The cue at `verb` with its subject; `shared` is whom a verb without one belongs to.
fn said(scene: &Scene, verb: usize, cue: Cue, shared: Option<Subject>) -> Option<Said> {
    let reading = scene.reading;
    let before = scene.before(verb);
    if cue != Cue::According && is_no_verb(scene, verb) {
        return None;
    }
    let make = |words, subject, inverted, trails| {
        Some(Said {
            words,
            cue,
            subject,
            inverted,
            trails,
            relative: false,
        })
    };
    if cue == Cue::According {
        let subject = scene.subject_behind(verb + 1);
        return make((verb, verb + 1), subject, true, before.is_some());
    }
    let at_quote = before.is_none();
    let at_comma = before.is_some_and(|before| reading.is(before, ","));
    if (cue == Cue::Saying || cue == Cue::Judging && at_quote)
        && verb > scene.start
        && (at_quote || at_comma && !is_transitive(reading, verb))
    {
        let behind = scene.subject_behind(verb);
        if let Some(subject) = behind.filter(|subject| at_quote || scene.closes_with(*subject)) {
            return make((verb, verb), Some(subject), true, true);
        }
    }
    let progressive = before.is_some_and(|before| {
        reading.is_any(
            before,
            &["is", "are", "was", "were", "am", "been", "’s", "'s"],
        ) || reading.text_at(before).ends_with("ly")
    });
    if cue == Cue::Participle && !progressive {
        return make((verb, verb), shared, false, false);
    }
    let passive = before.is_some_and(|before| {
        reading.is_any(
            before,
            &[
                "was", "were", "been", "being", "be", "is", "are", "when", "if", "why", "whether",
            ],
        )
    }) && reading
        .is_any(verb, &["asked", "told", "reminded", "questioned", "quoted"]);
    if passive && !reading.is(verb, "quoted") || verb == scene.start && reading.is(verb, "asked") {
        return make((verb, verb), None, false, false);
    }
    let (subject, relative) = match scene.subject_before(verb) {
        Before::Found(subject) => (Some(subject), false),
        Before::Antecedent(subject) => (subject, true),
        Before::Shared => (shared, false),
        Before::Nothing => (None, false),
    };
    if subject.is_some_and(|subject| is_thing(scene, verb, subject)) {
        return None;
    }
    let after_comma = subject.and_then(|subject| scene.comma_before(subject));
    let trails = after_comma.is_some() && scene.ends_behind(verb);
    let said = make((verb, verb), subject, false, trails);
    said.map(|said| Said { relative, ..said })
}

/// Tells whether the form at `verb` belongs to the noun before it, which only looks like its subject: `cost estimates`,
/// `a show called “Doe”`; or whether its subject is no speaker: `the figures suggest`.
fn is_thing(scene: &Scene, verb: usize, subject: Subject) -> bool {
    let reading = scene.reading;
    let told = match subject.sort {
        Sort::Description | Sort::Anonymous => true,
        // `the Doeville talks`
        Sort::Name(first) => {
            scene.draft.kind_at(first) == Some(ActorKind::Place)
                && scene
                    .before(first)
                    .is_some_and(|article| is_determiner(reading, article))
        }
        Sort::Names(..) | Sort::Pronoun => false,
    };
    if !told || subject.last + 1 != verb {
        return false;
    }
    let plural = [
        "answers",
        "attacks",
        "calls",
        "charges",
        "claims",
        "comments",
        "estimates",
        "jokes",
        "notes",
        "points",
        "quotes",
        "reports",
        "questions",
        "states",
        "talks",
        "tweets",
        "read",
        "report",
    ];
    let naming = [
        "called", "dubbed", "named", "labeled", "labelled", "termed", "titled",
    ];
    // Signs suggest without saying.
    let shows = [
        "indicate",
        "indicates",
        "indicated",
        "suggest",
        "suggests",
        "suggested",
    ];
    if reading.is_any(verb, &shows) && is_sign(scene, subject) {
        return true;
    }
    let owners = ["my", "your", "his", "her", "its", "our", "their"];
    let determined =
        is_determiner(reading, subject.first) && !reading.is_any(subject.first, &owners);
    reading.is_any(verb, &plural) && !determined
        || reading.is_any(verb, &naming) && verb + 1 < scene.end && scene.is_quoted(verb + 1)
}

/// Tells whether the description is of something from which others may gather what it never says: `the contours of the plan`.
fn is_sign(scene: &Scene, subject: Subject) -> bool {
    let signs = [
        "contours",
        "data",
        "details",
        "developments",
        "events",
        "evidence",
        "experience",
        "facts",
        "figures",
        "footage",
        "history",
        "images",
        "moves",
        "numbers",
        "outlines",
        "pictures",
        "results",
        "shape",
        "signs",
        "tests",
        "timing",
        "tone",
    ];
    (subject.first..=subject.last)
        .take_while(|&at| !is_preposition(scene.reading, at))
        .last()
        .is_some_and(|head| scene.reading.is_any(head, &signs))
}

impl Scene<'_, '_> {
    /// Tells whether nothing but a further description, a place or a time stands behind the word.
    fn closes_behind(&self, last: usize) -> bool {
        let Some(next) = self.behind(last) else {
            return last + 1 >= self.end;
        };
        matches!(self.reading.text_at(next), "." | "," | ";" | ":" | "(")
            || self.reading.kinds(next).any(Kinds::DAY)
            || self.reading.is_any(
                next,
                &[
                    "in", "on", "at", "who", "during", "after", "as", "when", "last", "earlier",
                    "of", "later", "about", "to", "this", "before", "while", "with", "from", "by",
                    "through",
                ],
            )
    }

    /// Tells whether nothing but more about it stands behind the subject: `says a draft that …`.
    fn closes_with(&self, subject: Subject) -> bool {
        let next = self.behind(subject.last);
        let described = subject.sort == Sort::Description || subject.sort == Sort::Anonymous;
        let more = |next: usize| {
            self.reading.is_any(next, &["that", "which"]) || self.reading.is_any(next, DONE)
        };
        self.closes_behind(subject.last) || described && next.is_some_and(more)
    }

    /// Tells whether the sentence, or its last clause, ends behind the verb, a place or time or the like aside.
    fn ends_behind(&self, verb: usize) -> bool {
        let Some(next) = self.behind(verb) else {
            return verb + 1 >= self.end;
        };
        let aside = self.reading.is_any(next, ASIDES);
        let next = if aside { next + 1 } else { next };
        if next >= self.end || matches!(self.reading.text_at(next), "." | "," | ";") {
            return true;
        }
        let leads = is_preposition(self.reading, self.start)
            || ["while", "when", "asked", "though", "although"]
                .iter()
                .any(|word| self.reading.is(self.start, word));
        let rest = next..self.end;
        !leads
            && rest.len() <= 9
            && (self.reading.kinds(next).any(Kinds::DAY)
                || self.reading.is_any(
                    next,
                    &[
                        "in", "on", "at", "under", "during", "last", "earlier", "this",
                    ],
                ))
            && !rest
                .clone()
                .any(|at| self.is_quoted(at) || self.reading.is(at, "that"))
    }

    /// Tells whether a comma or colon and a quotation stand behind the word.
    fn announces_behind(&self, last: usize) -> bool {
        let mark = self
            .behind(last)
            .filter(|&next| matches!(self.reading.text_at(next), "," | ":"));
        mark.is_some_and(|mark| mark + 1 < self.end && self.is_quoted(mark + 1))
    }
}

/// Adverbs of time behind a verb of saying that closes its sentence.
const ASIDES: &[&str] = &[
    "afterward",
    "afterwards",
    "later",
    "earlier",
    "previously",
    "separately",
    "today",
    "yesterday",
];

/// Tells whether the form at `index` is used as a noun or passively: `a call for`, `Doe's claim that`, `secretary of state`,
/// `used by`.
fn is_no_verb(scene: &Scene, index: usize) -> bool {
    let reading = scene.reading;
    let before = scene.before(index);
    let noun = before.is_some_and(|before| {
        reading.is_possessive(before) && !matches!(reading.text_at(index), "said" | "saying")
            || reading.is_any(
                before,
                &[
                    "the",
                    "a",
                    "an",
                    "his",
                    "her",
                    "its",
                    "their",
                    "this",
                    "such",
                    "no",
                    "any",
                    "my",
                    "our",
                    "your",
                    "so-called",
                ],
            )
    });
    let by = scene
        .behind(index)
        .is_some_and(|next| reading.is(next, "by"))
        && reading.text_at(index).ends_with('d');
    let counted = reading.text_at(index).ends_with('s')
        && scene
            .behind(index)
            .is_some_and(|next| reading.is_any(next, &["are", "were", "is", "was", "have"]));
    let office = reading.is(index, "state") && before.is_some_and(|of| reading.is(of, "of"));
    noun || by || office || counted && !reading.is(index, "says")
}

/// Tells whether the verb takes the person spoken to: `told Doe`.
fn is_transitive(reading: &Reading, verb: usize) -> bool {
    reading.is_any(
        verb,
        &[
            "told", "tells", "tell", "asked", "asks", "reminded", "urged", "urges", "warned",
            "emailed", "advised", "thought",
        ],
    )
}
