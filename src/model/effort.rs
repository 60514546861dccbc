//! How much time the reading of a page may take.

/// How carefully the article on a page of HTML is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Effort {
    /// What one way of looking finds is held against what others find.
    #[default]
    Best,
    /// One way of looking, for thousands of pages at once: two thirds of the time, and a few words in a thousand more amiss.
    Bulk,
}
