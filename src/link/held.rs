//! Who is said to hold which office, in all articles together.
//!
//! Everything is counted by wording and person, so that a library that says `President Doe` ten thousand times is asked as
//! quickly as one that says it once.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::link::chain::words;
use crate::link::office::{Fit, Office, Offices, span};
use crate::link::report::Report;
use crate::model::actor::ActorKind;
use crate::model::article::Article;
use crate::model::link::Link;
use crate::text::range::TextRange;

/// How far apart two articles may be for an office to be taken from one to the other, in days of months of 31.
pub(crate) const NEAR: i64 = 400;

/// A person to whom texts give an office in one wording.
#[derive(Debug, Default)]
pub(crate) struct Post {
    /// The person.
    pub(crate) actor: usize,
    /// The wording, as a number of [`Posts::wording`].
    pub(crate) wording: usize,
    /// The articles that say so, in rising order, each once.
    pub(crate) articles: Vec<usize>,
    /// The stories that they are part of.
    pub(crate) stories: BTreeSet<usize>,
    /// The days that the dates of those articles allow, sorted.
    days: Vec<(i64, i64)>,
    /// Whether one of them has no date.
    undated: bool,
}

/// All posts, with the ways to them.
#[derive(Debug)]
pub(crate) struct Posts {
    offices: &'static Offices,
    wordings: Vec<(String, Office)>,
    all: Vec<Post>,
    by_article: Vec<Vec<usize>>,
    by_head: BTreeMap<String, Vec<usize>>,
    by_actor: HashMap<usize, Vec<usize>>,
}

impl Posts {
    /// Collects what all `reports` say.
    pub(crate) fn new(
        reports: &[Report<'_>],
        links: &[Vec<Link>],
        stories: &[Option<usize>],
    ) -> Self {
        let mut posts = Self {
            offices: Offices::known(),
            wordings: Vec::new(),
            all: Vec::new(),
            by_article: vec![Vec::new(); reports.len()],
            by_head: BTreeMap::new(),
            by_actor: HashMap::new(),
        };
        let mut read: HashMap<String, Option<usize>> = HashMap::new();
        let mut known: HashMap<(usize, usize), usize> = HashMap::new();
        for (article, report) in reports.iter().enumerate() {
            let people = report.findings.mentions.iter().zip(&links[article]);
            for (mention, link) in people.filter(|(mention, _)| mention.kind == ActorKind::Person) {
                for range in [mention.role, mention.honorific].into_iter().flatten() {
                    let Some(wording) = posts.wording_of(report, range, &mut read) else {
                        continue;
                    };
                    let post = *known.entry((wording, link.actor)).or_insert_with(|| {
                        posts.all.push(Post {
                            actor: link.actor,
                            wording,
                            ..Post::default()
                        });
                        posts.all.len() - 1
                    });
                    posts.all[post].say(article, report.article, stories[article]);
                    if !posts.by_article[article].contains(&post) {
                        posts.by_article[article].push(post);
                    }
                }
            }
        }
        for (number, post) in posts.all.iter_mut().enumerate() {
            post.days.sort_unstable();
            post.days.dedup();
            let head = posts.wordings[post.wording].1.head.clone();
            posts.by_head.entry(head).or_default().push(number);
            posts.by_actor.entry(post.actor).or_default().push(number);
        }
        posts
    }

    fn wording_of(
        &mut self,
        report: &Report<'_>,
        range: TextRange,
        read: &mut HashMap<String, Option<usize>>,
    ) -> Option<usize> {
        let written = words(range, &report.article.text);
        if let Some(known) = read.get(&written) {
            return *known;
        }
        let wording = self.read(report, range, &written).map(|office| {
            self.wordings.push((written.clone(), office));
            self.wordings.len() - 1
        });
        read.insert(written, wording);
        wording
    }

    /// Reads the office that stands at `range`; the names inside it may own it.
    pub(crate) fn read(
        &self,
        report: &Report<'_>,
        range: TextRange,
        written: &str,
    ) -> Option<Office> {
        let mentions = &report.findings.mentions;
        let first = mentions.partition_point(|mention| mention.name.end <= range.start);
        let owners: Vec<String> = mentions
            .iter()
            .skip(first)
            .take_while(|mention| mention.name.start < range.end)
            .map(|mention| words(mention.name, &report.article.text))
            .collect();
        self.offices.parse(written, &owners)
    }

    /// The table of holders.
    pub(crate) fn table(&self) -> &Offices {
        self.offices
    }

    /// The post of that number.
    pub(crate) fn post(&self, number: usize) -> &Post {
        &self.all[number]
    }

    /// How a post is worded, and what it says.
    pub(crate) fn wording(&self, post: &Post) -> (&str, &Office) {
        let (written, office) = &self.wordings[post.wording];
        (written, office)
    }

    /// The people whom `article` gives the office.
    pub(crate) fn in_article(&self, article: usize, office: &Office, fit: Fit) -> BTreeSet<usize> {
        let posts = self.by_article[article].iter().map(|&post| &self.all[post]);
        posts
            .filter(|post| office.fits(self.wording(post).1) == Some(fit))
            .map(|post| post.actor)
            .collect()
    }

    /// All posts of the office, by their numbers.
    pub(crate) fn of_office(&self, office: &Office) -> Vec<usize> {
        let heads = self
            .by_head
            .iter()
            .filter(|(head, _)| office.may_mean(head));
        heads
            .flat_map(|(_, posts)| posts.iter().copied())
            .filter(|&post| office.fits(self.wording(&self.all[post]).1) == Some(Fit::Full))
            .collect()
    }

    /// The posts of one person, by their numbers.
    pub(crate) fn of_actor(&self, actor: usize) -> &[usize] {
        self.by_actor.get(&actor).map_or(&[], Vec::as_slice)
    }
}

impl Post {
    fn say(&mut self, number: usize, article: &Article, story: Option<usize>) {
        if self.articles.last() == Some(&number) {
            return;
        }
        self.articles.push(number);
        self.stories.extend(story);
        match article
            .published
            .as_ref()
            .and_then(|date| span(&date.value))
        {
            Some(days) => self.days.push(days),
            None => self.undated = true,
        }
    }

    /// How far the nearest article that says so is from those `days`, if that is near enough to go by. What has no date is
    /// as far as can be.
    pub(crate) fn distance(&self, days: Option<(i64, i64)>) -> Option<i64> {
        let Some((first, last)) = days else {
            return Some(NEAR);
        };
        let behind = self.days.partition_point(|(day, _)| *day <= last);
        let around = [behind.checked_sub(1), Some(behind)].into_iter().flatten();
        let nearest = around
            .filter_map(|at| self.days.get(at))
            .map(|(other, later)| (other - last).max(first - later).max(0))
            .min();
        match nearest.filter(|distance| *distance <= NEAR) {
            Some(distance) => Some(distance),
            None => self.undated.then_some(NEAR),
        }
    }
}
