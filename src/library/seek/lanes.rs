//! What waits to be answered, and how whoever asks reaches whoever answers.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::Receiver;
use std::sync::{Mutex, PoisonError};

use super::question::{Lane, Question};
use crate::store::sqlite::Interrupter;

/// How many lanes there are.
const COUNT: usize = 4;

impl Lane {
    /// Its place among all.
    fn place(self) -> usize {
        match self {
            Self::Search => 0,
            Self::List => 1,
            Self::Saved => 2,
            Self::Notes => 3,
        }
    }
}

/// What waits to be answered: a question a lane.
#[derive(Debug, Default)]
pub(super) struct Lanes {
    waiting: [Option<Question>; COUNT],
}

impl Lanes {
    /// The next question to answer: what was asked last on the first lane on which anything waits. Where nothing does,
    /// waits for a question; nothing once nobody can ask any more and nothing waits.
    pub(super) fn next(&mut self, asked: &Receiver<Question>) -> Option<Question> {
        if self.waiting.iter().all(Option::is_none) {
            self.put(asked.recv().ok());
        }
        for question in asked.try_iter() {
            self.put(Some(question));
        }
        self.waiting.iter_mut().find_map(Option::take)
    }

    /// Lets a question wait, unless a newer one does.
    pub(super) fn put(&mut self, question: Option<Question>) {
        let Some(question) = question else { return };
        let slot = &mut self.waiting[question.wanted.lane().place()];
        let newer = slot
            .as_ref()
            .is_none_or(|waiting| waiting.number <= question.number);
        if newer {
            *slot = Some(question);
        }
    }
}

/// What one thread lets the other know at any moment.
#[derive(Default)]
pub(super) struct Watch {
    newest: [AtomicU64; COUNT],
    interrupter: Mutex<Option<Interrupter>>,
}

impl Watch {
    /// Makes known that a question is about to be asked.
    pub(super) fn announce(&self, lane: Lane, number: u64) {
        self.newest[lane.place()].store(number, Ordering::Release);
    }

    /// Tells whether nothing newer was asked on its lane.
    pub(super) fn is_newest(&self, lane: Lane, number: u64) -> bool {
        self.newest[lane.place()].load(Ordering::Acquire) <= number
    }

    /// Takes what ends a step, where there is nothing yet.
    pub(super) fn can_interrupt(&self, interrupter: Option<Interrupter>) {
        let mut slot = self
            .interrupter
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if slot.is_none() {
            *slot = interrupter;
        }
    }

    /// Ends the step that is going on.
    pub(super) fn interrupt(&self) {
        let slot = self
            .interrupter
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(interrupter) = slot.as_ref() {
            interrupter.interrupt();
        }
    }
}

impl fmt::Debug for Watch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Watch")
            .field("newest", &self.newest)
            .finish_non_exhaustive()
    }
}
