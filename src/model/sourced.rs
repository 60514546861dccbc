//! A value together with how it is known.

use crate::text::range::TextRange;

/// How sure rashomon is of a value that it shows. What is not known at all is `None`, never a guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// Worked out from what is said; shown with a `~`.
    Inferred,
    /// Said in so many words.
    Known,
}

/// Where a value was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Origin {
    /// In the file's own metadata, at this line of the file, counted from 1.
    FrontMatter {
        /// The line of the file.
        line: u32,
    },
    /// In the article's text, at this place.
    Text(TextRange),
    /// In several places of the article's text together.
    Several,
    /// In the other articles of the same story.
    Story,
}

/// A value, how sure it is, where it was found and why it was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sourced<T> {
    /// The value itself.
    pub value: T,
    /// How sure it is.
    pub certainty: Certainty,
    /// Where it was found.
    pub origin: Origin,
    /// Why it was taken, as a reader may see it: `copyright line`, `“on Jan 6”`.
    pub because: String,
}

impl<T> Sourced<T> {
    /// A value that was said in so many words.
    pub fn known(value: T, origin: Origin, because: impl Into<String>) -> Self {
        Self {
            value,
            certainty: Certainty::Known,
            origin,
            because: because.into(),
        }
    }

    /// A value that was worked out.
    pub fn inferred(value: T, origin: Origin, because: impl Into<String>) -> Self {
        Self {
            value,
            certainty: Certainty::Inferred,
            origin,
            because: because.into(),
        }
    }

    /// Tells whether the value was worked out rather than said.
    pub fn is_inferred(&self) -> bool {
        self.certainty == Certainty::Inferred
    }

    /// The mark that stands before the value on screen: `~` when it was worked out, nothing when it was said.
    pub fn mark(&self) -> &'static str {
        if self.is_inferred() { "~" } else { "" }
    }
}
