//! Any bytes as what is packed by gzip.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| rashomon_fuzz::holds::target("gzip", bytes));
