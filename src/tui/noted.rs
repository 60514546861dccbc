//! The notes and highlights of the open article, and where they stand in its text.

use std::collections::HashMap;

use crate::library::entry::Entry;
use crate::library::jotting::{Placed, places};
use crate::library::{Direction, Library};
use crate::model::article::ArticleId;
use crate::model::note::Note;
use crate::model::state::{ArticleKey, NoteKey};
use crate::text::range::TextRange;

/// The notes and highlights of the open article.
#[derive(Debug, Clone, Default)]
pub struct Noted {
    of: Option<(ArticleKey, ArticleId)>,
    notes: Vec<Note>,
    /// The number of each note that stands in the text, with its place; in the order of the text.
    places: Vec<(usize, Placed)>,
    /// What has been written since the picture of the library was taken.
    newer: HashMap<ArticleKey, Vec<Note>>,
}

impl Noted {
    /// Goes to the notes of the article of `entry`.
    pub fn follow(&mut self, library: &Library, entry: Option<&Entry>) {
        let of = entry.map(|entry| (entry.head.key, entry.article.id));
        if of == self.of {
            return;
        }
        self.of = of;
        let newer = of.and_then(|(key, _)| self.newer.get(&key).cloned());
        let kept = || of.map_or_else(Vec::new, |(key, _)| library.notes(key));
        self.notes = newer.unwrap_or_else(kept);
        self.find(entry);
    }

    /// Takes the notes of an article as they are now; `open` is the open one.
    pub fn take(&mut self, article: ArticleKey, notes: Vec<Note>, open: Option<&Entry>) {
        if self.of.is_some_and(|(key, _)| key == article) {
            self.notes.clone_from(&notes);
            self.find(open);
        }
        self.newer.insert(article, notes);
    }

    /// Forgets what a new picture of the library tells itself.
    pub fn next_picture(&mut self) {
        self.newer.clear();
        self.of = None;
    }

    fn find(&mut self, entry: Option<&Entry>) {
        self.places = entry.map_or_else(Vec::new, |entry| places(&entry.article.text, &self.notes));
    }

    /// All notes of the article, those without a place too.
    pub fn all(&self) -> &[Note] {
        &self.notes
    }

    /// How many of them were about a place that is not there any more.
    pub fn lost(&self) -> usize {
        let anchored = self.notes.iter().filter(|note| note.anchor.is_some());
        anchored.count().saturating_sub(self.places.len())
    }

    /// The notes that stand in `range`, in the order of the text, each with its place.
    pub fn within(&self, range: TextRange) -> impl DoubleEndedIterator<Item = (&Note, TextRange)> {
        let here = self.places.iter();
        let here = here.filter(move |(_, place)| place.range.overlaps(range));
        here.filter_map(|(number, place)| Some((self.notes.get(*number)?, place.range)))
    }

    /// The place of a note.
    pub fn place(&self, key: NoteKey) -> Option<TextRange> {
        let mut places = self.places.iter();
        let (_, place) = places.find(|(number, _)| self.notes[*number].key == key)?;
        Some(place.range)
    }

    /// The note that a key at the byte `at` of the passage `here` is about: the one just gone to, else the innermost around it,
    /// else the first of the passage.
    pub fn at(&self, at: Option<TextRange>, here: TextRange) -> Option<&Note> {
        let arrived = at.and_then(|at| {
            let around = self.within(at).filter(|(_, range)| range.covers(at));
            around.min_by_key(|(_, range)| range.len())
        });
        let (note, _) = arrived.or_else(|| self.within(here).next())?;
        Some(note)
    }

    /// The note on the article as a whole.
    pub fn on_all(&self) -> Option<&Note> {
        self.notes.iter().find(|note| note.anchor.is_none())
    }

    /// The place that begins next behind the byte `from`, or last ahead of it, with its number among all, counted from 1.
    pub fn step(&self, from: usize, way: Direction) -> Option<(usize, TextRange)> {
        let starts = |(number, (_, place)): (usize, &(usize, Placed))| (number + 1, place.range);
        let mut all = self.places.iter().enumerate().map(starts);
        match way {
            Direction::Forward => all.find(|(_, range)| range.start >= from),
            Direction::Backward => all.rfind(|(_, range)| range.start < from),
        }
    }

    /// How many stand in the text.
    pub fn count(&self) -> usize {
        self.places.len()
    }
}
