//! What is known of a query before it is answered, and decides the way to the answer.
//!
//! A name that stands in very many articles is looked for in each article rather than the other way round; and a query that
//! few articles can fit is answered by gathering those, any other by walking along its order until enough fit.

use std::collections::HashMap;

use rusqlite::{Connection, params_from_iter};

use crate::model::query::{Query, State, Text};
use crate::store::cursor::Mark;
use crate::store::error::Done;
use crate::store::log::limit;
use crate::store::names::{beginning, containing};

/// Up to how many fitting articles are gathered and sorted rather than found by walking.
const FEW: i64 = 2_000;

/// From how many articles on a name is looked for in each.
const MANY: i64 = 1_000;

/// How many actors that can be at most: so many are looked for in each article.
const ACTORS: usize = 8;

/// What is known of a query.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Known {
    /// The actors of every name that has few actors and many articles.
    famous: HashMap<Text, Vec<i64>>,
    /// Whether few articles can fit.
    pub(super) few: bool,
}

impl Known {
    /// Looks a query up.
    pub(super) fn of(connection: &Connection, query: &Query) -> Done<Self> {
        let few = at_most(connection, query)?.is_some_and(|most| most <= FEW);
        let mut known = Self {
            few,
            ..Self::default()
        };
        known.look_up(connection, query)?;
        Ok(known)
    }

    /// The actors of that name, if there are few in many articles.
    pub(super) fn actors(&self, name: &Text) -> Option<&[i64]> {
        self.famous.get(name).map(Vec::as_slice)
    }

    /// Tells whether the query asks for something and for nothing of it, so that no article can fit.
    pub(super) fn excludes_itself(&self, query: &Query) -> bool {
        match query {
            Query::All(terms) => {
                let excluded = terms.iter().filter_map(|term| match term {
                    Query::Not(term) => Some(&**term),
                    _ => None,
                });
                let within = |term: &Query, excluded: &Query| {
                    term == excluded || self.is_within(term, excluded)
                };
                let mut excluded = excluded;
                excluded.any(|excluded| terms.iter().any(|term| within(term, excluded)))
                    || terms.iter().any(|term| self.excludes_itself(term))
            }
            Query::Any(terms) => {
                !terms.is_empty() && terms.iter().all(|term| self.excludes_itself(term))
            }
            _ => false,
        }
    }

    /// Tells whether whoever is meant by one name is meant by the other too, as far as that is known.
    fn is_within(&self, one: &Query, other: &Query) -> bool {
        let (Query::Actor(one), Query::Actor(other)) = (one, other) else {
            return false;
        };
        match (self.actors(one), self.actors(other)) {
            (Some(one), Some(other)) => one.iter().all(|actor| other.contains(actor)),
            _ => false,
        }
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
                    self.famous.insert(name.clone(), keys);
                }
            }
            _ => {}
        }
        Ok(())
    }
}

/// How many articles fit the query at most, where one of its terms tells without looking.
fn at_most(connection: &Connection, query: &Query) -> Done<Option<i64>> {
    let count = |sql: &str, values: &[Mark]| -> Done<Option<i64>> {
        let mut statement = connection.prepare_cached(sql)?;
        Ok(Some(
            statement.query_row(params_from_iter(values), |row| row.get(0))?,
        ))
    };
    match query {
        Query::All(terms) => {
            let mut least: Option<i64> = None;
            for term in terms {
                let most = at_most(connection, term)?;
                least = match (least, most) {
                    (Some(least), Some(most)) => Some(least.min(most)),
                    (least, most) => least.or(most),
                };
            }
            Ok(least)
        }
        Query::Is(State::Unread) => count("SELECT unread FROM counter", &[]),
        Query::Is(State::Starred) => count("SELECT starred FROM counter", &[]),
        Query::Is(State::Noted) => count("SELECT noted FROM counter", &[]),
        Query::Actor(name) | Query::Says(name) | Query::Place(name) => {
            let (sql, values) = beginning("folded", name);
            let sum = format!(
                "SELECT coalesce(sum(articles), 0) FROM actor WHERE key IN (SELECT actor FROM actor_name WHERE {sql})"
            );
            count(&sum, &values)
        }
        Query::Outlet(name) => {
            let sum = "SELECT coalesce(sum(articles), 0) FROM outlet WHERE ' ' || folded || ' ' LIKE ? ESCAPE '\\'";
            count(sum, &[containing(name)])
        }
        // Tags and stories hold what a reader can overlook.
        Query::Tag(_) | Query::Story(_) => Ok(Some(FEW)),
        _ => Ok(None),
    }
}
