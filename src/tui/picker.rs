//! The picker: a few letters to anything, with a preview. Help and the command line are pickers over the commands.

use super::field::Field;
use super::layout::first_shown;
use super::preview::{PreviewLine, preview};
use crate::command::CommandId;
use crate::command::key::{Key, KeyCode};
use crate::library::Library;
use crate::library::jump::{JumpEntry, JumpKind, JumpTarget};
use crate::model::article::ArticleId;

/// The most hits that one query shows.
const LIMIT: usize = 500;

/// What a picker picks from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PickerKind {
    /// Everything to jump to.
    Anything,
    /// People.
    People,
    /// People, governments, organisations and places, for a correction.
    Actors,
    /// Topics.
    Topics,
    /// Stories.
    Stories,
    /// Outlets.
    Outlets,
    /// An article to compare the open one with.
    Compare,
    /// Stories, and articles that stand alone, for a correction.
    Belongs,
    /// All commands with their keys.
    Help,
    /// All commands by name.
    CommandLine,
}

impl PickerKind {
    /// The name over the picker.
    pub fn title(self) -> &'static str {
        match self {
            Self::Anything => "jump",
            Self::People => "jump to a person",
            Self::Actors => "who is meant",
            Self::Topics => "jump to a topic",
            Self::Stories => "jump to a story",
            Self::Outlets => "jump to an outlet",
            Self::Compare => "compare with",
            Self::Belongs => "which story",
            Self::Help => "help: keys and commands",
            Self::CommandLine => "command",
        }
    }

    /// Tells whether it picks a command.
    pub fn is_commands(self) -> bool {
        matches!(self, Self::Help | Self::CommandLine)
    }

    /// Tells whether `entry` is there to be picked: an article of a story is picked with its story.
    fn offers(self, entry: &JumpEntry, library: &Library) -> bool {
        let apart = match &entry.target {
            JumpTarget::Article(id) if self == Self::Belongs => {
                let row = library.row_of(*id);
                row.is_some_and(|row| library.story(row).is_none())
            }
            _ => true,
        };
        apart && self.keeps(entry.kind)
    }

    fn keeps(self, kind: JumpKind) -> bool {
        match self {
            Self::Anything => kind != JumpKind::Command,
            Self::People => kind == JumpKind::Person,
            Self::Actors => matches!(
                kind,
                JumpKind::Person | JumpKind::Government | JumpKind::Organisation | JumpKind::Place
            ),
            Self::Topics => kind == JumpKind::Topic,
            Self::Stories => kind == JumpKind::Story,
            Self::Outlets => kind == JumpKind::Outlet,
            Self::Compare => kind == JumpKind::Article,
            Self::Belongs => matches!(kind, JumpKind::Story | JumpKind::Article),
            Self::Help | Self::CommandLine => kind == JumpKind::Command,
        }
    }
}

/// An open picker.
#[derive(Debug, Clone)]
pub struct Picker {
    /// What it picks from.
    pub kind: PickerKind,
    /// What is written over it.
    pub title: String,
    /// What stands ahead of all others, in that order.
    first: Vec<ArticleId>,
    /// What is not to be picked.
    without: Option<JumpTarget>,
    /// What has been typed.
    pub field: Field,
    /// What fits, best first: places in the jump index or in the command table.
    pub hits: Vec<usize>,
    /// How many there are to pick from.
    pub total: usize,
    /// The hit with the cursor.
    pub cursor: usize,
    /// The first hit on screen.
    pub top: usize,
    /// What awaits at the hit with the cursor.
    pub preview: Vec<PreviewLine>,
    /// The hit that the preview is of.
    previewed: Option<usize>,
}

/// What a key did to a picker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It stays open.
    Stay,
    /// It closes with nothing chosen.
    Close,
    /// Something to lay beside the open article was chosen.
    Beside(JumpTarget),
    /// Something to go to was chosen.
    Go(JumpTarget),
    /// A command was chosen.
    Run(CommandId),
}

impl Picker {
    /// Opens a picker with nothing typed.
    pub fn new(kind: PickerKind, library: &Library) -> Self {
        Self::titled(kind, kind.title().to_owned(), library)
    }

    /// Opens a picker under that title.
    pub fn titled(kind: PickerKind, title: String, library: &Library) -> Self {
        let mut picker = Self {
            kind,
            title,
            first: Vec::new(),
            without: None,
            field: Field::default(),
            hits: Vec::new(),
            total: 0,
            cursor: 0,
            top: 0,
            preview: Vec::new(),
            previewed: None,
        };
        picker.refresh(library);
        picker
    }

    /// Opens a picker in which the articles named `first`, and their stories, stand ahead in this order.
    pub fn with_first(kind: PickerKind, first: Vec<ArticleId>, library: &Library) -> Self {
        let mut picker = Self::new(kind, library);
        picker.first = first;
        picker.refresh(library);
        picker
    }

    /// Writes another title over it.
    #[must_use]
    pub fn under(mut self, title: String) -> Self {
        self.title = title;
        self
    }

    /// Leaves out what is not to be picked.
    #[must_use]
    pub fn without(mut self, target: JumpTarget, library: &Library) -> Self {
        self.without = Some(target);
        self.refresh(library);
        self
    }

    /// Looks again, after the library or the query has changed.
    pub fn refresh(&mut self, library: &Library) {
        self.previewed = None;
        let jump = library.jump();
        let (query, entries) = (self.field.text(), jump.entries());
        let offered = |entry: &JumpEntry| self.kind.offers(entry, library);
        self.total = entries.iter().filter(|entry| offered(entry)).count();
        // What stands ahead may be anywhere among all.
        let limit = if query.is_empty() && !self.first.is_empty() {
            usize::MAX
        } else {
            LIMIT
        };
        self.hits = jump.search(query, limit, |kind| self.kind.keeps(kind));
        if self.kind == PickerKind::Belongs {
            self.hits
                .retain(|&hit| entries.get(hit).is_some_and(offered));
        }
        // On the command line only a name counts: Enter must not run what was found by chance.
        if self.kind == PickerKind::CommandLine {
            self.hits.retain(|&hit| {
                entries
                    .get(hit)
                    .is_some_and(|entry| entry.is_command_like(query))
            });
        }
        if let Some(without) = &self.without {
            self.hits.retain(|&hit| {
                entries
                    .get(hit)
                    .is_none_or(|entry| entry.target != *without)
            });
        }
        if !self.first.is_empty() {
            let rank = |id: &ArticleId| self.first.iter().position(|first| first == id);
            let place = |hit: &usize| {
                let place = match &entries.get(*hit)?.target {
                    JumpTarget::Article(id) => rank(id),
                    JumpTarget::Story(ids) => ids.iter().filter_map(rank).min(),
                    _ => None,
                };
                place.map(std::cmp::Reverse)
            };
            self.hits
                .sort_by_cached_key(|hit| std::cmp::Reverse(place(hit)));
            self.hits.truncate(LIMIT);
        }
        let named = |&hit: &usize| {
            entries
                .get(hit)
                .is_some_and(|entry| entry.is_command_named(query))
        };
        if let Some(exact) = self.hits.iter().position(named) {
            self.hits[..=exact].rotate_right(1);
        }
        self.cursor = self.cursor.min(self.hits.len().saturating_sub(1));
    }

    /// Tells whether there may be more hits than are listed.
    pub fn is_full(&self) -> bool {
        self.hits.len() >= LIMIT && self.hits.len() < self.total
    }

    /// Takes a key.
    pub fn press(&mut self, key: Key, library: &Library) -> Outcome {
        match key.code {
            KeyCode::Esc => return Outcome::Close,
            KeyCode::Char('c') if key.ctrl => return Outcome::Close,
            KeyCode::Enter => return self.choose(library),
            KeyCode::Char('v') if key.ctrl => return self.choose_beside(library),
            KeyCode::Down => self.step(1),
            KeyCode::Up => self.step(-1),
            KeyCode::Char('j' | 'n') if key.ctrl => self.step(1),
            KeyCode::Char('k' | 'p') if key.ctrl => self.step(-1),
            KeyCode::PageDown => self.step(10),
            KeyCode::PageUp => self.step(-10),
            KeyCode::Backspace if self.field.text().is_empty() => return Outcome::Close,
            _ => {
                if self.field.press(key) {
                    self.cursor = 0;
                    self.refresh(library);
                }
            }
        }
        Outcome::Stay
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str, library: &Library) {
        if self.field.insert(text) {
            self.cursor = 0;
            self.refresh(library);
        }
    }

    /// Keeps the cursor on a screen of `height` rows and the preview at the cursor.
    pub fn settle(&mut self, height: usize, library: &Library, open: Option<usize>) {
        self.top = first_shown(self.top, self.cursor, height, self.hits.len());
        let hit = self.hits.get(self.cursor).copied();
        if hit != self.previewed {
            self.previewed = hit;
            let jump = library.jump();
            let entry = hit.and_then(|hit| jump.entries().get(hit));
            let target = entry.map(|entry| &entry.target);
            self.preview = target
                .map(|target| preview(library, target, open))
                .unwrap_or_default();
        }
    }

    fn step(&mut self, steps: isize) {
        self.cursor = self
            .cursor
            .saturating_add_signed(steps)
            .min(self.hits.len().saturating_sub(1));
    }

    fn choose(&self, library: &Library) -> Outcome {
        let (hit, jump) = (self.hits.get(self.cursor), library.jump());
        let chosen = hit.and_then(|&hit| jump.entries().get(hit));
        match chosen.map(|entry| &entry.target) {
            None => Outcome::Stay,
            Some(JumpTarget::Command(id)) => Outcome::Run(*id),
            Some(target) if self.kind == PickerKind::Compare => Outcome::Beside(target.clone()),
            Some(target) => Outcome::Go(target.clone()),
        }
    }

    fn choose_beside(&self, library: &Library) -> Outcome {
        match self.choose(library) {
            Outcome::Go(target @ JumpTarget::Article(_)) | Outcome::Beside(target) => {
                Outcome::Beside(target)
            }
            _ => Outcome::Stay,
        }
    }
}
