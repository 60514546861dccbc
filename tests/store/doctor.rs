//! The doctor finds what is wrong and mends what can be made anew; backups are whole.

use rashomon::model::state::{Change, Flag};
use rashomon::store::doctor::Outcome;
use rashomon::store::sqlite::{Reader, Sqlite};
use rashomon::store::traits::{Catalogue as _, Store as _};

use crate::generate;
use crate::shelf::{ENGINE, Shelf, deposit, page};

fn shelf() -> Shelf {
    let pages: Vec<String> = (0..30)
        .map(|index| generate::article(4, index, 120))
        .collect();
    let mut shelf = Shelf::of(&pages);
    let key = shelf.reports[3].0;
    for change in [
        Change::Flag {
            articles: vec![key],
            flag: Flag::Starred,
            on: true,
        },
        Change::Write {
            article: key,
            anchor: None,
            text: "words".to_owned(),
            ink: None,
        },
        Change::Tag {
            articles: vec![key],
            tag: "later".to_owned(),
            on: true,
        },
    ] {
        shelf.store.change(&change).unwrap();
    }
    shelf
}

/// Does what no rashomon does.
fn damage(shelf: &Shelf, sql: &str) {
    let file = rusqlite::Connection::open(shelf.path()).unwrap();
    file.execute_batch(sql).unwrap();
}

#[test]
fn what_follows_from_the_rest_is_found_wrong_and_made_anew() {
    let mut shelf = shelf();
    let before = shelf.titles("said");
    assert!(!before.is_empty());
    for (sql, complaint) in [
        ("UPDATE counter SET unread = 999", "counts of articles"),
        ("DELETE FROM counter", "counts of articles"),
        (
            "UPDATE outlet SET articles = articles + 1",
            "counts of outlets",
        ),
        ("UPDATE actor SET articles = 0", "counts of actors"),
        (
            "UPDATE actor SET sayings = sayings + 1 WHERE key = 1",
            "counts of actors",
        ),
        (
            "UPDATE story SET outlets = outlets + 1",
            "counts of stories",
        ),
        (
            "UPDATE topic SET articles = articles + 5",
            "counts of topics",
        ),
        ("UPDATE article_meta SET noted = 0", "marks of notes"),
        (
            "INSERT INTO article_words (article_words, rowid, headline, body, caption) VALUES ('delete', (SELECT max(row) FROM article_meta), 'x', 'y', '')",
            "full text",
        ),
        (
            "INSERT INTO article_words (article_words) VALUES ('delete-all')",
            "full text",
        ),
        (
            "INSERT INTO mention VALUES (1, 77, x'02000000')",
            "mentions stand in no article",
        ),
        ("UPDATE journal SET steps = x'0102'", "journal"),
        (
            "INSERT INTO story VALUES (99999, 'a', 'a', 'b', 0, 0, 0, 0)",
            "fewer than two articles",
        ),
    ] {
        damage(&shelf, sql);
        let found = shelf.store.examine(false).unwrap();
        let told = found
            .iter()
            .find(|finding| finding.what.contains(complaint));
        let told = told.unwrap_or_else(|| panic!("{sql}: {found:?}"));
        assert_eq!(told.outcome, Outcome::Mendable, "{sql}");
        let mended = shelf.store.examine(true).unwrap();
        assert!(
            mended
                .iter()
                .all(|finding| finding.outcome == Outcome::Mended),
            "{sql}: {mended:?}"
        );
        assert_eq!(shelf.complaints(), Vec::<String>::new(), "{sql}");
    }
    assert_eq!(shelf.titles("said"), before);
    let stats = shelf.store.catalogue().stats().unwrap();
    assert_eq!(
        (stats.articles, stats.unread, stats.starred, stats.noted),
        (30, 30, 1, 1)
    );
}

#[test]
fn what_cannot_be_made_anew_is_named_and_left() {
    let mut shelf = shelf();
    let title = shelf.reports[5].1.article.title().to_owned();
    let key = shelf.reports[5].0.0;
    damage(
        &shelf,
        &format!("UPDATE article_body SET body = substr(body, 1, 90) WHERE key = {key}"),
    );
    let found = shelf.store.examine(true).unwrap();
    let told = found
        .iter()
        .find(|finding| finding.what.contains(&title))
        .unwrap();
    assert_eq!(told.outcome, Outcome::Stays);
    assert!(told.what.contains("read again"), "{}", told.what);
    // All else goes on, and reading the source again puts it right.
    assert_eq!(shelf.titles("").len(), 30);
    assert_eq!(shelf.titles("is:noted tag:later is:starred").len(), 1);
}

#[test]
fn a_backup_made_while_others_write_is_a_whole_library() {
    let mut shelf = shelf();
    let reader = shelf.store.reader().unwrap();
    let to = shelf.folder.path().join("copy");
    let writing = std::sync::atomic::AtomicBool::new(true);
    std::thread::scope(|scope| {
        let store = &mut shelf.store;
        let writing = &writing;
        scope.spawn(move || {
            let mut number = 0;
            while writing.load(std::sync::atomic::Ordering::Relaxed) || number < 3 {
                let body = "Words and more words. ".repeat(50);
                let batch: Vec<_> = (0..20)
                    .map(|piece| {
                        deposit(
                            None,
                            &page(&format!("Piece {number} {piece}"), "", "", &body),
                        )
                    })
                    .collect();
                store.ingest(&batch, ENGINE).unwrap();
                number += 1;
            }
        });
        reader.backup(&to).unwrap();
        writing.store(false, std::sync::atomic::Ordering::Relaxed);
    });
    let mut copy = Sqlite::open(&to).unwrap();
    assert_eq!(copy.examine(false).unwrap(), []);
    let articles = copy.catalogue().stats().unwrap().articles;
    assert!(
        articles >= 30 && (articles - 30).is_multiple_of(20),
        "{articles}"
    );
    let all = shelf.store.catalogue().stats().unwrap().articles;
    assert!(all > articles, "{all} {articles}");
    // Nothing is written over.
    let before = std::fs::read(&to).unwrap();
    assert!(reader.backup(&to).is_err());
    assert_eq!(std::fs::read(&to).unwrap(), before);
    assert!(
        reader
            .backup(&shelf.folder.path().join("no/such/folder"))
            .is_err()
    );
    assert_eq!(
        Reader::open(&to).unwrap().stats().unwrap().articles,
        articles
    );
}
