//! Searching everything, and the way from the results to the articles and back.

use super::{App, Overlay};
use crate::library::Direction;
use crate::library::entry::Entry;
use crate::library::jump::JumpTarget;
use crate::library::seek::needle_in;
use crate::library::seek::question::{Answer, Hit, Question, Told, Wanted};
use crate::model::query::Query;
use crate::text::find::Needle;
use crate::text::range::TextRange;
use crate::tui::effect::Effect;
use crate::tui::jumps::Over;
use crate::tui::search::{Outcome, Search};

impl App {
    /// Opens the search of everything: the last one as it was, until something is typed in its place.
    pub fn begin_search(&mut self) -> Option<Effect> {
        let mut search = self.last_search.take().unwrap_or_default();
        let outcome = search.ask_again();
        search.field.select();
        self.overlay = Some(Overlay::Search(search));
        self.searched(outcome)
    }

    /// Searches everything for `text`.
    pub fn search_for(&mut self, text: &str) -> Option<Effect> {
        let mut search = Box::<Search>::default();
        let outcome = search.look_for(text);
        self.overlay = Some(Overlay::Search(search));
        self.searched(outcome)
    }

    /// Does what a command over the search asks for.
    pub fn searched(&mut self, outcome: Outcome) -> Option<Effect> {
        match outcome {
            Outcome::Stay => None,
            Outcome::Close => {
                self.close_overlay();
                None
            }
            Outcome::Ask(wanted) => {
                let question = self.question(wanted);
                if let Some(Overlay::Search(search)) = &mut self.overlay {
                    search.await_answer(question.number, &question.wanted);
                }
                Some(Effect::Seek(question))
            }
            Outcome::Open => {
                self.open_result();
                None
            }
            Outcome::Beside(id) => {
                self.close_overlay();
                self.compare_with(&[JumpTarget::Article(id)])
            }
            Outcome::Save => {
                self.save_search();
                None
            }
        }
    }

    /// A question to the library file, with a number of its own.
    pub(super) fn question(&mut self, wanted: Wanted) -> Question {
        self.asked += 1;
        Question {
            number: self.asked,
            wanted,
        }
    }

    /// Takes an answer of the library file; one that nobody waits for any more is dropped.
    pub fn take_answer(&mut self, answer: &Answer) -> Option<Effect> {
        let Answer { number, told } = answer;
        if let Some(Overlay::Search(search)) = &mut self.overlay {
            search.take(*number, told);
        }
        if let Some(search) = &mut self.last_search {
            search.take(*number, told);
        }
        if let Some(Overlay::Picker(picker)) = &mut self.overlay {
            picker.take(*number, told);
        }
        if let Some(picker) = &mut self.last_picker {
            picker.take(*number, told);
        }
        if let Some(Overlay::Saved(saved)) = &mut self.overlay {
            match told {
                Ok(Told::Saved(searches)) => saved.take(searches),
                Ok(Told::Count(name, count)) => saved.take_count(name, *count),
                Ok(_) => {}
                Err(reason) => saved.failed = Some(reason.clone()),
            }
        }
        self.take_notes(answer);
        self.take_list(*number, told);
        self.walk_on(answer)
    }

    /// Opens the result with the cursor at the words found; the way back leads to the results.
    fn open_result(&mut self) {
        let Some(Overlay::Search(search)) = &mut self.overlay else {
            return;
        };
        let Some(hit) = search.chosen().cloned() else {
            if let Some(mistake) = &search.mistake {
                let reason = mistake.reason.clone();
                self.alarm(reason);
            }
            return;
        };
        let Some(row) = self.library.row_of(hit.id) else {
            return self.miss_article();
        };
        search.opened = Some(hit.id);
        let query = search.query.clone().unwrap_or_default();
        self.close_overlay();
        self.leave_over(Over::Results);
        self.open_found(row, &hit, &query);
    }

    /// Opens the article of that row where `hit` stands, which `query` found, and marks all that was looked for.
    pub(super) fn open_found(&mut self, row: usize, hit: &Hit, query: &Query) {
        let entry = self.library.entry(row);
        let entry = entry.as_deref();
        self.needle = entry.and_then(|entry| needle_in(&self.library, entry, query));
        let range = entry.and_then(|entry| found_in(entry, hit, self.needle.as_ref()));
        self.open_at(row, range);
    }
}

/// Where in the article the words of the result stand, or the first of what was looked for.
fn found_in(entry: &Entry, hit: &Hit, needle: Option<&Needle>) -> Option<TextRange> {
    let shown = hit.place_in(&entry.article.text);
    shown.or_else(|| entry.find(needle?, 0, Direction::Forward))
}
