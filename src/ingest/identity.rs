//! The lasting name of an article.

use crate::model::article::ArticleId;

/// Names the article that stands at `index` of the source `bytes`.
pub(super) fn article_id(bytes: &[u8], index: u32) -> ArticleId {
    ArticleId(fnv(fnv(BASIS, bytes), &index.to_le_bytes()))
}

/// Names an article by the hash of what it is itself, and how many others of its source are the same.
pub(super) fn entry_id(own: u64, again: u32) -> ArticleId {
    ArticleId(fnv(own, &again.to_le_bytes()))
}

/// A number that tells `bytes` from others.
pub(super) fn hash(bytes: &[u8]) -> u64 {
    fnv(BASIS, bytes)
}

/// The number of all `parts`, one behind the other.
pub(super) fn hash_of<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> u64 {
    parts.into_iter().fold(BASIS, fnv)
}

/// FNV-1a with 64 bits (Fowler, Noll, Vo; draft-eastlake-fnv), which is the same on every machine and in every release.
fn fnv(hash: u64, bytes: &[u8]) -> u64 {
    let step = |hash: u64, &byte: &u8| (hash ^ u64::from(byte)).wrapping_mul(PRIME);
    bytes.iter().fold(hash, step)
}

const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_what_they_were() {
        assert_eq!(article_id(b"", 0).to_string(), "4d25767f9dce13f5");
        assert_eq!(hash_of([&b"ab"[..], b"", b"c"]), hash(b"abc"));
        assert_ne!(article_id(b"a", 0), article_id(b"a", 1));
        assert_ne!(article_id(b"a", 0), article_id(b"b", 0));
    }
}
