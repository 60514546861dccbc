//! Full text: order, relevance, pieces of text, and search while things go on.

use rashomon::model::query::{Order, Query};
use rashomon::store::excerpt::Excerpt;
use rashomon::store::pages::{Request, WINDOW};
use rashomon::store::traits::{Catalogue as _, Store as _};

use crate::shelf::{ENGINE, NOW, Shelf, page, read, unread};

#[test]
fn relevance_puts_the_headline_first_and_newest_puts_time_first() {
    let shelf = Shelf::of(&[
        page(
            "Ferry sold to the island",
            "",
            "2025-01-01",
            "The ferry changes hands. A ferry of this age is rare.",
        ),
        page(
            "Budget passed",
            "",
            "2026-01-01",
            "Among forty points of the budget there is one about bridges, roads, schools and a ferry.",
        ),
    ]);
    let newest = ["Budget passed", "Ferry sold to the island"];
    assert_eq!(shelf.titles("ferry"), newest);
    assert_eq!(
        shelf.titles_by("ferry", Order::Relevance),
        [newest[1], newest[0]]
    );
    assert_eq!(
        shelf.titles_by("ferry after:2025-06", Order::Relevance),
        [newest[0]]
    );
}

#[test]
fn snippets_show_where_the_words_stand() {
    let shelf = Shelf::of(&[page(
        "Harbour news",
        "",
        "2026-01-01",
        "Much was said about many things on that day in the council of the town, and only then did the mayor speak of the Łódź ferry, which nobody had seen for years.",
    )]);
    let key = shelf.key("Harbour news");
    let snippets = |query: &str| {
        let found = shelf
            .store
            .catalogue()
            .snippets(&read(query), NOW, &[key])
            .unwrap();
        let marked: Vec<String> = found[0]
            .marks
            .iter()
            .map(|mark| mark.of(&found[0].text).to_owned())
            .collect();
        (found[0].text.clone(), marked)
    };
    let (text, marked) = snippets("łodz");
    assert!(
        text.starts_with('…') && text.contains("mayor speak of the Łódź ferry"),
        "{text}"
    );
    assert_eq!(marked, ["Łódź"]);
    assert_eq!(snippets("fer* mayor").1, ["mayor", "ferry"]);
    assert_eq!(snippets("is:unread").0, "");
    assert_eq!(snippets("absent").0, "");
}

#[test]
fn a_snippet_is_of_the_prose_and_of_another_part_only_where_that_has_none_of_the_words() {
    let shelf = Shelf::of(&[
        page("Ferry sold", "", "2026-01-01", "The ferry changes hands."),
        page("Ferry lost", "", "2025-01-01", "It is seen no more."),
    ]);
    let snippet = |query: &str, title: &str| {
        let key = shelf.key(title);
        let found = shelf.store.catalogue().snippets(&read(query), NOW, &[key]);
        let found = found.unwrap().remove(0);
        let marks = found
            .marks
            .iter()
            .map(|mark| mark.of(&found.text).to_owned());
        (marks.collect::<Vec<_>>(), found.text.clone())
    };
    let prose = (
        vec!["ferry".to_owned()],
        "The ferry changes hands.".to_owned(),
    );
    assert_eq!(snippet("ferry", "Ferry sold"), prose);
    let headline = |title: &str| (vec!["Ferry".to_owned()], title.to_owned());
    assert_eq!(snippet("ferry", "Ferry lost"), headline("Ferry lost"));
    assert_eq!(
        snippet("ferry kind:headline", "Ferry sold"),
        headline("Ferry sold")
    );
}

#[test]
fn a_word_in_very_many_articles_is_ranked_among_the_newest_and_that_is_said() {
    let mut shelf = Shelf::new();
    let batch: Vec<_> = (0..WINDOW + 20)
        .map(|number| {
            // The oldest would be the best match.
            let body = if number == 0 {
                "Ferry ferry ferry."
            } else {
                "A ferry, and a few words more."
            };
            unread(&page(&format!("Piece {number}"), "", "2026-01-01", body))
        })
        .collect();
    shelf.store.ingest(&batch, ENGINE).unwrap();
    let ranked = shelf.page(&read("ferry"), Order::Relevance, 10);
    assert_eq!(ranked.within, Some(WINDOW));
    assert_eq!(ranked.heads.len(), 10);
    assert!(ranked.heads.iter().all(|head| head.title != "Piece 0"));
    assert_eq!(shelf.page(&read("ferry"), Order::Newest, 10).within, None);
    let rare = shelf.page(&read("ferry kind:headline"), Order::Relevance, 10);
    assert_eq!((rare.within, rare.heads.len()), (None, 0));
    assert_eq!(shelf.page(&Query::default(), Order::Story, 3).within, None);
}

#[test]
fn words_of_the_query_have_no_meaning_for_the_database() {
    let shelf = Shelf::of(&[page(
        "A piece",
        "100% Post",
        "",
        "NEAR the pier AND not OR near_here.",
    )]);
    for query in [
        "near",
        "NEAR",
        "and",
        "AND",
        "\"not or\"",
        "near_here",
        "body",
        "a'b",
        "x;drop",
        "col^umn",
        "\"NEAR(pier near, 3)\"",
        "actor:o'x",
        "outlet:100%",
        "outlet:%a",
        "tag:x_y",
        "story:a%",
        "topic:\"a'b\"",
        "place:a\\b",
    ] {
        shelf.titles(query);
        shelf.titles_by(query, Order::Relevance);
    }
    assert_eq!(shelf.titles("outlet:100%"), ["A piece"]);
    assert!(shelf.titles("outlet:1%").is_empty());
    assert_eq!(shelf.titles("near_here"), ["A piece"]);
    assert!(shelf.titles("body").is_empty());
}

#[test]
fn a_request_can_be_ended_from_another_thread() {
    let mut shelf = Shelf::new();
    let batch: Vec<_> = (0..2000)
        .map(|number| {
            unread(&page(
                &format!("Piece {number}"),
                "",
                "",
                &"many words stand here. ".repeat(60),
            ))
        })
        .collect();
    shelf.store.ingest(&batch, ENGINE).unwrap();
    let reader = shelf.store.reader().unwrap();
    let interrupter = reader.interrupter();
    let done = std::sync::atomic::AtomicBool::new(false);
    let ended = std::thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(std::sync::atomic::Ordering::Relaxed) {
                interrupter.interrupt();
            }
        });
        let keys = reader.matching(&Query::default(), NOW, 2000);
        let query = read("w* s* h* m*");
        // Some request is long enough to be hit.
        let hit = (0..1000).any(|_| {
            let many = reader.matching(&query, NOW, 2000);
            many.is_err_and(|error| rashomon::store::sqlite::is_interrupted(&error))
        });
        done.store(true, std::sync::atomic::Ordering::Relaxed);
        drop(keys);
        hit
    });
    assert!(ended);
    assert_eq!(
        reader.matching(&Query::default(), NOW, 5000).unwrap().len(),
        2000
    );
}

#[test]
fn words_by_their_first_letters_are_found_by_reading_page_by_page() {
    let mut shelf = Shelf::new();
    for number in 0..150 {
        let word = if number % 40 == 0 { "Ömlet" } else { "bread" };
        let body = format!("There was {word} on the table of house {number}.");
        let page = page(&format!("House {number}"), "Post", "2026-01-01", &body);
        shelf.store.ingest(&[unread(&page)], ENGINE).unwrap();
    }
    let gathered = |query: &str| {
        let query = read(query);
        let (mut titles, mut after, mut pages) = (Vec::new(), None, 0);
        loop {
            let request = Request {
                query: &query,
                order: Order::Newest,
                after: after.as_ref(),
                count: 60,
                now: NOW,
            };
            let page = shelf.store.catalogue().page(&request).unwrap();
            titles.extend(page.heads.iter().map(|head| head.title.clone()));
            pages += 1;
            assert_eq!(
                page.within.is_some(),
                page.next.is_some() && page.heads.len() < 60
            );
            after = page.next;
            if after.is_none() {
                return (titles, pages);
            }
        }
    };
    let rare = ["House 120", "House 80", "House 40", "House 0"];
    assert_eq!(gathered("om*"), (rare.map(str::to_owned).to_vec(), 2));
    assert_eq!(gathered("oml*").0, rare);
    assert_eq!(gathered("o* house om*").0.len(), 4);
    assert_eq!(gathered("br*").0.len(), 146);
    assert!(gathered("kind:headline br*").0.is_empty());
    assert_eq!(gathered("kind:headline ho*").0.len(), 150);
    assert_eq!(gathered("br* -om*").0.len(), 146);
    // What is done to all that fit is done to all.
    let all = shelf.store.catalogue().matching(&read("br*"), NOW, 1000);
    assert_eq!(all.unwrap().len(), 146);
    let keys = [shelf.key("House 40"), shelf.key("House 41")];
    let told = |query: &str| -> Vec<Vec<String>> {
        let snippets = shelf.store.catalogue().snippets(&read(query), NOW, &keys);
        let marks = |excerpt: &Excerpt| -> Vec<String> {
            let marks = excerpt.marks.iter();
            marks
                .map(|mark| mark.of(&excerpt.text).to_owned())
                .collect()
        };
        snippets.unwrap().iter().map(marks).collect()
    };
    assert_eq!(told("om*"), [vec!["Ömlet".to_owned()], Vec::new()]);
    assert_eq!(told("oml* or brea*"), [["Ömlet"], ["bread"]]);
}

#[test]
fn what_excludes_itself_fits_nothing_in_whatever_words() {
    let shelf = Shelf::of(&[page(
        "Pier",
        "Post",
        "2026-01-06",
        "Mayor Ilka Doe said the pier was sound.",
    )]);
    for query in [
        "actor:doe -actor:doe",
        "pier -pier",
        "(pier -pier) or (is:unread -is:unread)",
        "outlet:post pier -outlet:post",
        "pi* -pi*",
    ] {
        assert!(shelf.titles(query).is_empty(), "{query}");
    }
    assert!(
        !shelf
            .titles("pier -(pier ferry) or (pier -pier)")
            .is_empty()
    );
}
