//! Mentions to actors across articles, articles to stories.

use crate::model::article::Article;
use crate::model::findings::Findings;
use crate::model::link::Linked;

/// An article and what was found in it.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// The article.
    pub article: &'a Article,
    /// What `extract` found in it.
    pub findings: &'a Findings,
}

/// Links the mentions of all `reports` to actors, and the articles to stories.
pub fn link(reports: &[Report<'_>]) -> Linked {
    let _ = reports;
    Linked::default()
}
