//! Work on other threads, whose results come back as events.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use anyhow::{Context, Result};

use super::errand::{Errand, Report};
use super::event::Event;
use super::exporting::{Exported, Order};
use super::log::Log;
use crate::library::Library;
use crate::library::keeper::Keeper;
use crate::library::seek::lookup::Lookup;
use crate::library::seek::question::Question;
use crate::library::seek::{self, Seeker};
use crate::library::worker::{News, Request, Worker};
use crate::model::article::ArticleId;
use crate::model::problem::Problem;

/// The workers of a session.
pub(super) struct Jobs {
    worker: Worker,
    seeker: Seeker,
    events: Sender<Event>,
    /// The library file.
    path: PathBuf,
}

impl Jobs {
    /// Starts the worker that has the library of that `keeper`.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub(super) fn new(keeper: Keeper, events: Sender<Event>, log: Log) -> Result<Self> {
        let mut logged = Vec::new();
        let later = events.clone();
        let tell = move |news| {
            // Before the screen knows of them, so that what has been seen there is in the log.
            if let News::Progress(_, progress) = &news {
                write_new(&log, &mut logged, &progress.library.problems());
            }
            events.send(Event::News(news)).ok();
        };
        let answers = later.clone();
        let answer = move |answer| {
            answers.send(Event::Answered(answer)).ok();
        };
        let path = keeper.path().to_owned();
        let lookup = Lookup::new(&path, seek::now);
        let seeker = Seeker::start(lookup, answer).context("starting to search")?;
        let worker = Worker::start(keeper, tell).context("starting to read")?;
        Ok(Self {
            worker,
            seeker,
            events: later,
            path,
        })
    }

    /// Compares pairs of articles of `library` on a thread of its own, and tells of each as soon as it is done.
    pub(super) fn compare(&self, library: Library, pairs: Vec<[ArticleId; 2]>) {
        let events = self.events.clone();
        let work = move || {
            for ids in pairs {
                let [Some(a), Some(b)] = ids.map(|id| library.row_of(id)) else {
                    continue;
                };
                // A failure of the program itself must not take the session with it.
                let found = catch_unwind(AssertUnwindSafe(|| library.compare(a, b)));
                let event = match found {
                    Ok(Some(found)) => Event::Compared(library.clone(), ids, Arc::new(found)),
                    Ok(None) => continue,
                    Err(_) => Event::News(News::Broke),
                };
                events.send(event).ok();
            }
        };
        let started = thread::Builder::new()
            .name("compare".to_owned())
            .spawn(work);
        if started.is_err() {
            self.events.send(Event::News(News::Broke)).ok();
        }
    }

    /// Gathers the names and titles of `library` on a thread of its own.
    pub(super) fn gather(&self, library: Library, picture: u64) {
        let (events, path) = (self.events.clone(), self.path.clone());
        let gather = move || {
            let saved = Lookup::new(&path, seek::now).saved();
            library.gather(&saved.unwrap_or_default())
        };
        let work = move || {
            // A failure of the program itself must not take the session with it.
            let names = catch_unwind(AssertUnwindSafe(gather));
            if names.is_err() {
                events.send(Event::News(News::Broke)).ok();
            }
            let names = names.ok().map(Arc::new);
            events.send(Event::Gathered(picture, names)).ok();
        };
        let started = thread::Builder::new().name("gather".to_owned()).spawn(work);
        if started.is_err() {
            self.events.send(Event::Gathered(picture, None)).ok();
        }
    }

    /// Writes a file of what is in `library`, on a thread of its own.
    pub(super) fn export(&self, library: Library, order: Order, home: Option<PathBuf>) {
        let (events, path) = (self.events.clone(), self.path.clone());
        let work = move || {
            let write = || match Lookup::new(&path, seek::now).notes() {
                Ok(notes) => order.write(&library, &notes, home.as_deref()),
                Err(error) => Exported::Failed(error.told()),
            };
            // A failure of the program itself must not take the session with it.
            let exported = catch_unwind(AssertUnwindSafe(write));
            let event = exported.map_or(Event::News(News::Broke), Event::Exported);
            events.send(event).ok();
        };
        let started = thread::Builder::new().name("export".to_owned()).spawn(work);
        if started.is_err() {
            self.events.send(Event::News(News::Broke)).ok();
        }
    }

    /// Runs an errand on a thread of its own.
    pub(super) fn run(&self, errand: Errand) {
        let events = self.events.clone();
        let work = move || {
            events.send(Event::Reported(errand.run())).ok();
        };
        let started = thread::Builder::new().name("errand".to_owned()).spawn(work);
        if let Err(error) = started {
            let report = Report::Failed(format!("the system gives no thread: {error}"));
            self.events.send(Event::Reported(report)).ok();
        }
    }

    /// Asks the feeds of the library, and keeps what comes in that folder.
    pub(super) fn sync(&self, folder: Option<PathBuf>) {
        self.run(Errand::Sync(self.path.clone(), folder));
    }

    /// Asks the library file something; a newer question of its kind puts an end to it.
    pub(super) fn seek(&self, question: Question) {
        self.seeker.ask(question);
    }

    /// Asks the worker for something.
    pub(super) fn ask(&self, request: Request) {
        self.worker.ask(request);
    }
}

/// Writes to the log those of the `problems` that are not among the `logged` ones, which begin as they do unless the files
/// are read again.
fn write_new(log: &Log, logged: &mut Vec<Problem>, problems: &[Problem]) {
    let known = problems
        .iter()
        .zip(logged.iter())
        .take_while(|(new, old)| new == old)
        .count();
    for problem in &problems[known..] {
        log.write(&problem.to_string());
    }
    logged.truncate(known);
    logged.extend_from_slice(&problems[known..]);
}
