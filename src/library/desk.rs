//! What has been read of a library, linked: the state from which pictures are made.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::copies::Texts;
use super::laying::Laid;
use super::{corrections, report};
use crate::link::linker::Linker;
use crate::link::report::Report;
use crate::model::article::Article;
use crate::model::correction::Corrections;
use crate::model::findings::Findings;
use crate::model::problem::Problem;
use crate::model::state::ArticleKey;
use crate::store::held::Held;
use crate::store::linking::Linking;

/// An article with what was found in it.
type Read = (Arc<Article>, Arc<Findings>);

/// The articles of a library and the reader's corrections of what is found in them.
#[derive(Debug, Default)]
pub(super) struct Desk {
    read: BTreeMap<ArticleKey, Read>,
    /// The articles that are linked, in the order in which the linker has them.
    order: Vec<ArticleKey>,
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

    /// The article of that key.
    pub(super) fn article(&self, key: ArticleKey) -> Option<&Arc<Article>> {
        self.read.get(&key).map(|(article, _)| article)
    }

    /// Puts an article on the desk; one of the same key goes.
    pub(super) fn put(&mut self, key: ArticleKey, read: Read) {
        self.news = true;
        if self.stocked {
            self.place(key, read);
        }
    }

    /// Whether all that the library shows is on the desk.
    pub(super) fn is_stocked(&self) -> bool {
        self.stocked
    }

    /// Puts all that the library shows on the desk.
    pub(super) fn stock(&mut self, shown: Vec<Held>) {
        for held in shown {
            if !self.read.contains_key(&held.head.key) {
                self.put_held(held);
            }
        }
        self.stocked = true;
    }

    fn place(&mut self, key: ArticleKey, read: Read) {
        if !self.stale && !self.read.contains_key(&key) {
            self.link(key, &read);
        } else {
            self.stale = true;
        }
        if self.read.insert(key, read).is_some() {
            self.laid.forget(key);
        }
    }

    /// Puts an article on the desk as the library has it, with its links.
    fn put_held(&mut self, held: Held) {
        self.laid.note(&held);
        self.news |= held.links.is_none();
        self.place(held.head.key, (held.article.into(), held.findings.into()));
    }

    /// Keeps only the articles of which `is_there` says so.
    pub(super) fn keep(&mut self, is_there: impl Fn(ArticleKey) -> bool) {
        let before = self.read.len();
        self.read.retain(|key, _| is_there(*key));
        self.stale |= self.read.len() < before;
    }

    /// Whether there is something that is not linked in the store.
    pub(super) fn has_news(&self) -> bool {
        self.news
    }

    fn link(&mut self, key: ArticleKey, read: &Read) {
        self.linker.add(report(read));
        self.texts.add(&read.0);
        self.order.push(key);
    }

    /// What has to be written so that the store has everything on the desk, linked under the corrections as the reader's file
    /// has them now; it is taken for written from now on. While the file cannot be read, those from before stay in force.
    pub(super) fn new_links(&mut self) -> Linking {
        if std::mem::take(&mut self.stale) {
            self.linker = Linker::default();
            self.texts = Texts::default();
            self.order.clear();
            let all: Vec<(ArticleKey, Read)> = self
                .read
                .iter()
                .map(|(key, read)| (*key, read.clone()))
                .collect();
            for (key, read) in &all {
                self.link(*key, read);
            }
        }
        let told = self.linker.linked(&self.corrections);
        let keyed = self.order.iter();
        let articles: Vec<(ArticleKey, Report)> = keyed
            .filter_map(|key| Some((*key, report(self.read.get(key)?))))
            .collect();
        self.news = false;
        self.laid.catch_up(&articles, &told, &self.texts.groups())
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
