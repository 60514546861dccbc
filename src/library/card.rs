//! An article on its way into the store, with its links: what groups of articles are made from.

use std::cmp::Reverse;

use super::signs::Signs;
use crate::link::report::Report;
use crate::model::article::{Article, ArticleId};
use crate::model::date::NewsDate;
use crate::model::link::Link;
use crate::model::sourced::Sourced;
use crate::model::state::ArticleKey;

/// What is kept of every article, so that groups can be made without reading it again.
#[derive(Debug)]
pub(super) struct Face {
    /// Its lasting name.
    pub(super) id: ArticleId,
    /// Its title.
    pub(super) title: Box<str>,
    /// Who published it.
    pub(super) outlet: Option<Box<str>>,
    /// The agency that wrote it.
    pub(super) agency: Option<Box<str>>,
    /// When it says that it was published.
    pub(super) date: Option<Sourced<NewsDate>>,
    /// By what it is known again in another version.
    pub(super) signs: Signs,
}

/// What is known of an article when groups are made.
#[derive(Debug, Clone, Copy)]
pub(super) struct Card<'a> {
    /// The article in the store.
    pub(super) key: ArticleKey,
    /// What is kept of it.
    pub(super) face: &'a Face,
    /// By mention: the actor.
    pub(super) links: &'a [Link],
    /// The publication date, completed by its story.
    pub(super) date: Option<&'a Sourced<NewsDate>>,
}

impl Face {
    /// That of an article.
    pub(super) fn of(article: &Article) -> Self {
        let name = |name: &Option<Sourced<String>>| name.as_ref().map(|name| (*name.value).into());
        Self {
            id: article.id,
            title: article.title().into(),
            outlet: name(&article.outlet),
            agency: name(&article.agency),
            date: article.published.clone(),
            signs: Signs::of(article),
        }
    }
}

impl Card<'_> {
    /// What its date is sorted by; none where that is not known.
    pub(super) fn minute(&self) -> Option<i64> {
        self.date.and_then(|date| date.value.sort_key())
    }
}

/// The numbers of the cards, the newest first, those without a year last; of one date, by title.
pub(super) fn newest_first(cards: &[Card<'_>]) -> Vec<usize> {
    ordered(cards.len(), |number| {
        let card = &cards[number];
        (card.minute(), &card.face.title, card.face.id)
    })
}

/// The numbers of articles that are not linked yet, in the same way.
pub(super) fn newest_first_of(reports: &[Report]) -> Vec<usize> {
    ordered(reports.len(), |number| {
        let article = &reports[number].article;
        let date = article.published.as_ref();
        let minute = date.and_then(|date| date.value.sort_key());
        (minute, article.title(), article.id)
    })
}

fn ordered<'a>(
    count: usize,
    of: impl Fn(usize) -> (Option<i64>, &'a str, ArticleId),
) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_cached_key(|&number| {
        let (minute, title, id) = of(number);
        (Reverse(minute), title, id)
    });
    order
}
