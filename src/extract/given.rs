//! What the newsroom gives with an article: names that are taken for what it says they are, and subjects.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::extract::draft::{Draft, GIVEN};
use crate::extract::lexicon::Kinds;
use crate::extract::reading::Reading;
use crate::extract::run::front;
use crate::model::actor::ActorKind;
use crate::model::findings::Phrase;
use crate::model::given::GivenKind;
use crate::text::fold::fold;
use crate::text::range::TextRange;
use crate::text::token::tokens;

/// More names than this are a register, and no longer what an article is about.
const MOST: usize = 200;

/// A name that is given, word by word in folded form.
struct Given {
    words: Vec<String>,
    kind: ActorKind,
}

/// Takes every name that is given for what it is given as, wherever the text writes it so; of several that begin alike, the
/// longest.
pub(super) fn names(reading: &Reading, draft: &mut Draft) {
    let mut known: HashMap<String, Vec<Given>> = HashMap::new();
    for &(kind, range) in reading.given.iter().take(MOST) {
        let Some(given) = Given::new(kind, range.of(reading.text)) else {
            continue;
        };
        if let Some(first) = given.words.first() {
            known.entry(first.clone()).or_default().push(given);
        }
    }
    if known.is_empty() {
        return;
    }
    for alike in known.values_mut() {
        alike.sort_by_key(|given| Reverse(given.words.len()));
    }
    for first in 0..reading.words.len() {
        if !draft.is_free(first) || !reading.is_capital(first) {
            continue;
        }
        let alike = known.get(&fold(reading.text_at(first)));
        let found = alike.into_iter().flatten().find_map(|given| {
            let same = |written: &str, word: &str| fold(written) == word;
            let last = last_of(reading, first, &given.words, same)?;
            (first < last || stands_alone(reading, first)).then_some((last, given.kind))
        });
        match found {
            Some((last, ActorKind::Person)) => {
                let front = front(reading, draft, first);
                draft.claim_person((first, last), front.honorific, front.role, GIVEN);
            }
            Some((last, kind)) => drop(draft.claim(first, last, kind, GIVEN)),
            None => {}
        }
    }
}

impl Given {
    /// None for a subject, which is no name.
    fn new(kind: GivenKind, name: &str) -> Option<Self> {
        let kind = match kind {
            GivenKind::Person => ActorKind::Person,
            GivenKind::Organisation => ActorKind::Organisation,
            GivenKind::Place => ActorKind::Place,
            GivenKind::Subject => return None,
        };
        // `Author, Ann` in the order of a register.
        let name = match name.split_once(", ") {
            Some((family, rest)) if kind == ActorKind::Person && !rest.contains(',') => {
                format!("{rest} {family}")
            }
            _ => name.to_owned(),
        };
        let words = words(&name);
        Some(Self { words, kind })
    }
}

/// Tells whether no capital beside one word makes another name of it: `Velmora` in `Velmora Rowing Club`.
fn stands_alone(reading: &Reading, index: usize) -> bool {
    let joins = |other: Option<usize>| other.is_some_and(|other| reading.is_capital(other));
    let fore = reading.before(index).filter(|&fore| {
        let kinds = reading.kinds(fore);
        !reading.opens(fore) && !kinds.any(Kinds::TITLE.or(Kinds::TRADE).or(Kinds::HONORIFIC))
    });
    reading.in_headline_case(index) || !joins(reading.behind(index)) && !joins(fore)
}

/// Adds the subjects that are given to the phrases that were `found`, each with every place of its words: in the text, and where
/// it is given. Phrases of one `key` are one.
pub(super) fn subjects(reading: &Reading, key: fn(&str) -> String, found: &mut Vec<Phrase>) {
    let given = reading.given.iter().take(MOST);
    let mut subjects: Vec<Phrase> = Vec::new();
    for &(_, range) in given.filter(|(kind, _)| *kind == GivenKind::Subject) {
        let text = range.of(reading.text).to_lowercase();
        let own = key(&text);
        let met = |phrase: &&mut Phrase| key(&phrase.text) == own;
        match found.iter_mut().find(met) {
            Some(phrase) => phrase.occurrences.push(range),
            None => subjects.push(Phrase {
                text,
                occurrences: vec![range],
            }),
        }
    }
    for subject in &mut subjects {
        let words = words(&key(&subject.text));
        let starts = 0..reading.words.len();
        let found = starts.filter_map(|first| {
            let last = last_of(reading, first, &words, |written, word| {
                fold(written) == word || key(written) == word
            })?;
            Some(reading.span(first, last))
        });
        let in_text: Vec<TextRange> = found.collect();
        subject.occurrences.splice(0..0, in_text);
    }
    found.append(&mut subjects);
}

/// The words of a name or subject.
fn words(text: &str) -> Vec<String> {
    let tokens = tokens(text).into_iter();
    tokens.map(|token| fold(token.range.of(text))).collect()
}

/// The last of `words`, where one sentence has them all from the word `first` on, each written as one that is the `same`.
fn last_of(
    reading: &Reading,
    first: usize,
    words: &[String],
    same: impl Fn(&str, &str) -> bool,
) -> Option<usize> {
    let mut last = None;
    for word in words {
        let at = last.map_or(Some(first), |last| reading.behind(last))?;
        if !same(reading.text_at(at), word) {
            return None;
        }
        last = Some(at);
    }
    last
}
