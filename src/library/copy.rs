//! The plain text copy of the notes and highlights, which stands beside the library file.
//!
//! The database is the truth; the copy is written anew from it, whole and at once, some time behind each change. That one
//! is due is written down ahead of the change, so that whatever ends the program, the next one makes up for it.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::jotting::{self, Jotting};
use crate::store::error::StoreError;
use crate::store::sqlite::Sqlite;
use crate::store::traits::{Catalogue as _, Store as _};
use crate::text::sanitize::clean_line;

/// The value of the session that tells that the copy is behind.
const DUE: &str = "notes-copy";

/// How the notes of a library are told in plain text.
pub type Telling = fn(&[Jotting]) -> String;

/// The copy of one library.
#[derive(Debug, Default)]
pub(super) struct Copy {
    /// Where it stands, and how it is told; nothing where none is kept.
    kept: Option<(PathBuf, Telling)>,
    is_due: bool,
}

impl Copy {
    /// Keeps one beside the file of that `store`.
    pub(super) fn beside(store: &Sqlite, telling: Telling) -> Self {
        let path = store.path().with_extension("notes.md");
        let behind = matches!(store.catalogue().value(DUE), Ok(Some(_)));
        let noted = store.catalogue().stats().map_or(0, |stats| stats.noted);
        let missing = noted > 0 && !path.exists();
        Self {
            is_due: behind || missing,
            kept: Some((path, telling)),
        }
    }

    pub(super) fn is_due(&self) -> bool {
        self.is_due
    }

    /// Notes that the copy is behind from now on.
    pub(super) fn fall_behind(&mut self, store: &mut Sqlite) -> Result<(), StoreError> {
        if self.kept.is_some() && !self.is_due {
            store.set_value(DUE, Some("1"))?;
            self.is_due = true;
        }
        Ok(())
    }

    /// Writes it anew. Where that fails, it stays due for the next session.
    pub(super) fn write(&mut self, store: &mut Sqlite) -> Result<(), String> {
        self.is_due = false;
        let Some((path, telling)) = &self.kept else {
            return Ok(());
        };
        let jottings = jotting::all(store.catalogue()).map_err(|error| error.told())?;
        replace(path, &telling(&jottings)).map_err(|cause| {
            let path = clean_line(&path.to_string_lossy());
            format!("the notes are kept, but their copy {path} cannot be written: {cause}")
        })?;
        store.set_value(DUE, None).map_err(|error| error.told())
    }
}

/// Puts `text` where the file of that path is, all at once; what is there is never half of it.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut fresh = NamedTempFile::new_in(folder)?;
    fresh.write_all(text.as_bytes())?;
    fresh.as_file().sync_all()?;
    fresh.persist(path)?;
    Ok(())
}
