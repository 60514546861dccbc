//! What a session leaves for the next: where the reader was, and how the screen was laid out.

use serde::{Deserialize, Serialize};

use super::focus::Focus;
use super::jumps::Stop;
use super::layout::Panes;
use super::noting::Draft;
use super::visits::Visits;
use crate::library::Subject;
use crate::model::actor::ActorId;
use crate::model::article::ArticleId;

/// Where everything stood. What a later rashomon adds is passed over by an earlier one, and what an earlier one does not
/// tell stands as usual.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Session {
    /// The open article.
    pub article: Option<ArticleId>,
    /// The byte at which the paragraph begins that the reader was at, where it is on screen again.
    pub place: Option<usize>,
    /// Who or what was chosen.
    pub chosen: Option<Chosen>,
    /// Which pane had the keyboard.
    pub focus: Focus,
    /// How the panes were laid out.
    pub panes: Panes,
    /// The width of lines, in cells; none for the usual one.
    pub measure: Option<u16>,
    /// The order of the list, by its name; empty for the usual one.
    pub order: String,
    /// The filter of the list, in the language; empty for none.
    pub filter: String,
    /// The theme that was picked, if one was.
    pub theme: Option<Picked>,
    /// Whether the tour has been left once.
    pub toured: bool,
    /// The places of the jump list behind the reader, the oldest first.
    pub jumps: Vec<Stop>,
    /// Where the reader has jumped to.
    pub visits: Visits,
    /// Notes that were begun and not kept.
    pub drafts: Vec<Draft>,
}

/// Who or what the reader follows through the articles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Chosen {
    /// An actor, by the lasting number.
    Actor(u64),
    /// A topic, by its phrase.
    Topic(String),
    /// The sources without a name.
    Unnamed,
}

impl From<&Subject> for Chosen {
    fn from(subject: &Subject) -> Self {
        match subject {
            Subject::Actor(id) => Self::Actor(id.0),
            Subject::Topic(phrase) => Self::Topic(phrase.clone()),
            Subject::Unnamed => Self::Unnamed,
        }
    }
}

impl From<Chosen> for Subject {
    fn from(chosen: Chosen) -> Self {
        match chosen {
            Chosen::Actor(id) => Self::Actor(ActorId(id)),
            Chosen::Topic(phrase) => Self::Topic(phrase),
            Chosen::Unnamed => Self::Unnamed,
        }
    }
}

/// A theme that the reader has picked.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Picked {
    /// Its name.
    pub theme: String,
    /// The theme that the settings asked for then; where they ask for another, that is what the reader wants.
    pub instead: String,
}

impl Session {
    /// Reads what a session left; what cannot be understood is as good as nothing.
    pub fn read(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok()
    }

    /// Writes it down.
    pub fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::reader::Bookmark;

    #[test]
    fn what_is_written_is_read_again_also_by_another_rashomon() {
        let session = Session {
            article: Some(ArticleId(u64::MAX)),
            place: Some(81),
            chosen: Some(Chosen::Topic("harbour dues".to_owned())),
            focus: Focus::Article,
            measure: Some(60),
            order: "outlet".to_owned(),
            filter: "outlet:post".to_owned(),
            theme: Some(Picked {
                theme: "harbour".to_owned(),
                instead: "auto".to_owned(),
            }),
            jumps: vec![Stop {
                article: ArticleId(7),
                bookmark: Bookmark::default(),
                focus: Focus::List,
                over: crate::tui::jumps::Over::Nothing,
            }],
            ..Session::default()
        };
        assert_eq!(Session::read(&session.write()), Some(session));
        let other = r#"{"article": 3, "of a later one": {"x": 1}}"#;
        assert_eq!(Session::read(other).unwrap().article, Some(ArticleId(3)));
        assert_eq!(Session::read("{"), None);
        assert_eq!(Session::read(r#"{"focus": "Elsewhere"}"#), None);
    }
}
