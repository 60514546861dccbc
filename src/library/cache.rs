//! Answers that are kept for a while, so that asking again costs nothing.

use std::collections::HashMap;
use std::hash::Hash;

/// The last answers: at least as many as asked for, at most twice as many. Those that nobody asked for since go first.
#[derive(Debug)]
pub(super) struct Cache<K, V> {
    young: HashMap<K, V>,
    old: HashMap<K, V>,
    size: usize,
}

impl<K: Eq + Hash, V: Clone> Cache<K, V> {
    /// Keeps at least the last `size` answers.
    pub(super) fn new(size: usize) -> Self {
        Self {
            young: HashMap::new(),
            old: HashMap::new(),
            size,
        }
    }

    /// The answer to `key`, where it is kept.
    pub(super) fn get(&mut self, key: &K) -> Option<V> {
        if let Some(value) = self.young.get(key) {
            return Some(value.clone());
        }
        let (key, value) = self.old.remove_entry(key)?;
        self.put(key, value.clone());
        Some(value)
    }

    /// Keeps an answer.
    pub(super) fn put(&mut self, key: K, value: V) {
        if self.young.len() >= self.size {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(key, value);
    }

    /// Keeps the answers of another one, too, as far as they still hold.
    pub(super) fn take_over(&mut self, other: &Self, holds: impl Fn(&K) -> bool)
    where
        K: Clone,
    {
        for (key, value) in other.old.iter().chain(&other.young) {
            if holds(key) {
                self.put(key.clone(), value.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_still_holds_is_taken_over() {
        let (mut before, mut cache) = (Cache::new(3), Cache::new(3));
        (0..6).for_each(|number| before.put(number, number * 2));
        cache.take_over(&before, |number| *number != 4);
        assert_eq!(
            [3, 4, 5].map(|key| cache.get(&key)),
            [Some(6), None, Some(10)]
        );
    }

    #[test]
    fn what_is_asked_for_again_stays() {
        let mut cache = Cache::new(3);
        for number in 0..100 {
            cache.put(number, number * 2);
            assert_eq!(cache.get(&0), Some(0), "after {number}");
        }
        assert_eq!(cache.get(&50), None);
        assert_eq!(cache.get(&99), Some(198));
        assert!(cache.young.len() + cache.old.len() <= 6);
    }
}
