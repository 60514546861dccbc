//! Where words come from, told so that somebody else finds them.

use serde::Serialize;

use super::entry::Entry;
use super::head::Head;
use crate::model::article::Article;
use crate::text::sanitize::clean_line;

/// What is cited of an article. All of it is on one line each and safe to show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Citation {
    /// The article's lasting name.
    pub id: String,
    /// The headline, or the first words.
    pub title: String,
    /// The outlet as lists show it: with `~` where it was worked out, an agency in parentheses.
    pub outlet: String,
    /// The authors, in the order named; with `~` before the first where they were worked out.
    pub authors: Vec<String>,
    /// The publication date, as exactly as it is known, in words.
    pub date: Option<String>,
    /// The same as far as its day, month or year is known: `2026-01-06`, `2026-01`, `2026`.
    pub day: Option<String>,
    /// Its address, if it tells one.
    pub url: Option<String>,
    /// Where it was read from.
    pub source: String,
}

impl Citation {
    /// What is cited of the article of `entry`.
    pub fn of(entry: &Entry) -> Self {
        Self::new(&entry.article, &entry.head)
    }

    pub(super) fn new(article: &Article, head: &Head) -> Self {
        let byline = article.byline.as_ref();
        let mut authors: Vec<String> = byline
            .iter()
            .flat_map(|byline| &byline.value)
            .map(|author| clean_line(author))
            .collect();
        if let (Some(byline), Some(first)) = (byline, authors.first_mut()) {
            first.insert_str(0, byline.mark());
        }
        let date = head.date.as_ref();
        Self {
            id: article.id.to_string(),
            title: clean_line(article.title()),
            outlet: clean_line(&head.outlet_label()),
            authors,
            date: date.map(|date| clean_line(&date.value.to_string())),
            day: date.and_then(|date| date.value.iso()),
            url: article.url.as_ref().map(|url| clean_line(&url.value)),
            source: clean_line(&article.source),
        }
    }

    /// The address; where there is none, where the article was read from.
    pub fn link(&self) -> &str {
        self.url.as_deref().unwrap_or(&self.source)
    }

    /// `The Straits Times, Ann Author, Jan 6, 2026`.
    pub fn from(&self) -> String {
        let authors = self.authors.iter().map(String::as_str);
        let date = self.date.as_deref().unwrap_or("undated");
        let parts = std::iter::once(self.outlet.as_str())
            .chain(authors)
            .chain([date]);
        parts.collect::<Vec<_>>().join(", ")
    }

    /// `The Straits Times, Ann Author, Jan 6, 2026: “Pier stays open”, ¶3, https://…`: where words of that body paragraph come
    /// from; 0 is none.
    pub fn told(&self, paragraph: usize) -> String {
        let place = match paragraph {
            0 => String::new(),
            number => format!("¶{number}, "),
        };
        let Self { title, .. } = self;
        format!("{}: “{title}”, {place}{}", self.from(), self.link())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn citation() -> Citation {
        Citation {
            id: "7".to_owned(),
            title: "Pier stays open".to_owned(),
            outlet: "Velmora Post".to_owned(),
            authors: vec!["Ann Author".to_owned(), "Ben Byline".to_owned()],
            date: Some("Jan 6, 2026".to_owned()),
            day: Some("2026-01-06".to_owned()),
            url: Some("https://post.example/pier".to_owned()),
            source: "news/pier.md".to_owned(),
        }
    }

    #[test]
    fn everything_that_is_known_is_told() {
        assert_eq!(
            citation().told(3),
            "Velmora Post, Ann Author, Ben Byline, Jan 6, 2026: “Pier stays open”, ¶3, https://post.example/pier"
        );
    }

    #[test]
    fn what_is_not_known_is_not_made_up() {
        let bare = Citation {
            authors: Vec::new(),
            date: None,
            day: None,
            url: None,
            ..citation()
        };
        assert_eq!(
            bare.told(0),
            "Velmora Post, undated: “Pier stays open”, news/pier.md"
        );
    }
}
