//! The tags that a source tells of its articles: those that a reader gave them elsewhere, and the folders in which they stood.
//!
//! Services write lists of tags in every way: `a|b`, `a, b`, `["a", "b"]`, `['a', 'b']`. On screen a comma parts one tag from
//! the next, so that no tag holds one.

use std::collections::HashSet;

use crate::text::sanitize::clean_line;

/// More tags are told of no article, and none that is longer, in characters.
const MOST: usize = 32;
const LONGEST: usize = 64;

/// Folders in which a service for reading later keeps what nobody has put into a folder.
const STATES: &[&str] = &["unread", "archive"];

/// The tags in what is written in one field, as lists or one by one.
pub(super) fn written<T: AsRef<str>>(values: &[T]) -> Vec<String> {
    let lists = values.iter().map(|value| list(value.as_ref().trim()));
    each_once(lists.flatten())
}

/// The names of folders as tags, each whole.
pub(super) fn folders<T: AsRef<str>>(names: &[T]) -> Vec<String> {
    let names = names.iter().map(|name| name.as_ref().to_owned());
    each_once(names.filter(|name| !STATES.contains(&name.trim().to_lowercase().as_str())))
}

/// What one list holds.
fn list(value: &str) -> Vec<String> {
    let inner = value
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    if inner.is_some()
        && let Ok(names) = serde_json::from_str(value)
    {
        return names;
    }
    let inner = inner.unwrap_or(value);
    let sign = if inner.contains('|') { '|' } else { ',' };
    let names = inner.split(sign);
    names.map(|name| unquoted(name.trim()).to_owned()).collect()
}

fn unquoted(name: &str) -> &str {
    ['\'', '"']
        .into_iter()
        .find_map(|sign| name.strip_prefix(sign)?.strip_suffix(sign))
        .unwrap_or(name)
}

/// The names as tags, each once.
pub(super) fn each_once(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut met = HashSet::new();
    names
        .map(|name| plain(&name))
        .filter(|name| !name.is_empty() && name.chars().count() <= LONGEST)
        .filter(|name| met.insert(name.to_lowercase()))
        .take(MOST)
        .collect()
}

/// A name as a tag: clean, without the sign that some write in front of it.
fn plain(name: &str) -> String {
    let name = clean_line(&name.replace(',', " "));
    let words: Vec<&str> = name
        .trim_start_matches(['#', ' '])
        .split_whitespace()
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_however_they_are_written() {
        for list in [
            "harbour fees|Quay",
            "harbour fees, Quay,",
            r#"["harbour fees", "Quay"]"#,
            "['harbour fees', 'Quay']",
            "#harbour  fees, #Quay, quay",
        ] {
            assert_eq!(written(&[list]), ["harbour fees", "Quay"], "{list}");
        }
        assert_eq!(written(&["[]", "", " , "]), [""; 0]);
        assert_eq!(written(&["a", "b, a"]), ["a", "b"]);
    }

    #[test]
    fn a_folder_is_one_tag_and_a_state_is_none() {
        assert_eq!(folders(&["Coast, Harbours", "Unread"]), ["Coast Harbours"]);
        assert_eq!(folders(&["Archive", "\u{1b}[2JRed"]), ["Red"]);
    }

    #[test]
    fn hostile_lists_end() {
        let many: Vec<String> = (0..1_000).map(|number| number.to_string()).collect();
        assert_eq!(written(&[many.join(",")]).len(), MOST);
        assert_eq!(written(&["x".repeat(LONGEST + 1)]), [""; 0]);
    }
}
