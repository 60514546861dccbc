//! In whose words: what the two sides call the same actor, which terms one of them puts in quotation marks, and with
//! which verbs they hand on what the same person says.

use std::collections::{BTreeMap, BTreeSet};

use crate::compare::reading::Reading;
use crate::compare::run::{Prose, Word};
use crate::model::actor::{ActorId, ActorKind};
use crate::model::article::BlockKind;
use crate::model::comparison::{Difference, DifferenceKind, Label, Pair};
use crate::model::quote::QuoteKind;
use crate::text::fold::fold;
use crate::text::range::TextRange;
use crate::text::stem::{cut_endings, is_function};

/// Words with which anything can be handed on: they tell nothing of how the writer takes it.
const NEUTRAL: &[&str] = &[
    "according to",
    "added",
    "adding",
    "adds",
    "posted",
    "said",
    "say",
    "saying",
    "says",
    "tell",
    "telling",
    "tells",
    "told",
    "writes",
    "writing",
    "wrote",
];

/// Beginnings of verbs that say how the writer takes what is handed on: as doubtful, or as given away.
const LOADED: &[&str] = &[
    "acknowledg",
    "admit",
    "alleg",
    "assert",
    "boast",
    "brag",
    "claim",
    "conced",
    "confess",
    "contend",
    "deni",
    "deny",
    "insist",
    "maintain",
    "purport",
    "scoff",
];

/// How many places of a word are looked at for a term, and how many verbs of a passage.
const LOOKED_AT: usize = 64;

/// The differences of wording.
pub(super) fn differences(
    a: &Reading<'_>,
    b: &Reading<'_>,
    prose: &Prose,
    pairs: &[Pair],
) -> Vec<Difference> {
    let mut found = apart(DifferenceKind::Name, [names(a), names(b)]);
    found.extend(apart(DifferenceKind::Description, [roles(a), roles(b)]));
    found.extend(terms(a, b, prose));
    found.extend(sayings(a, b, pairs));
    found
}

/// By actor, the forms that a side has, each with the place where it stands first.
type Forms = BTreeMap<ActorId, BTreeMap<String, TextRange>>;

/// What the sides call the actors: of people the last word of the name, of others all of it.
fn names(reading: &Reading<'_>) -> Forms {
    let mut forms = Forms::new();
    for (mention, actor) in reading.side.named() {
        let kind = reading.side.article.kind_at(mention.name.start);
        if !kind.is_some_and(|kind| {
            kind.is_prose() || kind == BlockKind::Headline || kind == BlockKind::Caption
        }) {
            continue;
        }
        let written = fold(mention.name.of(reading.side.text()));
        let plain = written.replace('.', "");
        let form = match mention.kind {
            ActorKind::Person => plain.rsplit(' ').next().unwrap_or(&plain),
            _ => plain.strip_prefix("the ").unwrap_or(&plain),
        };
        let forms = forms.entry(actor).or_default();
        forms.entry(form.to_owned()).or_insert(mention.name);
    }
    forms
}

/// With which offices and relations the sides introduce people, as the stems of their words.
fn roles(reading: &Reading<'_>) -> Forms {
    let mut forms = Forms::new();
    for (mention, actor) in reading.side.named() {
        let Some(role) = mention.role else {
            continue;
        };
        let forms = forms.entry(actor).or_default();
        for word in fold(role.of(reading.side.text())).split(|c: char| !c.is_alphanumeric()) {
            if !word.is_empty() && !is_function(word) {
                let mut stem = word.to_owned();
                cut_endings(&mut stem);
                forms.entry(stem).or_insert(role);
            }
        }
    }
    forms
}

/// Tells whether one of two forms is the other or a part of it: `bloomberg` of `bloomberg news`.
fn is_short_for(one: &str, other: &str) -> bool {
    let holds = |long: &str, short: &str| {
        let mut words = short.split(' ');
        words.all(|word| long.split(' ').any(|other| other == word))
    };
    holds(one, other) || holds(other, one)
}

/// The actors for whom the two sides have no form in common.
fn apart(kind: DifferenceKind, [a, b]: [Forms; 2]) -> Vec<Difference> {
    let mut found = Vec::new();
    for (actor, ours) in &a {
        let Some(theirs) = b.get(actor) else {
            continue;
        };
        let known = |form: &String| theirs.keys().any(|other| is_short_for(form, other));
        if ours.is_empty() || theirs.is_empty() || ours.keys().any(known) {
            continue;
        }
        let places = |forms: &BTreeMap<String, TextRange>| -> Vec<TextRange> {
            let places: BTreeSet<TextRange> = forms.values().copied().collect();
            places.into_iter().collect()
        };
        found.push(Difference {
            kind,
            at: [places(ours), places(theirs)],
            actor: Some(*actor),
            pair: None,
        });
    }
    found
}

/// Whether words stand in quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Marks {
    /// In none.
    None,
    /// Among what somebody is quoted with: who writes has no say in them.
    Quotation,
    /// As a term, in marks of its own.
    Term,
}

/// A side as words, and which of them stand in quotation marks.
struct Marked<'a> {
    words: &'a [Word],
    /// By word.
    in_marks: Vec<Marks>,
    /// By number of a word, its places.
    places: Vec<Vec<usize>>,
}

impl<'a> Marked<'a> {
    fn new(reading: &Reading<'_>, words: &'a [Word], different: usize) -> Self {
        let mut in_marks = vec![Marks::None; words.len()];
        let mut places = vec![Vec::new(); different];
        let mut rest = reading.side.findings.quotes.iter().peekable();
        let (mut end, mut kind) = (0, Marks::None);
        for (at, word) in words.iter().enumerate() {
            while let Some(quote) = rest.next_if(|quote| quote.range.start <= word.range.start) {
                let found = match quote.kind {
                    QuoteKind::Direct => Marks::Quotation,
                    QuoteKind::Term => Marks::Term,
                    QuoteKind::Indirect => continue,
                };
                if quote.range.end > end {
                    (end, kind) = (quote.range.end, found);
                }
            }
            if word.range.end <= end {
                in_marks[at] = kind;
            }
            places[word.id as usize].push(at);
        }
        Self {
            words,
            in_marks,
            places,
        }
    }

    /// Where the words of `term` stand, and in which quotation marks.
    fn find(&self, term: &[Word]) -> Vec<(TextRange, Marks)> {
        let rarest = term
            .iter()
            .enumerate()
            .min_by_key(|(_, word)| self.places[word.id as usize].len());
        let Some((offset, rarest)) = rarest else {
            return Vec::new();
        };
        let places = self.places[rarest.id as usize].iter().take(LOOKED_AT);
        let starts = places.filter_map(|place| place.checked_sub(offset));
        starts
            .filter_map(|start| {
                let here = self.words.get(start..start + term.len())?;
                let same = here.iter().zip(term).all(|(x, y)| x.id == y.id);
                let range = TextRange::new(here.first()?.range.start, here.last()?.range.end);
                same.then_some((range, *self.in_marks.get(start)?))
            })
            .collect()
    }
}

/// Terms in quotation marks on one side that the other has without.
fn terms(a: &Reading<'_>, b: &Reading<'_>, prose: &Prose) -> Vec<Difference> {
    let [of_a, of_b] = &prose.words;
    let sides = [
        Marked::new(a, of_a, prose.different),
        Marked::new(b, of_b, prose.different),
    ];
    let mut found = Vec::new();
    let mut known: BTreeSet<Vec<u32>> = BTreeSet::new();
    for (side, reading) in [a, b].into_iter().enumerate() {
        let quotes = reading.side.findings.quotes.iter();
        for term in quotes.filter(|quote| quote.kind == QuoteKind::Term) {
            let from = sides[side]
                .words
                .partition_point(|word| word.range.start < term.range.start);
            let to = sides[side]
                .words
                .partition_point(|word| word.range.start < term.range.end);
            let term = sides[side].words.get(from..to).unwrap_or(&[]);
            if !term.iter().any(|word| word.tells)
                || !known.insert(term.iter().map(|word| word.id).collect())
            {
                continue;
            }
            let of = |found: &[(TextRange, Marks)], marks: Marks| -> Vec<TextRange> {
                let found = found.iter().filter(|(_, in_marks)| *in_marks == marks);
                found.map(|(range, _)| *range).collect()
            };
            let (ours, theirs) = (sides[side].find(term), sides[1 - side].find(term));
            let plain = of(&theirs, Marks::None);
            if plain.is_empty() || !of(&theirs, Marks::Term).is_empty() {
                continue;
            }
            let mut at = [Vec::new(), Vec::new()];
            at[side] = of(&ours, Marks::Term);
            at[1 - side] = plain;
            if at[side].is_empty() {
                continue;
            }
            found.push(Difference {
                kind: DifferenceKind::Term,
                at,
                actor: None,
                pair: None,
            });
        }
    }
    found
}

/// A verb with which somebody's words are handed on.
struct Cue {
    passage: usize,
    actor: ActorId,
    written: String,
    range: TextRange,
}

impl Cue {
    /// Tells whether the verb says how its writer takes what is handed on.
    fn is_loaded(&self) -> bool {
        let mut stems = LOADED.iter();
        stems.any(|stem| self.written.starts_with(stem))
    }

    fn is_neutral(&self) -> bool {
        NEUTRAL.binary_search(&self.written.as_str()).is_ok()
    }
}

/// By speaker of both sides, the verbs of saying that tell the two apart: those with which matched passages hand on
/// their words, and everywhere those that say how a writer takes them.
fn sayings(a: &Reading<'_>, b: &Reading<'_>, pairs: &[Pair]) -> Vec<Difference> {
    let sides = [cues(a), cues(b)];
    let mut found: BTreeMap<ActorId, [BTreeSet<TextRange>; 2]> = BTreeMap::new();
    let mut add = |actor: ActorId, side: usize, cue: &Cue| {
        found.entry(actor).or_default()[side].insert(cue.range);
    };
    for pair in pairs.iter().filter(|pair| pair.label != Label::Perhaps) {
        for ours in of_passage(&sides[0], pair.a) {
            for theirs in of_passage(&sides[1], pair.b) {
                let telling = !ours.is_neutral() || !theirs.is_neutral();
                if ours.actor == theirs.actor && ours.written != theirs.written && telling {
                    add(ours.actor, 0, ours);
                    add(ours.actor, 1, theirs);
                }
            }
        }
    }
    for side in [0, 1] {
        let verbs = verbs(&sides[1 - side]);
        for cue in sides[side].iter().filter(|cue| cue.is_loaded()) {
            let Some(others) = verbs.get(&cue.actor) else {
                continue;
            };
            if !others.contains_key(cue.written.as_str()) {
                add(cue.actor, side, cue);
                for other in others.values() {
                    add(cue.actor, 1 - side, other);
                }
            }
        }
    }
    let differences = found.into_iter().map(|(actor, at)| Difference {
        kind: DifferenceKind::Saying,
        at: at.map(|places| places.into_iter().collect()),
        actor: Some(actor),
        pair: None,
    });
    differences.collect()
}

/// By speaker, the verbs of a side, each where it stands first.
fn verbs(cues: &[Cue]) -> BTreeMap<ActorId, BTreeMap<&str, &Cue>> {
    let mut verbs: BTreeMap<ActorId, BTreeMap<&str, &Cue>> = BTreeMap::new();
    for cue in cues {
        let verbs = verbs.entry(cue.actor).or_default();
        verbs.entry(&cue.written).or_insert(cue);
    }
    verbs
}

/// Those of the `cues`, which are in order, that stand in a passage.
fn of_passage(cues: &[Cue], passage: usize) -> &[Cue] {
    let from = cues.partition_point(|cue| cue.passage < passage);
    let to = cues.partition_point(|cue| cue.passage <= passage);
    let to = to.min(from + LOOKED_AT);
    cues.get(from..to).unwrap_or(&[])
}

/// The verbs of saying with known speakers, in text order.
fn cues(reading: &Reading<'_>) -> Vec<Cue> {
    let passages = &reading.passages;
    let quotes = reading.side.findings.quotes.iter();
    let found = quotes.filter_map(|quote| Some((quote, quote.cue?)));
    let found = found.flat_map(|(quote, range)| {
        let passage = passages.partition_point(|passage| passage.range.end <= range.start);
        let speakers = reading.side.speakers(quote);
        speakers.map(move |actor| Cue {
            passage,
            actor,
            written: fold(range.of(reading.side.text())),
            range,
        })
    });
    let mut found: Vec<Cue> = found.collect();
    found.sort_by_key(|cue| (cue.range, cue.actor));
    found.dedup_by_key(|cue| (cue.range, cue.actor));
    found
}
