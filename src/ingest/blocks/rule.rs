//! What a rule of the table is.

use crate::ingest::blocks::phrases::Phrases;
use crate::ingest::page::Page;
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
