//! What came without a file, such as on standard input: it is kept in a folder of its own, so that it can be read again.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::ingest::{self, folder};

/// No more is taken: as much as of a file.
pub const LARGEST_GIVEN: u64 = folder::LARGEST_FILE;

/// Keeps `bytes` in `folder`, which is made where it is missing, under a name that the same bytes always get, with the ending of
/// their format; gives the file.
///
/// # Errors
/// When the folder cannot be made or the file not be written.
pub fn keep(folder: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
    keep_as(folder, bytes, &ingest::ending_for(bytes))
}

/// The same of JSON Lines.
///
/// # Errors
/// When the folder cannot be made or the file not be written.
pub fn keep_lines(folder: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
    keep_as(folder, bytes, "jsonl")
}

/// The same of plain text.
///
/// # Errors
/// When the folder cannot be made or the file not be written.
pub fn keep_text(folder: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
    keep_as(folder, bytes, "txt")
}

fn keep_as(folder: &Path, bytes: &[u8], ending: &str) -> io::Result<PathBuf> {
    let name = format!("{:016x}.{ending}", ingest::hash(bytes));
    let path = folder.join(name);
    if path.exists() {
        return Ok(path);
    }
    fs::create_dir_all(folder)?;
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.persist(&path)?;
    Ok(path)
}

/// The collection in `bytes`, from the file at `path`, as JSON Lines in which the fields on the left of `map` stand for the
/// columns on its right.
///
/// # Errors
/// A sentence when there is no such field or column, or the file is no collection.
pub fn mapped(path: &Path, bytes: &[u8], map: &[(String, String)]) -> Result<Vec<u8>, String> {
    ingest::mapped(&path.to_string_lossy(), bytes, map)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_bytes_are_kept_once_under_the_ending_of_their_format() {
        let folder = tempfile::tempdir().unwrap();
        let given = folder.path().join("given");
        let page = keep(&given, b"<!doctype html><p>The council met.").unwrap();
        assert_eq!(page.extension().unwrap(), "html");
        assert_eq!(
            keep(&given, b"<!doctype html><p>The council met.").unwrap(),
            page
        );
        assert_eq!(
            keep(&given, b"The council met.")
                .unwrap()
                .extension()
                .unwrap(),
            "txt"
        );
        assert_eq!(fs::read_dir(&given).unwrap().count(), 2);
    }
}
