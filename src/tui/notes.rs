//! All notes and highlights of the library, the newest first, with a cursor and a filter.

use std::collections::HashMap;

use super::field::Field;
use super::walk::Arrival;
use crate::command::CommandId;
use crate::library::Direction;
use crate::library::jotting::Jotting;
use crate::model::article::ArticleId;
use crate::model::ink::Ink;
use crate::text::fold::fold;
use crate::text::range::TextRange;

/// The list of all notes and highlights.
#[derive(Debug, Clone, Default)]
pub struct AllNotes {
    /// All of them, in the order in which they are shown; none before they are known.
    jottings: Option<Vec<Jotting>>,
    /// The numbers of those that fit the filter.
    fitting: Vec<usize>,
    /// Why they are not known.
    pub failed: Option<String>,
    /// Which of those that fit has the cursor.
    cursor: usize,
    /// What has been typed to filter them.
    pub filter: Field,
    /// Whether the filter is being typed.
    pub typing: bool,
}

impl AllNotes {
    /// Takes the notes: by article, that with the newest one first, and within it in the order of the text.
    pub fn take(&mut self, jottings: &[Jotting]) {
        let mut newest = HashMap::new();
        for jotting in jottings {
            let key = newest
                .entry(jotting.note.article)
                .or_insert(jotting.note.key);
            *key = jotting.note.key.max(*key);
        }
        let mut jottings = jottings.to_vec();
        jottings.sort_by_key(|jotting| {
            let newest = newest.get(&jotting.note.article).copied();
            let place = jotting.place.map(|place| place.range.start);
            // What is lost stands behind what has a place.
            let place = place.unwrap_or(usize::MAX);
            (std::cmp::Reverse(newest), place, jotting.note.key)
        });
        self.jottings = Some(jottings);
        self.sift();
    }

    /// Whether they are known.
    pub fn is_known(&self) -> bool {
        self.jottings.is_some()
    }

    /// How many there are in all.
    pub fn all(&self) -> usize {
        self.jottings.as_ref().map_or(0, Vec::len)
    }

    /// How many fit the filter.
    pub fn count(&self) -> usize {
        self.fitting.len()
    }

    /// Number `number` of those that fit.
    pub fn get(&self, number: usize) -> Option<&Jotting> {
        self.jottings.as_ref()?.get(*self.fitting.get(number)?)
    }

    /// Which of those that fit has the cursor.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// The one with the cursor.
    pub fn chosen(&self) -> Option<&Jotting> {
        self.get(self.cursor)
    }

    /// Moves the cursor by `steps`.
    pub fn step(&mut self, steps: isize) {
        let last = self.fitting.len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(steps).min(last);
    }

    /// Tells whether the article has one.
    pub fn is_among(&self, article: ArticleId) -> bool {
        let mut all = self.jottings.iter().flatten();
        all.any(|jotting| jotting.article == article)
    }

    /// Where a walk along them comes to that leaves the article `from`: to the first of the next article that is here, or to the
    /// last of the one before. From an article that has none it begins at either end of them all.
    pub fn beyond(
        &self,
        from: ArticleId,
        way: Direction,
        is_here: impl Fn(ArticleId) -> bool,
    ) -> Option<Arrival> {
        let all = self.jottings.as_deref()?;
        let own = |jottings: &[Jotting]| jottings.iter().any(|one| one.article == from);
        let mut articles: Vec<&[Jotting]> = all.chunk_by(|a, b| a.article == b.article).collect();
        if way == Direction::Backward {
            articles.reverse();
        }
        let begin = articles.iter().position(|jottings| own(jottings));
        let mut beyond = articles.into_iter().skip(begin.map_or(0, |at| at + 1));
        let jottings = beyond.find(|jottings| is_here(jottings[0].article))?;
        let places: Vec<TextRange> = jottings
            .iter()
            .filter_map(|jotting| Some(jotting.place?.range))
            .collect();
        let number = match way {
            Direction::Forward => 1,
            Direction::Backward => places.len(),
        };
        Some(Arrival {
            article: jottings[0].article,
            place: number.checked_sub(1).and_then(|at| places.get(at)).copied(),
            number: (number, places.len()),
        })
    }

    /// Runs a command while the filter is typed. Tells whether it means anything.
    pub fn run(&mut self, command: CommandId) -> bool {
        match command {
            CommandId::Accept => self.typing = false,
            CommandId::Cancel => {
                self.typing = false;
                self.filter = Field::default();
                self.sift();
            }
            CommandId::DeleteBack | CommandId::DeleteWord | CommandId::ClearLine => {
                self.filter.run(command);
                self.sift();
            }
            _ => return false,
        }
        true
    }

    /// Adds typed or pasted text to the filter, where it is being typed.
    pub fn paste(&mut self, text: &str) {
        if self.typing && self.filter.insert(text) {
            self.sift();
        }
    }

    /// Looks again which of them fit.
    pub fn sift(&mut self) {
        let wanted = fold(self.filter.text());
        let wanted: Vec<&str> = wanted.split_whitespace().collect();
        let fits = |jotting: &Jotting| {
            let citation = &jotting.citation;
            let ink = jotting.note.ink.map_or("", Ink::name);
            let told = [
                citation.title.as_str(),
                &citation.outlet,
                &jotting.quoted,
                &jotting.note.text,
                ink,
            ];
            let told = fold(&told.join("\n"));
            wanted.iter().all(|word| told.contains(word))
        };
        let all = self.jottings.iter().flatten().enumerate();
        let fitting = all.filter(|(_, jotting)| fits(jotting));
        self.fitting = fitting.map(|(number, _)| number).collect();
        self.step(0);
    }
}
