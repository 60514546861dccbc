//! What of the links of a library has to be written into its store: only what is others than before.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::link::report::Report;
use crate::model::actor::{Actor, ActorId};
use crate::model::date::NewsDate;
use crate::model::link;
use crate::model::sourced::Sourced;
use crate::model::state::ArticleKey;
use crate::store::groups::StoryDraft;
use crate::store::held::Held;
use crate::store::linking::{Linked, Linking};
use crate::store::links::Links;

/// What the store has of links, as far as that is known.
#[derive(Debug, Default)]
pub(super) struct Laid {
    articles: BTreeMap<ArticleKey, Standing>,
    stories: Vec<StoryDraft>,
    actors: HashMap<ActorId, Arc<Actor>>,
}

/// How one article stands in the store.
#[derive(Debug, PartialEq)]
struct Standing {
    links: Links,
    date: Option<Sourced<NewsDate>>,
    in_story: bool,
}

impl Laid {
    /// Takes note of an article as the store has it.
    pub(super) fn note(&mut self, held: &Held) {
        if let Some(links) = &held.links {
            let standing = Standing {
                links: links.clone(),
                date: held.head.date.clone(),
                in_story: held.head.story.is_some(),
            };
            self.articles.insert(held.head.key, standing);
        }
    }

    /// Forgets an article, whose text is another now.
    pub(super) fn forget(&mut self, key: ArticleKey) {
        self.articles.remove(&key);
    }

    /// What has to be written so that the store has the links of `articles` as `told`; it is taken for written from now on.
    pub(super) fn catch_up(
        &mut self,
        articles: &[(ArticleKey, Report)],
        told: &link::Linked,
        name: impl Fn(&link::Story) -> String,
    ) -> Linking {
        let stories: Vec<StoryDraft> = told
            .stories
            .iter()
            .map(|story| draft(story, articles, &name))
            .collect();
        let members = stories.iter().flat_map(|story| &story.articles);
        let members: BTreeSet<ArticleKey> = members.copied().collect();
        let known: BTreeSet<ActorId> = self.known_actors();
        let mut linking = Linking::default();
        let mut standing = BTreeMap::new();
        for (index, (key, report)) in articles.iter().enumerate() {
            let now = Standing {
                links: Links {
                    names: told.links.get(index).cloned().unwrap_or_default(),
                    references: told.references.get(index).cloned().unwrap_or_default(),
                },
                date: told
                    .dates
                    .get(index)
                    .cloned()
                    .flatten()
                    .or_else(|| report.article.published.clone()),
                in_story: members.contains(key),
            };
            let before = self.articles.remove(key);
            if !now.in_story && before.as_ref().is_none_or(|before| before.in_story) {
                linking.alone.push(*key);
            }
            let same =
                before.is_some_and(|before| before.links == now.links && before.date == now.date);
            if !same {
                linking.articles.push(Linked {
                    key: *key,
                    article: Arc::clone(&report.article),
                    findings: Arc::clone(&report.findings),
                    links: now.links.clone(),
                    date: now.date.clone(),
                });
            }
            standing.insert(*key, now);
        }
        self.articles = standing;
        let before: BTreeMap<&[ArticleKey], &StoryDraft> = self
            .stories
            .iter()
            .map(|story| (story.articles.as_slice(), story))
            .collect();
        let is_new = |story: &&StoryDraft| before.get(story.articles.as_slice()) != Some(story);
        linking.stories = stories.iter().filter(is_new).cloned().collect();
        self.stories = stories;
        let actors: HashMap<ActorId, Arc<Actor>> = told
            .actors
            .iter()
            .map(|actor| (actor.id, Arc::clone(actor)))
            .collect();
        let is_new = |actor: &&Arc<Actor>| self.actors.get(&actor.id) != Some(*actor);
        linking.actors = told.actors.iter().filter(is_new).cloned().collect();
        let gone = known
            .into_iter()
            .filter(|actor| !actors.contains_key(actor));
        linking.gone = gone.collect();
        self.actors = actors;
        linking
    }

    /// The actors that the store has.
    fn known_actors(&self) -> BTreeSet<ActorId> {
        let links = self.articles.values().flat_map(|standing| {
            let references = standing.links.references.iter().flatten();
            standing.links.names.iter().chain(references)
        });
        let linked = links.map(|link| link.actor);
        linked.chain(self.actors.keys().copied()).collect()
    }
}

fn draft(
    story: &link::Story,
    articles: &[(ArticleKey, Report)],
    name: impl Fn(&link::Story) -> String,
) -> StoryDraft {
    let members = story.articles.iter();
    let mut members: Vec<ArticleKey> = members
        .filter_map(|&index| articles.get(index))
        .map(|(key, _)| *key)
        .collect();
    members.sort_unstable();
    StoryDraft {
        name: name(story),
        because: story.because.clone(),
        pinned: story.pinned,
        articles: members,
    }
}
