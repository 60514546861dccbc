//! Finding: fuzzy jumps over names and titles, and plain search inside one article.

pub mod find;
pub mod fuzzy;
