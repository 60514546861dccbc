//! Articles as weighted words, for telling which are alike.
//!
//! Prose and headlines count, captions and furniture do not. A word weighs by how often it stands in the article and how
//! few articles of the library have it (TF-IDF); a day such as `January 6` is one word, however it is written.
//!
//! How few have it is counted in a sample: the first articles of the library, as many as the last step of its growth.
//! Between steps another article changes the weight of no word, and a step, which changes them all, comes ever more
//! rarely. A word is known by 32 bits of its hash, so that no list of words need be kept: of 300,000 words some ten pairs
//! are taken for each other.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::LazyLock;

use crate::link::fnv::{Hashed, fnv32};
use crate::model::article::{Article, BlockKind};
use crate::model::date::MONTHS;
use crate::model::findings::Findings;

/// Below this many articles the library tells too little of which words are rare, and is taken to be as large; so the
/// weights do not change while a small library grows.
const SMALLEST_LIBRARY: usize = 100;

/// Up to this many articles the sample is the whole library.
const SMALL: usize = 128;

/// How many words two articles must share for their weight to tell anything: in two lines of news a name and a verb are
/// half of it.
const SHARED_WORDS: usize = 6;

/// How many of its heaviest words stand for an article.
const WORDS_PER_ARTICLE: usize = 200;

/// How often each word stands in an article, by word in rising order. This is kept; what the words weigh is worked out when it
/// is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Counted {
    words: Box<[u32]>,
    counts: Box<[u16]>,
}

/// A word of an article with its weight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Weight {
    /// The number of the word.
    pub(crate) word: u32,
    /// What it weighs in the article.
    pub(crate) here: f32,
    /// The weight that it has wherever it stands once.
    rare: f32,
}

/// An article as its words, sorted by number, with weights of length 1 together.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Words {
    /// The words that stand for it.
    pub(crate) weights: Vec<Weight>,
}

/// What makes weights out of the words of one article.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Scale {
    /// The length of all weights together.
    length: f32,
    /// The lightest word that stands for the article, where others are left out.
    lightest: Option<(f32, u32)>,
}

impl Scale {
    /// What a word weighs that has this weight before scaling; nothing where it does not stand for the article.
    fn weight(self, word: u32, bare: f32) -> Option<f32> {
        let stays = |(least, last): (f32, u32)| match bare.total_cmp(&least) {
            Ordering::Less => false,
            Ordering::Equal => word <= last,
            Ordering::Greater => true,
        };
        if !self.lightest.is_none_or(stays) {
            return None;
        }
        Some(if self.length > 0.0 {
            bare / self.length
        } else {
            bare
        })
    }
}

impl Words {
    /// The words of both with what each weighs in either; `theirs` are weighed in the same sample.
    fn shared_with<'a>(
        &'a self,
        theirs: &'a Counted,
        scale: Scale,
    ) -> impl Iterator<Item = (u32, f32, f32)> {
        let mut rest = theirs.words.iter().zip(&theirs.counts).peekable();
        self.weights.iter().filter_map(move |own| {
            while rest.next_if(|(other, _)| **other < own.word).is_some() {}
            let (_, count) = rest.next_if(|(other, _)| **other == own.word)?;
            let other = scale.weight(own.word, often(*count) * own.rare)?;
            Some((own.word, own.here, other))
        })
    }

    /// How much of their weight the two share: the cosine, 0 to 1; none where they share too few words to tell.
    pub(crate) fn likeness(&self, theirs: &Counted, scale: Scale) -> f32 {
        let mut sum = 0.0;
        let mut shared = 0;
        for (_, own, other) in self.shared_with(theirs, scale) {
            sum += own * other;
            shared += 1;
        }
        if shared < SHARED_WORDS { 0.0 } else { sum }
    }

    /// The words that stand for both, in rising order.
    pub(crate) fn common<'a>(
        &'a self,
        theirs: &'a Counted,
        scale: Scale,
    ) -> impl Iterator<Item = u32> {
        self.shared_with(theirs, scale).map(|(word, ..)| word)
    }
}

/// How many of the first of so many articles tell how rare a word is: all of a small library, then the greatest of 128,
/// 192, 256, 384 and so on that it has reached.
pub(crate) fn sample(articles: usize) -> usize {
    if articles <= SMALL {
        return articles;
    }
    let power = 1 << articles.ilog2();
    let between = power + power / 2;
    if between <= articles { between } else { power }
}

impl Counted {
    /// Counts the words of an article.
    pub(crate) fn of(article: &Article) -> Self {
        let mut found: Vec<u32> = Vec::new();
        for_each_word(article, |word| found.push(fnv32(word)));
        found.sort_unstable();
        let chunks = || found.chunk_by(|a, b| a == b);
        let count = |chunk: &[u32]| u16::try_from(chunk.len()).unwrap_or(u16::MAX);
        Self {
            words: chunks().map(|chunk| chunk[0]).collect(),
            counts: chunks().map(count).collect(),
        }
    }
}

/// How rare words are: the fewer articles of the sample have one, the more it weighs.
#[derive(Debug, Default)]
pub(crate) struct Frequencies {
    /// By word of the sample, the weight that it has where it stands once; and that of all other words.
    rare: HashMap<u32, f32, Hashed>,
    rarest: f32,
}

impl Frequencies {
    /// Counts the words of `sample`.
    pub(crate) fn of<'a>(sample: impl Iterator<Item = &'a Counted>) -> Self {
        let mut articles = 0;
        let mut having: HashMap<u32, usize, Hashed> = HashMap::default();
        for counted in sample {
            articles += 1;
            for &word in &counted.words {
                *having.entry(word).or_default() += 1;
            }
        }
        let library = as_weight(articles.max(SMALLEST_LIBRARY)) + 1.0;
        let rare = |spread: usize| (library / as_weight(spread)).ln();
        Self {
            rarest: rare(1),
            rare: having
                .into_iter()
                .map(|(word, spread)| (word, rare(spread)))
                .collect(),
        }
    }

    /// Weighs the words of an article, which need not be of the sample.
    pub(crate) fn weigh(&self, counted: &Counted) -> (Words, Scale) {
        let words = counted.words.iter().zip(&counted.counts);
        let mut weights: Vec<Weight> = words
            .map(|(&word, &count)| {
                let rare = self.rare.get(&word).copied().unwrap_or(self.rarest);
                let here = often(count) * rare;
                Weight { word, here, rare }
            })
            .collect();
        let lightest = (weights.len() > WORDS_PER_ARTICLE).then(|| {
            let (_, last, _) = weights.select_nth_unstable_by(WORDS_PER_ARTICLE - 1, heavier);
            let last = (last.here, last.word);
            weights.truncate(WORDS_PER_ARTICLE);
            weights.sort_unstable_by_key(|weight| weight.word);
            last
        });
        let squares = weights.iter().map(|own| own.here * own.here);
        let length = squares.sum::<f32>().sqrt();
        if length > 0.0 {
            for own in &mut weights {
                own.here /= length;
            }
        }
        (Words { weights }, Scale { length, lightest })
    }
}

/// The heavier first; of those of one weight, the one of the smaller number.
pub(crate) fn heavier(one: &Weight, other: &Weight) -> Ordering {
    let heavier = other.here.total_cmp(&one.here);
    heavier.then(one.word.cmp(&other.word))
}

/// How much more a word weighs for standing so often.
fn often(count: u16) -> f32 {
    static KNOWN: LazyLock<[f32; 32]> =
        LazyLock::new(|| std::array::from_fn(|count| 1.0 + as_weight(count).ln()));
    let known = KNOWN.get(usize::from(count)).copied();
    known.unwrap_or_else(|| 1.0 + f32::from(count).ln())
}

/// A count as a weight; counts beyond 65,535 weigh no more.
fn as_weight(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}

fn for_each_word(article: &Article, mut take: impl FnMut(&str)) {
    for block in &article.blocks {
        let counts = block.kind.is_prose()
            || matches!(block.kind, BlockKind::Headline | BlockKind::Subheading);
        if counts {
            for_each_word_of(block.range.of(&article.text), &mut take);
        }
    }
}

fn for_each_word_of(text: &str, take: &mut impl FnMut(&str)) {
    let mut word = String::new();
    let mut month: Option<usize> = None;
    let mut number: Option<u32> = None;
    for raw in text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’') {
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

/// The numbers of the words that stand in names of the article, in rising order, each once.
pub(crate) fn of_names(article: &Article, findings: &Findings) -> Box<[u32]> {
    let mut words = Vec::new();
    for mention in &findings.mentions {
        for_each_word_of(mention.name.of(&article.text), &mut |word| {
            words.push(fnv32(word));
        });
    }
    words.sort_unstable();
    words.dedup();
    words.into()
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

    #[test]
    fn the_sample_grows_in_steps() {
        let sizes = [0, 1, 128, 129, 191, 192, 255, 256, 383, 384, 100_000];
        let samples: Vec<usize> = sizes.into_iter().map(sample).collect();
        assert_eq!(
            samples,
            [0, 1, 128, 128, 128, 192, 192, 256, 256, 384, 98_304]
        );
    }
}
