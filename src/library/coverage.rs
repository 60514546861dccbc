//! Who is in an article, and how the articles cover one subject.

use std::collections::BTreeMap;

use super::{Counts, Entry, Library, Place, Subject};
use crate::model::actor::ActorId;
use crate::model::article::ArticleId;
use crate::text::range::TextRange;

/// An actor's presence in one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presence {
    /// The actor.
    pub actor: ActorId,
    /// How often it is named, by kind of block.
    pub counts: Counts,
    /// Where it is named first.
    pub first: usize,
}

/// One article's coverage of a subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// The article's row.
    pub row: usize,
    /// The article's lasting name.
    pub article: ArticleId,
    /// How often the subject is there.
    pub counts: Counts,
    /// The exact forms there with their counts, most frequent first.
    pub forms: Vec<(String, usize)>,
    /// Every mention there.
    pub mentions: Vec<Spot>,
}

/// A mention in an article's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The mention itself.
    pub range: TextRange,
    /// The index of the mention in the findings, for actors.
    pub mention: Option<usize>,
}

impl Library {
    /// The actors of the article at `row`: people first, then organisations, then places; the most named first.
    pub fn company(&self, row: usize) -> Vec<Presence> {
        let Some(entry) = self.entry(row) else {
            return Vec::new();
        };
        let mut found: BTreeMap<usize, Presence> = BTreeMap::new();
        for (mention, link) in entry.findings.mentions.iter().zip(&entry.links) {
            let Some(actor) = self.actors().get(link.actor) else {
                continue;
            };
            let presence = found.entry(link.actor).or_insert_with(|| Presence {
                actor: actor.id,
                counts: Counts::default(),
                first: mention.name.start,
            });
            if let Some(kind) = entry.article.kind_at(mention.name.start) {
                presence.counts.add(kind);
            }
        }
        let mut company: Vec<_> = found.into_iter().collect();
        company.sort_by_key(|(number, presence)| {
            (
                self.actors().get(*number).map(|actor| actor.kind),
                std::cmp::Reverse(presence.counts.total()),
                presence.first,
            )
        });
        company.into_iter().map(|(_, presence)| presence).collect()
    }

    /// How every article covers `subject`: the one at `first` ahead, then the others, newest first. The cost grows with
    /// the number of mentions.
    pub fn coverage(&self, subject: &Subject, first: Option<usize>) -> Vec<Coverage> {
        let mut by_row: BTreeMap<usize, Vec<Spot>> = BTreeMap::new();
        match subject {
            Subject::Actor(id) => {
                for &Place { row, mention } in self.mentions(*id) {
                    if let Some(found) = self.mention(Place { row, mention }) {
                        by_row.entry(row).or_default().push(Spot {
                            range: found.form(),
                            mention: Some(mention),
                        });
                    }
                }
            }
            Subject::Topic(phrase) => {
                for &(row, range) in self
                    .topic(phrase)
                    .map_or(&[][..], |topic| &topic.occurrences)
                {
                    by_row.entry(row).or_default().push(Spot {
                        range,
                        mention: None,
                    });
                }
            }
        }
        let mut covered: Vec<Coverage> = by_row
            .into_iter()
            .filter_map(|(row, spots)| self.cover(row, spots))
            .collect();
        covered.sort_by_key(|coverage| (Some(coverage.row) != first, coverage.row));
        covered
    }

    fn cover(&self, row: usize, mentions: Vec<Spot>) -> Option<Coverage> {
        let entry = self.entry(row)?;
        let mut counts = Counts::default();
        let mut forms: BTreeMap<&str, usize> = BTreeMap::new();
        for spot in &mentions {
            if let Some(kind) = entry.article.kind_at(spot.range.start) {
                counts.add(kind);
            }
            *forms.entry(spot.range.of(&entry.article.text)).or_default() += 1;
        }
        let mut forms: Vec<_> = forms
            .into_iter()
            .map(|(form, count)| (form.replace('\n', " "), count))
            .collect();
        forms.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Some(Coverage {
            row,
            article: entry.article.id,
            counts,
            forms,
            mentions,
        })
    }
}

impl Entry {
    /// The sentence around `range`, or the range itself where no sentence is known.
    pub fn sentence_around(&self, range: TextRange) -> TextRange {
        let found = self.findings.sentence_at(range.start).unwrap_or(range);
        TextRange::new(found.start.min(range.start), found.end.max(range.end))
    }
}
