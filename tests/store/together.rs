//! Two rashomons on one library.

use rashomon::model::state::{Change, Flag};
use rashomon::store::log::Event;
use rashomon::store::sqlite::Sqlite;
use rashomon::store::traits::{Catalogue as _, Store as _};

use crate::shelf::{ENGINE, Shelf, deposit, page};

#[test]
fn two_that_write_at_once_lose_nothing_of_each_other() {
    let mut shelf = Shelf::new();
    let path = shelf.path();
    let write = |name: &'static str, mut store: Sqlite| {
        for number in 0..40 {
            let kept = store
                .ingest(
                    &[deposit(
                        None,
                        &page(&format!("{name} {number}"), name, "2026-01-01", "Words."),
                    )],
                    ENGINE,
                )
                .unwrap();
            let read = Change::Flag {
                articles: vec![kept[0].key],
                flag: Flag::Read,
                on: true,
            };
            assert_eq!(store.change(&read).unwrap().count, 1);
        }
    };
    std::thread::scope(|scope| {
        for name in ["Post", "Times"] {
            let store = Sqlite::open(&path).unwrap();
            scope.spawn(move || write(name, store));
        }
    });
    let stats = shelf.store.catalogue().stats().unwrap();
    assert_eq!((stats.articles, stats.unread), (80, 0));
    assert_eq!(shelf.complaints(), Vec::<String>::new());
}

#[test]
fn one_learns_what_the_other_did() {
    let mut shelf = Shelf::of(&[page("Pier", "Post", "", "Words.")]);
    let mut other = Sqlite::open(&shelf.path()).unwrap();
    let before = other.catalogue().stats().unwrap().last_event;
    let key = shelf.add(&page("Ferry", "Post", "", "Words."));
    let star = Change::Flag {
        articles: vec![key],
        flag: Flag::Starred,
        on: true,
    };
    shelf.store.change(&star).unwrap();
    let changes = other.catalogue().changes(before, 10).unwrap();
    let told: Vec<_> = changes
        .events
        .iter()
        .map(|event| (event.event, event.article))
        .collect();
    assert_eq!(told, [(Event::Added, Some(key)), (Event::State, Some(key))]);
    assert!(!changes.gap);
    let last = changes.events[1].number;
    assert_eq!(other.catalogue().changes(last, 10).unwrap().events, []);
    other.undo().unwrap();
    assert!(shelf.titles("is:starred").is_empty());
}
