//! Fuzzy jump: a few letters to the names and titles that they most likely stand for.
//!
//! Everything is folded once into one arena. A query goes through cheap tiers first (substring of the arena, letter
//! mask, subsequence), and only the most promising rows are scored by `fuzzy-matcher`, whose quality we want and whose
//! cost we do not want on every row. Words may come in any order; all must match.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use memchr::memmem;

use crate::text::fold::{Folded, fold};
use crate::text::range::TextRange;

/// How many rows are scored in full for one query.
const SCORED: usize = 256;

/// With so many rows holding the query letter by letter in a run, rows that hold it scattered are not looked for.
const ENOUGH: usize = 200;

/// Folded texts to search, each belonging to an owner; an owner may have several (a name and its other forms).
#[derive(Debug, Clone, Default)]
pub struct FuzzyIndex {
    arena: String,
    rows: Vec<Row>,
    owners: usize,
}

#[derive(Debug, Clone, Copy)]
struct Row {
    start: u32,
    end: u32,
    owner: u32,
    letters: u64,
}

/// An owner that a query found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The owner, as given when the index was built.
    pub owner: usize,
    /// How well it fits; higher is better, comparable within one query only.
    pub score: i64,
}

impl FuzzyIndex {
    /// Adds a text of `owner`. Owners that come first win where scores are equal.
    pub fn add(&mut self, owner: usize, text: &str) {
        let folded = fold(text);
        let start = self.arena.len();
        self.arena.push_str(&folded);
        let end = self.arena.len();
        self.arena.push('\n');
        self.owners = self.owners.max(owner + 1);
        let offset = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let owner = u32::try_from(owner).unwrap_or(u32::MAX);
        self.rows.push(Row {
            start: offset(start),
            end: offset(end),
            owner,
            letters: letters(&folded),
        });
    }

    /// The owners among `kept` that fit `query`, best first, at most `limit`. An empty query gives all, in their own order.
    pub fn search(&self, query: &str, limit: usize, kept: impl Fn(usize) -> bool) -> Vec<Hit> {
        let query = fold(query);
        let words: Vec<&str> = query.split_whitespace().collect();
        if words.is_empty() {
            return (0..self.owners)
                .filter(|&owner| kept(owner))
                .take(limit)
                .map(|owner| Hit { owner, score: 0 })
                .collect();
        }
        let mut candidates = self.candidates(&words, &kept);
        candidates.sort_by_key(|&(cheap, row)| (std::cmp::Reverse(cheap), row.owner));
        let rest = candidates.split_off(candidates.len().min(SCORED));
        let matcher = SkimMatcherV2::default().ignore_case();
        let mut hits: Vec<Hit> = candidates
            .iter()
            .filter_map(|&(cheap, row)| {
                let score: Option<i64> = words
                    .iter()
                    .map(|word| matcher.fuzzy_match(self.text(row), word))
                    .sum();
                Some(Hit {
                    owner: row.owner as usize,
                    score: score? + cheap,
                })
            })
            .collect();
        hits.sort_by_key(|hit| (std::cmp::Reverse(hit.score), hit.owner));
        // What was not scored in full comes behind, so that it can still be reached.
        hits.extend(rest.into_iter().map(|(_, row)| Hit {
            owner: row.owner as usize,
            score: i64::MIN,
        }));
        let mut seen = std::collections::BTreeSet::new();
        hits.retain(|hit| seen.insert(hit.owner));
        hits.truncate(limit);
        hits
    }

    /// Rows that may match all words, each with a cheap score.
    fn candidates(&self, words: &[&str], kept: &impl Fn(usize) -> bool) -> Vec<(i64, Row)> {
        let longest = words
            .iter()
            .copied()
            .max_by_key(|word| word.len())
            .unwrap_or("");
        let mut found = Vec::new();
        let mut last = usize::MAX;
        for at in memmem::find_iter(self.arena.as_bytes(), longest.as_bytes()) {
            let index = self.rows.partition_point(|row| row.end as usize <= at);
            if index == last {
                continue;
            }
            last = index;
            if let Some(&row) = self.rows.get(index)
                && kept(row.owner as usize)
                && words
                    .iter()
                    .all(|word| is_subsequence(word, self.text(row)))
            {
                found.push((self.cheap_score(words, row), row));
            }
        }
        if found.len() < ENOUGH {
            let wanted = words.iter().fold(0, |mask, word| mask | letters(word));
            let scattered = self
                .rows
                .iter()
                .filter(|row| row.letters & wanted == wanted && kept(row.owner as usize));
            for &row in scattered {
                let text = self.text(row);
                if !text.contains(longest) && words.iter().all(|word| is_subsequence(word, text)) {
                    found.push((self.cheap_score(words, row), row));
                }
            }
        }
        found
    }

    /// Favours words that stand in the row as they were typed, at the start of a word, in a short row.
    fn cheap_score(&self, words: &[&str], row: Row) -> i64 {
        let text = self.text(row);
        let fit: i64 = words
            .iter()
            .map(|word| match text.find(word) {
                Some(0) => 60,
                Some(at)
                    if text
                        .as_bytes()
                        .get(at - 1)
                        .is_some_and(|byte| !byte.is_ascii_alphanumeric()) =>
                {
                    50
                }
                Some(_) => 20,
                None => 0,
            })
            .sum();
        fit - i64::try_from(text.len().min(80) / 4).unwrap_or(0)
    }

    fn text(&self, row: Row) -> &str {
        self.arena
            .get(row.start as usize..row.end as usize)
            .unwrap_or("")
    }
}

/// The parts of `text` that the letters of `query` fall on, for highlighting; empty where it does not match.
pub fn matched(text: &str, query: &str) -> Vec<TextRange> {
    let folded = Folded::new(text);
    let matcher = SkimMatcherV2::default().ignore_case();
    let mut ranges = Vec::new();
    for word in fold(query).split_whitespace() {
        if let Some(at) = folded.text.find(word) {
            ranges.push(folded.original(at, at + word.len()));
        } else if let Some((_, indices)) = matcher.fuzzy_indices(&folded.text, word) {
            // The folded text is ASCII, so that the matcher's character indices are byte offsets.
            ranges.extend(indices.into_iter().map(|at| folded.original(at, at + 1)));
        }
    }
    ranges.sort_unstable();
    ranges.dedup();
    ranges
}

/// A bit per letter and digit that occurs.
fn letters(text: &str) -> u64 {
    text.bytes().fold(0, |mask, byte| match byte {
        b'a'..=b'z' => mask | 1 << (byte - b'a'),
        b'0'..=b'9' => mask | 1 << (26 + byte - b'0'),
        _ => mask,
    })
}

fn is_subsequence(word: &str, text: &str) -> bool {
    let mut rest = text.bytes();
    word.bytes().all(|wanted| rest.any(|byte| byte == wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: &[&str] = &[
        "Volodymyr Zelenskyy",
        "Ursula von der Leyen",
        "Recep Tayyip Erdoğan",
        "Mark Rutte",
        "Зеленський",
        "Marko Rutić",
    ];

    fn index() -> FuzzyIndex {
        let mut index = FuzzyIndex::default();
        NAMES
            .iter()
            .enumerate()
            .for_each(|(owner, name)| index.add(owner, name));
        index
    }

    fn best(query: &str) -> Option<&'static str> {
        index()
            .search(query, 10, |_| true)
            .first()
            .map(|hit| NAMES[hit.owner])
    }

    #[test]
    fn a_few_letters_find_the_name() {
        assert_eq!(best("zelen vol"), Some("Volodymyr Zelenskyy"));
        assert_eq!(best("erdogan"), Some("Recep Tayyip Erdoğan"));
        assert_eq!(best("rutte"), Some("Mark Rutte"));
        assert_eq!(best("vzly"), Some("Volodymyr Zelenskyy"));
    }

    #[test]
    fn words_may_come_in_any_order_and_all_must_match() {
        assert_eq!(best("leyen urs"), Some("Ursula von der Leyen"));
        assert_eq!(best("leyen mark"), None);
    }

    #[test]
    fn an_empty_query_keeps_the_order_and_a_filter_holds() {
        let all = index().search("", 3, |owner| owner != 1);
        assert_eq!(
            all.iter().map(|hit| hit.owner).collect::<Vec<_>>(),
            [0, 2, 3]
        );
        assert!(index().search("zelen", 10, |owner| owner == 3).is_empty());
    }

    #[test]
    fn an_owner_with_several_texts_is_found_once() {
        let mut index = index();
        index.add(0, "Zelensky");
        index.add(0, "Zelenskiy");
        let hits = index.search("zelensk", 10, |_| true);
        assert_eq!(hits.iter().filter(|hit| hit.owner == 0).count(), 1);
    }

    #[test]
    fn matched_letters_are_told_in_the_original() {
        assert_eq!(
            matched("Recep Erdoğan", "dogan")[0].of("Recep Erdoğan"),
            "doğan"
        );
        assert_eq!(matched("Straße", "xyz"), []);
    }
}
