//! The cast of every article: who and what it names, before anything is joined across articles.
//!
//! A member of the cast is a person by spelling key and given name, or a place or organisation by its key; that is enough to
//! tell which articles keep the same company, and no more is claimed.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::link::chain::Chain;
use crate::link::given::GivenNames;
use crate::link::names::NameMention;
use crate::link::wording::Wordings;

/// In how many articles a member may be and still tell something. Not a share of the library: two who are in one article
/// of ten each meet by chance in every hundredth, and a limit that grows with the library would change everything in it.
const COMMON: usize = 20;

/// Who and what each article names.
#[derive(Debug, Default)]
pub(crate) struct Casts {
    numbers: HashMap<String, u32>,
    members: Vec<Member>,
    /// By article, its members by their number, each with the number of the wording in which the article writes it.
    of: Vec<Box<[(u32, u32)]>>,
}

#[derive(Debug)]
struct Member {
    /// The spelling key of a person’s surname.
    surname: Option<String>,
    /// Whether it is a person with a given name.
    is_full_person: bool,
    articles: BTreeSet<u32>,
}

/// Members that two sides share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Company {
    /// Their names, people first, then in the alphabet.
    pub(crate) names: Vec<Arc<str>>,
    /// How many of them are people named in full.
    pub(crate) people: usize,
}

impl Casts {
    /// Adds an article. Gives the articles whose company tells less now, since one of its members is everywhere.
    pub(crate) fn add(
        &mut self,
        article: usize,
        chains: &[Chain],
        names: &[NameMention],
        given: &GivenNames,
        wordings: &Wordings,
    ) -> BTreeSet<usize> {
        let mut cast: BTreeMap<u32, u32> = BTreeMap::new();
        for chain in chains {
            let first = chain.name.given.first();
            // An initial or a name without letters has no root, and is a given name all the same.
            let first = first.map_or_else(String::new, |name| format!(", {}", given.root(name)));
            let number = self.number(format!("{}{first}", chain.name.key), || Member {
                surname: Some(chain.name.key.clone()),
                is_full_person: chain.name.is_full(),
                articles: BTreeSet::new(),
            });
            cast.entry(number).or_insert(chain.written);
        }
        for name in names {
            let key = &wordings.get(name.key).text;
            let number = self.number(format!("{}: {key}", name.kind.name()), || Member {
                surname: None,
                is_full_person: false,
                articles: BTreeSet::new(),
            });
            cast.entry(number).or_insert(name.wording);
        }
        let mut changed = BTreeSet::new();
        for &member in cast.keys() {
            let articles = &mut self.members[member as usize].articles;
            articles.insert(u32::try_from(article).unwrap_or(u32::MAX));
            if articles.len() == COMMON + 1 {
                changed.extend(articles.iter().map(|article| *article as usize));
            }
        }
        if self.of.len() <= article {
            self.of.resize_with(article + 1, Box::default);
        }
        self.of[article] = cast.into_iter().collect();
        changed
    }

    /// Takes an article out. Gives the articles whose company tells more now.
    pub(crate) fn remove(&mut self, article: usize) -> BTreeSet<usize> {
        let mut changed = BTreeSet::new();
        for (member, _) in std::mem::take(&mut self.of[article]) {
            let articles = &mut self.members[member as usize].articles;
            articles.remove(&u32::try_from(article).unwrap_or(u32::MAX));
            if articles.len() == COMMON {
                changed.extend(articles.iter().map(|article| *article as usize));
            }
        }
        changed
    }

    fn number(&mut self, key: String, member: impl FnOnce() -> Member) -> u32 {
        *self.numbers.entry(key).or_insert_with(|| {
            self.members.push(member());
            u32::try_from(self.members.len() - 1).unwrap_or(u32::MAX)
        })
    }

    /// How many members two articles share.
    pub(crate) fn shared(&self, a: usize, b: usize) -> usize {
        let theirs = &self.of[b];
        let is_theirs = |member: &u32| theirs.binary_search_by_key(member, |(other, _)| *other);
        let own = self.of[a].iter().map(|(member, _)| member);
        own.filter(|member| is_theirs(member).is_ok()).count()
    }

    /// What the company of somebody in one article has in common with that of somebody of the same `surname` in `others`,
    /// which are sorted; without those of the surname itself and those that are everywhere.
    pub(crate) fn common(
        &self,
        article: usize,
        others: &[usize],
        surname: &str,
        wordings: &Wordings,
    ) -> Company {
        let tells = |member: &Member| {
            member.surname.as_deref() != Some(surname)
                && member.articles.len() <= COMMON
                && member
                    .articles
                    .iter()
                    .any(|other| others.binary_search(&(*other as usize)).is_ok())
        };
        let members = self.of[article]
            .iter()
            .map(|(number, shown)| (&self.members[*number as usize], &wordings.get(*shown).text));
        let mut common: Vec<(bool, &Arc<str>)> = members
            .filter(|(member, _)| tells(member))
            .map(|(member, shown)| (!member.is_full_person, shown))
            .collect();
        common.sort_unstable();
        Company {
            people: common.iter().filter(|(other, _)| !other).count(),
            names: common
                .into_iter()
                .map(|(_, shown)| Arc::clone(shown))
                .collect(),
        }
    }
}
