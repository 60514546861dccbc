//! Whether two passages state the same fact.
//!
//! Weighed are how much of their words the two share, how much of it in the same order, how much is left over, and what
//! contradicts. What shares its words as one run and differs in the rest is more often one formula on two occasions
//! than one fact; so neighbouring words count against, where order and number already speak for.

use crate::compare::align::{Best, Weights, common, shares};
use crate::compare::reading::{Amount, Sentence, Term, Vocabulary};
use crate::compare::side::{Span, Standing};
use crate::compare::strength::Strength;
use crate::model::actor::ActorId;
use crate::model::actor::ActorKind;
use crate::model::comparison::{Against, Evidence, Label};
use crate::text::figure::Unit;
use crate::text::range::TextRange;

/// From which likelihood two passages are taken for one fact.
pub(super) const SAME: f32 = 0.5;

/// How many shared terms are named as evidence.
const NAMED: usize = 8;

/// From which share of weight two passages tell of the same thing.
const NEAR: f32 = 0.16;

/// The same where they name an actor in common and neither has a better partner.
const NEAR_WITH_ACTOR: f32 = 0.12;

/// The same where both have better partners.
const NEAR_BESIDE_BETTER: f32 = 0.25;

/// How many terms that are no names they must share besides.
const NEAR_TERMS: usize = 3;

/// How many such terms two passages share at least to speak of one thing at all.
pub(super) const FEWEST_TERMS: usize = 2;

/// From which likelihood, all doubts aside, it means something that one of two passages denies something, holds it
/// to be less sure or has it from somebody else: what says little alike contradicts itself in nothing.
const ALIKE: f32 = 0.3;

/// How many telling words may be left over where two passages are the same but for what speaks against it.
const LEFT_OVER: f32 = 1.0;

/// What two passages are taken for that share `score` of their weight, and of which that is the `best` or not.
///
/// One fact needs that nothing is against it, and more in common than one word: `that is unclear` may be said of anything. Two
/// tell of one thing with the less in common the surer it is that neither has a better partner: inside one story everything has
/// a little in common with everything.
pub(super) fn label(score: f32, verdict: &Verdict, best: Best) -> Label {
    let evidence = &verdict.evidence;
    let named = evidence.terms >= NEAR_TERMS && !evidence.actors.is_empty();
    let (least, terms) = if best.of_both() && named {
        (NEAR_WITH_ACTOR, NEAR_TERMS)
    } else if best.of_both() {
        (NEAR, FEWEST_TERMS)
    } else if best.of_either() {
        (NEAR, NEAR_TERMS)
    } else {
        (NEAR_BESIDE_BETTER, NEAR_TERMS)
    };
    let enough = evidence.terms >= FEWEST_TERMS;
    if verdict.sameness >= SAME && enough && evidence.against.is_empty() {
        Label::Same
    } else if verdict.sameness >= SAME || score >= least && evidence.terms >= terms {
        Label::Near
    } else {
        Label::Perhaps
    }
}

/// Whether two passages state one fact.
#[derive(Debug)]
pub(super) struct Verdict {
    /// How likely, 0 to 1.
    pub(super) sameness: f32,
    /// Why.
    pub(super) evidence: Evidence,
    /// Whether they are in the same words but for what speaks against it: `has agreed`, `has not agreed`.
    pub(super) contrast: bool,
}

/// How much two sentences have in common.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Likeness {
    /// The share of terms that both have, of all.
    common: f32,
    /// The share of terms that both have in the same order.
    in_order: f32,
    /// The share of neighbouring pairs of the shorter that the other has too.
    runs: f32,
    /// How many telling terms the one that has more of them has and the other lacks.
    left_over: f32,
    /// How many figures of the one that has more of them agree with none of the other.
    figures: f32,
}

impl Likeness {
    /// Measures `a` and `b`; the cost grows with the product of their lengths, which are bounded.
    fn of(a: &Sentence, b: &Sentence, vocabulary: &Vocabulary) -> Self {
        let (left, right) = (&a.gist, &b.gist);
        let lengths = [left.written.len(), right.written.len()];
        let both = count(lengths[0] + lengths[1]).max(1.0);
        let shorter = lengths[0].min(lengths[1]);
        let left_over = lacking(&left.sorted, &right.sorted, vocabulary);
        let left_over = left_over.max(lacking(&right.sorted, &left.sorted, vocabulary));
        let runs = common(&left.pairs, &right.pairs);
        Self {
            common: 2.0 * count(common(&left.sorted, &right.sorted)) / both,
            in_order: 2.0 * count(in_order(&left.written, &right.written)) / both,
            runs: count(runs) / count(shorter.saturating_sub(1)).max(1.0),
            left_over: count(left_over),
            figures: count(odd(&a.figures, &b.figures).max(odd(&b.figures, &a.figures))),
        }
    }

    /// How likely the two state one fact with this `against` it, 0 to 1: a logistic sum. Its weights were set by pairs of news
    /// sentences that people had judged, and rounded.
    fn sameness(&self, against: &[Against]) -> f32 {
        let against: f32 = against.iter().map(|what| what.weight()).sum();
        let sum = -4.2 + 8.0 * self.common + 5.2 * self.in_order
            - 5.2 * self.runs
            - 0.15 * self.left_over
            - 0.4 * self.figures
            - against;
        1.0 / (1.0 + (-sum).exp())
    }
}

impl Against {
    /// How much it speaks against one event behind both. Reporters get figures and days of one event wrong more easily
    /// than its people, and hand it on as more or less sure and from whom they will.
    fn weight(self) -> f32 {
        match self {
            Self::Denial | Self::People => 1.2,
            Self::Figure | Self::Day | Self::Occasion => 0.4,
            Self::Claim | Self::Speaker => 0.0,
        }
    }
}

/// What is known to speak against one fact before two passages are laid side by side.
#[derive(Debug, Clone, Copy)]
pub(super) struct Doubts {
    /// How they differ in what they deny and hold to be less sure.
    pub(super) strength: Strength,
    /// Whether their articles are of two occasions.
    pub(super) occasion: bool,
}

/// How likely two passages state one fact, and why.
pub(super) fn verdict(
    a: &Sentence,
    b: &Sentence,
    vocabulary: &Vocabulary,
    weights: &Weights,
    doubts: Doubts,
) -> Verdict {
    let likeness = Likeness::of(a, b, vocabulary);
    let alike = likeness.sameness(&[]) >= ALIKE;
    let against = against(a, b, doubts, alike);
    let people = against.contains(&Against::People);
    let left_over = LEFT_OVER + if people { LEFT_OVER } else { 0.0 };
    let detail = |what: &Against| !matches!(what, Against::Occasion | Against::Speaker);
    Verdict {
        sameness: likeness.sameness(&against),
        contrast: likeness.left_over <= left_over && against.iter().any(detail),
        evidence: Evidence {
            shared: shared(a, b, weights),
            terms: shares(a, b),
            actors: actors(a, b),
            against,
        },
    }
}

/// What keeps two sentences from being one fact, which they may be if they are `alike`.
fn against(a: &Sentence, b: &Sentence, doubts: Doubts, alike: bool) -> Vec<Against> {
    let mut against = Vec::new();
    let strength = doubts.strength;
    if strength.denial && (alike || strength.of_one_thing) {
        against.push(Against::Denial);
    } else if strength.of_one_thing || (strength.hedge && alike) {
        against.push(Against::Claim);
    }
    if !differing(a, b).is_empty() {
        against.push(Against::Figure);
    }
    let other_day = |x: &Sentence, y: &Sentence| {
        !x.days.is_empty()
            && !y.days.is_empty()
            && x.days
                .iter()
                .all(|day| !y.days.iter().any(|other| day.agrees(other)))
            && x.days
                .iter()
                .any(|day| y.days.iter().any(|other| day.compares(other)))
    };
    if other_day(a, b) {
        against.push(Against::Day);
    }
    let mut days = a.days.iter();
    if doubts.occasion && !days.any(|day| b.days.iter().any(|other| day.agrees(other))) {
        against.push(Against::Occasion);
    }
    if are_strangers(a, b) && are_strangers(b, a) {
        against.push(Against::People);
    } else if alike && speakers_differ(a, b) {
        against.push(Against::Speaker);
    }
    against
}

/// Tells whether what the two hand on is said by two: by two known actors, or by sources that are described in other
/// words. Whether somebody known is the one who is described on the other side cannot be told.
fn speakers_differ(a: &Sentence, b: &Sentence) -> bool {
    let (Some(ours), Some(theirs)) = (&a.source, &b.source) else {
        return false;
    };
    match (ours.actor, theirs.actor) {
        (Some(ours), Some(theirs)) => ours != theirs,
        (None, None) => {
            let mut words = ours.words.iter();
            !ours.words.is_empty()
                && !theirs.words.is_empty()
                && !words.any(|word| theirs.words.contains(word))
        }
        _ => false,
    }
}

/// Tells whether `a` names people, and no word of their names stands in `b`, which names people too.
fn are_strangers(a: &Sentence, b: &Sentence) -> bool {
    let mut names = a
        .actors
        .iter()
        .filter(|span| span.standing == Standing::Name(ActorKind::Person))
        .peekable();
    let known = |span: &Span| {
        let mut words = a
            .written
            .iter()
            .filter(|placed| span.range.covers(placed.range));
        words.any(|word| b.written.iter().any(|other| other.term == word.term))
    };
    !b.people.is_empty() && names.peek().is_some() && !names.any(known)
}

/// Figures of one unit that differ, where neither agrees with any of the other sentence: as indices.
pub(super) fn differing(a: &Sentence, b: &Sentence) -> Vec<(usize, usize)> {
    let alone = |figure: &Amount, others: &[Amount]| {
        !others
            .iter()
            .any(|other| other.figure.agrees(&figure.figure))
    };
    let comparable = |x: &Amount, y: &Amount| match (x.figure.unit, y.figure.unit) {
        (Unit::Count, Unit::Count) => x.noun.is_some() && x.noun == y.noun,
        (Unit::Percent, Unit::Points) | (Unit::Points, Unit::Percent) => true,
        (unit, other) => unit == other,
    };
    let mut found = Vec::new();
    for (i, figure) in a.figures.iter().enumerate() {
        if !alone(figure, &b.figures) {
            continue;
        }
        let others = b.figures.iter().enumerate();
        let mut others =
            others.filter(|(_, other)| comparable(figure, other) && alone(other, &a.figures));
        if let Some((j, _)) = others.next() {
            found.push((i, j));
        }
    }
    found
}

/// What both say, the weightiest first.
fn shared(a: &Sentence, b: &Sentence, weights: &Weights) -> Vec<(TextRange, TextRange)> {
    let mut theirs = b.gist.telling.iter().peekable();
    let ours = a.gist.telling.iter();
    let both = ours.filter_map(|(term, here)| {
        while theirs.next_if(|(other, _)| other < term).is_some() {}
        let (_, there) = theirs.next_if(|(other, _)| other == term)?;
        Some((weights.of(*term), *here, *there))
    });
    let mut found: Vec<(f32, TextRange, TextRange)> = both.collect();
    found.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
    let named = found.into_iter().take(NAMED);
    named.map(|(_, here, there)| (here, there)).collect()
}

/// The actors whom both sentences name or mean.
pub(super) fn actors(a: &Sentence, b: &Sentence) -> Vec<ActorId> {
    let mut actors: Vec<ActorId> = Vec::new();
    for span in &a.actors {
        if !actors.contains(&span.actor) && b.actors.iter().any(|other| other.actor == span.actor) {
            actors.push(span.actor);
        }
    }
    actors
}

fn count(number: usize) -> f32 {
    f32::from(u16::try_from(number).unwrap_or(u16::MAX))
}

/// The length of the longest sequence of terms that both have in this order.
fn in_order(a: &[Term], b: &[Term]) -> usize {
    let mut lengths = vec![0usize; b.len() + 1];
    for term in a {
        let mut before = 0;
        for (at, other) in b.iter().enumerate() {
            let here = lengths[at + 1];
            lengths[at + 1] = if term == other {
                before + 1
            } else {
                here.max(lengths[at])
            };
            before = here;
        }
    }
    lengths.last().copied().unwrap_or(0)
}

/// How many telling terms of `terms` the `other` lacks; both are sorted.
fn lacking(terms: &[Term], other: &[Term], vocabulary: &Vocabulary) -> usize {
    let terms = terms.iter();
    terms
        .filter(|term| vocabulary.tells(**term) && other.binary_search(term).is_err())
        .count()
}

/// How many figures of `a` agree with none of `b`.
fn odd(a: &[Amount], b: &[Amount]) -> usize {
    let agrees = |figure: &&Amount| b.iter().any(|other| other.figure.agrees(&figure.figure));
    a.iter().filter(|figure| !agrees(figure)).count()
}
