//! A copy of a library, made while others read and write it.

use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::backup::Backup;

use super::Reader;
use crate::store::error::{Done, StoreError};

/// How many pages of the file are copied between two looks at what else is going on.
const PAGES: i32 = 256;

impl Reader {
    /// Writes the library as it is now to a new file at `to`, while others read and write it.
    ///
    /// # Errors
    /// When something is at `to` already, or it cannot be written.
    pub fn backup(&self, to: &Path) -> Result<(), StoreError> {
        // Made by this, or not at all: nothing that is there is written over.
        std::fs::File::create_new(to).map_err(|cause| StoreError::io(to, cause))?;
        let copied = copy(&self.connection, to);
        if copied.is_err() {
            std::fs::remove_file(to).ok();
        }
        copied.map_err(|wrong| StoreError::sql(to, wrong))
    }
}

fn copy(from: &Connection, to: &Path) -> Done<()> {
    let mut copy = Connection::open(to)?;
    // All steps see one state of the library, and need not begin anew when it is written meanwhile.
    let own = from.is_autocommit().then(|| from.unchecked_transaction());
    let _reading = own.transpose()?;
    Backup::new(from, &mut copy)?.run_to_completion(PAGES, Duration::ZERO, None)?;
    copy.pragma_update(None, "journal_mode", "WAL")?;
    copy.close().map_err(|(_, cause)| cause)?;
    Ok(())
}
