//! What several rules ask about the words around a name, so that no rule has to know another.

use crate::extract::draft::Draft;
use crate::extract::lexicon::Kinds;
use crate::extract::reading::{Reading, Shape};
use crate::text::word_list::WordList;

/// Words that a place follows.
pub(super) const IN: &[&str] = &[
    "in",
    "at",
    "from",
    "near",
    "across",
    "outside",
    "inside",
    "around",
    "towards",
    "toward",
    "throughout",
    "via",
    "within",
    "into",
];

/// Short forms that are things, trades or measures. Sorted.
static THINGS: WordList = WordList::new(&[
    "AIDS", "AKA", "ASAP", "ATM", "CCTV", "CEO", "CEOS", "CFO", "COO", "COP", "COVID", "CPI",
    "CSR", "DIY", "DNA", "EEZ", "ESG", "ETF", "FAQ", "GDP", "GMT", "GNP", "GPS", "GST", "HIV",
    "HTTP", "HTTPS", "ICT", "ICU", "IPO", "IQ", "IST", "IVF", "JPEG", "LED", "LGBT", "LGBTQ",
    "LLC", "MBA", "MOU", "MPS", "MRI", "NGO", "NGOS", "PCR", "PDF", "PHD", "PHOTO", "PIN", "PPE",
    "PTSD", "RSS", "RSVP", "SIM", "SMS", "SOS", "SUV", "URL", "USB", "UTC", "UV", "VAT", "VIP",
    "WIFI", "WWI", "WWII", "WWW",
]);

/// Tells whether the word, all in capitals, is a thing, a trade or a measure rather than a body.
pub(super) fn is_thing(word: &str) -> bool {
    THINGS.holds(word)
}

/// Tells whether the word is a verb of saying in lower case.
pub(super) fn speaks(reading: &Reading, index: usize) -> bool {
    reading.kinds(index).any(Kinds::SPEAKING) && !reading.is_capital(index)
}

/// The last word of the longest entry of `kinds` with two or more words that begins at `index`.
pub(super) fn longest_entry(
    reading: &Reading,
    draft: &Draft,
    index: usize,
    kinds: Kinds,
) -> Option<usize> {
    if !reading.is_capital(index)
        || !reading.kinds(index).any(Kinds::BEGINS)
        || !draft.is_free(index)
    {
        return None;
    }
    let mut ends = [0; 6];
    let mut count = 0;
    let mut last = index;
    while count < ends.len() {
        let Some(next) = reading.behind(last) else {
            break;
        };
        if !draft.is_free(next) || matches!(reading.word(next).shape, Shape::Mark | Shape::Number) {
            break;
        }
        last = next;
        ends[count] = last;
        count += 1;
    }
    ends[..count]
        .iter()
        .rev()
        .copied()
        .find(|&last| reading.is_capital(last) && reading.entry(index, last).any(kinds))
}
