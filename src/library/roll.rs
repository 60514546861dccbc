//! A list of articles, read from its top as far down as somebody has looked, in pieces that the pictures of a library share.

use std::sync::Arc;

/// How many entries a piece has when it is read; insertions make it longer.
pub(super) const PIECE: usize = 4_096;

/// What stands in a roll, at the place of its key.
pub(super) trait Entry: Copy {
    /// What the roll is ordered by, the greatest first.
    type Key: Ord + Copy;

    /// The key of this entry.
    fn key(&self) -> Self::Key;
}

/// Entries in falling order of their keys. To clone one costs next to nothing.
#[derive(Debug, Clone)]
pub(super) struct Roll<T> {
    pieces: Vec<Piece<T>>,
    complete: bool,
}

#[derive(Debug, Clone)]
struct Piece<T> {
    /// How many entries stand ahead of it.
    ahead: usize,
    entries: Arc<Vec<T>>,
}

impl<T> Default for Roll<T> {
    fn default() -> Self {
        Self {
            pieces: Vec::new(),
            complete: false,
        }
    }
}

impl<T: Entry> Roll<T> {
    /// How many entries have been read.
    pub(super) fn len(&self) -> usize {
        let last = self.pieces.last();
        last.map_or(0, |piece| piece.ahead + piece.entries.len())
    }

    /// Whether there is nothing behind those that have been read.
    pub(super) fn is_complete(&self) -> bool {
        self.complete
    }

    /// The key of the last entry that has been read.
    pub(super) fn end(&self) -> Option<T::Key> {
        let last = self.pieces.last()?;
        last.entries.last().map(Entry::key)
    }

    /// Whether an entry of that key would stand among those that have been read.
    pub(super) fn reaches(&self, key: T::Key) -> bool {
        self.complete || self.end().is_some_and(|end| end <= key)
    }

    /// Takes what has been read behind the end; fewer than a [`PIECE`] are the last.
    pub(super) fn push(&mut self, entries: Vec<T>) {
        self.complete = entries.len() < PIECE;
        if !entries.is_empty() {
            let ahead = self.len();
            self.pieces.push(Piece {
                ahead,
                entries: Arc::new(entries),
            });
        }
    }

    /// The entry at a place, counted from the top.
    pub(super) fn get(&self, place: usize) -> Option<T> {
        let number = self.pieces.partition_point(|piece| piece.ahead <= place);
        let piece = self.pieces.get(number.checked_sub(1)?)?;
        piece.entries.get(place - piece.ahead).copied()
    }

    /// The place of the first entry whose key is not greater than that.
    pub(super) fn lower(&self, key: T::Key) -> usize {
        let is_ahead = |entry: Option<&T>| entry.is_some_and(|entry| entry.key() > key);
        let number = self
            .pieces
            .partition_point(|piece| is_ahead(piece.entries.last()));
        let Some(piece) = self.pieces.get(number) else {
            return self.len();
        };
        let within = piece.entries.partition_point(|entry| entry.key() > key);
        piece.ahead + within
    }

    /// The place of the entry of that key.
    pub(super) fn find(&self, key: T::Key) -> Option<usize> {
        let place = self.lower(key);
        self.get(place)
            .filter(|entry| entry.key() == key)
            .map(|_| place)
    }

    /// Takes the entry of that key out, where it has been read.
    pub(super) fn remove(&mut self, key: T::Key) {
        let Some(place) = self.find(key) else { return };
        self.change(place, |entries, at| {
            entries.remove(at);
        });
        self.pieces.retain(|piece| !piece.entries.is_empty());
    }

    /// Puts an entry in, where it stands among those that have been read.
    pub(super) fn insert(&mut self, entry: T) {
        if !self.reaches(entry.key()) {
            return;
        }
        let place = self.lower(entry.key());
        if self.pieces.is_empty() {
            self.pieces.push(Piece {
                ahead: 0,
                entries: Arc::default(),
            });
        }
        self.change(place, |entries, at| entries.insert(at, entry));
    }

    /// Changes the piece in which a place is, and how many stand ahead of those behind it.
    fn change(&mut self, place: usize, change: impl FnOnce(&mut Vec<T>, usize)) {
        let number = self.pieces.partition_point(|piece| piece.ahead <= place);
        let number = number.saturating_sub(1);
        let Some(piece) = self.pieces.get_mut(number) else {
            return;
        };
        change(Arc::make_mut(&mut piece.entries), place - piece.ahead);
        let mut ahead = piece.ahead + piece.entries.len();
        for piece in self.pieces.iter_mut().skip(number + 1) {
            piece.ahead = ahead;
            ahead += piece.entries.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(roll: &Roll<i32>) -> impl Iterator<Item = &i32> {
        roll.pieces.iter().flat_map(|piece| piece.entries.iter())
    }

    impl Entry for i32 {
        type Key = i32;

        fn key(&self) -> i32 {
            *self
        }
    }

    /// A roll with two full pieces of even numbers, and what it must be like.
    fn roll() -> (Roll<i32>, Vec<i32>) {
        let even = |from: i32| (0..).map(move |step| from - 2 * step);
        let mut roll = Roll::default();
        roll.push(even(20_000).take(PIECE).collect());
        let end = roll.end().unwrap();
        roll.push(even(end - 2).take(PIECE).collect());
        (roll.clone(), even(20_000).take(2 * PIECE).collect())
    }

    #[test]
    fn entries_are_found_by_place_and_key() {
        let (roll, wanted) = roll();
        assert_eq!(roll.len(), wanted.len());
        assert!(all(&roll).eq(&wanted));
        for place in [0, 1, PIECE - 1, PIECE, 2 * PIECE - 1] {
            assert_eq!(roll.get(place), Some(wanted[place]), "{place}");
            assert_eq!(roll.find(wanted[place]), Some(place));
            assert_eq!(roll.find(wanted[place] - 1), None);
            assert_eq!(roll.lower(wanted[place] - 1), place + 1);
        }
        assert_eq!(roll.get(2 * PIECE), None);
        assert!(!roll.is_complete());
    }

    #[test]
    fn what_is_put_in_and_taken_out_moves_all_behind_it_and_leaves_clones_alone() {
        let (before, mut wanted) = roll();
        let mut roll = before.clone();
        for key in [20_001, 7_777, 20_000, 11_111] {
            if wanted.contains(&key) {
                wanted.retain(|known| *known != key);
                roll.remove(key);
            } else {
                wanted.push(key);
                roll.insert(key);
            }
        }
        wanted.sort_unstable_by_key(|key| std::cmp::Reverse(*key));
        assert!(all(&roll).eq(&wanted));
        for (place, key) in wanted.iter().enumerate() {
            assert_eq!(roll.get(place), Some(*key), "{place}");
            assert_eq!(roll.find(*key), Some(place), "{key}");
        }
        assert_eq!(before.get(0), Some(20_000));
        // What would stand behind all that has been read is read with what stands there.
        roll.insert(0);
        roll.remove(2);
        assert!(all(&roll).eq(&wanted));
    }

    #[test]
    fn an_empty_roll_that_is_complete_takes_entries() {
        let mut roll: Roll<i32> = Roll::default();
        roll.insert(3);
        assert_eq!(roll.len(), 0, "nobody has looked yet");
        roll.push(Vec::new());
        roll.insert(3);
        roll.insert(5);
        assert!(all(&roll).eq(&[5, 3]));
        roll.remove(5);
        roll.remove(3);
        assert_eq!((roll.len(), roll.get(0)), (0, None));
    }
}
