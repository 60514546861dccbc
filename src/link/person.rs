//! A person of the library in the making, and what is known while it is made.

use crate::link::cast::Casts;
use crate::link::chain::Chain;
use crate::model::link::Reason;

/// What chains are joined by.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Context<'a> {
    /// All chains, in the order of the articles.
    pub(crate) chains: &'a [Chain],
    /// By article, the story it is part of.
    pub(crate) stories: &'a [Option<usize>],
    /// Who else is named where.
    pub(crate) casts: &'a Casts,
}

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

impl Person {
    /// A person of one chain.
    pub(crate) fn alone(chain: usize) -> Self {
        let mut person = Self::default();
        person.join(chain, None, true);
        person
    }

    /// Adds a chain.
    pub(crate) fn join(&mut self, chain: usize, reason: Option<Reason>, sure: bool) {
        self.chains.push(Joined {
            chain,
            reason,
            sure,
        });
    }
}
