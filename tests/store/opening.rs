//! Opening what is no library, or not a sound one: told once, clearly, and left as it is.

use std::fs;
use std::path::Path;
use std::time::Duration;

use rashomon::store::error::{StoreError, Trouble};
use rashomon::store::sqlite::{Reader, Sqlite};
use rashomon::store::traits::{Catalogue as _, Store as _};

use crate::shelf::{Shelf, page};

fn refused(path: &Path) -> StoreError {
    Sqlite::open(path)
        .err()
        .unwrap_or_else(|| panic!("{} was opened", path.display()))
}

/// The bytes of a sound library, without a log beside it.
fn sound() -> (tempfile::TempDir, std::path::PathBuf) {
    let Shelf { folder, store, .. } = Shelf::of(&[page(
        "Pier",
        "Post",
        "2026-01-06",
        "Mayor Ilka Doe said so.",
    )]);
    drop(store);
    let path = folder.path().join("a.library");
    assert!(!folder.path().join("a.library-wal").exists());
    (folder, path)
}

#[test]
fn what_is_no_library_is_refused_and_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x");
    let cases: &[(&[u8], &str)] = &[
        (b"a letter to the editor\n", "no library of rashomon"),
        (
            &[0x50, 0x4b, 3, 4, 0, 0, 7, 9, 200, 1],
            "no library of rashomon",
        ),
        (b"SQLite format 3\0", "is damaged"),
        (b"SQLite for", "is damaged"),
    ];
    for (bytes, sentence) in cases {
        fs::write(&path, bytes).unwrap();
        let error = refused(&path);
        assert!(error.to_string().contains(sentence), "{error}");
        assert!(Reader::open(&path).is_err());
        assert_eq!(fs::read(&path).unwrap(), *bytes);
    }
    let long = b"text and more text, ".repeat(1000);
    fs::write(&path, &long).unwrap();
    assert_eq!(refused(&path).trouble, Trouble::NotALibrary);
    assert_eq!(fs::read(&path).unwrap(), long);
    assert_eq!(refused(folder.path()).trouble, Trouble::NotAFile);
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        1,
        "something was left behind"
    );
    assert_eq!(
        Reader::open(&folder.path().join("none"))
            .unwrap_err()
            .trouble,
        Trouble::Missing
    );
}

#[test]
fn a_database_of_another_program_is_refused_and_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    for (number, sql) in [
        "CREATE TABLE recipe (name TEXT)",
        "PRAGMA application_id = 77; CREATE TABLE recipe (name TEXT)",
        "PRAGMA user_version = 1; CREATE TABLE article_meta (row INTEGER PRIMARY KEY)",
    ]
    .iter()
    .enumerate()
    {
        let path = folder.path().join(format!("{number}"));
        let other = rusqlite::Connection::open(&path).unwrap();
        other.execute_batch(sql).unwrap();
        other.close().unwrap();
        let before = fs::read(&path).unwrap();
        assert_eq!(refused(&path).trouble, Trouble::OtherProgram, "{sql}");
        assert_eq!(
            Reader::open(&path).unwrap_err().trouble,
            Trouble::OtherProgram
        );
        assert_eq!(fs::read(&path).unwrap(), before);
    }
    // Also while that program has it open, with a log of its own.
    let path = folder.path().join("open");
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE recipe (name TEXT); INSERT INTO recipe VALUES ('rye')").unwrap();
    assert_eq!(refused(&path).trouble, Trouble::OtherProgram);
    let name: String = other
        .query_row("SELECT name FROM recipe", [], |row| row.get(0))
        .unwrap();
    assert_eq!(name, "rye");
}

#[test]
fn a_library_of_a_later_rashomon_is_refused_and_not_touched() {
    let (_folder, path) = sound();
    let later = rusqlite::Connection::open(&path).unwrap();
    later.pragma_update(None, "user_version", 99).unwrap();
    later.close().unwrap();
    let before = fs::read(&path).unwrap();
    let error = refused(&path);
    assert!(
        matches!(error.trouble, Trouble::Newer { found: 99, .. }),
        "{error}"
    );
    assert!(error.to_string().contains("later rashomon"));
    assert!(Reader::open(&path).is_err());
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_library_that_is_cut_off_is_refused_and_not_touched() {
    let (_folder, path) = sound();
    let whole = fs::read(&path).unwrap();
    for length in [whole.len() - 1, whole.len() / 2, 16384, 200, 100, 99, 17] {
        fs::write(&path, &whole[..length]).unwrap();
        let error = refused(&path);
        assert!(
            matches!(error.trouble, Trouble::Damaged(_)),
            "{length}: {error}"
        );
        assert!(error.to_string().contains("read anew from their files"));
        assert_eq!(fs::read(&path).unwrap(), whole[..length]);
    }
    fs::write(&path, &whole).unwrap();
    assert_eq!(
        Sqlite::open(&path)
            .unwrap()
            .catalogue()
            .stats()
            .unwrap()
            .articles,
        1
    );
}

#[test]
fn pages_that_are_overwritten_are_errors_and_never_a_wrong_answer() {
    let (_folder, path) = sound();
    let whole = fs::read(&path).unwrap();
    let right = format!(
        "{:?}",
        Reader::open(&path)
            .unwrap()
            .article(rashomon::model::state::ArticleKey(1))
            .unwrap()
    );
    let mut wrong = 0;
    for page in 1..whole.len() / 16384 {
        let mut bytes = whole.clone();
        bytes[page * 16384..(page + 1) * 16384].fill(0xa5);
        fs::write(&path, &bytes).unwrap();
        let Ok(reader) = Reader::open(&path) else {
            wrong += 1;
            continue;
        };
        match reader.article(rashomon::model::state::ArticleKey(1)) {
            Ok(article) => assert_eq!(format!("{article:?}"), right, "page {page}"),
            Err(error) => {
                assert!(
                    matches!(error.trouble, Trouble::Damaged(_)),
                    "page {page}: {}",
                    error.told()
                );
                wrong += 1;
            }
        }
    }
    assert!(wrong > 3, "{wrong}");
}

#[test]
fn an_empty_file_and_a_creation_that_was_cut_short_become_libraries() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep/er/a.library");
    Sqlite::open(&path).unwrap();
    let path = folder.path().join("empty");
    fs::write(&path, b"").unwrap();
    Sqlite::open(&path).unwrap();
    // Killed between the first page and the tables.
    let path = folder.path().join("begun");
    let begun = rusqlite::Connection::open(&path).unwrap();
    begun.pragma_update(None, "journal_mode", "WAL").unwrap();
    begun.close().unwrap();
    assert!(fs::metadata(&path).unwrap().len() > 0);
    Sqlite::open(&path).unwrap();
}

#[test]
fn a_library_that_another_program_holds_is_told_and_opens_when_it_lets_go() {
    let mut shelf = Shelf::of(&[page("Pier", "Post", "2026-01-06", "Words.")]);
    let holder = rusqlite::Connection::open(shelf.path()).unwrap();
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    // Reading goes on.
    assert_eq!(shelf.titles(""), ["Pier"]);
    assert_eq!(
        Reader::open(&shelf.path())
            .unwrap()
            .stats()
            .unwrap()
            .articles,
        1
    );
    let mut other = Sqlite::open_with(&shelf.path(), Duration::from_millis(20)).unwrap();
    let error = other.set_value("a", Some("1")).unwrap_err();
    assert_eq!(error.trouble, Trouble::Locked);
    assert!(error.to_string().contains("does not let go"));
    holder.execute_batch("COMMIT").unwrap();
    other.set_value("a", Some("1")).unwrap();
    shelf.store.set_value("a", Some("2")).unwrap();
    // One that is held as a whole cannot even be opened.
    drop((shelf.store, other, holder));
    let path = shelf.folder.path().join("a.library");
    let holder = rusqlite::Connection::open(&path).unwrap();
    holder
        .execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; PRAGMA user_version = 1;")
        .unwrap();
    let error = Sqlite::open_with(&path, Duration::from_millis(20)).unwrap_err();
    assert_eq!(error.trouble, Trouble::Locked);
    drop(holder);
    Sqlite::open(&path).unwrap();
}

#[test]
fn a_library_in_a_place_that_cannot_be_written_is_read_all_the_same() {
    let (folder, path) = sound();
    // What no log can be made for is, for the database, a place that cannot be written.
    fs::create_dir(folder.path().join("a.library-shm")).unwrap();
    let written = Sqlite::open(&path).and_then(|mut store| store.set_value("a", Some("1")));
    let error = written.unwrap_err();
    assert_eq!(error.trouble, Trouble::ReadOnly, "{}", error.told());
    assert!(error.to_string().contains("cannot be written"));
    let reader = Reader::open(&path).unwrap();
    assert_eq!(reader.stats().unwrap().articles, 1);
    assert_eq!(reader.page(&request()).unwrap().heads.len(), 1);
}

fn request() -> rashomon::store::pages::Request<'static> {
    static ALL: rashomon::model::query::Query = rashomon::model::query::Query::All(Vec::new());
    rashomon::store::pages::Request {
        query: &ALL,
        order: rashomon::model::query::Order::Newest,
        after: None,
        count: 10,
        now: crate::shelf::NOW,
    }
}
