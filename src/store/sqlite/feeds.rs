//! The feeds of a library, and which of their entries have come.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::{Reader, Sqlite};
use crate::model::feed::{Feed, FeedKey, Mark, Standing, Subscription};
use crate::store::error::{Done, StoreError};

impl Reader {
    /// The feeds, in the order in which they were added.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn feeds(&self) -> Result<Vec<Feed>, StoreError> {
        self.read(feeds)
    }

    /// The entries of a feed that have come, each by what tells it from others.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn entries_of(&self, feed: FeedKey) -> Result<HashSet<u64>, StoreError> {
        self.read(|connection| entries(connection, feed))
    }
}

impl Sqlite {
    /// Follows a feed, to be asked at once and then every so many minutes; tells whether it was not followed before.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn follow_feed(&mut self, feed: &Subscription, every: u32) -> Result<bool, StoreError> {
        self.write(|connection| follow(connection, feed, every))
    }

    /// Follows a feed no more; what came from it stays.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn drop_feed(&mut self, feed: FeedKey) -> Result<(), StoreError> {
        self.write(|connection| drop_feed(connection, feed))
    }

    /// Writes down how it went with a feed, and the entries that have come.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn note_feed(&mut self, feed: &Feed, entries: &[u64]) -> Result<(), StoreError> {
        self.write(|connection| note(connection, feed, entries))
    }
}

fn feeds(connection: &Connection) -> Done<Vec<Feed>> {
    let all = "SELECT key, url, title, page, folder, every, etag, modified, asked, answered, due, failures, trouble, gone \
               FROM feed ORDER BY key";
    let mut statement = connection.prepare_cached(all)?;
    let rows = statement.query_map([], feed)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn feed(row: &Row<'_>) -> rusqlite::Result<Feed> {
    let folder: String = row.get(4)?;
    Ok(Feed {
        key: FeedKey(row.get(0)?),
        subscription: Subscription {
            url: row.get(1)?,
            title: row.get(2)?,
            page: row.get(3)?,
            folder: folder.lines().map(str::to_owned).collect(),
        },
        every: row.get(5)?,
        mark: Mark {
            etag: row.get(6)?,
            modified: row.get(7)?,
        },
        standing: Standing {
            asked: row.get(8)?,
            answered: row.get(9)?,
            due: row.get(10)?,
            failures: row.get(11)?,
            trouble: row.get(12)?,
            gone: row.get(13)?,
        },
    })
}

fn entries(connection: &Connection, feed: FeedKey) -> Done<HashSet<u64>> {
    let all = "SELECT entry FROM feed_entry WHERE feed = ?1";
    let mut statement = connection.prepare_cached(all)?;
    let rows = statement.query_map([feed.0], |row| Ok(row.get::<_, i64>(0)?.cast_unsigned()))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn follow(connection: &Connection, feed: &Subscription, every: u32) -> Done<bool> {
    let add = "INSERT INTO feed (url, title, page, folder, every) VALUES (?1, ?2, ?3, ?4, ?5) \
               ON CONFLICT (url) DO NOTHING RETURNING key";
    let values = params![
        feed.url,
        feed.title,
        feed.page,
        feed.folder.join("\n"),
        every
    ];
    let mut statement = connection.prepare_cached(add)?;
    let key: Option<i64> = statement.query_row(values, |row| row.get(0)).optional()?;
    Ok(key.is_some())
}

fn drop_feed(connection: &Connection, feed: FeedKey) -> Done<()> {
    for gone in [
        "DELETE FROM feed_entry WHERE feed = ?1",
        "DELETE FROM feed WHERE key = ?1",
    ] {
        connection.prepare_cached(gone)?.execute([feed.0])?;
    }
    Ok(())
}

/// A feed that has moved to where another one is stays where it was.
fn note(connection: &Connection, feed: &Feed, entries: &[u64]) -> Done<()> {
    let set = "UPDATE OR IGNORE feed SET url = ?2 WHERE key = ?1";
    connection
        .prepare_cached(set)?
        .execute(params![feed.key.0, feed.subscription.url])?;
    let set = "UPDATE feed SET title = ?2, page = ?3, etag = ?4, modified = ?5, asked = ?6, answered = ?7, due = ?8, \
               failures = ?9, trouble = ?10, gone = ?11 WHERE key = ?1";
    let standing = &feed.standing;
    connection.prepare_cached(set)?.execute(params![
        feed.key.0,
        feed.subscription.title,
        feed.subscription.page,
        feed.mark.etag,
        feed.mark.modified,
        standing.asked,
        standing.answered,
        standing.due,
        standing.failures,
        standing.trouble,
        standing.gone,
    ])?;
    // One that is followed no more has no entries.
    let put = "INSERT INTO feed_entry (feed, entry) SELECT key, ?2 FROM feed WHERE key = ?1 ON CONFLICT DO NOTHING";
    let mut statement = connection.prepare_cached(put)?;
    for entry in entries {
        statement.execute(params![feed.key.0, entry.cast_signed()])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::traits::Store as _;

    fn subscription(url: &str) -> Subscription {
        Subscription {
            url: url.to_owned(),
            title: "Quay Radio".to_owned(),
            page: None,
            folder: vec!["Coast".to_owned(), "Harbours".to_owned()],
        }
    }

    #[test]
    fn a_feed_is_followed_once_and_remembers_what_came() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Sqlite::open(&folder.path().join("a.library")).unwrap();
        let quay = subscription("https://quay.example/rss");
        assert!(store.follow_feed(&quay, 60).unwrap());
        assert!(!store.follow_feed(&quay, 30).unwrap());
        let mut feed = store.catalogue().feeds().unwrap().remove(0);
        assert_eq!((&feed.subscription, feed.every), (&quay, 60));
        feed.mark.etag = Some("\"v1\"".to_owned());
        feed.standing = Standing {
            asked: Some(100),
            answered: Some(90),
            due: 3_700,
            failures: 2,
            trouble: Some("no answer".to_owned()),
            gone: true,
        };
        store.note_feed(&feed, &[7, u64::MAX]).unwrap();
        store.note_feed(&feed, &[7]).unwrap();
        assert_eq!(store.catalogue().feeds().unwrap(), [feed.clone()]);
        let entries = store.catalogue().entries_of(feed.key).unwrap();
        assert_eq!(entries, HashSet::from([7, u64::MAX]));
        assert_eq!(store.examine(false).unwrap(), []);
        store.drop_feed(feed.key).unwrap();
        // Whoever was at it when it was dropped has nothing to write down.
        store.note_feed(&feed, &[8]).unwrap();
        assert_eq!(store.catalogue().feeds().unwrap(), []);
        assert!(store.catalogue().entries_of(feed.key).unwrap().is_empty());
    }

    #[test]
    fn a_feed_that_moves_to_another_stays_where_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Sqlite::open(&folder.path().join("a.library")).unwrap();
        for url in ["https://a.example/", "https://b.example/"] {
            store.follow_feed(&subscription(url), 60).unwrap();
        }
        let mut feed = store.catalogue().feeds().unwrap().remove(0);
        feed.subscription.url = "https://b.example/".to_owned();
        feed.standing.failures = 1;
        store.note_feed(&feed, &[]).unwrap();
        let feeds = store.catalogue().feeds().unwrap();
        assert_eq!(feeds[0].subscription.url, "https://a.example/");
        assert_eq!(feeds[0].standing.failures, 1);
    }
}
