//! What lists show of an article, so that drawing one needs no text.

use crate::model::article::ArticleId;
use crate::model::date::NewsDate;
use crate::model::sourced::{Certainty, Sourced};
use crate::model::state::ArticleKey;
use crate::store::columns::TimeRow;
use crate::store::pages;

/// What is known of an article without its text.
#[derive(Debug, Clone)]
pub struct Head {
    /// The article in its library.
    pub key: ArticleKey,
    /// The article's lasting name.
    pub id: ArticleId,
    /// Its headline, or what stands for it.
    pub title: String,
    /// The outlet.
    pub outlet: Option<String>,
    /// Whether the outlet is worked out, not said.
    pub guessed: bool,
    /// The agency that it credits.
    pub agency: Option<String>,
    /// The publication date: the article's own, completed by its story where that says more.
    pub date: Option<Sourced<NewsDate>>,
    /// How many words its prose has.
    pub words: usize,
    /// Its story, if it has one.
    pub story: Option<StoryId>,
    /// What it has in common with other articles of the same text.
    pub same_text: Option<SameText>,
    /// Which version of its article it is, where there are several.
    pub revision: Option<Revision>,
}

impl Head {
    /// What the article says of itself, as its store has it; nothing of what others say about it.
    pub(super) fn alone(held: &pages::Head) -> Self {
        Self {
            key: held.key,
            id: held.id,
            title: held.title.clone(),
            outlet: Some(held.outlet.clone()).filter(|outlet| !outlet.is_empty()),
            guessed: held.certainty == Certainty::Inferred,
            agency: held.agency.clone(),
            date: held.date.clone(),
            words: held.words,
            story: held.story.map(StoryId),
            same_text: None,
            revision: None,
        }
    }

    /// The outlet's name, else the agency's in parentheses, else `outlet unknown`.
    pub fn outlet_label(&self) -> String {
        outlet_label(self.outlet.as_deref(), self.guessed, self.agency.as_deref())
    }

    /// The date for narrow columns, with `~` where it was worked out.
    pub fn date_label(&self) -> String {
        let date = self.date.as_ref();
        date.map_or_else(|| "undated".to_owned(), Sourced::label)
    }
}

/// What stands for the outlet of an article of which none is known.
pub const UNKNOWN_OUTLET: &str = "(outlet unknown)";

/// The name of an outlet, with `~` where it was `guessed`, else that of the agency in parentheses, else `outlet unknown`.
pub(super) fn outlet_label(outlet: Option<&str>, guessed: bool, agency: Option<&str>) -> String {
    match (outlet, agency) {
        (Some(outlet), _) if guessed => format!("~{outlet}"),
        (Some(outlet), _) => outlet.to_owned(),
        (None, Some(agency)) => format!("({agency})"),
        (None, None) => UNKNOWN_OUTLET.to_owned(),
    }
}

/// Where an article stands in time: names it within its library as long as its date stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At(pub(super) TimeRow);

/// Names a story within its library, as long as its first article stays in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StoryId(pub(super) ArticleKey);

/// Articles that tell of one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// Which one it is.
    pub id: StoryId,
    /// What it is called.
    pub name: String,
    /// Why its articles are taken for one story, as a reader may see it.
    pub because: String,
    /// Whether the reader wants it to stay as it is.
    pub pinned: bool,
    /// The rows of its articles, the newest first.
    pub articles: Vec<usize>,
    /// How many outlets tell it in words of their own.
    pub outlets: usize,
    /// How many articles only repeat the text of another.
    pub reprints: usize,
}

/// One of several versions of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// The first version.
    pub first: ArticleId,
    /// Which version this is, counted from 1, the earliest first.
    pub number: usize,
    /// How many versions there are.
    pub of: usize,
    /// The date of the version before it, as lists show it.
    pub earlier: Option<String>,
}

impl Revision {
    /// `version 2 of 2`.
    pub fn short(&self) -> String {
        format!("version {} of {}", self.number, self.of)
    }

    /// `version 2 of 2, earlier Jan 6 '26`.
    pub fn told(&self) -> String {
        match &self.earlier {
            Some(earlier) => format!("{}, earlier {earlier}", self.short()),
            None => self.short(),
        }
    }
}

/// What an article has in common with others of the same text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SameText {
    /// What this article is to the others.
    pub part: Part,
    /// Why that is known, or why it is not.
    pub because: String,
    /// The article that stands for the text where it is counted: the original, or one of them where that is unknown.
    pub counted: ArticleId,
    /// The others: the original ahead, where this one is a reprint.
    pub others: Vec<Elsewhere>,
}

/// What an article is to the others of its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The original.
    Original,
    /// A reprint of the first of the others.
    Reprint,
    /// Nobody knows.
    Unknown,
}

/// Where the same text stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// The article.
    pub article: ArticleId,
    /// Its outlet, as lists show it.
    pub outlet: String,
    /// Its date, as lists show it.
    pub date: String,
}

impl SameText {
    /// `reprinted from Harbour Post, Jan 5 '26`, `also in Valley Times, Jan 6 '26 and 2 more`, `same text as …`.
    pub fn told(&self) -> String {
        self.in_words(self.part.told())
    }

    /// The same in fewer words: `from Harbour Post, Jan 5 '26`.
    pub fn short(&self) -> String {
        self.in_words(match self.part {
            Part::Original => "also",
            Part::Reprint => "from",
            Part::Unknown => "as",
        })
    }

    fn in_words(&self, lead: &str) -> String {
        let Some(first) = self.others.first() else {
            return String::new();
        };
        let more = match self.others.len() - 1 {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        format!("{lead} {}, {}{more}", first.outlet, first.date)
    }

    /// The same with all others, and why: a line each.
    pub fn told_in_full(&self) -> String {
        let line = |(number, other): (usize, &Elsewhere)| {
            let (lead, because) = match (self.part, number) {
                (part, 0) => (part.told(), format!(" ({})", self.because)),
                (Part::Reprint, _) => (Part::Original.told(), String::new()),
                (part, _) => (part.told(), String::new()),
            };
            format!("{lead}: {}, {}{because}", other.outlet, other.date)
        };
        let lines: Vec<String> = self.others.iter().enumerate().map(line).collect();
        lines.join("\n")
    }
}

impl Part {
    fn told(self) -> &'static str {
        match self {
            Self::Original => "also in",
            Self::Reprint => "reprinted from",
            Self::Unknown => "same text as",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_of_its_outlet_else_of_its_agency() {
        assert_eq!(
            outlet_label(Some("Aldermoor Mail"), false, Some("Wire")),
            "Aldermoor Mail"
        );
        assert_eq!(
            outlet_label(Some("Aldermoor Mail"), true, None),
            "~Aldermoor Mail"
        );
        assert_eq!(outlet_label(None, false, Some("Wire")), "(Wire)");
        assert_eq!(outlet_label(None, false, None), "(outlet unknown)");
    }
}
