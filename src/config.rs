//! Settings as typed values: the key map and the colours.

pub mod keymap;
pub mod theme;
