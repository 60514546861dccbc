//! What of a library the list shows, in which order; and the filter that is being typed.

use super::field::Field;
use crate::library::head::At;
use crate::library::seek::read;
use crate::model::query::{Order, Query, QueryError};

/// The orders of the list, one after the other.
const TURNS: [Order; 5] = [
    Order::Story,
    Order::Newest,
    Order::Outlet,
    Order::MostActors,
    Order::UnreadFirst,
];

/// Which articles are listed, and in which order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sieve {
    /// Which articles.
    pub query: Query,
    /// In which order.
    pub order: Order,
}

impl Default for Sieve {
    /// Everything, by story.
    fn default() -> Self {
        Self {
            query: Query::default(),
            order: Order::Story,
        }
    }
}

impl Sieve {
    /// Tells whether it lists all of a library in an order that the library has by itself.
    pub fn is_plain(&self) -> bool {
        self.query.is_everything() && matches!(self.order, Order::Story | Order::Newest)
    }

    /// What was written down of a sieve: the name of its order, and its filter. What cannot be read is as usual.
    pub fn read(order: &str, filter: &str) -> Self {
        let order = TURNS.into_iter().find(|known| known.name() == order);
        Self {
            query: read(filter).unwrap_or_default(),
            order: order.unwrap_or(Order::Story),
        }
    }

    /// The name of its order, as it is written down; empty for the usual one.
    pub fn order_name(&self) -> &'static str {
        match self.order {
            Order::Story => "",
            order => order.name(),
        }
    }

    /// The filter, as it is written; nothing where there is none.
    pub fn filter(&self) -> Option<String> {
        (!self.query.is_everything()).then(|| self.query.to_string())
    }

    /// The same in the next order, `steps` further.
    #[must_use]
    pub fn turned(&self, steps: usize) -> Self {
        let at = TURNS.iter().position(|order| *order == self.order);
        let next = (at.unwrap_or(0) + steps) % TURNS.len();
        Self {
            order: TURNS[next],
            ..self.clone()
        }
    }
}

/// A list that has been asked for.
#[derive(Debug, Clone)]
pub struct Wish {
    /// The number of the question.
    pub number: u64,
    /// What is wished for.
    pub sieve: Sieve,
    /// What has come so far, where nothing is to be shown before all has: the list is only brought up to date.
    pub gathered: Option<Vec<At>>,
}

/// A filter that is being typed.
#[derive(Debug, Clone)]
pub struct Filtering {
    /// What has been typed.
    pub field: Field,
    /// What is wrong with it; the filter in force is what can be understood of it, else that from before.
    pub mistake: Option<QueryError>,
    /// What was listed when this began.
    pub before: Query,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sieve_is_read_as_it_was_written() {
        let sieve = Sieve::read("outlet", "\"port authority\" or -is:unread");
        let filter = sieve.filter().unwrap();
        assert_eq!(Sieve::read(sieve.order_name(), &filter), sieve);
        assert_eq!(Sieve::read("", ""), Sieve::default());
        assert_eq!(
            Sieve::read("of a later one", "mood:bright"),
            Sieve::default()
        );
        assert_eq!(Sieve::default().turned(5), Sieve::default());
        assert!(Sieve::read("newest", "").is_plain() && !sieve.is_plain());
    }
}
