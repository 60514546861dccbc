//! What has been read of a library, linked: the state from which pictures are made.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::copies::Texts;
use super::laying::Laid;
use super::{Library, corrections, report};
use crate::link::linker::Linker;
use crate::link::report::Report;
use crate::model::article::Article;
use crate::model::correction::Corrections;
use crate::model::findings::Findings;
use crate::model::link::{Linked, Story};
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
    file: Option<PathBuf>,
    corrections: Corrections,
    /// How everything is linked in the last picture.
    told: Linked,
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
    pub(super) fn put_held(&mut self, held: Held) {
        self.laid.note(&held);
        self.put(held.head.key, (held.article.into(), held.findings.into()));
    }

    /// Keeps only the articles of which `is_there` says so; tells whether others went.
    pub(super) fn keep(&mut self, is_there: impl Fn(ArticleKey) -> bool) -> bool {
        let before = self.read.len();
        self.read.retain(|key, _| is_there(*key));
        let fewer = self.read.len() < before;
        self.stale |= fewer;
        fewer
    }

    fn link(&mut self, key: ArticleKey, read: &Read) {
        self.linker.add(report(read));
        self.texts.add(&read.0);
        self.order.push(key);
    }

    /// Everything on the desk, linked under the corrections as the reader's file has them now. While the file cannot be
    /// read, those from before stay in force.
    pub(super) fn library(&mut self, mut problems: Vec<Problem>) -> Library {
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
        match self.file.as_deref().map(corrections::read) {
            Some(Ok(read)) => self.corrections = read,
            Some(Err(error)) => problems.push(error.problem()),
            None => {}
        }
        let linked = self.linker.linked(&self.corrections);
        self.told = linked.clone();
        let read: Vec<Read> = self
            .order
            .iter()
            .filter_map(|key| self.read.get(key))
            .cloned()
            .collect();
        let copied = self.texts.groups();
        Library::picture(&read, linked, &copied, problems, &self.corrections)
    }

    /// Takes nothing for written any more.
    pub(super) fn forget_laid(&mut self) {
        self.laid = Laid::default();
    }

    /// What has to be written so that the store has the links of `library`, which was handed out last.
    pub(super) fn new_links(&mut self, library: &Library) -> Linking {
        let keyed = self.order.iter();
        let articles: Vec<(ArticleKey, Report)> = keyed
            .filter_map(|key| Some((*key, report(self.read.get(key)?))))
            .collect();
        let name = |story: &Story| {
            let first = story.articles.first();
            let first = first.and_then(|&index| articles.get(index));
            let row = first.and_then(|(_, report)| library.row_of(report.article.id));
            let story = row.and_then(|row| library.story_of(row));
            story.map_or_else(String::new, |story| library.story_name(story))
        };
        self.laid.catch_up(&articles, &self.told, name)
    }
}
