use super::*;
use crate::library::jump::KINDS;
use crate::library::jump::search::JumpSearch;
use std::sync::Arc;

fn actor(id: u64) -> JumpTarget {
    JumpTarget::Subject(Subject::Actor(ActorId(id)))
}

/// A small library: who and what is in how many articles, and the headlines.
fn index() -> JumpIndex {
    let mut builder = JumpBuilder::default();
    let people: [(&str, &[&str], &[&str], usize); 7] = [
        ("Ilka Brandt", &["Brandtova"], &["harbour master"], 40),
        ("Ilka Brandauer", &[], &[], 1),
        (
            "Olena Vasylenko",
            &["Wassilenko", "Vasilenko"],
            &["special envoy"],
            25,
        ),
        ("Ron O'Hara", &[], &[], 3),
        ("Dan Wirth", &[], &[], 600),
        ("Mart Ness", &[], &[], 2),
        ("Hanna Martens", &[], &[], 900),
    ];
    for (id, (name, names, telling, articles)) in people.into_iter().enumerate() {
        builder.add(&Thing {
            names,
            telling,
            articles,
            ..Thing::new(JumpKind::Person, name, "", actor(id as u64))
        });
    }
    builder.add(&Thing {
        articles: 12,
        ..Thing::new(JumpKind::Place, "N.W. Coast", "", actor(90))
    });
    let topic = JumpTarget::Subject(Subject::Topic("special envoy".to_owned()));
    builder.add(&Thing {
        articles: 9,
        ..Thing::new(JumpKind::Topic, "special envoy", "", topic)
    });
    let story = JumpTarget::Story(vec![ArticleId(3), ArticleId(2)]);
    builder.add(&Thing {
        articles: 2,
        telling: &["Quay wall cracks again"],
        ..Thing::new(JumpKind::Story, "Harbour loan", "", story)
    });
    let outlet = JumpTarget::Outlet("Harbour Post".to_owned(), vec![ArticleId(1)]);
    builder.add(&Thing::new(JumpKind::Outlet, "Harbour Post", "", outlet));
    let headlines = [
        "Vasylenko leaves the talks on the harbour loan",
        "Firebrand of the quay is heard",
        "Brandt says the harbour loan is safe",
        "Smart nesting boxes for gulls",
        "Wirthless: an opinion",
    ];
    for (id, headline) in headlines.into_iter().enumerate() {
        let target = JumpTarget::Article(ArticleId(id as u64));
        builder.add(&Thing {
            in_story: id == 2 || id == 3,
            ..Thing::new(JumpKind::Article, headline, "", target)
        });
    }
    builder.finish()
}

fn labels(query: &str, kinds: JumpKinds) -> Vec<String> {
    let mut search = JumpSearch::new(Arc::new(index()));
    search.ask(kinds, query);
    while !search.step(7) {}
    let hits = search.best(20).into_iter();
    hits.map(|hit| search.index().entry(hit.thing).unwrap().label)
        .collect()
}

#[test]
fn what_a_reader_expects_comes_first() {
    let everything = JumpKinds::all_but(JumpKind::Command);
    for (query, first) in [
        // Who is in many articles before who is in one; both before headlines that have the letters.
        (
            "brand",
            &[
                "Ilka Brandt",
                "Ilka Brandauer",
                "Brandt says the harbour loan is safe",
                "Firebrand of the quay is heard",
            ][..],
        ),
        ("b", &["Ilka Brandt", "Ilka Brandauer"]),
        // Who is in hundreds of articles even before a shorter name, which a letter more then tells apart.
        (
            "mart",
            &[
                "Hanna Martens",
                "Mart Ness",
                "Smart nesting boxes for gulls",
            ],
        ),
        ("mart n", &["Mart Ness"]),
        ("ilka brandauer", &["Ilka Brandauer"]),
        // Other spellings, in any script, and words in any order.
        ("wassil", &["Olena Vasylenko"]),
        ("vasilenko", &["Olena Vasylenko"]),
        ("василенко", &["Olena Vasylenko"]),
        ("vasy ol", &["Olena Vasylenko"]),
        // Letters left out, and initials.
        ("vslnko", &["Olena Vasylenko"]),
        ("ilbra", &["Ilka Brandt"]),
        // Signs that nobody types.
        ("ohara", &["Ron O'Hara"]),
        ("o'h", &["Ron O'Hara"]),
        ("nw coast", &["N.W. Coast"]),
        // What is called so before what is only told of so.
        ("special envoy", &["special envoy", "Olena Vasylenko"]),
        ("harbour", &["Harbour Post", "Harbour loan", "Ilka Brandt"]),
        ("wirth", &["Dan Wirth", "Wirthless: an opinion"]),
        // A story by a headline of its articles.
        ("quay wall", &["Harbour loan"]),
    ] {
        let labels = labels(query, everything);
        assert!(
            labels
                .iter()
                .map(String::as_str)
                .zip(first)
                .all(|(label, first)| label == *first)
                && labels.len() >= first.len(),
            "{query}: {labels:?}"
        );
    }
}

#[test]
fn nobody_is_found_by_letters_of_somebody_else() {
    for query in ["vasylenko ron", "zzz", "tdnarb"] {
        assert_eq!(labels(query, JumpKinds::of(&KINDS)), [""; 0], "{query}");
    }
}

#[test]
fn without_letters_the_frequent_come_first() {
    let first = labels("", JumpKinds::of(&[JumpKind::Person, JumpKind::Article]));
    let expected = [
        "Hanna Martens",
        "Dan Wirth",
        "Ilka Brandt",
        "Olena Vasylenko",
    ];
    assert_eq!(first[..4], expected);
    assert!(first.ends_with(&["Wirthless: an opinion".to_owned()]));
}

#[test]
fn articles_that_stand_alone_can_be_told_apart() {
    let kinds = JumpKinds::of(&[JumpKind::Story, JumpKind::Article]);
    assert_eq!(labels("harbour loan", kinds).len(), 3);
    let alone = labels("harbour loan", kinds.alone());
    assert_eq!(
        alone,
        [
            "Harbour loan",
            "Vasylenko leaves the talks on the harbour loan"
        ]
    );
    assert_eq!((index().count(kinds), index().count(kinds.alone())), (6, 4));
}

#[test]
fn what_was_jumped_to_lately_comes_first_among_its_like() {
    let lately = [JumpTarget::Article(ArticleId(4)), actor(1)];
    let search = JumpSearch::new(Arc::new(index())).lately(&lately);
    let first = |query: &str| {
        let mut search = search.clone();
        search.ask(JumpKinds::of(&KINDS), query);
        search.step(usize::MAX);
        let hits = search.best(20);
        search.index().entry(hits[0].thing).unwrap().label
    };
    assert_eq!(first(""), "Wirthless: an opinion");
    assert_eq!(first("wi"), "Dan Wirth");
    assert_eq!(
        first("ilka bra"),
        "Ilka Brandt",
        "forty articles weigh more"
    );
    assert_eq!(first("ilka brandau"), "Ilka Brandauer");
}

#[test]
fn stories_are_known_again_though_they_have_grown() {
    let grown = JumpTarget::Story(vec![ArticleId(8), ArticleId(3), ArticleId(2)]);
    let things = index().leading_to(&[JumpTarget::Article(ArticleId(0)), grown]);
    let labels: Vec<String> = things
        .iter()
        .map(|&thing| index().entry(thing).unwrap().label)
        .collect();
    assert_eq!(labels[1], "Harbour loan");
    assert!(labels[0].starts_with("Vasylenko leaves"));
}

#[test]
fn articles_come_with_their_stories() {
    let about = index().about(&[ArticleId(0), ArticleId(3)]);
    let targets: Vec<_> = about.iter().map(|&thing| index().target(thing)).collect();
    let story = JumpTarget::Story(vec![ArticleId(3), ArticleId(2)]);
    let articles = [0, 3].map(|id| Some(JumpTarget::Article(ArticleId(id))));
    assert_eq!(targets[0], articles[0]);
    assert_eq!(targets[1], Some(story));
    assert_eq!(targets[2], articles[1]);
}

#[test]
fn before_there_is_a_library_there_are_the_commands() {
    let index = JumpIndex::default();
    assert!(!index.is_complete());
    assert_eq!(index.count(JumpKinds::of(&KINDS)), COMMANDS.len());
    assert!(JumpBuilder::default().finish().is_complete());
}

#[test]
fn every_target_comes_out_as_it_went_in() {
    let index = index();
    let targets: Vec<JumpTarget> = (0..index.slots.len())
        .map(|thing| index.target(thing).unwrap())
        .collect();
    assert_eq!(targets[2], actor(2));
    assert_eq!(
        targets[8],
        JumpTarget::Subject(Subject::Topic("special envoy".to_owned()))
    );
    assert_eq!(
        targets[10],
        JumpTarget::Outlet("Harbour Post".to_owned(), vec![ArticleId(1)])
    );
    assert_eq!(
        targets.last(),
        Some(&JumpTarget::Command(COMMANDS[COMMANDS.len() - 1].id))
    );
}
