//! In whose words: what the two sides call the same actor, which terms one of them puts in quotation marks, and with
//! which verbs they hand on what the same person says.

use std::collections::{BTreeMap, BTreeSet};

use crate::compare::reading::Reading;
use crate::compare::run::{Prose, Word};
use crate::model::actor::{ActorId, ActorKind};
use crate::model::article::BlockKind;
use crate::model::comparison::{Difference, DifferenceKind};
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
    "wrote",
];

/// How many places of a word are looked at for a term.
const LOOKED_AT: usize = 64;

/// The differences of wording.
pub(super) fn differences(a: &Reading<'_>, b: &Reading<'_>, prose: &Prose) -> Vec<Difference> {
    let mut found = apart(DifferenceKind::Name, [names(a), names(b)]);
    found.extend(apart(DifferenceKind::Description, [roles(a), roles(b)]));
    found.extend(terms(a, b, prose));
    found.extend(sayings(a, b));
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

/// The actors for whom the two sides have no form in common.
fn apart(kind: DifferenceKind, [a, b]: [Forms; 2]) -> Vec<Difference> {
    let mut found = Vec::new();
    for (actor, ours) in &a {
        let Some(theirs) = b.get(actor) else {
            continue;
        };
        if ours.is_empty() || theirs.is_empty() || ours.keys().any(|form| theirs.contains_key(form))
        {
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

/// A side as words, and which of them stand in quotation marks.
struct Marked<'a> {
    words: &'a [Word],
    /// By word.
    in_marks: Vec<bool>,
    /// By number of a word, its places.
    places: Vec<Vec<usize>>,
}

impl<'a> Marked<'a> {
    fn new(reading: &Reading<'_>, words: &'a [Word], different: usize) -> Self {
        let mut in_marks = vec![false; words.len()];
        let mut places = vec![Vec::new(); different];
        let mut rest = reading.side.findings.quotes.iter().peekable();
        let mut end = 0;
        for (at, word) in words.iter().enumerate() {
            while let Some(quote) = rest.next_if(|quote| quote.range.start <= word.range.start) {
                if quote.kind != QuoteKind::Indirect {
                    end = end.max(quote.range.end);
                }
            }
            in_marks[at] = word.range.end <= end;
            places[word.id as usize].push(at);
        }
        Self {
            words,
            in_marks,
            places,
        }
    }

    /// Where the words of `term` stand, and whether in quotation marks.
    fn find(&self, term: &[Word]) -> Vec<(TextRange, bool)> {
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
            let (ours, theirs) = (sides[side].find(term), sides[1 - side].find(term));
            if theirs.is_empty() || theirs.iter().any(|(_, quoted)| *quoted) {
                continue;
            }
            let mut at = [Vec::new(), Vec::new()];
            at[side] = ours
                .into_iter()
                .filter(|(_, quoted)| *quoted)
                .map(|(range, _)| range)
                .collect();
            at[1 - side] = theirs.into_iter().map(|(range, _)| range).collect();
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

/// Telling verbs of saying that only one side has for a speaker of both.
fn sayings(a: &Reading<'_>, b: &Reading<'_>) -> Vec<Difference> {
    let (ours, theirs) = (cues(a), cues(b));
    let mut found = Vec::new();
    for (actor, ours) in &ours {
        let Some(theirs) = theirs.get(actor) else {
            continue;
        };
        let telling = |cues: &BTreeMap<String, TextRange>, others: &BTreeMap<String, TextRange>| {
            cues.keys().any(|cue| {
                NEUTRAL.binary_search(&cue.as_str()).is_err() && !others.contains_key(cue)
            })
        };
        if telling(ours, theirs) || telling(theirs, ours) {
            let places = |cues: &BTreeMap<String, TextRange>,
                          others: &BTreeMap<String, TextRange>| {
                let own = cues.iter().filter(|(cue, _)| !others.contains_key(*cue));
                let mut own: Vec<TextRange> = own.map(|(_, range)| *range).collect();
                own.sort_unstable();
                own
            };
            found.push(Difference {
                kind: DifferenceKind::Saying,
                at: [places(ours, theirs), places(theirs, ours)],
                actor: Some(*actor),
                pair: None,
            });
        }
    }
    found
}

fn cues(reading: &Reading<'_>) -> Forms {
    let mut cues = Forms::new();
    for quote in &reading.side.findings.quotes {
        let Some(cue) = quote.cue else {
            continue;
        };
        for actor in reading.side.speakers(quote) {
            let written = fold(cue.of(reading.side.text()));
            cues.entry(actor).or_default().entry(written).or_insert(cue);
        }
    }
    cues
}
