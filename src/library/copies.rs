//! The same text in several articles: reprints and wire copy, and which of them is the original.
//!
//! Nothing is known of who copied whom but what the articles say: the agency that they credit, and their dates. Where these leave
//! it open, it stays open.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::entry::Entry;
use super::head::{Elsewhere, Part, SameText};
use crate::compare::reprint;
use crate::model::article::Article;
use crate::model::date::{NewsDate, Relation};
use crate::text::fold::fold;
use crate::text::signature::Reprints;

/// The texts of a library, to which articles are added one by one, each in a time that does not grow with their number.
#[derive(Debug, Default)]
pub(super) struct Texts {
    reprints: Reprints,
    /// By article, an earlier one of the same text, or itself.
    leads: Vec<usize>,
}

impl Texts {
    /// The texts of all these articles.
    pub(super) fn of<'a>(articles: impl Iterator<Item = &'a Article>) -> Self {
        let mut texts = Self::default();
        articles.for_each(|article| texts.add(article));
        texts
    }

    /// Adds an article.
    pub(super) fn add(&mut self, article: &Article) {
        let number = self.leads.len();
        self.leads.push(number);
        for other in self.reprints.add(reprint::signature(article)) {
            let (one, other) = (self.first(number), self.first(other));
            let first = one.min(other);
            self.leads[one.max(other)] = first;
        }
    }

    /// The articles of one text, by the order in which they came: groups of at least two, in the order of their first.
    pub(super) fn groups(&self) -> Vec<Vec<usize>> {
        let mut numbered: Vec<(usize, usize)> = (0..self.leads.len())
            .map(|article| (self.first(article), article))
            .collect();
        numbered.sort_unstable();
        let groups = numbered.chunk_by(|one, other| one.0 == other.0);
        let groups = groups.filter(|group| group.len() > 1);
        groups
            .map(|group| group.iter().map(|(_, article)| *article).collect())
            .collect()
    }

    fn first(&self, article: usize) -> usize {
        let mut at = article;
        while self.leads[at] != at {
            at = self.leads[at];
        }
        at
    }
}

/// Tells the `entries` which of them are one text; `copied` has the groups, as rows. Versions of one article are no copies of
/// each other: the earliest stands for them.
pub(super) fn mark(entries: &mut [Entry], copied: &[Vec<usize>]) {
    for group in copied {
        let mut group = group.clone();
        group.sort_by_cached_key(|&row| {
            let entry = &entries[row];
            let date = entry
                .head
                .date
                .as_ref()
                .and_then(|date| date.value.sort_key());
            (date.is_none(), date, entry.article.id)
        });
        let mut seen = BTreeSet::new();
        group.retain(|&row| {
            let revision = entries[row].head.revision.as_ref();
            revision.is_none_or(|revision| seen.insert(revision.article))
        });
        if group.len() < 2 {
            continue;
        }
        let known: Vec<&Entry> = group.iter().map(|&row| &entries[row]).collect();
        let told = same_text(&known);
        for (row, same) in group.into_iter().zip(told) {
            Arc::make_mut(&mut entries[row].head).same_text = Some(same);
        }
    }
}

/// What each of these articles of one text is to the others.
fn same_text(copies: &[&Entry]) -> Vec<SameText> {
    let (original, because) = original(copies);
    let unsure = copies.iter().map(|entry| entry.article.id).min();
    let counted = original.map(|number| copies[number].article.id).or(unsure);
    let tell = |own: usize| {
        let ahead = original.filter(|original| *original != own);
        let others = (0..copies.len()).filter(|&other| other != own && Some(other) != ahead);
        SameText {
            part: match original {
                None => Part::Unknown,
                Some(original) if original == own => Part::Original,
                Some(_) => Part::Reprint,
            },
            because: because.clone(),
            counted: counted.unwrap_or(copies[own].article.id),
            others: ahead
                .into_iter()
                .chain(others)
                .map(|other| Elsewhere {
                    article: copies[other].article.id,
                    outlet: copies[other].head.outlet_label(),
                    date: copies[other].head.date_label(),
                })
                .collect(),
        }
    };
    (0..copies.len()).map(tell).collect()
}

/// Which of the articles is the original, if that can be said, and why or why not: the agency that the others credit, else the only
/// one of the earliest day. An agency that is credited and not here itself leaves it open whose copy is whose.
fn original(copies: &[&Entry]) -> (Option<usize>, String) {
    let credited: BTreeSet<String> = copies
        .iter()
        .filter_map(|entry| entry.article.agency.as_ref())
        .map(|agency| fold(&agency.value))
        .collect();
    let outlet = |entry: &Entry| {
        entry
            .article
            .outlet
            .as_ref()
            .map(|outlet| fold(&outlet.value))
    };
    let of_agency =
        |number: &usize| outlet(copies[*number]).is_some_and(|own| credited.contains(&own));
    let mut agencies = (0..copies.len()).filter(of_agency);
    match (agencies.next(), agencies.next()) {
        (Some(agency), None) => return (Some(agency), "the agency that others credit".to_owned()),
        (Some(_), Some(_)) => return (None, "several are of the agency credited".to_owned()),
        (None, _) => {}
    }
    if !credited.is_empty() {
        let names = copies
            .iter()
            .filter_map(|entry| entry.article.agency.as_ref());
        let names: BTreeSet<&str> = names.map(|agency| agency.value.as_str()).collect();
        let names: Vec<&str> = names.into_iter().collect();
        return (None, format!("copy of {}", names.join(", ")));
    }
    let days: Option<Vec<(i16, i8, i8)>> = copies.iter().map(|entry| day(entry)).collect();
    let Some(days) = days else {
        return (None, "not all are dated to the day".to_owned());
    };
    let earliest = days.iter().min();
    let mut first = (0..days.len()).filter(|&number| Some(&days[number]) == earliest);
    match (first.next(), first.next()) {
        (Some(first), None) => (Some(first), "the earliest here".to_owned()),
        _ => (None, "several are of the earliest day".to_owned()),
    }
}

/// The day on which the article itself says that it was published.
fn day(entry: &Entry) -> Option<(i16, i8, i8)> {
    let date = entry
        .head
        .date
        .as_ref()
        .filter(|date| !date.is_inferred())?;
    let date: &NewsDate = &date.value;
    let told = date.relation == Relation::On && date.last.is_none() && !date.year_inferred;
    let first = date.first;
    told.then_some((first.year?, first.month?, first.day?))
}
