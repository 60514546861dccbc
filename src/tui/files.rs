//! What the screen knows of files that change while they are read.

/// Whether the files are to be looked at again, and for whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Files {
    /// Whether some have changed since it was begun to look at them.
    pub behind: bool,
    /// Whether nobody has asked for what is being read.
    pub quiet: bool,
    /// Whether the feeds are being asked.
    pub asking: bool,
}
