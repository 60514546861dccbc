//! Notes and highlights as the library keeps them: their places, their plain text copy, and what leaves by the command line.
#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    clippy::panic,
    reason = "a test says what is wrong by failing"
)]

#[path = "support/remembered.rs"]
pub mod remembered;

use std::fs;
use std::sync::mpsc::channel;

use assert_cmd::Command;
use rashomon::export::marks;
use rashomon::library::deed::{Deed, Jot, Spot};
use rashomon::library::jotting::Jotting;
use rashomon::library::keeper::Keeper;
use rashomon::library::worker::{News, Request, Worker};
use rashomon::model::ink::Ink;
use rashomon::text::anchor::{Anchor, Fit};
use rashomon::text::range::TextRange;
use remembered::{Kept, Place, article};

/// What becomes of the note on these words of the pier's article.
fn jot(kept: &Kept, words: &str, jot: Jot) -> Deed {
    let text = kept.text("Pier reopens");
    let at = text.find(words).unwrap();
    Deed::Jot {
        article: kept.id("Pier reopens"),
        spot: Spot::Place(Anchor::of(&text, TextRange::new(at, at + words.len()))),
        jot,
    }
}

fn words(text: &str) -> Jot {
    Jot::Words(text.to_owned())
}

/// All notes: what they quote, what they say, what they mark.
fn told(kept: &Kept) -> Vec<(String, String, Option<Ink>)> {
    let jottings = kept.keeper.jottings().unwrap().into_iter();
    let told = jottings.map(|jotting| (jotting.quoted, jotting.note.text, jotting.note.ink));
    told.collect()
}

fn one(kept: &Kept) -> Jotting {
    let mut jottings = kept.keeper.jottings().unwrap();
    assert_eq!(jottings.len(), 1);
    jottings.remove(0)
}

#[test]
fn a_place_has_one_note_whose_words_and_ink_go_each_their_way() {
    let place = Place::harbour();
    let mut kept = place.open();
    let here = |kept: &mut Kept, what: Jot| {
        let deed = jot(kept, "the pier", what);
        kept.act(&deed)
    };
    let label = here(&mut kept, Jot::Ink(Some(Ink::Important)));
    assert_eq!(label.as_deref(), Some("marked as important"));
    here(&mut kept, Jot::Ink(Some(Ink::Doubt)));
    here(&mut kept, words("is it?\n\n"));
    let all = |text: &str, ink| vec![("the pier".to_owned(), text.to_owned(), ink)];
    assert_eq!(told(&kept), all("is it?", Some(Ink::Doubt)));
    here(&mut kept, words(""));
    assert_eq!(told(&kept), all("", Some(Ink::Doubt)));
    here(&mut kept, Jot::Ink(None));
    assert_eq!(told(&kept), vec![]);
    for (text, ink) in [
        ("", Some(Ink::Doubt)),
        ("is it?", Some(Ink::Doubt)),
        ("", Some(Ink::Doubt)),
        ("", Some(Ink::Important)),
    ] {
        kept.act(&Deed::Undo);
        assert_eq!(told(&kept), all(text, ink));
    }
    kept.act(&Deed::Undo);
    assert_eq!(told(&kept), vec![]);
    kept.act(&Deed::Redo);
    assert_eq!(told(&kept), all("", Some(Ink::Important)));
    // Nothing on nothing is nothing to take back.
    let nothing = jot(&kept, "sound", words(" \n"));
    assert_eq!(kept.act(&nothing), None);
}

#[test]
fn a_note_stays_at_its_place_when_its_file_changes_and_is_told_lost_when_that_is_gone() {
    let place = Place::harbour();
    let mut kept = place.open();
    let deed = jot(&kept, "the pier was sound", words("who looked?"));
    kept.act(&deed);
    drop(kept);
    let body = "Rain fell for an hour.\n\nMayor Ilka Doe said “the  pier was sound”.";
    place.write("pier.md", &article("Pier reopens", body));
    let kept = place.open();
    let moved = one(&kept);
    let text = kept.text("Pier reopens");
    assert_eq!(moved.place.unwrap().range.of(&text), "the  pier was sound");
    assert_eq!((moved.paragraph, moved.doubt()), (2, None));
    assert_eq!(moved.article, kept.id("Pier reopens"));
    drop(kept);
    let body = "Rain fell for an hour.\n\nMayor Ilka Doe said “it would hold”.";
    place.write("pier.md", &article("Pier reopens", body));
    let kept = place.open();
    let lost = one(&kept);
    if let Some(found) = lost.place {
        assert_eq!(found.fit, Fit::Reworded);
    }
    drop(kept);
    place.write("pier.md", &article("Pier reopens", "All of it is new."));
    let kept = place.open();
    let lost = one(&kept);
    assert!(lost.is_lost());
    let told = (lost.quoted.as_str(), lost.note.text.as_str());
    assert_eq!(told, ("the pier was sound", "who looked?"));
    assert!(marks::copy(&[lost]).contains("not in the article any more"));
}

#[test]
fn the_notes_of_an_article_whose_file_is_gone_are_still_told() {
    let place = Place::harbour();
    let mut kept = place.open();
    let deed = jot(&kept, "sound", words("who looked?"));
    kept.act(&deed);
    drop(kept);
    fs::remove_file(place.file("pier.md")).unwrap();
    let kept = place.open();
    assert!(!kept.titles().contains(&"Pier reopens".to_owned()));
    assert_eq!(one(&kept).citation.title, "Pier reopens");
}

/// Has a worker do these deeds, and ends it; gives what it could not do.
fn work(mut keeper: Keeper, deeds: Vec<Deed>) -> Vec<String> {
    keeper.keep_copy(marks::copy);
    let (sender, heard) = channel();
    let tell = move |news| {
        if let News::Failed(reason) = news {
            sender.send(reason).unwrap();
        }
    };
    let worker = Worker::start(keeper, tell).unwrap();
    for deed in deeds {
        worker.ask(Request::Do(deed));
    }
    drop(worker);
    heard.iter().collect()
}

#[test]
fn a_copy_in_plain_text_stands_beside_the_library() {
    let place = Place::harbour();
    let kept = place.open();
    let deeds = vec![
        jot(&kept, "the pier", Jot::Ink(Some(Ink::Check))),
        jot(&kept, "sound", words("who looked?\nand when?")),
    ];
    let copy = place.beside("a.notes.md");
    assert!(!copy.exists());
    assert_eq!(work(kept.keeper, deeds), Vec::<String>::new());
    let text = fs::read_to_string(&copy).unwrap();
    let path = place.file("pier.md").display().to_string();
    for part in [
        "## Pier reopens",
        "Velmora Post, Mar 5, 2026",
        &path,
        "> the pier",
        "*¶1 · to check · ",
        "> sound",
        "who looked?\nand when?",
        "2 notes.",
    ] {
        assert!(text.contains(part), "no {part} in\n{text}");
    }
    // What is taken back goes from the copy too.
    let kept = place.open();
    work(kept.keeper, vec![Deed::Undo, Deed::Undo]);
    let text = fs::read_to_string(&copy).unwrap();
    assert!(text.contains("0 notes."), "{text}");
}

#[test]
fn a_copy_that_a_killed_program_owes_is_made_up_for() {
    let place = Place::harbour();
    let mut kept = place.open();
    kept.keeper.keep_copy(marks::copy);
    let deed = jot(&kept, "sound", words("who looked?"));
    kept.act(&deed);
    // Nothing has written the copy yet, as when the program is killed here.
    drop(kept);
    let copy = place.beside("a.notes.md");
    assert!(!copy.exists());
    work(place.open().keeper, vec![]);
    assert!(fs::read_to_string(&copy).unwrap().contains("who looked?"));
}

#[test]
fn a_copy_that_cannot_be_written_is_told_and_costs_no_note() {
    let place = Place::harbour();
    let kept = place.open();
    let copy = place.beside("a.notes.md");
    fs::create_dir(&copy).unwrap();
    let deeds = vec![jot(&kept, "sound", words("who looked?"))];
    let told = work(kept.keeper, deeds);
    assert_eq!(told.len(), 1);
    assert!(told[0].contains("a.notes.md"), "{told:?}");
    assert_eq!(one(&place.open()).note.text, "who looked?");
    fs::remove_dir(&copy).unwrap();
    work(place.open().keeper, vec![]);
    assert!(copy.is_file());
}

fn notes(place: &Place, arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("rashomon").unwrap();
    command.env("XDG_DATA_HOME", place.beside("data"));
    command.arg("notes").arg("--library");
    command.arg(place.beside("a.library")).args(arguments);
    command
}

#[test]
fn the_command_line_tells_every_note() {
    let place = Place::harbour();
    let mut kept = place.open();
    let none = notes(&place, &[]).output().unwrap();
    assert_eq!(none.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&none.stderr).contains("no notes"));
    for deed in [
        jot(&kept, "the pier", Jot::Ink(Some(Ink::Quote))),
        jot(&kept, "sound", words("who “looked”?")),
    ] {
        kept.act(&deed);
    }
    let text = notes(&place, &[]).output().unwrap();
    let text = String::from_utf8(text.stdout).unwrap();
    assert!(text.contains("> the pier\n") && text.contains("who “looked”?"));
    let json = notes(&place, &["--json"]).output().unwrap();
    let lines: Vec<serde_json::Value> = String::from_utf8(json.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["marked"], "to quote");
    assert_eq!(lines[0]["quoted"], "the pier");
    assert_eq!(lines[0]["paragraph"], 1);
    assert_eq!(lines[0]["outlet"], "Velmora Post");
    assert_eq!(lines[1]["note"], "who “looked”?");
    assert_eq!(lines[1]["marked"], serde_json::Value::Null);
    assert_eq!(lines[1]["lost"], false);
}
