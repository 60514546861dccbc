//! Stories: articles that tell of the same event.
//!
//! Words alone cannot tell an event from its topic: two reports of one summit may share a quarter of their words' weight,
//! and so may reports of two summits half a year apart. So dates decide. Dates that exclude each other separate; where
//! dates told to the day lie together, a fifth of the weight and shared actors are enough; where dates are open, the words must be
//! alike by themselves. Only articles that have telling words in common are compared at all, each with a bounded number
//! of neighbours, so the work grows with the library and not with its square.

use crate::link::calendar;
use crate::link::cast::Casts;
use crate::link::words::Words;
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
#[derive(Debug)]
pub(crate) struct Sketch<'a> {
    /// Its words.
    pub(crate) words: Words,
    /// Its date.
    pub(crate) date: Option<&'a NewsDate>,
}

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

/// The stories of at least two articles, in the order of their first article.
pub(crate) fn groups(sketches: &[Sketch<'_>], casts: &Casts) -> Vec<Group> {
    let mut stories = Stories::new(sketches);
    for (likeness, a, b) in likely_pairs(sketches, casts) {
        stories.join(a, b, likeness);
    }
    stories.finish()
}

/// Pairs that may be of one story, the most alike first.
fn likely_pairs(sketches: &[Sketch<'_>], casts: &Casts) -> Vec<(f32, usize, usize)> {
    let mut pairs = Vec::new();
    for (a, others) in neighbours(sketches).into_iter().enumerate() {
        for b in others {
            let likeness = sketches[a].words.likeness(&sketches[b].words);
            if are_of_one_event(&sketches[a], &sketches[b], likeness, || casts.shared(a, b)) {
                pairs.push((likeness, a, b));
            }
        }
    }
    pairs.sort_by(|(x, a, b), (y, c, d)| y.total_cmp(x).then((a, b).cmp(&(c, d))));
    pairs
}

fn are_of_one_event(
    a: &Sketch<'_>,
    b: &Sketch<'_>,
    likeness: f32,
    shared: impl FnOnce() -> usize,
) -> bool {
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

fn dates_agree(a: &Sketch<'_>, b: &Sketch<'_>) -> bool {
    matches!((a.date, b.date), (Some(a), Some(b)) if calendar::agree(a, b))
}

fn dates_contradict(a: &Sketch<'_>, b: &Sketch<'_>) -> bool {
    matches!((a.date, b.date), (Some(a), Some(b)) if calendar::contradict(a, b))
}

/// By article, the later ones that share most of its heaviest words.
fn neighbours(sketches: &[Sketch<'_>]) -> Vec<Vec<usize>> {
    let words = sketches
        .iter()
        .filter_map(|sketch| sketch.words.weights.last());
    let count = words.map(|(word, _)| *word as usize + 1).max().unwrap_or(0);
    let mut having: Vec<Vec<usize>> = vec![Vec::new(); count];
    for article in by_date(sketches) {
        for word in heaviest(&sketches[article].words) {
            having[word as usize].push(article);
        }
    }
    let mut found: Vec<Vec<usize>> = vec![Vec::new(); sketches.len()];
    for articles in having {
        for (place, &article) in articles.iter().enumerate() {
            for &other in articles.iter().skip(place + 1).take(NEIGHBOURS) {
                found[article.min(other)].push(article.max(other));
            }
        }
    }
    found.into_iter().map(most_met).collect()
}

/// Articles in the order of their dates, so that those close in time stand close in every list.
fn by_date(sketches: &[Sketch<'_>]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..sketches.len()).collect();
    order.sort_by_key(|&article| (sketches[article].date.and_then(NewsDate::sort_key), article));
    order
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

/// Stories in the making.
struct Stories<'a> {
    sketches: &'a [Sketch<'a>],
    /// By article, its story.
    of: Vec<usize>,
    /// By story, its articles, the sum of the likenesses that made it, and their number.
    members: Vec<(Vec<usize>, f32, f32)>,
}

impl<'a> Stories<'a> {
    fn new(sketches: &'a [Sketch<'a>]) -> Self {
        Self {
            sketches,
            of: (0..sketches.len()).collect(),
            members: (0..sketches.len())
                .map(|article| (vec![article], 0.0, 0.0))
                .collect(),
        }
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
                if dates_contradict(&self.sketches[a], &self.sketches[b]) {
                    return false;
                }
                if looked_at < COMPARED {
                    looked_at += 1;
                    let likeness = self.sketches[a].words.likeness(&self.sketches[b].words);
                    alike += usize::from(likeness >= ALIKE_WITH_ACTORS);
                }
            }
        }
        alike * 2 >= looked_at
    }

    /// Compares each article with the next few only, which bounds the work in a large story.
    fn some_dates_agree(&self, articles: &[usize]) -> bool {
        let sketch = |index: usize| &self.sketches[index];
        articles.iter().enumerate().any(|(place, &a)| {
            let rest = articles.iter().skip(place + 1).take(NEIGHBOURS);
            rest.into_iter().any(|&b| dates_agree(sketch(a), sketch(b)))
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
