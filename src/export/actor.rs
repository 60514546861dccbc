//! One actor over all articles, in every form in which that leaves rashomon: what it is called, what it says, where it stands.

use serde::Serialize;

use super::paper::{Paper, Part};
use crate::library::Library;
use crate::library::citation::Citation;
use crate::library::entry::Entry;
use crate::model::actor::ActorId;
use crate::model::quote::QuoteKind;
use crate::text::count::counted;
use crate::text::range::TextRange;

/// An actor over all articles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Portrait {
    /// What it is called here.
    pub name: String,
    /// Every form of the name that articles use, each with how often; the most frequent first.
    pub forms: Vec<(String, usize)>,
    /// The articles in which it stands, in reading order; of one in very many articles, the newest.
    pub articles: Vec<Appearance>,
}

/// An actor in one article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Appearance {
    /// The article.
    #[serde(flatten)]
    pub citation: Citation,
    /// How often it is named or described there.
    pub mentions: usize,
    /// What it says there.
    pub sayings: Vec<Said>,
}

/// Something that an actor says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Said {
    /// The number of the body paragraph; none where there is none.
    pub paragraph: Option<usize>,
    /// Whether it is told in the actor's own words.
    pub direct: bool,
    /// The words of the article.
    pub text: String,
}

impl Portrait {
    /// That of the actor in `library`; none where there is no such actor.
    pub fn of(library: &Library, id: ActorId) -> Option<Self> {
        let actor = library.actor(id)?;
        let places = library.places(id);
        let sayings = library.sayings(id);
        let mut rows: Vec<usize> = places.iter().map(|place| place.row).collect();
        rows.extend(sayings.iter().map(|saying| saying.row));
        rows.sort_unstable();
        rows.dedup();
        let appearance = |row: usize| {
            let entry = library.entry(row)?;
            let said = sayings.iter().filter(|saying| saying.row == row);
            let said = said.filter_map(|saying| said_at(&entry, saying.quote, saying.range));
            Some(Appearance {
                citation: Citation::of(&entry),
                mentions: places.iter().filter(|place| place.row == row).count(),
                sayings: said.collect(),
            })
        };
        Some(Self {
            name: actor.name.clone(),
            forms: actor.forms.clone(),
            articles: rows.into_iter().filter_map(appearance).collect(),
        })
    }

    /// The same as a paper.
    pub fn paper(&self) -> Paper {
        let forms = self.forms.iter();
        let forms: Vec<String> = forms
            .map(|(form, count)| format!("{form} ({count})"))
            .collect();
        let mut parts = vec![Part::About(format!("Called {}", forms.join(", ")))];
        for appearance in &self.articles {
            parts.push(Part::Heading(appearance.citation.title.clone()));
            parts.push(Part::From(appearance.citation.clone()));
            let mentions = counted(appearance.mentions, "mention");
            parts.push(Part::About(mentions));
            for said in &appearance.sayings {
                parts.push(Part::Quote(said.text.clone()));
                let how = if said.direct {
                    "quoted"
                } else {
                    "in the words of the article"
                };
                parts.push(Part::About(match said.paragraph {
                    Some(number) => format!("¶{number} · {how}"),
                    None => how.to_owned(),
                }));
            }
        }
        Paper {
            title: self.name.clone(),
            parts,
        }
    }
}

fn said_at(entry: &Entry, quote: usize, range: TextRange) -> Option<Said> {
    let quote = entry.findings.quotes.get(quote)?;
    let number = entry.article.paragraph_number(range.start);
    Some(Said {
        paragraph: Some(number).filter(|number| *number > 0),
        direct: quote.kind == QuoteKind::Direct,
        text: range.of(&entry.article.text).trim().to_owned(),
    })
}
