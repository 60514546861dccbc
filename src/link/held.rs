//! Who is said to hold which office, in all articles together.
//!
//! Everything is counted by wording and person, so that a library that says `President Doe` ten thousand times is asked as
//! quickly as one that says it once. An article that comes or goes says how far what it changes reaches: one more that gives
//! a person an office in the same days as others changes nothing for anybody.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::link::office::{Fit, Office, Offices};
use crate::link::report::Report;
use crate::link::wording::words;
use crate::model::actor::ActorId;
use crate::text::range::TextRange;

/// How far apart two articles may be for an office to be taken from one to the other, in days of months of 31.
pub(crate) const NEAR: i64 = 400;

/// The first and the last day that a date allows, counted so.
pub(crate) type Days = (i64, i64);

/// A person to whom texts give an office in one wording: the number of the wording, and the person.
pub(crate) type PostId = (u32, ActorId);

/// What a role or description is read from: how it is written, and the names inside it, which may own the office.
type Written = (String, Vec<String>);

/// Reads offices, each wording once, and calls them by numbers that mean nothing else.
#[derive(Debug, Default)]
pub(crate) struct OfficeReader {
    numbers: HashMap<Written, Option<u32>>,
    all: Vec<(String, Office)>,
}

impl OfficeReader {
    /// Reads the office that stands at `range`.
    pub(crate) fn read(&mut self, report: &Report, range: TextRange) -> Option<u32> {
        let text = &report.article.text;
        let mentions = &report.findings.mentions;
        let first = mentions.partition_point(|mention| mention.name.end <= range.start);
        let inside = mentions.iter().skip(first);
        let inside = inside.take_while(|mention| mention.name.start < range.end);
        let owners = inside.map(|mention| words(mention.name, text)).collect();
        let written: Written = (words(range, text), owners);
        if let Some(known) = self.numbers.get(&written) {
            return *known;
        }
        let office = Offices::known().parse(&written.0, &written.1);
        let number = office.map(|office| {
            self.all.push((written.0.clone(), office));
            u32::try_from(self.all.len() - 1).unwrap_or(u32::MAX)
        });
        self.numbers.insert(written, number);
        number
    }

    /// The office of that number.
    pub(crate) fn office(&self, number: u32) -> &Office {
        &self.all[number as usize].1
    }

    /// How it is written.
    pub(crate) fn written(&self, number: u32) -> &str {
        &self.all[number as usize].0
    }
}

/// What is said of a person and an office in one wording.
#[derive(Debug, Default)]
pub(crate) struct Post {
    /// The articles that say so.
    pub(crate) articles: BTreeSet<usize>,
    /// The days that the dates of those articles allow, with how many articles have each.
    days: BTreeMap<Days, usize>,
    /// How many of them have no date.
    undated: usize,
}

/// For whom it makes a difference that an article says something or says it no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// For nobody.
    Nobody,
    /// For articles whose last day is in that range.
    Days(i64, i64),
    /// For all.
    All,
}

/// All posts, with the ways to them.
#[derive(Debug, Default)]
pub(crate) struct Posts {
    all: HashMap<PostId, Post>,
    /// With the days of the article.
    by_article: HashMap<usize, (Option<Days>, BTreeSet<PostId>)>,
    by_head: BTreeMap<String, BTreeSet<PostId>>,
    by_actor: HashMap<ActorId, BTreeSet<PostId>>,
}

impl Posts {
    /// Takes in what an article says now: the posts that it gives. Gives those that this changes, with the reach.
    pub(crate) fn say(
        &mut self,
        article: usize,
        days: Option<Days>,
        posts: BTreeSet<PostId>,
        offices: &OfficeReader,
    ) -> Vec<(PostId, Reach)> {
        let (then, before) = self.by_article.remove(&article).unwrap_or_default();
        let mut changed = Vec::new();
        for &id in before.difference(&posts) {
            let Some(post) = self.all.get_mut(&id) else {
                continue;
            };
            changed.push((id, post.put(article, then, false)));
            if post.articles.is_empty() {
                self.all.remove(&id);
                self.index(id, offices, false);
            }
        }
        for &id in posts.difference(&before) {
            let post = self.all.entry(id).or_default();
            let is_new = post.articles.is_empty();
            changed.push((id, post.put(article, days, true)));
            if is_new {
                self.index(id, offices, true);
            }
        }
        if !posts.is_empty() {
            self.by_article.insert(article, (days, posts));
        }
        changed
    }

    fn index(&mut self, id: PostId, offices: &OfficeReader, is_there: bool) {
        let by_head = self.by_head.entry(offices.office(id.0).head.clone());
        let by_actor = self.by_actor.entry(id.1);
        for posts in [by_head.or_default(), by_actor.or_default()] {
            if is_there {
                posts.insert(id);
            } else {
                posts.remove(&id);
            }
        }
    }

    /// What is said of that post.
    pub(crate) fn get(&self, id: PostId) -> Option<&Post> {
        self.all.get(&id)
    }

    /// The people whom `article` gives the office.
    pub(crate) fn in_article(
        &self,
        article: usize,
        office: &Office,
        fit: Fit,
        offices: &OfficeReader,
    ) -> BTreeSet<ActorId> {
        let posts = self.by_article.get(&article).into_iter();
        let posts = posts.flat_map(|(_, posts)| posts);
        posts
            .filter(|(held, _)| office.fits(offices.office(*held)) == Some(fit))
            .map(|(_, actor)| *actor)
            .collect()
    }

    /// All posts of the office.
    pub(crate) fn of_office(&self, office: &Office, offices: &OfficeReader) -> Vec<PostId> {
        let heads = self
            .by_head
            .iter()
            .filter(|(head, _)| office.may_mean(head));
        heads
            .flat_map(|(_, posts)| posts.iter().copied())
            .filter(|(held, _)| office.fits(offices.office(*held)) == Some(Fit::Full))
            .collect()
    }

    /// The posts of one person.
    pub(crate) fn of_actor(&self, actor: ActorId) -> impl Iterator<Item = PostId> {
        self.by_actor.get(&actor).into_iter().flatten().copied()
    }
}

/// A number of articles as it is told: exact up to nine, then by its first digit alone, so that it does not change with
/// every article.
pub(crate) fn rough(articles: usize) -> usize {
    let unit = articles
        .checked_ilog10()
        .map_or(1, |digits| 10_usize.pow(digits));
    articles / unit * unit
}

impl Post {
    fn put(&mut self, article: usize, days: Option<Days>, is_there: bool) -> Reach {
        let before = (rough(self.articles.len()), self.undated > 0);
        if is_there {
            self.articles.insert(article);
        } else {
            self.articles.remove(&article);
        }
        let reach = match days {
            None => {
                let undated = if is_there {
                    self.undated + 1
                } else {
                    self.undated.saturating_sub(1)
                };
                self.undated = undated;
                Reach::Nobody
            }
            Some(days) => self.count(days, is_there),
        };
        if before == (rough(self.articles.len()), self.undated > 0) {
            reach
        } else {
            Reach::All
        }
    }

    fn count(&mut self, days: Days, is_there: bool) -> Reach {
        let count = self.days.entry(days).or_default();
        *count = if is_there {
            *count + 1
        } else {
            count.saturating_sub(1)
        };
        if *count > usize::from(is_there) {
            return Reach::Nobody;
        }
        if *count == 0 {
            self.days.remove(&days);
        }
        // Whoever looks from between its neighbours now sees another day first; from further than a year and as much again
        // as is near, nobody sees either.
        let ahead = self.days.range(..days).next_back();
        let mut behind = self.days.range(days..).filter(|(other, _)| **other != days);
        let first = ahead.map_or(i64::MIN, |((first, _), _)| *first);
        let last = behind.next().map_or(i64::MAX, |((first, _), _)| *first);
        Reach::Days(first.max(days.0 - 2 * NEAR), last.min(days.1 + 2 * NEAR))
    }

    /// How far the nearest article that says so is from those `days`, if that is near enough to go by. What has no date is
    /// as far as can be.
    pub(crate) fn distance(&self, days: Option<Days>) -> Option<i64> {
        let Some((first, last)) = days else {
            return Some(NEAR);
        };
        let ahead = self.days.range(..=(last, i64::MAX)).next_back();
        let behind = self.days.range((last + 1, i64::MIN)..).next();
        let nearest = [ahead, behind]
            .into_iter()
            .flatten()
            .map(|((other, later), _)| (other - last).max(first - later).max(0))
            .min();
        match nearest.filter(|distance| *distance <= NEAR) {
            Some(distance) => Some(distance),
            None => (self.undated > 0).then_some(NEAR),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_by_their_first_digit() {
        let told: Vec<usize> = [0, 1, 9, 10, 19, 20, 99, 100, 4_321]
            .into_iter()
            .map(rough)
            .collect();
        assert_eq!(told, [0, 1, 9, 10, 10, 20, 90, 100, 4_000]);
    }

    #[test]
    fn an_article_of_a_day_that_is_there_reaches_nobody() {
        let mut post = Post::default();
        assert_eq!(post.put(0, Some((500, 500)), true), Reach::All);
        assert_eq!(post.put(1, Some((900, 900)), true), Reach::All);
        for article in 2..12 {
            post.put(article, Some((900, 900)), true);
        }
        assert_eq!(post.put(12, Some((900, 900)), true), Reach::Nobody);
        assert_eq!(post.put(13, Some((700, 700)), true), Reach::Days(500, 900));
        assert_eq!(post.put(13, Some((700, 700)), false), Reach::Days(500, 900));
        assert_eq!(post.put(12, Some((900, 900)), false), Reach::Nobody);
    }
}
