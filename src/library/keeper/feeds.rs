//! The feeds of a library, for whoever asks them.

use std::collections::HashSet;
use std::path::Path;

use super::Keeper;
use crate::model::article::ArticleId;
use crate::model::feed::{Feed, FeedKey, Subscription};
use crate::store::error::StoreError;
use crate::store::traits::{Catalogue as _, Store as _};

impl Keeper {
    /// The feeds, in the order in which they were added.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn feeds(&self) -> Result<Vec<Feed>, StoreError> {
        self.store.catalogue().feeds()
    }

    /// Follows a feed, to be asked every so many minutes; tells whether it was not followed before. Nothing is asked yet.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn follow_feed(&mut self, feed: &Subscription, every: u32) -> Result<bool, StoreError> {
        self.store.follow_feed(feed, every)
    }

    /// Follows a feed no more; what came from it stays.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn drop_feed(&mut self, feed: FeedKey) -> Result<(), StoreError> {
        self.store.drop_feed(feed)
    }

    /// Makes a folder one of the library's.
    pub(in crate::library) fn belong(&mut self, folder: &Path) -> Result<(), StoreError> {
        let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        self.store.add_folder(&folder)?;
        Ok(())
    }

    /// The entries of a feed that have come.
    pub(in crate::library) fn entries_of(&self, feed: FeedKey) -> Result<HashSet<u64>, StoreError> {
        self.store.catalogue().entries_of(feed)
    }

    /// Writes down how it went with a feed, and the entries that have come.
    pub(in crate::library) fn note_feed(
        &mut self,
        feed: &Feed,
        entries: &[u64],
    ) -> Result<(), StoreError> {
        self.store.note_feed(feed, entries)
    }

    /// Whether the library has that article, whatever became of it.
    pub(in crate::library) fn has(&self, article: ArticleId) -> Result<bool, StoreError> {
        Ok(self.store.catalogue().find(article)?.is_some())
    }
}
