//! Reads files into ever fuller libraries, away from the screen.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

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

/// Reads `source` and tells `report` about it: with the first article, then whenever no more than a fifth of the time has
/// gone into linking what was shown, and at the end. Stops early when `report` returns `false`.
pub fn load(source: &Source, mut report: impl FnMut(Progress) -> bool) {
    let start = Instant::now();
    let mut desk = Desk::default();
    let mut showing = Duration::ZERO;
    let mut take = |reading: Reading| {
        let grew = desk.take(reading);
        if !grew || showing * 5 > start.elapsed() {
            return true;
        }
        let shown = Instant::now();
        let goes_on = report(Progress {
            library: desk.library(),
            finished: false,
        });
        showing += shown.elapsed();
        goes_on
    };
    let goes_on = match source {
        Source::Starter => STARTER.iter().all(|(name, content)| {
            take(ingest::read(
                &format!("starter library: {name}"),
                content.as_bytes(),
            ))
        }),
        Source::Paths(paths) => folder::sources(paths).all(|source| {
            take(match source {
                Ok(path) => folder::read_file(&path),
                Err(problem) => Reading {
                    articles: Vec::new(),
                    problems: vec![problem],
                },
            })
        }),
    };
    if goes_on {
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
    /// Takes what came out of a source. Tells whether there is something new to show.
    fn take(&mut self, reading: Reading) -> bool {
        let grew = !reading.articles.is_empty() || !reading.problems.is_empty();
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
        grew
    }

    fn library(&self) -> Library {
        Library::build(&self.read, self.problems.clone())
    }
}
