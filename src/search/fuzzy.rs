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
//!
//! Measured by `cargo bench --bench jump`, in time of one processor, typing names and headlines letter by letter among as
//! many of each; `alone` is `SkimMatcherV2` over all rows when everything has been typed:
//!
//! ```text
//! of each     built    memory  a key: median     p99     worst   alone: median       p99
//!   1,000    0.9 ms   0.4 MiB        0.05 ms  0.34 ms   0.55 ms        0.27 ms    1.18 ms
//!  10,000    7.4 ms   3.2 MiB        0.32 ms  0.99 ms   1.28 ms        2.44 ms   14.6  ms
//! 100,000     71 ms    35 MiB        0.91 ms  5.6  ms   8.2  ms         25  ms    128  ms
//! 1,000,000  907 ms   327 MiB        5.3  ms   53  ms    92  ms        266  ms   1237  ms
//! ```
//!
//! Of a million, the longest piece is 11 ms, with putting the best in order. Of the first ten, two in three are among the
//! best by the measure of the matcher alone, which does not know who is in the news. Of 120 names and headlines
//! among 100,000 of each, 118 are among the first ten for what a reader would type, by the matcher alone 107.

mod fit;
pub mod index;
pub mod matched;
mod query;
pub mod search;
