//! Any text as a file of corrections.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rashomon_fuzz::holds;

fuzz_target!(|text: &str| holds::corrections(text));
