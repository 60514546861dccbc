//! Linking in pieces: whatever the pieces in which a library comes, and whatever was there in between, it is linked as if
//! it had been read at once.

#[path = "../benches/generate.rs"]
pub mod generate;

use std::collections::BTreeSet;
use std::sync::Arc;

use rashomon::library::starter::STARTER;
use rashomon::link::linker::Linker;
use rashomon::link::report::{Report, Ticket};
use rashomon::link::{corrections, link, link_with};
use rashomon::model::correction::Corrections;
use rashomon::{extract, ingest};

fn reports(name: &str, text: &str) -> Vec<Report> {
    let reading = ingest::read(name, text.as_bytes());
    let articles = reading.articles.into_iter();
    articles
        .map(|article| Report {
            findings: Arc::new(extract::find(&article)),
            article: Arc::new(article),
        })
        .collect()
}

fn generated(numbers: std::ops::Range<usize>) -> Vec<Report> {
    numbers
        .flat_map(|number| reports("page.txt", &generate::article(3, number, 120)))
        .collect()
}

fn starter() -> Vec<Report> {
    STARTER
        .iter()
        .flat_map(|(name, text)| reports(name, text))
        .collect()
}

#[test]
fn the_starter_library_is_the_same_in_all_rotations_and_pieces() {
    let mut library = starter();
    assert!(link(&library).stories.len() == 1);
    for _ in 0..library.len() {
        library.rotate_left(1);
        let together = link(&library);
        for cut in 0..=library.len() {
            for second in cut..=library.len() {
                let mut linker = Linker::default();
                for (number, report) in library.iter().enumerate() {
                    if number == cut || number == second {
                        linker.linked(&Corrections::default(), &library);
                    }
                    linker.add(report);
                }
                let in_pieces = linker.linked(&Corrections::default(), &library);
                assert!(in_pieces == together, "cut at {cut} and {second}");
            }
        }
    }
}

#[test]
fn a_library_that_grows_over_its_steps_and_loses_articles_is_linked_as_one_read_at_once() {
    // Past 128 and 192 articles the sample of words takes a step; so it does on the way back.
    let library = generated(0..210);
    let rules = corrections::parse("\"the president\" means \"Adam Olsen\"", "rules");
    let mut linker = Linker::default();
    let mut tickets: Vec<(Ticket, &Report)> = Vec::new();
    for (number, piece) in library.chunks(30).enumerate() {
        tickets.extend(piece.iter().map(|report| (linker.add(report), report)));
        linker.linked(&rules, &library);
        // One that came long ago, and one of those that came just now.
        for gone in [number * 7, tickets.len() - 2] {
            let (ticket, _) = tickets.remove(gone);
            assert!(linker.remove(ticket));
        }
        let left: Vec<Report> = tickets
            .iter()
            .map(|(_, report)| (*report).clone())
            .collect();
        let (grown, together) = (linker.linked(&rules, &library), link_with(&left, &rules));
        assert!(!together.stories.is_empty());
        assert_eq!(grown.stories, together.stories);
        assert_eq!(grown.actors, together.actors);
        assert!(grown == together, "after {} articles", left.len());
    }
    for (ticket, _) in tickets.drain(40..) {
        linker.remove(ticket);
    }
    let left: Vec<Report> = tickets
        .iter()
        .map(|(_, report)| (*report).clone())
        .collect();
    assert!(linker.linked(&rules, &library) == link_with(&left, &rules));
}

/// Rules about the stories of a library: some hold, some contradict others, some name articles that are gone.
fn story_rules(library: &[Report]) -> Corrections {
    let id = |number: usize| library[number].article.id;
    let written = format!(
        "merge story of article {} = article {}\nsplit article {} from story of article {}\n\
         move article {} to story of article {}\npin story \"Three\" = article {}, article {}, article {}\n\
         rename story of article {} to \"Named\"\nsplit article {} from story of article {}\n\
         merge story of article 00000000000000ff = article {}",
        id(0),
        id(1),
        id(3),
        id(0),
        id(4),
        id(45),
        id(20),
        id(23),
        id(61),
        id(2),
        id(1),
        id(0),
        id(7),
    );
    corrections::parse(&written, "rules")
}

#[test]
fn under_rules_about_stories_a_library_in_pieces_is_linked_as_one_read_at_once() {
    let library = generated(0..140);
    let rules = story_rules(&library);
    assert_eq!((rules.rules.len(), rules.problems.len()), (7, 0));
    let none = Corrections::default();
    let mut linker = Linker::default();
    let mut tickets: Vec<(Ticket, &Report)> = Vec::new();
    for (number, piece) in library.chunks(20).enumerate() {
        let added = piece.iter().map(|report| (linker.add(report), report));
        tickets.extend(added);
        // Stories may be found before all else.
        if number % 2 == 0 {
            linker.find_stories(&none);
            linker.find_stories(&rules);
        }
        // The rules come and go, as a reader writes them and takes them back.
        if number % 3 == 1 {
            linker.linked(&none, &library);
        }
        let (ticket, _) = tickets.remove(number * 9);
        linker.remove(ticket);
        let left: Vec<Report> = tickets
            .iter()
            .map(|(_, report)| (*report).clone())
            .collect();
        let (grown, together) = (linker.linked(&rules, &library), link_with(&left, &rules));
        assert_eq!(grown.stories, together.stories);
        assert_eq!(grown.threads, together.threads);
        assert_eq!(grown.ruled, together.ruled);
        assert!(grown == together, "after {} articles", left.len());
    }
    let told = linker.linked(&rules, &library);
    assert!(!told.threads.is_empty());
    assert_eq!(linker.find_stories(&rules), told.stories.len());
    let named = told
        .stories
        .iter()
        .filter_map(|story| story.name.as_deref());
    assert_eq!(
        named.collect::<BTreeSet<_>>(),
        BTreeSet::from(["Named", "Three"])
    );
}

#[test]
fn what_a_new_article_does_not_touch_is_shared() {
    let mut library = generated(0..60);
    let mut linker = Linker::default();
    for report in &library {
        linker.add(report);
    }
    let before = linker.linked(&Corrections::default(), &library);
    library.extend(reports(
        "new.txt",
        "Owls in Xanten\n\nZoe Quill sang in Xanten of owls, and nobody else was there to hear her sing.",
    ));
    linker.add(library.last().unwrap());
    let after = linker.linked(&Corrections::default(), &library);
    assert_eq!(after.links.len(), library.len());
    for (links, before) in after.links.iter().zip(&before.links) {
        assert!(Arc::ptr_eq(links, before));
    }
    for (references, before) in after.references.iter().zip(&before.references) {
        assert!(Arc::ptr_eq(references, before));
    }
}
