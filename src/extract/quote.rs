//! Quotations and who says them.
//!
//! First the marks of a paragraph are paired, then its sentences are read with the quotations taken out, each as one
//! piece. A quotation belongs to the verb of saying behind it, else to the last one before it in its sentence, else to
//! whoever spoke before in the paragraph; where nothing fits, nobody is named. What follows a verb of saying without
//! marks is indirect speech. Linear in the length of the text: every search has a reach.

mod attribution;
mod colon;
mod cues;
mod indirect;
mod marks;
mod row;
mod sentence;
mod sources;
mod speaker;
#[cfg(test)]
mod tests;
mod words;

use crate::extract::draft::Draft;
use crate::extract::lexicon::Kinds;
use crate::extract::reading::{Reading, Shape};
use crate::model::actor::ActorKind;
use crate::model::quote::{Quote, QuoteKind, Speaker};

use attribution::{Attribution, Draught};
use cues::{Cue, Cues};
use marks::Span;
use sentence::{Said, Sentence};
use sources::Sources;
use speaker::{Scene, Sort, Subject};
use words::is_determiner;

/// The rules that tell a speaker, by id, with what each goes by.
pub const RULES: &[(&str, &str)] = &[
    ("credit", "A name behind a dash behind the quotation."),
    (
        "transcript",
        "A name in capitals and a colon open the quotation.",
    ),
    (
        "cue-behind",
        "A verb of saying and its subject directly behind the quotation.",
    ),
    (
        "cue-before",
        "The verb of saying before it in its sentence; of several the outermost, unless one stands directly at it.",
    ),
    (
        "cue-at-end",
        "A verb of saying that closes the sentence: `…, Doe said.`",
    ),
    (
        "subject",
        "The subject of the sentence, where it has no verb of saying.",
    ),
    ("same-paragraph", "Whoever spoke before in the paragraph."),
    (
        "later-in-paragraph",
        "Whoever speaks next in the paragraph, or where a quotation over several paragraphs ends.",
    ),
    ("sentence-before", "The subject of the sentence before."),
    (
        "goes-on",
        "The quotation before went on over the end of its paragraph.",
    ),
    ("announced", "The paragraph before ends with a colon."),
    (
        "paragraph-before",
        "A paragraph that is nothing but a quotation goes on with the speaker of one that ends with one.",
    ),
    ("no-speaker", "Nothing tells; no speaker is named."),
];

/// The quotations of all paragraphs, in text order.
pub(super) fn find(reading: &Reading, draft: &Draft) -> Vec<Quote> {
    let cues = Cues::new(reading);
    let mut desk = Desk::new(reading, draft, &cues);
    let mut start = 0;
    while start < reading.words.len() {
        let number = desk.paragraph_of(start);
        let mut end = start + 1;
        while end < reading.words.len() && desk.paragraph_of(end) == number {
            end += 1;
        }
        desk.paragraph(start, end);
        start = end;
    }
    desk.quotes
        .sort_by_key(|quote| (quote.range.start, quote.range.end));
    desk.quotes
}

/// What is carried from paragraph to paragraph.
struct Desk<'a, 'b> {
    reading: &'a Reading<'b>,
    draft: &'a Draft,
    cues: &'a Cues,
    /// The first words of all names, in order: a name's place here is its mention's index.
    names: Vec<usize>,
    quotes: Vec<Quote>,
    sources: Sources,
    /// The speaker of the quotation that goes on from the paragraph before, or that a colon announces at its end.
    carried: Option<Attribution>,
    /// Where the quotations begin that go on and whose speaker is not known yet.
    open: Vec<usize>,
}

impl<'a, 'b> Desk<'a, 'b> {
    fn new(reading: &'a Reading<'b>, draft: &'a Draft, cues: &'a Cues) -> Self {
        let mut names: Vec<usize> = draft.names.iter().map(|name| name.first).collect();
        names.sort_unstable();
        Self {
            reading,
            draft,
            cues,
            names,
            quotes: Vec::new(),
            sources: Sources::default(),
            carried: None,
            open: Vec::new(),
        }
    }

    fn paragraph_of(&self, word: usize) -> usize {
        self.reading
            .sentence_of(word)
            .map_or(usize::MAX, |sentence| sentence.paragraph)
    }

    fn paragraph(&mut self, start: usize, end: usize) {
        let mut spans = marks::spans(self.reading, start..end);
        let next_opens = end < self.reading.words.len() && marks::is_opening(self.reading, end);
        if let Some(last) = spans.last_mut() {
            last.goes_on = !last.closed && last.last + 1 == end && next_opens;
        }
        let mut quoted = vec![false; end - start];
        for span in &spans {
            quoted[span.open - start..=span.last - start].fill(true);
        }
        let scene = Scene {
            reading: self.reading,
            draft: self.draft,
            cues: self.cues,
            quoted: &quoted,
            base: start,
            start,
            end,
        };
        self.sources.next_paragraph();
        let carried = self.carried.take();
        let mut spoken: Option<Attribution> = None;
        let mut before: Option<Attribution> = None;
        let mut waiting = Vec::new();
        for sentence in sentence::sentences(&scene, &spans) {
            let scene = Scene {
                start: sentence.start,
                end: sentence.end,
                ..scene
            };
            for number in sentence.spans.clone() {
                let span = &spans[number];
                let own = attribute(&scene, &sentence, &spans, number)
                    .filter(|own| spoken.is_none() || may_speak(&scene, own));
                let alone = span.last + 1 == end;
                let from_before = carried.filter(|carried| {
                    number == 0
                        && span.open == start
                        && (alone || carried.rule != "paragraph-before")
                });
                let found = own
                    .or(from_before)
                    .or_else(|| spoken.map(|attribution| follows(attribution, "same-paragraph")))
                    .or(before);
                let index = self.push(&scene, span, found);
                if found.is_some_and(|found| found.subject.is_some()) {
                    spoken = found;
                } else if found.is_none() {
                    waiting.push(index);
                }
            }
            indirect::find(&scene, &sentence, &spans, |quote| {
                let quote = self.made(&quote);
                self.quotes.push(quote);
            });
            before = sentence.speaks();
        }
        self.close(&scene, &spans, spoken, before, &waiting);
    }

    /// Hands speakers on to where they are still missing: within the paragraph, and over its end.
    fn close(
        &mut self,
        scene: &Scene,
        spans: &[Span],
        spoken: Option<Attribution>,
        last: Option<Attribution>,
        waiting: &[usize],
    ) {
        if let Some(attribution) = spoken {
            let back = follows(attribution, "later-in-paragraph");
            let speaker = back.subject.and_then(|subject| self.speaker(subject));
            for &index in waiting.iter().chain(&self.open) {
                if let Some(quote) = self.quotes.get_mut(index) {
                    quote.speaker = quote.speaker.or(speaker);
                    quote.rule = back.rule;
                }
            }
            self.open.clear();
        }
        let goes_on = spans.last().is_some_and(|span| span.goes_on);
        if goes_on {
            self.carried = spoken.map(|attribution| follows(attribution, "goes-on"));
            self.open.extend(waiting.last());
            return;
        }
        self.open.clear();
        let announces = scene
            .end
            .checked_sub(1)
            .is_some_and(|mark| self.reading.is(mark, ":"));
        let ends_quoting = spans.last().is_some_and(|span| span.last + 12 > scene.end);
        if ends_quoting && !announces {
            self.carried = spoken.map(|attribution| follows(attribution, "paragraph-before"));
        }
        if announces && spans.last().is_none_or(|span| span.last + 1 < scene.end) {
            self.carried = last.map(|attribution| follows(attribution, "announced"));
        }
    }

    fn push(&mut self, scene: &Scene, span: &Span, found: Option<Attribution>) -> usize {
        let kind = kind(scene, span, found);
        let found = found.filter(|_| kind != QuoteKind::Term);
        let quote = Draught {
            kind,
            first: span.open,
            last: span.last,
            attribution: found,
            goes_on: span.goes_on,
        };
        let quote = self.made(&quote);
        self.quotes.push(quote);
        self.quotes.len() - 1
    }

    fn made(&mut self, quote: &Draught) -> Quote {
        let attribution = quote.attribution;
        let cue = attribution.and_then(|attribution| attribution.cue);
        Quote {
            kind: quote.kind,
            range: self.reading.span(quote.first, quote.last),
            speaker: attribution
                .and_then(|attribution| attribution.subject)
                .and_then(|subject| self.speaker(subject)),
            cue: cue.map(|(first, last)| self.reading.span(first, last)),
            goes_on: quote.goes_on,
            rule: attribution
                .filter(|attribution| attribution.subject.is_some())
                .map_or("no-speaker", |attribution| attribution.rule),
        }
    }

    fn speaker(&mut self, subject: Subject) -> Option<Speaker> {
        let range = self.reading.span(subject.first, subject.last);
        let sort = self
            .sources
            .hear(self.reading, self.draft, &self.names, subject);
        Some(match sort {
            Sort::Name(first) => Speaker::Mention(self.index(first)?),
            Sort::Names(first, last) => Speaker::Together(self.index(first)?, self.index(last)?),
            Sort::Pronoun => Speaker::Pronoun(range),
            Sort::Description => Speaker::Description(range),
            Sort::Anonymous => Speaker::Anonymous(range),
        })
    }

    /// The index of the mention whose first word is `first`.
    fn index(&self, first: usize) -> Option<usize> {
        self.names.binary_search(&first).ok()
    }
}

/// The attribution as another quotation takes it over.
fn follows(attribution: Attribution, rule: &'static str) -> Attribution {
    Attribution {
        cue: None,
        rule,
        ..attribution
    }
}

/// Who says quotation number `number`, by what its own sentence tells.
fn attribute(
    scene: &Scene,
    sentence: &Sentence,
    spans: &[Span],
    number: usize,
) -> Option<Attribution> {
    let span = &spans[number];
    let by = |said: &Said, rule| Attribution {
        subject: said.subject,
        cue: Some(said.words),
        rule,
    };
    if let Some(subject) = credit(scene, span) {
        return Some(Attribution {
            subject: Some(subject),
            cue: None,
            rule: "credit",
        });
    }
    if let Some(subject) = transcript(scene, span) {
        return Some(Attribution {
            subject: Some(subject),
            cue: None,
            rule: "transcript",
        });
    }
    let next = sentence
        .cues
        .partition_point(|said| said.words.0 < span.last);
    if let Some(said) = sentence
        .cues
        .get(next)
        .filter(|said| said.follows(scene, span, next > 0))
    {
        return Some(by(said, "cue-behind"));
    }
    let closing = sentence.trailing.filter(|said| said.words.0 > span.last);
    let governing = sentence.governing(scene, span, next);
    // `Doe wants a pier that is “wide”, she said.`: a judgement is told by whoever says all of it.
    if let Some(said) = governing.filter(|said| closing.is_none() || said.cue != Cue::Judging) {
        return Some(by(said, "cue-before"));
    }
    if let Some(said) = closing {
        return Some(by(&said, "cue-at-end"));
    }
    let subject = sentence.subject?;
    Some(Attribution {
        subject: Some(subject),
        cue: None,
        rule: "subject",
    })
}

/// Tells whether the words that only open the sentence of a quotation can speak, where somebody has spoken before: `They are
/// “strong”`, `The town would be “rich”` tell of things, and the speaker goes on.
fn may_speak(scene: &Scene, own: &Attribution) -> bool {
    let Some(subject) = own.subject.filter(|_| own.rule == "subject") else {
        return true;
    };
    match subject.sort {
        Sort::Name(first) => scene.draft.kind_at(first) != Some(ActorKind::Place),
        Sort::Pronoun => !scene.reading.is_any(subject.first, &["it", "they"]),
        Sort::Names(..) | Sort::Description | Sort::Anonymous => true,
    }
}

/// The name behind a dash behind the quotation: `“Never again.” — Jane Doe`.
fn credit(scene: &Scene, span: &Span) -> Option<Subject> {
    let dash = scene.behind(span.last)?;
    if !matches!(scene.reading.text_at(dash), "—" | "–" | "-" | "―") {
        return None;
    }
    let name = scene.draft.name_at(scene.behind(dash)?)?;
    let ends = scene
        .behind(name.last)
        .is_none_or(|next| matches!(scene.reading.text_at(next), "," | "(" | "."));
    ends.then(|| Subject {
        first: dash + 1,
        last: name.last,
        sort: Sort::Name(name.first),
    })
}

/// The name in capitals that opens a line of a transcript: `“DOE: Never again.”`
fn transcript(scene: &Scene, span: &Span) -> Option<Subject> {
    let reading = scene.reading;
    let first = span.inside().start;
    let colon = span.inside().take(5).find(|&at| reading.is(at, ":"))?;
    let capitals =
        (first..colon).all(|at| matches!(reading.word(at).shape, Shape::Upper | Shape::Initial));
    let sort = scene
        .draft
        .name_at(first)
        .map_or(Sort::Description, |name| Sort::Name(name.first));
    (capitals && first < colon).then_some(Subject {
        first,
        last: colon - 1,
        sort,
    })
}

/// Tells whether what is quoted is made an adjective at its end, and so names a kind of thing: `“Doeville-style” locks`.
fn is_compound(reading: &Reading, span: &Span) -> bool {
    let inside = span.inside();
    let Some(last) = inside.end.checked_sub(1) else {
        return false;
    };
    let written = reading
        .span(inside.start, last.max(inside.start))
        .of(reading.text);
    ["-like", "-style", "-type", "-esque"]
        .iter()
        .any(|ending| written.ends_with(ending))
}

/// Tells whether the cue is about all of the sentence and not about the few words in marks, which name a thing: `Doeville’s
/// “storm guarantees” are gone, Doe said.`
fn is_far(scene: &Scene, span: &Span, found: Attribution) -> bool {
    let reading = scene.reading;
    let around = found.rule == "cue-at-end"
        || found
            .cue
            .is_some_and(|(first, _)| reading.is(first, "according") && first < span.open);
    let named = scene
        .before(span.open)
        .is_some_and(|before| reading.is_possessive(before) || is_determiner(reading, before));
    around && named
}

/// Tells a quotation from a term or title between marks: one word, two or a title, with no verb of saying at it.
fn kind(scene: &Scene, span: &Span, found: Option<Attribution>) -> QuoteKind {
    let reading = scene.reading;
    let (mut count, mut capitals, mut long) = (0, 0, 0);
    for at in span.inside() {
        let word = reading.word(at);
        if matches!(word.shape, Shape::Mark | Shape::Ending) {
            continue;
        }
        count += 1;
        if word.range.len() > 2 && !word.kinds.any(Kinds::FUNCTION) {
            long += 1;
            capitals += usize::from(word.shape != Shape::Lower);
        }
    }
    let before = scene.before(span.open);
    let announced = before.is_none_or(|before| matches!(reading.text_at(before), "," | ":"));
    let at_cue = found.is_some_and(|found| {
        let behind = found.rule == "cue-behind";
        let before = found.cue.is_some_and(|(_, last)| last + 2 == span.open);
        announced && (behind || before || found.rule == "goes-on")
    });
    let by_subject = found.is_none_or(|found| found.rule == "subject");
    let pauses = span
        .inside()
        .any(|at| matches!(reading.text_at(at), "," | "." | "!" | "?"));
    let in_cue = found.is_some_and(|found| found.cue.is_some());
    let title = long == capitals && (1..=6).contains(&count) && long > 0;
    let named = before.is_some_and(|before| {
        let naming = [
            "so-called",
            "dubbed",
            "titled",
            "entitled",
            "nicknamed",
            "term",
            "phrase",
            "slogan",
        ];
        reading.is_any(before, &naming)
            || reading.is(before, "as") && before > 0 && reading.is(before - 1, "known")
    });
    let term = match count {
        _ if named && count <= 8 && !pauses => true,
        _ if is_compound(reading, span) && count <= 4 && !pauses && !at_cue => true,
        0 | 1 => !at_cue,
        2 => !in_cue || (title || found.is_some_and(|found| is_far(scene, span, found))) && !at_cue,
        3 | 4 if !in_cue && by_subject && !pauses => true,
        _ => title && !at_cue,
    };
    if term {
        QuoteKind::Term
    } else {
        QuoteKind::Direct
    }
}
