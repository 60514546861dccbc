//! Work that leaves the loop.

use crate::library::worker::Request;

/// What the loop has to do after an update.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Ask the worker of the library for something.
    Ask(Request),
    /// Go into the background.
    Suspend,
    /// Draw every cell anew.
    Redraw,
}
