//! In which documents an actor is: what a reader who follows somebody through the outlets gets to see.

use std::collections::{BTreeMap, BTreeSet};

use super::Tally;
use super::clusters::{Casting, Spot, Story, by_actor};

/// Words with a capital that name nobody.
const NO_NAMES: &[&str] = &[
    "a",
    "an",
    "another",
    "both",
    "dr",
    "he",
    "her",
    "him",
    "his",
    "i",
    "it",
    "its",
    "many",
    "minister",
    "mr",
    "mrs",
    "ms",
    "my",
    "one",
    "other",
    "our",
    "president",
    "prime",
    "she",
    "sir",
    "some",
    "that",
    "the",
    "their",
    "them",
    "these",
    "they",
    "this",
    "those",
    "three",
    "two",
    "we",
    "who",
    "you",
    "your",
];

/// For every actor that at least one mention `names` and that is in at least `least` documents: how many of its documents
/// are found. It is taken for the claimed actor that shares most mentions with it, of several the one with the fewest
/// mentions. All documents together count, so that who is in many counts more.
pub fn documents(stories: &[Story], least: usize, names: impl Fn(&Spot) -> bool) -> Tally {
    let mut tally = Tally::default();
    for story in stories {
        let claimed = by_actor(&story.given);
        for mentions in by_actor(&story.wanted).values() {
            let wanted = documents_of(mentions);
            if wanted.len() < least || !mentions.iter().any(&names) {
                continue;
            }
            let same = same_actor(mentions, &story.given, &claimed);
            let given = same.map(documents_of).unwrap_or_default();
            tally.add(Tally::of(&given, &wanted));
        }
    }
    tally
}

fn documents_of(mentions: &BTreeSet<Spot>) -> BTreeSet<usize> {
    mentions.iter().map(|spot| spot.document).collect()
}

/// The claimed actor that shares most of `mentions`.
fn same_actor<'a>(
    mentions: &BTreeSet<Spot>,
    given: &Casting,
    claimed: &'a BTreeMap<u64, BTreeSet<Spot>>,
) -> Option<&'a BTreeSet<Spot>> {
    let mut shared: BTreeMap<u64, usize> = BTreeMap::new();
    for actor in mentions.iter().filter_map(|spot| given.get(spot)) {
        *shared.entry(*actor).or_default() += 1;
    }
    let actors = shared.iter().filter_map(|(actor, count)| {
        let mentions = claimed.get(actor)?;
        Some((std::cmp::Reverse(*count), mentions.len(), actor, mentions))
    });
    actors
        .min_by_key(|(count, size, actor, _)| (*count, *size, **actor))
        .map(|(.., mentions)| mentions)
}

/// Tells whether `wording` holds a proper name: a word with a capital that is more than an article, pronoun or title.
pub fn names_somebody(wording: &str) -> bool {
    let inner = |c: char| c.is_alphanumeric() || "_'’.-".contains(c);
    wording
        .split(|c: char| !inner(c))
        .map(|word| word.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '_'))
        .filter(|word| word.starts_with(char::is_uppercase))
        .any(|word| !NO_NAMES.contains(&word.to_lowercase().as_str()))
}
