//! Everything a reader can jump to by a few letters.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::entry::Entry;
use super::speech::Saying;
use super::topics::Topic;
use super::{Found, Place, Subject};
use crate::command::{COMMANDS, CommandId, by_name, command};
use crate::model::actor::{Actor, ActorKind};
use crate::model::article::ArticleId;
use crate::model::link::Story;
use crate::search::fuzzy::{self, FuzzyIndex};
use crate::text::count::counted;
use crate::text::range::TextRange;

/// What the sources without a name are called.
pub const UNNAMED: &str = "unnamed sources";

/// By how many of its descriptions an actor is found.
const ROLES: usize = 5;

/// The kinds of things to jump to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum JumpKind {
    /// A person.
    Person,
    /// A government.
    Government,
    /// An organisation.
    Organisation,
    /// A place.
    Place,
    /// The sources without a name.
    Unnamed,
    /// A topic.
    Topic,
    /// A story of several articles.
    Story,
    /// An outlet or agency.
    Outlet,
    /// An article.
    Article,
    /// A command of the program.
    Command,
}

/// Where a jump goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JumpTarget {
    /// To the places of an actor, a topic or the unnamed sources.
    Subject(Subject),
    /// To the newest article of an outlet: its name and all its articles, newest first.
    Outlet(String, Vec<ArticleId>),
    /// To the newest article of a story; all of them, newest first.
    Story(Vec<ArticleId>),
    /// To an article.
    Article(ArticleId),
    /// To what a command does.
    Command(CommandId),
}

/// One thing to jump to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JumpEntry {
    /// What it is.
    pub kind: JumpKind,
    /// What it is called.
    pub label: String,
    /// What else is worth knowing on the same line: other forms, counts, the outlet.
    pub detail: String,
    /// Where it leads.
    pub target: JumpTarget,
}

impl JumpEntry {
    /// Tells whether this is a command whose name, or a word of it, begins with `start`.
    pub fn is_command_like(&self, start: &str) -> bool {
        let JumpTarget::Command(id) = &self.target else {
            return false;
        };
        let begins = |name: &str| {
            name.starts_with(start) || name.split('-').any(|word| word.starts_with(start))
        };
        command(*id).is_some_and(|command| begins(command.name))
    }

    /// Tells whether this is the command called `name`.
    pub fn is_command_named(&self, name: &str) -> bool {
        matches!(&self.target, JumpTarget::Command(id) if by_name(name).is_some_and(|command| command.id == *id))
    }
}

/// All things to jump to with the index that finds them.
#[derive(Debug, Clone)]
pub struct JumpIndex {
    entries: Vec<JumpEntry>,
    index: FuzzyIndex,
}

impl Default for JumpIndex {
    /// The index of an empty library: the commands alone.
    fn default() -> Self {
        Self::new(&[], &[], &[], &[], &[], (&[], &[]))
    }
}

impl JumpIndex {
    pub(super) fn new(
        entries: &[Arc<Entry>],
        actors: &[Arc<Actor>],
        places: &[Vec<Place>],
        topics: &[Topic],
        unnamed: &[Saying],
        (stories, story_names): (&[Story], &[String]),
    ) -> Self {
        let mut jump = Self {
            entries: Vec::new(),
            index: FuzzyIndex::default(),
        };
        let mut order: Vec<usize> = (0..actors.len()).collect();
        let places = |number: usize| places.get(number).map_or(&[][..], Vec::as_slice);
        // Whom the reader takes for nobody stands nowhere.
        order.retain(|&number| !places(number).is_empty());
        order.sort_by_key(|&number| {
            let most = std::cmp::Reverse(places(number).len());
            (actors[number].kind, most, number)
        });
        for number in order {
            jump.add_actor(&actors[number], places(number));
        }
        jump.add_unnamed(unnamed);
        for topic in topics {
            let target = JumpTarget::Subject(Subject::Topic(topic.phrase.clone()));
            let detail = told(topic.articles, topic.occurrences.len());
            jump.add(
                JumpEntry {
                    kind: JumpKind::Topic,
                    label: topic.phrase.clone(),
                    detail,
                    target,
                },
                &[],
            );
        }
        for (story, name) in stories.iter().zip(story_names) {
            jump.add_story(story, name, entries);
        }
        jump.add_outlets(entries);
        for entry in entries {
            let mut detail = format!(
                "{} · {}",
                entry.head.outlet_label(),
                entry.head.date_label()
            );
            if let Some(revision) = &entry.head.revision {
                detail = format!("{} · {detail}", revision.short());
            }
            let label = entry.article.title().to_owned();
            let target = JumpTarget::Article(entry.article.id);
            jump.add(
                JumpEntry {
                    kind: JumpKind::Article,
                    label,
                    detail,
                    target,
                },
                &[],
            );
        }
        jump.add_commands();
        jump
    }

    /// All entries; hits name them by their place here.
    pub fn entries(&self) -> &[JumpEntry] {
        &self.entries
    }

    /// The entries of the kinds that `kept` allows and that fit `query`, best first, as places in
    /// [`entries`](Self::entries).
    pub fn search(&self, query: &str, limit: usize, kept: impl Fn(JumpKind) -> bool) -> Vec<usize> {
        let kept = |owner: usize| {
            self.entries
                .get(owner)
                .is_some_and(|entry| kept(entry.kind))
        };
        self.index
            .search(query, limit, kept)
            .into_iter()
            .map(|hit| hit.owner)
            .collect()
    }

    /// The parts of `text` that the letters of `query` fall on, for highlighting; empty where it does not match.
    pub fn matched(text: &str, query: &str) -> Vec<TextRange> {
        fuzzy::matched(text, query)
    }

    fn add_commands(&mut self) {
        for command in COMMANDS {
            let entry = JumpEntry {
                kind: JumpKind::Command,
                label: command.doc.to_owned(),
                detail: format!(":{} · {}", command.name, command.scope.name()),
                target: JumpTarget::Command(command.id),
            };
            self.add(entry, &[&[command.name], command.keys].concat());
        }
    }

    fn add_actor(&mut self, actor: &Actor, places: &[Place]) {
        let kind = match actor.kind {
            ActorKind::Person => JumpKind::Person,
            ActorKind::Government => JumpKind::Government,
            ActorKind::Organisation => JumpKind::Organisation,
            ActorKind::Place => JumpKind::Place,
        };
        let named = places
            .iter()
            .filter(|place| matches!(place.found, Found::Name(_)));
        let mut rows: Vec<_> = named.map(|place| place.row).collect();
        let mentions = rows.len();
        rows.dedup();
        let others: Vec<&str> = actor
            .forms
            .iter()
            .map(|(form, _)| form.as_str())
            .filter(|form| *form != actor.name)
            .collect();
        let shown = others
            .iter()
            .take(3)
            .copied()
            .collect::<Vec<_>>()
            .join(" · ");
        let gap = if shown.is_empty() { "" } else { "   " };
        let detail = format!("{shown}{gap}{}", told(rows.len(), mentions));
        let target = JumpTarget::Subject(Subject::Actor(actor.id));
        // What the texts call the actor finds it too: `special envoy`.
        let roles = actor
            .roles
            .iter()
            .take(ROLES)
            .map(|(role, _)| role.as_str());
        let others: Vec<&str> = others.into_iter().chain(roles).collect();
        self.add(
            JumpEntry {
                kind,
                label: actor.name.clone(),
                detail,
                target,
            },
            &others,
        );
    }

    fn add_unnamed(&mut self, unnamed: &[Saying]) {
        if unnamed.is_empty() {
            return;
        }
        let mut rows: Vec<_> = unnamed.iter().map(|saying| saying.row).collect();
        rows.dedup();
        let entry = JumpEntry {
            kind: JumpKind::Unnamed,
            label: UNNAMED.to_owned(),
            detail: told(rows.len(), unnamed.len()),
            target: JumpTarget::Subject(Subject::Unnamed),
        };
        self.add(
            entry,
            &["anonymous sources", "officials", "people familiar"],
        );
    }

    fn add_story(&mut self, story: &Story, name: &str, entries: &[Arc<Entry>]) {
        let told: Vec<&Arc<Entry>> = story
            .articles
            .iter()
            .filter_map(|&row| entries.get(row))
            .collect();
        let newest = told
            .first()
            .map_or_else(String::new, |entry| entry.head.date_label());
        let articles = told.iter().map(|entry| entry.article.id).collect();
        let entry = JumpEntry {
            kind: JumpKind::Story,
            label: name.to_owned(),
            detail: format!("{} · {newest}", counted(told.len(), "article")),
            target: JumpTarget::Story(articles),
        };
        let titles: Vec<&str> = told.iter().map(|entry| entry.article.title()).collect();
        self.add(entry, &titles);
    }

    fn add_outlets(&mut self, entries: &[Arc<Entry>]) {
        let mut outlets: BTreeMap<&str, Vec<ArticleId>> = BTreeMap::new();
        for entry in entries {
            for name in [&entry.article.outlet, &entry.article.agency]
                .into_iter()
                .flatten()
            {
                outlets
                    .entry(&name.value)
                    .or_default()
                    .push(entry.article.id);
            }
        }
        for (name, articles) in outlets {
            let detail = counted(articles.len(), "article");
            let entry = JumpEntry {
                kind: JumpKind::Outlet,
                label: name.to_owned(),
                detail,
                target: JumpTarget::Outlet(name.to_owned(), articles),
            };
            self.add(entry, &[]);
        }
    }

    fn add(&mut self, entry: JumpEntry, others: &[&str]) {
        let owner = self.entries.len();
        self.index.add(owner, &entry.label);
        for other in others {
            self.index.add(owner, other);
        }
        self.entries.push(entry);
    }
}

fn told(articles: usize, mentions: usize) -> String {
    format!(
        "{} · {}",
        counted(articles, "article"),
        counted(mentions, "mention")
    )
}
