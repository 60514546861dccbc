//! Which keys call which command where.

use crate::command::key::{self, Key};
use crate::command::{COMMANDS, Command, CommandId, Scope};

/// All key sequences in force.
#[derive(Debug, Clone)]
pub struct KeyMap {
    bindings: Vec<Binding>,
}

#[derive(Debug, Clone)]
struct Binding {
    keys: Vec<Key>,
    scope: Scope,
    command: CommandId,
}

/// What the keys typed so far mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lookup {
    /// They are a command.
    Command(CommandId),
    /// They begin one or more sequences.
    Prefix,
    /// They mean nothing here.
    Nothing,
}

impl Default for KeyMap {
    /// The key map of the command table.
    fn default() -> Self {
        let bindings = COMMANDS
            .iter()
            .flat_map(|command| command.keys.iter().map(move |keys| (command, keys)))
            .filter_map(|(command, keys)| {
                Some(Binding {
                    keys: key::parse(keys).ok()?,
                    scope: command.scope,
                    command: command.id,
                })
            })
            .collect();
        Self { bindings }
    }
}

impl KeyMap {
    /// What `typed` means in `scope`. A binding of the scope itself wins over one for every pane.
    pub fn lookup(&self, scope: Scope, typed: &[Key]) -> Lookup {
        let exact = |wanted| {
            self.bindings
                .iter()
                .find(|b| b.scope == wanted && b.keys == typed)
                .map(|b| b.command)
        };
        if let Some(command) = exact(scope).or_else(|| exact(Scope::Any)) {
            return Lookup::Command(command);
        }
        if self.reachable(scope).any(|b| b.keys.starts_with(typed)) {
            Lookup::Prefix
        } else {
            Lookup::Nothing
        }
    }

    /// What may follow the pending prefix `typed` in `scope`: the keys still to type and the command they lead to.
    pub fn continuations(&self, scope: Scope, typed: &[Key]) -> Vec<(String, &'static Command)> {
        let own = |binding: &Binding| binding.scope != Scope::Any;
        self.reachable(scope)
            .filter(|binding| {
                let same = |other: &Binding| own(other) && other.keys == binding.keys;
                own(binding) || !self.reachable(scope).any(same)
            })
            .filter_map(|binding| {
                let rest = binding.keys.strip_prefix(typed)?;
                Some((
                    key::display(rest),
                    crate::command::command(binding.command)?,
                ))
            })
            .collect()
    }

    /// The first key sequence of `command`, as shown in footer and help; empty where it has none.
    pub fn shown(&self, command: CommandId) -> String {
        self.bindings
            .iter()
            .find(|b| b.command == command)
            .map_or_else(String::new, |b| key::display(&b.keys))
    }

    /// All key sequences of `command`, as shown in the help.
    pub fn all_shown(&self, command: CommandId) -> String {
        let keys: Vec<_> = self
            .bindings
            .iter()
            .filter(|b| b.command == command)
            .map(|b| key::display(&b.keys))
            .collect();
        keys.join(" ")
    }

    fn reachable(&self, scope: Scope) -> impl Iterator<Item = &Binding> {
        self.bindings
            .iter()
            .filter(move |b| b.scope == scope || b.scope == Scope::Any)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lookup(scope: Scope, keys: &str) -> Lookup {
        KeyMap::default().lookup(scope, &key::parse(keys).unwrap())
    }

    #[test]
    fn the_pane_decides_which_meaning_holds() {
        assert_eq!(
            lookup(Scope::List, "/"),
            Lookup::Command(CommandId::FindInList)
        );
        assert_eq!(
            lookup(Scope::Article, "/"),
            Lookup::Command(CommandId::FindInArticle)
        );
        assert_eq!(
            lookup(Scope::Actors, "/"),
            Lookup::Command(CommandId::FindInArticle)
        );
        assert_eq!(lookup(Scope::List, "*"), Lookup::Nothing);
        assert_eq!(lookup(Scope::Actors, "j"), Lookup::Command(CommandId::Down));
    }

    #[test]
    fn bare_prefixes_are_never_commands() {
        for prefix in ["g", "]", "["] {
            for scope in [Scope::List, Scope::Article, Scope::Actors] {
                assert_eq!(lookup(scope, prefix), Lookup::Prefix);
            }
        }
    }

    #[test]
    fn no_sequence_is_bound_twice_in_one_place_nor_hidden_by_a_shorter_one() {
        let map = KeyMap::default();
        for (index, one) in map.bindings.iter().enumerate() {
            for other in map.bindings.iter().skip(index + 1) {
                let meet = one.scope == other.scope
                    || one.scope == Scope::Any
                    || other.scope == Scope::Any;
                let same = one.keys == other.keys && one.scope == other.scope;
                let hides = one.keys != other.keys
                    && (one.keys.starts_with(&other.keys) || other.keys.starts_with(&one.keys));
                assert!(!(same || meet && hides), "{one:?} and {other:?}");
            }
        }
    }

    #[test]
    fn a_prefix_tells_what_may_follow() {
        let map = KeyMap::default();
        let follow = map.continuations(Scope::List, &key::parse("]").unwrap());
        assert!(
            follow
                .iter()
                .any(|(keys, command)| keys == "a" && command.id == CommandId::NextMention)
        );
        // What a key means here is told, not what it means elsewhere.
        for (scope, meant) in [
            (Scope::List, CommandId::MergeStory),
            (Scope::Actors, CommandId::Merge),
        ] {
            let follow = map.continuations(scope, &key::parse("g").unwrap());
            let under_m: Vec<_> = follow.iter().filter(|(keys, _)| keys == "m").collect();
            assert_eq!(under_m.len(), 1);
            assert_eq!(under_m[0].1.id, meant);
        }
    }
}
