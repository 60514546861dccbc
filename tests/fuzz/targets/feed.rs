//! Any bytes as a feed in XML.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| rashomon_fuzz::holds::target("feed", bytes));
