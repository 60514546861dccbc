//! The picker: a few letters to anything, with a preview. Help and the command line are pickers over the commands.

pub mod kind;
pub mod ticked;

use std::sync::Arc;
use std::time::{Duration, Instant};

use self::kind::PickerKind;
use self::ticked::Ticked;
use super::field::Field;
use super::layout::first_shown;
use super::manual::Manual;
use super::preview::{PreviewLine, preview, preview_of_text};
use super::search::{Outcome as Sought, Search};
use super::steps::stepped;
use crate::command::CommandId;
use crate::config::keymap::Call;
use crate::library::Library;
use crate::library::jump::index::JumpIndex;
use crate::library::jump::search::{JumpHit, JumpSearch};
use crate::library::jump::{JumpEntry, JumpKind, JumpKinds, JumpTarget, KINDS};
use crate::library::seek::question::{Hit, Told, Wanted};
use crate::model::article::ArticleId;
use crate::model::query::Query;

/// The most hits that one query shows.
const LIMIT: usize = 500;

/// How many of the articles that stand ahead of all others are there before the others are.
const AT_ONCE: usize = 50;

/// How long a key may look for what fits before something is shown, and in what pieces, in names and titles.
const UNNOTICED: Duration = Duration::from_millis(4);
const ROWS: usize = 1 << 14;

/// The sign of a kind of thing. It stands before each of them, and typed first it narrows a picker of anything to them.
pub fn sign(kind: JumpKind) -> char {
    match kind {
        JumpKind::Person => '@',
        JumpKind::Government => '*',
        JumpKind::Organisation => '&',
        JumpKind::Place => '%',
        JumpKind::Unnamed => '?',
        JumpKind::Topic => '#',
        JumpKind::Story => '+',
        JumpKind::Outlet => '!',
        JumpKind::Article => '=',
        JumpKind::Saved => '$',
        JumpKind::Command => ':',
    }
}

/// What is typed first in a picker of anything to search the texts of all articles.
pub const TEXT: char = '/';

/// An open picker.
#[derive(Debug, Clone)]
pub struct Picker {
    /// What it picks from.
    pub kind: PickerKind,
    /// What is written over it.
    pub title: String,
    /// What stands ahead of all others, in that order.
    first: Vec<ArticleId>,
    /// What the reader has jumped to lately and often, the most of it first.
    lately: Vec<JumpTarget>,
    /// What is not to be picked, and the numbers of that.
    without: Option<JumpTarget>,
    left_out: Vec<usize>,
    /// What has been typed.
    pub field: Field,
    /// What fits, best first; of the texts, where these are searched, see [`texts`](Self::texts).
    pub hits: Vec<JumpHit>,
    /// The search of the texts, once its sign has been typed first.
    texts: Box<Search>,
    /// What the library file is to be asked.
    wanted: Option<Wanted>,
    /// How many there are to pick from.
    pub total: usize,
    /// The hit with the cursor.
    pub cursor: usize,
    /// The first hit on screen.
    pub top: usize,
    /// What awaits at the hit with the cursor.
    pub preview: Vec<PreviewLine>,
    /// What the preview is of.
    previewed: Option<Spot>,
    search: JumpSearch,
    /// Of a picker over commands: all of them. What is to be jumped to is in the library.
    manual: Option<Box<Manual>>,
    /// What is marked.
    pub ticked: Ticked,
    /// Whether the hits are of what has been typed last.
    answered: bool,
}

/// What the cursor is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spot {
    /// The thing of that number.
    Thing(usize),
    /// A text that was found in that article.
    Text(ArticleId),
}

/// What a command did to a picker.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// It stays open.
    Stay,
    /// It closes with nothing chosen.
    Close,
    /// Something to lay beside the open article was chosen, or several things.
    Beside(Vec<JumpTarget>),
    /// Several things to lay side by side were chosen.
    Together(Vec<JumpTarget>),
    /// Something to go to was chosen.
    Go(JumpTarget),
    /// A text to go to was chosen, which the query found.
    Text(Box<Hit>, Query),
    /// Commands were chosen, to be run one after the other.
    Run(Vec<Call>),
}

impl Picker {
    /// Opens a picker with nothing typed.
    pub fn new(kind: PickerKind, library: &Library) -> Self {
        Self::titled(kind, kind.title().to_owned(), library)
    }

    /// Opens a picker under that title.
    pub fn titled(kind: PickerKind, title: String, library: &Library) -> Self {
        Self::over(kind, title, library.jump(), None)
    }

    /// Opens a picker over the commands.
    pub fn of_commands(kind: PickerKind, manual: Manual) -> Self {
        let title = kind.title().to_owned();
        Self::over(kind, title, manual.index(), Some(Box::new(manual)))
    }

    fn over(
        kind: PickerKind,
        title: String,
        index: Arc<JumpIndex>,
        manual: Option<Box<Manual>>,
    ) -> Self {
        let mut picker = Self {
            kind,
            title,
            first: Vec::new(),
            lately: Vec::new(),
            without: None,
            left_out: Vec::new(),
            field: Field::default(),
            hits: Vec::new(),
            texts: Box::default(),
            wanted: None,
            total: 0,
            cursor: 0,
            top: 0,
            preview: Vec::new(),
            previewed: None,
            search: JumpSearch::new(index),
            manual,
            ticked: Ticked::default(),
            answered: false,
        };
        picker.look();
        picker
    }

    /// Opens a picker in which the articles named `first`, and their stories, stand ahead in this order.
    pub fn with_first(kind: PickerKind, first: Vec<ArticleId>, library: &Library) -> Self {
        let mut picker = Self::new(kind, library);
        picker.first = first;
        picker.refresh(library);
        picker
    }

    /// Opens a picker in which what the reader has jumped to `lately`, the most visited first, comes before what is as likely.
    pub fn after(kind: PickerKind, lately: Vec<JumpTarget>, library: &Library) -> Self {
        let mut picker = Self::new(kind, library);
        picker.lately = lately;
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

    /// Looks again, after the library has changed. The cursor stays on what it is on, if that is still there.
    pub fn refresh(&mut self, library: &Library) {
        let chosen = self.chosen().filter(|_| self.cursor > 0);
        let manual = self.manual.as_ref();
        let mut index = manual.map_or_else(|| library.jump(), |manual| manual.index());
        if !index.is_complete() && !self.first.is_empty() {
            // What stands ahead of all others is known before these have been gathered.
            let known = self.first.iter().take(AT_ONCE);
            index = Arc::new(library.gather_only(&known.copied().collect::<Vec<_>>()));
        }
        let search = JumpSearch::new(index);
        self.search = if self.first.is_empty() {
            search.lately(&self.lately)
        } else {
            search.ahead(&self.first)
        };
        self.left_out = self.search.index().leading_to(self.without.as_slice());
        self.hits.clear();
        self.previewed = None;
        self.look();
        if let Some(target) = chosen {
            let things = self.search.index().leading_to(&[target]);
            self.move_to(things.first().copied());
        }
    }

    /// Tells whether there is more to be done than keys wait for: to look at all there is, and the preview. That is for
    /// [`go_on`](Self::go_on), once what is known has been shown.
    pub fn is_busy(&self) -> bool {
        self.is_searching() || self.is_preview_due()
    }

    /// Does a piece of what is to be done. `open` is the row of the open article.
    pub fn go_on(&mut self, library: &Library, open: Option<usize>) {
        if self.is_searching() {
            self.search_on();
        } else if self.is_preview_due() {
            self.previewed = self.spot();
            self.preview = match (self.chosen_text(), self.chosen()) {
                (Some(hit), _) => preview_of_text(library, hit, self.texts.needle.as_ref()),
                (None, Some(target)) => preview(library, &target, open),
                (None, None) => Vec::new(),
            };
        }
    }

    /// Tells whether it has not looked at all there is yet.
    pub fn is_searching(&self) -> bool {
        !self.search.is_done()
    }

    fn is_preview_due(&self) -> bool {
        let spot = self.spot();
        spot.is_some() && spot != self.previewed
    }

    /// Tells whether it is the texts of the articles that are searched, by the worker that has the library file.
    pub fn seeks(&self) -> bool {
        self.kind == PickerKind::Anything && self.field.text().starts_with(TEXT)
    }

    /// The search of the texts, where these are searched.
    pub fn texts(&self) -> Option<&Search> {
        self.seeks().then_some(&self.texts)
    }

    /// How many hits there are.
    pub fn count(&self) -> usize {
        self.texts()
            .map_or(self.hits.len(), |texts| texts.hits.len())
    }

    /// What the library file is to be asked now, if anything.
    pub fn take_wanted(&mut self) -> Option<Wanted> {
        self.wanted.take()
    }

    /// Will take the answer to the question of that number.
    pub fn await_answer(&mut self, number: u64, wanted: &Wanted) {
        self.texts.await_answer(number, wanted);
    }

    /// Takes the answer to the question of that number, if it is the one that is awaited.
    pub fn take(&mut self, number: u64, told: &Result<Told, String>) {
        self.texts.take(number, told);
        if self.seeks() {
            self.cursor = self.cursor.min(self.count().saturating_sub(1));
            // The same article may be found for other words.
            self.previewed = None;
        }
    }

    /// Asks again what was asked and never answered.
    pub fn ask_again(&mut self) {
        let outcome = self.texts.ask_again();
        self.want(outcome);
    }

    fn want(&mut self, outcome: Sought) {
        if let Sought::Ask(wanted) = outcome {
            self.wanted = Some(wanted);
        }
    }

    fn spot(&self) -> Option<Spot> {
        if self.seeks() {
            self.chosen_text().map(|hit| Spot::Text(hit.id))
        } else {
            self.thing().map(Spot::Thing)
        }
    }

    /// The text under the cursor.
    fn chosen_text(&self) -> Option<&Hit> {
        self.texts()?.hits.get(self.cursor)
    }

    /// The thing under the cursor.
    fn thing(&self) -> Option<usize> {
        self.hits.get(self.cursor).map(|hit| hit.thing)
    }

    /// Looks on for as long as nobody notices. What is shown changes when something can be shown at all, and when all has been
    /// looked at, not in between.
    fn search_on(&mut self) {
        let begun = Instant::now();
        while !self.search.step(ROWS) && begun.elapsed() < UNNOTICED {}
        if self.search.is_done() || !self.answered {
            self.answered = true;
            self.show();
        }
    }

    /// What is looked for: what has been typed, without the sign of a kind.
    pub fn query(&self) -> &str {
        let typed = self.field.text();
        if self.seeks() || self.narrowed().is_some() {
            typed.get(1..).unwrap_or_default().trim_start()
        } else {
            typed
        }
    }

    /// The thing that was hit.
    pub fn entry(&self, hit: JumpHit) -> Option<JumpEntry> {
        self.search.index().entry(hit.thing)
    }

    /// Why it was hit, where that is not what it is called.
    pub fn because(&self, hit: JumpHit) -> Option<&str> {
        self.search.because(hit)
    }

    /// Tells whether the names and titles of the library are still being gathered.
    pub fn is_gathering(&self) -> bool {
        !self.kind.is_commands() && !self.search.index().is_complete()
    }

    /// Begins to look for what has been typed.
    fn look(&mut self) {
        let kinds = self.kinds();
        let query = self.query().to_owned();
        if self.seeks() {
            let outcome = self.texts.look_for(&query);
            return self.want(outcome);
        }
        let index = self.search.index();
        self.total = index.count(kinds).saturating_sub(self.left_out.len());
        self.search.ask(kinds, &query);
        self.answered = false;
        self.search_on();
    }

    /// Shows what has been found.
    fn show(&mut self) {
        let under = self.thing().filter(|_| self.cursor > 0);
        let (index, query) = (self.search.index(), self.query());
        let mut hits = self.search.best(LIMIT);
        hits.retain(|hit| !self.left_out.contains(&hit.thing));
        if let Some(manual) = &self.manual {
            let is = |hit: &JumpHit, test: fn(&Manual, &JumpEntry, &str) -> bool| {
                let entry = index.entry(hit.thing);
                entry.is_some_and(|entry| test(manual, &entry, query))
            };
            // On the command line only a name counts: Enter must not run what was found by chance.
            if self.kind != PickerKind::Help {
                hits.retain(|hit| is(hit, Manual::is_like));
            }
            let exact = |hit: &JumpHit| is(hit, Manual::is_named);
            if let Some(exact) = hits.iter().position(exact) {
                hits[..=exact].rotate_right(1);
            }
        }
        self.hits = hits;
        if self.hits.is_empty() {
            self.preview.clear();
        }
        self.cursor = self.cursor.min(self.hits.len().saturating_sub(1));
        self.move_to(under);
    }

    /// Moves the cursor to that thing, if it is there.
    fn move_to(&mut self, thing: Option<usize>) {
        let mut hits = self.hits.iter();
        if let Some(at) = hits.position(|hit| Some(hit.thing) == thing) {
            self.cursor = at;
        }
    }

    /// The kind whose sign has been typed first.
    fn narrowed(&self) -> Option<JumpKind> {
        let first = self.field.text().chars().next();
        let mut kinds = KINDS
            .into_iter()
            .filter(|_| self.kind == PickerKind::Anything);
        kinds.find(|kind| Some(sign(*kind)) == first)
    }

    fn kinds(&self) -> JumpKinds {
        let narrowed = self.narrowed().map(|kind| JumpKinds::of(&[kind]));
        narrowed.unwrap_or(self.kind.kinds())
    }

    fn chosen(&self) -> Option<JumpTarget> {
        if self.seeks() {
            return None;
        }
        let hit = self.hits.get(self.cursor)?;
        self.search.index().target(hit.thing)
    }

    /// Whether there may be more hits than are listed.
    pub fn is_full(&self) -> bool {
        self.hits.len() >= LIMIT && self.hits.len() < self.total
    }

    /// Does what a command asks; none where it means nothing here.
    pub fn run(&mut self, command: CommandId, steps: &[isize]) -> Option<Outcome> {
        match command {
            CommandId::Accept => return Some(self.choose()),
            CommandId::ChooseBeside => return Some(self.choose_beside()),
            CommandId::Tick if !self.kind.is_commands() => {
                if let Some(target) = self.at_cursor() {
                    self.ticked.turn(target);
                    self.cursor = stepped(self.cursor, &[1], self.count());
                }
            }
            CommandId::Cancel => return Some(Outcome::Close),
            CommandId::DeleteBack if self.field.text().is_empty() => return Some(Outcome::Close),
            CommandId::DeleteBack | CommandId::DeleteWord | CommandId::ClearLine => {
                if self.field.run(command) {
                    self.cursor = 0;
                    self.look();
                }
            }
            _ if steps.is_empty() => return None,
            _ => {
                self.cursor = stepped(self.cursor, steps, self.count());
                if self.seeks() {
                    let outcome = self.texts.towards_end(self.cursor);
                    self.want(outcome);
                }
            }
        }
        Some(Outcome::Stay)
    }

    /// Takes typed or pasted text.
    pub fn paste(&mut self, text: &str) {
        if self.field.insert(text) {
            self.cursor = 0;
            self.look();
        }
    }

    /// Keeps the cursor on a screen of `height` rows.
    pub fn settle(&mut self, height: usize) {
        self.top = first_shown(self.top, self.cursor, height, self.count());
    }

    /// What can be marked under the cursor.
    fn at_cursor(&self) -> Option<JumpTarget> {
        let text = self.chosen_text().map(|hit| JumpTarget::Article(hit.id));
        text.or_else(|| self.chosen())
    }

    fn choose(&self) -> Outcome {
        match self.ticked.all() {
            [] => {}
            ticked if self.kind == PickerKind::Compare => return Outcome::Beside(ticked.to_vec()),
            [target] => return Outcome::Go(target.clone()),
            ticked => return Outcome::Together(ticked.to_vec()),
        }
        if let (Some(hit), Some(query)) = (self.chosen_text(), &self.texts.query) {
            return Outcome::Text(Box::new(hit.clone()), query.clone());
        }
        match self.chosen() {
            None => Outcome::Stay,
            Some(target @ (JumpTarget::Command(_) | JumpTarget::Own(_))) => {
                Outcome::Run(self.calls(&target))
            }
            Some(target) if self.kind == PickerKind::Compare => Outcome::Beside(vec![target]),
            Some(target) => Outcome::Go(target),
        }
    }

    /// What is called where that was chosen.
    fn calls(&self, target: &JumpTarget) -> Vec<Call> {
        match (&self.manual, target) {
            (Some(manual), target) => manual.calls(target),
            (None, JumpTarget::Command(id)) => vec![Call::Command(*id)],
            (None, _) => Vec::new(),
        }
    }

    /// The keys of what the reader has made of commands.
    pub fn keys_of_own(&self, number: u32) -> String {
        self.manual
            .as_ref()
            .map_or_else(String::new, |manual| manual.keys(number))
    }

    fn choose_beside(&self) -> Outcome {
        match self.choose() {
            Outcome::Text(hit, _) => Outcome::Beside(vec![JumpTarget::Article(hit.id)]),
            Outcome::Go(target) => Outcome::Beside(vec![target]),
            Outcome::Beside(targets) | Outcome::Together(targets) => Outcome::Beside(targets),
            _ => Outcome::Stay,
        }
    }
}
