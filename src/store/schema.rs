//! The tables of a library, and how a library of an earlier version gets those of this one.
//!
//! An article has a *key*, under which all that belongs to it is kept for ever, and a *row*: the minute of its publication
//! and a number within it. Rows order articles by time, so that in every table that goes by row the newest is the last,
//! and a page of the newest costs the page; a corrected date moves an article to another row and changes no key.
//!
//! Everything but the tables under "what the reader did" can be made anew from the sources.

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::store::error::{Done, Trouble};

/// Marks a database as a library of rashomon: `rshm`.
pub(super) const APPLICATION: i64 = 0x7273_686d;

/// The version of the tables below.
pub(super) const VERSION: i64 = 3;

/// The statements that make a version out of the one before it.
pub(super) struct Step {
    /// The version that comes out.
    pub(super) to: i64,
    /// What makes it.
    pub(super) sql: &'static str,
}

/// From the first version on; the one that makes [`VERSION`] is the last.
pub(super) const STEPS: &[Step] = &[
    Step { to: 1, sql: TABLES },
    Step { to: 2, sql: INKS },
    Step { to: 3, sql: FEEDS },
];

/// Takes the library from the version it has (0: no table yet) to the last of `steps`, all in one transaction: after a
/// failure or a kill it is what it was. Tells whether anything was to do. Whoever comes second finds it done.
pub(super) fn bring_up(connection: &mut Connection, steps: &[Step]) -> Done<bool> {
    let transaction = Transaction::new(connection, TransactionBehavior::Immediate)?;
    let before = version(&transaction)?;
    let last = steps.last().map_or(before, |step| step.to);
    if before > last {
        return Err(Trouble::Newer {
            found: before,
            known: last,
        }
        .into());
    }
    for step in steps.iter().filter(|step| step.to > before) {
        transaction.execute_batch(step.sql)?;
        transaction.pragma_update(None, "user_version", step.to)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.commit()?;
    Ok(before < last)
}

/// The version of the tables; 0 where there are none.
pub(super) fn version(connection: &Connection) -> Done<i64> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// What the database says it belongs to; 0 where it says nothing.
pub(super) fn application(connection: &Connection) -> Done<i64> {
    Ok(connection.pragma_query_value(None, "application_id", |row| row.get(0))?)
}

/// Tells whether the database has no table at all.
pub(super) fn is_empty(connection: &Connection) -> Done<bool> {
    let any = "SELECT EXISTS (SELECT 1 FROM sqlite_schema)";
    Ok(!connection.query_row(any, [], |row| row.get::<_, bool>(0))?)
}

/// The tables of the first version; `body_part` in them is a function of `open`.
const TABLES: &str = include_str!("schema/first.sql");

/// What a note marks its place as, by number; 0 is nothing. What had no words was a highlight.
const INKS: &str = "ALTER TABLE note ADD COLUMN ink INTEGER NOT NULL DEFAULT 0; \
                    UPDATE note SET ink = 1 WHERE text = '' AND exact IS NOT NULL;";

/// The feeds that a library follows.
const FEEDS: &str = include_str!("schema/feeds.sql");

#[cfg(test)]
mod tests {
    use super::*;

    const LATER: &[Step] = &[
        Step { to: 1, sql: TABLES },
        Step { to: 2, sql: INKS },
        Step { to: 3, sql: FEEDS },
        Step {
            to: 4,
            sql: "ALTER TABLE tag ADD COLUMN colour INTEGER NOT NULL DEFAULT 7; INSERT INTO tag (name) VALUES ('new');",
        },
        Step {
            to: 5,
            sql: "UPDATE tag SET colour = 8 WHERE name = 'new';",
        },
    ];

    fn colours(connection: &Connection) -> Vec<(String, i64)> {
        let mut statement = connection
            .prepare("SELECT name, colour FROM tag ORDER BY name")
            .unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
        rows.unwrap().map(Result::unwrap).collect()
    }

    fn first() -> Connection {
        let mut connection = Connection::open_in_memory().unwrap();
        assert!(bring_up(&mut connection, STEPS).unwrap());
        let tag = "INSERT INTO tag (name) VALUES ('old')";
        connection.execute(tag, []).unwrap();
        connection
    }

    #[test]
    fn a_library_of_an_earlier_version_goes_through_every_step_between() {
        let mut connection = first();
        assert!(bring_up(&mut connection, LATER).unwrap());
        assert_eq!(version(&connection).unwrap(), 5);
        let wanted = [("new".to_owned(), 8), ("old".to_owned(), 7)];
        assert_eq!(colours(&connection), wanted);
        assert!(!bring_up(&mut connection, LATER).unwrap());
        assert_eq!(colours(&connection), wanted);
    }

    #[test]
    fn a_step_that_fails_leaves_the_library_as_it_was() {
        let mut connection = first();
        let broken = [
            Step { to: 1, sql: TABLES },
            Step { to: 2, sql: INKS },
            Step { to: 3, sql: FEEDS },
            Step {
                to: 4,
                sql: LATER[3].sql,
            },
            Step {
                to: 5,
                sql: "INSERT INTO no_such_table VALUES (1);",
            },
        ];
        assert!(bring_up(&mut connection, &broken).is_err());
        assert_eq!(version(&connection).unwrap(), VERSION);
        let names = "SELECT group_concat(name) FROM tag";
        let names: String = connection.query_row(names, [], |row| row.get(0)).unwrap();
        assert_eq!(names, "old");
        assert!(connection.prepare("SELECT colour FROM tag").is_err());
        assert!(bring_up(&mut connection, LATER).is_ok());
    }

    #[test]
    fn a_library_of_a_later_version_is_left_alone() {
        let mut connection = first();
        connection.pragma_update(None, "user_version", 9).unwrap();
        let refused = bring_up(&mut connection, STEPS);
        assert!(matches!(
            refused,
            Err(crate::store::error::Wrong::Trouble(Trouble::Newer {
                found: 9,
                known: VERSION
            }))
        ));
        assert_eq!(version(&connection).unwrap(), 9);
    }

    #[test]
    fn the_steps_lead_one_by_one_to_this_version() {
        let versions: Vec<i64> = STEPS.iter().map(|step| step.to).collect();
        assert_eq!(versions, (1..=VERSION).collect::<Vec<_>>());
    }
}
