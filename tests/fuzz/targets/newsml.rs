//! Any bytes as a newsroom file of NewsML.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| rashomon_fuzz::holds::target("newsml", bytes));
