//! Pickers, and the names and titles that they look in: gathered on another thread, from the library as it was then.

use std::sync::Arc;

use super::{App, Overlay};
use crate::library::jump::index::JumpIndex;
use crate::tui::effect::Effect;
use crate::tui::picker::{Picker, PickerKind};

impl App {
    /// Opens a picker.
    pub fn pick(&mut self, kind: PickerKind) {
        let picker = Picker::after(kind, self.gathering.lately(), &self.library);
        self.overlay = Some(Overlay::Picker(Box::new(picker)));
    }

    /// Opens the last picker as it was.
    pub fn pick_again(&mut self) {
        match self.last_picker.take() {
            Some(mut picker) => {
                picker.refresh(&self.library);
                self.overlay = Some(Overlay::Picker(picker));
            }
            None => self.say("no picker has been open yet"),
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
