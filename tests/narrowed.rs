//! Every answer without the screen can be kept to the articles that fit a query.
#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "a test says what is wrong by failing"
)]

#[path = "support/harbour.rs"]
pub mod harbour;
#[path = "support/place.rs"]
pub mod place;

use std::path::Path;

use place::Place;
use rashomon::export::account::actor::actor_in;
use rashomon::export::account::{Limits, Narrowed};
use rashomon::library::Library;
use rashomon::library::loader::load;
use rashomon::library::seek;
use rashomon::library::sources::Source;
use serde_json::Value;

/// What every article of the tests fits, though it is no empty query.
const ALL: &str = "-xyzzy";

/// A folder of five versions of one story, and one article more.
fn harbour(place: &Place) -> String {
    let body = "“The lamps are out,” said Odile Farrant, who leads the council.\n\nThe mayor of Velmora was away.";
    let lamps = harbour::article("Lamps out", "Quay Radio", 9, body);
    let folder = place.news(&[("lamps.md", lamps)]);
    harbour::story(&folder, 5);
    folder.to_str().unwrap().to_owned()
}

fn without(mut value: Value, fields: &[&str]) -> Value {
    let object = value.as_object_mut().unwrap();
    for field in fields {
        object.remove(*field);
    }
    value
}

#[test]
fn a_query_that_all_articles_fit_changes_nothing() {
    let place = Place::new();
    let within = harbour(&place);
    for (command, other) in [
        (&["list"][..], &[][..]),
        (&["search", "council"], &[]),
        (&["show", "lamps out"], &[]),
        (&["who", "farrant"], &["query"]),
        (&["quotes"], &[]),
        (&["quotes", "--by", "oskeler"], &[]),
        (&["stories"], &[]),
        (&["compare", "post", "herald"], &[]),
        (
            &["export", "--actor", "oskeler", "--format=json"],
            &["query"],
        ),
        (&["export", "--story", "post", "--format=json"], &["query"]),
        (&["stats"], &["query", "bytes"]),
    ] {
        let mut plain = command.to_vec();
        if command[0] != "export" {
            plain.push("--json");
        }
        plain.extend(["--in", &within]);
        let mut kept = plain.clone();
        match command[0] {
            // There the query is what stands by itself.
            "search" => kept[1] = "council -xyzzy",
            _ => kept.extend(["--query", ALL]),
        }
        let (plain, kept) = (place.json(&plain), place.json(&kept));
        assert!(!plain.is_empty(), "{command:?}");
        let bare = |told: Vec<Value>| -> Vec<Value> {
            let told = told.into_iter();
            told.map(|value| without(value, other)).collect()
        };
        assert_eq!(bare(kept), bare(plain), "{command:?}");
    }
}

#[test]
fn somebody_is_told_from_the_articles_that_fit_and_no_other() {
    let place = Place::new();
    let within = harbour(&place);
    let query = "outlet:\"Quay Radio\"";
    let mut library = Library::default();
    let source = Source::Paths(vec![within.clone().into()]);
    load(&source, None, |progress| library = progress.library).unwrap();
    let rows = library.rows_fitting(&seek::read(query).unwrap(), seek::now(), usize::MAX);
    assert_eq!(rows.len(), 2);
    let actor = library.actors_named("farrant", 1).remove(0);
    let narrowed = Narrowed {
        query: query.to_owned(),
        rows,
    };
    let account = actor_in(&library, &actor, &narrowed, Limits::default());
    let wanted = serde_json::to_value(&account).unwrap();
    for arguments in [
        &["who", "farrant", "--json", "--query", query][..],
        &[
            "export",
            "--actor",
            "farrant",
            "--format=json",
            "--query",
            query,
        ],
    ] {
        let told = place.json(&[arguments, &["--in", &within]].concat());
        assert_eq!((told.len(), &told[0]), (1, &wanted), "{arguments:?}");
    }
    assert_eq!(wanted["query"], query);
    assert_eq!(wanted["articles"], 2);
    let sources = wanted["sources"].as_array().unwrap();
    assert!(
        sources
            .iter()
            .all(|source| source["outlet"] == "Quay Radio")
    );
    let forms: Vec<(String, usize)> = account.forms;
    let places = account.places;
    let named: usize = forms.iter().map(|(_, count)| count).sum();
    assert!(named > 0 && named <= places, "{forms:?} in {places} places");
    let text = place.told(&["who", "farrant", "--query", query, "--in", &within]);
    let lead = format!("person · 2 articles · {places} places\nin the articles that fit {query}\n");
    assert!(text.contains(&lead), "{text}");
}

#[test]
fn articles_that_fit_are_counted_shown_and_compared() {
    let place = Place::new();
    let within = harbour(&place);
    let query = "outlet:\"Quay Radio\"";
    let counted = place
        .json(&["stats", query, "--json", "--in", &within])
        .remove(0);
    for (field, count) in [
        ("articles", 2),
        ("unread", 2),
        ("stories", 1),
        ("in_stories", 1),
    ] {
        assert_eq!(counted[field], count, "{field}: {counted}");
    }
    assert_eq!(counted["query"], query);
    assert_eq!(counted["outlets"].as_array().unwrap().len(), 1);
    let shown = place.json(&["show", "--query", query, "--json", "--in", &within]);
    let outlets: Vec<&Value> = shown.iter().map(|article| &article["outlet"]).collect();
    assert_eq!(outlets, ["Quay Radio", "Quay Radio"]);
    let first = place.json(&[
        "show",
        "--query",
        query,
        "--limit=1",
        "--json",
        "--in",
        &within,
    ]);
    assert_eq!(first, shown[..1]);
    let compared = place
        .json(&[
            "compare",
            "--query",
            "oskeler",
            "--limit=3",
            "--json",
            "--in",
            &within,
        ])
        .remove(0);
    let listed = place.json(&["list", "oskeler", "--limit=3", "--json", "--in", &within]);
    let ids = |articles: &[Value]| -> Vec<String> {
        articles
            .iter()
            .map(|article| article["id"].to_string())
            .collect()
    };
    assert_eq!(ids(compared["articles"].as_array().unwrap()), ids(&listed));
    assert_eq!(compared["comparisons"].as_array().unwrap().len(), 2);
}

#[test]
fn the_query_stands_behind_its_option_or_by_itself_and_behind_the_place_too() {
    let place = Place::new();
    let within = harbour(&place);
    let query = "outlet:\"Quay Radio\"";
    let file = Path::new(&within).join("lamps.md");
    let file = file.to_str().unwrap();
    for command in ["list", "quotes", "stories", "stats", "search"] {
        let by_itself = place.json(&[command, query, "--json", "--in", &within]);
        let behind = place.json(&[command, "--json", "--in", &within, query]);
        let option = place.json(&[command, "--json", "--in", &within, "--query", query]);
        assert!(!by_itself.is_empty());
        assert_eq!(behind, by_itself, "{command}");
        assert_eq!(option, by_itself, "{command}");
    }
    let none = place.run(&["list", "--in", file, "outlet:herald"]);
    assert_eq!(none.status.code(), Some(1));
    let both = place.json(&["list", "--json", "--in", file, "--in", &within]);
    assert_eq!(both.len(), 6);
    let one = place.json(&["search", "--query", "lamps", file, "--json"]);
    assert_eq!(one.len(), 1);
}

#[test]
fn a_query_that_nothing_fits_or_nobody_understands_is_told_alike_everywhere() {
    let place = Place::new();
    let within = harbour(&place);
    for command in [
        &["list"][..],
        &["search"],
        &["show"],
        &["who", "farrant"],
        &["quotes"],
        &["topics"],
        &["stories"],
        &["compare"],
        &["export"],
        &["export", "--actor", "farrant"],
        &["export", "--story", "post"],
        &["stats"],
    ] {
        for (query, code, reason) in [
            ("outlet:nowhere", 1, ""),
            ("outlet:", 2, "  outlet:\n  ^^^^^^^"),
        ] {
            let output = place.run(&[command, &["--query", query, "--in", &within]].concat());
            let errors = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(code), "{command:?}: {errors}");
            assert!(
                !errors.is_empty() && errors.contains(reason),
                "{command:?}: {errors}"
            );
            assert!(output.stdout.is_empty(), "{command:?}");
        }
    }
}
