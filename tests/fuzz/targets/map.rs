//! Any bytes as a collection whose columns are given other names.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| rashomon_fuzz::holds::target("map", bytes));
