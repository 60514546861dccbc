//! The real program with files of settings and keys: right ones, wrong ones, and none.
#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    clippy::panic,
    reason = "a test says what is wrong by failing"
)]

#[path = "support/terminal.rs"]
pub mod terminal;

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;
use terminal::{Pty, plain};

/// A folder of settings with these files.
fn settings(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("rashomon")).unwrap();
    for (name, text) in files {
        fs::write(folder.path().join("rashomon").join(name), text).unwrap();
    }
    folder
}

fn open(settings: &Path, arguments: &[&str]) -> Pty {
    let mut command = plain(env!("CARGO_BIN_EXE_rashomon"));
    command.args(arguments);
    command.env("XDG_CONFIG_HOME", settings);
    command.env("XDG_DATA_HOME", settings.join("data"));
    Pty::start(command, 100, 30)
}

fn run(settings: &Path, arguments: &[&str]) -> (String, String, i32) {
    let mut command = Command::cargo_bin("rashomon").unwrap();
    command.env("XDG_CONFIG_HOME", settings).args(arguments);
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let code = output.status.code().unwrap();
    (text(output.stdout), text(output.stderr), code)
}

#[test]
fn mistakes_are_told_at_the_start_and_everything_else_holds() {
    let folder = settings(&[
        ("config.toml", "musik = 1\nactor-panel = false\n"),
        (
            "keys.toml",
            "[any]\nx = \"sing\"\n\"<A-k>\" = \"command-line\"\nX = [\"down\", \"open\"]\n",
        ),
    ]);
    let mut pty = open(folder.path(), &[]);
    pty.shows(&["2 mistakes in your settings, gp shows them"])
        .hides(&["ACTORS"]);
    pty.type_in("gp").shows(&[
        "PROBLEMS  2",
        "config.toml:1  column 1: there is no setting `musik`",
        "keys.toml:2  column 5: there is no command `sing`",
    ]);
    pty.type_in("q").hides(&["PROBLEMS"]).shows(&["5 unread"]);
    // One key, two commands.
    pty.type_in("X").shows(&["4 unread", "q back"]);
    pty.type_in("\u{1b}k").shows(&["command"]);
    pty.type_in("quit\r");
    assert!(pty.ends().success());
    pty.is_sane();
}

#[test]
fn a_file_that_is_named_need_not_be_the_usual_one_and_must_be_there() {
    let folder = settings(&[("other.toml", "[list]\nZ = \"quit\"\n")]);
    let other = folder.path().join("rashomon/other.toml");
    let mut pty = open(folder.path(), &["--keys", other.to_str().unwrap()]);
    pty.shows(&["5 articles"]).hides(&["mistake"]);
    pty.type_in("Z");
    assert!(pty.ends().success());
    let mut pty = open(folder.path(), &["--config", "nowhere.toml"]);
    pty.shows(&["1 mistake in your settings", "nowhere.toml"]);
    pty.type_in("Q");
    assert!(pty.ends().success());
}

#[test]
fn the_keys_of_newsboat_work_and_their_hints_are_shown() {
    let folder = settings(&[("keys.toml", "preset = \"newsboat\"\n")]);
    let mut pty = open(folder.path(), &[]);
    pty.shows(&["5 articles", "5 unread"]);
    pty.type_in("\r").shows(&["4 unread"]);
    pty.type_in("n").shows(&["3 unread"]);
    // What was done is told where the count stands.
    pty.type_in("N")
        .shows(&["1 article unread, U takes it back"]);
    pty.type_in("U").shows(&["taken back, ^r does it again"]);
    // The key that is told is one of where the reader is then, over the panes too.
    pty.type_in("ihm\u{13}").shows(&["note written"]).settles();
    pty.type_in("gn").shows(&["NOTES AND HIGHLIGHTS  1"]);
    pty.type_in("D")
        .shows(&["HIGHLIGHTS  0", "U takes it back"]);
    pty.type_in("U").shows(&["HIGHLIGHTS  1", "taken back, ^r"]);
    pty.type_in("Q");
    assert!(pty.ends().success());
}

#[test]
fn a_fresh_session_begins_at_the_newest_and_the_next_one_where_that_ended() {
    let folder = settings(&[]);
    let mut pty = open(folder.path(), &[]);
    pty.shows(&["5 articles"]);
    pty.type_in("G\rz").hides(&["ARTICLES"]).settles();
    pty.type_in("Q");
    assert!(pty.ends().success());
    let mut pty = open(folder.path(), &["--fresh"]);
    pty.shows(&["ARTICLES", "5 articles"]);
    pty.type_in("Q");
    assert!(pty.ends().success());
}

#[test]
fn what_is_in_force_is_told_with_where_it_was_said() {
    let folder = settings(&[
        (
            "config.toml",
            "text-width = 60\n[commands.count]\nrun = [\"wc\", \"-w\"]\n",
        ),
        (
            "keys.toml",
            "[list]\nx = { run = \"star\", description = \"keep it\" }\n",
        ),
    ]);
    let (told, complaints, code) = run(folder.path(), &["config"]);
    assert_eq!((complaints.as_str(), code), ("", 0));
    assert!(told.contains("config.toml, line 1"), "{told}");
    // What is told is a file of settings that says the same.
    fs::write(folder.path().join("rashomon/config.toml"), &told).unwrap();
    let (again, complaints, code) = run(folder.path(), &["config"]);
    assert_eq!((complaints.as_str(), code), ("", 0));
    let values = |told: &str| -> Vec<String> {
        let lines = told.lines().map(|line| line.split("  #").next().unwrap());
        lines.map(|line| line.trim_end().to_owned()).collect()
    };
    assert_eq!(values(&told), values(&again));

    let (told, _, code) = run(folder.path(), &["keys"]);
    assert_eq!(code, 0);
    let row = told.lines().find(|line| line.contains("keep it")).unwrap();
    for part in ["list", "x", "star", "keys.toml, line 2"] {
        assert!(row.contains(part), "{row}");
    }
}

#[test]
fn a_key_map_can_be_checked() {
    let folder = settings(&[(
        "keys.toml",
        "[any]\nx = \"star\"\n[list]\n\"xy\" = \"tags\"\n",
    )]);
    let (_, complaints, code) = run(folder.path(), &["keys"]);
    assert!(
        complaints.contains("keys.toml:4:1: `xy` is never reached"),
        "{complaints}"
    );
    assert!(complaints.contains("line 2"), "{complaints}");
    assert_eq!(code, 1);
    let right = folder.path().join("right.toml");
    fs::write(&right, "[list]\nx = \"star\"\n").unwrap();
    let (told, complaints, code) =
        run(folder.path(), &["keys", "--check", right.to_str().unwrap()]);
    assert_eq!((told.as_str(), complaints.as_str(), code), ("", "", 0));
    fs::write(&right, b"[list]\nx = \"st\xffar\"\n").unwrap();
    let (_, complaints, code) = run(folder.path(), &["keys", "--check", right.to_str().unwrap()]);
    assert!(complaints.contains("line 2 is not UTF-8"), "{complaints}");
    assert_eq!(code, 1);
    let (_, complaints, code) = run(folder.path(), &["keys", "--check", "/nowhere/keys.toml"]);
    assert!(complaints.contains("/nowhere/keys.toml"), "{complaints}");
    assert_eq!(code, 1);
}

#[test]
fn a_key_runs_a_command_of_the_readers_own() {
    let folder = settings(&[
        (
            "config.toml",
            "[commands.greet]\nrun = [\"echo\", \"hello; exit 3 | {outlet}\"]\ndescription = \"Say hello to the outlet\"\n",
        ),
        (
            "keys.toml",
            "[any]\n\"<A-g>\" = \"!greet\"\n\"<A-n>\" = [\"!greet\", \"next-unread\"]\n\"<A-x>\" = \"!gret\"\n\
             X = { run = \"star\", description = \"Put it on my pile\" }\n",
        ),
    ]);
    let (told, complaints, code) = run(folder.path(), &["keys"]);
    let row = told.lines().find(|line| line.contains("<A-g>")).unwrap();
    for part in ["any", "!greet", "Say hello to the outlet", "line 2"] {
        assert!(row.contains(part), "{row}");
    }
    assert!(
        complaints.contains("keys.toml:4:11: there is no command `!gret`; did you mean `!greet`?"),
        "{complaints}"
    );
    assert_eq!(code, 1);

    let mut pty = open(folder.path(), &[]);
    pty.shows(&["1 mistake in your settings"]);
    pty.type_in("gp").shows(&["there is no command `!gret`"]);
    pty.type_in("q").shows(&["5 unread"]);
    pty.type_in("\r").shows(&["4 unread"]);
    // One argument, whatever stands in it: no shell reads it.
    pty.type_in("\u{1b}g")
        .shows(&["| echo hello; exit 3 |", "hello; exit 3 |"]);
    pty.type_in("q").hides(&["hello; exit 3"]);
    // What comes behind it on the key is done in the panes, with what it wrote over them.
    pty.type_in("\u{1b}n")
        .shows(&["hello; exit 3 |", "3 unread"]);
    pty.type_in("q").hides(&["hello; exit 3"]);
    pty.type_in("!")
        .shows(&["greet  Say hello to the outlet", "A-g"]);
    pty.type_in("\u{1b}").hides(&["your commands"]);
    // The help has it, and what the reader says of other keys.
    pty.type_in("?outlet hello")
        .shows(&["A-g", "Say hello to the outlet", ":!greet"]);
    pty.type_in("\r").shows(&["hello; exit 3 |"]);
    pty.type_in("q?my pile")
        .shows(&["Put it on my pile", "star · any pane"]);
    pty.type_in("\r").hides(&["Put it on my pile"]);
    pty.type_in(":!greet\r").shows(&["hello; exit 3 |"]);
    pty.type_in("Q");
    assert!(pty.ends().success());
}

#[test]
fn a_preset_is_shown_as_it_is_and_leaves_no_command_without_a_key() {
    let folder = settings(&[]);
    let (told, complaints, code) = run(folder.path(), &["keys", "--preset", "newsboat"]);
    assert_eq!((complaints.as_str(), code), ("", 0));
    let own: Vec<&str> = told
        .lines()
        .filter(|line| line.ends_with("preset newsboat"))
        .map(|line| line.trim_end_matches("preset newsboat").trim_end())
        .collect();
    insta::assert_snapshot!("newsboat", own.join("\n"));
    let (usual, ..) = run(folder.path(), &["keys", "--preset", "vim"]);
    let commands = |told: &str| -> std::collections::BTreeSet<String> {
        let named = told
            .lines()
            .filter_map(|line| line.split_whitespace().nth(2));
        named.map(str::to_owned).collect()
    };
    assert_eq!(commands(&told), commands(&usual));
    let (_, complaints, code) = run(folder.path(), &["keys", "--preset", "mutt"]);
    assert_eq!(code, 2);
    assert!(complaints.contains("newsboat"), "{complaints}");
}
