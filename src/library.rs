//! The library: the one door through which the screen and the command line reach articles, actors, topics and search.
//!
//! A [`Library`] is an immutable picture of everything read so far; cloning one costs nothing. Reading goes on in
//! [`load`](loader::load), which hands out ever fuller pictures.

pub mod annotate;
mod colours;
pub mod corrections;
pub mod coverage;
mod finding;
pub mod jump;
pub mod loader;
pub mod starter;
pub mod topics;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::extract;
use crate::link::link_with;
use crate::link::report::Report;
use crate::model::actor::{Actor, ActorId};
use crate::model::article::{Article, ArticleId, BlockKind};
use crate::model::correction::Corrections;
use crate::model::date::NewsDate;
use crate::model::findings::{Findings, Mention};
use crate::model::link::{Link, Linked, Story};
use crate::model::problem::Problem;
use crate::model::sourced::Sourced;
use crate::text::range::TextRange;
use jump::JumpIndex;
use topics::Topic;

/// Articles with everything known about them, newest first.
///
/// An article is called by its *row*, its place in that order; rows change when articles come, [`ArticleId`]s do not.
#[derive(Debug, Clone, Default)]
pub struct Library {
    shelf: Arc<Shelf>,
}

#[derive(Debug, Default)]
struct Shelf {
    entries: Vec<Arc<Entry>>,
    rows: HashMap<ArticleId, usize>,
    actors: Vec<Arc<Actor>>,
    /// By actor: the number of its colour.
    colours: Vec<usize>,
    actor_numbers: HashMap<ActorId, usize>,
    /// By actor: its mentions as (row, index of the mention), in reading order.
    mentions: Vec<Vec<Place>>,
    stories: Vec<Story>,
    /// By story: how many outlets tell it; articles without an outlet together count as one.
    voices: Vec<usize>,
    topics: Vec<Topic>,
    jump: JumpIndex,
    problems: Vec<Problem>,
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
}

/// Where a mention is: an article's row and the number of the mention in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The article's row.
    pub row: usize,
    /// The mention's index in the article's findings.
    pub mention: usize,
}

/// What a reader follows: an actor or a topic.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// An actor.
    Actor(ActorId),
    /// A topic, by its phrase.
    Topic(String),
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
        mut problems: Vec<Problem>,
        corrections: &Corrections,
    ) -> Self {
        problems.extend(corrections.problems.iter().cloned());
        let reports: Vec<Report> = read.iter().map(report).collect();
        Self::picture(read, link_with(&reports, corrections), problems)
    }

    /// Puts `read` articles in order, which are linked as `linked` says.
    fn picture(
        read: &[(Arc<Article>, Arc<Findings>)],
        mut linked: Linked,
        problems: Vec<Problem>,
    ) -> Self {
        let mut story_of = vec![None; read.len()];
        for (number, story) in linked.stories.iter().enumerate() {
            story
                .articles
                .iter()
                .for_each(|&index| story_of[index] = Some(number));
        }
        let mut entries: Vec<(usize, Arc<Entry>)> = Vec::with_capacity(read.len());
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
            };
            entry.leave_out(&linked.dismissed);
            entries.push((index, Arc::new(entry)));
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
        let entries = entries.into_iter().map(|(_, entry)| entry).collect();
        Self {
            shelf: Arc::new(Shelf::new(entries, linked.actors, linked.stories, problems)),
        }
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

    /// All mentions of the actor, in reading order.
    pub fn mentions(&self, id: ActorId) -> &[Place] {
        let number = self.shelf.actor_numbers.get(&id);
        number
            .and_then(|&number| self.shelf.mentions.get(number))
            .map_or(&[], Vec::as_slice)
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

    /// The story of the article at `row`: its versions are rows, newest first.
    pub fn story(&self, row: usize) -> Option<&Story> {
        self.shelf.stories.get(self.entry(row)?.story?)
    }

    /// How many outlets tell the story of the article at `row`; 1 where it has no story.
    pub fn voices(&self, row: usize) -> usize {
        let story = self.entry(row).and_then(|entry| entry.story);
        story
            .and_then(|story| self.shelf.voices.get(story))
            .copied()
            .unwrap_or(1)
    }

    /// Everything that can be jumped to.
    pub fn jump(&self) -> &JumpIndex {
        &self.shelf.jump
    }

    /// The place of `subject` next to the byte `offset` of the article at `row`: the first one at it or behind it, or the
    /// last one ahead of it; going on into the other articles and round from the last to the first. Logarithmic.
    pub fn step(
        &self,
        subject: &Subject,
        row: usize,
        offset: usize,
        way: Direction,
    ) -> Option<Step> {
        match subject {
            Subject::Actor(id) => {
                let located = |place: &Place| Some((place.row, self.mention(*place)?.form()));
                next_in(self.mentions(*id), way, (row, offset), located)
            }
            Subject::Topic(phrase) => next_in(
                &self.topic(phrase)?.occurrences,
                way,
                (row, offset),
                |place| Some(*place),
            ),
        }
    }

    /// The mention at `place`.
    pub fn mention(&self, place: Place) -> Option<&Mention> {
        self.entry(place.row)?.findings.mentions.get(place.mention)
    }
}

impl Shelf {
    fn new(
        entries: Vec<Arc<Entry>>,
        actors: Vec<Arc<Actor>>,
        stories: Vec<Story>,
        problems: Vec<Problem>,
    ) -> Self {
        let rows = entries
            .iter()
            .enumerate()
            .map(|(row, entry)| (entry.article.id, row))
            .collect();
        let actor_numbers: HashMap<ActorId, usize> = actors
            .iter()
            .enumerate()
            .map(|(number, actor)| (actor.id, number))
            .collect();
        let mut mentions = vec![Vec::new(); actors.len()];
        for (row, entry) in entries.iter().enumerate() {
            for (mention, link) in entry.links.iter().enumerate() {
                let number = actor_numbers.get(&link.actor);
                if let Some(places) = number.and_then(|&number| mentions.get_mut(number)) {
                    places.push(Place { row, mention });
                }
            }
        }
        let voices = stories
            .iter()
            .map(|story| voices_of(story, &entries))
            .collect();
        let colours = colours::assign(&entries, &actors, &mentions);
        let topics = topics::collect(&entries);
        let jump = JumpIndex::new(&entries, &actors, &mentions, &topics);
        Self {
            entries,
            rows,
            actors,
            colours,
            actor_numbers,
            mentions,
            stories,
            voices,
            topics,
            jump,
            problems,
        }
    }
}

fn voices_of(story: &Story, entries: &[Arc<Entry>]) -> usize {
    let told = story.articles.iter().filter_map(|&row| entries.get(row));
    let outlets: BTreeSet<Option<&str>> = told
        .map(|entry| {
            entry
                .article
                .outlet
                .as_ref()
                .map(|outlet| outlet.value.as_str())
        })
        .collect();
    outlets.len()
}

/// Sorts by date, newest first, articles without a year last, then by title.
fn newest_first(entry: &Entry) -> (std::cmp::Reverse<Option<i64>>, String, ArticleId) {
    let date = entry.date.as_ref().and_then(|date| date.value.sort_key());
    (
        std::cmp::Reverse(date),
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

    /// The indices of the mentions that overlap `range`; the cost grows with their number, not with the article.
    pub fn mentions_in(&self, range: TextRange) -> std::ops::Range<usize> {
        let mentions = &self.findings.mentions;
        let start = mentions.partition_point(|mention| mention.name.end <= range.start);
        let end = mentions.partition_point(|mention| mention.form().start < range.end);
        start..end.max(start)
    }
}

/// Where a step leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The article's row.
    pub row: usize,
    /// The mention there.
    pub range: TextRange,
    /// Its number among all mentions of the subject, counted from 1.
    pub number: usize,
    /// How many there are.
    pub count: usize,
}

/// The one of `places` (in reading order) that comes next from `here` in that direction, going round. Logarithmic.
fn next_in<T>(
    places: &[T],
    way: Direction,
    here: (usize, usize),
    located: impl Fn(&T) -> Option<(usize, TextRange)>,
) -> Option<Step> {
    let count = places.len();
    let key = |place: &T| located(place).map_or((usize::MAX, 0), |(row, range)| (row, range.start));
    let ahead = places.partition_point(|place| key(place) < here);
    let index = match way {
        Direction::Forward => ahead % count.max(1),
        Direction::Backward => ahead.checked_sub(1).or(count.checked_sub(1))?,
    };
    let (row, range) = located(places.get(index)?)?;
    Some(Step {
        row,
        range,
        number: index + 1,
        count,
    })
}

/// What is linked of an article that was read.
fn report((article, findings): &(Arc<Article>, Arc<Findings>)) -> Report {
    Report {
        article: Arc::clone(article),
        findings: Arc::clone(findings),
    }
}

/// Reads and extracts one article: the part of the work that needs no other article.
fn study(article: Article) -> (Arc<Article>, Arc<Findings>) {
    let findings = extract::find(&article);
    (Arc::new(article), Arc::new(findings))
}
