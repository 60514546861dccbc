//! The index of all things to jump to, and its builder.
//!
//! Until a library has been looked through, [`JumpIndex::default`] stands in, which has the commands alone and says that it
//! is not complete. All texts lie in two arenas, as they are and folded.

use crate::command::{COMMANDS, CommandId};
use crate::library::Subject;
use crate::library::jump::{IN_STORY, JumpEntry, JumpKind, JumpKinds, JumpTarget};
use crate::library::seek::question::Saved;
use crate::model::actor::ActorId;
use crate::model::article::ArticleId;
use crate::search::fuzzy::index::{About, FuzzyBuilder, FuzzyIndex};

/// How many points one of many names is worth less than the first, and words that only tell of a thing.
const OTHER: u8 = 3;
const TELLING: u8 = 40;

/// A thing to jump to, as it is told to a [`JumpBuilder`].
#[derive(Debug, Clone)]
pub struct Thing<'a> {
    /// What it is.
    pub kind: JumpKind,
    /// What it is called.
    pub label: &'a str,
    /// What else is worth knowing on the same line.
    pub detail: &'a str,
    /// Where it leads.
    pub target: JumpTarget,
    /// What else it is called: other spellings of one name.
    pub names: &'a [&'a str],
    /// Words that tell of it without being a name: roles of a person, headlines of a story.
    pub telling: &'a [&'a str],
    /// In how many articles it is.
    pub articles: usize,
    /// How often, which counts among those in as many articles.
    pub mentions: usize,
    /// Of an article: whether it belongs to a story.
    pub in_story: bool,
}

impl<'a> Thing<'a> {
    /// A thing that has but one name, in one article.
    pub fn new(kind: JumpKind, label: &'a str, detail: &'a str, target: JumpTarget) -> Self {
        Self {
            kind,
            label,
            detail,
            target,
            names: &[],
            telling: &[],
            articles: 1,
            mentions: 0,
            in_story: false,
        }
    }
}

/// Gathers things to jump to, page by page.
#[derive(Debug)]
pub struct JumpBuilder {
    index: JumpIndex,
    texts: FuzzyBuilder,
}

/// All things to jump to with the index that finds them.
#[derive(Debug, Clone)]
pub struct JumpIndex {
    /// Labels, details and names, one behind the other.
    text: String,
    /// Where each of them ends in `text`.
    ends: Vec<u32>,
    slots: Vec<Slot>,
    /// By text that can be found: its number among all of them.
    shown: Vec<u32>,
    /// The articles of stories and outlets.
    articles: Vec<Vec<ArticleId>>,
    /// By group: how many things there are.
    counts: [usize; 32],
    fuzzy: FuzzyIndex,
    complete: bool,
}

/// What is kept of one thing.
#[derive(Debug, Clone, Copy)]
struct Slot {
    /// The number of its label; its detail follows.
    label: u32,
    kind: JumpKind,
    target: Packed,
}

/// A target in 16 bytes. The name of topics, outlets and saved searches is the label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Packed {
    Actor(ActorId),
    Unnamed,
    Topic,
    Outlet(u32),
    Story(u32),
    Article(ArticleId),
    /// Its query is the detail.
    Saved,
    Command(CommandId),
    Own(u32),
}

impl Default for JumpIndex {
    /// The index of a library that nobody has looked through yet: the commands alone.
    fn default() -> Self {
        JumpBuilder::default().begun()
    }
}

impl Default for JumpBuilder {
    fn default() -> Self {
        Self {
            index: JumpIndex::empty(),
            texts: FuzzyBuilder::default(),
        }
    }
}

impl JumpBuilder {
    /// Adds a thing. Among those that are equally likely wanted and fit alike, what is added first comes first.
    pub fn add(&mut self, thing: &Thing<'_>) {
        let group = if thing.in_story {
            IN_STORY
        } else {
            thing.kind.group()
        };
        let points = thing.kind.points(thing.articles);
        let about = |less: u8| About {
            owner: number(self.index.slots.len()),
            group,
            points: points.saturating_sub(less),
            among: number(thing.mentions),
        };
        let (own, other, telling) = (about(0), about(OTHER), about(TELLING));
        self.index.counts[usize::from(group)] += 1;
        let target = self.pack(&thing.target);
        let label = self.write(thing.label);
        self.write(thing.detail);
        self.index.slots.push(Slot {
            label,
            kind: thing.kind,
            target,
        });
        self.find_by(thing.label, label, own);
        for name in thing.names {
            let number = self.write(name);
            self.find_by(name, number, other);
        }
        for words in thing.telling {
            let number = self.write(words);
            self.find_by(words, number, telling);
        }
        if thing.kind != JumpKind::Article {
            self.find_without_signs(thing.label, label, other);
        }
    }

    /// Puts the things in order, with the commands behind them.
    pub fn finish(mut self) -> JumpIndex {
        for command in COMMANDS {
            let detail = format!(":{} · {}", command.name, command.scope.told());
            let target = JumpTarget::Command(command.id);
            self.add(&Thing {
                names: &[&[command.name], command.keys].concat(),
                ..Thing::new(JumpKind::Command, command.doc, &detail, target)
            });
        }
        JumpIndex {
            fuzzy: self.texts.finish(),
            complete: true,
            ..self.index
        }
    }

    /// The same, of a library that has not been looked through: more will be known.
    pub fn begun(self) -> JumpIndex {
        JumpIndex {
            complete: false,
            ..self.finish()
        }
    }

    /// Lets `text` find what is being added; `shown` is what the reader is told of why.
    fn find_by(&mut self, text: &str, shown: u32, about: About) {
        self.texts.add(text, about);
        self.index.shown.push(shown);
    }

    /// `U.S.` is looked for as `us`, `O'Hara` as `ohara`.
    fn find_without_signs(&mut self, text: &str, shown: u32, about: About) {
        if text.contains(['.', '\'', '’']) {
            let bare: String = text
                .chars()
                .filter(|c| !matches!(c, '.' | '\'' | '’'))
                .collect();
            self.find_by(&bare, shown, about);
        }
    }

    fn write(&mut self, text: &str) -> u32 {
        let place = number(self.index.ends.len());
        self.index.text.push_str(text);
        self.index.ends.push(number(self.index.text.len()));
        place
    }

    fn pack(&mut self, target: &JumpTarget) -> Packed {
        match target {
            JumpTarget::Subject(Subject::Actor(id)) => Packed::Actor(*id),
            JumpTarget::Subject(Subject::Topic(_)) => Packed::Topic,
            JumpTarget::Subject(Subject::Unnamed) => Packed::Unnamed,
            JumpTarget::Article(id) => Packed::Article(*id),
            JumpTarget::Command(id) => Packed::Command(*id),
            JumpTarget::Own(number) => Packed::Own(*number),
            JumpTarget::Saved(_) => Packed::Saved,
            JumpTarget::Outlet(_, articles) => Packed::Outlet(self.list(articles)),
            JumpTarget::Story(articles) => Packed::Story(self.list(articles)),
        }
    }

    fn list(&mut self, articles: &[ArticleId]) -> u32 {
        self.index.articles.push(articles.to_vec());
        number(self.index.articles.len() - 1)
    }
}

impl JumpIndex {
    fn empty() -> Self {
        Self {
            text: String::new(),
            ends: Vec::new(),
            slots: Vec::new(),
            shown: Vec::new(),
            articles: Vec::new(),
            counts: [0; 32],
            fuzzy: FuzzyIndex::default(),
            complete: false,
        }
    }

    /// Tells whether the things of a library are in it: until they have been gathered, there are only commands.
    pub fn is_complete(&self) -> bool {
        self.complete
    }

    /// How many things of these kinds there are.
    pub fn count(&self, kinds: JumpKinds) -> usize {
        let counted = self.counts.iter().enumerate();
        counted
            .filter(|(group, _)| kinds.groups() >> group & 1 == 1)
            .map(|(_, count)| count)
            .sum()
    }

    /// The thing of that number, which hits name.
    pub fn entry(&self, thing: usize) -> Option<JumpEntry> {
        let slot = self.slots.get(thing)?;
        Some(JumpEntry {
            kind: slot.kind,
            label: self.text(slot.label).to_owned(),
            detail: self.text(slot.label + 1).to_owned(),
            target: self.unpack(*slot),
        })
    }

    /// Where the thing of that number leads.
    pub fn target(&self, thing: usize) -> Option<JumpTarget> {
        self.slots.get(thing).map(|slot| self.unpack(*slot))
    }

    /// The numbers of things that lead there, in the order of `targets`; what is not here is left out.
    pub fn leading_to(&self, targets: &[JumpTarget]) -> Vec<usize> {
        if targets.is_empty() {
            return Vec::new();
        }
        let mask = targets.iter().fold(0, |mask, target| mask | trace(target));
        let maybe = |slot: &Slot| match slot.target {
            Packed::Actor(ActorId(id)) | Packed::Article(ArticleId(id)) => {
                mask >> (id & 63) & 1 == 1
            }
            _ => true,
        };
        self.placed(|slot| {
            let mut targets = targets.iter();
            let found = maybe(slot).then(|| targets.position(|target| self.leads(slot, target)));
            found.flatten()
        })
    }

    /// The numbers of these articles and of the stories they belong to, in the order of `articles`.
    pub fn about(&self, articles: &[ArticleId]) -> Vec<usize> {
        let mask = articles
            .iter()
            .fold(0_u64, |mask, id| mask | 1 << (id.0 & 63));
        let rank = |id: &ArticleId| {
            let mut articles = articles.iter();
            let maybe = mask >> (id.0 & 63) & 1 == 1;
            maybe
                .then(|| articles.position(|article| article == id))
                .flatten()
        };
        self.placed(|slot| match slot.target {
            Packed::Article(id) => rank(&id),
            Packed::Story(list) => self.list(list).iter().filter_map(rank).min(),
            _ => None,
        })
    }

    /// The numbers of the things that have a place, in the order of their places.
    fn placed(&self, place: impl Fn(&Slot) -> Option<usize>) -> Vec<usize> {
        let slots = self.slots.iter().enumerate();
        let placed = slots.filter_map(|(thing, slot)| Some((place(slot)?, thing)));
        let mut placed: Vec<(usize, usize)> = placed.collect();
        placed.sort_unstable();
        placed.into_iter().map(|(_, thing)| thing).collect()
    }

    /// Tells whether the slot leads to `target`, though that may have had other articles.
    fn leads(&self, slot: &Slot, target: &JumpTarget) -> bool {
        match (slot.target, target) {
            (Packed::Outlet(_), JumpTarget::Outlet(name, _)) => self.text(slot.label) == name,
            (Packed::Topic, JumpTarget::Subject(Subject::Topic(phrase))) => {
                self.text(slot.label) == phrase
            }
            // Its first article names a story.
            (Packed::Story(list), JumpTarget::Story(articles)) => {
                self.list(list).last() == articles.last()
            }
            (Packed::Actor(id), JumpTarget::Subject(Subject::Actor(other))) => id == *other,
            (Packed::Unnamed, JumpTarget::Subject(Subject::Unnamed)) => true,
            (Packed::Article(id), JumpTarget::Article(other)) => id == *other,
            (Packed::Saved, JumpTarget::Saved(search)) => self.text(slot.label) == search.name,
            (Packed::Command(id), JumpTarget::Command(other)) => id == *other,
            (Packed::Own(number), JumpTarget::Own(other)) => number == *other,
            _ => false,
        }
    }

    /// How much memory it holds, in bytes.
    pub fn bytes(&self) -> usize {
        let articles: usize = self.articles.iter().map(Vec::capacity).sum();
        self.text.capacity()
            + (self.ends.capacity() + self.shown.capacity()) * size_of::<u32>()
            + self.slots.capacity() * size_of::<Slot>()
            + articles * size_of::<ArticleId>()
            + self.fuzzy.bytes()
    }

    pub(super) fn fuzzy(&self) -> &FuzzyIndex {
        &self.fuzzy
    }

    /// The text of that number among those that can be found, as it was added, where it is not what the thing is called.
    pub(super) fn found_by(&self, thing: usize, text: usize) -> Option<&str> {
        let (slot, shown) = (self.slots.get(thing)?, *self.shown.get(text)?);
        (shown != slot.label).then(|| self.text(shown))
    }

    fn text(&self, number: u32) -> &str {
        let at = number as usize;
        let end = |at: usize| self.ends.get(at).map_or(0, |&end| end as usize);
        let start = at.checked_sub(1).map_or(0, end);
        self.text.get(start..end(at)).unwrap_or("")
    }

    fn list(&self, number: u32) -> &[ArticleId] {
        let list = self.articles.get(number as usize);
        list.map_or(&[], Vec::as_slice)
    }

    fn unpack(&self, slot: Slot) -> JumpTarget {
        let label = || self.text(slot.label).to_owned();
        match slot.target {
            Packed::Actor(id) => JumpTarget::Subject(Subject::Actor(id)),
            Packed::Unnamed => JumpTarget::Subject(Subject::Unnamed),
            Packed::Topic => JumpTarget::Subject(Subject::Topic(label())),
            Packed::Outlet(list) => JumpTarget::Outlet(label(), self.list(list).to_vec()),
            Packed::Story(list) => JumpTarget::Story(self.list(list).to_vec()),
            Packed::Article(id) => JumpTarget::Article(id),
            Packed::Saved => JumpTarget::Saved(Saved {
                name: label(),
                query: self.text(slot.label + 1).to_owned(),
            }),
            Packed::Command(id) => JumpTarget::Command(id),
            Packed::Own(number) => JumpTarget::Own(number),
        }
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// A bit by which most other actors and articles can be told from this one.
fn trace(target: &JumpTarget) -> u64 {
    match target {
        JumpTarget::Subject(Subject::Actor(ActorId(id))) | JumpTarget::Article(ArticleId(id)) => {
            1 << (id & 63)
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests;
