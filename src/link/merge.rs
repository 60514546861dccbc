//! Across articles: which chains are one person.
//!
//! Chains meet only inside a bucket of one loose surname key, so that the work grows with the library and not with its
//! square. Inside, chains of the same full name are one person; other full names join when their given names agree and
//! nobody else of that surname makes the joining doubtful; a bare surname joins when it fits exactly one person of its
//! story, or exactly one person of the library who shares its role. Everything else stays apart.

use std::collections::{BTreeMap, BTreeSet};

use crate::link::chain::{Chain, share_role};
use crate::link::given::GivenNames;
use crate::link::name::{Agreement, Name};
use crate::link::role::{Gender, Role};
use crate::model::link::Reason;

/// How many different full names of one surname are compared with each other; beyond that only equal ones are joined.
const NAMES_PER_BUCKET: usize = 128;

/// One person of the library.
#[derive(Debug, Clone, Default)]
pub(crate) struct Person {
    /// The chains, in the order of the articles.
    pub(crate) chains: Vec<Joined>,
}

/// A chain that belongs to a person.
#[derive(Debug, Clone)]
pub(crate) struct Joined {
    /// The chain, as an index.
    pub(crate) chain: usize,
    /// Why it belongs, where the names themselves do not say it.
    pub(crate) reason: Option<Reason>,
    /// Whether rashomon would bet on it.
    pub(crate) sure: bool,
}

/// Joins `chains` to people. `stories` tells by article which story it is part of.
pub(crate) fn people(
    chains: &[Chain],
    stories: &[Option<usize>],
    names: &GivenNames,
) -> Vec<Person> {
    let mut buckets: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, chain) in chains.iter().enumerate() {
        buckets.entry(&chain.name.loose).or_default().push(index);
    }
    let merging = Merging {
        chains,
        stories,
        names,
    };
    let mut people = Vec::new();
    for (key, bucket) in buckets {
        if key.is_empty() {
            people.extend(bucket.into_iter().map(Person::alone));
        } else {
            people.extend(merging.bucket(&bucket));
        }
    }
    for person in &mut people {
        person.chains.sort_by_key(|joined| joined.chain);
    }
    people
}

impl Person {
    fn alone(chain: usize) -> Self {
        let mut person = Self::default();
        person.join(chain, None, true);
        person
    }

    fn join(&mut self, chain: usize, reason: Option<Reason>, sure: bool) {
        self.chains.push(Joined {
            chain,
            reason,
            sure,
        });
    }
}

/// All chains with word for word the same full name.
struct Identity {
    name: Name,
    gender: Option<Gender>,
    chains: Vec<usize>,
    roles: Vec<Role>,
    /// The articles and the stories it is in, sorted.
    articles: Vec<usize>,
    stories: Vec<usize>,
}

/// What a bare surname is held against: a person in short.
struct Profile {
    /// The spelling keys of its surname.
    keys: Vec<String>,
    gender: Option<Gender>,
    suffix: Option<String>,
    roles: Vec<Role>,
    full: String,
}

/// What two identities are to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    One { sure: bool },
    Two,
}

struct Merging<'a> {
    chains: &'a [Chain],
    stories: &'a [Option<usize>],
    names: &'a GivenNames,
}

impl Merging<'_> {
    fn bucket(&self, bucket: &[usize]) -> Vec<Person> {
        let (full, bare): (Vec<usize>, Vec<usize>) = bucket
            .iter()
            .copied()
            .partition(|&chain| self.chains[chain].name.is_full());
        let identities = self.identities(&full);
        let mut people = self.join_identities(&identities);
        self.attach_bare(&bare, &mut people);
        people
    }

    /// The full names of a bucket, those written out and frequent first: they lead where names join.
    fn identities(&self, full: &[usize]) -> Vec<Identity> {
        let mut by_name: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for &chain in full {
            let name = &self.chains[chain].name;
            let key = (
                name.given.as_slice(),
                name.surname.as_str(),
                name.suffix.as_deref(),
            );
            by_name.entry(key).or_default().push(chain);
        }
        let mut identities: Vec<Identity> = by_name
            .into_values()
            .flat_map(|chains| self.split_by_gender(chains))
            .map(|chains| self.identity(chains))
            .collect();
        identities.sort_by_key(|identity| {
            let frequent = std::cmp::Reverse(identity.chains.len());
            (
                !identity.name.is_spelled_out(),
                frequent,
                identity.chains.first().copied(),
            )
        });
        identities
    }

    /// Namesakes of whom one is a man and one a woman are told apart; chains that tell no gender then stand for nobody.
    fn split_by_gender(&self, chains: Vec<usize>) -> Vec<Vec<usize>> {
        let mut by_gender: BTreeMap<Option<Gender>, Vec<usize>> = BTreeMap::new();
        for &chain in &chains {
            by_gender
                .entry(self.chains[chain].gender)
                .or_default()
                .push(chain);
        }
        let told = by_gender.keys().filter(|gender| gender.is_some()).count();
        if told < 2 {
            return vec![chains];
        }
        let open = by_gender.remove(&None).unwrap_or_default();
        by_gender
            .into_values()
            .chain(open.into_iter().map(|chain| vec![chain]))
            .collect()
    }

    fn identity(&self, chains: Vec<usize>) -> Identity {
        let roles: BTreeSet<&Role> = chains
            .iter()
            .flat_map(|&chain| &self.chains[chain].roles)
            .collect();
        let articles: BTreeSet<usize> = chains
            .iter()
            .map(|&chain| self.chains[chain].article)
            .collect();
        let stories: BTreeSet<usize> = articles
            .iter()
            .filter_map(|&article| self.stories[article])
            .collect();
        let roles = roles.into_iter().cloned().collect();
        let first = chains.first().map(|&chain| &self.chains[chain]);
        Identity {
            name: first.map(|chain| chain.name.clone()).unwrap_or_default(),
            gender: chains.iter().find_map(|&chain| self.chains[chain].gender),
            chains,
            roles,
            articles: articles.into_iter().collect(),
            stories: stories.into_iter().collect(),
        }
    }

    fn verdict(&self, a: &Identity, b: &Identity) -> Verdict {
        let gender_clashes = matches!((a.gender, b.gender), (Some(a), Some(b)) if a != b);
        if gender_clashes || a.name.suffix_clashes(&b.name) || meet(&a.articles, &b.articles) {
            return Verdict::Two;
        }
        let agreement = a.name.agreement(&b.name, self.names);
        let role = share_role(&a.roles, &b.roles).is_some();
        match agreement {
            Agreement::Clash | Agreement::Open => Verdict::Two,
            Agreement::Initial if a.name.surname != b.name.surname && !role => Verdict::Two,
            Agreement::Initial => Verdict::One {
                sure: role || meet(&a.stories, &b.stories),
            },
            _ if a.name.key != b.name.key => Verdict::One {
                sure: role || meet(&a.stories, &b.stories),
            },
            _ => Verdict::One { sure: true },
        }
    }

    /// Two identities become one person when they agree and every third that agrees with one agrees with the other:
    /// `J. Smith` is neither John nor Jane while both are about.
    fn join_identities(&self, identities: &[Identity]) -> Vec<Person> {
        let count = identities.len();
        let mut leader: Vec<usize> = (0..count).collect();
        let mut sure = vec![true; count];
        if count <= NAMES_PER_BUCKET {
            let verdicts: Vec<Vec<Verdict>> = identities
                .iter()
                .map(|a| identities.iter().map(|b| self.verdict(a, b)).collect())
                .collect();
            let agree = |a: usize, b: usize| a == b || verdicts[a][b] != Verdict::Two;
            for a in 0..count {
                for b in a + 1..count {
                    if agree(a, b) && (0..count).all(|third| agree(a, third) == agree(b, third)) {
                        leader[b] = leader[b].min(leader[a]);
                        sure[b] &= verdicts[leader[b]][b] == Verdict::One { sure: true };
                    }
                }
            }
        }
        let mut people: BTreeMap<usize, Person> = BTreeMap::new();
        for (index, identity) in identities.iter().enumerate() {
            let person = people.entry(leader[index]).or_default();
            for &chain in &identity.chains {
                person.join(chain, None, sure[index]);
            }
        }
        people.into_values().collect()
    }

    fn attach_bare(&self, bare: &[usize], people: &mut Vec<Person>) {
        let cast = self.cast(people);
        let profiles: Vec<Profile> = people.iter().map(|person| self.profile(person)).collect();
        let mut left: BTreeMap<(Option<usize>, &str), Vec<usize>> = BTreeMap::new();
        for &chain in bare {
            let at = &self.chains[chain];
            match self.place(at, &profiles, &cast) {
                Some((person, reason, sure)) => people[person].join(chain, Some(reason), sure),
                None => {
                    left.entry((self.stories[at.article], &at.name.key))
                        .or_default()
                        .push(chain);
                }
            }
        }
        for ((story, _), chains) in left {
            if story.is_some() && self.same_gender(&chains) {
                let mut person = Person::default();
                let several = chains.len() > 1;
                for chain in chains {
                    person.join(chain, several.then_some(Reason::SameName), !several);
                }
                people.push(person);
            } else {
                people.extend(chains.into_iter().map(Person::alone));
            }
        }
    }

    fn same_gender(&self, chains: &[usize]) -> bool {
        let mut told = chains.iter().filter_map(|&chain| self.chains[chain].gender);
        told.next()
            .is_none_or(|first| told.all(|other| other == first))
    }

    /// By story, the people in it.
    fn cast(&self, people: &[Person]) -> BTreeMap<usize, BTreeSet<usize>> {
        let mut cast: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for (index, person) in people.iter().enumerate() {
            for joined in &person.chains {
                if let Some(story) = self.stories[self.chains[joined.chain].article] {
                    cast.entry(story).or_default().insert(index);
                }
            }
        }
        cast
    }

    /// The one person whom a bare surname can be, why, and whether that is certain.
    fn place(
        &self,
        bare: &Chain,
        profiles: &[Profile],
        cast: &BTreeMap<usize, BTreeSet<usize>>,
    ) -> Option<(usize, Reason, bool)> {
        let in_story = self.stories[bare.article].and_then(|story| cast.get(&story));
        let mut fitting = in_story
            .into_iter()
            .flatten()
            .copied()
            .filter(|&person| profiles[person].fits(bare));
        if let Some(only) = fitting.next() {
            let full = profiles[only].full.clone();
            return match fitting.next() {
                None => Some((only, Reason::OnlyCandidate { full }, true)),
                Some(_) => None,
            };
        }
        let mut sharing = profiles.iter().enumerate().filter_map(|(index, profile)| {
            let role = share_role(&bare.roles, &profile.roles)?;
            profile.fits(bare).then_some((index, role))
        });
        let (person, role) = sharing.next()?;
        if sharing.next().is_some() {
            return None;
        }
        let reason = Reason::SharedRole {
            full: profiles[person].full.clone(),
            role: role.shown(),
        };
        Some((person, reason, role.is_specific()))
    }

    fn profile(&self, person: &Person) -> Profile {
        let chains = || {
            person
                .chains
                .iter()
                .map(|joined| &self.chains[joined.chain])
        };
        let keys: BTreeSet<&String> = chains().map(|chain| &chain.name.key).collect();
        let roles: BTreeSet<&Role> = chains().flat_map(|chain| &chain.roles).collect();
        Profile {
            keys: keys.into_iter().cloned().collect(),
            gender: chains().find_map(|chain| chain.gender),
            suffix: chains().find_map(|chain| chain.name.suffix.clone()),
            roles: roles.into_iter().cloned().collect(),
            full: chains()
                .next()
                .map(|chain| chain.written.clone())
                .unwrap_or_default(),
        }
    }
}

impl Profile {
    fn fits(&self, bare: &Chain) -> bool {
        let genders_clash = matches!((bare.gender, self.gender), (Some(a), Some(b)) if a != b);
        let suffix_missing = bare.name.suffix.is_some() && bare.name.suffix != self.suffix;
        self.keys.contains(&bare.name.key) && !genders_clash && !suffix_missing
    }
}

/// Tells whether two sorted lists share an element.
fn meet(a: &[usize], b: &[usize]) -> bool {
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    while let (Some(left), Some(right)) = (a.peek(), b.peek()) {
        match left.cmp(right) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => a.next(),
            std::cmp::Ordering::Greater => b.next(),
        };
    }
    false
}
