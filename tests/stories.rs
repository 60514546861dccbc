//! Stories in the list: the reader says what belongs together, walks threads, and sees reprints as reprints.
#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    clippy::panic,
    clippy::string_slice,
    reason = "a test says what is wrong by failing"
)]

#[path = "support/session.rs"]
pub mod session;

use std::fs;
use std::path::Path;

use rashomon::config::settings::{Settings, Stories};
use rashomon::library::head::Part;
use rashomon::library::sources::Source;
use session::Session;
use tempfile::TempDir;

/// The rules in the file, with titles in place of numbers.
fn rules(session: &Session) -> Vec<String> {
    let library = session.app.library();
    let corrections = library.corrections();
    let rules = corrections.rules.iter();
    rules.map(|rule| library.told(&rule.rule)).collect()
}

/// The stories by the outlets and agencies of their articles.
fn stories(session: &Session) -> Vec<Vec<String>> {
    let library = session.app.library();
    let mut stories: Vec<Vec<String>> = Vec::new();
    for row in 0..library.len() {
        let label = |row: usize| library.entry(row).unwrap().head.outlet_label();
        match library.story(row) {
            None => stories.push(vec![label(row)]),
            Some(story) if story.articles[0] == row => {
                stories.push(story.articles.iter().map(|&row| label(row)).collect());
            }
            Some(_) => {}
        }
    }
    stories
}

const PARIS: [&str; 3] = ["The Straits Times", "ArcaMax", "(outlet unknown)"];

#[test]
fn the_reports_of_one_summit_are_one_story_and_the_others_stand_alone() {
    let (session, _, _folder) = Session::correcting();
    let expected: [&[&str]; 3] = [&PARIS, &["(Bloomberg)"], &["Bloomberg"]];
    assert_eq!(stories(&session), expected);
}

#[test]
fn an_article_is_taken_out_of_its_story_and_comes_back() {
    let (mut session, file, _folder) = Session::correcting();
    // The second version of the story, which stands below its name.
    session.press("jgs");
    assert_eq!(
        rules(&session),
        [
            "split “US set to pledge backing for Ukraine against another Russian attack” from story of \
             “US joins Kyiv’s allies in Paris in backing security guarantees for Ukraine”"
        ]
    );
    let apart: [&[&str]; 4] = [
        &[PARIS[0], PARIS[2]],
        &[PARIS[1]],
        &["(Bloomberg)"],
        &["Bloomberg"],
    ];
    assert_eq!(stories(&session), apart);
    assert!(session.screen().contains("1 article, u takes it back"));
    let written = fs::read_to_string(&file).unwrap();
    assert!(written.contains(" # US set to pledge"), "{written}");
    // It is so after a restart, and says why.
    let mut again = Session::working(Source::Starter, &file, 160, 40);
    assert_eq!(stories(&again), apart);
    again.press("<Enter>]o");
    let told = again.screen();
    assert!(
        told.contains("version 2 of 2: as you say, line 1 of your corrections"),
        "{told}"
    );
    session.press("u");
    assert_eq!(stories(&session)[0], PARIS);
    session.press("<C-r>");
    assert_eq!(stories(&session), apart);
}

#[test]
fn an_article_is_moved_to_another_story_the_nearest_first() {
    let (mut session, _, _folder) = Session::correcting();
    // Behind the story and its three articles.
    session.press("Ggm");
    let asked = session.screen();
    assert!(
        asked.contains("this article belongs to the story of"),
        "{asked}"
    );
    assert!(asked.contains("Paris: security guarantees"), "{asked}");
    // Articles of a story are picked with their story, and the article itself is not offered.
    assert!(asked.contains("2 of 2"), "{asked}");
    session.press("paris<Enter>");
    assert_eq!(
        stories(&session),
        [
            &[PARIS[0], PARIS[1], PARIS[2], "Bloomberg"][..],
            &["(Bloomberg)"]
        ]
    );
    session.press("gc");
    let listed = session.screen();
    assert!(
        listed.contains("1 article     move “Europe Presses"),
        "{listed}"
    );
    session.press("x");
    session.press("q");
    assert_eq!(stories(&session)[0], PARIS);
}

#[test]
fn a_whole_story_is_merged_named_and_pinned() {
    let (mut session, file, _folder) = Session::correcting();
    session.press("kgmpress<Enter>");
    assert_eq!(stories(&session)[0].len(), 4);
    session.press("gr<C-u>A<Space>year<Space>of<Space>talks<Enter>");
    assert!(session.screen().contains("A year of talks"));
    session.press("gP");
    session.resize(200, 50);
    assert!(session.screen().contains("'26, pinned"));
    let told = rules(&session);
    assert!(
        told[0].starts_with("merge story of “Europe Presses"),
        "{told:?}"
    );
    assert!(told[1].starts_with("rename story of "), "{told:?}");
    assert!(
        told[2].starts_with("pin story \"A year of talks\" = “US joins"),
        "{told:?}"
    );
    // A pinned story does not hang on the rules that made it.
    let written = fs::read_to_string(&file).unwrap();
    let pin = written.lines().last().unwrap();
    fs::write(&file, format!("{pin}\n")).unwrap();
    let again = Session::working(Source::Starter, &file, 120, 40);
    assert_eq!(stories(&again)[0].len(), 4);
    let library = again.app.library();
    assert_eq!(
        library.story_name(library.entry(0).unwrap().head.story.unwrap()),
        "A year of talks"
    );
}

#[test]
fn of_a_folded_story_it_is_asked_which_article_is_not_of_it() {
    let (mut session, _, _folder) = Session::correcting();
    session.press("kgs");
    let asked = session.screen();
    assert!(asked.contains("not of this story"), "{asked}");
    session.press("j<Enter>");
    assert_eq!(stories(&session)[1], [PARIS[1]]);
    // What stands alone is in no story.
    session.press("Ggs");
    assert!(session.screen().contains("this article stands alone"));
    session.press("gr");
    assert!(session.screen().contains("only stories have names"));
}

#[test]
fn rules_that_contradict_or_fit_nothing_are_told_with_their_lines() {
    let (mut session, file, _folder) = Session::correcting();
    session.press("jgs");
    let rule = fs::read_to_string(&file).unwrap();
    let article = |at: usize| rule[at..].split(' ').next().unwrap().to_owned();
    let (one, other) = (
        article(rule.find("article ").unwrap() + 8),
        article(rule.rfind("of article ").unwrap() + 11),
    );
    let text = format!(
        "# mine\nmerge story of article {one} = article {other}\nmerge story of article {one}\n\
         move article 00000000000000aa to story of article {one}\nsplit article {one} from story of article {other}\n"
    );
    fs::write(&file, &text).unwrap();
    let mut again = Session::working(Source::Starter, &file, 120, 40);
    assert_eq!(stories(&again)[1], [PARIS[1]]);
    let problems = again.app.library().problems();
    let problems: Vec<(Option<u32>, &str)> = problems
        .iter()
        .map(|problem| (problem.line, problem.reason.as_str()))
        .collect();
    assert_eq!(
        problems,
        [
            (Some(3), "here should stand ="),
            (
                Some(2),
                "line 5 says otherwise, and of two rules the later one holds"
            )
        ]
    );
    again.press("gc");
    let listed = again.screen();
    assert!(listed.contains("overruled"), "{listed}");
    assert!(listed.contains("fits nothing"), "{listed}");
    assert!(listed.contains("; line 5 says otherwise"), "{listed}");
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
}

#[test]
fn a_topic_of_a_year_is_three_stories_in_one_thread() {
    let (mut session, _, _folder) = Session::correcting();
    let screen = session.screen();
    for place in ["thread 3/3, 2025–Jan '26", "thread 2/3", "thread 1/3"] {
        assert!(screen.contains(place), "{screen}");
    }
    let open = |session: &Session| session.app.reader().unwrap().entry().head.outlet_label();
    session.press("<Enter>]t");
    assert!(
        session
            .screen()
            .contains("this is the latest story of its thread")
    );
    session.resize(200, 50);
    session.press("[t");
    assert_eq!(open(&session), "(Bloomberg)");
    let told = session.screen();
    assert!(
        told.contains("story 2 of 3 in its thread, dates apart: same actors ("),
        "{told}"
    );
    assert!(told.contains("security guarantees"), "{told}");
    assert!(!told.contains("(digest written"), "{told}");
    session.press("[t");
    assert_eq!(open(&session), "Bloomberg");
    session.press("2]t");
    assert_eq!(open(&session), PARIS[0]);
}

/// A folder of these pages.
fn pages(pages: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in pages {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn reading(folder: &Path) -> Session {
    let file = folder.join("corrections.none");
    Session::working(Source::Paths(vec![folder.to_owned()]), &file, 120, 40)
}

/// A page of that outlet: the agency may be empty.
fn page(outlet: &str, date: &str, agency: &str, title: &str, body: &str) -> String {
    let agency = if agency.is_empty() {
        String::new()
    } else {
        format!("agency: {agency}\n")
    };
    format!("---\ntitle: {title}\noutlet: {outlet}\n{agency}date: {date}\n---\n\n{body}\n")
}

const STORM: &str = "The storm tore the roof off the customs house in Velmora and sank six fishing boats in the night. Nobody was hurt, said the harbour master, Ines Okafor, who had warned the crews at noon.\n\nDivers will look for the wrecks when the sea is calm again. The town has asked the government for pumps, blankets and a crane, and schools stay closed until the power is back.";

const OTHER_WORDS: &str = "Six fishing boats went down at Velmora when a storm took the roof of the customs house. All crews were safe on land: Ines Okafor, the harbour master, had told them at noon to stay there.\n\nPumps and a crane are on their way, the mayor said in the evening. Pupils have a free day, for there is no power in any school of the town.";

#[test]
fn reprints_are_told_and_count_once() {
    let folder = pages(&[
        (
            "a.md",
            &page(
                "Harbour Post",
                "2026-03-04",
                "",
                "Storm sinks six boats",
                STORM,
            ),
        ),
        (
            "b.md",
            &page(
                "Valley Times",
                "2026-03-05",
                "",
                "Boats lost at Velmora",
                STORM,
            ),
        ),
        (
            "c.md",
            &page(
                "Island Mail",
                "2026-03-05",
                "",
                "Velmora counts its boats",
                OTHER_WORDS,
            ),
        ),
    ]);
    let mut session = reading(folder.path());
    assert_eq!(stories(&session).len(), 1);
    let screen = session.screen();
    assert!(screen.contains("2 outlets, Mar 4–Mar 5 '26"), "{screen}");
    assert!(screen.contains(" also Valley Times, Mar 5"), "{screen}");
    assert!(screen.contains(" from Harbour Post, Mar 4"), "{screen}");
    session.resize(200, 50);
    let screen = session.screen();
    assert!(screen.contains("'26, 1 reprint"), "{screen}");
    assert!(
        screen.contains("reprinted from Harbour Post, Mar 4 '26"),
        "{screen}"
    );
    let library = session.app.library();
    assert_eq!(library.reprints().len(), 1);
    assert_eq!(library.voices(0), 2);
    // The head of the text says it too, and opened, why.
    session.resize(160, 40);
    session.press("sharbour<Enter>g2");
    let head = session.screen();
    assert!(
        head.contains("· reprinted from Harbour Post, Mar 4 '26"),
        "{head}"
    );
    session.press("gg<Enter>");
    let opened = session.screen();
    assert!(
        opened.contains("reprinted from: Harbour Post, Mar 4 '26 (the earliest here)"),
        "{opened}"
    );
}

#[test]
fn who_copied_whom_is_told_only_where_it_is_known() {
    let part = |pages_of: &[(&str, &str)], outlet: &str| {
        let folder = pages(pages_of);
        let session = reading(folder.path());
        let library = session.app.library().clone();
        let entries = (0..library.len()).map(|row| library.entry(row).unwrap());
        let entry = entries
            .into_iter()
            .find(|entry| entry.head.outlet_label() == outlet)
            .unwrap();
        let same = entry.head.same_text.clone().unwrap();
        (same.part, same.because)
    };
    let of = |outlet: &str, date: &str, agency: &str| {
        page(outlet, date, agency, "Storm sinks six boats", STORM)
    };
    // The agency is the original, although its own page is the later one.
    let with_agency = [
        ("a.md", of("Valley Times", "2026-03-04", "Northwire")),
        ("b.md", of("Northwire", "2026-03-05", "")),
    ];
    let with_agency = with_agency
        .each_ref()
        .map(|(name, text)| (*name, text.as_str()));
    assert_eq!(
        part(&with_agency, "Valley Times"),
        (Part::Reprint, "the agency that others credit".to_owned())
    );
    assert_eq!(part(&with_agency, "Northwire").0, Part::Original);
    // Both carry the copy of an agency that is not here.
    let wire = [
        ("a.md", of("Valley Times", "2026-03-04", "Northwire")),
        ("b.md", of("Harbour Post", "2026-03-05", "Northwire")),
    ];
    let wire = wire.each_ref().map(|(name, text)| (*name, text.as_str()));
    assert_eq!(
        part(&wire, "Harbour Post"),
        (Part::Unknown, "copy of Northwire".to_owned())
    );
    // Of one day.
    let same_day = [
        ("a.md", of("Valley Times", "2026-03-04", "")),
        ("b.md", of("Harbour Post", "2026-03-04", "")),
    ];
    let same_day = same_day
        .each_ref()
        .map(|(name, text)| (*name, text.as_str()));
    assert_eq!(part(&same_day, "Harbour Post").0, Part::Unknown);
    // A date that leaves the day open.
    let open = [
        ("a.md", of("Valley Times", "2026-03-04", "")),
        ("b.md", of("Harbour Post", "2026", "")),
    ];
    let open = open.each_ref().map(|(name, text)| (*name, text.as_str()));
    assert_eq!(part(&open, "Valley Times").0, Part::Unknown);
}

#[test]
fn formulas_of_the_trade_are_no_copy() {
    const FORMULA: &str = "according to people familiar with the matter, who asked not to be identified because the talks are private";
    let one = format!(
        "The bank will sell its ships, {FORMULA}. A spokesman for the bank declined to comment. The sale is to be announced in May."
    );
    let other = format!(
        "Velmora’s mayor wants to resign, {FORMULA}. A spokesman for the town declined to comment. She has led the town for nine years."
    );
    let stub = format!("More to come, {FORMULA}.");
    let folder = pages(&[
        (
            "a.md",
            &page("Harbour Post", "2026-03-04", "", "Bank to sell ships", &one),
        ),
        (
            "b.md",
            &page("Valley Times", "2026-03-05", "", "Mayor to go", &other),
        ),
        (
            "c.md",
            &page("Island Mail", "2026-03-06", "", "First stub", &stub),
        ),
        (
            "d.md",
            &page("Coast Daily", "2026-03-06", "", "Second stub", &stub),
        ),
    ]);
    let session = reading(folder.path());
    assert_eq!(session.app.library().len(), 4);
    assert_eq!(session.app.library().reprints(), Vec::<Vec<usize>>::new());
}

#[test]
fn stories_are_folded_or_open_as_it_is_set_until_one_is_turned() {
    for (stories, told) in [
        (Stories::Auto, "▾ Paris"),
        (Stories::Open, "▾ Paris"),
        (Stories::Folded, "▸ Paris"),
    ] {
        let mut session = Session::starter(120, 40);
        session.app.set_up(Settings {
            stories,
            ..Settings::default()
        });
        let screen = session.press("gg").screen();
        assert!(screen.contains(told), "{stories:?}: {screen}");
        let turned = session.press("<Enter>").screen();
        assert!(!turned.contains(told), "{stories:?}: {turned}");
    }
}
