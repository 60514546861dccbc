//! What has happened to a library, in order: how another rashomon on the same file learns of it.

use rusqlite::{Connection, params};

use crate::model::state::ArticleKey;
use crate::store::error::Done;

/// How many events are kept.
const KEPT: i64 = 100_000;

/// What has happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Event {
    /// An article has come.
    Added,
    /// An article has another text or date.
    Changed,
    /// Articles are linked otherwise.
    Linked,
    /// Articles are read, starred, tagged, removed, or no longer so; searches are kept, subjects followed, or no longer so.
    State,
    /// Notes are others.
    Notes,
    /// Files have vanished or come back.
    Files,
}

const EVENTS: [Event; 6] = [
    Event::Added,
    Event::Changed,
    Event::Linked,
    Event::State,
    Event::Notes,
    Event::Files,
];

/// One thing that has happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Logged {
    /// Its number; numbers only grow.
    pub number: i64,
    /// What has happened.
    pub event: Event,
    /// To which article; where to several, none.
    pub article: Option<ArticleKey>,
}

/// What has happened since a number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    /// The events, oldest first.
    pub events: Vec<Logged>,
    /// Whether some are missing between that number and the first of these, because the log reaches no further back.
    pub gap: bool,
}

/// The number that stands for an event in every library.
fn number(event: Event) -> i64 {
    match event {
        Event::Added => 0,
        Event::Changed => 1,
        Event::Linked => 2,
        Event::State => 3,
        Event::Notes => 4,
        Event::Files => 5,
    }
}

/// Writes down that something has happened.
pub(super) fn add(connection: &Connection, event: Event, article: Option<ArticleKey>) -> Done<()> {
    let add = "INSERT INTO change_log (kind, article) VALUES (?1, ?2)";
    let article = article.map(|article| article.0);
    connection
        .prepare_cached(add)?
        .execute(params![number(event), article])?;
    Ok(())
}

/// Forgets what is older than the last events that are kept.
pub(super) fn trim(connection: &Connection) -> Done<()> {
    let trim = "DELETE FROM change_log WHERE key <= (SELECT max(key) FROM change_log) - ?1";
    connection.prepare_cached(trim)?.execute([KEPT])?;
    Ok(())
}

/// Up to `count` events behind the number `since`.
pub(super) fn since(connection: &Connection, since: i64, count: usize) -> Done<Changes> {
    let some = "SELECT key, kind, article FROM change_log WHERE key > ?1 ORDER BY key LIMIT ?2";
    let mut statement = connection.prepare_cached(some)?;
    let rows = statement.query_map(params![since, limit(count)], |row| {
        let kind: i64 = row.get(1)?;
        let event = EVENTS.into_iter().find(|&event| number(event) == kind);
        Ok(Logged {
            number: row.get(0)?,
            event: event.unwrap_or(Event::State),
            article: row.get::<_, Option<i64>>(2)?.map(ArticleKey),
        })
    })?;
    let events: Vec<Logged> = rows.collect::<Result<_, _>>()?;
    let gap = events.first().is_some_and(|first| first.number > since + 1);
    Ok(Changes { events, gap })
}

/// The number of the last event.
pub(super) fn last(connection: &Connection) -> Done<i64> {
    let last = "SELECT coalesce(max(key), 0) FROM change_log";
    let mut statement = connection.prepare_cached(last)?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

/// A count as the database takes it.
pub(super) fn limit(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
