//! What a rule of the table is.

use crate::ingest::page::{Line, Page};
use crate::model::article::BlockKind;

/// A rule of the table.
pub(in crate::ingest) struct Rule {
    /// Its name, used by the cases.
    pub(in crate::ingest) id: &'static str,
    /// What it recognises.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "for who reads the table; a test asks for it")
    )]
    pub(in crate::ingest) doc: &'static str,
    pub(super) work: Work,
}

/// How a rule recognises it.
pub(super) enum Work {
    /// Marks the lines that say one of these phrases.
    Phrases(BlockKind, Phrases),
    /// Looks at the page and marks what it finds.
    Look(fn(&mut Page, &'static str)),
}

/// Set phrases of news pages, in lower case with plain apostrophes.
pub(super) struct Phrases {
    /// The whole line.
    pub(super) whole: &'static [&'static str],
    /// The start of the line.
    pub(super) starts: &'static [&'static str],
    /// Anywhere in the line.
    pub(super) holds: &'static [&'static str],
    /// The end of the line.
    pub(super) ends: &'static [&'static str],
    /// A line of more words than this is running text that happens to use the phrase.
    pub(super) longest: usize,
}

impl Phrases {
    /// Tells whether the line says one of the phrases.
    pub(super) fn fit(&self, line: &Line) -> bool {
        let low = line.low.as_str();
        line.words <= self.longest
            && !low.is_empty()
            && (self.whole.contains(&low.trim_end_matches([':', '.', '!']))
                || self.starts.iter().any(|start| begins_with(low, start))
                || self.ends.iter().any(|end| low.ends_with(end))
                || self.holds.iter().any(|part| low.contains(part)))
    }
}

/// Tells whether `line` begins with `start`: nearly always its first byte says no.
fn begins_with(line: &str, start: &str) -> bool {
    line.bytes().next() == start.bytes().next() && line.starts_with(start)
}
