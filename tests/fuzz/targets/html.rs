//! Any bytes as a saved page; the first says which ending its name has.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rashomon_fuzz::holds;

const FILES: [&str; 3] = ["a.html", "a.htm", "a"];

fuzz_target!(|bytes: &[u8]| {
    if let Some((first, bytes)) = bytes.split_first() {
        holds::ingest(FILES[usize::from(*first) % FILES.len()], bytes);
    }
});
