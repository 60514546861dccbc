//! Where a library has its articles from: files on disk and the digests of the starter library, one by one and in an order
//! that is the same every time.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::UNIX_EPOCH;

use super::guarded;
use super::starter::STARTER;
use crate::extract;
use crate::ingest::{self, Reading, folder};
use crate::model::article::{Article, ArticleId};
use crate::model::effort::Effort;
use crate::model::findings::Findings;
use crate::model::problem::Problem;
use crate::store::files::{FolderKey, Stamp};
use crate::text::sanitize::clean_line;

/// Under which name the digests that come with the program stand among the files.
const STARTER_NAME: &str = "starter library: ";

/// Where articles come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The five digests that are part of the program.
    Starter,
    /// Files and folders.
    Paths(Vec<PathBuf>),
    /// Files and folders, and behind them the digests.
    PathsAndStarter(Vec<PathBuf>),
    /// What the library was made from before.
    Kept,
}

impl Source {
    /// The files and folders that are named.
    pub(super) fn named(&self) -> &[PathBuf] {
        match self {
            Self::Kept | Self::Starter => &[],
            Self::Paths(paths) | Self::PathsAndStarter(paths) => paths,
        }
    }
}

/// A file that may hold articles.
#[derive(Debug, Clone)]
pub(super) struct SourceFile {
    /// Where it lies; of a digest, its name.
    pub(super) path: PathBuf,
    /// The folder below which it was found.
    pub(super) folder: Option<FolderKey>,
    /// Whether the library has read it before.
    pub(super) known: bool,
    /// The hash of its bytes when it was last read.
    pub(super) hash_before: Option<u64>,
    /// What it holds, where that is part of the program.
    embedded: Option<&'static str>,
}

/// A file with all that was found in it.
#[derive(Debug)]
pub(super) struct Studied {
    /// The file.
    pub(super) file: SourceFile,
    /// What it was when it was read.
    pub(super) stamp: Stamp,
    /// Whether its bytes are those that were read before; then nothing else is told of it.
    pub(super) same: bool,
    /// Its articles.
    pub(super) articles: Vec<(Arc<Article>, Arc<Findings>)>,
    /// The tags that it gives to those of its articles that have some.
    pub(super) tags: BTreeMap<ArticleId, Vec<String>>,
    /// What went wrong.
    pub(super) problems: Vec<Problem>,
}

/// What a walk comes upon.
pub(super) type Walk = Box<dyn Iterator<Item = Result<SourceFile, Problem>> + Send>;

/// The digests that come with the program, and how many they are.
pub(super) fn starter() -> (Walk, usize) {
    let files = STARTER.iter().map(|(name, content)| {
        Ok(SourceFile {
            path: PathBuf::from(format!("{STARTER_NAME}{name}")),
            folder: None,
            known: false,
            hash_before: None,
            embedded: Some(content),
        })
    });
    (Box::new(files), STARTER.len())
}

/// Tells whether the file of that path is one of the digests.
pub(super) fn is_starter(path: &Path) -> bool {
    path.to_str()
        .is_some_and(|path| path.starts_with(STARTER_NAME))
}

/// A file that was named itself, or everything below a folder.
pub(super) fn below(path: PathBuf, folder: Option<FolderKey>) -> Walk {
    let found = folder::sources(vec![path]);
    Box::new(found.map(move |found| {
        found.map(|path| SourceFile {
            path,
            folder,
            known: false,
            hash_before: None,
            embedded: None,
        })
    }))
}

impl SourceFile {
    /// What tells, without opening the file, whether it is still what it was: size and time. The hash is left open.
    pub(super) fn look(&self) -> Option<Stamp> {
        if let Some(content) = self.embedded {
            return Some(stamp_of(content.as_bytes(), 0));
        }
        let data = fs::metadata(&self.path).ok()?;
        Some(Stamp {
            size: data.len(),
            modified: modified(&data),
            hash: 0,
        })
    }

    /// The name of the file as it may be shown.
    pub(super) fn shown(&self) -> String {
        clean_line(&self.path.to_string_lossy())
    }

    fn bytes(&self) -> Result<Vec<u8>, Problem> {
        match self.embedded {
            Some(content) => Ok(content.as_bytes().to_vec()),
            None => folder::bytes_of(&self.path),
        }
    }

    /// Reads the file and finds what is in it. A file on which the program itself fails is a problem like any other.
    fn study(self, effort: Effort) -> Studied {
        let name = self.shown();
        // Before the file is opened: one that is written meanwhile is looked at again.
        let looked = self.look();
        let mut stamp = looked.unwrap_or(Stamp {
            size: 0,
            modified: 0,
            hash: 0,
        });
        let mut same = false;
        let read = guarded(&name, || {
            let bytes = self.bytes()?;
            stamp = stamp_of(&bytes, stamp.modified);
            same = self.hash_before == Some(stamp.hash);
            Ok(if same {
                Reading::default()
            } else {
                ingest::read_with(effort, &name, &bytes)
            })
        });
        let reading = read.flatten().unwrap_or_else(|problem| Reading {
            problems: vec![problem],
            ..Reading::default()
        });
        let mut problems = reading.problems;
        let mut articles = Vec::with_capacity(reading.articles.len());
        for article in reading.articles {
            match guarded(&name, || extract::find(&article)) {
                Ok(findings) => articles.push((Arc::new(article), Arc::new(findings))),
                Err(problem) => problems.push(problem),
            }
        }
        Studied {
            file: self,
            stamp,
            same,
            articles,
            tags: reading.tags,
            problems,
        }
    }
}

/// Tells whether the source of an article that is shown as `name` is still there.
pub(super) fn is_there(name: &str) -> bool {
    name.starts_with(STARTER_NAME) || Path::new(name).exists()
}

fn stamp_of(bytes: &[u8], modified: i64) -> Stamp {
    Stamp {
        size: bytes.len() as u64,
        modified,
        hash: ingest::hash(bytes),
    }
}

/// When a file was last changed, in nanoseconds since 1970; 0 where its file system does not tell.
fn modified(data: &fs::Metadata) -> i64 {
    let since = |time: std::time::SystemTime| match time.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_nanos()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_nanos()).map_or(i64::MIN, |nanos| -nanos),
    };
    data.modified().map_or(0, since)
}

/// Files that are studied on as many cores as there are, while others are taken in.
pub(super) struct Studying(Vec<Piece>);

/// A part of them.
enum Piece {
    /// On a thread of its own.
    Begun(JoinHandle<Vec<Studied>>),
    /// Left for when it is asked for, where the system gives no thread.
    Left(Vec<SourceFile>, Effort),
}

impl Studying {
    /// Begins to study `files` with so much `effort`.
    pub(super) fn begin(files: &[SourceFile], effort: Effort) -> Self {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let each = files.len().div_ceil(cores).max(1);
        let pieces = files.chunks(each).map(|files| {
            let piece = files.to_vec();
            let begun = thread::Builder::new().spawn(move || study(piece, effort));
            begun.map_or_else(|_| Piece::Left(files.to_vec(), effort), Piece::Begun)
        });
        Self(pieces.collect())
    }

    /// Waits for what was found in them, and gives it in their order.
    pub(super) fn finish(self) -> Vec<Studied> {
        let pieces = self.0.into_iter();
        let done = pieces.map(|piece| match piece {
            // Each file guards against failures of the program, so that no thread ends early.
            Piece::Begun(working) => working.join().unwrap_or_default(),
            Piece::Left(files, effort) => study(files, effort),
        });
        done.flatten().collect()
    }
}

fn study(files: Vec<SourceFile>, effort: Effort) -> Vec<Studied> {
    let files = files.into_iter();
    files.map(|file| file.study(effort)).collect()
}
