//! Filling a library as fast as can be, for whoever waits for nothing but the end.
//!
//! What has been read is kept by this thread while others read on, and another takes into the linker's tables what was kept
//! before. It is linked at the end, all at once: what an article means to others changes with what comes behind it, so
//! that linking in between would be done over.

use super::{Keeper, Progress};

/// How many articles must have come before they are handed to whoever links.
const WORTHWHILE: usize = 256;

impl Keeper {
    /// Goes on with what [`Self::begin`] began until everything has been looked at and linked.
    pub fn fill(&mut self) -> Progress {
        self.fill_in_parts(WORTHWHILE)
    }

    /// The same; as soon as so many articles have come, they are handed to whoever links.
    fn fill_in_parts(&mut self, worthwhile: usize) -> Progress {
        if self.count().is_ok_and(|count| count == 0)
            && let Some(desk) = self.seat.here()
        {
            desk.begin_with_nothing();
        }
        while self.look().is_some() {
            if self.seat.is_back() {
                self.end_linking().ok();
                self.settle();
            }
            if self.arrivals.len() >= worthwhile {
                self.hand_over();
            }
        }
        self.progress()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Library;
    use crate::library::shelfmark::Shelfmark;
    use crate::library::sources::Source;

    fn keeper() -> Keeper {
        let mut keeper = Keeper::open(&Shelfmark::Temporary, Source::Starter, None).unwrap();
        keeper.begin().unwrap();
        keeper
    }

    /// All that links come to: whom every name means and why, and the stories.
    fn linked(library: &Library) -> String {
        let rows = 0..library.len();
        let entries = rows.map(|row| library.entry(row).unwrap());
        let named = entries.flat_map(|entry| {
            let mentions = 0..entry.findings.mentions.len();
            let told = mentions.map(|mention| match library.link_of(&entry, mention) {
                Some((actor, link)) => format!("{} {:?}", actor.name, link.reason),
                None => String::from("nobody"),
            });
            told.collect::<Vec<_>>()
        });
        let stories = library.stories();
        let stories = stories
            .iter()
            .map(|story| format!("{}: {}", story.name, story.because));
        named.chain(stories).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn whatever_is_linked_beside_the_reading_is_linked_as_ever() {
        let mut plain = keeper();
        while plain.read_next().is_some() {}
        let expected = linked(&plain.progress().library);
        assert!(expected.contains("Zelenskyy"));
        for worthwhile in [1, 2, 5, WORTHWHILE] {
            let filled = keeper().fill_in_parts(worthwhile);
            assert!(filled.finished);
            assert_eq!(
                linked(&filled.library),
                expected,
                "in parts of {worthwhile}"
            );
        }
    }
}
