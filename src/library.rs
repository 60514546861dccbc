//! The library: the one door through which the screen and the command line reach articles, actors, topics and search.
//!
//! A [`Library`] is an immutable picture of everything read so far; cloning one costs nothing. Reading and correcting go on
//! in a [`worker`], which hands out ever fuller pictures.

pub mod annotate;
mod colours;
pub mod compare;
mod copies;
pub mod corrections;
pub mod coverage;
mod desk;
pub mod entry;
mod finding;
mod gather;
pub mod head;
pub mod jump;
pub mod keeper;
mod laying;
pub mod loader;
pub mod occurrences;
mod overruled;
mod revisions;
pub mod rules;
pub mod sayings;
pub mod seek;
mod shelf;
pub mod shelfmark;
pub mod sources;
pub mod speech;
pub mod starter;
mod stories;
pub mod threads;
pub mod topics;
pub mod versions;
pub mod wordings;
pub mod worker;

use std::cmp::Reverse;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use crate::link::link_with;
use crate::link::report::Report;
use crate::model::actor::{Actor, ActorId, ActorKind};
use crate::model::article::{Article, ArticleId, BlockKind};
use crate::model::correction::Corrections;
use crate::model::findings::Findings;
use crate::model::link::{Link, Linked};
use crate::model::problem::{Problem, Severity};
use copies::Texts;
use entry::Entry;
use head::{Head, StoryId};
use jump::index::JumpIndex;
use shelf::Shelf;
use topics::Topic;

/// Articles with everything known about them, newest first.
///
/// An article is called by its *row*, its place in that order; rows change when articles come, [`ArticleId`]s do not.
#[derive(Debug, Clone, Default)]
pub struct Library {
    shelf: Arc<Shelf>,
}

/// Where an actor stands: an article's row and what stands for it there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The article's row.
    pub row: usize,
    /// What stands there.
    pub found: Found,
}

/// What stands for an actor in a text, by its index in the article's findings. Pronouns are too weak to be walked: they
/// are only counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Found {
    /// A name: a mention.
    Name(usize),
    /// A description without a name beside it: a reference.
    Description(usize),
}

/// What a reader follows: an actor, a topic, or all who speak without being named.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// An actor.
    Actor(ActorId),
    /// A topic, by its phrase.
    Topic(String),
    /// The sources that articles leave without a name: `a senior official`, `people familiar with the matter`.
    Unnamed,
}

/// The way through the articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Towards the end.
    Forward,
    /// Towards the start.
    Backward,
}

/// How often something is in an article, by the kind of block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Counts {
    /// In running text and subheadings.
    pub prose: usize,
    /// In the headline.
    pub headline: usize,
    /// In photo captions.
    pub caption: usize,
}

impl Counts {
    /// Counts one more in a block of `kind`.
    pub fn add(&mut self, kind: BlockKind) {
        match kind {
            BlockKind::Headline => self.headline += 1,
            BlockKind::Caption => self.caption += 1,
            _ => self.prose += 1,
        }
    }

    /// All together.
    pub fn total(self) -> usize {
        self.prose + self.headline + self.caption
    }
}

impl std::fmt::Display for Counts {
    /// `1`, `1+2c` (two in captions), `3+1h` (one in the headline).
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.prose)?;
        if self.headline > 0 {
            write!(f, "+{}h", self.headline)?;
        }
        if self.caption > 0 {
            write!(f, "+{}c", self.caption)?;
        }
        Ok(())
    }
}

impl Library {
    /// Links `read` articles and puts them in order. Cost grows linearly with their text.
    pub fn build(read: &[(Arc<Article>, Arc<Findings>)], problems: Vec<Problem>) -> Self {
        Self::build_with(read, problems, &Corrections::default())
    }

    /// Builds as [`Self::build`] does, under the reader's `corrections`; their problems join the others. What the reader
    /// says is no actor is in no list of the picture.
    pub fn build_with(
        read: &[(Arc<Article>, Arc<Findings>)],
        problems: Vec<Problem>,
        corrections: &Corrections,
    ) -> Self {
        let reports: Vec<Report> = read.iter().map(report).collect();
        let texts = Texts::of(read.iter().map(|(article, _)| article.as_ref()));
        Self::picture(
            read,
            link_with(&reports, corrections),
            &texts.groups(),
            problems,
            corrections,
        )
    }

    /// Puts `read` articles in order, which are linked as `linked` says and of which those `copied` together are one text, under
    /// the reader's `corrections`.
    fn picture(
        read: &[(Arc<Article>, Arc<Findings>)],
        mut linked: Linked,
        copied: &[Vec<usize>],
        mut problems: Vec<Problem>,
        corrections: &Corrections,
    ) -> Self {
        problems.extend(corrections.problems.iter().cloned());
        problems.extend(overruled::problems(&linked.ruled, corrections));
        let mut story_of = vec![None; read.len()];
        for (number, story) in (0..).zip(&linked.stories) {
            story
                .articles
                .iter()
                .for_each(|&index| story_of[index] = Some(StoryId(number)));
        }
        let mut entries: Vec<(usize, Entry)> = Vec::with_capacity(read.len());
        for (index, (article, findings)) in read.iter().enumerate() {
            let links = linked.links.get(index).cloned().unwrap_or_default();
            let references = linked.references.get(index).cloned().unwrap_or_default();
            let mut head = Head::of(article);
            head.story = story_of[index];
            let from_story = linked.dates.get_mut(index).and_then(Option::take);
            head.date = from_story.or(head.date);
            let mut entry = Entry {
                head: Arc::new(head),
                article: Arc::clone(article),
                findings: Arc::clone(findings),
                links,
                references,
            };
            entry.leave_out(&linked.dismissed);
            entries.push((index, entry));
        }
        entries.sort_by_cached_key(|(_, entry)| newest_first(entry));
        let mut row_of = vec![0; read.len()];
        entries
            .iter()
            .enumerate()
            .for_each(|(row, (index, _))| row_of[*index] = row);
        for story in &mut linked.stories {
            story
                .articles
                .iter_mut()
                .for_each(|article| *article = row_of[*article]);
            story.articles.sort_unstable();
        }
        for event in linked
            .threads
            .iter_mut()
            .flat_map(|thread| &mut thread.events)
        {
            for article in event.iter_mut() {
                *article = row_of[*article];
            }
            event.sort_unstable();
        }
        let mut entries: Vec<Entry> = entries.into_iter().map(|(_, entry)| entry).collect();
        let revisions = revisions::mark(&mut entries);
        let copied: Vec<Vec<usize>> = copied
            .iter()
            .map(|group| group.iter().map(|&index| row_of[index]).collect())
            .collect();
        copies::mark(&mut entries, &copied);
        let entries = entries.into_iter().map(Arc::new).collect();
        Self {
            shelf: Arc::new(Shelf {
                revisions: revisions.into_iter().map(Arc::from).collect(),
                problems: problems.into(),
                corrections: Arc::new(corrections.clone()),
                ruled: linked.ruled,
                ..Shelf::new(entries, linked.actors, linked.stories, linked.threads)
            }),
        }
    }

    /// Tells whether the two are one picture, and not only alike.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.shelf, &other.shelf)
    }

    /// How many articles there are.
    pub fn len(&self) -> usize {
        self.shelf.entries.len()
    }

    /// Tells whether there is no article.
    pub fn is_empty(&self) -> bool {
        self.shelf.entries.is_empty()
    }

    /// The article at `row`, with what was found in it.
    pub fn entry(&self, row: usize) -> Option<Arc<Entry>> {
        self.shelf.entries.get(row).cloned()
    }

    /// What lists show of the article at `row`.
    pub fn head(&self, row: usize) -> Option<Arc<Head>> {
        let entry = self.shelf.entries.get(row)?;
        Some(Arc::clone(&entry.head))
    }

    /// The lasting name of the article at `row`.
    pub fn id_of(&self, row: usize) -> Option<ArticleId> {
        Some(self.shelf.entries.get(row)?.article.id)
    }

    /// The row of the article called `id`.
    pub fn row_of(&self, id: ArticleId) -> Option<usize> {
        self.shelf.rows.get(&id).copied()
    }

    /// The row of the article that was read from `source`, whatever it says now. Linear in the number of articles.
    pub fn row_of_source(&self, source: &str) -> Option<usize> {
        self.shelf
            .entries
            .iter()
            .position(|entry| entry.article.source == source)
    }

    /// What could not be read, or only with repairs.
    pub fn problems(&self) -> Arc<[Problem]> {
        Arc::clone(&self.shelf.problems)
    }

    /// The reader's corrections, under which everything is linked.
    pub fn corrections(&self) -> Arc<Corrections> {
        Arc::clone(&self.shelf.corrections)
    }

    /// How many mentions and descriptions, or articles, the rule in that line of the corrections speaks of.
    pub fn ruled(&self, line: u32) -> usize {
        let ruled = self.shelf.ruled.iter().find(|ruled| ruled.line == line);
        ruled.map_or(0, |ruled| ruled.count)
    }

    /// The line of the later rule that says otherwise than the one in that line of the corrections.
    pub fn overruled(&self, line: u32) -> Option<u32> {
        let mut ruled = self.shelf.ruled.iter();
        ruled.find(|ruled| ruled.line == line)?.overruled
    }

    /// The actors that are called `name`.
    pub fn actors_called(&self, name: &str) -> Vec<Arc<Actor>> {
        let named = self.shelf.actors.iter().filter(|actor| actor.name == name);
        named.cloned().collect()
    }

    /// The actor called `id`.
    pub fn actor(&self, id: ActorId) -> Option<Arc<Actor>> {
        let number = self.shelf.actor_numbers.get(&id)?;
        self.shelf.actors.get(*number).cloned()
    }

    /// The number of the actor's colour: the same in every pane and article.
    pub fn colour(&self, actor: &Actor) -> usize {
        let number = self.shelf.actor_numbers.get(&actor.id);
        number
            .and_then(|&number| self.shelf.colours.get(number))
            .copied()
            .unwrap_or(0)
    }

    /// The actor of mention number `mention` of `entry`, and its link.
    pub fn link_of<'a>(&self, entry: &'a Entry, mention: usize) -> Option<(Arc<Actor>, &'a Link)> {
        let link = entry.links.get(mention)?;
        Some((self.actor(link.actor)?, link))
    }

    /// All places where the actor stands by name or by description, in reading order.
    pub fn places(&self, id: ActorId) -> Arc<[Place]> {
        let number = self.shelf.actor_numbers.get(&id);
        let places = number.and_then(|&number| self.shelf.places.get(number));
        places.cloned().unwrap_or_default()
    }

    /// The rows of all versions of the article at `row`, the earliest first; none where there is but one.
    pub fn revisions(&self, row: usize) -> Arc<[usize]> {
        let head = self.head(row);
        let revision = head.as_ref().and_then(|head| head.revision.as_ref());
        let rows = revision.and_then(|revision| self.shelf.revisions.get(revision.article));
        rows.cloned().unwrap_or_default()
    }

    /// All topics, the most spread first.
    pub fn topics(&self) -> Arc<[Arc<Topic>]> {
        Arc::clone(&self.shelf.topics)
    }

    /// The topic of that phrase.
    pub fn topic(&self, phrase: &str) -> Option<Arc<Topic>> {
        let mut topics = self.shelf.topics.iter();
        topics.find(|topic| topic.phrase == phrase).cloned()
    }

    /// Everything that can be jumped to.
    pub fn jump(&self) -> Arc<JumpIndex> {
        Arc::clone(&self.shelf.jump)
    }
}

/// Sorts by date, newest first, articles without a year last, then by title.
fn newest_first(entry: &Entry) -> (Reverse<Option<i64>>, String, ArticleId) {
    let head = &entry.head;
    let date = head.date.as_ref().and_then(|date| date.value.sort_key());
    (Reverse(date), head.title.clone(), head.id)
}

/// What is linked of an article that was read.
fn report((article, findings): &(Arc<Article>, Arc<Findings>)) -> Report {
    Report {
        article: Arc::clone(article),
        findings: Arc::clone(findings),
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
