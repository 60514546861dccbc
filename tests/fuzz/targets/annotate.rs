//! Any texts of one story, parted by form feeds.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| rashomon_fuzz::holds::target("annotate", bytes));
