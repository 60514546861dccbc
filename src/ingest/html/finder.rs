//! What of a page is the article: the one place that knows the crate which finds it.

use trafilatura::Options;

/// What was found on a page.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The markup of the article's body.
    pub(super) body: String,
    /// A day on the page that may be that of publication, `YYYY-MM-DD`: guessed.
    pub(super) date: Option<String>,
    /// Who may have written it: guessed.
    pub(super) author: Option<String>,
}

/// Finds the article on a page.
pub(super) trait Finder {
    /// Looks through the markup of a page; none where it finds no article.
    fn find(&self, markup: &str) -> Option<Found>;
}

/// The rules and fallbacks of trafilatura.
pub(super) struct Trafilatura;

impl Finder for Trafilatura {
    fn find(&self, markup: &str) -> Option<Found> {
        let options = Options::default()
            .with_fallback(true)
            .with_exclude_comments(true);
        let result = trafilatura::extract(markup, &options).ok()?;
        Some(Found {
            body: result.content_html,
            date: result.metadata.date.map(|date| date.to_string()),
            author: Some(result.metadata.author).filter(|author| !author.is_empty()),
        })
    }
}
