//! What of the links of a library has to be written into its store: only what is others than before.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher as _};
use std::sync::Arc;

use super::card::{Card, Face, newest_first};
use super::copies;
use super::revisions::Series;
use super::stories::{Naming, Phrases};
use crate::link::report::Reports;
use crate::model::actor::{Actor, ActorId};
use crate::model::date::NewsDate;
use crate::model::link;
use crate::model::sourced::Sourced;
use crate::model::state::ArticleKey;
use crate::store::bonds::Bonds;
use crate::store::groups::{Regrouped, StoryDraft, TextDraft};
use crate::store::linking::{Linked, Linking};
use crate::store::links::Links;
use crate::store::whole::Whole;

/// What the store has of links, as far as that is known.
#[derive(Debug, Default)]
pub(super) struct Laid {
    articles: HashMap<ArticleKey, Standing>,
    stories: BTreeMap<Vec<ArticleKey>, Named>,
    texts: Groups<TextDraft>,
    series: Groups<Vec<ArticleKey>>,
    threads: Groups<Vec<Vec<ArticleKey>>>,
    actors: HashMap<ActorId, Arc<Actor>>,
    dismissed: BTreeSet<ActorId>,
    known_again: Series,
}

/// How one article stands in the store.
#[derive(Debug)]
struct Standing {
    links: Known,
    /// The hash of its date.
    date: u64,
    in_story: bool,
}

/// The links of an article, as far as they are known.
#[derive(Debug)]
enum Known {
    /// Linked here: shared with the linker.
    Here(Links),
    /// Linked in an earlier session: a hash, which two of all the links that there will ever be do not share.
    Before(u64),
}

impl Known {
    /// Whether they are these.
    fn are(&self, links: &Links) -> bool {
        match self {
            Self::Here(known) => known == links,
            Self::Before(known) => *known == hash(links),
        }
    }
}

/// The articles that are linked, in the order in which the linker has them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown<'a> {
    /// Their keys in the store.
    pub(super) keys: &'a [ArticleKey],
    /// What is kept of them.
    pub(super) faces: &'a [Face],
    /// Those of which several together are one text.
    pub(super) copied: &'a [Vec<usize>],
}

/// A story as it was written, and whether the reader gave it its name, as far as that is known.
#[derive(Debug)]
struct Named {
    draft: StoryDraft,
    by_reader: bool,
}

impl Laid {
    /// What the store has but for the articles. Unless it was `named_alike`, in the same way under the same corrections, who
    /// gave its stories their names is not known.
    pub(super) fn of(bonds: Bonds, named_alike: bool) -> Self {
        let stories = bonds.stories.into_iter().map(|draft| {
            let by_reader = !named_alike;
            (draft.articles.clone(), Named { draft, by_reader })
        });
        let actors = bonds.actors.into_iter().map(|actor| (actor.id, actor));
        Self {
            stories: stories.collect(),
            texts: Groups::of(bonds.texts),
            series: Groups::of(bonds.series),
            threads: Groups::of(bonds.threads),
            actors: actors.collect(),
            dismissed: bonds.dismissed,
            ..Self::default()
        }
    }

    /// Takes note of an article as the store has it.
    pub(super) fn note(&mut self, whole: &Whole) {
        if let Some(links) = &whole.links {
            let standing = Standing {
                links: Known::Before(hash(links)),
                date: hash(&dated(whole.date.as_ref())),
                in_story: whole.in_story,
            };
            self.articles.insert(whole.key, standing);
        }
    }

    /// Forgets an article, whose text is another now.
    pub(super) fn forget(&mut self, key: ArticleKey) {
        self.articles.remove(&key);
        self.known_again.forget(key);
    }

    /// What has to be written so that the store has the links of the `shown` articles as `told`; it is taken for written from now
    /// on. Those that must be read once more are looked for in `reports`.
    pub(super) fn catch_up(
        &mut self,
        shown: Shown<'_>,
        told: &link::Linked,
        reports: &dyn Reports,
    ) -> Linking {
        let gone = self.gone(told);
        let changed = self.changed(shown, told);
        let cards = cards(shown, told);
        let order = newest_first(&cards);
        let series = self.known_again.groups(&cards, &order, reports);
        let texts = copies::drafts(&cards, shown.copied, &series);
        let key = |&number: &usize| cards[number].key;
        let keys = |group: &Vec<usize>| group.iter().map(key).collect::<Vec<_>>();
        let series = series.iter().map(keys).collect();
        let event = |group: &Vec<usize>| {
            let mut keys = keys(group);
            keys.sort_unstable();
            keys
        };
        let threads = told.threads.iter();
        let threads = threads.map(|thread| thread.events.iter().map(event).collect());
        let is_new = |actor: &&Arc<Actor>| self.actors.get(&actor.id) != Some(*actor);
        let actors = told.actors.iter().filter(is_new).cloned().collect();
        let naming = naming(&cards, &order, told, reports);
        let (stories, alone) = self.retell(&naming, told, &changed);
        let all = || cards.iter().map(|card| card.key);
        let linking = Linking {
            actors,
            articles: changed,
            stories,
            alone,
            texts: self.texts.regroup(texts, all()),
            series: self.series.regroup(series, all()),
            threads: self.threads.regroup(threads.collect(), all()),
            dismissed: Some(told.dismissed.clone()),
            ruled: Some(told.ruled.clone()),
            gone,
        };
        let actors = told.actors.iter();
        self.actors = actors.map(|actor| (actor.id, Arc::clone(actor))).collect();
        self.dismissed.clone_from(&told.dismissed);
        linking
    }

    /// The articles that are linked otherwise than the store has it.
    fn changed(&mut self, shown: Shown<'_>, told: &link::Linked) -> Vec<Linked> {
        let members = told.stories.iter().flat_map(|story| &story.articles);
        let members: BTreeSet<usize> = members.copied().collect();
        let mut changed = Vec::new();
        let mut before = std::mem::take(&mut self.articles);
        self.articles.reserve(shown.keys.len());
        for (index, (&key, face)) in shown.keys.iter().zip(shown.faces).enumerate() {
            let date = date(told, index, face);
            let links = Links {
                names: told.links.get(index).cloned().unwrap_or_default(),
                references: told.references.get(index).cloned().unwrap_or_default(),
            };
            let date_now = hash(&dated(date));
            let before = before.remove(&key);
            let same =
                before.is_some_and(|before| before.links.are(&links) && before.date == date_now);
            if !same {
                changed.push(Linked {
                    key,
                    links: links.clone(),
                    date: date.cloned(),
                });
            }
            let standing = Standing {
                links: Known::Here(links),
                date: date_now,
                in_story: members.contains(&index),
            };
            self.articles.insert(key, standing);
        }
        changed
    }

    /// The stories that are new or others than before, and the articles that are in none any more.
    fn retell(
        &mut self,
        naming: &Naming<'_>,
        told: &link::Linked,
        changed: &[Linked],
    ) -> (Vec<StoryDraft>, Vec<ArticleKey>) {
        let cards = naming.cards;
        let changed: BTreeSet<ArticleKey> = changed.iter().map(|linked| linked.key).collect();
        let members = |story: &link::Story| {
            let members = story.articles.iter().map(|&number| cards[number].key);
            let mut members: Vec<ArticleKey> = members.collect();
            members.sort_unstable();
            members
        };
        // Whom the reader takes for nobody gives no story its name.
        let keeps = self.dismissed == told.dismissed;
        let known = |story: &link::Story| {
            let members = members(story);
            let known = self.stories.get(&members).filter(|known| !known.by_reader);
            let same = keeps && members.iter().all(|key| !changed.contains(key));
            known.filter(|_| same).map(|known| known.draft.name.clone())
        };
        let names = naming.names(&told.stories, &told.threads, known);
        let mut stories = BTreeMap::new();
        let mut new = Vec::new();
        for (story, name) in told.stories.iter().zip(names) {
            let draft = StoryDraft {
                name,
                because: story.because.clone(),
                pinned: story.pinned,
                articles: members(story),
            };
            let before = self.stories.get(&draft.articles);
            if before.is_none_or(|before| before.draft != draft) {
                new.push(draft.clone());
            }
            let by_reader = story.name.is_some();
            stories.insert(draft.articles.clone(), Named { draft, by_reader });
        }
        let had = self
            .stories
            .values()
            .flat_map(|named| &named.draft.articles);
        let mut alone: BTreeSet<ArticleKey> = had.copied().collect();
        let lone = self.articles.iter().filter(|(_, now)| !now.in_story);
        if self.stories.is_empty() {
            // What the store has is not known.
            alone.extend(lone.map(|(key, _)| *key));
        } else {
            alone.retain(|key| self.articles.get(key).is_none_or(|now| !now.in_story));
        }
        self.stories = stories;
        (new, alone.into_iter().collect())
    }

    /// The actors that the store has and that are no more.
    fn gone(&self, told: &link::Linked) -> Vec<ActorId> {
        let now: HashSet<ActorId> = told.actors.iter().map(|actor| actor.id).collect();
        let known = self.actors.keys().filter(|actor| !now.contains(actor));
        let mut gone: Vec<ActorId> = known.copied().collect();
        gone.sort_unstable();
        gone
    }
}

/// The date of article number `index`: as its story completes it, else its own.
fn date<'a>(told: &'a link::Linked, index: usize, face: &'a Face) -> Option<&'a Sourced<NewsDate>> {
    let from_story = told.dates.get(index).and_then(Option::as_ref);
    from_story.or(face.date.as_ref())
}

/// What tells a date from all others that an article may have.
fn dated(date: Option<&Sourced<NewsDate>>) -> impl Hash {
    date.map(|date| (date.value, date.certainty, date.origin, &date.because))
}

fn hash(of: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

fn cards<'a>(shown: Shown<'a>, told: &'a link::Linked) -> Vec<Card<'a>> {
    let articles = shown.keys.iter().zip(shown.faces).enumerate();
    let cards = articles.map(|(index, (key, face))| Card {
        key: *key,
        face,
        links: told.links.get(index).map_or(&[], |links| links),
        date: date(told, index, face),
    });
    cards.collect()
}

fn naming<'a>(
    cards: &'a [Card<'a>],
    order: &[usize],
    told: &'a link::Linked,
    reports: &'a dyn Reports,
) -> Naming<'a> {
    let mut spread: HashMap<ActorId, usize> = HashMap::new();
    for card in cards {
        let mut here: Vec<ActorId> = card.links.iter().map(|link| link.actor).collect();
        here.sort_unstable();
        here.dedup();
        for actor in here {
            *spread.entry(actor).or_default() += 1;
        }
    }
    let mut place = vec![0; order.len()];
    for (at, &number) in order.iter().enumerate() {
        place[number] = at;
    }
    let shown = told.actors.iter();
    let shown = shown.filter(|actor| !told.dismissed.contains(&actor.id));
    Naming {
        cards,
        place,
        actors: shown.map(|actor| (actor.id, actor.as_ref())).collect(),
        spread,
        phrases: Phrases::of(reports),
    }
}

/// Groups as the store has them; nothing where that is not known.
#[derive(Debug)]
struct Groups<T> {
    written: Option<Vec<T>>,
}

impl<T> Default for Groups<T> {
    fn default() -> Self {
        Self { written: None }
    }
}

impl<T: Clone + PartialEq + Members> Groups<T> {
    /// Those that the store has.
    fn of(written: Vec<T>) -> Self {
        Self {
            written: Some(written),
        }
    }

    /// What has to be written so that the groups are these; `all` are all articles.
    fn regroup(&mut self, groups: Vec<T>, all: impl Iterator<Item = ArticleKey>) -> Regrouped<T> {
        let mut now: BTreeMap<ArticleKey, usize> = BTreeMap::new();
        for (number, group) in groups.iter().enumerate() {
            now.extend(group.members().map(|key| (key, number)));
        }
        let written = self.written.take();
        let had: Vec<ArticleKey> = match &written {
            Some(written) => written.iter().flat_map(Members::members).collect(),
            None => all.collect(),
        };
        let mut same = vec![false; groups.len()];
        for before in written.iter().flatten() {
            let first = before.members().next();
            if let Some(&number) = first.and_then(|first| now.get(&first)) {
                same[number] |= groups[number] == *before;
            }
        }
        let new = groups.iter().zip(&same).filter(|(_, same)| !**same);
        let regrouped = Regrouped {
            groups: new.map(|(group, _)| group.clone()).collect(),
            alone: had
                .into_iter()
                .filter(|key| !now.contains_key(key))
                .collect(),
        };
        self.written = Some(groups);
        regrouped
    }
}

/// Which articles belong to a group.
trait Members {
    /// Each of them once.
    fn members(&self) -> impl Iterator<Item = ArticleKey>;
}

impl Members for TextDraft {
    fn members(&self) -> impl Iterator<Item = ArticleKey> {
        self.articles.iter().copied()
    }
}

impl Members for Vec<ArticleKey> {
    fn members(&self) -> impl Iterator<Item = ArticleKey> {
        self.iter().copied()
    }
}

impl Members for Vec<Vec<ArticleKey>> {
    fn members(&self) -> impl Iterator<Item = ArticleKey> {
        self.iter().flatten().copied()
    }
}
