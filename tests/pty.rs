//! The real program in a pseudo-terminal: what a person sees, and what their terminal is left with.
#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    clippy::panic,
    reason = "a test says what is wrong by failing"
)]

#[path = "support/terminal.rs"]
pub mod terminal;

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use rashomon::tui::log::Log;
use rashomon::tui::terminal::Screen;
use rustix::process::{Signal, kill_process};
use terminal::{Pty, plain};

const CTRL_C: &str = "\u{3}";
const CTRL_L: &str = "\u{c}";
const CTRL_Z: &str = "\u{1a}";

#[test]
fn every_way_to_quit_leaves_the_terminal_sane() {
    // The first `q` closes the tour.
    for keys in ["qq", "Q", CTRL_C, "\rqqq"] {
        let mut pty = Pty::rashomon(&[], 100, 30);
        pty.shows(&["ARTICLES", "5 articles"]);
        pty.type_in(keys);
        assert!(pty.ends().success(), "{keys:?}");
        pty.is_sane();
    }
}

#[test]
fn a_signal_to_end_leaves_the_terminal_sane() {
    for signal in [Signal::TERM, Signal::HUP] {
        let mut pty = Pty::rashomon(&[], 100, 30);
        pty.shows(&["5 articles"]);
        kill_process(pty.process(), signal).unwrap();
        pty.ends();
        pty.is_sane();
    }
}

#[test]
fn a_closed_terminal_ends_the_program() {
    let mut pty = Pty::rashomon(&[], 100, 30);
    pty.shows(&["5 articles"]);
    pty.hang_up();
    pty.ends();
}

/// The other half of the next test: in a child process, takes the terminal and panics. On its own it does nothing.
#[test]
fn child_that_panics_with_the_screen() {
    if std::env::var_os("RASHOMON_TEST_CHILD").is_some() {
        let _screen = Screen::enter(&Log::default(), false, false).unwrap();
        panic!("as the test wants it");
    }
}

#[test]
fn a_panic_leaves_the_terminal_sane_and_is_told() {
    let mut command = plain(std::env::current_exe().unwrap());
    command.args([
        "child_that_panics_with_the_screen",
        "--exact",
        "--nocapture",
    ]);
    command.env("RASHOMON_TEST_CHILD", "1");
    let mut pty = Pty::start(command, 100, 30);
    assert!(!pty.ends().success());
    pty.is_sane();
    pty.shows(&["as the test wants it"]);
    assert!(
        contains(&pty.raw(), b"\x1b[?1049h"),
        "the child never had the screen"
    );
}

#[test]
fn suspending_gives_the_shell_back_and_the_screen_again() {
    let mut shell = plain("bash");
    shell.args(["--norc", "--noprofile", "-i"]);
    shell.env("PS1", "shell> ");
    let mut pty = Pty::start(shell, 100, 30);
    pty.shows(&["shell>"]);
    pty.type_in(&format!("'{}'\r", env!("CARGO_BIN_EXE_rashomon")));
    pty.shows(&["ARTICLES", "5 articles"]);
    pty.type_in(CTRL_Z)
        .shows(&["Stopped", "shell>"])
        .hides(&["ARTICLES"]);
    pty.type_in("fg\r")
        .shows(&["ARTICLES", "5 articles"])
        .hides(&["shell>"]);
    pty.type_in("q").shows(&["shell>"]);
    pty.type_in("exit\r");
    pty.ends();
}

/// A folder with a program of these lines in it, and its path.
fn script(lines: &str) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("program");
    fs::write(&path, format!("#!/bin/sh\n{lines}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).unwrap();
    let name = path.to_str().unwrap().to_owned();
    (folder, name)
}

#[test]
fn what_is_copied_goes_to_the_clipboard_of_the_terminal() {
    let mut command = plain(env!("CARGO_BIN_EXE_rashomon"));
    command.env_remove("DISPLAY");
    command.env_remove("WAYLAND_DISPLAY");
    command.env("SSH_TTY", "/dev/pts/7");
    let mut pty = Pty::start(command, 120, 40);
    pty.shows(&["5 articles"]).settles();
    pty.type_in("yt").shows(&["copied by the terminal: title"]);
    // “US joins Kyiv’s allies in Paris in backing security guarantees for Ukraine”
    let title = "VVMgam9pbnMgS3lpduKAmXMgYWxsaWVzIGluIFBhcmlzIGluIGJhY2tpbmcgc2VjdXJpdHkgZ3VhcmFudGVlcyBmb3IgVWtyYWluZQ==";
    let wire = format!("\x1b]52;c;{title}\x1b\\");
    assert!(contains(&pty.raw(), wire.as_bytes()));
    pty.type_in("Q");
    assert!(pty.ends().success());
    pty.is_sane();
}

#[test]
fn without_any_clipboard_that_is_told() {
    let (folder, _) = script("");
    let mut command = plain(env!("CARGO_BIN_EXE_rashomon"));
    command.env("TERM", "linux");
    command.env("PATH", folder.path());
    let mut pty = Pty::start(command, 120, 40);
    pty.shows(&["5 articles"]).settles();
    pty.type_in("yt")
        .shows(&["not copied: this terminal has no clipboard, and none of wl-copy"]);
    pty.type_in("Q");
    assert!(pty.ends().success());
}

#[test]
fn the_readers_own_editor_has_the_terminal_and_gives_it_back() {
    // It reads the keyboard, so that a key which rashomon took meanwhile would be missed.
    let (_folder, editor) = script("printf 'typing: '; read word; echo \"$word\" >> \"$1\"");
    let mut command = plain(env!("CARGO_BIN_EXE_rashomon"));
    command.env("VISUAL", &editor);
    let mut pty = Pty::start(command, 120, 40);
    pty.shows(&["5 articles"]).settles();
    pty.type_in("\rjjjjjj").settles();
    pty.type_in("I").shows(&["typing: "]).hides(&["ARTICLES"]);
    pty.type_in("quay and tide\r")
        .shows(&["note written", "ACTORS"]);
    pty.type_in(CTRL_L).shows(&["✎ quay and tide"]);
    // The keyboard is ours again, and a second time goes like the first.
    pty.type_in("I").shows(&["typing: "]);
    pty.type_in("and night\r").shows(&["note rewritten"]);
    pty.type_in(CTRL_L).shows(&["✎ quay and tide and night"]);
    pty.type_in("Q");
    assert!(pty.ends().success());
    pty.is_sane();
}

#[test]
fn an_editor_that_fails_or_is_interrupted_costs_nothing() {
    let (_folder, editor) = script("echo kept >> \"$1\"; printf 'typing: '; read word; exit 4");
    let mut command = plain(env!("CARGO_BIN_EXE_rashomon"));
    command.env("EDITOR", &editor);
    let mut pty = Pty::start(command, 120, 40);
    pty.shows(&["5 articles"]).settles();
    pty.type_in("\rjjjjjj").settles();
    // Interrupting the editor is no end of the reading session.
    pty.type_in("I").shows(&["typing: "]);
    pty.type_in(CTRL_C)
        .shows(&["ACTORS", "kept", "stands here"]);
    pty.type_in("\u{1b}").shows(&["note written"]);
    pty.type_in("I").shows(&["typing: "]);
    pty.type_in("\r").shows(&["exit status: 4"]);
    pty.type_in("\u{1b}").shows(&["note rewritten"]);
    pty.type_in("Q");
    assert!(pty.ends().success());
    pty.is_sane();
}

#[test]
fn the_screen_follows_every_size() {
    let mut pty = Pty::rashomon(&[], 120, 40);
    pty.shows(&["ARTICLES", "ACTORS", "5 articles"]);
    pty.resize(80, 24).wait("two panes", |screen| {
        screen.contains("ARTICLES") && !screen.contains("ACTORS")
    });
    pty.type_in("\r").shows(&["ACTORS"]).hides(&["ARTICLES"]);
    pty.resize(40, 12).hides(&["ARTICLES", "ACTORS"]);
    for (width, height) in [(1, 1), (5, 3), (2, 60)] {
        pty.resize(width, height);
        pty.type_in("j");
    }
    pty.resize(120, 40)
        .shows(&["ARTICLES", "ACTORS", "5 articles"]);
    pty.type_in("Q");
    assert!(pty.ends().success());
}

#[test]
fn a_size_of_nothing_is_waited_out() {
    let mut pty = Pty::rashomon(&[], 100, 30);
    pty.shows(&["5 articles"]);
    for (width, height) in [(0, 0), (1, 1), (0, 24), (80, 0)] {
        pty.resize(width, height).settles();
        pty.type_in("jk");
    }
    pty.resize(100, 30).shows(&["ARTICLES", "5 articles"]);
    pty.type_in("Q");
    assert!(pty.ends().success());
    pty.is_sane();
}

#[test]
fn a_terminal_that_nothing_can_be_drawn_on_is_told_what_can_be_done() {
    let mut command = plain(env!("CARGO_BIN_EXE_rashomon"));
    command.env("TERM", "dumb");
    let mut pty = Pty::start(command, 100, 30);
    assert_eq!(pty.ends().exit_code(), 2);
    pty.shows(&["TERM=dumb", "rashomon list"]);
    assert!(!contains(&pty.raw(), b"\x1b"));
}

#[test]
fn what_was_read_is_there_again_after_the_terminal_has_vanished() {
    let data = tempfile::tempdir().unwrap();
    let start = || {
        let mut command = plain(env!("CARGO_BIN_EXE_rashomon"));
        command.env("XDG_DATA_HOME", data.path());
        Pty::start(command, 120, 40)
    };
    let mut pty = start();
    pty.shows(&["5 articles", "tour 1 of 6"]);
    pty.type_in("\u{1b}").hides(&["tour 1 of 6"]);
    pty.type_in("GS").shows(&["starred"]);
    pty.settles();
    pty.hang_up();
    pty.ends();
    let mut pty = start();
    pty.shows(&["5 articles", "starred"])
        .hides(&["tour 1 of 6"]);
    pty.type_in("Q");
    assert!(pty.ends().success());
    pty.is_sane();
}

#[test]
fn the_theme_follows_the_background_that_the_terminal_tells() {
    for (answer, ground) in [("ffff/ffff/f0f0", "light"), ("1010/1010/1414", "dark")] {
        let mut pty = Pty::rashomon(&["--theme", "auto"], 100, 30);
        pty.wait("the question", |_| contains(&pty.raw(), b"\x1b]11;?"));
        pty.type_in(&format!("\u{1b}]11;rgb:{answer}\u{7}\u{1b}[?62;c"));
        pty.shows(&["5 articles"]);
        pty.type_in("gT").shows(&[&format!("▸ {ground}")]);
        pty.type_in("\u{1b}").hides(&["newsprint"]);
        pty.type_in("Q");
        assert!(pty.ends().success());
        pty.is_sane();
    }
}

#[test]
fn a_terminal_that_tells_its_background_too_late_types_nothing() {
    let mut pty = Pty::rashomon(&["--theme", "auto"], 100, 30);
    pty.shows(&["5 articles"]);
    pty.type_in("\u{1b}]11;rgb:ffff/ffff/ffff\u{7}");
    pty.type_in("gT").shows(&["▸ terminal"]);
    pty.type_in("\u{1b}").hides(&["▸ terminal"]);
    pty.type_in("Q");
    assert!(pty.ends().success());
}

#[test]
fn without_colour_nothing_is_coloured_but_the_selection_is_seen() {
    let mut command = plain(env!("CARGO_BIN_EXE_rashomon"));
    command.env("NO_COLOR", "1");
    let mut pty = Pty::start(command, 120, 40);
    pty.shows(&["5 articles", "▸"]);
    pty.type_in("j\r\t").shows(&["ACTORS"]);
    let raw = String::from_utf8_lossy(&pty.raw()).into_owned();
    let styles = raw
        .split("\u{1b}[")
        .filter_map(|rest| rest.split_once('m'))
        .map(|(style, _)| style);
    let coloured = |style: &str| {
        style.split(';').any(|part| {
            part.parse()
                .is_ok_and(|code: u16| matches!(code, 30..=38 | 40..=48 | 90..=97 | 100..=107))
        })
    };
    let numeric = |style: &&str| style.chars().all(|c| c.is_ascii_digit() || c == ';');
    let styles: Vec<&str> = styles.filter(numeric).collect();
    assert!(
        styles
            .iter()
            .any(|style| style.split(';').any(|part| part == "7")),
        "no reverse video"
    );
    assert_eq!(styles.iter().find(|style| coloured(style)), None);
}

#[test]
fn compare_is_as_wide_as_the_terminal_and_coloured_where_that_is_wanted() {
    for (width, colour) in [(80, true), (160, true), (160, false)] {
        let mut command = plain(env!("CARGO_BIN_EXE_rashomon"));
        let nowhere = tempfile::tempdir().unwrap();
        command.env("XDG_DATA_HOME", nowhere.path());
        command.args(["compare", "arcamax", "straits"]);
        command.env("PAGER", "cat");
        if !colour {
            command.env("NO_COLOR", "1");
        }
        let mut pty = Pty::start(command, width, 60);
        assert!(pty.ends().success());
        pty.settles();
        let raw = String::from_utf8(pty.raw()).unwrap();
        assert_eq!(raw.contains('\u{1b}'), colour);
        let shown = pty.screen();
        let wide = shown.lines().any(|line| line.chars().count() > 80);
        assert_eq!(wide, width > 80, "{shown}");
    }
}

#[test]
fn a_locale_without_utf_8_gets_nothing_but_ascii() {
    let mut command = plain(env!("CARGO_BIN_EXE_rashomon"));
    command.env("LC_ALL", "C");
    let mut pty = Pty::start(command, 120, 40);
    pty.shows(&["5 articles", ">  * "]);
    pty.type_in("\r\tj\rG").shows(&["full name"]);
    pty.type_in("\u{10}zelen").shows(&["> zelen", "Zelenskyy"]);
    pty.type_in("\r").hides(&["> zelen"]);
    pty.type_in("Q");
    pty.ends();
    assert!(pty.raw().is_ascii());
}

#[test]
fn no_control_byte_of_an_article_reaches_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let hostile = "\u{1b}]0;OWNED\u{7}Bad \u{1b}[41mtitle\u{9b}31m\u{202e}gnol\u{202c}\n\nBy\u{0} \u{1b}Pq Ann\u{1b}\\ Author\n\n\
         The first\u{8}\u{8} paragraph \u{1b}[2Jof Anna Berg\u{2066} and\u{200b} others.\u{9d}0;x\u{9c} It goes on.\r\n\n\
         Anna Berg said \u{1b}]52;c;b3duZWQ=\u{7}so.\n";
    fs::write(folder.path().join("hostile.txt"), hostile).unwrap();
    fs::write(folder.path().join("ti\u{1b}[31mtle\u{7}.md"), hostile).unwrap();
    let mut pty = Pty::rashomon(&[folder.path().to_str().unwrap()], 120, 40);
    pty.shows(&["Bad title", "paragraph"]);
    pty.type_in("\r\tj\r").shows(&["ACTORS", "Anna Berg"]);
    pty.type_in("\u{10}anna").shows(&["> anna", "Anna Berg"]);
    pty.type_in("\u{1b}").hides(&["> anna"]);
    pty.type_in("gp").shows(&["PROBLEMS", "control"]);
    pty.type_in("q").hides(&["PROBLEMS"]);
    pty.type_in("/berg\rn");
    pty.type_in("?").shows(&["help: keys"]);
    pty.type_in("\u{1b}").hides(&["help: keys"]);
    pty.type_in("Q");
    pty.ends();
    is_harmless(&pty);
}

#[test]
fn no_control_byte_of_a_front_matter_reaches_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let body = "The first paragraph of it says something about Anna Berg at length.\n\nAnna Berg said so on Tuesday.\n";
    let yaml = "title: \"\\e]0;OWNED\\a\\e[41mGiven \\x9b31mtitle \\u202egnol\\u202c\"\n\
         author: \"\\e[2JAnn \\x9d0;x\\x9cAuthor\\u2066\\b\"\n\
         outlet: \"The \\x1bPq Daily\\x1b\\\\Post\\u200b\"\n\
         url: \"https://example.org/\\e]52;c;b3duZWQ=\\aa\"\n\
         date: \"2024-05-03\\e[31m\"\n\
         \"\\e[31mown \\u202efield\": \"\\e[31m\"\n";
    let toml = "title = \"Second \\u001b]0;OWNED\\u0007\\u009b31mtitle\\u202E\"\n\
         authors = [\"Ben \\b\\u001b[41mWriter\", \"\\u2066Cleo Poet\"]\n";
    let broken = "title: \"Third \\e[31mtitle\\u202e\"\n\"\\e[31mk\\u202e\": [\n";
    let twice =
        "title = \"Fourth title\"\n\"\\u001b[31mk\\u202E\" = 1\n\"\\u001b[31mk\\u202E\" = 2\n";
    for (name, fence, matter) in [
        ("one.md", "---", yaml),
        ("two.md", "+++", toml),
        ("three.md", "---", broken),
        ("four.md", "+++", twice),
    ] {
        let text = format!("{fence}\n{matter}{fence}\n\n{name}. {body}");
        fs::write(folder.path().join(name), text).unwrap();
    }
    let mut pty = Pty::rashomon(&[folder.path().to_str().unwrap()], 120, 40);
    pty.shows(&["4 articles", "Given title", "Second title", "Post"]);
    for title in ["Given title", "Second title", "Third", "Fourth title"] {
        pty.type_in(&format!("\u{10}{title}"))
            .shows(&[&format!("> {title}")]);
        pty.type_in("\r").hides(&[&format!("> {title}")]);
        pty.type_in("gg").settles();
    }
    pty.type_in("\u{10}Given title\r")
        .shows(&["ACTORS", "Ann Author", "May 3, 2024"]);
    pty.type_in("f").shows(&["> ", "Post"]);
    pty.type_in("\u{1b}").settles();
    pty.type_in("p").shows(&["> ", "Anna Berg"]);
    pty.type_in("\u{1b}").settles();
    pty.type_in("gp")
        .shows(&["PROBLEMS", "three.md", "four.md"]);
    pty.type_in("Q");
    pty.ends();
    is_harmless(&pty);
}

/// Fails if anything that an article or a path may carry against a terminal was written to it.
fn is_harmless(pty: &Pty) {
    let raw = String::from_utf8(pty.raw()).unwrap();
    for forbidden in [
        '\u{7}', '\u{8}', '\u{0}', '\u{9b}', '\u{9d}', '\u{9c}', '\u{202e}', '\u{2066}', '\u{200b}',
    ] {
        assert!(
            !raw.contains(forbidden),
            "{forbidden:?} reached the terminal"
        );
    }
    for sequence in ["\u{1b}]", "\u{1b}P", "\u{1b}[41m", "\u{1b}[31m", "OWNED"] {
        assert!(!raw.contains(sequence), "{sequence:?} reached the terminal");
    }
}

#[test]
fn a_wrong_log_file_is_told_before_the_screen_is_taken() {
    let mut pty = Pty::rashomon(&["--log", "/no/such/folder/log"], 100, 30);
    assert_eq!(pty.ends().exit_code(), 1);
    pty.shows(&["cannot write the log file /no/such/folder/log"]);
    assert!(!contains(&pty.raw(), b"\x1b[?1049h"));
}

#[test]
fn paths_of_which_none_is_there_are_told_before_the_screen_is_taken() {
    let mut pty = Pty::rashomon(&["/no/such/folder", "nor-this"], 100, 30);
    assert_eq!(pty.ends().exit_code(), 1);
    pty.shows(&[
        "/no/such/folder: no such file or folder",
        "nor-this: no such file or folder",
    ]);
    assert!(!contains(&pty.raw(), b"\x1b[?1049h"));
}

#[test]
fn a_hostile_log_path_is_told_without_its_control_characters() {
    let path = "/no/\u{1b}]0;OWNED\u{7}such\u{9b}31m/\u{202e}log";
    let mut pty = Pty::rashomon(&["--log", path], 100, 30);
    assert_eq!(pty.ends().exit_code(), 1);
    pty.shows(&["cannot write the log file /no/such/log: "]);
    is_harmless(&pty);
    assert!(!contains(&pty.raw(), b"\x1b"));
}

#[test]
fn what_cannot_be_shown_goes_to_the_log() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let missing = folder.path().join("missing.txt");
    let good = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds");
    let mut pty = Pty::rashomon(
        &[
            "--log",
            log.to_str().unwrap(),
            missing.to_str().unwrap(),
            good,
        ],
        100,
        30,
    );
    pty.shows(&["1 problem"]);
    // The problem is on screen with the first picture of the library, in the log when all is read.
    pty.wait("the problem in the log", |_| {
        fs::read_to_string(&log).is_ok_and(|text| text.contains("missing.txt"))
    });
    pty.type_in("Q");
    pty.ends();
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[test]
fn a_folder_with_every_kind_of_trouble_still_opens() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(
        path.join("good.txt"),
        "A good headline\n\nA first paragraph that says something at length.\n",
    )
    .unwrap();
    fs::write(
        path.join("latin.txt"),
        b"Caf\xe9 in the news\n\nThe caf\xe9 on the corner was closed on Tuesday.\n",
    )
    .unwrap();
    fs::write(path.join("empty.txt"), "").unwrap();
    fs::write(
        path.join("broken.md"),
        "---\ntitle: [never closed\n---\n\nThe body of it is here all the same.\n",
    )
    .unwrap();
    fs::write(path.join("picture.png"), b"\x89PNG\r\n\x1a\n\0\0\0").unwrap();
    fs::create_dir(path.join("inner")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(path, path.join("inner/around")).unwrap();
    let mut pty = Pty::rashomon(&[path.to_str().unwrap()], 120, 40);
    pty.shows(&["A good headline", "Café in the news", "3 articles"]);
    pty.type_in("gp").shows(&[
        "PROBLEMS",
        "empty.txt",
        "broken.md",
        "picture.png",
        "around",
    ]);
    pty.type_in("Q");
    assert!(pty.ends().success());
    assert!(Path::new(path).exists());
}
