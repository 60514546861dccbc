//! What has been read of a library, linked: the state from which pictures are made.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use super::card::Face;
use super::copies::Texts;
use super::laying::{Laid, Shown};
use super::{corrections, report};
use crate::link::linker::Linker;
use crate::link::report::{Report, Reports, Ticket};
use crate::model::article::Article;
use crate::model::correction::Corrections;
use crate::model::findings::Findings;
use crate::model::problem::Problem;
use crate::model::state::ArticleKey;
use crate::store::error::StoreError;
use crate::store::held::Held;
use crate::store::linking::Linking;
use crate::store::traits::Catalogue;

/// An article with what was found in it.
type Read = (Arc<Article>, Arc<Findings>);

/// The articles of a library and the reader's corrections of what is found in them. The articles themselves stay in the store.
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
    file: Option<PathBuf>,
    corrections: Corrections,
    laid: Laid,
}

impl Desk {
    /// Nothing read yet; the reader's corrections are in the file of that name.
    pub(super) fn new(corrections: Option<PathBuf>) -> Self {
        Self {
            file: corrections,
            ..Self::default()
        }
    }

    /// The reader's file of corrections.
    pub(super) fn file(&self) -> Option<&PathBuf> {
        self.file.as_ref()
    }

    /// Whether the article of that key is on the desk.
    pub(super) fn has(&self, key: ArticleKey) -> bool {
        self.there.contains(&key)
    }

    /// Puts an article on the desk that the store has; one of the same key goes.
    pub(super) fn put(&mut self, key: ArticleKey, read: &Read) {
        self.news = true;
        if self.stocked {
            self.place(key, read);
        }
    }

    /// Whether all that the library shows is on the desk.
    pub(super) fn is_stocked(&self) -> bool {
        self.stocked
    }

    /// Takes note that all that the library shows is on the desk.
    pub(super) fn set_stocked(&mut self) {
        self.stocked = true;
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
    pub(super) fn put_held(&mut self, held: Held) {
        self.laid.note(&held);
        self.news |= held.links.is_none();
        let read = (held.article.into(), held.findings.into());
        self.place(held.head.key, &read);
    }

    /// Keeps only the articles of which `is_there` says so.
    pub(super) fn keep(&mut self, is_there: impl Fn(ArticleKey) -> bool) {
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

    /// What has to be written so that the store has everything on the desk, linked under the corrections as the reader's file
    /// has them now; it is taken for written from now on. While the file cannot be read, those from before stay in force.
    ///
    /// # Errors
    /// When an article cannot be read in the store once more.
    pub(super) fn new_links(&mut self, catalogue: &impl Catalogue) -> Result<Linking, StoreError> {
        if self.stale {
            self.link_anew(catalogue)?;
        }
        let kept = Kept {
            catalogue,
            order: &self.order,
            wrong: RefCell::default(),
        };
        let told = self.linker.linked(&self.corrections, &kept);
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

    /// The reader's corrections as the file has them now; while it cannot be read, those from before, and why.
    pub(super) fn corrections(&mut self) -> (Corrections, Option<Problem>) {
        let read = self.file.as_deref().map(corrections::read);
        let problem = match read {
            Some(Ok(read)) => {
                self.corrections = read;
                None
            }
            Some(Err(error)) => Some(error.problem()),
            None => None,
        };
        (self.corrections.clone(), problem)
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
