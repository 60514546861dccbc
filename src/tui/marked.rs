//! What the reader has put on articles, as it is now: what the picture of the library says, and over it what has been put there
//! since that was taken. So nothing has to be known of all articles.

use std::collections::{BTreeMap, BTreeSet};

use crate::library::Library;
use crate::library::deed::NewMarks;
use crate::model::article::ArticleId;
use crate::model::state::{ArticleMarks, Flag};

/// What the picture of the library does not tell yet.
#[derive(Debug, Clone, Default)]
pub struct Marked {
    /// By article, all that is on it now.
    since: BTreeMap<ArticleId, ArticleMarks>,
    /// What was there when all that there is was marked read, until the library file says so.
    swept: Option<BTreeMap<ArticleId, ArticleMarks>>,
    /// How many articles of the library are not read.
    unread: usize,
    /// The queries that are followed.
    pub followed: BTreeSet<String>,
}

impl Marked {
    /// What is on an article.
    pub fn of(&self, library: &Library, article: ArticleId) -> ArticleMarks {
        if let Some(since) = self.since.get(&article) {
            return since.clone();
        }
        let known = self.before_sweep(article).cloned();
        let before = || library.marks_of(article).map(|marks| (*marks).clone());
        let mut marks = known.or_else(before).unwrap_or_default();
        marks.read |= self.swept.is_some();
        marks
    }

    /// Tells whether an article has been read.
    pub fn is_read(&self, library: &Library, article: ArticleId) -> bool {
        let swept = self.swept.is_some() && !self.since.contains_key(&article);
        swept || self.tell(library, article, |marks| marks.read)
    }

    /// Tells whether an article is starred.
    pub fn is_starred(&self, library: &Library, article: ArticleId) -> bool {
        self.tell(library, article, |marks| marks.starred)
    }

    /// Where in an article the reader was: a byte of its text.
    pub fn position(&self, library: &Library, article: ArticleId) -> usize {
        self.tell(library, article, |marks| marks.position)
    }

    /// Tells whether the article at `row` has not been read. Looks up nothing, so that it can be asked of many.
    pub fn is_unread_at(&self, library: &Library, row: usize) -> bool {
        let since = || self.since.get(&library.id_of(row)?);
        let known = if self.since.is_empty() { None } else { since() };
        let before = || self.swept.is_none() && library.is_unread(row);
        known.map_or_else(before, |marks| !marks.read)
    }

    /// Those whose marks are known here alone and that have not been read, where everything else has: marked read, but not by
    /// the library file yet.
    pub fn unread_since_sweep(&self) -> Option<Vec<ArticleId>> {
        self.swept.as_ref()?;
        let unread = self.since.iter().filter(|(_, marks)| !marks.read);
        Some(unread.map(|(id, _)| *id).collect())
    }

    /// Marks everything read.
    pub fn sweep(&mut self) {
        self.swept = Some(std::mem::take(&mut self.since));
        self.unread = 0;
    }

    /// Takes what became of marking everything read: whether the library file has it.
    pub fn end_sweep(&mut self, library: &Library, kept: bool) {
        for (article, mut marks) in self.swept.take().into_iter().flatten() {
            marks.read |= kept;
            self.since.entry(article).or_insert(marks);
        }
        self.follow(library);
    }

    /// How many articles of the library have not been read.
    pub fn unread(&self) -> usize {
        self.unread
    }

    /// Every tag that is on some article.
    pub fn tags(&self, library: &Library) -> BTreeSet<String> {
        let since = self.since.values().flat_map(|marks| marks.tags.iter());
        library.tags().into_iter().chain(since.cloned()).collect()
    }

    /// Changes what is on an article.
    pub fn change(
        &mut self,
        library: &Library,
        article: ArticleId,
        change: impl FnOnce(&mut ArticleMarks),
    ) {
        let mut marks = self.of(library, article);
        change(&mut marks);
        self.put(library, article, marks);
    }

    /// Sets or clears a flag of an article.
    pub fn set(&mut self, library: &Library, article: ArticleId, flag: Flag, on: bool) {
        match flag {
            Flag::Read => self.change(library, article, |marks| marks.read = on),
            Flag::Starred => self.change(library, article, |marks| marks.starred = on),
            Flag::Removed => {}
        }
    }

    /// Takes what the library file says of some articles.
    pub fn take(&mut self, library: &Library, marks: NewMarks) {
        for (article, marks) in marks {
            self.put(library, article, marks);
        }
    }

    /// Takes all from the picture of the library.
    pub fn forget(&mut self) {
        self.since.clear();
        self.swept = None;
    }

    /// Follows a newer picture: what that tells need not be known besides.
    pub fn follow(&mut self, library: &Library) {
        let held = |id: &ArticleId| library.marks_of(*id);
        let is_swept = self.swept.is_some();
        self.since
            .retain(|id, marks| held(id).is_some_and(|held| is_swept || *held != *marks));
        self.unread = if is_swept { 0 } else { library.unread_count() };
        for (id, marks) in &self.since {
            let before = is_swept || held(id).is_some_and(|held| held.read);
            count(&mut self.unread, before, marks.read);
        }
    }

    fn put(&mut self, library: &Library, article: ArticleId, marks: ArticleMarks) {
        // What is not shown is not counted either.
        if library.marks_of(article).is_some() {
            let was_read = self.is_read(library, article);
            count(&mut self.unread, was_read, marks.read);
            self.since.insert(article, marks);
        }
    }

    fn before_sweep(&self, article: ArticleId) -> Option<&ArticleMarks> {
        self.swept.as_ref()?.get(&article)
    }

    fn tell<T: Default>(
        &self,
        library: &Library,
        article: ArticleId,
        tell: impl Fn(&ArticleMarks) -> T,
    ) -> T {
        let since = self.since.get(&article);
        match since.or_else(|| self.before_sweep(article)) {
            Some(marks) => tell(marks),
            None => library
                .marks_of(article)
                .map_or_else(T::default, |marks| tell(&marks)),
        }
    }
}

/// Counts an article among the `unread` ones, or no more.
fn count(unread: &mut usize, was_read: bool, is_read: bool) {
    match (was_read, is_read) {
        (false, true) => *unread = unread.saturating_sub(1),
        (true, false) => *unread += 1,
        _ => {}
    }
}
