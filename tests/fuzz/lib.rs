//! Fuzz targets for everything that reads what others wrote: one for each format of files, and for texts, queries, settings and
//! the reader's own corrections.
//!
//! With `cargo install cargo-fuzz` and a C++ compiler, from the root of the project:
//!
//! ```sh
//! mkdir -p tests/fuzz/corpus/feed
//! RUSTC_BOOTSTRAP=1 cargo fuzz run --fuzz-dir tests/fuzz --sanitizer none feed tests/fuzz/corpus/feed tests/cases/inputs -- \
//!     -dict=tests/fuzz/news.dict -max_len=4000 -timeout=10 -rss_limit_mb=1024 -max_total_time=300
//! ```
//!
//! `feed` stands for any of the targets that `cargo fuzz list --fuzz-dir tests/fuzz` names; a nightly toolchain needs no
//! `RUSTC_BOOTSTRAP`. rashomon has no unsafe code, so that a sanitizer finds little and costs much. `news.dict` gives the fuzzer
//! words of news to play with; the files of `tests/cases/inputs` are what it begins with, and what it finds is kept in the
//! folder of the corpus, which is not part of the project.
//!
//! What must hold is in `tests/support/holds.rs`, which `tests/bad_input.rs` uses as well: there every target is run on the same
//! files, and a finding becomes a test, or a case beside the code that was wrong.

#[path = "../support/holds.rs"]
pub mod holds;
