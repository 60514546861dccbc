//! What pickers there are.

use crate::library::jump::{JumpKind, JumpKinds};

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

    /// What it offers.
    pub fn kinds(self) -> JumpKinds {
        match self {
            Self::Anything => JumpKinds::all_but(JumpKind::Command),
            Self::People => JumpKinds::of(&[JumpKind::Person]),
            Self::Actors => JumpKinds::of(&[
                JumpKind::Person,
                JumpKind::Government,
                JumpKind::Organisation,
                JumpKind::Place,
            ]),
            Self::Topics => JumpKinds::of(&[JumpKind::Topic]),
            Self::Stories => JumpKinds::of(&[JumpKind::Story]),
            Self::Outlets => JumpKinds::of(&[JumpKind::Outlet]),
            Self::Compare => JumpKinds::of(&[JumpKind::Article]),
            // An article of a story is picked with its story.
            Self::Belongs => JumpKinds::of(&[JumpKind::Story, JumpKind::Article]).alone(),
            Self::Help | Self::CommandLine => JumpKinds::of(&[JumpKind::Command]),
        }
    }
}
