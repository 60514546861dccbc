//! Who does what a verb says: the subject before it or behind it, told without a grammar.
//!
//! Behind each rule stands the way news is written: the subject stands directly at the verb, with adverbs, auxiliaries,
//! an apposition between commas or a relative clause in between.

use super::cues::{Cue, Cues};
use super::words::{
    AUXILIARIES, DONE, OBJECTS, QUALIFYING, SHARING, is_adverb, is_determiner, is_paper,
    is_preposition, is_pronoun,
};
use crate::extract::draft::{Draft, Name};
use crate::extract::lexicon::Kinds;
use crate::extract::reading::{Reading, Shape};
use crate::model::actor::ActorKind;

/// How far a subject may stand from its verb, in words.
const REACH: usize = 40;

/// How many words a description has at most.
const LONGEST: usize = 16;

/// Words of number that stand for a source by themselves: `Another said`.
const ALONE: &[&str] = &["another", "one", "both", "some", "many", "several", "most"];

/// Groups that speak in public, without a name but not as hidden sources.
const PUBLIC: &[&str] = &[
    "allies",
    "governments",
    "leaders",
    "ministers",
    "parties",
    "presidents",
];

/// A speaker in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Subject {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) sort: Sort,
}

/// What a speaker is told by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// The name that begins at this word.
    Name(usize),
    /// The names in a row of which the first and the last begin at these words.
    Names(usize, usize),
    Pronoun,
    Description,
    Anonymous,
}

/// What stands before a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    /// Its subject.
    Found(Subject),
    /// What `who` or `that` takes up, where that is found.
    Antecedent(Option<Subject>),
    /// Nothing of its own: it shares the subject of the clause.
    Shared,
    /// Nothing that is read.
    Nothing,
}

/// A sentence with its quotations taken out.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a, 'b> {
    pub(super) reading: &'a Reading<'b>,
    pub(super) draft: &'a Draft,
    pub(super) cues: &'a Cues,
    /// By word of the paragraph, from `base` on: whether it stands in quotation marks.
    pub(super) quoted: &'a [bool],
    pub(super) base: usize,
    /// The words of the sentence.
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Scene<'_, '_> {
    /// Tells whether the word stands in quotation marks.
    pub(super) fn is_quoted(&self, index: usize) -> bool {
        let at = index.checked_sub(self.base);
        at.and_then(|at| self.quoted.get(at)) == Some(&true)
    }

    /// What the word does for a quotation.
    pub(super) fn cue(&self, index: usize) -> Option<Cue> {
        self.cues.at(self.reading, index)
    }

    /// The word before `index` in the sentence; nothing where a quotation or the border stands there.
    pub(super) fn before(&self, index: usize) -> Option<usize> {
        let before = index.checked_sub(1)?;
        (before >= self.start && !self.is_quoted(before)).then_some(before)
    }

    /// The word behind `index` in the sentence; nothing where a quotation or the border stands there.
    pub(super) fn behind(&self, index: usize) -> Option<usize> {
        (index + 1 < self.end && !self.is_quoted(index + 1)).then_some(index + 1)
    }

    /// The subject in front of `verb`.
    pub(super) fn subject_before(&self, verb: usize) -> Before {
        let mut at = verb;
        for _ in 0..REACH {
            let Some(before) = self.before(at) else {
                return if at == verb {
                    Before::Nothing
                } else {
                    Before::Shared
                };
            };
            at = before;
            let word = self.reading.text_at(at);
            if self.draft.name_at(at).is_none() && (self.is_aside(at) || self.is_day(at)) {
                continue;
            }
            if matches!(word, ")" | "]") {
                at = self.opening(at, &["(", "["]).unwrap_or(at);
                continue;
            }
            if is_pronoun(word) {
                return Before::Found(found(at, at, Sort::Pronoun));
            }
            if self.reading.is_any(at, ALONE) && at + 1 == verb {
                return Before::Found(found(at, at, Sort::Anonymous));
            }
            if self.reading.is_any(at, &["who", "which", "that"]) {
                return Before::Antecedent(self.antecedent(at));
            }
            if self.reading.is_any(at, SHARING) {
                return Before::Shared;
            }
            if matches!(word, "," | "—" | "–" | "-") {
                if let Some(group) = self.including(at) {
                    return Before::Found(group);
                }
                return match self.over_apposition(at) {
                    Before::Found(subject) => Before::Found(self.together(subject)),
                    other => other,
                };
            }
            return match self.ending_at(at) {
                Some(subject) => Before::Found(self.together(subject)),
                None => Before::Shared,
            };
        }
        Before::Nothing
    }

    /// The subject behind `verb`: `said the minister, Jane Doe`.
    pub(super) fn subject_behind(&self, verb: usize) -> Option<Subject> {
        let mut at = self.behind(verb)?;
        while self.draft.name_at(at).is_none() && is_adverb(self.reading, at) {
            at = self.behind(at)?;
        }
        if is_pronoun(self.reading.text_at(at)) || self.is_object(at) {
            return Some(found(at, at, Sort::Pronoun));
        }
        if self.reading.is(at, "that") {
            return None;
        }
        let subject = self.starting_at(at)?;
        Some(self.together_ahead(subject))
    }

    /// The subject of the sentence as a whole, read from its start: the first person or pronoun that no preposition and
    /// no possessive make part of something else, else the first other name.
    pub(super) fn first_subject(&self) -> Option<Subject> {
        let mut other = None;
        let mut at = self.start;
        while at < self.end {
            let word = self.reading.text_at(at);
            if self.is_quoted(at) {
                at += 1;
                continue;
            }
            if is_pronoun(word) && !self.reading.is(at, "it") {
                return Some(found(at, at, Sort::Pronoun));
            }
            let Some(name) = self.draft.name_at(at) else {
                at += 1;
                continue;
            };
            let front = front(name);
            let owner = self.reading.is_possessive(name.last + 1);
            let governed = front
                .checked_sub(1)
                .is_some_and(|before| before >= self.start && is_preposition(self.reading, before));
            if !owner && !governed {
                let subject = named(name);
                if name.kind == ActorKind::Person {
                    return Some(subject);
                }
                other = other.or(Some(subject));
            }
            at = name.last + 1;
        }
        other.or_else(|| {
            self.starting_at(self.start)
                .filter(|_| is_determiner(self.reading, self.start))
        })
    }

    /// The comma in front of the subject with the office before its name; `as` or `the` may stand in between.
    pub(super) fn comma_before(&self, subject: Subject) -> Option<usize> {
        let mut front = self.before(self.lead(subject))?;
        for between in ["the", "as"] {
            if self.reading.is(front, between) {
                front = self.before(front)?;
            }
        }
        self.reading.is(front, ",").then_some(front)
    }

    /// The first word of the subject with the office before its name: `Prime Minister Jane Doe`.
    pub(super) fn lead(&self, subject: Subject) -> usize {
        let name = match subject.sort {
            Sort::Name(first) | Sort::Names(first, _) => self.draft.name_at(first),
            _ => None,
        };
        let role = name.and_then(|name| name.role);
        role.filter(|&(first, last)| first >= self.start && last < subject.first)
            .map_or(subject.first, |(first, _)| first)
    }

    /// What stands in front of `who`.
    fn antecedent(&self, who: usize) -> Option<Subject> {
        let mut at = self.before(who)?;
        if self.reading.is(at, ",") {
            at = self.before(at)?;
        }
        self.ending_at(self.over_brackets(at)?)
    }

    /// The word before the brackets that end at `at`, or `at` where none do.
    fn over_brackets(&self, at: usize) -> Option<usize> {
        if matches!(self.reading.text_at(at), ")" | "]") {
            self.before(self.opening(at, &["(", "["])?)
        } else {
            Some(at)
        }
    }

    /// The name in front of the apposition that the comma at `closing` ends; of several commas, the one behind a person.
    fn over_apposition(&self, closing: usize) -> Before {
        let mark = self.reading.text_at(closing);
        if let Some(subject) = self.alone_between(closing) {
            return Before::Found(subject);
        }
        let mut at = closing;
        let mut other = None;
        for _ in 0..REACH {
            let Some(before) = at.checked_sub(1).filter(|&before| before >= self.start) else {
                break;
            };
            at = before;
            if self.is_quoted(at) || self.reading.text_at(at) != mark {
                continue;
            }
            let front = self.before(at).and_then(|front| self.over_brackets(front));
            let Some(front) = front else {
                continue;
            };
            match self.ending_at(front) {
                Some(subject) if self.is_person(subject) => return Before::Found(subject),
                subject => other = other.or(subject),
            }
        }
        other.map_or(Before::Shared, Before::Found)
    }

    /// The person whose name is all that stands between two commas: `the minister, Jane Doe, said`.
    fn alone_between(&self, closing: usize) -> Option<Subject> {
        let name = self.draft.name_at(self.before(closing)?)?;
        let opening = self.before(front(name))?;
        let described = self.before(opening).is_some_and(|last| {
            self.draft.kind_at(last) != Some(ActorKind::Person)
                && self.reading.word(last).shape != Shape::Mark
        });
        let alone = name.kind == ActorKind::Person
            && name.role.is_some_and(|(_, last)| last + 1 == opening)
            && self.reading.text_at(opening) == self.reading.text_at(closing);
        (alone && described).then(|| named(name))
    }

    fn is_person(&self, subject: Subject) -> bool {
        match subject.sort {
            Sort::Name(first) => self.draft.kind_at(first) == Some(ActorKind::Person),
            _ => false,
        }
    }

    /// The name or description whose last word is `last`.
    pub(super) fn ending_at(&self, last: usize) -> Option<Subject> {
        if let Some(name) = self.draft.name_at(last) {
            let front = self.with_article(front(name));
            let of = self
                .before(front)
                .filter(|&before| is_preposition(self.reading, before))
                .and_then(|before| self.before(before))
                .filter(|&head| self.is_noun(head) || self.draft.name_at(head).is_some());
            let Some(head) = of else {
                return Some(named(name));
            };
            return match self.ending_at_plain(head, 0) {
                Some(subject) if matches!(subject.sort, Sort::Name(_)) => Some(subject),
                Some(subject) => Some(found(subject.first, last, subject.sort)),
                None => Some(named(name)),
            };
        }
        self.ending_at_plain(last, 0)
    }

    /// The article before the word `first` that `of` or `for` stands in front of, or the word where there is none.
    fn with_article(&self, first: usize) -> usize {
        let article = self.before(first).filter(|&article| {
            let tied = self.before(article);
            self.reading.is(article, "the")
                && tied.is_some_and(|word| self.reading.is_any(word, &["of", "for"]))
        });
        article.unwrap_or(first)
    }

    /// The description whose last word is `last`, from its determiner on.
    fn ending_at_plain(&self, last: usize, depth: usize) -> Option<Subject> {
        if let Some(name) = self.draft.name_at(last) {
            return Some(named(name));
        }
        if !self.is_noun(last) {
            return None;
        }
        let mut first = last;
        let mut head = last;
        while last - first < LONGEST {
            let Some(before) = self.before(first) else {
                break;
            };
            if let Some(name) = self.draft.name_at(before) {
                first = front(name);
            } else if is_determiner(self.reading, before) {
                // In `a bill that leaders backed`, `that` opens a clause.
                let clause = self.reading.is(before, "that") && self.is_plural(last);
                first = if clause { first } else { before };
                break;
            } else if self.reading.is_possessive(before)
                || self.is_plural_owner(before)
                || self.is_noun(before)
                || self.reading.word(before).shape == Shape::Number
                || self.joins_nouns(before)
            {
                first = before;
            } else {
                break;
            }
        }
        // What a preposition ties to a noun before it belongs to that noun: `people familiar with the matter`.
        let tied = self
            .before(first)
            .filter(|&before| is_preposition(self.reading, before) && depth < 3)
            .and_then(|before| self.before(before))
            .and_then(|word| {
                let done = self.reading.is_any(word, DONE);
                if done { self.before(word) } else { Some(word) }
            })
            .filter(|&word| self.is_noun(word));
        if let Some(outer) = tied.and_then(|word| self.ending_at_plain(word, depth + 1)) {
            return Some(found(outer.first, last, outer.sort));
        }
        if self.reading.is_any(head, QUALIFYING) {
            head = first;
        }
        Some(found(first, last, self.sort_of(first, head)))
    }

    fn is_plural(&self, noun: usize) -> bool {
        let word = self.reading.text_at(noun);
        word.ends_with('s') && !word.ends_with("ss")
    }

    /// Tells whether the mark is the apostrophe of a plural that owns what follows: `the leaders’ statement`.
    fn is_plural_owner(&self, index: usize) -> bool {
        self.reading.is_any(index, &["’", "'"])
            && self.before(index).is_some_and(|noun| {
                self.is_plural(noun)
                    && self.is_noun(noun)
                    && self.reading.word(noun).range.end == self.reading.word(index).range.start
            })
    }

    /// Tells whether the word is an `and` between two words of a description: `current and former officials`.
    fn joins_nouns(&self, index: usize) -> bool {
        self.reading.is(index, "and")
            && self.before(index).is_some_and(|word| {
                self.is_noun(word) && self.reading.word(word).shape == Shape::Lower
            })
    }

    /// The name or description whose first word is `first`.
    fn starting_at(&self, first: usize) -> Option<Subject> {
        let mut last = None;
        let mut head = first;
        let mut governed = false;
        let mut at = first;
        let mut alone = None;
        while at < self.end && at - first < LONGEST && !self.is_quoted(at) {
            if let Some(name) = self.draft.name_at(at) {
                let owner = self.reading.is_possessive(name.last + 1);
                let goes_on = owner
                    || self.behind(name.last).is_some_and(|next| {
                        self.is_noun(next) && self.reading.word(next).shape == Shape::Lower
                            || self.draft.name_at(next).is_some()
                    });
                if name.kind == ActorKind::Person && !governed && !goes_on {
                    return Some(named(name));
                }
                if at == first || front(name) == first {
                    alone = (!owner).then(|| named(name));
                }
                last = Some(name.last);
                at = name.last + 1;
                continue;
            }
            if last.is_some() && self.reading.is_any(at, DONE) {
                break;
            }
            let is_owner = self.reading.is_possessive(at) || self.is_plural_owner(at);
            if self.reading.is(at, ",") {
                let next = self
                    .draft
                    .name_at(at + 1)
                    .filter(|name| name.kind == ActorKind::Person && at + 1 < self.end);
                if let Some(name) = next.filter(|_| last.is_some() && !self.is_quoted(at + 1)) {
                    return Some(named(name));
                }
                break;
            }
            if is_preposition(self.reading, at) {
                if last.is_none() || self.is_day(at + 1) || !self.ties(at, head) {
                    break;
                }
                governed = true;
            } else if governed && self.is_object(at) {
                last = Some(at);
                break;
            } else if self.is_noun(at) || is_owner || self.is_address(at) {
                if !governed && !self.reading.is_any(at, QUALIFYING) {
                    head = at;
                }
                last = Some(at);
            } else if !(is_determiner(self.reading, at) && last.is_none_or(|last| last + 1 < at)
                || self.reading.word(at).shape == Shape::Number)
            {
                break;
            }
            at += 1;
        }
        let last = last?;
        if let Some(subject) = alone.filter(|subject| subject.last == last) {
            return Some(subject);
        }
        Some(found(first, last, self.sort_of(first, head)))
    }

    /// Tells whether the preposition ties what follows to the description with the main noun `head`, rather than to the
    /// verb before it: `in` tells the place of the deed, but for a few fixed words; `by` tells whose paper it is.
    fn ties(&self, preposition: usize, head: usize) -> bool {
        let (reading, next) = (self.reading, preposition + 1);
        let plain = ["of", "for", "with", "from", "at", "to"];
        reading.is_any(preposition, &plain)
            || reading.is(preposition, "in")
                && reading.is_any(next, &["charge", "contact", "touch"])
            || reading.is(preposition, "by") && is_paper(reading, head)
    }

    /// Whether the description from `first` with the main noun `head` is of somebody whom the article leaves unnamed.
    fn sort_of(&self, first: usize, head: usize) -> Sort {
        let indefinite = self.reading.is_any(
            first,
            &[
                "a", "an", "one", "two", "three", "four", "some", "several", "many", "most",
                "another", "other", "multiple", "few",
            ],
        ) || self.reading.word(first).shape == Shape::Number;
        let bare_plural = !is_determiner(self.reading, first)
            && self.draft.name_at(first).is_none()
            && (self.reading.text_at(head).ends_with('s') || self.reading.is(head, "people"))
            && !self.reading.is_any(head, PUBLIC);
        let sources = ["source", "sources", "person", "people"];
        let source = self.reading.is_any(head, &sources);
        if (indefinite || bare_plural || source) && !is_paper(self.reading, head) {
            Sort::Anonymous
        } else {
            Sort::Description
        }
    }

    /// Tells whether the word is a pronoun that stands for itself, as `her` does not in `her friend`.
    fn is_object(&self, index: usize) -> bool {
        let next = self.behind(index);
        self.reading.is_any(index, OBJECTS)
            && next.is_none_or(|next| self.reading.word(next).shape == Shape::Mark)
    }

    fn is_address(&self, index: usize) -> bool {
        self.reading.kinds(index).any(Kinds::HONORIFIC) && self.reading.is_capital(index)
    }

    pub(super) fn is_day(&self, index: usize) -> bool {
        let reading = self.reading;
        reading.kinds(index).any(Kinds::DAY) && reading.is_capital(index)
            || reading.is_any(index, &["on", "today", "yesterday", "tomorrow"])
                && self.draft.is_free(index)
    }

    /// Adverbs and auxiliaries, which stand between a subject and its verb.
    fn is_aside(&self, index: usize) -> bool {
        is_adverb(self.reading, index)
            || self.reading.is_any(index, AUXILIARIES)
            || self.reading.word(index).shape == Shape::Ending && !self.reading.is_possessive(index)
    }

    /// Tells whether the word may belong to a description: any word of content that is no verb of the lists.
    fn is_noun(&self, index: usize) -> bool {
        let word = self.reading.word(index);
        let worded = matches!(
            word.shape,
            Shape::Lower | Shape::Capital | Shape::Upper | Shape::Initial
        );
        worded
            && !self.is_quoted(index)
            && (!word.kinds.any(Kinds::FUNCTION) || self.reading.is(index, "same"))
            && !self.reading.is_any(index, AUXILIARIES)
            && !is_pronoun(self.reading.text_at(index))
            && !is_determiner(self.reading, index)
            && !is_preposition(self.reading, index)
            && !is_adverb(self.reading, index)
            && (self.cue(index).is_none() || self.follows_determiner(index))
            && !(word.kinds.any(Kinds::DAY) && self.reading.is_capital(index))
    }

    fn follows_determiner(&self, index: usize) -> bool {
        self.before(index).is_some_and(|before| {
            is_determiner(self.reading, before) || self.reading.is_possessive(before)
        })
    }

    fn opening(&self, closing: usize, marks: &[&str]) -> Option<usize> {
        (self.start.max(closing.saturating_sub(REACH))..closing)
            .rev()
            .find(|&at| marks.contains(&self.reading.text_at(at)))
    }
}

fn found(first: usize, last: usize, sort: Sort) -> Subject {
    Subject { first, last, sort }
}

fn named(name: &Name) -> Subject {
    found(front(name), name.last, Sort::Name(name.first))
}

/// The first word of the name with its form of address.
fn front(name: &Name) -> usize {
    name.honorific.map_or(name.first, |(first, _)| first)
}
