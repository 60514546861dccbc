//! Any bytes as an export of Omnivore.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| rashomon_fuzz::holds::target("omnivore", bytes));
