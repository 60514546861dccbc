//! One walk through all that a library is made from, and what it has come upon so far.

use std::collections::{BTreeSet, VecDeque};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
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
    /// How many files have been come upon.
    looked: usize,
    /// How many there are.
    size: Arc<Size>,
    pub(super) start: Instant,
    pub(super) showing: Duration,
}

/// How many files a walk will come upon, counted by a thread of its own.
#[derive(Debug, Default)]
struct Size {
    files: AtomicUsize,
    complete: AtomicBool,
}

/// How far a library has been looked through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Far {
    /// Files are looked at.
    Looking {
        /// How many have been.
        files: usize,
        /// Of how many; none while they are still being counted.
        of: Option<usize>,
    },
    /// What is new in them is linked with all that is known.
    Linking {
        /// How many have been looked at before; 0 where none are.
        files: usize,
        /// Of how many; none while they are still being counted.
        of: Option<usize>,
    },
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
            looked: 0,
            size: Arc::default(),
            start: Instant::now(),
            showing: Duration::ZERO,
        }
    }

    /// Will walk through what holds so many files.
    pub(super) fn walk(&mut self, more: Walk, files: usize) {
        self.walks.push_back(more);
        self.size.files.fetch_add(files, Ordering::Relaxed);
    }

    /// What the walk comes upon next.
    pub(super) fn next(&mut self) -> Option<Result<SourceFile, Problem>> {
        while let Some(walk) = self.walks.front_mut() {
            if let Some(found) = walk.next() {
                self.looked += 1;
                return Some(found);
            }
            self.walks.pop_front();
        }
        None
    }

    pub(super) fn walk_folder(&mut self, folder: FolderKey, path: PathBuf) {
        self.walk(sources::below(path.clone(), Some(folder)), 0);
        self.folders.push((folder, path));
    }

    /// Begins to count the files below the folders. Where the system gives no thread, nobody learns how many there are.
    pub(super) fn count(&self) {
        let size = Arc::clone(&self.size);
        let folders: Vec<PathBuf> = self.folders.iter().map(|(_, path)| path.clone()).collect();
        let work = move || {
            for folder in folders {
                for _ in sources::below(folder, None) {
                    size.files.fetch_add(1, Ordering::Relaxed);
                    // Nobody wants to know any more.
                    if Arc::strong_count(&size) == 1 {
                        return;
                    }
                }
            }
            size.complete.store(true, Ordering::Release);
        };
        thread::Builder::new()
            .name("count".to_owned())
            .spawn(work)
            .ok();
    }

    /// How far the walk has come.
    pub(super) fn far(&self) -> Far {
        let complete = self.size.complete.load(Ordering::Acquire);
        let files = self.size.files.load(Ordering::Relaxed);
        Far::Looking {
            files: self.looked,
            of: complete.then_some(files.max(self.looked)),
        }
    }
}
