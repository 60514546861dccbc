//! Walking the highlights and notes: through the open article, and on into the next one that has some.

use super::App;
use crate::command::CommandId;
use crate::library::Direction;
use crate::library::seek::question::{Answer, Told, Wanted};
use crate::tui::effect::Effect;
use crate::tui::focus::Focus;
use crate::tui::notes::AllNotes;
use crate::tui::walk::Walk;

impl App {
    /// Goes to the next highlight or note, or to the previous one. Where the open article has no more, the library is asked for
    /// those of the others: articles follow each other as in the list of all notes.
    pub fn step_note(&mut self, way: Direction, times: usize) -> Option<Effect> {
        for done in 0..times {
            let reader = self.reader.as_mut()?;
            let from = match (way, reader.arrived()) {
                (Direction::Backward, Some(arrived)) => arrived.start,
                _ => reader.offset(way),
            };
            let Some((number, range)) = self.noted.step(from, way) else {
                let article = reader.entry().article.id;
                let question = self.question(Wanted::Notes);
                self.walk = Some(Walk {
                    question: question.number,
                    way,
                    from: article,
                    left: times - done - 1,
                });
                return Some(Effect::Seek(question));
            };
            reader.reveal(range);
            let count = self.noted.count();
            self.say(format!("highlight {number} of {count} in this article"));
        }
        self.set_focus(Focus::Article);
        None
    }

    /// Goes on into the next article with notes, now that they are known, unless the reader has gone elsewhere meanwhile.
    pub(super) fn walk_on(&mut self, answer: &Answer) -> Option<Effect> {
        let walk = self.walk.take_if(|walk| walk.question == answer.number)?;
        let open = self.reader.as_ref()?.entry().article.id;
        if open != walk.from || self.overlay.is_some() {
            return None;
        }
        let jottings = match &answer.told {
            Ok(Told::Notes(jottings)) => jottings,
            Ok(_) => return None,
            Err(reason) => {
                self.alarm(reason.clone());
                return None;
            }
        };
        let mut notes = AllNotes::default();
        notes.take(jottings);
        let is_here = |id| self.library.row_of(id).is_some();
        let Some(there) = notes.beyond(walk.from, walk.way, is_here) else {
            self.tell_end(walk.way, notes.is_among(walk.from));
            return None;
        };
        let row = self.library.row_of(there.article)?;
        self.jump_to(row, there.place);
        let entry = self.reader.as_ref().map(|reader| reader.entry().as_ref());
        self.noted.follow(&self.library, entry);
        self.say(there.told());
        if walk.left == 0 {
            return None;
        }
        self.settle();
        self.step_note(walk.way, walk.left)
    }

    /// Tells that no article further on has a note.
    fn tell_end(&mut self, way: Direction, is_among: bool) {
        let key = self.key(CommandId::Notes);
        let told = match (is_among, way) {
            (false, _) => "no highlight in any article".to_owned(),
            (true, Direction::Forward) => format!("no more highlights; {key} shows all of them"),
            (true, Direction::Backward) => format!("no highlights before; {key} shows all of them"),
        };
        self.say(told);
    }
}
