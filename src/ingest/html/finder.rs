//! What of a page is the article: the one place that knows the crate which finds it.

use trafilatura::{HtmlDateMode, Options};

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

/// The rules of trafilatura.
pub(super) struct Trafilatura {
    /// Whether what they find is held against what two others find.
    pub(super) compares: bool,
    /// Whether a date is looked for.
    pub(super) dates: bool,
    /// Whether an author is looked for.
    pub(super) authors: bool,
}

impl Finder for Trafilatura {
    fn find(&self, markup: &str) -> Option<Found> {
        let options = Options::default()
            .with_fallback(self.compares)
            .with_exclude_comments(true)
            .with_html_date_mode(if self.dates {
                HtmlDateMode::Default
            } else {
                HtmlDateMode::Disabled
            });
        let answered = answered(markup).filter(|_| !self.dates && !self.authors);
        let result = trafilatura::extract(answered.as_deref().unwrap_or(markup), &options).ok()?;
        Some(Found {
            body: result.content_html,
            date: result.metadata.date.map(|date| date.to_string()),
            author: Some(result.metadata.author).filter(|author| !author.is_empty()),
        })
    }
}

/// A head that answers whatever the crate asks of a page beside its article, since it looks through all of the page for each
/// answer that the head does not give. Nobody reads these.
const ANSWERS: &str = concat!(
    "<head><title>-</title>",
    r#"<meta property="og:title" content="-"><meta property="og:description" content="-">"#,
    r#"<meta property="og:site_name" content="-"><meta property="og:type" content="-">"#,
    r#"<meta property="og:author" content="Ann Author"><meta property="og:article:tag" content="-">"#,
    r#"<meta property="og:url" content="http://localhost/"><meta property="og:image" content="http://localhost/">"#,
    "</head>"
);

/// The page with that head in place of its own; none where its own is not written out.
fn answered(markup: &str) -> Option<String> {
    let (before, rest) = markup.split_once("<head")?;
    let (_, behind) = rest.split_once("</head>")?;
    Some([before, ANSWERS, behind].concat())
}
