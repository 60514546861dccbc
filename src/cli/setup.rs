//! The reader's files of settings and keys, read: what is wrong in them is told, and stops nothing.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::cli::looks::config_folder;
use crate::config::keys::KeysFile;
use crate::config::mistake::Mistake;
use crate::config::settings::SettingsFile;
use crate::model::problem::{Problem, Severity};
use crate::text::sanitize::clean_line;

/// The largest file that is read, in bytes.
const LARGEST: u64 = 1 << 20;

/// What the reader has set.
#[derive(Debug)]
pub(super) struct Setup {
    /// The settings.
    pub(super) settings: SettingsFile,
    /// The key map.
    pub(super) keys: KeysFile,
    /// What is wrong with either.
    pub(super) complaints: Vec<Problem>,
}

/// A file of the reader's, and what is wrong with it as a whole.
#[derive(Debug)]
pub(super) struct Source {
    /// Its path, made safe to show; empty where there is no place for it.
    pub(super) name: String,
    /// What stands in it.
    pub(super) text: String,
    /// Why it cannot be read.
    pub(super) trouble: Option<Problem>,
}

/// Reads both files: those that are named, else the usual ones.
pub(super) fn read(settings: Option<&Path>, keys: Option<&Path>) -> Setup {
    let (settings, keys) = (settings_source(settings), keys_source(keys));
    let read = SettingsFile::read(&settings.text);
    let mapped = KeysFile::read(&keys.text, &read.settings.commands);
    let mut complaints = settings.complaints(&read.mistakes);
    complaints.extend(keys.complaints(&mapped.mistakes));
    Setup {
        settings: read,
        keys: mapped,
        complaints,
    }
}

/// The file of settings of that name, else the usual one.
pub(super) fn settings_source(named: Option<&Path>) -> Source {
    Source::read(named, "config.toml")
}

/// The key map file of that name, else the usual one.
pub(super) fn keys_source(named: Option<&Path>) -> Source {
    Source::read(named, "keys.toml")
}

impl Source {
    /// Reads the file that is named, else the `usual` one, which need not be there.
    fn read(named: Option<&Path>, usual: &str) -> Self {
        let own = || Some(config_folder()?.join(usual));
        let Some(path) = named.map(PathBuf::from).or_else(own) else {
            return Self::empty(String::new());
        };
        let name = clean_line(&path.to_string_lossy());
        match text(&path) {
            Ok(text) => Self {
                name,
                text,
                trouble: None,
            },
            Err(error) if named.is_none() && error.kind() == io::ErrorKind::NotFound => {
                Self::empty(name)
            }
            Err(error) => {
                let trouble = Problem {
                    source: name.clone(),
                    line: None,
                    severity: Severity::Failed,
                    reason: format!("{error}; everything is as usual"),
                };
                Self {
                    trouble: Some(trouble),
                    ..Self::empty(name)
                }
            }
        }
    }

    fn empty(name: String) -> Self {
        Self {
            name,
            text: String::new(),
            trouble: None,
        }
    }

    /// What is wrong with the file, and in it.
    pub(super) fn complaints(&self, mistakes: &[Mistake]) -> Vec<Problem> {
        let wrong = mistakes.iter().map(|mistake| Problem {
            source: self.name.clone(),
            line: u32::try_from(mistake.line).ok(),
            severity: Severity::Repaired,
            reason: format!("column {}: {}", mistake.column, mistake.reason),
        });
        self.trouble.clone().into_iter().chain(wrong).collect()
    }
}

fn text(path: &Path) -> io::Result<String> {
    let mut bytes = Vec::new();
    File::open(path)?
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(io::Error::other("too large to be read"));
    }
    String::from_utf8(bytes).map_err(|error| {
        let before = error
            .as_bytes()
            .iter()
            .take(error.utf8_error().valid_up_to());
        let line = before.filter(|byte| **byte == b'\n').count() + 1;
        io::Error::other(format!("line {line} is not UTF-8"))
    })
}
