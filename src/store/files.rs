//! The folders and files that a library has its articles from.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension as _, params};

use crate::model::problem::{Problem, Severity};
use crate::model::state::ArticleKey;
use crate::store::counts;
use crate::store::cursor::{Cursor, Mark};
use crate::store::error::Done;
use crate::store::log::{self, Event};
use crate::text::sanitize::clean_line;

/// Names a folder that was added to a library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FolderKey(pub i64);

/// Names a file of a library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileKey(pub i64);

/// What tells whether a file is still the one that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Stamp {
    /// Its size in bytes.
    pub size: u64,
    /// When it was last changed, in nanoseconds since 1970, by its file system.
    pub modified: i64,
    /// A hash of its bytes.
    pub hash: u64,
}

/// What has become of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileState {
    /// It was read.
    Present,
    /// It is gone; what was read from it is kept.
    Vanished,
    /// It could not be read, or only in part: why.
    Broken(String),
}

/// A file as the library knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownFile {
    /// Its name in the library.
    pub key: FileKey,
    /// Where it lies.
    pub path: PathBuf,
    /// What it was when it was last read.
    pub stamp: Stamp,
    /// What has become of it.
    pub state: FileState,
}

/// The key of the folder at `path`, which is added where it is not known.
pub(super) fn add_folder(connection: &Connection, path: &Path) -> Done<FolderKey> {
    let bytes = bytes_of(path);
    let add = "INSERT INTO source_folder (path) VALUES (?1) ON CONFLICT DO NOTHING";
    connection.prepare_cached(add)?.execute([&bytes])?;
    let find = "SELECT key FROM source_folder WHERE path = ?1";
    let mut statement = connection.prepare_cached(find)?;
    Ok(FolderKey(statement.query_row([&bytes], |row| row.get(0))?))
}

/// Every folder with its path.
pub(super) fn folders(connection: &Connection) -> Done<Vec<(FolderKey, PathBuf)>> {
    let all = "SELECT key, path FROM source_folder ORDER BY path";
    let mut statement = connection.prepare_cached(all)?;
    let rows = statement.query_map([], |row| Ok((FolderKey(row.get(0)?), path_of(row.get(1)?))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What is known of the file at `path`.
pub(super) fn file(connection: &Connection, path: &Path) -> Done<Option<KnownFile>> {
    let find =
        "SELECT key, path, size, modified, hash, state, problem FROM source_file WHERE path = ?1";
    let mut statement = connection.prepare_cached(find)?;
    Ok(statement.query_row([bytes_of(path)], known).optional()?)
}

/// The files of a folder, or those that were named themselves, by path, `count` behind the path `after`.
pub(super) fn files(
    connection: &Connection,
    folder: Option<FolderKey>,
    after: Option<&Path>,
    count: usize,
) -> Done<Vec<KnownFile>> {
    let some = "SELECT key, path, size, modified, hash, state, problem FROM source_file \
                WHERE folder IS ?1 AND path > ?2 ORDER BY path LIMIT ?3";
    let after = after.map(bytes_of).unwrap_or_default();
    let mut statement = connection.prepare_cached(some)?;
    let folder = folder.map(|folder| folder.0);
    let rows = statement.query_map(params![folder, after, log::limit(count)], known)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Writes down what a file is now.
pub(super) fn note_file(
    connection: &Connection,
    folder: Option<FolderKey>,
    path: &Path,
    stamp: &Stamp,
    state: &FileState,
) -> Done<FileKey> {
    let put = "INSERT INTO source_file (folder, path, size, modified, hash, state, problem) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) \
               ON CONFLICT (path) DO UPDATE SET folder = coalesce(excluded.folder, folder), size = excluded.size, \
               modified = excluded.modified, hash = excluded.hash, state = excluded.state, problem = excluded.problem \
               RETURNING key";
    let (number, problem) = match state {
        FileState::Present => (0, None),
        FileState::Vanished => (1, None),
        FileState::Broken(problem) => (2, Some(problem)),
    };
    let values = params![
        folder.map(|folder| folder.0),
        bytes_of(path),
        i64::try_from(stamp.size).unwrap_or(i64::MAX),
        stamp.modified,
        stamp.hash.cast_signed(),
        number,
        problem,
    ];
    let mut statement = connection.prepare_cached(put)?;
    let key = FileKey(statement.query_row(values, |row| row.get(0))?);
    refresh_present(connection, key)?;
    Ok(key)
}

/// Marks the files of `folder` that are not among `seen` as vanished, and gives them. Their articles are shown no more
/// unless another file has the same; all that the reader did to them is kept.
pub(super) fn sweep(
    connection: &Connection,
    folder: FolderKey,
    seen: &BTreeSet<FileKey>,
) -> Done<Vec<FileKey>> {
    let there = "SELECT key FROM source_file WHERE folder = ?1 AND state != 1 ORDER BY key";
    let mut statement = connection.prepare_cached(there)?;
    let keys = statement.query_map([folder.0], |row| Ok(FileKey(row.get(0)?)))?;
    let mut gone = Vec::new();
    for key in keys {
        let key = key?;
        if !seen.contains(&key) {
            gone.push(key);
        }
    }
    vanish(connection, &gone)?;
    Ok(gone)
}

/// Marks files as vanished.
pub(super) fn vanish(connection: &Connection, files: &[FileKey]) -> Done<()> {
    let mark = "UPDATE source_file SET state = 1, problem = NULL WHERE key = ?1";
    let mut statement = connection.prepare_cached(mark)?;
    for file in files {
        statement.execute([file.0])?;
        refresh_present(connection, *file)?;
    }
    if !files.is_empty() {
        log::add(connection, Event::Files, None)?;
    }
    Ok(())
}

/// Writes what went wrong with what was read from a file, in the place of what was told before.
pub(super) fn note_problems(
    connection: &Connection,
    file: FileKey,
    problems: &[Problem],
) -> Done<()> {
    let clear = "DELETE FROM problem WHERE file = ?1";
    connection.prepare_cached(clear)?.execute([file.0])?;
    let put = "INSERT INTO problem (file, number, source, line, severity, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let mut statement = connection.prepare_cached(put)?;
    for (number, problem) in (0..).zip(problems) {
        statement.execute(params![
            file.0,
            number,
            problem.source,
            problem.line,
            severity_number(problem.severity),
            problem.reason
        ])?;
    }
    Ok(())
}

/// What went wrong with files that are there, by file, `count` behind `after`.
pub(super) fn problems(
    connection: &Connection,
    after: Option<&Cursor>,
    count: usize,
) -> Done<(Vec<Problem>, Option<Cursor>)> {
    let find = "SELECT p.file, p.number, p.source, p.line, p.severity, p.reason \
                FROM problem AS p CROSS JOIN source_file AS f ON f.key = p.file \
                WHERE (p.file, p.number) > (?1, ?2) AND f.state != 1 ORDER BY p.file, p.number LIMIT ?3";
    let (file, number) = match after.map(|after| after.0.as_slice()) {
        Some([Mark::Number(file), Mark::Number(number)]) => (*file, *number),
        _ => (0, -1),
    };
    let mut statement = connection.prepare_cached(find)?;
    let mut rows = statement.query([file, number, log::limit(count)])?;
    let (mut problems, mut last) = (Vec::new(), None);
    while let Some(row) = rows.next()? {
        last = Some(Cursor(vec![
            Mark::Number(row.get(0)?),
            Mark::Number(row.get(1)?),
        ]));
        problems.push(Problem {
            source: row.get(2)?,
            line: row.get(3)?,
            severity: severity(row.get(4)?),
            reason: row.get(5)?,
        });
    }
    let last = last.filter(|_| problems.len() == count);
    Ok((problems, last))
}

/// The number that stands for a severity in every library.
fn severity_number(severity: Severity) -> i64 {
    match severity {
        Severity::Skipped => 0,
        Severity::Repaired => 1,
        Severity::Failed => 2,
        Severity::Cut => 3,
    }
}

fn severity(number: i64) -> Severity {
    match number {
        0 => Severity::Skipped,
        1 => Severity::Repaired,
        3 => Severity::Cut,
        _ => Severity::Failed,
    }
}

/// Sets whether the articles of a file are still in some file.
fn refresh_present(connection: &Connection, file: FileKey) -> Done<()> {
    let others = "SELECT m.key, new.present, m.removed FROM ( \
                      SELECT held.article AS key, max(file.state != 1) AS present \
                      FROM holding AS held JOIN holding AS other USING (article) \
                      JOIN source_file AS file ON file.key = other.file \
                      WHERE held.file = ?1 GROUP BY held.article \
                  ) AS new JOIN article_meta AS m USING (key) WHERE m.present != new.present";
    let mut statement = connection.prepare_cached(others)?;
    let rows = statement.query_map([file.0], |row| {
        Ok((ArticleKey(row.get(0)?), row.get(1)?, row.get(2)?))
    })?;
    let others: Vec<(ArticleKey, bool, bool)> = rows.collect::<Result<_, _>>()?;
    let set = "UPDATE article_meta SET present = ?2 WHERE key = ?1";
    let mut statement = connection.prepare_cached(set)?;
    for (article, present, removed) in others {
        statement.execute(params![article.0, present])?;
        log::add(connection, Event::Files, Some(article))?;
        if !removed {
            counts::refresh(connection, &[article], present)?;
        }
    }
    Ok(())
}

/// What an article that was read from `source` is read from now, where that file is gone and another has it: a file that was
/// moved.
pub(super) fn moved_source(
    connection: &Connection,
    article: ArticleKey,
    source: &str,
) -> Done<Option<String>> {
    let find = "SELECT file.path, file.state != 1 FROM holding JOIN source_file AS file ON file.key = holding.file \
                WHERE holding.article = ?1 ORDER BY file.key";
    let mut statement = connection.prepare_cached(find)?;
    let rows = statement.query_map([article.0], |row| {
        Ok((path_of(row.get(0)?), row.get::<_, bool>(1)?))
    })?;
    let shown = |path: &Path| clean_line(&path.to_string_lossy());
    let mut there = None;
    for row in rows {
        let (path, present) = row?;
        let path = shown(&path);
        if present && path == source {
            return Ok(None);
        }
        if present && there.is_none() {
            there = Some(path);
        }
    }
    Ok(there)
}

/// Shows an article no more that was in no file but the one that let it go.
pub(super) fn let_go(connection: &Connection, article: ArticleKey) -> Done<()> {
    let gone = "UPDATE article_meta SET present = 0 WHERE key = ?1 AND present AND NOT EXISTS ( \
                    SELECT 1 FROM holding JOIN source_file AS file ON file.key = holding.file \
                    WHERE holding.article = ?1 AND file.state != 1 \
                ) RETURNING removed";
    let removed: Option<bool> = connection
        .prepare_cached(gone)?
        .query_row([article.0], |row| row.get(0))
        .optional()?;
    if removed.is_some() {
        log::add(connection, Event::Files, Some(article))?;
    }
    if removed == Some(false) {
        counts::refresh(connection, &[article], false)?;
    }
    Ok(())
}

/// Takes an article from the vanished files that had it, and forgets what these were: they are read should they come back.
pub(super) fn forget_vanished(connection: &Connection, article: ArticleKey) -> Done<()> {
    let vanished = "SELECT file.key FROM source_file AS file JOIN holding ON holding.file = file.key \
                    WHERE holding.article = ?1 AND file.state = 1";
    let mut statement = connection.prepare_cached(vanished)?;
    let files = statement.query_map([article.0], |row| row.get(0))?;
    let files: Vec<i64> = files.collect::<Result<_, _>>()?;
    for file in files {
        let forget = "UPDATE source_file SET size = 0, modified = 0, hash = 0 WHERE key = ?1";
        connection.prepare_cached(forget)?.execute([file])?;
        let take = "DELETE FROM holding WHERE file = ?1 AND article = ?2";
        connection
            .prepare_cached(take)?
            .execute([file, article.0])?;
    }
    Ok(())
}

fn known(row: &rusqlite::Row<'_>) -> rusqlite::Result<KnownFile> {
    let size: i64 = row.get(2)?;
    let hash: i64 = row.get(4)?;
    Ok(KnownFile {
        key: FileKey(row.get(0)?),
        path: path_of(row.get(1)?),
        stamp: Stamp {
            size: u64::try_from(size).unwrap_or(0),
            modified: row.get(3)?,
            hash: hash.cast_unsigned(),
        },
        state: match row.get(5)? {
            0 => FileState::Present,
            1 => FileState::Vanished,
            _ => FileState::Broken(row.get::<_, Option<String>>(6)?.unwrap_or_default()),
        },
    })
}

#[cfg(unix)]
fn bytes_of(path: &Path) -> Vec<u8> {
    use std::os::unix::ffi::OsStrExt as _;
    path.as_os_str().as_bytes().to_vec()
}

#[cfg(unix)]
fn path_of(bytes: Vec<u8>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt as _;
    PathBuf::from(std::ffi::OsString::from_vec(bytes))
}

/// Elsewhere paths are UTF-16 and nearly always Unicode; one that is not keeps its name in the library, and is read anew.
#[cfg(not(unix))]
fn bytes_of(path: &Path) -> Vec<u8> {
    path.to_string_lossy().into_owned().into_bytes()
}

#[cfg(not(unix))]
fn path_of(bytes: Vec<u8>) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(&bytes).into_owned())
}
