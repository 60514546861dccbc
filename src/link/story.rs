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
/// own. The pairs make a net; stories never reach beyond a connected part of it, and only the parts that a change touches
/// are told anew.
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
        let mut touched: BTreeSet<usize> = added.iter().chain(removed).copied().collect();
        if self.resample(articles, removed) {
            self.likely.clear();
            self.kin.clear();
            for (article, report) in articles.iter().enumerate() {
                touched.insert(article);
                self.sketch(article, report.as_ref());
                self.enter(article, casts);
            }
        } else {
            for &article in removed {
                touched.extend(self.leave(article, casts));
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

    /// Tells the stories of the parts of the net anew in which `touched` articles are.
    fn tell(&mut self, touched: &BTreeSet<usize>) -> Changes {
        let mut parts: Vec<Vec<usize>> = Vec::new();
        let mut seen: BTreeSet<usize> = BTreeSet::new();
        for &article in touched {
            if !seen.contains(&article) {
                let part = self.likely.part_of(article);
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
            for group in Joining::stories(part, self.likely.pairs(), &self.sketches) {
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
}
