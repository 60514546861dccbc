//! Two letters that stand for an outlet where there is no room for its name.

use std::sync::Arc;

use crate::library::entry::Entry;
use crate::text::width::cells;

/// Two letters for each version: the first ones of the words of its outlet's name, else those that it begins with; where
/// these are taken, a letter and a digit.
pub(super) fn marks(entries: &[Arc<Entry>]) -> Vec<String> {
    let mut marks: Vec<String> = Vec::with_capacity(entries.len());
    for (number, entry) in entries.iter().enumerate() {
        let name = entry
            .article
            .outlet
            .as_ref()
            .or(entry.article.agency.as_ref());
        let name = name.map_or("", |name| name.value.as_str());
        let words: Vec<&str> = name
            .split_whitespace()
            .filter(|word| !matches!(*word, "The" | "the" | "of" | "and"))
            .collect();
        let letters = |text: &str| {
            text.chars()
                .filter(|c| c.is_alphanumeric())
                .collect::<Vec<_>>()
        };
        let initials: String = words
            .iter()
            .filter_map(|word| letters(word).first().copied())
            .take(2)
            .collect();
        let start: String = words.first().map_or_else(String::new, |word| {
            letters(word).into_iter().take(2).collect()
        });
        let first = initials.chars().next().unwrap_or('?');
        let numbered = format!("{first}{}", number + 1);
        let wishes = if words.len() > 1 {
            [initials, start]
        } else {
            [start, initials]
        };
        let wishes = if name.is_empty() {
            ["??", ""].map(str::to_owned)
        } else {
            wishes
        };
        let fits = |mark: &&String| cells(mark) == 2 && !marks.contains(*mark);
        let mark = wishes.iter().find(fits).unwrap_or(&numbered).clone();
        marks.push(mark);
    }
    marks
}
