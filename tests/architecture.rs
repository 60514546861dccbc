//! Holds the code to the table of who may know whom (see the crate docs), by reading the imports under `src/`.
#![expect(
    clippy::unwrap_used,
    clippy::string_slice,
    reason = "a test says what is wrong by failing"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The layers, lowest first, and for the topmost what it may name; the same text stands in `src/lib.rs`.
const TABLE: &str = "\
0  text
1  model command config
2  ingest extract
3  link search
4  library
5  tui cli       library model command config text";

/// Pairs on one layer that may name each other one way, and why.
const SAME_LAYER: &[(&str, &str, &str)] = &[
    ("config", "command", "a key map binds commands"),
    ("cli", "tui", "it starts the screen"),
];

/// Words that only some rooms may use: the word, the rooms, the reason.
const KEPT: &[(&str, &[&str], &str)] = &[
    ("ratatui", &["tui"], "only the screen draws"),
    ("crossterm", &["tui"], "only the screen owns the terminal"),
    (
        "fuzzy_matcher",
        &["search"],
        "so that the matcher can be replaced in one place",
    ),
    (
        "std::env",
        &["cli", "main", "bin"],
        "paths and wishes arrive as arguments",
    ),
    (
        "println!",
        &["cli", "main", "bin"],
        "nothing prints while the screen is ours",
    ),
    ("std::net", &["fetch"], "one room opens connections"),
];

/// Rooms whose files do not know each other, and the files there that all of them share.
const SEPARATE: &[(&str, &[&str])] = &[
    ("tui/view", &["style"]),
    (
        "extract",
        &["reading", "draft", "lexicon", "context", "run"],
    ),
];

struct Source {
    /// The path of modules, `tui/view/list`.
    module: String,
    text: String,
}

impl Source {
    fn room(&self) -> &str {
        self.module.split('/').next().unwrap()
    }
}

#[test]
fn the_table_is_the_one_in_the_crate_docs() {
    let docs = fs::read_to_string(root().join("lib.rs")).unwrap();
    let told: Vec<String> = docs
        .lines()
        .map(|line| line.trim_start_matches("//!").trim().to_owned())
        .collect();
    for line in TABLE.lines() {
        assert!(
            told.iter().any(|said| said == line.trim()),
            "src/lib.rs does not say: {line}"
        );
    }
}

#[test]
fn every_room_is_in_the_table_and_names_only_lower_ones() {
    let (layers, allowed) = table();
    let mut wrong = Vec::new();
    for source in sources() {
        let room = source.room().to_owned();
        if matches!(room.as_str(), "main" | "lib" | "bin") {
            continue;
        }
        let layer = *layers
            .get(&room)
            .unwrap_or_else(|| panic!("src/{room} is in no layer of the table"));
        for (named, _) in named(&source) {
            let Some(&other) = layers.get(&named) else {
                continue;
            };
            let same_layer = SAME_LAYER
                .iter()
                .any(|(from, to, _)| *from == room && *to == named);
            let fine = named == room
                || (layer == other && same_layer)
                || (other < layer
                    && allowed
                        .get(&layer)
                        .is_none_or(|rooms| rooms.contains(&named)));
            if !fine {
                wrong.push(format!(
                    "{} names {named}, which it may not know",
                    source.module
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn main_names_only_the_command_line() {
    let main = fs::read_to_string(root().join("main.rs")).unwrap();
    let rooms = main.match_indices("rashomon::").map(|(at, _)| &main[at..]);
    assert!(
        rooms.clone().count() > 0 && rooms.clone().all(|rest| rest.starts_with("rashomon::cli"))
    );
}

#[test]
fn no_two_modules_of_a_room_name_each_other() {
    let mut known: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for source in sources() {
        let parts: Vec<&str> = source.module.split('/').collect();
        let [room, own, ..] = parts[..] else { continue };
        for (named_room, named) in named(&source) {
            if named_room == room && named != own && !named.is_empty() {
                known
                    .entry(format!("{room}/{own}"))
                    .or_default()
                    .insert(format!("{room}/{named}"));
            }
        }
    }
    for (module, others) in &known {
        for other in others {
            let back = known.get(other).is_some_and(|names| names.contains(module));
            assert!(!back, "{module} and {other} name each other");
        }
    }
}

#[test]
fn views_and_extract_rules_do_not_know_each_other() {
    for (room, shared) in SEPARATE {
        let all = siblings(room);
        for source in sources() {
            let Some(own) = source.module.strip_prefix(&format!("{room}/")) else {
                continue;
            };
            let ours = |name: &&String| name.as_str() != own && !shared.contains(&name.as_str());
            if shared.contains(&own) || own == "tests" {
                continue;
            }
            for other in all.iter().filter(ours) {
                let last = room.rsplit('/').next().unwrap();
                let names = [format!("super::{other}::"), format!("{last}::{other}::")];
                let knows = names.iter().any(|name| source.text.contains(name.as_str()));
                assert!(!knows, "{room}: {own} knows {other}");
            }
            assert!(
                !source.text.contains("tui::update"),
                "{} knows update",
                source.module
            );
        }
    }
}

#[test]
fn words_are_used_only_where_they_belong() {
    for source in sources() {
        for (word, rooms, why) in KEPT {
            let used = source
                .text
                .lines()
                .any(|line| !line.trim_start().starts_with("//") && line.contains(word));
            assert!(
                !used || rooms.contains(&source.room()),
                "{} uses {word}: {why}",
                source.module
            );
        }
    }
}

#[test]
fn no_file_has_outgrown_its_room() {
    for source in sources() {
        let lines = source.text.lines().count();
        assert!(
            lines <= 600,
            "{} has {lines} lines; two rooms with their own names would be easier to live in",
            source.module
        );
        assert!(
            !source.module.ends_with("/mod"),
            "{}: foo.rs beside foo/, never mod.rs",
            source.module
        );
    }
}

/// The layer of each room, and for a layer that lists them the rooms that it may name.
fn table() -> (BTreeMap<String, usize>, BTreeMap<usize, BTreeSet<String>>) {
    let (mut layers, mut allowed) = (BTreeMap::new(), BTreeMap::new());
    for line in TABLE.lines() {
        let (number, rest) = line.split_once("  ").unwrap();
        let number: usize = number.parse().unwrap();
        let (rooms, named) = rest.split_once("   ").unwrap_or((rest, ""));
        layers.extend(
            rooms
                .split_whitespace()
                .map(|room| (room.to_owned(), number)),
        );
        if !named.trim().is_empty() {
            allowed.insert(
                number,
                named.split_whitespace().map(str::to_owned).collect(),
            );
        }
    }
    (layers, allowed)
}

/// Every `crate::room::module` that a source names: (room, module), also inside braces and through `super`.
fn named(source: &Source) -> BTreeSet<(String, String)> {
    let mut found = BTreeSet::new();
    let parts: Vec<&str> = source.module.split('/').collect();
    for statement in source.text.split(';') {
        let statement = statement.split_whitespace().collect::<Vec<_>>().join(" ");
        for (at, _) in statement.match_indices("crate::") {
            let rest = &statement[at + "crate::".len()..];
            match rest.strip_prefix('{') {
                Some(group) => found.extend(group.split([',', '}']).map(|path| split(path.trim()))),
                None => drop(found.insert(split(rest))),
            }
        }
        for (at, _) in statement.match_indices("super::") {
            let before = &statement[..at];
            if before.ends_with("super::") || before.ends_with("in ") || parts.len() < 2 {
                continue;
            }
            let mut up = parts.len() - 1;
            let mut rest = &statement[at..];
            while let Some(after) = rest.strip_prefix("super::") {
                rest = after;
                up = up.saturating_sub(1);
            }
            // Only what is named from the room's own level counts as a module of the room.
            if up == 0 {
                let names = rest
                    .strip_prefix('{')
                    .map_or_else(|| vec![rest], |group| group.split([',', '}']).collect());
                let modules = names
                    .iter()
                    .map(|name| split(name.trim()).0)
                    .filter(|name| is_module(parts[0], name));
                found.extend(modules.map(|module| (parts[0].to_owned(), module)));
            }
        }
    }
    found
}

fn split(path: &str) -> (String, String) {
    let mut names = path.split("::").map(|name| {
        name.chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect::<String>()
    });
    let room = names.next().unwrap_or_default();
    let module = names
        .next()
        .filter(|name| is_module(&room, name))
        .unwrap_or_default();
    (room, module)
}

fn is_module(room: &str, name: &str) -> bool {
    !name.is_empty() && (root().join(room).join(format!("{name}.rs")).exists())
}

fn siblings(folder: &str) -> Vec<String> {
    let files = fs::read_dir(root().join(folder))
        .unwrap()
        .map(|file| file.unwrap().path());
    files
        .filter(|path| path.extension().is_some())
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect()
}

fn sources() -> Vec<Source> {
    let mut found = Vec::new();
    let mut folders = vec![root()];
    while let Some(folder) = folders.pop() {
        for file in fs::read_dir(&folder).unwrap() {
            let path = file.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let module = path.strip_prefix(root()).unwrap().with_extension("");
                found.push(Source {
                    module: slashed(&module),
                    text: fs::read_to_string(&path).unwrap(),
                });
            }
        }
    }
    assert!(found.len() > 20, "the sources were not found");
    found
}

fn slashed(path: &Path) -> String {
    path.iter()
        .map(|part| part.to_string_lossy())
        .collect::<Vec<_>>()
        .join("/")
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}
