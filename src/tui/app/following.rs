//! Following names, topics and versions across articles: steps, jumps and pickers.

use super::{App, Overlay};
use crate::command::CommandId;
use crate::library::jump::JumpTarget;
use crate::library::{Direction, Subject};
use crate::text::count::counted;
use crate::text::range::TextRange;
use crate::tui::jumps::Stop;
use crate::tui::picker::{Picker, PickerKind};
use crate::tui::reader::Reader;

impl App {
    /// Goes to the next mention of the chosen actor or topic, in this article or another.
    pub fn step_mention(&mut self, way: Direction) {
        if self.subject.is_none() {
            self.choose_at_place();
        }
        let (Some(subject), Some(row)) = (self.subject.clone(), self.open_row()) else {
            return self
                .say("no name chosen: choose one in the actor panel, or press * on a paragraph");
        };
        let offset = self.reader.as_ref().map_or(0, Reader::offset);
        match self.library.step(&subject, row, offset, way) {
            Some((row, range)) => self.jump_to(row, Some(range)),
            None => self.say("not mentioned anywhere"),
        }
    }

    /// Chooses a name in the paragraph at the place; where the chosen name is there already, goes to its next mention.
    pub fn walk_name(&mut self) {
        let before = self.subject.clone();
        self.choose_at_place();
        if self.subject.is_none() {
            self.say("no name in this paragraph");
        } else if self.subject == before {
            self.step_mention(Direction::Forward);
        }
    }

    /// Goes to another version of the open story: the next one, or that of a number.
    pub fn step_version(&mut self, way: Direction, number: Option<usize>) {
        let Some(row) = self.open_row() else { return };
        let Some(story) = self.library.story(row) else {
            return self.say("no other outlet tells this story here");
        };
        let versions = &story.articles;
        let at = versions
            .iter()
            .position(|version| *version == row)
            .unwrap_or(0);
        let count = versions.len();
        let next = match (number, way) {
            (Some(number), _) => number.saturating_sub(1),
            (None, Direction::Forward) => (at + 1) % count,
            (None, Direction::Backward) => (at + count - 1) % count,
        };
        match versions.get(next).copied() {
            Some(next) => self.jump_to(next, None),
            None => self.say(format!("this story has {count} versions")),
        }
    }

    /// Repeats the last step to a next or previous thing.
    pub fn last_step(&self) -> Option<CommandId> {
        self.last_step
    }

    /// Remembers a step for [`last_step`](Self::last_step).
    pub fn remember_step(&mut self, command: CommandId) {
        self.last_step = Some(command);
    }

    /// Goes back to where the last jump started.
    pub fn jump_back(&mut self) {
        let stop = self.here().and_then(|here| self.jumps.back(here));
        self.return_to(stop, "no jump to come back from");
    }

    /// Goes forward again.
    pub fn jump_forward(&mut self) {
        let stop = self.here().and_then(|here| self.jumps.forward(here));
        self.return_to(stop, "no jump ahead");
    }

    /// Opens a picker.
    pub fn pick(&mut self, kind: PickerKind) {
        self.overlay = Some(Overlay::Picker(Box::new(Picker::new(kind, &self.library))));
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

    /// Closes the overlay; a picker of things to jump to is kept for [`pick_again`](Self::pick_again).
    pub fn close_overlay(&mut self) {
        if let Some(Overlay::Picker(picker)) = self.overlay.take()
            && !picker.kind.is_commands()
        {
            self.last_picker = Some(picker);
        }
    }

    /// Goes to what was picked.
    pub fn go(&mut self, target: &JumpTarget) {
        match target {
            JumpTarget::Article(id) => match self.library.row_of(*id) {
                Some(row) => self.jump_to(row, None),
                None => self.say("that article is no longer here"),
            },
            JumpTarget::Outlet(name, articles) => {
                if let Some(row) = articles.first().and_then(|id| self.library.row_of(*id)) {
                    self.jump_to(row, None);
                    self.say(format!(
                        "{name}: newest of {}",
                        counted(articles.len(), "article")
                    ));
                }
            }
            JumpTarget::Command(_) => {}
            JumpTarget::Subject(subject) => {
                self.subject = Some(subject.clone());
                let row = self.open_row().unwrap_or(0);
                let first = self.library.coverage(subject, Some(row)).into_iter().next();
                if let Some(coverage) = first {
                    let range = coverage.mentions.first().map(|spot| spot.range);
                    self.jump_to(coverage.row, range);
                }
            }
        }
    }

    pub(super) fn jump_to(&mut self, row: usize, range: Option<TextRange>) {
        self.remember_jump();
        self.open_at(row, range);
    }

    pub(super) fn remember_jump(&mut self) {
        if let Some(here) = self.here() {
            self.jumps.leave(here);
        }
    }

    pub(super) fn here(&self) -> Option<Stop> {
        let reader = self.reader.as_ref()?;
        Some(Stop {
            article: reader.entry().article.id,
            bookmark: reader.bookmark(),
            focus: self.focus,
        })
    }

    pub(super) fn return_to(&mut self, stop: Option<Stop>, otherwise: &str) {
        let Some(stop) = stop else {
            return self.say(otherwise);
        };
        let Some(row) = self.library.row_of(stop.article) else {
            return self.say("that article is no longer here");
        };
        self.list.select(row);
        self.show(row);
        if let Some(reader) = &mut self.reader {
            reader.restore(stop.bookmark);
        }
        self.focus = stop.focus;
    }

    pub(super) fn go_to_item(&mut self) {
        match self.panel.destination() {
            Some((row, range)) => self.jump_to(row, Some(range)),
            None => self.say("nothing to go to"),
        }
    }

    /// Chooses a name of the paragraph at the place: the chosen one if it is there, else the name just gone to, else the
    /// first person, else the first name.
    pub(super) fn choose_at_place(&mut self) {
        let Some(reader) = &self.reader else { return };
        let (Some(range), entry) = (reader.place_range(), reader.entry()) else {
            return;
        };
        let named: Vec<_> = entry
            .mentions_in(range)
            .filter_map(|mention| self.library.link_of(entry, mention))
            .map(|(actor, _)| (actor.kind, Subject::Actor(actor.id)))
            .collect();
        let is_chosen = |(_, subject): &&(_, Subject)| self.subject.as_ref() == Some(subject);
        let chosen = named
            .iter()
            .find(is_chosen)
            .or_else(|| named.iter().min_by_key(|(kind, _)| *kind));
        self.subject = chosen.map(|(_, subject)| subject.clone());
    }
}
