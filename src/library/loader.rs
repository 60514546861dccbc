//! Reads files into ever fuller libraries, away from the screen.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::starter::STARTER;
use super::{Library, study};
use crate::ingest::{self, Reading, folder};
use crate::link::linker::Linker;
use crate::model::article::{Article, ArticleId};
use crate::model::correction::Corrections;
use crate::model::findings::Findings;
use crate::model::problem::{Problem, Severity};
use crate::text::sanitize::clean_line;

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
/// gone into linking what was shown, and at the end.
/// Stops before the next file when the load is no longer `wanted`. A file on which the program itself fails is a problem
/// like any other.
pub fn load(source: &Source, wanted: impl Fn() -> bool, mut report: impl FnMut(Progress)) {
    let start = Instant::now();
    let mut desk = Desk::default();
    let mut showing = Duration::ZERO;
    let mut take = |reading: Reading| {
        let grew = desk.take(reading);
        if grew && showing * 5 <= start.elapsed() {
            let shown = Instant::now();
            report(Progress {
                library: desk.library(),
                finished: false,
            });
            showing += shown.elapsed();
        }
        wanted()
    };
    let finished = match source {
        Source::Starter => STARTER.iter().all(|(name, content)| {
            take(ingest::read(
                &format!("starter library: {name}"),
                content.as_bytes(),
            ))
        }),
        Source::Paths(paths) => folder::sources(paths).all(|source| {
            take(match source {
                Ok(path) => guarded(&clean_line(&path.to_string_lossy()), || {
                    folder::read_file(&path)
                })
                .unwrap_or_else(|problem| Reading {
                    articles: Vec::new(),
                    problems: vec![problem],
                }),
                Err(problem) => Reading {
                    articles: Vec::new(),
                    problems: vec![problem],
                },
            })
        }),
    };
    if finished {
        report(Progress {
            library: desk.library(),
            finished: true,
        });
    }
}

/// Runs `work` on a source; where the program itself fails on it, that is a problem of this source and costs no other.
fn guarded<T>(source: &str, work: impl FnOnce() -> T) -> Result<T, Problem> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| Problem {
        source: source.to_owned(),
        line: None,
        severity: Severity::Failed,
        reason: "an error of rashomon, not of the file; --log FILE keeps the details".to_owned(),
    })
}

/// The articles read so far, each once.
#[derive(Debug, Default)]
struct Desk {
    read: Vec<(Arc<Article>, Arc<Findings>)>,
    /// Has all that is `read`, in its order.
    linker: Linker,
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
                let source = article.source.clone();
                match guarded(&source, || study(article)) {
                    Ok(studied) => {
                        self.linker.add(super::report(&studied));
                        self.read.push(studied);
                    }
                    Err(problem) => self.problems.push(problem),
                }
            }
        }
        grew
    }

    fn library(&mut self) -> Library {
        let linked = self.linker.linked(&Corrections::default());
        Library::picture(&self.read, linked, self.problems.clone())
    }
}
