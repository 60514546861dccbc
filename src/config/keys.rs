//! The key map file of the reader: tables of key sequences, laid over a preset.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::DeValue;

use super::commands::UserCommand;
use super::document::{Document, Table, entries, kind};
use super::keymap::{Binding, Call, KeyMap, OWN, Origin, named};
use super::mistake::{Mistake, meant};
use crate::command::key::{self, Key, KeyCode};
use crate::command::scope::{SCOPES, Scope};
use crate::command::{COMMANDS, by_name, command};
use crate::text::sanitize::clean_line;

/// The presets: the name and the file of each. The first is the command table itself.
const PRESETS: [(&str, &str); 2] = [
    ("vim", ""),
    ("newsboat", include_str!("../../assets/keys/newsboat.toml")),
];

/// The names of the presets.
pub fn presets() -> impl Iterator<Item = &'static str> {
    PRESETS.iter().map(|(name, _)| *name)
}

/// What stands outside of the tables.
const PRESET: &str = "preset";

/// What a binding that is a table can say.
const PARTS: [&str; 2] = ["run", "description"];

/// What unbinds a key, besides `false`.
const NONE: &str = "none";

/// Keys that begin sequences in every context.
const PREFIXES: [char; 4] = ['g', ']', '[', 'y'];

/// A key map file that has been read.
#[derive(Debug, Clone)]
pub struct KeysFile {
    /// The key map; what cannot be understood of the file is as in its preset.
    pub map: KeyMap,
    /// What is wrong with the file.
    pub mistakes: Vec<Mistake>,
}

impl KeysFile {
    /// Reads a file. It may bind the `commands` of the reader's own, by their names.
    pub fn read(file: &str, commands: &BTreeMap<String, UserCommand>) -> Self {
        let (mut document, table) = Document::read(file);
        let base = preset(&mut document, &table);
        let mut reader = Reader {
            document,
            map: base,
            commands,
            own: Vec::new(),
            preset: None,
        };
        reader.read(&table);
        reader.into_file()
    }
}

/// The key map of the preset that the file names, else of the first one.
fn preset(document: &mut Document<'_>, table: &Table<'_>) -> KeyMap {
    let Some(named) = table.get(PRESET) else {
        return KeyMap::default();
    };
    let at = named.span().start;
    let DeValue::String(name) = named.get_ref() else {
        let told = kind(named.get_ref());
        document.report(at, &format!("{PRESET} is a name, not {told}"));
        return KeyMap::default();
    };
    match PRESETS.iter().find(|(known, _)| known == name) {
        Some((_, "")) => KeyMap::default(),
        Some((name, file)) => preset_map(name, file),
        None => {
            let (near, all) = (
                meant(name, presets()),
                presets().collect::<Vec<_>>().join(", "),
            );
            let told = format!("there is no preset `{name}`; there are: {all}{near}");
            document.report(at, &told);
            KeyMap::default()
        }
    }
}

fn preset_map(name: &'static str, file: &str) -> KeyMap {
    let (document, table) = Document::read(file);
    let commands = BTreeMap::new();
    let mut reader = Reader {
        document,
        map: KeyMap::default(),
        commands: &commands,
        own: Vec::new(),
        preset: Some(name),
    };
    reader.read(&table);
    reader.into_file().map
}

/// A file while it is read.
struct Reader<'a> {
    document: Document<'a>,
    /// What holds where the file says nothing.
    map: KeyMap,
    /// The reader's own commands.
    commands: &'a BTreeMap<String, UserCommand>,
    /// What the file says, each with the byte at which it does.
    own: Vec<(usize, Binding)>,
    /// The preset that is being read; none for a file of the reader's.
    preset: Option<&'static str>,
}

impl<'a> Reader<'a> {
    fn read(&mut self, table: &Table<'a>) {
        for (name, span, value) in entries(table) {
            let at = span.start;
            match (Scope::by_name(name), value.get_ref()) {
                _ if name == PRESET || self.document.is_doubtful(at) => {}
                (Some(scope), DeValue::Table(keys)) if scope != Scope::Everywhere => {
                    self.context(scope, keys);
                }
                (Some(Scope::Everywhere) | None, DeValue::Table(_)) => {
                    let names = SCOPES.iter().skip(1).map(|scope| scope.name());
                    let near = meant(name, names);
                    let told =
                        format!("there is no context `{name}`; rashomon keys shows all{near}");
                    self.document.report(at, &told);
                }
                _ => {
                    let near = meant(name, [PRESET]);
                    let told = format!(
                        "`{name}` stands in no context; keys stand in tables such as [any] or [list]{near}"
                    );
                    self.document.report(at, &told);
                }
            }
        }
    }

    /// The keys of one context.
    fn context(&mut self, scope: Scope, table: &Table<'a>) {
        for (notation, span, value) in entries(table) {
            let at = span.start;
            if self.document.is_doubtful(at) || self.document.is_doubtful(value.span().start) {
                continue;
            }
            let keys = key::parse(notation).and_then(|keys| allowed(keys, scope));
            let (keys, run) = match (keys, self.action(value)) {
                (Ok(keys), Some(run)) => (keys, run),
                (Err(reason), _) => {
                    self.document.report(at, &reason);
                    continue;
                }
                (Ok(_), None) => continue,
            };
            if self.has_place(&run, scope, value.span().start) {
                self.bind(at, scope, keys, run);
            }
        }
    }

    /// The commands that a binding runs and what the reader says that they do; none where that cannot be understood.
    fn action(&mut self, value: &Spanned<DeValue<'a>>) -> Option<Action> {
        let at = value.span().start;
        match value.get_ref() {
            DeValue::Boolean(false) => Some(Action::default()),
            DeValue::String(name) if name == NONE => Some(Action::default()),
            DeValue::String(_) | DeValue::Array(_) => Some(Action {
                run: self.calls(value)?,
                description: None,
            }),
            DeValue::Table(table) => self.described(table, at),
            other => {
                let told = kind(other);
                let told = format!(
                    "a key runs a command, a list of commands, or nothing: false; not {told}"
                );
                self.document.report(at, &told);
                None
            }
        }
    }

    fn described(&mut self, table: &Table<'a>, at: usize) -> Option<Action> {
        let (mut action, mut understood) = (Action::default(), true);
        for (part, span, value) in entries(table) {
            match (part, value.get_ref()) {
                ("run", DeValue::String(_) | DeValue::Array(_)) => match self.calls(value) {
                    Some(run) => action.run = run,
                    None => understood = false,
                },
                ("description", DeValue::String(text)) => {
                    let text = clean_line(text);
                    action.description = (!text.is_empty()).then_some(text);
                }
                (part, other) if PARTS.contains(&part) => {
                    let told = format!("`{part}` cannot be {}", kind(other));
                    self.document.report(span.start, &told);
                    understood = false;
                }
                (part, _) => {
                    let near = meant(part, PARTS);
                    let told = format!("a binding has no `{part}`{near}");
                    self.document.report(span.start, &told);
                }
            }
        }
        if understood && action.run.is_empty() {
            let told = "a binding that is a table says what to `run`";
            self.document.report(at, told);
        }
        (understood && !action.run.is_empty()).then_some(action)
    }

    /// The commands of that name, or of the names in that list; none where one of them is unknown.
    fn calls(&mut self, value: &Spanned<DeValue<'a>>) -> Option<Vec<Call>> {
        let one = std::slice::from_ref(value);
        let names = value.get_ref().as_array().map_or(one, |list| list);
        if names.is_empty() {
            let told = "an empty list runs nothing; false unbinds a key";
            self.document.report(value.span().start, told);
            return None;
        }
        let found: Vec<Option<Call>> = names.iter().map(|name| self.call(name)).collect();
        found.into_iter().collect()
    }

    fn call(&mut self, name: &Spanned<DeValue<'a>>) -> Option<Call> {
        let at = name.span().start;
        let Some(text) = name.get_ref().as_str() else {
            let told = kind(name.get_ref());
            let told = format!("the name of a command is a text, not {told}");
            self.document.report(at, &told);
            return None;
        };
        let found = match text.strip_prefix(OWN) {
            Some(own) => self.own_command(own),
            None => by_name(text).map(|row| Call::Command(row.id)),
        };
        if found.is_none() {
            let own: Vec<String> = self
                .commands
                .keys()
                .map(|own| format!("{OWN}{own}"))
                .collect();
            let names = COMMANDS.iter().map(|row| row.name);
            let near = meant(text, names.chain(own.iter().map(String::as_str)));
            let told = format!("there is no command `{text}`{near}");
            self.document.report(at, &told);
        }
        found
    }

    fn own_command(&self, name: &str) -> Option<Call> {
        let known = self.commands.contains_key(name);
        known.then(|| Call::Own(name.to_owned()))
    }

    /// What the reader says of an own command in the settings, where the binding of it says nothing.
    fn of_own_command(&self, run: &[Call]) -> Option<String> {
        match run {
            [Call::Own(name)] => self.commands.get(name).map(UserCommand::told),
            _ => None,
        }
    }

    /// Tells whether every command of the action can do something in `scope`; says which cannot.
    fn has_place(&mut self, action: &Action, scope: Scope, at: usize) -> bool {
        let usual = KeyMap::default();
        let has_place = |call: &&Call| usual.has_place(call.of_table(), scope);
        let stray = action.run.iter().find(|call| !has_place(call));
        if let Some((call, row)) = stray.and_then(|call| Some((call, command(call.of_table())?))) {
            let (name, here, place) = (call.name(), scope.told(), row.scope.told());
            let told = format!("{name} does nothing in the context of {here}: it is for {place}");
            self.document.report(at, &told);
        }
        stray.is_none()
    }

    fn bind(&mut self, at: usize, scope: Scope, keys: Vec<Key>, action: Action) {
        let scope = widened(scope, &action.run);
        let (line, _) = self.document.place(at);
        let same = |own: &&(usize, Binding)| {
            let there = own.1.scope;
            let panes = [Scope::Any, Scope::Everywhere];
            let together = panes.contains(&there) && panes.contains(&scope);
            own.1.keys == keys && (there == scope || together)
        };
        if let Some((first, _)) = self.own.iter().find(same) {
            let (first, _) = self.document.place(*first);
            let told = format!(
                "{} is bound twice in one context: line {first} has it already",
                quoted(&keys)
            );
            return self.document.report(at, &told);
        }
        let from = match self.preset {
            Some(name) => Origin::Preset(name),
            None => Origin::File(line),
        };
        let of_own = || self.of_own_command(&action.run);
        let binding = Binding {
            keys,
            scope,
            description: action.description.or_else(of_own),
            run: action.run,
            from,
        };
        self.own.push((at, binding));
    }

    fn into_file(mut self) -> KeysFile {
        let own: Vec<Binding> = self.own.iter().map(|(_, own)| own.clone()).collect();
        let map = self.map.overlaid(&own);
        for (at, binding) in &self.own {
            if let Some(hidden) = told_hidden(&map, binding) {
                self.document.report(*at, &hidden);
            }
        }
        KeysFile {
            map,
            mistakes: self.document.into_mistakes(),
        }
    }
}

/// What keys do.
#[derive(Debug, Default)]
struct Action {
    /// The commands; none to unbind.
    run: Vec<Call>,
    description: Option<String>,
}

/// What holds in any pane and is the same over them holds there too.
fn widened(scope: Scope, run: &[Call]) -> Scope {
    let everywhere =
        |call: &Call| command(call.of_table()).is_some_and(|row| row.scope == Scope::Everywhere);
    if scope == Scope::Any && !run.is_empty() && run.iter().all(everywhere) {
        Scope::Everywhere
    } else {
        scope
    }
}

/// The keys, if they may be bound in `scope`.
fn allowed(keys: Vec<Key>, scope: Scope) -> Result<Vec<Key>, String> {
    let quoted = quoted(&keys);
    let first = keys.first().and_then(|key| key.character());
    if first.is_some_and(|c| c.is_ascii_digit()) && !scope.is_typed_in() {
        return Err(format!(
            "{quoted} begins with a digit: digits before a command are its count"
        ));
    }
    if scope.is_typed_in() && first.is_some() {
        return Err(format!(
            "{quoted} begins with a character, which is text where one types: bind a key with Ctrl or Alt, or one with a name"
        ));
    }
    if keys.len() == 1 && first.is_some_and(|c| PREFIXES.contains(&c)) {
        return Err(format!(
            "{quoted} alone is no command: it begins other sequences, in every context"
        ));
    }
    if keys.len() > 1 && keys.iter().any(|key| key.code == KeyCode::Esc) {
        return Err(format!(
            "{quoted} cannot be typed: Esc gives up what has been begun"
        ));
    }
    Ok(keys)
}

/// What is wrong where one of two sequences can never be typed because the other one is a part of it; it is told of the later.
fn told_hidden(map: &KeyMap, binding: &Binding) -> Option<String> {
    let (shorter, longer) = map.hiding(binding)?;
    Some(
        format!(
            "{} is never reached: {} runs {} already ({})",
            quoted(&longer.keys),
            quoted(&shorter.keys),
            shorter.named(),
            shorter.from.told()
        ) + &match longer.from {
            Origin::File(line) if longer != binding => format!("; it is bound in line {line}"),
            _ if longer != binding => format!("; it runs {}", longer.named()),
            _ => String::new(),
        },
    )
}

fn quoted(keys: &[Key]) -> String {
    format!("`{}`", key::written(keys))
}

impl Binding {
    /// The names of its commands.
    pub fn named(&self) -> String {
        if self.run.is_empty() {
            return "nothing".to_owned();
        }
        named(&self.run, ", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::keymap::Lookup;

    fn read(file: &str) -> KeyMap {
        let read = KeysFile::read(file, &commands());
        assert_eq!(read.mistakes, [], "{file}");
        read.map
    }

    /// A program with a description and one without.
    fn commands() -> BTreeMap<String, UserCommand> {
        let of = |run: &[&str], description: &str| UserCommand {
            run: run.iter().map(|word| (*word).to_owned()).collect(),
            description: description.to_owned(),
            takes_article: false,
        };
        BTreeMap::from([
            ("count".to_owned(), of(&["wc", "-w"], "")),
            ("keep".to_owned(), of(&["keep-it"], "Keep it elsewhere")),
        ])
    }

    fn run(map: &KeyMap, scope: Scope, keys: &str) -> Vec<String> {
        match map.lookup(scope, &key::parse(keys).unwrap()) {
            Lookup::Bound(binding) => {
                let names = binding.run.iter();
                names.map(|call| call.name().into_owned()).collect()
            }
            Lookup::Prefix => vec!["…".to_owned()],
            Lookup::Nothing => Vec::new(),
        }
    }

    #[test]
    fn the_presets_have_no_mistake() {
        for (name, file) in PRESETS {
            assert_eq!(KeysFile::read(file, &commands()).mistakes, [], "{name}");
        }
        let map = read("preset = \"newsboat\"\n");
        assert_eq!(run(&map, Scope::List, "n"), ["next-unread"]);
        assert_eq!(run(&map, Scope::List, "N"), ["toggle-read"]);
        assert_eq!(run(&map, Scope::List, "j"), ["down"]);
    }

    #[test]
    fn what_the_file_says_comes_before_the_preset() {
        let map = read(
            "preset = \"newsboat\"\n[any]\nn = \"find-next\"\n\"<A-x>z\" = [\"toggle-read\", \"next-unread\"]\n\
             m = false\nJ = \"down\"\n[list]\nx = { run = \"star\", description = \"keep it\" }\n\
             [article]\nx = \"none\"\n[picker]\n\"<C-x>\" = \"cancel\"\n",
        );
        assert_eq!(run(&map, Scope::List, "n"), ["find-next"]);
        assert_eq!(run(&map, Scope::List, "<A-x>"), ["…"]);
        assert_eq!(
            run(&map, Scope::List, "<A-x>z"),
            ["toggle-read", "next-unread"]
        );
        assert!(run(&map, Scope::List, "m").is_empty());
        assert_eq!(run(&map, Scope::List, "x"), ["star"]);
        assert!(run(&map, Scope::Article, "x").is_empty());
        assert_eq!(run(&map, Scope::Search, "<C-x>"), ["cancel"]);
        // What is the same over the panes is bound there too, and what stood in its way is gone.
        for scope in [Scope::List, Scope::Words] {
            assert_eq!(run(&map, scope, "J"), ["down"]);
        }
        let held = map.holding(Scope::List);
        assert!(
            held.iter()
                .any(|(keys, b)| keys == "x" && b.told() == "keep it")
        );
    }

    #[test]
    fn commands_of_the_readers_own_are_bound_by_their_names() {
        let map = read(
            "[any]\n\"<A-c>\" = \"!count\"\n\"<A-k>\" = [\"!keep\", \"next-unread\"]\n\
             [list]\n\"<A-l>\" = \"!keep\"\nX = { run = \"!keep\", description = \"mine\" }\n",
        );
        assert_eq!(run(&map, Scope::Article, "<A-c>"), ["!count"]);
        assert_eq!(run(&map, Scope::List, "<A-k>"), ["!keep", "next-unread"]);
        // Over the panes there is no article to run them on.
        assert!(run(&map, Scope::Notes, "<A-c>").is_empty());
        let told = |keys: &str| {
            let held = map.holding(Scope::List).into_iter();
            let mut held = held.filter(|(shown, _)| shown == keys);
            held.next().map(|(_, binding)| binding.told().into_owned())
        };
        assert_eq!(told("A-c").as_deref(), Some("wc -w"));
        assert_eq!(told("A-l").as_deref(), Some("Keep it elsewhere"));
        assert_eq!(told("X").as_deref(), Some("mine"));
        assert_eq!(told("A-k").as_deref(), Some("!keep, then next-unread"));
    }

    #[test]
    fn a_key_can_be_unbound_in_one_context_alone() {
        let map = read("[list]\nm = false\n[any]\nj = false\n");
        assert!(run(&map, Scope::List, "m").is_empty());
        assert_eq!(run(&map, Scope::Article, "m"), ["toggle-read"]);
        for scope in [Scope::List, Scope::Problems] {
            assert!(run(&map, scope, "j").is_empty());
        }
    }
}
