//! Any bytes as a list of feeds.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| rashomon_fuzz::holds::target("opml", bytes));
