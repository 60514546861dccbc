//! Fuzzy jump: a few letters to the names and titles that they most likely stand for.
//!
//! All texts are folded once into one arena, the most likely ones first (a name in many articles, before a headline). A
//! query goes through cheap tiers: rows that hold its words letter by letter in a run, found by `memmem` over the arena;
//! only where those are few, rows that hold the letters scattered, told apart by a mask of letters. Each row that fits gets
//! points, and only the most promising ones are scored by `fuzzy-matcher`, whose quality we want and whose cost we do
//! not want on every row. Words may come in any order; all must match.
//!
//! A [`Search`](search::Search) can be left after any number of rows and taken up again, and what it has found is kept
//! while letters are only added.

mod fit;
pub mod index;
pub mod matched;
mod query;
pub mod search;
