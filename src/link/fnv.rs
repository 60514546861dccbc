//! The FNV-1a hash (<http://www.isthe.com/chongo/tech/comp/fnv/>): the same on every machine and in every session.

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
