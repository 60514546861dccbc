//! An article on its way into the store, with its links: what groups of articles are made from.

use std::cmp::Reverse;

use crate::link::report::Report;
use crate::model::article::Article;
use crate::model::date::NewsDate;
use crate::model::findings::Findings;
use crate::model::link::Link;
use crate::model::sourced::Sourced;
use crate::model::state::ArticleKey;

/// What is known of an article when groups are made.
#[derive(Debug, Clone, Copy)]
pub(super) struct Card<'a> {
    /// The article in the store.
    pub(super) key: ArticleKey,
    /// Its text.
    pub(super) article: &'a Article,
    /// What was found in it.
    pub(super) findings: &'a Findings,
    /// By mention: the actor.
    pub(super) links: &'a [Link],
    /// The publication date, completed by its story.
    pub(super) date: Option<&'a Sourced<NewsDate>>,
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
        (cards[number].minute(), cards[number].article)
    })
}

/// The numbers of articles that are not linked yet, in the same way.
pub(super) fn newest_first_of(reports: &[Report]) -> Vec<usize> {
    ordered(reports.len(), |number| {
        let article = &reports[number].article;
        let date = article.published.as_ref();
        (
            date.and_then(|date| date.value.sort_key()),
            article.as_ref(),
        )
    })
}

fn ordered<'a>(count: usize, of: impl Fn(usize) -> (Option<i64>, &'a Article)) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_cached_key(|&number| {
        let (minute, article) = of(number);
        (Reverse(minute), article.title().to_owned(), article.id)
    });
    order
}
