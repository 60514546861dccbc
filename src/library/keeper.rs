//! The keeper of a library: brings its file in step with what it was made from, reads only what is new or has changed, and
//! writes down what the reader does.
//!
//! A file on disk is what it was when its size and time are; else its bytes tell, and only where these are others is it
//! read. What has been acknowledged by the store is safe whatever happens to the program: a file is written down as seen
//! only after its articles have been.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::Library;
use super::corrections::{self, Change};
use super::desk::Desk;
use super::shelfmark::Shelfmark;
use super::sources::{self, Source, SourceFile, Studied, Walk};
use crate::model::problem::{Problem, Severity};
use crate::model::query::Query;
use crate::model::state::ArticleKey;
use crate::store::error::StoreError;
use crate::store::files::{FileKey, FileState, FolderKey, Stamp};
use crate::store::filter::Now;
use crate::store::ingest::{Deposit, Engine, Fate};
use crate::store::sqlite::Sqlite;
use crate::store::traits::{Catalogue as _, Store as _};
use crate::text::sanitize::clean_line;
use crate::{extract, ingest};

/// What finds names and quotations in this program.
const ENGINE: Engine = Engine(extract::ENGINE);

/// The value of the session that tells which engine read all files last.
const READ_BY: &str = "engine";

/// The value of the session that tells under which corrections the links in the store were made.
const LINKED_UNDER: &str = "corrections";

/// How many files are read between two looks at what else is asked for: the first alone, so that there is something to
/// see, then more and more up to this, which takes a fifth of a second on two cores.
const MOST_AT_ONCE: usize = 256;

/// How many files that have not changed are passed between two such looks.
const PASSED_AT_ONCE: usize = 2_000;

/// How many articles are taken from the library at a time.
const PAGE: usize = 500;

/// A library that is kept.
#[derive(Debug)]
pub struct Keeper {
    store: Sqlite,
    source: Source,
    desk: Desk,
    round: Option<Round>,
    /// What went wrong with the files when they were last looked at.
    problems: Vec<Problem>,
    /// Holds a temporary library; goes when this does.
    _folder: Option<TempDir>,
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

/// A walk through all that a library is made from.
struct Round {
    walk: Walk,
    folders: Vec<(FolderKey, PathBuf)>,
    seen: BTreeSet<FileKey>,
    /// Whether what is known of files must not be trusted, since an older engine read them.
    anew: bool,
    /// Whether files have vanished, or are back.
    moved: bool,
    at_once: usize,
    start: Instant,
    showing: Duration,
}

impl std::fmt::Debug for Round {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Round")
            .field("seen", &self.seen.len())
            .finish_non_exhaustive()
    }
}

impl Keeper {
    /// Opens the library kept at `mark`, which is made where there is none, and puts on the desk what it has.
    ///
    /// # Errors
    /// When there is something else, or it is damaged, newer, held by another program, or cannot be written.
    pub fn open(
        mark: &Shelfmark,
        source: Source,
        corrections: Option<PathBuf>,
    ) -> Result<Self, StoreError> {
        let (path, folder) = match mark {
            Shelfmark::File(path) => (path.clone(), None),
            Shelfmark::Temporary => {
                let folder = tempfile::tempdir().map_err(StoreError::no_place)?;
                (folder.path().join("temporary.library"), Some(folder))
            }
        };
        let mut keeper = Self {
            store: Sqlite::open(&path)?,
            source,
            desk: Desk::new(corrections),
            round: None,
            problems: Vec::new(),
            _folder: folder,
        };
        keeper.take_stock()?;
        Ok(keeper)
    }

    /// The file in which the library is kept.
    pub fn path(&self) -> &Path {
        self.store.path()
    }

    /// Puts everything that the library shows on the desk.
    fn take_stock(&mut self) -> Result<(), StoreError> {
        let catalogue = self.store.catalogue();
        let mut keys = catalogue.matching(&Query::default(), ANY_TIME, usize::MAX)?;
        keys.sort_unstable();
        for key in keys {
            if self.desk.article(key).is_none()
                && let Some(held) = catalogue.article(key)?
            {
                self.desk.put_held(held);
            }
        }
        Ok(())
    }

    /// Begins to look at all that the library was made from; what is under way is given up.
    ///
    /// # Errors
    /// When the library cannot be read or written.
    pub fn begin(&mut self) -> Result<(), StoreError> {
        self.problems.clear();
        let read_by = self.store.catalogue().value(READ_BY)?;
        let mut round = Round::new(read_by.as_deref() != Some(&ENGINE.0.to_string()));
        let named = match &self.source {
            Source::Kept | Source::Starter => &[][..],
            Source::Paths(paths) | Source::PathsAndStarter(paths) => paths,
        };
        let mut met = BTreeSet::new();
        for path in named {
            // What is not there is walked all the same, and told by that.
            let path = path.canonicalize().unwrap_or_else(|_| path.clone());
            if path.is_dir() {
                let folder = self.store.add_folder(&path)?;
                round.walk_folder(folder, path);
            } else if met.insert(path.clone()) {
                round.walk(sources::below(path, None));
            }
        }
        for (folder, path) in self.store.catalogue().folders()? {
            if !round.folders.iter().any(|(known, _)| *known == folder) {
                round.walk_folder(folder, path);
            }
        }
        self.walk_named(&mut round, &met)?;
        if matches!(self.source, Source::Starter | Source::PathsAndStarter(_)) {
            round.walk(sources::starter());
        }
        self.round = Some(round);
        Ok(())
    }

    /// Walks the files that were named themselves at another time; those that are gone are marked so.
    fn walk_named(&mut self, round: &mut Round, met: &BTreeSet<PathBuf>) -> Result<(), StoreError> {
        let mut gone = Vec::new();
        let mut last: Option<PathBuf> = None;
        loop {
            let files = self.store.catalogue().files(None, last.as_deref(), PAGE)?;
            let Some(end) = files.last() else { break };
            last = Some(end.path.clone());
            for file in files {
                if sources::is_starter(&file.path) || met.contains(&file.path) {
                    continue;
                }
                if file.path.exists() {
                    round.walk(sources::below(file.path, None));
                } else if file.state != FileState::Vanished {
                    gone.push(file.key);
                }
            }
        }
        round.moved = !gone.is_empty();
        self.store.vanish(&gone)
    }

    /// Goes on with what [`Self::begin`] began. Gives nothing at all once everything has been looked at; else a picture with
    /// the first article, then whenever no more than a fifth of the time has gone into pictures, and at the end.
    pub fn read_next(&mut self) -> Option<Option<Progress>> {
        let mut round = self.round.take()?;
        match self.look_on(&mut round) {
            Ok(Looked::Finished) => Some(Some(self.progress())),
            Ok(Looked::Nothing) => {
                self.round = Some(round);
                Some(None)
            }
            Ok(Looked::Something) => {
                let due = round.showing * 5 <= round.start.elapsed();
                self.round = Some(round);
                Some(due.then(|| self.progress()))
            }
            Err(error) => {
                self.complain(&error);
                Some(Some(self.progress()))
            }
        }
    }

    /// Writes the links of all that is on the desk into the store, as far as it has others.
    fn lay(&mut self) {
        let linking = self.desk.new_links();
        let rules = self.rules();
        let laid = self.store.lay_links(&linking);
        let laid = laid.and_then(|()| self.store.set_value(LINKED_UNDER, Some(&rules)));
        if let Err(error) = laid {
            self.desk.forget_laid();
            self.complain(&error);
        }
    }

    /// What tells the reader's corrections, as they are now, from those at another time.
    fn rules(&self) -> String {
        let rules = self.desk.file().and_then(|file| std::fs::read(file).ok());
        ingest::hash(&rules.unwrap_or_default()).to_string()
    }

    /// The corrections under which the links in the store were made.
    fn linked_under(&self) -> Option<String> {
        self.store.catalogue().value(LINKED_UNDER).ok().flatten()
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

    /// Everything there is so far, linked.
    pub fn progress(&mut self) -> Progress {
        let begun = Instant::now();
        let (corrections, problem) = self.desk.corrections();
        if self.desk.has_news() || self.linked_under() != Some(self.rules()) {
            self.lay();
        }
        let problems = self.problems.iter().cloned().chain(problem).collect();
        let library = Library::open(self.store.catalogue(), problems, corrections);
        let library = library.unwrap_or_else(|error| {
            self.complain(&error);
            Library::default()
        });
        if let Some(round) = &mut self.round {
            round.showing += begun.elapsed();
        }
        Progress {
            library,
            finished: self.round.is_none(),
        }
    }

    /// Looks at some more files.
    fn look_on(&mut self, round: &mut Round) -> Result<Looked, StoreError> {
        let (mut changed, mut passed, mut told) = (Vec::new(), 0, false);
        let mut over = false;
        while changed.len() < round.at_once && passed < PASSED_AT_ONCE {
            match round.walk.next() {
                None => {
                    over = true;
                    break;
                }
                Some(Err(problem)) => {
                    self.problems.push(problem);
                    told = true;
                }
                Some(Ok(mut file)) => {
                    if self.is_known(&mut file, round)? {
                        passed += 1;
                    } else {
                        changed.push(file);
                    }
                }
            }
        }
        let read = !changed.is_empty();
        self.take_in(sources::study(changed), round)?;
        if read {
            round.at_once = (round.at_once * 4).min(MOST_AT_ONCE);
        }
        if over {
            self.finish(round)?;
            return Ok(Looked::Finished);
        }
        Ok(if read || told {
            Looked::Something
        } else {
            Looked::Nothing
        })
    }

    /// Whether a file is still what it was when it was read; notes what is known of it.
    fn is_known(&mut self, file: &mut SourceFile, round: &mut Round) -> Result<bool, StoreError> {
        let Some(known) = self.store.catalogue().file(&file.path)? else {
            return Ok(false);
        };
        // What could not be read whole is read again, so that its problems can be told.
        let whole = !matches!(known.state, FileState::Broken(_));
        if round.anew || !whole {
            return Ok(false);
        }
        file.hash_before = Some(known.stamp.hash);
        if !file.look().is_some_and(|now| agree(now, known.stamp)) {
            return Ok(false);
        }
        if known.state == FileState::Vanished {
            self.note(&[(file.clone(), known.stamp, FileState::Present)])?;
            round.moved = true;
        }
        round.seen.insert(known.key);
        Ok(true)
    }

    /// Writes down what files are now, and gives their keys.
    fn note(
        &mut self,
        files: &[(SourceFile, Stamp, FileState)],
    ) -> Result<Vec<FileKey>, StoreError> {
        let mut keys = Vec::with_capacity(files.len());
        for of_one in files.chunk_by(|(one, ..), (other, ..)| one.folder == other.folder) {
            let folder = of_one.first().and_then(|(file, ..)| file.folder);
            let noted: Vec<(PathBuf, Stamp, FileState)> = of_one
                .iter()
                .map(|(file, stamp, state)| (file.path.clone(), *stamp, state.clone()))
                .collect();
            keys.extend(self.store.note_files(folder, &noted)?);
        }
        Ok(keys)
    }

    /// Keeps what was found in files. They are written down as seen behind their articles, so that whatever ends the program
    /// in between, they are read again.
    fn take_in(&mut self, studied: Vec<Studied>, round: &mut Round) -> Result<(), StoreError> {
        let open = |studied: &Studied| {
            let stamp = Stamp {
                modified: UNSEEN,
                ..studied.stamp
            };
            (studied.file.clone(), stamp, FileState::Present)
        };
        let opened: Vec<_> = studied
            .iter()
            .filter(|studied| !studied.same)
            .map(open)
            .collect();
        let mut keys = self.note(&opened)?.into_iter();
        let mut deposits = Vec::new();
        for studied in studied.iter().filter(|studied| !studied.same) {
            let file = keys.next();
            let numbered = (0..).zip(&studied.articles);
            deposits.extend(numbered.map(|(place, (article, findings))| Deposit {
                file,
                place,
                article: article.clone(),
                findings: findings.clone(),
            }));
        }
        let kept = self.store.ingest(&deposits, ENGINE)?;
        let mut done = Vec::with_capacity(studied.len());
        let mut told: HashMap<String, Problem> = HashMap::new();
        for (deposit, kept) in deposits.iter().zip(kept) {
            if let Some(problem) = self.shelve(deposit, kept.key, kept.fate) {
                told.insert(deposit.article.source.clone(), problem);
            }
        }
        for studied in studied {
            let name = studied.file.shown();
            let whole = studied.problems.is_empty();
            let problems = studied.problems.into_iter().chain(told.remove(&name));
            let reasons: Vec<String> = problems
                .map(|problem| {
                    let reason = problem.reason.clone();
                    self.problems.push(problem);
                    reason
                })
                .collect();
            let state = if whole && reasons.is_empty() {
                FileState::Present
            } else {
                FileState::Broken(reasons.join("; "))
            };
            done.push((studied.file, studied.stamp, state));
        }
        round.seen.extend(self.note(&done)?);
        Ok(())
    }

    /// Puts an article on the desk that has been kept; tells where another file shows it already.
    fn shelve(&mut self, deposit: &Deposit, key: ArticleKey, fate: Fate) -> Option<Problem> {
        let article = &deposit.article;
        let first = self.desk.article(key).filter(|_| fate == Fate::Known);
        let first = first.map(|first| first.source.clone());
        let elsewhere = first.filter(|first| *first != article.source);
        if let Some(first) = elsewhere.filter(|first| sources::is_there(first)) {
            return Some(Problem {
                source: article.source.clone(),
                line: None,
                severity: Severity::Skipped,
                reason: format!("the same bytes as {first}, which is shown"),
            });
        }
        let read = (article.clone(), deposit.findings.clone());
        self.desk.put(key, read);
        None
    }

    /// Follows up what has vanished, once everything has been looked at.
    fn finish(&mut self, round: &Round) -> Result<(), StoreError> {
        let mut moved = round.moved;
        for (folder, path) in &round.folders {
            // A folder that cannot be looked into, as on a disk that is not there, says nothing about its files.
            if path.read_dir().is_ok() {
                moved |= !self.store.sweep(*folder, &round.seen)?.is_empty();
            }
        }
        if moved {
            let catalogue = self.store.catalogue();
            let shown = catalogue.matching(&Query::default(), ANY_TIME, usize::MAX)?;
            let shown: BTreeSet<ArticleKey> = shown.into_iter().collect();
            self.desk.keep(|key| shown.contains(&key));
            self.take_stock()?;
        }
        if round.anew {
            let engine = ENGINE.0.to_string();
            self.store.set_value(READ_BY, Some(&engine))?;
        }
        Ok(())
    }

    /// Writes a change into the reader's file of corrections and links anew. While sources are looked at, the picture is of
    /// what has been read before.
    ///
    /// # Errors
    /// Why nothing was written.
    pub fn correct(&mut self, change: &Change) -> Result<Corrected, String> {
        let file = self.desk.file().ok_or(NO_PLACE)?;
        let line = corrections::make(file, change)
            .map_err(|error| format!("not kept: {}", error.told()))?;
        let library = self.progress().library;
        Ok(Corrected { line, library })
    }
}

/// What a look at some files came to.
enum Looked {
    /// All has been looked at.
    Finished,
    /// There is something new to show.
    Something,
    /// There is not.
    Nothing,
}

impl Round {
    fn new(anew: bool) -> Self {
        Self {
            walk: Box::new(std::iter::empty()),
            folders: Vec::new(),
            seen: BTreeSet::new(),
            anew,
            moved: false,
            at_once: 1,
            start: Instant::now(),
            showing: Duration::ZERO,
        }
    }

    fn walk(&mut self, more: Walk) {
        let before = std::mem::replace(&mut self.walk, Box::new(std::iter::empty()));
        self.walk = Box::new(before.chain(more));
    }

    fn walk_folder(&mut self, folder: FolderKey, path: PathBuf) {
        self.walk(sources::below(path.clone(), Some(folder)));
        self.folders.push((folder, path));
    }
}

/// Whether a look at a file shows what was noted of it.
fn agree(now: Stamp, noted: Stamp) -> bool {
    let same = now.size == noted.size && now.modified == noted.modified;
    same && (now.hash == 0 || now.hash == noted.hash)
}

/// The time of files whose articles have not been kept yet. No file system gives it.
const UNSEEN: i64 = i64::MIN;

/// No question of a keeper's depends on the time.
const ANY_TIME: Now = Now::constant(1970, 1, 1, 0, 0, 0, 0);

/// Why nothing can be written where no file was named.
const NO_PLACE: &str =
    "no place for corrections: --corrections FILE names one, or set HOME or XDG_DATA_HOME";
