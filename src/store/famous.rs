//! Names in a query that stand in so many articles that one looks at each article for them, not at them for articles.

use std::collections::HashMap;

use rusqlite::{Connection, params_from_iter};

use crate::model::query::{Query, Text};
use crate::store::cursor::Mark;
use crate::store::error::Done;
use crate::store::log::limit;
use crate::store::names::beginning;

/// From how many articles on a name is looked for in each.
const MANY: i64 = 1_000;

/// How many actors that can be at most: so many are looked for in each article.
const ACTORS: usize = 8;

/// The actors of every name of a query that has few actors and many articles.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Famous {
    of: HashMap<Text, Vec<i64>>,
}

impl Famous {
    /// Looks the names of a query up.
    pub(super) fn of(connection: &Connection, query: &Query) -> Done<Self> {
        let mut famous = Self::default();
        famous.look_up(connection, query)?;
        Ok(famous)
    }

    /// The actors of that name, if there are few in many articles.
    pub(super) fn actors(&self, name: &Text) -> Option<&[i64]> {
        self.of.get(name).map(Vec::as_slice)
    }

    fn look_up(&mut self, connection: &Connection, query: &Query) -> Done<()> {
        match query {
            Query::All(terms) | Query::Any(terms) => {
                for term in terms {
                    self.look_up(connection, term)?;
                }
            }
            Query::Not(term) => self.look_up(connection, term)?,
            Query::Actor(name) | Query::Says(name) | Query::Place(name) => {
                let (sql, mut values) = beginning("folded", name);
                let find = format!(
                    "SELECT key, articles FROM actor WHERE key IN (SELECT actor FROM actor_name WHERE {sql}) LIMIT ?"
                );
                values.push(Mark::Number(limit(ACTORS + 1)));
                let mut statement = connection.prepare_cached(&find)?;
                let rows = statement.query_map(params_from_iter(values), |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })?;
                let actors: Vec<(i64, i64)> = rows.collect::<Result<_, _>>()?;
                let articles: i64 = actors.iter().map(|(_, articles)| articles).sum();
                if actors.len() <= ACTORS && articles > MANY {
                    let keys = actors.into_iter().map(|(key, _)| key).collect();
                    self.of.insert(name.clone(), keys);
                }
            }
            _ => {}
        }
        Ok(())
    }
}
