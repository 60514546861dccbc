//! The README's key table and pictures are made by the program: these tests fail when they no longer fit, and make them
//! anew when `RASHOMON_BLESS` is set. Its walk and its example are held to the program, its contents to its sections.
#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    clippy::panic,
    clippy::string_slice,
    reason = "a test says what is wrong by failing"
)]

#[path = "support/picture.rs"]
pub mod picture;
#[path = "support/session.rs"]
pub mod session;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use rashomon::command::also::{self, ALSO};
use rashomon::command::{COMMANDS, key};
use rashomon::config::keymap::KeyMap;
use rashomon::library::sources::Source;
use session::Session;

const START: &str = "<!-- keys: made by the program, see tests/readme.rs -->\n";
const END: &str = "<!-- end of keys -->\n";

/// The pictures: their names, the sizes of their screens, and the keys that lead there.
const PICTURES: [(&str, (u16, u16), &str); 7] = [
    ("reading", (120, 38), "<Enter><Tab>jj<Enter>jj"),
    ("jumping", (120, 30), "<C-p>zelen"),
    ("comparing", (140, 38), "<Enter>c<Enter>jjj]d]d]d"),
    ("versions", (140, 38), "<Enter>C]d]d"),
    (
        "searching",
        (120, 30),
        "g/guarantees<Space>-outlet:bloomberg<C-j>",
    ),
    ("words", (140, 34), "pzelen<Enter>w"),
    (
        "notes",
        (120, 30),
        "<Enter><Space>vpx2<Esc>iAsk<Space>both<Space>what<Space>the<Space>draft<Space>said.",
    ),
];

#[test]
fn the_key_table_is_that_of_the_command_table() {
    let readme = read("README.md");
    let start = readme.find(START).unwrap() + START.len();
    let end = readme.find(END).unwrap();
    let told = format!("{}{}{}", &readme[..start], key_table(), &readme[end..]);
    hold("README.md", &readme, &told);
}

#[test]
fn the_pictures_are_of_the_program_as_it_is() {
    let readme = read("README.md");
    for (name, size, keys) in PICTURES {
        let folder = tempfile::tempdir().unwrap();
        let corrections = folder.path().join("corrections.txt");
        let mut session = Session::working(Source::Starter, &corrections, size.0, size.1);
        session.press(keys);
        let drawn = picture::svg(session.buffer());
        let name = format!("assets/{name}.svg");
        let kept = fs::read_to_string(root().join(&name)).unwrap_or_default();
        hold(&name, &kept, &drawn);
        assert!(readme.contains(&name), "the README does not show {name}");
    }
}

const WALK: &str = "<!-- walk: each row is played by tests/readme.rs -->\n";
const WALKED: &str = "<!-- end of walk -->\n";

/// Each row of the walk is played on the starter library, and what it says in bold is on screen then.
#[test]
fn the_walk_leads_where_it_says() {
    let readme = read("README.md");
    let (_, walk) = readme.split_once(WALK).unwrap();
    let (walk, _) = walk.split_once(WALKED).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let corrections = folder.path().join("corrections.txt");
    let mut session = Session::working(Source::Starter, &corrections, 120, 40);
    let rows = walk.lines().filter(|line| line.starts_with("| `"));
    let mut promises = 0;
    for row in rows {
        let (keys, told) = row.trim_matches('|').split_once(" | ").unwrap();
        let keys: String = between(keys, "`").map(typed).collect();
        session.press(&keys);
        let screen = session.screen();
        for promised in between(told, "**") {
            assert!(
                screen.contains(promised),
                "{row}
{screen}"
            );
            promises += 1;
        }
    }
    assert!(promises > 20, "{promises}");
}

/// The example of what the program finds is what it answers.
#[test]
fn the_example_is_what_the_program_finds() {
    let readme = read("README.md");
    let (_, behind) = readme.split_once("<!-- example: ").unwrap();
    let (_, behind) = behind.split_once("```text\n").unwrap();
    let (example, _) = behind.split_once("```").unwrap();
    let nowhere = tempfile::tempdir().unwrap();
    let output = Command::new(assert_cmd::cargo::cargo_bin("rashomon"))
        .args(["who", "zelensky"])
        .env("XDG_DATA_HOME", nowhere.path())
        .env("XDG_CONFIG_HOME", nowhere.path())
        .output()
        .unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(example.lines().count() > 10, "{example}");
    assert!(
        told.starts_with(example),
        "{example}\nis not how this begins:\n{told}"
    );
}

/// Every section is in the list of contents, under the address that a heading has on a page.
#[test]
fn the_contents_lead_to_every_section() {
    let readme = read("README.md");
    let (_, behind) = readme.split_once("\n## Contents\n").unwrap();
    let (contents, behind) = behind.split_once("\n## ").unwrap();
    let linked: Vec<&str> = contents
        .lines()
        .filter_map(|line| line.split_once("](#")?.1.split_once(')'))
        .map(|(address, _)| address)
        .collect();
    let sections: Vec<String> = format!("## {behind}")
        .lines()
        .filter_map(|line| line.strip_prefix("## "))
        .map(|heading| heading.to_lowercase().replace(' ', "-"))
        .collect();
    assert_eq!(linked, sections);
}

/// What stands between each two `marks`.
fn between<'a>(text: &'a str, marks: &str) -> impl Iterator<Item = &'a str> {
    text.split(marks).skip(1).step_by(2)
}

/// A key or a text as the walk shows it, in the notation of key sequences.
fn typed(shown: &str) -> String {
    let named = ["Enter", "Tab", "Esc", "Space"].contains(&shown);
    match shown.strip_prefix("Ctrl-") {
        Some(key) => format!("<C-{key}>"),
        None if named => format!("<{shown}>"),
        None => shown.replace(' ', "<Space>"),
    }
}

/// Each command where it is at home, and then what is told of it elsewhere: the words that it has there, with every key that
/// does so, or else only the further keys.
fn key_table() -> String {
    let map = KeyMap::default();
    let parsed = |keys: &[&str]| -> Vec<String> {
        let keys = keys.iter().map(|keys| key::parse(keys).unwrap());
        keys.map(|keys| key::display(&keys)).collect()
    };
    let rows = COMMANDS
        .iter()
        .map(|row| (row.id, row.scope, parsed(row.keys)));
    let also = ALSO.iter().map(|also| match also.doc {
        Some(_) => (also.id, also.scope, map.shown_in(also.scope, also.id)),
        None => (also.id, also.scope, parsed(also.keys)),
    });
    let mut told: Vec<(String, &str, &str)> = Vec::new();
    for (id, scope, keys) in rows.chain(also) {
        let keys: Vec<String> = keys
            .iter()
            .map(|keys| format!("`{}`", keys.replace('|', "\\|")))
            .collect();
        let (keys, place, does) = (keys.join(" "), scope.told(), also::told(id, scope));
        match told.last_mut() {
            Some((before, there, same)) if (*there, *same) == (place, does) => {
                *before = format!("{before} {keys}");
            }
            _ => told.push((keys, place, does)),
        }
    }
    let rows: Vec<String> = told
        .iter()
        .map(|(keys, place, does)| format!("| {keys} | {place} | {does} |\n"))
        .collect();
    format!(
        "\n| keys | where | what |\n|---|---|---|\n{}\n",
        rows.concat()
    )
}

/// Fails where `told` is not `kept`; with `RASHOMON_BLESS` set, writes it instead.
fn hold(name: &str, kept: &str, told: &str) {
    if kept == told {
        return;
    }
    if env::var_os("RASHOMON_BLESS").is_some() {
        fs::write(root().join(name), told).unwrap();
    } else {
        panic!(
            "{name} does not fit the program any more: RASHOMON_BLESS=1 cargo test --test readme makes it anew"
        );
    }
}

fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}
