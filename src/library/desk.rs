//! What has been read of a library, linked: the state from which pictures are made.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::mpsc::sync_channel;
use std::thread;

use super::card::Face;
use super::copies::Texts;
use super::laying::{Laid, Shown};
use super::report;
use super::stories::WAY;
use crate::link::linker::Linker;
use crate::link::report::{Report, Reports, Ticket};
use crate::model::article::Article;
use crate::model::correction::Corrections;
use crate::model::findings::Findings;
use crate::model::query::Query;
use crate::model::state::ArticleKey;
use crate::store::error::StoreError;
use crate::store::filter::Now;
use crate::store::linking::Linking;
use crate::store::traits::Catalogue;
use crate::store::whole::Whole;

/// An article with what was found in it, as the store has it under its key.
pub(super) type Arrival = (ArticleKey, Read);

/// An article with what was found in it.
type Read = (Arc<Article>, Arc<Findings>);

/// The articles of a library, linked. The articles themselves stay in the store.
#[derive(Debug, Default)]
pub(super) struct Desk {
    there: BTreeSet<ArticleKey>,
    /// The articles that are linked, in the order in which the linker has them, and what is kept of each.
    order: Vec<ArticleKey>,
    faces: Vec<Face>,
    linker: Linker,
    /// The texts of all that is linked, in the same order.
    texts: Texts,
    /// Whether an article has changed or gone, so that all must be linked anew.
    stale: bool,
    /// Whether there is something that is not linked in the store.
    news: bool,
    /// Whether all that the library shows is here. Until something has to be linked, nothing is.
    stocked: bool,
    laid: Laid,
}

/// What a desk is to work on.
#[derive(Debug)]
pub(super) struct Task {
    /// What has come since it worked last.
    pub(super) arrivals: Vec<Arrival>,
    /// The reader's corrections.
    pub(super) corrections: Corrections,
    /// What tells them from others.
    pub(super) print: String,
    /// Whether the library shows others of the articles that it has than when the desk worked last.
    pub(super) moved: bool,
}

impl Task {
    /// What gives stories their names: this way to name them, and the reader's corrections.
    pub(super) fn names(&self) -> String {
        format!("{WAY} {}", self.print)
    }
}

/// The value of the session that tells what gave the stories in the store their names.
pub(super) const NAMED_BY: &str = "names";

/// How many articles are fetched from the store at a time.
const FETCHED: usize = 64;

/// How many times as many may have been fetched and not been put on the desk yet.
const WAITING: usize = 4;

/// No question of a desk's depends on the time.
const ANY_TIME: Now = Now::constant(1970, 1, 1, 0, 0, 0, 0);

impl Desk {
    /// One on which there is nothing, and for which all of the library is news.
    pub(super) fn with_news() -> Self {
        Self {
            news: true,
            ..Self::default()
        }
    }

    /// Puts articles on the desk that the store has; those of the same keys go. As long as it has no stock, all of the
    /// library is news anyway.
    pub(super) fn take_in(&mut self, arrivals: Vec<Arrival>) {
        self.news |= !arrivals.is_empty();
        if self.stocked {
            for (key, read) in arrivals {
                self.place(key, &read);
            }
        }
    }

    /// Takes note that the library has nothing yet, so that all that comes can be put on the desk as it does.
    pub(super) fn begin_with_nothing(&mut self) {
        self.stocked = true;
    }

    /// Puts everything that the library shows on the desk, as far as it is not there, and takes off what it shows no more.
    ///
    /// One thread reads, and another puts on the desk what has been read.
    fn take_stock(&mut self, catalogue: &impl Catalogue) -> Result<(), StoreError> {
        let mut keys = catalogue.matching(&Query::default(), ANY_TIME, usize::MAX)?;
        keys.sort_unstable();
        let missing = keys.iter().filter(|key| !self.there.contains(key));
        let missing: Vec<ArticleKey> = missing.copied().collect();
        let (give, take) = sync_channel::<Vec<Whole>>(WAITING);
        thread::scope(|scope| {
            let put = || take.into_iter().flatten().for_each(|whole| self.put(whole));
            scope.spawn(put);
            // Goes with this, so that the other thread comes to its end.
            let give = give;
            for keys in missing.chunks(FETCHED) {
                if give.send(catalogue.wholes(keys)?).is_err() {
                    break;
                }
            }
            Ok(())
        })?;
        self.stocked = true;
        self.keep(|key| keys.binary_search(&key).is_ok());
        Ok(())
    }

    fn place(&mut self, key: ArticleKey, read: &Read) {
        if self.there.insert(key) {
            if !self.stale {
                self.link(key, &report(read));
            }
        } else {
            self.stale = true;
            self.laid.forget(key);
        }
    }

    /// Puts an article on the desk as the library has it, with its links.
    fn put(&mut self, whole: Whole) {
        self.laid.note(&whole);
        self.news |= whole.links.is_none();
        let read = (whole.article.into(), whole.findings.into());
        self.place(whole.key, &read);
    }

    /// Keeps only the articles of which `is_there` says so.
    fn keep(&mut self, is_there: impl Fn(ArticleKey) -> bool) {
        let before = self.there.len();
        self.there.retain(|key| is_there(*key));
        self.stale |= self.there.len() < before;
    }

    /// Whether there is something that is not linked in the store.
    pub(super) fn has_news(&self) -> bool {
        self.news
    }

    fn link(&mut self, key: ArticleKey, report: &Report) {
        self.linker.add(report);
        self.texts.add(&report.article);
        self.faces.push(Face::of(&report.article));
        self.order.push(key);
    }

    /// Links all anew.
    fn link_anew(&mut self, catalogue: &impl Catalogue) -> Result<(), StoreError> {
        self.linker = Linker::default();
        self.texts = Texts::default();
        self.faces.clear();
        self.order.clear();
        for key in self.there.clone() {
            if let Some((article, findings)) = catalogue.report(key)? {
                self.link(key, &report(&(article.into(), findings.into())));
            }
        }
        self.stale = false;
        Ok(())
    }

    /// What has to be written so that the store has everything that the library shows linked; it is taken for written from now on.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(super) fn work(
        &mut self,
        catalogue: &impl Catalogue,
        task: &mut Task,
    ) -> Result<Linking, StoreError> {
        self.take_in(std::mem::take(&mut task.arrivals));
        if !self.stocked {
            let named_alike = catalogue.value(NAMED_BY)? == Some(task.names());
            self.laid = Laid::of(catalogue.bonds()?, named_alike);
        }
        if !self.stocked || task.moved {
            self.take_stock(catalogue)?;
        }
        if self.stale {
            self.link_anew(catalogue)?;
        }
        let kept = Kept {
            catalogue,
            order: &self.order,
            wrong: RefCell::default(),
        };
        let told = self.linker.linked(&task.corrections, &kept);
        let shown = Shown {
            keys: &self.order,
            faces: &self.faces,
            copied: &self.texts.groups(),
        };
        let linking = self.laid.catch_up(shown, &told, &kept);
        if let Some(wrong) = kept.wrong.into_inner() {
            return Err(wrong);
        }
        self.news = false;
        Ok(linking)
    }

    /// Takes nothing for written any more.
    pub(super) fn forget_laid(&mut self) {
        self.laid = Laid::default();
        self.news = true;
    }
}

/// The articles on the desk as they are read in the store once more, and the first thing that went wrong with that.
struct Kept<'a, C> {
    catalogue: &'a C,
    order: &'a [ArticleKey],
    wrong: RefCell<Option<StoreError>>,
}

impl<C: Catalogue> Reports for Kept<'_, C> {
    fn report(&self, ticket: Ticket) -> Option<Report> {
        let key = self.order.get(ticket.number())?;
        let read = self.noted(self.catalogue.report(*key))?;
        read.map(|(article, findings)| report(&(article.into(), findings.into())))
    }

    fn article(&self, ticket: Ticket) -> Option<Arc<Article>> {
        let key = self.order.get(ticket.number())?;
        self.noted(self.catalogue.body(*key)).map(Arc::new)
    }
}

impl<C> Kept<'_, C> {
    /// What was read; takes note of what went wrong.
    fn noted<T>(&self, read: Result<T, StoreError>) -> Option<T> {
        match read {
            Ok(read) => Some(read),
            Err(error) => {
                self.wrong.borrow_mut().get_or_insert(error);
                None
            }
        }
    }
}
