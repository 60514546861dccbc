//! The reader's file of corrections on disk: read when it is there, changed one line at a time.
//!
//! The file belongs to the reader, who may edit it at any time. So it is read anew before each change, under a lock that
//! other rashomons take too, and replaced as a whole: whoever reads it sees the old text or the new one. The lock is a
//! file of its own beside it, since a replaced file keeps no lock.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::{error, fmt};

use crate::link::corrections::{parse, with, without};
use crate::model::correction::{Correction, Corrections, Numbered};
use crate::model::problem::{Problem, Severity};
use crate::text::sanitize::clean_line;

/// What could not be done with the reader's file.
#[derive(Debug)]
pub struct CorrectionsError {
    doing: &'static str,
    path: PathBuf,
    cause: io::Error,
}

impl fmt::Display for CorrectionsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot {} {}", self.doing, self.path.display())
    }
}

impl error::Error for CorrectionsError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        Some(&self.cause)
    }
}

impl CorrectionsError {
    /// The error with its cause, in one line.
    pub fn told(&self) -> String {
        format!("{self}: {}", self.cause)
    }

    /// The error as a problem of the file.
    pub fn problem(&self) -> Problem {
        Problem {
            source: clean_line(&self.path.to_string_lossy()),
            line: None,
            severity: Severity::Failed,
            reason: format!("cannot {} the corrections: {}", self.doing, self.cause),
        }
    }
}

/// A change of the reader's corrections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A rule is added as the last line, with a note for whoever reads the file; the note may be empty.
    Add(Correction, String),
    /// A rule is taken out: the line of that number if it still reads so, else the last that does.
    TakeBack(Numbered),
}

/// Makes the change and gives the number of the line that it was about.
///
/// # Errors
///
/// When the file cannot be read, locked or replaced, or no line reads as the rule to be taken out; it is then as it was.
pub fn make(path: &Path, change: &Change) -> Result<u32, CorrectionsError> {
    match change {
        Change::Add(rule, note) => add(path, rule, note),
        Change::TakeBack(Numbered { line, rule }) => {
            if take_back(path, *line, rule)? {
                Ok(*line)
            } else {
                Err(CorrectionsError {
                    doing: "take the rule out of",
                    path: path.to_owned(),
                    cause: io::Error::new(io::ErrorKind::NotFound, "no line reads so any more"),
                })
            }
        }
    }
}

/// Reads the file at `path`; where there is none, there are no corrections.
///
/// # Errors
///
/// When the file is there and cannot be read.
pub fn read(path: &Path) -> Result<Corrections, CorrectionsError> {
    let failed = |cause| CorrectionsError {
        doing: "read",
        path: path.to_owned(),
        cause,
    };
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        // Nothing can lie below a file.
        Err(cause)
            if matches!(
                cause.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
            ) =>
        {
            Vec::new()
        }
        Err(cause) => return Err(failed(cause)),
    };
    let source = clean_line(&path.to_string_lossy());
    let mut corrections = parse(&String::from_utf8_lossy(&bytes), &source);
    // A line that is no text costs only itself.
    for (line, written) in (1..).zip(bytes.split(|byte| *byte == b'\n')) {
        if std::str::from_utf8(written).is_err() {
            corrections.rules.retain(|rule| rule.line != line);
            corrections
                .problems
                .retain(|problem| problem.line != Some(line));
            corrections.problems.push(Problem {
                source: source.clone(),
                line: Some(line),
                severity: Severity::Skipped,
                reason: "this line is no text in UTF-8".to_owned(),
            });
        }
    }
    Ok(corrections)
}

/// Adds `rule` as the last line, with `note` behind it, and gives its number. The file and its folder are made where they are missing.
///
/// # Errors
///
/// When the file cannot be read, locked or replaced; it is then as it was.
pub fn add(path: &Path, rule: &Correction, note: &str) -> Result<u32, CorrectionsError> {
    change(path, |text| {
        let (changed, line) = with(text, rule, note);
        Some((changed, line))
    })
    .map(Option::unwrap_or_default)
}

/// Takes the line that reads as `rule` out again, the one numbered `line` if it still does; tells whether there was one.
///
/// # Errors
///
/// When the file cannot be read, locked or replaced; it is then as it was.
pub fn take_back(path: &Path, line: u32, rule: &Correction) -> Result<bool, CorrectionsError> {
    change(path, |text| Some((without(text, line, rule)?, line))).map(|changed| changed.is_some())
}

fn change(
    path: &Path,
    edit: impl FnOnce(&str) -> Option<(String, u32)>,
) -> Result<Option<u32>, CorrectionsError> {
    let failed = |doing: &'static str| {
        let path = path.to_owned();
        move |cause: io::Error| CorrectionsError { doing, path, cause }
    };
    // A link is followed, so that the file behind it is replaced and not the link.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if fs::metadata(&target).is_ok_and(|known| !known.is_file()) {
        let cause = io::Error::other("it is no plain file");
        return Err(failed("change")(cause));
    }
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder).map_err(failed("make the folder of"))?;
    }
    let guard = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(beside(&target, "lock"))
        .map_err(failed("lock"))?;
    guard.lock().map_err(failed("lock"))?;
    let text = text_of(&target)?;
    let Some((changed, line)) = edit(&text) else {
        return Ok(None);
    };
    let fresh = beside(&target, &format!("{}.new", std::process::id()));
    let written = write(&fresh, &target, &changed).and_then(|()| fs::rename(&fresh, &target));
    if written.is_err() {
        // The old file is untouched; what is half written is of no use to anybody.
        drop(fs::remove_file(&fresh));
    }
    written.map_err(failed("replace"))?;
    Ok(Some(line))
}

/// Writes `text` to the file `fresh`, with the permissions of the one that it will replace.
fn write(fresh: &Path, replaced: &Path, text: &str) -> io::Result<()> {
    let mut file = File::create(fresh)?;
    file.write_all(text.as_bytes())?;
    if let Ok(known) = fs::metadata(replaced) {
        file.set_permissions(known.permissions())?;
    }
    file.sync_all()
}

/// A hidden file beside `path`.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{ending}"))
}

fn text_of(path: &Path) -> Result<String, CorrectionsError> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(text),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        Err(cause) => Err(CorrectionsError {
            doing: "read",
            path: path.to_owned(),
            cause,
        }),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::extract;
    use crate::library::Library;
    use crate::model::article::{Article, ArticleId, Block, BlockKind};
    use crate::text::range::TextRange;

    fn rename(name: &str) -> Correction {
        Correction::Rename {
            kind: None,
            name: name.to_owned(),
            to: "B".to_owned(),
        }
    }

    #[test]
    fn a_rule_is_added_and_taken_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mine").join("corrections");
        assert_eq!(read(&path).unwrap().rules, []);
        assert_eq!(add(&path, &rename("A"), "").unwrap(), 1);
        fs::write(&path, "# my note\nrename \"A\" to \"B\"").unwrap();
        assert_eq!(add(&path, &rename("C"), "").unwrap(), 3);
        assert_eq!(read(&path).unwrap().rules.len(), 2);
        assert!(take_back(&path, 3, &rename("C")).unwrap());
        assert_eq!(
            fs::read_to_string(&path).unwrap(),
            "# my note\nrename \"A\" to \"B\""
        );
        assert!(!take_back(&path, 3, &rename("C")).unwrap());
    }

    #[test]
    fn a_line_that_is_no_text_costs_only_itself() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("corrections");
        fs::write(
            &path,
            b"rename \"A\" to \"B\"\nrename \"\xff\" to \"B\"\nrename \"C\" to \"B\"\n",
        )
        .unwrap();
        let corrections = read(&path).unwrap();
        let lines: Vec<u32> = corrections.rules.iter().map(|rule| rule.line).collect();
        assert_eq!(lines, [1, 3]);
        assert_eq!(corrections.problems.len(), 1);
        assert_eq!(corrections.problems[0].line, Some(2));
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_plain_file_is_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let told = add(folder.path(), &rename("A"), "").unwrap_err().told();
        assert!(told.contains("no plain file"), "{told}");
        assert!(folder.path().is_dir());
    }

    #[test]
    fn writers_at_one_time_lose_no_rule() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("corrections");
        std::thread::scope(|scope| {
            for writer in 0..4 {
                let path = &path;
                scope.spawn(move || {
                    for number in 0..8 {
                        add(path, &rename(&format!("{writer} {number}")), "").unwrap();
                    }
                });
            }
        });
        assert_eq!(read(&path).unwrap().rules.len(), 32);
        let left = fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(left, 2, "the file and its lock");
    }

    #[test]
    fn what_is_no_text_is_left_alone_and_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("corrections");
        fs::write(&path, [0xff, 0xfe]).unwrap();
        let told = add(&path, &rename("A"), "").unwrap_err().to_string();
        assert!(
            told.contains("cannot read") && told.contains("corrections"),
            "{told}"
        );
        assert_eq!(fs::read(&path).unwrap(), [0xff, 0xfe]);
    }

    #[test]
    fn what_the_reader_says_is_no_actor_is_in_no_list() {
        let text = "Jane Doe met Richard Roe in Paris. Doe left.".to_owned();
        let blocks = vec![Block {
            kind: BlockKind::Paragraph,
            range: TextRange::new(0, text.len()),
        }];
        let article = Arc::new(Article {
            id: ArticleId(1),
            source: "test".to_owned(),
            text,
            blocks,
            headline: None,
            byline: None,
            outlet: None,
            agency: None,
            published: None,
            url: None,
        });
        let read = [(Arc::clone(&article), Arc::new(extract::find(&article)))];
        let people = |corrections: &str| {
            let library = Library::build_with(&read, Vec::new(), &parse(corrections, "mine"));
            let company = library.company(0).into_iter();
            let names =
                company.filter_map(|presence| Some(library.actor(presence.actor)?.name.clone()));
            (names.collect::<Vec<_>>(), library.problems().len())
        };
        let names =
            |names: &[&str]| -> Vec<String> { names.iter().map(|&name| name.to_owned()).collect() };
        assert_eq!(
            people(""),
            (names(&["Jane Doe", "Richard Roe", "Paris"]), 0)
        );
        let rules = "not an actor \"Jane Doe\"\nnonsense";
        assert_eq!(people(rules), (names(&["Richard Roe", "Paris"]), 1));
    }

    #[cfg(unix)]
    #[test]
    fn the_file_behind_a_link_is_changed_and_the_link_stays() {
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real"), folder.path().join("link"));
        fs::write(&real, "").unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        add(&link, &rename("A"), "").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(read(&real).unwrap().rules.len(), 1);
    }
}
