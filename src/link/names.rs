//! Governments, places and organisations across articles: one by name, by the lists of other names, or by an acronym.
//!
//! An acronym is explained by an article that has both it and the full name (`the Grain Export Board … the GEB`); where
//! every article that explains it says the same, it holds for the whole library.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::link::alias::{Aliases, key};
use crate::model::actor::ActorKind;

/// A mention of a government, a place or an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NameMention {
    /// What it is.
    pub(crate) kind: ActorKind,
    /// The article, as an index.
    pub(crate) article: usize,
    /// The mention, as an index into the article's findings.
    pub(crate) mention: usize,
    /// The name on one line, as written.
    pub(crate) written: String,
    /// Its key; that of the name it is known by, where the list has one.
    pub(crate) key: String,
    /// The name it is known by from the list.
    pub(crate) listed: Option<&'static str>,
}

/// The mentions of one place or organisation.
#[derive(Debug, Clone, Default)]
pub(crate) struct NameGroup {
    /// The mentions, in the order of articles and findings, with whether rashomon would bet on each.
    pub(crate) mentions: Vec<(NameMention, bool)>,
    /// The key of the full name.
    pub(crate) key: String,
}

impl NameMention {
    /// Reads a mention.
    pub(crate) fn new(
        kind: ActorKind,
        article: usize,
        mention: usize,
        written: String,
        aliases: &mut Aliases,
    ) -> Self {
        let (key, listed) = aliases.read(kind, &written);
        Self {
            kind,
            article,
            mention,
            written,
            key,
            listed,
        }
    }
}

/// Groups `mentions`, in the order of their first. `stories` tells by article which story it is part of.
pub(crate) fn groups(mentions: Vec<NameMention>, stories: &[Option<usize>]) -> Vec<NameGroup> {
    let acronyms = Acronyms::of(&mentions, stories);
    let mut places: HashMap<(ActorKind, String), usize> = HashMap::new();
    let mut groups: Vec<NameGroup> = Vec::new();
    for (number, mention) in mentions.into_iter().enumerate() {
        let (name, sure) = match acronyms.full(&mention, stories) {
            Some((full, sure)) => (full.to_owned(), sure),
            // A name without a letter or digit is like no other.
            None if mention.key.is_empty() => (format!("#{number}"), true),
            None => (mention.key.clone(), true),
        };
        let place = *places
            .entry((mention.kind, name))
            .or_insert_with_key(|(_, name)| {
                groups.push(NameGroup {
                    key: name.clone(),
                    ..NameGroup::default()
                });
                groups.len() - 1
            });
        groups[place].mentions.push((mention, sure));
    }
    groups
}

/// What acronyms stand for.
struct Acronyms {
    /// By kind and acronym, the keys of the full names that articles with both give.
    explained: BTreeMap<(ActorKind, String), BTreeSet<String>>,
    /// The same by article.
    here: BTreeMap<(usize, ActorKind, String), BTreeSet<String>>,
    /// The same by story, from full names whose acronym another article of the story uses.
    in_story: BTreeMap<(usize, ActorKind, String), BTreeSet<String>>,
}

impl Acronyms {
    fn of(mentions: &[NameMention], stories: &[Option<usize>]) -> Self {
        let used: BTreeSet<(usize, ActorKind, &str)> = mentions
            .iter()
            .filter(|mention| is_acronym(mention))
            .map(|mention| (mention.article, mention.kind, mention.key.as_str()))
            .collect();
        let mut acronyms = Self {
            explained: BTreeMap::new(),
            here: BTreeMap::new(),
            in_story: BTreeMap::new(),
        };
        for mention in mentions {
            for short in initials(&mention.written) {
                if let Some(story) = stories[mention.article] {
                    let entry = acronyms
                        .in_story
                        .entry((story, mention.kind, short.clone()));
                    entry.or_default().insert(mention.key.clone());
                }
                if used.contains(&(mention.article, mention.kind, short.as_str())) {
                    let entry = acronyms
                        .here
                        .entry((mention.article, mention.kind, short.clone()));
                    entry.or_default().insert(mention.key.clone());
                    let entry = acronyms.explained.entry((mention.kind, short));
                    entry.or_default().insert(mention.key.clone());
                }
            }
        }
        acronyms
    }

    /// The key of the full name that an acronym stands for, and whether that is certain.
    fn full(&self, mention: &NameMention, stories: &[Option<usize>]) -> Option<(&str, bool)> {
        if !is_acronym(mention) {
            return None;
        }
        let (kind, short) = (mention.kind, mention.key.clone());
        let here = self.here.get(&(mention.article, kind, short.clone()));
        let story = stories[mention.article];
        let in_story = || self.in_story.get(&(story?, kind, short.clone()));
        let explained = || self.explained.get(&(kind, short.clone()));
        if let Some(full) = here.or_else(explained) {
            return only(full).map(|full| (full, true));
        }
        only(in_story()?).map(|full| (full, false))
    }
}

fn only(names: &BTreeSet<String>) -> Option<&str> {
    match names.len() {
        1 => names.first().map(String::as_str),
        _ => None,
    }
}

/// Tells whether a mention is two to six capitals that the list does not know.
pub(crate) fn is_acronym(mention: &NameMention) -> bool {
    let letters: String = mention.written.chars().filter(|&c| c != '.').collect();
    mention.listed.is_none()
        && (2..=6).contains(&letters.chars().count())
        && letters.chars().all(char::is_uppercase)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn groups_of(names: &[(usize, &str)], stories: &[Option<usize>]) -> Vec<Vec<String>> {
        let mut aliases = Aliases::new();
        let mentions = names
            .iter()
            .enumerate()
            .map(|(number, (article, name))| {
                NameMention::new(
                    ActorKind::Organisation,
                    *article,
                    number,
                    (*name).to_owned(),
                    &mut aliases,
                )
            })
            .collect();
        groups(mentions, stories)
            .into_iter()
            .map(|group| {
                group
                    .mentions
                    .into_iter()
                    .map(|(mention, _)| mention.written)
                    .collect()
            })
            .collect()
    }

    #[test]
    fn an_acronym_holds_where_an_article_explains_it() {
        let names = [(0, "Grain Export Board"), (0, "GEB"), (1, "GEB")];
        assert_eq!(groups_of(&names, &[None, None]).len(), 1);
        assert_eq!(
            groups_of(&[(0, "Grain Export Board"), (1, "GEB")], &[None, None]).len(),
            2
        );
        assert_eq!(
            groups_of(
                &[(0, "Grain Export Board"), (1, "GEB")],
                &[Some(0), Some(0)]
            )
            .len(),
            1
        );
    }

    #[test]
    fn an_acronym_of_two_names_is_neither_beyond_its_articles() {
        let names = [
            (0, "Grain Export Board"),
            (0, "GEB"),
            (1, "Gas and Electricity Bureau"),
            (1, "GEB"),
            (2, "GEB"),
        ];
        assert_eq!(groups_of(&names, &[None; 3]).len(), 3);
    }

    #[test]
    fn names_without_letters_are_like_no_other() {
        assert_eq!(groups_of(&[(0, "–"), (0, "–")], &[None]).len(), 2);
    }
}
