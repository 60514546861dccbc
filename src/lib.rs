//! rashomon: read every side of a story, in your terminal.
//!
//! # The way of the data
//!
//! ```text
//! bytes ──ingest──▶ Article (blocks of clean text) ──extract──▶ names, phrases ──link──▶ actors, stories
//!                                                                                │
//!                     library: the one door ◀────────────────────────────────────┘
//!                            │
//!      tui: Event ─▶ update(&mut App) ─▶ effects ─▶ jobs ─▶ Event        cli: what was asked for
//!                            └─▶ render(&App)
//! ```
//!
//! # Rooms
//!
//! In reading order: [`text`] knows characters; [`model`] is plain data; [`command`] is the table of everything a reader
//! can do; [`config`] turns files into key map, settings and themes; [`ingest`] reads files; [`fetch`] gets documents
//! from the network when asked; [`extract`] finds names and who says
//! what; [`link`] says who is who and what is one story; [`compare`] lays articles side by side; [`search`] finds and reads
//! queries; [`store`] keeps a library on disk; [`library`] is what screen and command line talk to; [`export`] turns what it
//! tells into text, Markdown, HTML and JSON; [`tui`] is the screen; [`cli`] the command line.
//! `src/bin/train_tagger.rs`, which is not installed, makes the weights of the tagger in [`extract`].
//!
//! # Who may know whom
//!
//! A room may name any room on a lower layer; `tui`, `cli` and `main` only those named for them. The test `architecture`
//! holds the code to this table, which is the same there:
//!
//! ```text
//! 0  text
//! 1  model command config
//! 2  ingest fetch extract
//! 3  link search compare store
//! 4  library export
//! 5  tui cli       library export model command config text
//! 6  main          cli text
//! 7  bin           extract
//! ```
//!
//! On one layer, one way only: `config` names `command` (a key map binds commands), `cli` names `tui` (it starts the
//! screen), `export` names `library` (it writes what that shows). Nothing below `tui` names ratatui or crossterm,
//! prints, or reads the environment; only `search` names `fuzzy_matcher`, only `store` names `rusqlite`, only `fetch` names `ureq` and
//! opens a connection. Rules of `extract`
//! do not know each other, nor do views, which know only `style`, `canvas` and `sheet` among themselves.
//! No files of a room name each other in a ring: a file may name the parts it is made of, and those only what does not
//! lead back to it.
//!
//! # Habits
//!
//! One [`App`](tui::app::App) struct holds all screen state. Text is cleaned once, at ingest. The view's top is a byte of
//! the article, so nothing moves the reader. What is off screen is neither wrapped nor built. A parser returns what it
//! could read and a list of problems. Every link has a reason, every fact its source.

pub mod cli;
pub mod command;
pub mod compare;
pub mod config;
pub mod export;
pub mod extract;
pub mod fetch;
pub mod ingest;
pub mod library;
pub mod link;
pub mod model;
pub mod search;
pub mod store;
pub mod text;
pub mod tui;
