//! What is linked.

use std::sync::Arc;

use crate::model::article::Article;
use crate::model::findings::Findings;

/// An article and what was found in it; cloning one costs nothing.
#[derive(Debug, Clone)]
pub struct Report {
    /// The article.
    pub article: Arc<Article>,
    /// What `extract` found in it.
    pub findings: Arc<Findings>,
}
