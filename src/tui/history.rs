//! What the reader has done in this session, for taking it back and doing it again.

use crate::library::corrections::Change;
use crate::model::article::ArticleId;
use crate::model::correction::{Correction, Numbered};

/// Something of the reader's that can be taken back: a rule of the corrections, or a deed that the store remembers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act<T> {
    /// A correction.
    Rule(T),
    /// A deed; which one it was, the store knows.
    Deed,
}

/// What has been done and what has been taken back, the last one last. Only what has really been written is here.
#[derive(Debug, Clone, Default)]
pub struct History {
    done: Vec<Act<Numbered>>,
    undone: Vec<Act<Correction>>,
    /// Whether a change is on its way to the file.
    correcting: bool,
    /// How many deeds are on their way to the store.
    deeds: usize,
    /// What those of them came to that were begun together, for as long as any is on its way.
    told: Vec<String>,
    /// The articles that were taken out of the library, the last one last.
    removed: Vec<ArticleId>,
    /// What the reader asked for meanwhile.
    next: Option<Next>,
}

/// What is to be done once the change on its way has come to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Take back what was done last.
    Undo,
    /// Do again what was taken back last.
    Redo,
}

impl History {
    /// Whether anything is on its way, so that what is last is not known.
    pub fn is_writing(&self) -> bool {
        self.correcting || self.deeds > 0
    }

    /// Whether a change is on its way to the file of corrections.
    pub fn is_correcting(&self) -> bool {
        self.correcting
    }

    /// A change goes to the file. Behind a new correction, what was taken back before cannot be made again.
    pub fn write(&mut self, change: &Change) {
        self.correcting = true;
        if let Change::Add(rule, _) = change
            && !matches!(self.undone.last(), Some(Act::Rule(last)) if last == rule)
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
        self.correcting = false;
        self.next_now()
    }

    /// A deed goes to the store.
    pub fn begin_deed(&mut self) {
        if self.deeds == 0 {
            self.told.clear();
        }
        self.deeds += 1;
    }

    /// What a deed came to that may be one of several: behind that of those begun with it.
    pub fn tell(&mut self, label: String) -> Vec<String> {
        self.told.push(label);
        self.told.clone()
    }

    /// A deed has come to its end, whether it was done or not. Gives what is to be done next.
    pub fn end_deed(&mut self) -> Option<Next> {
        self.deeds = self.deeds.saturating_sub(1);
        self.next_now()
    }

    fn next_now(&mut self) -> Option<Next> {
        if self.is_writing() {
            return None;
        }
        self.next.take()
    }

    /// What is to be taken back.
    pub fn last_done(&self) -> Option<Act<Numbered>> {
        self.done.last().cloned()
    }

    /// What is to be done again.
    pub fn last_undone(&self) -> Option<Act<Correction>> {
        self.undone.last().cloned()
    }

    /// These articles are being taken out of the library.
    pub fn remove(&mut self, articles: &[ArticleId]) {
        // Of several, the first is where one was.
        self.removed.extend(articles.iter().rev());
    }

    /// The articles that were taken out, the last one first.
    pub fn removed(&self) -> impl Iterator<Item = ArticleId> {
        self.removed.iter().rev().copied()
    }

    /// A deed has been done; what was taken back before cannot be done again.
    pub fn deed_done(&mut self) {
        self.undone.clear();
        self.done.push(Act::Deed);
    }

    /// The last deed has been taken back; it may be one of an earlier session.
    pub fn deed_undone(&mut self) {
        if self.done.last() == Some(&Act::Deed) {
            self.done.pop();
        }
        self.undone.push(Act::Deed);
    }

    /// The last deed that was taken back has been done again.
    pub fn deed_redone(&mut self) {
        if self.undone.last() == Some(&Act::Deed) {
            self.undone.pop();
        }
        self.done.push(Act::Deed);
    }

    /// A change has been written, in line `line` of the reader's file.
    pub fn record(&mut self, change: &Change, line: u32) {
        match change {
            Change::Add(rule, _) => {
                if matches!(self.undone.last(), Some(Act::Rule(last)) if last == rule) {
                    self.undone.pop();
                }
                self.done.push(Act::Rule(Numbered {
                    line,
                    rule: rule.clone(),
                }));
            }
            Change::TakeBack(taken) => {
                let same = |done: &Act<Numbered>| matches!(done, Act::Rule(done) if done.rule == taken.rule);
                if let Some(at) = self.done.iter().rposition(same) {
                    self.done.remove(at);
                }
                self.undone.push(Act::Rule(taken.rule.clone()));
            }
        }
    }
}
