//! Stories: articles that tell of the same event.
//!
//! Words alone cannot tell an event from its topic: two reports of one summit may share a quarter of their words' weight,
//! and so may reports of two summits half a year apart. So dates decide. Dates that exclude each other separate; where
//! dates told to the day lie together, a fifth of the weight and shared actors are enough; where dates are open, the words must be
//! alike by themselves. Only articles that have telling words in common are compared at all, each with a bounded number
//! of neighbours, so the work grows with the library and not with its square.

use std::collections::{BTreeMap, BTreeSet};

use crate::link::cast::Casts;
use crate::link::cores::on_all_cores;
use crate::link::event::{Group, Joining};
use crate::link::net::{Net, Place};
use crate::link::report::Report;
use crate::link::sketch::{Compared, Sketch, are_of_one_event, kinship};
use crate::link::words::{Frequencies, Scale, Words, sample};
use crate::model::date::NewsDate;

/// How many of an article's heaviest words lead to others.
const LEADS: usize = 40;

/// How many of the heaviest words of its names lead to articles of other times.
const LEADS_OF_KIN: usize = 16;

/// How far apart the dates of articles are that may be of one thread, in the minutes of sort keys: just further than those of
/// one story.
const APART: i64 = 3 * 1440;

/// Of how many articles the words are weighed, and those that they lead to compared, at a time.
const AT_ONCE: usize = 512;

/// The stories of a library, kept up to date.
///
/// An article looks for its like among those before it in the library alone, so that a later one changes no pair but its
/// own. It joins the stories of its like, which are made anew with it: the most alike first. So what one more article costs
/// is bounded by those stories, however far a chain of likely pairs reaches from day to day. One that goes costs the connected
/// part of the net that it was in, whose articles come once more, one after the other.
#[derive(Debug)]
pub(crate) struct Stories {
    frequencies: Frequencies,
    /// How many articles the sample has, and the last of them.
    sample: (usize, usize),
    /// By article.
    sketches: Vec<Sketch>,
    /// The articles that are there.
    there: BTreeSet<usize>,
    /// Pairs that may be of one story, with their likeness.
    likely: Net,
    /// Pairs that may be of one topic at different times, with their kinship.
    kin: Net,
    /// The articles whose kin the last change has changed.
    kin_of: BTreeSet<usize>,
    /// By article, its story.
    of: Vec<Option<usize>>,
    /// The stories, each called by its first article.
    groups: BTreeMap<usize, Group>,
}

impl Default for Stories {
    fn default() -> Self {
        Self {
            frequencies: Frequencies::default(),
            sample: (0, 0),
            sketches: Vec::new(),
            there: BTreeSet::new(),
            likely: Net::default(),
            kin: Net::apart(APART),
            kin_of: BTreeSet::new(),
            of: Vec::new(),
            groups: BTreeMap::new(),
        }
    }
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

    /// What is known of each article.
    pub(crate) fn sketches(&self) -> &[Sketch] {
        &self.sketches
    }

    /// By article, the others that may be of one topic with it at another time, with their kinship.
    pub(crate) fn kin(&self) -> &[Vec<(f32, usize)>] {
        self.kin.pairs()
    }

    /// The articles whose kin the last change has changed; of two that are kin now or were before, one at least.
    pub(crate) fn kin_of(&self) -> &BTreeSet<usize> {
        &self.kin_of
    }

    /// These articles, in rising order, as one story, whatever speaks for it.
    pub(crate) fn group_of(&self, articles: Vec<usize>) -> Group {
        Group::of(articles, self.likely.pairs(), &self.sketches)
    }

    /// Takes in an article that [`update`](Self::update) will be told of.
    pub(crate) fn read(&mut self, report: &Report) {
        self.sketches.push(Sketch::of(report));
    }

    /// Forgets an article that [`update`](Self::update) was never told of.
    pub(crate) fn forget(&mut self, article: usize) {
        self.sketches[article] = Sketch::default();
    }

    /// Follows a change of the library: `added` and `removed` are the articles that are there and were not, or were.
    pub(crate) fn update(&mut self, added: &[usize], removed: &[usize], casts: &Casts) -> Changes {
        let count = self.sketches.len();
        self.likely.lay_out(count);
        self.kin.lay_out(count);
        self.of.resize(count, None);
        self.kin_of = added.iter().chain(removed).copied().collect();
        self.there.extend(added);
        for article in removed {
            self.there.remove(article);
        }
        // The articles that must find their story, those that have one already apart from it.
        let mut open: BTreeSet<usize> = added.iter().copied().collect();
        if self.resample(removed) {
            self.likely.clear();
            self.kin.clear();
            open.extend(0..count);
            self.kin_of.extend(0..count);
            for article in 0..count {
                if !self.there.contains(&article) {
                    self.sketches[article] = Sketch::default();
                }
            }
            let there: Vec<usize> = self.there.iter().copied().collect();
            self.enter(&there, casts);
        } else {
            let mut left: BTreeSet<usize> = removed.iter().copied().collect();
            for &article in removed {
                left.extend(self.leave(article, casts));
            }
            for article in left {
                if !open.contains(&article) {
                    open.extend(self.likely.part_of(article));
                }
            }
            self.enter(added, casts);
        }
        self.tell(&open)
    }

    /// Counts the sample anew where it is another than before; tells whether it was.
    fn resample(&mut self, removed: &[usize]) -> bool {
        let count = sample(self.there.len());
        let (before, last) = self.sample;
        if count == before && !removed.iter().any(|&article| article <= last) {
            return false;
        }
        let sample = || self.there.iter().copied().take(count);
        self.sample = (count, sample().next_back().unwrap_or(0));
        self.frequencies = Frequencies::of(sample().map(|article| &self.sketches[article].counted));
        true
    }

    /// Pairs articles that are new, in rising order, with those before them, and lets later ones find them.
    ///
    /// What is weighed and compared depends on no pair, so that it is done on all cores; only the lists by which articles
    /// find each other grow one article after the other.
    fn enter(&mut self, articles: &[usize], casts: &Casts) {
        for articles in articles.chunks(AT_ONCE) {
            let weighed = on_all_cores(articles, |&article| self.weigh(article));
            let mut met = Vec::with_capacity(articles.len());
            for (&article, weighed) in articles.iter().zip(weighed) {
                self.sketches[article].set_scale(weighed.scale);
                met.push(self.meet(article, weighed));
            }
            let pairs = on_all_cores(&met, |met| {
                let likely = self.likely_of(met.article, &met.words, &met.likely, casts);
                (likely, self.kin_among(met.article, &met.words, &met.kin))
            });
            for (met, (likely, kin)) in met.iter().zip(pairs) {
                pair(&mut self.likely, met.article, likely);
                pair(&mut self.kin, met.article, kin);
            }
        }
    }

    /// Weighs the words of an article as the sample that is counted now tells them.
    fn weigh(&self, article: usize) -> Weighed {
        let sketch = &self.sketches[article];
        let (words, scale) = self.frequencies.weigh(&sketch.counted);
        Weighed {
            leads: Sketch::heaviest(&words, LEADS),
            names: sketch.heaviest_of_names(&words, LEADS_OF_KIN),
            words,
            scale,
        }
    }

    /// Finds the earlier articles that one is to be compared with, and lets later ones find it.
    fn meet(&mut self, article: usize, weighed: Weighed) -> Met {
        let place = self.place(article);
        let likely = self.likely.earlier(place, &weighed.leads);
        self.likely.enter(place, &weighed.leads);
        let mut kin = Vec::new();
        if place.time().is_some() {
            kin = self.kin.earlier(place, &weighed.names);
            self.kin.enter(place, &weighed.names);
        }
        Met {
            article,
            words: weighed.words,
            likely,
            kin,
        }
    }

    fn place(&self, article: usize) -> Place {
        let date = self.sketches[article].date;
        Place::of(date.as_ref().and_then(NewsDate::sort_key), article)
    }

    /// Takes an article out and lets those look again that may have found it; gives them and those that they were paired with.
    fn leave(&mut self, article: usize, casts: &Casts) -> BTreeSet<usize> {
        let place = self.place(article);
        let sketch = std::mem::take(&mut self.sketches[article]);
        let (words, _) = self.frequencies.weigh(&sketch.counted);
        let mut touched = self.likely.leave(place, &Sketch::heaviest(&words, LEADS));
        for later in touched.clone() {
            touched.extend(self.likely.part_with(later, false));
            self.look_back(later, &self.words(later), casts);
        }
        touched.extend(self.likely.part_with(article, true));
        let names = sketch.heaviest_of_names(&words, LEADS_OF_KIN);
        for later in self.kin.leave(place, &names) {
            self.kin.part_with(later, false);
            self.look_for_kin(later, &self.words(later));
            self.kin_of.insert(later);
        }
        self.kin.part_with(article, true);
        touched
    }

    /// What the words of an article weigh.
    fn words(&self, article: usize) -> Words {
        self.frequencies.weigh(&self.sketches[article].counted).0
    }

    /// Finds the earlier articles that may be of one story with this one, which has these `words`.
    fn look_back(&mut self, article: usize, words: &Words, casts: &Casts) {
        let leads = Sketch::heaviest(words, LEADS);
        let met = self.likely.earlier(self.place(article), &leads);
        let likely = self.likely_of(article, words, &met, casts);
        pair(&mut self.likely, article, likely);
    }

    /// Those of the articles `met` that may be of one story with this one, with their likeness.
    fn likely_of(
        &self,
        article: usize,
        words: &Words,
        met: &[usize],
        casts: &Casts,
    ) -> Vec<(f32, usize)> {
        let sketch = &self.sketches[article];
        let own = Compared { sketch, words };
        let likely = met.iter().filter_map(|&other| {
            let known = &self.sketches[other];
            let likeness = own.likeness(known);
            let shared = || casts.shared(article, other);
            let is_likely = are_of_one_event(sketch, known, likeness, shared);
            is_likely.then_some((likeness, other))
        });
        likely.collect()
    }

    /// Finds the earlier articles that may tell of the same topic at another time.
    fn look_for_kin(&mut self, article: usize, words: &Words) {
        let place = self.place(article);
        if place.time().is_none() {
            return;
        }
        let names = self.sketches[article].heaviest_of_names(words, LEADS_OF_KIN);
        let met = self.kin.earlier(place, &names);
        let kin = self.kin_among(article, words, &met);
        pair(&mut self.kin, article, kin);
    }

    /// Those of the articles `met` that may tell of the same topic, with their kinship.
    fn kin_among(&self, article: usize, words: &Words, met: &[usize]) -> Vec<(f32, usize)> {
        let sketch = &self.sketches[article];
        let own = Compared { sketch, words };
        let kin = met.iter().filter_map(|&other| {
            let kinship = kinship(own, &self.sketches[other], &self.frequencies);
            kinship.map(|kinship| (kinship, other))
        });
        kin.collect()
    }

    /// Lets the `open` articles find their stories, one after the other in the order of the library, as if each had just come.
    fn tell(&mut self, open: &BTreeSet<usize>) -> Changes {
        let mut before = Before::default();
        for &article in open {
            before.of.entry(article).or_insert(self.of[article]);
            if let Some(story) = self.of[article].take()
                && let Some(group) = self.groups.remove(&story)
            {
                for &member in &group.articles {
                    before.of.entry(member).or_insert(Some(story));
                    self.of[member] = None;
                }
                before.groups.entry(story).or_insert(Some(group));
            }
        }
        for &article in open {
            self.take_in(article, &mut before);
        }
        before.changes(&self.of, &self.groups)
    }

    /// Makes the stories anew to which an article has likely pairs, with itself among them. So its coming can part what was
    /// joined for want of anything more alike, and costs no more than those stories.
    fn take_in(&mut self, article: usize, before: &mut Before) {
        let pairs = &self.likely.pairs()[article];
        let earlier = pairs.iter().map(|(_, other)| *other);
        let mut part = BTreeSet::from([article]);
        for other in earlier.filter(|other| *other < article) {
            match self.of[other].and_then(|story| self.groups.remove(&story)) {
                Some(group) => {
                    part.extend(&group.articles);
                    let story = group.articles[0];
                    before.groups.entry(story).or_insert(Some(group));
                }
                None => {
                    part.insert(other);
                }
            }
        }
        if part.len() == 1 {
            return;
        }
        let part: Vec<usize> = part.into_iter().collect();
        for &member in &part {
            before.of.entry(member).or_insert(self.of[member]);
            self.of[member] = None;
        }
        let pairs = self.likely.pairs();
        for group in Joining::stories(&part, pairs, &self.sketches, &self.frequencies) {
            let story = group.articles[0];
            for &member in &group.articles {
                self.of[member] = Some(story);
            }
            before.groups.entry(story).or_insert(None);
            self.groups.insert(story, group);
        }
    }
}

/// What the words of an article weigh, and which of them lead to others.
struct Weighed {
    words: Words,
    scale: Scale,
    leads: Vec<u32>,
    names: Vec<u32>,
}

/// An article with the earlier ones that it is to be compared with.
struct Met {
    article: usize,
    words: Words,
    /// Those that may be of one story.
    likely: Vec<usize>,
    /// Those that may be of one topic.
    kin: Vec<usize>,
}

/// Pairs an article with others.
fn pair(net: &mut Net, article: usize, others: Vec<(f32, usize)>) {
    for (weight, other) in others {
        net.pair(article, other, weight);
    }
}

/// What was before the first change of it.
#[derive(Debug, Default)]
struct Before {
    of: BTreeMap<usize, Option<usize>>,
    groups: BTreeMap<usize, Option<Group>>,
}

impl Before {
    /// What is otherwise now.
    fn changes(self, of: &[Option<usize>], groups: &BTreeMap<usize, Group>) -> Changes {
        let articles = self.of.into_iter();
        let stories = self.groups.into_iter();
        Changes {
            articles: articles
                .filter(|(article, story)| of[*article] != *story)
                .map(|(article, _)| article)
                .collect(),
            stories: stories
                .filter(|(story, group)| groups.get(story) != group.as_ref())
                .map(|(story, _)| story)
                .collect(),
        }
    }
}
