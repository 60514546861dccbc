//! What is said in each article, once each, and by whom.

use std::collections::HashMap;
use std::sync::Arc;

use super::entry::Entry;
use crate::model::actor::ActorId;
use crate::model::findings::Findings;
use crate::model::link::Link;
use crate::model::quote::{Quote, QuoteKind, Speaker};
use crate::text::range::TextRange;

/// Something that is said: an article's row and the number of the quotation in its findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Saying {
    /// The article's row.
    pub row: usize,
    /// The index of the quotation.
    pub quote: usize,
}

/// Everything said, by who says it, each list in reading order.
#[derive(Debug, Default)]
pub(super) struct Speech {
    /// By actor.
    pub(super) of: Vec<Vec<Saying>>,
    /// By sources without a name.
    pub(super) unnamed: Vec<Saying>,
}

impl Speech {
    /// Collects from `entries`; `numbers` tells each actor's.
    pub(super) fn collect(entries: &[Arc<Entry>], numbers: &HashMap<ActorId, usize>) -> Self {
        let mut speech = Self {
            of: vec![Vec::new(); numbers.len()],
            unnamed: Vec::new(),
        };
        for (row, entry) in entries.iter().enumerate() {
            for quote in entry.sayings() {
                let saying = Saying { row, quote };
                let speaker = entry
                    .findings
                    .quotes
                    .get(quote)
                    .and_then(|quote| quote.speaker);
                if let Some(Speaker::Anonymous(_)) = speaker {
                    speech.unnamed.push(saying);
                }
                let Some(speaker) = speaker else {
                    continue;
                };
                for link in entry.speaking(speaker) {
                    let number = numbers.get(&link.actor);
                    let own = number.and_then(|&number| speech.of.get_mut(number));
                    // Of two names in a row that are of one actor, once.
                    if let Some(own) = own.filter(|own| own.last() != Some(&saying)) {
                        own.push(saying);
                    }
                }
            }
        }
        speech
    }
}

impl Entry {
    /// The indices of what is said in the article, in its order: quotations and statements, each once. A quotation of the
    /// same speaker within a statement is part of it.
    pub fn sayings(&self) -> impl Iterator<Item = usize> {
        let quotes = &self.findings.quotes;
        let said = |quote: &&Quote| quote.kind != QuoteKind::Term;
        let mut outer: Option<&Quote> = None;
        quotes.iter().enumerate().filter_map(move |(index, quote)| {
            // Of two that begin together, the shorter comes first.
            let next = quotes.get(index + 1).filter(said);
            let holds = |other: &Quote| {
                other.range.covers(quote.range)
                    && quote
                        .speaker
                        .is_none_or(|speaker| Some(speaker) == other.speaker)
            };
            if !said(&quote) || outer.is_some_and(holds) || next.is_some_and(holds) {
                return None;
            }
            outer = Some(quote);
            Some(index)
        })
    }

    /// The quotations among which are all that overlap `range`, which lies in one block: none reaches over the end of its
    /// own. The cost grows with the block, not with the article.
    pub fn quotes_in(&self, range: TextRange) -> &[Quote] {
        let quotes = &self.findings.quotes;
        let block = self.article.block_at(range.start);
        let from = block.map_or(0, |block| self.article.blocks[block].range.start);
        let start = quotes.partition_point(|quote| quote.range.start < from);
        let end = quotes.partition_point(|quote| quote.range.start < range.end);
        quotes.get(start..end).unwrap_or(&[])
    }

    /// The links of the words that stand for the `speaker`, where they are known to stand for an actor: of several who speak
    /// together, those of all.
    pub(super) fn speaking(&self, speaker: Speaker) -> impl Iterator<Item = &Link> {
        let named = self.findings.speakers(speaker);
        let told = match speaker {
            Speaker::Mention(_) | Speaker::Together(..) => None,
            Speaker::Pronoun(range) | Speaker::Description(range) | Speaker::Anonymous(range) => {
                reference_within(&self.findings, range)
                    .and_then(|index| self.references.get(index)?.as_ref())
            }
        };
        named.filter_map(|index| self.links.get(index)).chain(told)
    }

    /// Tells whether the actor is who says the quotation, or one of those who do.
    pub fn is_said_by(&self, quote: &Quote, actor: ActorId) -> bool {
        let speaker = quote.speaker.into_iter();
        speaker
            .flat_map(|speaker| self.speaking(speaker))
            .any(|link| link.actor == actor)
    }
}

/// The index of the reference that `range` is or holds.
fn reference_within(findings: &Findings, range: TextRange) -> Option<usize> {
    findings.reference_at(range.start).or_else(|| {
        let next = findings
            .references
            .partition_point(|reference| reference.range.start < range.start);
        let reference = findings.references.get(next)?;
        range.covers(reference.range).then_some(next)
    })
}
