//! Where one actor stands and what it says: in the whole library, or in some of its articles, such as those that fit a query.

use std::sync::Arc;

use super::coverage::Covering;
use super::speech::Saying;
use super::{Library, Place, Spread};
use crate::model::actor::ActorId;

/// What there is of one actor in the articles that are looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Traces {
    /// The actor.
    pub actor: ActorId,
    /// Where it stands by name or by description, in reading order; of all articles, in the newest two thousand that have it.
    pub places: Arc<[Place]>,
    /// What it says, in the same way.
    pub sayings: Arc<[Saying]>,
    /// In how many articles and places it stands.
    pub spread: Spread,
}

impl Library {
    /// What there is of the actor in all articles.
    pub fn traces(&self, id: ActorId) -> Traces {
        Traces {
            actor: id,
            places: self.places(id),
            sayings: self.sayings(id),
            spread: self.spread(id),
        }
    }

    /// What there is of the actor in the articles at `rows`, which are in reading order. The cost grows with the rows.
    pub fn traces_among(&self, id: ActorId, rows: &[usize]) -> Traces {
        let found = self.shelf.ask(|stock| stock.traces(id, rows));
        let (places, sayings) = found.unwrap_or_default();
        let spread = Spread {
            articles: places.chunk_by(|one, other| one.row == other.row).count(),
            places: places.len(),
        };
        Traces {
            actor: id,
            places: places.into(),
            sayings: sayings.into(),
            spread,
        }
    }

    /// The articles of the traces, newest first.
    pub fn covered(&self, traces: &Traces) -> Vec<Covering> {
        let rows: Vec<usize> = traces.places.iter().map(|place| place.row).collect();
        self.runs(&rows)
    }
}
