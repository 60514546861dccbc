//! Any bytes as a feed in JSON.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| rashomon_fuzz::holds::target("json-feed", bytes));
