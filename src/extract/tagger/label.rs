//! The labels that the tagger gives to words, and the best legal row of them.
//!
//! A label says what a word is part of and where in it: the first word of a name, one inside, its last, or the whole of
//! it. Twelve of these, three kinds by four places, and one for all other words.

use crate::model::actor::ActorKind;

/// How many labels there are.
pub(super) const LABELS: usize = 13;

/// How many scores a word has; a few more than labels, so that a row fills whole registers.
pub(super) const LANES: usize = 16;

/// The label of a word outside all names.
pub(super) const OUTSIDE: usize = 0;

/// The kinds of names, in the order of their labels.
pub(super) const KINDS: [ActorKind; 3] =
    [ActorKind::Person, ActorKind::Organisation, ActorKind::Place];

/// The first word of a name of several.
pub(super) const FIRST: usize = 0;
/// A word inside a name.
pub(super) const INNER: usize = 1;
/// The last word of a name of several.
pub(super) const LAST: usize = 2;
/// A name of one word.
pub(super) const WHOLE: usize = 3;

/// The scores that go from one label to the next.
pub(super) type Steps = [[i32; LABELS]; LABELS];

/// Labels behind which a name may begin or none go on.
const CLOSED: [usize; 7] = [0, 3, 4, 7, 8, 11, 12];

/// Labels that a closed one may be followed by.
const OPENING: [usize; 7] = [0, 1, 4, 5, 8, 9, 12];

/// The number of `kind` within [`KINDS`].
pub(super) fn number(kind: ActorKind) -> usize {
    KINDS.iter().position(|&of| of == kind).unwrap_or(0)
}

/// The label of a word at `place` in a name of the kind with that number.
pub(super) fn label(kind: usize, place: usize) -> usize {
    1 + 4 * kind + place
}

/// Where a word stands in its name, from whether it begins and whether it ends it.
pub(super) fn place(begins: bool, ends: bool) -> usize {
    match (begins, ends) {
        (true, true) => WHOLE,
        (true, false) => FIRST,
        (false, true) => LAST,
        (false, false) => INNER,
    }
}

/// Writes the labels of a name over `labels`, which holds one place for each of its words.
#[cfg(any(test, feature = "train"))]
pub(super) fn write(labels: &mut [u8], kind: ActorKind) {
    let kind = number(kind);
    let count = labels.len();
    for (index, slot) in labels.iter_mut().enumerate() {
        let place = place(index == 0, index + 1 == count);
        *slot = u8::try_from(label(kind, place)).unwrap_or(0);
    }
}

/// The names in a legal row of labels: first and last word, and the kind.
pub(super) fn names(labels: &[u8]) -> Vec<(usize, usize, ActorKind)> {
    let mut names = Vec::new();
    let mut first = 0;
    for (index, &label) in labels.iter().enumerate() {
        let Some(label) = usize::from(label).checked_sub(1) else {
            continue;
        };
        let place = label % 4;
        if place == FIRST || place == WHOLE {
            first = index;
        }
        if let Some(&kind) = KINDS
            .get(label / 4)
            .filter(|_| place == LAST || place == WHOLE)
        {
            names.push((first, index, kind));
        }
    }
    names
}

/// The legal row of labels with the highest score; it neither begins nor ends inside a name.
///
/// `scores` holds one entry a word. The cost is linear; equal scores are settled by the order of the labels, so that the
/// answer is the same on every machine.
pub(super) fn best(scores: &[[i32; LANES]], steps: &Steps) -> Vec<u8> {
    const NEVER: i32 = i32::MIN / 4;
    let mut from = Vec::with_capacity(scores.len());
    let mut ends = [NEVER; LABELS];
    ends[OUTSIDE] = 0;
    for word in scores {
        let mut next = [NEVER; LABELS];
        let mut back = [0_u8; LABELS];
        for to in OPENING {
            for before in CLOSED {
                let score = ends[before] + steps[before][to];
                if score > next[to] {
                    next[to] = score;
                    back[to] = u8::try_from(before).unwrap_or(0);
                }
            }
        }
        for kind in 0..KINDS.len() {
            for to in [label(kind, INNER), label(kind, LAST)] {
                for before in [label(kind, FIRST), label(kind, INNER)] {
                    let score = ends[before] + steps[before][to];
                    if score > next[to] {
                        next[to] = score;
                        back[to] = u8::try_from(before).unwrap_or(0);
                    }
                }
            }
        }
        for (score, own) in next.iter_mut().zip(word) {
            *score = (*score + own).max(NEVER);
        }
        ends = next;
        from.push(back);
    }
    let mut at = CLOSED
        .into_iter()
        .reduce(|best, other| {
            if ends[other] > ends[best] {
                other
            } else {
                best
            }
        })
        .unwrap_or(OUTSIDE);
    let mut labels = vec![0; scores.len()];
    for (slot, back) in labels.iter_mut().zip(&from).rev() {
        *slot = u8::try_from(at).unwrap_or(0);
        at = usize::from(back[at]);
    }
    labels
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn labels_of_names_are_read_back() {
        let mut labels = vec![0; 6];
        write(&mut labels[1..4], ActorKind::Organisation);
        write(&mut labels[5..6], ActorKind::Place);
        let expected = [(1, 3, ActorKind::Organisation), (5, 5, ActorKind::Place)];
        assert_eq!(names(&labels), expected);
    }

    proptest! {
        #[test]
        fn any_scores_give_a_legal_row(scores in proptest::collection::vec(proptest::array::uniform16(-9_000_i32..9_000), 0..12)) {
            let labels = best(&scores, &[[0; LABELS]; LABELS]);
            prop_assert_eq!(labels.len(), scores.len());
            let mut again = vec![0; labels.len()];
            for (first, last, kind) in names(&labels) {
                write(&mut again[first..=last], kind);
            }
            prop_assert_eq!(labels, again);
        }
    }
}
