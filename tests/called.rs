//! Whom the text calls by another name is one person under both.

use rashomon::library::annotate::annotate;
use rashomon::model::actor::ActorKind;

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
