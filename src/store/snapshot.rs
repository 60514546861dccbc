//! One state of a library, for as long as somebody looks at it.

use std::ops::Deref;

use crate::store::error::StoreError;
use crate::store::sqlite::Reader;

/// A reader that sees one state of the library, whatever is written meanwhile. To take one costs opening a connection,
/// however large the library is. It can go to another thread; no two threads can use it at once.
///
/// The writer never waits for one, but the log beside the file keeps all that was written since the oldest of them was
/// taken, and is begun anew only when nobody needs it: by the next write after a
/// [`settle`](crate::store::sqlite::Sqlite::settle) that tells so, once the snapshots from before it are gone.
#[derive(Debug)]
pub struct Snapshot {
    reader: Reader,
    state: i64,
}

impl Reader {
    /// Takes the present state of the library.
    ///
    /// # Errors
    /// As [`Reader::open`].
    pub fn snapshot(&self) -> Result<Snapshot, StoreError> {
        let reader = Self::open(self.path())?;
        reader.stay()?;
        // A transaction has a state only from the first thing on that it reads.
        let state = reader.last_event()?;
        Ok(Snapshot { reader, state })
    }
}

impl Snapshot {
    /// The number of the last event in this state: what [`changes`](crate::store::traits::Catalogue::changes) is to be asked for
    /// to learn what has happened since.
    pub fn state(&self) -> i64 {
        self.state
    }
}

impl Deref for Snapshot {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        &self.reader
    }
}
