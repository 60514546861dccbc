//! What has been typed of a command: the count before it, and the keys so far.

use crate::command::CommandId;
use crate::command::key::{self, Key, KeyCode};
use crate::command::scope::Scope;
use crate::config::keymap::{Call, KeyMap, Lookup};

/// The largest count that can be typed before a command.
const MOST: usize = 99_999;

/// A command being typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Typed {
    keys: Vec<Key>,
    count: Option<usize>,
    /// Whether the keys that hold are shown, until the next key.
    help: bool,
}

/// What a key made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// Commands are to be run, one after the other, as often as that or at that number.
    Run(Vec<Call>, Option<usize>),
    /// There is more to be typed.
    Wait,
    /// These keys mean nothing.
    Nothing(Vec<Key>),
}

impl Typed {
    /// Takes a key that is pressed in `scope`.
    pub fn press(&mut self, key: Key, map: &KeyMap, scope: Scope) -> Meaning {
        if key.code == KeyCode::Esc && !self.is_empty() {
            *self = Self::default();
            return Meaning::Wait;
        }
        if self.takes_digit(key) {
            return Meaning::Wait;
        }
        self.keys.push(key);
        let meaning = match map.lookup(scope, &self.keys) {
            Lookup::Bound(binding) => Meaning::Run(binding.run.clone(), self.count),
            Lookup::Prefix => return Meaning::Wait,
            Lookup::Nothing => self.quits(key, map, scope),
        };
        *self = Self::default();
        meaning
    }

    /// Tells whether nothing has been typed.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty() && self.count.is_none()
    }

    /// Shows the keys that hold, until the next key.
    pub fn show_help(&mut self) {
        self.help = true;
    }

    /// Shows them no more. Tells whether they were shown.
    pub fn end_help(&mut self) -> bool {
        std::mem::take(&mut self.help)
    }

    /// Whether the keys that hold are shown.
    pub fn shows_help(&self) -> bool {
        self.help
    }

    /// The keys so far.
    pub fn keys(&self) -> &[Key] {
        &self.keys
    }

    /// The count so far.
    pub fn count(&self) -> Option<usize> {
        self.count
    }

    /// Count and keys as they are shown: `3]`.
    pub fn shown(&self) -> String {
        let count = self.count.map(|count| count.to_string());
        format!("{}{}", count.unwrap_or_default(), key::display(&self.keys))
    }

    /// A digit before a command is its count; the first is none of zero.
    fn takes_digit(&mut self, key: Key) -> bool {
        let digit = key.character().and_then(|c| c.to_digit(10));
        let digit = digit.filter(|digit| *digit > 0 || self.count.is_some());
        match digit {
            Some(digit) if self.keys.is_empty() => {
                let count = self.count.unwrap_or(0) * 10 + digit as usize;
                self.count = Some(count.min(MOST));
                true
            }
            _ => false,
        }
    }

    /// Quitting at once works in the middle of anything; other keys that lead nowhere do nothing.
    fn quits(&self, key: Key, map: &KeyMap, scope: Scope) -> Meaning {
        match map.lookup(scope, &[key]) {
            Lookup::Bound(binding) if binding.run == [CommandId::Quit] && key.ctrl => {
                Meaning::Run(vec![Call::Command(CommandId::Quit)], None)
            }
            _ => Meaning::Nothing(self.keys.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::key::parse;

    fn typed(scope: Scope, keys: &str) -> (Meaning, Typed) {
        let map = KeyMap::default();
        let mut typed = Typed::default();
        let mut meaning = Meaning::Wait;
        for key in parse(keys).unwrap() {
            meaning = typed.press(key, &map, scope);
        }
        (meaning, typed)
    }

    #[test]
    fn counts_prefixes_and_commands() {
        let run = |id, count| Meaning::Run(vec![Call::Command(id)], count);
        for (keys, meaning) in [
            ("j", run(CommandId::Down, None)),
            ("12j", run(CommandId::Down, Some(12))),
            ("10G", run(CommandId::Bottom, Some(10))),
            ("3]a", run(CommandId::NextMention, Some(3))),
            ("g1", run(CommandId::Version(1), None)),
            ("2g1", run(CommandId::Version(1), Some(2))),
            ("3]", Meaning::Wait),
            ("3]<Esc>", Meaning::Wait),
            ("3]<Esc>j", run(CommandId::Down, None)),
            ("g<C-c>", run(CommandId::Quit, None)),
            ("g<C-d>", Meaning::Nothing(parse("g<C-d>").unwrap())),
            ("0", Meaning::Nothing(parse("0").unwrap())),
            ("999999999G", run(CommandId::Bottom, Some(MOST))),
        ] {
            assert_eq!(typed(Scope::List, keys).0, meaning, "{keys}");
        }
        assert_eq!(typed(Scope::List, "3]").1.shown(), "3]");
        assert!(typed(Scope::List, "3]<Esc>").1.is_empty());
    }
}
