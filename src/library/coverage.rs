//! Who is in an article, and how the articles cover one subject.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Counts, Entry, Library, Subject};
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

/// An article that covers a subject, and how many mentions there are in it: what is known without reading it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Covering {
    /// The article's row.
    pub row: usize,
    /// The article's lasting name.
    pub article: ArticleId,
    /// Where its mentions are among all those of the subject.
    places: Range<usize>,
}

impl Covering {
    /// How many mentions there are.
    pub fn mentions(&self) -> usize {
        self.places.len()
    }
}

/// One article's coverage of a subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// How often the subject is there.
    pub counts: Counts,
    /// The exact forms there with their counts, most frequent first.
    pub forms: Vec<(String, usize)>,
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
        let mut found: BTreeMap<ActorId, Presence> = BTreeMap::new();
        for (mention, link) in entry.findings.mentions.iter().zip(entry.links.iter()) {
            let presence = found.entry(link.actor).or_insert_with(|| Presence {
                actor: link.actor,
                counts: Counts::default(),
                first: mention.name.start,
            });
            if let Some(kind) = entry.article.kind_at(mention.name.start) {
                presence.counts.add(kind);
            }
        }
        let mut company: Vec<Presence> = found.into_values().collect();
        company.sort_by_cached_key(|presence| {
            (
                self.actor(presence.actor).map(|actor| actor.kind),
                std::cmp::Reverse(presence.counts.total()),
                presence.first,
            )
        });
        company
    }

    /// The articles that cover `subject`: the one at `first` ahead, then the others, newest first. The cost grows with the
    /// number of mentions, but none of the articles is read.
    pub fn covering(&self, subject: &Subject, first: Option<usize>) -> Vec<Covering> {
        let rows: Vec<usize> = match subject {
            Subject::Actor(id) => self.mentions(*id).iter().map(|place| place.row).collect(),
            Subject::Topic(phrase) => self
                .occurrences(phrase)
                .iter()
                .map(|(row, _)| *row)
                .collect(),
        };
        let mut start = 0;
        let mut covering: Vec<Covering> = rows
            .chunk_by(|row, next| row == next)
            .filter_map(|run| {
                let places = start..start + run.len();
                start = places.end;
                let row = *run.first()?;
                Some(Covering {
                    row,
                    article: self.entry(row)?.article.id,
                    places,
                })
            })
            .collect();
        covering.sort_by_key(|covering| (Some(covering.row) != first, covering.row));
        covering
    }

    /// How one article covers `subject`: the cost grows with its mentions there.
    pub fn coverage(&self, subject: &Subject, covering: &Covering) -> Coverage {
        let mut coverage = Coverage {
            counts: Counts::default(),
            forms: Vec::new(),
        };
        let Some(entry) = self.entry(covering.row) else {
            return coverage;
        };
        let mut forms: BTreeMap<&str, usize> = BTreeMap::new();
        for number in 0..covering.mentions() {
            let Some(spot) = self.spot(subject, covering, number) else {
                continue;
            };
            if let Some(kind) = entry.article.kind_at(spot.range.start) {
                coverage.counts.add(kind);
            }
            *forms.entry(spot.range.of(&entry.article.text)).or_default() += 1;
        }
        coverage.forms = forms
            .into_iter()
            .map(|(form, count)| (form.replace('\n', " "), count))
            .collect();
        coverage
            .forms
            .sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        coverage
    }

    /// Mention number `number` of `subject` in the article of `covering`.
    pub fn spot(&self, subject: &Subject, covering: &Covering, number: usize) -> Option<Spot> {
        let at = covering.places.clone().nth(number)?;
        match subject {
            Subject::Actor(id) => {
                let place = *self.mentions(*id).get(at)?;
                Some(Spot {
                    range: self.mention(place)?.form(),
                    mention: Some(place.mention),
                })
            }
            Subject::Topic(phrase) => {
                let (_, range) = *self.occurrences(phrase).get(at)?;
                Some(Spot {
                    range,
                    mention: None,
                })
            }
        }
    }

    fn occurrences(&self, phrase: &str) -> &[(usize, TextRange)] {
        self.topic(phrase).map_or(&[], |topic| &topic.occurrences)
    }
}

impl Entry {
    /// The sentence around `range`, or the range itself where no sentence is known.
    pub fn sentence_around(&self, range: TextRange) -> TextRange {
        let found = self.findings.sentence_at(range.start).unwrap_or(range);
        TextRange::new(found.start.min(range.start), found.end.max(range.end))
    }
}
