//! The FNV-1a hash (<http://www.isthe.com/chongo/tech/comp/fnv/>): the same on every machine and in every session.

use std::hash::{BuildHasherDefault, Hasher};

/// 64 bits of the parts, each closed by a byte that no text has.
pub(crate) fn fnv(parts: &[&str]) -> u64 {
    let closed = parts.iter().flat_map(|part| part.bytes().chain([0xff]));
    closed.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// 32 bits of one word.
pub(crate) fn fnv32(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

/// Finds what is already a hash by itself, without hashing it again.
pub(crate) type Hashed = BuildHasherDefault<Itself>;

/// See [`Hashed`].
#[derive(Debug, Default)]
pub(crate) struct Itself(u64);

impl Hasher for Itself {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u32(&mut self, hash: u32) {
        self.write_u64(u64::from(hash));
    }

    // The table looks at the highest bits and at the lowest.
    fn write_u64(&mut self, hash: u64) {
        self.0 = (self.0 ^ hash)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .rotate_left(32);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
