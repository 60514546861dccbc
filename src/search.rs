//! Finding among many: fuzzy jumps over names and titles.

pub mod fuzzy;
