//! What is said in each article, once each, and by whom.

use super::entry::Entry;
use crate::model::actor::ActorId;
use crate::model::link::Link;
use crate::model::quote::{Quote, Speaker};
use crate::text::range::TextRange;

/// Something that is said: an article's row and the number of the quotation in its findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Saying {
    /// The article's row.
    pub row: usize,
    /// The index of the quotation.
    pub quote: usize,
    /// Where it stands, its marks included.
    pub range: TextRange,
}

impl Entry {
    /// The indices of what is said in the article, in its order: quotations and statements, each once.
    pub fn sayings(&self) -> impl Iterator<Item = usize> {
        self.findings.sayings()
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
                self.findings
                    .reference_within(range)
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
