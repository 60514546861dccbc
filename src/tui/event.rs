//! Everything that can happen to the screen.

use std::sync::Arc;

use super::errand::Report;
use super::pointer::Pointer;
use crate::command::key::Key;
use crate::library::Library;
use crate::library::jump::index::JumpIndex;
use crate::library::seek::question::Answer;
use crate::library::worker::News;
use crate::model::article::ArticleId;
use crate::model::comparison::Comparison;
use crate::tui::exporting::Exported;
use crate::tui::noting::Written;

/// Something that happened.
#[derive(Debug, Clone)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// The mouse did something.
    Pointed(Pointer),
    /// Text was pasted.
    Paste(String),
    /// The terminal has a new size, in cells.
    Resize(u16, u16),
    /// A worker has something to tell.
    News(News),
    /// The library file has been asked, and this is the answer or a part of it.
    Answered(Answer),
    /// Two articles of a library have been compared.
    Compared(Library, [ArticleId; 2], Arc<Comparison>),
    /// The names and titles of that picture of the library have been gathered; none where that failed.
    Gathered(u64, Option<Arc<JumpIndex>>),
    /// A picker has more to do than keys wait for, and nothing else has happened meanwhile.
    GoOn,
    /// Something has been put on the clipboard: what was; or why it was not.
    Copied(Result<String, String>),
    /// A file has been written, or not.
    Exported(Exported),
    /// The reader's own editor has ended.
    Edited(Written),
    /// An errand has been run.
    Reported(Report),
    /// Files of the library have come, changed or gone.
    FilesChanged,
    /// The system asks the program to end, or the terminal is gone.
    Terminate,
    /// The program has come back from the background.
    Resumed,
}
