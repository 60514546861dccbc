//! What is not as it was in an earlier picture of the library, where that is little: all else need not be asked for again.

use std::collections::BTreeSet;

use crate::model::actor::ActorId;
use crate::model::state::ArticleKey;
use crate::store::error::StoreError;
use crate::store::snapshot::Snapshot;
use crate::store::traits::Catalogue as _;

/// Behind how many events nothing is taken over from an earlier picture.
const EVENTS: usize = 64;

/// Nor where more articles than this have something to do with what has changed.
const ARTICLES: usize = EVENTS * EVENTS;

/// In how many articles it is looked at who is named there: they have to be read for that.
const READ: usize = 8;

/// What may be told otherwise than before.
#[derive(Debug)]
pub(super) struct Touched {
    /// The articles to which something has happened, and those that have a story, a text or versions in common with one of
    /// them; in order.
    articles: Vec<ArticleKey>,
    /// Who is named in the former; none where nobody has looked.
    actors: Option<BTreeSet<ActorId>>,
}

impl Touched {
    /// What has been touched from the one state to the other; nothing where it is so much that all is to be asked for again.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub(super) fn between(before: &Snapshot, now: &Snapshot) -> Result<Option<Self>, StoreError> {
        let changes = now.changes(before.state(), EVENTS + 1)?;
        let few = !changes.gap && changes.events.len() <= EVENTS;
        let articles: Option<BTreeSet<ArticleKey>> =
            changes.events.iter().map(|event| event.article).collect();
        let Some(articles) = articles.filter(|_| few) else {
            return Ok(None);
        };
        let articles: Vec<ArticleKey> = articles.into_iter().collect();
        let mut near = articles.clone();
        for state in [before, now] {
            near.extend(related(state, &articles)?);
            if near.len() > ARTICLES {
                return Ok(None);
            }
        }
        near.sort_unstable();
        near.dedup();
        let mut actors = BTreeSet::new();
        for state in [before, now] {
            for article in articles.iter().take(READ) {
                actors.extend(named(state, *article)?);
            }
        }
        Ok(Some(Self {
            actors: (articles.len() <= READ).then_some(actors),
            articles: near,
        }))
    }

    /// The articles, in order.
    pub(super) fn articles(&self) -> &[ArticleKey] {
        &self.articles
    }

    /// Whether nothing of an article can be otherwise than before.
    pub(super) fn leaves(&self, article: ArticleKey) -> bool {
        self.articles.binary_search(&article).is_err()
    }

    /// Whether nothing of an actor can be otherwise than before.
    pub(super) fn leaves_actor(&self, actor: ActorId) -> bool {
        let actors = self.actors.as_ref();
        actors.is_some_and(|actors| !actors.contains(&actor))
    }
}

/// The articles that have something in common with one of these. What becomes of one moves the others of its story, and is told
/// with its copies and versions.
fn related(state: &Snapshot, articles: &[ArticleKey]) -> Result<Vec<ArticleKey>, StoreError> {
    let mut related = Vec::new();
    for column in state.columns_of(articles)? {
        if let Some(story) = column.story {
            related.extend(state.of_story(story)?);
        }
    }
    for article in articles {
        related.extend(state.versions(*article)?);
        let copies = state.copies(*article)?;
        related.extend(copies.into_iter().flat_map(|copies| copies.articles));
    }
    Ok(related)
}

/// Who is named or meant in an article.
fn named(state: &Snapshot, article: ArticleKey) -> Result<Vec<ActorId>, StoreError> {
    let held = state.article(article)?;
    let links = held.and_then(|held| held.links).unwrap_or_default();
    let names = links.names.iter().map(|link| link.actor);
    let references = links.references.iter().flatten().map(|link| link.actor);
    Ok(names.chain(references).collect())
}
