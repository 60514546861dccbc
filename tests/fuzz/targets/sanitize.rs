//! Any bytes as a text to be cleaned.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| rashomon_fuzz::holds::target("sanitize", bytes));
