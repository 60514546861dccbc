//! Work on other threads: reading files and linking. Results come back as events.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::Sender;
use std::thread;

use super::event::Event;
use super::log::Log;
use crate::library::loader::{Progress, Source, load};

/// The workers of a session.
pub(super) struct Jobs {
    source: Source,
    events: Sender<Event>,
    log: Log,
    /// The number of the newest load; an older one stops when it sees that.
    newest: Arc<AtomicU64>,
}

impl Jobs {
    pub(super) fn new(source: Source, events: Sender<Event>, log: Log) -> Self {
        Self {
            source,
            events,
            log,
            newest: Arc::default(),
        }
    }

    /// Starts reading the sources, as the load of that number.
    pub(super) fn load(&self, number: u64) {
        self.newest.store(number, Ordering::Relaxed);
        let (source, events, log, newest) = (
            self.source.clone(),
            self.events.clone(),
            self.log.clone(),
            Arc::clone(&self.newest),
        );
        let work = move || {
            let wanted = || newest.load(Ordering::Relaxed) == number;
            let mut logged = 0;
            let report = |progress: Progress| {
                // Before the screen knows of them, so that what has been seen there is in the log.
                let problems = progress.library.problems();
                problems
                    .iter()
                    .skip(logged)
                    .for_each(|problem| log.write(&problem.to_string()));
                logged = problems.len();
                events.send(Event::Progress(number, progress)).ok();
            };
            // A panic while reading one library must not take the screen with it.
            if catch_unwind(AssertUnwindSafe(|| load(&source, wanted, report))).is_err() {
                let text =
                    "reading stopped by an error of the program; --log FILE keeps the details"
                        .to_owned();
                events.send(Event::Failed(number, text)).ok();
            }
        };
        if let Err(error) = thread::Builder::new().name("reader".to_owned()).spawn(work) {
            self.events
                .send(Event::Failed(
                    number,
                    format!("cannot start reading: {error}"),
                ))
                .ok();
        }
    }
}
