//! Names of governments, places and organisations, each wording read once: its key, and what it is as an acronym or may be shortened to.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::link::alias::{Aliases, key};
use crate::link::wording::Wordings;
use crate::model::actor::ActorKind;

/// A mention of a government, a place or an organisation. Wordings and keys are called by their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NameMention {
    /// What it is.
    pub(crate) kind: ActorKind,
    /// The mention, as an index into the article's findings.
    pub(crate) mention: u32,
    /// The name as written.
    pub(crate) wording: u32,
    /// Its key; that of the name it is known by, where the list has one.
    pub(crate) key: u32,
    /// The same key, where the name has neither letter nor digit and is like no other.
    pub(crate) blank: bool,
    /// Whether it is an acronym that the list does not know.
    pub(crate) acronym: bool,
}

/// What a wording is as a name of one kind.
#[derive(Debug, Clone)]
struct Read {
    key: u32,
    blank: bool,
    acronym: bool,
    listed: Option<&'static str>,
    /// The keys of the acronyms that it may have.
    initials: Arc<[u32]>,
}

/// Reads names, each wording once.
#[derive(Debug, Default)]
pub(crate) struct NameReader {
    read: HashMap<(ActorKind, u32), Read>,
}

impl NameReader {
    /// Reads a mention.
    pub(crate) fn read(
        &mut self,
        kind: ActorKind,
        mention: usize,
        wording: u32,
        wordings: &mut Wordings,
    ) -> NameMention {
        let read = self.read.entry((kind, wording)).or_insert_with(|| {
            let written = Arc::clone(&wordings.get(wording).text);
            let (key, listed) = Aliases::known().read(kind, &written);
            Read {
                blank: key.is_empty(),
                key: wordings.number(&key),
                acronym: listed.is_none() && is_acronym(&written),
                listed,
                initials: initials(&written)
                    .iter()
                    .map(|short| wordings.number(short))
                    .collect(),
            }
        });
        NameMention {
            kind,
            mention: u32::try_from(mention).unwrap_or(u32::MAX),
            wording,
            key: read.key,
            blank: read.blank,
            acronym: read.acronym,
        }
    }

    /// The name by which the list knows that of a mention.
    pub(crate) fn listed(&self, kind: ActorKind, wording: u32) -> Option<&'static str> {
        self.read.get(&(kind, wording))?.listed
    }

    /// The keys of the acronyms that a name may have.
    pub(crate) fn initials(&self, mention: &NameMention) -> &[u32] {
        let read = self.read.get(&(mention.kind, mention.wording));
        read.map_or(&[], |read| &read.initials)
    }
}

/// Tells whether a name is two to six capitals.
fn is_acronym(written: &str) -> bool {
    let letters: String = written.chars().filter(|&c| c != '.').collect();
    (2..=6).contains(&letters.chars().count()) && letters.chars().all(char::is_uppercase)
}

/// The acronyms that a name of two or more words may have: of its capitalised words, and of all of them.
fn initials(written: &str) -> BTreeSet<String> {
    if !written.contains([' ', '-']) {
        return BTreeSet::new();
    }
    let words = || {
        written
            .split([' ', '-'])
            .filter(|word| !word.eq_ignore_ascii_case("the"))
    };
    let first = |word: &str| word.chars().next();
    let capitals: String = words()
        .filter_map(first)
        .filter(|c| c.is_uppercase())
        .collect();
    let all: String = words()
        .filter_map(first)
        .filter(|c| c.is_alphabetic())
        .collect();
    [capitals, all]
        .into_iter()
        .filter(|initials| initials.chars().count() >= 2)
        .map(|initials| key(&initials))
        .collect()
}
