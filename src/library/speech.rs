//! What is said in each article, once each, and by whom.

use std::collections::HashMap;
use std::sync::Arc;

use super::Entry;
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
                let link = speaker.and_then(|speaker| entry.speaking(speaker));
                let number = link.and_then(|link| numbers.get(&link.actor));
                if let Some(own) = number.and_then(|&number| speech.of.get_mut(number)) {
                    own.push(saying);
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

    /// The link of the words that stand for the `speaker`, where they are known to stand for an actor.
    pub(super) fn speaking(&self, speaker: Speaker) -> Option<&Link> {
        match speaker {
            Speaker::Mention(index) => self.links.get(index),
            Speaker::Pronoun(range) | Speaker::Description(range) | Speaker::Anonymous(range) => {
                let index = reference_within(&self.findings, range)?;
                self.references.get(index)?.as_ref()
            }
        }
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
