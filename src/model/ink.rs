//! What highlights mark words as.

use serde::{Deserialize, Serialize};

/// What a highlight marks its words as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Ink {
    /// What matters.
    Important,
    /// What is still to be checked.
    Check,
    /// What the reader doubts.
    Doubt,
    /// What is to be quoted.
    Quote,
}

/// Every ink, in the order in which they follow each other.
pub const INKS: [Ink; 4] = [Ink::Important, Ink::Check, Ink::Doubt, Ink::Quote];

impl Ink {
    /// The ink of that number, counted from 1.
    pub fn numbered(number: usize) -> Option<Self> {
        INKS.get(number.checked_sub(1)?).copied()
    }

    /// Its number, counted from 1.
    pub fn number(self) -> usize {
        match self {
            Self::Important => 1,
            Self::Check => 2,
            Self::Doubt => 3,
            Self::Quote => 4,
        }
    }

    /// The one that follows; none behind the last.
    pub fn next(self) -> Option<Self> {
        Self::numbered(self.number() + 1)
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Important => "important",
            Self::Check => "to check",
            Self::Doubt => "doubtful",
            Self::Quote => "to quote",
        }
    }

    /// Its sign, which tells it where there are no colours.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Important => "!",
            Self::Check => "?",
            Self::Doubt => "~",
            Self::Quote => "\"",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inks_are_numbered_one_behind_the_other() {
        let mut walked = Vec::new();
        let mut next = Ink::numbered(1);
        while let Some(ink) = next {
            assert_eq!(Ink::numbered(ink.number()), Some(ink));
            walked.push(ink);
            next = ink.next();
        }
        assert_eq!(walked, INKS);
        assert_eq!((Ink::numbered(0), Ink::numbered(5)), (None, None));
    }
}
