//! What is known of one of the articles that are compared.

use crate::model::actor::{ActorId, ActorKind};
use crate::model::article::Article;
use crate::model::date::NewsDate;
use crate::model::findings::{Findings, Mention, MentionForm};
use crate::model::link::Link;
use crate::model::quote::{Quote, Speaker};
use crate::text::range::TextRange;

/// One article with all that is known of it. Both are linked together: one id is one actor.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The article.
    pub article: &'a Article,
    /// What was found in it.
    pub findings: &'a Findings,
    /// By mention: whom it names.
    pub links: &'a [Link],
    /// By reference: whom it stands for, where that can be said.
    pub references: &'a [Option<Link>],
    /// When it was published, as far as is known: it tells which day `Tuesday` is.
    pub date: Option<&'a NewsDate>,
}

/// How words stand for an actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// As a name of that kind.
    Name(ActorKind),
    /// As a description or pronoun.
    Reference(MentionForm),
}

/// Words that stand for an actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    /// Where they stand.
    pub(super) range: TextRange,
    /// The actor.
    pub(super) actor: ActorId,
    /// How they stand for it.
    pub(super) standing: Standing,
}

impl<'a> Side<'a> {
    /// The text of the article, in which all ranges lie.
    pub(super) fn text(&self) -> &'a str {
        &self.article.text
    }

    /// All words that stand for actors, in order and without overlap: a name within a description belongs to it.
    pub(super) fn spans(&self) -> Vec<Span> {
        let names = self.findings.mentions.iter().zip(self.links);
        let names = names.map(|(mention, link)| Span {
            range: mention.form(),
            actor: link.actor,
            standing: Standing::Name(mention.kind),
        });
        let references = self.findings.references.iter().zip(self.references);
        let references = references.filter_map(|(reference, link)| {
            let link = link.as_ref().filter(|_| reference.beside.is_none())?;
            Some(Span {
                range: reference.range,
                actor: link.actor,
                standing: Standing::Reference(reference.form),
            })
        });
        let mut spans: Vec<Span> = names.chain(references).collect();
        spans.sort_by_key(|span| (span.range.start, std::cmp::Reverse(span.range.end)));
        let mut end = 0;
        spans.retain(|span| {
            let free = span.range.start >= end;
            end = end.max(span.range.end);
            free
        });
        spans
    }

    /// The actor who says `quote`, where that is known; of several, the first.
    pub(super) fn speaker(&self, quote: &Quote) -> Option<ActorId> {
        self.speakers(quote).next()
    }

    /// The actors who say `quote`, as far as they are known.
    pub(super) fn speakers(&self, quote: &Quote) -> impl Iterator<Item = ActorId> + use<'a> {
        let (findings, links) = (self.findings, self.links);
        let speaker = quote.speaker.into_iter();
        let named = speaker
            .flat_map(|speaker| findings.speakers(speaker))
            .filter_map(|index| links.get(index).map(|link| link.actor));
        named.chain(quote.speaker.and_then(|speaker| self.referred(speaker)))
    }

    /// The actor whom a speaker that is told without a name stands for, where that is known.
    fn referred(&self, speaker: Speaker) -> Option<ActorId> {
        let (Speaker::Pronoun(range) | Speaker::Description(range) | Speaker::Anonymous(range)) =
            speaker
        else {
            return None;
        };
        let references = &self.findings.references;
        let next = references.partition_point(|reference| reference.range.end <= range.start);
        let reference = references.get(next)?;
        if !reference.range.overlaps(range) {
            return None;
        }
        self.references.get(next)?.as_ref().map(|link| link.actor)
    }

    /// The mentions with the actors that they name.
    pub(super) fn named(&self) -> impl Iterator<Item = (&'a Mention, ActorId)> {
        let mentions = self.findings.mentions.iter();
        mentions
            .zip(self.links)
            .map(|(mention, link)| (mention, link.actor))
    }
}
