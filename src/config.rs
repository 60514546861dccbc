//! Settings as typed values: the key map and the looks.

pub mod keymap;
pub mod mistake;
pub mod theme;
pub mod themes;
