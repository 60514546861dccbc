//! Work that leaves the loop.

/// What the loop has to do after an update.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Read the sources again, as the load job of that number.
    Load(u64),
    /// Go into the background.
    Suspend,
    /// Draw every cell anew.
    Redraw,
}
