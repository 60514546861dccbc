//! What is written about articles is worked out from the articles themselves. Where there are many, another thread reads them
//! ahead of the one that writes.

use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use rusqlite::Connection;

use crate::model::article::Article;
use crate::model::findings::Findings;
use crate::model::state::ArticleKey;
use crate::store::error::Done;
use crate::store::held;
use crate::store::sqlite::Reader;
use crate::store::traits::Catalogue as _;

/// From how many articles on that is worth a thread.
pub(super) const MANY: usize = 64;

/// How many articles are read at most before the first of them is asked for.
const AHEAD: usize = 128;

/// An article and what was found in it.
type Report = (Article, Findings);

/// Articles, as they are asked for one after the other in the order that was told.
pub(super) struct Reports {
    coming: Option<Receiver<Option<Report>>>,
}

impl Reports {
    /// Those that nobody reads ahead.
    pub(super) fn none() -> Self {
        Self { coming: None }
    }

    /// The article whose turn it is, `key`; where nobody has read it, it is read now.
    pub(super) fn next(&self, connection: &Connection, key: ArticleKey) -> Done<Option<Report>> {
        let coming = self.coming.as_ref();
        let read = coming.and_then(|coming| coming.recv().ok().flatten());
        match read {
            Some(read) => Ok(Some(read)),
            None => held::report(connection, key),
        }
    }
}

/// Does `work` while `reader` reads the articles of these keys.
pub(super) fn read<T>(
    reader: Reader,
    keys: impl Iterator<Item = ArticleKey> + Send,
    work: impl FnOnce(&Reports) -> T,
) -> T {
    let (give, take) = sync_channel(AHEAD);
    thread::scope(|scope| {
        let read = move || {
            for key in keys {
                // What cannot be read is read again by whoever asks for it, and fails there.
                if give.send(reader.report(key).ok().flatten()).is_err() {
                    break;
                }
            }
        };
        // Where the system gives no thread, nothing comes, and all is read as it is asked for.
        thread::Builder::new().spawn_scoped(scope, read).ok();
        work(&Reports { coming: Some(take) })
    })
}
