//! Everything a reader can jump to by a few letters.
//!
//! An [`index`] is made from plain data, thing by thing, on whatever thread has them; it knows nothing of the library that
//! they come from. A [`search`] in it goes on step by step, so that no key waits for it.

pub mod index;
pub mod search;

use crate::command::CommandId;
use crate::library::Subject;
use crate::library::seek::question::Saved;
use crate::model::article::ArticleId;

/// What the sources without a name are called.
pub const UNNAMED: &str = "unnamed sources";

/// The points of something in very many articles over those of something in one.
const FREQUENT: u32 = 44;

/// The kinds of things to jump to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum JumpKind {
    /// A person.
    Person,
    /// A government.
    Government,
    /// An organisation.
    Organisation,
    /// A place.
    Place,
    /// The sources without a name.
    Unnamed,
    /// A topic.
    Topic,
    /// A story of several articles.
    Story,
    /// An outlet or agency.
    Outlet,
    /// An article.
    Article,
    /// A search that the reader has saved.
    Saved,
    /// A command of the program.
    Command,
}

/// Every kind.
pub const KINDS: [JumpKind; 11] = [
    JumpKind::Person,
    JumpKind::Government,
    JumpKind::Organisation,
    JumpKind::Place,
    JumpKind::Unnamed,
    JumpKind::Topic,
    JumpKind::Story,
    JumpKind::Outlet,
    JumpKind::Article,
    JumpKind::Saved,
    JumpKind::Command,
];

/// The group of articles that belong to a story, behind those of the kinds.
pub(super) const IN_STORY: u8 = 11;

/// Some kinds of things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct JumpKinds(u32);

impl JumpKinds {
    /// These kinds.
    pub fn of(kinds: &[JumpKind]) -> Self {
        Self(kinds.iter().fold(0, |all, kind| all | kind.groups()))
    }

    /// All kinds but this one.
    pub fn all_but(kind: JumpKind) -> Self {
        Self(Self::of(&KINDS).0 & !kind.groups())
    }

    /// The same kinds, of articles only those that belong to no story.
    #[must_use]
    pub fn alone(self) -> Self {
        Self(self.0 & !(1 << IN_STORY))
    }

    /// The numbers of the groups, as bits.
    pub(super) fn groups(self) -> u32 {
        self.0
    }
}

impl JumpKind {
    pub(super) fn group(self) -> u8 {
        self as u8
    }

    fn groups(self) -> u32 {
        let more = u32::from(self == Self::Article) << IN_STORY;
        1 << self.group() | more
    }

    /// How likely a thing of this kind in so many articles is wanted, before anything is typed: who and what is in many
    /// articles before who is in one, and people before headlines.
    pub(super) fn points(self, articles: usize) -> u8 {
        let kind = match self {
            Self::Person => 34,
            Self::Government | Self::Organisation | Self::Place | Self::Outlet => 28,
            Self::Unnamed => 24,
            Self::Story => 16,
            Self::Topic => 14,
            Self::Saved => 12,
            Self::Command => 10,
            Self::Article => return 0,
        };
        kind + u8::try_from(quarters(articles).min(FREQUENT)).unwrap_or(u8::MAX)
    }
}

/// Four times the logarithm of `count` to the base of 2.
fn quarters(count: usize) -> u32 {
    let whole = count.max(1).ilog2();
    let rest = (count << 2) >> whole;
    whole * 4 + u32::try_from(rest & 3).unwrap_or(0)
}

/// Where a jump goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JumpTarget {
    /// To the places of an actor, a topic or the unnamed sources.
    Subject(Subject),
    /// To the newest article of an outlet: its name and all its articles, newest first.
    Outlet(String, Vec<ArticleId>),
    /// To the newest article of a story; all of them, newest first.
    Story(Vec<ArticleId>),
    /// To an article.
    Article(ArticleId),
    /// To the articles that fit a saved search.
    Saved(Saved),
    /// To what a command does.
    Command(CommandId),
    /// To what the reader has made of commands; whoever adds it knows it by its number.
    Own(u32),
}

/// One thing to jump to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JumpEntry {
    /// What it is.
    pub kind: JumpKind,
    /// What it is called.
    pub label: String,
    /// What else is worth knowing on the same line: other forms, counts, the outlet.
    pub detail: String,
    /// Where it leads.
    pub target: JumpTarget,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_articles_count_more_but_less_and_less() {
        let points: Vec<u32> = [1, 2, 3, 4, 100, 100_000].map(quarters).to_vec();
        assert_eq!(points, [0, 4, 6, 8, 26, 66]);
        assert!(JumpKind::Person.points(1) > JumpKind::Article.points(1));
        assert_eq!(JumpKind::Person.points(1_000_000), 78);
    }

    #[test]
    fn articles_of_stories_can_be_left_out() {
        let kinds = JumpKinds::of(&[JumpKind::Story, JumpKind::Article]);
        assert_eq!(kinds.groups().count_ones(), 3);
        assert_eq!(kinds.alone().groups().count_ones(), 2);
        let others = JumpKinds::all_but(JumpKind::Article).groups();
        assert_eq!(others & JumpKinds::of(&[JumpKind::Article]).groups(), 0);
        assert_eq!(others.count_ones(), 10);
    }
}
