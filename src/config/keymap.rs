//! Which keys call which commands where.

use std::borrow::Cow;

use crate::command::also::{self, ALSO};
use crate::command::key::{self, Key};
use crate::command::scope::Scope;
use crate::command::{COMMANDS, CommandId, command};

/// All key sequences in force.
#[derive(Debug, Clone)]
pub struct KeyMap {
    bindings: Vec<Binding>,
}

/// What a key calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Call {
    /// A command of the table.
    Command(CommandId),
    /// The reader's own command of that name.
    Own(String),
}

/// What stands before the name of one of the reader's own commands.
pub const OWN: char = '!';

/// A key sequence and what it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// The sequence; never empty.
    pub keys: Vec<Key>,
    /// Where it holds.
    pub scope: Scope,
    /// The commands that it calls, one after the other; none where the keys are to do nothing there.
    pub run: Vec<Call>,
    /// What the reader says that it does.
    pub description: Option<String>,
    /// Where it was said.
    pub from: Origin,
}

/// Where a binding was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// In the command table.
    Table,
    /// In the preset of that name.
    Preset(&'static str),
    /// In that line of the reader's file.
    File(usize),
}

impl Origin {
    /// `line 7`, `as usual`.
    pub fn told(self) -> String {
        match self {
            Self::Table => "as usual".to_owned(),
            Self::Preset(name) => format!("preset {name}"),
            Self::File(line) => format!("line {line}"),
        }
    }
}

impl PartialEq<CommandId> for Call {
    fn eq(&self, other: &CommandId) -> bool {
        matches!(self, Self::Command(id) if id == other)
    }
}

impl Call {
    /// What it is called in a key map file.
    pub fn name(&self) -> Cow<'static, str> {
        match self {
            Self::Command(id) => Cow::Borrowed(command(*id).map_or("", |row| row.name)),
            Self::Own(name) => Cow::Owned(format!("{OWN}{name}")),
        }
    }

    /// The command of the table that holds where this does: a command of the reader's own works where they are chosen.
    pub fn of_table(&self) -> CommandId {
        match self {
            Self::Command(id) => *id,
            Self::Own(_) => CommandId::OwnCommands,
        }
    }
}

impl Binding {
    /// What it does where it was said to hold, in one line.
    pub fn told(&self) -> Cow<'_, str> {
        self.told_in(self.scope)
    }

    /// What it does in `scope`, which lies in the one where it was said to hold, in one line.
    pub fn told_in(&self, scope: Scope) -> Cow<'_, str> {
        match (&self.description, self.run.as_slice()) {
            (Some(description), _) => Cow::Borrowed(description),
            (None, [Call::Command(one)]) => Cow::Borrowed(also::told(*one, scope)),
            (None, several) => Cow::Owned(named(several, ", then ")),
        }
    }
}

/// The names of those calls.
pub fn named(run: &[Call], between: &str) -> String {
    let names: Vec<_> = run.iter().map(Call::name).collect();
    names.join(between)
}

/// What the keys typed so far mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lookup<'a> {
    /// They are bound.
    Bound(&'a Binding),
    /// They begin one or more sequences.
    Prefix,
    /// They mean nothing here.
    Nothing,
}

impl Default for KeyMap {
    /// The key map of the command table.
    fn default() -> Self {
        let rows = COMMANDS.iter().map(|row| (row.id, row.scope, row.keys));
        let also = ALSO.iter().map(|also| (also.id, also.scope, also.keys));
        let bindings = rows
            .chain(also)
            .flat_map(|(id, scope, keys)| keys.iter().map(move |keys| (id, scope, keys)))
            .filter_map(|(id, scope, keys)| {
                Some(Binding {
                    keys: key::parse(keys).ok()?,
                    scope,
                    run: vec![Call::Command(id)],
                    description: None,
                    from: Origin::Table,
                })
            })
            .collect();
        Self { bindings }
    }
}

impl KeyMap {
    /// The map with other bindings laid over it: each takes the place of what these keys did in its scope.
    #[must_use]
    pub fn overlaid(mut self, own: &[Binding]) -> Self {
        for binding in own {
            self.bindings.retain(|other| !replaces(binding, other));
        }
        // Where nothing else is bound, there is nothing to keep from being done.
        let idle = |binding: &Binding| {
            let mut wider = binding.scope.chain();
            let mut bound = |place| {
                let same = |b: &&Binding| b.scope == place && b.keys == binding.keys;
                self.bindings
                    .iter()
                    .chain(own)
                    .any(|b| same(&b) && !b.run.is_empty())
            };
            binding.run.is_empty() && !wider.any(&mut bound)
        };
        let kept: Vec<Binding> = own.iter().filter(|b| !idle(b)).cloned().collect();
        self.bindings.splice(0..0, kept);
        self
    }

    /// Every binding: the reader's own first, then those of a preset, then those of the command table.
    pub fn bindings(&self) -> &[Binding] {
        &self.bindings
    }

    /// Tells whether `command` can do something in `scope`: it is one of the panes, which all share, or has a key there, or
    /// in a part of it.
    pub fn has_place(&self, command: CommandId, scope: Scope) -> bool {
        let in_panes = |scope: Scope| scope.chain().any(|wider| wider == Scope::Any);
        self.bindings
            .iter()
            .filter(|b| b.run == [command])
            .any(|b| {
                let panes = in_panes(b.scope) && in_panes(scope);
                panes
                    || scope.chain().any(|wider| wider == b.scope)
                    || b.scope.chain().any(|wider| wider == scope)
            })
    }

    /// A pair of sequences of which the longer one can never be typed, because the shorter one does something already;
    /// `binding` is one of them, and if both were said in one file, the one that was said later.
    pub fn hiding<'a>(&'a self, binding: &'a Binding) -> Option<(&'a Binding, &'a Binding)> {
        let meet = |one: Scope, other: Scope| {
            one.chain().any(|wider| wider == other) || other.chain().any(|wider| wider == one)
        };
        let later = |other: &Binding| match (other.from, binding.from) {
            (Origin::File(other), Origin::File(own)) => other < own,
            _ => true,
        };
        if binding.run.is_empty() {
            return None;
        }
        let mut others = self.bindings.iter().filter(|other| {
            let other = *other;
            // What a narrower scope has of its own is its own meaning, and hides nothing elsewhere.
            let counts = binding.scope.chain().any(|wider| wider == other.scope)
                || matches!(other.from, Origin::File(_));
            counts
                && meet(other.scope, binding.scope)
                && !other.run.is_empty()
                && other.keys != binding.keys
                && later(other)
                && self.is_in_force(other, binding.scope)
        });
        others.find_map(|other| {
            if binding.keys.starts_with(&other.keys) {
                Some((other, binding))
            } else if other.keys.starts_with(&binding.keys) {
                Some((binding, other))
            } else {
                None
            }
        })
    }

    /// Tells whether the keys of the binding do what it says in the narrower of its scope and `scope`.
    fn is_in_force(&self, binding: &Binding, scope: Scope) -> bool {
        let narrower = if scope.chain().any(|wider| wider == binding.scope) {
            scope
        } else {
            binding.scope
        };
        self.bound(narrower, &binding.keys) == Some(binding)
    }

    /// What `typed` means in `scope`: a binding of the narrowest scope wins.
    pub fn lookup(&self, scope: Scope, typed: &[Key]) -> Lookup<'_> {
        if let Some(binding) = self.bound(scope, typed) {
            return if binding.run.is_empty() {
                Lookup::Nothing
            } else {
                Lookup::Bound(binding)
            };
        }
        let begun = |binding: &Binding| !binding.run.is_empty() && binding.keys.starts_with(typed);
        let mut bindings = self.bindings.iter();
        if bindings.any(|b| begun(b) && self.holds_in(b, scope)) {
            Lookup::Prefix
        } else {
            Lookup::Nothing
        }
    }

    /// What may follow the pending prefix `typed` in `scope`: the keys still to type and what they do.
    pub fn continuations(&self, scope: Scope, typed: &[Key]) -> Vec<(String, Cow<'_, str>)> {
        let follow = self.bindings.iter().filter_map(|binding| {
            let rest = binding.keys.strip_prefix(typed)?;
            let does = !rest.is_empty() && !binding.run.is_empty();
            (does && self.holds_in(binding, scope))
                .then(|| (key::display(rest), binding.told_in(scope)))
        });
        follow.collect()
    }

    /// Everything that keys do in `scope`, what is its own first: the keys, and a binding that tells what they do.
    pub fn holding(&self, scope: Scope) -> Vec<(String, &Binding)> {
        let mut rows: Vec<(String, &Binding)> = Vec::new();
        for place in scope.chain() {
            let bound = self.in_force(scope).filter(|b| b.scope == place);
            for binding in bound.filter(|b| !b.run.is_empty()) {
                let keys = key::display(&binding.keys);
                let told = binding.told_in(scope);
                let same =
                    |other: &&Binding| other.run == binding.run && other.told_in(scope) == told;
                match rows.iter_mut().find(|(_, other)| same(other)) {
                    Some((shown, _)) => *shown = format!("{shown} {keys}"),
                    None => rows.push((keys, binding)),
                }
            }
        }
        rows
    }

    /// The key sequences of `command` in `scope`, the one to be shown first.
    pub fn shown_in(&self, scope: Scope, command: CommandId) -> Vec<String> {
        let bound = self.bindings.iter();
        let bound = bound.filter(|b| b.run == [command] && self.holds_in(b, scope));
        bound.map(|b| key::display(&b.keys)).collect()
    }

    /// The key sequences that call exactly that in `scope`.
    pub fn keys_of(&self, scope: Scope, run: &[Call]) -> Vec<String> {
        let bound = self.in_force(scope).filter(|b| b.run == run);
        bound.map(|b| key::display(&b.keys)).collect()
    }

    /// All key sequences of `command` wherever they hold, as shown in the help.
    pub fn all_shown(&self, command: CommandId) -> String {
        let mut keys: Vec<String> = Vec::new();
        for binding in self.bindings.iter().filter(|b| b.run == [command]) {
            let shown = key::display(&binding.keys);
            if !keys.contains(&shown) {
                keys.push(shown);
            }
        }
        keys.join(" ")
    }

    /// The binding of exactly these keys that holds in `scope`.
    fn bound(&self, scope: Scope, keys: &[Key]) -> Option<&Binding> {
        scope.chain().find_map(|place| {
            let mut bindings = self.bindings.iter();
            bindings.find(|b| b.scope == place && b.keys == keys)
        })
    }

    /// The bindings that hold in `scope`.
    fn in_force(&self, scope: Scope) -> impl Iterator<Item = &Binding> {
        let bindings = self.bindings.iter();
        bindings.filter(move |binding| self.holds_in(binding, scope))
    }

    /// Tells whether a binding holds in `scope`, and no narrower scope has another for its keys. Goes through all bindings:
    /// whoever looks for some of them asks for those first.
    fn holds_in(&self, binding: &Binding, scope: Scope) -> bool {
        let mut places = scope.chain();
        places.any(|place| place == binding.scope)
            && self
                .bound(scope, &binding.keys)
                .is_some_and(|b| b.scope == binding.scope)
    }
}

/// Tells whether a binding takes the place of another one. What is bound or unbound in any pane is so over them too.
fn replaces(own: &Binding, other: &Binding) -> bool {
    let panes = [Scope::Any, Scope::Everywhere];
    let scope = own.scope == other.scope
        || own.scope == Scope::Everywhere && other.scope == Scope::Any
        || own.run.is_empty() && panes.contains(&own.scope) && panes.contains(&other.scope);
    scope && own.keys == other.keys
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::scope::SCOPES;

    fn meant(scope: Scope, keys: &str) -> Option<CommandId> {
        let map = KeyMap::default();
        match map.lookup(scope, &key::parse(keys).unwrap()) {
            Lookup::Bound(binding) => Some(binding.run[0].of_table()),
            _ => None,
        }
    }

    #[test]
    fn the_place_decides_which_meaning_holds() {
        for (scope, keys, id) in [
            (Scope::List, "/", Some(CommandId::FindInList)),
            (Scope::Article, "/", Some(CommandId::FindInArticle)),
            (Scope::Actors, "/", Some(CommandId::FindInArticle)),
            (Scope::Saved, "/", Some(CommandId::SearchSaved)),
            (Scope::List, "*", None),
            (Scope::Actors, "j", Some(CommandId::Down)),
            (Scope::Compare, "j", Some(CommandId::Down)),
            (Scope::Compare, "l", Some(CommandId::NextSide)),
            (Scope::Saved, "l", Some(CommandId::Open)),
            (Scope::Saved, "m", None),
            (Scope::Picker, "<C-j>", Some(CommandId::Down)),
            (Scope::Search, "<C-j>", Some(CommandId::Down)),
            (Scope::Tags, "<C-j>", None),
        ] {
            assert_eq!(meant(scope, keys), id, "{scope:?} {keys}");
        }
    }

    #[test]
    fn bare_prefixes_are_never_commands() {
        let map = KeyMap::default();
        for prefix in ["g", "]", "["] {
            for scope in [Scope::List, Scope::Article, Scope::Actors] {
                let keys = key::parse(prefix).unwrap();
                assert_eq!(map.lookup(scope, &keys), Lookup::Prefix);
            }
        }
    }

    #[test]
    fn no_sequence_is_bound_twice_in_one_place_nor_hidden_by_a_shorter_one() {
        let map = KeyMap::default();
        for scope in SCOPES {
            let here: Vec<_> = map.in_force(scope).collect();
            for (index, one) in here.iter().enumerate() {
                for other in here.iter().skip(index + 1) {
                    let meet =
                        one.keys.starts_with(&other.keys) || other.keys.starts_with(&one.keys);
                    assert!(!meet, "{scope:?}: {one:?} and {other:?}");
                }
            }
        }
    }

    #[test]
    fn a_prefix_tells_what_may_follow() {
        let map = KeyMap::default();
        let follow = map.continuations(Scope::List, &key::parse("]").unwrap());
        let mention = command(CommandId::NextMention).unwrap().doc;
        assert!(follow.contains(&("a".to_owned(), mention.into())));
        // What a key means here is told, not what it means elsewhere.
        for (scope, meant) in [
            (Scope::List, CommandId::MergeStory),
            (Scope::Actors, CommandId::Merge),
        ] {
            let follow = map.continuations(scope, &key::parse("g").unwrap());
            let under_m: Vec<_> = follow.iter().filter(|(keys, _)| keys == "m").collect();
            assert_eq!(under_m.len(), 1);
            assert_eq!(under_m[0].1, command(meant).unwrap().doc);
        }
        let over = map.continuations(Scope::Compare, &key::parse("]").unwrap());
        assert_eq!(over.len(), 1, "{over:?}");
    }

    #[test]
    fn the_keys_told_of_a_place_are_those_that_do_that_there_and_no_others() {
        let map = KeyMap::default();
        for scope in SCOPES {
            for (shown, told) in map.holding(scope) {
                let mut keys: Vec<String> = map
                    .bindings()
                    .iter()
                    .filter(|b| {
                        map.lookup(scope, &b.keys) == Lookup::Bound(b)
                            && b.run == told.run
                            && b.told_in(scope) == told.told_in(scope)
                    })
                    .map(|b| key::display(&b.keys))
                    .collect();
                let mut shown: Vec<&str> = shown.split(' ').collect();
                keys.sort_unstable();
                shown.sort_unstable();
                assert_eq!(shown, keys, "{scope:?}: {}", told.told_in(scope));
            }
        }
        let down = |scope| {
            let held = map.holding(scope).into_iter();
            let mut held = held.filter(|(_, binding)| binding.run == [CommandId::Down]);
            held.next().map(|(keys, _)| keys)
        };
        for (scope, keys) in [
            (Scope::List, "j Down"),
            (Scope::Notes, "j Down"),
            (Scope::Problems, "n j Down"),
            (Scope::Picker, "^j ^n Down"),
            (Scope::Note, "Down"),
        ] {
            assert_eq!(down(scope).as_deref(), Some(keys), "{scope:?}");
        }
    }

    #[test]
    fn no_view_tells_of_its_keys_what_they_do_in_the_panes() {
        let map = KeyMap::default();
        let of_panes = [
            "in the list, quit",
            "one pane back",
            "out of the library",
            "articles that fit",
        ];
        for scope in SCOPES
            .into_iter()
            .filter(|scope| *scope != Scope::Everywhere)
        {
            let in_panes = scope.chain().any(|place| place == Scope::Any);
            for (keys, binding) in map.holding(scope) {
                let told = binding.told_in(scope);
                let stray = of_panes.iter().any(|words| told.contains(words));
                assert!(in_panes || !stray, "{scope:?} {keys}: {told}");
            }
        }
    }

    #[test]
    fn what_holds_is_told_with_all_its_keys_and_what_is_its_own_first() {
        let map = KeyMap::default();
        let rows = map.holding(Scope::Corrections);
        assert_eq!(rows[0].0, "x");
        let down = rows.iter().find(|(keys, _)| keys.contains('j')).unwrap();
        assert_eq!(down.0, "n j Down");
        for (scope, shown) in [
            (Scope::Corrections, ["j", "Down", "n"].as_slice()),
            (Scope::Picker, &["^j", "^n", "Down"]),
            (Scope::Tags, &[]),
        ] {
            assert_eq!(map.shown_in(scope, CommandId::Down), shown);
        }
    }
}
