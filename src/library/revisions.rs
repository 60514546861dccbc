//! Versions of one article: the same address, or the same outlet and nearly the same headline, with text in common.
//!
//! A headline alone is not enough: `Morning briefing` stands over another text every day. Headlines are looked up by their
//! telling words with one of them left out, and within those only neighbours in time are compared, so that the cost grows
//! with the library and not with its square.

use std::collections::{HashMap, HashSet};

use super::card::Card;
use crate::model::article::{Article, BlockKind};
use crate::model::state::ArticleKey;
use crate::text::stem::{fold_into, is_function};
use crate::text::token::{TokenKind, tokens};

/// How many telling words a headline has at least for one of them not to matter.
const HEADLINE: usize = 3;

/// How many words are read together when texts are compared.
const SHINGLE: usize = 3;

/// How much of the shorter text the other has at least, in hundredths: within a week, and at any time.
const SHARED: usize = 25;
const SHARED_LATER: usize = 50;

/// How many minutes there are in a week, as dates are sorted.
const WEEK: i64 = 7 * 24 * 60;

/// What has been worked out about the versions of articles: by what each is known again, and how much text pairs share.
#[derive(Debug, Default)]
pub(super) struct Series {
    signs: HashMap<ArticleKey, Signs>,
    shared: HashMap<(ArticleKey, ArticleKey), usize>,
}

/// By what an article is known again.
#[derive(Debug)]
struct Signs {
    address: Option<String>,
    headline: Vec<u64>,
}

impl Series {
    /// Forgets an article, whose text is another now.
    pub(super) fn forget(&mut self, key: ArticleKey) {
        self.signs.remove(&key);
        self.shared
            .retain(|(one, other), _| *one != key && *other != key);
    }

    /// The versions of each article of which there are several, the earliest first, as numbers of `cards`; `order` has these
    /// newest first.
    pub(super) fn groups(&mut self, cards: &[Card<'_>], order: &[usize]) -> Vec<Vec<usize>> {
        for card in cards {
            self.signs.entry(card.key).or_insert_with(|| Signs {
                address: card
                    .article
                    .url
                    .as_ref()
                    .and_then(|url| address(&url.value)),
                headline: headline_keys(card.article),
            });
        }
        let mut nets = Nets::new(order.len());
        for places in self.by_address(cards, order).into_values() {
            let pairs = places.windows(2);
            pairs.for_each(|pair| nets.tie(pair[0], pair[1]));
        }
        let mut texts = Texts::default();
        for places in self.by_headline(cards, order).into_values() {
            for pair in places.windows(2) {
                let [later, former] = [&cards[order[pair[0]]], &cards[order[pair[1]]]];
                if !nets.tied(pair[0], pair[1]) && self.agree(&mut texts, later, former) {
                    nets.tie(pair[0], pair[1]);
                }
            }
        }
        let groups = nets.groups().into_iter();
        let numbers = |places: Vec<usize>| places.into_iter().map(|place| order[place]).collect();
        groups.map(numbers).collect()
    }

    /// By address, the places in the `order` of the articles that tell it.
    fn by_address(&self, cards: &[Card<'_>], order: &[usize]) -> HashMap<&str, Vec<usize>> {
        let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
        for (place, &number) in order.iter().enumerate() {
            let signs = self.signs.get(&cards[number].key);
            if let Some(address) = signs.and_then(|signs| signs.address.as_deref()) {
                places.entry(address).or_default().push(place);
            }
        }
        places
    }

    /// By outlet and the telling words of a headline, all or all but one of them: the places of the articles under it.
    fn by_headline(&self, cards: &[Card<'_>], order: &[usize]) -> HashMap<u64, Vec<usize>> {
        let mut places: HashMap<u64, Vec<usize>> = HashMap::new();
        for (place, &number) in order.iter().enumerate() {
            let signs = self.signs.get(&cards[number].key);
            for &key in signs.iter().flat_map(|signs| &signs.headline) {
                let places = places.entry(key).or_default();
                if places.last() != Some(&place) {
                    places.push(place);
                }
            }
        }
        places
    }

    /// Tells whether two articles have so much text in common that one can be the other, changed.
    fn agree(&mut self, texts: &mut Texts, newer: &Card<'_>, older: &Card<'_>) -> bool {
        let shared = self.shared.entry((newer.key, older.key));
        let shared = *shared.or_insert_with(|| texts.shared(newer, older));
        let is_near = match (newer.minute(), older.minute()) {
            (Some(newer), Some(older)) => newer.abs_diff(older) <= WEEK.unsigned_abs(),
            _ => true,
        };
        shared >= if is_near { SHARED } else { SHARED_LATER }
    }
}

/// What names an article in its address: without scheme, `www.`, the part for the browser and the marks of those who count
/// readers. An address without a path is that of a front page, and names none.
fn address(url: &str) -> Option<String> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split_once('#').map_or(rest, |(rest, _)| rest);
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = place.split_once('/')?;
    let path = path.trim_end_matches('/');
    if path.is_empty() && query.is_empty() {
        return None;
    }
    let host = host.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let counts = |part: &&str| {
        !["utm_", "fbclid", "gclid", "ref=", "source=", "cmp="]
            .iter()
            .any(|mark| part.starts_with(mark))
    };
    let query: Vec<&str> = query.split('&').filter(counts).collect();
    Some(format!("{host}/{path}?{}", query.join("&")))
}

fn headline_keys(article: &Article) -> Vec<u64> {
    let (Some(outlet), Some(headline)) = (&article.outlet, &article.headline) else {
        return Vec::new();
    };
    let words = telling_words(&headline.value);
    if words.is_empty() {
        return Vec::new();
    }
    let leaving_out = if words.len() < HEADLINE {
        0
    } else {
        words.len()
    };
    let key = |left_out: Option<usize>| {
        let words = words.iter().enumerate();
        let words = words.filter(|(number, _)| Some(*number) != left_out);
        let words = words.map(|(_, word)| word.as_str());
        hash(std::iter::once(outlet.value.as_str()).chain(words))
    };
    let all = std::iter::once(None);
    all.chain((0..leaving_out).map(Some)).map(key).collect()
}

/// The words of `text` that are more than function words, in order and folded.
fn telling_words(text: &str) -> Vec<String> {
    let mut folded = String::new();
    let mut words = Vec::new();
    for token in tokens(text) {
        if matches!(token.kind, TokenKind::Word | TokenKind::Number) {
            fold_into(token.range.of(text), &mut folded);
            if !is_function(&folded) {
                words.push(folded.clone());
            }
        }
    }
    words
}

/// FNV-1a of words with a mark between them.
fn hash<'a>(words: impl Iterator<Item = &'a str>) -> u64 {
    let bytes = words.flat_map(|word| word.bytes().chain(std::iter::once(0)));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// What the texts of articles say, each read once when it is first asked for.
#[derive(Default)]
struct Texts {
    shingles: HashMap<ArticleKey, HashSet<u64>>,
}

impl Texts {
    /// How much of the shorter text the other has, in hundredths.
    fn shared(&mut self, one: &Card<'_>, other: &Card<'_>) -> usize {
        for card in [one, other] {
            let shingles = self.shingles.entry(card.key);
            shingles.or_insert_with(|| shingles_of(card.article));
        }
        let [one, other] = [one, other].map(|card| &self.shingles[&card.key]);
        let shared = one.intersection(other).count() * 100;
        shared
            .checked_div(one.len().min(other.len()))
            .unwrap_or_default()
    }
}

/// The runs of telling words in the prose of an article.
fn shingles_of(article: &Article) -> HashSet<u64> {
    let prose = article
        .blocks
        .iter()
        .filter(|block| block.kind.is_prose() && block.kind != BlockKind::Dateline);
    let words: Vec<String> = prose
        .flat_map(|block| telling_words(block.range.of(&article.text)))
        .collect();
    let runs = words.windows(SHINGLE.min(words.len()).max(1));
    runs.map(|run| hash(run.iter().map(String::as_str)))
        .collect()
}

/// Places in an order that are tied to each other, by way of others too.
struct Nets {
    /// By place, another one of its net; the first of a net is tied to itself.
    towards: Vec<usize>,
}

impl Nets {
    fn new(count: usize) -> Self {
        Self {
            towards: (0..count).collect(),
        }
    }

    fn first(&mut self, mut row: usize) -> usize {
        while self.towards[row] != row {
            self.towards[row] = self.towards[self.towards[row]];
            row = self.towards[row];
        }
        row
    }

    fn tied(&mut self, a: usize, b: usize) -> bool {
        self.first(a) == self.first(b)
    }

    fn tie(&mut self, a: usize, b: usize) {
        let (a, b) = (self.first(a), self.first(b));
        self.towards[a.max(b)] = a.min(b);
    }

    /// The nets of more than one place, the last place of each first.
    fn groups(mut self) -> Vec<Vec<usize>> {
        let mut groups: HashMap<usize, Vec<usize>> = HashMap::new();
        for row in (0..self.towards.len()).rev() {
            let first = self.first(row);
            groups.entry(first).or_default().push(row);
        }
        let mut groups: Vec<Vec<usize>> =
            groups.into_values().filter(|rows| rows.len() > 1).collect();
        groups.sort_unstable();
        groups
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::library::Library;
    use crate::library::head::Revision;
    use crate::{extract, ingest};

    const BODY: &str = "The council of Velmora voted to close the old pier. Repairs were too dear, said Odile Farrant. \
        Fishermen move to the new quay by June. Nine of fifteen members were for it.";

    /// A library of files, each with its headline, outlet, day of March and body.
    fn library(files: &[(&str, &str, u32, &str)]) -> Library {
        let read: Vec<_> = files
            .iter()
            .zip(0..)
            .flat_map(|((title, outlet, day, body), number)| {
                let file = format!(
                    "---\ntitle: {title}\noutlet: {outlet}\ndate: 2026-03-{day:02}\n---\n\n# {title}\n\n{body}\n"
                );
                ingest::read(&format!("{number}.md"), file.as_bytes()).articles
            })
            .map(|article| {
                let findings = extract::find(&article);
                (Arc::new(article), Arc::new(findings))
            })
            .collect();
        Library::build(&read, Vec::new())
    }

    fn told(library: &Library) -> Vec<Option<String>> {
        let entries = (0..library.len()).filter_map(|row| library.entry(row));
        entries
            .map(|entry| entry.head.revision.as_ref().map(Revision::told))
            .collect()
    }

    #[test]
    fn the_same_outlet_and_headline_is_another_version() {
        let later = BODY.replace("Nine of fifteen", "Ten of fifteen");
        let library = library(&[
            ("Velmora to close its old pier", "Quay Radio", 5, BODY),
            (
                "Velmora is to close old pier in June",
                "Quay Radio",
                6,
                &later,
            ),
            ("Velmora to close its old pier", "Coast Herald", 6, BODY),
        ]);
        let told = told(&library);
        assert_eq!(told.iter().flatten().count(), 2);
        let earlier = Some("version 1 of 2".to_owned());
        let newer = Some("version 2 of 2, earlier Mar 5 '26".to_owned());
        assert!(told.contains(&earlier) && told.contains(&newer), "{told:?}");
        let row = told.iter().position(|told| *told == newer).unwrap();
        assert_eq!(library.revisions(row).len(), 2);
        assert_eq!(library.revisions(row).last(), Some(&row));
    }

    #[test]
    fn a_headline_that_stands_over_another_text_every_day_is_none() {
        let other = "Rain is expected in the north. Trains to Norport are late again. The museum opens a hall of lamps.";
        let library = library(&[
            ("Your morning briefing from Velmora", "Quay Radio", 5, BODY),
            ("Your morning briefing from Velmora", "Quay Radio", 6, other),
        ]);
        assert_eq!(told(&library), [None, None]);
    }

    #[test]
    fn addresses_are_one_whatever_counts_their_readers() {
        let same = [
            "https://www.quay.example/pier-closes/",
            "http://quay.example/pier-closes?utm_source=mail#top",
            "https://Quay.example/pier-closes",
        ];
        let first = address(same[0]);
        assert!(first.is_some());
        assert!(same.iter().all(|url| address(url) == first));
        assert_ne!(
            address("https://quay.example/a?id=1"),
            address("https://quay.example/a?id=2")
        );
        assert_eq!(address("https://quay.example/"), None);
        assert_eq!(address("quay"), None);
    }
}
