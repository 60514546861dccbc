//! Set phrases of news pages: tables of them, and one pass over a line that finds those of all tables.

use std::collections::HashMap;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::ingest::page::{Line, Said};

/// The tables, each with a place of its own in what a line says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Table {
    Advertisement,
    Newsletter,
    Share,
    Comments,
    Topics,
    Continue,
    Membership,
    Contributors,
    UpdateNote,
    Notice,
    PhotoCredit,
    CaptionStart,
    CaptionPart,
    Pose,
    MachineMark,
    RelatedLine,
    ListHeading,
}

/// Phrases in lower case with plain apostrophes.
#[derive(Debug)]
pub(super) struct Phrases {
    /// Which table this is.
    pub(super) table: Table,
    /// The whole line, but for stops at its end.
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
    /// A table without phrases of `table`.
    pub(super) const fn of(table: Table) -> Self {
        Self {
            table,
            whole: &[],
            starts: &[],
            holds: &[],
            ends: &[],
            longest: usize::MAX,
        }
    }

    /// Tells whether the line says one of the phrases.
    pub(super) fn fit(&self, line: &Line) -> bool {
        line.words <= self.longest && line.said.holds(self.table as u32)
    }
}

/// Where in a line a phrase counts.
#[derive(Debug, Clone, Copy)]
enum Place {
    Anywhere,
    End,
}

/// Looks for the phrases of all tables at once (Aho and Corasick, 1975).
#[derive(Debug)]
pub(super) struct Seeker {
    /// Those that may stand anywhere or at the end.
    phrases: Option<AhoCorasick>,
    /// What is said by a line that is such a phrase.
    whole: HashMap<&'static str, Said>,
    /// The phrases with which lines start, by their first byte.
    starts: HashMap<u8, Vec<(&'static str, Table)>>,
    /// Of which table each of the others is, and where it counts.
    of: Vec<(Table, Place)>,
    /// In a line of more words than this no table has a phrase that may stand anywhere or at the end.
    longest: usize,
    /// How many bytes the longest phrase has that is a whole line.
    longest_whole: usize,
}

impl Seeker {
    /// Makes one of these tables.
    pub(super) fn new<'a>(tables: impl Iterator<Item = &'a Phrases>) -> Self {
        let (mut whole, mut starts) = (HashMap::new(), HashMap::new());
        let (mut written, mut of) = (Vec::<&str>::new(), Vec::new());
        let (mut longest, mut longest_whole) = (0, 0);
        for table in tables {
            if !(table.holds.is_empty() && table.ends.is_empty()) {
                longest = longest.max(table.longest);
            }
            for phrase in table.whole {
                longest_whole = longest_whole.max(phrase.len());
                whole
                    .entry(*phrase)
                    .or_insert_with(Said::default)
                    .add(table.table as u32);
            }
            for phrase in table.starts {
                let first = phrase.as_bytes().first().copied().unwrap_or_default();
                let of_first: &mut Vec<_> = starts.entry(first).or_default();
                of_first.push((*phrase, table.table));
            }
            for (place, phrases) in [(Place::Anywhere, table.holds), (Place::End, table.ends)] {
                written.extend(phrases);
                of.extend(phrases.iter().map(|_| (table.table, place)));
            }
        }
        // It fails only on more phrases than a program can hold.
        let phrases = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(aho_corasick::AhoCorasickKind::DFA))
            .build(written)
            .ok();
        Self {
            phrases,
            whole,
            starts,
            of,
            longest,
            longest_whole,
        }
    }

    /// Of which tables the line says a phrase.
    pub(super) fn said(&self, line: &Line) -> Said {
        let low = line.low.as_str();
        let bare = low.trim_end_matches([':', '.', '!']);
        let is_short = bare.len() <= self.longest_whole;
        let whole = is_short.then(|| self.whole.get(bare)).flatten();
        let mut said = whole.copied().unwrap_or_default();
        let first = low.as_bytes().first();
        let starts = first.and_then(|first| self.starts.get(first));
        for (phrase, table) in starts.into_iter().flatten() {
            if low.starts_with(phrase) {
                said.add(*table as u32);
            }
        }
        let Some(phrases) = self.phrases.as_ref().filter(|_| line.words <= self.longest) else {
            return said;
        };
        for found in phrases.find_overlapping_iter(low) {
            let Some(&(table, place)) = self.of.get(found.pattern().as_usize()) else {
                continue;
            };
            let counts = match place {
                Place::Anywhere => true,
                Place::End => found.end() == low.len(),
            };
            if counts {
                said.add(table as u32);
            }
        }
        said
    }
}
