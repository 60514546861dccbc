//! Any bytes as a feed; the first says which ending its name has.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rashomon_fuzz::holds;

const FILES: [&str; 3] = ["a.rss", "a.xml", "a.json"];

fuzz_target!(|bytes: &[u8]| {
    if let Some((first, bytes)) = bytes.split_first() {
        holds::ingest(FILES[usize::from(*first) % FILES.len()], bytes);
    }
});
