//! Where subjects stand and what they say: in the newest articles, or in some that are named.

use std::sync::Arc;

use super::{Answer, NEWEST, Stock};
use crate::library::speech::Saying;
use crate::library::{Found, Place};
use crate::model::actor::ActorId;
use crate::store::error::StoreError;
use crate::store::people::{Asked, Counted};
use crate::store::spots::{Spot, Who};
use crate::store::traits::Catalogue as _;

impl Stock {
    /// Where an actor stands in the newest articles, in reading order.
    pub(in crate::library) fn places(&mut self, id: ActorId) -> Answer<Arc<[Place]>> {
        if let Some(places) = self.places.get(&id) {
            return Ok(Some(places));
        }
        let spots = self
            .store
            .spots(Who::Actor(id), Asked::Mentions, None, NEWEST)?;
        let places: Arc<[Place]> = self.located(&spots, place)?.into();
        self.places.put(id, Arc::clone(&places));
        Ok(Some(places))
    }

    /// What is said in the newest articles, in reading order.
    pub(in crate::library) fn sayings(&mut self, who: Who) -> Answer<Arc<[Saying]>> {
        if let Some(sayings) = self.sayings.get(&who) {
            return Ok(Some(sayings));
        }
        let spots = self.store.spots(who, Asked::Sayings, None, NEWEST)?;
        let sayings: Arc<[Saying]> = self.located(&spots, saying)?.into();
        self.sayings.put(who, Arc::clone(&sayings));
        Ok(Some(sayings))
    }

    /// Where an actor stands in the articles at these rows, and what it says there, in reading order. Kept nowhere.
    pub(in crate::library) fn traces(
        &mut self,
        id: ActorId,
        rows: &[usize],
    ) -> Answer<(Vec<Place>, Vec<Saying>)> {
        let mut times = Vec::with_capacity(rows.len());
        for row in rows {
            times.extend(self.column(*row)?.map(|column| column.row));
        }
        let spots = |asked| self.store.spots_among(Who::Actor(id), asked, &times);
        let (named, said) = (spots(Asked::Mentions)?, spots(Asked::Sayings)?);
        let places = self.located(&named, place)?;
        Ok(Some((places, self.located(&said, saying)?)))
    }

    /// Who stands or speaks in the article at `row`, each counted in it alone.
    pub(in crate::library) fn standing(&mut self, row: usize) -> Answer<Vec<Counted>> {
        let Some(column) = self.column(row)? else {
            return Ok(None);
        };
        Ok(Some(self.store.standing(column.key)?))
    }

    /// The spots with the rows of their articles.
    fn located<T>(
        &mut self,
        spots: &[Spot],
        place: impl Fn(usize, &Spot) -> T,
    ) -> Result<Vec<T>, StoreError> {
        let mut places = Vec::with_capacity(spots.len());
        for here in spots.chunk_by(|one, other| one.row == other.row) {
            if let Some(row) = self.columns.row_at(&self.store, here[0].row)? {
                places.extend(here.iter().map(|spot| place(row, spot)));
            }
        }
        Ok(places)
    }
}

fn place(row: usize, spot: &Spot) -> Place {
    Place {
        row,
        found: if spot.loose {
            Found::Description(spot.index)
        } else {
            Found::Name(spot.index)
        },
        range: spot.range,
    }
}

fn saying(row: usize, spot: &Spot) -> Saying {
    Saying {
        row,
        quote: spot.index,
        range: spot.range,
    }
}
