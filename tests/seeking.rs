//! Searching a library file as the screen does: page by page, part by part, and on a thread of its own.
#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    clippy::panic,
    reason = "a test says what is wrong by failing"
)]

#[path = "support/shelf.rs"]
pub mod shelf;

use std::sync::mpsc::channel;

use rashomon::library::Library;
use rashomon::library::seek::lookup::Lookup;
use rashomon::library::seek::question::{Answer, Part, Question, Results, Told, Wanted};
use rashomon::library::seek::{Seeker, needle, now, read};
use rashomon::model::correction::Corrections;
use rashomon::model::query::{Order, Query};
use rashomon::model::state::Change;
use rashomon::store::traits::Store as _;
use shelf::{ENGINE, NOW, Shelf, page, unread};

/// A library of so many short articles, all of which tell of a ferry.
fn ferries(count: usize) -> Shelf {
    let mut shelf = Shelf::new();
    let batch: Vec<_> = (0..count)
        .map(|number| {
            let date = format!("2025-{:02}-{:02}", number / 28 % 12 + 1, number % 28 + 1);
            let title = format!("Piece {number}");
            let body = format!("A ferry of number {number} left the pier of Velmora at noon.");
            unread(&page(&title, "Velmora Post", &date, &body))
        })
        .collect();
    shelf.store.ingest(&batch, ENGINE).unwrap();
    shelf
}

fn asked(shelf: &Shelf, wanted: Wanted) -> Vec<Told> {
    let mut told = Vec::new();
    let question = Question { number: 7, wanted };
    Lookup::new(&shelf.path(), || NOW).answer(question, |answer| {
        assert_eq!(answer.number, 7);
        told.push(answer.told.unwrap());
    });
    told
}

fn results(shelf: &Shelf, wanted: Wanted) -> Results {
    match asked(shelf, wanted).pop() {
        Some(Told::Page(results)) => results,
        other => panic!("no page: {other:?}"),
    }
}

fn search(query: &str, count: usize) -> Wanted {
    Wanted::Page {
        query: read(query).unwrap(),
        order: Order::Newest,
        after: None,
        count,
    }
}

#[test]
fn a_search_is_told_page_by_page_with_the_words_found() {
    let shelf = ferries(25);
    let first = results(&shelf, search("ferry", 10));
    assert_eq!(first.hits.len(), 10);
    let hit = &first.hits[0];
    assert_eq!(hit.title, "Piece 24");
    assert_eq!(hit.outlet_label, "Velmora Post");
    assert_eq!(hit.date_label(), "Jan 25 '25");
    assert!(hit.unread && !hit.starred);
    assert_eq!(hit.marks[0].of(&hit.snippet), "ferry");
    let mut titles: Vec<String> = Vec::new();
    let mut page = first;
    loop {
        titles.extend(page.hits.into_iter().map(|hit| hit.title));
        let Some(after) = page.next else { break };
        let wanted = Wanted::Page {
            query: read("ferry").unwrap(),
            order: Order::Newest,
            after: Some(after),
            count: 10,
        };
        page = results(&shelf, wanted);
    }
    let all: Vec<String> = (0..25).rev().map(|n| format!("Piece {n}")).collect();
    assert_eq!(titles, all);
}

#[test]
fn a_hit_leads_to_the_words_of_its_snippet() {
    let body = "A ferry is old. Many say so, and many words go by before that is said again.\n\n\
                Nobody at all in the town of Ostrel had thought that the harbour could have a ferry to Lunmark by spring.";
    let shelf = Shelf::of(&[page("Harbour news", "", "2026-01-01", body)]);
    let found = results(&shelf, search("ferry lunmark", 5));
    let text = shelf.reports[0].1.article.text.clone();
    let place = found.hits[0].place_in(&text).unwrap();
    assert_eq!(place.of(&text), "ferry");
    assert!(place.start > text.find("Ostrel").unwrap());
    let needle = needle(&read("ferry -old lunm*").unwrap()).unwrap();
    let words = needle.all_in(&text);
    let words: Vec<&str> = words.iter().map(|range| range.of(&text)).collect();
    assert_eq!(words, ["ferry", "ferry", "Lunmark"]);
    let none = results(&shelf, search("is:unread", 5));
    assert_eq!(
        (none.hits[0].snippet.as_str(), none.hits[0].place_in(&text)),
        ("", None)
    );
}

#[test]
fn a_list_comes_in_parts_that_are_all_of_it_in_its_order() {
    let shelf = ferries(150);
    let told = asked(&shelf, Wanted::list(Query::default(), Order::Newest));
    let parts: Vec<Part> = told
        .into_iter()
        .map(|told| match told {
            Told::List(part) => part,
            other => panic!("no part: {other:?}"),
        })
        .collect();
    let ends: Vec<_> = parts
        .iter()
        .map(|part| (part.articles.len(), part.first, part.last))
        .collect();
    assert_eq!(ends, [(100, true, false), (50, false, true)]);
    let reader = shelf.store.reader().unwrap();
    let library = Library::open(&reader, Vec::new(), Corrections::default()).unwrap();
    let articles = parts.into_iter().flat_map(|part| part.articles);
    let ids = articles.filter_map(|at| library.id_of(library.row_at(at)?));
    let ids: Vec<_> = ids.collect();
    let page = shelf.page(&Query::default(), Order::Newest, 200);
    let all: Vec<_> = page.heads.iter().map(|head| head.id).collect();
    assert_eq!(ids, all);
}

#[test]
fn saved_searches_are_told_with_how_many_fit() {
    let mut shelf = ferries(30);
    for (name, query) in [
        ("by sea", "ferry"),
        ("january", "date:2025-01"),
        ("of later times", "mood:bright"),
    ] {
        let change = Change::Save {
            name: name.to_owned(),
            query: Some(query.to_owned()),
        };
        shelf.store.change(&change).unwrap();
    }
    let told = asked(&shelf, Wanted::Saved);
    let Told::Saved(saved) = &told[0] else {
        panic!("{told:?}");
    };
    let names: Vec<_> = saved.iter().map(|saved| saved.name.as_str()).collect();
    assert_eq!(names, ["by sea", "january", "of later times"]);
    let counts = [
        Told::Count("by sea".to_owned(), Some(30)),
        Told::Count("january".to_owned(), Some(28)),
        Told::Count("of later times".to_owned(), None),
    ];
    assert_eq!(told[1..], counts);
}

#[test]
fn a_library_that_is_not_there_yet_is_asked_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.library");
    let mut lookup = Lookup::new(&path, now);
    let mut told = Vec::new();
    let question = |number| Question {
        number,
        wanted: search("ferry", 5),
    };
    lookup.answer(question(1), |answer| told.push(answer.told));
    let reason = told.pop().unwrap().unwrap_err();
    assert!(reason.contains("a.library"), "{reason}");
    rashomon::store::sqlite::Sqlite::open(&path).unwrap();
    lookup.answer(question(2), |answer| told.push(answer.told));
    assert_eq!(told, [Ok(Told::Page(Results::default()))]);
}

#[test]
fn what_is_rare_is_looked_for_a_stretch_at_a_time_until_the_page_is_full() {
    let mut shelf = ferries(5_000);
    let rare = page("Of Zqarna", "", "2024-01-01", "Nobody has been to Zqarna.");
    shelf.store.ingest(&[unread(&rare)], ENGINE).unwrap();
    let told = asked(&shelf, search("zq*", 10));
    let pages: Vec<Results> = told
        .into_iter()
        .map(|told| match told {
            Told::Page(results) => results,
            other => panic!("no page: {other:?}"),
        })
        .collect();
    let (last, before) = pages.split_last().unwrap();
    assert!(!before.is_empty());
    assert!(
        before
            .iter()
            .all(|page| page.unfinished && page.hits.is_empty())
    );
    assert!(!last.unfinished && last.next.is_none());
    assert_eq!(last.hits[0].title, "Of Zqarna");
}

/// Whatever is asked in whatever haste, the last question of each lane is answered in full, and nothing is answered behind
/// what was asked later.
#[test]
fn the_newest_question_is_answered_and_stale_answers_are_dropped() {
    let shelf = ferries(1500);
    let (sender, answers) = channel::<Answer>();
    let lookup = Lookup::new(&shelf.path(), || NOW);
    let seeker = Seeker::start(lookup, move |answer| {
        sender.send(answer).ok();
    })
    .unwrap();
    seeker.ask(Question {
        number: 1,
        wanted: Wanted::list(Query::default(), Order::Newest),
    });
    let typed = "ferry of number velmora";
    let last = 200;
    for number in 2..=last {
        let start = typed
            .get(..3 + usize::try_from(number).unwrap() % 18)
            .unwrap();
        seeker.ask(Question {
            number,
            wanted: search(&format!("{}*", start.trim_end()), 30),
        });
    }
    drop(seeker);
    let answers: Vec<Answer> = answers.into_iter().collect();
    let pages: Vec<u64> = answers
        .iter()
        .filter(|answer| matches!(answer.told, Ok(Told::Page(_))))
        .map(|answer| answer.number)
        .collect();
    assert!(pages.is_sorted());
    assert_eq!(pages.last(), Some(&last));
    let listed = answers.iter().filter_map(|answer| match &answer.told {
        Ok(Told::List(part)) => Some(part),
        _ => None,
    });
    let listed: Vec<&Part> = listed.collect();
    assert_eq!(
        listed.iter().map(|part| part.articles.len()).sum::<usize>(),
        1500
    );
    assert!(listed[0].first && listed.last().unwrap().last);
    assert!(answers.iter().all(|answer| answer.told.is_ok()));
}
