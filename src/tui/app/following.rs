//! Following names, topics and versions across articles: steps, jumps and pickers.

use super::correcting::NOBODY;
use super::{App, Overlay};
use crate::command::CommandId;
use crate::library::jump::{JumpTarget, UNNAMED};
use crate::library::sayings::Voice;
use crate::library::{Direction, Subject};
use crate::text::count::{counted, grouped};
use crate::text::range::TextRange;
use crate::tui::effect::Effect;
use crate::tui::jumps::{Over, Stop};
use crate::tui::words::Words;

impl App {
    /// Goes `times` mentions of the chosen actor or topic further, in this article or another, and says where that is.
    pub fn step_mention(&mut self, way: Direction, times: usize) {
        if self.subject.is_none() {
            self.choose_at_place();
        }
        let (Some(subject), Some(open)) = (self.subject.clone(), self.open_row()) else {
            return self
                .say("no name chosen: choose one in the actor panel, or press * on a paragraph");
        };
        let (mut row, mut offset) = (
            open,
            self.reader.as_ref().map_or(0, |reader| reader.offset(way)),
        );
        let mut found = None;
        for _ in 0..times {
            let Some(step) = self.library.step(&subject, row, offset, way) else {
                break;
            };
            (row, offset) = (
                step.row,
                step.range.start + usize::from(way == Direction::Forward),
            );
            found = Some(step);
        }
        let Some(step) = found else {
            return self.say("not mentioned anywhere");
        };
        self.jump_to(step.row, Some(step.range));
        self.say(format!(
            "{}: mention {} of {}",
            self.subject_name(),
            grouped(step.number),
            grouped(step.count)
        ));
    }

    /// Goes `times` sayings further: those of the chosen one across articles, or of anybody where nobody is chosen or the
    /// chosen one says nothing. Tells who speaks.
    pub fn step_saying(&mut self, way: Direction, times: usize) {
        let Some(open) = self.open_row() else { return };
        let chosen = self
            .subject
            .clone()
            .filter(|subject| !self.library.said_by(subject).is_empty());
        let offset = self.reader.as_ref().map_or(0, |reader| reader.offset(way));
        let (mut row, mut offset, mut found) = (open, offset, None);
        for _ in 0..times {
            let step = match &chosen {
                Some(subject) => self.library.step_saying(subject, row, offset, way),
                None => self.library.step_any_saying(row, offset, way),
            };
            let Some(step) = step else { break };
            row = step.row;
            offset = step.range.start + usize::from(way == Direction::Forward);
            found = Some(step);
        }
        let Some(step) = found else {
            return self.say("nothing is quoted anywhere");
        };
        self.jump_to(step.row, Some(step.range));
        let told = match chosen {
            Some(_) => format!(
                "{} says: {} of {}",
                self.subject_name(),
                grouped(step.number),
                grouped(step.count)
            ),
            None => format!(
                "{}: quotation {} of {} in this article",
                self.voice_at(step.row, step.range),
                step.number,
                step.count
            ),
        };
        self.say(told);
    }

    /// Who says what stands at `range`.
    fn voice_at(&self, row: usize, range: TextRange) -> String {
        let Some(entry) = self.library.entry(row) else {
            return String::new();
        };
        let mut quotes = entry.findings.quotes.iter();
        let Some(quote) = quotes.find(|quote| quote.range == range) else {
            return String::new();
        };
        match self.library.voice(&entry, quote) {
            Voice::Actor(actor, link) if link.sure => actor.name.clone(),
            Voice::Actor(actor, _) => format!("perhaps {}", actor.name),
            Voice::Together(words) | Voice::Described(words) | Voice::Unnamed(words) => {
                words.of(&entry.article.text).replace('\n', " ")
            }
            Voice::Unknown => "nobody named".to_owned(),
        }
    }

    /// Chooses a name in the paragraph at the place; where the chosen name is there already, goes to its next mention.
    pub fn walk_name(&mut self) {
        let before = self.subject.clone();
        if !self.choose_at_place() {
            self.say("no name in this paragraph");
        } else if self.subject == before {
            self.step_mention(Direction::Forward, 1);
        } else {
            self.say(format!(
                "{}: ]a goes to the next mention",
                self.subject_name()
            ));
        }
    }

    /// What the chosen actor or topic is called.
    pub(super) fn subject_name(&self) -> String {
        match &self.subject {
            Some(Subject::Actor(id)) => self
                .library
                .actor(*id)
                .map(|actor| actor.name.clone())
                .unwrap_or_default(),
            Some(Subject::Topic(phrase)) => phrase.clone(),
            Some(Subject::Unnamed) => UNNAMED.to_owned(),
            None => String::new(),
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
            Some(next) => {
                let number = versions.iter().position(|version| *version == next);
                let told = format!(
                    "version {} of {count}: {}",
                    number.map_or(0, |number| number + 1),
                    story.because
                );
                self.jump_to(next, None);
                self.say(told);
            }
            None => self.say(format!("this story has {count} versions")),
        }
    }

    /// Repeats the last step to a next or previous thing.
    pub fn last_step(&self) -> Option<(CommandId, Option<usize>)> {
        self.last_step
    }

    /// Remembers a step for [`last_step`](Self::last_step).
    pub fn remember_step(&mut self, command: CommandId, count: Option<usize>) {
        self.last_step = Some((command, count));
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

    /// Lays every outlet's words for the chosen one side by side.
    pub fn show_words(&mut self) {
        if self.subject.is_none() {
            self.choose_at_place();
        }
        match &self.subject {
            Some(Subject::Actor(actor)) => {
                let words = Words::new(&self.library, *actor, self.open_row());
                self.overlay = Some(Overlay::Words(Box::new(words)));
            }
            Some(Subject::Unnamed) => self.say(
                "sources without a name have none to lay side by side: the panel tells what they say",
            ),
            Some(Subject::Topic(_)) => {
                self.say("a topic is the same words everywhere: the panel tells where they stand");
            }
            None => self.say(NOBODY),
        }
    }

    /// Goes to where the words at the cursor stand.
    pub fn go_to_words(&mut self) {
        if let Some(Overlay::Words(words)) = &self.overlay
            && let Some((row, range)) = words.destination()
        {
            self.go_from_view(row, Some(range));
        }
    }

    /// Closes the overlay; a picker of things to jump to is kept for [`pick_again`](Self::pick_again), a search for
    /// [`begin_search`](Self::begin_search).
    pub fn close_overlay(&mut self) {
        match self.overlay.take() {
            Some(Overlay::Picker(picker)) if !picker.kind.is_commands() => {
                self.last_picker = Some(picker);
            }
            Some(Overlay::Search(search)) => self.last_search = Some(search),
            Some(Overlay::Saving(_, over) | Overlay::Export(_, over)) => {
                self.overlay = over.map(|over| *over);
            }
            _ => {}
        }
    }

    /// Says why an article that was found cannot be gone to: what is searched knows what has been read so far, while the list
    /// shows it once it is linked.
    pub(super) fn miss_article(&mut self) {
        self.say(if self.loading {
            "that article is not listed yet: the files are still being read"
        } else {
            "that article is no longer here"
        });
    }

    /// Goes to what was picked. A saved search is what the list shows then.
    pub fn go(&mut self, target: &JumpTarget) -> Option<Effect> {
        self.visits.count(target);
        match target {
            JumpTarget::Saved(search) => return self.list_saved(search),
            JumpTarget::Article(id) => match self.library.row_of(*id) {
                Some(row) => self.jump_to(row, None),
                None => self.miss_article(),
            },
            JumpTarget::Story(articles) => {
                let newest = articles.first().and_then(|id| self.library.row_of(*id));
                match newest {
                    Some(row) => self.jump_to(row, None),
                    None => self.say("that story is no longer here"),
                }
            }
            JumpTarget::Outlet(name, articles) => {
                if let Some(row) = articles.first().and_then(|id| self.library.row_of(*id)) {
                    self.jump_to(row, None);
                    self.say(format!(
                        "{name}: newest of {}",
                        counted(articles.len(), "article")
                    ));
                }
            }
            JumpTarget::Command(_) | JumpTarget::Own(_) => {}
            JumpTarget::Subject(subject) => {
                self.subject = Some(subject.clone());
                let covering = self
                    .library
                    .covering(subject, self.open_row())
                    .into_iter()
                    .next();
                if let Some(covering) = covering {
                    let place = self.library.place(subject, &covering, 0);
                    self.jump_to(covering.row, place.map(|place| place.range));
                }
            }
        }
        None
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
            over: Over::Nothing,
        })
    }

    pub(super) fn return_to(&mut self, stop: Option<Stop>, otherwise: &str) {
        let Some(stop) = stop else {
            return self.say(otherwise);
        };
        let Some(row) = self.library.row_of(stop.article) else {
            return self.miss_article();
        };
        self.list.select(&self.library, row);
        self.show(row);
        if let Some(reader) = &mut self.reader {
            reader.restore(stop.bookmark);
        }
        self.set_focus(stop.focus);
        self.show_again(stop.over);
    }

    pub(super) fn go_to_item(&mut self) {
        match self.panel.destination(&self.library) {
            Some((row, range)) => self.jump_to(row, Some(range)),
            None => self.say("nothing to go to"),
        }
    }

    /// Chooses a name of the paragraph at the place: the chosen one if it is there, else the name just gone to, else the
    /// first person, else the first name. Tells whether there is one; where not, the choice stays as it is.
    pub(super) fn choose_at_place(&mut self) -> bool {
        let Some(reader) = &self.reader else {
            return false;
        };
        let (Some(range), entry) = (reader.place_range(), reader.entry()) else {
            return false;
        };
        let named: Vec<_> = entry
            .mentions_in(range)
            .filter_map(|mention| {
                let (actor, _) = self.library.link_of(entry, mention)?;
                Some((
                    entry.findings.mentions.get(mention)?.form(),
                    actor.kind,
                    Subject::Actor(actor.id),
                ))
            })
            .collect();
        let is_chosen =
            |(_, _, subject): &&(TextRange, _, Subject)| self.subject.as_ref() == Some(subject);
        let is_here = |(range, _, _): &&(TextRange, _, Subject)| {
            reader.arrived().is_some_and(|here| here.overlaps(*range))
        };
        let chosen = named
            .iter()
            .find(is_chosen)
            .or_else(|| named.iter().find(is_here));
        match chosen.or_else(|| named.iter().min_by_key(|(_, kind, _)| *kind)) {
            Some((_, _, subject)) => self.subject = Some(subject.clone()),
            None => return false,
        }
        true
    }
}
