//! What awaits at a place to jump to: worked out once when the cursor of a picker comes to it.

use crate::library::entry::Entry;
use crate::library::head::Head;
use crate::library::jump::JumpTarget;
use crate::library::{Library, Subject};
use crate::model::article::ArticleId;

/// How many articles a preview tells of, and how much of a paragraph it shows, in bytes.
const ARTICLES: usize = 12;
const PARAGRAPH: usize = 600;

/// A line of a preview, and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreviewLine {
    /// The text, not yet wrapped.
    pub text: String,
    /// What it is.
    pub kind: PreviewKind,
}

/// What a line of a preview is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PreviewKind {
    /// A title or an outlet.
    Heading,
    /// What an actor is.
    Role,
    /// Forms, dates, counts.
    Secondary,
    /// Words of an article.
    Text,
}

/// The preview of `target`: every outlet's forms and first sentence of an actor or topic, the start of an article, the
/// titles of an outlet. `open` is the row of the open article, which comes first.
pub fn preview(library: &Library, target: &JumpTarget, open: Option<usize>) -> Vec<PreviewLine> {
    match target {
        JumpTarget::Subject(subject) => of_subject(library, subject, open),
        JumpTarget::Article(id) => library
            .row_of(*id)
            .and_then(|row| library.entry(row))
            .map(|entry| of_article(&entry))
            .unwrap_or_default(),
        JumpTarget::Outlet(_, articles) => titles(library, articles, Head::date_label),
        JumpTarget::Story(articles) => titles(library, articles, |head| {
            format!("{} · {}", head.outlet_label(), head.date_label())
        }),
        JumpTarget::Command(_) => Vec::new(),
    }
}

/// The titles of articles, each behind what `about` tells of it.
fn titles(
    library: &Library,
    articles: &[ArticleId],
    about: impl Fn(&Head) -> String,
) -> Vec<PreviewLine> {
    let shown = articles.iter().take(ARTICLES * 3);
    let found = shown.filter_map(|id| library.head(library.row_of(*id)?));
    let lines = found.map(|head| PreviewLine {
        text: format!("{}  {}", about(&head), head.title),
        kind: PreviewKind::Text,
    });
    lines.collect()
}

fn of_article(entry: &Entry) -> Vec<PreviewLine> {
    let article = &entry.article;
    let about = format!(
        "{} · {}",
        entry.head.outlet_label(),
        entry.head.date_label()
    );
    let mut lines = vec![
        PreviewLine {
            text: article.title().to_owned(),
            kind: PreviewKind::Heading,
        },
        PreviewLine {
            text: about,
            kind: PreviewKind::Secondary,
        },
    ];
    let prose = article
        .blocks
        .iter()
        .filter(|block| block.kind.is_prose())
        .take(ARTICLES);
    lines.extend(prose.map(|block| text(block.range.of(&article.text))));
    lines
}

fn of_subject(library: &Library, subject: &Subject, open: Option<usize>) -> Vec<PreviewLine> {
    let mut lines = Vec::new();
    if let Subject::Actor(id) = subject
        && let Some(actor) = library.actor(*id)
        && let Some((role, _)) = actor.roles.first()
    {
        lines.push(PreviewLine {
            text: role.clone(),
            kind: PreviewKind::Role,
        });
    }
    for covering in library.covering(subject, open).iter().take(ARTICLES) {
        let Some(entry) = library.entry(covering.row) else {
            continue;
        };
        let coverage = library.coverage(subject, covering);
        let heading = format!(
            "{} · {} · {}",
            entry.head.outlet_label(),
            entry.head.date_label(),
            coverage.counts
        );
        lines.push(PreviewLine {
            text: heading,
            kind: PreviewKind::Heading,
        });
        let forms: Vec<_> = coverage
            .forms
            .iter()
            .chain(&coverage.descriptions)
            .map(|(form, count)| format!("“{form}” {count}"))
            .collect();
        lines.push(PreviewLine {
            text: forms.join("  "),
            kind: PreviewKind::Secondary,
        });
        if let Some(place) = library.place(subject, covering, 0) {
            lines.push(text(
                entry.sentence_around(place.range).of(&entry.article.text),
            ));
        }
    }
    lines
}

/// As much of a paragraph as a preview can show.
fn text(paragraph: &str) -> PreviewLine {
    let start = paragraph
        .get(..paragraph.floor_char_boundary(PARAGRAPH))
        .unwrap_or("");
    PreviewLine {
        text: start.replace('\n', " "),
        kind: PreviewKind::Text,
    }
}
