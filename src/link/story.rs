//! Stories: articles that tell of the same event.
//!
//! Words alone cannot tell an event from its topic: two reports of one summit may share a quarter of their words' weight,
//! and so may reports of two summits half a year apart. So dates decide. Dates that exclude each other separate; where
//! dates told to the day lie together, a fifth of the weight and shared actors are enough; where dates are open, the words must be
//! alike by themselves. Only articles that have telling words in common are compared at all, each with a bounded number
//! of neighbours, so the work grows with the library and not with its square.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::link::calendar;
use crate::link::cast::Casts;
use crate::link::report::Report;
use crate::link::words::{Frequencies, Words, sample};
use crate::model::date::NewsDate;

/// The shared weight from which articles with a shared actor are of one event although their dates do not say so.
const ALIKE: f32 = 0.35;

/// The same where their dates agree.
const ALIKE_ON_THE_DAY: f32 = 0.25;

/// The same where their dates agree and they share [`SHARED_ACTORS`] actors.
const ALIKE_WITH_ACTORS: f32 = 0.20;

/// How many shared actors make up for fewer shared words.
const SHARED_ACTORS: usize = 3;

/// How many of an article's heaviest words lead to others.
const LEADS: usize = 40;

/// How many articles a word leads to, from each that has it.
const NEIGHBOURS: usize = 8;

/// How many of the articles found so are compared in full.
const COMPARED: usize = 24;

/// No story grows beyond this.
const LARGEST_STORY: usize = 256;

/// What is known of an article before stories are made.
#[derive(Debug, Default)]
struct Sketch {
    words: Words,
    date: Option<NewsDate>,
}

/// Where an article stands in the list of a word: by date, so that those close in time stand close, then by place in the
/// library.
type Place = (Option<i64>, usize);

/// Articles of one event.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Group {
    /// The articles, as indices in rising order.
    pub(crate) articles: Vec<usize>,
    /// The weight that the pairs which made the story share on average, 0 to 1.
    pub(crate) likeness: f32,
    /// Whether the dates of some of them speak for it, rather than only not against it.
    pub(crate) dates_agree: bool,
}

/// The stories of a library, kept up to date.
///
/// An article looks for its like among those before it in the library alone, so that a later one changes no pair but its
/// own. The pairs make a net; stories never reach beyond a connected part of it, and only the parts that a change touches
/// are told anew.
#[derive(Debug, Default)]
pub(crate) struct Stories {
    frequencies: Frequencies,
    /// How many articles the sample has, and the last of them.
    sample: (usize, usize),
    /// By article.
    sketches: Vec<Sketch>,
    /// By telling word, the articles that it leads to.
    having: HashMap<u32, BTreeSet<Place>>,
    /// By article, the others that may be of one story with it, with their likeness.
    pairs: Vec<Vec<(f32, usize)>>,
    /// By article, its story.
    of: Vec<Option<usize>>,
    /// The stories, each called by its first article.
    groups: BTreeMap<usize, Group>,
}

/// What a change of the library did to its stories.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    /// The articles that are in another story than before, or in none.
    pub(crate) articles: BTreeSet<usize>,
    /// The stories that are there no more or not as they were.
    pub(crate) stories: BTreeSet<usize>,
}

impl Stories {
    /// By article, its story.
    pub(crate) fn of(&self) -> &[Option<usize>] {
        &self.of
    }

    /// The stories of at least two articles, in the order of their first article, by which they are called.
    pub(crate) fn groups(&self) -> &BTreeMap<usize, Group> {
        &self.groups
    }

    /// Follows a change of the library: `articles` is what it is now, `added` and `removed` what it was not and was.
    pub(crate) fn update(
        &mut self,
        articles: &[Option<Report>],
        added: &[usize],
        removed: &[usize],
        casts: &Casts,
    ) -> Changes {
        self.sketches.resize_with(articles.len(), Sketch::default);
        self.pairs.resize_with(articles.len(), Vec::new);
        self.of.resize(articles.len(), None);
        let mut touched: BTreeSet<usize> = added.iter().chain(removed).copied().collect();
        if self.resample(articles, removed) {
            self.having.clear();
            self.pairs.iter_mut().for_each(Vec::clear);
            for (article, report) in articles.iter().enumerate() {
                touched.insert(article);
                self.sketch(article, report.as_ref());
                self.enter(article, casts);
            }
        } else {
            for &article in removed {
                for later in self.leave(article) {
                    touched.extend(self.part_with(later));
                    self.look_back(later, casts);
                    touched.insert(later);
                }
                touched.extend(self.part_with(article));
            }
            for &article in added {
                self.sketch(article, articles[article].as_ref());
                self.enter(article, casts);
            }
        }
        self.tell(&touched)
    }

    /// Counts the sample anew where it is another than before; tells whether it was.
    fn resample(&mut self, articles: &[Option<Report>], removed: &[usize]) -> bool {
        let count = sample(articles.iter().flatten().count());
        let (before, last) = self.sample;
        if count == before && !removed.iter().any(|&article| article <= last) {
            return false;
        }
        let live = articles.iter().enumerate();
        let sample: Vec<(usize, &Report)> = live
            .filter_map(|(article, report)| Some((article, report.as_ref()?)))
            .take(count)
            .collect();
        self.sample = (count, sample.last().map_or(0, |(article, _)| *article));
        self.frequencies = Frequencies::of(sample.iter().map(|(_, report)| &*report.article));
        true
    }

    fn sketch(&mut self, article: usize, report: Option<&Report>) {
        self.sketches[article] = report.map_or_else(Sketch::default, |report| Sketch {
            words: self.frequencies.weigh(&report.article),
            date: report.article.published.as_ref().map(|date| date.value),
        });
    }

    /// Pairs an article that is new with those before it, and lets later ones find it.
    fn enter(&mut self, article: usize, casts: &Casts) {
        self.look_back(article, casts);
        let place = self.place(article);
        for word in heaviest(&self.sketches[article].words) {
            self.having.entry(word).or_default().insert(place);
        }
    }

    fn place(&self, article: usize) -> Place {
        let date = self.sketches[article].date;
        (date.as_ref().and_then(NewsDate::sort_key), article)
    }

    /// Takes an article out of the lists; gives the later ones that may have found it there.
    fn leave(&mut self, article: usize) -> BTreeSet<usize> {
        let place = self.place(article);
        let mut later = BTreeSet::new();
        for word in heaviest(&self.sketches[article].words) {
            let Some(places) = self.having.get_mut(&word) else {
                continue;
            };
            places.remove(&place);
            // Whoever has as many earlier ones between it and the article never saw it.
            let mut look = |around: &mut dyn Iterator<Item = &Place>| {
                let mut earlier = 0;
                for (_, other) in around {
                    if *other > article {
                        later.insert(*other);
                    } else {
                        earlier += 1;
                    }
                    if earlier == NEIGHBOURS {
                        break;
                    }
                }
            };
            look(&mut places.range(..place).rev());
            look(&mut places.range(place..));
        }
        self.sketches[article] = Sketch::default();
        later
    }

    /// Forgets all pairs of an article with earlier ones, and of one that is gone with all; gives the others.
    fn part_with(&mut self, article: usize) -> Vec<usize> {
        let gone = self.sketches[article].words.weights.is_empty();
        let (parted, kept): (Vec<_>, Vec<_>) = std::mem::take(&mut self.pairs[article])
            .into_iter()
            .partition(|(_, other)| gone || *other < article);
        self.pairs[article] = kept;
        for (_, other) in &parted {
            self.pairs[*other].retain(|(_, back)| *back != article);
        }
        parted.into_iter().map(|(_, other)| other).collect()
    }

    /// Finds the earlier articles that may be of one story with this one.
    fn look_back(&mut self, article: usize, casts: &Casts) {
        let sketch = &self.sketches[article];
        let likely: Vec<(f32, usize)> = self
            .earlier(article)
            .into_iter()
            .filter_map(|other| {
                let known = &self.sketches[other];
                let likeness = sketch.words.likeness(&known.words);
                let shared = || casts.shared(article, other);
                are_of_one_event(sketch, known, likeness, shared).then_some((likeness, other))
            })
            .collect();
        for (likeness, other) in likely {
            self.pairs[article].push((likeness, other));
            self.pairs[other].push((likeness, article));
        }
    }

    /// The earlier articles that share most of its heaviest words.
    fn earlier(&self, article: usize) -> Vec<usize> {
        let place = self.place(article);
        let mut met = Vec::new();
        for word in heaviest(&self.sketches[article].words) {
            if let Some(places) = self.having.get(&word) {
                let earlier = |(_, other): &&Place| *other < article;
                let before = places.range(..place).rev().filter(earlier);
                let behind = places.range(place..).filter(earlier);
                let around = before.take(NEIGHBOURS).chain(behind.take(NEIGHBOURS));
                met.extend(around.map(|(_, other)| *other));
            }
        }
        most_met(met)
    }

    /// Tells the stories of the parts of the net anew in which `touched` articles are.
    fn tell(&mut self, touched: &BTreeSet<usize>) -> Changes {
        let mut parts: Vec<Vec<usize>> = Vec::new();
        let mut seen: BTreeSet<usize> = BTreeSet::new();
        for &article in touched {
            if !seen.contains(&article) {
                let part = self.part_of(article);
                seen.extend(&part);
                parts.push(part);
            }
        }
        let mut changes = Changes::default();
        let mut before: BTreeMap<usize, Group> = BTreeMap::new();
        for story in seen.iter().filter_map(|&article| self.of[article]) {
            before.extend(self.groups.remove(&story).map(|group| (story, group)));
        }
        let mut of: BTreeMap<usize, usize> = BTreeMap::new();
        for part in &parts {
            for group in Joining::stories(part, &self.pairs, &self.sketches) {
                let story = group.articles[0];
                of.extend(group.articles.iter().map(|&article| (article, story)));
                if before.remove(&story).as_ref() != Some(&group) {
                    changes.stories.insert(story);
                }
                self.groups.insert(story, group);
            }
        }
        changes.stories.extend(before.into_keys());
        for article in seen {
            let story = of.get(&article).copied();
            if self.of[article] != story {
                self.of[article] = story;
                changes.articles.insert(article);
            }
        }
        changes
    }

    /// All articles that pairs lead to from this one, in rising order.
    fn part_of(&self, article: usize) -> Vec<usize> {
        let mut part = BTreeSet::from([article]);
        let mut open = vec![article];
        while let Some(next) = open.pop() {
            for (_, other) in &self.pairs[next] {
                if part.insert(*other) {
                    open.push(*other);
                }
            }
        }
        part.into_iter().collect()
    }
}

fn are_of_one_event(a: &Sketch, b: &Sketch, likeness: f32, shared: impl FnOnce() -> usize) -> bool {
    if likeness < ALIKE_WITH_ACTORS || dates_contradict(a, b) {
        return false;
    }
    let enough = match (dates_agree(a, b), shared()) {
        (_, 0) => return false,
        (true, SHARED_ACTORS..) => ALIKE_WITH_ACTORS,
        (true, _) => ALIKE_ON_THE_DAY,
        (false, _) => ALIKE,
    };
    likeness >= enough
}

fn dates_agree(a: &Sketch, b: &Sketch) -> bool {
    matches!((&a.date, &b.date), (Some(a), Some(b)) if calendar::agree(a, b))
}

fn dates_contradict(a: &Sketch, b: &Sketch) -> bool {
    matches!((&a.date, &b.date), (Some(a), Some(b)) if calendar::contradict(a, b))
}

fn heaviest(words: &Words) -> Vec<u32> {
    let mut weights = words.weights.clone();
    weights.sort_by(|(a, x), (b, y)| y.total_cmp(x).then(a.cmp(b)));
    weights
        .into_iter()
        .take(LEADS)
        .map(|(word, _)| word)
        .collect()
}

/// The articles that were met most often, at least twice.
fn most_met(mut met: Vec<usize>) -> Vec<usize> {
    met.sort_unstable();
    let mut counted: Vec<(usize, usize)> = met
        .chunk_by(|a, b| a == b)
        .filter(|chunk| chunk.len() > 1)
        .map(|chunk| (chunk.len(), chunk[0]))
        .collect();
    counted.sort_by_key(|&(count, article)| (std::cmp::Reverse(count), article));
    counted
        .into_iter()
        .take(COMPARED)
        .map(|(_, article)| article)
        .collect()
}

/// The stories of one part of the net in the making. Articles are called by their place in it.
struct Joining<'a> {
    part: &'a [usize],
    sketches: &'a [Sketch],
    /// By article, its story.
    of: Vec<usize>,
    /// By story, its articles, the sum of the likenesses that made it, and their number.
    members: Vec<(Vec<usize>, f32, f32)>,
}

impl<'a> Joining<'a> {
    /// Joins the most alike first.
    fn stories(
        part: &'a [usize],
        pairs: &[Vec<(f32, usize)>],
        sketches: &'a [Sketch],
    ) -> Vec<Group> {
        let mut likely: Vec<(f32, usize, usize)> = Vec::new();
        for (place, &article) in part.iter().enumerate() {
            for &(likeness, other) in pairs[article].iter().filter(|(_, other)| *other < article) {
                likely.extend(
                    part.binary_search(&other)
                        .map(|other| (likeness, other, place)),
                );
            }
        }
        likely.sort_by(|(x, a, b), (y, c, d)| y.total_cmp(x).then((a, b).cmp(&(c, d))));
        let mut joining = Self {
            part,
            sketches,
            of: (0..part.len()).collect(),
            members: (0..part.len())
                .map(|place| (vec![place], 0.0, 0.0))
                .collect(),
        };
        for (likeness, a, b) in likely {
            joining.join(a, b, likeness);
        }
        joining.finish()
    }

    fn sketch(&self, place: usize) -> &Sketch {
        &self.sketches[self.part[place]]
    }

    /// Makes the stories of `a` and `b` one, unless an article of one contradicts the date of one of the other, or the
    /// two hang together by this pair alone: a chain of reports from day to day is not one event.
    fn join(&mut self, a: usize, b: usize, likeness: f32) {
        let (into, from) = (self.of[a].min(self.of[b]), self.of[a].max(self.of[b]));
        if into != from && !self.may_join(into, from) {
            return;
        }
        let (articles, sum, pairs) = if into == from {
            (Vec::new(), 0.0, 0.0)
        } else {
            std::mem::take(&mut self.members[from])
        };
        for &article in &articles {
            self.of[article] = into;
        }
        let story = &mut self.members[into];
        story.0.extend(articles);
        story.1 += sum + likeness;
        story.2 += pairs + 1.0;
    }

    fn may_join(&self, into: usize, from: usize) -> bool {
        let (one, other) = (&self.members[into].0, &self.members[from].0);
        if one.len() + other.len() > LARGEST_STORY {
            return false;
        }
        let mut alike = 0;
        let mut looked_at = 0;
        for &a in one {
            for &b in other {
                if dates_contradict(self.sketch(a), self.sketch(b)) {
                    return false;
                }
                if looked_at < COMPARED {
                    looked_at += 1;
                    let likeness = self.sketch(a).words.likeness(&self.sketch(b).words);
                    alike += usize::from(likeness >= ALIKE_WITH_ACTORS);
                }
            }
        }
        alike * 2 >= looked_at
    }

    /// Compares each article with the next few only, which bounds the work in a large story.
    fn some_dates_agree(&self, articles: &[usize]) -> bool {
        articles.iter().enumerate().any(|(place, &a)| {
            let rest = articles.iter().skip(place + 1).take(NEIGHBOURS);
            rest.into_iter()
                .any(|&b| dates_agree(self.sketch(a), self.sketch(b)))
        })
    }

    fn finish(mut self) -> Vec<Group> {
        let stories = std::mem::take(&mut self.members)
            .into_iter()
            .filter(|(articles, _, _)| articles.len() > 1);
        let mut groups: Vec<Group> = stories
            .map(|(mut articles, sum, pairs)| {
                articles.sort_unstable();
                let dates_agree = self.some_dates_agree(&articles);
                let articles = articles.into_iter().map(|place| self.part[place]).collect();
                Group {
                    dates_agree,
                    articles,
                    likeness: sum / pairs,
                }
            })
            .collect();
        groups.sort_by(|a, b| a.articles.cmp(&b.articles));
        groups
    }
}
