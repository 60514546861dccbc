//! What went wrong with a source, told to the reader instead of stopping the rest.

use std::fmt;

/// How much a problem cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Not an article in a format that rashomon reads; left alone.
    Skipped,
    /// Read, but something in it was odd and had to be put right or left out.
    Repaired,
    /// Read up to a limit; what is behind that is left out.
    Cut,
    /// Not read at all.
    Failed,
}

impl Severity {
    /// One word for the problems view.
    pub fn name(self) -> &'static str {
        match self {
            Self::Skipped => "skipped",
            Self::Repaired => "repaired",
            Self::Cut => "cut",
            Self::Failed => "failed",
        }
    }
}

/// One thing that went wrong while reading a source.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file or folder, made safe to show.
    pub source: String,
    /// The line of the file, counted from 1, where the trouble has a place.
    pub line: Option<u32>,
    /// How much it cost.
    pub severity: Severity,
    /// What is wrong and, where that helps, what to do.
    pub reason: String,
}

impl Problem {
    /// The file, its line and what is wrong, without how much that cost.
    pub fn told(&self) -> String {
        let line = self
            .line
            .map_or_else(String::new, |line| format!(":{line}"));
        format!("{}{line}: {}", self.source, self.reason)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.source)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}: {}", self.severity.name(), self.reason)
    }
}
