//! A person of the library in the making, and what is known while it is made.

use std::sync::Arc;

use crate::link::cast::Casts;
use crate::link::chain::Chain;
use crate::link::given::GivenNames;
use crate::link::reading::Reading;
use crate::link::role::Role;
use crate::link::wording::Wordings;
use crate::model::link::Reason;

/// Which chain: the article, and the place among the chains there. In the order of the articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ChainId {
    article: u32,
    number: u32,
}

impl ChainId {
    /// The chain of that `number` in an article.
    pub(crate) fn of(article: usize, number: usize) -> Self {
        let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Self {
            article: small(article),
            number: small(number),
        }
    }

    /// The article.
    pub(crate) fn article(self) -> usize {
        self.article as usize
    }

    /// The place among its chains.
    pub(crate) fn number(self) -> usize {
        self.number as usize
    }
}

/// What chains are joined by.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Context<'a> {
    /// What is known of each article by itself.
    pub(crate) readings: &'a [Reading],
    /// By article, the story it is part of.
    pub(crate) stories: &'a [Option<usize>],
    /// Who else is named where.
    pub(crate) casts: &'a Casts,
    /// The forms of given names.
    pub(crate) given: &'a GivenNames,
    /// What the numbers of wordings mean.
    pub(crate) wordings: &'a Wordings,
}

impl<'a> Context<'a> {
    /// How the name of a chain is written in its article.
    pub(crate) fn written(&self, chain: &Chain) -> &'a Arc<str> {
        &self.wordings.get(chain.written).text
    }

    /// The chain called `id`.
    pub(crate) fn chain(&self, id: ChainId) -> &'a Chain {
        &self.readings[id.article()].chains[id.number()]
    }
}

/// One person of the library.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Person {
    /// The chains: those of the leading name first.
    pub(crate) chains: Vec<Joined>,
}

/// A chain that belongs to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Joined {
    /// Which.
    pub(crate) chain: ChainId,
    /// Why it belongs, where the names themselves do not say it.
    pub(crate) reason: Option<Arc<Reason>>,
    /// Whether rashomon would bet on it.
    pub(crate) sure: bool,
}

impl Person {
    /// A person of one chain.
    pub(crate) fn alone(chain: ChainId) -> Self {
        let mut person = Self::default();
        person.join(chain, None, true);
        person
    }

    /// Adds a chain.
    pub(crate) fn join(&mut self, chain: ChainId, reason: Option<Arc<Reason>>, sure: bool) {
        self.chains.push(Joined {
            chain,
            reason,
            sure,
        });
    }

    /// What the person is called by while the library grows: its first chain.
    pub(crate) fn id(&self) -> Option<ChainId> {
        self.chains.iter().map(|joined| joined.chain).min()
    }
}

/// The roles of some chains, sorted, each once.
pub(crate) fn roles<'a>(chains: impl Iterator<Item = &'a Chain>) -> Vec<Arc<Role>> {
    let mut roles: Vec<&Arc<Role>> = chains.flat_map(|chain| &chain.roles).collect();
    // A library repeats its roles, and equal wordings share one: few are left to be compared word for word.
    roles.sort_unstable_by_key(|role| Arc::as_ptr(role));
    roles.dedup_by_key(|role| Arc::as_ptr(role));
    roles.sort_unstable();
    roles.dedup();
    roles.into_iter().cloned().collect()
}
