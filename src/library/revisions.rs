//! Versions of one article: the same address, or the same outlet and nearly the same headline, with text in common.
//!
//! A headline alone is not enough: `Morning briefing` stands over another text every day. Headlines are looked up by their
//! telling words with one of them left out, and within those only neighbours in time are compared, so that the cost grows
//! with the library and not with its square.

use std::collections::{HashMap, HashSet};

use super::card::Card;
use super::signs::{hash, telling_words};
use crate::link::report::{Reports, Ticket};
use crate::model::article::{Article, BlockKind};
use crate::model::state::ArticleKey;

/// How many words are read together when texts are compared.
const SHINGLE: usize = 3;

/// How much of the shorter text the other has at least, in hundredths: within a week, and at any time.
const SHARED: usize = 25;
const SHARED_LATER: usize = 50;

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
        let mut texts = Texts {
            reports,
            shingles: HashMap::new(),
        };
        for places in by_headline(cards, order).into_values() {
            for pair in places.windows(2) {
                let pair_of = [order[pair[0]], order[pair[1]]];
                if !nets.tied(pair[0], pair[1]) && self.agree(&mut texts, cards, pair_of) {
                    nets.tie(pair[0], pair[1]);
                }
            }
        }
        let groups = nets.groups().into_iter();
        let numbers = |places: Vec<usize>| places.into_iter().map(|place| order[place]).collect();
        groups.map(numbers).collect()
    }

    /// Tells whether two articles, of which the newer comes first, have so much text in common that one can be the other, changed.
    fn agree(&mut self, texts: &mut Texts<'_>, cards: &[Card<'_>], pair: [usize; 2]) -> bool {
        let [newer, older] = pair.map(|number| &cards[number]);
        let shared = self.shared.entry((newer.key, older.key));
        let shared = *shared.or_insert_with(|| texts.shared(pair));
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

/// What the texts of articles say, each read once when it is first asked for.
struct Texts<'a> {
    reports: &'a dyn Reports,
    shingles: HashMap<usize, HashSet<u64>>,
}

impl Texts<'_> {
    /// How much of the shorter text the other has, in hundredths.
    fn shared(&mut self, pair: [usize; 2]) -> usize {
        for number in pair {
            let shingles = self.shingles.entry(number);
            shingles.or_insert_with(|| {
                let report = self.reports.report(Ticket(number));
                report.map_or_else(HashSet::new, |report| shingles_of(&report.article))
            });
        }
        let [one, other] = pair.map(|number| &self.shingles[&number]);
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
