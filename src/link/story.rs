//! Stories: articles that tell of the same event.
//!
//! Words alone cannot tell an event from its topic: two reports of one summit may share a quarter of their words' weight,
//! and so may reports of two summits half a year apart. So dates decide. Dates that exclude each other separate; where
//! dates told to the day lie together, a fifth of the weight and shared actors are enough; where dates are open, the words must be
//! alike by themselves. Only articles that have telling words in common are compared at all, each with a bounded number
//! of neighbours, so the work grows with the library and not with its square.

use std::collections::{BTreeMap, BTreeSet};

use crate::link::cast::Casts;
use crate::link::event::{Group, Joining};
use crate::link::net::{Net, Place};
use crate::link::report::Report;
use crate::link::sketch::{Sketch, are_of_one_event, kinship};
use crate::link::words::{Frequencies, sample};
use crate::model::date::NewsDate;

/// How many of an article's heaviest words lead to others.
const LEADS: usize = 40;

/// How many of the heaviest words of its names lead to articles of other times.
const LEADS_OF_KIN: usize = 16;

/// How far apart the dates of articles are that may be of one thread, in the minutes of sort keys: just further than those of
/// one story.
const APART: i64 = 3 * 1440;

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

    /// Follows a change of the library: `articles` is what it is now, `added` and `removed` what it was not and was.
    pub(crate) fn update(
        &mut self,
        articles: &[Option<Report>],
        added: &[usize],
        removed: &[usize],
        casts: &Casts,
    ) -> Changes {
        self.sketches.resize_with(articles.len(), Sketch::default);
        self.likely.lay_out(articles.len());
        self.kin.lay_out(articles.len());
        self.of.resize(articles.len(), None);
        self.kin_of = added.iter().chain(removed).copied().collect();
        // The articles that must find their story, those that have one already apart from it.
        let mut open: BTreeSet<usize> = added.iter().copied().collect();
        if self.resample(articles, removed) {
            self.likely.clear();
            self.kin.clear();
            for (article, report) in articles.iter().enumerate() {
                open.insert(article);
                self.kin_of.insert(article);
                self.sketch(article, report.as_ref());
                self.enter(article, casts);
            }
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
            for &article in added {
                self.sketch(article, articles[article].as_ref());
                self.enter(article, casts);
            }
        }
        self.tell(&open)
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
        self.sketches[article] = report.map_or_else(Sketch::default, |report| {
            Sketch::of(report, &self.frequencies)
        });
    }

    /// Pairs an article that is new with those before it, and lets later ones find it.
    fn enter(&mut self, article: usize, casts: &Casts) {
        self.look_back(article, casts);
        self.look_for_kin(article);
        let place = self.place(article);
        let sketch = &self.sketches[article];
        self.likely.enter(place, &sketch.heaviest(LEADS));
        if place.0.is_some() {
            self.kin
                .enter(place, &sketch.heaviest_of_names(LEADS_OF_KIN));
        }
    }

    fn place(&self, article: usize) -> Place {
        let date = self.sketches[article].date;
        (date.as_ref().and_then(NewsDate::sort_key), article)
    }

    /// Takes an article out and lets those look again that may have found it; gives them and those that they were paired with.
    fn leave(&mut self, article: usize, casts: &Casts) -> BTreeSet<usize> {
        let place = self.place(article);
        let sketch = std::mem::take(&mut self.sketches[article]);
        let mut touched = self.likely.leave(place, &sketch.heaviest(LEADS));
        for later in touched.clone() {
            touched.extend(self.likely.part_with(later, false));
            self.look_back(later, casts);
        }
        touched.extend(self.likely.part_with(article, true));
        let names = sketch.heaviest_of_names(LEADS_OF_KIN);
        for later in self.kin.leave(place, &names) {
            self.kin.part_with(later, false);
            self.look_for_kin(later);
            self.kin_of.insert(later);
        }
        self.kin.part_with(article, true);
        touched
    }

    /// Finds the earlier articles that may be of one story with this one.
    fn look_back(&mut self, article: usize, casts: &Casts) {
        let sketch = &self.sketches[article];
        let place = self.place(article);
        for other in self.likely.earlier(place, &sketch.heaviest(LEADS)) {
            let known = &self.sketches[other];
            let likeness = sketch.words.likeness(&known.words);
            let shared = || casts.shared(article, other);
            if are_of_one_event(sketch, known, likeness, shared) {
                self.likely.pair(article, other, likeness);
            }
        }
    }

    /// Finds the earlier articles that may tell of the same topic at another time.
    fn look_for_kin(&mut self, article: usize) {
        let sketch = &self.sketches[article];
        let place = self.place(article);
        if place.0.is_none() {
            return;
        }
        let names = sketch.heaviest_of_names(LEADS_OF_KIN);
        for other in self.kin.earlier(place, &names) {
            if let Some(kinship) = kinship(sketch, &self.sketches[other]) {
                self.kin.pair(article, other, kinship);
            }
        }
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
        for group in Joining::stories(&part, self.likely.pairs(), &self.sketches) {
            let story = group.articles[0];
            for &member in &group.articles {
                self.of[member] = Some(story);
            }
            before.groups.entry(story).or_insert(None);
            self.groups.insert(story, group);
        }
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
