//! How much of one file is read: what is small on disk may be large in memory.

use memchr::memchr3_iter;

/// The largest file that is read, and how much is unpacked of one that is packed: 64 MiB, some hundred times the text of a whole
/// newspaper.
pub const LARGEST_FILE: u64 = 64 * 1024 * 1024;

/// So much is unpacked of one archive of pages, which are taken one by one.
pub(super) const LARGEST_ARCHIVE: u64 = 256 * 1024 * 1024;

/// So many articles are taken from one file, and no more.
pub(super) const MOST_ARTICLES: usize = 100_000;

/// A JSON document or table of more values than this is not read: each takes as much memory as a line of text.
const MOST_VALUES: usize = 4_000_000;

/// Looks whether a JSON document can be read.
///
/// # Errors
/// A sentence where it is one of very many values.
pub(super) fn check_json(text: &str) -> Result<(), String> {
    check(memchr3_iter(b',', b'[', b'{', text.as_bytes()))
}

/// The same of a table, whose cells one of those signs parts.
///
/// # Errors
/// As [`check_json`].
pub(super) fn check_table(text: &str) -> Result<(), String> {
    check(memchr3_iter(b',', b';', b'\t', text.as_bytes()))
}

fn check(mut values: impl Iterator<Item = usize>) -> Result<(), String> {
    if values.nth(MOST_VALUES).is_none() {
        return Ok(());
    }
    Err(format!(
        "more than {} million values, which no list of articles has; split it",
        MOST_VALUES / 1_000_000
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_no_list_of_articles_has_is_left_alone() {
        let news = "{\"text\": \"The council, which met on Monday, voted.\"},\n".repeat(100_000);
        assert_eq!(check_json(&news), Ok(()));
        assert_eq!(check_table(&news), Ok(()));
        assert!(check_json(&"[".repeat(MOST_VALUES + 1)).is_err());
        assert!(check_table(&";".repeat(MOST_VALUES + 1)).is_err());
    }
}
