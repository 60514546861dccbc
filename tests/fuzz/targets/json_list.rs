//! Any bytes as a list in JSON, such as an export of Wallabag.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| rashomon_fuzz::holds::target("json-list", bytes));
