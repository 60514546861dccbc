//! The library: the one door through which the screen and the command line reach articles, actors, topics and search.
//!
//! A [`Library`] is an immutable picture: one state of a library file, of which only what is asked for is read; cloning one
//! costs nothing. Reading and correcting go on in a [`worker`], which hands out ever newer pictures.

pub mod annotate;
mod building;
mod cache;
mod card;
pub mod citation;
mod columns;
pub mod compare;
mod copies;
pub mod copy;
pub mod corrections;
pub mod coverage;
pub mod deed;
mod desk;
pub mod entry;
pub mod feeds;
mod finding;
mod gather;
pub mod given;
pub mod head;
pub mod jotting;
pub mod jump;
pub mod keeper;
mod laying;
mod lease;
pub mod lists;
pub mod loader;
mod marked;
pub mod occurrences;
mod overruled;
pub mod reach;
mod revisions;
mod roll;
pub mod round;
mod rulebook;
pub mod rules;
pub mod sayings;
mod seat;
pub mod seek;
mod shelf;
pub mod shelfmark;
mod signs;
pub mod sources;
pub mod speech;
pub mod starter;
mod stock;
mod stories;
pub mod sync;
pub mod tally;
pub mod threads;
pub mod timeline;
pub mod topics;
mod touched;
pub mod traces;
pub mod versions;
pub mod watch;
pub mod wordings;
pub mod worker;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex};

use crate::link::report::Report;
use crate::model::actor::{Actor, ActorId, ActorKind};
use crate::model::article::{Article, ArticleId, BlockKind};
use crate::model::correction::Corrections;
use crate::model::findings::Findings;
use crate::model::link::Link;
use crate::model::note::Note;
use crate::model::problem::{Problem, Severity};
use crate::model::state::ArticleKey;
use crate::store::error::StoreError;
use crate::store::sqlite::Reader;
use crate::store::traits::Catalogue as _;
use crate::text::range::TextRange;
use entry::Entry;
use head::{At, Head};
use jump::index::JumpIndex;
use shelf::Shelf;
use stock::Stock;
use topics::{Listed, Topic};

/// Articles with everything known about them, newest first.
///
/// An article is called by its *row*, its place in that order; rows change when articles come, [`ArticleId`]s do not.
#[derive(Debug, Clone, Default)]
pub struct Library {
    shelf: Arc<Shelf>,
    jump: Arc<JumpIndex>,
}

/// Where an actor stands: an article's row and what stands for it there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The article's row.
    pub row: usize,
    /// What stands there.
    pub found: Found,
    /// Where in the text: a name with its form of address, or a description.
    pub range: TextRange,
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

/// How much there is of an actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Spread {
    /// In how many articles it stands.
    pub articles: usize,
    /// In how many places.
    pub places: usize,
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
    /// The state in which the library is that `reader` reads, for as long as somebody looks at it; under these `corrections`,
    /// and after these `problems`.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn open(
        reader: &Reader,
        mut problems: Vec<Problem>,
        corrections: Corrections,
    ) -> Result<Self, StoreError> {
        let snapshot = reader.snapshot()?;
        let ruled = snapshot.ruled()?;
        let stats = snapshot.stats()?;
        let stock = Stock::new(snapshot);
        problems.extend(corrections.problems.iter().cloned());
        problems.extend(overruled::problems(&ruled, &corrections));
        let shelf = Shelf {
            len: stats.articles,
            unread: stats.unread,
            last: stats.last,
            stock: Some(Mutex::new(stock)),
            problems,
            corrections: Arc::new(corrections),
            ruled,
            ..Shelf::default()
        };
        Ok(Self {
            shelf: Arc::new(shelf),
            jump: Arc::default(),
        })
    }

    /// Tells whether the two are one picture, and not only alike.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.shelf, &other.shelf)
    }

    /// How many articles there are.
    pub fn len(&self) -> usize {
        self.shelf.len
    }

    /// Tells whether there is no article.
    pub fn is_empty(&self) -> bool {
        self.shelf.len == 0
    }

    /// The article at `row`, with what was found in it.
    pub fn entry(&self, row: usize) -> Option<Arc<Entry>> {
        let key = self.key_of(row)?;
        self.shelf.ask(|stock| stock.entry(key))
    }

    /// What lists show of the article at `row`.
    pub fn head(&self, row: usize) -> Option<Arc<Head>> {
        let key = self.key_of(row)?;
        self.shelf.ask(|stock| stock.head(key))
    }

    /// The lasting name of the article at `row`.
    pub fn id_of(&self, row: usize) -> Option<ArticleId> {
        Some(self.shelf.ask(|stock| stock.column(row))?.id)
    }

    /// The article at `row` in the library that keeps it.
    pub fn key_of(&self, row: usize) -> Option<ArticleKey> {
        Some(self.shelf.ask(|stock| stock.column(row))?.key)
    }

    /// The notes and highlights of an article, in the order in which they were written.
    pub fn notes(&self, article: ArticleKey) -> Vec<Note> {
        let notes = self.shelf.ask(|stock| stock.notes(article));
        notes.unwrap_or_default()
    }

    /// The row of the article called `id`.
    pub fn row_of(&self, id: ArticleId) -> Option<usize> {
        self.shelf.ask(|stock| stock.row_of(id))
    }

    /// Where the article at `row` stands in time.
    pub fn at(&self, row: usize) -> Option<At> {
        Some(At(self.shelf.ask(|stock| stock.column(row))?.row))
    }

    /// The row of the article that stands there.
    pub fn row_at(&self, at: At) -> Option<usize> {
        self.shelf.ask(|stock| stock.row_at(at.0))
    }

    /// The row of an article of the library, whatever it says now.
    pub fn row_of_key(&self, key: ArticleKey) -> Option<usize> {
        self.shelf.ask(|stock| stock.row_of_key(key))
    }

    /// The row of the article that was read from `source`, whatever it says now. Reads one article after the other.
    pub fn row_of_source(&self, source: &str) -> Option<usize> {
        (0..self.len()).find(|&row| {
            let entry = self.entry(row);
            entry.is_some_and(|entry| entry.article.source == source)
        })
    }

    /// What could not be read, or only with repairs.
    pub fn problems(&self) -> Arc<[Problem]> {
        self.shelf.problems()
    }

    /// How many problems there are.
    pub fn problem_count(&self) -> usize {
        self.shelf.problem_count()
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
        let found = self.shelf.ask(|stock| stock.actors(name, NAMESAKES));
        let mut found = found.unwrap_or_default();
        found.retain(|actor| actor.name == name);
        found
    }

    /// The actor called `id`.
    pub fn actor(&self, id: ActorId) -> Option<Arc<Actor>> {
        let known = self.shelf.ask(|stock| stock.actor(id))?;
        Some(Arc::clone(&known.actor))
    }

    /// In how many articles and places the actor stands, whether these are looked at or not.
    pub fn spread(&self, id: ActorId) -> Spread {
        let known = self.shelf.ask(|stock| stock.actor(id));
        known.map_or_else(Spread::default, |known| known.spread)
    }

    /// The number of the actor's colour: the same in every pane and article, for ever.
    pub fn colour(&self, actor: &Actor) -> usize {
        let known = self.shelf.ask(|stock| stock.actor(actor.id));
        known.map_or(0, |known| known.colour)
    }

    /// The actor of mention number `mention` of `entry`, and its link.
    pub fn link_of<'a>(&self, entry: &'a Entry, mention: usize) -> Option<(Arc<Actor>, &'a Link)> {
        let link = entry.links.get(mention)?;
        Some((self.actor(link.actor)?, link))
    }

    /// The places where the actor stands by name or by description, in reading order; of one that is in very many articles,
    /// those in the newest two thousand.
    pub fn places(&self, id: ActorId) -> Arc<[Place]> {
        let places = self.shelf.ask(|stock| stock.places(id));
        places.unwrap_or_default()
    }

    /// The rows of all versions of the article at `row`, the earliest first; none where there is but one.
    pub fn revisions(&self, row: usize) -> Arc<[usize]> {
        let key = self.key_of(row);
        let rows = key.and_then(|key| self.shelf.ask(|stock| stock.versions(key)));
        rows.unwrap_or_default()
    }

    /// The topic of that phrase, as far as the newest articles have it.
    pub fn topic(&self, phrase: &str) -> Option<Arc<Topic>> {
        self.shelf.ask(|stock| stock.topic(phrase))
    }

    /// The topics: those of the newest articles, the most spread first, then what earlier ones have several times. Reads the
    /// newest.
    pub fn topics(&self) -> Vec<Listed> {
        let newest = (0..self.len().min(SURVEYED)).filter_map(|row| self.entry(row));
        let newest: Vec<Arc<Entry>> = newest.collect();
        let known = self.shelf.ask(Stock::topics).unwrap_or_default();
        topics::list(&newest, self.len(), known)
    }

    /// The topics of the newest of these articles, which stand at `rows`, the newest first.
    pub fn topics_of(&self, rows: &[usize]) -> Vec<Listed> {
        let newest = rows.iter().take(SURVEYED);
        let newest: Vec<Arc<Entry>> = newest.filter_map(|row| self.entry(*row)).collect();
        topics::list(&newest, rows.len(), Vec::new())
    }

    /// Everything that can be jumped to, as it was [gathered](Self::gather) last: from this picture or an earlier one.
    pub fn jump(&self) -> Arc<JumpIndex> {
        Arc::clone(&self.jump)
    }

    /// Takes over what an earlier picture of the library holds of all articles, so that looking anywhere costs no more than there;
    /// where too much has changed since, it is read again by whoever looks.
    pub fn follow(&self, earlier: &Self) {
        self.shelf.follow(&earlier.shelf);
    }

    /// Reads the order of the articles, in short steps between which others ask; whoever asks for what has not been read waits for
    /// what stands ahead of it.
    pub fn read_order(&self) {
        while self.shelf.ask(Stock::read_on).is_some() {}
    }

    /// The same picture with what has been gathered.
    #[must_use]
    pub fn with_jump(self, jump: Arc<JumpIndex>) -> Self {
        Self { jump, ..self }
    }
}

/// How many actors are looked at for those of one name.
const NAMESAKES: usize = 100;

/// How many of the newest articles are read for the topics of these times.
const SURVEYED: usize = 300;

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
