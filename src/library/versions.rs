//! Stories and the versions of them that outlets tell.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use super::Library;
use super::head::{Head, SameText, StoryId};
use crate::model::actor::ActorId;
use crate::model::article::ArticleId;
use crate::model::link::Story;
use crate::text::count::counted;

/// Who is in more articles than this tells nothing of which are near.
const EVERYWHERE: usize = 1_000;

/// How many articles are told as near.
const NEAR: usize = 40;

impl Library {
    /// The story of the article at `row`: its versions are rows, newest first.
    pub fn story(&self, row: usize) -> Option<Arc<Story>> {
        let number = self.story_of(row)?.number()?;
        self.shelf.stories.get(number).cloned()
    }

    /// Which story the article at `row` belongs to.
    pub fn story_of(&self, row: usize) -> Option<StoryId> {
        self.shelf.entries.get(row)?.head.story
    }

    /// How many outlets tell the story of the article at `row` in words of their own; 1 where it has no story.
    pub fn voices(&self, row: usize) -> usize {
        let story = self.story_of(row).and_then(StoryId::number);
        let voices = story.and_then(|story| self.shelf.voices.get(story));
        voices.map_or(1, |voices| voices.outlets)
    }

    /// The articles nearest to the one at `row`, whatever their stories: those that name whom few others name, then the nearest in
    /// time. Costs what the actors of the article cost that are not everywhere.
    pub fn nearest(&self, row: usize) -> Vec<ArticleId> {
        let Some(entry) = self.entry(row) else {
            return Vec::new();
        };
        let actors: BTreeSet<ActorId> = entry.links.iter().map(|link| link.actor).collect();
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for actor in actors {
            let places = self.places(actor);
            let rows = places.chunk_by(|one, other| one.row == other.row);
            let rows: Vec<usize> = rows.map(|places| places[0].row).collect();
            // Who is in twice as many articles tells half as much.
            let weight = EVERYWHERE / rows.len().max(1);
            for row in rows.into_iter().filter(|_| weight > 0) {
                *shared.entry(row).or_default() += weight;
            }
        }
        shared.remove(&row);
        let mut near: Vec<(usize, usize)> = shared
            .into_iter()
            .map(|(other, weight)| (weight, other))
            .collect();
        near.sort_by_key(|(weight, other)| (Reverse(*weight), other.abs_diff(row)));
        let ids = near.into_iter().take(NEAR);
        ids.filter_map(|(_, row)| self.id_of(row)).collect()
    }

    /// What a story is called.
    pub fn story_name(&self, story: StoryId) -> String {
        let name = story
            .number()
            .and_then(|story| self.shelf.story_names.get(story));
        name.cloned().unwrap_or_default()
    }

    /// How many outlets tell a story, from when to when, and what else is to be known of it:
    /// `3 outlets, Jan 5–Jan 7 '26, 1 reprint, pinned`.
    pub fn story_span(&self, story: StoryId) -> String {
        let Some(story) = story.number() else {
            return String::new();
        };
        let voices = self.shelf.voices.get(story).copied().unwrap_or_default();
        let mut told = counted(voices.outlets, "outlet");
        if let Some(days) = self.days(story) {
            let _ = write!(told, ", {days}");
        }
        if voices.reprints > 0 {
            let _ = write!(told, ", {}", counted(voices.reprints, "reprint"));
        }
        let story = self.shelf.stories.get(story);
        if story.is_some_and(|story| story.pinned) {
            told.push_str(", pinned");
        }
        told
    }

    /// From when to when a story is told, as far as that is dated: `Jan 5–Jan 7 '26`.
    fn days(&self, story: usize) -> Option<String> {
        let rows = &self.shelf.stories.get(story)?.articles;
        let key = |head: &Arc<Head>| head.date.as_ref()?.value.sort_key();
        let heads = rows.iter().filter_map(|&row| self.head(row));
        let mut dated: Vec<Arc<Head>> = heads.filter(|head| key(head).is_some()).collect();
        dated.sort_by_key(key);
        let (first, newest) = (dated.first()?.date_label(), dated.last()?.date_label());
        let plain = |date: &str| date.trim_start_matches(['~', '<', '>']).to_owned();
        if plain(&first) == plain(&newest) {
            return Some(newest);
        }
        // One year need not be told twice.
        let year = newest.rfind(" '").and_then(|at| newest.get(at..));
        let first = year
            .and_then(|year| first.strip_suffix(year))
            .unwrap_or(&first);
        Some(format!("{first}–{newest}"))
    }

    /// What the article at `row` has in common with others of the same text.
    pub fn same_text(&self, row: usize) -> Option<SameText> {
        self.head(row)?.same_text.clone()
    }

    /// Rows whose articles are one text: groups of at least two, in rising order. Linear in the number of articles.
    pub fn reprints(&self) -> Vec<Vec<usize>> {
        let rows = (0..self.len()).filter(|&row| {
            self.same_text(row).is_some_and(|same| {
                let others = same.others.iter();
                let mut others = others.filter_map(|other| self.row_of(other.article));
                others.all(|other| other > row)
            })
        });
        rows.filter_map(|row| {
            let same = self.same_text(row)?;
            let others = same.others.iter();
            let others = others.filter_map(|other| self.row_of(other.article));
            let mut group: Vec<usize> = others.chain([row]).collect();
            group.sort_unstable();
            Some(group)
        })
        .collect()
    }
}
