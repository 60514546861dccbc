//! Versions of one article: the same address, or the same outlet and nearly the same headline, with text in common.
//!
//! A headline alone is not enough: `Morning briefing` stands over another text every day. Headlines are looked up by their
//! telling words with one of them left out, and within those only neighbours in time are compared, so that the cost grows
//! with the library and not with its square.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::card::Card;
use super::signs::{each_telling_word, hash, hash_bytes};
use crate::link::cores::on_all_cores;
use crate::link::report::{Reports, Ticket};
use crate::model::article::{Article, BlockKind};
use crate::model::state::ArticleKey;

/// How many words are read together when texts are compared.
const SHINGLE: usize = 3;

/// How much of the shorter text the other has at least, in hundredths: within a week, and at any time.
const SHARED: usize = 25;
const SHARED_LATER: usize = 50;

/// How many pairs are compared at a time, and of how many articles what they say is kept for the next.
const AT_ONCE: usize = 512;
const KEPT: usize = 16_384;

/// How many minutes there are in a week, as dates are sorted.
const WEEK: i64 = 7 * 24 * 60;

/// What has been worked out about the versions of articles: how much text pairs share.
#[derive(Debug, Default)]
pub(super) struct Series {
    shared: HashMap<(ArticleKey, ArticleKey), usize>,
}

impl Series {
    /// Forgets an article, whose text is another now.
    pub(super) fn forget(&mut self, key: ArticleKey) {
        self.shared
            .retain(|(one, other), _| *one != key && *other != key);
    }

    /// The versions of each article of which there are several, the earliest first, as numbers of `cards`; `order` has these
    /// newest first, and `reports` the articles themselves.
    pub(super) fn groups(
        &mut self,
        cards: &[Card<'_>],
        order: &[usize],
        reports: &dyn Reports,
    ) -> Vec<Vec<usize>> {
        let mut nets = Nets::new(order.len());
        for places in by_address(cards, order).into_values() {
            let pairs = places.windows(2);
            pairs.for_each(|pair| nets.tie(pair[0], pair[1]));
        }
        let mut pairs = neighbours(by_headline(cards, order));
        pairs.retain(|pair| !nets.tied(pair[0], pair[1]));
        let numbered = pairs.iter().map(|pair| pair.map(|place| order[place]));
        let numbered: Vec<[usize; 2]> = numbered.collect();
        self.compare(&numbered, cards, reports);
        for (pair, numbers) in pairs.iter().zip(numbered) {
            if self.agree(cards, numbers) {
                nets.tie(pair[0], pair[1]);
            }
        }
        let groups = nets.groups().into_iter();
        let numbers = |places: Vec<usize>| places.into_iter().map(|place| order[place]).collect();
        groups.map(numbers).collect()
    }

    /// Works out how much text those pairs share, of which the newer comes first, of which that is not known.
    fn compare(&mut self, pairs: &[[usize; 2]], cards: &[Card<'_>], reports: &dyn Reports) {
        let keys = |pair: &[usize; 2]| (cards[pair[0]].key, cards[pair[1]].key);
        let open = pairs.iter().copied();
        let open = open.filter(|pair| !self.shared.contains_key(&keys(pair)));
        let open: Vec<[usize; 2]> = open.collect();
        let mut shingles: HashMap<usize, Box<[u64]>> = HashMap::new();
        for pairs in open.chunks(AT_ONCE) {
            if shingles.len() > KEPT {
                shingles.clear();
            }
            let met: BTreeSet<usize> = pairs.iter().flatten().copied().collect();
            let new = met.into_iter().filter(|met| !shingles.contains_key(met));
            let read = new.map(|number| (number, reports.article(Ticket(number))));
            let read: Vec<(usize, Option<Arc<Article>>)> = read.collect();
            let found = on_all_cores(&read, |(_, article)| {
                let article = article.as_deref();
                article.map(shingles_of).unwrap_or_default()
            });
            shingles.extend(read.iter().map(|(number, _)| *number).zip(found));
            let shared = pairs
                .iter()
                .map(|pair| (keys(pair), shared(&shingles[&pair[0]], &shingles[&pair[1]])));
            self.shared.extend(shared);
        }
    }

    /// Tells whether two articles, of which the newer comes first, have so much text in common that one can be the other, changed.
    fn agree(&self, cards: &[Card<'_>], pair: [usize; 2]) -> bool {
        let [newer, older] = pair.map(|number| &cards[number]);
        let shared = self.shared.get(&(newer.key, older.key));
        let shared = shared.copied().unwrap_or_default();
        let is_near = match (newer.minute(), older.minute()) {
            (Some(newer), Some(older)) => newer.abs_diff(older) <= WEEK.unsigned_abs(),
            _ => true,
        };
        shared >= if is_near { SHARED } else { SHARED_LATER }
    }
}

/// By address, the places in the `order` of the articles that tell it.
fn by_address(cards: &[Card<'_>], order: &[usize]) -> HashMap<u64, Vec<usize>> {
    let mut places: HashMap<u64, Vec<usize>> = HashMap::new();
    for (place, &number) in order.iter().enumerate() {
        if let Some(address) = cards[number].face.signs.address {
            places.entry(address).or_default().push(place);
        }
    }
    places
}

/// By outlet and the telling words of a headline, all or all but one of them: the places of the articles under it.
fn by_headline(cards: &[Card<'_>], order: &[usize]) -> HashMap<u64, Vec<usize>> {
    let mut places: HashMap<u64, Vec<usize>> = HashMap::new();
    for (place, &number) in order.iter().enumerate() {
        for &key in &cards[number].face.signs.headline {
            let places = places.entry(key).or_default();
            if places.last() != Some(&place) {
                places.push(place);
            }
        }
    }
    places
}

/// The places next to each other under a headline, each pair once; those of one headline behind each other.
fn neighbours(by_headline: HashMap<u64, Vec<usize>>) -> Vec<[usize; 2]> {
    let mut under: Vec<Vec<usize>> = by_headline.into_values().collect();
    under.sort_unstable();
    let pairs = under.iter().flat_map(|places| places.windows(2));
    let mut seen = HashSet::new();
    let pairs = pairs.map(|pair| [pair[0], pair[1]]);
    pairs.filter(|pair| seen.insert(*pair)).collect()
}

/// How much of the shorter of two texts the other has, in hundredths, by their shingles.
fn shared(one: &[u64], other: &[u64]) -> usize {
    let (few, many) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let shared = few.iter().filter(|run| many.binary_search(run).is_ok());
    (shared.count() * 100)
        .checked_div(few.len())
        .unwrap_or_default()
}

/// The runs of telling words in the prose of an article: their hashes, in rising order, each once.
fn shingles_of(article: &Article) -> Box<[u64]> {
    let prose = article
        .blocks
        .iter()
        .filter(|block| block.kind.is_prose() && block.kind != BlockKind::Dateline);
    let mut words: Vec<u64> = Vec::new();
    for block in prose {
        each_telling_word(block.range.of(&article.text), |word| {
            words.push(hash(std::iter::once(word)));
        });
    }
    let runs = words.windows(SHINGLE.min(words.len()).max(1));
    let runs = runs.map(|run| hash_bytes(run.iter().flat_map(|word| word.to_le_bytes())));
    let mut runs: Vec<u64> = runs.collect();
    runs.sort_unstable();
    runs.dedup();
    runs.into()
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
}
