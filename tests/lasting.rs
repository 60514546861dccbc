//! What a library remembers from one start to the next, whatever becomes of the files it was made from.
#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    clippy::panic,
    reason = "a test says what is wrong by failing"
)]

#[path = "support/remembered.rs"]
pub mod remembered;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use assert_cmd::Command;
use rashomon::library::deed::Deed;
use rashomon::library::keeper::Keeper;
use rashomon::library::shelfmark::Shelfmark;
use rashomon::library::sources::Source;
use rashomon::model::problem::Severity;
use rashomon::model::state::Flag;
use remembered::{Kept, MARKED, Place, article};

const ALL: [&str; 3] = ["Ferry late", "Lamps lit", "Pier reopens"];

/// The library shows all articles, and has nothing to complain of.
fn shows_all(kept: &Kept) {
    let told = (kept.titles(), kept.problems());
    assert_eq!(told, (ALL.map(str::to_owned).to_vec(), vec![]));
}

#[test]
fn a_file_whose_size_and_time_are_what_they_were_is_not_read_again() {
    let place = Place::harbour();
    drop(place.open());
    let other = article("Ferry late", "The ferry to Norport sank after dusk.");
    place.write_unseen("ferry.md", &other);
    // What is no article at all would be told, if anybody looked.
    let size = fs::metadata(place.file("lamps.md")).unwrap().len();
    let nothing = "\0".repeat(usize::try_from(size).unwrap());
    place.write_unseen("lamps.md", &nothing);
    let kept = place.open();
    shows_all(&kept);
    assert!(kept.text("Ferry late").contains("left after dusk"));
    drop(kept);
    place.write("ferry.md", &other);
    let kept = place.open();
    assert!(kept.text("Ferry late").contains("sank after dusk"));
    assert_eq!(kept.titles(), ALL);
    place.is_sound();
}

#[test]
fn a_file_that_was_only_touched_is_the_same_article() {
    let place = Place::harbour();
    let mut kept = place.open();
    kept.mark("Ferry late");
    let before = kept.id("Ferry late");
    drop(kept);
    let same = fs::read_to_string(place.file("ferry.md")).unwrap();
    place.write("ferry.md", &same);
    let kept = place.open();
    assert_eq!(kept.id("Ferry late"), before);
    assert_eq!(kept.marks("Ferry late"), MARKED);
    assert_eq!((kept.titles().len(), kept.problems()), (3, vec![]));
    place.is_sound();
}

#[test]
fn a_changed_file_keeps_all_marks_under_its_new_text() {
    let place = Place::harbour();
    let mut kept = place.open();
    kept.mark("Ferry late");
    drop(kept);
    place.write(
        "ferry.md",
        &article(
            "Ferry lost",
            "The ferry to Norport never came. Jane Doe waited.",
        ),
    );
    let kept = place.open();
    assert_eq!(kept.titles(), ["Ferry lost", "Lamps lit", "Pier reopens"]);
    assert!(kept.text("Ferry lost").contains("never came"));
    assert_eq!(kept.marks("Ferry lost"), MARKED);
    assert!(kept.marks("Lamps lit").is_empty());
    assert!(!kept.library.actors_called("Jane Doe").is_empty());
    place.is_sound();
}

#[test]
fn a_file_that_is_gone_leaves_the_list_and_comes_back_with_all_marks() {
    let place = Place::harbour();
    let mut kept = place.open();
    kept.mark("Ferry late");
    drop(kept);
    fs::rename(place.file("ferry.md"), place.beside("away.md")).unwrap();
    let kept = place.open();
    assert_eq!(kept.titles(), ["Lamps lit", "Pier reopens"]);
    assert_eq!(place.open().titles(), ["Lamps lit", "Pier reopens"]);
    drop(kept);
    fs::rename(place.beside("away.md"), place.file("ferry.md")).unwrap();
    let kept = place.open();
    assert_eq!(kept.titles(), ALL);
    assert_eq!(kept.marks("Ferry late"), MARKED);
    place.is_sound();
}

#[test]
fn a_moved_file_takes_its_marks_with_it() {
    let place = Place::harbour();
    let mut kept = place.open();
    kept.mark("Ferry late");
    drop(kept);
    fs::create_dir(place.file("old")).unwrap();
    fs::rename(place.file("ferry.md"), place.file("old/boat.md")).unwrap();
    for _ in 0..2 {
        let kept = place.open();
        assert_eq!(kept.titles(), ALL);
        assert_eq!(kept.marks("Ferry late"), MARKED);
        assert_eq!(kept.problems(), []);
        let entries = (0..ALL.len()).filter_map(|row| kept.library.entry(row));
        let sources: Vec<String> = entries.map(|entry| entry.article.source.clone()).collect();
        let moved = sources.iter().filter(|path| path.ends_with("old/boat.md"));
        assert_eq!(moved.count(), 1, "{sources:?}");
    }
    // From now on it is the file at the new place that tells.
    place.write(
        "old/boat.md",
        &article("Ferry sold", "The ferry has a new owner."),
    );
    let kept = place.open();
    assert_eq!(kept.titles(), ["Ferry sold", "Lamps lit", "Pier reopens"]);
    assert_eq!(kept.marks("Ferry sold"), MARKED);
    place.is_sound();
}

#[test]
fn a_folder_that_cannot_be_looked_into_loses_nothing() {
    let place = Place::harbour();
    let mut kept = place.open();
    kept.mark("Ferry late");
    drop(kept);
    fs::rename(place.news(), place.beside("unplugged")).unwrap();
    let kept = place.open();
    assert_eq!(kept.titles(), ALL);
    assert_eq!(kept.marks("Ferry late"), MARKED);
    assert_eq!(kept.problems().len(), 1, "{:?}", kept.problems());
    drop(kept);
    fs::rename(place.beside("unplugged"), place.news()).unwrap();
    let kept = place.open();
    shows_all(&kept);
    assert_eq!(kept.marks("Ferry late"), MARKED);
    place.is_sound();
}

#[test]
fn another_look_finds_what_is_new_changed_and_gone_meanwhile() {
    let place = Place::harbour();
    let mut kept = place.open();
    kept.mark("Ferry late");
    place.write("ferry.md", &article("Ferry lost", "It never came."));
    place.write("bell.md", &article("Bell rings", "Jane Doe rang it."));
    fs::remove_file(place.file("lamps.md")).unwrap();
    kept.look();
    assert_eq!(kept.titles(), ["Bell rings", "Ferry lost", "Pier reopens"]);
    assert_eq!(kept.marks("Ferry lost"), MARKED);
    assert!(!kept.library.actors_called("Jane Doe").is_empty());
    for gone in kept.library.actors_called("Richard Roe") {
        assert!(kept.library.places(gone.id).is_empty());
    }
    place.is_sound();
}

#[test]
fn a_file_that_comes_back_after_its_article_went_elsewhere_and_changed_is_read() {
    let place = Place::harbour();
    drop(place.open());
    fs::rename(place.file("ferry.md"), place.beside("away.md")).unwrap();
    fs::copy(place.beside("away.md"), place.file("boat.md")).unwrap();
    drop(place.open());
    place.write(
        "boat.md",
        &article("Ferry sold", "The ferry has a new owner."),
    );
    drop(place.open());
    fs::rename(place.beside("away.md"), place.file("ferry.md")).unwrap();
    let kept = place.open();
    assert_eq!(
        kept.titles(),
        ["Ferry late", "Ferry sold", "Lamps lit", "Pier reopens"]
    );
    assert!(kept.text("Ferry late").contains("after dusk"));
    place.is_sound();
}

#[test]
fn a_file_that_becomes_a_copy_of_another_has_its_old_article_no_more() {
    let place = Place::harbour();
    let mut kept = place.open();
    let ferry = fs::read_to_string(place.file("ferry.md")).unwrap();
    let lamps = fs::read_to_string(place.file("lamps.md")).unwrap();
    kept.mark("Lamps lit");
    place.write("lamps.md", &ferry);
    kept.look();
    assert_eq!(kept.titles(), ["Ferry late", "Pier reopens"]);
    drop(kept);
    assert_eq!(place.open().titles(), ["Ferry late", "Pier reopens"]);
    place.write("lamps.md", &lamps);
    let kept = place.open();
    assert_eq!(kept.titles(), ALL);
    assert_eq!(kept.marks("Lamps lit"), MARKED);
    place.is_sound();
}

/// A name that is no text where the system allows that.
fn odd_name(number: usize) -> std::ffi::OsString {
    let mut name = format!("{number:03}-").into_bytes();
    #[cfg(unix)]
    name.push(0xff);
    name.extend(b".txt");
    #[cfg(unix)]
    return std::os::unix::ffi::OsStringExt::from_vec(name);
    #[cfg(not(unix))]
    String::from_utf8(name).unwrap().into()
}

#[test]
fn of_many_files_those_that_are_broken_are_told_once_each_and_the_rest_is_read() {
    const FILES: usize = 400;
    let place = Place::empty();
    let broken: [&[u8]; 4] = [
        b"",
        b"\x89PNG\r\n\x1a\n\0\0\0",
        b"PK\x03\x04\x14\0",
        b" \n \n",
    ];
    for number in 0..FILES {
        let text = article(
            &format!("Plank {number}"),
            &format!("Plank {number} of the pier was laid by Mayor Ilka Doe."),
        );
        let bytes = match number % 20 {
            0 => broken[number / 20 % broken.len()],
            _ => text.as_bytes(),
        };
        fs::write(place.news().join(odd_name(number)), bytes).unwrap();
    }
    for _ in 0..2 {
        let kept = place.open();
        assert_eq!(kept.titles().len(), FILES - FILES / 20);
        let problems = kept.problems();
        let told: BTreeSet<String> = problems.iter().map(|told| told.source.clone()).collect();
        let wanted = (FILES / 20, FILES / 20);
        assert_eq!((problems.len(), told.len()), wanted, "{problems:#?}");
        assert!(told.iter().all(|source| source.contains('\u{fffd}')));
    }
    place.is_sound();
}

#[test]
fn the_same_bytes_twice_are_one_article_and_told_once() {
    let place = Place::harbour();
    fs::copy(place.file("ferry.md"), place.file("twin.md")).unwrap();
    for _ in 0..2 {
        let mut kept = place.open();
        for _ in 0..2 {
            assert_eq!(kept.titles(), ALL);
            let problems = kept.problems();
            assert_eq!(problems.len(), 1, "{problems:?}");
            assert_eq!(problems[0].severity, Severity::Skipped);
            assert!(
                problems[0]
                    .reason
                    .contains("ferry.md as well, which is shown")
            );
            kept.look();
        }
    }
    // The article lasts as long as one of them.
    let mut kept = place.open();
    kept.mark("Ferry late");
    fs::remove_file(place.file("ferry.md")).unwrap();
    kept.look();
    shows_all(&kept);
    assert_eq!(kept.marks("Ferry late"), MARKED);
    place.is_sound();
}

#[test]
fn what_the_reader_did_outlives_the_session_and_can_still_be_taken_back() {
    let place = Place::harbour();
    let mut kept = place.open();
    kept.mark("Ferry late");
    kept.flag("Lamps lit", Flag::Read, true);
    kept.flag("Pier reopens", Flag::Removed, true);
    drop(kept);
    let mut kept = place.open();
    assert_eq!(kept.titles(), ["Ferry late", "Lamps lit"]);
    assert_eq!(kept.marks("Ferry late"), MARKED);
    assert_eq!(kept.marks("Lamps lit"), ["read"]);
    assert_eq!(kept.act(&Deed::Undo).unwrap(), "1 article removed");
    assert_eq!(kept.titles(), ALL);
    drop(kept);
    let mut kept = place.open();
    assert_eq!(kept.titles(), ALL);
    let undone: Vec<String> = std::iter::from_fn(|| kept.act(&Deed::Undo)).collect();
    let deeds = [
        "1 article read",
        "1 article tagged “tide”",
        "1 article tagged “quay”",
        "1 article starred",
    ];
    assert_eq!(undone, deeds);
    // That it was opened, and where, is nothing that was done.
    assert_eq!(kept.marks("Ferry late"), ["read", "at 20"]);
    assert!(kept.marks("Lamps lit").is_empty());
    drop(kept);
    let mut kept = place.open();
    let redone: Vec<String> = std::iter::from_fn(|| kept.act(&Deed::Redo)).collect();
    assert_eq!(
        redone[..4].iter().rev().collect::<Vec<_>>(),
        deeds.iter().collect::<Vec<_>>()
    );
    assert_eq!(redone[4..], ["1 article removed"]);
    assert_eq!(kept.titles(), ["Ferry late", "Lamps lit"]);
    place.is_sound();
}

#[test]
fn everything_that_had_come_is_marked_read_and_what_came_meanwhile_is_not() {
    let place = Place::harbour();
    let mut kept = place.open();
    let all = kept.titles().len();
    kept.flag("Pier reopens", Flag::Starred, true);
    let sweep = Deed::ReadAll(kept.library.last_come());
    place.write("late.md", &article("Ferry is late", "Nobody came."));
    kept.look();
    assert_eq!(kept.library.unread_count(), all + 1);
    let told = format!("{all} articles read");
    assert_eq!(kept.act(&sweep), Some(told));
    kept.look();
    assert_eq!(kept.library.unread_count(), 1);
    assert_eq!(kept.marks("Ferry is late"), Vec::<String>::new());
    assert_eq!(kept.act(&sweep), None);
    kept.act(&Deed::Undo);
    kept.look();
    assert_eq!(kept.library.unread_count(), all + 1);
    assert_eq!(kept.marks("Pier reopens"), ["starred"]);
}

#[test]
fn what_was_removed_stays_away_however_its_file_changes() {
    let place = Place::harbour();
    let mut kept = place.open();
    kept.flag("Ferry late", Flag::Removed, true);
    place.write("ferry.md", &article("Ferry lost", "It never came."));
    kept.look();
    assert_eq!(kept.titles(), ["Lamps lit", "Pier reopens"]);
    drop(kept);
    let mut kept = place.open();
    assert_eq!(kept.titles(), ["Lamps lit", "Pier reopens"]);
    kept.act(&Deed::Undo);
    assert_eq!(kept.titles(), ["Ferry lost", "Lamps lit", "Pier reopens"]);
    place.is_sound();
}

#[test]
fn what_is_new_about_whom_one_follows_is_told_once() {
    let place = Place::harbour();
    let mut kept = place.open();
    let subject = "actor:\"Ilka Doe\"".to_owned();
    let follow = Deed::Follow {
        subject: subject.clone(),
        on: true,
    };
    kept.act(&follow);
    assert_eq!(kept.keeper.news().unwrap(), []);
    drop(kept);
    place.write(
        "vote.md",
        &article("Vote set", "Mayor Ilka Doe set the day of the vote."),
    );
    place.write("bell.md", &article("Bell rings", "Jane Roe rang it."));
    let mut kept = place.open();
    assert_eq!(kept.keeper.news().unwrap(), [(subject, 1)]);
    assert_eq!(kept.keeper.news().unwrap(), []);
    drop(kept);
    assert_eq!(place.open().keeper.news().unwrap(), []);
    place.is_sound();
}

#[test]
fn two_that_keep_one_library_lose_nothing_of_each_other() {
    let place = Place::harbour();
    let (mut one, mut other) = (place.open(), place.open());
    one.flag("Ferry late", Flag::Starred, true);
    other.tag("Ferry late", "quay");
    one.flag("Lamps lit", Flag::Read, true);
    place.write("bell.md", &article("Bell rings", "Jane Doe rang it."));
    other.look();
    other.flag("Bell rings", Flag::Starred, true);
    one.look();
    assert_eq!(one.titles(), other.titles());
    for kept in [one, other, place.open()] {
        assert_eq!(
            kept.titles(),
            ["Bell rings", "Ferry late", "Lamps lit", "Pier reopens"]
        );
        assert_eq!(kept.marks("Ferry late"), ["starred", "quay"]);
        assert_eq!(kept.marks("Lamps lit"), ["read"]);
        assert_eq!(kept.marks("Bell rings"), ["starred"]);
        assert!(!kept.library.actors_called("Jane Doe").is_empty());
    }
    place.is_sound();
}

#[test]
fn two_that_write_at_the_same_time_both_get_their_way() {
    let place = Place::harbour();
    drop(place.open());
    std::thread::scope(|scope| {
        for tags in ["tide", "gull"] {
            let place = &place;
            scope.spawn(move || {
                let mut kept = place.open();
                for number in 0..20 {
                    kept.tag("Ferry late", &format!("{tags}{number}"));
                }
            });
        }
    });
    assert_eq!(place.open().marks("Ferry late").len(), 40);
    place.is_sound();
}

#[test]
fn what_is_no_sound_library_is_told_in_one_line_and_left_as_it_is() {
    let place = Place::harbour();
    drop(place.open());
    for (path, told) in bad_libraries(&place) {
        let before = fs::read(&path).ok();
        let list = ["list", "--library", path.to_str().unwrap()];
        let output = rashomon().args(list).output().unwrap();
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{errors}");
        assert!(output.stdout.is_empty());
        assert_eq!(errors.lines().count(), 1, "{errors}");
        assert!(errors.contains(told), "{errors}");
        let refused = Keeper::open(&Shelfmark::File(path.clone()), Source::Kept, None);
        assert!(refused.unwrap_err().told().contains(told));
        assert_eq!(fs::read(&path).ok(), before, "{}", path.display());
        let stem = path.file_name().unwrap().to_str().unwrap();
        for more in ["-wal", "-shm", "-journal"] {
            assert!(
                !place.beside(&format!("{stem}{more}")).exists(),
                "{stem}{more}"
            );
        }
    }
    place.is_sound();
}

/// Files that are no libraries, each with what is said of it.
fn bad_libraries(place: &Place) -> Vec<(std::path::PathBuf, &'static str)> {
    let text = place.beside("notes.txt");
    fs::write(&text, "Buy rope. ".repeat(200)).unwrap();
    let other = place.beside("other.db");
    let database = rusqlite::Connection::open(&other).unwrap();
    database
        .execute_batch("CREATE TABLE rope (length)")
        .unwrap();
    drop(database);
    let whole = fs::read(place.beside("a.library")).unwrap();
    let cut = place.beside("cut.library");
    fs::write(&cut, &whole[..whole.len() / 2]).unwrap();
    vec![
        (place.news(), "is no file"),
        (text, "is no library of rashomon"),
        (other, "is a database of another program"),
        (cut, "is damaged"),
    ]
}

#[test]
fn without_a_place_to_keep_it_a_library_is_read_all_the_same() {
    let place = Place::harbour();
    let file = place.beside("a file");
    fs::write(&file, "in the way").unwrap();
    for data in [None, Some(file.as_path())] {
        let mut command = rashomon();
        command.args(["search", "ferry"]).arg(place.news());
        if let Some(data) = data {
            command.env("XDG_DATA_HOME", data);
        }
        let output = command.output().unwrap();
        let told = String::from_utf8(output.stdout).unwrap();
        let errors = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{data:?} {errors}");
        assert!(told.contains("Ferry late"), "{told}");
    }
    assert_eq!(fs::read(&file).unwrap(), b"in the way");
}

/// The program where nobody has a home.
fn rashomon() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rashomon"));
    command.env_remove("HOME").env_remove("XDG_DATA_HOME");
    command.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")));
    command
}
