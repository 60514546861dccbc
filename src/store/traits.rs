//! What a library can be asked and told, whatever keeps it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::model::actor::ActorId;
use crate::model::article::{Article, ArticleId};
use crate::model::findings::Findings;
use crate::model::link::Ruled;
use crate::model::note::Note;
use crate::model::problem::Problem;
use crate::model::query::Query;
use crate::model::state::{ArticleKey, ArticleMarks, Change, Marks, NoteKey};
use crate::store::bonds::Bonds;
use crate::store::columns::{Column, StoryRow, TimeRow};
use crate::store::cursor::Cursor;
use crate::store::error::StoreError;
use crate::store::excerpt::Excerpt;
use crate::store::files::{FileKey, FileState, FolderKey, KnownFile, Stamp};
use crate::store::filter::Now;
use crate::store::groups::{Copies, Story};
use crate::store::held::{Held, Stats};
use crate::store::ingest::{Deposit, Engine, Kept};
use crate::store::linking::Linking;
use crate::store::log::Changes;
use crate::store::pages::{Head, Listing, Page, Request};
use crate::store::people::{Asked, Counted, Standing};
use crate::store::session::Jump;
use crate::store::spots::{About, Occurring, Spot, Who};
use crate::store::spread::Outlet;
use crate::store::state::Made;
use crate::store::whole::Whole;

/// What a library can be asked. Every request is answered at once, from a worker's thread; lists are given by the page.
///
/// # Errors
///
/// Every request fails where the library is damaged, held by another program for too long, or the request is
/// interrupted. The error says which.
#[expect(clippy::missing_errors_doc, reason = "told once, for all")]
pub trait Catalogue {
    /// A page of a list or search.
    fn page(&self, request: &Request<'_>) -> Result<Page, StoreError>;

    /// The same with nothing of the articles but where they stand.
    fn listing(&self, request: &Request<'_>) -> Result<Listing, StoreError>;

    /// The newest articles that fit a query, `count` at most: for what is done to all of them.
    fn matching(
        &self,
        query: &Query,
        now: Now,
        count: usize,
    ) -> Result<Vec<ArticleKey>, StoreError>;

    /// What is held of every article that is shown, the newest first: `count` of them from behind `before` on.
    fn columns(&self, before: Option<TimeRow>, count: usize) -> Result<Vec<Column>, StoreError>;

    /// The same of these articles; one that is not shown is left out.
    fn columns_of(&self, articles: &[ArticleKey]) -> Result<Vec<Column>, StoreError>;

    /// Where the articles stand that are shown, in the order of stories: `count` of them from behind `before` on.
    fn story_rows(
        &self,
        before: Option<StoryRow>,
        count: usize,
    ) -> Result<Vec<StoryRow>, StoreError>;

    /// What lists show of these articles; one that is none is left out.
    fn heads(&self, articles: &[ArticleKey]) -> Result<Vec<Head>, StoreError>;

    /// Where each article best matches the words of a query.
    fn snippets(
        &self,
        query: &Query,
        now: Now,
        articles: &[ArticleKey],
    ) -> Result<Vec<Excerpt>, StoreError>;

    /// Everything about one article.
    fn article(&self, article: ArticleKey) -> Result<Option<Held>, StoreError>;

    /// These articles as they were kept, with those who the reader says are no actors: what is linked anew. One that is none is
    /// left out.
    fn wholes(&self, articles: &[ArticleKey]) -> Result<Vec<Whole>, StoreError>;

    /// What has been laid over the articles together: actors, stories and other groups.
    fn bonds(&self) -> Result<Bonds, StoreError>;

    /// An article and what was found in it, as they were kept.
    fn report(&self, article: ArticleKey) -> Result<Option<(Article, Findings)>, StoreError>;

    /// An article as it was kept, without what was found in it.
    fn body(&self, article: ArticleKey) -> Result<Article, StoreError>;

    /// The article of that lasting name.
    fn find(&self, id: ArticleId) -> Result<Option<ArticleKey>, StoreError>;

    /// Actors of whose names one has a word from which on it begins with `start`; those in most articles first.
    fn actors(&self, start: &str, count: usize) -> Result<Vec<Counted>, StoreError>;

    /// The actors of these ids; one that is none is left out.
    fn actors_of(&self, ids: &[ActorId]) -> Result<Vec<Counted>, StoreError>;

    /// A page of all actors that stand somewhere.
    fn all_actors(
        &self,
        after: Option<&Cursor>,
        count: usize,
    ) -> Result<(Vec<Counted>, Option<Cursor>), StoreError>;

    /// All places or sayings in up to `count` of the newest articles from behind `before` on, as the findings count them.
    fn spots(
        &self,
        who: Who,
        asked: Asked,
        before: Option<TimeRow>,
        count: usize,
    ) -> Result<Vec<Spot>, StoreError>;

    /// All places or sayings in the articles that stand at these rows and are shown, in the order of the rows.
    fn spots_among(
        &self,
        who: Who,
        asked: Asked,
        rows: &[TimeRow],
    ) -> Result<Vec<Spot>, StoreError>;

    /// Who stands or speaks in an article that is shown, each counted in it alone.
    fn standing(&self, article: ArticleKey) -> Result<Vec<Counted>, StoreError>;

    /// The places of a phrase in up to `count` of the newest articles of which it is a phrase, from behind `before` on. Reads
    /// their texts.
    fn phrase(
        &self,
        phrase: &str,
        before: Option<TimeRow>,
        count: usize,
    ) -> Result<Vec<Occurring>, StoreError>;

    /// What has come behind the article `since` and is about that, the newest first.
    fn fresh(
        &self,
        about: About<'_>,
        since: ArticleKey,
        count: usize,
    ) -> Result<Vec<ArticleKey>, StoreError>;

    /// A story by its key.
    fn story(&self, story: ArticleKey) -> Result<Option<Story>, StoreError>;

    /// The articles of a story, the newest first.
    fn of_story(&self, story: ArticleKey) -> Result<Vec<ArticleKey>, StoreError>;

    /// Stories of at least two articles, by their keys behind `after`.
    fn stories(&self, after: ArticleKey, count: usize) -> Result<Vec<Story>, StoreError>;

    /// The events of the article's thread, the earliest first, each by its articles, the newest first; nothing where it is in none.
    fn thread(&self, article: ArticleKey) -> Result<Vec<Vec<ArticleKey>>, StoreError>;

    /// The versions of an article, the earliest first; nothing where it has but one.
    fn versions(&self, article: ArticleKey) -> Result<Vec<ArticleKey>, StoreError>;

    /// The articles that have the text of this one, where there are others.
    fn copies(&self, article: ArticleKey) -> Result<Option<Copies>, StoreError>;

    /// What the rules of the reader's corrections came to, by their lines.
    fn ruled(&self) -> Result<Vec<Ruled>, StoreError>;

    /// A page of the places where an actor stands or is quoted, newest article first.
    fn places(
        &self,
        actor: ActorId,
        asked: Asked,
        after: Option<&Cursor>,
        count: usize,
    ) -> Result<(Vec<Standing>, Option<Cursor>), StoreError>;

    /// The outlets, by name.
    fn outlets(&self) -> Result<Vec<Outlet>, StoreError>;

    /// Topics that begin with `start`, each with how many articles have it several times; those of most first.
    fn topics(&self, start: &str, count: usize) -> Result<Vec<(String, usize)>, StoreError>;

    /// The articles that share the most with this one, with how much that is.
    fn related(
        &self,
        article: ArticleKey,
        count: usize,
    ) -> Result<Vec<(ArticleKey, f64)>, StoreError>;

    /// The notes of an article, in the order in which they were written.
    fn notes_of(&self, article: ArticleKey) -> Result<Vec<Note>, StoreError>;

    /// Notes behind that of key `after`, in the order in which they were written.
    fn notes(&self, after: NoteKey, count: usize) -> Result<Vec<Note>, StoreError>;

    /// What the reader has put on the articles that are shown.
    fn marks(&self) -> Result<Marks, StoreError>;

    /// What the reader has put on these articles; one that is none is left out.
    fn marks_of(
        &self,
        articles: &[ArticleKey],
    ) -> Result<Vec<(ArticleId, ArticleMarks)>, StoreError>;

    /// Every tag with the number of its articles.
    fn tags(&self) -> Result<Vec<(String, usize)>, StoreError>;

    /// The saved searches: name and query.
    fn saved(&self) -> Result<Vec<(String, String)>, StoreError>;

    /// What is followed, each with the last article that had come when the reader looked.
    fn followed(&self) -> Result<Vec<(String, ArticleKey)>, StoreError>;

    /// The jump list, the oldest first.
    fn jumps(&self) -> Result<Vec<Jump>, StoreError>;

    /// Where in an article the reader was: a byte of its text.
    fn position(&self, article: ArticleKey) -> Result<Option<usize>, StoreError>;

    /// A value of the session.
    fn value(&self, name: &str) -> Result<Option<String>, StoreError>;

    /// What has happened since the event of number `since`.
    fn changes(&self, since: i64, count: usize) -> Result<Changes, StoreError>;

    /// The library in numbers.
    fn stats(&self) -> Result<Stats, StoreError>;

    /// Articles whose reading was made by another engine than this.
    fn stale(&self, engine: Engine, count: usize) -> Result<Vec<ArticleKey>, StoreError>;

    /// The folders of the library.
    fn folders(&self) -> Result<Vec<(FolderKey, PathBuf)>, StoreError>;

    /// What is known of a file.
    fn file(&self, path: &Path) -> Result<Option<KnownFile>, StoreError>;

    /// Files of a folder, or those that were named themselves, by path behind `after`.
    fn files(
        &self,
        folder: Option<FolderKey>,
        after: Option<&Path>,
        count: usize,
    ) -> Result<Vec<KnownFile>, StoreError>;

    /// A page of what went wrong with the files that are there.
    fn problems(
        &self,
        after: Option<&Cursor>,
        count: usize,
    ) -> Result<(Vec<Problem>, Option<Cursor>), StoreError>;
}

/// What a library can be told. What has been acknowledged by giving back survives the end of the program at any moment.
///
/// # Errors
///
/// Every request fails where the library cannot be written, or is held by another program for too long. Then
/// nothing of the request has been done.
#[expect(clippy::missing_errors_doc, reason = "told once, for all")]
pub trait Store {
    /// What answers questions about the same library.
    type Catalogue: Catalogue;

    /// Asks the library as this handle sees it.
    fn catalogue(&self) -> &Self::Catalogue;

    /// Keeps all articles of a batch; five hundred are a good size.
    fn ingest(&mut self, batch: &[Deposit], engine: Engine) -> Result<Vec<Kept>, StoreError>;

    /// Lays the links that have changed.
    fn lay_links(&mut self, linking: &Linking) -> Result<(), StoreError>;

    /// Makes a change of state, which can be taken back.
    fn change(&mut self, change: &Change) -> Result<Made, StoreError>;

    /// Marks an article read because it was opened: nothing that is taken back.
    fn opened(&mut self, article: ArticleKey) -> Result<(), StoreError>;

    /// Takes the last change back; where there is none, gives nothing.
    fn undo(&mut self) -> Result<Option<Made>, StoreError>;

    /// Makes the change again that was taken back last; where there is none, gives nothing.
    fn redo(&mut self) -> Result<Option<Made>, StoreError>;

    /// Remembers where in an article the reader is: a byte of its text.
    fn set_position(&mut self, article: ArticleKey, offset: usize) -> Result<(), StoreError>;

    /// Puts a place at the end of the jump list.
    fn add_jump(&mut self, jump: Jump) -> Result<(), StoreError>;

    /// Remembers that the reader has looked at what is new about a subject.
    fn look(&mut self, subject: &str) -> Result<(), StoreError>;

    /// Keeps a value of the session, in JSON; without one, keeps none.
    fn set_value(&mut self, name: &str, value: Option<&str>) -> Result<(), StoreError>;

    /// The folder at `path`, which is added where it is not known.
    fn add_folder(&mut self, path: &Path) -> Result<FolderKey, StoreError>;

    /// Writes down what files are now.
    fn note_files(
        &mut self,
        folder: Option<FolderKey>,
        files: &[(PathBuf, Stamp, FileState)],
    ) -> Result<Vec<FileKey>, StoreError>;

    /// Writes down what went wrong with what was read from a file, in the place of what was told before.
    fn note_problems(&mut self, file: FileKey, problems: &[Problem]) -> Result<(), StoreError>;

    /// Marks the files of a folder that are not among `seen` as vanished, and gives them.
    fn sweep(
        &mut self,
        folder: FolderKey,
        seen: &BTreeSet<FileKey>,
    ) -> Result<Vec<FileKey>, StoreError>;

    /// Marks files as vanished.
    fn vanish(&mut self, files: &[FileKey]) -> Result<(), StoreError>;
}
