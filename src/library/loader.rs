//! Reads files into ever fuller libraries, away from the screen.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::starter::STARTER;
use super::{Library, study};
use crate::ingest::{self, Reading, folder};
use crate::model::article::{Article, ArticleId};
use crate::model::findings::Findings;
use crate::model::problem::{Problem, Severity};

/// Where articles come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The five digests that are part of the program.
    Starter,
    /// Files and folders.
    Paths(Vec<PathBuf>),
}

/// A state of the reading.
#[derive(Debug, Clone)]
pub struct Progress {
    /// Everything read so far, linked.
    pub library: Library,
    /// Whether there is more to come.
    pub finished: bool,
}

/// Reads `source` and tells `report` about it: soon with the first articles, then each time their number has grown
/// fourfold, and at the end; so that all the linking together costs about a third more than linking once. Stops
/// early when `report` returns `false`.
pub fn load(source: &Source, mut report: impl FnMut(Progress) -> bool) {
    let mut desk = Desk::default();
    let mut next_report = 16;
    let mut take = |reading: Reading, desk: &mut Desk| {
        desk.take(reading);
        if desk.read.len() < next_report {
            return true;
        }
        next_report = desk.read.len() * 4;
        report(Progress {
            library: desk.library(),
            finished: false,
        })
    };
    let go_on = match source {
        Source::Starter => STARTER.iter().all(|(name, content)| {
            take(
                ingest::read(&format!("starter library: {name}"), content.as_bytes()),
                &mut desk,
            )
        }),
        Source::Paths(paths) => folder::sources(paths).all(|source| {
            let reading = match source {
                Ok(path) => folder::read_file(&path),
                Err(problem) => Reading {
                    articles: Vec::new(),
                    problems: vec![problem],
                },
            };
            take(reading, &mut desk)
        }),
    };
    if go_on {
        report(Progress {
            library: desk.library(),
            finished: true,
        });
    }
}

/// The articles read so far, each once.
#[derive(Debug, Default)]
struct Desk {
    read: Vec<(Arc<Article>, Arc<Findings>)>,
    sources: HashMap<ArticleId, String>,
    problems: Vec<Problem>,
}

impl Desk {
    fn take(&mut self, reading: ingest::Reading) {
        self.problems.extend(reading.problems);
        for article in reading.articles {
            if let Some(first) = self.sources.get(&article.id) {
                let reason = format!("the same bytes as {first}, which is shown");
                self.problems.push(Problem {
                    source: article.source,
                    line: None,
                    severity: Severity::Skipped,
                    reason,
                });
            } else {
                self.sources.insert(article.id, article.source.clone());
                self.read.push(study(article));
            }
        }
    }

    fn library(&self) -> Library {
        Library::build(&self.read, self.problems.clone())
    }
}
