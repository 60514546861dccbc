//! Selecting a part of the open article, and what is done with it.

use super::{App, Overlay};
use crate::command::key::Key;
use crate::library::citation::Citation;
use crate::library::deed::{Deed, Jot, Spot};
use crate::model::ink::Ink;
use crate::text::anchor::Anchor;
use crate::text::motion::{Ground, Motion};
use crate::tui::effect::Effect;
use crate::tui::focus::Focus;
use crate::tui::reader::Reader;
use crate::tui::select::{Select, Whole};

impl App {
    /// Lets a caret down at the place.
    pub fn begin_selecting(&mut self) {
        let Some(reader) = &mut self.reader else {
            return self.say("no article is open");
        };
        let (entry, stretches) = (reader.entry().clone(), reader.stretches());
        let ground = Ground::new(&entry.article.text, &stretches);
        let (Some(ground), Some(at)) = (ground, reader.caret_start()) else {
            return self.say("there is no text to select");
        };
        let select = Select::new(&entry.article, &ground, at);
        reader.show_caret(select.caret());
        self.set_focus(Focus::Article);
        self.overlay = Some(Overlay::Select(Box::new(select)));
    }

    /// Does something with the selection on the text in which it is, and brings the caret on screen.
    fn select(&mut self, change: impl FnOnce(&mut Select, &mut Reader, &Ground<'_>)) {
        let (Some(Overlay::Select(select)), Some(reader)) = (&mut self.overlay, &mut self.reader)
        else {
            return;
        };
        let (entry, stretches) = (reader.entry().clone(), reader.stretches());
        if let Some(ground) = Ground::new(&entry.article.text, &stretches) {
            change(select, reader, &ground);
            reader.show_caret(select.caret());
        }
    }

    /// Moves the caret, `times` over.
    pub fn move_caret(&mut self, motion: Motion, times: usize) {
        self.select(|select, reader, ground| {
            let entry = reader.entry().clone();
            select.go(&entry.article, ground, motion, times);
            // White space at the end of a row is nowhere on screen.
            let by_characters = matches!(motion, Motion::Left | Motion::Right);
            let mut before = None;
            while by_characters && before != Some(select.caret()) {
                let at = select.caret();
                if reader.row_around(at).is_none_or(|row| row.contains(at)) {
                    break;
                }
                before = Some(at);
                select.go(&entry.article, ground, motion, 1);
            }
        });
    }

    /// Moves the caret by rows of the screen; upwards where `rows` are negative.
    pub fn move_caret_by_rows(&mut self, rows: isize) {
        self.select(|select, reader, ground| {
            let entry = reader.entry().clone();
            let column = select.keep_column(reader.column(select.caret()));
            for _ in 0..rows.unsigned_abs() {
                let Some(at) = reader.row_beside(select.caret(), column, rows > 0) else {
                    break;
                };
                select.put(&entry.article, ground, at);
            }
        });
    }

    /// Moves the caret to the start of its row, or to the end of it.
    pub fn move_caret_in_row(&mut self, to_end: bool) {
        self.select(|select, reader, ground| {
            let entry = reader.entry().clone();
            if let Some(row) = reader.row_around(select.caret()) {
                let at = if to_end {
                    row.end.saturating_sub(1)
                } else {
                    row.start
                };
                select.put(&entry.article, ground, at.max(row.start));
            }
        });
    }

    /// Goes on at the other end of the selection.
    pub fn turn_selection(&mut self) {
        self.select(|select, _, _| select.turn());
    }

    /// Selects all of the sentence or paragraph around the caret.
    pub fn select_whole(&mut self, whole: Whole, times: usize) {
        self.select(|select, reader, ground| {
            let entry = reader.entry().clone();
            select.take(&entry.article, ground, whole, times);
        });
    }

    /// Leaves the selection.
    pub fn leave_selection(&mut self) {
        self.overlay = None;
    }

    /// Leaves a selection whose article is open no more.
    pub(super) fn leave_lost_selection(&mut self) {
        let open = self.reader.as_ref().map(|reader| reader.entry().article.id);
        if matches!(&self.overlay, Some(Overlay::Select(select)) if Some(select.article()) != open)
        {
            self.overlay = None;
        }
    }

    fn selection(&self) -> Option<(&Select, &Reader)> {
        match (&self.overlay, &self.reader) {
            (Some(Overlay::Select(select)), Some(reader)) => Some((select, reader)),
            _ => None,
        }
    }

    /// Copies what is selected, with where it comes from, and leaves the selection.
    pub fn copy_selection(&mut self) -> Option<Effect> {
        let (select, reader) = self.selection()?;
        let article = &reader.entry().article;
        let words = article.words_in(select.range());
        let source = Citation::of(reader.entry());
        let paragraph = article.paragraph_number(select.range().start);
        let text = format!("“{words}”\n{}", source.told(paragraph));
        self.leave_selection();
        Some(Effect::Copy(text, "selection with its source"))
    }

    /// Marks what is selected: as ink number `count`; without a number as the next one, behind the last as nothing.
    pub fn ink_selection(&mut self, count: Option<usize>) {
        let Some((select, reader)) = self.selection() else {
            return;
        };
        let Some(anchor) = Anchor::of(&reader.entry().article.text, select.range()) else {
            return;
        };
        let article = select.article();
        let place = Some(anchor);
        let known = self.noted.all().iter().find(|note| note.anchor == place);
        let before = select.inked.or_else(|| known.and_then(|note| note.ink));
        let ink = match (count, before) {
            (Some(number), _) => match Ink::numbered(number) {
                None => {
                    return self
                        .say("there are four: 1 important, 2 to check, 3 doubtful, 4 to quote");
                }
                ink => ink,
            },
            (None, None) => Ink::numbered(1),
            (None, Some(ink)) => ink.next(),
        };
        self.act(Deed::Jot {
            article,
            spot: Spot::Place(place),
            jot: Jot::Ink(ink),
        });
        if let Some(Overlay::Select(select)) = &mut self.overlay {
            select.inked = ink;
        }
    }

    /// Lets a digit right behind a mark choose which one it is; tells whether it was one.
    pub fn chooses_ink(&mut self, key: Key) -> bool {
        let marked = self
            .selection()
            .is_some_and(|(select, _)| select.inked.is_some());
        let digit = key.character().and_then(|c| c.to_digit(10));
        let ink = digit.map(|digit| digit as usize);
        let ink = ink.filter(|number| Ink::numbered(*number).is_some());
        let chooses = marked && self.typed.is_empty() && ink.is_some();
        if chooses {
            self.ink_selection(ink);
        }
        chooses
    }

    /// Begins a note on what is selected; with `outside` in the reader's own editor.
    pub fn note_selection(&mut self, outside: bool) -> Option<Effect> {
        let (select, reader) = self.selection()?;
        let anchor = Anchor::of(&reader.entry().article.text, select.range());
        let article = select.article();
        self.leave_selection();
        self.write_note(article, Spot::Place(anchor), outside)
    }
}
