//! Opening a library file: made when it is not there, refused when it is something else, never overwritten.
//!
//! `journal_mode = WAL` lets readers read while one writes. `synchronous = NORMAL` does not wait for the disk at every
//! commit. That loses nothing acknowledged when the program is killed: a commit has been handed to the system with
//! `write`, and what the system has it keeps when a process dies. Only when the machine itself loses power can the last
//! moments be missing, and then as whole transactions: the file is sound all the same, since the log is brought to the
//! disk before it is taken over into the file.

use std::fs;
use std::io::{ErrorKind, Read as _};
use std::panic::UnwindSafe;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::{Connection, OpenFlags};

use crate::model::query::PARTS;
use crate::store::article;
use crate::store::error::{Done, StoreError, Trouble, Wrong};
use crate::store::parts::{bit, text_of};
use crate::store::{places, schema};

/// How long a connection waits for another program that is writing.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// The size of a page of the file. Bodies of usual length leave a sixth of a page unused that holds four of them.
const PAGE: i64 = 16 << 10;

/// How much of the file is read by mapping it.
const MAPPED: i64 = 256 << 20;

/// How much a connection keeps in memory at most, in KiB; one that writes touches many pages of many tables at once.
const CACHE: i64 = 8 << 10;
const WRITING_CACHE: i64 = 64 << 10;

/// To which size the log is cut back after a large ingest, in bytes.
const LOG: i64 = 32 << 20;

/// The first bytes of every SQLite database (<https://www.sqlite.org/fileformat.html>, 1.3).
const MAGIC: &[u8] = b"SQLite format 3\0";

/// Opens the library at `path` for writing; makes it where nothing is.
///
/// # Errors
/// When something else is there, or it is damaged, newer, held by another program, or cannot be written.
pub(super) fn for_writing(path: &Path, patience: Duration) -> Result<Connection, StoreError> {
    let told = |wrong: Wrong| match &wrong {
        Wrong::Sql(error) if cannot_share(error) => cannot_open(path, wrong),
        _ => StoreError::sql(path, wrong),
    };
    if look(path)? == Look::Nothing {
        let parent = path
            .parent()
            .filter(|parent| !parent.as_os_str().is_empty());
        if let Some(parent) = parent {
            fs::create_dir_all(parent).map_err(|cause| StoreError::io(path, cause))?;
        }
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let opened = Connection::open_with_flags(path, flags).map_err(Wrong::from);
    let mut connection = opened.map_err(|wrong| cannot_open(path, wrong))?;
    prepare(&connection, patience).map_err(told)?;
    if connection.is_readonly("main").unwrap_or(false) {
        return Err(StoreError::new(path, Trouble::ReadOnly));
    }
    make_ready(&mut connection).map_err(told)?;
    let cache = connection.pragma_update(None, "cache_size", -WRITING_CACHE);
    cache.map_err(|wrong| told(wrong.into()))?;
    Ok(connection)
}

/// Opens the library at `path` for reading, also where its folder cannot be written.
///
/// # Errors
/// When there is no library, or it is of another version, or damaged.
pub(super) fn for_reading(path: &Path, patience: Duration) -> Result<Connection, StoreError> {
    let told = |wrong: Wrong| StoreError::sql(path, wrong);
    if look(path)? == Look::Nothing {
        return Err(StoreError::new(path, Trouble::Missing));
    }
    let plain = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let open = |connection: rusqlite::Result<Connection>| {
        let connection = connection?;
        prepare(&connection, patience)?;
        check(&connection)?;
        Ok::<Connection, Wrong>(connection)
    };
    match open(Connection::open_with_flags(path, plain)) {
        // Without a log, a file whose folder cannot be written is what it is, and can be read as that.
        Err(Wrong::Sql(error)) if cannot_share(&error) && !has_log(path) => {
            let flags = plain | OpenFlags::SQLITE_OPEN_URI;
            open(Connection::open_with_flags(unchanging(path), flags)).map_err(told)
        }
        other => other.map_err(told),
    }
}

/// Makes an empty file of a new name in a folder.
///
/// # Errors
/// When no file can be written there.
pub(super) fn new_file(folder: &Path) -> Result<PathBuf, StoreError> {
    let process = std::process::id();
    let mut number = 0_u64;
    loop {
        let path = folder.join(format!("rashomon-{process}-{number}.library"));
        match fs::File::create_new(&path) {
            Ok(_) => return Ok(path),
            Err(cause) if cause.kind() == ErrorKind::AlreadyExists => number += 1,
            Err(cause) => return Err(StoreError::io(&path, cause)),
        }
    }
}

/// What lies at a path, before the database is let at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    Nothing,
    Something,
}

/// Looks at the file itself, so that what is not ours is not even opened as a database.
fn look(path: &Path) -> Result<Look, StoreError> {
    let data = match fs::metadata(path) {
        Ok(data) => data,
        Err(cause) if is_nothing(cause.kind()) => return Ok(Look::Nothing),
        Err(cause) => return Err(StoreError::io(path, cause)),
    };
    let refuse = |trouble| Err(StoreError::new(path, trouble));
    if !data.is_file() {
        return refuse(Trouble::NotAFile);
    }
    let mut head = Vec::new();
    fs::File::open(path)
        .and_then(|file| file.take(100).read_to_end(&mut head))
        .map_err(|cause| StoreError::io(path, cause))?;
    if head.is_empty() {
        return Ok(Look::Something);
    }
    let Some(header) = Header::read(&head) else {
        let begun = MAGIC.starts_with(&head) || head.starts_with(MAGIC);
        return refuse(if begun {
            Trouble::Damaged("it ends within its first line".to_owned())
        } else {
            Trouble::NotALibrary
        });
    };
    // While there is a log, the file itself may be behind.
    if has_log(path) {
        return Ok(Look::Something);
    }
    if header.application != schema::APPLICATION && (header.application != 0 || header.tables) {
        return refuse(Trouble::OtherProgram);
    }
    if data.len() < header.length {
        return refuse(Trouble::Damaged(format!(
            "it is cut off after {} of {} bytes",
            data.len(),
            header.length
        )));
    }
    Ok(Look::Something)
}

/// Whether that is said of a path at which nothing can lie.
fn is_nothing(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::NotFound | ErrorKind::NotADirectory)
}

/// What the header of a database says (<https://www.sqlite.org/fileformat.html>, 1.3).
struct Header {
    /// How long the file must be.
    length: u64,
    /// Whether a table was ever made.
    tables: bool,
    application: i64,
}

impl Header {
    fn read(head: &[u8]) -> Option<Self> {
        let number = |at: usize| {
            let bytes = head.get(at..at + 4)?;
            Some(u32::from_be_bytes(bytes.try_into().ok()?))
        };
        let page = u16::from_be_bytes(head.get(16..18)?.try_into().ok()?);
        // 65,536 does not fit, and is written as 1.
        let page = if page == 1 { 65_536 } else { u64::from(page) };
        let header = Self {
            length: page * u64::from(number(28)?),
            tables: number(40)? != 0,
            application: i64::from(number(68)?),
        };
        (head.len() == 100 && head.starts_with(MAGIC)).then_some(header)
    }
}

/// Tells whether a log lies beside the file that has something to say.
fn has_log(path: &Path) -> bool {
    let log = beside(path, "-wal");
    fs::metadata(log).is_ok_and(|data| data.len() > 0)
}

/// The path with an ending behind its name.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Tells whether the database could not make the files by which connections share a log.
fn cannot_share(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(rusqlite::ErrorCode::CannotOpen | rusqlite::ErrorCode::ReadOnly)
    )
}

/// The path as the address of a file that nobody changes.
fn unchanging(path: &Path) -> String {
    let mut address = "file:".to_owned();
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => {
                address.push(char::from(*byte));
            }
            _ => {
                use std::fmt::Write as _;
                write!(address, "%{byte:02X}").ok();
            }
        }
    }
    address.push_str("?immutable=1");
    address
}

/// The error of a file that could not be opened, with what the system says about it. Where the file itself can be written, it
/// is the files beside it that cannot.
fn cannot_open(path: &Path, wrong: Wrong) -> StoreError {
    let opened = fs::OpenOptions::new()
        .append(true)
        .create(true)
        .open(path)
        .map(drop);
    if let Err(cause) = opened {
        return StoreError::io(path, cause);
    }
    let mut error = StoreError::sql(path, wrong);
    error.trouble = Trouble::ReadOnly;
    error
}

/// What every connection has.
fn prepare(connection: &Connection, patience: Duration) -> Done<()> {
    connection.busy_timeout(patience)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    connection.pragma_update(None, "mmap_size", MAPPED)?;
    connection.pragma_update(None, "cache_size", -CACHE)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update(None, "journal_size_limit", LOG)?;
    // A plan does not depend on the values that are bound, or each of many rows that are asked for by one statement would have it
    // made anew: a tenth of the time of whoever reads all articles.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(64);
    let flags = FunctionFlags::SQLITE_UTF8
        | FunctionFlags::SQLITE_DETERMINISTIC
        | FunctionFlags::SQLITE_INNOCUOUS;
    connection.create_scalar_function("body_part", 2, flags, body_part())?;
    // The parts of an article in which there are places.
    connection.create_scalar_function("parts_of", 1, flags, |context| {
        Ok(places::parts(
            context.get_raw(0).as_blob().unwrap_or_default(),
        ))
    })?;
    Ok(())
}

/// Makes a new library, or one of an earlier version ready; refuses others.
fn make_ready(connection: &mut Connection) -> Done<()> {
    let application = schema::application(connection)?;
    let empty = schema::is_empty(connection)?;
    if application != schema::APPLICATION && !(application == 0 && empty) {
        return Err(Trouble::OtherProgram.into());
    }
    let version = schema::version(connection)?;
    if version > schema::VERSION {
        let known = schema::VERSION;
        return Err(Trouble::Newer {
            found: version,
            known,
        }
        .into());
    }
    if empty {
        connection.pragma_update(None, "page_size", PAGE)?;
    }
    connection.pragma_update(None, "journal_mode", "WAL")?;
    if empty || version < schema::VERSION {
        schema::bring_up(connection, schema::STEPS)?;
    }
    Ok(())
}

/// Refuses what is no library of this version.
fn check(connection: &Connection) -> Done<()> {
    if schema::application(connection)? != schema::APPLICATION {
        return Err(Trouble::OtherProgram.into());
    }
    let (found, known) = (schema::version(connection)?, schema::VERSION);
    match found.cmp(&known) {
        std::cmp::Ordering::Less => Err(Trouble::Older { found }.into()),
        std::cmp::Ordering::Equal => Ok(()),
        std::cmp::Ordering::Greater => Err(Trouble::Newer { found, known }.into()),
    }
}

/// `body_part(body, bit)`: the text of one part of a packed body; of a damaged one, nothing. The parts of one body are asked
/// for one behind the other, so that the last is kept.
fn body_part() -> impl Fn(&Context<'_>) -> rusqlite::Result<String> + Send + UnwindSafe + 'static {
    let last = Mutex::new((Vec::new(), <[String; 3]>::default()));
    move |context| {
        let body = context.get_raw(0).as_blob().unwrap_or_default();
        let wanted: i64 = context.get(1)?;
        let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
        if last.0 != body {
            let parts = article::decode_text(body)
                .map(|(text, blocks)| PARTS.map(|part| text_of(&text, &blocks, part)))
                .unwrap_or_default();
            *last = (body.to_vec(), parts);
        }
        let place = PARTS.iter().position(|&part| bit(part) == wanted);
        let text = place.and_then(|place| last.1.get(place));
        Ok(text.cloned().unwrap_or_default())
    }
}
