//! The account of a story, a topic or a search.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::actor::{SPANS, name};
use super::citing::Citations;
use super::said::sayings_in;
use super::{Limits, MatterAccount, Narrowed, Present, SCHEMA};
use crate::library::topics::Topic;
use crate::library::{Library, head};
use crate::model::actor::ActorId;
use crate::text::sanitize::clean_line;

/// What the account is of.
#[derive(Debug, Clone)]
pub enum Matter {
    /// A story.
    Story(Arc<head::Story>),
    /// A topic.
    Topic(Arc<Topic>),
    /// The articles that fit a query.
    Search(Narrowed),
}

impl Matter {
    /// The rows of its articles, newest first.
    fn rows(&self) -> Vec<usize> {
        match self {
            Self::Story(story) => story.articles.clone(),
            Self::Topic(topic) => {
                let mut rows: Vec<usize> = topic.rows().collect();
                rows.dedup();
                rows
            }
            Self::Search(narrowed) => narrowed.rows.clone(),
        }
    }
}

/// All that the library holds about `matter`: at most the newest `most` of its articles are read.
pub fn matter(library: &Library, matter: &Matter, limits: Limits, most: usize) -> MatterAccount {
    let rows = matter.rows();
    let all = match matter {
        Matter::Topic(topic) => topic.articles.max(rows.len()),
        _ => rows.len(),
    };
    told(library, matter, (rows, all), limits, most)
}

/// All that it holds about `matter` in the articles of `narrowed`, in the same way.
pub fn matter_in(
    library: &Library,
    matter: &Matter,
    narrowed: &Narrowed,
    limits: Limits,
    most: usize,
) -> MatterAccount {
    let mut rows = matter.rows();
    rows.retain(|row| narrowed.rows.binary_search(row).is_ok());
    let all = rows.len();
    MatterAccount {
        query: Some(clean_line(&narrowed.query)),
        ..told(library, matter, (rows, all), limits, most)
    }
}

/// The account of the articles at these rows, of `all` that there are.
fn told(
    library: &Library,
    matter: &Matter,
    (mut rows, all): (Vec<usize>, usize),
    limits: Limits,
    most: usize,
) -> MatterAccount {
    rows.truncate(most);
    let mut citations = Citations::new(library);
    let mut account = MatterAccount {
        schema: SCHEMA,
        about: "search",
        title: String::new(),
        query: None,
        because: None,
        articles: all,
        outlets: outlets(library, &rows),
        actors: actors(library, &rows, limits.company),
        passages: Vec::new(),
        quotations: Vec::new(),
        all_quotations: 0,
        timeline: library.published(&rows, SPANS),
        sources: Vec::new(),
    };
    for &row in &rows {
        let Some(entry) = citations.entry(row) else {
            continue;
        };
        citations.number(row, &entry);
        let said = sayings_in(library, &mut citations, (row, &entry));
        account.all_quotations += said.len();
        let missing = limits.quotations - account.quotations.len().min(limits.quotations);
        account.quotations.extend(said.into_iter().take(missing));
    }
    match matter {
        Matter::Story(story) => {
            account.about = "story";
            account.title = clean_line(&story.name);
            account.because = Some(clean_line(&story.because));
        }
        Matter::Topic(topic) => {
            account.about = "topic";
            account.title = clean_line(&topic.phrase);
            let places = topic.occurrences.iter();
            let places = places.filter(|(row, _)| rows.contains(row));
            let places = places.map(|(row, range)| (*row, *range, None));
            account.passages = citations.passages(places, limits.passages);
        }
        Matter::Search(narrowed) => {
            account.title = clean_line(&narrowed.query);
            account.query = Some(account.title.clone());
        }
    }
    account.sources = citations.into_sources();
    account
}

/// The outlets of these articles, those with most ahead.
fn outlets(library: &Library, rows: &[usize]) -> Vec<(String, usize)> {
    let mut outlets: BTreeMap<String, usize> = BTreeMap::new();
    for head in rows.iter().filter_map(|&row| library.head(row)) {
        *outlets.entry(clean_line(&head.outlet_label())).or_default() += 1;
    }
    let mut outlets: Vec<(String, usize)> = outlets.into_iter().collect();
    outlets.sort_by_key(|(_, articles)| Reverse(*articles));
    outlets
}

/// Who stands in these articles, those in most of them ahead; of equals, people first, then those most named.
fn actors(library: &Library, rows: &[usize], most: usize) -> Vec<Present> {
    let mut present: BTreeMap<ActorId, (usize, usize)> = BTreeMap::new();
    for presence in rows.iter().flat_map(|&row| library.company(row)) {
        let (articles, named) = present.entry(presence.actor).or_default();
        *articles += 1;
        *named += presence.counts.total();
    }
    let known = present.into_iter();
    let mut known: Vec<_> = known
        .filter_map(|(id, counts)| Some((library.actor(id)?, counts)))
        .collect();
    known.sort_by_key(|(actor, (articles, named))| {
        (Reverse(*articles), actor.kind, Reverse(*named), actor.id)
    });
    let known = known.into_iter().take(most);
    known
        .map(|(actor, (articles, _))| Present {
            name: name(&actor),
            articles,
        })
        .collect()
}
