//! How often actors stand in what is shown: counts that no panel may wait for, kept whenever links are laid or an article
//! is shown no more.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension as _};

use crate::model::state::ArticleKey;
use crate::store::error::Done;
use crate::store::log::limit;
use crate::store::{groups, places, rows};

/// What the counts of actors grow by.
#[derive(Debug, Default)]
pub(super) struct Tally {
    of: BTreeMap<i64, Grown>,
}

/// What the counts of one actor grow by.
#[derive(Debug, Default, Clone, Copy)]
struct Grown {
    articles: i64,
    places: i64,
    sayings: i64,
}

impl Tally {
    /// Counts that an actor stands in an article, in so many places; `sign` is -1 where it does so no more.
    pub(super) fn stands(&mut self, actor: i64, places: usize, sign: i64) {
        if places > 0 {
            let grown = self.of.entry(actor).or_default();
            grown.articles += sign;
            grown.places += sign * limit(places);
        }
    }

    /// Counts that an actor says so much in an article.
    pub(super) fn says(&mut self, actor: i64, sayings: usize, sign: i64) {
        let grown = self.of.entry(actor).or_default();
        grown.sayings += sign * limit(sayings);
    }

    /// Writes the counts.
    pub(super) fn write(self, connection: &Connection) -> Done<()> {
        let grow = "UPDATE actor SET articles = articles + ?2, places = places + ?3, sayings = sayings + ?4 WHERE key = ?1";
        let mut statement = connection.prepare_cached(grow)?;
        for (actor, grown) in self.of {
            statement.execute([actor, grown.articles, grown.places, grown.sayings])?;
        }
        Ok(())
    }
}

/// Takes the links of an article away; `row` and whether it is `shown` are its own.
pub(super) fn clear_links(
    connection: &Connection,
    key: ArticleKey,
    (row, shown): (i64, bool),
    tally: &mut Tally,
) -> Done<()> {
    for actor in rows::linked_actors(connection, key)? {
        let mentions = take(connection, "mention", actor, row)?;
        let sayings = take(connection, "saying", actor, row)?;
        if shown {
            tally.stands(actor, mentions, -1);
            tally.says(actor, sayings, -1);
        }
    }
    take(connection, "saying", rows::UNNAMED, row)?;
    Ok(())
}

/// Takes the places of an actor in an article away, and tells how many there were.
fn take(connection: &Connection, table: &str, actor: i64, row: i64) -> Done<usize> {
    let take = format!("DELETE FROM {table} WHERE actor = ?1 AND article = ?2 RETURNING places");
    let mut statement = connection.prepare_cached(&take)?;
    let places: Option<Vec<u8>> = statement
        .query_row([actor, row], |row| row.get(0))
        .optional()?;
    Ok(places.map_or(0, |places| places::count(&places)))
}

/// Brings the counts up to date with articles that are `shown` from now on, or no longer.
pub(super) fn refresh(connection: &Connection, articles: &[ArticleKey], shown: bool) -> Done<()> {
    let sign = if shown { 1 } else { -1 };
    let mut tally = Tally::default();
    let mut stories = BTreeSet::new();
    let find = "SELECT row, story FROM article_meta WHERE key = ?1";
    for article in articles {
        let (row, story): (i64, Option<i64>) = connection
            .prepare_cached(find)?
            .query_row([article.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        stories.extend(story);
        for actor in rows::linked_actors(connection, *article)? {
            tally.stands(actor, count(connection, "mention", actor, row)?, sign);
            tally.says(actor, count(connection, "saying", actor, row)?, sign);
        }
    }
    tally.write(connection)?;
    for story in stories {
        groups::settle_story(connection, story)?;
    }
    Ok(())
}

/// How many places an actor has in the article of that row.
fn count(connection: &Connection, table: &str, actor: i64, row: i64) -> Done<usize> {
    let find = format!("SELECT places FROM {table} WHERE actor = ?1 AND article = ?2");
    let mut statement = connection.prepare_cached(&find)?;
    let places: Option<Vec<u8>> = statement
        .query_row([actor, row], |row| row.get(0))
        .optional()?;
    Ok(places.map_or(0, |places| places::count(&places)))
}
