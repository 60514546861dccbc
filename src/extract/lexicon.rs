//! The packed word list: what a folded word or name can be, from `assets/lexicon.tsv`.
//!
//! The list is one sorted text inside the program: `entry<TAB>kinds`, one line each, the entry folded as
//! [`crate::text::fold::fold`] does it. Where each entry begins is noted by its hash when the program is compiled, so that
//! nothing is parsed, allocated or copied at start, and a look-up is one hash and one comparison. Where the entries come
//! from is told in `assets/SOURCES.md`.

const TABLE: &str = include_str!("../../assets/lexicon.tsv");

/// Longer words are no entries; this bounds the cost of a look-up.
const LONGEST: usize = 64;

/// How many places [`PLACES`] has: a power of two, about twice as many as entries.
const SLOTS: usize = 1 << 17;

/// Where each entry begins in the table, plus one, at the slot of its hash or the next free one behind it; 0 where there is
/// none.
static PLACES: [u32; SLOTS] = places();

#[expect(
    clippy::large_stack_arrays,
    reason = "it is only called by the compiler, which has no such stack"
)]
const fn places() -> [u32; SLOTS] {
    let table = TABLE.as_bytes();
    let mut places = [0; SLOTS];
    let mut start = 0_u32;
    while (start as usize) < table.len() {
        let mut at = start;
        let mut hash = SEED;
        while table[at as usize] != b'\t' {
            hash = step(hash, table[at as usize]);
            at += 1;
        }
        let mut slot = slot(hash);
        while places[slot] != 0 {
            slot = next(slot);
        }
        places[slot] = start + 1;
        while table[at as usize] != b'\n' {
            at += 1;
        }
        start = at + 1;
    }
    places
}

/// The hash of nothing (FNV-1a).
const SEED: u32 = 0x811c_9dc5;

/// The hash of what `hash` is of, and `byte`.
const fn step(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(0x0100_0193)
}

/// The slot at which the search for an entry of that hash begins.
const fn slot(hash: u32) -> usize {
    (hash ^ (hash >> 15)) as usize % SLOTS
}

const fn next(slot: usize) -> usize {
    (slot + 1) % SLOTS
}

/// A set of the things that one written form can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Kinds(u32);

impl Kinds {
    /// A country.
    pub(super) const COUNTRY: Self = Self(1);
    /// A well-known city, or one whose name is nothing else.
    pub(super) const CITY: Self = Self(1 << 1);
    /// A city whose name is also a name of people: a place only where the text says so.
    pub(super) const UNSURE_CITY: Self = Self(1 << 2);
    /// A region, a state, a sea, a landscape.
    pub(super) const REGION: Self = Self(1 << 3);
    /// The short form of a state, which follows a town: `Fla.`, `DC`.
    pub(super) const STATE_SHORT: Self = Self(1 << 4);
    /// The people or the adjective of a country, a faith or a movement: `Ukrainian`.
    pub(super) const DEMONYM: Self = Self(1 << 5);
    /// An organisation.
    pub(super) const ORGANISATION: Self = Self(1 << 6);
    /// A given name.
    pub(super) const GIVEN: Self = Self(1 << 7);
    /// A family name.
    pub(super) const FAMILY: Self = Self(1 << 8);
    /// An office, which may stand directly before a name: `president`.
    pub(super) const TITLE: Self = Self(1 << 9);
    /// A trade or a relation, which may too, in lower case: `singer`, `wife`.
    pub(super) const TRADE: Self = Self(1 << 10);
    /// A word that narrows an office: `prime`, `deputy`, `former`.
    pub(super) const NARROWING: Self = Self(1 << 11);
    /// A form of address: `Mr`.
    pub(super) const HONORIFIC: Self = Self(1 << 12);
    /// The head word of organisations: `ministry`.
    pub(super) const ORGANISATION_HEAD: Self = Self(1 << 13);
    /// The head word of places: `river`.
    pub(super) const PLACE_HEAD: Self = Self(1 << 14);
    /// A verb of saying or another that people are the subject of.
    pub(super) const SPEAKING: Self = Self(1 << 15);
    /// A day, a month, a feast.
    pub(super) const DAY: Self = Self(1 << 16);
    /// A function word.
    pub(super) const FUNCTION: Self = Self(1 << 17);
    /// A common word, seen in lower case in ordinary text.
    pub(super) const COMMON: Self = Self(1 << 18);
    /// Counts as a name only in capitals: `US`, `WHO`.
    pub(super) const CAPITALS: Self = Self(1 << 19);
    /// Begins an entry of several words.
    pub(super) const BEGINS: Self = Self(1 << 20);

    /// Nothing known.
    pub(super) const NONE: Self = Self(0);
    /// Any place that needs no further word.
    pub(super) const PLACE: Self = Self(Self::COUNTRY.0 | Self::CITY.0 | Self::REGION.0);
    /// A name of people.
    pub(super) const NAME: Self = Self(Self::GIVEN.0 | Self::FAMILY.0);
    /// What may only stand in a description of a person, never in a name by itself.
    pub(super) const OFFICE: Self = Self(Self::TITLE.0 | Self::TRADE.0 | Self::NARROWING.0);

    /// The set of both.
    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The set without `other`.
    pub(super) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Tells whether the two sets share anything.
    pub(super) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The set as a number, for who compares sets as a whole.
    pub(super) const fn bits(self) -> u32 {
        self.0
    }

    fn of_letter(letter: u8) -> Self {
        match letter {
            b'N' => Self::COUNTRY,
            b'C' => Self::CITY,
            b'c' => Self::UNSURE_CITY,
            b'R' => Self::REGION,
            b'A' => Self::STATE_SHORT,
            b'D' => Self::DEMONYM,
            b'O' => Self::ORGANISATION,
            b'F' => Self::GIVEN,
            b'L' => Self::FAMILY,
            b'T' => Self::TITLE,
            b'B' => Self::TRADE,
            b'M' => Self::NARROWING,
            b'H' => Self::HONORIFIC,
            b'K' => Self::ORGANISATION_HEAD,
            b'G' => Self::PLACE_HEAD,
            b'V' => Self::SPEAKING,
            b'J' => Self::DAY,
            b'U' => Self::FUNCTION,
            b'W' => Self::COMMON,
            b'=' => Self::CAPITALS,
            b'+' => Self::BEGINS,
            _ => Self::NONE,
        }
    }
}

/// What the folded form `entry` can be; nothing where the list does not hold it.
pub(super) fn look_up(entry: &str) -> Kinds {
    if entry.is_empty() || entry.len() > LONGEST {
        return Kinds::NONE;
    }
    let mut slot = slot(entry.bytes().fold(SEED, step));
    while let Some(start) = PLACES[slot].checked_sub(1) {
        let line = TABLE.as_bytes().get(start as usize..).unwrap_or_default();
        if let Some([b'\t', letters @ ..]) = line.strip_prefix(entry.as_bytes()) {
            let letters = letters.iter().take_while(|&&letter| letter != b'\n');
            return letters.fold(Kinds::NONE, |kinds, &letter| {
                kinds.or(Kinds::of_letter(letter))
            });
        }
        slot = next(slot);
    }
    Kinds::NONE
}

/// Every entry of the list that can be one of `kinds` and is no common word.
#[cfg(feature = "train")]
pub(super) fn entries(kinds: Kinds) -> Vec<&'static str> {
    let of = |line: &'static str| {
        let (entry, letters) = line.split_once('\t')?;
        let own = letters
            .bytes()
            .fold(Kinds::NONE, |own, letter| own.or(Kinds::of_letter(letter)));
        let plain =
            own.any(kinds) && !own.any(Kinds::COMMON.or(Kinds::FUNCTION).or(Kinds::CAPITALS));
        (plain && entry.len() > 2).then_some(entry)
    };
    TABLE.lines().filter_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;

    #[test]
    fn entries_are_sorted_folded_and_of_known_kinds() {
        let mut last = "";
        for line in TABLE.lines() {
            let (entry, kinds) = line.split_once('\t').unwrap();
            assert!(last < entry, "{entry}");
            assert_eq!(fold(entry), entry);
            assert!(entry.len() <= LONGEST && !kinds.is_empty(), "{entry}");
            assert!(
                kinds
                    .bytes()
                    .all(|letter| Kinds::of_letter(letter) != Kinds::NONE),
                "{line}"
            );
            last = entry;
        }
    }

    #[test]
    fn every_entry_of_several_words_is_announced_by_its_first() {
        for entry in TABLE.lines().filter_map(|line| line.split('\t').next()) {
            if let Some((first, _)) = entry.split_once(' ') {
                assert!(look_up(first).any(Kinds::BEGINS), "{entry}");
            }
        }
    }

    #[test]
    fn every_entry_is_found() {
        for line in TABLE.lines() {
            let entry = line.split('\t').next().unwrap();
            assert_ne!(look_up(entry), Kinds::NONE, "{entry}");
        }
        assert_eq!(look_up("no such entry"), Kinds::NONE);
        assert_eq!(look_up(""), Kinds::NONE);
    }

    #[test]
    fn other_names_are_well_formed_and_unambiguous() {
        let mut seen = std::collections::HashSet::new();
        for line in include_str!("../../assets/aliases.tsv").lines() {
            if line.starts_with('#') {
                continue;
            }
            let fields: Vec<&str> = line.split('\t').collect();
            assert!(
                fields.len() == 3 && matches!(fields[0], "place" | "organisation"),
                "{line}"
            );
            for name in fields[2].split('|').chain([fields[1]]) {
                assert!(
                    !name.trim().is_empty() && seen.insert((fields[0], fold(name))),
                    "{line}: {name}"
                );
            }
        }
    }

    #[test]
    fn words_with_several_meanings_keep_them() {
        let georgia = look_up("georgia");
        assert!(georgia.any(Kinds::COUNTRY) && georgia.any(Kinds::GIVEN));
        assert!(look_up("us").any(Kinds::CAPITALS));
        assert!(look_up("ukrainian").any(Kinds::DEMONYM));
    }
}
