//! What is linked, and where it is found again.

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

/// Names an article that was added, for as long as the linker lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(pub(crate) usize);

impl Ticket {
    /// How many articles had been added before it.
    pub fn number(self) -> usize {
        self.0
    }
}

/// Where articles are found again that were added. The linker keeps none of them: it asks for the few that it must read
/// once more.
pub trait Reports {
    /// The article of that ticket; nothing where it cannot be read.
    fn report(&self, ticket: Ticket) -> Option<Report>;

    /// The same without what was found in it.
    fn article(&self, ticket: Ticket) -> Option<Arc<Article>> {
        self.report(ticket).map(|report| report.article)
    }
}

/// Articles that were added in the order in which they stand here.
impl Reports for &[Report] {
    fn report(&self, ticket: Ticket) -> Option<Report> {
        self.get(ticket.0).cloned()
    }
}

/// The same.
impl Reports for Vec<Report> {
    fn report(&self, ticket: Ticket) -> Option<Report> {
        self.get(ticket.0).cloned()
    }
}
