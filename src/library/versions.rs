//! Stories and the versions of them that outlets tell.

use super::{Entry, Library};
use crate::model::link::Story;
use crate::text::count::counted;

impl Library {
    /// The story of the article at `row`: its versions are rows, newest first.
    pub fn story(&self, row: usize) -> Option<&Story> {
        self.shelf.stories.get(self.entry(row)?.story?)
    }

    /// How many outlets tell the story of the article at `row`; 1 where it has no story.
    pub fn voices(&self, row: usize) -> usize {
        let story = self.entry(row).and_then(|entry| entry.story);
        story
            .and_then(|story| self.shelf.voices.get(story))
            .copied()
            .unwrap_or(1)
    }

    /// What story number `story` is called.
    pub fn story_name(&self, story: usize) -> &str {
        self.shelf.story_names.get(story).map_or("", String::as_str)
    }

    /// How many outlets tell story number `story`, and from when to when: `3 outlets, Jan 5–Jan 7 '26`.
    pub fn story_span(&self, story: usize) -> String {
        let outlets = self.shelf.voices.get(story).copied().unwrap_or(0);
        let rows = self
            .shelf
            .stories
            .get(story)
            .map_or(&[][..], |story| &story.articles);
        let mut dated: Vec<&Entry> = rows
            .iter()
            .filter_map(|&row| self.entry(row).map(AsRef::as_ref))
            .filter(|entry| {
                entry
                    .date
                    .as_ref()
                    .is_some_and(|date| date.value.sort_key().is_some())
            })
            .collect();
        dated.sort_by_key(|entry| entry.date.as_ref().and_then(|date| date.value.sort_key()));
        let told = counted(outlets, "outlet");
        let (Some(first), Some(newest)) = (dated.first(), dated.last()) else {
            return told;
        };
        let (first, newest) = (first.date_label(), newest.date_label());
        let plain = |date: &str| date.trim_start_matches(['~', '<', '>']).to_owned();
        if plain(&first) == plain(&newest) {
            format!("{told}, {newest}")
        } else {
            // One year need not be told twice.
            let year = newest.rfind(" '").and_then(|at| newest.get(at..));
            let first = year
                .and_then(|year| first.strip_suffix(year))
                .unwrap_or(&first);
            format!("{told}, {first}–{newest}")
        }
    }
}
