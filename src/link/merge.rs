//! Across articles: which chains are one person.
//!
//! Chains meet only inside a bucket of one loose surname key, so that the work grows with the library and not with its
//! square. Inside, chains of the same full name are one person; other full names join when their given names agree and
//! nobody else of that surname makes the joining doubtful. Bare surnames come last and have rules of their own (`bare`).

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::link::bare;
use crate::link::chain::{Chain, share_role};
use crate::link::name::{Agreement, Name};
use crate::link::person::{ChainId, Context, Person, roles};
use crate::link::role::{Gender, Role};

/// How many different full names of one surname are compared with each other; beyond that only equal ones are joined.
const NAMES_PER_BUCKET: usize = 128;

/// The people of a library by their surnames, kept up to date.
#[derive(Debug, Default)]
pub(crate) struct Buckets {
    /// By loose surname key.
    buckets: HashMap<String, Bucket>,
}

/// The chains of one surname and the people that they are, each called by its first chain.
#[derive(Debug, Default)]
struct Bucket {
    chains: BTreeSet<ChainId>,
    people: BTreeMap<ChainId, Arc<Person>>,
}

/// Which people a change made others than they were, or put into other stories; nobody where somebody is there no more.
pub(crate) type Changed = BTreeMap<ChainId, Option<Arc<Person>>>;

impl Buckets {
    /// Puts a chain into its bucket, or takes it out.
    pub(crate) fn put(&mut self, id: ChainId, chain: &Chain, is_there: bool) {
        let bucket = self.buckets.entry(chain.name.loose.clone()).or_default();
        if is_there {
            bucket.chains.insert(id);
        } else {
            bucket.chains.remove(&id);
        }
    }

    /// Joins the chains of the buckets of those `keys` anew. `moved` are the articles that are in another story than before.
    pub(crate) fn update(
        &mut self,
        keys: &BTreeSet<String>,
        moved: &BTreeSet<usize>,
        context: Context<'_>,
    ) -> Changed {
        let merging = Merging { context };
        let mut changed = Changed::new();
        for key in keys {
            let Some(bucket) = self.buckets.get_mut(key) else {
                continue;
            };
            let chains: Vec<ChainId> = bucket.chains.iter().copied().collect();
            let people = if key.is_empty() {
                chains.into_iter().map(Person::alone).collect()
            } else {
                merging.bucket(&chains)
            };
            let mut before = std::mem::take(&mut bucket.people);
            for person in people {
                let Some(id) = person.id() else { continue };
                let known = before.remove(&id).filter(|known| **known == person);
                let is_moved = |person: &Person| {
                    let mut chains = person.chains.iter();
                    chains.any(|joined| moved.contains(&joined.chain.article()))
                };
                let same = known.is_some() && !is_moved(&person);
                let person = known.unwrap_or_else(|| Arc::new(person));
                if !same {
                    changed.insert(id, Some(Arc::clone(&person)));
                }
                bucket.people.insert(id, person);
            }
            for id in before.into_keys() {
                changed.entry(id).or_insert(None);
            }
            if bucket.chains.is_empty() {
                self.buckets.remove(key);
            }
        }
        changed
    }
}

/// All chains with word for word the same full name.
struct Identity {
    name: Arc<Name>,
    gender: Option<Gender>,
    chains: Vec<ChainId>,
    roles: Vec<Arc<Role>>,
    /// The articles and the stories it is in, sorted.
    articles: Vec<usize>,
    stories: Vec<usize>,
}

/// What two identities are to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    One { sure: bool },
    Two,
}

struct Merging<'a> {
    context: Context<'a>,
}

impl Merging<'_> {
    fn bucket(&self, bucket: &[ChainId]) -> Vec<Person> {
        let (full, bare): (Vec<ChainId>, Vec<ChainId>) = bucket
            .iter()
            .copied()
            .partition(|&chain| self.context.chain(chain).name.is_full());
        let identities = self.identities(&full);
        let mut people = self.join_identities(&identities);
        bare::attach(&bare, &mut people, &self.context);
        people
    }

    /// The full names of a bucket, those written out and frequent first: they lead where names join.
    fn identities(&self, full: &[ChainId]) -> Vec<Identity> {
        // Equal wordings share one name, so that only different ones need be compared.
        let mut by_wording: HashMap<*const Name, Vec<ChainId>> = HashMap::new();
        for &chain in full {
            let name = Arc::as_ptr(&self.context.chain(chain).name);
            by_wording.entry(name).or_default().push(chain);
        }
        let mut by_name: BTreeMap<_, Vec<ChainId>> = BTreeMap::new();
        for chains in by_wording.into_values() {
            let name = &self.context.chain(chains[0]).name;
            let key = (
                name.given.as_slice(),
                name.surname.as_str(),
                name.suffix.as_deref(),
            );
            by_name.entry(key).or_default().extend(chains);
        }
        for chains in by_name.values_mut() {
            chains.sort_unstable();
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
    fn split_by_gender(&self, chains: Vec<ChainId>) -> Vec<Vec<ChainId>> {
        let mut by_gender: BTreeMap<Option<Gender>, Vec<ChainId>> = BTreeMap::new();
        for &chain in &chains {
            by_gender
                .entry(self.context.chain(chain).gender)
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

    fn identity(&self, chains: Vec<ChainId>) -> Identity {
        let mut articles: Vec<usize> = chains.iter().map(|id| id.article()).collect();
        articles.dedup();
        let stories: BTreeSet<usize> = articles
            .iter()
            .filter_map(|&article| self.context.stories[article])
            .collect();
        let first = chains.first().map(|&chain| self.context.chain(chain));
        Identity {
            name: first.map_or_else(Arc::default, |chain| Arc::clone(&chain.name)),
            gender: chains
                .iter()
                .find_map(|&chain| self.context.chain(chain).gender),
            roles: roles(chains.iter().map(|&chain| self.context.chain(chain))),
            chains,
            articles,
            stories: stories.into_iter().collect(),
        }
    }

    fn verdict(&self, a: &Identity, b: &Identity) -> Verdict {
        // The names come first: nearly all pairs fall with them.
        let agreement = a.name.agreement(&b.name, self.context.given);
        if matches!(agreement, Agreement::Clash | Agreement::Open) {
            return Verdict::Two;
        }
        let gender_clashes = matches!((a.gender, b.gender), (Some(a), Some(b)) if a != b);
        if gender_clashes || a.name.suffix_clashes(&b.name) || meet(&a.articles, &b.articles) {
            return Verdict::Two;
        }
        let role = share_role(&a.roles, &b.roles).is_some();
        match agreement {
            Agreement::Initial if a.name.surname != b.name.surname && !role => Verdict::Two,
            Agreement::Initial => Verdict::One {
                sure: role || meet(&a.stories, &b.stories),
            },
            _ if a.name.key != b.name.key || a.name.lacks_number_of(&b.name) => Verdict::One {
                sure: role || meet(&a.stories, &b.stories),
            },
            _ => Verdict::One { sure: true },
        }
    }

    /// By two identities, what they are to each other: the same from both sides.
    fn verdicts(&self, identities: &[Identity]) -> Vec<Vec<Verdict>> {
        let mut verdicts = vec![vec![Verdict::Two; identities.len()]; identities.len()];
        for (number, a) in identities.iter().enumerate() {
            for (other, b) in identities.iter().enumerate().skip(number + 1) {
                let verdict = self.verdict(a, b);
                verdicts[number][other] = verdict;
                verdicts[other][number] = verdict;
            }
        }
        verdicts
    }

    /// Two identities become one person when they agree and every third that agrees with one agrees with the other:
    /// `J. Smith` is neither John nor Jane while both are about.
    fn join_identities(&self, identities: &[Identity]) -> Vec<Person> {
        let count = identities.len();
        let mut leader: Vec<usize> = (0..count).collect();
        let mut sure = vec![true; count];
        if count <= NAMES_PER_BUCKET {
            let verdicts = self.verdicts(identities);
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
}

/// Tells whether two sorted lists share an element. The cost grows with the shorter one.
pub(crate) fn meet(a: &[usize], b: &[usize]) -> bool {
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut rest = many;
    few.iter().any(|wanted| {
        let ahead = rest.partition_point(|other| other < wanted);
        rest = rest.get(ahead..).unwrap_or_default();
        rest.first() == Some(wanted)
    })
}
