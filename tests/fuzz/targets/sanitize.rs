//! Any text, cleaned.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rashomon_fuzz::holds;

fuzz_target!(|text: &str| holds::sanitized(text));
