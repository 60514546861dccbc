//! What a picture of the library is made of, worked out once from what was read and linked.

use std::collections::HashMap;
use std::sync::Arc;

use super::entry::Entry;
use super::gather::Parts;
use super::jump::index::JumpIndex;
use super::speech::{Saying, Speech};
use super::stories::Voices;
use super::topics::Topic;
use super::{Found, Place, colours, stories, topics};
use crate::model::actor::{Actor, ActorId};
use crate::model::article::ArticleId;
use crate::model::correction::Corrections;
use crate::model::findings::MentionForm;
use crate::model::link::{Ruled, Story, Thread};
use crate::model::problem::Problem;

/// All that a picture of the library holds.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    pub(super) entries: Vec<Arc<Entry>>,
    pub(super) rows: HashMap<ArticleId, usize>,
    pub(super) actors: Vec<Arc<Actor>>,
    /// By actor: the number of its colour.
    pub(super) colours: Vec<usize>,
    pub(super) actor_numbers: HashMap<ActorId, usize>,
    /// By actor: its names and descriptions in reading order.
    pub(super) places: Vec<Arc<[Place]>>,
    /// By actor: what it says, in reading order.
    pub(super) sayings: Vec<Arc<[Saying]>>,
    /// What sources without a name say, in reading order.
    pub(super) unnamed: Arc<[Saying]>,
    pub(super) stories: Vec<Arc<Story>>,
    /// By story: how many outlets tell it.
    pub(super) voices: Vec<Voices>,
    /// The rows of each article of which there are several versions, the earliest first.
    pub(super) revisions: Vec<Arc<[usize]>>,
    /// By story: what it is called.
    pub(super) story_names: Vec<String>,
    pub(super) threads: Vec<Arc<Thread>>,
    /// By row, its thread.
    pub(super) thread_of: HashMap<usize, usize>,
    pub(super) topics: Arc<[Arc<Topic>]>,
    pub(super) jump: Arc<JumpIndex>,
    pub(super) problems: Arc<[Problem]>,
    pub(super) corrections: Arc<Corrections>,
    pub(super) ruled: Vec<Ruled>,
}

impl Shelf {
    pub(super) fn new(
        entries: Vec<Arc<Entry>>,
        actors: Vec<Arc<Actor>>,
        stories: Vec<Story>,
        threads: Vec<Thread>,
    ) -> Self {
        let rows: HashMap<ArticleId, usize> = entries
            .iter()
            .enumerate()
            .map(|(row, entry)| (entry.article.id, row))
            .collect();
        let actor_numbers: HashMap<ActorId, usize> = actors
            .iter()
            .enumerate()
            .map(|(number, actor)| (actor.id, number))
            .collect();
        let places = places(&entries, &actor_numbers);
        let speech = Speech::collect(&entries, &actor_numbers);
        let voices = stories
            .iter()
            .map(|story| stories::voices(story, &entries, &rows))
            .collect();
        let spread: Vec<usize> = places.iter().map(|places| spread(places)).collect();
        let known = |id: ActorId| {
            let number = *actor_numbers.get(&id)?;
            Some((actors.get(number)?.as_ref(), spread[number]))
        };
        let story_names = stories::names(&stories, &threads, &entries, &known);
        let thread_of = threads.iter().enumerate().flat_map(|(number, thread)| {
            let rows = thread.events.iter().flatten();
            rows.map(move |&row| (row, number))
        });
        let thread_of = thread_of.collect();
        let colours = colours::assign(&entries, &actors, &places);
        let topics = topics::collect(&entries);
        let parts = Parts {
            entries: &entries,
            actors: &actors,
            places: &places,
            topics: &topics,
            unnamed: &speech.unnamed,
            stories: &stories,
            story_names: &story_names,
        };
        let jump = parts.index();
        Self {
            entries,
            rows,
            actors,
            colours,
            actor_numbers,
            places: places.into_iter().map(Arc::from).collect(),
            sayings: speech.of.into_iter().map(Arc::from).collect(),
            unnamed: speech.unnamed.into(),
            stories: stories.into_iter().map(Arc::new).collect(),
            voices,
            story_names,
            threads: threads.into_iter().map(Arc::new).collect(),
            thread_of,
            topics: topics.into_iter().map(Arc::new).collect(),
            jump: Arc::new(jump),
            ..Self::default()
        }
    }
}

/// By actor, where it stands by name or by description; `numbers` tells each actor's.
fn places(entries: &[Arc<Entry>], numbers: &HashMap<ActorId, usize>) -> Vec<Vec<Place>> {
    let mut places = vec![Vec::new(); numbers.len()];
    for (row, entry) in entries.iter().enumerate() {
        let names = entry.links.iter().enumerate();
        let names = names.map(|(index, link)| (Found::Name(index), link.actor));
        let described = entry.referring(MentionForm::Description);
        let described = described.map(|(index, link)| (Found::Description(index), link.actor));
        let mut here: Vec<(Found, ActorId)> = names.chain(described).collect();
        here.sort_by_key(|(found, _)| entry.range_of(*found).map(|range| range.start));
        for (found, actor) in here {
            let number = numbers.get(&actor);
            if let Some(places) = number.and_then(|&number| places.get_mut(number)) {
                places.push(Place { row, found });
            }
        }
    }
    places
}

/// In how many articles the actor of these places is.
fn spread(places: &[Place]) -> usize {
    places.chunk_by(|place, next| place.row == next.row).count()
}
