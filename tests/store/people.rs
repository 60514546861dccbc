//! Actors, where they stand, and what is related.

use rashomon::model::actor::{ActorId, ActorKind};
use rashomon::model::query::Part;
use rashomon::store::linking::Linking;
use rashomon::store::people::Asked;
use rashomon::store::traits::{Catalogue as _, Store as _};

use crate::generate;
use crate::shelf::{Shelf, page};

fn three() -> Shelf {
    Shelf::of(&[
        page(
            "Pier stays open",
            "",
            "2026-01-06",
            "Mayor Ilka Doe said the pier was sound. “It holds,” Doe said. Richard Roe disagreed.",
        ),
        page(
            "Doe visits Lisbon",
            "",
            "2026-01-08",
            "Mayor Ilka Doe went to Lisbon. Richard Roe stayed at home.",
        ),
        page(
            "Rye is short",
            "",
            "2026-01-07",
            "Miller Janna Falk said the harvest was poor. Mayor Ilka Doe was told.",
        ),
    ])
}

fn actor(shelf: &Shelf, start: &str) -> ActorId {
    let found = shelf.store.catalogue().actors(start, 10).unwrap();
    assert_eq!(found.len(), 1, "{start}: {found:?}");
    found[0].actor.id
}

#[test]
fn actors_are_found_by_the_start_of_any_word_of_any_form() {
    let shelf = three();
    for start in ["ilka", "il", "doe", "DOE", "ilka doe", "Ílka D"] {
        let found = shelf.store.catalogue().actors(start, 10).unwrap();
        assert_eq!(found[0].actor.name, "Ilka Doe", "{start}");
        assert_eq!(
            (found[0].actor.kind, found[0].articles),
            (ActorKind::Person, 3)
        );
    }
    assert!(shelf.store.catalogue().actors("oe", 10).unwrap().is_empty());
    let all = shelf.store.catalogue().actors("", 10).unwrap();
    assert!(all.len() >= 4, "{all:?}");
    assert!(all.is_sorted_by(|one, other| one.articles >= other.articles));
    assert_eq!(shelf.store.catalogue().actors("", 2).unwrap().len(), 2);
}

#[test]
fn the_places_of_an_actor_come_newest_first_and_by_the_page() {
    let shelf = three();
    let doe = actor(&shelf, "ilka");
    let catalogue = shelf.store.catalogue();
    let (all, rest) = catalogue.places(doe, Asked::Mentions, None, 100).unwrap();
    assert!(rest.is_none());
    let told: Vec<(&str, Option<Part>, &str)> = all
        .iter()
        .map(|place| {
            (
                place.title.as_str(),
                place.part,
                place.excerpt.marks[0].of(&place.excerpt.text),
            )
        })
        .collect();
    assert_eq!(told[0], ("Doe visits Lisbon", Some(Part::Headline), "Doe"));
    assert_eq!(
        told[1],
        ("Doe visits Lisbon", Some(Part::Prose), "Ilka Doe")
    );
    assert_eq!(told[2].0, "Rye is short");
    assert_eq!(told.len(), 5, "{told:?}");
    let mut pieces = Vec::new();
    let mut after = None;
    loop {
        let (some, next) = catalogue
            .places(doe, Asked::Mentions, after.as_ref(), 2)
            .unwrap();
        pieces.extend(some);
        after = next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(pieces, all);
    let (said, _) = catalogue.places(doe, Asked::Sayings, None, 100).unwrap();
    assert!(said.iter().all(|place| place.title == "Pier stays open"));
    let direct = said.iter().find(|place| !place.loose).unwrap();
    assert!(direct.excerpt.text.contains("“It holds,”"));
    let nobody = catalogue
        .places(ActorId(12), Asked::Mentions, None, 10)
        .unwrap();
    assert!(nobody.0.is_empty() && nobody.1.is_none());
}

#[test]
fn related_articles_share_their_rarer_actors() {
    let shelf = three();
    let catalogue = shelf.store.catalogue();
    let related = catalogue.related(shelf.key("Pier stays open"), 10).unwrap();
    let keys: Vec<_> = related.iter().map(|(key, _)| *key).collect();
    assert_eq!(
        keys,
        [shelf.key("Doe visits Lisbon"), shelf.key("Rye is short")]
    );
    assert!(related[0].1 > related[1].1);
    assert_eq!(
        catalogue
            .related(shelf.key("Pier stays open"), 1)
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn links_that_are_laid_anew_leave_nothing_of_the_old_behind() {
    let pages: Vec<String> = (0..80)
        .map(|index| generate::article(9, index, 150))
        .collect();
    let mut grown = Shelf::new();
    for (number, page) in pages.iter().enumerate() {
        grown.add(page);
        if number % 20 == 7 {
            grown.link();
        }
    }
    grown.link();
    assert_eq!(grown.complaints(), Vec::<String>::new());
    // Actors that a fuller picture names otherwise have nothing any more, and go when that is said.
    let all = grown.store.catalogue().actors("", 10_000).unwrap();
    let gone: Vec<ActorId> = all.iter().map(|counted| counted.actor.id).collect();
    let linking = Linking {
        gone,
        ..Linking::default()
    };
    grown.store.lay_links(&linking).unwrap();
    let at_once = Shelf::of(&pages);
    let told = |shelf: &Shelf| {
        let mut actors = shelf.store.catalogue().actors("", 10_000).unwrap();
        actors.sort_by_key(|counted| counted.actor.id);
        // A colour is what it was when the person came.
        for counted in &mut actors {
            counted.colour = 0;
        }
        let places: Vec<_> = actors
            .iter()
            .map(|counted| {
                let places = shelf
                    .store
                    .catalogue()
                    .places(counted.actor.id, Asked::Mentions, None, 10_000)
                    .unwrap()
                    .0;
                places
                    .into_iter()
                    .map(|place| (place.title, place.range, place.sure))
                    .collect::<std::collections::BTreeSet<_>>()
            })
            .collect();
        (actors, places)
    };
    assert_eq!(told(&grown), told(&at_once));
    assert_eq!(grown.complaints(), Vec::<String>::new());
}

#[test]
fn outlets_and_topics_are_told_with_their_counts() {
    let quotas = "The security guarantees were given in May. The security guarantees hold. Mayor Ilka Doe was silent.";
    let mut shelf = Shelf::of(&[
        page("One", "Velmora Post", "", quotas),
        page("Two", "Velmora Post", "", &format!("{quotas} So it is.")),
        page("Three", "", "", "One security guarantee is left."),
    ]);
    let catalogue = shelf.store.catalogue();
    let outlets = catalogue.outlets().unwrap();
    let told: Vec<(&str, usize, usize)> = outlets
        .iter()
        .map(|outlet| (outlet.name.as_str(), outlet.articles, outlet.unread))
        .collect();
    assert_eq!(told, [("", 1, 1), ("Velmora Post", 2, 2)]);
    let topics = catalogue.topics("secu", 10).unwrap();
    assert_eq!(topics.len(), 1, "{:?}", catalogue.topics("", 20).unwrap());
    assert_eq!(topics[0].1, 2);
    assert!(catalogue.topics("", 10).unwrap().contains(&topics[0]));
    assert!(catalogue.topics("gua", 10).unwrap().is_empty());
    for query in [
        "topic:\"security guarantees\"",
        "topic:\"security guarantee\"",
        "topic:\"secu*\"",
    ] {
        let found = shelf.titles(query).len();
        assert_eq!(found, if query.contains('*') { 0 } else { 3 }, "{query}");
    }
    // Read anew, an article is counted once.
    let again = crate::shelf::deposit(None, &page("One", "Velmora Post", "", quotas));
    let newer = rashomon::store::ingest::Engine(crate::shelf::ENGINE.0 + 1);
    shelf.store.ingest(&[again], newer).unwrap();
    assert_eq!(shelf.store.catalogue().topics("secu", 10).unwrap(), topics);
    assert_eq!(shelf.complaints(), Vec::<String>::new());
}
