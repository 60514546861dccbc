//! Files and folders: which of them are sources, in an order that is the same every time.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::ingest::limit::LARGEST_FILE;
use crate::ingest::{FORMATS, has_known_ending};
use crate::model::problem::{Problem, Severity};
use crate::text::sanitize;

/// Walks `paths` and everything below them, and yields what can be read and what stands in the way.
///
/// Files and folders come sorted by name. Below a folder, hidden entries (a leading dot) and what a browser saves beside a
/// page are passed over in silence and unknown endings are reported; a path that was named itself is taken whatever it is
/// called. Links are followed, but one that leads back into itself is reported instead. Nothing is opened here, so the caller may stop at any point.
pub fn sources(paths: Vec<PathBuf>) -> impl Iterator<Item = Result<PathBuf, Problem>> {
    paths.into_iter().flat_map(|path| {
        WalkDir::new(path)
            .follow_links(true)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(|entry| entry.depth() == 0 || !(is_hidden(entry) || is_of_page(entry)))
            .filter_map(|entry| match entry {
                Ok(entry) => source(&entry),
                Err(error) => Some(Err(walk_problem(&error))),
            })
    })
}

/// The bytes of the file at `path`. A file larger than [`LARGEST_FILE`] is not opened.
///
/// # Errors
/// Why it cannot be read.
pub fn bytes_of(path: &Path) -> Result<Vec<u8>, Problem> {
    contents(path).map_err(|reason| problem(path, Severity::Failed, reason))
}

fn contents(path: &Path) -> Result<Vec<u8>, String> {
    let data = std::fs::metadata(path).map_err(|error| error.to_string())?;
    if !data.is_file() {
        return Err("not a regular file".to_owned());
    }
    if data.len() > LARGEST_FILE {
        return Err(too_large(data.len()));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(data.len()).unwrap_or(0));
    File::open(path)
        .and_then(|file| file.take(LARGEST_FILE + 1).read_to_end(&mut bytes))
        .map_err(|error| error.to_string())?;
    // The file may have grown since its size was asked for.
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(too_large(bytes.len() as u64));
    }
    Ok(bytes)
}

fn too_large(size: u64) -> String {
    format!(
        "{size} bytes is more than the {} MiB that are read of one file; split it",
        LARGEST_FILE / 1024 / 1024
    )
}

fn source(entry: &DirEntry) -> Option<Result<PathBuf, Problem>> {
    let path = entry.path();
    if entry.file_type().is_dir() {
        return None;
    }
    let skipped = |reason: String| Some(Err(problem(path, Severity::Skipped, reason)));
    if !entry.file_type().is_file() {
        return skipped("not a regular file".to_owned());
    }
    if entry.depth() > 0 && !has_known_ending(&path.to_string_lossy()) {
        return skipped(format!(
            "no format has this ending; known are {}",
            endings()
        ));
    }
    Some(Ok(path.to_owned()))
}

fn endings() -> String {
    let mut endings: Vec<String> = Vec::new();
    for ending in FORMATS.iter().flat_map(|format| format.endings) {
        let ending = format!(".{ending}");
        if !endings.contains(&ending) {
            endings.push(ending);
        }
    }
    endings.join(", ")
}

/// Tells whether the folder is the one that a browser puts beside a page that it saves: `pier_files` beside `pier.html`.
fn is_of_page(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let Some(page) = name
        .strip_suffix("_files")
        .filter(|_| entry.file_type().is_dir())
    else {
        return false;
    };
    ["html", "htm"].iter().any(|ending| {
        entry
            .path()
            .with_file_name(format!("{page}.{ending}"))
            .exists()
    })
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

fn walk_problem(error: &walkdir::Error) -> Problem {
    let path = error.path().unwrap_or(Path::new(""));
    if let Some(ancestor) = error.loop_ancestor() {
        let reason = format!(
            "a link that leads back to {}; not followed",
            shown(ancestor)
        );
        return problem(path, Severity::Skipped, reason);
    }
    let reason = error
        .io_error()
        .map_or_else(|| "cannot be read".to_owned(), ToString::to_string);
    problem(path, Severity::Failed, reason)
}

fn problem(path: &Path, severity: Severity, reason: String) -> Problem {
    Problem {
        source: shown(path),
        line: None,
        severity,
        reason,
    }
}

/// The path as it may be shown: lossy where it is not UTF-8, without anything that acts on a terminal.
fn shown(path: &Path) -> String {
    sanitize::clean_line(&path.to_string_lossy())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{Reading, read};

    fn read_file(path: &Path) -> Reading {
        match bytes_of(path) {
            Ok(bytes) => read(&shown(path), &bytes),
            Err(problem) => Reading {
                problems: vec![problem],
                ..Reading::default()
            },
        }
    }

    /// What a walk yields, as `name` or `severity name`, with paths relative to the folder.
    fn walk(folder: &Path, paths: &[PathBuf]) -> Vec<String> {
        let base = format!("{}/", shown(folder));
        sources(paths.to_vec())
            .map(|source| match source {
                Ok(path) => shown(&path).replace(&base, ""),
                Err(problem) => {
                    format!(
                        "{} {}",
                        problem.severity.name(),
                        problem.source.replace(&base, "")
                    )
                }
            })
            .collect()
    }

    #[test]
    fn folders_are_walked_in_order_past_what_is_hidden_or_unknown() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::create_dir_all(at("b/.git")).unwrap();
        for name in [
            "c.txt",
            "a.md",
            "b/x.TXT",
            "b/.git/y.txt",
            ".z.txt",
            "d.exe",
            "e",
        ] {
            std::fs::write(at(name), "Words.").unwrap();
        }
        assert_eq!(
            walk(folder.path(), &[folder.path().to_owned()]),
            ["a.md", "b/x.TXT", "c.txt", "skipped d.exe", "skipped e"]
        );
        assert_eq!(
            walk(folder.path(), &[at("e"), at("none.txt")]),
            ["e", "failed none.txt"]
        );
    }

    #[test]
    fn what_a_browser_saves_beside_a_page_is_no_source() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for inner in ["pier_files", "other_files"] {
            std::fs::create_dir(at(inner)).unwrap();
            std::fs::write(at(inner).join("frame.html"), "x").unwrap();
        }
        std::fs::write(at("pier.html"), "x").unwrap();
        assert_eq!(
            walk(folder.path(), &[folder.path().to_owned()]),
            ["other_files/frame.html", "pier.html"]
        );
    }

    #[test]
    fn a_named_file_of_unknown_ending_is_read_as_text() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report");
        std::fs::write(&path, "Ministers met on the quay.\n").unwrap();
        assert_eq!(read_file(&path).articles.len(), 1);
        std::fs::write(&path, b"\x89PNG\0\0").unwrap();
        assert_eq!(read_file(&path).problems[0].severity, Severity::Failed);
    }

    #[test]
    fn a_file_beyond_the_limit_is_told_with_its_size() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("huge.txt");
        File::create(&path)
            .unwrap()
            .set_len(LARGEST_FILE + 1)
            .unwrap();
        let reading = read_file(&path);
        assert!(reading.articles.is_empty());
        assert!(reading.problems[0].reason.contains("67108865 bytes"));
    }

    #[cfg(unix)]
    #[test]
    fn links_in_a_circle_are_reported_once() {
        let folder = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(folder.path(), folder.path().join("again")).unwrap();
        std::fs::write(folder.path().join("a.txt"), "Words.").unwrap();
        assert_eq!(
            walk(folder.path(), &[folder.path().to_owned()]),
            ["a.txt", "skipped again"]
        );
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn names_that_are_not_utf_8_are_shown_lossily_and_clean() {
        use std::os::unix::ffi::OsStrExt;
        let folder = tempfile::tempdir().unwrap();
        let name = std::ffi::OsStr::from_bytes(b"a\xff\x1b[2Jb.txt");
        std::fs::write(folder.path().join(name), "").unwrap();
        let found: Vec<_> = sources(vec![folder.path().to_owned()]).flatten().collect();
        let reading = read_file(&found[0]);
        assert!(reading.problems[0].source.ends_with("a\u{fffd}b.txt"));
        assert_eq!(reading.problems[0].reason, "empty");
    }
}
