//! One walk through all that a library is made from, and what it has come upon so far.

use std::collections::{BTreeSet, VecDeque};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::sources::{self, SourceFile, Studying, Walk};
use crate::model::problem::Problem;
use crate::store::files::{FileKey, FolderKey};

/// A walk through all that a library is made from.
pub(super) struct Round {
    /// What is still to be walked, one behind the other. There may be as many as files were named.
    walks: VecDeque<Walk>,
    /// The files that are being studied while those before them are taken in.
    pub(super) studying: Option<Studying>,
    pub(super) folders: Vec<(FolderKey, PathBuf)>,
    pub(super) seen: BTreeSet<FileKey>,
    /// Whether what is known of files must not be trusted, since an older engine read them.
    pub(super) anew: bool,
    /// Whether files have vanished, or are back.
    pub(super) moved: bool,
    pub(super) at_once: usize,
    pub(super) start: Instant,
    pub(super) showing: Duration,
}

impl std::fmt::Debug for Round {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Round")
            .field("seen", &self.seen.len())
            .finish_non_exhaustive()
    }
}

impl Round {
    pub(super) fn new(anew: bool) -> Self {
        Self {
            walks: VecDeque::new(),
            studying: None,
            folders: Vec::new(),
            seen: BTreeSet::new(),
            anew,
            moved: false,
            at_once: 1,
            start: Instant::now(),
            showing: Duration::ZERO,
        }
    }

    pub(super) fn walk(&mut self, more: Walk) {
        self.walks.push_back(more);
    }

    /// What the walk comes upon next.
    pub(super) fn next(&mut self) -> Option<Result<SourceFile, Problem>> {
        while let Some(walk) = self.walks.front_mut() {
            if let Some(found) = walk.next() {
                return Some(found);
            }
            self.walks.pop_front();
        }
        None
    }

    pub(super) fn walk_folder(&mut self, folder: FolderKey, path: PathBuf) {
        self.walk(sources::below(path.clone(), Some(folder)));
        self.folders.push((folder, path));
    }
}
