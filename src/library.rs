//! The library: the one door through which the screen and the command line reach articles, actors, topics and search.
//!
//! A [`Library`] is an immutable picture of everything read so far; cloning one costs nothing. Reading goes on in
//! [`load`](loader::load), which hands out ever fuller pictures.

mod colours;
pub mod coverage;
mod finding;
pub mod jump;
pub mod loader;
pub mod starter;
pub mod topics;

use std::collections::HashMap;
use std::sync::Arc;

use crate::extract;
use crate::link::{Report, link};
use crate::model::actor::{Actor, ActorId};
use crate::model::article::{Article, ArticleId, BlockKind};
use crate::model::date::NewsDate;
use crate::model::findings::{Findings, Mention};
use crate::model::link::{Link, Story};
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
    actors: Vec<Actor>,
    /// By actor: the number of its colour.
    colours: Vec<usize>,
    actor_numbers: HashMap<ActorId, usize>,
    /// By actor: its mentions as (row, index of the mention), in reading order.
    mentions: Vec<Vec<Place>>,
    stories: Vec<Story>,
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
    pub links: Vec<Link>,
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
        let reports: Vec<_> = read
            .iter()
            .map(|(article, findings)| Report { article, findings })
            .collect();
        let mut linked = link(&reports);
        let mut story_of = vec![None; read.len()];
        for (number, story) in linked.stories.iter().enumerate() {
            story
                .articles
                .iter()
                .for_each(|&index| story_of[index] = Some(number));
        }
        let mut entries: Vec<(usize, Arc<Entry>)> = Vec::with_capacity(read.len());
        for (index, (article, findings)) in read.iter().enumerate() {
            let links = linked
                .links
                .get_mut(index)
                .map(std::mem::take)
                .unwrap_or_default();
            let from_story = linked.dates.get_mut(index).and_then(Option::take);
            let date = from_story.or_else(|| article.published.clone());
            let (article, findings) = (Arc::clone(article), Arc::clone(findings));
            entries.push((
                index,
                Arc::new(Entry {
                    article,
                    findings,
                    links,
                    date,
                    story: story_of[index],
                }),
            ));
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

    /// What could not be read, or only with repairs.
    pub fn problems(&self) -> &[Problem] {
        &self.shelf.problems
    }

    /// All actors; links name them by their place here.
    pub fn actors(&self) -> &[Actor] {
        &self.shelf.actors
    }

    /// The actor called `id`.
    pub fn actor(&self, id: ActorId) -> Option<&Actor> {
        self.shelf
            .actor_numbers
            .get(&id)
            .and_then(|&number| self.shelf.actors.get(number))
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
        Some((self.shelf.actors.get(link.actor)?, link))
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

    /// Everything that can be jumped to.
    pub fn jump(&self) -> &JumpIndex {
        &self.shelf.jump
    }

    /// The next place of `subject` behind byte `offset` of the article at `row` (or ahead of it), going on into the
    /// other articles and round from the last to the first. Nothing where the subject is mentioned nowhere else.
    pub fn step(
        &self,
        subject: &Subject,
        row: usize,
        offset: usize,
        way: Direction,
    ) -> Option<(usize, TextRange)> {
        match subject {
            Subject::Actor(id) => {
                let places = self.mentions(*id);
                next_in(places, way, (row, offset), |place| self.located(*place))
            }
            Subject::Topic(phrase) => next_in(
                &self.topic(phrase)?.occurrences,
                way,
                (row, offset),
                |place| Some(*place),
            ),
        }
    }

    fn located(&self, place: Place) -> Option<(usize, TextRange)> {
        Some((place.row, self.mention(place)?.name))
    }

    /// The mention at `place`.
    pub fn mention(&self, place: Place) -> Option<&Mention> {
        self.entry(place.row)?.findings.mentions.get(place.mention)
    }
}

impl Shelf {
    fn new(
        entries: Vec<Arc<Entry>>,
        actors: Vec<Actor>,
        stories: Vec<Story>,
        problems: Vec<Problem>,
    ) -> Self {
        let rows = entries
            .iter()
            .enumerate()
            .map(|(row, entry)| (entry.article.id, row))
            .collect();
        let mut mentions = vec![Vec::new(); actors.len()];
        for (row, entry) in entries.iter().enumerate() {
            for (mention, link) in entry.links.iter().enumerate() {
                if let Some(places) = mentions.get_mut(link.actor) {
                    places.push(Place { row, mention });
                }
            }
        }
        let actor_numbers = actors
            .iter()
            .enumerate()
            .map(|(number, actor)| (actor.id, number))
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
            topics,
            jump,
            problems,
        }
    }
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
                format!("{}{short}", if marked { "~" } else { "" })
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

/// The one of `places` (in reading order) that comes next after `here` in that direction, going round. Logarithmic.
fn next_in<T>(
    places: &[T],
    way: Direction,
    here: (usize, usize),
    located: impl Fn(&T) -> Option<(usize, TextRange)>,
) -> Option<(usize, TextRange)> {
    let key = |place: &T| located(place).map_or((usize::MAX, 0), |(row, range)| (row, range.start));
    let next = match way {
        Direction::Forward => places
            .get(places.partition_point(|place| key(place) <= here))
            .or(places.first()),
        Direction::Backward => {
            let ahead = places.partition_point(|place| key(place) < here);
            ahead
                .checked_sub(1)
                .and_then(|index| places.get(index))
                .or(places.last())
        }
    };
    next.and_then(located)
}

/// Reads and extracts one article: the part of the work that needs no other article.
fn study(article: Article) -> (Arc<Article>, Arc<Findings>) {
    let findings = extract::find(&article);
    (Arc::new(article), Arc::new(findings))
}
