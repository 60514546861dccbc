//! A note being written, and what is kept of one until it is saved.

use ratatui::layout::Rect;
use serde::{Deserialize, Serialize};

use super::editor::Editor;
use crate::command::CommandId;
use crate::library::deed::{Deed, Jot, Spot};
use crate::model::article::ArticleId;

/// The most rows and cells that the editor takes, its frame included.
const MOST: (u16, u16) = (14, 84);

/// A note that has been begun. It is kept with the session, so that nothing typed is ever lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The article.
    pub article: ArticleId,
    /// Which note of it.
    pub spot: Spot,
    /// What has been written so far.
    pub text: String,
}

impl Draft {
    /// Whether the two are of one note.
    pub fn is_of(&self, other: &Self) -> bool {
        self.article == other.article && self.spot == other.spot
    }

    /// The draft that keeps the words of a deed; none of one that writes none.
    pub fn of(deed: &Deed) -> Option<Self> {
        match deed {
            Deed::Jot {
                article,
                spot,
                jot: Jot::Words(text),
            } => Some(Self {
                article: *article,
                spot: spot.clone(),
                text: text.clone(),
            }),
            _ => None,
        }
    }

    /// The deed that keeps it.
    pub fn deed(&self) -> Deed {
        Deed::Jot {
            article: self.article,
            spot: self.spot.clone(),
            jot: Jot::Words(self.text.trim().to_owned()),
        }
    }
}

/// What has come back from the reader's own editor: the text, and what went wrong, each where there is one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Written {
    /// What stands in the file now.
    pub text: Option<String>,
    /// Why it is not to be relied on.
    pub failed: Option<String>,
}

/// The editor of a note.
#[derive(Debug, Clone)]
pub struct Noting {
    article: ArticleId,
    spot: Spot,
    /// What the note was before.
    before: String,
    /// What is being written.
    pub editor: Editor,
    /// What the note is about, for the frame.
    pub title: String,
    /// Where it lies on screen; empty where there is no room.
    pub area: Rect,
    /// The first row of the text that is shown.
    pub top: usize,
}

/// What the editor wants done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing.
    Stay,
    /// Keep the note.
    Save,
    /// Leave what is written as a draft.
    Leave,
    /// Go on in the reader's own editor.
    Outside,
}

impl Noting {
    /// Goes on with `draft`, whose note was `before`.
    pub fn new(draft: &Draft, before: &str, title: String) -> Self {
        Self {
            article: draft.article,
            spot: draft.spot.clone(),
            before: before.to_owned(),
            editor: Editor::new(&draft.text),
            title,
            area: Rect::default(),
            top: 0,
        }
    }

    /// What is being written, as it is to be kept.
    pub fn draft(&self) -> Draft {
        Draft {
            article: self.article,
            spot: self.spot.clone(),
            text: self.editor.text().to_owned(),
        }
    }

    /// Whether anything is to be kept.
    pub fn has_changed(&self) -> bool {
        self.editor.text().trim() != self.before.trim()
    }

    /// Runs a command; nothing where it means nothing here.
    pub fn run(&mut self, command: CommandId) -> Option<Outcome> {
        Some(match command {
            CommandId::SaveNote => Outcome::Save,
            CommandId::LeaveNote => Outcome::Leave,
            CommandId::NoteOutside => Outcome::Outside,
            _ if self.editor.run(command) => Outcome::Stay,
            _ => return None,
        })
    }

    /// Lays the editor out at the lower end of `panes`, and keeps the caret in it.
    pub fn settle(&mut self, panes: Rect) {
        let (height, width) = (panes.height.min(MOST.0), panes.width.min(MOST.1));
        self.area = if height < 3 || width < 4 {
            Rect::default()
        } else {
            Rect {
                x: panes.x + (panes.width - width) / 2,
                y: panes.bottom() - height,
                width,
                height,
            }
        };
        let (rows, cells) = (self.area.height, self.area.width);
        self.editor
            .resize(usize::from(cells.saturating_sub(4).max(1)));
        let rows = usize::from(rows.saturating_sub(2)).max(1);
        let (row, _) = self.editor.caret();
        self.top = self.top.min(row).max((row + 1).saturating_sub(rows));
    }
}
