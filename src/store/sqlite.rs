//! A library in one SQLite file: the handle that writes, and those that read.

mod backup;
mod feeds;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, InterruptHandle, TransactionBehavior};

use crate::model::actor::ActorId;
use crate::model::article::{Article, ArticleId};
use crate::model::findings::Findings;
use crate::model::link::Ruled;
use crate::model::note::Note;
use crate::model::problem::Problem;
use crate::model::query::Query;
use crate::model::state::{ArticleKey, ArticleMarks, Change, Marks, NoteKey};
use crate::store::bonds::{self, Bonds};
use crate::store::columns::{self, Column, StoryRow, TimeRow};
use crate::store::cursor::Cursor;
use crate::store::doctor::{self, Finding};
use crate::store::error::{Done, StoreError, Trouble};
use crate::store::excerpt::{self, Excerpt};
use crate::store::files::{self, FileKey, FileState, FolderKey, KnownFile, Stamp};
use crate::store::filter::Now;
use crate::store::groups::{self, Copies, Story};
use crate::store::held::{self, Held, Stats};
use crate::store::ingest::{self, Deposit, Engine, Kept};
use crate::store::linking::{self, Linking};
use crate::store::log::{self, Changes};
use crate::store::pages::{self, Head, Listing, Page, Request};
use crate::store::people::{self, Asked, Counted, Standing};
use crate::store::session::{self, Jump};
use crate::store::spots::{self, About, Occurring, Spot, Who};
use crate::store::spread::{self, Outlet};
use crate::store::state::{self, Made};
use crate::store::traits::{Catalogue, Store};
use crate::store::whole::{self, Whole};
use crate::store::{notes, open, rows};

/// A connection that reads a library. It can go to another thread; no two threads can use it at once.
#[derive(Debug)]
pub struct Reader {
    path: PathBuf,
    connection: Connection,
}

/// The one handle of a program that writes a library; reads too. Programs on one library write by turns.
#[derive(Debug)]
pub struct Sqlite {
    // Goes before the file does.
    reader: Reader,
    passing: Option<Passing>,
}

/// A library file that is removed when its handle is dropped, with the files beside it.
#[derive(Debug)]
struct Passing(PathBuf);

impl Drop for Passing {
    fn drop(&mut self) {
        for ending in ["", "-wal", "-shm"] {
            std::fs::remove_file(open::beside(&self.0, ending)).ok();
        }
    }
}

/// Ends what a reader is at, from another thread.
pub struct Interrupter(InterruptHandle);

impl Interrupter {
    /// Makes the request that is going on fail with [`Trouble::Interrupted`]; where there is none, nothing happens.
    pub fn interrupt(&self) {
        self.0.interrupt();
    }
}

impl Sqlite {
    /// Opens the library at `path`; makes it where nothing is.
    ///
    /// # Errors
    /// When something else is there, or it is damaged, of a later version, held by another program, or cannot be written.
    /// Nothing that is there is changed then.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Self::open_with(path, open::PATIENCE)
    }

    /// Opens as [`Self::open`] does, and never waits longer than `patience` for another program.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_with(path: &Path, patience: Duration) -> Result<Self, StoreError> {
        let connection = open::for_writing(path, patience)?;
        let path = path.to_owned();
        Ok(Self {
            reader: Reader { path, connection },
            passing: None,
        })
    }

    /// Makes a library in `folder` that is gone when this handle is dropped. Others can read it by its path until then.
    ///
    /// # Errors
    /// When no file can be written there.
    pub fn temporary(folder: &Path) -> Result<Self, StoreError> {
        let passing = Passing(open::new_file(folder)?);
        let connection = open::for_writing(&passing.0, open::PATIENCE)?;
        let path = passing.0.clone();
        // What goes with the program need not outlast the machine.
        let unsafe_at_crash = connection.pragma_update(None, "synchronous", "OFF");
        unsafe_at_crash.map_err(|wrong| StoreError::sql(&path, wrong.into()))?;
        Ok(Self {
            reader: Reader { path, connection },
            passing: Some(passing),
        })
    }

    /// Whether the library is gone when this handle is dropped.
    pub fn is_temporary(&self) -> bool {
        self.passing.is_some()
    }

    /// Takes what stands in the log over into the file, as far as no [snapshot](Reader::snapshot) needs an older state of that, and tells
    /// whether that was all. Snapshots that are taken now need no log, so that the next write begins it anew as soon as those
    /// from before are gone. Nobody is waited for.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn settle(&self) -> Result<bool, StoreError> {
        self.reader.read(|connection| {
            let told = |row: &rusqlite::Row<'_>| Ok((row.get::<_, i64>(1)?, row.get::<_, i64>(2)?));
            let (log, settled) =
                connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], told)?;
            Ok(log == settled)
        })
    }

    /// How many bytes the log beside the file has.
    pub fn log_size(&self) -> u64 {
        let log = open::beside(self.path(), "-wal");
        std::fs::metadata(log).map_or(0, |log| log.len())
    }

    /// The library file.
    pub fn path(&self) -> &Path {
        &self.reader.path
    }

    /// Opens a handle that only reads, with a connection of its own.
    ///
    /// # Errors
    /// As [`Reader::open`].
    pub fn reader(&self) -> Result<Reader, StoreError> {
        Reader::open(&self.reader.path)
    }

    /// Looks the library over; with `mend`, makes anew what can be. Reads all of the file.
    ///
    /// # Errors
    /// When that cannot even be looked at.
    pub fn examine(&mut self, mend: bool) -> Result<Vec<Finding>, StoreError> {
        self.write(|connection| doctor::examine(connection, mend))
    }

    /// Runs `work` in a transaction: all of it is done, or nothing.
    fn write<T>(&mut self, work: impl FnOnce(&Connection) -> Done<T>) -> Result<T, StoreError> {
        let Reader { path, connection } = &mut self.reader;
        let run = || {
            let transaction =
                connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let done = work(&transaction)?;
            transaction.commit()?;
            Ok(done)
        };
        run().map_err(|wrong| StoreError::sql(path, wrong))
    }
}

impl Reader {
    /// Opens the library at `path` for reading.
    ///
    /// # Errors
    /// When there is none, or it is damaged or of another version.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let connection = open::for_reading(path, open::PATIENCE)?;
        let path = path.to_owned();
        Ok(Self { path, connection })
    }

    /// Where the library lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Sees no other state any more than the one in which it reads first from now on.
    pub(super) fn stay(&self) -> Result<(), StoreError> {
        self.read(|connection| Ok(connection.execute_batch("BEGIN")?))
    }

    /// The number of the last event.
    pub(super) fn last_event(&self) -> Result<i64, StoreError> {
        self.read(log::last)
    }

    /// What ends a request of this reader from another thread.
    pub fn interrupter(&self) -> Interrupter {
        Interrupter(self.connection.get_interrupt_handle())
    }

    fn read<T>(&self, work: impl FnOnce(&Connection) -> Done<T>) -> Result<T, StoreError> {
        work(&self.connection).map_err(|wrong| StoreError::sql(&self.path, wrong))
    }
}

impl Catalogue for Reader {
    fn page(&self, request: &Request<'_>) -> Result<Page, StoreError> {
        self.read(|connection| pages::page(connection, request))
    }

    fn listing(&self, request: &Request<'_>) -> Result<Listing, StoreError> {
        self.read(|connection| pages::listing(connection, request))
    }

    fn matching(
        &self,
        query: &Query,
        now: Now,
        count: usize,
    ) -> Result<Vec<ArticleKey>, StoreError> {
        self.read(|connection| pages::matching(connection, query, now, count))
    }

    fn heads(&self, articles: &[ArticleKey]) -> Result<Vec<Head>, StoreError> {
        self.read(|connection| pages::heads(connection, articles))
    }

    fn columns(&self, before: Option<TimeRow>, count: usize) -> Result<Vec<Column>, StoreError> {
        self.read(|connection| columns::columns(connection, before, count))
    }

    fn columns_of(&self, articles: &[ArticleKey]) -> Result<Vec<Column>, StoreError> {
        self.read(|connection| columns::columns_of(connection, articles))
    }

    fn story_rows(
        &self,
        before: Option<StoryRow>,
        count: usize,
    ) -> Result<Vec<StoryRow>, StoreError> {
        self.read(|connection| columns::story_rows(connection, before, count))
    }

    fn snippets(
        &self,
        query: &Query,
        now: Now,
        articles: &[ArticleKey],
    ) -> Result<Vec<Excerpt>, StoreError> {
        self.read(|connection| excerpt::snippets(connection, query, now, articles))
    }

    fn article(&self, article: ArticleKey) -> Result<Option<Held>, StoreError> {
        self.read(|connection| held::article(connection, article))
    }

    fn wholes(&self, articles: &[ArticleKey]) -> Result<Vec<Whole>, StoreError> {
        self.read(|connection| whole::wholes(connection, articles))
    }

    fn bonds(&self) -> Result<Bonds, StoreError> {
        self.read(bonds::bonds)
    }

    fn report(&self, article: ArticleKey) -> Result<Option<(Article, Findings)>, StoreError> {
        self.read(|connection| held::report(connection, article))
    }

    fn body(&self, article: ArticleKey) -> Result<Article, StoreError> {
        self.read(|connection| rows::body(connection, article))
    }

    fn find(&self, id: ArticleId) -> Result<Option<ArticleKey>, StoreError> {
        self.read(|connection| held::find(connection, id))
    }

    fn actors(&self, start: &str, count: usize) -> Result<Vec<Counted>, StoreError> {
        self.read(|connection| people::by_prefix(connection, start, count))
    }

    fn actors_of(&self, ids: &[ActorId]) -> Result<Vec<Counted>, StoreError> {
        self.read(|connection| people::by_id(connection, ids))
    }

    fn all_actors(
        &self,
        after: Option<&Cursor>,
        count: usize,
    ) -> Result<(Vec<Counted>, Option<Cursor>), StoreError> {
        self.read(|connection| people::all(connection, after, count))
    }

    fn spots(
        &self,
        who: Who,
        asked: Asked,
        before: Option<TimeRow>,
        count: usize,
    ) -> Result<Vec<Spot>, StoreError> {
        self.read(|connection| spots::spots(connection, (who, asked), before, count))
    }

    fn spots_among(
        &self,
        who: Who,
        asked: Asked,
        rows: &[TimeRow],
    ) -> Result<Vec<Spot>, StoreError> {
        self.read(|connection| spots::among(connection, (who, asked), rows))
    }

    fn standing(&self, article: ArticleKey) -> Result<Vec<Counted>, StoreError> {
        self.read(|connection| people::standing(connection, article))
    }

    fn phrase(
        &self,
        phrase: &str,
        before: Option<TimeRow>,
        count: usize,
    ) -> Result<Vec<Occurring>, StoreError> {
        self.read(|connection| spots::phrase(connection, phrase, before, count))
    }

    fn fresh(
        &self,
        about: About<'_>,
        since: ArticleKey,
        count: usize,
    ) -> Result<Vec<ArticleKey>, StoreError> {
        self.read(|connection| spots::fresh(connection, about, since, count))
    }

    fn story(&self, story: ArticleKey) -> Result<Option<Story>, StoreError> {
        self.read(|connection| groups::story(connection, story))
    }

    fn of_story(&self, story: ArticleKey) -> Result<Vec<ArticleKey>, StoreError> {
        self.read(|connection| groups::of_story(connection, story))
    }

    fn stories(&self, after: ArticleKey, count: usize) -> Result<Vec<Story>, StoreError> {
        self.read(|connection| groups::stories(connection, after, count))
    }

    fn thread(&self, article: ArticleKey) -> Result<Vec<Vec<ArticleKey>>, StoreError> {
        self.read(|connection| groups::thread(connection, article))
    }

    fn versions(&self, article: ArticleKey) -> Result<Vec<ArticleKey>, StoreError> {
        self.read(|connection| groups::versions(connection, article))
    }

    fn copies(&self, article: ArticleKey) -> Result<Option<Copies>, StoreError> {
        self.read(|connection| groups::copies(connection, article))
    }

    fn ruled(&self) -> Result<Vec<Ruled>, StoreError> {
        self.read(linking::ruled)
    }

    fn places(
        &self,
        actor: ActorId,
        asked: Asked,
        after: Option<&Cursor>,
        count: usize,
    ) -> Result<(Vec<Standing>, Option<Cursor>), StoreError> {
        self.read(|connection| people::places(connection, actor, asked, after, count))
    }

    fn outlets(&self) -> Result<Vec<Outlet>, StoreError> {
        self.read(spread::outlets)
    }

    fn topics(&self, start: &str, count: usize) -> Result<Vec<(String, usize)>, StoreError> {
        self.read(|connection| spread::topics(connection, start, count))
    }

    fn related(
        &self,
        article: ArticleKey,
        count: usize,
    ) -> Result<Vec<(ArticleKey, f64)>, StoreError> {
        self.read(|connection| people::related(connection, article, count))
    }

    fn notes_of(&self, article: ArticleKey) -> Result<Vec<Note>, StoreError> {
        self.read(|connection| notes::of(connection, article))
    }

    fn notes(&self, after: NoteKey, count: usize) -> Result<Vec<Note>, StoreError> {
        self.read(|connection| notes::all(connection, after, count))
    }

    fn marks(&self) -> Result<Marks, StoreError> {
        self.read(session::marks)
    }

    fn marks_of(
        &self,
        articles: &[ArticleKey],
    ) -> Result<Vec<(ArticleId, ArticleMarks)>, StoreError> {
        self.read(|connection| session::marks_of(connection, articles))
    }

    fn tags(&self) -> Result<Vec<(String, usize)>, StoreError> {
        self.read(session::all_tags)
    }

    fn saved(&self) -> Result<Vec<(String, String)>, StoreError> {
        self.read(session::saved)
    }

    fn followed(&self) -> Result<Vec<(String, ArticleKey)>, StoreError> {
        self.read(session::followed)
    }

    fn jumps(&self) -> Result<Vec<Jump>, StoreError> {
        self.read(session::jumps)
    }

    fn position(&self, article: ArticleKey) -> Result<Option<usize>, StoreError> {
        self.read(|connection| session::position(connection, article))
    }

    fn value(&self, name: &str) -> Result<Option<String>, StoreError> {
        self.read(|connection| session::value(connection, name))
    }

    fn changes(&self, since: i64, count: usize) -> Result<Changes, StoreError> {
        self.read(|connection| log::since(connection, since, count))
    }

    fn stats(&self) -> Result<Stats, StoreError> {
        self.read(held::stats)
    }

    fn stale(&self, engine: Engine, count: usize) -> Result<Vec<ArticleKey>, StoreError> {
        self.read(|connection| ingest::stale(connection, engine, count))
    }

    fn folders(&self) -> Result<Vec<(FolderKey, PathBuf)>, StoreError> {
        self.read(files::folders)
    }

    fn file(&self, path: &Path) -> Result<Option<KnownFile>, StoreError> {
        self.read(|connection| files::file(connection, path))
    }

    fn files(
        &self,
        folder: Option<FolderKey>,
        after: Option<&Path>,
        count: usize,
    ) -> Result<Vec<KnownFile>, StoreError> {
        self.read(|connection| files::files(connection, folder, after, count))
    }

    fn problems(
        &self,
        after: Option<&Cursor>,
        count: usize,
    ) -> Result<(Vec<Problem>, Option<Cursor>), StoreError> {
        self.read(|connection| files::problems(connection, after, count))
    }
}

impl Store for Sqlite {
    type Catalogue = Reader;

    fn catalogue(&self) -> &Reader {
        &self.reader
    }

    fn ingest(&mut self, batch: &[Deposit], engine: Engine) -> Result<Vec<Kept>, StoreError> {
        self.write(|connection| ingest::ingest(connection, batch, engine))
    }

    fn lay_links(&mut self, linking: &Linking) -> Result<(), StoreError> {
        self.write(|connection| linking::lay(connection, linking))
    }

    fn change(&mut self, change: &Change) -> Result<Made, StoreError> {
        self.write(|connection| state::make(connection, change))
    }

    fn opened(&mut self, article: ArticleKey) -> Result<(), StoreError> {
        self.write(|connection| state::opened(connection, article))
    }

    fn undo(&mut self) -> Result<Option<Made>, StoreError> {
        self.write(|connection| state::turn(connection, true))
    }

    fn redo(&mut self) -> Result<Option<Made>, StoreError> {
        self.write(|connection| state::turn(connection, false))
    }

    fn set_position(&mut self, article: ArticleKey, offset: usize) -> Result<(), StoreError> {
        self.write(|connection| session::set_position(connection, article, offset))
    }

    fn add_jump(&mut self, jump: Jump) -> Result<(), StoreError> {
        self.write(|connection| session::add_jump(connection, jump))
    }

    fn look(&mut self, subject: &str) -> Result<(), StoreError> {
        self.write(|connection| session::look(connection, subject))
    }

    fn set_value(&mut self, name: &str, value: Option<&str>) -> Result<(), StoreError> {
        self.write(|connection| session::set_value(connection, name, value))
    }

    fn add_folder(&mut self, path: &Path) -> Result<FolderKey, StoreError> {
        self.write(|connection| files::add_folder(connection, path))
    }

    fn note_files(
        &mut self,
        folder: Option<FolderKey>,
        files: &[(PathBuf, Stamp, FileState)],
    ) -> Result<Vec<FileKey>, StoreError> {
        self.write(|connection| {
            let noted = files.iter().map(|(path, stamp, state)| {
                files::note_file(connection, folder, path, stamp, state)
            });
            noted.collect()
        })
    }

    fn note_problems(&mut self, file: FileKey, problems: &[Problem]) -> Result<(), StoreError> {
        self.write(|connection| files::note_problems(connection, file, problems))
    }

    fn sweep(
        &mut self,
        folder: FolderKey,
        seen: &BTreeSet<FileKey>,
    ) -> Result<Vec<FileKey>, StoreError> {
        self.write(|connection| files::sweep(connection, folder, seen))
    }

    fn vanish(&mut self, files: &[FileKey]) -> Result<(), StoreError> {
        self.write(|connection| files::vanish(connection, files))
    }
}

/// Whether an error tells that a newer request has made an end to this one.
pub fn is_interrupted(error: &StoreError) -> bool {
    error.trouble == Trouble::Interrupted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_told_and_costs_nothing_that_was_there() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Sqlite::open(&folder.path().join("a.library")).unwrap();
        store.set_value("small", Some("1")).unwrap();
        // The database is told that there is no room for another page, as the system would tell it.
        let room = |store: &Sqlite, pages: i64| {
            let limit = |row: &rusqlite::Row<'_>| row.get::<_, i64>(0);
            let connection = &store.reader.connection;
            connection
                .pragma_update_and_check(None, "max_page_count", pages, limit)
                .unwrap();
        };
        room(&store, 1);
        let large = "x".repeat(1 << 20);
        let error = store.set_value("large", Some(&large)).unwrap_err();
        assert_eq!(error.trouble, Trouble::Full);
        assert!(error.to_string().contains("is full"), "{error}");
        assert_eq!(store.catalogue().value("small").unwrap().unwrap(), "1");
        assert_eq!(store.catalogue().value("large").unwrap(), None);
        assert_eq!(store.examine(false).unwrap(), []);
        room(&store, 1 << 20);
        store.set_value("large", Some(&large)).unwrap();
    }
}
