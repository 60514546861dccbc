//! Lists in every order, by the page, and queries.

use rashomon::model::query::{ORDERS, Order, Query};
use rashomon::model::state::{Change, Flag};
use rashomon::store::pages::Request;
use rashomon::store::traits::{Catalogue as _, Store as _};

use crate::generate;
use crate::shelf::{ENGINE, NOW, Shelf, page, read, unread};

/// Five articles, newest first: Ferry, Pier, Rye, Snow, Undated.
fn five() -> Shelf {
    let mut shelf = Shelf::of(&[
        page(
            "Rye is short",
            "Dorvane Times",
            "2025-12-30",
            "Bakers hoard rye and flour. Miller Janna Roe said the harvest was poor.",
        ),
        page(
            "Pier stays open",
            "Velmora Post",
            "2026-01-06",
            "Mayor Ilka Doe said the pier was sound. Richard Roe of the port authority disagreed in Lisbon.",
        ),
        page(
            "Ferry sold",
            "Velmora Post",
            "2026-03-09",
            "The ferry goes to new owners. The port authority of Lisbon welcomed it. An authority on ports did not.",
        ),
        page("Snow on the pass", "", "2024", "The pass is closed."),
        page(
            "Undated piece",
            "Aldermoor Mail",
            "",
            "Nobody knows when the pier was built.",
        ),
    ]);
    let read = Change::Flag {
        articles: vec![shelf.key("Ferry sold"), shelf.key("Rye is short")],
        flag: Flag::Read,
        on: true,
    };
    shelf.store.change(&read).unwrap();
    shelf
}

#[test]
fn every_order_is_what_it_says() {
    let shelf = five();
    let all = [
        "Ferry sold",
        "Pier stays open",
        "Rye is short",
        "Snow on the pass",
        "Undated piece",
    ];
    let by = |order| shelf.titles_by("", order);
    assert_eq!(by(Order::Newest), all);
    assert_eq!(by(Order::Relevance), all);
    assert_eq!(
        by(Order::UnreadFirst),
        [all[1], all[3], all[4], all[0], all[2]]
    );
    assert_eq!(by(Order::Outlet), [all[3], all[4], all[2], all[0], all[1]]);
    assert_eq!(by(Order::MostActors)[0], "Pier stays open");
}

#[test]
fn articles_of_a_story_stand_together_where_its_newest_stands() {
    let mut shelf = Shelf::new();
    for index in 0..60 {
        shelf.add(&generate::article(5, index, 200));
    }
    shelf.link();
    let page = shelf.page(&Query::default(), Order::Story, 100);
    assert_eq!(page.heads.len(), 60);
    let mut runs: Vec<_> = page.heads.iter().filter_map(|head| head.story).collect();
    let members = runs.len();
    runs.dedup();
    assert!(
        runs.len() > 2 && members > runs.len() * 2,
        "{} of {members}",
        runs.len()
    );
    let mut once = runs.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), runs.len(), "a story stands in two places");
    assert_eq!(shelf.complaints(), Vec::<String>::new());
}

#[test]
fn pages_follow_each_other_without_gap_or_repetition_in_every_order() {
    let mut shelf = Shelf::new();
    for index in 0..90 {
        shelf.add(&generate::article(2, index, 120));
    }
    shelf.link();
    let first = shelf.page(&Query::default(), Order::Newest, 30);
    let read_some = Change::Flag {
        articles: first.heads.iter().step_by(2).map(|head| head.key).collect(),
        flag: Flag::Read,
        on: true,
    };
    shelf.store.change(&read_some).unwrap();
    for text in [
        "",
        "said",
        "is:unread",
        "-is:unread or said",
        "newer:1y said",
        "place:lisbon -is:unread",
    ] {
        let query = read(text);
        for order in ORDERS {
            let whole = shelf.page(&query, order, 1000);
            assert!(whole.next.is_none());
            let mut pieces = Vec::new();
            let mut after = None;
            loop {
                let request = Request {
                    query: &query,
                    order,
                    after: after.as_ref(),
                    count: 7,
                    now: NOW,
                };
                let page = shelf.store.catalogue().page(&request).unwrap();
                assert!(page.heads.len() == 7 || page.next.is_none());
                pieces.extend(page.heads);
                after = page.next;
                if after.is_none() {
                    break;
                }
            }
            assert_eq!(pieces, whole.heads, "{text} {order:?}");
        }
    }
}

#[test]
fn queries_find_what_they_say() {
    let mut shelf = five();
    let tag = Change::Tag {
        articles: vec![shelf.key("Snow on the pass"), shelf.key("Ferry sold")],
        tag: "Later".to_owned(),
        on: true,
    };
    shelf.store.change(&tag).unwrap();
    let [ferry, pier, rye, snow, undated] = [
        "Ferry sold",
        "Pier stays open",
        "Rye is short",
        "Snow on the pass",
        "Undated piece",
    ];
    let cases: &[(&str, &[&str])] = &[
        ("pier", &[pier, undated]),
        ("PIÉR", &[pier, undated]),
        ("pie*", &[pier, undated]),
        ("\"port authority\"", &[ferry, pier]),
        ("port-authority", &[ferry, pier]),
        ("\"authority port\"", &[]),
        ("port -ferry", &[pier]),
        ("-pier", &[ferry, rye, snow]),
        ("-(pier or rye)", &[ferry, snow]),
        ("rye or snow", &[rye, snow]),
        ("(rye or pier) sound", &[pier]),
        ("pier or outlet:dorvane", &[pier, rye, undated]),
        ("kind:headline pier", &[pier]),
        ("kind:headline -pier", &[ferry, rye, snow, undated]),
        ("(kind:headline pier) or (kind:prose rye)", &[pier, rye]),
        ("kind:caption", &[]),
        ("-kind:caption", &[ferry, pier, rye, snow, undated]),
        ("actor:doe", &[pier]),
        ("actor:\"ilka doe\"", &[pier]),
        ("actor:ILK*", &[pier]),
        ("actor:roe", &[pier, rye]),
        ("-actor:roe", &[ferry, snow, undated]),
        ("actor:roe actor:doe", &[pier]),
        ("actor:roe kind:headline", &[]),
        ("says:doe", &[pier]),
        ("says:lisbon", &[]),
        ("place:lisbon", &[ferry, pier]),
        ("place:roe", &[]),
        ("outlet:post", &[ferry, pier]),
        ("outlet:\"velmora post\" -is:unread", &[ferry]),
        ("outlet:velm", &[]),
        ("outlet:velm*", &[ferry, pier]),
        ("tag:later", &[ferry, snow]),
        ("tag:la*", &[ferry, snow]),
        ("tag:la", &[]),
        ("-tag:later", &[pier, rye, undated]),
        ("is:unread", &[pier, snow, undated]),
        ("is:starred", &[]),
        ("date:2026", &[ferry, pier]),
        ("date:2026-01", &[pier]),
        ("date:2026-01-06", &[pier]),
        ("date:2026-01-05", &[]),
        ("date:2025-12-30", &[rye]),
        ("after:2025-12-31", &[ferry, pier]),
        ("after:2026-01-06", &[ferry, pier]),
        ("before:2026-01-06", &[rye, snow]),
        ("-before:2026-01-06", &[ferry, pier, undated]),
        ("after:2025-12 before:2026-01", &[rye]),
        ("newer:1d", &[]),
        ("newer:2d", &[ferry]),
        ("newer:35h", &[]),
        ("newer:36h", &[ferry]),
        ("newer:3m", &[ferry, pier, rye]),
        ("newer:9999y", &[ferry, pier, rye, snow]),
        ("story:anything", &[]),
        ("-story:anything", &[ferry, pier, rye, snow, undated]),
        ("topic:\"port authority\"", &[]),
    ];
    for (query, wanted) in cases {
        if *query == "topic:\"port authority\"" {
            // Whether that is a topic is for `extract` to say; the query must only be one.
            shelf.titles(query);
            continue;
        }
        assert_eq!(shelf.titles(query), *wanted, "{query}");
    }
}

#[test]
fn all_that_match_can_be_named_for_a_change_of_all() {
    let mut shelf = five();
    let keys = shelf
        .store
        .catalogue()
        .matching(&read("pier or rye"), NOW, 10)
        .unwrap();
    let wanted: Vec<_> = ["Pier stays open", "Rye is short", "Undated piece"]
        .iter()
        .map(|title| shelf.key(title))
        .collect();
    assert_eq!(keys, wanted);
    let some = shelf
        .store
        .catalogue()
        .matching(&read("is:unread pier"), NOW, 1)
        .unwrap();
    assert_eq!(some, wanted[..1]);
    let star = Change::Flag {
        articles: keys,
        flag: Flag::Starred,
        on: true,
    };
    assert_eq!(shelf.store.change(&star).unwrap().count, 3);
    assert_eq!(shelf.titles("is:starred").len(), 3);
}

#[test]
fn a_page_costs_no_sorting_of_all() {
    // The plans are the database's own; where it sorts, it says so.
    let shelf = five();
    let path = shelf.path();
    let database = rusqlite_of(&path);
    let shown = "m.present AND NOT m.removed";
    for order in [
        "m.row DESC",
        "m.story_row DESC, m.row DESC",
        "m.actors DESC, m.row DESC",
        "m.unread DESC, m.row DESC",
    ] {
        let sql = format!(
            "EXPLAIN QUERY PLAN SELECT * FROM article_meta AS m CROSS JOIN outlet AS o ON o.key = m.outlet WHERE {shown} ORDER BY {order} LIMIT 60"
        );
        assert_eq!(sorts(&database, &sql), 0, "{order}");
    }
    let outlets = format!(
        "EXPLAIN QUERY PLAN SELECT * FROM outlet AS o CROSS JOIN article_meta AS m ON m.outlet = o.key WHERE {shown} ORDER BY o.folded, o.name, m.row DESC LIMIT 60"
    );
    assert_eq!(sorts(&database, &outlets), 0);
    let sorting = "EXPLAIN QUERY PLAN SELECT * FROM article_meta AS m ORDER BY m.title";
    assert_eq!(sorts(&database, sorting), 1);
}

fn rusqlite_of(path: &std::path::Path) -> rusqlite::Connection {
    rusqlite::Connection::open(path).unwrap()
}

fn sorts(database: &rusqlite::Connection, sql: &str) -> usize {
    let mut statement = database.prepare(sql).unwrap();
    let lines = statement
        .query_map([], |row| row.get::<_, String>(3))
        .unwrap();
    lines
        .filter(|line| line.as_ref().unwrap().contains("TEMP B-TREE"))
        .count()
}

#[test]
fn very_many_articles_of_one_day_or_of_none_stay_in_their_time() {
    let mut shelf = Shelf::new();
    let mut batch = Vec::new();
    for (name, date, count) in [
        ("Day", "2026-01-06", 300),
        ("None", "", 300),
        ("Before", "2026-01-05", 3),
        ("After", "2026-01-07", 3),
    ] {
        batch.extend(
            (0..count).map(|number| unread(&page(&format!("{name} {number}"), "", date, "Words."))),
        );
    }
    shelf.store.ingest(&batch, ENGINE).unwrap();
    let all = shelf.page(&Query::default(), Order::Newest, 1000);
    let mut names: Vec<&str> = all
        .heads
        .iter()
        .map(|head| head.title.split(' ').next().unwrap())
        .collect();
    names.dedup();
    assert_eq!(names, ["After", "Day", "Before", "None"]);
    let count = |query: &str| shelf.page(&read(query), Order::Newest, 1000).heads.len();
    assert_eq!(count("date:2026-01-06"), 300);
    assert_eq!(count("before:2026-01-07"), 303);
    assert_eq!(count("-after:2020"), 300);
}
