//! Whom names stand for: one person under two names, and several who say something together.
#![expect(clippy::unwrap_used, reason = "a test says what is wrong by failing")]

use std::fs;
use std::path::Path;

use rashomon::library::Library;
use rashomon::library::annotate::annotate;
use rashomon::library::loader::load;
use rashomon::library::sayings::Voice;
use rashomon::library::sources::Source;
use rashomon::model::actor::ActorKind;

const PAGE: &str = "Mayors Want the Lock\n\nMayor Jane Doe and Captain Richard Roe came to the harbour on Monday, and \
    everybody saw it.\n\n“The lock is for all of us,” Jane Doe and Richard Roe said in the rain. The lock has been shut \
    for nine years.\n\n“It is late,” Jane Doe said.\n";

/// The people of the text: their number, and how often each is named, in the order of their first name.
fn named(text: &str) -> Vec<usize> {
    let mut people = Vec::new();
    let mut counts = Vec::new();
    for annotation in annotate(&[text]) {
        let names = annotation.mentions.iter();
        for name in names.filter(|name| name.kind == ActorKind::Person) {
            if let Some(number) = people.iter().position(|actor| *actor == name.actor) {
                counts[number] += 1;
            } else {
                people.push(name.actor);
                counts.push(1);
            }
        }
    }
    counts
}

#[test]
fn a_nickname_that_the_text_gives_is_of_the_same_person() {
    let initials =
        "Jane Kowalski-Nowak, widely known as JKN, opened the lock. JKN said that it was late.";
    assert_eq!(named(initials), [3]);
    let suffix = "Robert P. Fenwick Jr., also known as RPF Jr., waved. RPF Jr. told reporters that it rained.";
    assert_eq!(named(suffix), [3]);
    let quoted =
        "Robert Fenwick (“Bobby Blue”) sang on the pier. Later Bobby Blue said that he was tired.";
    assert_eq!(named(quoted), [3]);
}

#[test]
fn another_name_without_such_words_is_of_somebody_else() {
    let two =
        "Robert Fenwick sang on the pier with Bobby Blue. Later Bobby Blue said that he was tired.";
    assert_eq!(named(two), [1, 2]);
}

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
    )
    .unwrap();
    last.unwrap()
}

/// How many sayings each of the people has.
fn counts(library: &Library) -> [usize; 2] {
    ["Jane Doe", "Richard Roe"].map(|name| {
        let actors = library.actors_called(name);
        let said = actors.first().map(|actor| library.sayings(actor.id));
        said.map_or(0, |said| said.len())
    })
}

#[test]
fn each_of_several_has_what_they_say_together() {
    let library = library("");
    assert_eq!(counts(&library), [2, 1]);
    let entry = library.entry(0).unwrap();
    let quote = entry.findings.quotes.first().unwrap();
    let Voice::Together(words) = library.voice(&entry, quote) else {
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
