//! The list of articles that an account cites.

use std::collections::HashMap;
use std::sync::Arc;

use super::super::spot::Text;
use super::{Cite, Passage, Words};
use crate::library::citation::Citation;
use crate::library::entry::Entry;
use crate::library::wordings::Wording;
use crate::library::{Found, Library};
use crate::model::given;
use crate::text::range::TextRange;
use crate::text::sanitize::clean_line;

/// The articles cited so far, each once, in the order in which they were cited first.
pub(super) struct Citations<'a> {
    library: &'a Library,
    numbers: HashMap<usize, usize>,
    sources: Vec<Citation>,
}

impl<'a> Citations<'a> {
    pub(super) fn new(library: &'a Library) -> Self {
        Self {
            library,
            numbers: HashMap::new(),
            sources: Vec::new(),
        }
    }

    /// The article at that row, if the library has it.
    pub(super) fn entry(&self, row: usize) -> Option<Arc<Entry>> {
        self.library.entry(row)
    }

    /// The number under which the article is cited.
    pub(super) fn number(&mut self, row: usize, entry: &Entry) -> usize {
        *self.numbers.entry(row).or_insert_with(|| {
            self.sources.push(Citation::of(entry));
            self.sources.len()
        })
    }

    /// The place of the byte `offset` of an article.
    pub(super) fn cite(&mut self, row: usize, text: &Text<'_>, offset: usize) -> Cite {
        Cite {
            source: self.number(row, text.entry),
            place: text.place(offset),
        }
    }

    /// The words of an outlet, with the place where they stand.
    pub(super) fn words(&mut self, wordings: &[Wording]) -> Vec<Words> {
        let told = wordings.iter().filter_map(|wording| {
            let entry = self.entry(wording.row)?;
            let text = Text::new(&entry);
            Some(Words {
                text: clean_line(&wording.text),
                count: wording.count,
                cite: self.cite(wording.row, &text, wording.range.start),
            })
        });
        told.collect()
    }

    /// The sentences around these places, which are in reading order, each once; up to `most` of them. A sentence is as sure
    /// as the first of its places.
    pub(super) fn passages(
        &mut self,
        places: impl IntoIterator<Item = (usize, TextRange, Option<Found>)>,
        most: usize,
    ) -> Vec<Passage> {
        let mut told = Vec::new();
        let mut last: Option<(usize, TextRange)> = None;
        let mut open: Option<(usize, Arc<Entry>)> = None;
        for (row, range, found) in places {
            if told.len() == most {
                break;
            }
            let entry = match open.take() {
                Some((known, entry)) if known == row => entry,
                _ => match self.entry(row) {
                    Some(entry) => entry,
                    None => continue,
                },
            };
            let around = entry.sentence_around(range);
            if last.replace((row, around)) != Some((row, around)) {
                let text = Text::new(&entry);
                let given = || entry.is_given(range).then(|| given::TOLD.to_owned());
                let because = found.map_or_else(given, |found| entry.because(found));
                told.push(Passage {
                    text: text.words(around),
                    because: because.map(|because| clean_line(&because)),
                    sure: found.is_none_or(|found| entry.link(found).is_none_or(|link| link.sure)),
                    cite: self.cite(row, &text, range.start),
                });
            }
            open = Some((row, entry));
        }
        told
    }

    /// The articles cited.
    pub(super) fn into_sources(self) -> Vec<Citation> {
        self.sources
    }
}
