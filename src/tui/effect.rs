//! Work that leaves the loop.

use super::errand::Errand;
use crate::library::Library;
use crate::library::seek::question::Question;
use crate::library::worker::Request;
use crate::model::article::ArticleId;
use crate::tui::exporting::Order;

/// What the loop has to do after an update.
#[derive(Debug, Clone)]
pub enum Effect {
    /// Ask the worker of the library for something.
    Ask(Request),
    /// Ask the library file something.
    Seek(Question),
    /// Compare pairs of articles of a library, one after the other.
    Compare(Library, Vec<[ArticleId; 2]>),
    /// Gather the names and titles of a library, which is the picture of that number.
    Gather(Library, u64),
    /// Put a text on the clipboard; the second is what it is.
    Copy(String, &'static str),
    /// Write a file of what is in a library.
    Export(Library, Order),
    /// Have a text written in the reader's own editor.
    Edit(String),
    /// Ask the feeds for what is new.
    Sync,
    /// Do something in the world outside.
    Errand(Errand),
    /// Go into the background.
    Suspend,
    /// Draw every cell anew.
    Redraw,
}
