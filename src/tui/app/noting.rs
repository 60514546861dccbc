//! Notes and highlights at the place: writing, walking and taking them away.

use super::{App, Overlay};
use crate::command::CommandId;
use crate::command::scope::Scope;
use crate::library::deed::{Deed, Jot, Spot};
use crate::model::article::ArticleId;
use crate::model::ink::Ink;
use crate::model::note::Note;
use crate::model::state::NoteKey;
use crate::text::anchor::Anchor;
use crate::text::sanitize::{clean, clean_line};
use crate::tui::effect::Effect;
use crate::tui::focus::Focus;
use crate::tui::noting::{Draft, Noting, Outcome, Written};

impl App {
    /// The note or highlight that a key is about: the one just gone to, else the first of the place; where the place has no
    /// words of the article, that on the article as a whole.
    pub(in crate::tui) fn note_here(&self) -> Option<&Note> {
        let reader = self.reader.as_ref()?;
        match reader.place_range() {
            Some(place) => self.noted.at(reader.arrived(), place),
            None => self.noted.on_all(),
        }
    }

    /// Begins a note on the place, or goes on with the one that is there; with `outside` in the reader's own editor.
    pub fn begin_note(&mut self, outside: bool) -> Option<Effect> {
        let Some(reader) = &self.reader else {
            self.say("no article is open");
            return None;
        };
        let article = reader.entry().article.id;
        let spot = if let Some(note) = self.note_here() {
            Spot::Note(note.key)
        } else {
            let place = reader.place_range();
            Spot::Place(place.and_then(|place| Anchor::of(&reader.entry().article.text, place)))
        };
        self.set_focus(Focus::Article);
        self.write_note(article, spot, outside)
    }

    /// Begins a note, or goes on with it: with what was left of it, else with what it is.
    pub(super) fn write_note(
        &mut self,
        article: ArticleId,
        spot: Spot,
        outside: bool,
    ) -> Option<Effect> {
        let known = self.known_note(&spot);
        let before = known.map_or_else(String::new, |note| note.text.clone());
        let title = note_title(match &spot {
            Spot::Note(_) => known.and_then(|note| note.anchor.as_ref()),
            Spot::Place(anchor) => anchor.as_ref(),
        });
        let mut draft = Draft {
            article,
            spot,
            text: before.clone(),
        };
        if let Some(left) = self.drafts.iter().find(|left| left.is_of(&draft)) {
            draft = left.clone();
            self.say("this note was begun and not kept yet");
        }
        if outside {
            let text = draft.text.clone();
            self.outside = Some(draft);
            return Some(Effect::Edit(text));
        }
        let noting = Noting::new(&draft, &before, title);
        // From the list of all notes it is written over that list, which stands there again afterwards.
        let over = self.overlay.take().map(Box::new);
        let over = over.filter(|over| matches!(**over, Overlay::Notes(_)));
        self.overlay = Some(Overlay::Note(Box::new(noting), over));
        None
    }

    /// The note that is there already: in the list of all notes that with the cursor, else one of the open article.
    fn known_note(&self, spot: &Spot) -> Option<&Note> {
        let is_meant = |note: &&Note| match spot {
            Spot::Note(key) => note.key == *key,
            Spot::Place(anchor) => note.anchor == *anchor,
        };
        match &self.overlay {
            Some(Overlay::Notes(notes)) => notes.chosen().map(|jotting| &jotting.note),
            _ => self.noted.all().iter().find(is_meant),
        }
        .filter(is_meant)
    }

    /// Puts the note that is being written away; what it was written over stands there again.
    fn close_note(&mut self) -> Option<Box<Noting>> {
        match self.overlay.take() {
            Some(Overlay::Note(noting, over)) => {
                self.overlay = over.map(|over| *over);
                Some(noting)
            }
            other => {
                self.overlay = other;
                None
            }
        }
    }

    /// A command in the editor of a note, and what the loop is asked for; nothing where it means nothing there.
    pub fn run_in_note(&mut self, command: CommandId) -> Option<Option<Effect>> {
        let Some(Overlay::Note(noting, _)) = &mut self.overlay else {
            return None;
        };
        let outcome = noting.run(command)?;
        self.remember_draft();
        match outcome {
            Outcome::Stay => {}
            Outcome::Save => self.save_note(),
            Outcome::Leave => {
                self.close_note();
                let key = self.key_in(Scope::Article, CommandId::Note);
                self.say(format!("left as a draft: {key} here goes on with it"));
            }
            Outcome::Outside => {
                let draft = self.close_note()?.draft();
                let text = draft.text.clone();
                self.outside = Some(draft);
                return Some(Some(Effect::Edit(text)));
            }
        }
        Some(None)
    }

    /// Puts typed or pasted text into the note being written.
    pub fn write_in_note(&mut self, text: &str) {
        if let Some(Overlay::Note(noting, _)) = &mut self.overlay {
            noting.editor.insert(text);
            self.remember_draft();
        }
    }

    /// Keeps what is being written with the session, as long as it differs from what is kept as the note.
    fn remember_draft(&mut self) {
        let Some(Overlay::Note(noting, _)) = &self.overlay else {
            return;
        };
        let (draft, changed) = (noting.draft(), noting.has_changed());
        self.drafts.retain(|left| !left.is_of(&draft));
        if changed {
            self.drafts.push(draft);
        }
    }

    fn save_note(&mut self) {
        let Some(noting) = self.close_note() else {
            return;
        };
        if noting.has_changed() {
            self.act(noting.draft().deed());
        } else {
            self.say("nothing has changed");
        }
    }

    /// A note has been kept: its draft is needed no more.
    pub(super) fn drop_draft(&mut self, deed: &Deed) {
        if let Some(kept) = Draft::of(deed) {
            // What has been written on it since is still a draft.
            self.drafts
                .retain(|left| !(left.is_of(&kept) && left.text.trim() == kept.text));
        }
    }

    /// A note could not be kept: what was written stays a draft.
    pub(super) fn keep_draft(&mut self, deed: &Deed) {
        if let Some(draft) = Draft::of(deed)
            && !self.drafts.iter().any(|left| left.is_of(&draft))
        {
            self.drafts.push(draft);
        }
    }

    /// Opens a note again that was begun in an earlier session and not kept.
    pub(super) fn go_on_writing(&mut self) {
        let here = |draft: &&Draft| self.library.row_of(draft.article).is_some();
        let Some(draft) = self.drafts.iter().find(here).cloned() else {
            return;
        };
        if let Some(row) = self.library.row_of(draft.article) {
            self.open_at(row, None);
            let entry = self.reader.as_ref().map(|reader| reader.entry().as_ref());
            self.noted.follow(&self.library, entry);
            self.reveal_spot(&draft.spot);
            self.write_note(draft.article, draft.spot, false);
            let key = self.key_in(Scope::Note, CommandId::SaveNote);
            self.say(format!("this note was begun and not kept: {key} keeps it"));
        }
    }

    fn reveal_spot(&mut self, spot: &Spot) {
        let Some(reader) = &mut self.reader else {
            return;
        };
        let place = match spot {
            Spot::Note(key) => self.noted.place(*key),
            Spot::Place(anchor) => {
                let text = &reader.entry().article.text;
                let found = anchor.as_ref().and_then(|anchor| anchor.find(text));
                found.map(|found| found.range)
            }
        };
        if let Some(place) = place {
            reader.reveal(place);
        }
    }

    /// Takes what has come back from the reader's own editor.
    pub fn take_written(&mut self, written: Written) {
        let Some(mut draft) = self.outside.take() else {
            return;
        };
        let before = std::mem::take(&mut draft.text);
        let text = written.text.map(|text| clean(&text).text.trim().to_owned());
        let changed = text.as_ref().is_some_and(|text| *text != before.trim());
        draft.text = text.unwrap_or(before);
        // What was written here before the editor was asked for is kept by it too, even where it added nothing.
        let unkept = self.drafts.iter().any(|left| left.is_of(&draft));
        match written.failed {
            None if changed || unkept => {
                self.drafts.retain(|left| !left.is_of(&draft));
                self.drafts.push(draft.clone());
                self.act(draft.deed());
            }
            None => self.say("nothing has changed"),
            // Nothing that was written may be lost: it goes on here.
            Some(reason) if changed => {
                self.write_note(draft.article, draft.spot.clone(), false);
                if let Some(Overlay::Note(noting, _)) = &mut self.overlay {
                    noting.editor = crate::tui::editor::Editor::new(&draft.text);
                }
                self.remember_draft();
                self.alarm(format!("{reason}; what was written stands here"));
            }
            Some(reason) => self.alarm(format!("{reason}; the note is as it was")),
        }
    }

    /// Takes the highlight at the place away; with a number, makes that ink of it.
    pub fn ink_here(&mut self, count: Option<usize>) {
        let Some(article) = self.reader.as_ref().map(|reader| reader.entry().article.id) else {
            return self.say("no article is open");
        };
        let Some(note) = self.note_here() else {
            let key = self.key_in(Scope::Article, CommandId::Select);
            let told = format!("no highlight in this paragraph; {key} selects words to mark");
            return self.say(told);
        };
        let (key, inked, is_note) = (note.key, note.ink.is_some(), !note.text.is_empty());
        let ink = count.map(Ink::numbered);
        match ink {
            Some(None) => {
                self.say("there are four: 1 important, 2 to check, 3 doubtful, 4 to quote");
            }
            None if !inked && is_note => {
                let key = self.key_in(Scope::Article, CommandId::Note);
                self.say(format!(
                    "a note: {key} changes it, and one that is emptied goes"
                ));
            }
            ink => self.jot(article, key, Jot::Ink(ink.flatten())),
        }
    }

    pub(super) fn jot(&mut self, article: ArticleId, key: NoteKey, jot: Jot) {
        self.act(Deed::Jot {
            article,
            spot: Spot::Note(key),
            jot,
        });
    }
}

/// `Note on “the pier of Velmora …”`.
fn note_title(anchor: Option<&Anchor>) -> String {
    match anchor {
        Some(anchor) => format!("Note on “{}”", clean_line(&anchor.exact)),
        None => "Note on the article".to_owned(),
    }
}
