//! Any bytes as a box of messages.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| rashomon_fuzz::holds::target("mbox", bytes));
