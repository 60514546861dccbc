//! Articles of one event: what is known of such a group, and how the articles that may be of one event are joined.

use std::cell::OnceCell;

use crate::link::sketch::{ALIKE_AT_LEAST, Compared, Sketch, dates_agree, dates_contradict};
use crate::link::words::{Frequencies, Words};

/// How many pairs of articles are looked at where two groups may be one.
const COMPARED: usize = 24;

/// How many of the articles behind each are looked at for whether their dates agree.
const NEIGHBOURS: usize = 8;

/// No story grows beyond this.
const LARGEST_STORY: usize = 256;

/// Articles of one event.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Group {
    /// The articles, as indices in rising order.
    pub(crate) articles: Vec<usize>,
    /// The weight that the pairs which made the story share on average, 0 to 1; nothing where none of them is such a pair.
    pub(crate) likeness: Option<f32>,
    /// Whether the dates of some of them speak for it, rather than only not against it.
    pub(crate) dates_agree: bool,
    /// What the reader says about it.
    pub(crate) said: Said,
}

/// What the reader's rules say about a story.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Said {
    /// The lines of the rules that made it what it is, in the order of the file.
    pub(crate) lines: Vec<u32>,
    /// What the reader calls it.
    pub(crate) name: Option<String>,
    /// Whether it stays as it is, whatever comes.
    pub(crate) pinned: bool,
}

impl Group {
    /// The group of these `articles`, in rising order, of which some are `pairs` as likely of one event.
    pub(crate) fn of(
        articles: Vec<usize>,
        pairs: &[Vec<(f32, usize)>],
        sketches: &[Sketch],
    ) -> Self {
        let (mut sum, mut count) = (0.0, 0.0);
        for &article in &articles {
            let inside = pairs[article]
                .iter()
                .filter(|(_, other)| *other < article && articles.binary_search(other).is_ok());
            for (likeness, _) in inside {
                sum += likeness;
                count += 1.0;
            }
        }
        let dates_agree = some_dates_agree(&articles, sketches);
        Self {
            articles,
            likeness: (count > 0.0).then(|| sum / count),
            dates_agree,
            said: Said::default(),
        }
    }
}

/// Compares each article with the next few only, which bounds the work in a large story.
fn some_dates_agree(articles: &[usize], sketches: &[Sketch]) -> bool {
    articles.iter().enumerate().any(|(place, &a)| {
        let rest = articles.iter().skip(place + 1).take(NEIGHBOURS);
        rest.into_iter()
            .any(|&b| dates_agree(&sketches[a], &sketches[b]))
    })
}

/// The stories of one part of the net in the making. Articles are called by their place in it.
pub(crate) struct Joining<'a> {
    part: &'a [usize],
    sketches: &'a [Sketch],
    frequencies: &'a Frequencies,
    /// By article, what its words weigh, once that was asked for.
    words: Vec<OnceCell<Words>>,
    /// By article, its story.
    of: Vec<usize>,
    /// By story, its articles, the sum of the likenesses that made it, and their number.
    members: Vec<(Vec<usize>, f32, f32)>,
}

impl<'a> Joining<'a> {
    /// Joins the most alike first.
    pub(crate) fn stories(
        part: &'a [usize],
        pairs: &[Vec<(f32, usize)>],
        sketches: &'a [Sketch],
        frequencies: &'a Frequencies,
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
            frequencies,
            words: vec![OnceCell::new(); part.len()],
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

    fn compared(&self, place: usize) -> Compared<'_> {
        let sketch = self.sketch(place);
        let weigh = || self.frequencies.weigh(&sketch.counted).0;
        Compared {
            sketch,
            words: self.words[place].get_or_init(weigh),
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
                if dates_contradict(self.sketch(a), self.sketch(b)) {
                    return false;
                }
                if looked_at < COMPARED {
                    looked_at += 1;
                    let likeness = self.compared(a).likeness(self.sketch(b));
                    alike += usize::from(likeness >= ALIKE_AT_LEAST);
                }
            }
        }
        alike * 2 >= looked_at
    }

    fn finish(mut self) -> Vec<Group> {
        let stories = std::mem::take(&mut self.members)
            .into_iter()
            .filter(|(articles, _, _)| articles.len() > 1);
        let mut groups: Vec<Group> = stories
            .map(|(articles, sum, pairs)| {
                let mut articles: Vec<usize> =
                    articles.into_iter().map(|place| self.part[place]).collect();
                articles.sort_unstable();
                Group {
                    dates_agree: some_dates_agree(&articles, self.sketches),
                    articles,
                    likeness: Some(sum / pairs),
                    said: Said::default(),
                }
            })
            .collect();
        groups.sort_by(|a, b| a.articles.cmp(&b.articles));
        groups
    }
}
