//! The corrections of this session, for taking them back and making them again.

use crate::library::corrections::Change;
use crate::model::correction::{Correction, Numbered};

/// What has been done and what has been taken back, the last one last. Only what has really been written is here.
#[derive(Debug, Clone, Default)]
pub struct History {
    done: Vec<Numbered>,
    undone: Vec<Correction>,
    /// Whether a change is on its way to the file.
    writing: bool,
    /// What the reader asked for meanwhile.
    next: Option<Next>,
}

/// What is to be done once the change on its way has come to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Take the last correction back.
    Undo,
    /// Make the last one again.
    Redo,
}

impl History {
    /// Whether a change is on its way to the file, so that what is last is not known.
    pub fn is_writing(&self) -> bool {
        self.writing
    }

    /// A change goes to the file. Behind a new correction, what was taken back before cannot be made again.
    pub fn write(&mut self, change: &Change) {
        self.writing = true;
        if let Change::Add(rule, _) = change
            && self.undone.last() != Some(rule)
        {
            self.undone.clear();
        }
    }

    /// Remembers what to do next.
    pub fn later(&mut self, next: Next) {
        self.next = Some(next);
    }

    /// The change has come to its end, whether it was written or not. Gives what is to be done next.
    pub fn end(&mut self) -> Option<Next> {
        self.writing = false;
        self.next.take()
    }

    /// The correction to take back.
    pub fn last_done(&self) -> Option<Numbered> {
        self.done.last().cloned()
    }

    /// The correction to make again.
    pub fn last_undone(&self) -> Option<Correction> {
        self.undone.last().cloned()
    }

    /// A change has been written, in line `line` of the reader's file.
    pub fn record(&mut self, change: &Change, line: u32) {
        match change {
            Change::Add(rule, _) => {
                if self.undone.last() == Some(rule) {
                    self.undone.pop();
                }
                self.done.push(Numbered {
                    line,
                    rule: rule.clone(),
                });
            }
            Change::TakeBack(taken) => {
                let same = |done: &Numbered| done.rule == taken.rule;
                if let Some(at) = self.done.iter().rposition(same) {
                    self.done.remove(at);
                }
                self.undone.push(taken.rule.clone());
            }
        }
    }
}
