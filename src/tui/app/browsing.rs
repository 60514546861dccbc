//! The list of all notes and highlights.

use super::{App, Overlay};
use crate::library::deed::{Jot, Spot};
use crate::library::seek::question::{Answer, Told, Wanted};
use crate::tui::effect::Effect;
use crate::tui::notes::AllNotes;

impl App {
    /// Shows all notes and highlights of the library.
    pub fn show_notes(&mut self) -> Effect {
        self.overlay = Some(Overlay::Notes(Box::default()));
        Effect::Seek(self.question(Wanted::Notes))
    }

    /// Asks for them again, where they are on screen.
    pub fn show_notes_again(&mut self) -> Option<Effect> {
        let shown = matches!(&self.overlay, Some(Overlay::Notes(_)));
        shown.then(|| Effect::Seek(self.question(Wanted::Notes)))
    }

    pub(in crate::tui) fn all_notes(&mut self) -> Option<&mut AllNotes> {
        match &mut self.overlay {
            Some(Overlay::Notes(notes)) => Some(notes),
            _ => None,
        }
    }

    pub(super) fn take_notes(&mut self, answer: &Answer) {
        let Some(notes) = self.all_notes() else {
            return;
        };
        match &answer.told {
            Ok(Told::Notes(jottings)) => notes.take(jottings),
            Ok(_) => {}
            Err(reason) => notes.failed = Some(reason.clone()),
        }
    }

    /// Goes to the note with the cursor.
    pub fn open_note(&mut self) {
        let Some(jotting) = self.all_notes().and_then(|notes| notes.chosen()).cloned() else {
            return;
        };
        let Some(row) = self.library.row_of(jotting.article) else {
            return self.say("that article is not in the library now; its notes are kept");
        };
        let place = jotting.place.map(|place| place.range);
        self.go_from_view(row, place);
        if jotting.is_lost() {
            self.say("the place of this note is not in the article any more");
        }
    }

    /// Changes the note with the cursor, over the list.
    pub fn change_note(&mut self) -> Option<Effect> {
        let jotting = self.all_notes()?.chosen()?;
        let (article, note) = (jotting.article, jotting.note.key);
        if self.library.row_of(article).is_none() {
            self.say("that article is not in the library now; its notes are kept");
            return None;
        }
        self.write_note(article, Spot::Note(note), false)
    }

    /// Takes the note with the cursor away.
    pub fn erase_note(&mut self) {
        let Some(jotting) = self.all_notes().and_then(|notes| notes.chosen()).cloned() else {
            return;
        };
        self.jot(jotting.article, jotting.note.key, Jot::Gone);
    }
}
