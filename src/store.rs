//! A library that lasts: articles, what was found in them and what the reader did, in one file on disk.
//!
//! [`traits`] says what a library can be asked and told; [`sqlite`] keeps one in a SQLite file. Everything is answered at
//! once and blocks its thread, so that a worker asks; what takes long can be interrupted. One handle writes, any number
//! read, each by a connection of its own, and several programs can do so on one file.
//!
//! `library` is the only door to this room.
//!
//! # What is where
//!
//! | file | what it does |
//! |---|---|
//! | `schema`, `open` | the tables; opening, and refusing what is no library |
//! | `codec`, `article`, `reading`, `links`, `places` | columns that hold more than one value |
//! | `ingest`, `rows`, `files` | putting in articles and their sources |
//! | `linking`, `cast`, `groups`, `counts` | what `link` decided: who stands where, what belongs together, how often |
//! | `filter`, `names`, `known`, `starts`, `cursor`, `pages`, `excerpt`, `people`, `spread`, `held` | asking |
//! | `snapshot`, `columns`, `spots` | what a window over all articles asks |
//! | `state`, `journal`, `notes`, `session` | what the reader does, and taking it back |
//! | `log`, `doctor` | what has happened; looking a library over |
//!
//! # What it rests on
//!
//! - An article has a key that never changes and a row that tells its time; see `schema`. So "newest first" is the order of
//!   every table, and a page is found by where the last one ended, never by counting.
//! - A file that vanishes takes its articles out of the lists and nothing else: they, their notes and marks are kept, and are
//!   back when the file is, or when the same bytes come from elsewhere. A file that changes keeps its article's key, and so
//!   all that the reader did; notes find their place again by [`crate::text::anchor`].
//! - What `extract` found is kept with the engine that found it, so that nothing is read twice by one engine, and a newer
//!   one knows what to read anew.
//! - What is shown nowhere is counted nowhere: an article that is removed or whose files are gone takes part in no count of
//!   actors, outlets and stories until it is back. Whom the reader calls no actor is kept, and shown nowhere.
//! - A change of state is written when it is made, together with its inverse.
//!
//! # What is deliberately absent
//!
//! - A table of every phrase: nearly all are said once in all the library, and would take more room than the texts. A topic is
//!   looked for by its words, and counted where one article has it several times.
//! - A row for every mention: the places of an actor in an article are one row.
//! - Full text that folds all scripts as [`crate::text::fold`] does: it ignores case and accents, but `ł`, `ø` and `ß` are
//!   letters of their own, and Cyrillic is not found by Latin letters.
//! - An index of the first letters of words: of what is asked for by one or two letters, a page reads a few articles of the
//!   order, and the next page goes on behind them.
//! - Any look at a clock: the order of things is that of their numbers.

mod article;
pub mod bonds;
mod cast;
mod codec;
pub mod columns;
mod counts;
pub mod cursor;
pub mod doctor;
pub mod error;
pub mod excerpt;
pub mod files;
pub mod filter;
pub mod groups;
pub mod held;
pub mod ingest;
mod journal;
mod known;
pub mod linking;
pub mod links;
pub mod log;
mod names;
mod notes;
mod open;
pub mod pages;
mod parts;
pub mod people;
mod places;
mod reading;
mod rows;
mod schema;
pub mod session;
pub mod snapshot;
pub mod spots;
pub mod spread;
pub mod sqlite;
mod starts;
pub mod state;
pub mod traits;
pub mod whole;
