//! What the reader does, and taking it back.

use rashomon::model::ink::Ink;
use rashomon::model::state::{ArticleKey, Change, Flag, NoteKey};
use rashomon::store::error::Trouble;
use rashomon::store::session::Jump;
use rashomon::store::traits::{Catalogue as _, Store as _};
use rashomon::text::anchor::Anchor;

use crate::shelf::{Shelf, page};

fn shelf(count: usize) -> (Shelf, Vec<ArticleKey>) {
    let mut shelf = Shelf::new();
    let keys = (0..count)
        .map(|number| {
            shelf.add(&page(
                &format!("Piece {number}"),
                "Post",
                "2026-01-01",
                &format!("Words of piece {number}."),
            ))
        })
        .collect();
    (shelf, keys)
}

fn flag(articles: &[ArticleKey], flag: Flag, on: bool) -> Change {
    Change::Flag {
        articles: articles.to_vec(),
        flag,
        on,
    }
}

fn tag(articles: &[ArticleKey], tag: &str, on: bool) -> Change {
    Change::Tag {
        articles: articles.to_vec(),
        tag: tag.to_owned(),
        on,
    }
}

fn note(article: ArticleKey, text: &str) -> Change {
    Change::Write {
        article,
        anchor: None,
        text: text.to_owned(),
        ink: None,
    }
}

/// All that a reader can see of the state.
fn seen(shelf: &Shelf) -> Vec<String> {
    let catalogue = shelf.store.catalogue();
    let stats = catalogue.stats().unwrap();
    let mut seen = vec![
        format!("{:?}", catalogue.tags().unwrap()),
        format!("{:?}", catalogue.saved().unwrap()),
        format!("{:?}", catalogue.followed().unwrap()),
        format!("{:?}", catalogue.notes(NoteKey(0), 100).unwrap()),
        format!(
            "{} {} {} {}",
            stats.articles, stats.unread, stats.starred, stats.noted
        ),
    ];
    for query in ["", "is:unread", "is:starred", "is:noted", "tag:a*"] {
        seen.push(format!("{query}: {:?}", shelf.titles(query)));
    }
    seen
}

#[test]
fn every_change_can_be_taken_back_and_done_again() {
    let (mut shelf, keys) = shelf(5);
    let first = note(keys[0], "first words");
    let anchored = Change::Write {
        article: keys[1],
        anchor: Some(Anchor {
            exact: "piece".to_owned(),
            before: "of ".to_owned(),
            after: " 1".to_owned(),
            offset: 40,
        }),
        text: String::new(),
        ink: Some(Ink::Doubt),
    };
    let changes = [
        flag(&keys[..3], Flag::Read, true),
        flag(&keys[1..2], Flag::Read, false),
        flag(&keys, Flag::Starred, true),
        tag(&keys[2..], "a tag", true),
        tag(&keys[3..4], "a tag", false),
        first,
        anchored,
        Change::Rewrite {
            note: NoteKey(1),
            text: "other words".to_owned(),
            ink: Some(Ink::Quote),
        },
        Change::Save {
            name: "piers".to_owned(),
            query: Some("pier".to_owned()),
        },
        Change::Save {
            name: "piers".to_owned(),
            query: Some("pier or ferry".to_owned()),
        },
        Change::Save {
            name: "boats".to_owned(),
            query: Some("ferry".to_owned()),
        },
        renamed("boats", "ships"),
        renamed("ships", "piers"),
        Change::Follow {
            subject: "actor:doe".to_owned(),
            on: true,
        },
        flag(&keys[..2], Flag::Removed, true),
        Change::Erase(NoteKey(1)),
        Change::Save {
            name: "piers".to_owned(),
            query: None,
        },
        Change::Follow {
            subject: "actor:doe".to_owned(),
            on: false,
        },
        tag(&keys, "a tag", false),
    ];
    let mut states = vec![seen(&shelf)];
    for change in &changes {
        let made = shelf.store.change(change).unwrap();
        assert!(made.count > 0, "{change:?}");
        states.push(seen(&shelf));
        let [.., before, after] = &states[..] else {
            panic!()
        };
        assert_ne!(before, after, "{change:?}");
    }
    for back in states.iter().rev().skip(1) {
        assert!(shelf.store.undo().unwrap().unwrap().count > 0);
        assert_eq!(&seen(&shelf), back);
    }
    assert_eq!(shelf.store.undo().unwrap(), None);
    for again in states.iter().skip(1) {
        assert!(shelf.store.redo().unwrap().unwrap().count > 0);
        assert_eq!(&seen(&shelf), again);
    }
    assert_eq!(shelf.store.redo().unwrap(), None);
    assert_eq!(shelf.complaints(), Vec::<String>::new());
}

#[test]
fn taking_back_outlives_the_session_and_something_new_ends_doing_again() {
    let (mut shelf, keys) = shelf(2);
    shelf.store.change(&flag(&keys, Flag::Read, true)).unwrap();
    shelf
        .store
        .change(&flag(&keys[..1], Flag::Starred, true))
        .unwrap();
    let mut later = rashomon::store::sqlite::Sqlite::open(&shelf.path()).unwrap();
    assert_eq!(later.undo().unwrap().unwrap().label, "1 article starred");
    assert_eq!(later.undo().unwrap().unwrap().label, "2 articles read");
    later.change(&flag(&keys[..1], Flag::Read, true)).unwrap();
    assert_eq!(later.redo().unwrap(), None);
    assert_eq!(shelf.titles("is:unread"), ["Piece 1"]);
}

#[test]
fn only_what_really_changes_is_taken_back() {
    let (mut shelf, keys) = shelf(3);
    shelf
        .store
        .change(&flag(&keys[..1], Flag::Read, true))
        .unwrap();
    let all = shelf.store.change(&flag(&keys, Flag::Read, true)).unwrap();
    assert_eq!((all.count, all.label.as_str()), (2, "2 articles read"));
    // Nothing to change is nothing to take back.
    assert_eq!(
        shelf
            .store
            .change(&flag(&keys, Flag::Read, true))
            .unwrap()
            .count,
        0
    );
    shelf.store.undo().unwrap();
    assert_eq!(shelf.titles("-is:unread"), ["Piece 0"]);
    // What something else has set since stays.
    shelf.store.redo().unwrap();
    shelf.store.change(&note(keys[0], "words")).unwrap();
    shelf.store.change(&Change::Erase(NoteKey(1))).unwrap();
    shelf.store.undo().unwrap();
    let mut other = rashomon::store::sqlite::Sqlite::open(&shelf.path()).unwrap();
    other.change(&flag(&keys[1..2], Flag::Read, false)).unwrap();
    assert_eq!(shelf.titles("is:unread"), ["Piece 1"]);
}

#[test]
fn a_bulk_change_of_very_many_is_one_step() {
    let mut shelf = Shelf::new();
    let batch: Vec<_> = (0..3000)
        .map(|number| crate::shelf::unread(&page(&format!("Piece {number}"), "", "", "Words.")))
        .collect();
    let kept = shelf.store.ingest(&batch, crate::shelf::ENGINE).unwrap();
    let keys: Vec<ArticleKey> = kept.iter().map(|kept| kept.key).collect();
    let made = shelf
        .store
        .change(&flag(&keys, Flag::Removed, true))
        .unwrap();
    assert_eq!(made.label, "3,000 articles removed");
    assert_eq!(shelf.store.catalogue().stats().unwrap().articles, 0);
    shelf.store.undo().unwrap();
    assert_eq!(shelf.store.catalogue().stats().unwrap().articles, 3000);
}

#[test]
fn what_is_not_there_cannot_be_changed_and_that_is_said() {
    let (mut shelf, keys) = shelf(1);
    for (change, missing) in [
        (note(ArticleKey(99), "x"), "article of number 99"),
        (Change::Erase(NoteKey(4)), "note of number 4"),
        (
            Change::Rewrite {
                note: NoteKey(4),
                text: "x".to_owned(),
                ink: None,
            },
            "note of number 4",
        ),
    ] {
        let error = shelf.store.change(&change).unwrap_err();
        assert_eq!(error.trouble, Trouble::Unknown(missing.to_owned()));
        assert!(error.to_string().contains(missing));
    }
    assert_eq!(shelf.store.undo().unwrap(), None);
    assert_eq!(
        shelf.store.catalogue().article(ArticleKey(99)).unwrap(),
        None
    );
    assert_eq!(
        shelf
            .store
            .catalogue()
            .article(keys[0])
            .unwrap()
            .unwrap()
            .notes,
        []
    );
}

#[test]
fn the_key_of_an_erased_note_is_given_to_no_other() {
    let (mut shelf, keys) = shelf(1);
    let first = shelf
        .store
        .change(&note(keys[0], "one"))
        .unwrap()
        .note
        .unwrap();
    shelf.store.change(&Change::Erase(first)).unwrap();
    let second = shelf
        .store
        .change(&note(keys[0], "two"))
        .unwrap()
        .note
        .unwrap();
    assert!(second > first);
    shelf.store.undo().unwrap();
    shelf.store.undo().unwrap();
    let notes = shelf.store.catalogue().notes(NoteKey(0), 10).unwrap();
    assert_eq!((notes.len(), notes[0].key), (1, first));
    assert!(notes[0].written > 1_600_000_000);
}

#[test]
fn a_session_finds_what_the_last_one_left() {
    let (mut shelf, keys) = shelf(3);
    let store = &mut shelf.store;
    store.set_position(keys[1], 120).unwrap();
    store.set_position(keys[1], 240).unwrap();
    for (number, key) in keys.iter().enumerate() {
        store
            .add_jump(Jump {
                article: *key,
                offset: number,
            })
            .unwrap();
    }
    store.set_value("panes", Some("{\"left\":30}")).unwrap();
    store.set_value("gone", Some("1")).unwrap();
    store.set_value("gone", None).unwrap();
    store
        .change(&Change::Follow {
            subject: "tag:a".to_owned(),
            on: true,
        })
        .unwrap();
    let reader = rashomon::store::sqlite::Reader::open(&shelf.path()).unwrap();
    assert_eq!(
        reader.article(keys[1]).unwrap().unwrap().position,
        Some(240)
    );
    assert_eq!(reader.article(keys[0]).unwrap().unwrap().position, None);
    let jumps: Vec<usize> = reader
        .jumps()
        .unwrap()
        .iter()
        .map(|jump| jump.offset)
        .collect();
    assert_eq!(jumps, [0, 1, 2]);
    assert_eq!(
        reader.value("panes").unwrap().as_deref(),
        Some("{\"left\":30}")
    );
    assert_eq!(reader.value("gone").unwrap(), None);
    assert_eq!(reader.followed().unwrap(), [("tag:a".to_owned(), keys[2])]);
    let key = shelf.add(&page("Piece 9", "", "", "New."));
    shelf.store.look("tag:a").unwrap();
    assert_eq!(reader.followed().unwrap(), [("tag:a".to_owned(), key)]);
}

#[test]
fn a_source_gives_tags_once_and_no_undo_is_about_them() {
    let mut shelf = Shelf::new();
    let coast = shelf.add("---\ntags: coast\n---\n\n# Pier\n\nThe pier closes.\n");
    let folder = shelf.folder.path().join("lamps.md");
    let file = shelf.file(None, &folder, 1);
    let lamps = "---\ntags: [Coast, to read]\n---\n\n# Lamps\n\nThe lamps came.\n";
    let kept = shelf.keep(Some(file), lamps);
    // One that is there in other letters is that one.
    let tags = |shelf: &Shelf| shelf.store.catalogue().tags().unwrap();
    let all = [("coast".to_owned(), 2), ("to read".to_owned(), 1)];
    assert_eq!(tags(&shelf), all);
    assert_eq!(shelf.titles("tag:coast"), ["Lamps", "Pier"]);
    assert_eq!(shelf.titles("tag:\"to read\""), ["Lamps"]);
    assert_eq!(shelf.store.undo().unwrap(), None);
    // What the reader takes off stays off, whether the file is read again or says something else.
    let off = tag(&[coast, kept.key], "coast", false);
    assert_eq!(shelf.store.change(&off).unwrap().count, 2);
    shelf.keep(Some(file), lamps);
    shelf.keep(Some(file), &lamps.replace("came", "came by ship"));
    assert_eq!(shelf.titles("tag:coast"), [""; 0]);
    // And comes back by the reader's own undo alone.
    shelf.store.undo().unwrap();
    assert_eq!(tags(&shelf), all);
    assert_eq!(shelf.store.undo().unwrap(), None);
    assert_eq!(shelf.complaints(), Vec::<String>::new());
}

#[test]
fn a_saved_search_gets_another_name_in_one_step() {
    let mut shelf = Shelf::new();
    let save = Change::Save {
        name: "boats".to_owned(),
        query: Some("ferry".to_owned()),
    };
    shelf.store.change(&save).unwrap();
    let made = shelf.store.change(&renamed("boats", "ships")).unwrap();
    assert_eq!(made.label, "search “boats” renamed “ships”");
    let saved = |shelf: &Shelf| shelf.store.catalogue().saved().unwrap();
    let pair = |name: &str| vec![(name.to_owned(), "ferry".to_owned())];
    assert_eq!(saved(&shelf), pair("ships"));
    shelf.store.undo().unwrap();
    assert_eq!(saved(&shelf), pair("boats"));
    shelf.store.redo().unwrap();
    assert_eq!(saved(&shelf), pair("ships"));
    assert!(shelf.store.change(&renamed("boats", "yachts")).is_err());
    assert_eq!(saved(&shelf), pair("ships"));
}

fn renamed(from: &str, to: &str) -> Change {
    Change::Rename {
        from: from.to_owned(),
        to: to.to_owned(),
    }
}
