//! Any bytes as a feed that was fetched.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| rashomon_fuzz::holds::target("bulletin", bytes));
