//! Fuzz targets for everything that reads what others wrote: files, texts, the reader's own corrections.
//!
//! With `cargo install cargo-fuzz` and a C++ compiler, from the root of the project:
//!
//! ```sh
//! RUSTC_BOOTSTRAP=1 cargo fuzz run --fuzz-dir tests/fuzz ingest -- -max_total_time=300 -timeout=10
//! ```
//!
//! and so for `annotate`, `corrections` and `sanitize`; a nightly toolchain needs no `RUSTC_BOOTSTRAP`. `-dict=tests/fuzz/news.dict`
//! gives the fuzzer words of news to play with. What must hold is in `tests/support/holds.rs`, which `tests/bad_input.rs`
//! uses as well: a finding becomes a test there or beside the code that was wrong.

#[path = "../support/holds.rs"]
pub mod holds;
