//! What awaits at a place to jump to: worked out once when the cursor of a picker comes to it.

use crate::library::entry::Entry;
use crate::library::head::Head;
use crate::library::jump::JumpTarget;
use crate::library::seek::question::{Hit, Saved};
use crate::library::{Library, Subject};
use crate::model::article::{ArticleId, Block, BlockKind};
use crate::text::find::Needle;
use crate::text::range::TextRange;

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
    /// The parts of the text that were looked for.
    pub marks: Vec<TextRange>,
}

impl PreviewLine {
    fn new(kind: PreviewKind, text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            kind,
            marks: Vec::new(),
        }
    }
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
        JumpTarget::Saved(search) => of_saved(search),
        JumpTarget::Command(_) | JumpTarget::Own(_) => Vec::new(),
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
    let lines = found.map(|head| {
        let told = format!("{}  {}", about(&head), head.title);
        PreviewLine::new(PreviewKind::Text, told)
    });
    lines.collect()
}

/// The preview of a text that was found: its article from the paragraph on in which `hit` stands, with what was looked for.
pub fn preview_of_text(library: &Library, hit: &Hit, needle: Option<&Needle>) -> Vec<PreviewLine> {
    let row = library.row_of(hit.id);
    let Some(entry) = row.and_then(|row| library.entry(row)) else {
        return Vec::new();
    };
    let found = hit.place_in(&entry.article.text);
    let mut lines = heading(&entry);
    lines.extend(paragraphs(&entry, found.map(|place| place.start)));
    for line in &mut lines {
        line.marks = needle.map_or_else(Vec::new, |needle| needle.all_in(&line.text));
    }
    lines
}

fn of_article(entry: &Entry) -> Vec<PreviewLine> {
    let mut lines = heading(entry);
    lines.extend(paragraphs(entry, None));
    lines
}

/// The preview of a saved search: what it asks for, and what to do with it.
fn of_saved(search: &Saved) -> Vec<PreviewLine> {
    vec![
        PreviewLine::new(PreviewKind::Heading, search.name.as_str()),
        PreviewLine::new(PreviewKind::Text, search.query.as_str()),
        PreviewLine::new(
            PreviewKind::Secondary,
            "Enter shows the articles that fit it in the list.",
        ),
    ]
}

fn heading(entry: &Entry) -> Vec<PreviewLine> {
    let head = &entry.head;
    let about = format!("{} · {}", head.outlet_label(), head.date_label());
    vec![
        PreviewLine::new(PreviewKind::Heading, entry.article.title()),
        PreviewLine::new(PreviewKind::Secondary, about),
    ]
}

/// The paragraphs of the prose, or from the one on that ends behind the byte `found`; where a text was found aside of the
/// prose, that first. A dateline stands in front of its paragraph.
fn paragraphs(entry: &Entry, found: Option<usize>) -> Vec<PreviewLine> {
    let article = &entry.article;
    let wanted = |block: &&Block| {
        let is_found = found.is_some_and(|at| block.range.contains(at));
        is_found || block.kind.is_prose() && block.range.end > found.unwrap_or(0)
    };
    let (mut told, mut dateline) = (Vec::new(), String::new());
    for block in article.blocks.iter().filter(wanted) {
        let words = block.range.of(&article.text);
        if block.kind == BlockKind::Dateline {
            dateline = format!("{words} ");
            continue;
        }
        told.push(text(&(std::mem::take(&mut dateline) + words)));
        if told.len() == ARTICLES {
            break;
        }
    }
    told
}

fn of_subject(library: &Library, subject: &Subject, open: Option<usize>) -> Vec<PreviewLine> {
    let mut lines = Vec::new();
    if let Subject::Actor(id) = subject
        && let Some(actor) = library.actor(*id)
        && let Some((role, _)) = actor.roles.first()
    {
        lines.push(PreviewLine::new(PreviewKind::Role, role.clone()));
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
        lines.push(PreviewLine::new(PreviewKind::Heading, heading));
        let forms: Vec<_> = coverage
            .forms
            .iter()
            .chain(&coverage.descriptions)
            .map(|(form, count)| format!("“{form}” {count}"))
            .collect();
        lines.push(PreviewLine::new(PreviewKind::Secondary, forms.join("  ")));
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
    PreviewLine::new(PreviewKind::Text, start.replace('\n', " "))
}
