//! Holds the code to the table of who may know whom (see the crate docs), by what the sources under `src/` name. Each rule
//! has samples that break it, so that a rule that has gone blind is found out too.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test says what is wrong by failing"
)]

#[path = "support/imports.rs"]
pub mod imports;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use imports::{House, Naming};

/// The layers, lowest first, and for the topmost what they may name; the same text stands in `src/lib.rs`.
const TABLE: &str = "\
0  text
1  model command config
2  ingest fetch extract
3  link search compare store
4  library export
5  tui cli       library export model command config text
6  main          cli text
7  bin           extract";

/// Pairs on one layer that may name each other one way, and why.
const SAME_LAYER: &[(&str, &str, &str)] = &[
    ("config", "command", "a key map binds commands"),
    ("cli", "tui", "it starts the screen"),
    ("export", "library", "it writes what the library shows"),
];

/// What only some rooms may use: the word, the rooms, the reason.
const KEPT: &[(&str, &[&str], &str)] = &[
    ("ratatui", &["tui"], "only the screen draws"),
    ("crossterm", &["tui"], "only the screen owns the terminal"),
    (
        "fuzzy_matcher",
        &["search"],
        "the matcher can be replaced in one place",
    ),
    (
        "rusqlite",
        &["store"],
        "how a library is kept can be replaced in one place",
    ),
    (
        "std::env",
        &["cli", "bin"],
        "paths and wishes arrive as arguments",
    ),
    ("std::net", &["fetch"], "one room opens connections"),
    ("ureq", &["fetch"], "one room opens connections"),
    ("std::print", PRINTING, QUIET),
    ("std::println", PRINTING, QUIET),
    ("std::eprint", PRINTING, QUIET),
    ("std::eprintln", PRINTING, QUIET),
    ("std::dbg", &[], QUIET),
    ("std::io::stdout", &["cli", "main", "tui"], QUIET),
    ("std::io::stderr", &["cli", "main", "tui"], QUIET),
];
const PRINTING: &[&str] = &["cli", "main", "bin"];
const QUIET: &str = "nothing prints while the screen is ours";

/// Folders whose files do not know each other, and the files there that all may know and that know only each other.
const SEPARATE: &[(&str, &[&str])] = &[
    ("tui/view", &["style", "canvas", "sheet"]),
    (
        "extract",
        &["reading", "draft", "lexicon", "context", "run"],
    ),
];

/// What a folder, or a file, never names although it stands in the same room: the one, the other, the reason.
const NEVER: &[(&str, &str, &str)] = &[
    ("tui/view", "tui/update", "what draws changes nothing"),
    ("tui/view", "tui/job", "what draws starts no work"),
    (
        "tui/app",
        "tui/view",
        "the state does not know how it looks",
    ),
    (
        "tui/app",
        "tui/update",
        "the state does not know what moves it",
    ),
];

/// What the files of a folder may take from the file beside it (`tui/app/moving` from `tui/app`) although that names them:
/// the file, the names, the reason. All else goes one way: a file may name the parts that it is made of, and those only
/// what does not lead back to it.
const FROM_PARENT: &[(&str, &[&str], &str)] = &[(
    "library",
    &["Found", "Place", "Spread", "Subject"],
    "plain data that the screen knows as the library's own",
)];

#[test]
fn the_table_is_the_one_in_the_crate_docs() {
    let docs = fs::read_to_string(root().join("lib.rs")).unwrap();
    let told: Vec<&str> = docs
        .lines()
        .map(|line| line.trim_start_matches("//!").trim())
        .collect();
    let rows: Vec<&str> = TABLE.lines().map(str::trim).collect();
    assert!(
        told.windows(rows.len()).any(|lines| lines == rows),
        "src/lib.rs does not have this table:\n{TABLE}"
    );
}

#[test]
fn every_room_names_only_those_that_the_table_lets_it_know() {
    holds(strangers);
}

#[test]
fn no_modules_of_a_room_name_each_other_in_a_ring() {
    holds(rings);
}

#[test]
fn views_and_extract_rules_do_not_know_each_other() {
    holds(neighbours);
}

#[test]
fn words_are_used_only_where_they_belong() {
    holds(misplaced);
}

#[test]
fn every_thing_has_one_name_and_every_file_one_room() {
    holds(shapes);
}

#[test]
fn every_exception_is_still_needed() {
    let house = &*HOUSE;
    let namings: Vec<(&Naming, String, &str)> = house
        .namings
        .iter()
        .filter_map(|naming| house.home(naming).map(|(file, name)| (naming, file, name)))
        .collect();
    for (from, to, why) in SAME_LAYER {
        let used = namings
            .iter()
            .any(|(naming, file, _)| room(&naming.file) == *from && room(file) == *to);
        assert!(used, "{from} no longer names {to}; take out: {why}");
    }
    for (parent, names, why) in FROM_PARENT {
        for wanted in *names {
            let used = namings.iter().any(|(naming, file, name)| {
                file == parent && name == wanted && is_in(&naming.file, parent)
            });
            assert!(
                used,
                "nothing in {parent} takes {wanted} from it any more; take out: {why}"
            );
        }
    }
}

/// Fails with all the sentences that `rule` has to say about the code.
fn holds(rule: impl Fn(&House) -> Vec<String>) {
    let wrong = rule(&HOUSE);
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

fn strangers(house: &House) -> Vec<String> {
    let (layers, allowed) = table();
    let mut wrong: BTreeSet<String> = house
        .files
        .keys()
        .filter(|file| *file != "lib" && !layers.contains_key(room(file)))
        .map(|file| format!("src/{file}.rs stands in no room of the table in src/lib.rs."))
        .collect();
    for naming in &house.namings {
        let Some((file, _)) = house.home(naming) else {
            continue;
        };
        let (from, to) = (room(&naming.file), room(&file));
        let (Some(&layer), Some(&other)) = (layers.get(from), layers.get(to)) else {
            continue;
        };
        let listed = SAME_LAYER.iter().any(|pair| pair.0 == from && pair.1 == to);
        let below = other < layer && allowed.get(&layer).is_none_or(|rooms| rooms.contains(to));
        if from != to && !below && !(layer == other && listed) {
            wrong.insert(format!(
                "{naming} names `{}`: {from} may not know {to}.",
                path(naming)
            ));
        }
    }
    wrong.into_iter().collect()
}

/// Rings among the files of a room, each told with all its links.
fn rings(house: &House) -> Vec<String> {
    let mut links: BTreeMap<(String, String), String> = BTreeMap::new();
    for naming in &house.namings {
        let Some((file, name)) = house.home(naming) else {
            continue;
        };
        let allowed = FROM_PARENT.iter().any(|(parent, names, _)| {
            *parent == file && names.contains(&name) && is_in(&naming.file, parent)
        });
        if room(&file) == room(&naming.file) && file != naming.file && !allowed {
            links
                .entry((naming.file.clone(), file))
                .or_insert_with(|| format!("{naming} names `{}`", path(naming)));
        }
    }
    let reached = |from: &String| {
        let (mut found, mut open) = (BTreeSet::new(), vec![from.clone()]);
        while let Some(file) = open.pop() {
            for (_, to) in links.keys().filter(|(from, _)| *from == file) {
                if found.insert(to.clone()) {
                    open.push(to.clone());
                }
            }
        }
        found
    };
    let mut wrong = BTreeMap::<BTreeSet<String>, String>::new();
    for from in house.files.keys() {
        let reachable = reached(from);
        if !reachable.contains(from) {
            continue;
        }
        let ring: BTreeSet<String> = reachable
            .into_iter()
            .filter(|file| reached(file).contains(from))
            .collect();
        let told: Vec<&str> = links
            .iter()
            .filter(|((from, to), _)| ring.contains(from) && ring.contains(to))
            .map(|(_, told)| told.as_str())
            .collect();
        let told = format!(
            "These name each other in a ring:\n  {}.",
            told.join(",\n  ")
        );
        wrong.insert(ring, told);
    }
    wrong.into_values().collect()
}

fn neighbours(house: &House) -> Vec<String> {
    let mut wrong = BTreeSet::new();
    for naming in &house.namings {
        let Some((file, _)) = house.home(naming) else {
            continue;
        };
        for (folder, shared) in SEPARATE {
            let (Some(from), Some(to)) = (within(&naming.file, folder), within(&file, folder))
            else {
                continue;
            };
            if from != to && !shared.contains(&to) {
                wrong.insert(format!(
                    "{naming} names `{}`: the files of src/{folder} know only {} among themselves.",
                    path(naming),
                    shared.join(", ")
                ));
            }
        }
        for (from, to, why) in NEVER {
            let inside = |file: &str, place: &str| file == place || is_in(file, place);
            if inside(&naming.file, from) && inside(&file, to) {
                wrong.insert(format!("{naming} names `{}`: {why}.", path(naming)));
            }
        }
    }
    wrong.into_iter().collect()
}

fn misplaced(house: &House) -> Vec<String> {
    let mut wrong = BTreeSet::new();
    for naming in &house.namings {
        for (word, rooms, why) in KEPT {
            if naming.is_in(word) && !rooms.contains(&room(&naming.file)) {
                wrong.insert(format!("{naming} uses `{}`: {why}.", path(naming)));
            }
        }
    }
    wrong.into_iter().collect()
}

fn shapes(house: &House) -> Vec<String> {
    let mut wrong: Vec<String> = house
        .detours
        .iter()
        .map(|(place, what)| format!("{place} has {what}: one name, one home."))
        .collect();
    for (file, lines) in &house.files {
        if *lines > 600 {
            wrong.push(format!(
                "src/{file}.rs has {lines} lines; two rooms with their own names would be easier to live in."
            ));
        }
        if file == "mod" || file.ends_with("/mod") {
            wrong.push(format!(
                "src/{file}.rs should be foo.rs beside foo/, never mod.rs."
            ));
        }
    }
    wrong
}

/// The layer of each room, and for a layer that lists them the rooms that it may name.
fn table() -> (BTreeMap<String, usize>, BTreeMap<usize, BTreeSet<String>>) {
    let (mut layers, mut allowed) = (BTreeMap::new(), BTreeMap::new());
    for line in TABLE.lines() {
        let (number, rest) = line.split_once("  ").unwrap();
        let number: usize = number.parse().unwrap();
        let (rooms, named) = rest.split_once("   ").unwrap_or((rest, ""));
        let words =
            |text: &str| -> Vec<String> { text.split_whitespace().map(str::to_owned).collect() };
        layers.extend(words(rooms).into_iter().map(|room| (room, number)));
        if !named.trim().is_empty() {
            allowed.insert(number, words(named).into_iter().collect());
        }
    }
    (layers, allowed)
}

fn room(file: &str) -> &str {
    file.split('/').next().unwrap_or(file)
}

/// Tells whether `file` stands in the folder, at whatever depth.
fn is_in(file: &str, folder: &str) -> bool {
    within(file, folder).is_some()
}

/// The module of the folder to which `file` belongs.
fn within<'a>(file: &'a str, folder: &str) -> Option<&'a str> {
    file.strip_prefix(folder)?
        .strip_prefix('/')?
        .split('/')
        .next()
}

fn path(naming: &Naming) -> String {
    naming.path.join("::")
}

/// The code, read once for all the rules.
static HOUSE: LazyLock<House> = LazyLock::new(house);

fn house() -> House {
    let mut sources = Vec::new();
    let mut folders = vec![root()];
    while let Some(folder) = folders.pop() {
        for file in fs::read_dir(&folder).unwrap() {
            let path = file.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let module = path.strip_prefix(root()).unwrap().with_extension("");
                sources.push((slashed(&module), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    assert!(sources.len() > 20, "the sources were not found");
    House::read(
        sources
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str())),
    )
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

/// A house in which all is well, into which the samples are put.
const SOUND: &[(&str, &str)] = &[
    ("lib", "pub mod link; pub mod tui;"),
    (
        "main",
        "use rashomon::cli; fn main() { cli::run(); eprintln!(\"no\"); }",
    ),
    (
        "cli",
        "use std::env; use crate::tui; pub fn run() { tui::run(env::args()) }",
    ),
    ("text", "pub mod fold;"),
    ("text/fold", "pub fn fold() {}"),
    ("model", "pub mod actor;"),
    ("model/actor", "pub struct Actor;"),
    ("command", ""),
    ("config", "use crate::command;"),
    (
        "ingest",
        "mod plain; pub mod folder; fn read() { plain::units() }",
    ),
    ("ingest/plain", "pub fn units() {}"),
    ("ingest/folder", "use crate::ingest::read;"),
    (
        "extract",
        "mod person; mod place; mod draft; const RULES: &[Rule] = &[person::titled, place::long];",
    ),
    (
        "extract/person",
        "use crate::extract::draft::Draft; pub(in crate::extract) fn titled() {}",
    ),
    ("extract/place", "use super::draft::Draft;"),
    ("extract/draft", "use crate::text::fold::fold;"),
    ("link", "mod person; mod cast;"),
    (
        "link/person",
        "use super::cast::Cast; fn of(person: &Person) { person.known(); }",
    ),
    (
        "link/cast",
        "#[cfg(test)] mod tests { use crate::tui::app::App; fn t() { println!(\"{}\", super::super::person::x()); } }",
    ),
    ("search", "use fuzzy_matcher::skim;"),
    (
        "library",
        "mod topics; use topics::Topic; pub struct Place;",
    ),
    ("library/topics", "use super::Place;"),
    ("tui", "mod app; mod update; mod view;"),
    ("tui/app", "mod moving; pub struct App;"),
    (
        "tui/app/moving",
        "use super::App; impl App { fn go(&self) {} }",
    ),
    ("tui/update", "use super::app::App;"),
    (
        "tui/view",
        "pub mod actors; mod picker; mod style; use super::app::App; fn render() { actors::render() }",
    ),
    ("tui/view/actors", "use super::style; use ratatui::Frame;"),
    (
        "tui/view/picker",
        "use super::style::{self, Painted}; use crate::tui::app::App;",
    ),
    (
        "tui/view/style",
        "// crate::tui::update is only spoken of\nconst SAID: &str = \"crate::tui::update\";",
    ),
];

/// What a rule has to say about the sound house with `text` in the place of one file, or as a file more.
fn said(rule: fn(&House) -> Vec<String>, file: &str, text: &str) -> String {
    let others = SOUND.iter().copied().filter(|(name, _)| *name != file);
    rule(&House::read(others.chain([(file, text)]))).join("\n")
}

#[test]
fn a_sound_house_is_left_in_peace() {
    for rule in [strangers, rings, neighbours, misplaced, shapes] {
        assert_eq!(
            rule(&House::read(SOUND.iter().copied())),
            Vec::<String>::new()
        );
    }
}

#[test]
fn a_room_that_names_a_higher_one_is_found_in_every_way_to_write_it() {
    for (file, text) in [
        ("link/person", "use crate::tui::app::App;"),
        ("link/person", "use super::super::tui::app::App;"),
        ("link/person", "use super::super::{tui::app::App, text};"),
        ("link/person", "use crate::{model::{self, actor}, tui};"),
        ("link/person", "use crate::tui::app::*;"),
        ("link/person", "use crate::tui as screen;"),
        (
            "link/person",
            "pub(crate) use crate::tui::app::App as Screen;",
        ),
        ("link/person", "use crate::*; fn f() { tui::app::new() }"),
        (
            "link/person",
            "use crate as house; fn f() { house::tui::app::new() }",
        ),
        (
            "link/person",
            "fn f() { let app = crate::tui::app::App::new(); }",
        ),
        ("link/person", "fn f() { super::super::tui::run() }"),
        ("link/person", "fn f(app: &crate::tui::app::App) {}"),
        (
            "link/person",
            "fn f() -> Vec<Option<crate::tui::app::App>> {}",
        ),
        ("link/person", "impl crate::tui::app::Shown for Person {}"),
        (
            "link/person",
            "fn f() { <Person as crate::tui::app::Shown>::show() }",
        ),
        (
            "link/person",
            "fn f() { match x { crate::tui::app::State::Done => {} } }",
        ),
        ("link/person", "fn f() { if true { use crate::tui::app; } }"),
        (
            "link/person",
            "fn f() { assert_eq!(1, crate::tui::app::count()) }",
        ),
        (
            "link/person",
            "fn f() { vec![(1, { use crate::{text, tui::app}; 2 })]; }",
        ),
        (
            "link/person",
            "macro_rules! show { () => { $crate::tui::app::App::new() } }",
        ),
        ("link/person", "fn f() { crate::tui::app::show!(1) }"),
        (
            "link/person",
            "#[value(default = crate::tui::app::width)] struct Person;",
        ),
        (
            "link/person",
            "mod inner { fn f() { super::super::super::tui::run() } }",
        ),
        (
            "link/person",
            "mod inner { use super::*; fn f() { tui::run() } } use crate::tui;",
        ),
        ("link/person", "#[cfg(not(test))] use crate::tui;"),
        ("link", "use super::tui::app::App;"),
        ("link", "use super::{text, tui};"),
        ("link", "use self::super::r#tui::app::App;"),
        ("text", "use crate::model::actor::Actor;"),
        ("command", "use crate::config;"),
        ("tui", "use crate::link::person;"),
        ("main", "fn main() { rashomon::tui::run() }"),
        ("main", "use rashomon::{cli, library as shelf};"),
    ] {
        let said = said(strangers, file, text);
        let from = room(file);
        assert!(
            said.contains(&format!("{from} may not know ")),
            "{file}: {text}\n{said}"
        );
    }
    let said = said(strangers, "gossip", "");
    assert_eq!(
        said,
        "src/gossip.rs stands in no room of the table in src/lib.rs."
    );
}

#[test]
fn a_name_that_came_through_another_module_is_followed_home() {
    let house = House::read([
        ("lib", ""),
        ("tui", ""),
        ("tui/app", ""),
        ("tui/view", "use super::app::App;"),
        ("tui/view/list", "use super::App;"),
    ]);
    let naming = house
        .namings
        .iter()
        .find(|naming| naming.file == "tui/view/list")
        .unwrap();
    assert_eq!(house.home(naming), Some(("tui/app".to_owned(), "App")));
}

#[test]
fn rings_are_found_between_neighbours_and_between_a_file_and_its_parts() {
    for (file, text, link) in [
        (
            "link/cast",
            "use crate::link::person::Person;",
            "link/person.rs:1",
        ),
        (
            "link/cast",
            "fn f() { super::person::of() }",
            "link/person.rs:1",
        ),
        ("ingest/plain", "use super::folder;", "ingest/folder.rs:1"),
        (
            "ingest",
            "mod folder; fn f() { folder::sources() }",
            "ingest/folder.rs:1",
        ),
        ("library/topics", "use super::Library;", "library.rs:1"),
        (
            "tui/app",
            "mod moving; fn f() { moving::go() }",
            "tui/app/moving.rs:1",
        ),
        (
            "tui/view/actors",
            "fn f() { super::render() }",
            "tui/view.rs:1",
        ),
    ] {
        let said = said(rings, file, text);
        assert!(
            said.contains(&format!("src/{file}.rs:1")),
            "{file}: {text}\n{said}"
        );
        assert!(
            said.contains(&format!("src/{link}")),
            "{file}: {text}\n{said}"
        );
    }
}

#[test]
fn neighbours_that_know_each_other_are_found() {
    for (file, text, other) in [
        ("tui/view/actors", "use super::{picker, style};", "picker"),
        ("tui/view/actors", "use super::picker as other;", "picker"),
        (
            "tui/view/actors",
            "use super::*; fn f() { picker::render() }",
            "picker",
        ),
        (
            "tui/view/actors",
            "fn f() { super::picker::render() }",
            "picker",
        ),
        (
            "tui/view/actors",
            "use crate::tui::{update, app::App};",
            "tui::update",
        ),
        ("tui/view/style", "use super::actors::render;", "actors"),
        (
            "extract/person",
            "use crate::extract::{organisation, place};",
            "place",
        ),
        (
            "extract/person",
            "fn f() { crate::extract::place::long() }",
            "place",
        ),
        ("extract/draft", "use super::person::titled;", "person"),
        ("tui/app", "fn f() { super::view::render() }", "tui::view"),
    ] {
        let said = said(neighbours, file, text);
        assert!(said.contains(other), "{file}: {text}\n{said}");
    }
}

#[test]
fn words_in_the_wrong_room_are_found() {
    for (text, word) in [
        ("use std::{env, fs};", "std::env"),
        ("use std::env::var;", "std::env::var"),
        ("use std::env as surroundings;", "std::env"),
        ("use std as s; fn f() { s::env::var(1) }", "std::env::var"),
        ("fn f() { ::std::env::var(1) }", "std::env::var"),
        (
            "fn f() { assert!(std::env::args().count() > 1) }",
            "std::env::args",
        ),
        ("fn f() { print!(\"x\") }", "std::print"),
        ("fn f() { std::println!(\"x\") }", "std::println"),
        ("fn f() { a(|x| eprintln!(\"{x}\")) }", "std::eprintln"),
        ("fn f() { vec![dbg!(1)]; }", "std::dbg"),
        ("use std::eprint as say;", "std::eprint"),
        ("macro_rules! say { () => { println!() } }", "std::println"),
        (
            "use std::io::{self, Write}; fn f() { io::stdout().flush() }",
            "std::io::stdout",
        ),
        ("use ratatui;", "ratatui"),
        ("extern crate ratatui as r;", "ratatui"),
        (
            "#[derive(crossterm::Command)] struct X;",
            "crossterm::Command",
        ),
        ("use core::net::IpAddr;", "std::net::IpAddr"),
    ] {
        let said = said(misplaced, "search", text);
        assert!(
            said.contains(&format!("src/search.rs:1 uses `{word}`: ")),
            "{text}\n{said}"
        );
    }
    assert!(said(misplaced, "tui/app", "use fuzzy_matcher::skim;").contains("fuzzy_matcher"));
    assert_eq!(
        said(
            misplaced,
            "search",
            "fn f() { let print = 1; self.print(env); }"
        ),
        ""
    );
}

#[test]
fn second_names_long_files_and_mod_files_are_found() {
    assert!(
        said(shapes, "link", "pub use person::Person;").starts_with("src/link.rs:1 has `pub use`")
    );
    assert!(
        said(shapes, "link", "#[path = \"x.rs\"] mod person;")
            .starts_with("src/link.rs:1 has `#[path]`")
    );
    assert!(said(shapes, "link", &"\n".repeat(601)).starts_with("src/link.rs has 601 lines"));
    assert!(said(shapes, "link/mod", "").starts_with("src/link/mod.rs should be"));
}
