//! Which numbers belong to which keys. All pairs stand in one set, which costs a small part of what a set for each key would:
//! most keys of a library have one number.

use std::collections::BTreeSet;

/// Numbers by key, each pair once.
#[derive(Debug)]
pub(crate) struct Index<K>(BTreeSet<(K, u32)>);

impl<K> Default for Index<K> {
    fn default() -> Self {
        Self(BTreeSet::new())
    }
}

impl<K: Ord + Copy> Index<K> {
    /// Lets a number be found by the key, or no more.
    pub(crate) fn put(&mut self, key: K, number: usize, is_there: bool) {
        let pair = (key, u32::try_from(number).unwrap_or(u32::MAX));
        if is_there {
            self.0.insert(pair);
        } else {
            self.0.remove(&pair);
        }
    }

    /// The numbers of that key, in rising order.
    pub(crate) fn of(&self, key: K) -> impl Iterator<Item = usize> {
        let pairs = self.0.range((key, 0)..=(key, u32::MAX));
        pairs.map(|(_, number)| *number as usize)
    }
}
