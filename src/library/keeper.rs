//! The keeper of a library: brings its file in step with what it was made from, reads only what is new or has changed, and
//! writes down what the reader does.
//!
//! A file on disk is what it was when its size and time are; else its bytes tell, and only where these are others is it
//! read. What has been acknowledged by the store is safe whatever happens to the program: a file is written down as seen
//! only after its articles have been.

mod feeds;
mod filling;
mod linking;
pub(super) mod looking;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tempfile::TempDir;

use super::Library;
use super::copy::{Copy, Telling};
use super::deed::{Deed, Done, MANY, NewMarks};
use super::desk::Arrival;
use super::jotting::{self, Jotting};
use super::lease::Leases;
use super::round::Round;
use super::rulebook::Rulebook;
use super::seat::Seat;
use super::shelfmark::Shelfmark;
use super::sources::Source;
use crate::extract;
use crate::model::article::ArticleId;
use crate::model::effort::Effort;
use crate::model::problem::{Problem, Severity};
use crate::model::query::{Query, State};
use crate::model::state::Marks;
use crate::search::query::parse;
use crate::store::doctor::Outcome;
use crate::store::error::StoreError;
use crate::store::filter::Now;
use crate::store::ingest::Engine;
use crate::store::spots::About;
use crate::store::sqlite::Sqlite;
use crate::store::traits::{Catalogue as _, Store as _};
use crate::text::sanitize::clean_line;

/// How many problems are read at a time.
const PAGE: usize = 1_000;

/// What finds names and quotations in this program.
const ENGINE: Engine = Engine(extract::ENGINE);

/// The value of the session that holds what the screen leaves for the next time.
const SESSION: &str = "screen";

/// A library that is kept.
#[derive(Debug)]
pub struct Keeper {
    store: Sqlite,
    source: Source,
    /// How much the reading of a page may take.
    effort: Effort,
    seat: Seat,
    /// What has been kept and is not on the desk yet.
    arrivals: Vec<Arrival>,
    rulebook: Rulebook,
    round: Option<Round>,
    /// Whether the library shows others of the articles that it has than when they were linked. That alone makes nothing
    /// to be linked anew: it is followed up when something is.
    moved: bool,
    /// What went wrong when the folders were last walked.
    problems: Vec<Problem>,
    copy: Copy,
    /// The pictures that are still looked at.
    pictures: Leases,
    relief: Relief,
    /// Holds a temporary library; goes when this does.
    folder: Option<TempDir>,
}

/// Something that is wrong with a library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// What it is.
    pub what: String,
    /// What became of it.
    pub outcome: &'static str,
    /// Whether it is still so.
    pub stays: bool,
}

/// A state of the reading.
#[derive(Debug, Clone)]
pub struct Progress {
    /// Everything read so far, linked.
    pub library: Library,
    /// Whether there is more to come.
    pub finished: bool,
}

/// What a change of the corrections came to.
#[derive(Debug, Clone)]
pub struct Corrected {
    /// The line of the reader's file that was written or taken out, counted from 1.
    pub line: u32,
    /// The library as it is now.
    pub library: Library,
}

impl Keeper {
    /// Opens the library kept at `mark`, which is made where there is none.
    ///
    /// # Errors
    /// When there is something else, or it is damaged, newer, held by another program, or cannot be written.
    pub fn open(
        mark: &Shelfmark,
        source: Source,
        corrections: Option<PathBuf>,
    ) -> Result<Self, StoreError> {
        let (store, folder) = match mark {
            Shelfmark::File(path) => (Sqlite::open(path)?, None),
            Shelfmark::Temporary => {
                let folder = tempfile::tempdir().map_err(StoreError::no_place)?;
                (Sqlite::temporary(folder.path())?, Some(folder))
            }
        };
        Ok(Self {
            store,
            source,
            effort: Effort::default(),
            seat: Seat::default(),
            arrivals: Vec::new(),
            rulebook: Rulebook::new(corrections),
            round: None,
            problems: Vec::new(),
            pictures: Leases::default(),
            relief: Relief::default(),
            moved: false,
            copy: Copy::default(),
            folder,
        })
    }

    /// Lets the reading of a page take so much effort from now on.
    pub fn spend(&mut self, effort: Effort) {
        self.effort = effort;
    }

    /// Whether it is that of the starter.
    pub fn is_starter(&self) -> bool {
        matches!(self.source, Source::Starter)
    }

    /// From now on keeps a plain text copy of the notes beside the library, told by `telling`; of a library that is kept
    /// nowhere, none.
    pub fn keep_copy(&mut self, telling: Telling) {
        if self.folder.is_none() {
            self.copy = Copy::beside(&self.store, telling);
        }
    }

    /// Whether the copy of the notes is to be written.
    pub(super) fn copy_is_due(&self) -> bool {
        self.copy.is_due()
    }

    /// Writes the copy of the notes.
    ///
    /// # Errors
    /// Why it is not as it should be.
    pub(super) fn write_copy(&mut self) -> Result<(), String> {
        self.copy.write(&mut self.store)
    }

    /// All notes and highlights of the library.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn jottings(&self) -> Result<Vec<Jotting>, StoreError> {
        jotting::all(self.store.catalogue())
    }

    /// The file in which the library is kept.
    pub fn path(&self) -> &Path {
        self.store.path()
    }

    /// Counts what the library could not do among the problems.
    fn complain(&mut self, error: &StoreError) {
        self.problems.push(Problem {
            source: clean_line(&error.path.to_string_lossy()),
            line: None,
            severity: Severity::Failed,
            reason: format!("the library could not go on: {}", error.told()),
        });
    }

    /// What went wrong on the way through the folders, and with each file when it was read.
    fn all_problems(&self) -> Vec<Problem> {
        let mut problems = self.problems.clone();
        let mut after = None;
        // Where they cannot be read, nothing else can be, which is told by whoever needs it.
        while let Ok((page, next)) = self.store.catalogue().problems(after.as_ref(), PAGE) {
            problems.extend(page);
            if next.is_none() {
                break;
            }
            after = next;
        }
        problems
    }

    /// Takes over into the library file what stands in its log, as far as nobody looks at an older state; tells whether that was all.
    fn settle(&mut self) -> bool {
        self.store.settle().unwrap_or_else(|error| {
            self.complain(&error);
            false
        })
    }

    /// The library as it is in the store, linked or not.
    fn picture(&mut self) -> Library {
        let (corrections, problem) = self.rulebook.read();
        let problems = self.all_problems().into_iter().chain(problem).collect();
        let library = Library::open(self.store.catalogue(), problems, corrections);
        let mut library = library.unwrap_or_else(|error| {
            self.complain(&error);
            Library::default()
        });
        if let Some(shelf) = Arc::get_mut(&mut library.shelf) {
            shelf.lease = Some(self.pictures.take());
        }
        library
    }

    /// A picture for whoever looks at an older one, where the log of the library has grown long for that, so that it can be begun
    /// anew. It is of all that has been read, linked or not.
    ///
    /// It takes two. Behind the first, nobody needs an older state than all that the log has, which can be settled then; whoever
    /// takes the second looks at the library file alone.
    fn relieve(&mut self) -> Option<Progress> {
        if self.store.log_size() < LONG_LOG || self.pictures.last(PATIENCE) != 1 {
            self.relief = Relief::None;
            return None;
        }
        let next = match (self.relief, self.settle()) {
            (Relief::None, false) => Relief::First,
            (Relief::None | Relief::First, true) => Relief::Second,
            // Another program looks too, or nothing has been written since.
            (Relief::First | Relief::Second, _) => Relief::None,
        };
        self.relief = next;
        if next == Relief::None {
            return None;
        }
        let picture = self.picture();
        Some(Progress {
            library: picture,
            finished: false,
        })
    }

    /// The folders, and the files that were named themselves, from which the library is made.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn places(&self) -> Result<Vec<PathBuf>, StoreError> {
        let folders = self.store.catalogue().folders()?.into_iter();
        let folders = folders.map(|(_, path)| path);
        Ok(folders.chain(self.source.named().iter().cloned()).collect())
    }

    /// Tells whether the library reads that file.
    pub fn knows(&self, file: &Path) -> bool {
        let known = self.store.catalogue().file(file);
        known.is_ok_and(|known| known.is_some())
    }

    /// How many articles the library shows.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn count(&self) -> Result<usize, StoreError> {
        Ok(self.store.catalogue().stats()?.articles)
    }

    /// Looks the library over; with `mend`, makes anew what can be. Reads all of it.
    ///
    /// # Errors
    /// When it cannot even be looked at.
    pub fn examine(&mut self, mend: bool) -> Result<Vec<Complaint>, StoreError> {
        let found = self.store.examine(mend)?.into_iter();
        let told = found.map(|finding| {
            let (outcome, stays) = match finding.outcome {
                Outcome::Mended => ("put right", false),
                Outcome::Mendable => ("can be put right, without --look", true),
                Outcome::Stays => ("stays as it is", true),
            };
            Complaint {
                what: finding.what,
                outcome,
                stays,
            }
        });
        Ok(told.collect())
    }

    /// Writes the library as it is now to a new file, while others read and write it.
    ///
    /// # Errors
    /// When something is there already, or it cannot be written.
    pub fn backup(&self, to: &Path) -> Result<(), StoreError> {
        self.store.catalogue().backup(to)
    }

    /// What the reader has put on the articles.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn marks(&self) -> Result<Marks, StoreError> {
        self.store.catalogue().marks()
    }

    /// What the last session left, in its own words.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn last_session(&self) -> Result<Option<String>, StoreError> {
        self.store.catalogue().value(SESSION)
    }

    /// Remembers what this session leaves, should it end now.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn remember(&mut self, session: &str) -> Result<(), StoreError> {
        self.store.set_value(SESSION, Some(session))
    }

    /// Marks an article read because it was opened.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn opened(&mut self, article: ArticleId) -> Result<(), StoreError> {
        match self.store.catalogue().find(article)? {
            Some(key) => self.store.opened(key),
            None => Ok(()),
        }
    }

    /// Remembers where in an article the reader is.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn set_position(&mut self, article: ArticleId, offset: usize) -> Result<(), StoreError> {
        match self.store.catalogue().find(article)? {
            Some(key) => self.store.set_position(key, offset),
            None => Ok(()),
        }
    }

    /// How many articles are new about each subject that is followed, since this was last asked.
    ///
    /// # Errors
    /// When the library cannot be read or written.
    pub fn news(&mut self) -> Result<Vec<(String, usize)>, StoreError> {
        let mut news = Vec::new();
        for (subject, seen) in self.store.catalogue().followed()? {
            // What a later rashomon follows in words that this one cannot read is left to that one.
            let Ok(query) = parse(&subject) else { continue };
            let about = About::Query(&query, ANY_TIME);
            let new = self.store.catalogue().fresh(about, seen, usize::MAX)?;
            if !new.is_empty() {
                self.store.look(&subject)?;
                news.push((subject, new.len()));
            }
        }
        Ok(news)
    }

    /// Does what the reader wants done.
    ///
    /// # Errors
    /// Why nothing of it was done.
    pub fn act(&mut self, deed: &Deed) -> Result<Done, StoreError> {
        if matches!(deed, Deed::Jot { .. }) {
            self.copy.fall_behind(&mut self.store)?;
        }
        let made = match deed {
            Deed::Undo => self.store.undo()?,
            Deed::Redo => self.store.redo()?,
            _ => {
                let catalogue = self.store.catalogue();
                let unread = match deed {
                    Deed::ReadAll(last) => {
                        let unread = Query::Is(State::Unread);
                        let mut found = catalogue.matching(&unread, ANY_TIME, usize::MAX)?;
                        found.retain(|article| article <= last);
                        found
                    }
                    _ => Vec::new(),
                };
                // An article that is not there any more is none that anything can be done to.
                let change = deed.change(
                    |id| catalogue.find(id).ok().flatten(),
                    unread,
                    |key| catalogue.notes_of(key).unwrap_or_default(),
                );
                change
                    .map(|change| self.store.change(&change))
                    .transpose()?
            }
        };
        let Some(made) = made else {
            return Ok(Done::default());
        };
        let notes = match made.noted {
            Some(article) => {
                self.copy.fall_behind(&mut self.store)?;
                Some((article, self.store.catalogue().notes_of(article)?))
            }
            None => None,
        };
        self.moved |= made.moved;
        let few = made.articles.len() <= MANY;
        let library = (made.moved || !few).then(|| self.picture());
        let catalogue = self.store.catalogue();
        let marks = few.then(|| catalogue.marks_of(&made.articles));
        let turned = matches!(deed, Deed::Undo | Deed::Redo);
        Ok(Done {
            label: Some(made.label),
            marks: marks.transpose()?,
            followed: turned.then(|| self.followed()).transpose()?,
            library,
            notes,
        })
    }

    /// What the reader has put on the articles that a deed names, whatever became of it.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn marks_at(&self, deed: &Deed) -> Result<NewMarks, StoreError> {
        let catalogue = self.store.catalogue();
        let mut keys = Vec::new();
        for article in deed.articles() {
            keys.extend(catalogue.find(*article)?);
        }
        catalogue.marks_of(&keys)
    }

    /// The queries that are followed.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn followed(&self) -> Result<BTreeSet<String>, StoreError> {
        let followed = self.store.catalogue().followed()?.into_iter();
        Ok(followed.map(|(query, _)| query).collect())
    }
}

/// What was handed out last so that the log can be begun anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Relief {
    /// Nothing.
    #[default]
    None,
    /// A picture behind which all can be settled.
    First,
    /// A picture that needs nothing of the log.
    Second,
}

/// From which size on, in bytes, the log is to be begun anew.
const LONG_LOG: u64 = 48 << 20;

/// How long is waited for whoever looks at older pictures.
const PATIENCE: Duration = Duration::from_millis(100);

/// No question of a keeper's depends on the time.
const ANY_TIME: Now = Now::constant(1970, 1, 1, 0, 0, 0, 0);
