//! Any bytes as a file of corrections.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| rashomon_fuzz::holds::target("corrections", bytes));
