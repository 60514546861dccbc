//! Articles go in and come out, whatever their files do.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rashomon::model::ink::Ink;
use rashomon::model::state::{Change, Flag};
use rashomon::store::files::{FileState, Stamp};
use rashomon::store::ingest::{Engine, Fate};
use rashomon::store::log::Event;
use rashomon::store::traits::{Catalogue as _, Store as _};
use rashomon::text::anchor::{Anchor, Fit};
use rashomon::text::range::TextRange;

use crate::generate;
use crate::shelf::{ENGINE, Shelf, deposit, page};

fn harbour(body: &str) -> String {
    page("Harbour stays open", "Velmora Post", "2026-01-06", body)
}

#[test]
fn what_was_read_and_linked_comes_back_as_it_was() {
    let mut pages: Vec<String> = (0..40)
        .map(|index| generate::article(3, index, 250))
        .collect();
    for seed in std::fs::read_dir("seeds").unwrap() {
        pages.push(std::fs::read_to_string(seed.unwrap().path()).unwrap());
    }
    let mut shelf = Shelf::of(&pages);
    let wanted = crate::shelf::linking(&shelf.reports);
    for ((key, report), linked) in shelf.reports.iter().zip(&wanted.articles) {
        let held = shelf.store.catalogue().article(*key).unwrap().unwrap();
        assert_eq!(held.article, *report.article);
        assert_eq!(held.findings, *report.findings);
        assert_eq!(held.links.as_ref(), Some(&linked.links));
        assert_eq!(held.head.date, linked.date);
        assert_eq!(held.head.title, report.article.title());
        assert_eq!(
            shelf.store.catalogue().find(report.article.id).unwrap(),
            Some(*key)
        );
    }
    for actor in &wanted.actors {
        let found = shelf.store.catalogue().actors_of(&[actor.id]).unwrap();
        assert_eq!(found[0].actor, **actor);
    }
    assert_eq!(
        shelf.store.catalogue().stats().unwrap().articles,
        pages.len()
    );
    assert_eq!(shelf.complaints(), Vec::<String>::new());
}

#[test]
fn the_same_bytes_are_kept_once_whatever_file_they_are_in() {
    let mut shelf = Shelf::new();
    let text = harbour("Mayor Ilka Doe said on Monday that the pier was sound.");
    let one = shelf.file(None, Path::new("/news/one.md"), 1);
    let two = shelf.file(None, Path::new("/news/two.md"), 1);
    let first = shelf.keep(Some(one), &text);
    let second = shelf.keep(Some(two), &text);
    assert_eq!((first.fate, second.fate), (Fate::New, Fate::Known));
    assert_eq!(first.key, second.key);
    shelf.store.vanish(&[one]).unwrap();
    assert_eq!(shelf.titles(""), ["Harbour stays open"]);
    shelf.store.vanish(&[two]).unwrap();
    assert!(shelf.titles("").is_empty());
    // Found again under another name.
    let three = shelf.file(None, Path::new("/news/three.md"), 1);
    assert_eq!(shelf.keep(Some(three), &text).key, first.key);
    assert_eq!(shelf.titles(""), ["Harbour stays open"]);
    assert_eq!(shelf.complaints(), Vec::<String>::new());
}

#[test]
fn a_file_that_vanishes_and_comes_back_has_lost_nothing() {
    let mut shelf = Shelf::new();
    let folder = shelf.store.add_folder(Path::new("/news")).unwrap();
    let file = shelf.file(Some(folder), Path::new("/news/a.md"), 1);
    let other = shelf.file(Some(folder), Path::new("/news/b.md"), 2);
    let key = shelf.keep(Some(file), &harbour("The pier is sound.")).key;
    let note = Change::Write {
        article: key,
        anchor: None,
        text: "ask the mayor".to_owned(),
        ink: None,
    };
    shelf.store.change(&note).unwrap();
    let seen = BTreeSet::from([other]);
    assert_eq!(shelf.store.sweep(folder, &seen).unwrap(), [file]);
    assert_eq!(shelf.store.sweep(folder, &seen).unwrap(), []);
    assert!(shelf.titles("").is_empty());
    assert!(shelf.titles("pier").is_empty());
    let stats = shelf.store.catalogue().stats().unwrap();
    assert_eq!((stats.articles, stats.noted), (0, 0));
    assert_eq!(
        shelf
            .store
            .catalogue()
            .article(key)
            .unwrap()
            .unwrap()
            .notes
            .len(),
        1
    );
    // Its stamp is what it was, so that it need not even be read.
    shelf.file(Some(folder), Path::new("/news/a.md"), 1);
    assert_eq!(shelf.titles("is:noted"), ["Harbour stays open"]);
    assert_eq!(shelf.complaints(), Vec::<String>::new());
}

#[test]
fn a_file_that_changes_keeps_what_the_reader_did_to_its_article() {
    let mut shelf = Shelf::new();
    let file = shelf.file(None, Path::new("/news/a.md"), 1);
    let before = harbour("Mayor Ilka Doe said on Monday that the pier was sound. Nobody asked.");
    let key = shelf.keep(Some(file), &before).key;
    shelf.link();
    let text = shelf.reports[0].1.article.text.clone();
    let at = text.find("the pier was sound").unwrap();
    let anchor = Anchor::of(&text, TextRange::new(at, at + 18));
    for change in [
        Change::Write {
            article: key,
            anchor,
            text: String::new(),
            ink: Some(Ink::Check),
        },
        Change::Flag {
            articles: vec![key],
            flag: Flag::Starred,
            on: true,
        },
    ] {
        shelf.store.change(&change).unwrap();
    }
    shelf.file(None, Path::new("/news/a.md"), 2);
    let after = page(
        "Harbour stays open",
        "Velmora Post",
        "2026-02-01",
        "(Updated.) Mayor Ilka Doe said on Monday that the pier was sound. Richard Roe asked why.",
    );
    let kept = shelf.keep(Some(file), &after);
    assert_eq!((kept.key, kept.fate), (key, Fate::Changed));
    assert_eq!(shelf.complaints(), Vec::<String>::new());
    shelf.link();
    let held = shelf.store.catalogue().article(key).unwrap().unwrap();
    assert!(held.head.starred && held.head.noted);
    let found = held.notes[0]
        .anchor
        .as_ref()
        .unwrap()
        .find(&held.article.text)
        .unwrap();
    assert_eq!(found.fit, Fit::Exact);
    assert_eq!(found.range.of(&held.article.text), "the pier was sound");
    assert_eq!(shelf.titles("richard"), ["Harbour stays open"]);
    assert!(shelf.titles("nobody").is_empty());
    assert_eq!(shelf.titles("date:2026-02"), ["Harbour stays open"]);
    assert!(shelf.titles("date:2026-01").is_empty());
    assert_eq!(shelf.titles("actor:roe starred"), Vec::<String>::new());
    assert_eq!(shelf.titles("actor:roe is:starred"), ["Harbour stays open"]);
    assert_eq!(shelf.complaints(), Vec::<String>::new());
    let changes = shelf.store.catalogue().changes(0, 100).unwrap();
    let about: Vec<Event> = changes
        .events
        .iter()
        .filter(|event| event.article == Some(key))
        .map(|event| event.event)
        .collect();
    assert_eq!(
        about,
        [Event::Added, Event::Notes, Event::State, Event::Changed]
    );
    assert!(!changes.gap);
}

#[test]
fn a_changed_file_whose_old_text_another_file_still_has_gets_an_article_of_its_own() {
    let mut shelf = Shelf::new();
    let one = shelf.file(None, Path::new("/news/one.md"), 1);
    let two = shelf.file(None, Path::new("/news/two.md"), 1);
    let key = shelf.keep(Some(one), &harbour("The pier is sound.")).key;
    shelf.keep(Some(two), &harbour("The pier is sound."));
    let kept = shelf.keep(Some(two), &harbour("The pier is gone."));
    assert_eq!(kept.fate, Fate::New);
    assert_ne!(kept.key, key);
    assert_eq!(shelf.titles("").len(), 2);
}

#[test]
fn a_newer_engine_knows_what_to_read_anew() {
    let mut shelf = Shelf::new();
    let text = harbour("Mayor Ilka Doe said on Monday that the pier was sound.");
    let key = shelf.add(&text);
    shelf.add(&page("Rye is short", "", "", "Bakers hoard rye."));
    shelf.link();
    assert!(
        shelf
            .store
            .catalogue()
            .stale(ENGINE, 10)
            .unwrap()
            .is_empty()
    );
    for other in [Engine(ENGINE.0 + 1), Engine(ENGINE.0 - 1), Engine(u64::MAX)] {
        assert_eq!(shelf.store.catalogue().stale(other, 10).unwrap().len(), 2);
    }
    let newer = Engine(ENGINE.0 + 1);
    let kept = shelf.store.ingest(&[deposit(None, &text)], newer).unwrap();
    assert_eq!((kept[0].key, kept[0].fate), (key, Fate::Known));
    let stale = shelf.store.catalogue().stale(newer, 10).unwrap();
    assert_eq!(stale.len(), 1);
    assert!(!stale.contains(&key));
    // What rested on the old reading is gone until it is linked again.
    assert!(shelf.titles("actor:doe").is_empty());
    shelf.link();
    assert_eq!(shelf.titles("actor:doe").len(), 1);
    assert_eq!(shelf.complaints(), Vec::<String>::new());
}

#[cfg(unix)]
#[test]
fn files_with_names_that_are_no_text_are_known_by_them() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let mut shelf = Shelf::new();
    let path = PathBuf::from(OsStr::from_bytes(b"/news/\xff\xfe.md"));
    let other = PathBuf::from(OsStr::from_bytes(b"/news/\xff\xfd.md"));
    let stamp = Stamp {
        size: 12,
        modified: -3,
        hash: u64::MAX,
    };
    let broken = FileState::Broken("not a text".to_owned());
    let files = [
        (path.clone(), stamp, broken.clone()),
        (other.clone(), stamp, FileState::Present),
    ];
    let folder = shelf.store.add_folder(Path::new("/news")).unwrap();
    let keys = shelf.store.note_files(Some(folder), &files).unwrap();
    assert_ne!(keys[0], keys[1]);
    let known = shelf.store.catalogue().file(&path).unwrap().unwrap();
    assert_eq!(
        (known.path, known.stamp, known.state),
        (path.clone(), stamp, broken)
    );
    let catalogue = shelf.store.catalogue();
    let first = catalogue.files(Some(folder), None, 1).unwrap();
    assert_eq!(first[0].path, other);
    let rest = catalogue.files(Some(folder), Some(&other), 10).unwrap();
    assert_eq!(rest[0].path, path);
    assert_eq!(
        catalogue.folders().unwrap(),
        [(folder, PathBuf::from("/news"))]
    );
    assert_eq!(catalogue.file(Path::new("/news/x.md")).unwrap(), None);
}

#[test]
fn articles_that_come_in_no_order_of_time_in_one_batch_are_all_found() {
    let mut shelf = Shelf::new();
    let file = shelf.file(None, Path::new("/news/a.md"), 1);
    let mut batch: Vec<_> = ["2026-03-01", "2024-01-01", "2025-07-09", "", "2023-02-02"]
        .iter()
        .map(|date| {
            deposit(
                None,
                &page(&format!("Of {date}"), "", date, "The ferry left."),
            )
        })
        .collect();
    // Two texts of one file, the second in the place of the first.
    batch.push(deposit(
        Some(file),
        &page("First", "", "2022-01-01", "The pier holds."),
    ));
    batch.push(deposit(
        Some(file),
        &page("Second", "", "2027-01-01", "The bridge holds."),
    ));
    let kept = shelf.store.ingest(&batch, ENGINE).unwrap();
    assert_eq!((kept[5].key, kept[6].fate), (kept[6].key, Fate::Changed));
    assert_eq!(shelf.titles("ferry").len(), 5);
    assert_eq!(shelf.titles("bridge"), ["Second"]);
    assert!(shelf.titles("pier").is_empty());
    assert_eq!(shelf.complaints(), Vec::<String>::new());
}
