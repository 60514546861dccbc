//! Looking a library through for what can be jumped to.
//!
//! That is work for a thread of its own. It asks short questions, so that whoever shows the library meanwhile hardly waits.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::head::{Head, Story};
use super::jump::index::{JumpBuilder, JumpIndex, Thing};
use super::jump::{JumpKind, JumpTarget, UNNAMED};
use super::seek::question::Saved;
use super::speech::Saying;
use super::topics::Listed;
use super::{Library, Subject};
use crate::model::actor::ActorKind;
use crate::model::article::ArticleId;
use crate::store::pages;
use crate::store::people::Counted;
use crate::text::count::counted;

/// By how many of its descriptions an actor is found.
const ROLES: usize = 5;

/// By how many of its headlines a story is found, the newest; the others find their articles.
const HEADLINES: usize = 8;

/// How many other forms of a name are told on its line.
const FORMS: usize = 3;

/// How many things of a sort are asked for at a time.
const PAGE: usize = 100;

/// What is kept of an article until its story and its outlet have been added.
struct Told {
    id: ArticleId,
    title: String,
    date: String,
}

impl Library {
    /// Looks the library through for all that can be jumped to, the searches that are `saved` now among it.
    pub fn gather(&self, saved: &[Saved]) -> JumpIndex {
        let mut builder = JumpBuilder::default();
        self.read_order();
        self.add_actors(&mut builder);
        add_unnamed(&mut builder, &self.unnamed());
        for topic in self.topics() {
            add_topic(&mut builder, &topic);
        }
        let articles = self.add_articles(&mut builder);
        let mut after = None;
        while let Some(stories) = self.shelf.ask(|stock| stock.stories(after, PAGE)) {
            let Some(last) = stories.last() else { break };
            after = Some(last.id);
            for story in &stories {
                add_story(&mut builder, story, &articles);
            }
        }
        for search in saved {
            add_saved(&mut builder, search);
        }
        builder.finish()
    }

    /// Only these articles, of which as many are known at once: for as long as the library is being looked through.
    pub fn gather_only(&self, articles: &[ArticleId]) -> JumpIndex {
        let mut builder = JumpBuilder::default();
        for row in articles.iter().filter_map(|id| self.row_of(*id)) {
            let held = self.shelf.ask(|stock| stock.held(row..row + 1));
            for held in held.unwrap_or_default() {
                add_article(&mut builder, &held);
            }
        }
        builder.begun()
    }

    fn add_actors(&self, builder: &mut JumpBuilder) {
        let mut after = None;
        while let Some((actors, next)) = self.shelf.ask(|stock| stock.cast(after.as_ref(), PAGE)) {
            for actor in &actors {
                add_actor(builder, actor);
            }
            after = next;
            if after.is_none() {
                break;
            }
        }
    }

    /// Adds the articles, newest first, and their outlets.
    fn add_articles(&self, builder: &mut JumpBuilder) -> Vec<Told> {
        let mut articles = Vec::with_capacity(self.len());
        let mut outlets: BTreeMap<String, Vec<ArticleId>> = BTreeMap::new();
        for start in (0..self.len()).step_by(PAGE) {
            let rows = start..(start + PAGE).min(self.len());
            let page = self.shelf.ask(|stock| stock.held(rows));
            for held in page.unwrap_or_default() {
                let head = add_article(builder, &held);
                articles.push(Told {
                    id: head.id,
                    date: head.date_label(),
                    title: head.title,
                });
                for name in [head.outlet, head.agency].into_iter().flatten() {
                    outlets.entry(name).or_default().push(head.id);
                }
            }
        }
        for (name, articles) in outlets {
            add_outlet(builder, &name, articles);
        }
        articles
    }
}

/// Adds an article, and gives what is known of it.
fn add_article(builder: &mut JumpBuilder, article: &pages::Head) -> Head {
    let head = Head::alone(article);
    let mut detail = format!("{} · {}", head.outlet_label(), head.date_label());
    if let Some((number, of)) = article.version {
        detail = format!("version {number} of {of} · {detail}");
    }
    let target = JumpTarget::Article(head.id);
    builder.add(&Thing {
        in_story: head.story.is_some(),
        ..Thing::new(JumpKind::Article, &head.title, &detail, target)
    });
    head
}

fn add_actor(builder: &mut JumpBuilder, counted: &Counted) {
    let actor = &counted.actor;
    let kind = match actor.kind {
        ActorKind::Person => JumpKind::Person,
        ActorKind::Government => JumpKind::Government,
        ActorKind::Organisation => JumpKind::Organisation,
        ActorKind::Place => JumpKind::Place,
    };
    let forms = actor.forms.iter().map(|(form, _)| form.as_str());
    let names: Vec<&str> = forms.filter(|form| *form != actor.name).collect();
    let shown: Vec<&str> = names.iter().take(FORMS).copied().collect();
    let gap = if shown.is_empty() { "" } else { "   " };
    let much = told(counted.articles, counted.places);
    let detail = format!("{}{gap}{much}", shown.join(" · "));
    // What the texts call the actor finds it too: `special envoy`.
    let roles = actor.roles.iter().take(ROLES);
    let roles: Vec<&str> = roles.map(|(role, _)| role.as_str()).collect();
    let target = JumpTarget::Subject(Subject::Actor(actor.id));
    builder.add(&Thing {
        names: &names,
        telling: &roles,
        articles: counted.articles,
        mentions: counted.places,
        ..Thing::new(kind, &actor.name, &detail, target)
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

fn add_topic(builder: &mut JumpBuilder, topic: &Listed) {
    let target = JumpTarget::Subject(Subject::Topic(topic.phrase.clone()));
    builder.add(&Thing {
        articles: topic.articles,
        ..Thing::new(JumpKind::Topic, &topic.phrase, &topic.told, target)
    });
}

fn add_story(builder: &mut JumpBuilder, story: &Arc<Story>, articles: &[Told]) {
    let rows = story.articles.iter();
    let told: Vec<&Told> = rows.filter_map(|&row| articles.get(row)).collect();
    let newest = told.first().map_or("", |article| &article.date);
    let detail = format!("{} · {newest}", counted(told.len(), "article"));
    let titles = told.iter().map(|article| article.title.as_str());
    let titles = titles.filter(|title| *title != story.name);
    let titles: Vec<&str> = titles.take(HEADLINES).collect();
    let target = JumpTarget::Story(told.iter().map(|article| article.id).collect());
    builder.add(&Thing {
        telling: &titles,
        articles: told.len(),
        ..Thing::new(JumpKind::Story, &story.name, &detail, target)
    });
}

fn add_outlet(builder: &mut JumpBuilder, name: &str, articles: Vec<ArticleId>) {
    let (detail, count) = (counted(articles.len(), "article"), articles.len());
    let target = JumpTarget::Outlet(name.to_owned(), articles);
    builder.add(&Thing {
        articles: count,
        ..Thing::new(JumpKind::Outlet, name, &detail, target)
    });
}

fn add_saved(builder: &mut JumpBuilder, search: &Saved) {
    let target = JumpTarget::Saved(search.clone());
    builder.add(&Thing {
        telling: &[&search.query],
        ..Thing::new(JumpKind::Saved, &search.name, &search.query, target)
    });
}

fn told(articles: usize, mentions: usize) -> String {
    format!(
        "{} · {}",
        counted(articles, "article"),
        counted(mentions, "mention")
    )
}
