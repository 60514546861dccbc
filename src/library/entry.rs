//! An article with what was found in it and how that is linked.

use std::sync::Arc;

use super::Found;
use super::head::Head;
use crate::model::article::{Article, BlockKind};
use crate::model::findings::{Findings, Mention, MentionForm};
use crate::model::given;
use crate::model::link::{Link, Reason};
use crate::text::range::TextRange;

/// One article with what was found in it and how that is linked.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What lists show of it.
    pub head: Arc<Head>,
    /// The article.
    pub article: Arc<Article>,
    /// The names, sentences and phrases in it.
    pub findings: Arc<Findings>,
    /// By mention: the actor and the reason.
    pub links: Arc<[Link]>,
    /// By reference: whom a description or pronoun stands for, where that can be said.
    pub references: Arc<[Option<Link>]>,
}

impl Entry {
    /// Where what was `found` stands: a name with its form of address, or a description.
    pub fn range_of(&self, found: Found) -> Option<TextRange> {
        match found {
            Found::Name(index) => self.findings.mentions.get(index).map(Mention::form),
            Found::Description(index) => {
                let reference = self.findings.references.get(index)?;
                Some(reference.range)
            }
        }
    }

    /// The link of what was `found`.
    pub fn link(&self, found: Found) -> Option<&Link> {
        match found {
            Found::Name(index) => self.links.get(index),
            Found::Description(index) => self.references.get(index)?.as_ref(),
        }
    }

    /// Why what was `found` is whom it is linked to, as a reader may see it.
    pub fn because(&self, found: Found) -> Option<String> {
        let reason = &self.link(found)?.reason;
        let is_given = match found {
            Found::Name(index) => self.findings.mentions.get(index)?.is_given(),
            Found::Description(_) => false,
        };
        Some(match **reason {
            Reason::OnItsOwn if is_given => given::TOLD.to_owned(),
            _ if is_given => format!("{}; {reason}", given::TOLD),
            _ => reason.to_string(),
        })
    }

    /// Whether the newsroom gives what stands there with the article, and not its text.
    pub fn is_given(&self, range: TextRange) -> bool {
        self.article.kind_at(range.start) == Some(BlockKind::Given)
    }

    /// The indices of the references that overlap `range`; the cost grows with their number, not with the article.
    pub fn references_in(&self, range: TextRange) -> std::ops::Range<usize> {
        let references = &self.findings.references;
        let start = references.partition_point(|reference| reference.range.end <= range.start);
        let end = references.partition_point(|reference| reference.range.start < range.end);
        start..end.max(start)
    }

    /// The indices of the references that stand for somebody and are `form`; a description beside a name only adds to it and is
    /// left out.
    pub fn referring(&self, form: MentionForm) -> impl Iterator<Item = (usize, &Link)> {
        let known = self.findings.references.iter().zip(self.references.iter());
        known
            .enumerate()
            .filter_map(move |(index, (reference, link))| {
                let fits = reference.form == form && reference.beside.is_none();
                Some((index, link.as_ref().filter(|_| fits)?))
            })
    }

    /// The indices of the mentions that overlap `range`; the cost grows with their number, not with the article.
    pub fn mentions_in(&self, range: TextRange) -> std::ops::Range<usize> {
        let mentions = &self.findings.mentions;
        let start = mentions.partition_point(|mention| mention.name.end <= range.start);
        let end = mentions.partition_point(|mention| mention.form().start < range.end);
        start..end.max(start)
    }
}
