//! Who is who: mentions of both sides are laid on each other, then the two ways of putting them together are compared.
//!
//! MUC counts links (Vilain et al. 1995), B-cubed mentions (Bagga and Baldwin 1998), CEAF-e whole actors (Luo 2005); the
//! `CoNLL` figure is the mean of their F1 (Pradhan et al. 2011).

use std::collections::{BTreeMap, BTreeSet};

use super::assignment::most;
use super::{Score, Span, share};

/// A mention with the number of its actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marked {
    /// Where it stands.
    pub at: Span,
    /// Whose it is.
    pub actor: u64,
}

/// What both sides call one mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The number of the document.
    pub document: usize,
    /// Where it stands there.
    pub at: Span,
    /// Tells the mentions of one range apart: `the two mayors` names two.
    pub nth: usize,
}

/// By mention: the actor.
pub type Casting = BTreeMap<Spot, u64>;

/// Documents over which actors are compared, a story or one document alone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Story {
    /// What people say.
    pub wanted: Casting,
    /// What is claimed, mentions laid on those of `wanted` where they belong together.
    pub given: Casting,
}

impl Story {
    /// Adds a document. A mention belongs to a wanted one of the same range, else to that which it shares most with, and
    /// at least half of the shorter of the two. What is left and stands in one of the ranges `elsewhere` counts for
    /// neither side: they hold what this comparison is not about.
    pub fn add(
        &mut self,
        document: usize,
        wanted: &[Marked],
        given: &[Marked],
        elsewhere: &BTreeSet<Span>,
    ) {
        let mut spots = Vec::with_capacity(wanted.len());
        for mention in wanted {
            let spot = free(document, mention.at, |spot| self.wanted.contains_key(spot));
            self.wanted.insert(spot, mention.actor);
            spots.push(spot);
        }
        let mut inexact = Vec::new();
        for mention in given {
            let spot = free(document, mention.at, |spot| self.given.contains_key(spot));
            if self.wanted.contains_key(&spot) {
                self.given.insert(spot, mention.actor);
            } else {
                inexact.push(mention);
            }
        }
        for mention in inexact {
            let open = spots.iter().filter(|spot| !self.given.contains_key(spot));
            let nearest = nearest(mention.at, open.copied());
            if nearest.is_none() && elsewhere.contains(&mention.at) {
                continue;
            }
            let spot = nearest.unwrap_or_else(|| {
                free(document, mention.at, |spot| self.given.contains_key(spot))
            });
            self.given.insert(spot, mention.actor);
        }
    }

    /// The mentions that both sides have.
    fn common(&self) -> impl Iterator<Item = (&Spot, u64, u64)> {
        let both = |(spot, &wanted)| Some((spot, wanted, *self.given.get(spot)?));
        self.wanted.iter().filter_map(both)
    }
}

/// The first spot at `at` that is not `taken`.
fn free(document: usize, at: Span, taken: impl Fn(&Spot) -> bool) -> Spot {
    let mut spot = Spot {
        document,
        at,
        nth: 0,
    };
    while taken(&spot) {
        spot.nth += 1;
    }
    spot
}

/// The first of the `open` spots that share most with `at`.
fn nearest(at: Span, open: impl Iterator<Item = Spot>) -> Option<Spot> {
    let mut best = None;
    let mut most = 0;
    for spot in open {
        let shared = spot.at.shared(at);
        if shared > most && 2 * shared >= spot.at.length().min(at.length()) {
            most = shared;
            best = Some(spot);
        }
    }
    best
}

/// By actor: the mentions.
pub fn by_actor(casting: &Casting) -> BTreeMap<u64, BTreeSet<Spot>> {
    let mut actors: BTreeMap<u64, BTreeSet<Spot>> = BTreeMap::new();
    for (spot, actor) in casting {
        actors.entry(*actor).or_default().insert(*spot);
    }
    actors
}

/// MUC: a cluster of n mentions is held by n - 1 links; counts those that the other side has too.
pub fn muc(stories: &[Story]) -> Score {
    let held = |sides: fn(&Story) -> (&Casting, &Casting)| {
        let (mut kept, mut links) = (0, 0);
        for story in stories {
            let (own, other) = sides(story);
            for mentions in by_actor(own).values() {
                let known = mentions.iter().filter_map(|spot| other.get(spot));
                let parts = known.collect::<BTreeSet<_>>().len();
                let alone = mentions.iter().filter(|spot| !other.contains_key(spot));
                kept += mentions.len() - parts - alone.count();
                links += mentions.len() - 1;
            }
        }
        share(kept, links)
    };
    Score {
        precision: held(|story| (&story.given, &story.wanted)),
        recall: held(|story| (&story.wanted, &story.given)),
    }
}

/// B-cubed: for each mention, how much of its cluster the other side gives it too.
pub fn b_cubed(stories: &[Story]) -> Score {
    let (mut precise, mut found) = (0.0, 0.0);
    let (mut given, mut wanted) = (0, 0);
    for story in stories {
        let theirs = by_actor(&story.given);
        let ours = by_actor(&story.wanted);
        given += story.given.len();
        wanted += story.wanted.len();
        for (_, actor, claimed) in story.common() {
            let (actor, claimed) = (&ours[&actor], &theirs[&claimed]);
            let both = actor.intersection(claimed).count();
            precise += share(both, claimed.len());
            found += share(both, actor.len());
        }
    }
    Score {
        precision: precise * share(1, given),
        recall: found * share(1, wanted),
    }
}

/// CEAF-e: actors of both sides are paired one to one so that all pairs together are most alike, where two are as alike as
/// their mentions overlap (Dice); counts that likeness.
pub fn ceaf_e(stories: &[Story]) -> Score {
    let mut alike = 0.0;
    let (mut given, mut wanted) = (0, 0);
    for story in stories {
        let theirs = by_actor(&story.given);
        let ours = by_actor(&story.wanted);
        given += theirs.len();
        wanted += ours.len();
        let table: Vec<Vec<f64>> = ours
            .values()
            .map(|actor| {
                theirs
                    .values()
                    .map(|claimed| dice(actor, claimed))
                    .collect()
            })
            .collect();
        alike += most(&table);
    }
    Score {
        precision: alike * share(1, given),
        recall: alike * share(1, wanted),
    }
}

fn dice(one: &BTreeSet<Spot>, other: &BTreeSet<Spot>) -> f64 {
    let both = one.intersection(other).count();
    share(2 * both, one.len() + other.len())
}
