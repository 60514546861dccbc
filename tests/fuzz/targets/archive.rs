//! Any bytes as a web archive, a book or a packed file; the first says which ending its name has.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rashomon_fuzz::holds;

const FILES: [&str; 4] = ["a.warc", "a.epub", "a.zip", "a.html.gz"];

fuzz_target!(|bytes: &[u8]| {
    if let Some((first, bytes)) = bytes.split_first() {
        holds::ingest(FILES[usize::from(*first) % FILES.len()], bytes);
    }
});
