//! Places and organisations across articles: one by name, by the list of other names, or by an acronym.
//!
//! An acronym is explained by an article that has both it and the full name (`the Grain Export Board … the GEB`); where
//! every article that explains it says the same, it holds for the whole library. An article is grouped anew only when it is
//! new, changes its story, or uses an acronym of which the library says something else than before.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::link::event::Group;
use crate::link::names::{NameMention, NameReader};
use crate::link::reading::Reading;
use crate::model::actor::ActorKind;

/// Which place or organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum GroupId {
    /// By the key of its full name.
    Named(ActorKind, u32),
    /// A mention without a letter or digit, which is like no other: article and mention.
    Blank(ActorKind, usize, u32),
}

/// A mention of a place or organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Grouped {
    /// The article.
    pub(crate) article: usize,
    /// Which of its names it is.
    pub(crate) name: usize,
    /// Whether rashomon would bet on it.
    pub(crate) sure: bool,
}

/// The mentions of one place or organisation, in rising order.
pub(crate) type NameGroup = Vec<Grouped>;

/// To which group a name belongs: its number, twice, and one more where that is sure.
type Placed = u32;

type Short = (ActorKind, u32);

/// The places and organisations of a library, kept up to date.
#[derive(Debug, Default)]
pub(crate) struct Groups {
    /// Every group has a number, which it keeps.
    numbers: HashMap<GroupId, u32>,
    ids: Vec<GroupId>,
    /// By number, the articles with a name of the group.
    articles: Vec<BTreeSet<u32>>,
    /// By article and name, the group that it is in.
    placed: Vec<Box<[Placed]>>,
    /// By acronym, how many articles give it which full name.
    explained: HashMap<Short, BTreeMap<u32, usize>>,
    /// By acronym, the articles that use it.
    users: HashMap<Short, BTreeSet<usize>>,
}

/// What an article that is added or taken out brings with it.
pub(crate) struct Article<'a> {
    /// Its place in the library.
    pub(crate) index: usize,
    /// What is known of it by itself.
    pub(crate) reading: &'a Reading,
}

impl Groups {
    /// Counts what an article says of acronyms, or counts it no more; gives the articles that must be grouped anew for it.
    pub(crate) fn count(
        &mut self,
        article: &Article<'_>,
        names: &NameReader,
        is_there: bool,
    ) -> BTreeSet<usize> {
        if self.placed.len() <= article.index {
            self.placed.resize_with(article.index + 1, Box::default);
        }
        let mut touched = BTreeSet::from([article.index]);
        for (short, full) in explained(article.reading, names) {
            let known = self.explained.entry(short).or_default();
            let before = known.len();
            for name in full {
                let count = known.entry(name).or_default();
                *count = if is_there {
                    *count + 1
                } else {
                    count.saturating_sub(1)
                };
            }
            known.retain(|_, count| *count > 0);
            if known.len() != before {
                touched.extend(self.users.get(&short).into_iter().flatten());
            }
        }
        for mention in article
            .reading
            .names
            .iter()
            .filter(|mention| mention.acronym)
        {
            let users = self.users.entry((mention.kind, mention.key)).or_default();
            if is_there {
                users.insert(article.index);
            } else {
                users.remove(&article.index);
            }
        }
        touched
    }

    /// Groups the names of `articles` anew; gives the groups that are others than before.
    pub(crate) fn update(
        &mut self,
        articles: &BTreeSet<usize>,
        readings: &[Reading],
        stories: &Told<'_>,
        names: &NameReader,
    ) -> BTreeSet<GroupId> {
        let mut in_story: HashMap<usize, HashMap<Short, BTreeSet<u32>>> = HashMap::new();
        let mut changed = BTreeSet::new();
        for &article in articles {
            let reading = &readings[article];
            let here = explained(reading, names);
            let mut found: Vec<Placed> = Vec::with_capacity(reading.names.len());
            for mention in &reading.names {
                let full = self.full(article, mention, &here, stories, |story| {
                    let names = in_story
                        .entry(story)
                        .or_insert_with(|| full_names(stories.articles(story), readings, names));
                    only(names.get(&(mention.kind, mention.key))?)
                });
                let id = match full {
                    Some((full, sure)) => (GroupId::Named(mention.kind, full), sure),
                    None if mention.blank => {
                        (GroupId::Blank(mention.kind, article, mention.mention), true)
                    }
                    None => (GroupId::Named(mention.kind, mention.key), true),
                };
                found.push(2 * self.number(id.0) + u32::from(id.1));
            }
            self.place(article, found.into(), &mut changed);
        }
        changed
    }

    /// The key of the full name that an acronym stands for, and whether that is certain.
    fn full(
        &self,
        article: usize,
        mention: &NameMention,
        here: &BTreeMap<Short, BTreeSet<u32>>,
        stories: &Told<'_>,
        in_story: impl FnOnce(usize) -> Option<u32>,
    ) -> Option<(u32, bool)> {
        let short = (mention.kind, mention.key);
        if !mention.acronym {
            return None;
        }
        if let Some(full) = here.get(&short) {
            return only(full).map(|full| (full, true));
        }
        if let Some(full) = self.explained.get(&short).filter(|full| !full.is_empty()) {
            return only(full.keys()).map(|full| (full, true));
        }
        in_story(stories.of[article]?).map(|full| (full, false))
    }

    fn number(&mut self, id: GroupId) -> u32 {
        *self.numbers.entry(id).or_insert_with(|| {
            self.ids.push(id);
            self.articles.push(BTreeSet::new());
            u32::try_from(self.ids.len() - 1).unwrap_or(u32::MAX)
        })
    }

    fn place(&mut self, article: usize, found: Box<[Placed]>, changed: &mut BTreeSet<GroupId>) {
        let before = std::mem::replace(&mut self.placed[article], found);
        let found = &self.placed[article];
        let mut touched: Vec<u32> = Vec::new();
        for name in 0..before.len().max(found.len()) {
            let (then, now) = (before.get(name), found.get(name));
            if then != now {
                touched.extend([then, now].into_iter().flatten().map(|placed| placed / 2));
            }
        }
        touched.sort_unstable();
        touched.dedup();
        let number = u32::try_from(article).unwrap_or(u32::MAX);
        for group in touched {
            let articles = &mut self.articles[group as usize];
            if found.iter().any(|placed| placed / 2 == group) {
                articles.insert(number);
            } else {
                articles.remove(&number);
            }
            changed.insert(self.ids[group as usize]);
        }
    }

    /// The mentions of a group; none where there is no such group.
    pub(crate) fn get(&self, id: GroupId) -> Option<NameGroup> {
        let number = *self.numbers.get(&id)?;
        let mut group = NameGroup::new();
        for &article in &self.articles[number as usize] {
            let article = article as usize;
            let placed = self.placed[article].iter().enumerate();
            let here = placed.filter(|(_, placed)| *placed / 2 == number);
            group.extend(here.map(|(name, placed)| Grouped {
                article,
                name,
                sure: placed % 2 == 1,
            }));
        }
        (!group.is_empty()).then_some(group)
    }
}

/// Which story articles are part of, and which articles a story has.
pub(crate) struct Told<'a> {
    /// By article, its story.
    pub(crate) of: &'a [Option<usize>],
    /// By story, its articles.
    pub(crate) groups: &'a BTreeMap<usize, Group>,
}

impl Told<'_> {
    fn articles(&self, story: usize) -> &[usize] {
        self.groups.get(&story).map_or(&[], |group| &group.articles)
    }
}

/// The acronyms of which an article gives the full names too, with those.
fn explained(reading: &Reading, names: &NameReader) -> BTreeMap<Short, BTreeSet<u32>> {
    let short = |mention: &NameMention| (mention.kind, mention.key);
    let acronyms = reading.names.iter().filter(|mention| mention.acronym);
    let used: BTreeSet<Short> = acronyms.map(short).collect();
    if used.is_empty() {
        return BTreeMap::new();
    }
    let mut explained: BTreeMap<Short, BTreeSet<u32>> = BTreeMap::new();
    for mention in &reading.names {
        for &initials in names.initials(mention) {
            let short = (mention.kind, initials);
            if used.contains(&short) {
                explained.entry(short).or_default().insert(mention.key);
            }
        }
    }
    explained
}

/// By the acronyms that they may have, the full names in some articles.
fn full_names(
    articles: &[usize],
    readings: &[Reading],
    names: &NameReader,
) -> HashMap<Short, BTreeSet<u32>> {
    let mut full: HashMap<Short, BTreeSet<u32>> = HashMap::new();
    for mention in articles
        .iter()
        .flat_map(|&article| &readings[article].names)
    {
        for &initials in names.initials(mention) {
            full.entry((mention.kind, initials))
                .or_default()
                .insert(mention.key);
        }
    }
    full
}

fn only<'a>(names: impl IntoIterator<Item = &'a u32>) -> Option<u32> {
    let mut names = names.into_iter();
    names.next().copied().filter(|_| names.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::wording::Wordings;

    /// How many organisations there are, whatever the order in which the articles come.
    fn count_of(names: &[(usize, &str)], stories: &[Option<usize>]) -> usize {
        let (mut reader, mut wordings) = (NameReader::default(), Wordings::default());
        let mut readings: Vec<Reading> = Vec::new();
        readings.resize_with(stories.len(), Reading::default);
        for (number, (article, name)) in names.iter().enumerate() {
            let wording = wordings.number(name);
            let mention = reader.read(ActorKind::Organisation, number, wording, &mut wordings);
            let known = std::mem::take(&mut readings[*article].names);
            readings[*article].names = known.into_iter().chain([mention]).collect();
        }
        let articles = || 0..readings.len();
        let story: Vec<usize> = articles()
            .filter(|&article| stories[article].is_some())
            .collect();
        let group = Group {
            articles: story,
            likeness: Some(1.0),
            dates_agree: true,
            said: crate::link::event::Said::default(),
        };
        let told = Told {
            of: stories,
            groups: &BTreeMap::from([(0, group)]),
        };
        let mut counts = BTreeSet::new();
        for order in [
            articles().collect::<Vec<usize>>(),
            articles().rev().collect(),
        ] {
            let mut groups = Groups::default();
            groups.placed.resize_with(readings.len(), Box::default);
            for index in order {
                let article = Article {
                    index,
                    reading: &readings[index],
                };
                let touched = groups.count(&article, &reader, true);
                groups.update(&touched, &readings, &told, &reader);
            }
            let there = groups.ids.iter().filter(|id| groups.get(**id).is_some());
            counts.insert(there.count());
        }
        assert_eq!(counts.len(), 1, "{names:?}");
        counts.first().copied().unwrap()
    }

    #[test]
    fn an_acronym_holds_where_an_article_explains_it() {
        let names = [(0, "Grain Export Board"), (0, "GEB"), (1, "GEB")];
        assert_eq!(count_of(&names, &[None, None]), 1);
        let names = [(0, "Grain Export Board"), (1, "GEB")];
        assert_eq!(count_of(&names, &[None, None]), 2);
        assert_eq!(count_of(&names, &[Some(0), Some(0)]), 1);
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
        assert_eq!(count_of(&names, &[None; 3]), 3);
    }

    #[test]
    fn names_without_letters_are_like_no_other() {
        assert_eq!(count_of(&[(0, "–"), (0, "–")], &[None]), 2);
    }
}
