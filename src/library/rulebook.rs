//! The reader's file of corrections as it was read last.

use std::path::{Path, PathBuf};

use super::corrections;
use crate::ingest;
use crate::model::correction::Corrections;
use crate::model::problem::Problem;

/// The reader's corrections, and the file that they are in.
#[derive(Debug, Default)]
pub(super) struct Rulebook {
    file: Option<PathBuf>,
    corrections: Corrections,
}

impl Rulebook {
    /// That in the file of this name, not read yet.
    pub(super) fn new(file: Option<PathBuf>) -> Self {
        Self {
            file,
            corrections: Corrections::default(),
        }
    }

    /// The file.
    pub(super) fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// The corrections as the file has them now; while it cannot be read, those from before, and why.
    pub(super) fn read(&mut self) -> (Corrections, Option<Problem>) {
        let problem = match self.file().map(corrections::read) {
            Some(Ok(read)) => {
                self.corrections = read;
                None
            }
            Some(Err(error)) => Some(error.problem()),
            None => None,
        };
        (self.corrections.clone(), problem)
    }

    /// What tells the corrections, as the file has them now, from those at another time.
    pub(super) fn print(&self) -> String {
        let read = self.file().and_then(|file| std::fs::read(file).ok());
        ingest::hash(&read.unwrap_or_default()).to_string()
    }
}
