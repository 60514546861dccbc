//! Pickers, and the names and titles that they look in: gathered on another thread, from the library as it was then.

use std::sync::Arc;

use super::{App, Overlay};
use crate::library::jump::JumpTarget;
use crate::library::jump::index::JumpIndex;
use crate::library::seek::question::Hit;
use crate::model::query::Query;
use crate::tui::effect::Effect;
use crate::tui::manual::Manual;
use crate::tui::picker::Picker;
use crate::tui::picker::kind::PickerKind;

impl App {
    /// Opens a picker.
    pub fn pick(&mut self, kind: PickerKind) {
        let picker = if kind.is_commands() {
            Picker::of_commands(kind, Manual::new(&self.keys, &self.outward.commands))
        } else {
            Picker::after(kind, self.visits.targets(), &self.library)
        };
        self.overlay = Some(Overlay::Picker(Box::new(picker)));
    }

    /// Opens the last picker as it was.
    pub fn pick_again(&mut self) -> Option<Effect> {
        let Some(mut picker) = self.last_picker.take() else {
            self.say("no picker has been open yet");
            return None;
        };
        picker.refresh(&self.library);
        picker.ask_again();
        self.overlay = Some(Overlay::Picker(picker));
        self.ask_for_picker()
    }

    /// Asks the library file what the open picker wants of it.
    pub fn ask_for_picker(&mut self) -> Option<Effect> {
        let Some(Overlay::Picker(picker)) = &mut self.overlay else {
            return None;
        };
        let wanted = picker.take_wanted()?;
        let question = self.question(wanted);
        if let Some(Overlay::Picker(picker)) = &mut self.overlay {
            picker.await_answer(question.number, &question.wanted);
        }
        Some(Effect::Seek(question))
    }

    /// Goes to a text that the picker has found.
    pub fn go_to_text(&mut self, hit: &Hit, query: &Query) {
        match self.library.row_of(hit.id) {
            Some(row) => {
                self.visits.count(&JumpTarget::Article(hit.id));
                self.remember_jump();
                self.open_found(row, hit, query);
            }
            None => self.miss_article(),
        }
    }

    /// Tells whether an open picker has more to do than keys wait for.
    pub fn is_busy(&self) -> bool {
        self.picker().is_some_and(Picker::is_busy)
    }

    /// Lets the open picker do a piece of that.
    pub fn work_on(&mut self) {
        let open = self.open_row();
        let picker = match &mut self.overlay {
            Some(Overlay::Picker(picker)) => Some(picker.as_mut()),
            Some(Overlay::Correct(asked)) => asked.picker_mut(),
            _ => None,
        };
        if let Some(picker) = picker {
            picker.go_on(&self.library, open);
        }
    }

    /// Has the names and titles gathered when they are wanted.
    pub fn gather(&mut self) {
        let open = self.picker().is_some() && !self.library.is_empty();
        if let Some(picture) = self.gathering.begin(open, !self.loading) {
            let library = self.library.clone();
            self.outbox.push(Effect::Gather(library, picture));
        }
    }

    /// Takes the names and titles of that picture of the library; none where that failed, which is not tried again.
    pub fn take_names(&mut self, picture: u64, names: Option<Arc<JumpIndex>>) {
        self.gathering.end(picture);
        let Some(names) = names else { return };
        self.library = self.library.clone().with_jump(names);
        match &mut self.overlay {
            Some(Overlay::Picker(picker)) => picker.refresh(&self.library),
            Some(Overlay::Correct(asked)) => asked.refresh(&self.library),
            _ => {}
        }
    }

    fn picker(&self) -> Option<&Picker> {
        match &self.overlay {
            Some(Overlay::Picker(picker)) => Some(picker),
            Some(Overlay::Correct(asked)) => asked.picker(),
            _ => None,
        }
    }
}
