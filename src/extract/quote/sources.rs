//! Sources that stay without a name, and the words that take them up: `a diplomat said …; the diplomat added …`.

use std::collections::HashMap;

use super::speaker::{Sort, Subject};
use super::words::{QUALIFYING, is_preposition};
use crate::extract::draft::Draft;
use crate::extract::reading::Reading;

/// How far back, in words, a source may stand that is taken up.
const REACH: usize = 300;

/// The unnamed sources of an article up to some place of it.
#[derive(Default)]
pub(super) struct Sources {
    /// By main noun, the first word of the last of that noun.
    heads: HashMap<String, usize>,
    /// Whether the last speaker of the paragraph was one.
    spoke_last: bool,
}

impl Sources {
    /// Goes on to another paragraph.
    pub(super) fn next_paragraph(&mut self) {
        self.spoke_last = false;
    }

    /// What `subject` is told by, once the sources before it are known; it is the last speaker from now on. `names` are the
    /// first words of all names, in order.
    pub(super) fn hear(
        &mut self,
        reading: &Reading,
        draft: &Draft,
        names: &[usize],
        subject: Subject,
    ) -> Sort {
        let sort = match subject.sort {
            Sort::Description if self.takes_up(reading, draft, names, subject) => Sort::Anonymous,
            Sort::Pronoun
                if self.spoke_last && reading.is_any(subject.first, &["they", "them"]) =>
            {
                Sort::Anonymous
            }
            sort => sort,
        };
        self.spoke_last = sort == Sort::Anonymous;
        if self.spoke_last && subject.sort != Sort::Pronoun {
            let head = reading.text_at(head(reading, subject));
            self.heads.insert(head.to_lowercase(), subject.first);
        }
        sort
    }

    /// Tells whether the description takes up a source, and no name with that office has come since.
    fn takes_up(
        &self,
        reading: &Reading,
        draft: &Draft,
        names: &[usize],
        subject: Subject,
    ) -> bool {
        let head = head(reading, subject);
        let definite = reading.is_any(subject.first, &["the", "this", "that", "these", "those"]);
        let noun = reading.text_at(head).to_lowercase();
        let source = self.heads.get(&noun).filter(|&&source| {
            definite
                && head == subject.last
                && source < subject.first
                && subject.first - source <= REACH
        });
        let Some(&source) = source else {
            return false;
        };
        let later = names.partition_point(|&name| name <= source);
        let since = names.iter().skip(later);
        !since
            .take_while(|&&name| name < subject.first)
            .filter_map(|&name| draft.name_at(name)?.role)
            .any(|(first, last)| (first..=last).any(|at| reading.is(at, &noun)))
    }
}

/// The main noun of a description: the last word before what a preposition or the like adds to it.
fn head(reading: &Reading, subject: Subject) -> usize {
    let added = |&at: &usize| is_preposition(reading, at) || reading.is_any(at, QUALIFYING);
    let end = (subject.first + 1..=subject.last).find(added);
    end.map_or(subject.last, |end| end - 1)
}
