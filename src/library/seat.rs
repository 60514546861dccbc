//! Where the desk is: at hand, or at work on a thread of its own, so that whoever keeps the library can do what else is asked
//! for however long linking takes.

use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::desk::{Arrival, Desk, Task};
use crate::store::error::StoreError;
use crate::store::linking::Linking;
use crate::store::sqlite::Reader;

/// The desk's place.
#[derive(Debug)]
pub(super) enum Seat {
    /// At hand.
    Here(Box<Desk>),
    /// At work.
    Away(JoinHandle<Worked>),
}

/// A desk that has worked.
#[derive(Debug)]
pub(super) struct Worked {
    pub(super) desk: Box<Desk>,
    /// On what, and what came of it; nothing where it only took in what has come.
    pub(super) linked: Option<(Task, Result<Linking, StoreError>)>,
    /// How long that took.
    pub(super) took: Duration,
}

impl Default for Seat {
    fn default() -> Self {
        Self::Here(Box::default())
    }
}

impl From<Box<Desk>> for Seat {
    fn from(desk: Box<Desk>) -> Self {
        Self::Here(desk)
    }
}

impl Seat {
    /// The desk, where it is at hand.
    pub(super) fn here(&mut self) -> Option<&mut Desk> {
        match self {
            Self::Here(desk) => Some(desk),
            Self::Away(_) => None,
        }
    }

    /// Whether the desk is at work.
    pub(super) fn is_away(&self) -> bool {
        matches!(self, Self::Away(_))
    }

    /// Whether the desk has come to an end of its work, and waits to be fetched.
    pub(super) fn is_back(&self) -> bool {
        matches!(self, Self::Away(work) if work.is_finished())
    }

    /// Sends the desk to work, if it is at hand: it reads the library through `reader`.
    pub(super) fn send(&mut self, reader: Reader, mut task: Task) {
        self.away(move |desk| {
            let linking = desk.work(&reader, &mut task);
            Some((task, linking))
        });
    }

    /// Sends the desk to take in what has come, if it is at hand, and to link nothing yet.
    pub(super) fn send_for(&mut self, arrivals: Vec<Arrival>) {
        self.away(move |desk| {
            desk.take_in(arrivals);
            None
        });
    }

    /// Has `work` done with the desk, if that is at hand. Nothing happens where the system gives no thread, but that an empty desk
    /// is left, for which all is news.
    fn away(
        &mut self,
        work: impl FnOnce(&mut Desk) -> Option<(Task, Result<Linking, StoreError>)> + Send + 'static,
    ) {
        let Self::Here(desk) = self else { return };
        let mut desk = std::mem::take(desk);
        let work = move || {
            let begun = Instant::now();
            let linked = work(&mut desk);
            Worked {
                desk,
                linked,
                took: begun.elapsed(),
            }
        };
        *self = match thread::Builder::new()
            .name("linking".to_owned())
            .spawn(work)
        {
            Ok(working) => Self::Away(working),
            Err(_) => Self::Here(Box::new(Desk::with_news())),
        };
    }

    /// Waits for the desk, where it is at work, and gives what it has done. Where the program failed at that, an empty desk is left
    /// and nothing else.
    pub(super) fn fetch(&mut self) -> Option<Result<Worked, Broken>> {
        match std::mem::take(self) {
            here @ Self::Here(_) => {
                *self = here;
                None
            }
            Self::Away(work) => Some(work.join().map_err(|_| Broken)),
        }
    }
}

/// The program failed while it linked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Broken;
