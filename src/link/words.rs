//! Articles as weighted words, for telling which are alike.
//!
//! Prose and headlines count, captions and furniture do not. A word weighs by how often it stands in the article and how
//! few articles of the library have it (TF-IDF); a day such as `January 6` is one word, however it is written.

use std::collections::HashMap;

use crate::model::article::{Article, BlockKind};
use crate::model::date::MONTHS;

/// Below this many articles the library tells too little of which words are rare, and is taken to be as large; so the
/// weights do not change while a small library grows.
const SMALLEST_LIBRARY: usize = 100;

/// How many words two articles must share for their weight to tell anything: in two lines of news a name and a verb are
/// half of it.
const SHARED_WORDS: usize = 6;

/// How many of its heaviest words stand for an article.
const WORDS_PER_ARTICLE: usize = 200;

/// An article as its words, sorted by number, with weights of length 1 together.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Words {
    /// Number and weight of each word.
    pub(crate) weights: Vec<(u32, f32)>,
}

impl Words {
    /// How much of their weight the two share: the cosine, 0 to 1; none where they share too few words to tell.
    pub(crate) fn likeness(&self, other: &Self) -> f32 {
        let mut sum = 0.0;
        let mut shared = 0;
        let mut theirs = other.weights.iter().peekable();
        for (word, weight) in &self.weights {
            while theirs.next_if(|(other, _)| other < word).is_some() {}
            if let Some((_, other)) = theirs.next_if(|(other, _)| other == word) {
                sum += weight * other;
                shared += 1;
            }
        }
        if shared < SHARED_WORDS { 0.0 } else { sum }
    }

    fn scaled_to_one(mut weights: Vec<(u32, f32)>) -> Self {
        weights.sort_by(|(a, x), (b, y)| y.total_cmp(x).then(a.cmp(b)));
        weights.truncate(WORDS_PER_ARTICLE);
        weights.sort_by_key(|(word, _)| *word);
        let length = weights
            .iter()
            .map(|(_, weight)| weight * weight)
            .sum::<f32>()
            .sqrt();
        if length > 0.0 {
            for (_, weight) in &mut weights {
                *weight /= length;
            }
        }
        Self { weights }
    }
}

/// The words of every article, in its order.
pub(crate) fn of_articles(articles: &[&Article]) -> Vec<Words> {
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let mut in_articles: Vec<usize> = Vec::new();
    let mut counts: Vec<Vec<(u32, u16)>> = Vec::with_capacity(articles.len());
    for article in articles {
        let mut found: Vec<u32> = Vec::new();
        for_each_word(article, |word| {
            let number = if let Some(number) = numbers.get(word) {
                *number
            } else {
                let number = u32::try_from(in_articles.len()).unwrap_or(u32::MAX);
                numbers.insert(word.to_owned(), number);
                in_articles.push(0);
                number
            };
            found.push(number);
        });
        found.sort_unstable();
        let counted: Vec<(u32, u16)> = found
            .chunk_by(|a, b| a == b)
            .map(|chunk| (chunk[0], u16::try_from(chunk.len()).unwrap_or(u16::MAX)))
            .collect();
        for (number, _) in &counted {
            in_articles[*number as usize] += 1;
        }
        counts.push(counted);
    }
    let library = as_weight(articles.len().max(SMALLEST_LIBRARY)) + 1.0;
    let weight = |&(number, count): &(u32, u16)| {
        let spread = as_weight(in_articles[number as usize]);
        (
            number,
            (1.0 + f32::from(count).ln()) * (library / spread).ln(),
        )
    };
    counts
        .iter()
        .map(|counted| Words::scaled_to_one(counted.iter().map(weight).collect()))
        .collect()
}

/// A count as a weight; counts beyond 65,535 weigh no more.
fn as_weight(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}

fn for_each_word(article: &Article, mut take: impl FnMut(&str)) {
    let mut word = String::new();
    for block in &article.blocks {
        if !block.kind.is_prose()
            && !matches!(block.kind, BlockKind::Headline | BlockKind::Subheading)
        {
            continue;
        }
        let mut month: Option<usize> = None;
        let mut number: Option<u32> = None;
        for raw in block
            .range
            .of(&article.text)
            .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        {
            if raw.is_empty() {
                continue;
            }
            if let Some(day) = day_number(raw) {
                if let Some(month) = month.take() {
                    take(&format!("{day} {}", MONTHS[month]));
                }
                number = Some(day);
                continue;
            }
            month = month_number(raw);
            if let (Some(month), Some(day)) = (month, number.take()) {
                take(&format!("{day} {}", MONTHS[month]));
            }
            if month.is_none() {
                stem_into(raw, &mut word);
                if word.len() > 2 && !is_common(&word) {
                    take(&word);
                }
            }
        }
    }
}

fn day_number(word: &str) -> Option<u32> {
    (word.len() <= 2)
        .then(|| word.parse().ok())
        .flatten()
        .filter(|day| (1..=31).contains(day))
}

/// The index of the month that `word` names, in full or by its three or four first letters.
fn month_number(word: &str) -> Option<usize> {
    const FULL: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    if word == "Sept" {
        return Some(8);
    }
    let capital = word.starts_with(char::is_uppercase);
    capital.then(|| {
        FULL.iter()
            .position(|full| *full == word)
            .or_else(|| MONTHS.iter().position(|short| *short == word))
    })?
}

/// Puts `raw` into `word` folded and without possessive and plural endings. Light on purpose: a word cut too short joins
/// what is different.
fn stem_into(raw: &str, word: &mut String) {
    word.clear();
    if raw.is_ascii() {
        word.push_str(raw);
        word.make_ascii_lowercase();
    } else {
        word.push_str(&crate::text::fold::fold(raw));
    }
    while word.ends_with('\'') {
        word.pop();
    }
    if word.ends_with("'s") {
        word.truncate(word.len() - 2);
    }
    if word.ends_with("ies") && word.len() > 5 {
        word.truncate(word.len() - 3);
        word.push('y');
    } else if word.ends_with('s')
        && !word.ends_with("ss")
        && !word.ends_with("us")
        && word.len() > 3
    {
        word.pop();
    }
}

/// Words that tell nothing of the event, sorted.
const COMMON: &[&str] = &[
    "about",
    "according",
    "added",
    "after",
    "again",
    "against",
    "all",
    "also",
    "although",
    "amid",
    "among",
    "and",
    "another",
    "any",
    "are",
    "aren't",
    "around",
    "because",
    "been",
    "before",
    "being",
    "between",
    "both",
    "but",
    "came",
    "can",
    "can't",
    "clear",
    "come",
    "could",
    "country",
    "day",
    "did",
    "didn't",
    "doe",
    "doesn't",
    "don't",
    "down",
    "during",
    "each",
    "early",
    "even",
    "far",
    "few",
    "first",
    "five",
    "for",
    "former",
    "four",
    "friday",
    "from",
    "get",
    "give",
    "given",
    "going",
    "got",
    "ha",
    "had",
    "has",
    "have",
    "her",
    "here",
    "him",
    "his",
    "how",
    "however",
    "i'm",
    "including",
    "into",
    "isn't",
    "it",
    "it's",
    "just",
    "last",
    "late",
    "later",
    "least",
    "like",
    "made",
    "make",
    "making",
    "many",
    "may",
    "might",
    "monday",
    "month",
    "more",
    "most",
    "much",
    "must",
    "need",
    "new",
    "news",
    "next",
    "not",
    "now",
    "off",
    "official",
    "one",
    "only",
    "other",
    "our",
    "out",
    "over",
    "part",
    "people",
    "president",
    "re",
    "report",
    "reported",
    "said",
    "same",
    "saturday",
    "say",
    "saying",
    "second",
    "see",
    "set",
    "several",
    "she",
    "should",
    "since",
    "six",
    "some",
    "statement",
    "still",
    "such",
    "sunday",
    "take",
    "tell",
    "than",
    "that",
    "that's",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "thi",
    "this",
    "those",
    "though",
    "three",
    "through",
    "thursday",
    "time",
    "told",
    "too",
    "tuesday",
    "two",
    "under",
    "until",
    "use",
    "very",
    "was",
    "wasn't",
    "way",
    "we're",
    "wednesday",
    "week",
    "well",
    "were",
    "weren't",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "whom",
    "whose",
    "why",
    "will",
    "with",
    "without",
    "won't",
    "would",
    "year",
    "yesterday",
    "yet",
    "you",
    "your",
];

fn is_common(word: &str) -> bool {
    COMMON.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_common_words_are_sorted() {
        assert!(COMMON.is_sorted());
    }
}
