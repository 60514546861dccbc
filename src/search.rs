//! Finding among many: fuzzy jumps over names and titles, and the language in which a reader asks for articles.

pub mod fuzzy;
pub mod query;
pub mod typing;
