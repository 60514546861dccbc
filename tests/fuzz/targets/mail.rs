//! Any bytes as a message, a box of them or a page saved as one; the first says which ending its name has.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rashomon_fuzz::holds;

const FILES: [&str; 3] = ["a.eml", "a.mbox", "a.mhtml"];

fuzz_target!(|bytes: &[u8]| {
    if let Some((first, bytes)) = bytes.split_first() {
        holds::ingest(FILES[usize::from(*first) % FILES.len()], bytes);
    }
});
