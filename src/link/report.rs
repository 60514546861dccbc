//! What is linked.

use crate::model::article::Article;
use crate::model::findings::Findings;

/// An article and what was found in it.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// The article.
    pub article: &'a Article,
    /// What `extract` found in it.
    pub findings: &'a Findings,
}
