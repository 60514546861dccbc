//! The same text in several articles: reprints and wire copy, and which of them is the original.
//!
//! Nothing is known of who copied whom but what the articles say: the agency that they credit, and their dates. Where these leave
//! it open, it stays open.

use std::collections::{BTreeSet, HashMap};

use super::card::Card;
use crate::compare::reprint;
use crate::model::article::Article;
use crate::model::date::{NewsDate, Relation};
use crate::model::state::ArticleKey;
use crate::store::groups::TextDraft;
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

/// Which articles are one text; `copied` has the groups, as numbers of `cards`. Versions of one article are no copies of each
/// other: the earliest stands for them.
pub(super) fn drafts(
    cards: &[Card<'_>],
    copied: &[Vec<usize>],
    series: &[Vec<usize>],
) -> Vec<TextDraft> {
    let mut version_of: HashMap<usize, usize> = HashMap::new();
    for (article, versions) in series.iter().enumerate() {
        version_of.extend(versions.iter().map(|&number| (number, article)));
    }
    let drafts = copied.iter().filter_map(|group| {
        let mut group = group.clone();
        group.sort_by_cached_key(|&number| {
            let minute = cards[number].minute();
            (minute.is_none(), minute, cards[number].face.id)
        });
        let mut seen = BTreeSet::new();
        group.retain(|number| {
            let article = version_of.get(number);
            article.is_none_or(|article| seen.insert(*article))
        });
        let group: Vec<Card<'_>> = group.iter().map(|&number| cards[number]).collect();
        draft(&group)
    });
    drafts.collect()
}

/// What is told of these articles of one text.
fn draft(copies: &[Card<'_>]) -> Option<TextDraft> {
    let any = copies.iter().min_by_key(|card| card.face.id)?;
    let (original, because) = original(copies);
    let original = original.map(|number| copies[number].key);
    let mut articles: Vec<ArticleKey> = copies.iter().map(|card| card.key).collect();
    articles.sort_unstable();
    (copies.len() > 1).then(|| TextDraft {
        articles,
        counted: original.unwrap_or(any.key),
        original,
        because,
    })
}

/// Which of the articles is the original, if that can be said, and why or why not: the agency that the others credit, else the only
/// one of the earliest day. An agency that is credited and not here itself leaves it open whose copy is whose.
fn original(copies: &[Card<'_>]) -> (Option<usize>, String) {
    let credited: BTreeSet<String> = copies
        .iter()
        .filter_map(|card| card.face.agency.as_deref())
        .map(fold)
        .collect();
    let outlet = |card: &Card<'_>| card.face.outlet.as_deref().map(fold);
    let of_agency =
        |number: &usize| outlet(&copies[*number]).is_some_and(|own| credited.contains(&own));
    let mut agencies = (0..copies.len()).filter(of_agency);
    match (agencies.next(), agencies.next()) {
        (Some(agency), None) => return (Some(agency), "the agency that others credit".to_owned()),
        (Some(_), Some(_)) => return (None, "several are of the agency credited".to_owned()),
        (None, _) => {}
    }
    if !credited.is_empty() {
        let names = copies.iter();
        let names: BTreeSet<&str> = names
            .filter_map(|card| card.face.agency.as_deref())
            .collect();
        let names: Vec<&str> = names.into_iter().collect();
        return (None, format!("copy of {}", names.join(", ")));
    }
    let days: Option<Vec<(i16, i8, i8)>> = copies.iter().map(day).collect();
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
fn day(card: &Card<'_>) -> Option<(i16, i8, i8)> {
    let date = card.date.filter(|date| !date.is_inferred())?;
    let date: &NewsDate = &date.value;
    let told = date.relation == Relation::On && date.last.is_none() && !date.year_inferred;
    let first = date.first;
    told.then_some((first.year?, first.month?, first.day?))
}
