//! What the command line tells of actors, stories, topics and articles: the same as the library and the screen.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    clippy::missing_panics_doc,
    reason = "a test says what is wrong by failing"
)]

#[path = "support/harbour.rs"]
pub mod harbour;
#[path = "support/page.rs"]
pub mod page;
#[path = "support/place.rs"]
pub mod place;
#[path = "support/session.rs"]
pub mod session;

use std::path::Path;

use assert_cmd::Command;
use place::Place;
use rashomon::export::account::Narrowed;
use rashomon::export::account::matter::{Matter, matter};
use rashomon::export::account::{Limits, actor::actor as account_of};
use rashomon::export::document::html::html;
use rashomon::export::document::markdown::markdown;
use rashomon::export::document::text::text;
use rashomon::export::document::{actor, matter as of_matter};
use rashomon::export::terminal::Look;
use rashomon::library::Library;
use rashomon::library::loader::load;
use rashomon::library::sources::Source;
use rashomon::text::sanitize::clean;
use rashomon::text::width::cells;
use serde_json::Value;
use session::Session;

fn read(source: &Source) -> Library {
    let mut library = Library::default();
    load(source, None, |progress| library = progress.library).unwrap();
    library
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn command_line_export_and_screen_tell_one_result_of_the_library() {
    let (place, library) = (Place::new(), read(&Source::Starter));
    let actor = library.actors_named("zelenskiy", 1).remove(0);
    let account = account_of(&library, &actor, Limits::default());
    let wanted = serde_json::to_value(&account).unwrap();
    for arguments in [
        &["who", "ZELENSKY", "--json"][..],
        &["who", "volodymyr zelenskyy", "--json"],
        &["who", "Selenskyj", "--json"],
        &["who", "Зеленский", "--json"],
        &["export", "--actor", "zelenskiy", "--format", "json"],
    ] {
        let told = place.json(arguments);
        assert_eq!((told.len(), &told[0]), (1, &wanted), "{arguments:?}");
    }
    let quotes = place.json(&["quotes", "--by", "zelensky", "--json"]);
    let words = |value: &Value| value["text"].clone();
    let said: Vec<Value> = quotes.iter().map(words).collect();
    let in_account: Vec<Value> = wanted["quotations"]
        .as_array()
        .unwrap()
        .iter()
        .map(words)
        .collect();
    assert_eq!(said, in_account);
    assert_eq!(said.len(), library.sayings(actor.id).len());
    let mut session = Session::starter(140, 50);
    let screen = session
        .press("p")
        .write("zelensky")
        .press("<Enter>")
        .screen();
    let (places, articles) = (account.places, account.articles);
    for told in [
        format!("{places} mentions in {articles} articles"),
        format!("SAYS {}", account.all_quotations),
    ] {
        assert!(screen.contains(&told), "{told}\n{screen}");
    }
}

#[test]
fn every_sentence_of_a_dossier_names_a_source_that_is_listed() {
    let place = Place::new();
    for of in [
        &["--actor", "macron"][..],
        &["--topic", "security guarantees"],
        &["--story", "us joins"],
        &["--query", "says:merz or guarantees"],
    ] {
        let mut arguments = vec!["export", "--format", "json"];
        arguments.extend(of);
        let account = place.json(&arguments).remove(0);
        let sources = account["sources"].as_array().unwrap().len();
        assert!(sources > 0, "{of:?}");
        let parts = ["quotations", "passages"].map(|part| account[part].as_array().unwrap());
        assert!(parts.iter().any(|part| !part.is_empty()), "{of:?}");
        for sentence in parts.into_iter().flatten() {
            let number = sentence["source"].as_u64().unwrap();
            assert!((1..=sources as u64).contains(&number), "{sentence}");
            assert!(!sentence["text"].as_str().unwrap().is_empty());
        }
    }
}

#[test]
fn a_story_is_told_with_its_reason_and_its_articles() {
    let place = Place::new();
    let folder = place.news(&[]);
    harbour::story(&folder, 5);
    let stories = place.json(&["stories", "--json", "--in", path(&folder)]);
    assert_eq!(stories.len(), 1);
    assert_eq!(stories[0]["articles"].as_array().unwrap().len(), 5);
    assert!(!stories[0]["because"].as_str().unwrap().is_empty());
    let none = place.run(&["stories", "outlet:nowhere", "--in", path(&folder)]);
    assert_eq!(none.status.code(), Some(1));
    let stats = place
        .json(&["stats", "--json", "--in", path(&folder)])
        .remove(0);
    assert_eq!(
        (stats["articles"].as_u64(), stats["stories"].as_u64()),
        (Some(5), Some(1))
    );
    assert_eq!(stats["outlets"].as_array().unwrap().len(), 5);
}

#[test]
fn an_article_is_shown_with_numbered_paragraphs() {
    let place = Place::new();
    let folder = place.news(&[(
        "pier.md",
        harbour::article(
            "Pier reopens",
            "Quay Radio",
            3,
            "First thing.\n\nSecond thing.",
        ),
    )]);
    let told = place.told(&["show", "pier reopens", "--in", path(&folder)]);
    assert!(told.starts_with("Pier reopens\nQuay Radio · "), "{told}");
    assert!(
        told.contains("\n1   First thing.\n\n2   Second thing.\n"),
        "{told}"
    );
    let shown = place
        .json(&["show", "pier", "--json", "--in", path(&folder)])
        .remove(0);
    assert_eq!(shown["title"], "Pier reopens");
    let blocks = shown["blocks"].as_array().unwrap();
    let second = blocks.iter().find(|block| block["paragraph"] == 2).unwrap();
    assert_eq!(second["text"], "Second thing.");
}

#[test]
fn what_is_not_there_is_said_on_standard_error() {
    let place = Place::new();
    for (arguments, code, reason) in [
        (
            &["who", "xyzzy"][..],
            1,
            "nobody and nothing in the library is called “xyzzy”",
        ),
        (&["quotes", "--by", "xyzzy"], 1, "is called “xyzzy”"),
        (&["quotes", "(a"], 2, "^"),
        (&["topics", "xyzzy"], 1, "there is no such topic"),
        (&["show", "xyzzy"], 1, "is no path, no id"),
        (&["export", "--topic", "xyzzy"], 1, "no topic “xyzzy”"),
        (&["export", "--query", "xyzzy"], 1, "no article fits"),
        (&["export"], 2, "--actor"),
        (
            &["export", "--actor", "a", "--topic", "b"],
            2,
            "cannot be used with",
        ),
    ] {
        let output = place.run(arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
        let errors = String::from_utf8(output.stderr).unwrap();
        assert!(errors.contains(reason), "{arguments:?}: {errors}");
    }
}

#[test]
fn the_recipes_of_the_readme_work() {
    let readme = include_str!("../README.md");
    let recipes = readme.split("<!-- recipes: ").nth(1).unwrap();
    let recipes = recipes.split("```sh\n").nth(1).unwrap();
    let recipes: Vec<&str> = recipes.split("```").next().unwrap().lines().collect();
    assert!(recipes.len() >= 10);
    let place = Place::new();
    let program = assert_cmd::cargo::cargo_bin("rashomon");
    let programs = program.parent().unwrap().to_str().unwrap();
    for recipe in recipes {
        let mut shell = Command::new("sh");
        shell
            .args(["-c", recipe])
            .current_dir(place.0.path())
            .env(
                "PATH",
                format!("{programs}:{}", std::env::var("PATH").unwrap()),
            )
            .env("XDG_DATA_HOME", place.0.path())
            .env("XDG_CONFIG_HOME", place.0.path());
        let output = shell.output().unwrap();
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0), "{recipe}: {errors}");
        let code = recipe.split('#').next().unwrap().trim();
        let file = ["> ", "-o "]
            .iter()
            .find_map(|mark| code.split(mark).nth(1));
        let told = file.map_or(output.stdout, |file| {
            std::fs::read(place.0.path().join(file)).unwrap()
        });
        assert!(told.len() > 20, "{recipe}");
    }
}

#[test]
fn a_dossier_never_replaces_a_file() {
    let place = Place::new();
    let file = place.0.path().join("macron.md");
    let arguments = ["export", "--actor", "macron", "--output", path(&file)];
    assert_eq!(place.told(&arguments), "");
    let written = std::fs::read_to_string(&file).unwrap();
    assert!(written.starts_with("# Emmanuel Macron\n"), "{written}");
    std::fs::write(&file, "mine").unwrap();
    let again = place.run(&arguments);
    assert_eq!(again.status.code(), Some(1));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "mine");
}

#[test]
fn hostile_words_are_words_in_every_form() {
    let place = Place::new();
    let body = "“<script>alert(1)</script> | *x* [y](javascript:z)\u{1b}[2J,” Odile Farrant said.\n\n\
                Odile Farrant <b>& co</b> said `rm -rf` was \u{202e}wrong.";
    let folder = place.news(&[(
        "a.md",
        harbour::article("A <i>title</i> | & \"more\"", "Quay <Radio>", 3, body),
    )]);
    let library = read(&Source::Paths(vec![folder.clone()]));
    let actor = library.actors_named("farrant", 1).remove(0);
    let account = account_of(&library, &actor, Limits::default());
    assert!(!account.quotations.is_empty() && !account.passages.is_empty());
    let search = matter(
        &library,
        &Matter::Search(Narrowed {
            query: "<q>".to_owned(),
            rows: vec![0],
        }),
        Limits::default(),
        10,
    );
    for document in [actor::document(&account), of_matter::document(&search)] {
        page::check(&html(&document)).unwrap();
        for line in markdown(&document).lines() {
            page::check_markdown_line(line, 2);
        }
        for width in [20, 40, 80, 200] {
            for colour in [false, true] {
                let told = text(&document, Look { width, colour });
                let bare = page::without_colours(&told);
                assert_eq!(clean(&bare).text, bare);
                assert!(
                    bare.lines().all(|line| cells(line) <= width),
                    "{width}\n{bare}"
                );
            }
        }
    }
    for arguments in [
        &["who", "farrant"][..],
        &["quotes"],
        &["show", "a"],
        &["stats"],
        &["export", "--actor", "farrant"],
    ] {
        let mut arguments = arguments.to_vec();
        arguments.extend(["--in", path(&folder)]);
        let told = place.told(&arguments);
        assert_eq!(clean(&told).text, told, "{arguments:?}");
    }
}

#[test]
fn the_program_writes_its_own_manual_and_completions() {
    let place = Place::new();
    let folder = place.0.path().join("man");
    place.told(&["man", path(&folder)]);
    let help = place.told(&["--help"]);
    let commands = help
        .split("Commands:\n")
        .nth(1)
        .unwrap()
        .split("\n\n")
        .next()
        .unwrap();
    let commands = commands.lines().filter_map(|line| {
        let indented = line.strip_prefix("  ")?;
        indented
            .starts_with(|c: char| c.is_ascii_lowercase())
            .then(|| indented.split(' ').next())?
    });
    let commands: Vec<&str> = commands.collect();
    assert!(folder.join("rashomon.1").exists());
    for command in &commands {
        let page = folder.join(format!("rashomon-{command}.1"));
        assert!(page.exists(), "{command}");
    }
    for shell in ["bash", "zsh", "fish"] {
        let told = place.told(&["completions", shell]);
        for command in &commands {
            assert!(told.contains(command), "{shell} {command}");
        }
    }
}

/// A report in NITF whose newsroom names a person, a place and two subjects, one of which its text does not say.
const REPORT: &str = r#"<nitf><head><title>Pier widened</title>
    <tobject><tobject.subject tobject.subject.type="Public finance"/><tobject.subject tobject.subject.type="Pier fees"/></tobject>
    <docdata><identified-content><person>Morning Gull</person><location>Oar</location></identified-content></docdata></head>
    <body><body.head><hedline><hl1>Council widens the pier</hl1></hedline></body.head><body.content><block>
    <p>The council of Oar widens its pier, said the mayor, Morning Gull. Pier fees are to pay for it.</p>
    <p>Owners of boats want no pier fees, and Wilma Fenwick says that she moves away.</p></block></body.content></body></nitf>"#;

#[test]
fn what_a_newsroom_gives_is_told_as_the_reason_on_screen_and_in_json() {
    let place = Place::new();
    let folder = place.news(&[("report.nitf", REPORT.to_owned())]);
    let within = folder.to_str().unwrap();
    let because = |name: &str| {
        let told = place
            .json(&["who", name, "--in", within, "--json"])
            .remove(0);
        told["passages"][0]["because"].as_str().unwrap().to_owned()
    };
    assert_eq!(because("Gull"), "given by the newsroom; full name");
    assert_eq!(because("Fenwick"), "full name");
    let told = place
        .json(&["show", "council", "--in", within, "--json"])
        .remove(0);
    let actors = told["actors"].as_array().unwrap().iter();
    let given = actors.filter(|actor| actor["given"] == true);
    let given: Vec<&str> = given.map(|actor| actor["name"].as_str().unwrap()).collect();
    assert_eq!(given, ["Morning Gull", "Oar"]);
    let topics = place.json(&["topics", "--in", within, "--json"]);
    let topic = |phrase: &str| {
        topics
            .iter()
            .find(|topic| topic["phrase"] == phrase)
            .unwrap()
    };
    assert_eq!(topic("public finance")["given"], 1);
    let none = place.run(&["topics", "--query", "fenwick -actor:gull", "--in", within]);
    assert_eq!(none.status.code(), Some(1));
    let of_one = place.json(&["topics", "--query", "fenwick", "--in", within, "--json"]);
    assert_eq!(of_one, topics);
    assert_eq!(of_one[0]["schema"], 3);
    // What is listed can be followed, though only the newsroom says it.
    let listed = place.told(&["search", "topic:\"public finance\"", within]);
    assert!(listed.contains("Council widens the pier"), "{listed}");
    let export = [
        "export",
        "--topic",
        "public finance",
        "--in",
        within,
        "--format",
        "json",
    ];
    let passages = &place.json(&export).remove(0)["passages"];
    assert_eq!(passages[0]["because"], "given by the newsroom");

    let mut session = Session::working(
        Source::Paths(vec![folder]),
        &place.0.path().join("c"),
        120,
        40,
    );
    let screen = session.press("<Enter><Tab>j<Enter>G").screen();
    assert!(screen.contains("¶1 · given by the newsroom;"), "{screen}");
    session.press("<Esc><Esc>t").write("finance");
    let screen = session.press("<Enter><Tab><Enter>G").screen();
    assert!(screen.contains("given by the newsroom as a"), "{screen}");
}
