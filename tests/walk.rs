//! A whole reading session in a pseudo-terminal, step by step, at four sizes of the terminal.
#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    clippy::panic,
    reason = "a test says what is wrong by failing"
)]

#[path = "support/terminal.rs"]
pub mod terminal;

use std::fs;

use terminal::Pty;

const ESC: &str = "\u{1b}";
const CTRL_O: &str = "\u{f}";
const CTRL_P: &str = "\u{10}";

#[test]
fn at_200_by_50() {
    walk(200, 50);
}

#[test]
fn at_100_by_30() {
    walk(100, 30);
}

#[test]
fn at_60_by_20() {
    walk(60, 20);
}

#[test]
fn at_30_by_10() {
    walk(30, 10);
}

/// Everything that a person can do, in the order in which a newcomer would.
fn walk(width: u16, height: u16) {
    let (wide, medium) = (width >= 110, width >= 70);
    let mut pty = Pty::rashomon(&[], width, height);
    start(&pty, wide, medium);
    read(&mut pty, medium);
    meet(&mut pty, medium);
    follow(&mut pty);
    jump(&mut pty, width);
    feel_at_home(&mut pty, width, height);
    pty.type_in("Q");
    assert!(pty.ends().success());
    pty.is_sane();
}

/// The library is there, newest first, with as many panes as there is room for.
fn start(pty: &Pty, wide: bool, medium: bool) {
    pty.shows(&["ARTICLES", "5 articles", "Straits"]);
    if medium {
        pty.shows(&["US joins Kyiv", "▎"]);
    }
    if wide {
        pty.shows(&["ACTORS"]);
    } else {
        pty.hides(&["ACTORS"]);
    }
}

/// Clean text: where it is from, captions apart, furniture folded and opened.
fn read(pty: &mut Pty, medium: bool) {
    pty.type_in("\r")
        .shows(&["US joins Kyiv", "Reuters", "4 unread"]);
    if medium {
        pty.shows(&["ACTORS"]);
    } else {
        pty.hides(&["ARTICLES"]);
    }
    until(pty, "j", "▒ ");
    until(pty, "j", "PARIS - ");
    pty.hides(&["Sign up now"]);
    pty.type_in("G").shows(&["of the page"]).hides(&["REUTERS"]);
    pty.type_in("\r").shows(&["REUTERS"]);
    pty.type_in("gg")
        .shows(&["US joins Kyiv"])
        .hides(&["REUTERS"]);
}

/// Who is in it, and where else.
fn meet(pty: &mut Pty, medium: bool) {
    pty.type_in("\t").shows(&["ACTORS"]);
    if !medium {
        pty.hides(&["▎"]);
    }
    choose(pty, "Volodymyr Zelenskyy");
    pty.type_in("\r");
    until(pty, "j", "Zelenskiy");
    until(pty, "k", "Mr Zelensky");
    pty.type_in("q");
    choose(pty, "Steve Witkoff");
    pty.type_in("\r");
    point(pty, "Special envoy");
    pty.shows(&["full name"]);
    pty.type_in("\r");
    at(pty, "Kushner");
    pty.shows(&["3 unread"]);
    pty.type_in(CTRL_O).shows(&["full name"]);
}

/// From mention to mention across the articles, and back.
fn follow(pty: &mut Pty) {
    pty.type_in("\r").hides(&["full name"]);
    at(pty, "Kushner");
    pty.type_in("]a").shows(&["mention 5 of 5"]);
    at(pty, "Sunday");
    pty.type_in("[a");
    at(pty, "Kushner");
    pty.type_in(".");
    at(pty, "Britain");
    pty.type_in("2").type_in(CTRL_O);
    at(pty, "Sunday");
    pty.type_in("L");
    at(pty, "Kushner");
}

/// A few letters to a person, a topic, an outlet, an article.
fn jump(pty: &mut Pty, width: u16) {
    pty.type_in(CTRL_P).shows(&["jump", " of "]);
    pty.type_in("kellog").shows(&["> kellog", "Keith Kellogg"]);
    if width >= 100 {
        pty.shows(&["special envoy for"]);
    }
    pty.type_in("\r").hides(&["> kellog"]).shows(&["Kellogg"]);
    pty.type_in("p")
        .shows(&["jump to a person"])
        .hides(&["% Paris"]);
    pty.type_in("macron\r")
        .hides(&["jump to a person"])
        .shows(&["Macron"]);
    pty.type_in("tsecurity guar")
        .shows(&["# security guarantees"]);
    pty.type_in("\r")
        .hides(&["> security"])
        .shows(&["security"]);
    pty.type_in("farca").shows(&["! ArcaMax"]);
    pty.type_in("\r").hides(&["> arca"]).shows(&["ArcaMax"]);
    pty.type_in("'").shows(&["> arca"]);
    pty.type_in(ESC).hides(&["> arca"]);
}

/// Help, commands by name, search, sizes.
fn feel_at_home(pty: &mut Pty, width: u16, height: u16) {
    pty.type_in("?zen").shows(&["> zen", "Only the"]);
    pty.type_in("\r").hides(&["> zen", "ARTICLES", "ACTORS"]);
    pty.type_in(":zen").shows(&["command"]);
    pty.type_in("\r").hides(&["> zen"]);
    pty.type_in("/greenland").shows(&["greenland", "Greenland"]);
    pty.type_in("\r").hides(&["search the"]);
    pty.type_in("nN");
    pty.shows(&["Greenland"]);
    pty.type_in("/")
        .type_in("maduro")
        .shows(&["maduro", "Maduro"]);
    pty.type_in(ESC)
        .hides(&["article: maduro", " /maduro"])
        .shows(&["Greenland"]);
    pty.resize(1, 1).resize(width, height).shows(&["Greenland"]);
    pty.type_in("gp").shows(&["PROBLEMS"]);
    pty.type_in("q").hides(&["PROBLEMS"]);
    pty.type_in("q").shows(&["ARTICLES"]);
}

/// Presses `keys` until `text` is on screen, as a person would.
fn until(pty: &mut Pty, keys: &str, text: &str) {
    for _ in 0..80 {
        if pty.screen().contains(text) {
            return;
        }
        pty.type_in(keys).settles();
    }
    pty.shows(&[text]);
}

/// Waits until the reading place, which a bar marks, holds `text`.
fn at(pty: &Pty, text: &str) {
    pty.wait(&format!("the place at {text}"), |screen| {
        screen
            .lines()
            .filter_map(|line| line.split_once('▎'))
            .any(|(_, place)| place.contains(text))
    });
}

/// Moves the cursor of the panel onto a mention whose first row holds `text`.
fn point(pty: &mut Pty, text: &str) {
    seek(pty, text, |line| {
        in_panel(line)
            .split("▸ ")
            .skip(1)
            .any(|rest| rest.contains(text))
    });
}

/// Moves the cursor of the actor panel onto `name`.
fn choose(pty: &mut Pty, name: &str) {
    seek(pty, name, |line| {
        let mut chosen = in_panel(line).split('▸').skip(1);
        chosen.any(|rest| rest.contains(name))
    });
}

/// The part of a row that is in the last pane.
fn in_panel(line: &str) -> &str {
    line.rsplit('│').next().unwrap_or(line)
}

/// Moves down the panel from its top until a line is as `wanted`; on a busy machine, where a key may be pressed before the
/// last one is seen, more than once.
fn seek(pty: &mut Pty, what: &str, wanted: impl Fn(&str) -> bool) {
    for _ in 0..4 {
        pty.type_in("gg").settles();
        for _ in 0..40 {
            if pty.screen().lines().any(&wanted) {
                pty.settles();
                if pty.screen().lines().any(&wanted) {
                    return;
                }
            }
            pty.type_in("j").settles();
        }
    }
    panic!("{what} is not in the panel\n{}", pty.screen());
}

#[test]
fn a_folder_is_read_like_the_starter_library() {
    let folder = tempfile::tempdir().unwrap();
    let seeds = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds");
    for (number, file) in fs::read_dir(seeds).unwrap().enumerate() {
        fs::copy(
            file.unwrap().path(),
            folder.path().join(format!("{number}.md")),
        )
        .unwrap();
    }
    let mut pty = Pty::rashomon(&[folder.path().to_str().unwrap()], 120, 40);
    pty.shows(&["5 articles", "The Straits Times", "ArcaMax", "Bloomberg"]);
    fs::write(
        folder.path().join("new.txt"),
        "A headline that came later\n\nIts first paragraph has a few words too.\n",
    )
    .unwrap();
    pty.type_in("R").shows(&["6 articles"]);
    pty.type_in("Q");
    assert!(pty.ends().success());
}

/// Follows people by name and by what they are called, corrects who is who, and comes back another day.
#[test]
fn people_are_followed_corrected_and_found_again_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mine").join("corrections.txt");
    let arguments = ["--corrections", file.to_str().unwrap()];
    let mut pty = Pty::rashomon(&arguments, 120, 40);
    pty.shows(&["5 articles"]);
    for (name, first, next) in [
        ("witkoff", "Steve Witkoff", "Steve Witkoff: mention 2 of 5"),
        ("macron", "Emmanuel Macron", "Emmanuel Macron: mention 2 of"),
        (
            "zelensky",
            "Volodymyr Zelenskyy",
            "Volodymyr Zelenskyy: mention 2 of",
        ),
        ("kellogg", "Keith Kellogg", "Keith Kellogg: mention 1 of 1"),
    ] {
        pty.type_in("p").shows(&["jump to a person"]);
        pty.type_in(name).shows(&[&format!("> {name}"), first]);
        pty.type_in("\r").hides(&["jump to a person"]);
        pty.type_in("]a").shows(&[next]);
    }
    // Who is called so, and what he says.
    pty.type_in("p").shows(&["jump to a person"]);
    pty.type_in("special envoy")
        .shows(&["@ Steve Witkoff", "@ Keith Kellogg"]);
    pty.type_in("\u{15}witkoff").shows(&["> witkoff"]);
    pty.type_in("\r").hides(&["jump to a person"]);
    pty.type_in("]q").shows(&["Steve Witkoff says: 1 of"]);

    pty.type_in("gm").shows(&["Steve Witkoff is the same as"]);
    pty.type_in("kushner")
        .shows(&["> kushner", "@ Jared Kushner"]);
    pty.type_in("\r")
        .shows(&["5 mentions, u takes it back: merge person \"Jared Kushner\""]);
    pty.type_in("u")
        .shows(&["taken back, ^r makes it again: merge"]);
    pty.type_in("p").shows(&["jump to a person"]);
    pty.type_in("macron")
        .shows(&["> macron", "@ Emmanuel Macron"]);
    pty.type_in("\r").hides(&["jump to a person"]);
    pty.type_in("gs").shows(&["not this Emmanuel Macron"]);
    pty.type_in("\r")
        .shows(&["somebody else, called: Emmanuel Macron (2)"]);
    pty.type_in("\u{15}Another Macron\r")
        .shows(&["4 mentions, u takes it back: split"]);
    pty.type_in("p").shows(&["jump to a person"]);
    pty.type_in("kellogg")
        .shows(&["> kellogg", "@ Keith Kellogg"]);
    pty.type_in("\r").hides(&["jump to a person"]);
    pty.type_in("gm").shows(&["Keith Kellogg is the same as"]);
    pty.type_in("witkoff")
        .shows(&["> witkoff", "@ Steve Witkoff"]);
    pty.type_in("\r")
        .shows(&["1 mention, u takes it back: merge"]);
    pty.type_in("Q");
    assert!(pty.ends().success());

    let mut pty = Pty::rashomon(&arguments, 120, 40);
    pty.shows(&["5 articles"]);
    pty.type_in("p").shows(&["jump to a person"]);
    pty.type_in("macron")
        .shows(&["@ Emmanuel Macron", "@ Another Macron"]);
    pty.type_in("\u{15}kellogg")
        .shows(&["> kellogg", "@ Steve Witkoff"]);
    pty.hides(&["@ Keith Kellogg"]);
    pty.type_in("\r").hides(&["jump to a person"]);
    pty.type_in("]a").shows(&["Steve Witkoff: mention 2 of 6"]);
    pty.type_in("gc")
        .shows(&["YOUR CORRECTIONS  2", "corrections.txt"]);
    pty.type_in("qQ");
    assert!(pty.ends().success());
    pty.is_sane();
}
