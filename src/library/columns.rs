//! What is held of every article in memory, a few bytes each: by time and by story, read as far down as somebody has looked.

use std::ops::Range;

use super::roll::{Entry, PIECE, Roll};
use crate::model::state::ArticleKey;
use crate::store::columns::{Column, StoryRow, TimeRow};
use crate::store::error::StoreError;
use crate::store::sqlite::Reader;
use crate::store::traits::Catalogue as _;

impl Entry for Column {
    type Key = TimeRow;

    fn key(&self) -> TimeRow {
        self.row
    }
}

impl Entry for StoryRow {
    type Key = Self;

    fn key(&self) -> Self {
        *self
    }
}

/// Articles, the newest first, and the same with those of a story together.
#[derive(Debug, Clone, Default)]
pub(super) struct Columns {
    by_time: Roll<Column>,
    by_story: Roll<StoryRow>,
}

impl Columns {
    /// What is held of the article at `row`.
    pub(super) fn at(&mut self, store: &Reader, row: usize) -> Result<Option<Column>, StoreError> {
        while self.by_time.len() <= row && !self.by_time.is_complete() {
            self.read_time(store)?;
        }
        Ok(self.by_time.get(row))
    }

    /// The row of the article that stands there in the order of time.
    pub(super) fn row_at(
        &mut self,
        store: &Reader,
        time: TimeRow,
    ) -> Result<Option<usize>, StoreError> {
        while !self.by_time.reaches(time) {
            self.read_time(store)?;
        }
        Ok(self.by_time.find(time))
    }

    /// The rows of these articles; one that is not shown is left out.
    pub(super) fn rows_of(
        &mut self,
        store: &Reader,
        keys: &[ArticleKey],
    ) -> Result<Vec<usize>, StoreError> {
        let mut rows = Vec::with_capacity(keys.len());
        for column in store.columns_of(keys)? {
            rows.extend(self.row_at(store, column.row)?);
        }
        Ok(rows)
    }

    /// The row of the article at a place in the order of stories.
    pub(super) fn row_by_story(
        &mut self,
        store: &Reader,
        place: usize,
    ) -> Result<Option<usize>, StoreError> {
        while self.by_story.len() <= place && !self.by_story.is_complete() {
            self.read_stories(store)?;
        }
        match self.by_story.get(place) {
            Some(at) => self.row_at(store, at.row),
            None => Ok(None),
        }
    }

    /// The place of an article in the order of stories.
    pub(super) fn place_by_story(
        &mut self,
        store: &Reader,
        row: usize,
    ) -> Result<Option<usize>, StoreError> {
        let Some(at) = self.at(store, row)?.map(|column| column.by_story()) else {
            return Ok(None);
        };
        while !self.by_story.reaches(at) {
            self.read_stories(store)?;
        }
        Ok(self.by_story.find(at))
    }

    /// The places of all articles of the story that has the article at a place.
    pub(super) fn run_by_story(
        &mut self,
        store: &Reader,
        place: usize,
    ) -> Result<Option<Range<usize>>, StoreError> {
        if self.row_by_story(store, place)?.is_none() {
            return Ok(None);
        }
        let Some(at) = self.by_story.get(place) else {
            return Ok(None);
        };
        let (first, behind) = (at.first_of_story(), at.behind_story());
        while !self.by_story.reaches(behind) {
            self.read_stories(store)?;
        }
        Ok(Some(
            self.by_story.lower(first)..self.by_story.lower(behind),
        ))
    }

    /// Reads everything that has not been read yet, in short steps; tells whether there was anything.
    pub(super) fn read_on(&mut self, store: &Reader) -> Result<bool, StoreError> {
        if !self.by_time.is_complete() {
            self.read_time(store)?;
            return Ok(true);
        }
        let more = !self.by_story.is_complete();
        if more {
            self.read_stories(store)?;
        }
        Ok(more)
    }

    /// What there is to hold in the state `now`, where `touched` are all articles that do not stand where they stood `before`.
    pub(super) fn following(
        &self,
        before: &Reader,
        now: &Reader,
        touched: &[ArticleKey],
    ) -> Result<Self, StoreError> {
        let mut next = self.clone();
        for column in before.columns_of(touched)? {
            next.by_time.remove(column.row);
            next.by_story.remove(column.by_story());
        }
        for column in now.columns_of(touched)? {
            next.by_time.insert(column);
            next.by_story.insert(column.by_story());
        }
        Ok(next)
    }

    fn read_time(&mut self, store: &Reader) -> Result<(), StoreError> {
        let more = store.columns(self.by_time.end(), PIECE)?;
        self.by_time.push(more);
        Ok(())
    }

    fn read_stories(&mut self, store: &Reader) -> Result<(), StoreError> {
        let more = store.story_rows(self.by_story.end(), PIECE)?;
        self.by_story.push(more);
        Ok(())
    }
}
