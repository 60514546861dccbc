//! Settings as typed values: the key map, the settings and the looks.

pub mod commands;
pub mod document;
pub mod keymap;
pub mod keys;
pub mod mistake;
pub mod settings;
pub mod theme;
pub mod themes;
