//! Settings as typed values: the key map, the settings and the colours.

pub mod keymap;
pub mod keys;
pub mod mistake;
pub mod settings;
pub mod theme;
