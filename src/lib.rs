//! rashomon: read every side of a story, in your terminal.

pub mod cli;
pub mod command;
pub mod config;
pub mod extract;
pub mod ingest;
pub mod library;
pub mod link;
pub mod model;
pub mod search;
pub mod text;
pub mod tui;
