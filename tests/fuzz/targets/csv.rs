//! Any bytes as a table, such as an export of Pocket, Instapaper or Readwise.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| rashomon_fuzz::holds::target("csv", bytes));
