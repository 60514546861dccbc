//! What a window over a library asks: one state, all articles in few bytes, who stands where, what belongs together.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::path::Path;

use rashomon::model::actor::ActorId;
use rashomon::model::link::Ruled;
use rashomon::model::problem::{Problem, Severity};
use rashomon::model::query::{Part, Query, Text};
use rashomon::model::state::{ArticleKey, Change, Flag};
use rashomon::store::columns::{Column, StoryRow};
use rashomon::store::files::FileState;
use rashomon::store::groups::{Regrouped, StoryDraft, TextDraft};
use rashomon::store::linking::Linking;
use rashomon::store::people::{Asked, Counted};
use rashomon::store::spots::{About, Spot, Who};
use rashomon::store::sqlite::{Reader, Sqlite};
use rashomon::store::traits::{Catalogue as _, Store as _};

use crate::generate;
use crate::shelf::{NOW, Shelf, page};

fn three() -> Shelf {
    Shelf::of(&[
        page(
            "Pier stays open",
            "Velmora Post",
            "2026-01-06",
            "Mayor Ilka Doe said the pier was sound. “It holds,” Doe said. \n\nA senior official said that the ferry was sold.",
        ),
        page(
            "Doe visits Lisbon",
            "Dorvane Times",
            "2026-01-08",
            "Mayor Ilka Doe went to Lisbon. Richard Roe stayed at home. The mayor said that she liked it.",
        ),
        page(
            "Rye is short",
            "",
            "",
            "Miller Janna Falk said the harvest was poor. Mayor Ilka Doe was told.",
        ),
    ])
}

fn flag(articles: &[ArticleKey], flag: Flag, on: bool) -> Change {
    Change::Flag {
        articles: articles.to_vec(),
        flag,
        on,
    }
}

fn counted(shelf: &Shelf, start: &str) -> Counted {
    let found = shelf.store.catalogue().actors(start, 10).unwrap();
    assert_eq!(found.len(), 1, "{start}: {found:?}");
    found[0].clone()
}

/// The words at each place, with the titles of their articles.
fn told(shelf: &Shelf, spots: &[Spot]) -> Vec<(String, String)> {
    let catalogue = shelf.store.catalogue();
    let held = |spot: &Spot| catalogue.article(spot.article).unwrap().unwrap();
    spots
        .iter()
        .map(|spot| {
            let held = held(spot);
            (
                held.head.title,
                spot.range.of(&held.article.text).to_owned(),
            )
        })
        .collect()
}

#[test]
fn a_snapshot_sees_one_state_whatever_is_written() {
    let mut shelf = three();
    let snapshot = shelf.store.catalogue().snapshot().unwrap();
    let before = snapshot.columns(None, 100).unwrap();
    shelf.add(&page("Snow", "Velmora Post", "2026-02-01", "Snow fell."));
    shelf.link();
    let key = shelf.key("Pier stays open");
    shelf
        .store
        .change(&flag(&[key], Flag::Starred, true))
        .unwrap();
    // Also on another thread.
    let (snapshot, seen) = std::thread::spawn(move || {
        let seen = snapshot.columns(None, 100).unwrap();
        (snapshot, seen)
    })
    .join()
    .unwrap();
    assert_eq!(seen, before);
    assert_eq!(snapshot.stats().unwrap().articles, 3);
    let later = shelf.store.catalogue().snapshot().unwrap();
    assert_eq!(later.stats().unwrap().articles, 4);
    assert!(later.state() > snapshot.state());
    let since = later.changes(snapshot.state(), 100).unwrap();
    assert!(since.events.iter().any(|event| event.article == Some(key)));
    assert!(
        snapshot
            .changes(snapshot.state(), 100)
            .unwrap()
            .events
            .is_empty()
    );
    let copy = shelf.folder.path().join("copy");
    snapshot.backup(&copy).unwrap();
    assert_eq!(Reader::open(&copy).unwrap().stats().unwrap().articles, 3);
}

#[test]
fn the_log_is_begun_anew_when_no_snapshot_needs_it() {
    let mut shelf = three();
    let log = shelf.folder.path().join("a.library-wal");
    let length = || std::fs::metadata(&log).unwrap().len();
    let old = shelf.store.catalogue().snapshot().unwrap();
    let large = "x".repeat(1 << 20);
    shelf.store.set_value("large", Some(&large)).unwrap();
    assert!(
        !shelf.store.settle().unwrap(),
        "the old state is still looked at"
    );
    let new = shelf.store.catalogue().snapshot().unwrap();
    drop(old);
    assert!(shelf.store.settle().unwrap());
    let fresh = shelf.store.catalogue().snapshot().unwrap();
    drop(new);
    let before = length();
    for round in 0..3 {
        shelf.store.set_value("large", Some(&large)).unwrap();
        assert!(length() <= before, "round {round}");
        assert_eq!(fresh.value("small").unwrap(), None);
        // What has come since is behind what `fresh` sees, which needs no log.
        let next = shelf.store.catalogue().snapshot().unwrap();
        drop(next);
        shelf.store.settle().unwrap();
    }
}

#[test]
fn a_temporary_library_goes_with_its_handle() {
    let folder = tempfile::tempdir().unwrap();
    let one = Sqlite::temporary(folder.path()).unwrap();
    let mut two = Sqlite::temporary(folder.path()).unwrap();
    assert!(one.is_temporary());
    let path = two.catalogue().path().to_owned();
    assert_ne!(one.catalogue().path(), path);
    two.set_value("a", Some("1")).unwrap();
    let other = Reader::open(&path).unwrap();
    assert_eq!(other.value("a").unwrap().unwrap(), "1");
    drop((one, two, other));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    assert!(Sqlite::temporary(&folder.path().join("none")).is_err());
}

#[test]
fn columns_are_all_articles_newest_first_by_the_piece() {
    let mut shelf = Shelf::new();
    for index in 0..50 {
        shelf.add(&generate::article(6, index, 80));
    }
    shelf.link();
    let hidden = shelf.reports[7].0;
    let read = shelf.reports[9].0;
    shelf
        .store
        .change(&flag(&[hidden], Flag::Removed, true))
        .unwrap();
    shelf
        .store
        .change(&flag(&[read], Flag::Read, true))
        .unwrap();
    let catalogue = shelf.store.catalogue();
    let all = catalogue.columns(None, usize::MAX).unwrap();
    assert_eq!(all.len(), 49);
    assert!(all.is_sorted_by(|one, other| one.row > other.row));
    let mut pieces: Vec<Column> = Vec::new();
    loop {
        let before = pieces.last().map(|last| last.row);
        let some = catalogue.columns(before, 20).unwrap();
        if some.is_empty() {
            break;
        }
        pieces.extend(some);
    }
    assert_eq!(pieces, all);
    let keys: Vec<ArticleKey> = all.iter().map(|column| column.key).collect();
    let heads = catalogue.heads(&keys).unwrap();
    for (column, head) in all.iter().zip(&heads) {
        assert_eq!((column.id, column.story), (head.id, head.story));
        assert_eq!(column.unread, head.unread);
        assert_eq!(column.unread, column.key != read);
        let date = head.date.as_ref().and_then(|date| date.value.sort_key());
        assert_eq!(column.row.is_dated(), date.is_some());
    }
    let some = catalogue
        .columns_of(&[all[3].key, hidden, all[1].key])
        .unwrap();
    assert_eq!(some, [all[3], all[1]]);
}

#[test]
fn the_order_of_stories_is_that_of_the_list_by_story() {
    let mut shelf = Shelf::new();
    for index in 0..60 {
        shelf.add(&generate::article(5, index, 200));
    }
    let linking = crate::shelf::linking(&shelf.reports);
    shelf.store.lay_links(&linking).unwrap();
    let catalogue = shelf.store.catalogue();
    let all = catalogue.columns(None, usize::MAX).unwrap();
    let mut wanted: Vec<StoryRow> = all.iter().map(Column::by_story).collect();
    wanted.sort_unstable_by_key(|at| Reverse(*at));
    assert_eq!(catalogue.story_rows(None, usize::MAX).unwrap(), wanted);
    let (ahead, behind) = wanted.split_at(17);
    let rest = catalogue.story_rows(ahead.last().copied(), usize::MAX);
    assert_eq!(rest.unwrap(), behind);
    for column in &all {
        let same = all.iter().filter(|other| other.story == column.story);
        let newest = same.map(|other| other.row).max();
        let newest = newest.filter(|_| column.story.is_some());
        assert_eq!(column.newest, newest.unwrap_or(column.row));
    }
}

#[test]
fn spots_are_counted_as_the_findings_are() {
    let shelf = three();
    let catalogue = shelf.store.catalogue();
    let doe = counted(&shelf, "ilka");
    let who = Who::Actor(doe.actor.id);
    let spots = catalogue.spots(who, Asked::Mentions, None, 100).unwrap();
    assert_eq!((doe.articles, doe.places), (3, spots.len()));
    for spot in &spots {
        let held = catalogue.article(spot.article).unwrap().unwrap();
        let range = if spot.loose {
            held.findings.references[spot.index].range
        } else {
            held.findings.mentions[spot.index].form()
        };
        assert_eq!(range, spot.range);
    }
    assert!(spots.iter().any(|spot| spot.part == Some(Part::Headline)));
    let words = told(&shelf, &spots);
    assert_eq!(words[0], ("Doe visits Lisbon".to_owned(), "Doe".to_owned()));
    // By the article.
    let first = catalogue.spots(who, Asked::Mentions, None, 1).unwrap();
    assert!(first.iter().all(|spot| spot.row == spots[0].row));
    let rest = catalogue
        .spots(who, Asked::Mentions, Some(first[0].row), 9)
        .unwrap();
    assert_eq!([first, rest].concat(), spots);
    let said = catalogue.spots(who, Asked::Sayings, None, 100).unwrap();
    assert_eq!(doe.sayings, said.len());
    for spot in &said {
        let held = catalogue.article(spot.article).unwrap().unwrap();
        assert_eq!(held.findings.quotes[spot.index].range, spot.range);
    }
    let words = told(&shelf, &said);
    assert!(
        words.contains(&("Pier stays open".to_owned(), "“It holds,”".to_owned())),
        "{words:?}"
    );
    let unnamed = catalogue
        .spots(Who::Unnamed, Asked::Sayings, None, 100)
        .unwrap();
    assert_eq!(unnamed.len(), 1, "{:?}", told(&shelf, &unnamed));
    assert!(told(&shelf, &unnamed)[0].1.contains("ferry was sold"));
    assert_eq!(
        catalogue
            .spots(Who::Unnamed, Asked::Mentions, None, 9)
            .unwrap(),
        []
    );
    assert_eq!(
        catalogue
            .spots(Who::Actor(ActorId(12)), Asked::Mentions, None, 9)
            .unwrap(),
        []
    );
}

#[test]
fn what_is_hidden_is_counted_nowhere_until_it_is_back() {
    let mut shelf = Shelf::new();
    let file = shelf.file(None, Path::new("/news/pier.md"), 1);
    let text = page(
        "Pier",
        "Post",
        "2026-01-06",
        "Mayor Ilka Doe said the pier was sound. Doe left.",
    );
    let pier = shelf.keep(Some(file), &text).key;
    let sold = shelf.add(&page(
        "Sold",
        "Post",
        "2026-01-07",
        "Mayor Ilka Doe sold the ferry.",
    ));
    shelf.link();
    let before = counted(&shelf, "ilka");
    assert_eq!((before.articles, before.sayings), (2, 1));
    let without = |shelf: &Shelf| {
        let now = counted(shelf, "ilka");
        assert_eq!((now.articles, now.places, now.sayings), (1, 1, 0));
        let spots =
            shelf
                .store
                .catalogue()
                .spots(Who::Actor(now.actor.id), Asked::Mentions, None, 9);
        assert_eq!(spots.unwrap().len(), 1);
    };
    shelf
        .store
        .change(&flag(&[pier], Flag::Removed, true))
        .unwrap();
    without(&shelf);
    // Gone twice, it is back when both are.
    shelf.store.vanish(&[file]).unwrap();
    without(&shelf);
    shelf.store.undo().unwrap();
    without(&shelf);
    assert_eq!(shelf.complaints(), Vec::<String>::new());
    // Linked while it is not shown.
    shelf.link();
    without(&shelf);
    shelf.keep(Some(file), &text);
    assert_eq!(counted(&shelf, "ilka"), before);
    shelf.file(None, Path::new("/news/pier.md"), 1);
    assert_eq!(counted(&shelf, "ilka"), before);
    shelf
        .store
        .change(&flag(&[sold, pier], Flag::Removed, true))
        .unwrap();
    let all = shelf.store.catalogue().all_actors(None, 10).unwrap();
    assert!(all.0.is_empty(), "{all:?}");
    assert_eq!(shelf.complaints(), Vec::<String>::new());
}

#[test]
fn whom_the_reader_dismisses_is_shown_nowhere_and_comes_back_as_it_was() {
    let mut shelf = three();
    let roe = counted(&shelf, "ric").actor.id;
    let doe = counted(&shelf, "ilka").actor.id;
    let visit = shelf.key("Doe visits Lisbon");
    let picture = |shelf: &Shelf| {
        let catalogue = shelf.store.catalogue();
        let held = catalogue.article(visit).unwrap().unwrap();
        let actors = catalogue.actors("", 99).unwrap();
        let spots = catalogue
            .spots(Who::Actor(doe), Asked::Mentions, None, 99)
            .unwrap();
        let said = catalogue
            .spots(Who::Actor(doe), Asked::Sayings, None, 99)
            .unwrap();
        (
            held,
            actors,
            spots,
            said,
            told(
                shelf,
                &catalogue
                    .spots(Who::Actor(roe), Asked::Mentions, None, 99)
                    .unwrap(),
            ),
        )
    };
    let dismiss = |shelf: &mut Shelf, actors: &[ActorId]| {
        let linking = Linking {
            dismissed: Some(actors.iter().copied().collect::<BTreeSet<_>>()),
            ..Linking::default()
        };
        shelf.store.lay_links(&linking).unwrap();
    };
    let before = picture(&shelf);
    dismiss(&mut shelf, &[roe]);
    let after = picture(&shelf);
    assert_eq!(
        after.0.findings.mentions.len() + 1,
        before.0.findings.mentions.len()
    );
    let links = after.0.links.as_ref().unwrap();
    assert!(links.names.iter().all(|link| link.actor != roe));
    assert_eq!(after.0.head.actors + 1, before.0.head.actors);
    assert_eq!(after.1.len() + 1, before.1.len());
    assert!(after.4.is_empty());
    assert!(
        shelf
            .store
            .catalogue()
            .actors_of(&[roe])
            .unwrap()
            .is_empty()
    );
    assert!(shelf.titles("actor:roe").is_empty());
    // The others stand where they stood, counted among those that are left.
    assert_eq!(told(&shelf, &after.2), told(&shelf, &before.2));
    for spot in after
        .2
        .iter()
        .filter(|spot| spot.article == visit && !spot.loose)
    {
        assert_eq!(after.0.findings.mentions[spot.index].form(), spot.range);
    }
    assert_eq!(shelf.complaints(), Vec::<String>::new());
    // What comes in later says so too.
    dismiss(&mut shelf, &[roe, doe]);
    dismiss(&mut shelf, &[doe]);
    dismiss(&mut shelf, &[]);
    assert_eq!(picture(&shelf), before);
    assert_eq!(shelf.complaints(), Vec::<String>::new());
}

#[test]
fn stories_and_threads_are_told_with_their_articles() {
    let mut shelf = Shelf::new();
    for index in 0..60 {
        shelf.add(&generate::article(5, index, 200));
    }
    let linking = crate::shelf::linking(&shelf.reports);
    shelf.store.lay_links(&linking).unwrap();
    let catalogue = shelf.store.catalogue();
    let stories = catalogue.stories(ArticleKey(0), 1000).unwrap();
    assert_eq!(stories.len(), linking.stories.len());
    for story in &stories {
        let articles = catalogue.of_story(story.key).unwrap();
        let columns = catalogue.columns_of(&articles).unwrap();
        assert!(columns.is_sorted_by(|one, other| one.row > other.row));
        assert!(columns.iter().all(|column| column.story == Some(story.key)));
        let heads = catalogue.heads(&articles).unwrap();
        let outlets: BTreeSet<_> = heads.iter().map(|head| &head.outlet).collect();
        assert_eq!(
            (story.articles, story.outlets),
            (articles.len(), outlets.len())
        );
        assert_eq!(catalogue.story(story.key).unwrap().as_ref(), Some(story));
    }
    // A story, an article alone and another story are of one topic.
    let [one, other] = [0, 1].map(|number| catalogue.of_story(stories[number].key).unwrap());
    let alone = linking.alone[0];
    let events = vec![one.clone(), vec![alone], other.clone()];
    let threads = Regrouped {
        groups: vec![events.clone()],
        alone: Vec::new(),
    };
    let linking = Linking {
        threads,
        ..Linking::default()
    };
    shelf.store.lay_links(&linking).unwrap();
    let catalogue = shelf.store.catalogue();
    for article in [one[0], alone, other[0]] {
        assert_eq!(catalogue.thread(article).unwrap(), events);
    }
    // A story of which all but one are hidden is none, and is one again.
    let story = &stories[0];
    let articles = catalogue.of_story(story.key).unwrap();
    shelf
        .store
        .change(&flag(&articles[1..], Flag::Removed, true))
        .unwrap();
    let left = shelf
        .store
        .catalogue()
        .stories(ArticleKey(0), 1000)
        .unwrap();
    assert_eq!(left[..], stories[1..]);
    assert_eq!(shelf.complaints(), Vec::<String>::new());
    shelf.store.undo().unwrap();
    assert_eq!(
        shelf
            .store
            .catalogue()
            .stories(ArticleKey(0), 1000)
            .unwrap(),
        stories
    );
}

#[test]
fn copies_and_versions_are_told_and_reprints_are_no_voices() {
    let words = "The ferry of Velmora goes to new owners in Lisbon, said Mayor Ilka Doe on Monday.";
    let mut shelf = Shelf::of(&[
        page("Ferry sold", "Velmora Post", "2026-03-01", words),
        page("Ferry goes", "Dorvane Times", "2026-03-02", words),
        page(
            "Ferry gone",
            "Dorvane Times",
            "2026-03-03",
            &format!("{words} She was glad."),
        ),
        page("Snow", "Velmora Post", "2026-03-03", "Snow fell."),
    ]);
    let keys = ["Ferry sold", "Ferry goes", "Ferry gone"].map(|title| shelf.key(title));
    let snow = shelf.key("Snow");
    let story = StoryDraft {
        name: "The ferry".to_owned(),
        because: "one event".to_owned(),
        pinned: true,
        articles: keys.to_vec(),
    };
    let linking = Linking {
        stories: vec![story],
        texts: Regrouped {
            groups: vec![TextDraft {
                articles: keys[..2].to_vec(),
                counted: keys[0],
                original: Some(keys[0]),
                because: "the earliest here".to_owned(),
            }],
            alone: vec![snow],
        },
        series: Regrouped {
            groups: vec![keys[1..].to_vec()],
            alone: Vec::new(),
        },
        ..Linking::default()
    };
    shelf.store.lay_links(&linking).unwrap();
    let catalogue = shelf.store.catalogue();
    let story = catalogue.story(keys[0]).unwrap().unwrap();
    assert_eq!(
        (story.articles, story.outlets, story.reprints, story.pinned),
        (3, 2, 1, true)
    );
    let copies = catalogue.copies(keys[1]).unwrap().unwrap();
    assert_eq!((copies.counted, copies.original), (keys[0], Some(keys[0])));
    assert_eq!(copies.articles, keys[..2]);
    assert_eq!(catalogue.copies(snow).unwrap(), None);
    assert_eq!(catalogue.versions(keys[2]).unwrap(), keys[1..]);
    assert_eq!(catalogue.versions(snow).unwrap(), []);
    let heads = catalogue.heads(&keys).unwrap();
    let told: Vec<_> = heads
        .iter()
        .map(|head| (head.copies, head.version))
        .collect();
    assert_eq!(told, [(2, None), (2, Some((1, 2))), (1, Some((2, 2)))]);
    // Without its original, a copy is not told as one.
    shelf
        .store
        .change(&flag(&[keys[0]], Flag::Removed, true))
        .unwrap();
    let catalogue = shelf.store.catalogue();
    assert_eq!(catalogue.copies(keys[1]).unwrap(), None);
    assert_eq!(catalogue.heads(&keys[1..2]).unwrap()[0].copies, 1);
    shelf.store.undo().unwrap();
    // Groups that come apart.
    let apart = Linking {
        texts: Regrouped {
            groups: Vec::new(),
            alone: keys.to_vec(),
        },
        series: Regrouped {
            groups: Vec::new(),
            alone: keys.to_vec(),
        },
        ..Linking::default()
    };
    shelf.store.lay_links(&apart).unwrap();
    let catalogue = shelf.store.catalogue();
    assert_eq!(catalogue.copies(keys[1]).unwrap(), None);
    assert_eq!(catalogue.story(keys[0]).unwrap().unwrap().reprints, 0);
    assert_eq!(shelf.complaints(), Vec::<String>::new());
}

#[test]
fn people_of_one_article_have_different_colours_and_keep_them() {
    let people =
        "Mayor Ilka Doe met Richard Roe. Janna Falk met Odile Farrant. Tomas Wirth met Bela Novik.";
    let mut shelf = Shelf::of(&[page("One", "Post", "2026-01-01", people)]);
    let colours = |shelf: &Shelf| -> Vec<(String, usize)> {
        let (actors, _) = shelf.store.catalogue().all_actors(None, 100).unwrap();
        let told = actors
            .into_iter()
            .map(|counted| (counted.actor.name, counted.colour));
        told.take(6).collect()
    };
    let first = colours(&shelf);
    let different: BTreeSet<usize> = first.iter().map(|(_, colour)| *colour).collect();
    assert_eq!((first.len(), different.len()), (6, 6), "{first:?}");
    for number in 0..5 {
        let body =
            format!("Bela Novik saw Anna Berg{number}, Ida Holm{number} and Tomas Wirth. {people}");
        shelf.add(&page(
            &format!("More {number}"),
            "Post",
            "2026-01-02",
            &body,
        ));
        shelf.link();
    }
    assert_eq!(colours(&shelf), first);
}

#[test]
fn rules_and_problems_are_kept() {
    let mut shelf = Shelf::new();
    let ruled = vec![
        Ruled {
            line: 2,
            count: 5,
            overruled: None,
        },
        Ruled {
            line: 4,
            count: 0,
            overruled: Some(9),
        },
    ];
    let linking = Linking {
        ruled: Some(ruled.clone()),
        ..Linking::default()
    };
    shelf.store.lay_links(&linking).unwrap();
    shelf.store.lay_links(&Linking::default()).unwrap();
    assert_eq!(shelf.store.catalogue().ruled().unwrap(), ruled);
    let [one, two] = ["a.md", "b.md"].map(|name| shelf.file(None, Path::new(name), 1));
    let problem = |source: &str, line, severity| Problem {
        source: source.to_owned(),
        line,
        severity,
        reason: "why".to_owned(),
    };
    let of_one = [
        problem("a.md", Some(3), Severity::Repaired),
        problem("a.md", None, Severity::Skipped),
    ];
    let of_two = [problem("b.md", None, Severity::Failed)];
    shelf.store.note_problems(one, &of_two).unwrap();
    shelf.store.note_problems(one, &of_one).unwrap();
    shelf.store.note_problems(two, &of_two).unwrap();
    let catalogue = shelf.store.catalogue();
    let (some, next) = catalogue.problems(None, 2).unwrap();
    let (rest, end) = catalogue.problems(next.as_ref(), 2).unwrap();
    assert_eq!(
        (&some[..], &rest[..], end),
        (&of_one[..], &of_two[..], None)
    );
    shelf.store.vanish(&[one]).unwrap();
    assert_eq!(shelf.store.catalogue().problems(None, 9).unwrap().0, of_two);
    assert!(matches!(
        shelf
            .store
            .catalogue()
            .file(Path::new("a.md"))
            .unwrap()
            .unwrap()
            .state,
        FileState::Vanished
    ));
}

#[test]
fn what_is_new_is_told_of_actors_topics_and_the_unnamed() {
    let mut shelf = three();
    let doe = counted(&shelf, "ilka").actor.id;
    let seen = shelf.reports[2].0;
    let body = "Mayor Ilka Doe was silent. A senior official said that the ferry was sold. New owners run it.";
    let new = shelf.add(&page("Ferry", "Post", "2025-01-01", body));
    shelf.add(&page(
        "Snow",
        "Post",
        "2026-05-01",
        "Snow fell on the pass.",
    ));
    shelf.link();
    let query = Query::Topic(Text::phrase("new owners"));
    for about in [
        About::Who(Who::Actor(doe)),
        About::Who(Who::Unnamed),
        About::Query(&query, NOW),
    ] {
        let catalogue = shelf.store.catalogue();
        assert_eq!(
            catalogue.fresh(about, seen, 10).unwrap(),
            [new],
            "{about:?}"
        );
        assert_eq!(catalogue.fresh(about, new, 10).unwrap(), []);
    }
}

#[test]
fn a_phrase_is_found_where_it_is_one_of_the_article() {
    let quotas = "The security guarantees were given in May. The security guarantees hold.";
    let shelf = Shelf::of(&[
        page("One", "Post", "2026-01-01", quotas),
        page("Two", "Post", "2026-01-02", &format!("{quotas} So it is.")),
    ]);
    let catalogue = shelf.store.catalogue();
    let found = catalogue.phrase("security guarantees", None, 10).unwrap();
    let articles: Vec<_> = found.iter().map(|found| found.article).collect();
    assert_eq!(articles, [shelf.key("Two"), shelf.key("One")]);
    for found in &found {
        let text = catalogue
            .article(found.article)
            .unwrap()
            .unwrap()
            .article
            .text;
        assert_eq!(found.ranges.len(), 2);
        assert!(
            found
                .ranges
                .iter()
                .all(|range| range.of(&text) == "security guarantees")
        );
    }
    let rest = catalogue
        .phrase("security guarantees", Some(found[0].row), 10)
        .unwrap();
    assert_eq!(rest, found[1..]);
    assert_eq!(
        catalogue.phrase("security guarantees", None, 1).unwrap(),
        found[..1]
    );
    assert_eq!(catalogue.phrase("no such phrase", None, 5).unwrap(), []);
}
