//! People whose names the buckets of surnames keep apart although they are one: words in another order (`Kovács Eszter`), run
//! together or hyphenated otherwise, or with one letter mistyped.
//!
//! Only people named in full, never two of one article, and only where nobody else fits. Other order or other gaps are enough
//! by themselves, but sure only with a shared story or role; a mistyped letter needs one of these, and is never sure.

use std::collections::{BTreeMap, BTreeSet};

use crate::link::chain::{Chain, share_role};
use crate::link::given::GivenNames;
use crate::link::likeness::Comparison;
use crate::link::person::{Context, Joined, Person};
use crate::link::role::{Gender, Role};
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
struct Profile<'a> {
    chain: &'a Chain,
    gender: Option<Gender>,
    roles: Vec<Role>,
    articles: BTreeSet<usize>,
    stories: BTreeSet<usize>,
}

/// How two names came to be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Lead {
    /// The same words in another order, or with other gaps.
    Arranged,
    /// One letter apart.
    Mistyped,
}

/// Joins those of `people` who are one; the order of the others stays.
pub(crate) fn join(
    mut people: Vec<Person>,
    context: Context<'_>,
    names: &GivenNames,
) -> Vec<Person> {
    let profiles: Vec<Option<Profile<'_>>> = people
        .iter()
        .map(|person| Profile::of(person, context))
        .collect();
    let leads = leads(&profiles, names);
    if leads.is_empty() {
        return people;
    }
    let comparison = Comparison::new();
    let mut partners: BTreeMap<usize, BTreeMap<usize, Reason>> = BTreeMap::new();
    let mut sure: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (a, b, lead) in leads {
        let (Some(one), Some(other)) = (&profiles[a], &profiles[b]) else {
            continue;
        };
        if let Some((agreeing, is_sure)) = one.agrees(other, lead, &comparison) {
            let reason = |of: &Profile<'_>| Reason::SpellingOf {
                other: of.chain.written.clone(),
                agreeing: agreeing.clone(),
            };
            partners.entry(a).or_default().insert(b, reason(other));
            partners.entry(b).or_default().insert(a, reason(one));
            if is_sure {
                sure.insert((a, b));
            }
        }
    }
    let only = |person: usize| partners.get(&person).filter(|others| others.len() == 1);
    let mut joined = BTreeSet::new();
    for (&a, others) in &partners {
        let Some((&b, _)) = others.first_key_value().filter(|(b, _)| a < **b) else {
            continue;
        };
        if only(a).is_none() || only(b).is_none() {
            continue;
        }
        let frequent = |person: usize| {
            let marks = |joined: &Joined| context.chains[joined.chain].marks.len();
            let count: usize = people[person].chains.iter().map(marks).sum();
            let first = people[person]
                .chains
                .iter()
                .map(|joined| joined.chain)
                .min();
            (count, std::cmp::Reverse(first))
        };
        let (into, from) = if frequent(b) > frequent(a) {
            (b, a)
        } else {
            (a, b)
        };
        let reason = partners[&from].get(&into).cloned();
        let moved = std::mem::take(&mut people[from].chains);
        for chain in moved {
            let is_sure = chain.sure && sure.contains(&(a, b));
            let why = chain.reason.or_else(|| reason.clone());
            people[into].join(chain.chain, why, is_sure);
        }
        joined.insert(from);
    }
    let mut number = 0;
    people.retain(|_| {
        number += 1;
        !joined.contains(&(number - 1))
    });
    people
}

/// Pairs of people whose names may be one, each once; the first is the earlier.
fn leads(profiles: &[Option<Profile<'_>>], names: &GivenNames) -> BTreeSet<(usize, usize, Lead)> {
    let mut keys: BTreeMap<(Lead, String), Vec<usize>> = BTreeMap::new();
    for (number, profile) in profiles.iter().enumerate() {
        let Some(profile) = profile else { continue };
        for key in profile.keys(names) {
            keys.entry(key).or_default().push(number);
        }
    }
    let mut pairs = BTreeSet::new();
    for ((lead, _), people) in keys {
        if people.len() > CROWD {
            continue;
        }
        for (place, &a) in people.iter().enumerate() {
            for &b in people.iter().skip(place + 1).filter(|&&b| a != b) {
                pairs.insert((a.min(b), a.max(b), lead));
            }
        }
    }
    pairs
}

impl<'a> Profile<'a> {
    /// Of a person who is named in full.
    fn of(person: &Person, context: Context<'a>) -> Option<Self> {
        let chains = || {
            person
                .chains
                .iter()
                .map(|joined| &context.chains[joined.chain])
        };
        let chain = chains().find(|chain| chain.name.is_spelled_out())?;
        let roles: BTreeSet<&Role> = chains().flat_map(|chain| &chain.roles).collect();
        let articles: BTreeSet<usize> = chains().map(|chain| chain.article).collect();
        Some(Self {
            chain,
            gender: chains().find_map(|chain| chain.gender),
            roles: roles.into_iter().cloned().collect(),
            stories: articles
                .iter()
                .filter_map(|&article| context.stories[article])
                .collect(),
            articles,
        })
    }

    /// The keys under which other writings of the name are found.
    fn keys(&self, names: &GivenNames) -> Vec<(Lead, String)> {
        let name = &self.chain.name;
        let mut words: Vec<String> = name
            .given
            .iter()
            .chain(&name.particles)
            .map(|word| crate::link::spelling::key(word))
            .chain([name.key.clone()])
            .collect();
        let mut keys = vec![(Lead::Arranged, words.concat())];
        words.sort_unstable();
        keys.push((Lead::Arranged, words.concat()));
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
            keys.extend(mistyped.map(|surname| (Lead::Mistyped, format!("{given} {surname}"))));
        }
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// What speaks for the two being one, and whether that is sure; nothing where they are two.
    fn agrees(&self, other: &Self, lead: Lead, comparison: &Comparison) -> Option<(String, bool)> {
        let (one, two) = (&self.chain.name, &other.chain.name);
        let gender_clashes = matches!((self.gender, other.gender), (Some(a), Some(b)) if a != b);
        let apart = !self.articles.is_disjoint(&other.articles)
            || gender_clashes
            || one.suffix_clashes(two)
            || one.key == two.key && lead == Lead::Mistyped;
        if apart || comparison.likeness(&self.chain.written, &other.chain.written) < ALIKE {
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
