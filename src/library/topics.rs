//! Topics of the library: phrases that several paragraphs or several articles hold.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::entry::Entry;
use crate::text::range::TextRange;

/// How many topics are kept.
const KEPT: usize = 2_000;

/// A thing talked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// The phrase, in lower case.
    pub phrase: String,
    /// In how many articles it stands.
    pub articles: usize,
    /// Every place, as (row, range of that article's text), in reading order.
    pub occurrences: Vec<(usize, TextRange)>,
}

impl Topic {
    /// The rows of its places, in reading order.
    pub fn rows(&self) -> impl Iterator<Item = usize> {
        self.occurrences.iter().map(|(row, _)| *row)
    }
}

/// The topics of `entries`, those in most articles first. A phrase counts when two articles hold it, or two paragraphs
/// of one; a phrase that stands only inside a longer one is left to the longer.
pub(super) fn collect(entries: &[Arc<Entry>]) -> Vec<Topic> {
    let mut found: BTreeMap<&str, Topic> = BTreeMap::new();
    for (row, entry) in entries.iter().enumerate() {
        for phrase in &entry.findings.phrases {
            let topic = found.entry(&phrase.text).or_insert_with(|| Topic {
                phrase: phrase.text.clone(),
                articles: 0,
                occurrences: Vec::new(),
            });
            topic.articles += 1;
            topic
                .occurrences
                .extend(phrase.occurrences.iter().map(|&range| (row, range)));
        }
    }
    let mut topics: Vec<Topic> = found
        .into_values()
        .filter(|topic| is_spread(topic, entries))
        .collect();
    topics.sort_by(|a, b| {
        weight(b)
            .cmp(&weight(a))
            .then_with(|| a.phrase.cmp(&b.phrase))
    });
    topics.truncate(KEPT);
    without_parts(topics)
}

/// Tells whether different sentences in several blocks hold the phrase. One and the same sentence in many articles is a line
/// of the page, and counts once.
fn is_spread(topic: &Topic, entries: &[Arc<Entry>]) -> bool {
    let mut sentences = BTreeSet::new();
    let mut blocks = BTreeSet::new();
    for &(row, range) in &topic.occurrences {
        let Some(entry) = entries.get(row) else {
            continue;
        };
        sentences.insert(entry.sentence_around(range).of(&entry.article.text));
        blocks.insert((row, entry.article.block_at(range.start)));
        if sentences.len() > 1 && blocks.len() > 1 {
            return true;
        }
    }
    false
}

/// Spread over articles counts first, then how often, then how much the phrase says.
fn weight(topic: &Topic) -> (usize, usize, usize) {
    (topic.articles, topic.occurrences.len(), topic.phrase.len())
}

/// Leaves out a phrase that a longer one holds and that stands alone hardly ever: `coalition of` in `coalition of the
/// willing`.
fn without_parts(topics: Vec<Topic>) -> Vec<Topic> {
    let mut longer: BTreeMap<&str, Vec<(&str, usize)>> = BTreeMap::new();
    for topic in &topics {
        for word in topic.phrase.split(' ') {
            longer
                .entry(word)
                .or_default()
                .push((&topic.phrase, topic.occurrences.len()));
        }
    }
    let is_part = |topic: &Topic| {
        let Some(word) = topic.phrase.split(' ').max_by_key(|word| word.len()) else {
            return false;
        };
        longer.get(word).is_some_and(|phrases| {
            phrases.iter().any(|&(phrase, count)| {
                phrase.len() > topic.phrase.len()
                    && format!(" {phrase} ").contains(&format!(" {} ", topic.phrase))
                    && count * 4 >= topic.occurrences.len() * 3
            })
        })
    };
    let parts: Vec<bool> = topics.iter().map(is_part).collect();
    topics
        .into_iter()
        .zip(parts)
        .filter(|(_, part)| !part)
        .map(|(topic, _)| topic)
        .collect()
}
