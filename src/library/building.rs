//! Libraries that are put together for a moment, for tests, measurements and commands that need one once: in a file of their own
//! that goes with them, by the same way as any other.

use std::sync::{Arc, Mutex};

use super::card::{Face, newest_first_of};
use super::copies::Texts;
use super::laying::{Laid, Shown};
use super::shelf::Shelf;
use super::{Library, report};
use crate::extract;
use crate::link::link_with;
use crate::link::report::Report;
use crate::model::article::Article;
use crate::model::correction::Corrections;
use crate::model::findings::Findings;
use crate::model::problem::{Problem, Severity};
use crate::model::state::ArticleKey;
use crate::store::error::StoreError;
use crate::store::ingest::{Deposit, Engine};
use crate::store::sqlite::Sqlite;
use crate::store::traits::Store as _;

/// How many articles are put in at a time.
const BATCH: usize = 500;

impl Library {
    /// Links `read` articles and puts them in order. Cost grows linearly with their text.
    pub fn build(read: &[(Arc<Article>, Arc<Findings>)], problems: Vec<Problem>) -> Self {
        Self::build_with(read, problems, &Corrections::default())
    }

    /// Builds as [`Self::build`] does, under the reader's `corrections`; their problems join the others. What the reader
    /// says is no actor is in no list of the picture. Where no file can be written, there is nothing but that problem.
    pub fn build_with(
        read: &[(Arc<Article>, Arc<Findings>)],
        problems: Vec<Problem>,
        corrections: &Corrections,
    ) -> Self {
        Self::built(read, problems.clone(), corrections).unwrap_or_else(|error| {
            let failed = Problem {
                source: error.path.to_string_lossy().into_owned(),
                line: None,
                severity: Severity::Failed,
                reason: error.told(),
            };
            let problems = problems.into_iter().chain([failed]).collect();
            Self {
                shelf: Arc::new(Shelf {
                    problems,
                    ..Shelf::default()
                }),
                ..Self::default()
            }
        })
    }

    fn built(
        read: &[(Arc<Article>, Arc<Findings>)],
        problems: Vec<Problem>,
        corrections: &Corrections,
    ) -> Result<Self, StoreError> {
        let folder = tempfile::tempdir().map_err(StoreError::no_place)?;
        let mut store = Sqlite::temporary(folder.path())?;
        let reports: Vec<Report> = read.iter().map(report).collect();
        let keys = put_in(&mut store, &reports)?;
        let mut texts = Texts::default();
        for (article, _) in read {
            texts.add(article);
        }
        let faces = read.iter().map(|(article, _)| Face::of(article));
        let faces: Vec<Face> = faces.collect();
        let linked = link_with(&reports, corrections);
        let shown = Shown {
            keys: &keys,
            faces: &faces,
            copied: &texts.groups(),
        };
        let linking = Laid::default().catch_up(shown, &linked, &reports);
        store.lay_links(&linking)?;
        let mut library = Self::open(store.catalogue(), problems, corrections.clone())?;
        if let Some(shelf) = Arc::get_mut(&mut library.shelf) {
            shelf.own = Some((Mutex::new(store), folder));
        }
        Ok(library)
    }
}

/// Puts articles into a store, and gives their keys. Of one date, the one that comes last stands first.
fn put_in(store: &mut Sqlite, reports: &[Report]) -> Result<Vec<ArticleKey>, StoreError> {
    let mut order = newest_first_of(reports);
    order.reverse();
    let mut keys = vec![ArticleKey(0); reports.len()];
    for batch in order.chunks(BATCH) {
        let deposits: Vec<Deposit> = batch
            .iter()
            .map(|&number| Deposit {
                file: None,
                place: 0,
                article: Arc::clone(&reports[number].article),
                findings: Arc::clone(&reports[number].findings),
                tags: Vec::new(),
            })
            .collect();
        let kept = store.ingest(&deposits, Engine(extract::ENGINE))?;
        for (&number, kept) in batch.iter().zip(kept) {
            keys[number] = kept.key;
        }
    }
    Ok(keys)
}
