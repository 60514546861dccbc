//! Who says what: the quotations and statements of each actor, and those of sources without a name, in reading order.

use std::sync::Arc;

use super::entry::Entry;
use super::occurrences::{Step, next_of};
use super::speech::Saying;
use super::{Direction, Library, Subject};
use crate::model::actor::{Actor, ActorId};
use crate::model::link::Link;
use crate::model::quote::{Quote, Speaker};
use crate::store::spots::Who;
use crate::text::range::TextRange;

/// Whom an article gives as speaking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Voice<'a> {
    /// An actor. The link tells by which words: a name’s own, or that of a description or pronoun.
    Actor(Arc<Actor>, &'a Link),
    /// Several actors, in these words.
    Together(TextRange),
    /// Somebody of whom the article says no more than this, and whom nothing else tells.
    Described(TextRange),
    /// A source that stays without a name.
    Unnamed(TextRange),
    /// Nobody can be told.
    Unknown,
}

impl Library {
    /// What the actor says, in reading order; of one who speaks in very many articles, in the newest two thousand.
    pub fn sayings(&self, id: ActorId) -> Arc<[Saying]> {
        let said = self.shelf.ask(|stock| stock.sayings(Who::Actor(id)));
        said.unwrap_or_default()
    }

    /// What sources without a name say, in the same way.
    pub fn unnamed(&self) -> Arc<[Saying]> {
        let said = self.shelf.ask(|stock| stock.sayings(Who::Unnamed));
        said.unwrap_or_default()
    }

    /// What `subject` says, in the same way; a topic says nothing.
    pub fn said_by(&self, subject: &Subject) -> Arc<[Saying]> {
        match subject {
            Subject::Actor(id) => self.sayings(*id),
            Subject::Unnamed => self.unnamed(),
            Subject::Topic(_) => Arc::default(),
        }
    }

    /// Who says it.
    pub fn voice<'a>(&self, entry: &'a Entry, quote: &Quote) -> Voice<'a> {
        let Some(speaker) = quote.speaker else {
            return Voice::Unknown;
        };
        if let Speaker::Together(..) = speaker {
            return entry
                .findings
                .range_of(speaker)
                .map_or(Voice::Unknown, Voice::Together);
        }
        let known = entry.speaking(speaker).next().and_then(|link| {
            let actor = self.actor(link.actor)?;
            Some(Voice::Actor(actor, link))
        });
        known.unwrap_or(match speaker {
            Speaker::Anonymous(range) => Voice::Unnamed(range),
            Speaker::Description(range) => Voice::Described(range),
            Speaker::Pronoun(_) | Speaker::Mention(_) | Speaker::Together(..) => Voice::Unknown,
        })
    }

    /// The saying of `subject` next to the byte `offset` of the article at `row`, as [`step`](Self::step) counts.
    pub fn step_saying(
        &self,
        subject: &Subject,
        row: usize,
        offset: usize,
        way: Direction,
    ) -> Option<Step> {
        let said = self.said_by(subject);
        let located = |number: usize| {
            let saying = said.get(number)?;
            Some((saying.row, saying.range))
        };
        next_of(said.len(), way, (row, offset), located)
    }

    /// The saying of anybody next to the byte `offset` of the article at `row`, its number being that within its
    /// article. Goes on into the other articles; looks only as far as needed.
    pub fn step_any_saying(&self, row: usize, offset: usize, way: Direction) -> Option<Step> {
        let count = self.len();
        let mut rows = (0..=count).map(|step| match way {
            Direction::Forward => (row + step) % count,
            Direction::Backward => (row + count - step % count) % count,
        });
        let mut first = true;
        rows.find_map(|row| {
            let entry = self.entry(row)?;
            let from = std::mem::take(&mut first).then_some(offset);
            entry.step_saying(row, from, way)
        })
    }
}

impl Entry {
    /// The saying next to the byte `from`, or the first or last of the article.
    fn step_saying(&self, row: usize, from: Option<usize>, way: Direction) -> Option<Step> {
        let ranges: Vec<TextRange> = self
            .sayings()
            .filter_map(|quote| Some(self.findings.quotes.get(quote)?.range))
            .collect();
        let fits = |range: &TextRange| {
            from.is_none_or(|from| match way {
                Direction::Forward => range.start >= from,
                Direction::Backward => range.start < from,
            })
        };
        let index = match way {
            Direction::Forward => ranges.iter().position(fits),
            Direction::Backward => ranges.iter().rposition(fits),
        }?;
        Some(Step {
            row,
            range: ranges[index],
            number: index + 1,
            count: ranges.len(),
        })
    }
}
