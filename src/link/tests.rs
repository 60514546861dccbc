//! The cases of `tests/cases/link`, and what holds for all reports.
//!
//! A case is articles, each opened by `=== Outlet | date`, and behind `=== expect` what is expected. A paragraph is a
//! line and one sentence; `# ` opens a headline, `^ ` a caption. Names are marked `[P:Mr|French President|Emmanuel Macron]` (honorific and role may be
//! empty, and one written `<Doe’s envoy` stands before the mark, with names of its own; `P`, `G`, `O`, `L` for person,
//! government, organisation, place). Expectations:
//!
//! - `person: NAME = 1:FORM, 2:FORM`: an actor of that name with exactly these mentions (also `government`, `organisation`, `place`)
//! - `unsure: 2:FORM` / `reason: 2:FORM = TEXT`: how the first such mention is linked
//! - `refers: 2:WORDS = NAME` (or `nobody`), `refers-sure:`, `refers-unsure:`, `refers-reason:`: whom the first such description or
//!   pronoun stands for; in the text it is marked `{the president}`, or `{<the minister}` and `{>the minister}` where the name
//!   before or behind is beside it
//! - `ruled: LINE = COUNT`: how much a rule of `=== corrections`, the reader's file, changed; `dismissed: NAME`;
//!   `overruled: LINE = LINE` by a later rule (or `nobody`)
//! - `stories: 1 2 4; 3 5` (empty for none), `threads: 1 | 2 4 | 3` by event, `because: PART`, `named: 2 = NAME` as the reader
//!   calls the story of that article, `date: 1 = TEXT`; rules call the first article `0000000000000000`
//!
//! Dates: `2026-01-06`, `--01-06`, `2026 tue`, with `<`, `~` or `>` before them, `--01-06..07` for spans, `2026?` for a
//! year worked out.

mod written;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;
use proptest::sample;

use super::*;
use crate::link::report::Ticket;
use crate::link::tests::written::{Given, article, date, read_case};
use crate::model::actor::{ACTOR_KINDS, Actor, ActorId};
use crate::model::findings::{Mention, MentionForm, Reference};
use crate::model::link::Link;
use crate::text::range::TextRange;

fn linked(given: &[Given]) -> Linked {
    ruled(given, "")
}

/// Links under the rules of the reader's file.
fn ruled(given: &[Given], written: &str) -> Linked {
    let corrections = corrections::parse(written, "case");
    assert_eq!(corrections.problems, []);
    let reports: Vec<Report> = given.iter().map(report).collect();
    link_with(&reports, &corrections)
}

fn report(given: &Given) -> Report {
    Report {
        article: Arc::new(given.article.clone()),
        findings: Arc::new(given.findings.clone()),
    }
}

fn actor_of<'a>(link: &Link, linked: &'a Linked) -> &'a Actor {
    let mut actors = linked.actors.iter();
    actors
        .find(|actor| actor.id == link.actor)
        .expect("an actor of that id")
}

/// All mentions of an actor as `1:Form, 2:Form`.
fn shown(actor: ActorId, given: &[Given], linked: &Linked) -> BTreeSet<String> {
    let mut mentions = BTreeSet::new();
    for (index, links) in linked.links.iter().enumerate() {
        for (number, link) in links.iter().enumerate() {
            if link.actor == actor {
                let form = given[index].findings.mentions[number].form();
                mentions.insert(format!(
                    "{}:{}",
                    index + 1,
                    form.of(&given[index].article.text)
                ));
            }
        }
    }
    mentions
}

fn link_of<'a>(mention: &str, given: &[Given], linked: &'a Linked) -> &'a Link {
    let (index, form) = mention.trim().split_once(':').expect("ARTICLE:FORM");
    let index: usize = index.parse::<usize>().expect("a number") - 1;
    let of = &given[index];
    let number = of
        .findings
        .mentions
        .iter()
        .position(|found| found.form().of(&of.article.text) == form)
        .unwrap_or_else(|| panic!("no mention {mention}"));
    &linked.links[index][number]
}

/// The link of the first reference of that wording, and the name of its actor.
fn reference<'a>(wording: &str, given: &[Given], linked: &'a Linked) -> (String, Option<&'a Link>) {
    let (index, words) = wording.trim().split_once(':').expect("ARTICLE:WORDS");
    let index: usize = index.parse::<usize>().expect("a number") - 1;
    let of = &given[index];
    let number = of
        .findings
        .references
        .iter()
        .position(|found| found.range.of(&of.article.text) == words)
        .unwrap_or_else(|| panic!("no reference {wording}"));
    let link = linked.references[index][number].as_ref();
    let name = link.map_or("nobody", |link| &actor_of(link, linked).name);
    (name.to_owned(), link)
}

/// What is wanted of a reference, and what is so.
fn of_reference(what: &str, rest: &str, given: &[Given], linked: &Linked) -> (String, String) {
    let (wording, wanted) = rest.split_once(" = ").unwrap_or((rest, ""));
    let (name, link) = reference(wording, given, linked);
    match what {
        "refers" => (wanted.trim().to_owned(), name),
        "refers-reason" => (
            wanted.trim().to_owned(),
            link.map_or(String::new(), |link| link.reason.to_string()),
        ),
        _ => (
            format!("{:?}", Some(what == "refers-sure")),
            format!("{:?}", link.map(|link| link.sure)),
        ),
    }
}

/// What is wanted of the reader’s rules, and what is so.
fn of_rules(what: &str, rest: &str, linked: &Linked) -> (String, String) {
    if what == "dismissed" {
        let actors = linked.actors.iter();
        let dismissed = actors.filter(|actor| linked.dismissed.contains(&actor.id));
        let names = dismissed.map(|actor| actor.name.as_str());
        return (rest.trim().to_owned(), names.collect::<Vec<_>>().join(", "));
    }
    let (line, wanted) = rest.split_once(" = ").expect("LINE = COUNT");
    let mut rules = linked.ruled.iter();
    let of_line = rules.find(|ruled| ruled.line.to_string() == line.trim());
    let got = of_line.map_or(String::new(), |ruled| match (what, ruled.overruled) {
        ("overruled", Some(by)) => by.to_string(),
        ("overruled", None) => "nobody".to_owned(),
        _ => ruled.count.to_string(),
    });
    (wanted.trim().to_owned(), got)
}

/// What is wanted of stories and threads, and what is so.
fn of_stories(what: &str, rest: &str, linked: &Linked) -> (String, String) {
    let numbers = |articles: &[usize]| {
        let numbers = articles.iter().map(|index| (index + 1).to_string());
        numbers.collect::<Vec<_>>().join(" ")
    };
    let listed = |items: Vec<String>| (rest.trim().to_owned(), items.join("; "));
    match what {
        "stories" => {
            let stories = linked.stories.iter();
            listed(stories.map(|story| numbers(&story.articles)).collect())
        }
        "threads" => {
            let threads = linked.threads.iter().map(|thread| {
                let events = thread.events.iter().map(|event| numbers(event));
                events.collect::<Vec<_>>().join(" | ")
            });
            listed(threads.collect())
        }
        _ => {
            let (article, wanted) = rest.split_once(" = ").expect("ARTICLE = NAME");
            let article = article.trim().parse::<usize>().expect("a number") - 1;
            let mut stories = linked.stories.iter();
            let story = stories.find(|story| story.articles.contains(&article));
            let name = story.and_then(|story| story.name.clone());
            (wanted.trim().to_owned(), name.unwrap_or_default())
        }
    }
}

/// What the expectation says is not so, if anything.
fn failing(line: &str, given: &[Given], linked: &Linked) -> Option<String> {
    let (what, rest) = line.split_once(':').expect("an expectation");
    let pair = || {
        rest.split_once(" = ")
            .map(|(a, b)| (a.trim(), b.trim()))
            .expect("A = B")
    };
    let (wanted, got) = match what {
        "person" | "government" | "organisation" | "place" => {
            let (name, mentions) = pair();
            let wanted: BTreeSet<String> = mentions.split(", ").map(str::to_owned).collect();
            let actors = linked.actors.iter();
            let of_name: Vec<BTreeSet<String>> = actors
                .filter(|actor| actor.name == name && actor.kind.name() == what)
                .map(|actor| shown(actor.id, given, linked))
                .collect();
            if of_name.contains(&wanted) {
                return None;
            }
            (format!("{wanted:?}"), format!("{of_name:?}"))
        }
        "unsure" => (
            "perhaps".to_owned(),
            (if link_of(rest, given, linked).sure {
                "sure"
            } else {
                "perhaps"
            })
            .to_owned(),
        ),
        "sure" => (
            "sure".to_owned(),
            (if link_of(rest, given, linked).sure {
                "sure"
            } else {
                "perhaps"
            })
            .to_owned(),
        ),
        "refers" | "refers-sure" | "refers-unsure" | "refers-reason" => {
            of_reference(what, rest, given, linked)
        }
        "reason" => {
            let (mention, wanted) = pair();
            (
                wanted.to_owned(),
                link_of(mention, given, linked).reason.to_string(),
            )
        }
        "ruled" | "dismissed" | "overruled" => of_rules(what, rest, linked),
        "stories" | "threads" | "named" => of_stories(what, rest, linked),
        "date" => {
            let (index, wanted) = pair();
            let got = &linked.dates[index.parse::<usize>().expect("a number") - 1];
            let got = got
                .as_ref()
                .map_or("-".to_owned(), |date| date.value.to_string());
            (wanted.to_owned(), got)
        }
        "because" => {
            if linked
                .stories
                .iter()
                .any(|story| story.because.contains(rest.trim()))
            {
                return None;
            }
            (rest.trim().to_owned(), format!("{:?}", linked.stories))
        }
        other => panic!("unknown expectation {other}"),
    };
    (wanted != got).then(|| format!("{line}\n    got {got}"))
}

#[test]
fn the_cases_hold() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/link");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the folder of cases")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();
    assert!(files.len() > 10);
    let mut failed = String::new();
    for file in files {
        let text = std::fs::read_to_string(&file).expect("a case");
        let case = read_case(&text);
        assert!(!case.expected.is_empty(), "{}", file.display());
        let linked = ruled(&case.given, &case.corrections);
        for line in &case.expected {
            if let Some(failure) = failing(line, &case.given, &linked) {
                let _ = writeln!(failed, "{}: {failure}", file.display());
            }
        }
    }
    assert!(failed.is_empty(), "\n{failed}");
}

#[test]
fn an_actor_keeps_its_colour_however_its_name_is_spelled() {
    let seed = |name: &str| {
        let line = format!("[P:{name}] spoke.");
        linked(&[article(0, "Post", None, &[&line])]).actors[0].colour_seed
    };
    assert_eq!(seed("Volodymyr Zelenskyy"), seed("Wolodymyr Selenskyj"));
    assert_eq!(seed("Joe Biden"), seed("Joseph Biden"));
    assert_ne!(seed("Donald Trump"), seed("Donald Tusk"));
    assert_ne!(seed("Donald Trump"), seed("Melania Trump"));
}

#[test]
fn nothing_gives_nothing() {
    assert_eq!(link(&[]), Linked::default());
}

#[test]
fn thousands_of_references_in_one_sentence_are_read_in_bounded_steps() {
    let row = "{the president} saw [P:|President|Ann Berg], {the Polish president} saw [P:Tom Berg], and {he} saw {her} ";
    let line = row.repeat(2_000);
    let given = article(1, "Post", None, &[&line]);
    assert_eq!(linked(&[given]).references[0].len(), 8_000);
}

fn any_mention() -> impl Strategy<Value = String> {
    let name = prop_oneof![
        Just("Ann Berg"),
        Just("Berg"),
        Just("A. Berg"),
        Just("Tom Berg Jr."),
        Just("Tom Berg"),
        Just("Ann"),
        Just("Berg Holding"),
        Just("BH"),
        Just("–"),
        Just("Kim Min-su"),
        Just("Kim"),
        Just("Ann Bergh"),
        Just("Bergström Anna"),
        Just("Anna Bergström"),
        Just("Anna Bergstöm"),
    ];
    let kind = prop_oneof![Just("P"), Just("P"), Just("O"), Just("L")];
    let honorific = prop_oneof![Just(""), Just("Mr"), Just("Ms"), Just("President")];
    let role = prop_oneof![Just(""), Just("Polish President"), Just("mayor")];
    (kind, honorific, role, name)
        .prop_map(|(kind, honorific, role, name)| format!("[{kind}:{honorific}|{role}|{name}]"))
}

fn any_article() -> impl Strategy<Value = Given> {
    let words = prop_oneof![
        Just("flood"),
        Just("harbour"),
        Just("vote"),
        Just("dam"),
        Just("ship"),
        Just("--")
    ];
    let references = prop_oneof![
        Just("{the president}"),
        Just("{the Polish president}"),
        Just("{<the mayor}"),
        Just("{she}"),
        Just("{his}"),
    ];
    let piece = prop_oneof![
        any_mention(),
        words.prop_map(str::to_owned),
        references.prop_map(str::to_owned)
    ];
    let dates = prop_oneof![
        Just(""),
        Just("2026-01-06"),
        Just("--01-06"),
        Just("2026 tue"),
        Just("<--01-06"),
        Just("2025-13-40"),
        Just("--01-06..07"),
        Just("2026-02"),
        Just("--00-00"),
    ];
    // Whole sentences, so that some articles tell of one event and some seem to.
    let events = prop_oneof![
        Just(""),
        Just("Heavy waves struck the wooden ferry near its lighthouse; forty sailors swam ashore."),
        Just("Forty sailors swam ashore when waves struck a ferry, the lighthouse keeper wrote."),
        Just(
            "Heavy hail struck orchards near the lighthouse; forty farmers lost apples and pears."
        ),
    ];
    (proptest::collection::vec(piece, 0..12), events, dates).prop_map(|(pieces, event, told)| {
        article(7, "Post", date(told), &[&pieces.join(" "), event])
    })
}

fn any_rule() -> impl Strategy<Value = String> {
    let name = || {
        prop_oneof![
            Just("Ann Berg"),
            Just("berg"),
            Just("Tom Berg"),
            Just("Kim"),
            Just("BH"),
            Just("Ann")
        ]
    };
    (name(), name(), 0..6).prop_map(|(one, other, which)| match which {
        0 => format!("merge \"{one}\" = \"{other}\""),
        1 => format!("split \"{one}\" in outlet \"Post\""),
        2 => format!("not an actor \"{one}\""),
        3 => format!("rename \"{one}\" to \"{other}\""),
        4 => format!("\"the president\" means \"{one}\""),
        _ => format!("\"{one}\" means \"{other}\""),
    })
}

proptest! {
    #[test]
    fn every_mention_has_one_link_of_its_kind(given in proptest::collection::vec(any_article(), 0..6)) {
        let linked = linked(&given);
        prop_assert_eq!(linked.links.len(), given.len());
        prop_assert_eq!(linked.dates.len(), given.len());
        for (links, given) in linked.references.iter().zip(&given) {
            prop_assert_eq!(links.len(), given.findings.references.len());
            for (link, reference) in links.iter().zip(&given.findings.references) {
                let weak = reference.form != MentionForm::Pronoun || link.as_ref().is_none_or(|link| !link.sure);
                prop_assert!(weak && link.as_ref().is_none_or(|link| actor_of(link, &linked).id == link.actor));
            }
        }
        let mut bare = given.clone();
        for given in &mut bare {
            given.findings.references.retain(|reference| reference.form == MentionForm::Pronoun);
        }
        prop_assert_eq!(&super::tests::linked(&bare).links, &linked.links, "descriptions change no link of a name");
        for given in &mut bare {
            given.findings.references.clear();
        }
        let bare = super::tests::linked(&bare);
        // A name that is linked for want of better may go to another actor, and be all that its first one had.
        let sure = |linked: &Linked| {
            let links = linked.links.iter().flat_map(|links| links.iter());
            links.filter(|link| link.sure).map(|link| link.actor).collect::<BTreeSet<_>>()
        };
        prop_assert_eq!(sure(&bare), sure(&linked), "pronouns make and join no actor that is sure");
        for (with, without) in linked.links.iter().zip(&bare.links) {
            for (with, without) in with.iter().zip(without.iter()) {
                let same = with.actor == without.actor;
                prop_assert!(same || !with.sure && !without.sure, "what is sure without pronouns stays");
            }
        }
        for (links, given) in linked.links.iter().zip(&given) {
            prop_assert_eq!(links.len(), given.findings.mentions.len());
            for (link, mention) in links.iter().zip(&given.findings.mentions) {
                prop_assert_eq!(actor_of(link, &linked).kind, mention.kind);
            }
        }
        for actor in &linked.actors {
            let mut links = linked.links.iter().flat_map(|links| links.iter());
            prop_assert!(links.any(|link| link.actor == actor.id), "{:?}", actor);
        }
        let ids: BTreeSet<_> = linked.actors.iter().map(|actor| actor.id).collect();
        prop_assert_eq!(ids.len(), linked.actors.len());
        prop_assert_eq!(&super::tests::linked(&given), &linked);
    }

    #[test]
    fn under_any_rules_every_mention_has_one_link_and_every_actor_a_mention(
        given in proptest::collection::vec(any_article(), 0..5),
        rules in proptest::collection::vec(any_rule(), 0..6),
    ) {
        let linked = ruled(&given, &rules.join("\n"));
        prop_assert_eq!(linked.ruled.len(), rules.len());
        for (links, given) in linked.links.iter().zip(&given) {
            prop_assert_eq!(links.len(), given.findings.mentions.len());
        }
        for actor in &linked.actors {
            let mut links = linked.links.iter().flat_map(|links| links.iter());
            prop_assert!(links.any(|link| link.actor == actor.id));
        }
        let ids: BTreeSet<_> = linked.actors.iter().map(|actor| actor.id).collect();
        prop_assert_eq!(ids.len(), linked.actors.len());
    }

    #[test]
    fn an_unrelated_article_changes_no_link(given in proptest::collection::vec(any_article(), 0..5)) {
        let alone = linked(&given);
        let mut more = given.clone();
        more.push(article(99, "Mail", None, &["[P:Zoe Quill] sang in [L:Xanten] of owls."]));
        let together = linked(&more);
        for (index, links) in alone.links.iter().enumerate() {
            for (link, other) in links.iter().zip(together.links[index].iter()) {
                prop_assert_eq!(&link.reason, &other.reason);
                prop_assert_eq!(link.sure, other.sure);
                prop_assert_eq!(actor_of(link, &alone), actor_of(other, &together));
            }
        }
        prop_assert_eq!(&alone.stories, &together.stories);
        prop_assert_eq!(&alone.dates[..], &together.dates[..given.len()]);
    }

    #[test]
    fn ranges_that_fit_no_text_do_no_harm(
        ranges in proptest::collection::vec((0usize..60, 0usize..9, sample::select(&ACTOR_KINDS[..])), 0..9),
        text in "\\PC{0,40}",
    ) {
        let mut given = article(1, "Post", None, &[&text.replace(['[', ']', '{', '}'], " ")]);
        given.findings.mentions = ranges
            .into_iter()
            .map(|(start, len, kind)| Mention {
                name: TextRange::new(start, start + len),
                honorific: (len > 4).then(|| TextRange::new(start, start + 2)),
                role: (len > 6).then(|| TextRange::new(start, start + 3)),
                kind,
                literal: kind,
            called: None,
                rule: "random",
            })
            .collect();
        given.findings.references = given
            .findings
            .mentions
            .iter()
            .map(|mention| Reference {
                range: mention.form(),
                form: if mention.role.is_some() { MentionForm::Description } else { MentionForm::Pronoun },
                owner: mention.honorific,
                beside: mention.role,
                rule: "random",
            })
            .collect();
        let linked = linked(&[given.clone(), given.clone()]);
        prop_assert_eq!(linked.links[0].len(), given.findings.mentions.len());
        prop_assert_eq!(linked.references[0].len(), given.findings.references.len());
    }
}

/// What becomes of a linker that first has the articles of `others` and gets and loses the others in pieces.
fn in_pieces(given: &[Given], pieces: &[usize], others: &[Given], rules: &Corrections) -> Linked {
    let mut linker = Linker::default();
    let mut strangers: Vec<Ticket> = Vec::new();
    let mut strange = others.iter().cycle();
    let mut left = given.iter();
    let mut all: Vec<Report> = Vec::new();
    for (round, &size) in pieces.iter().chain([&given.len()]).enumerate() {
        for given in left.by_ref().take(size) {
            all.push(report(given));
            linker.add(&all[all.len() - 1]);
        }
        let before = if round % 2 == 0 {
            strangers.pop()
        } else {
            None
        };
        if round < 3
            && let Some(other) = strange.next()
        {
            all.push(report(other));
            strangers.push(linker.add(&all[all.len() - 1]));
        }
        let none = Corrections::default();
        linker.linked(if round % 3 == 1 { &none } else { rules }, &all);
        if let Some(ticket) = before {
            assert!(linker.remove(ticket) && !linker.remove(ticket));
        }
    }
    for ticket in strangers {
        linker.remove(ticket);
    }
    linker.linked(rules, &all)
}

fn rules_of(written: &str) -> Corrections {
    corrections::parse(written, "case")
}

proptest! {
    #[test]
    fn the_same_articles_in_other_pieces_are_linked_the_same(
        given in proptest::collection::vec(any_article(), 0..9),
        pieces in proptest::collection::vec(0usize..4, 0..6),
        others in proptest::collection::vec(any_article(), 0..3),
        rules in proptest::collection::vec(any_rule(), 0..4),
    ) {
        let rules = rules_of(&rules.join("\n"));
        let reports: Vec<Report> = given.iter().map(report).collect();
        let together = link_with(&reports, &rules);
        prop_assert_eq!(in_pieces(&given, &pieces, &others, &rules), together);
    }
}
