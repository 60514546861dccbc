//! Moving through list, article and panel, and opening what the cursor is on.

use super::App;
use crate::command::CommandId;
use crate::library::worker::Request;
use crate::library::{Direction, Subject};
use crate::model::state::Flag;
use crate::text::range::TextRange;
use crate::tui::effect::Effect;
use crate::tui::focus::Focus;
use crate::tui::reader::Reader;
use crate::tui::{list, panel};

/// The bytes of text that are read in a minute: 238 words of English (Brysbaert, 2019), six letters each with the space.
const READ: usize = 238 * 6;

impl App {
    /// Moves by `steps` rows in the pane that has the keyboard.
    pub fn step(&mut self, steps: isize) {
        match self.focus {
            Focus::List => {
                self.list.step(&self.library, steps);
                self.preview();
            }
            Focus::Article => self.scroll(steps),
            Focus::Actors => {
                if let Some(subject) = self.panel.step(steps) {
                    self.subject = Some(subject);
                }
            }
        }
    }

    /// Moves by a part of the pane's height: `halves` half pages.
    pub fn page(&mut self, halves: isize) {
        let rows = match self.focus {
            Focus::List => usize::from(self.areas.list.height) / list::ROWS_PER_ARTICLE,
            Focus::Article => usize::from(self.areas.article.height).saturating_sub(2),
            Focus::Actors => usize::from(self.areas.actors.height) / panel::ROWS_PER_ITEM,
        };
        let half = (rows / 2).max(1).cast_signed();
        self.step(half.saturating_mul(halves));
    }

    /// Goes to the top or the bottom of the pane that has the keyboard; with a number, to that row of the list.
    pub fn to_end(&mut self, way: Direction, number: Option<usize>) {
        let far = if way == Direction::Forward {
            isize::MAX
        } else {
            isize::MIN
        };
        match (self.focus, number) {
            (Focus::List, Some(number)) => {
                let number = number.saturating_sub(1);
                if let Some(row) = self.list.numbered(&self.library, number) {
                    self.list.select(&self.library, row);
                    self.preview();
                }
            }
            (Focus::Article, _) => {
                self.remember_jump();
                if let Some(reader) = &mut self.reader {
                    if way == Direction::Forward {
                        reader.to_bottom();
                    } else {
                        reader.to_top();
                    }
                }
            }
            _ => self.step(far),
        }
    }

    /// A page further in the article; at its end, the next article not yet opened. Where the text is not on screen, goes to
    /// it first.
    pub fn read_on(&mut self) {
        if self.areas.article.is_empty() {
            return self.set_focus(Focus::Article);
        }
        self.mark_opened();
        let at_end = self.reader.as_mut().is_none_or(Reader::at_end);
        if at_end {
            self.step_unread(Direction::Forward);
        } else {
            let page = usize::from(self.areas.article.height)
                .saturating_sub(2)
                .max(1);
            self.scroll(page.cast_signed());
        }
    }

    /// How many minutes the rest of the article takes to read, rounded up.
    pub(in crate::tui) fn minutes_left(&self) -> usize {
        let Some(reader) = &self.reader else { return 0 };
        let text = &reader.entry().article.text;
        (text.len() * (100 - self.progress.min(100)) / 100).div_ceil(READ)
    }

    /// A page back in the article.
    pub fn read_back(&mut self) {
        let page = usize::from(self.areas.article.height)
            .saturating_sub(2)
            .max(1);
        self.scroll(-page.cast_signed());
    }

    /// Opens what the cursor is on.
    pub fn open(&mut self) {
        match self.focus {
            Focus::List if self.list.toggle(&self.library) => {}
            Focus::List if self.reader.is_some() => self.set_focus(Focus::Article),
            Focus::List => self.say("nothing to open here"),
            Focus::Article => {
                if !self.reader.as_mut().is_some_and(Reader::toggle_place) {
                    if self.choose_at_place() {
                        self.set_focus(Focus::Actors);
                    } else {
                        self.say("no name and no fold in this paragraph");
                    }
                }
            }
            Focus::Actors => {
                if let Some(companion) = self.panel.companion_at_cursor() {
                    self.subject = Some(Subject::Actor(companion));
                } else if !self.panel.enter() {
                    self.go_to_item();
                }
            }
        }
    }

    /// Opens the article `steps` rows further in the list.
    pub fn step_article(&mut self, steps: isize) {
        let row = self.open_row().unwrap_or_else(|| self.selected());
        let next = self.list.neighbour(&self.library, row, steps);
        if next == row && !self.library.is_empty() {
            self.say(if steps < 0 {
                "this is the first article"
            } else {
                "this is the last article"
            });
        }
        self.open_at(next, None);
    }

    /// Opens the next article that has not been opened in this session.
    pub fn step_unread(&mut self, way: Direction) {
        let row = self.open_row().unwrap_or(0);
        let unread = |row: &usize| self.marks.is_unread_at(&self.library, *row);
        let found = self
            .list
            .around(&self.library, row, way)
            .skip(1)
            .find(unread);
        match found {
            Some(row) => self.jump_to(row, None),
            None => self.say("every article has been opened"),
        }
    }

    /// Opens the newest article of the next story, or of the previous one; an article that no other tells is one by itself.
    pub fn step_story(&mut self, way: Direction) {
        let Some(open) = self.open_row() else { return };
        let story_of = |row: usize| self.library.story_of(row);
        let own = story_of(open);
        let other = |row: &usize| *row != open && (own.is_none() || story_of(*row) != own);
        let Some(found) = self.list.around(&self.library, open, way).find(other) else {
            return self.say("no other story");
        };
        let versions = self.library.story(found);
        let newest = versions.and_then(|story| story.articles.first().copied());
        let story = story_of(found);
        self.jump_to(newest.unwrap_or(found), None);
        if let Some(story) = story {
            let name = self.library.story_name(story);
            self.say(format!("{name}: {}", self.library.story_span(story)));
        }
    }

    /// Opens the newest article of the next story of the thread, or of the one before, and says why they are one thread.
    pub fn step_thread(&mut self, way: Direction) {
        let Some(open) = self.open_row() else { return };
        let Some(thread) = self.library.thread(open) else {
            return self.say("no other story of this topic is known at another time");
        };
        let (count, because) = (thread.events.len(), self.library.thread_because(&thread));
        match self.library.step_thread(open, way) {
            Some((row, number)) => {
                self.jump_to(row, None);
                let place = format!("story {} of {count} in its thread", number + 1);
                self.say(format!("{place}, dates apart: {because}"));
            }
            None => self.say(match way {
                Direction::Forward => "this is the latest story of its thread",
                Direction::Backward => "this is the earliest story of its thread",
            }),
        }
    }

    /// Goes one pane back towards the list. Tells whether there was a way.
    pub fn back(&mut self) -> bool {
        match self.focus {
            _ if self.panes.zen => self.panes.zen = false,
            Focus::Actors if self.panel.leave() => {}
            Focus::Actors => self.set_focus(Focus::Article),
            Focus::Article if self.came_from_view() => self.jump_back(),
            Focus::Article => self.set_focus(Focus::List),
            Focus::List => return false,
        }
        true
    }

    /// Goes one pane back; in the list, out of a story.
    pub fn go_out(&mut self) {
        if !self.back() {
            self.leave_story();
        }
    }

    /// Goes one pane back; in the list, ends the program.
    pub fn back_or_quit(&mut self) {
        if !self.back() {
            self.quit();
        }
    }

    /// Answers a key with which one leaves things, in the list, from which nothing is to be left: pressed once too often, it
    /// must fold no story and take no filter off.
    pub fn stay_in_list(&mut self) {
        if self.list.sieve().filter().is_some() {
            let key = self.key(CommandId::ClearFilter);
            self.say(format!("{key} shows all articles again"));
        }
    }

    /// Goes out of the story that is selected, or that the selected article stands below: it is then folded.
    pub fn leave_story(&mut self) {
        if self.focus == Focus::List && self.list.fold(&self.library) {
            self.preview();
        }
    }

    pub(super) fn scroll(&mut self, lines: isize) {
        if let Some(reader) = &mut self.reader {
            reader.scroll(lines);
        }
    }

    /// Shows the selected article in the reading pane without marking it read.
    pub(super) fn preview(&mut self) {
        self.show(self.selected());
    }

    /// Closes the open article; opened again, it is where it was.
    pub(super) fn close_article(&mut self) {
        if let Some(reader) = self.reader.take() {
            let id = reader.entry().article.id;
            self.bookmarks.insert(id, reader.bookmark());
        }
    }

    pub(super) fn show(&mut self, row: usize) {
        let Some(entry) = self.library.entry(row) else {
            return;
        };
        let open = self.reader.as_ref().map(|reader| reader.entry().article.id);
        if open == Some(entry.article.id) {
            return;
        }
        self.close_article();
        let hyphenate = self.settings.reading.hyphenate;
        let mut reader = Reader::new(entry.clone()).hyphenating(hyphenate);
        let (width, height) = self.reading_size();
        reader.resize(width, height);
        let id = entry.article.id;
        if let Some(mark) = self.bookmarks.get(&id) {
            reader.restore(*mark);
        } else if let offset @ 1.. = self.marks.position(&self.library, id) {
            reader.go_to(offset);
        }
        self.reader = Some(reader);
    }

    pub(super) fn mark_opened(&mut self) {
        let Some(reader) = &self.reader else { return };
        let id = reader.entry().article.id;
        if !self.is_read(id) {
            self.marks.set(&self.library, id, Flag::Read, true);
            self.outbox.push(Effect::Ask(Request::Opened(id)));
        }
    }

    pub(super) fn open_at(&mut self, row: usize, range: Option<TextRange>) {
        self.list.select(&self.library, row);
        self.show(row);
        if let (Some(reader), Some(range)) = (&mut self.reader, range) {
            reader.reveal(range);
        }
        self.mark_opened();
        self.focus = Focus::Article;
    }
}
