//! Topics of the library: phrases that several paragraphs or several articles hold.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::entry::Entry;
use crate::model::given;
use crate::text::count::counted;
use crate::text::range::TextRange;

/// A thing talked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// The phrase, in lower case.
    pub phrase: String,
    /// In how many articles these places are.
    pub articles: usize,
    /// Its places in the newest articles that have it, as (row, range of that article's text), in reading order.
    pub occurrences: Vec<(usize, TextRange)>,
}

impl Topic {
    /// The rows of its places, in reading order.
    pub fn rows(&self) -> impl Iterator<Item = usize> {
        self.occurrences.iter().map(|(row, _)| *row)
    }

    /// In how many of the `entries`, which stand at those rows, the newsroom gives it as a subject: once in each.
    fn given(&self, entries: &[Arc<Entry>]) -> usize {
        let places = self.occurrences.iter();
        let given = places.filter(|(row, range)| {
            entries
                .get(*row)
                .is_some_and(|entry| entry.is_given(*range))
        });
        given.count()
    }
}

/// A topic in a list, and what is told of it there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The phrase, in lower case.
    pub phrase: String,
    /// In how many articles it stands, as far as that is known.
    pub articles: usize,
    /// In how many of the newest articles the newsroom gives it as a subject.
    pub given: usize,
    /// All that in words: `5 articles · 9 mentions`.
    pub told: String,
}

/// The topics of a library of `all` articles, of which the `newest` have been read; of the others it is `known` which phrases
/// they have several times, and how many articles each.
pub(super) fn list(newest: &[Arc<Entry>], all: usize, known: Vec<(String, usize)>) -> Vec<Listed> {
    let of_late = collect(newest);
    let seen: BTreeSet<&str> = of_late.iter().map(|topic| topic.phrase.as_str()).collect();
    let known = if newest.len() < all {
        known
    } else {
        Vec::new()
    };
    let earlier = without_parts(known).into_iter();
    let earlier = earlier.filter(|(phrase, _)| !seen.contains(phrase.as_str()));
    let earlier = earlier.map(|(phrase, articles)| Listed {
        phrase,
        articles,
        given: 0,
        told: format!("several times in {}", counted(articles, "article")),
    });
    let of_late = of_late.iter().map(|topic| {
        let articles = counted(topic.articles, "article");
        let mentions = counted(topic.occurrences.len(), "mention");
        let within = if newest.len() < all { " of late" } else { "" };
        let given = topic.given(newest);
        let by = if given > 0 {
            format!(" · {}", given::TOLD)
        } else {
            String::new()
        };
        Listed {
            phrase: topic.phrase.clone(),
            articles: topic.articles,
            given,
            told: format!("{articles} · {mentions}{within}{by}"),
        }
    });
    of_late.chain(earlier).collect()
}

/// The topics of `entries`, those in most articles first. A phrase counts when two articles hold it, or two paragraphs
/// of one; a phrase that stands only inside a longer one is left to the longer.
fn collect(entries: &[Arc<Entry>]) -> Vec<Topic> {
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
        .filter(|topic| {
            let places = topic.occurrences.iter();
            let places = places.map(|&(row, range)| (entries[row].as_ref(), range));
            is_spread(places)
        })
        .collect();
    topics.sort_by(|a, b| {
        weight(b)
            .cmp(&weight(a))
            .then_with(|| a.phrase.cmp(&b.phrase))
    });
    let counts = topics.iter();
    let counts = counts.map(|topic| (topic.phrase.clone(), topic.occurrences.len()));
    let whole = without_parts(counts.collect());
    let whole: BTreeSet<String> = whole.into_iter().map(|(phrase, _)| phrase).collect();
    topics.retain(|topic| whole.contains(&topic.phrase));
    topics
}

/// Spread over articles counts first, then how often, then how much the phrase says.
fn weight(topic: &Topic) -> (usize, usize, usize) {
    (topic.articles, topic.occurrences.len(), topic.phrase.len())
}

/// Tells whether different sentences in several blocks hold the places of a phrase. One and the same sentence in many articles
/// is a line of the page, and counts once. What the newsroom gives as a subject is one.
pub(super) fn is_spread<'a>(places: impl Iterator<Item = (&'a Entry, TextRange)>) -> bool {
    let mut sentences = BTreeSet::new();
    let mut blocks = BTreeSet::new();
    for (entry, range) in places {
        if entry.is_given(range) {
            return true;
        }
        sentences.insert(entry.sentence_around(range).of(&entry.article.text));
        blocks.insert((entry.article.id, entry.article.block_at(range.start)));
        if sentences.len() > 1 && blocks.len() > 1 {
            return true;
        }
    }
    false
}

/// Leaves out a phrase that a longer one holds and that stands alone hardly ever: `coalition of` in `coalition of the
/// willing`. Each comes with how often it stands.
pub(super) fn without_parts(topics: Vec<(String, usize)>) -> Vec<(String, usize)> {
    let mut longer: BTreeMap<&str, Vec<(&str, usize)>> = BTreeMap::new();
    for (phrase, count) in &topics {
        for word in phrase.split(' ') {
            longer.entry(word).or_default().push((phrase, *count));
        }
    }
    let is_part = |(own, times): &(String, usize)| {
        let Some(word) = own.split(' ').max_by_key(|word| word.len()) else {
            return false;
        };
        longer.get(word).is_some_and(|phrases| {
            phrases.iter().any(|&(phrase, count)| {
                phrase.len() > own.len()
                    && format!(" {phrase} ").contains(&format!(" {own} "))
                    && count * 4 >= times * 3
            })
        })
    };
    let parts: Vec<bool> = topics.iter().map(is_part).collect();
    let whole = topics.into_iter().zip(parts).filter(|(_, part)| !part);
    whole.map(|(topic, _)| topic).collect()
}
