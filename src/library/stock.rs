//! What a picture of the library is answered from: one state of its store, and what was asked of it last.
//!
//! Whatever can be long, as the places of somebody who is in the news every day, is looked at in the newest articles only.

mod spots;

use std::ops::Range;
use std::sync::Arc;

use super::cache::Cache;
use super::columns::Columns;
use super::entry::Entry;
use super::head::{Elsewhere, Head, Part, Revision, SameText, Story, StoryId};
use super::speech::Saying;
use super::topics::Topic;
use super::touched::Touched;
use super::{Place, Spread};
use crate::model::actor::{Actor, ActorId};
use crate::model::article::ArticleId;
use crate::model::link::Thread;
use crate::model::note::Note;
use crate::model::query::{Query, Text};
use crate::model::state::{ArticleKey, ArticleMarks};
use crate::store::columns::{Column, TimeRow};
use crate::store::cursor::Cursor;
use crate::store::error::StoreError;
use crate::store::filter::Now;
use crate::store::groups::{self, Copies};
use crate::store::held::Stats;
use crate::store::pages;
use crate::store::people::Counted;
use crate::store::snapshot::Snapshot;
use crate::store::spots::Who;
use crate::store::spread::Outlet;
use crate::store::traits::Catalogue as _;

/// In how many articles, the newest ones, the places and the words of anybody are looked at.
pub(super) const NEWEST: usize = 2_000;

/// In how many articles, the newest ones, the places of a phrase are looked at: their texts have to be read.
const READ: usize = 150;

/// How many topics are known as such.
const TOPICS: usize = 2_000;

/// How many answers of a sort are kept; articles are large.
const ENTRIES: usize = 64;
const HEADS: usize = 512;
const ACTORS: usize = 1_024;
const LISTS: usize = 32;

/// An actor, and how much there is of it.
#[derive(Debug)]
pub(super) struct Known {
    /// Who it is.
    pub(super) actor: Arc<Actor>,
    /// The number of its colour.
    pub(super) colour: usize,
    /// How much there is of it.
    pub(super) spread: Spread,
}

/// Whether an article has copies, and other versions.
#[derive(Debug, Clone, Copy)]
struct Company {
    copies: bool,
    versions: bool,
}

/// An answer: nothing where there is no such thing.
type Answer<T> = Result<Option<T>, StoreError>;

/// One state of a store.
#[derive(Debug)]
pub(super) struct Stock {
    store: Snapshot,
    columns: Columns,
    /// Where articles stand, by their lasting names.
    stands: Cache<ArticleId, Option<TimeRow>>,
    marks: Cache<ArticleId, Option<Arc<ArticleMarks>>>,
    /// Heads without what others have in common with them, and whether others may have.
    alone: Cache<ArticleKey, (Arc<Head>, Company)>,
    heads: Cache<ArticleKey, Arc<Head>>,
    entries: Cache<ArticleKey, Arc<Entry>>,
    actors: Cache<ActorId, Option<Arc<Known>>>,
    places: Cache<ActorId, Arc<[Place]>>,
    sayings: Cache<Who, Arc<[Saying]>>,
    stories: Cache<StoryId, Option<Arc<Story>>>,
    told: Cache<StoryId, Option<Arc<groups::Story>>>,
    threads: Cache<ArticleKey, Option<Arc<Thread>>>,
    events: Cache<ArticleKey, Arc<[Vec<ArticleKey>]>>,
    topics: Cache<String, Option<Arc<Topic>>>,
    /// Why something could not be answered.
    pub(super) trouble: Option<StoreError>,
}

impl Stock {
    pub(super) fn new(store: Snapshot) -> Self {
        Self {
            store,
            columns: Columns::default(),
            stands: Cache::new(HEADS),
            marks: Cache::new(HEADS),
            alone: Cache::new(HEADS),
            heads: Cache::new(HEADS),
            entries: Cache::new(ENTRIES),
            actors: Cache::new(ACTORS),
            places: Cache::new(LISTS),
            sayings: Cache::new(LISTS),
            stories: Cache::new(HEADS),
            told: Cache::new(HEADS),
            threads: Cache::new(HEADS),
            events: Cache::new(HEADS),
            topics: Cache::new(LISTS),
            trouble: None,
        }
    }

    /// What is held of the article at `row`.
    pub(super) fn column(&mut self, row: usize) -> Answer<Column> {
        self.columns.at(&self.store, row)
    }

    /// The row of the article called `id`.
    pub(super) fn row_of(&mut self, id: ArticleId) -> Answer<usize> {
        let stand = match self.stands.get(&id) {
            Some(stand) => stand,
            None => self.look_up(id)?,
        };
        match stand {
            Some(time) => self.columns.row_at(&self.store, time),
            None => Ok(None),
        }
    }

    /// Where the article called `id` stands in time, where it is shown.
    fn look_up(&mut self, id: ArticleId) -> Answer<TimeRow> {
        let key = self.store.find(id)?;
        let column = self.store.columns_of(key.as_slice())?.pop();
        let stand = column.map(|column| column.row);
        self.stands.put(id, stand);
        Ok(stand)
    }

    /// The row of the article that stands there in the order of time.
    pub(super) fn row_at(&mut self, time: TimeRow) -> Answer<usize> {
        self.columns.row_at(&self.store, time)
    }

    /// The row of the article at a place in the order of stories.
    pub(super) fn row_by_story(&mut self, place: usize) -> Answer<usize> {
        self.columns.row_by_story(&self.store, place)
    }

    /// The place of an article in the order of stories.
    pub(super) fn place_by_story(&mut self, row: usize) -> Answer<usize> {
        self.columns.place_by_story(&self.store, row)
    }

    /// The places of all articles of the story that has the article at a place.
    pub(super) fn run_by_story(&mut self, place: usize) -> Answer<Range<usize>> {
        self.columns.run_by_story(&self.store, place)
    }

    /// Reads on in the order of the articles; nothing once all of it has been read.
    pub(super) fn read_on(&mut self) -> Answer<()> {
        Ok(self.columns.read_on(&self.store)?.then_some(()))
    }

    /// What the reader has put on the article called `id`, where that is shown.
    pub(super) fn marks_of(&mut self, id: ArticleId) -> Answer<Arc<ArticleMarks>> {
        if let Some(marks) = self.marks.get(&id) {
            return Ok(marks);
        }
        let shown = self.store.columns_of(self.store.find(id)?.as_slice())?;
        let key = shown.first().map(|column| column.key);
        let marks = self.store.marks_of(key.as_slice())?.pop();
        let marks = marks.map(|(_, marks)| Arc::new(marks));
        self.marks.put(id, marks.clone());
        Ok(marks)
    }

    /// Every tag there is.
    pub(super) fn tags(&mut self) -> Answer<Vec<String>> {
        let tags = self.store.tags()?.into_iter();
        Ok(Some(tags.map(|(tag, _)| tag).collect()))
    }

    /// Takes over what an earlier stock holds of all that has not changed since.
    pub(super) fn follow(&mut self, before: &Self) -> Answer<()> {
        let Some(touched) = Touched::between(&before.store, &self.store)? else {
            return Ok(None);
        };
        let articles = touched.articles();
        self.columns = before
            .columns
            .following(&before.store, &self.store, articles)?;
        self.alone
            .take_over(&before.alone, |key| touched.leaves(*key));
        self.heads
            .take_over(&before.heads, |key| touched.leaves(*key));
        self.entries
            .take_over(&before.entries, |key| touched.leaves(*key));
        self.actors
            .take_over(&before.actors, |id| touched.leaves_actor(*id));
        Ok(Some(()))
    }

    /// The row of an article.
    pub(super) fn row_of_key(&mut self, key: ArticleKey) -> Answer<usize> {
        Ok(self.rows_of(&[key])?.pop())
    }

    fn rows_of(&mut self, keys: &[ArticleKey]) -> Result<Vec<usize>, StoreError> {
        self.columns.rows_of(&self.store, keys)
    }

    /// What lists show of an article.
    pub(super) fn head(&mut self, key: ArticleKey) -> Answer<Arc<Head>> {
        if let Some(head) = self.heads.get(&key) {
            return Ok(Some(head));
        }
        let Some((mut head, company)) = self.with_company(key)? else {
            return Ok(None);
        };
        if company.copies {
            Arc::make_mut(&mut head).same_text = self.same_text(key)?;
        }
        if company.versions {
            Arc::make_mut(&mut head).revision = self.revision(key)?;
        }
        self.heads.put(key, Arc::clone(&head));
        Ok(Some(head))
    }

    /// The same without what others have in common with it.
    fn alone(&mut self, key: ArticleKey) -> Answer<Arc<Head>> {
        Ok(self.with_company(key)?.map(|(head, _)| head))
    }

    fn with_company(&mut self, key: ArticleKey) -> Answer<(Arc<Head>, Company)> {
        if let Some(known) = self.alone.get(&key) {
            return Ok(Some(known));
        }
        let Some(held) = self.store.heads(&[key])?.pop() else {
            return Ok(None);
        };
        let company = Company {
            copies: held.copies > 1,
            versions: held.version.is_some(),
        };
        let known = (Arc::new(Head::alone(&held)), company);
        self.alone.put(key, known.clone());
        Ok(Some(known))
    }

    /// What an article has in common with others of the same text.
    fn same_text(&mut self, key: ArticleKey) -> Answer<SameText> {
        let Some(copies) = self.store.copies(key)? else {
            return Ok(None);
        };
        let Some(counted) = self.alone(copies.counted)? else {
            return Ok(None);
        };
        let mut others = Vec::with_capacity(copies.articles.len());
        for other in others_of(&copies, key) {
            others.extend(self.alone(other)?.map(|head| Elsewhere {
                article: head.id,
                outlet: head.outlet_label(),
                date: head.date_label(),
            }));
        }
        let is_there = |original: &ArticleKey| copies.articles.contains(original);
        Ok(Some(SameText {
            part: match copies.original.filter(is_there) {
                None => Part::Unknown,
                Some(original) if original == key => Part::Original,
                Some(_) => Part::Reprint,
            },
            because: copies.because,
            counted: counted.id,
            others,
        }))
    }

    /// Which version of its article it is.
    fn revision(&mut self, key: ArticleKey) -> Answer<Revision> {
        let versions = self.store.versions(key)?;
        let Some(at) = versions.iter().position(|version| *version == key) else {
            return Ok(None);
        };
        let earlier = at.checked_sub(1).and_then(|before| versions.get(before));
        let earlier = match earlier {
            Some(before) => self.alone(*before)?.map(|head| head.date_label()),
            None => None,
        };
        let Some(first) = self.alone(versions[0])? else {
            return Ok(None);
        };
        Ok(Some(Revision {
            first: first.id,
            number: at + 1,
            of: versions.len(),
            earlier,
        }))
    }

    /// The rows of all versions of an article, the earliest first.
    pub(super) fn versions(&mut self, key: ArticleKey) -> Answer<Arc<[usize]>> {
        let versions = self.store.versions(key)?;
        Ok(Some(self.rows_of(&versions)?.into()))
    }

    /// An article with what was found in it.
    pub(super) fn entry(&mut self, key: ArticleKey) -> Answer<Arc<Entry>> {
        if let Some(entry) = self.entries.get(&key) {
            return Ok(Some(entry));
        }
        let (Some(whole), Some(head)) = (self.store.article(key)?, self.head(key)?) else {
            return Ok(None);
        };
        let links = whole.links.unwrap_or_default();
        let entry = Arc::new(Entry {
            head,
            article: whole.article.into(),
            findings: whole.findings.into(),
            links: links.names,
            references: links.references,
        });
        self.entries.put(key, Arc::clone(&entry));
        Ok(Some(entry))
    }

    /// The notes of an article.
    pub(super) fn notes(&mut self, key: ArticleKey) -> Answer<Vec<Note>> {
        Ok(Some(self.store.notes_of(key)?))
    }

    /// The actor called `id`, and how much there is of it.
    pub(super) fn actor(&mut self, id: ActorId) -> Answer<Arc<Known>> {
        if let Some(known) = self.actors.get(&id) {
            return Ok(known);
        }
        let counted = self.store.actors_of(&[id])?.pop();
        let known = counted.map(|counted| Arc::new(Known::from(counted)));
        self.actors.put(id, known.clone());
        Ok(known)
    }

    /// The actors of whose names one begins with `start`, at any of its words; those in most articles first.
    pub(super) fn actors(&mut self, start: &str, count: usize) -> Answer<Vec<Arc<Actor>>> {
        let found = self.store.actors(start, count)?.into_iter();
        Ok(Some(found.map(|counted| counted.actor.into()).collect()))
    }

    /// What the store has of the articles at these rows. Kept nowhere, for who looks at all of them.
    pub(super) fn held(&mut self, rows: Range<usize>) -> Answer<Vec<pages::Head>> {
        let mut keys = Vec::with_capacity(rows.len());
        for row in rows {
            keys.extend(self.column(row)?.map(|column| column.key));
        }
        Ok(Some(self.store.heads(&keys)?))
    }

    /// A page of all actors that stand somewhere.
    pub(super) fn cast(
        &mut self,
        after: Option<&Cursor>,
        count: usize,
    ) -> Answer<(Vec<Counted>, Option<Cursor>)> {
        Ok(Some(self.store.all_actors(after, count)?))
    }

    /// A story with the rows of its articles.
    pub(super) fn story(&mut self, id: StoryId) -> Answer<Arc<Story>> {
        if let Some(story) = self.stories.get(&id) {
            return Ok(story);
        }
        let articles = self.store.of_story(id.0)?;
        let articles = self.rows_of(&articles)?;
        let story = self.store.story(id.0)?.map(|told| {
            Arc::new(Story {
                id,
                name: told.name,
                because: told.because,
                pinned: told.pinned,
                articles,
                outlets: told.outlets,
                reprints: told.reprints,
            })
        });
        self.stories.put(id, story.clone());
        Ok(story)
    }

    /// What is told of a story, without the rows of its articles: those may be far apart, and then all between is read.
    pub(super) fn told(&mut self, id: StoryId) -> Answer<Arc<groups::Story>> {
        if let Some(told) = self.told.get(&id) {
            return Ok(told);
        }
        let told = self.store.story(id.0)?.map(Arc::new);
        self.told.put(id, told.clone());
        Ok(told)
    }

    /// The articles of a story, the newest first.
    pub(super) fn of_story(&mut self, id: StoryId) -> Answer<Vec<ArticleKey>> {
        Ok(Some(self.store.of_story(id.0)?))
    }

    /// The events of the thread of an article, the earliest first, each by its articles.
    pub(super) fn events(&mut self, key: ArticleKey) -> Answer<Arc<[Vec<ArticleKey>]>> {
        if let Some(events) = self.events.get(&key) {
            return Ok(Some(events));
        }
        let events: Arc<[Vec<ArticleKey>]> = self.store.thread(key)?.into();
        self.events.put(key, Arc::clone(&events));
        Ok(Some(events))
    }

    /// Up to `count` stories of several articles, from behind `after` on.
    pub(super) fn stories(
        &mut self,
        after: Option<StoryId>,
        count: usize,
    ) -> Answer<Vec<Arc<Story>>> {
        let after = after.map_or(ArticleKey(i64::MIN), |after| after.0);
        let mut stories = Vec::new();
        for told in self.store.stories(after, count)? {
            stories.extend(self.story(StoryId(told.key))?);
        }
        Ok(Some(stories))
    }

    /// The thread of an article, by rows.
    pub(super) fn thread(&mut self, key: ArticleKey) -> Answer<Arc<Thread>> {
        if let Some(thread) = self.threads.get(&key) {
            return Ok(thread);
        }
        let mut events = Vec::new();
        for event in self.store.thread(key)? {
            events.push(self.rows_of(&event)?);
        }
        let thread = (!events.is_empty()).then(|| Arc::new(Thread { events }));
        self.threads.put(key, thread.clone());
        Ok(thread)
    }

    /// Where a phrase stands in the newest articles of which it is one.
    pub(super) fn topic(&mut self, phrase: &str) -> Answer<Arc<Topic>> {
        if let Some(topic) = self.topics.get(&phrase.to_owned()) {
            return Ok(topic);
        }
        let found = self.store.phrase(phrase, None, READ)?;
        let mut occurrences = Vec::new();
        for found in &found {
            if let Some(row) = self.columns.row_at(&self.store, found.row)? {
                occurrences.extend(found.ranges.iter().map(|&range| (row, range)));
            }
        }
        let topic = (!occurrences.is_empty()).then(|| {
            Arc::new(Topic {
                phrase: phrase.to_owned(),
                articles: found.len(),
                occurrences,
            })
        });
        self.topics.put(phrase.to_owned(), topic.clone());
        Ok(topic)
    }

    /// The phrases that most articles have several times, with how many these are.
    pub(super) fn topics(&mut self) -> Answer<Vec<(String, usize)>> {
        Ok(Some(self.store.topics("", TOPICS)?))
    }

    /// The articles that share the most with this one.
    pub(super) fn nearest(&mut self, key: ArticleKey, count: usize) -> Answer<Vec<ArticleId>> {
        let mut near = Vec::new();
        for (key, _) in self.store.related(key, count)? {
            near.extend(self.alone(key)?.map(|head| head.id));
        }
        Ok(Some(near))
    }

    /// The newest articles that have these words one behind the other.
    pub(super) fn having(&mut self, words: &str, count: usize) -> Answer<Vec<ArticleKey>> {
        let query = Query::Text(Text::phrase(words));
        Ok(Some(self.store.matching(&query, Now::default(), count)?))
    }

    /// The newest articles that fit.
    pub(super) fn matching(
        &mut self,
        query: &Query,
        now: Now,
        count: usize,
    ) -> Answer<Vec<ArticleKey>> {
        Ok(Some(self.store.matching(query, now, count)?))
    }

    /// The outlets that have articles.
    pub(super) fn outlets(&mut self) -> Answer<Vec<Outlet>> {
        Ok(Some(self.store.outlets()?))
    }

    /// What is counted over all.
    pub(super) fn stats(&mut self) -> Answer<Stats> {
        Ok(Some(self.store.stats()?))
    }
}

impl From<Counted> for Known {
    fn from(counted: Counted) -> Self {
        Self {
            actor: counted.actor.into(),
            colour: counted.colour,
            spread: Spread {
                articles: counted.articles,
                places: counted.places,
            },
        }
    }
}

/// The other articles of a text: the original ahead.
fn others_of(copies: &Copies, key: ArticleKey) -> Vec<ArticleKey> {
    let mut others: Vec<ArticleKey> = copies.articles.clone();
    others.retain(|other| *other != key);
    others.sort_by_key(|other| Some(*other) != copies.original);
    others
}
