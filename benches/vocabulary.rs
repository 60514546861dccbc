//! Prose in a language that nobody speaks: as many different words as news has, as often as words are.
//!
//! The pages of `generate` are made of a few hundred sentences, whose words are each in a large share of all articles. A
//! full text of such pages is smaller and its words are more common than those of news. Paragraphs of this prose among them
//! make up for that: every other word is one of the small words that English cannot do without, the rest are of 120,000
//! invented ones, the n-th of them drawn with a chance of 1/n (Zipf).

use std::fmt::Write as _;

/// How many words there are.
pub const WORDS: usize = 120_000;

/// How many words a sentence has on average.
const SENTENCE: usize = 18;

/// How many sentences a paragraph has.
const PARAGRAPH: usize = 4;

/// Words that stand in every article.
const SMALL: [&str; 16] = [
    "the", "of", "to", "and", "a", "in", "that", "for", "on", "it", "was", "with", "as", "by",
    "at", "from",
];

const ONSETS: [&str; 16] = [
    "b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "st", "br",
];
const NUCLEI: [&str; 6] = ["a", "e", "i", "o", "u", "ei"];
const CODAS: [&str; 5] = ["", "n", "r", "s", "l"];

/// The word of a rank, 0 the most common: the shorter, the more common.
pub fn word(rank: usize) -> String {
    let mut word = String::new();
    let mut rest = rank + 3;
    while rest > 0 {
        let syllable = rest % 480;
        rest /= 480;
        word.push_str(ONSETS[syllable % 16]);
        word.push_str(NUCLEI[syllable / 16 % 6]);
        word.push_str(CODAS[syllable / 96]);
    }
    word
}

/// Prose of about `count` words, in paragraphs; the same for the same `seed`.
pub fn prose(seed: u64, count: usize) -> String {
    let mut chance = seed;
    let mut text = String::new();
    for place in 0..count {
        let rank = rank(&mut chance);
        let mut drawn = match SMALL.get(rank % SMALL.len()) {
            Some(small) if place % 2 == 1 => (*small).to_owned(),
            _ => word(rank),
        };
        if place % SENTENCE == 0 {
            drawn = capital(&drawn);
        }
        let end = match (place + 1) % (SENTENCE * PARAGRAPH) {
            0 => ".\n\n",
            rest if rest.is_multiple_of(SENTENCE) => ". ",
            _ => " ",
        };
        let _ = write!(text, "{drawn}{end}");
    }
    let end = text.trim_end().len();
    text.truncate(end);
    if !text.ends_with('.') {
        text.push('.');
    }
    text
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// A rank with a chance of 1/n: the ranks up to any n are as likely as the logarithm of n.
fn rank(chance: &mut u64) -> usize {
    *chance = chance.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut z = *chance;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    #[expect(clippy::cast_precision_loss, reason = "53 bits of chance are plenty")]
    let share = ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64;
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 1 and the number of words"
    )]
    let rank = (WORDS as f64).powf(share) as usize;
    rank.clamp(1, WORDS) - 1
}
