//! What has been read of a library, linked: the state from which pictures are made.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::card::Face;
use super::copies::Texts;
use super::laying::{Laid, Shown};
use super::report;
use crate::link::linker::Linker;
use crate::link::report::{Report, Reports, Ticket};
use crate::model::article::Article;
use crate::model::correction::Corrections;
use crate::model::findings::Findings;
use crate::model::query::Query;
use crate::model::state::ArticleKey;
use crate::store::error::StoreError;
use crate::store::filter::Now;
use crate::store::held::Held;
use crate::store::linking::Linking;
use crate::store::traits::Catalogue;

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
    fn take_stock(&mut self, catalogue: &impl Catalogue) -> Result<(), StoreError> {
        let mut keys = catalogue.matching(&Query::default(), ANY_TIME, usize::MAX)?;
        keys.sort_unstable();
        for key in &keys {
            if !self.there.contains(key)
                && let Some(held) = catalogue.whole(*key)?
            {
                self.put_held(held);
            }
        }
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
    fn put_held(&mut self, held: Held) {
        self.laid.note(&held);
        self.news |= held.links.is_none();
        let read = (held.article.into(), held.findings.into());
        self.place(held.head.key, &read);
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
        match self.catalogue.report(*key) {
            Ok(read) => read.map(|(article, findings)| report(&(article.into(), findings.into()))),
            Err(error) => {
                self.wrong.borrow_mut().get_or_insert(error);
                None
            }
        }
    }
}
