//! Searching for text in the article and over the titles.

use super::{App, Find, Overlay};
use crate::library::Direction;
use crate::text::find::Needle;
use crate::tui::field::Field;
use crate::tui::focus::Focus;
use crate::tui::list::ListPane;
use crate::tui::reader::Reader;

impl App {
    /// Begins a search in the article or over the titles.
    pub fn begin_find(&mut self) {
        let Some(from) = self.here() else { return };
        let start = match self.focus {
            Focus::List => self.list.selected(),
            _ => self.reader.as_ref().map_or(0, Reader::offset),
        };
        self.overlay = Some(Overlay::Find(Find {
            field: Field::default(),
            from,
            start,
        }));
    }

    /// Shows the first match of what has been typed so far.
    pub fn find_typed(&mut self) {
        let Some(Overlay::Find(find)) = &self.overlay else {
            return;
        };
        let (start, from) = (find.start, find.from);
        self.needle = Needle::new(find.field.text());
        let found = self.find_from(start, Direction::Forward, from.focus);
        if !found {
            self.return_to(Some(from), "");
        }
    }

    /// Ends the search: keeps the match, or goes back to where it began.
    pub fn end_find(&mut self, keep: bool) {
        let Some(Overlay::Find(find)) = self.overlay.take() else {
            return;
        };
        if keep {
            if self.needle.is_some() {
                self.jumps.leave(find.from);
            }
        } else {
            self.needle = None;
            self.return_to(Some(find.from), "");
        }
    }

    /// Goes to the next match of the last search.
    pub fn find_next(&mut self, way: Direction) {
        if self.needle.is_none() {
            return self.say("nothing searched yet: / searches");
        }
        let start = match (self.focus, way) {
            (Focus::List, Direction::Forward) => self.list.selected() + 1,
            (Focus::List, Direction::Backward) => {
                self.list.selected() + self.library.len().saturating_sub(1)
            }
            (_, Direction::Forward) => self.reader.as_ref().map_or(0, Reader::offset) + 1,
            (_, Direction::Backward) => self.reader.as_ref().map_or(0, Reader::offset),
        };
        if !self.find_from(start, way, self.focus) {
            self.say("no match");
        }
    }

    pub(super) fn find_from(&mut self, start: usize, way: Direction, pane: Focus) -> bool {
        let Some(needle) = self.needle.clone() else {
            return false;
        };
        if pane == Focus::List {
            let found = ListPane::find(&self.library, &needle, start, way);
            if let Some(row) = found {
                self.list.select(row);
                self.preview();
            }
            return found.is_some();
        }
        let Some(reader) = &mut self.reader else {
            return false;
        };
        let found = reader.entry().find(&needle, start, way);
        if let Some(range) = found {
            reader.reveal(range);
        }
        found.is_some()
    }
}
