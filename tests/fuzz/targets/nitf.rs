//! Any bytes as a newsroom file of NITF.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| rashomon_fuzz::holds::target("nitf", bytes));
