//! Searching for text in the article and over the titles.

use super::{App, Overlay};
use crate::command::CommandId;
use crate::library::Direction;
use crate::text::find::Needle;
use crate::tui::field::Field;
use crate::tui::find::Find;
use crate::tui::focus::Focus;
use crate::tui::reader::Reader;

impl App {
    /// Begins a search in the article, or over the titles of the list.
    pub fn begin_find(&mut self, pane: Focus) {
        let Some(from) = self.here() else {
            return self.say("nothing to search yet");
        };
        let find = Find {
            pane,
            field: Field::default(),
            from,
            selected: self.selected(),
            reader: self.reader.clone(),
            needle: self.needle.take(),
            found: false,
        };
        self.overlay = Some(Overlay::Find(Box::new(find)));
    }

    /// Shows the first match of what has been typed so far, or where the search began while there is none.
    pub fn find_typed(&mut self) {
        let Some(Overlay::Find(find)) = self.overlay.take() else {
            return;
        };
        let mut find = *find;
        self.list.select(&self.library, find.selected);
        self.reader.clone_from(&find.reader);
        self.needle = Needle::new(find.field.text());
        find.found = self.find_from(find.pane, Direction::Forward, 0);
        self.overlay = Some(Overlay::Find(Box::new(find)));
    }

    /// Ends the search: keeps the match, or leaves everything as it was before.
    pub fn end_find(&mut self, keep: bool) {
        let Some(Overlay::Find(find)) = self.overlay.take() else {
            return;
        };
        if keep && find.found {
            self.jumps.leave(find.from);
            self.set_focus(find.pane);
            if find.pane == Focus::List {
                // While it was typed, no story was opened for a title that it then did not mean.
                self.find_from(find.pane, Direction::Forward, 0);
            }
            return;
        }
        if keep && self.needle.is_some() {
            self.say(format!("no match for {}", find.field.text()));
        }
        // An empty line that is kept asks for nothing: what the last search has marked is marked no more.
        let ends = keep && find.field.text().is_empty() && find.needle.is_some();
        if ends {
            self.say("the search is over: nothing is marked any more");
        }
        self.needle = find.needle.filter(|_| !ends);
        self.reader = find.reader;
        self.list.select(&self.library, find.selected);
        self.preview();
    }

    /// Goes to the next match of the last search.
    pub fn find_next(&mut self, way: Direction) {
        if self.needle.is_none() {
            let key = self.key(match self.focus {
                Focus::List => CommandId::FindInList,
                _ => CommandId::FindInArticle,
            });
            return self.say(format!("nothing searched yet: {key} searches"));
        }
        if !self.find_from(self.focus, way, 1) {
            self.say("no match");
        }
    }

    /// Goes to the match next to where the reader is in `pane`, `past` rows or bytes further on.
    fn find_from(&mut self, pane: Focus, way: Direction, past: usize) -> bool {
        let Some(needle) = self.needle.clone() else {
            return false;
        };
        if pane == Focus::List {
            let from = (self.selected(), past > 0);
            let found = self.list.find(&self.library, &needle, from, way);
            if let Some(row) = found {
                if matches!(self.overlay, Some(Overlay::Find(_))) {
                    self.list.select(&self.library, row);
                } else {
                    self.list.reveal(&self.library, row);
                }
                self.preview();
            }
            return found.is_some();
        }
        let Some(reader) = &mut self.reader else {
            return false;
        };
        let start = if past == 0 {
            reader.offset(Direction::Backward)
        } else {
            reader.offset(way)
        };
        let found = reader.entry().find(&needle, start, way);
        let Some(range) = found else {
            return false;
        };
        Reader::reveal(reader, range);
        let round = match way {
            Direction::Forward => (range.start < start).then_some("start"),
            Direction::Backward => (range.start >= start).then_some("end"),
        };
        if let Some(end) = round.filter(|_| past > 0) {
            self.say(format!("no further match: on from the {end}"));
        }
        true
    }
}
