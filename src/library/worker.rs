//! The worker of a library: one thread that reads the sources, keeps the reader's corrections, and hands out pictures.
//!
//! What is asked comes before what is being read: between two files the worker looks for requests, so that a correction
//! is written and seen at once however long the reading takes.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvError, Sender, TryRecvError, channel};
use std::thread;

use super::Library;
use super::corrections::{self, Change};
use super::loader::{Desk, Loading, Progress, Source};

/// What is asked of the worker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// Read the sources, as the load of that number; an older load is given up.
    Load(u64),
    /// Change the reader's corrections.
    Correct(Change),
}

/// What the worker has to tell.
#[derive(Debug, Clone)]
pub enum News {
    /// More has been read, by the load of that number.
    Progress(u64, Progress),
    /// A correction has been written, and this is the library under it; or why it could not be.
    Corrected(Change, Result<Corrected, String>),
    /// The program itself failed while at work.
    Broke,
}

/// What a change of the corrections came to.
#[derive(Debug, Clone)]
pub struct Corrected {
    /// The line of the reader's file that was written or taken out, counted from 1.
    pub line: u32,
    /// The library as it is now.
    pub library: Library,
}

/// A worker at work. It ends when this is dropped.
#[derive(Debug)]
pub struct Worker {
    requests: Sender<Request>,
}

impl Worker {
    /// Starts a worker that reads `source`, and the reader's corrections from the file `corrections`, and tells `tell`.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(
        source: Source,
        corrections: Option<PathBuf>,
        mut tell: impl FnMut(News) + Send + 'static,
    ) -> io::Result<Self> {
        let (requests, asked) = channel();
        thread::Builder::new()
            .name("library".to_owned())
            .spawn(move || {
                let mut bench = Bench {
                    source,
                    corrections,
                    desk: None,
                    loading: None,
                };
                while let Ok(request) = bench.next(&asked) {
                    // A failure of the program itself must not take the session with it.
                    let worked = AssertUnwindSafe(|| bench.work(request, &mut tell));
                    if catch_unwind(worked).is_err() {
                        bench.loading = None;
                        tell(News::Broke);
                    }
                }
            })?;
        Ok(Self { requests })
    }

    /// Asks for work. Nothing happens where the worker has ended.
    pub fn ask(&self, request: Request) {
        self.requests.send(request).ok();
    }
}

/// What the worker works on.
struct Bench {
    source: Source,
    corrections: Option<PathBuf>,
    /// What the last finished load has read.
    desk: Option<Desk>,
    loading: Option<(u64, Loading)>,
}

impl Bench {
    /// The next request, or none while there is something to read: then no request is waited for.
    fn next(&self, asked: &Receiver<Request>) -> Result<Option<Request>, RecvError> {
        if self.loading.is_none() {
            return asked.recv().map(Some);
        }
        match asked.try_recv() {
            Ok(request) => Ok(Some(request)),
            Err(TryRecvError::Empty) => Ok(None),
            Err(TryRecvError::Disconnected) => Err(RecvError),
        }
    }

    fn work(&mut self, request: Option<Request>, tell: &mut impl FnMut(News)) {
        match request {
            Some(Request::Load(number)) => {
                let loading = Loading::new(&self.source, self.corrections.as_deref());
                self.loading = Some((number, loading));
            }
            Some(Request::Correct(change)) => {
                let corrected = self.correct(&change);
                tell(News::Corrected(change, corrected));
            }
            None => self.read_on(tell),
        }
    }

    /// Reads one more file.
    fn read_on(&mut self, tell: &mut impl FnMut(News)) {
        let Some((number, loading)) = &mut self.loading else {
            return;
        };
        match loading.read_next() {
            Some(progress) => {
                if let Some(progress) = progress {
                    tell(News::Progress(*number, progress));
                }
            }
            None => self.desk = self.loading.take().map(|(_, loading)| loading.into_desk()),
        }
    }

    /// Writes the change and links anew. While sources are read again, the picture is still of what was read before.
    fn correct(&mut self, change: &Change) -> Result<Corrected, String> {
        let file = self.corrections.as_deref().ok_or(NO_PLACE)?;
        let line = corrections::make(file, change)
            .map_err(|error| format!("not kept: {}", error.told()))?;
        let library = match (&mut self.desk, &mut self.loading) {
            (Some(desk), _) => desk.library(),
            (None, Some((_, loading))) => loading.picture().library,
            (None, None) => Library::default(),
        };
        Ok(Corrected { line, library })
    }
}

/// Why nothing can be written where no file was named.
const NO_PLACE: &str =
    "no place for corrections: --corrections FILE names one, or set HOME or XDG_DATA_HOME";
