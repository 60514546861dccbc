//! Small words, by what they do around a subject.

use crate::extract::reading::{Reading, Shape};

/// Words in front of a verb that shares its subject with another.
pub(super) const SHARING: &[&str] = &[
    "and", "but", "or", "then", "to", "by", "of", "for", "while", "before", "after", "when", "in",
    "as", "without",
];

/// Words that follow the noun which they describe: `people familiar with the matter`.
pub(super) const QUALIFYING: &[&str] = &["familiar", "close", "briefed", "involved"];

/// What is done with a paper or a source, told behind it: `a draft seen by the Doeville Herald`.
pub(super) const DONE: &[&str] = &[
    "cited",
    "contacted",
    "interviewed",
    "obtained",
    "published",
    "quoted",
    "released",
    "reviewed",
    "seen",
    "signed",
];

/// Pronouns that stand behind a preposition: `according to them`.
pub(super) const OBJECTS: &[&str] = &["him", "her", "them", "it", "us"];

/// Verbs between a subject and its verb, and the pronouns that stress a subject.
pub(super) const AUXILIARIES: &[&str] = &[
    "has",
    "have",
    "had",
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "being",
    "will",
    "would",
    "can",
    "could",
    "may",
    "might",
    "must",
    "shall",
    "should",
    "did",
    "do",
    "does",
    "not",
    "himself",
    "herself",
    "themselves",
    "itself",
];

/// Tells whether the word may stand between a subject and its verb without being part of either.
pub(super) fn is_adverb(reading: &Reading, index: usize) -> bool {
    let word = reading.text_at(index);
    let listed = [
        "also",
        "then",
        "later",
        "once",
        "often",
        "now",
        "still",
        "just",
        "never",
        "even",
        "again",
        "further",
        "twice",
        "first",
        "previously",
        "long",
        "ever",
        "always",
        "already",
        "instead",
        "soon",
        "recently",
        "though",
        "however",
        "too",
        "there",
        "here",
        "both",
        "all",
        "simply",
    ];
    reading.word(index).shape == Shape::Lower
        && (reading.is_any(index, &listed)
            || word.len() > 4
                && word.ends_with("ly")
                && !matches!(word, "family" | "reply" | "assembly" | "ally" | "supply"))
}

/// Tells whether the word is a preposition, or a conjunction that ties as one does.
pub(super) fn is_preposition(reading: &Reading, index: usize) -> bool {
    reading.is_any(
        index,
        &[
            "of", "for", "in", "at", "from", "with", "to", "by", "on", "near", "against", "about",
            "inside", "between", "after", "during", "before", "over", "into", "among", "under",
            "outside", "behind", "like", "as", "than", "without",
        ],
    )
}

/// Tells whether the word opens a description: an article, a possessive, a number word.
pub(super) fn is_determiner(reading: &Reading, index: usize) -> bool {
    reading.is_any(
        index,
        &[
            "the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their",
            "our", "my", "your", "one", "two", "three", "four", "five", "some", "several", "many",
            "most", "no", "any", "each", "every", "another", "other", "both", "few", "multiple",
            "whose",
        ],
    )
}

/// Tells whether `word` is a personal pronoun that can be a subject.
pub(super) fn is_pronoun(word: &str) -> bool {
    ["he", "she", "they", "we", "it", "i", "you"]
        .iter()
        .any(|pronoun| word.eq_ignore_ascii_case(pronoun))
}

/// Tells whether the word is something written or shown, which speaks without being a source.
pub(super) fn is_paper(reading: &Reading, index: usize) -> bool {
    let papers = [
        "ad",
        "account",
        "article",
        "bill",
        "book",
        "caption",
        "complaint",
        "document",
        "draft",
        "email",
        "filing",
        "headline",
        "lawsuit",
        "letter",
        "list",
        "memo",
        "message",
        "note",
        "page",
        "paper",
        "poll",
        "post",
        "release",
        "report",
        "sign",
        "statement",
        "story",
        "study",
        "survey",
        "text",
        "transcript",
        "tweet",
        "video",
        "website",
    ];
    let word = reading.text_at(index);
    let one = word.strip_suffix('s').unwrap_or(word);
    papers.iter().any(|paper| one.eq_ignore_ascii_case(paper))
}
