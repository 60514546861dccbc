//! What can go wrong with a library file, in sentences that say what to do.

use std::path::{Path, PathBuf};
use std::{error, fmt, io};

use rusqlite::ErrorCode;

/// What could not be done, and why.
#[derive(Debug)]
pub struct StoreError {
    /// The library file.
    pub path: PathBuf,
    /// What is the matter.
    pub trouble: Trouble,
    /// What the system or the database says of it.
    cause: Option<Box<dyn error::Error + Send + Sync>>,
}

/// What is the matter with a library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// There is no such file.
    Missing,
    /// The path leads to a folder, a pipe or a device.
    NotAFile,
    /// The file is no SQLite database.
    NotALibrary,
    /// The file is a database of another program.
    OtherProgram,
    /// The file was written by a later rashomon.
    Newer {
        /// The version of its tables.
        found: i64,
        /// The latest version that this rashomon knows.
        known: i64,
    },
    /// The file was written by an earlier rashomon, and is open for reading only.
    Older {
        /// The version of its tables.
        found: i64,
    },
    /// The file is damaged; what is known of it.
    Damaged(String),
    /// Another program holds the file and does not let go.
    Locked,
    /// The file or its disk cannot be written.
    ReadOnly,
    /// The disk is full.
    Full,
    /// A newer request has made an end to this one.
    Interrupted,
    /// There is no such article, note or file in the library; what is missing.
    Unknown(String),
    /// Anything else.
    Failed,
}

impl StoreError {
    /// An error without anything behind it.
    pub(super) fn new(path: &Path, trouble: Trouble) -> Self {
        Self {
            path: path.to_owned(),
            trouble,
            cause: None,
        }
    }

    /// The error of a system that has no place for files which go with the program.
    pub fn no_place(cause: io::Error) -> Self {
        Self::io(Path::new("the folder for temporary files"), cause)
    }

    /// An error of the file system.
    pub(super) fn io(path: &Path, cause: io::Error) -> Self {
        let trouble = match cause.kind() {
            io::ErrorKind::NotFound => Trouble::Missing,
            // The last two where a file lies in the way of a folder.
            io::ErrorKind::PermissionDenied
            | io::ErrorKind::ReadOnlyFilesystem
            | io::ErrorKind::NotADirectory
            | io::ErrorKind::AlreadyExists => Trouble::ReadOnly,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Trouble::Full,
            _ => Trouble::Failed,
        };
        Self {
            path: path.to_owned(),
            trouble,
            cause: Some(Box::new(cause)),
        }
    }

    /// An error of the database.
    pub(super) fn sql(path: &Path, cause: Wrong) -> Self {
        match cause {
            Wrong::Trouble(trouble) => Self::new(path, trouble),
            Wrong::Sql(cause) => Self {
                path: path.to_owned(),
                trouble: trouble(&cause),
                cause: Some(Box::new(cause)),
            },
        }
    }

    /// Whether there is nothing wrong with a library, but no place for it.
    pub fn has_no_place(&self) -> bool {
        matches!(self.trouble, Trouble::ReadOnly | Trouble::Full)
    }

    /// The error with its cause, in one line.
    pub fn told(&self) -> String {
        match &self.cause {
            Some(cause) => format!("{self} ({cause})"),
            None => self.to_string(),
        }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match &self.trouble {
            Trouble::Missing => write!(f, "there is no library {path}"),
            Trouble::NotAFile => write!(
                f,
                "{path} is no file; a library is one file, and --library names it"
            ),
            Trouble::NotALibrary => {
                write!(f, "{path} is no library of rashomon; it is left as it is")
            }
            Trouble::OtherProgram => write!(
                f,
                "{path} is a database of another program; it is left as it is"
            ),
            Trouble::Newer { found, known } => write!(
                f,
                "{path} was written by a later rashomon (its tables are of version {found}, this one knows {known}); \
                 it is left as it is: use the later rashomon"
            ),
            Trouble::Older { found } => write!(
                f,
                "{path} was written by an earlier rashomon (tables of version {found}) and cannot be brought up to date: \
                 it can only be read; copy it to where it can be written"
            ),
            Trouble::Damaged(what) => write!(
                f,
                "{path} is damaged: {what}; it is left as it is: bring back a backup, or move it away, and the articles are \
                 read anew from their files"
            ),
            Trouble::Locked => write!(
                f,
                "another program holds {path} and does not let go; a rashomon that was stopped may do so"
            ),
            Trouble::ReadOnly => write!(f, "{path} cannot be written"),
            Trouble::Full => write!(
                f,
                "the disk of {path} is full; what was written before is safe"
            ),
            Trouble::Interrupted => f.write_str("given up for a newer request"),
            Trouble::Unknown(what) => write!(f, "{path} has no {what}"),
            Trouble::Failed => write!(f, "{path} cannot be used"),
        }
    }
}

impl error::Error for StoreError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        let cause: &(dyn error::Error + 'static) = &**self.cause.as_ref()?;
        Some(cause)
    }
}

/// What goes wrong inside the room, before the path is put to it.
#[derive(Debug)]
pub(super) enum Wrong {
    /// The database says so.
    Sql(rusqlite::Error),
    /// The room itself says so.
    Trouble(Trouble),
}

/// What most of the room gives back.
pub(super) type Done<T> = Result<T, Wrong>;

impl From<rusqlite::Error> for Wrong {
    fn from(cause: rusqlite::Error) -> Self {
        Self::Sql(cause)
    }
}

impl From<Trouble> for Wrong {
    fn from(trouble: Trouble) -> Self {
        Self::Trouble(trouble)
    }
}

fn trouble(cause: &rusqlite::Error) -> Trouble {
    match cause.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => Trouble::NotALibrary,
        Some(ErrorCode::DatabaseCorrupt) => {
            Trouble::Damaged("its pages do not fit together".to_owned())
        }
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Trouble::Locked,
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Trouble::ReadOnly,
        Some(ErrorCode::DiskFull) => Trouble::Full,
        Some(ErrorCode::OperationInterrupted) => Trouble::Interrupted,
        _ => Trouble::Failed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::ffi;

    #[test]
    fn what_the_database_says_is_told_as_what_it_means() {
        for (code, sentence) in [
            (ffi::SQLITE_NOTADB, "no library of rashomon"),
            (ffi::SQLITE_CORRUPT, "is damaged"),
            (ffi::SQLITE_BUSY, "does not let go"),
            (ffi::SQLITE_READONLY, "cannot be written"),
            (ffi::SQLITE_READONLY_DIRECTORY, "cannot be written"),
            (ffi::SQLITE_FULL, "disk of a.library is full"),
            (ffi::SQLITE_INTERRUPT, "newer request"),
            (ffi::SQLITE_IOERR, "cannot be used"),
        ] {
            let cause = rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
            let error = StoreError::sql(Path::new("a.library"), cause.into());
            assert!(error.to_string().contains(sentence), "{code}: {error}");
            assert!(error::Error::source(&error).is_some());
        }
    }
}
