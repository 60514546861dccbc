//! In what matched passages differ: figures, days, places, how firmly they claim and what part they give to whom.

use crate::compare::align::Best;
use crate::compare::claim::Scale;
use crate::compare::day::Day;
use crate::compare::reading::{Reading, Sentence, Vocabulary};
use crate::compare::side::{Span, Standing};
use crate::compare::strength::{Between, Held, apart};
use crate::compare::verdict::{FEWEST_TERMS, differing};
use crate::model::actor::ActorKind;
use crate::model::comparison::{Difference, DifferenceKind, Label, Pair};
use crate::text::figure::Figure;
use crate::text::range::TextRange;

/// How likely two passages must be one fact for their places to contradict each other; else they tell of two things
/// in two places.
const ALIKE: f32 = 0.3;

/// Words before a place that make it the place where something is, folded, sorted.
const WHERE: &[&str] = &[
    "across", "at", "from", "in", "inside", "into", "near", "outside", "to",
];

/// The differences within the pairs that are the best of one of their passages.
pub(super) fn differences(
    readings: &[Reading<'_>; 2],
    (pairs, best): (&[Pair], &[Best]),
    marks: &[Vec<Vec<Held>>; 2],
    vocabulary: &Vocabulary,
) -> Vec<Difference> {
    let partners = Partners::new(readings, pairs);
    let mut found = Vec::new();
    for (number, (pair, best)) in pairs.iter().zip(best).enumerate() {
        let mut add = |kind, a: Vec<TextRange>, b: Vec<TextRange>| {
            found.push(Difference {
                kind,
                at: [a, b],
                actor: None,
                pair: Some(number),
            });
        };
        let (a, b) = (
            &readings[0].sentences[pair.a],
            &readings[1].sentences[pair.b],
        );
        let held = [&marks[0][pair.a], &marks[1][pair.b]].map(Vec::as_slice);
        let between = Between {
            sentences: [a, b],
            texts: readings.each_ref().map(|reading| reading.side.text()),
            vocabulary,
            acquainted: !pair.evidence.actors.is_empty(),
        };
        let of_scale = |scale| apart(scale, held, &between);
        // Words of two parts about the same thing are rare enough to tell by themselves.
        if pair.evidence.terms >= FEWEST_TERMS {
            for [here, there] in of_scale(Scale::Part) {
                add(DifferenceKind::Part, vec![here], vec![there]);
            }
        }
        if pair.label != Label::Perhaps {
            for [here, there] in of_scale(Scale::Claim) {
                add(DifferenceKind::Claim, vec![here], vec![there]);
            }
        }
        if pair.label == Label::Perhaps || !best.of_either() {
            continue;
        }
        for (i, j) in differing(a, b) {
            if !partners.have(0, pair.a, &a.figures[i].figure)
                && !partners.have(1, pair.b, &b.figures[j].figure)
            {
                let ranges = (a.figures[i].figure.range, b.figures[j].figure.range);
                add(DifferenceKind::Figure, vec![ranges.0], vec![ranges.1]);
            }
        }
        if let Some((x, y)) = days(a, b) {
            add(DifferenceKind::Date, vec![x.range], vec![y.range]);
        }
        let where_of =
            |side: usize, sentence: &Sentence| places(readings[side].side.text(), sentence);
        if pair.sameness >= ALIKE
            && let Some((x, y)) = other_places(&where_of(0, a), &where_of(1, b))
        {
            add(DifferenceKind::Place, vec![x.range], vec![y.range]);
        }
    }
    found
}

/// The sentences with which each passage is paired.
struct Partners<'a> {
    /// By side, then by passage.
    of: [Vec<Vec<&'a Sentence>>; 2],
}

impl<'a> Partners<'a> {
    fn new(readings: &'a [Reading<'_>; 2], pairs: &[Pair]) -> Self {
        let mut of = [0, 1].map(|side: usize| vec![Vec::new(); readings[side].passages.len()]);
        for pair in pairs {
            of[0][pair.a].push(&readings[1].sentences[pair.b]);
            of[1][pair.b].push(&readings[0].sentences[pair.a]);
        }
        Self { of }
    }

    /// Tells whether `figure`, of a passage of `side`, is in one of its partners.
    fn have(&self, side: usize, passage: usize, figure: &Figure) -> bool {
        let partners = self.of[side].get(passage).into_iter().flatten();
        let mut figures = partners.flat_map(|partner| &partner.figures);
        figures.any(|other| other.figure.agrees(figure))
    }
}

/// The first two days of which neither is in the other sentence, and which could be one.
fn days<'a>(a: &'a Sentence, b: &'a Sentence) -> Option<(&'a Day, &'a Day)> {
    let alone = |day: &&Day, others: &[Day]| !others.iter().any(|other| other.agrees(day));
    let mut ours = a.days.iter().filter(|day| alone(day, &b.days));
    ours.find_map(|day| {
        let theirs = b.days.iter().filter(|day| alone(day, &a.days));
        let mut theirs = theirs.filter(|other| day.compares(other));
        theirs.next().map(|other| (day, other))
    })
}

/// The places where a sentence says that something is.
fn places(text: &str, sentence: &Sentence) -> Vec<Span> {
    let is_where = |span: &&Span| {
        let before = text.get(..span.range.start).unwrap_or("").trim_end();
        let word = before
            .rsplit(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or("");
        let word = word.to_ascii_lowercase();
        span.standing == Standing::Name(ActorKind::Place)
            && WHERE.binary_search(&word.as_str()).is_ok()
    };
    sentence.actors.iter().filter(is_where).copied().collect()
}

/// Two places where the sentences have the one and the other and nothing in common.
fn other_places(a: &[Span], b: &[Span]) -> Option<(Span, Span)> {
    let shared = a
        .iter()
        .any(|place| b.iter().any(|other| other.actor == place.actor));
    if shared {
        return None;
    }
    Some((*a.first()?, *b.first()?))
}
