//! Fuzz targets for everything that reads what others wrote: files, texts, the reader's own corrections.
//!
//! With `cargo install cargo-fuzz` and a C++ compiler, from the root of the project:
//!
//! ```sh
//! RUSTC_BOOTSTRAP=1 cargo fuzz run --fuzz-dir tests/fuzz --sanitizer none ingest -- \
//!     -dict=tests/fuzz/news.dict -max_len=1000 -timeout=10 -max_total_time=300
//! ```
//!
//! and so for `annotate`, `corrections` and `sanitize`, and for the formats: `html`, `feed`, `mail`, `collection`, `archive`,
//! `newsroom`; a nightly toolchain needs no `RUSTC_BOOTSTRAP`. rashomon has no
//! unsafe code, so that a sanitizer finds little and costs much. `news.dict` gives the fuzzer words of news to play with;
//! files of `tests/cases/`, above all those in `inputs`, make a good first corpus.
//!
//! What must hold is in `tests/support/holds.rs`, which `tests/bad_input.rs` uses as well: a finding becomes a test there,
//! or beside the code that was wrong.

#[path = "../support/holds.rs"]
pub mod holds;
