//! A picture of the library that takes over what an earlier one holds tells the same as one that is asked anew.
#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    clippy::panic,
    reason = "a test says what is wrong by failing"
)]

#[path = "support/harbour.rs"]
pub mod harbour;
#[path = "support/remembered.rs"]
pub mod remembered;

use std::fs;

use rashomon::library::Library;
use rashomon::library::deed::Deed;
use rashomon::model::state::Flag;
use remembered::{Kept, Place};

/// A story of several outlets, an article in two versions, and one that another outlet prints word for word a year later, when it
/// is no news of that story any more.
fn library() -> (Place, Kept) {
    let place = Place::harbour();
    harbour::story(&place.news(), 4);
    harbour::twice(&place.news());
    let text = fs::read_to_string(place.file("a.md")).unwrap();
    let reprint = text.replace("Velmora Post", "Quay Radio");
    place.write("reprint.md", &reprint.replace("2026-03-05", "2027-05-07"));
    let kept = place.open();
    (place, kept)
}

/// All that a picture tells of its articles and of who is in them.
fn told(library: &Library) -> Vec<String> {
    let tell = |row: usize| {
        let entry = library.entry(row).unwrap();
        let company = library.company(row).into_iter().map(|presence| {
            let actor = library.actor(presence.actor);
            (actor, library.spread(presence.actor), presence)
        });
        let company: Vec<_> = company.collect();
        format!(
            "{:?} {:?} {:?} {:?} {company:?} {:?} {:?} {:?}",
            library.row_by_story(row),
            library.run_by_story(row),
            library.head(row),
            library.story(row),
            entry.head,
            entry.links,
            entry.references,
        )
    };
    (0..library.len()).map(tell).collect()
}

/// The picture now, which follows that of before; compares it with one that knows nothing.
fn follows(kept: &mut Kept, before: &Library, what: &str) {
    told(before);
    kept.library.follow(before);
    let fresh = Library::look_into(kept.keeper.path()).unwrap();
    assert_eq!(told(&kept.library), told(&fresh), "{what}");
}

#[test]
fn what_becomes_of_one_article_is_told_of_all_that_have_to_do_with_it() {
    let (_place, mut kept) = library();
    let all = told(&kept.library);
    for word in ["same_text: Some", "revision: Some", "articles: ["] {
        assert!(all.iter().any(|told| told.contains(word)), "no {word}");
    }
    for row in 0..kept.library.len() {
        let articles = vec![kept.library.id_of(row).unwrap()];
        let out = Deed::Flag {
            articles,
            flag: Flag::Removed,
            on: true,
        };
        for (deed, changes) in [
            (out, true),
            (Deed::Undo, true),
            (Deed::Redo, true),
            (Deed::Undo, true),
        ] {
            let before = kept.library.clone();
            kept.act(&deed);
            assert_ne!(told(&before) == told(&kept.library), changes);
            follows(&mut kept, &before, &format!("{row}: {deed:?}"));
        }
        assert_eq!(told(&kept.library), all);
    }
}

#[test]
fn what_becomes_of_files_is_told() {
    let (place, mut kept) = library();
    for (file, text) in [
        ("reprint.md", None),
        (
            "lamps.md",
            Some(remembered::article("Lamps out", "Ilka Doe was told so.")),
        ),
        ("b.md", None),
        ("later.md", None),
        (
            "new.md",
            Some(harbour::article(
                "Pier shut",
                "Quay Radio",
                6,
                "Odile Farrant shut it.",
            )),
        ),
    ] {
        let before = kept.library.clone();
        match text {
            Some(text) => place.write(file, &text),
            None => fs::remove_file(place.file(file)).unwrap(),
        }
        kept.look();
        follows(&mut kept, &before, file);
    }
}
