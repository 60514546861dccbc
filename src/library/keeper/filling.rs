//! Filling a library as fast as can be, for whoever waits for nothing but the end.
//!
//! What has been read is kept by this thread, while another links what was kept before, and others read on: three stages,
//! each of which has something to do for most of the time. Some of what linking costs grows with the library, so that
//! it is done the more seldom the larger that is.

use super::{Keeper, Progress};

/// How many articles must have come before they are handed to whoever links.
const WORTHWHILE: usize = 512;

/// Which part of a library must be new before it is linked.
const PART: usize = 16;

impl Keeper {
    /// Goes on with what [`Self::begin`] began until everything has been looked at and linked.
    pub fn fill(&mut self) -> Progress {
        self.fill_in_parts(WORTHWHILE)
    }

    /// The same; as soon as so many articles have come, they are handed to whoever links.
    fn fill_in_parts(&mut self, worthwhile: usize) -> Progress {
        let mut linked = 0;
        while self.look().is_some() {
            if self.seat.is_back() {
                self.end_linking().ok();
                self.settle();
            }
            if self.arrivals.len() < worthwhile || self.seat.is_away() {
                continue;
            }
            let count = self.seat.here().map_or(0, |desk| desk.len());
            if count.saturating_sub(linked) >= (count / PART).max(worthwhile) || count == 0 {
                linked = count;
                self.begin_linking();
            } else {
                self.seat.send_for(std::mem::take(&mut self.arrivals));
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
