//! The library: the one door through which the screen and the command line reach articles, actors, topics and search.
//!
//! A [`Library`] is an immutable picture of everything read so far; cloning one costs nothing. Reading and correcting go on
//! in a [`worker`], which hands out ever fuller pictures.

pub mod annotate;
mod colours;
pub mod compare;
pub mod copies;
pub mod corrections;
pub mod coverage;
mod desk;
mod finding;
pub mod jump;
pub mod keeper;
mod laying;
pub mod loader;
pub mod occurrences;
mod overruled;
pub mod revisions;
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
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use crate::link::link_with;
use crate::link::report::Report;
use crate::model::actor::{Actor, ActorId, ActorKind};
use crate::model::article::{Article, ArticleId, BlockKind};
use crate::model::correction::Corrections;
use crate::model::date::NewsDate;
use crate::model::findings::{Findings, Mention, MentionForm};
use crate::model::link::{Link, Linked};
use crate::model::problem::{Problem, Severity};
use crate::model::sourced::Sourced;
use crate::text::range::TextRange;
use copies::{SameText, Texts};
use jump::JumpIndex;
use revisions::Revision;
use shelf::Shelf;
use topics::Topic;

/// Articles with everything known about them, newest first.
///
/// An article is called by its *row*, its place in that order; rows change when articles come, [`ArticleId`]s do not.
#[derive(Debug, Clone, Default)]
pub struct Library {
    shelf: Arc<Shelf>,
}

/// One article with what was found in it and how that is linked.
#[derive(Debug)]
pub struct Entry {
    /// The article.
    pub article: Arc<Article>,
    /// The names, sentences and phrases in it.
    pub findings: Arc<Findings>,
    /// By mention: the actor and the reason.
    pub links: Arc<[Link]>,
    /// By reference: whom a description or pronoun stands for, where that can be said.
    pub references: Arc<[Option<Link>]>,
    /// The publication date: the article's own, completed by its story where that says more.
    pub date: Option<Sourced<NewsDate>>,
    /// The number of its story, if it has one.
    pub story: Option<usize>,
    /// What it has in common with other articles of the same text.
    pub same_text: Option<SameText>,
    /// Which version of its article it is, where there are several.
    pub revision: Option<Revision>,
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
        for (number, story) in linked.stories.iter().enumerate() {
            story
                .articles
                .iter()
                .for_each(|&index| story_of[index] = Some(number));
        }
        let mut entries: Vec<(usize, Entry)> = Vec::with_capacity(read.len());
        for (index, (article, findings)) in read.iter().enumerate() {
            let links = linked.links.get(index).cloned().unwrap_or_default();
            let references = linked.references.get(index).cloned().unwrap_or_default();
            let from_story = linked.dates.get_mut(index).and_then(Option::take);
            let date = from_story.or_else(|| article.published.clone());
            let mut entry = Entry {
                article: Arc::clone(article),
                findings: Arc::clone(findings),
                links,
                references,
                date,
                story: story_of[index],
                same_text: None,
                revision: None,
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
                revisions,
                problems,
                corrections: corrections.clone(),
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

    /// The article at `row`.
    pub fn entry(&self, row: usize) -> Option<&Arc<Entry>> {
        self.shelf.entries.get(row)
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
    pub fn problems(&self) -> &[Problem] {
        &self.shelf.problems
    }

    /// The reader's corrections, under which everything is linked.
    pub fn corrections(&self) -> &Corrections {
        &self.shelf.corrections
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

    /// All actors.
    pub fn actors(&self) -> &[Arc<Actor>] {
        &self.shelf.actors
    }

    /// The actor called `id`.
    pub fn actor(&self, id: ActorId) -> Option<&Actor> {
        self.shelf
            .actor_numbers
            .get(&id)
            .and_then(|&number| self.shelf.actors.get(number))
            .map(Arc::as_ref)
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
    pub fn link_of<'a>(
        &'a self,
        entry: &'a Entry,
        mention: usize,
    ) -> Option<(&'a Actor, &'a Link)> {
        let link = entry.links.get(mention)?;
        Some((self.actor(link.actor)?, link))
    }

    /// All places where the actor stands by name or by description, in reading order.
    pub fn places(&self, id: ActorId) -> &[Place] {
        let number = self.shelf.actor_numbers.get(&id);
        number
            .and_then(|&number| self.shelf.places.get(number))
            .map_or(&[], Vec::as_slice)
    }

    /// The rows of all versions of the article at `row`, the earliest first; none where there is but one.
    pub fn revisions(&self, row: usize) -> &[usize] {
        let revision = self.entry(row).and_then(|entry| entry.revision.as_ref());
        let rows = revision.and_then(|revision| self.shelf.revisions.get(revision.article));
        rows.map_or(&[], Vec::as_slice)
    }

    /// All topics, the most spread first.
    pub fn topics(&self) -> &[Topic] {
        &self.shelf.topics
    }

    /// The topic of that phrase.
    pub fn topic(&self, phrase: &str) -> Option<&Topic> {
        self.shelf
            .topics
            .iter()
            .find(|topic| topic.phrase == phrase)
    }

    /// Everything that can be jumped to.
    pub fn jump(&self) -> &JumpIndex {
        &self.shelf.jump
    }
}

/// Sorts by date, newest first, articles without a year last, then by title.
fn newest_first(entry: &Entry) -> (Reverse<Option<i64>>, String, ArticleId) {
    let date = entry.date.as_ref().and_then(|date| date.value.sort_key());
    (
        Reverse(date),
        entry.article.title().to_owned(),
        entry.article.id,
    )
}

impl Entry {
    /// Leaves out the mentions and references of actors that the reader says are none.
    fn leave_out(&mut self, dismissed: &BTreeSet<ActorId>) {
        let stays = |link: &Link| !dismissed.contains(&link.actor);
        if !self.references.iter().flatten().all(stays) {
            let references = self.references.iter().cloned();
            self.references = references.map(|link| link.filter(stays)).collect();
        }
        if !self.links.iter().all(stays) {
            let links = &self.links;
            let findings = Arc::make_mut(&mut self.findings);
            findings.keep_mentions(|mention| links.get(mention).is_none_or(stays));
            let links = links.iter().filter(|link| stays(link)).cloned();
            self.links = links.collect();
        }
    }

    /// The outlet's name, else the agency's in parentheses, else `outlet unknown`.
    pub fn outlet_label(&self) -> String {
        match (&self.article.outlet, &self.article.agency) {
            (Some(outlet), _) => format!("{}{}", outlet.mark(), outlet.value),
            (None, Some(agency)) => format!("({})", agency.value),
            (None, None) => "(outlet unknown)".to_owned(),
        }
    }

    /// The date for narrow columns, with `~` where it was worked out.
    pub fn date_label(&self) -> String {
        match &self.date {
            Some(date) => {
                let short = date.value.short();
                let marked =
                    date.is_inferred() && short.starts_with(|c: char| c.is_ascii_alphanumeric());
                match (short.is_empty(), marked) {
                    (true, _) => "undated".to_owned(),
                    (false, true) => format!("~{short}"),
                    (false, false) => short,
                }
            }
            None => "undated".to_owned(),
        }
    }

    /// Where what was `found` stands: a name with its form of address, or a description.
    pub fn range_of(&self, found: Found) -> Option<TextRange> {
        match found {
            Found::Name(index) => self.findings.mentions.get(index).map(Mention::form),
            Found::Description(index) => {
                let reference = self.findings.references.get(index)?;
                Some(reference.range)
            }
        }
    }

    /// The link of what was `found`.
    pub fn link(&self, found: Found) -> Option<&Link> {
        match found {
            Found::Name(index) => self.links.get(index),
            Found::Description(index) => self.references.get(index)?.as_ref(),
        }
    }

    /// The indices of the references that overlap `range`; the cost grows with their number, not with the article.
    pub fn references_in(&self, range: TextRange) -> std::ops::Range<usize> {
        let references = &self.findings.references;
        let start = references.partition_point(|reference| reference.range.end <= range.start);
        let end = references.partition_point(|reference| reference.range.start < range.end);
        start..end.max(start)
    }

    /// The indices of the references that stand for somebody and are `form`; a description beside a name only adds to it and is
    /// left out.
    pub fn referring(&self, form: MentionForm) -> impl Iterator<Item = (usize, &Link)> {
        let known = self.findings.references.iter().zip(self.references.iter());
        known
            .enumerate()
            .filter_map(move |(index, (reference, link))| {
                let fits = reference.form == form && reference.beside.is_none();
                Some((index, link.as_ref().filter(|_| fits)?))
            })
    }

    /// The indices of the mentions that overlap `range`; the cost grows with their number, not with the article.
    pub fn mentions_in(&self, range: TextRange) -> std::ops::Range<usize> {
        let mentions = &self.findings.mentions;
        let start = mentions.partition_point(|mention| mention.name.end <= range.start);
        let end = mentions.partition_point(|mention| mention.form().start < range.end);
        start..end.max(start)
    }
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
