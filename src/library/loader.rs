//! Reads files into ever fuller libraries, away from the screen.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::copies::Texts;
use super::corrections;
use super::starter::STARTER;
use super::{Library, study};
use crate::ingest::{self, Reading, folder};
use crate::link::linker::Linker;
use crate::model::article::{Article, ArticleId};
use crate::model::correction::Corrections;
use crate::model::findings::Findings;
use crate::model::problem::{Problem, Severity};
use crate::text::sanitize::clean_line;

/// Where articles come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The five digests that are part of the program.
    Starter,
    /// Files and folders.
    Paths(Vec<PathBuf>),
    /// Files and folders, and behind them the digests.
    PathsAndStarter(Vec<PathBuf>),
}

/// A state of the reading.
#[derive(Debug, Clone)]
pub struct Progress {
    /// Everything read so far, linked.
    pub library: Library,
    /// Whether there is more to come.
    pub finished: bool,
}

/// Reads all of `source` under the corrections in the file of that name and tells `report` about it, as [`Loading`] does.
pub fn load(source: &Source, corrections: Option<&Path>, mut report: impl FnMut(Progress)) {
    let mut loading = Loading::new(source, corrections);
    while let Some(progress) = loading.read_next() {
        progress.into_iter().for_each(&mut report);
    }
}

/// A reading of a source that is under way, file by file.
pub struct Loading {
    readings: Option<Box<dyn Iterator<Item = Reading>>>,
    desk: Desk,
    start: Instant,
    showing: Duration,
}

impl Loading {
    /// Begins to read `source`; the reader's corrections are in the file of that name.
    pub fn new(source: &Source, corrections: Option<&Path>) -> Self {
        let readings: Box<dyn Iterator<Item = Reading>> = match source {
            Source::Starter => Box::new(starter()),
            Source::Paths(paths) => Box::new(files(paths.clone())),
            Source::PathsAndStarter(paths) => Box::new(files(paths.clone()).chain(starter())),
        };
        Self {
            readings: Some(readings),
            desk: Desk::new(corrections),
            start: Instant::now(),
            showing: Duration::ZERO,
        }
    }

    /// Reads the next file. Gives nothing at all once everything has been read; else a picture with the first article, then
    /// whenever no more than a fifth of the time has gone into pictures, and at the end. A file on which the program itself
    /// fails is a problem like any other.
    pub fn read_next(&mut self) -> Option<Option<Progress>> {
        let Some(reading) = self.readings.as_mut()?.next() else {
            self.readings = None;
            return Some(Some(self.picture()));
        };
        let due = self.desk.take(reading) && self.showing * 5 <= self.start.elapsed();
        Some(due.then(|| self.picture()))
    }

    /// Everything read so far, linked.
    pub fn picture(&mut self) -> Progress {
        let begun = Instant::now();
        let library = self.desk.library();
        self.showing += begun.elapsed();
        Progress {
            library,
            finished: self.readings.is_none(),
        }
    }

    /// What has been read, for what comes after the reading.
    pub fn into_desk(self) -> Desk {
        self.desk
    }
}

fn starter() -> impl Iterator<Item = Reading> {
    STARTER.iter().map(|(name, content)| {
        ingest::read(&format!("starter library: {name}"), content.as_bytes())
    })
}

fn files(paths: Vec<PathBuf>) -> impl Iterator<Item = Reading> {
    folder::sources(paths).map(|source| {
        source
            .and_then(|path| {
                let name = clean_line(&path.to_string_lossy());
                guarded(&name, || folder::read_file(&path))
            })
            .unwrap_or_else(|problem| Reading {
                articles: Vec::new(),
                problems: vec![problem],
            })
    })
}

/// Runs `work` on a source; where the program itself fails on it, that is a problem of this source and costs no other.
fn guarded<T>(source: &str, work: impl FnOnce() -> T) -> Result<T, Problem> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| Problem {
        source: source.to_owned(),
        line: None,
        severity: Severity::Failed,
        reason: "an error of rashomon, not of the file; --log FILE keeps the details".to_owned(),
    })
}

/// The articles read so far, each once, and the reader's corrections of what is found in them.
#[derive(Debug, Default)]
pub struct Desk {
    read: Vec<(Arc<Article>, Arc<Findings>)>,
    /// Has all that is `read`, in its order.
    linker: Linker,
    /// The texts of all that is `read`, in its order.
    texts: Texts,
    sources: HashMap<ArticleId, String>,
    problems: Vec<Problem>,
    file: Option<PathBuf>,
    corrections: Corrections,
}

impl Desk {
    fn new(corrections: Option<&Path>) -> Self {
        Self {
            file: corrections.map(Path::to_owned),
            ..Self::default()
        }
    }

    /// Takes what came out of a source. Tells whether there is something new to show.
    fn take(&mut self, reading: Reading) -> bool {
        let grew = !reading.articles.is_empty() || !reading.problems.is_empty();
        self.problems.extend(reading.problems);
        for article in reading.articles {
            if let Some(first) = self.sources.get(&article.id) {
                let reason = format!("the same bytes as {first}, which is shown");
                self.problems.push(Problem {
                    source: article.source,
                    line: None,
                    severity: Severity::Skipped,
                    reason,
                });
            } else {
                self.sources.insert(article.id, article.source.clone());
                let source = article.source.clone();
                match guarded(&source, || study(article)) {
                    Ok(studied) => {
                        self.linker.add(super::report(&studied));
                        self.texts.add(&studied.0);
                        self.read.push(studied);
                    }
                    Err(problem) => self.problems.push(problem),
                }
            }
        }
        grew
    }

    /// Everything read so far, linked under the corrections as the reader's file has them now. While the file cannot be
    /// read, those from before stay in force.
    pub fn library(&mut self) -> Library {
        let mut problems = self.problems.clone();
        match self.file.as_deref().map(corrections::read) {
            Some(Ok(read)) => self.corrections = read,
            Some(Err(error)) => problems.push(error.problem()),
            None => {}
        }
        let linked = self.linker.linked(&self.corrections);
        let copied = self.texts.groups();
        Library::picture(&self.read, linked, &copied, problems, &self.corrections)
    }
}
