//! Looking at the files of a library: what is known is passed, what is new or has changed is read and kept.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use super::{ENGINE, Keeper, Progress};
use crate::library::round::{Far, Round};
use crate::library::sources::{self, Source, SourceFile, Studied, Studying};
use crate::model::problem::{Problem, Severity};
use crate::store::error::StoreError;
use crate::store::files::{FileKey, FileState, Stamp};
use crate::store::ingest::{Deposit, Fate, Kept};
use crate::store::traits::{Catalogue as _, Store as _};

/// The value of the session that tells which engine read all files last.
const READ_BY: &str = "engine";

/// How many files are read between two looks at what else is asked for: the first alone, so that there is something to
/// see, then more and more up to this, which takes a fifth of a second on two cores.
const MOST_AT_ONCE: usize = 256;

/// How many files that have not changed are passed between two such looks.
const PASSED_AT_ONCE: usize = 2_000;

/// How many articles wait for the desk at most, each with its text.
const MOST_WAITING: usize = 1_024;

/// How many articles are taken from the library at a time.
const PAGE: usize = 500;

impl Keeper {
    /// Begins to look at all that the library was made from; what is under way is given up.
    ///
    /// # Errors
    /// When the library cannot be read or written.
    pub fn begin(&mut self) -> Result<(), StoreError> {
        self.problems.clear();
        let read_by = self.store.catalogue().value(READ_BY)?;
        let mut round = Round::new(read_by.as_deref() != Some(&ENGINE.0.to_string()));
        let known = self.store.catalogue().folders()?;
        let is_known = |path: &Path| {
            let path = std::path::absolute(path).ok();
            path.is_some_and(|path| known.iter().any(|(_, folder)| *folder == path))
        };
        let mut met = BTreeSet::new();
        for path in self.source.named() {
            // What is not there is walked all the same, and told by that.
            let path = path.canonicalize().unwrap_or_else(|_| path.clone());
            if path.is_dir() {
                let folder = self.store.add_folder(&path)?;
                round.walk_folder(folder, path);
            // A folder that is known is walked below, whether it is there or not.
            } else if !is_known(&path) && met.insert(path.clone()) {
                round.walk(sources::below(path, None), 1);
            }
        }
        for (folder, path) in known {
            if !round.folders.iter().any(|(known, _)| *known == folder) {
                round.walk_folder(folder, path);
            }
        }
        self.walk_named(&mut round, &met)?;
        if matches!(self.source, Source::Starter | Source::PathsAndStarter(_)) {
            let (digests, count) = sources::starter();
            round.walk(digests, count);
        }
        round.count();
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
                    round.walk(sources::below(file.path, None), 1);
                } else if file.state != FileState::Vanished {
                    gone.push(file.key);
                }
            }
        }
        round.moved = !gone.is_empty();
        self.store.vanish(&gone)
    }

    /// How far what [`Self::begin`] began has come; nothing where everything has been looked at.
    pub fn far(&self) -> Option<Far> {
        let looked = self.round.as_ref().map(Round::far);
        if !self.is_linking() {
            return looked;
        }
        Some(match looked {
            Some(Far::Looking { files, of }) => Far::Linking { files, of },
            _ => Far::Linking { files: 0, of: None },
        })
    }

    /// Goes on with what [`Self::begin`] began. Gives nothing at all once everything has been looked at; else a picture with
    /// the first article, then whenever no more than a fifth of the time has gone into pictures, and at the end.
    pub fn read_next(&mut self) -> Option<Option<Progress>> {
        Some(match self.look()? {
            Look::Going => None,
            Look::Relief(progress) => Some(progress),
            Look::Due => Some(self.progress()),
        })
    }

    /// Looks at some more files, and links nothing. Nothing at all once everything has been looked at.
    pub(in crate::library) fn look(&mut self) -> Option<Look> {
        self.round.as_ref()?;
        if let Some(progress) = self.relieve() {
            return Some(Look::Relief(progress));
        }
        let mut round = self.round.take()?;
        match self.look_on(&mut round) {
            Ok(Looked::Finished) => Some(Look::Due),
            Ok(looked) => {
                let due = round.showing * 5 <= round.start.elapsed();
                self.round = Some(round);
                let shows = due && matches!(looked, Looked::Something);
                Some(if shows { Look::Due } else { Look::Going })
            }
            Err(error) => {
                self.complain(&error);
                Some(Look::Due)
            }
        }
    }

    /// Looks at some more files.
    fn look_on(&mut self, round: &mut Round) -> Result<Looked, StoreError> {
        let (mut changed, mut passed, mut told) = (Vec::new(), 0, false);
        let mut over = false;
        while changed.len() < round.at_once && passed < PASSED_AT_ONCE {
            match round.next() {
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
        let next = (!changed.is_empty()).then(|| Studying::begin(&changed, self.effort));
        if next.is_some() {
            round.at_once = (round.at_once * 4).min(MOST_AT_ONCE);
        }
        let studied = std::mem::replace(&mut round.studying, next);
        let read = studied.is_some();
        if let Some(studied) = studied {
            self.take_in(studied.finish(), round)?;
        }
        if over && round.studying.is_none() {
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
        file.known = true;
        // What could not be read may be readable now, though nothing tells so.
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
        let (mut deposits, mut again) = (Vec::new(), Vec::new());
        for studied in studied.iter().filter(|studied| !studied.same) {
            let file = keys.next();
            let numbered = (0..).zip(&studied.articles);
            deposits.extend(numbered.map(|(place, (article, findings))| Deposit {
                file,
                place,
                article: article.clone(),
                findings: findings.clone(),
                tags: studied.tags.get(&article.id).cloned().unwrap_or_default(),
            }));
            again.resize(deposits.len(), studied.file.known && !round.anew);
        }
        if !deposits.is_empty() {
            self.expect_news()?;
        }
        let kept = self.store.ingest(&deposits, ENGINE)?;
        let mut done = Vec::with_capacity(studied.len());
        let mut told: HashMap<String, Problem> = HashMap::new();
        for ((deposit, kept), again) in deposits.iter().zip(kept).zip(again) {
            // What the file had before it has no more, and perhaps no other has it.
            round.moved |= again && kept.fate != Fate::Changed;
            if let Some(problem) = self.shelve(deposit, kept, again)? {
                told.insert(deposit.article.source.clone(), problem);
            }
        }
        let mut problems = Vec::with_capacity(studied.len());
        for studied in studied {
            let own = studied.problems;
            // That another file has the same ends with that other, so it is not kept: such a file is looked at every time.
            let twin = told.remove(&studied.file.shown());
            let failed = |problem: &&Problem| problem.severity == Severity::Failed;
            let state = match own.iter().find(failed).or(twin.as_ref()) {
                Some(problem) => FileState::Broken(problem.reason.clone()),
                None => FileState::Present,
            };
            self.problems.extend(twin);
            // Of most files there is nothing to tell, and was not before.
            let tells = !studied.same && (studied.file.known || !own.is_empty());
            problems.push(tells.then_some(own));
            done.push((studied.file, studied.stamp, state));
        }
        let keys = self.note(&done)?;
        for (key, problems) in keys.iter().zip(problems) {
            if let Some(problems) = problems {
                self.store.note_problems(*key, &problems)?;
            }
        }
        round.seen.extend(keys);
        Ok(())
    }

    /// Lets an article wait for the desk that has been kept; tells where another file shows it already. One that the library had
    /// before, from the same file and as the same engine understands it, is nothing new.
    fn shelve(
        &mut self,
        deposit: &Deposit,
        kept: Kept,
        again: bool,
    ) -> Result<Option<Problem>, StoreError> {
        let article = &deposit.article;
        if kept.fate == Fate::Known {
            let first = self.store.catalogue().article(kept.key)?;
            let first = first.map_or_else(String::new, |held| held.article.source);
            if first != article.source && sources::is_there(&first) {
                return Ok(Some(Problem {
                    source: article.source.clone(),
                    line: None,
                    severity: Severity::Skipped,
                    reason: format!(
                        "“{}” is in {first} as well, which is shown",
                        article.title()
                    ),
                }));
            }
            if again {
                return Ok(None);
            }
        }
        let read = (article.clone(), deposit.findings.clone());
        self.arrivals.push((kept.key, read));
        if self.arrivals.len() >= MOST_WAITING {
            self.put_on_desk();
        }
        Ok(None)
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
            self.moved = true;
        }
        if round.anew {
            let engine = ENGINE.0.to_string();
            self.store.set_value(READ_BY, Some(&engine))?;
        }
        Ok(())
    }
}

/// What becomes of a look at some files.
#[derive(Debug)]
pub(in crate::library) enum Look {
    /// Nothing yet: there is more to look at.
    Going,
    /// Whoever looks at an older picture should take this one.
    Relief(Progress),
    /// It is time to link what is new, and to show it.
    Due,
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

/// Whether a look at a file shows what was noted of it.
fn agree(now: Stamp, noted: Stamp) -> bool {
    let same = now.size == noted.size && now.modified == noted.modified;
    same && (now.hash == 0 || now.hash == noted.hash)
}

/// The time of files whose articles have not been kept yet. No file system gives it.
const UNSEEN: i64 = i64::MIN;
