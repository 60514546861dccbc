//! The sets of a folder: files of JSON Lines, one document a line. Offsets are code points of its `text`, half-open.
//!
//! | file | fields of a line |
//! |---|---|
//! | `names_*.jsonl` | `text`, `mentions` of `start`, `end`, `type` (`PERSON`, `ORG`, `LOC`, others), maybe `group` |
//! | `actors_*.jsonl` | the same, and in each mention `cluster`: whose it is, one name for one actor in all of a `group` |
//! | `quotes_*.jsonl` | `text`, `quotes` of `start`, `end` and `speaker`, which is null or has `start` and `end` |
//! | `segment_*.jsonl` | `text`, `sentences`: their texts |
//! | `name_pairs_*.jsonl` | `a`, `b`, `label`: 1 when they are names of one |
//! | `stories_*.jsonl` | `a`, `b`: two articles, `score`: how much of one story people find them |
//! | `body_text_*.jsonl` | `text` of a page, `body` of its article |
//!
//! Documents of one `group` tell of one story and are linked together.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::metrics::Span;

/// A text with names, or with mentions of actors.
#[derive(Debug, Deserialize)]
pub struct Named {
    /// The text.
    pub text: String,
    /// Its story, if it has one.
    #[serde(default)]
    pub group: Value,
    /// What is marked in it.
    pub mentions: Vec<Mention>,
}

/// A marked mention.
#[derive(Debug, Deserialize)]
pub struct Mention {
    /// Where it stands.
    #[serde(flatten)]
    pub at: Span,
    /// The type of what it mentions.
    #[serde(rename = "type", default)]
    pub kind: Option<String>,
    /// Whose it is.
    #[serde(default)]
    pub cluster: Value,
}

/// A text with quotations.
#[derive(Debug, Deserialize)]
pub struct Quoted {
    /// The text.
    pub text: String,
    /// Its story, if it has one.
    #[serde(default)]
    pub group: Value,
    /// The direct quotations in it.
    pub quotes: Vec<Quote>,
}

/// A marked quotation.
#[derive(Debug, Deserialize)]
pub struct Quote {
    /// Where it stands.
    #[serde(flatten)]
    pub at: Span,
    /// Where its speaker stands.
    pub speaker: Option<Span>,
}

/// A text with its sentences.
#[derive(Debug, Deserialize)]
pub struct Split {
    /// The text.
    pub text: String,
    /// Its sentences.
    pub sentences: Vec<String>,
}

/// Two names, or two sentences.
#[derive(Debug, Deserialize)]
pub struct Pair {
    /// The one.
    pub a: String,
    /// The other.
    pub b: String,
    /// 1 when both are names of one person or company, or state one fact.
    pub label: u8,
}

/// The sentences of two articles.
#[derive(Debug, Deserialize)]
pub struct Aligned {
    /// Those of the one.
    pub a: Vec<String>,
    /// Those of the other.
    pub b: Vec<String>,
    /// Which of them say the same, by their numbers, counted from 0.
    pub pairs: Vec<(usize, usize)>,
}

/// Two articles.
#[derive(Debug, Deserialize)]
pub struct Told {
    /// The text of the one.
    pub a: String,
    /// The text of the other.
    pub b: String,
    /// How much of one story they are, on whatever scale.
    pub score: f64,
}

/// A page; its HTML, packed, is `html/ID.html.gz` beside the set.
#[derive(Debug, Deserialize)]
pub struct Page {
    /// Its name.
    pub id: String,
    /// All of it.
    pub text: String,
    /// Its article alone.
    pub body: String,
}

/// The files of `folder` that hold sets whose name begins with `prefix`, in order, as (name behind the prefix, path).
///
/// # Errors
/// When the folder cannot be read.
pub fn files(folder: &Path, prefix: &str) -> io::Result<Vec<(String, PathBuf)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let stem = name.strip_suffix(".jsonl");
        if let Some(rest) = stem.and_then(|stem| stem.strip_prefix(prefix)) {
            found.push((rest.to_owned(), path.clone()));
        }
    }
    found.sort();
    Ok(found)
}

/// The documents of the file at `path`. A line that is none is told to `complain` with its number, and left out.
///
/// # Errors
/// When the file cannot be read.
pub fn read<T: DeserializeOwned>(
    path: &Path,
    mut complain: impl FnMut(usize, &str),
) -> io::Result<Vec<T>> {
    let mut documents = Vec::new();
    for (index, line) in BufReader::new(File::open(path)?).lines().enumerate() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        match serde_json::from_str(&line) {
            Ok(document) => documents.push(document),
            Err(error) => complain(index + 1, &error.to_string()),
        }
    }
    Ok(documents)
}
