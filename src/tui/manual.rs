//! The commands as this reader has them, for help and command line: those of the table, the reader's own, and what the
//! reader's own keys do beyond either.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::command::command;
use crate::command::key;
use crate::command::scope::Scope;
use crate::config::commands::UserCommand;
use crate::config::keymap::{Binding, Call, KeyMap, OWN, named};
use crate::library::jump::index::{JumpBuilder, JumpIndex, Thing};
use crate::library::jump::{JumpEntry, JumpKind, JumpTarget};

/// All that can be called, and the index that finds it.
#[derive(Debug, Clone)]
pub struct Manual {
    index: Arc<JumpIndex>,
    /// What is not in the table of commands, by its number.
    own: Vec<Own>,
}

/// Something to call that is not in the table of commands.
#[derive(Debug, Clone)]
struct Own {
    /// What it is called on the command line; empty for what is only on keys.
    name: String,
    /// What it does.
    told: String,
    /// What it calls, and where.
    run: Vec<Call>,
    scope: Scope,
    /// Its keys as they are shown.
    keys: Vec<String>,
}

impl Manual {
    /// The manual of this key map and these commands of the reader's own.
    pub fn new(keys: &KeyMap, commands: &BTreeMap<String, UserCommand>) -> Self {
        let mut own: Vec<Own> = commands
            .iter()
            .map(|(name, command)| Own {
                name: format!("{OWN}{name}"),
                told: command.told(),
                run: vec![Call::Own(name.clone())],
                scope: Scope::Any,
                keys: Vec::new(),
            })
            .collect();
        for binding in keys.bindings().iter().filter(|b| says_more(b)) {
            put(&mut own, binding);
        }
        let mut builder = JumpBuilder::default();
        for (number, own) in (0..).zip(&own) {
            own.add_to(&mut builder, number);
        }
        Self {
            index: Arc::new(builder.finish()),
            own,
        }
    }

    /// The index of it.
    pub fn index(&self) -> Arc<JumpIndex> {
        Arc::clone(&self.index)
    }

    /// What is called where that was chosen.
    pub fn calls(&self, target: &JumpTarget) -> Vec<Call> {
        match target {
            JumpTarget::Command(id) => vec![Call::Command(*id)],
            JumpTarget::Own(number) => self
                .own(*number)
                .map_or_else(Vec::new, |own| own.run.clone()),
            _ => Vec::new(),
        }
    }

    /// The keys of what is not in the table of commands.
    pub fn keys(&self, number: u32) -> String {
        self.own(number)
            .map_or_else(String::new, |own| own.keys.join(" "))
    }

    /// Tells whether this has a name, or a word of it, that begins with `start`.
    pub fn is_like(&self, entry: &JumpEntry, start: &str) -> bool {
        let mut words = self.name(entry).split(['-', OWN]);
        let whole = self.name(entry);
        !whole.is_empty() && (whole.starts_with(start) || words.any(|word| word.starts_with(start)))
    }

    /// Tells whether this is called `name`.
    pub fn is_named(&self, entry: &JumpEntry, name: &str) -> bool {
        !name.is_empty() && self.name(entry) == name
    }

    fn name(&self, entry: &JumpEntry) -> &str {
        match entry.target {
            JumpTarget::Command(id) => command(id).map_or("", |row| row.name),
            JumpTarget::Own(number) => self.own(number).map_or("", |own| &own.name),
            _ => "",
        }
    }

    fn own(&self, number: u32) -> Option<&Own> {
        self.own.get(usize::try_from(number).ok()?)
    }
}

impl Own {
    fn add_to(&self, builder: &mut JumpBuilder, number: u32) {
        let name = if self.name.is_empty() {
            named(&self.run, ", ")
        } else {
            format!(":{}", self.name)
        };
        let detail = format!("{name} · {}", self.scope.told());
        let names: Vec<&str> = [self.name.as_str()]
            .into_iter()
            .filter(|name| !name.is_empty())
            .chain(self.keys.iter().map(String::as_str))
            .collect();
        builder.add(&Thing {
            names: &names,
            ..Thing::new(
                JumpKind::Command,
                &self.told,
                &detail,
                JumpTarget::Own(number),
            )
        });
    }
}

/// Tells whether a key does what no row of the table tells: what the reader described, several commands, one of their own.
fn says_more(binding: &Binding) -> bool {
    match binding.run.as_slice() {
        [] => false,
        [Call::Command(_)] => binding.description.is_some(),
        _ => true,
    }
}

/// Adds a key to what it calls, which is added where it is not told yet.
fn put(all: &mut Vec<Own>, binding: &Binding) {
    let (told, keys) = (binding.told(), key::display(&binding.keys));
    let same = |own: &&mut Own| {
        let there = own.scope == binding.scope || !own.name.is_empty();
        own.run == binding.run && own.told == told && there
    };
    if let Some(own) = all.iter_mut().find(same) {
        return own.keys.push(keys);
    }
    all.push(Own {
        name: String::new(),
        told: told.into_owned(),
        run: binding.run.clone(),
        scope: binding.scope,
        keys: vec![keys],
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::COMMANDS;
    use crate::config::keys::KeysFile;
    use crate::library::jump::JumpKinds;

    /// The manual of a reader with a command of their own and such keys.
    fn manual(keys: &str) -> Manual {
        let count = UserCommand {
            run: vec!["wc".to_owned(), "-w".to_owned()],
            ..UserCommand::default()
        };
        let commands = BTreeMap::from([("count".to_owned(), count)]);
        let read = KeysFile::read(keys, &commands);
        assert_eq!(read.mistakes, []);
        Manual::new(&read.map, &commands)
    }

    fn rows(manual: &Manual) -> Vec<(String, String, String)> {
        let all = 0..manual.index.count(JumpKinds::of(&[JumpKind::Command]));
        let entries = all.filter_map(|thing| manual.index.entry(thing));
        let rows = entries.filter_map(|entry| match entry.target {
            JumpTarget::Own(number) => Some((manual.keys(number), entry.label, entry.detail)),
            _ => None,
        });
        rows.collect()
    }

    #[test]
    fn what_the_reader_says_of_keys_stands_beside_the_table() {
        let manual = manual(
            "[any]\n\"<A-c>\" = \"!count\"\nX = { run = \"star\", description = \"keep it\" }\n\
             \"<A-k>\" = [\"star\", \"next-unread\"]\nZ = \"star\"\n[list]\n\"<A-x>\" = \"!count\"\n",
        );
        let row = |keys: &str, told: &str, detail: &str| {
            (keys.to_owned(), told.to_owned(), detail.to_owned())
        };
        assert_eq!(
            rows(&manual),
            [
                row("A-c A-x", "wc -w", ":!count · any pane"),
                row("X", "keep it", "star · any pane"),
                row(
                    "A-k",
                    "star, then next-unread",
                    "star, next-unread · any pane"
                ),
            ]
        );
        assert_eq!(
            manual.index.count(JumpKinds::of(&[JumpKind::Command])),
            COMMANDS.len() + 3
        );
        assert_eq!(manual.calls(&JumpTarget::Own(2)).len(), 2);
        assert!(manual.calls(&JumpTarget::Own(9)).is_empty());
    }

    #[test]
    fn own_commands_have_names_and_keys_alone_have_none() {
        let manual = manual("[any]\nX = { run = \"star\", description = \"keep it\" }\n");
        let entry = |number| manual.index.entry(number).unwrap();
        for start in ["!", "!cou", "cou"] {
            assert!(manual.is_like(&entry(0), start), "{start}");
        }
        assert!(manual.is_named(&entry(0), "!count"));
        for start in ["", "star", "keep"] {
            assert!(!manual.is_like(&entry(1), start), "{start}");
        }
    }
}
