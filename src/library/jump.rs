//! Everything a reader can jump to by a few letters.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::Subject;
use super::head::{Head, Story};
use super::speech::Saying;
use super::topics::Listed;
use crate::command::{COMMANDS, CommandId, by_name, command};
use crate::model::actor::ActorKind;
use crate::model::article::ArticleId;
use crate::search::fuzzy::{self, FuzzyIndex};
use crate::store::people::Counted;
use crate::text::count::counted;
use crate::text::fold::fold;
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
        Self::new(&[], Vec::new(), &[], &[], &[])
    }
}

impl JumpIndex {
    /// The index of articles, of actors with how much there is of each, of topics, of what sources without a name say, and of
    /// stories.
    pub(super) fn new(
        heads: &[Arc<Head>],
        mut actors: Vec<Counted>,
        topics: &[Listed],
        unnamed: &[Saying],
        stories: &[Arc<Story>],
    ) -> Self {
        let mut jump = Self {
            entries: Vec::new(),
            index: FuzzyIndex::default(),
        };
        actors.sort_by_cached_key(|counted| {
            let actor = &counted.actor;
            let most = Reverse(counted.places);
            (actor.kind, most, fold(&actor.name), actor.id)
        });
        for counted in &actors {
            jump.add_actor(counted);
        }
        jump.add_unnamed(unnamed);
        for topic in topics {
            let target = JumpTarget::Subject(Subject::Topic(topic.phrase.clone()));
            let detail = topic.told.clone();
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
        for story in stories {
            jump.add_story(story, heads);
        }
        jump.add_outlets(heads);
        for head in heads {
            let mut detail = format!("{} · {}", head.outlet_label(), head.date_label());
            if let Some(revision) = &head.revision {
                detail = format!("{} · {detail}", revision.short());
            }
            let entry = JumpEntry {
                kind: JumpKind::Article,
                label: head.title.clone(),
                detail,
                target: JumpTarget::Article(head.id),
            };
            jump.add(entry, &[]);
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

    fn add_actor(&mut self, counted: &Counted) {
        let actor = &counted.actor;
        let kind = match actor.kind {
            ActorKind::Person => JumpKind::Person,
            ActorKind::Government => JumpKind::Government,
            ActorKind::Organisation => JumpKind::Organisation,
            ActorKind::Place => JumpKind::Place,
        };
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
        let detail = format!("{shown}{gap}{}", told(counted.articles, counted.places));
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

    fn add_story(&mut self, story: &Story, heads: &[Arc<Head>]) {
        let told: Vec<&Arc<Head>> = story
            .articles
            .iter()
            .filter_map(|&row| heads.get(row))
            .collect();
        let newest = told.first();
        let newest = newest.map_or_else(String::new, |head| head.date_label());
        let entry = JumpEntry {
            kind: JumpKind::Story,
            label: story.name.clone(),
            detail: format!("{} · {newest}", counted(told.len(), "article")),
            target: JumpTarget::Story(told.iter().map(|head| head.id).collect()),
        };
        let titles: Vec<&str> = told.iter().map(|head| head.title.as_str()).collect();
        self.add(entry, &titles);
    }

    fn add_outlets(&mut self, heads: &[Arc<Head>]) {
        let mut outlets: BTreeMap<&str, Vec<ArticleId>> = BTreeMap::new();
        for head in heads {
            for name in [&head.outlet, &head.agency].into_iter().flatten() {
                outlets.entry(name).or_default().push(head.id);
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
