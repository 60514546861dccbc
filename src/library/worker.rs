//! The worker of a library: one thread that reads the sources, keeps the reader's corrections, and hands out pictures.
//!
//! What is asked comes before what is being read: between two files the worker looks for requests, so that a correction
//! is written at once however long the reading takes. What is new is linked on another thread, which takes minutes where
//! a hundred thousand articles are brought back first; marks are kept meanwhile, and nothing else is read.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvError, RecvTimeoutError, Sender, TryRecvError, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::corrections::Change;
use super::deed::{Deed, Done, NewMarks};
use super::keeper::looking::Look;
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
                    last: 0,
                    told: Instant::now(),
                    written: Vec::new(),
                    linking: Vec::new(),
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
    /// The number of the last one.
    last: u64,
    /// The corrections that have been written and are linked under next, with their lines.
    written: Vec<(Change, u32)>,
    /// Those under which is being linked.
    linking: Vec<(Change, u32)>,
    /// When it was told last how far that has come.
    told: Instant,
}

/// How long is waited for a request before it is looked whether a thread has come to its end.
const SOON: Duration = Duration::from_millis(20);

/// How often it is told how far a load has come.
const OFTEN: Duration = Duration::from_millis(250);

impl Bench {
    /// The next request, or none while there is something to read or to copy: then no request is waited for.
    fn next(&self, asked: &Receiver<Request>) -> Result<Option<Request>, RecvError> {
        if self.keeper.is_linking() {
            return match asked.recv_timeout(SOON) {
                Ok(request) => Ok(Some(request)),
                Err(RecvTimeoutError::Timeout) => Ok(None),
                Err(RecvTimeoutError::Disconnected) => Err(RecvError),
            };
        }
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
                self.last = number;
                let known = self.keeper.as_it_is();
                let is_new = known.library.is_empty();
                if !is_new {
                    let known = Progress {
                        finished: false,
                        ..known
                    };
                    tell(News::Progress(number, known));
                }
                self.keeper.begin()?;
                self.load = Some(number);
                self.told = Instant::now();
                // What an earlier session left, or corrections that have been changed without it.
                if !is_new {
                    self.keeper.begin_linking();
                }
            }
            Some(Request::Correct(change)) => match self.keeper.write_rule(&change) {
                Ok(line) => {
                    self.written.push((change, line));
                    if !self.keeper.is_linking() {
                        self.link(tell)?;
                    }
                }
                Err(why) => tell(News::Corrected(change, Err(why))),
            },
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
            None if self.keeper.has_linked() => self.take_links(tell)?,
            None if self.keeper.is_linking() => {
                self.copy(tell);
                self.tell_far(self.last, tell);
            }
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
        match self.keeper.look() {
            Some(Look::Relief(progress)) => tell(News::Progress(number, progress)),
            Some(Look::Going) => self.tell_far(number, tell),
            Some(Look::Due) => self.link(tell)?,
            None => self.load = None,
        }
        Ok(())
    }

    /// Has linked what is new, under the corrections that have been written; where nothing is, tells so at once.
    fn link(&mut self, tell: &mut impl FnMut(News)) -> Result<(), StoreError> {
        self.linking.append(&mut self.written);
        if self.keeper.begin_linking() {
            return Ok(());
        }
        self.tell_linked(tell)
    }

    /// Takes over what has been linked, and goes on under the corrections that have been written meanwhile.
    fn take_links(&mut self, tell: &mut impl FnMut(News)) -> Result<(), StoreError> {
        if self.keeper.end_linking().is_err() {
            tell(News::Broke);
        }
        self.tell_linked(tell)?;
        if self.written.is_empty() {
            return Ok(());
        }
        self.link(tell)
    }

    /// Tells how the library is now.
    fn tell_linked(&mut self, tell: &mut impl FnMut(News)) -> Result<(), StoreError> {
        let progress = self.keeper.as_it_is();
        let answers = !self.linking.is_empty();
        for (change, line) in self.linking.drain(..) {
            let library = progress.library.clone();
            tell(News::Corrected(change, Ok(Corrected { line, library })));
        }
        let ends = progress.finished && self.load.take().is_some();
        if ends || !answers {
            tell(News::Progress(self.last, progress));
        }
        if !ends {
            return Ok(());
        }
        let news = self.keeper.news()?;
        if !news.is_empty() {
            tell(News::Followed(news));
        }
        Ok(())
    }
}
