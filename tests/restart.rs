//! The real program, ended and started again: everything stands where it stood.
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

use rustix::process::{Signal, kill_process};
use tempfile::TempDir;
use terminal::{Pty, plain};

/// Four articles of different days, the newest of them long.
fn harbour() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("news")).unwrap();
    let long: Vec<String> = (1..=40)
        .map(|number| format!("Plank {number} of the pier was counted by Mayor Ilka Doe."))
        .collect();
    write(&folder, "pier.md", 9, "Pier counted", &long.join("\n\n"));
    write(&folder, "ferry.md", 8, "Ferry late", "It left after dusk.");
    write(&folder, "lamps.md", 7, "Lamps lit", "All were lit.");
    write(&folder, "gulls.md", 6, "Gulls back", "They are many.");
    folder
}

fn write(folder: &TempDir, name: &str, day: u8, title: &str, body: &str) {
    let text = format!(
        "---\ntitle: {title}\noutlet: Quay Radio\ndate: 2026-03-0{day}\n---\n\n# {title}\n\n{body}\n"
    );
    fs::write(folder.path().join("news").join(name), text).unwrap();
}

/// Starts the program on the articles, with a data folder beside them.
fn start(folder: &TempDir) -> Pty {
    started(folder, &folder.path().join("data"), &[])
}

/// Starts it for the first time, and waits until all is read.
fn opened(folder: &TempDir) -> Pty {
    let pty = start(folder);
    pty.shows(&["4 articles", "Pier counted"]).settles();
    pty
}

fn started(folder: &TempDir, data: &Path, arguments: &[&str]) -> Pty {
    let mut command = plain(env!("CARGO_BIN_EXE_rashomon"));
    command.env("XDG_DATA_HOME", data);
    command.args(arguments);
    command.arg(folder.path().join("news"));
    Pty::start(command, 120, 30)
}

fn quit(mut pty: Pty) {
    pty.type_in("Q");
    assert!(pty.ends().success());
}

#[test]
fn a_session_is_taken_up_where_it_ended() {
    let folder = harbour();
    let mut pty = opened(&folder);
    pty.type_in("O").shows(&["newest"]).settles();
    pty.type_in("\r").settles();
    for _ in 0..2 {
        pty.type_in(" ").settles();
    }
    pty.shows(&["Plank 30 "]).hides(&["Plank 1 "]);
    quit(pty);
    let mut pty = start(&folder);
    pty.shows(&["Plank 30 ", "newest"]).hides(&["Plank 1 "]);
    pty.settles();
    // The keyboard is in the article, as it was.
    pty.type_in("b").hides(&["Plank 39 "]);
    quit(pty);
}

#[test]
fn the_paragraph_that_the_reader_was_at_is_the_place_again() {
    let folder = harbour();
    let said =
        "Anna Berg lit them.\n\nNobody came.\n\n“It holds,” Ilka Doe said.\n\nThen they went home.";
    write(&folder, "lamps.md", 8, "Lamps lit", said);
    let mut pty = opened(&folder);
    pty.type_in("O").shows(&["newest"]).settles();
    pty.type_in("\r").settles();
    pty.type_in("]q").shows(&["▎ “It holds,”"]).settles();
    quit(pty);
    let pty = start(&folder);
    pty.shows(&["▎ “It holds,”", "Then they went home."])
        .settles();
    quit(pty);
}

#[test]
fn a_fold_at_the_top_of_the_screen_is_there_again() {
    let folder = tempfile::tempdir().unwrap();
    let start = || {
        let mut command = plain(env!("CARGO_BIN_EXE_rashomon"));
        command.env("XDG_DATA_HOME", folder.path());
        Pty::start(command, 120, 20)
    };
    // The first row of the reading pane, which stands between the list and the actors.
    let tops = |pty: &Pty| {
        let screen = pty.screen();
        let row = screen.lines().next().unwrap_or_default();
        row.split('│')
            .nth(1)
            .unwrap_or_default()
            .trim_matches(['▎', ' '])
            .to_owned()
    };
    let mut pty = start();
    pty.shows(&["5 articles", "US joins Kyiv"]).settles();
    pty.type_in("\u{1b}").settles();
    pty.type_in("\r").settles();
    for _ in 0..40 {
        if tops(&pty).starts_with("▸ 5 lines of the page") {
            break;
        }
        pty.type_in("j").settles();
    }
    let top = tops(&pty);
    assert!(top.starts_with("▸ 5 lines of the page"), "{}", pty.screen());
    quit(pty);
    let pty = start();
    pty.wait("the fold at the top", |_| tops(&pty) == top);
    quit(pty);
}

#[test]
fn an_article_in_the_middle_of_the_list_is_open_again_with_the_way_back() {
    let folder = harbour();
    let mut pty = opened(&folder);
    pty.type_in("\r").settles();
    pty.type_in("\u{10}").settles();
    pty.type_in("lamps\r").shows(&["All were lit."]).settles();
    quit(pty);
    let mut pty = start(&folder);
    pty.shows(&["All were lit."]).settles();
    pty.type_in("\u{f}").shows(&["Plank 1 "]);
    quit(pty);
}

#[test]
fn a_filter_and_the_way_back_are_taken_up() {
    let folder = harbour();
    let mut pty = opened(&folder);
    pty.type_in("\r").settles();
    pty.type_in("\u{10}").settles();
    pty.type_in("lamps\r").shows(&["All were lit."]).settles();
    pty.type_in("h").settles();
    pty.type_in("F").settles();
    pty.type_in("lit\r").hides(&["Gulls back"]).settles();
    quit(pty);
    let mut pty = start(&folder);
    pty.shows(&["All were lit.", "Lamps lit"])
        .hides(&["Gulls back"]);
    pty.settles();
    pty.type_in("\u{f}").shows(&["Plank 1 "]);
    quit(pty);
}

#[test]
fn marks_are_there_again_and_the_last_deed_of_yesterday_can_be_taken_back() {
    let folder = harbour();
    let mut pty = start(&folder);
    pty.shows(&["4 articles", "4 unread"]).settles();
    pty.type_in("S")
        .shows(&["1 article starred, u takes it back"]);
    pty.type_in("m").shows(&["1 article read, u takes it back"]);
    quit(pty);
    let mut pty = start(&folder);
    pty.shows(&["4 articles · 3 unread · starred", "★"])
        .settles();
    pty.type_in("u")
        .shows(&["taken back, ^r does it again: 1 article read"]);
    pty.type_in("u").shows(&["1 article starred"]).hides(&["★"]);
    pty.type_in("u").shows(&["nothing to undo"]);
    quit(pty);
}

#[test]
fn a_note_that_was_being_written_when_the_program_was_killed_is_there_again() {
    let folder = harbour();
    let mut pty = opened(&folder);
    pty.type_in("\rjj").settles();
    pty.type_in("i").shows(&["Note on"]).settles();
    pty.type_in("half a thought")
        .shows(&["half a thought"])
        .settles();
    kill_process(pty.process(), Signal::KILL).unwrap();
    pty.ends();
    let mut pty = start(&folder);
    pty.shows(&["half a thought", "begun and not kept"])
        .settles();
    pty.type_in(" more\u{1b}")
        .shows(&["note written"])
        .settles();
    kill_process(pty.process(), Signal::KILL).unwrap();
    pty.ends();
    let mut pty = start(&folder);
    // The place is again the paragraph that has it.
    pty.shows(&["▎✎Plank 1 ", "✎ half a thought more"])
        .settles();
    pty.type_in("gn").shows(&["half a thought more – “"]);
    pty.type_in("u")
        .shows(&["taken back", "None yet"])
        .settles();
    pty.type_in("q");
    quit(pty);
    // What nobody has written the copy of is made up for.
    let copies = fs::read_dir(folder.path().join("data/rashomon/folders")).unwrap();
    let names = copies.map(|file| file.unwrap().file_name().into_string().unwrap());
    let copies: Vec<String> = names.filter(|name| name.ends_with(".notes.md")).collect();
    assert_eq!(copies.len(), 1);
}

#[test]
fn a_changed_file_shows_its_marks_on_screen() {
    let folder = harbour();
    let mut pty = start(&folder);
    pty.shows(&["4 unread"]).settles();
    pty.type_in("S").shows(&["1 article starred"]);
    pty.type_in("m").shows(&["1 article read"]);
    write(&folder, "pier.md", 9, "Pier condemned", "It is closed.");
    pty.type_in("R").shows(&["Pier condemned", "★"]).settles();
    pty.type_in("j").shows(&["3 unread"]);
    quit(pty);
    write(&folder, "pier.md", 9, "Pier rebuilt", "It is open again.");
    let mut pty = start(&folder);
    pty.shows(&["Pier rebuilt", "★"]).settles();
    pty.type_in("j").shows(&["3 unread"]);
    quit(pty);
    // While its file is gone the program is started, and the file comes back.
    let (file, away) = (
        folder.path().join("news/pier.md"),
        folder.path().join("away"),
    );
    fs::rename(&file, &away).unwrap();
    let mut pty = start(&folder);
    pty.shows(&["Ferry late"])
        .hides(&["Pier rebuilt"])
        .settles();
    fs::rename(&away, &file).unwrap();
    pty.type_in("R").shows(&["Pier rebuilt", "★"]).settles();
    pty.type_in("j").shows(&["3 unread"]);
    quit(pty);
}

#[test]
fn reading_again_finds_a_new_file() {
    let folder = harbour();
    let mut pty = start(&folder);
    pty.shows(&["4 articles"]).settles();
    write(&folder, "bell.md", 5, "Bell rings", "Jane Doe rang it.");
    pty.type_in("R").shows(&["Bell rings"]);
    quit(pty);
}

#[test]
fn what_is_no_library_ends_the_program_before_the_screen_is_taken() {
    let folder = harbour();
    let text = folder.path().join("notes.txt");
    fs::write(&text, "Buy rope.").unwrap();
    for (path, told) in [
        (folder.path().join("news"), "is no file"),
        (text, "is no library of rashomon"),
    ] {
        let data = folder.path().join("data");
        let mut pty = started(&folder, &data, &["--library", path.to_str().unwrap()]);
        assert_eq!(pty.ends().exit_code(), 1);
        pty.wait(told, |screen| screen.replace('\n', "").contains(told));
        let raw = String::from_utf8(pty.raw()).unwrap();
        assert!(!raw.contains("\u{1b}[?1049h"), "{raw}");
    }
    assert_eq!(
        fs::read_to_string(folder.path().join("notes.txt")).unwrap(),
        "Buy rope."
    );
}

/// The other half of the next test: in a child process, begins to write into a library and never ends. On its own it does
/// nothing.
#[test]
fn child_that_holds_a_library() {
    if let Some(path) = std::env::var_os("RASHOMON_TEST_HOLDS") {
        let database = rusqlite::Connection::open(path).unwrap();
        database.execute_batch("BEGIN IMMEDIATE").unwrap();
        println!("it is held");
        loop {
            std::thread::park();
        }
    }
}

#[test]
fn a_library_that_a_stopped_program_holds_is_shown_and_told() {
    let folder = harbour();
    let library = folder.path().join("a.library");
    let arguments = ["--library", library.to_str().unwrap()];
    let data = folder.path().join("data");
    let first = started(&folder, &data, &arguments);
    first.shows(&["4 articles", "Pier counted"]).settles();
    quit(first);
    let mut command = plain(std::env::current_exe().unwrap());
    command.args(["child_that_holds_a_library", "--exact", "--nocapture"]);
    command.env("RASHOMON_TEST_HOLDS", &library);
    let holder = Pty::start(command, 80, 24);
    holder.shows(&["it is held"]);
    kill_process(holder.process(), Signal::STOP).unwrap();
    let mut pty = started(&folder, &data, &arguments);
    pty.shows(&["Pier counted", "another program holds"]);
    pty.type_in("j\r").shows(&["It left after dusk"]);
    pty.type_in("S").shows(&["not kept: another program holds"]);
    kill_process(holder.process(), Signal::KILL).unwrap();
    pty.type_in("S").shows(&["1 article starred"]);
    quit(pty);
}

#[test]
fn where_nothing_can_be_kept_that_is_said() {
    let folder = harbour();
    let file = folder.path().join("in the way");
    fs::write(&file, "").unwrap();
    for data in [Path::new(""), &file] {
        let pty = started(&folder, data, &[]);
        pty.shows(&["nothing will be remembered", "Pier counted"]);
        quit(pty);
    }
}

#[test]
fn what_is_new_about_whom_one_follows_is_told_at_the_next_start() {
    let folder = harbour();
    let mut pty = start(&folder);
    pty.shows(&["4 articles"]).settles();
    pty.type_in("pilka\r").settles();
    pty.type_in("gf")
        .shows(&["Ilka Doe followed, u takes it back"]);
    quit(pty);
    write(
        &folder,
        "vote.md",
        5,
        "Vote set",
        "Mayor Ilka Doe set the day.",
    );
    let pty = start(&folder);
    pty.shows(&["followed: Ilka Doe: 1 new article"]);
    quit(pty);
}

#[test]
fn whom_the_reader_has_chosen_is_chosen_again() {
    let folder = harbour();
    let said = "Ilka Doe and Anna Berg lit them. Ilka Doe was late, Anna Berg said.";
    write(&folder, "lamps.md", 7, "Lamps lit", said);
    let mut pty = opened(&folder);
    pty.type_in("p").shows(&["Ilka Doe"]);
    pty.type_in("anna").shows(&["1 of 2"]);
    let chosen = ["Anna Berg", "2 mentions in 1 article"];
    pty.type_in("\r").shows(&chosen).settles();
    quit(pty);
    let pty = start(&folder);
    pty.shows(&chosen).settles();
    quit(pty);
}
