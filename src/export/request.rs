//! What can be exported, and in which form.

use super::account::actor;
use super::account::matter::{Matter, matter};
use super::account::{Limits, Versioned};
use super::article;
use super::compile::dossier;
use super::document::{self, Document};
use super::html::html;
use super::markdown::markdown;
use super::marks::{self, Mark};
use crate::library::Library;
use crate::library::jotting::Jotting;
use crate::model::actor::ActorId;
use crate::model::article::ArticleId;
use crate::model::state::NoteKey;

/// What is exported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// An article with its notes.
    Article(ArticleId),
    /// The story of an article.
    Story(ArticleId),
    /// An actor over all articles.
    Actor(ActorId),
    /// A topic, by its phrase.
    Topic(String),
    /// Articles side by side: the first with each of the others.
    Beside(Vec<ArticleId>),
    /// All notes and highlights.
    Marks,
    /// These notes and highlights.
    Chosen(Vec<NoteKey>),
}

/// In which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Markdown.
    Markdown,
    /// JSON; of notes and highlights one object a line.
    Json,
    /// An HTML page.
    Html,
}

/// Every form, in the order in which they are offered.
pub const FORMS: [Form; 3] = [Form::Markdown, Form::Json, Form::Html];

impl Form {
    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Markdown => "Markdown",
            Self::Json => "JSON",
            Self::Html => "HTML",
        }
    }

    /// How names of such files end.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Json => "json",
            Self::Html => "html",
        }
    }
}

/// Of how many articles of a story or topic, the newest, is told.
const MOST: usize = 200;

/// What is exported, written out; `jottings` are all notes of the library. Nothing where it is not in the library any more.
pub fn written(
    library: &Library,
    jottings: &[Jotting],
    subject: &Subject,
    form: Form,
) -> Option<String> {
    let paper = match subject {
        Subject::Article(id) => {
            let entry = library.entry(library.row_of(*id)?)?;
            let own = jottings.iter().filter(|jotting| jotting.article == *id);
            let own: Vec<Jotting> = own.cloned().collect();
            if form == Form::Json {
                return json(&Versioned::of(&article::told(&entry, &own)));
            }
            article::paper(&entry, &own)
        }
        Subject::Story(id) => {
            let story = library.story(library.row_of(*id)?)?;
            return about(library, &Matter::Story(story), form);
        }
        Subject::Topic(phrase) => {
            let topic = library.topic(phrase)?;
            return about(library, &Matter::Topic(topic), form);
        }
        Subject::Actor(id) => {
            let actor = library.actor(*id)?;
            let account = actor::actor(library, &actor, Limits::default());
            return match form {
                Form::Json => json(&account),
                _ => Some(laid_out(&document::actor::document(&account), form)),
            };
        }
        Subject::Beside(ids) => return beside(library, ids, form),
        Subject::Marks if form == Form::Json => return marks_in_json(jottings),
        Subject::Marks => marks::paper(jottings),
        Subject::Chosen(keys) => {
            let chosen = jottings.iter().filter(|one| keys.contains(&one.note.key));
            let chosen: Vec<Jotting> = chosen.cloned().collect();
            return written(library, &chosen, &Subject::Marks, form);
        }
    };
    Some(match form {
        Form::Html => paper.html(),
        _ => paper.markdown(),
    })
}

/// What the library holds about a story or topic.
fn about(library: &Library, what: &Matter, form: Form) -> Option<String> {
    let account = matter(library, what, Limits::default(), MOST);
    match form {
        Form::Json => json(&account),
        _ => Some(laid_out(&document::matter::document(&account), form)),
    }
}

/// Notes and highlights, one object a line.
fn marks_in_json(jottings: &[Jotting]) -> Option<String> {
    let lines = jottings
        .iter()
        .map(|jotting| json(&Versioned::of(&Mark::of(jotting))));
    let lines: Option<Vec<String>> = lines.collect();
    lines.map(|lines| lines.concat())
}

/// What articles have in common and in what they differ; nothing where one of them is not in the library any more.
fn beside(library: &Library, ids: &[ArticleId], form: Form) -> Option<String> {
    let rows: Option<Vec<usize>> = ids.iter().map(|id| library.row_of(*id)).collect();
    let dossier = dossier(library, &rows?);
    match form {
        Form::Markdown => Some(markdown(&dossier)),
        Form::Html => Some(html(&dossier)),
        Form::Json => json(&Versioned::of(&dossier)),
    }
}

fn laid_out(document: &Document, form: Form) -> String {
    match form {
        Form::Html => document::html::html(document),
        _ => document::markdown::markdown(document),
    }
}

/// A line of JSON.
fn json(value: &impl serde::Serialize) -> Option<String> {
    serde_json::to_string(value).ok().map(|line| line + "\n")
}
