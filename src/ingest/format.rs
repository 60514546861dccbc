//! What a format is, and what it makes of a file.

use crate::ingest::front_matter::FrontMatter;
use crate::ingest::notes::Notes;
use crate::ingest::page::Unit;

/// A format of files that rashomon reads.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// Its name.
    pub id: &'static str,
    /// What it is, in one sentence.
    pub doc: &'static str,
    /// The endings of its files, in lower case, without the dot.
    pub endings: &'static [&'static str],
    /// Tells it by the first bytes of a file.
    pub(super) sniff: fn(&[u8]) -> bool,
    /// Whether its ending alone says that a file is of this format.
    pub(super) by_ending: bool,
    /// Takes the bytes of a file apart.
    pub(super) parse: fn(&[u8], &mut Notes) -> Result<Vec<Document>, String>,
}

/// One article of a source, taken apart by its format.
#[derive(Debug, Default)]
pub(super) struct Document {
    /// What it says about itself beside its text.
    pub(super) front: FrontMatter,
    /// The pieces of its text.
    pub(super) units: Vec<Unit>,
    /// Where its links lead, a line each.
    pub(super) links: Vec<String>,
    /// The tags that its source gives it.
    pub(super) tags: Vec<String>,
    /// What tells it from the other articles of its source, also when that grows.
    pub(super) own: Option<u64>,
}
