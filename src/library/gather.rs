//! What of a picture of the library can be jumped to.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::entry::Entry;
use super::jump::index::{JumpBuilder, JumpIndex, Thing};
use super::jump::{JumpKind, JumpTarget, UNNAMED};
use super::speech::Saying;
use super::topics::Topic;
use super::{Found, Place, Subject};
use crate::model::actor::{Actor, ActorKind};
use crate::model::article::ArticleId;
use crate::model::link::Story;
use crate::text::count::counted;

/// By how many of its descriptions an actor is found.
const ROLES: usize = 5;

/// By how many of its headlines a story is found, the newest; the others find their articles.
const HEADLINES: usize = 8;

/// How many other forms of a name are told on its line.
const FORMS: usize = 3;

/// The parts of a picture of the library, from which everything that can be jumped to is gathered.
pub(super) struct Parts<'a> {
    pub(super) entries: &'a [Arc<Entry>],
    pub(super) actors: &'a [Arc<Actor>],
    /// By actor: its places.
    pub(super) places: &'a [Vec<Place>],
    pub(super) topics: &'a [Topic],
    pub(super) unnamed: &'a [Saying],
    pub(super) stories: &'a [Story],
    /// By story: what it is called.
    pub(super) story_names: &'a [String],
}

impl Parts<'_> {
    /// The index of all of them.
    pub(super) fn index(&self) -> JumpIndex {
        let mut builder = JumpBuilder::default();
        let mut actors: Vec<_> = self.actors.iter().zip(self.places).collect();
        // Whom the reader takes for nobody stands nowhere.
        actors.retain(|(_, places)| !places.is_empty());
        // Of those in as many articles, who is named more often comes first.
        actors.sort_by_key(|(_, places)| Reverse(places.len()));
        for (actor, places) in actors {
            add_actor(&mut builder, actor, places);
        }
        add_unnamed(&mut builder, self.unnamed);
        for topic in self.topics {
            add_topic(&mut builder, topic);
        }
        for (story, name) in self.stories.iter().zip(self.story_names) {
            add_story(&mut builder, story, name, self.entries);
        }
        add_outlets(&mut builder, self.entries);
        for entry in self.entries {
            add_article(&mut builder, entry);
        }
        builder.finish()
    }
}

fn add_actor(builder: &mut JumpBuilder, actor: &Actor, places: &[Place]) {
    let kind = match actor.kind {
        ActorKind::Person => JumpKind::Person,
        ActorKind::Government => JumpKind::Government,
        ActorKind::Organisation => JumpKind::Organisation,
        ActorKind::Place => JumpKind::Place,
    };
    let by_name = places
        .iter()
        .filter(|place| matches!(place.found, Found::Name(_)));
    let mut rows: Vec<_> = by_name.map(|place| place.row).collect();
    let mentions = rows.len();
    rows.dedup();
    let forms = actor.forms.iter().map(|(form, _)| form.as_str());
    let names: Vec<&str> = forms.filter(|form| *form != actor.name).collect();
    let shown: Vec<&str> = names.iter().take(FORMS).copied().collect();
    let gap = if shown.is_empty() { "" } else { "   " };
    let detail = format!("{}{gap}{}", shown.join(" · "), told(rows.len(), mentions));
    // What the texts call the actor finds it too: `special envoy`.
    let roles = actor.roles.iter().take(ROLES);
    let roles: Vec<&str> = roles.map(|(role, _)| role.as_str()).collect();
    builder.add(&Thing {
        names: &names,
        telling: &roles,
        articles: rows.len(),
        ..Thing::new(
            kind,
            &actor.name,
            &detail,
            JumpTarget::Subject(Subject::Actor(actor.id)),
        )
    });
}

fn add_unnamed(builder: &mut JumpBuilder, unnamed: &[Saying]) {
    if unnamed.is_empty() {
        return;
    }
    let mut rows: Vec<_> = unnamed.iter().map(|saying| saying.row).collect();
    rows.dedup();
    let detail = told(rows.len(), unnamed.len());
    let target = JumpTarget::Subject(Subject::Unnamed);
    builder.add(&Thing {
        names: &["anonymous sources", "officials", "people familiar"],
        articles: rows.len(),
        ..Thing::new(JumpKind::Unnamed, UNNAMED, &detail, target)
    });
}

fn add_topic(builder: &mut JumpBuilder, topic: &Topic) {
    let target = JumpTarget::Subject(Subject::Topic(topic.phrase.clone()));
    let detail = told(topic.articles, topic.occurrences.len());
    builder.add(&Thing {
        articles: topic.articles,
        ..Thing::new(JumpKind::Topic, &topic.phrase, &detail, target)
    });
}

fn add_story(builder: &mut JumpBuilder, story: &Story, name: &str, entries: &[Arc<Entry>]) {
    let rows = story.articles.iter();
    let told: Vec<&Arc<Entry>> = rows.filter_map(|&row| entries.get(row)).collect();
    let newest = told.first();
    let newest = newest.map_or_else(String::new, |entry| entry.head.date_label());
    let detail = format!("{} · {newest}", counted(told.len(), "article"));
    let titles = told.iter().map(|entry| entry.article.title());
    let titles: Vec<&str> = titles
        .filter(|title| *title != name)
        .take(HEADLINES)
        .collect();
    let articles = told.iter().map(|entry| entry.article.id).collect();
    builder.add(&Thing {
        telling: &titles,
        articles: told.len(),
        ..Thing::new(JumpKind::Story, name, &detail, JumpTarget::Story(articles))
    });
}

fn add_outlets(builder: &mut JumpBuilder, entries: &[Arc<Entry>]) {
    let mut outlets: BTreeMap<&str, Vec<ArticleId>> = BTreeMap::new();
    for entry in entries {
        for name in [&entry.article.outlet, &entry.article.agency]
            .into_iter()
            .flatten()
        {
            let articles = outlets.entry(&name.value).or_default();
            articles.push(entry.article.id);
        }
    }
    for (name, articles) in outlets {
        let (detail, count) = (counted(articles.len(), "article"), articles.len());
        let target = JumpTarget::Outlet(name.to_owned(), articles);
        builder.add(&Thing {
            articles: count,
            ..Thing::new(JumpKind::Outlet, name, &detail, target)
        });
    }
}

fn add_article(builder: &mut JumpBuilder, entry: &Entry) {
    let mut detail = format!(
        "{} · {}",
        entry.head.outlet_label(),
        entry.head.date_label()
    );
    if let Some(revision) = &entry.head.revision {
        detail = format!("{} · {detail}", revision.short());
    }
    let target = JumpTarget::Article(entry.article.id);
    builder.add(&Thing {
        in_story: entry.head.story.is_some(),
        ..Thing::new(JumpKind::Article, entry.article.title(), &detail, target)
    });
}

fn told(articles: usize, mentions: usize) -> String {
    format!(
        "{} · {}",
        counted(articles, "article"),
        counted(mentions, "mention")
    )
}
