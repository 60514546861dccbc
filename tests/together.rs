//! What several say together is said by each of them.
#![expect(clippy::unwrap_used, reason = "a test says what is wrong by failing")]

use std::fs;
use std::path::Path;

use rashomon::library::Library;
use rashomon::library::loader::{Source, load};
use rashomon::library::sayings::Voice;

const PAGE: &str = "Mayors Want the Lock\n\nMayor Jane Doe and Captain Richard Roe came to the harbour on Monday, and \
    everybody saw it.\n\n“The lock is for all of us,” Jane Doe and Richard Roe said in the rain. The lock has been shut \
    for nine years.\n\n“It is late,” Jane Doe said.\n";

fn library(corrections: &str) -> Library {
    let folder = tempfile::tempdir().unwrap();
    let (page, rules) = (folder.path().join("page.txt"), folder.path().join("rules"));
    fs::write(&page, PAGE).unwrap();
    fs::write(&rules, corrections).unwrap();
    read(&page, &rules)
}

fn read(page: &Path, rules: &Path) -> Library {
    let mut last = None;
    load(
        &Source::Paths(vec![page.to_owned()]),
        Some(rules),
        |progress| {
            last = Some(progress.library);
        },
    );
    last.unwrap()
}

/// How many sayings each of the people has.
fn counts(library: &Library) -> [usize; 2] {
    ["Jane Doe", "Richard Roe"].map(|name| {
        let actor = library.actors().iter().find(|actor| actor.name == name);
        actor.map_or(0, |actor| library.sayings(actor.id).len())
    })
}

#[test]
fn each_of_several_has_what_they_say_together() {
    let library = library("");
    assert_eq!(counts(&library), [2, 1]);
    let entry = library.entry(0).unwrap();
    let quote = entry.findings.quotes.first().unwrap();
    let Voice::Together(words) = library.voice(entry, quote) else {
        unreachable!("two speak");
    };
    assert_eq!(words.of(&entry.article.text), "Jane Doe and Richard Roe");
}

#[test]
fn whom_the_reader_takes_for_nobody_leaves_it_to_the_other() {
    assert_eq!(
        counts(&library("not an actor person \"Richard Roe\"\n")),
        [2, 0]
    );
    assert_eq!(
        counts(&library("not an actor person \"Jane Doe\"\n")),
        [0, 1]
    );
}
