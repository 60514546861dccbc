//! Comparisons that have been made, so that going back to one costs nothing.

use std::collections::VecDeque;
use std::sync::Arc;

use crate::library::Library;
use crate::model::article::ArticleId;
use crate::model::comparison::Comparison;

/// How many comparisons are kept; those that were not looked at for longest go first.
const KEPT: usize = 32;

/// Comparisons of one picture of the library. An article's id is a hash of what it says, and the picture is all that is
/// known of it: under another picture, people may be linked otherwise, so that nothing of the old one is kept.
#[derive(Debug, Clone, Default)]
pub struct Compared {
    library: Library,
    found: VecDeque<([ArticleId; 2], Arc<Comparison>)>,
}

impl Compared {
    /// The comparison of the two articles in `library`, if it is kept.
    pub fn get(&mut self, library: &Library, ids: [ArticleId; 2]) -> Option<Arc<Comparison>> {
        if !self.library.is_same(library) {
            return None;
        }
        let place = self.found.iter().position(|(known, _)| *known == ids)?;
        let newest = self.found.remove(place)?;
        let found = Arc::clone(&newest.1);
        self.found.push_front(newest);
        Some(found)
    }

    /// Goes over to another picture, of which nothing is known yet.
    pub fn follow(&mut self, library: &Library) {
        if !self.library.is_same(library) {
            self.library = library.clone();
            self.found.clear();
        }
    }

    /// Keeps what the comparison of the two articles in `library` came to.
    pub fn keep(&mut self, library: &Library, ids: [ArticleId; 2], found: Arc<Comparison>) {
        self.follow(library);
        self.found.retain(|(known, _)| *known != ids);
        self.found.push_front((ids, found));
        self.found.truncate(KEPT);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(number: u64) -> [ArticleId; 2] {
        [ArticleId(number), ArticleId(number + 1)]
    }

    #[test]
    fn what_was_not_looked_at_for_longest_goes_first() {
        let library = Library::build(&[], Vec::new());
        let mut compared = Compared::default();
        for number in 0..32 {
            compared.keep(&library, pair(number), Arc::default());
        }
        assert!(compared.get(&library, pair(0)).is_some());
        compared.keep(&library, pair(40), Arc::default());
        assert!(compared.get(&library, pair(0)).is_some());
        assert!(compared.get(&library, pair(1)).is_none());
        assert_eq!(compared.found.len(), KEPT);
    }

    #[test]
    fn under_another_picture_of_the_library_nothing_is_known() {
        let (library, other) = (
            Library::build(&[], Vec::new()),
            Library::build(&[], Vec::new()),
        );
        let mut compared = Compared::default();
        compared.keep(&library, pair(0), Arc::default());
        assert!(compared.get(&library.clone(), pair(0)).is_some());
        assert!(compared.get(&other, pair(0)).is_none());
        compared.keep(&other, pair(3), Arc::default());
        assert!(compared.get(&library, pair(0)).is_none());
    }
}
