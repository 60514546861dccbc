//! Any texts of one story, parted by form feeds.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rashomon_fuzz::holds;

fuzz_target!(|text: &str| {
    let texts: Vec<&str> = text.split('\u{c}').collect();
    holds::annotated(&texts);
});
