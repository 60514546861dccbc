//! The worker of a library: one thread that reads the sources, keeps the reader's corrections, and hands out pictures.
//!
//! What is asked comes before what is being read: between two files the worker looks for requests, so that a correction
//! is written and seen at once however long the reading takes.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvError, Sender, TryRecvError, channel};
use std::thread;

use super::corrections::Change;
use super::keeper::{Corrected, Keeper, Progress};
use crate::store::error::StoreError;

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
    /// The library could not be read or written: why.
    Failed(String),
    /// The program itself failed while at work.
    Broke,
}

/// A worker at work. It ends when this is dropped.
#[derive(Debug)]
pub struct Worker {
    requests: Sender<Request>,
}

impl Worker {
    /// Starts a worker for the library of that `keeper`, which tells `tell`.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(keeper: Keeper, mut tell: impl FnMut(News) + Send + 'static) -> io::Result<Self> {
        let (requests, asked) = channel();
        thread::Builder::new()
            .name("library".to_owned())
            .spawn(move || {
                let mut bench = Bench { keeper, load: None };
                while let Ok(request) = bench.next(&asked) {
                    // A failure of the program itself must not take the session with it.
                    let worked = AssertUnwindSafe(|| bench.work(request, &mut tell));
                    match catch_unwind(worked) {
                        Ok(Ok(())) => {}
                        Ok(Err(error)) => {
                            bench.load = None;
                            tell(News::Failed(error.told()));
                        }
                        Err(_) => {
                            bench.load = None;
                            tell(News::Broke);
                        }
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
    keeper: Keeper,
    /// The number of the load that is under way.
    load: Option<u64>,
}

impl Bench {
    /// The next request, or none while there is something to read: then no request is waited for.
    fn next(&self, asked: &Receiver<Request>) -> Result<Option<Request>, RecvError> {
        if self.load.is_none() {
            return asked.recv().map(Some);
        }
        match asked.try_recv() {
            Ok(request) => Ok(Some(request)),
            Err(TryRecvError::Empty) => Ok(None),
            Err(TryRecvError::Disconnected) => Err(RecvError),
        }
    }

    fn work(
        &mut self,
        request: Option<Request>,
        tell: &mut impl FnMut(News),
    ) -> Result<(), StoreError> {
        match request {
            Some(Request::Load(number)) => {
                self.keeper.begin()?;
                self.load = Some(number);
                // What is known from before is there at once, whatever has changed since.
                let known = self.keeper.progress();
                if !known.library.is_empty() {
                    tell(News::Progress(number, known));
                }
            }
            Some(Request::Correct(change)) => {
                let corrected = self.keeper.correct(&change);
                tell(News::Corrected(change, corrected));
            }
            None => self.read_on(tell),
        }
        Ok(())
    }

    /// Reads some more files.
    fn read_on(&mut self, tell: &mut impl FnMut(News)) {
        let Some(number) = self.load else { return };
        match self.keeper.read_next() {
            Some(Some(progress)) => tell(News::Progress(number, progress)),
            Some(None) => {}
            None => self.load = None,
        }
    }
}
