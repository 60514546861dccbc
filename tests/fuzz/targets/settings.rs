//! Any bytes as a file of settings, of keys and of looks.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| rashomon_fuzz::holds::target("settings", bytes));
