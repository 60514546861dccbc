//! People whose names the buckets of surnames keep apart although they are one: words in another order (`Kovács Eszter`), run
//! together or hyphenated otherwise, or with one letter mistyped.
//!
//! Only people named in full, never two of one article, and only where nobody else fits. Other order or other gaps are enough
//! by themselves, but sure only with a shared story or role; a mistyped letter needs one of these, and is never sure.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::link::chain::share_role;
use crate::link::fnv::fnv;
use crate::link::given::GivenNames;
use crate::link::likeness::Comparison;
use crate::link::merge::{Changed, meet};
use crate::link::name::Name;
use crate::link::person::{ChainId, Context, Person, roles};
use crate::link::role::{Gender, Role};
use crate::link::spelling::key;
use crate::model::link::Reason;

/// How alike two names must be.
const ALIKE: f32 = 0.9;

/// How long a surname must be for one letter to be a mistake and not another name.
const LONG: usize = 7;

/// The same as an upper border, which bounds the work.
const LONGEST: usize = 20;

/// More people than this under one key are left alone.
const CROWD: usize = 6;

/// What is known of a person when names are compared.
#[derive(Debug)]
struct Profile {
    name: Arc<Name>,
    written: Arc<str>,
    gender: Option<Gender>,
    roles: Vec<Arc<Role>>,
    /// Sorted, each once.
    articles: Vec<usize>,
    stories: BTreeSet<usize>,
    /// How often the person is named, and where first: the more often named leads.
    frequent: (usize, std::cmp::Reverse<ChainId>),
    /// The hashed keys under which other writings of the name are found.
    keys: Box<[Key]>,
}

/// A hashed key and what it leads by.
type Key = (Lead, u64);

/// Another person who may be the same: why, and whether that is sure.
type Partner = (Arc<Reason>, bool);

/// How two names came to be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Lead {
    /// The same words in another order, or with other gaps.
    Arranged,
    /// One letter apart.
    Mistyped,
}

/// The people of a library as other writings of their names are found, kept up to date.
#[derive(Debug, Default)]
pub(crate) struct Variants {
    people: HashMap<ChainId, Arc<Person>>,
    /// Of those named in full.
    profiles: HashMap<ChainId, Profile>,
    keys: BTreeSet<(Key, ChainId)>,
    /// By person, all who may be the same.
    partners: HashMap<ChainId, BTreeMap<ChainId, Partner>>,
}

impl Variants {
    /// Takes in which people are `changed`; gives all who are others than they were once writings are joined.
    pub(crate) fn update(&mut self, changed: Changed, context: Context<'_>) -> Changed {
        let mut told: BTreeSet<ChainId> = changed.keys().copied().collect();
        let mut touched: BTreeSet<Key> = BTreeSet::new();
        for (id, person) in changed {
            touched.extend(self.forget(id));
            if let Some(person) = person {
                touched.extend(self.learn(id, &person, context));
                self.people.insert(id, person);
            }
        }
        // A crowd under a key hides all who are in it, so that whoever shares a key is looked at again.
        let near = touched.iter().flat_map(|key| self.having(*key));
        let near: BTreeSet<ChainId> = near.chain(told.iter().copied()).collect();
        let mut moved: BTreeSet<ChainId> = BTreeSet::new();
        let mut note = |id: ChainId, partners: Vec<ChainId>| {
            moved.extend((!partners.is_empty()).then_some(id));
            moved.extend(partners);
        };
        for &id in &near {
            note(id, self.part(id));
        }
        let comparison = Comparison::new();
        for &id in &near {
            note(id, self.pair(id, &comparison));
        }
        // Who has another partner than before may free or bind those that he has still.
        for id in moved {
            told.insert(id);
            told.extend(self.partners.get(&id).into_iter().flat_map(BTreeMap::keys));
        }
        told.into_iter().map(|id| (id, self.joined(id))).collect()
    }

    /// The people who have that key.
    fn having(&self, key: Key) -> impl Iterator<Item = ChainId> {
        let first = (key, ChainId::of(0, 0));
        let having = self
            .keys
            .range(first..)
            .take_while(move |(of, _)| *of == key);
        having.map(|(_, id)| *id)
    }

    fn forget(&mut self, id: ChainId) -> Box<[Key]> {
        self.people.remove(&id);
        let keys = self.profiles.remove(&id).map(|profile| profile.keys);
        let keys = keys.unwrap_or_default();
        for &key in &keys {
            self.keys.remove(&(key, id));
        }
        keys
    }

    fn learn(&mut self, id: ChainId, person: &Person, context: Context<'_>) -> Box<[Key]> {
        let Some(profile) = Profile::of(person, context) else {
            return Box::default();
        };
        let keys = profile.keys.clone();
        self.keys.extend(keys.iter().map(|key| (*key, id)));
        self.profiles.insert(id, profile);
        keys
    }

    /// Takes a person’s partners away; gives them.
    fn part(&mut self, id: ChainId) -> Vec<ChainId> {
        let partners = self.partners.remove(&id).unwrap_or_default();
        for partner in partners.keys() {
            if let Some(theirs) = self.partners.get_mut(partner) {
                theirs.remove(&id);
            }
        }
        partners.into_keys().collect()
    }

    /// Finds a person’s partners; gives them.
    fn pair(&mut self, id: ChainId, comparison: &Comparison) -> Vec<ChainId> {
        let Some(profile) = self.profiles.get(&id) else {
            return Vec::new();
        };
        let mut found: BTreeMap<ChainId, (Lead, String, bool)> = BTreeMap::new();
        for &key in &profile.keys {
            let people: Vec<ChainId> = self.having(key).take(CROWD + 1).collect();
            let crowd = people.len() > CROWD;
            for other in people.into_iter().filter(|other| !crowd && *other != id) {
                // What speaks for the two reads the same from both sides, so the earlier is asked.
                let (one, two) = (id.min(other), id.max(other));
                if let (Some(a), Some(b)) = (self.profiles.get(&one), self.profiles.get(&two))
                    && found.get(&other).is_none_or(|(lead, ..)| *lead < key.0)
                    && let Some((agreeing, sure)) = a.agrees(b, key.0, comparison)
                {
                    found.insert(other, (key.0, agreeing, sure));
                }
            }
        }
        let mut reasons = Vec::new();
        for (&other, (_, agreeing, sure)) in &found {
            let theirs = self.profiles.get(&other).map(|other| &other.written);
            let reason = |other: &str| {
                Arc::new(Reason::SpellingOf {
                    other: other.to_owned(),
                    agreeing: agreeing.clone(),
                })
            };
            let own = reason(&profile.written);
            reasons.push((other, reason(theirs.map_or("", |other| other)), own, *sure));
        }
        for (other, reason, own, sure) in reasons {
            self.partners
                .entry(id)
                .or_default()
                .insert(other, (reason, sure));
            self.partners
                .entry(other)
                .or_default()
                .insert(id, (own, sure));
        }
        found.into_keys().collect()
    }

    /// The only one who may be the same person, if that holds for both.
    fn only_partner(&self, id: ChainId) -> Option<ChainId> {
        let only = |id: ChainId| {
            let mut partners = self.partners.get(&id)?.keys();
            partners
                .next()
                .copied()
                .filter(|_| partners.next().is_none())
        };
        only(id).filter(|&other| only(other) == Some(id))
    }

    /// The person with the one who is the same; nobody where the other one leads, or where there is no such person.
    fn joined(&self, id: ChainId) -> Option<Arc<Person>> {
        let person = self.people.get(&id)?;
        let Some(other) = self.only_partner(id) else {
            return Some(Arc::clone(person));
        };
        let frequent = |id: &ChainId| self.profiles.get(id).map(|profile| profile.frequent);
        if frequent(&other) > frequent(&id) {
            return None;
        }
        let (reason, sure) = self.partners.get(&other)?.get(&id)?;
        let mut joined = Person::clone(person);
        for chain in &self.people.get(&other)?.chains {
            let why = chain.reason.as_ref().unwrap_or(reason);
            joined.join(chain.chain, Some(Arc::clone(why)), chain.sure && *sure);
        }
        Some(Arc::new(joined))
    }
}

impl Profile {
    /// Of a person who is named in full.
    fn of(person: &Person, context: Context<'_>) -> Option<Self> {
        let chains = || {
            person
                .chains
                .iter()
                .map(|joined| context.chain(joined.chain))
        };
        let chain = chains().find(|chain| chain.name.is_spelled_out())?;
        let mut articles: Vec<usize> = chains().map(|chain| chain.article).collect();
        articles.sort_unstable();
        articles.dedup();
        Some(Self {
            name: Arc::clone(&chain.name),
            written: Arc::clone(context.written(chain)),
            gender: chains().find_map(|chain| chain.gender),
            roles: roles(chains()),
            stories: articles
                .iter()
                .filter_map(|&article| context.stories[article])
                .collect(),
            articles,
            frequent: (
                chains().map(|chain| chain.marks.len()).sum(),
                std::cmp::Reverse(person.id()?),
            ),
            keys: keys(&chain.name, context.given),
        })
    }

    /// What speaks for the two being one, and whether that is sure; nothing where they are two.
    fn agrees(&self, other: &Self, lead: Lead, comparison: &Comparison) -> Option<(String, bool)> {
        let (one, two) = (&self.name, &other.name);
        let gender_clashes = matches!((self.gender, other.gender), (Some(a), Some(b)) if a != b);
        let apart = meet(&self.articles, &other.articles)
            || gender_clashes
            || one.suffix_clashes(two)
            || one.key == two.key && lead == Lead::Mistyped;
        if apart || comparison.likeness(&self.written, &other.written) < ALIKE {
            return None;
        }
        let role = share_role(&self.roles, &other.roles).filter(|role| role.is_specific());
        let story = !self.stories.is_disjoint(&other.stories);
        let shared = match role {
            Some(role) => Some(format!("role {}", role.shown())),
            None => story.then(|| "story".to_owned()),
        };
        match lead {
            Lead::Arranged => {
                let sure = shared.is_some();
                Some((
                    shared
                        .unwrap_or_else(|| "words in another order or with other gaps".to_owned()),
                    sure,
                ))
            }
            Lead::Mistyped if one.key.len().max(two.key.len()) >= LONG => {
                Some((format!("{}, one letter apart", shared?), false))
            }
            Lead::Mistyped => None,
        }
    }
}

/// The hashed keys under which other writings of the name are found.
fn keys(name: &Name, names: &GivenNames) -> Box<[Key]> {
    let mut words: Vec<String> = name
        .given
        .iter()
        .chain(&name.particles)
        .map(|word| key(word))
        .chain([name.key.clone()])
        .collect();
    let mut keys = vec![(Lead::Arranged, fnv(&[&words.concat()]))];
    words.sort_unstable();
    keys.push((Lead::Arranged, fnv(&[&words.concat()])));
    let given = name
        .given
        .first()
        .map_or_else(String::new, |given| names.root(given));
    let letters = name.key.len();
    if name.given.len() == 1 && (LONG - 1..=LONGEST).contains(&letters) && name.key.is_ascii() {
        let without = |at: usize| {
            let left = name.key.char_indices().filter(|(index, _)| *index != at);
            left.map(|(_, letter)| letter).collect::<String>()
        };
        let mistyped = (0..letters).map(without).chain([name.key.clone()]);
        keys.extend(mistyped.map(|surname| (Lead::Mistyped, fnv(&[&given, &surname]))));
    }
    keys.sort_unstable();
    keys.dedup();
    keys.into()
}
