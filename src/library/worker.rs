//! The worker of a library: one thread that reads the sources, keeps the reader's corrections, and hands out pictures.
//!
//! What is asked comes before what is being read: between two files the worker looks for requests, so that a correction
//! is written and seen at once however long the reading takes.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvError, Sender, TryRecvError, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::corrections::Change;
use super::deed::{Deed, Done, NewMarks};
use super::keeper::{Corrected, Keeper, Progress};
use super::round::Far;
use crate::model::article::ArticleId;
use crate::store::error::StoreError;

/// What is asked of the worker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// Read the sources, as the load of that number; an older load is given up.
    Load(u64),
    /// Change the reader's corrections.
    Correct(Change),
    /// Do something that the reader may take back.
    Do(Deed),
    /// Mark an article read, since it was opened.
    Opened(ArticleId),
    /// Remember where in an article the reader is: a byte of its text.
    Position(ArticleId, usize),
    /// Remember what the session leaves, should it end now.
    Remember(String),
}

/// What the worker has to tell.
#[derive(Debug, Clone)]
pub enum News {
    /// More has been read, by the load of that number.
    Progress(u64, Progress),
    /// So far has the load of that number come.
    Far(u64, Far),
    /// A correction has been written, and this is the library under it; or why it could not be.
    Corrected(Change, Result<Corrected, String>),
    /// What the reader wanted done has been; or why it could not be, with the marks of its articles as they are.
    Done(Box<Deed>, Result<Done, (String, NewMarks)>),
    /// How many articles are new about each followed subject since that was last told.
    Followed(Vec<(String, usize)>),
    /// The library could not be read or written: why.
    Failed(String),
    /// The program itself failed while at work.
    Broke,
}

/// A worker at work. When this is dropped, it does what it has been asked for, and ends.
#[derive(Debug)]
pub struct Worker {
    requests: Option<Sender<Request>>,
    thread: Option<JoinHandle<()>>,
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.requests = None;
        if let Some(thread) = self.thread.take() {
            thread.join().ok();
        }
    }
}

impl Worker {
    /// Starts a worker for the library of that `keeper`, which tells `tell`.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(keeper: Keeper, mut tell: impl FnMut(News) + Send + 'static) -> io::Result<Self> {
        let (requests, asked) = channel();
        let thread = thread::Builder::new()
            .name("library".to_owned())
            .spawn(move || {
                let mut bench = Bench {
                    keeper,
                    load: None,
                    told: Instant::now(),
                };
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
                bench.copy(&mut tell);
            })?;
        Ok(Self {
            requests: Some(requests),
            thread: Some(thread),
        })
    }

    /// Asks for work. Nothing happens where the worker has ended.
    pub fn ask(&self, request: Request) {
        if let Some(requests) = &self.requests {
            requests.send(request).ok();
        }
    }
}

/// What the worker works on.
struct Bench {
    keeper: Keeper,
    /// The number of the load that is under way.
    load: Option<u64>,
    /// When it was told last how far that has come.
    told: Instant,
}

/// How often it is told how far a load has come.
const OFTEN: Duration = Duration::from_millis(250);

impl Bench {
    /// The next request, or none while there is something to read or to copy: then no request is waited for.
    fn next(&self, asked: &Receiver<Request>) -> Result<Option<Request>, RecvError> {
        if self.load.is_none() && !self.keeper.copy_is_due() {
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
                self.load = None;
                // What is known from before is there at once, whatever has changed since, and though nothing can be written.
                let known = self.keeper.progress();
                if !known.library.is_empty() {
                    let known = Progress {
                        finished: false,
                        ..known
                    };
                    tell(News::Progress(number, known));
                }
                self.keeper.begin()?;
                self.load = Some(number);
                self.told = Instant::now();
            }
            Some(Request::Correct(change)) => {
                let corrected = self.keeper.correct(&change);
                tell(News::Corrected(change, corrected));
            }
            Some(Request::Do(deed)) => {
                let done = match self.keeper.act(&deed) {
                    Ok(done) => Ok(done),
                    Err(error) => Err((error.told(), self.keeper.marks_at(&deed)?)),
                };
                tell(News::Done(Box::new(deed), done));
            }
            Some(Request::Opened(article)) => self.keeper.opened(article)?,
            Some(Request::Position(article, offset)) => {
                self.keeper.set_position(article, offset)?;
            }
            Some(Request::Remember(session)) => self.keeper.remember(&session)?,
            None if self.load.is_none() => self.copy(tell),
            None => self.read_on(tell)?,
        }
        Ok(())
    }

    /// Writes the copy of the notes, once nothing else is asked for.
    fn copy(&mut self, tell: &mut impl FnMut(News)) {
        if self.keeper.copy_is_due()
            && let Err(reason) = self.keeper.write_copy()
        {
            tell(News::Failed(reason));
        }
    }

    /// Tells how far the load has come, unless that was told of late.
    fn tell_far(&mut self, number: u64, tell: &mut impl FnMut(News)) {
        if self.told.elapsed() >= OFTEN
            && let Some(far) = self.keeper.far()
        {
            self.told = Instant::now();
            tell(News::Far(number, far));
        }
    }

    /// Reads some more files.
    fn read_on(&mut self, tell: &mut impl FnMut(News)) -> Result<(), StoreError> {
        let Some(number) = self.load else {
            return Ok(());
        };
        match self.keeper.read_next() {
            Some(Some(progress)) => tell(News::Progress(number, progress)),
            Some(None) => self.tell_far(number, tell),
            None => {
                self.load = None;
                let news = self.keeper.news()?;
                if !news.is_empty() {
                    tell(News::Followed(news));
                }
            }
        }
        Ok(())
    }
}
