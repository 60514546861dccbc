//! The library of the first schema, which opens for ever.
//!
//! `tests/cases/store/first.library.zlib` is a library as the first version wrote it, pressed together. It is never made anew;
//! it was made by `keep_a_library_of_the_first_schema`, which is asked for by name:
//! `cargo test --test store keep_a_library -- --ignored`.

use std::fs;
use std::path::Path;

use rashomon::model::link::Ruled;
use rashomon::model::problem::{Problem, Severity};
use rashomon::model::state::{ArticleKey, Change, Flag, NoteKey};
use rashomon::store::groups::{Regrouped, StoryDraft, TextDraft};
use rashomon::store::linking::Linking;
use rashomon::store::people::Asked;
use rashomon::store::spots::Who;
use rashomon::store::sqlite::Sqlite;
use rashomon::store::traits::{Catalogue as _, Store as _};
use rashomon::text::anchor::Anchor;
use rashomon::text::range::TextRange;

use crate::shelf::{ENGINE, NOW, Shelf, page};

const RULED: [Ruled; 1] = [Ruled {
    line: 3,
    count: 4,
    overruled: Some(5),
}];

const CASE: &str = "tests/cases/store/first.library.zlib";

#[test]
fn a_library_of_the_first_schema_opens() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.library");
    let packed = fs::read(CASE).unwrap();
    fs::write(
        &path,
        miniz_oxide::inflate::decompress_to_vec_zlib(&packed).unwrap(),
    )
    .unwrap();
    let mut store = Sqlite::open(&path).unwrap();
    assert_eq!(store.examine(false).unwrap(), []);
    let shelf = Shelf {
        folder,
        store,
        reports: Vec::new(),
    };
    assert_eq!(
        shelf.titles(""),
        ["Ferry sold", "Pier stays open", "Snow on the pass"]
    );
    assert_eq!(
        shelf.titles("actor:doe says:doe outlet:post sound"),
        ["Pier stays open"]
    );
    assert_eq!(shelf.titles("tag:later -is:unread"), ["Ferry sold"]);
    let catalogue = shelf.store.catalogue();
    let held = catalogue.article(ArticleKey(1)).unwrap().unwrap();
    assert_eq!(held.head.title, "Pier stays open");
    assert_eq!(held.position, Some(30));
    let links = held.links.unwrap();
    assert_eq!(held.findings.mentions.len(), links.names.len());
    let note = &catalogue.notes(NoteKey(0), 10).unwrap()[0];
    let anchor = note.anchor.as_ref().unwrap();
    assert_eq!(note.ink, None);
    assert_eq!(
        anchor
            .find(&held.article.text)
            .unwrap()
            .range
            .of(&held.article.text),
        "sound"
    );
    assert_eq!(
        catalogue.saved().unwrap(),
        [("piers".to_owned(), "pier or ferry".to_owned())]
    );
    assert_eq!(
        catalogue
            .file(Path::new("/news/pier.md"))
            .unwrap()
            .unwrap()
            .stamp
            .hash,
        11
    );
    assert_eq!(
        catalogue
            .snippets(&crate::shelf::read("pass"), NOW, &[ArticleKey(3)])
            .unwrap()[0]
            .marks
            .len(),
        1
    );
    let both = vec![ArticleKey(1), ArticleKey(2)];
    let told = catalogue.story(ArticleKey(1)).unwrap().unwrap();
    assert_eq!((told.pinned, told.articles, told.reprints), (true, 2, 1));
    let copies = catalogue.copies(ArticleKey(2)).unwrap().unwrap();
    assert_eq!((copies.articles, copies.original), (both.clone(), None));
    assert_eq!(catalogue.versions(ArticleKey(2)).unwrap(), both);
    let thread = catalogue.thread(ArticleKey(1)).unwrap();
    assert_eq!(thread, [vec![ArticleKey(1)], vec![ArticleKey(2)]]);
    assert_eq!(catalogue.ruled().unwrap(), RULED);
    let (problems, _) = catalogue.problems(None, 10).unwrap();
    assert_eq!(problems[0].line, Some(2));
    let doe = &catalogue.actors("doe", 1).unwrap()[0];
    let said = catalogue.spots(Who::Actor(doe.actor.id), Asked::Sayings, None, 10);
    assert_eq!(said.unwrap().len(), doe.sayings);
    let mut store = shelf.store;
    // What the first version did can be taken back, its notes too.
    for label in [
        "search “piers” saved",
        "1 article read",
        "1 article tagged “later”",
        "note written",
    ] {
        assert_eq!(store.undo().unwrap().unwrap().label, label);
    }
    let catalogue = store.catalogue();
    assert_eq!(catalogue.notes(NoteKey(0), 10).unwrap(), []);
}

#[test]
#[ignore = "writes the case that is kept for ever"]
fn keep_a_library_of_the_first_schema() {
    assert!(
        !Path::new(CASE).exists(),
        "it is there already, and never made anew"
    );
    let mut shelf = Shelf::new();
    let file = shelf.file(None, Path::new("/news/pier.md"), 11);
    let pier = page(
        "Pier stays open",
        "Velmora Post",
        "2026-01-06",
        "Mayor Ilka Doe said the pier was sound. “It holds,” she said.",
    );
    shelf.keep(Some(file), &pier);
    let ferry = shelf.add(&page(
        "Ferry sold",
        "Dorvane Times",
        "2026-02-01",
        "The ferry goes to new owners in Lisbon.",
    ));
    shelf.add(&page("Snow on the pass", "", "", "The pass is closed."));
    shelf.link();
    let both = vec![ArticleKey(1), ferry];
    let groups = Linking {
        stories: vec![StoryDraft {
            name: "Piers".to_owned(),
            because: "one event".to_owned(),
            pinned: true,
            articles: both.clone(),
        }],
        texts: Regrouped {
            groups: vec![TextDraft {
                articles: both.clone(),
                counted: ArticleKey(1),
                original: None,
                because: "nobody knows".to_owned(),
            }],
            alone: Vec::new(),
        },
        series: Regrouped {
            groups: vec![both.clone()],
            alone: Vec::new(),
        },
        threads: Regrouped {
            groups: vec![both.iter().map(|key| vec![*key]).collect()],
            alone: Vec::new(),
        },
        ruled: Some(RULED.to_vec()),
        ..Linking::default()
    };
    shelf.store.lay_links(&groups).unwrap();
    let problem = Problem {
        source: "pier.md".to_owned(),
        line: Some(2),
        severity: Severity::Repaired,
        reason: "a date that is none".to_owned(),
    };
    shelf.store.note_problems(file, &[problem]).unwrap();
    let text = shelf.reports[0].1.article.text.clone();
    let at = text.find("sound").unwrap();
    for change in [
        Change::Write {
            article: ArticleKey(1),
            anchor: Anchor::of(&text, TextRange::new(at, at + 5)),
            text: "is it?".to_owned(),
            ink: None,
        },
        Change::Tag {
            articles: vec![ferry],
            tag: "later".to_owned(),
            on: true,
        },
        Change::Flag {
            articles: vec![ferry],
            flag: Flag::Read,
            on: true,
        },
        Change::Save {
            name: "piers".to_owned(),
            query: Some("pier or ferry".to_owned()),
        },
    ] {
        shelf.store.change(&change).unwrap();
    }
    shelf.store.set_position(ArticleKey(1), 30).unwrap();
    assert_eq!(shelf.store.catalogue().stale(ENGINE, 1).unwrap(), []);
    let path = shelf.path();
    drop(shelf.store);
    let bytes = fs::read(path).unwrap();
    fs::create_dir_all("tests/cases/store").unwrap();
    fs::write(CASE, miniz_oxide::deflate::compress_to_vec_zlib(&bytes, 9)).unwrap();
}
