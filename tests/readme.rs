//! The README's key table and pictures are made by the program: these tests fail when they no longer fit, and make them
//! anew when `RASHOMON_BLESS` is set.
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
use std::{env, fs};

use rashomon::command::also::ALSO;
use rashomon::command::{COMMANDS, command, key};
use session::Session;

const START: &str = "<!-- keys: made by the program, see tests/readme.rs -->\n";
const END: &str = "<!-- end of keys -->\n";

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
    let mut reading = Session::starter(120, 38);
    reading.press("<Enter><Tab>jj<Enter>jj");
    let mut jumping = Session::starter(120, 30);
    jumping.press("<C-p>zelen");
    let mut comparing = Session::starter(140, 38);
    comparing.press("<Enter>c<Enter>jjj]d]d]d");
    for (name, session) in [
        ("assets/reading.svg", &mut reading),
        ("assets/jumping.svg", &mut jumping),
        ("assets/comparing.svg", &mut comparing),
    ] {
        let drawn = picture::svg(session.buffer());
        let kept = fs::read_to_string(root().join(name)).unwrap_or_default();
        hold(name, &kept, &drawn);
        assert!(
            read("README.md").contains(name),
            "the README does not show {name}"
        );
    }
}

fn key_table() -> String {
    let rows = COMMANDS.iter().map(|row| (row.id, row.scope, row.keys));
    let also = ALSO.iter().map(|also| (also.id, also.scope, also.keys));
    let rows = rows.chain(also).map(|(id, scope, keys)| {
        let shown = |keys: &&str| {
            format!(
                "`{}`",
                key::display(&key::parse(keys).unwrap()).replace('|', "\\|")
            )
        };
        let keys: Vec<String> = keys.iter().map(shown).collect();
        format!(
            "| {} | {} | {} |\n",
            keys.join(" "),
            scope.told(),
            command(id).unwrap().doc
        )
    });
    let rows: Vec<String> = rows.collect();
    format!(
        "\n| keys | where | what |\n|---|---|---|\n{}\n",
        rows.concat()
    )
}

/// Fails where `told` is not `kept`; with `RASHOMON_BLESS` set, writes it instead.
fn hold(name: &str, kept: &str, told: &str) {
    if env::var_os("RASHOMON_BLESS").is_some() {
        fs::write(root().join(name), told).unwrap();
    } else if kept != told {
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
