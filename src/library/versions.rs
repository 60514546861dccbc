//! Stories and the versions of them that outlets tell.

use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;

use super::Library;
use super::head::{Head, SameText, Story, StoryId};
use crate::model::article::ArticleId;
use crate::model::state::ArticleKey;
use crate::store::groups;
use crate::text::count::counted;

/// How many articles are told as near.
const NEAR: usize = 40;

impl Library {
    /// The story of the article at `row`.
    pub fn story(&self, row: usize) -> Option<Arc<Story>> {
        let id = self.story_of(row)?;
        let story = self.shelf.ask(|stock| stock.story(id));
        // Of one article alone there is no story, though others may come back.
        story.filter(|story| story.articles.len() > 1)
    }

    /// Which story the article at `row` belongs to.
    pub fn story_of(&self, row: usize) -> Option<StoryId> {
        let column = self.shelf.ask(|stock| stock.column(row))?;
        column.story.map(StoryId)
    }

    /// The row of the article at a place in the list in which the articles of a story stand together, where the newest of them
    /// does.
    pub fn row_by_story(&self, place: usize) -> Option<usize> {
        self.shelf.ask(|stock| stock.row_by_story(place))
    }

    /// The place in that list of the article at `row`.
    pub fn place_by_story(&self, row: usize) -> Option<usize> {
        self.shelf.ask(|stock| stock.place_by_story(row))
    }

    /// The places in that list of all articles of the story whose article is at a place: that place alone where it has none.
    pub fn run_by_story(&self, place: usize) -> Range<usize> {
        let run = self.shelf.ask(|stock| stock.run_by_story(place));
        run.unwrap_or(place..place)
    }

    /// How many outlets tell the story of the article at `row` in words of their own; 1 where it has no story.
    pub fn voices(&self, row: usize) -> usize {
        let told = self.story_of(row).and_then(|story| self.story_told(story));
        // Of one article alone there is no story, though others may come back.
        let told = told.filter(|told| told.articles > 1);
        told.map_or(1, |told| told.outlets)
    }

    /// The articles nearest to the one at `row`, whatever their stories: those that name whom few others name, then the nearest in
    /// time.
    pub fn nearest(&self, row: usize) -> Vec<ArticleId> {
        let key = self.key_of(row);
        let near = key.and_then(|key| self.shelf.ask(|stock| stock.nearest(key, NEAR)));
        near.unwrap_or_default()
    }

    /// What a story is called.
    pub fn story_name(&self, story: StoryId) -> String {
        let told = self.story_told(story);
        told.map_or_else(String::new, |told| told.name.clone())
    }

    /// How many outlets tell a story, from when to when, and what else is to be known of it:
    /// `3 outlets, Jan 5–Jan 7 '26, 1 reprint, pinned`.
    pub fn story_span(&self, story: StoryId) -> String {
        let Some(known) = self.story_told(story) else {
            return String::new();
        };
        let mut told = counted(known.outlets, "outlet");
        if let Some(days) = self.days(story) {
            let _ = write!(told, ", {days}");
        }
        if known.reprints > 0 {
            let _ = write!(told, ", {}", counted(known.reprints, "reprint"));
        }
        if known.pinned {
            told.push_str(", pinned");
        }
        told
    }

    fn story_told(&self, story: StoryId) -> Option<Arc<groups::Story>> {
        self.shelf.ask(|stock| stock.told(story))
    }

    /// From when to when a story is told, as far as that is dated: `Jan 5–Jan 7 '26`.
    fn days(&self, story: StoryId) -> Option<String> {
        let is_dated = |head: &Arc<Head>| {
            let date = head.date.as_ref();
            date.is_some_and(|date| date.value.sort_key().is_some())
        };
        let articles = self.shelf.ask(|stock| stock.of_story(story))?;
        let head = |key: &ArticleKey| self.shelf.ask(|stock| stock.head(*key));
        let heads = || articles.iter().map(head);
        let newest = heads().flatten().find(is_dated)?.date_label();
        let first = heads().rev().flatten().find(is_dated)?.date_label();
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

    /// Tells whether the text of the article at `row` stands elsewhere too.
    pub fn is_copied(&self, row: usize) -> bool {
        let column = self.shelf.ask(|stock| stock.column(row));
        column.is_some_and(|column| column.copied)
    }

    /// Rows whose articles are one text: groups of at least two, in rising order. Linear in the number of articles.
    pub fn reprints(&self) -> Vec<Vec<usize>> {
        let copied = (0..self.len()).filter(|&row| self.is_copied(row));
        let rows = copied.filter(|&row| {
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
