//! What the reader has set, and what is wrong with what was set.

use super::App;
use crate::command::CommandId;
use crate::command::scope::Scope;
use crate::config::settings::Settings;
use crate::model::problem::Problem;
use crate::text::count::counted;
use crate::tui::sieve::Sieve;

impl App {
    /// Begins as the reader has set it. What the last session left is taken up afterwards.
    pub fn set_up(&mut self, settings: Settings) {
        self.measure = settings.text_width;
        self.panes.actors = settings.start.actors;
        self.panes.spotlight = settings.reading.spotlight;
        self.list.set_stories(settings.stories);
        self.wish_for(Sieve::read(&settings.order, ""));
        self.settings = settings;
    }

    /// Tells what is wrong with what the reader has set; it stays among the problems.
    pub fn complain(&mut self, complaints: Vec<Problem>) {
        if let Some(first) = complaints.first() {
            let shown = self.keys.shown_in(Scope::List, CommandId::Problems);
            let shown = shown.first().map(|keys| format!(", {keys} shows them"));
            let told = format!(
                "{} in your settings{}: {}",
                counted(complaints.len(), "mistake"),
                shown.unwrap_or_default(),
                first.told()
            );
            self.warn(&told);
            // Nothing has been read yet.
            self.loading = true;
        }
        self.complaints = complaints;
    }

    /// How many problems there are.
    pub(in crate::tui) fn problem_count(&self) -> usize {
        self.complaints.len() + self.library.problem_count()
    }

    /// The problem of that number: what was set comes before what was read.
    pub(in crate::tui) fn problem(&self, number: usize) -> Option<Problem> {
        let read = || {
            let problems = self.library.problems();
            problems.get(number - self.complaints.len()).cloned()
        };
        self.complaints.get(number).cloned().or_else(read)
    }
}
