//! What can be exported, and in which form.

use super::actor::Portrait;
use super::marks::{self, Mark};
use super::{article, compile, html, markdown};
use crate::library::Library;
use crate::library::jotting::Jotting;
use crate::model::actor::ActorId;
use crate::model::article::ArticleId;

/// What is exported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// An article with its notes.
    Article(ArticleId),
    /// The versions of a story, each laid beside the first.
    Story(Vec<ArticleId>),
    /// An actor over all articles.
    Actor(ActorId),
    /// All notes and highlights.
    Marks,
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
                return json(&article::told(&entry, &own));
            }
            article::paper(&entry, &own)
        }
        Subject::Story(ids) => {
            let rows = ids.iter().filter_map(|id| library.row_of(*id));
            let dossier = compile::dossier(library, &rows.collect::<Vec<_>>());
            return match form {
                Form::Markdown => Some(markdown::markdown(&dossier)),
                Form::Json => json(&dossier),
                Form::Html => Some(html::html(&dossier)),
            };
        }
        Subject::Actor(id) => {
            let portrait = Portrait::of(library, *id)?;
            if form == Form::Json {
                return json(&portrait);
            }
            portrait.paper()
        }
        Subject::Marks => {
            if form == Form::Json {
                let lines = jottings.iter().map(|jotting| json(&Mark::of(jotting)));
                return lines
                    .collect::<Option<Vec<_>>>()
                    .map(|lines| lines.concat());
            }
            marks::paper(jottings)
        }
    };
    Some(match form {
        Form::Html => paper.html(),
        _ => paper.markdown(),
    })
}

/// A line of JSON.
fn json(value: &impl serde::Serialize) -> Option<String> {
    serde_json::to_string(value).ok().map(|line| line + "\n")
}
