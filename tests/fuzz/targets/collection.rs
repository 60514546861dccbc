//! Any bytes as a collection of articles; the first says which ending its name has.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rashomon_fuzz::holds;

const FILES: [&str; 4] = ["a.jsonl", "a.json", "a.csv", "a.tsv"];

fuzz_target!(|bytes: &[u8]| {
    if let Some((first, bytes)) = bytes.split_first() {
        holds::ingest(FILES[usize::from(*first) % FILES.len()], bytes);
    }
});
