//! The cast of every article: who and what it names, before anything is joined across articles.
//!
//! A member of the cast is a person by spelling key and given name, or a place or organisation by its key; that is enough to
//! tell which articles keep the same company, and no more is claimed.

use std::collections::{BTreeSet, HashMap};

use crate::link::chain::Chain;
use crate::link::given::GivenNames;
use crate::link::names::NameMention;

/// In how many articles a member may be and still tell something, at least and as a share of the library.
const COMMON: usize = 20;
const COMMON_SHARE: usize = 10;

/// Who and what each article names.
#[derive(Debug, Default)]
pub(crate) struct Casts {
    /// By article, its members, sorted.
    of: Vec<Vec<u32>>,
    members: Vec<Member>,
}

#[derive(Debug)]
struct Member {
    /// As one article writes it.
    shown: String,
    /// The spelling key of a person’s surname.
    surname: Option<String>,
    /// Whether it is a person with a given name.
    is_full_person: bool,
    articles: usize,
}

/// Members that two sides share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Company {
    /// Their names, people first.
    pub(crate) names: Vec<String>,
    /// How many of them are people named in full.
    pub(crate) people: usize,
}

impl Casts {
    /// Collects the casts of `articles` articles.
    pub(crate) fn new(
        articles: usize,
        chains: &[Chain],
        names: &[NameMention],
        given: &GivenNames,
    ) -> Self {
        let mut numbers: HashMap<String, u32> = HashMap::new();
        let mut casts = Self {
            of: vec![Vec::new(); articles],
            members: Vec::new(),
        };
        for chain in chains {
            let first = chain
                .name
                .given
                .first()
                .map_or_else(String::new, |name| given.root(name));
            let member = || Member {
                shown: chain.written.clone(),
                surname: Some(chain.name.key.clone()),
                is_full_person: chain.name.is_full(),
                articles: 0,
            };
            casts.add(
                chain.article,
                format!("{}, {first}", chain.name.key),
                &mut numbers,
                member,
            );
        }
        for name in names {
            let member = || Member {
                shown: name.written.clone(),
                surname: None,
                is_full_person: false,
                articles: 0,
            };
            casts.add(
                name.article,
                format!("{}: {}", name.kind.name(), name.key),
                &mut numbers,
                member,
            );
        }
        for cast in &mut casts.of {
            cast.sort_unstable();
            cast.dedup();
            for &member in cast.iter() {
                casts.members[member as usize].articles += 1;
            }
        }
        casts
    }

    fn add(
        &mut self,
        article: usize,
        key: String,
        numbers: &mut HashMap<String, u32>,
        member: impl FnOnce() -> Member,
    ) {
        let number = *numbers.entry(key).or_insert_with(|| {
            self.members.push(member());
            u32::try_from(self.members.len() - 1).unwrap_or(u32::MAX)
        });
        self.of[article].push(number);
    }

    /// How many members two articles share.
    pub(crate) fn shared(&self, a: usize, b: usize) -> usize {
        let theirs = &self.of[b];
        self.of[a]
            .iter()
            .filter(|member| theirs.binary_search(member).is_ok())
            .count()
    }

    /// The members of `articles` that tell something: not those of the surname itself, nor those that are everywhere.
    pub(crate) fn company_of(&self, articles: &[usize], surname: &str) -> BTreeSet<u32> {
        let common = COMMON.max(self.of.len() / COMMON_SHARE);
        articles
            .iter()
            .flat_map(|&article| &self.of[article])
            .copied()
            .filter(|&number| {
                let member = &self.members[number as usize];
                member.surname.as_deref() != Some(surname) && member.articles <= common
            })
            .collect()
    }

    /// What two companies have in common.
    pub(crate) fn common(&self, a: &BTreeSet<u32>, b: &BTreeSet<u32>) -> Company {
        let mut members: Vec<&Member> = a
            .intersection(b)
            .map(|&number| &self.members[number as usize])
            .collect();
        members.sort_by_key(|member| {
            (
                !member.is_full_person,
                member.articles,
                member.shown.as_str(),
            )
        });
        Company {
            people: members
                .iter()
                .filter(|member| member.is_full_person)
                .count(),
            names: members.iter().map(|member| member.shown.clone()).collect(),
        }
    }
}
