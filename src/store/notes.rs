//! Notes and highlights.

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use crate::model::ink::Ink;
use crate::model::note::Note;
use crate::model::state::{ArticleKey, NoteKey};
use crate::store::error::Done;
use crate::store::log::limit;
use crate::text::anchor::Anchor;

const COLUMNS: &str = "key, article, exact, before, after, offset, text, written, ink";

/// The notes of an article, in the order in which they were written.
pub(super) fn of(connection: &Connection, article: ArticleKey) -> Done<Vec<Note>> {
    let find = format!("SELECT {COLUMNS} FROM note WHERE article = ?1 ORDER BY key");
    let mut statement = connection.prepare_cached(&find)?;
    let rows = statement.query_map([article.0], note)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Up to `count` notes of the library behind the note `after`, in the order in which they were written.
pub(super) fn all(connection: &Connection, after: NoteKey, count: usize) -> Done<Vec<Note>> {
    let find = format!("SELECT {COLUMNS} FROM note WHERE key > ?1 ORDER BY key LIMIT ?2");
    let mut statement = connection.prepare_cached(&find)?;
    let rows = statement.query_map([after.0, limit(count)], note)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// One note.
pub(super) fn one(connection: &Connection, key: NoteKey) -> Done<Option<Note>> {
    let find = format!("SELECT {COLUMNS} FROM note WHERE key = ?1");
    let mut statement = connection.prepare_cached(&find)?;
    Ok(statement.query_row([key.0], note).optional()?)
}

/// Writes a new note, and gives it as it is kept.
pub(super) fn write(
    connection: &Connection,
    article: ArticleKey,
    anchor: Option<&Anchor>,
    text: &str,
    ink: Option<Ink>,
) -> Done<Note> {
    let put = format!(
        "INSERT INTO note (article, exact, before, after, offset, text, ink) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) RETURNING {COLUMNS}"
    );
    let mut statement = connection.prepare_cached(&put)?;
    let written = statement.query_row(
        params![
            article.0,
            anchor.map(|anchor| &anchor.exact),
            anchor.map(|anchor| &anchor.before),
            anchor.map(|anchor| &anchor.after),
            anchor.map(|anchor| limit(anchor.offset)),
            text,
            number(ink)
        ],
        note,
    )?;
    mark(connection, article)?;
    Ok(written)
}

/// Puts a note there as it is, whatever was under its key; without a note, takes away what is there.
pub(super) fn put(connection: &Connection, key: NoteKey, note: Option<&Note>) -> Done<()> {
    let before = one(connection, key)?;
    let take = "DELETE FROM note WHERE key = ?1";
    connection.prepare_cached(take)?.execute([key.0])?;
    if let Some(note) = note {
        let anchor = note.anchor.as_ref();
        let put =
            format!("INSERT INTO note ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
        connection.prepare_cached(&put)?.execute(params![
            key.0,
            note.article.0,
            anchor.map(|anchor| &anchor.exact),
            anchor.map(|anchor| &anchor.before),
            anchor.map(|anchor| &anchor.after),
            anchor.map(|anchor| limit(anchor.offset)),
            note.text,
            note.written,
            number(note.ink)
        ])?;
    }
    for note in before.iter().chain(note) {
        mark(connection, note.article)?;
    }
    Ok(())
}

/// Sets whether the article has notes.
fn mark(connection: &Connection, article: ArticleKey) -> Done<()> {
    let mark = "UPDATE article_meta SET noted = EXISTS (SELECT 1 FROM note WHERE article = ?1) WHERE key = ?1";
    connection.prepare_cached(mark)?.execute([article.0])?;
    Ok(())
}

fn note(row: &Row<'_>) -> rusqlite::Result<Note> {
    let exact: Option<String> = row.get(2)?;
    let anchor = match exact {
        Some(exact) => Some(Anchor {
            exact,
            before: row.get(3)?,
            after: row.get(4)?,
            offset: usize::try_from(row.get::<_, i64>(5)?).unwrap_or(0),
        }),
        None => None,
    };
    Ok(Note {
        key: NoteKey(row.get(0)?),
        article: ArticleKey(row.get(1)?),
        anchor,
        text: row.get(6)?,
        written: row.get(7)?,
        ink: ink(row.get(8)?),
    })
}

/// An ink as it is kept; 0 is none.
pub(super) fn number(ink: Option<Ink>) -> i64 {
    limit(ink.map_or(0, Ink::number))
}

/// The ink that is kept under a number; that of a later rashomon is none.
pub(super) fn ink(number: i64) -> Option<Ink> {
    Ink::numbered(usize::try_from(number).ok()?)
}
