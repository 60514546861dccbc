//! The order of the articles: what is held of every one of them, read as far down as somebody has looked.

use std::collections::HashMap;

use crate::model::article::ArticleId;
use crate::model::state::ArticleKey;
use crate::store::columns::{Column, TimeRow};
use crate::store::error::StoreError;
use crate::store::sqlite::Reader;
use crate::store::traits::Catalogue as _;

/// How many articles are read at a time.
const AT_ONCE: usize = 4_096;

/// Articles, the newest first, from the top as far down as they have been read.
#[derive(Debug, Default)]
pub(super) struct Columns {
    read: Vec<Column>,
    rows: HashMap<ArticleId, usize>,
    complete: bool,
}

impl Columns {
    /// What is held of the article at `row`.
    pub(super) fn at(&mut self, store: &Reader, row: usize) -> Result<Option<Column>, StoreError> {
        while self.read.len() <= row && !self.complete {
            self.read_on(store)?;
        }
        Ok(self.read.get(row).copied())
    }

    /// The row of the article that stands there in the order of time.
    pub(super) fn row_at(
        &mut self,
        store: &Reader,
        time: TimeRow,
    ) -> Result<Option<usize>, StoreError> {
        while self.read.last().is_none_or(|last| last.row > time) && !self.complete {
            self.read_on(store)?;
        }
        let row = self.read.partition_point(|column| column.row > time);
        Ok(self
            .read
            .get(row)
            .filter(|column| column.row == time)
            .map(|_| row))
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

    /// The row of the article called `id`.
    pub(super) fn row_of(
        &mut self,
        store: &Reader,
        id: ArticleId,
    ) -> Result<Option<usize>, StoreError> {
        let known = self.rows.get(&id).copied();
        if known.is_some() || self.complete {
            return Ok(known);
        }
        match store.find(id)? {
            Some(key) => Ok(self.rows_of(store, &[key])?.pop()),
            None => Ok(None),
        }
    }

    fn read_on(&mut self, store: &Reader) -> Result<(), StoreError> {
        let more = store.columns(self.read.last().map(|last| last.row), AT_ONCE)?;
        self.complete = more.len() < AT_ONCE;
        let from = self.read.len();
        self.rows.extend(
            more.iter()
                .enumerate()
                .map(|(place, column)| (column.id, from + place)),
        );
        self.read.extend(more);
        Ok(())
    }
}
