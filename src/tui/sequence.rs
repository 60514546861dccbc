//! The articles that the list has, by their places in it: an index over the library, of which only what is asked for is looked
//! up, so that no key and no frame costs more the more articles there are.

use std::ops::Range;

use crate::library::Library;
use crate::library::head::{At, StoryId};

/// All articles of a library, or those that were given, in an order of places from 0 on.
#[derive(Debug, Clone)]
pub struct Sequence {
    /// The articles of a story stand together where the newest of them stands.
    by_story: bool,
    /// None where it is all of the library.
    given: Option<Given>,
}

/// Articles in the order in which they are listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The articles so far.
    pub articles: Vec<At>,
    /// Whether these are all.
    pub complete: bool,
}

impl Sequence {
    /// What is given, else all of the library; by story, given articles of one story stand together already.
    pub fn new(by_story: bool, given: Option<Given>) -> Self {
        Self { by_story, given }
    }

    /// Whether it is what was given, and not all of the library.
    pub fn is_given(&self) -> bool {
        self.given.is_some()
    }

    /// Whether more may come.
    pub fn is_open(&self) -> bool {
        self.given.as_ref().is_some_and(|given| !given.complete)
    }

    /// Takes more articles, behind those that were given.
    pub fn extend(&mut self, articles: &[At], last: bool) {
        if let Some(given) = &mut self.given {
            given.articles.extend(articles);
            given.complete = last;
        }
    }

    /// Forgets what was given and the library has no more, or elsewhere.
    pub fn follow(&mut self, library: &Library) {
        if let Some(given) = &mut self.given {
            given.articles.retain(|at| library.row_at(*at).is_some());
        }
    }

    /// How many places there are.
    pub fn len(&self, library: &Library) -> usize {
        let given = self.given.as_ref();
        given.map_or(library.len(), |given| given.articles.len())
    }

    /// The row of the article at a place.
    pub fn row(&self, library: &Library, place: usize) -> Option<usize> {
        match &self.given {
            Some(given) => library.row_at(*given.articles.get(place)?),
            None if self.by_story => library.row_by_story(place),
            None => (place < library.len()).then_some(place),
        }
    }

    /// The place of the article at `row`, where it has one.
    pub fn place(&self, library: &Library, row: usize) -> Option<usize> {
        match &self.given {
            Some(given) => {
                let at = library.at(row)?;
                given.articles.iter().position(|other| *other == at)
            }
            None if self.by_story => library.place_by_story(row),
            None => (row < library.len()).then_some(row),
        }
    }

    /// The story whose articles stand at and around a place, where they stand together, and the places of all of them. Of one
    /// article alone there is no story, though others may come back; but where articles were given, others may only not be
    /// among them.
    pub fn story(&self, library: &Library, place: usize) -> Option<(StoryId, Range<usize>)> {
        if !self.by_story {
            return None;
        }
        let story = library.story_of(self.row(library, place)?)?;
        if self.given.is_none() {
            let run = library.run_by_story(place);
            return (run.len() > 1).then_some((story, run));
        }
        let is_it = |place: usize| {
            let row = self.row(library, place);
            row.and_then(|row| library.story_of(row)) == Some(story)
        };
        let before = (0..place).rev().take_while(|&place| is_it(place)).count();
        let behind = (place + 1..self.len(library)).take_while(|&place| is_it(place));
        Some((story, place - before..place + 1 + behind.count()))
    }
}
