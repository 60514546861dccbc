//! Bare surnames that no full name in their article explains: whose they are, if that can be said.
//!
//! In this order: the only person of that surname in the story; the only one whose role stands with the bare name too; the
//! only one in the library who is named in the same company; the one who is named far more than all others of that
//! surname, as newsrooms leave out the first name of the famous only. The last two are never sure. What fits
//! two people goes to neither, and bare names that are left join each other by story, high office or company.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::link::cast::Company;
use crate::link::chain::{Chain, share_role};
use crate::link::person::{ChainId, Context, Person, roles};
use crate::link::role::{Gender, Role};
use crate::model::link::Reason;

/// How many other actors two articles must share to keep the same company, one of them a person named in full.
const COMPANY: usize = 2;

/// How many people of one bare name are told apart before the next is left alone.
const GROUPS: usize = 16;

/// How many companions a reason names.
const NAMED: usize = 2;

/// In how many articles a person must be named in full to be known by surname alone.
const FAMOUS: usize = 5;

/// How many times as often as the next of that surname.
const FAR_MORE: usize = 5;

/// What a bare surname is held against: a person in short.
struct Profile {
    /// The spelling keys of its surname.
    keys: Vec<String>,
    gender: Option<Gender>,
    suffix: Option<String>,
    roles: Vec<Arc<Role>>,
    full: Arc<str>,
    articles: Vec<usize>,
}

/// Whose a bare surname is, why, and whether that is sure.
type Placed = (usize, Reason, bool);

/// Adds the `bare` chains of one bucket to its `people`, or as people of their own.
pub(crate) fn attach(bare: &[ChainId], people: &mut Vec<Person>, context: &Context<'_>) {
    if bare.is_empty() {
        return;
    }
    let placing = Placing::new(people, *context);
    let mut left = Vec::new();
    let mut placed = Vec::new();
    for &chain in bare {
        match placing.place(context.chain(chain)) {
            Some(found) => placed.push((chain, found)),
            None => left.push(chain),
        }
    }
    for (chain, (person, reason, sure)) in placed {
        people[person].join(chain, Some(Arc::new(reason)), sure);
    }
    people.extend(among_themselves(&left, context));
}

struct Placing<'a> {
    context: Context<'a>,
    profiles: Vec<Profile>,
    /// By story, the people of the bucket in it.
    cast: BTreeMap<usize, BTreeSet<usize>>,
}

impl<'a> Placing<'a> {
    fn new(people: &[Person], context: Context<'a>) -> Self {
        let profiles: Vec<Profile> = people
            .iter()
            .map(|person| Profile::of(person, &context))
            .collect();
        let mut cast: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for (index, profile) in profiles.iter().enumerate() {
            for story in profile
                .articles
                .iter()
                .filter_map(|&article| context.stories[article])
            {
                cast.entry(story).or_default().insert(index);
            }
        }
        Self {
            context,
            profiles,
            cast,
        }
    }

    fn place(&self, bare: &Chain) -> Option<Placed> {
        let fitting: Vec<usize> = (0..self.profiles.len())
            .filter(|&person| self.profiles[person].fits(bare))
            .collect();
        let in_story: Vec<usize> = self.context.stories[bare.article]
            .and_then(|story| self.cast.get(&story))
            .map(|cast| {
                fitting
                    .iter()
                    .copied()
                    .filter(|person| cast.contains(person))
                    .collect()
            })
            .unwrap_or_default();
        match in_story.as_slice() {
            [] => self
                .by_role(bare, &fitting)
                .or_else(|| self.by_company(bare, &fitting))
                .or_else(|| self.by_fame(&fitting)),
            [only] => {
                let full = self.profiles[*only].full.to_string();
                Some((*only, Reason::OnlyCandidate { full }, true))
            }
            several => self.by_role(bare, several),
        }
    }

    /// The only one who shares a role.
    fn by_role(&self, bare: &Chain, people: &[usize]) -> Option<Placed> {
        let mut sharing = people.iter().filter_map(|&person| {
            let role = share_role(&bare.roles, &self.profiles[person].roles)?;
            Some((person, role))
        });
        let (person, role) = sharing.next().filter(|_| sharing.next().is_none())?;
        let reason = Reason::SharedRole {
            full: self.profiles[person].full.to_string(),
            role: role.shown(),
        };
        Some((person, reason, role.is_specific() || role.is_high_office()))
    }

    /// The only one of that surname, where both are named in the same company.
    fn by_company(&self, bare: &Chain, people: &[usize]) -> Option<Placed> {
        let [only] = people else {
            return None;
        };
        let profile = &self.profiles[*only];
        let casts = self.context.casts;
        let key = &bare.name.key;
        let common = casts.common(bare.article, &profile.articles, key, self.context.wordings);
        if !keeps(&common) {
            return None;
        }
        let with: Vec<&str> = common.names.iter().take(NAMED).map(Arc::as_ref).collect();
        let reason = Reason::SameCompany {
            full: profile.full.to_string(),
            with: with.join(", "),
        };
        Some((*only, reason, false))
    }

    /// The one who is named far more than all others of that surname.
    fn by_fame(&self, people: &[usize]) -> Option<Placed> {
        let count = |&person: &usize| self.profiles[person].articles.len();
        let first = people.iter().copied().max_by_key(count)?;
        let next = people
            .iter()
            .filter(|&&person| person != first)
            .map(count)
            .max()
            .unwrap_or(0);
        if count(&first) < FAMOUS || count(&first) < FAR_MORE * next {
            return None;
        }
        let full = self.profiles[first].full.to_string();
        Some((first, Reason::BestKnown { full }, false))
    }
}

impl Profile {
    fn of(person: &Person, context: &Context<'_>) -> Self {
        let chains = || {
            person
                .chains
                .iter()
                .map(|joined| context.chain(joined.chain))
        };
        let keys: BTreeSet<&String> = chains().map(|chain| &chain.name.key).collect();
        let mut articles: Vec<usize> = chains().map(|chain| chain.article).collect();
        articles.sort_unstable();
        articles.dedup();
        Self {
            keys: keys.into_iter().cloned().collect(),
            gender: chains().find_map(|chain| chain.gender),
            suffix: chains().find_map(|chain| chain.name.suffix.clone()),
            roles: roles(chains()),
            full: chains()
                .next()
                .map_or_else(|| "".into(), |chain| Arc::clone(context.written(chain))),
            articles,
        }
    }

    fn fits(&self, bare: &Chain) -> bool {
        let genders_clash = matches!((bare.gender, self.gender), (Some(a), Some(b)) if a != b);
        let suffix_missing = bare.name.suffix.is_some() && bare.name.suffix != self.suffix;
        // Its own article has found it to be somebody else.
        let apart = self.articles.binary_search(&bare.article).is_ok();
        self.keys.contains(&bare.name.key) && !genders_clash && !suffix_missing && !apart
    }
}

/// Bare names that are nobody’s. Those of one key are one person inside a story, under one high office, or in the same
/// company.
fn among_themselves(left: &[ChainId], context: &Context<'_>) -> Vec<Person> {
    let mut by_key: BTreeMap<&str, Vec<Nobody<'_>>> = BTreeMap::new();
    for &chain in left {
        let at = context.chain(chain);
        let groups = by_key.entry(&at.name.key).or_default();
        let known = groups
            .iter_mut()
            .take(GROUPS)
            .find(|group| group.takes(at, context));
        if let Some(group) = known {
            group.add(chain, at, context);
        } else {
            let mut group = Nobody::default();
            group.add(chain, at, context);
            groups.push(group);
        }
    }
    by_key
        .into_values()
        .flatten()
        .map(|group| unsure_person(&group.chains))
        .collect()
}

/// Chains of one bare name that are taken for one person.
#[derive(Default)]
struct Nobody<'a> {
    chains: Vec<ChainId>,
    gender: Option<Gender>,
    /// In rising order.
    articles: Vec<usize>,
    stories: BTreeSet<usize>,
    offices: BTreeSet<&'a Arc<Role>>,
    suffix: Option<String>,
}

impl<'a> Nobody<'a> {
    fn add(&mut self, chain: ChainId, at: &'a Chain, context: &Context<'_>) {
        self.chains.push(chain);
        self.gender = self.gender.or(at.gender);
        self.articles.push(at.article);
        self.stories.extend(context.stories[at.article]);
        self.offices
            .extend(at.roles.iter().filter(|role| role.is_high_office()));
        self.suffix.clone_from(&at.name.suffix);
    }

    fn takes(&self, at: &Chain, context: &Context<'_>) -> bool {
        let genders_clash = matches!((self.gender, at.gender), (Some(a), Some(b)) if a != b);
        if genders_clash || self.articles.contains(&at.article) || self.suffix != at.name.suffix {
            return false;
        }
        let story = context.stories[at.article].is_some_and(|story| self.stories.contains(&story));
        let office = self
            .offices
            .iter()
            .any(|office| at.roles.iter().any(|role| role.shares(office)));
        story
            || office
            || keeps(&context.casts.common(
                at.article,
                &self.articles,
                &at.name.key,
                context.wordings,
            ))
    }
}

/// Tells whether what two sides share is company enough.
fn keeps(common: &Company) -> bool {
    common.names.len() >= COMPANY && common.people > 0
}

fn unsure_person(chains: &[ChainId]) -> Person {
    let mut person = Person::default();
    let alone = chains.len() == 1;
    let reason = (!alone).then(|| Arc::new(Reason::SameName));
    for &chain in chains {
        person.join(chain, reason.clone(), alone);
    }
    person
}
