//! The imprint of an article: which it is, whose, and from when. It is all that is kept of its head.

use crate::link::report::Report;
use crate::link::wording::Wordings;
use crate::model::article::ArticleId;
use crate::model::correction::Scope;
use crate::model::date::NewsDate;
use crate::text::fold::fold;

/// What is kept of an article's head. Names are called by the numbers of their wordings.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Imprint {
    /// The article's lasting name.
    pub(crate) id: ArticleId,
    /// When it says that it was published.
    pub(crate) date: Option<NewsDate>,
    /// The outlet, or the title where that is unknown.
    pub(crate) called: u32,
    /// The outlet, or else the agency.
    house: Option<u32>,
}

impl Imprint {
    /// That of an article.
    pub(crate) fn of(report: &Report, wordings: &mut Wordings) -> Self {
        let article = &report.article;
        let outlet = article.outlet.as_ref().map(|outlet| outlet.value.as_str());
        let agency = article.agency.as_ref().map(|agency| agency.value.as_str());
        Self {
            id: article.id,
            date: article.published.as_ref().map(|date| date.value),
            called: wordings.number(outlet.unwrap_or_else(|| article.title())),
            house: outlet.or(agency).map(|house| wordings.number(house)),
        }
    }

    /// Tells whether a rule of that scope holds in the article.
    pub(crate) fn lies_in(&self, scope: &Scope, wordings: &Wordings) -> bool {
        match scope {
            Scope::Everywhere => true,
            Scope::Outlet(name) => self
                .house
                .is_some_and(|house| *wordings.get(house).folded == *fold(name)),
            Scope::Article(id) => self.id == *id,
        }
    }
}
