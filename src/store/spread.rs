//! What articles are spread over: outlets and topics, with their counts.

use rusqlite::{Connection, params};

use crate::store::columns::OutletKey;
use crate::store::error::Done;
use crate::store::log::limit;

/// An outlet of the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlet {
    /// Its name in the library.
    pub key: OutletKey,
    /// Its name; empty for articles of which no outlet is known.
    pub name: String,
    /// How many of its articles are shown.
    pub articles: usize,
    /// How many of them are not read.
    pub unread: usize,
}

/// The outlets that have articles, by name.
pub(super) fn outlets(connection: &Connection) -> Done<Vec<Outlet>> {
    let find =
        "SELECT name, articles, unread, key FROM outlet WHERE articles > 0 ORDER BY folded, name";
    let mut statement = connection.prepare_cached(find)?;
    let rows = statement.query_map([], |row| {
        Ok(Outlet {
            name: row.get(0)?,
            articles: size(row.get(1)?),
            unread: size(row.get(2)?),
            key: OutletKey(row.get(3)?),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Up to `count` topics that begin with `start`, each with how many articles have it several times; those of most first.
pub(super) fn topics(
    connection: &Connection,
    start: &str,
    count: usize,
) -> Done<Vec<(String, usize)>> {
    // All topics are walked by their counts; those that begin so are gathered.
    let find = if start.is_empty() {
        "SELECT phrase, articles FROM topic WHERE articles > 0 AND ?1 = '' ORDER BY articles DESC LIMIT ?2"
    } else {
        "SELECT phrase, articles FROM topic WHERE phrase >= ?1 AND phrase < ?1 || char(1114111) AND articles > 0 \
         ORDER BY +articles DESC, phrase LIMIT ?2"
    };
    let mut statement = connection.prepare_cached(find)?;
    let rows = statement.query_map(params![start, limit(count)], |row| {
        Ok((row.get(0)?, size(row.get(1)?)))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn size(number: i64) -> usize {
    usize::try_from(number).unwrap_or(0)
}
