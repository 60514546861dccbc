//! Answers to questions, step by step, on whatever thread they are asked.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::question::{
    Answer, Hit, MOST_COUNTED, Part, Place, Question, Results, Saved, Told, Wanted,
};
use crate::library::head::{At, StoryId, outlet_label};
use crate::library::jotting::{self, Jotting};
use crate::model::article::ArticleId;
use crate::model::query::Order;
use crate::model::sourced::Certainty;
use crate::search::query;
use crate::store::error::StoreError;
use crate::store::excerpt::Excerpt;
use crate::store::filter::Now;
use crate::store::pages::{Head, Request};
use crate::store::sqlite::{Interrupter, Reader};
use crate::store::traits::Catalogue as _;

/// How many articles one step of a list gives at most.
const MOST_AT_ONCE: usize = 20_000;

/// Answers questions to one library file.
#[derive(Debug)]
pub struct Lookup {
    path: PathBuf,
    clock: fn() -> Now,
    /// Opened with the first question; again with the next where that failed.
    reader: Option<Reader>,
}

impl Lookup {
    /// Will answer from the library file at `path`; `clock` tells the moment from which `newer:` counts back.
    pub fn new(path: &Path, clock: fn() -> Now) -> Self {
        Self {
            path: path.to_owned(),
            clock,
            reader: None,
        }
    }

    /// Answers all of `question`, part by part.
    pub fn answer(&mut self, question: Question, mut tell: impl FnMut(Answer)) {
        let mut next = Some(question);
        while let Some(question) = next {
            let number = question.number;
            let (told, more) = match self.step(&question.wanted) {
                Ok((told, more)) => (Ok(told), more),
                Err(error) => (Err(error.told()), None),
            };
            tell(Answer { number, told });
            next = more.map(|wanted| Question { number, wanted });
        }
    }

    /// Does a part of what is wanted; gives what is still wanted behind it.
    ///
    /// # Errors
    /// Where the library cannot be read, or the step was interrupted.
    pub fn step(&mut self, wanted: &Wanted) -> Result<(Told, Option<Wanted>), StoreError> {
        let now = (self.clock)();
        let reader = self.reader()?;
        match wanted {
            Wanted::Page {
                query,
                order,
                after,
                count,
            } => {
                let page = reader.page(&Request {
                    query,
                    order: *order,
                    after: after.as_ref().map(|place| &place.0),
                    count: *count,
                    now,
                })?;
                let keys: Vec<_> = page.heads.iter().map(|head| head.key).collect();
                let snippets = reader.snippets(query, now, &keys)?;
                // What is rare is looked for a stretch at a time, so that what there is can be shown meanwhile.
                let missing = count.saturating_sub(keys.len());
                let rest = page.next.clone().filter(|_| missing > 0);
                let more = rest.map(|next| Wanted::Page {
                    query: query.clone(),
                    order: *order,
                    after: Some(Place(next)),
                    count: missing,
                });
                let hits = page.heads.into_iter().zip(snippets);
                let results = Results {
                    hits: hits.map(|(head, snippet)| hit(head, snippet)).collect(),
                    next: page.next.map(Place),
                    within: page.within,
                    unfinished: more.is_some(),
                };
                Ok((Told::Page(results), more))
            }
            Wanted::List {
                query,
                order,
                after,
                count,
                so_far,
            } => {
                let request = Request {
                    query,
                    order: *order,
                    after: after.as_ref().map(|place| &place.0),
                    count: *count,
                    now,
                };
                list(reader, request, so_far)
            }
            Wanted::Notes => Ok((Told::Notes(jotting::all(reader)?), None)),
            Wanted::Saved => {
                let saved = saved(reader)?;
                let more = (!saved.is_empty()).then(|| Wanted::Counts(saved.clone(), 0));
                Ok((Told::Saved(saved), more))
            }
            Wanted::Counts(saved, at) => {
                let Some(one) = saved.get(*at) else {
                    return Ok((Told::Saved(saved.clone()), None));
                };
                let query = query::parse(&one.query).ok();
                let keys = query.map(|query| reader.matching(&query, now, MOST_COUNTED + 1));
                let count = keys.transpose()?.map(|keys| keys.len());
                let more = *at + 1 < saved.len();
                let more = more.then(|| Wanted::Counts(saved.clone(), at + 1));
                Ok((Told::Count(one.name.clone(), count), more))
            }
        }
    }

    /// Where the article was read from, and its address if it tells one; nothing where there is no such article.
    ///
    /// # Errors
    /// Where the library cannot be read.
    pub fn origin(
        &mut self,
        id: ArticleId,
    ) -> Result<Option<(String, Option<String>)>, StoreError> {
        let reader = self.reader()?;
        let Some(key) = reader.find(id)? else {
            return Ok(None);
        };
        let held = reader.article(key)?;
        Ok(held.map(|held| {
            let url = held.article.url.map(|url| url.value);
            (held.article.source, url)
        }))
    }

    /// The tags of the article called `id`, by name.
    ///
    /// # Errors
    /// Where the library cannot be read.
    pub fn tags(&mut self, id: ArticleId) -> Result<Vec<String>, StoreError> {
        let reader = self.reader()?;
        let marks = reader.marks_of(reader.find(id)?.as_slice())?;
        let tags = marks.into_iter().flat_map(|(_, marks)| marks.tags);
        Ok(tags.collect())
    }

    /// All notes and highlights.
    ///
    /// # Errors
    /// Where the library cannot be read.
    pub fn notes(&mut self) -> Result<Vec<Jotting>, StoreError> {
        jotting::all(self.reader()?)
    }

    /// The saved searches.
    ///
    /// # Errors
    /// Where the library cannot be read.
    pub fn saved(&mut self) -> Result<Vec<Saved>, StoreError> {
        saved(self.reader()?)
    }

    /// What ends a step from another thread; nothing before the library has been opened.
    pub(super) fn interrupter(&self) -> Option<Interrupter> {
        self.reader.as_ref().map(Reader::interrupter)
    }

    fn reader(&mut self) -> Result<&Reader, StoreError> {
        let reader = match self.reader.take() {
            Some(reader) => reader,
            None => Reader::open(&self.path)?,
        };
        Ok(self.reader.insert(reader))
    }
}

fn saved(reader: &Reader) -> Result<Vec<Saved>, StoreError> {
    let saved = reader.saved()?.into_iter();
    Ok(saved.map(|(name, query)| Saved { name, query }).collect())
}

/// A part of the list that is wanted. Stories are put together from the newest article on, whatever the list finds first:
/// of words, only so many of the newest matches can be put in any other order.
fn list(
    reader: &Reader,
    request: Request<'_>,
    so_far: &[(At, Option<StoryId>)],
) -> Result<(Told, Option<Wanted>), StoreError> {
    let by_story = request.order == Order::Story;
    let listing = reader.listing(&Request {
        order: if by_story {
            Order::Newest
        } else {
            request.order
        },
        ..request
    })?;
    let found = listing.articles.into_iter();
    let found = found.map(|(row, story)| (At(row), story.map(StoryId)));
    let (first, last) = (request.after.is_none(), listing.next.is_none());
    let mut all = so_far.to_vec();
    all.extend(found);
    let part = Part {
        articles: match (by_story, first || last) {
            (false, _) => all.iter().map(|(at, _)| *at).collect(),
            (true, true) => together(&all),
            (true, false) => Vec::new(),
        },
        first: first || by_story && last,
        last,
    };
    let more = listing.next.map(|next| Wanted::List {
        query: request.query.clone(),
        order: request.order,
        after: Some(Place(next)),
        count: (request.count * 10).min(MOST_AT_ONCE),
        so_far: if by_story { all } else { Vec::new() },
    });
    Ok((Told::List(part), more))
}

/// These articles with those of a story together where the first of them stands.
fn together(articles: &[(At, Option<StoryId>)]) -> Vec<At> {
    let mut first: HashMap<StoryId, At> = HashMap::new();
    let mut placed: Vec<(At, At)> = Vec::with_capacity(articles.len());
    for (at, story) in articles {
        let newest = story.map_or(*at, |story| *first.entry(story).or_insert(*at));
        placed.push((newest, *at));
    }
    placed.sort_unstable_by_key(|place| Reverse(*place));
    placed.into_iter().map(|(_, at)| at).collect()
}

fn hit(head: Head, excerpt: Excerpt) -> Hit {
    // Nothing is told twice.
    let excerpt = if excerpt.text == head.title {
        Excerpt::default()
    } else {
        excerpt
    };
    let outlet = Some(head.outlet.as_str()).filter(|outlet| !outlet.is_empty());
    let guessed = head.certainty == Certainty::Inferred;
    Hit {
        id: head.id,
        outlet_label: outlet_label(outlet, guessed, head.agency.as_deref()),
        title: head.title,
        outlet: head.outlet,
        date: head.date,
        words: head.words,
        actors: head.actors,
        unread: head.unread,
        starred: head.starred,
        noted: head.noted,
        snippet: excerpt.text,
        marks: excerpt.marks,
    }
}
