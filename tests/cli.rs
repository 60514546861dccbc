//! The program without a terminal.
#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "a test says what is wrong by failing"
)]

#[path = "support/harbour.rs"]
pub mod harbour;

use assert_cmd::Command;
use serde_json::{Value, json};

#[test]
fn without_a_terminal_it_says_so() {
    let output = rashomon().output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .contains("needs a terminal")
    );
}

#[test]
fn help_and_version_need_no_terminal() {
    let help = String::from_utf8(rashomon().arg("--help").output().unwrap().stdout).unwrap();
    for told in ["Usage: rashomon", "PATH", "--log", "Examples:"] {
        assert!(help.contains(told), "{help}");
    }
    let version = String::from_utf8(rashomon().arg("--version").output().unwrap().stdout).unwrap();
    assert_eq!(
        version.trim(),
        concat!("rashomon ", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn an_unknown_option_is_told() {
    let output = rashomon().arg("--nonsense").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .contains("--nonsense")
    );
}

#[test]
fn annotate_counts_code_points_of_the_text_as_given() {
    let text = "Pier reopens\r\n\r\n“É so”, Jose\u{301} Doe\u{200b} said in Paris. He left.";
    let (code, lines, errors) = fed("annotate", &[json!({"id": 7, "text": text})]);
    assert_eq!((code, errors.as_str()), (0, ""));
    assert_eq!(lines[0]["id"], 7);
    let points: Vec<char> = text.chars().collect();
    let found: Vec<(String, &str)> = list(&lines[0]["mentions"])
        .map(|mention| {
            let at = |name: &str| usize::try_from(mention[name].as_u64().unwrap()).unwrap();
            let name = points[at("start")..at("end")].iter().collect();
            (name, mention["type"].as_str().unwrap())
        })
        .collect();
    let expected = [("Jose\u{301} Doe", "PERSON"), ("Paris", "LOC")];
    assert_eq!(found, expected.map(|(name, kind)| (name.to_owned(), kind)));
    let sentences: Vec<_> = list(&lines[0]["sentences"]).collect();
    assert_eq!(sentences.len(), 3, "{sentences:?}");
    assert_eq!(sentences[2], "He left.");
}

#[test]
fn annotate_links_a_group_and_nothing_else() {
    let documents = [
        json!({"id": "a", "group": "g", "text": "Jane Doe opened the pier."}),
        json!({"id": "b", "group": "g", "text": "Jane Doe spoke. Doe left."}),
        json!({"id": "c", "text": "The mayor, Doe, spoke."}),
    ];
    let (code, lines, _) = fed("annotate", &documents);
    assert_eq!(code, 0);
    let ids: Vec<_> = lines.iter().map(|line| line["id"].clone()).collect();
    assert_eq!(ids, ["a", "b", "c"]);
    let clusters: Vec<_> = lines[..2]
        .iter()
        .flat_map(|line| list(&line["mentions"]))
        .map(|mention| mention["cluster"].clone())
        .collect();
    assert!(clusters.len() == 3 && clusters.iter().all(|cluster| *cluster == clusters[0]));
}

#[test]
fn annotate_tells_who_says_what() {
    let text = "“The pier\u{200b} will hold,” said Jane Doe. She said ‘no storm will break it’.";
    let (_, lines, _) = fed("annotate", &[json!({"id": 1, "text": text})]);
    let points: Vec<char> = text.chars().collect();
    let of = |range: &Value| -> String {
        let at = |name: &str| usize::try_from(range[name].as_u64().unwrap()).unwrap();
        points[at("start")..at("end")].iter().collect()
    };
    let said: Vec<(String, String)> = ["quotes", "single_quotes"]
        .iter()
        .flat_map(|name| list(&lines[0][name]))
        .map(|quote| (of(quote), of(&quote["speaker"])))
        .collect();
    let expected = [
        ("“The pier\u{200b} will hold,”", "Jane Doe"),
        ("‘no storm will break it’", "She"),
    ];
    assert_eq!(
        said,
        expected.map(|(quote, speaker)| (quote.to_owned(), speaker.to_owned()))
    );
}

#[test]
fn a_bad_line_is_told_and_the_rest_goes_on() {
    let input = "{\"id\": \"a\", \"group\": 1, \"text\": \"Yes.\"}\n\nnonsense\n{\"id\": \"b\"}\n{\"id\": \"c\", \"group\": 1, \"text\": \"No.\"}";
    let output = rashomon()
        .arg("annotate")
        .write_stdin(input)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), 2);
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(
        errors.contains("line 3: ") && errors.contains("line 4: no field `text`"),
        "{errors}"
    );
}

#[test]
fn clean_keeps_the_running_text() {
    let page = "Council votes on pier\n\nThe council voted on Monday to widen the pier, which two storms have damaged.\n\nAdvertisement\n\nWork begins in May, said the harbour master, and will take two years.";
    let documents = [
        json!({"id": 1, "text": page}),
        json!({"id": 2, "html": format!("<nav>Home</nav><article><h1>Council votes</h1><p>{}</p></article>", page.split('\n').nth(2).unwrap())}),
        json!({"id": 3}),
    ];
    let (code, lines, errors) = fed("clean", &documents);
    assert_eq!(code, 1);
    let body = lines[0]["body"].as_str().unwrap();
    assert!(
        body.starts_with("The council voted") && !body.contains("Advertisement"),
        "{body}"
    );
    let body = lines[1]["body"].as_str().unwrap();
    assert!(
        body.starts_with("The council voted") && !body.contains("Home"),
        "{body}"
    );
    assert_eq!(lines[2], json!({"id": 3, "body": ""}));
    assert!(errors.contains("line 3: "), "{errors}");
}

#[test]
fn a_word_is_the_command_and_a_path_is_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let mut command = rashomon();
        command.current_dir(folder.path()).args(arguments);
        command.output().unwrap().status.code()
    };
    assert_eq!(run(&["clean"]), Some(0));
    // Reading needs a terminal, so that its absence tells that these are taken for paths.
    assert_eq!(run(&["./clean"]), Some(2));
    assert_eq!(run(&["one.txt", "clean"]), Some(2));
}

/// What the subcommand makes of `documents`: its exit code, the objects it writes, and what it tells on standard error.
fn fed(task: &str, documents: &[Value]) -> (i32, Vec<Value>, String) {
    let mut input = Vec::new();
    for document in documents {
        serde_json::to_writer(&mut input, document).unwrap();
        input.push(b'\n');
    }
    let output = rashomon().arg(task).write_stdin(input).output().unwrap();
    let written = String::from_utf8(output.stdout).unwrap();
    let lines = written
        .lines()
        .map(|line| serde_json::from_str(line).unwrap());
    (
        output.status.code().unwrap(),
        lines.collect(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().unwrap().iter()
}

#[test]
fn what_was_typed_is_told_without_its_control_characters() {
    let output = rashomon()
        .arg("--\u{1b}]0;OWNED\u{7}non\u{9b}31msense\u{202e}")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("--nonsense"), "{told:?}");
    assert!(told.contains("\n\nUsage: rashomon"), "{told:?}");
    let acts = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
    assert!(!told.contains(acts) && !told.contains("OWNED"), "{told:?}");
}

fn rashomon() -> Command {
    Command::new(env!("CARGO_BIN_EXE_rashomon"))
}

#[test]
fn align_answers_lists_single_sentences_and_whole_articles() {
    let (a, b) = ("The storm sank six boats.", "Six boats sank in the storm.");
    let documents = [
        json!({"id": "lists", "a": [a, "A choir sang."], "b": [b]}),
        json!({"id": "single", "a": a, "b": b}),
        json!({"id": "mixed", "a": a, "b": [b]}),
        json!({"id": "none", "a": [a, 1], "b": [b]}),
    ];
    let (code, lines, errors) = fed("align", &documents);
    assert_eq!(code, 1);
    assert!(
        errors.contains("line 3:") && errors.contains("line 4:"),
        "{errors}"
    );
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["pairs"], json!([[0, 0]]));
    assert_eq!(list(&lines[0]["labels"]).count(), 1);
    assert_eq!(lines[1]["label"], 1);
    assert!(lines[1]["score"].as_f64().unwrap() >= 0.5);

    let input = format!("{}\n", json!({"id": 1, "a": a, "b": b}));
    let output = rashomon()
        .args(["align", "--stories"])
        .write_stdin(input)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told["id"], 1);
    assert!(
        told["score"].as_f64().unwrap() > 0.5 && told.get("label").is_none(),
        "{told}"
    );
}

#[test]
fn compare_tells_what_is_the_same_and_what_only_one_has() {
    let (code, told, errors) = compared(&["arcamax", "straits times"]);
    assert_eq!((code, errors.as_str()), (0, ""));
    // The draft's sentence on the part of the US stands with the one that says that it was left out.
    let pair = told
        .split("\n\n")
        .find(|pair| pair.contains("participation,” the"));
    let pair = pair.unwrap();
    assert!(
        pair.contains("≈ B ¶7") && pair.contains("how US capabilities"),
        "{pair}"
    );
    for line in [
        " · A Mark Carney: ¶7",
        " · B Donald Tusk: ¶12",
        " Friedrich Merz\n   A ¶6\n   B caption\n",
        "*no public sign* of\n     acceptance.",
        " · A ¶4 …coalition of the willing, Ukraine’s main allies, *people familiar with\n     the matter*",
    ] {
        assert!(told.contains(line), "no {line} in:\n{told}");
    }
    assert!(!told.contains('\u{1b}') && told.lines().all(|line| line.chars().count() <= 80));
}

#[test]
fn compare_writes_the_same_as_text_markdown_page_and_object() {
    let articles = ["arcamax", "before paris summit"];
    let (_, text, _) = compared(&articles);
    assert!(
        text.contains("   A ¶10 “Donbas”\n   B ¶7 “Donbass”\n"),
        "{text}"
    );
    let form = |form: &str| compared(&[articles[0], articles[1], form]);
    let (_, markdown, _) = form("--markdown");
    assert!(
        markdown.contains("| name: Donbas | ¶10 “Donbas” | ¶7 “Donbass” |"),
        "{markdown}"
    );
    let (_, page, _) = form("--html");
    assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"));
    assert!(page.contains("“Donbass”") && !page.contains("<script"));
    let (_, object, _) = form("--json");
    let object: Value = serde_json::from_str(&object).unwrap();
    let found = list(&object["comparisons"][0]["differences"]);
    let names: Vec<&Value> = found.filter(|found| found["actor"] == "Donbas").collect();
    assert_eq!(names.len(), 1);
    let spot = |words: &str, paragraph: usize| {
        let places = json!([{"block": "paragraph", "paragraph": paragraph}]);
        json!([{"places": places, "before": "", "words": words, "after": ""}])
    };
    assert_eq!(names[0]["kind"], "name");
    assert_eq!(
        (&names[0]["a"], &names[0]["b"]),
        (&spot("Donbas", 10), &spot("Donbass", 7))
    );
}

#[test]
fn compare_tells_what_became_of_an_article_in_every_form() {
    let folder = tempfile::tempdir().unwrap();
    harbour::twice(folder.path());
    let [earlier, later] = ["earlier.md", "later.md"].map(|name| {
        let path = folder.path().join(name);
        path.to_str().unwrap().to_owned()
    });
    let told = |form: &[&str]| {
        let (code, told, errors) = compared(&[&[later.as_str(), earlier.as_str()], form].concat());
        assert_eq!((code, errors.as_str()), (0, ""));
        told
    };
    let text = told(&[]);
    for line in [
        "What became of B in A",
        " 82 % of the words kept · sentences: 4 changed, 2 new, 2 gone, 1 moved, 1 small\n",
        " ± B ¶2 Repairs would cost $[-12-] million",
        " ± A ¶2 Repairs would {+have+} cost ${+14+} million",
        " + A ¶3 Nine of 15 members",
        " - B ¶7 The council meets at six in the evening.",
        " ↕ A ¶5 The {+government+} in Norport",
        " = 3 sentences as before, 1 small edit",
        "   B ¶2 Repairs would cost *$12 million*",
    ] {
        assert!(text.contains(line), "no {line} in:\n{text}");
    }
    assert!(!text.contains("Passages that belong together") && !text.contains("*Monday*"));
    assert!(told(&["--markdown"]).contains("| ¶2 Repairs would cost \\$~~12~~ million"));
    assert!(told(&["--html"]).contains("Repairs would <ins>have</ins> cost $<ins>14</ins>"));
    let object: Value = serde_json::from_str(&told(&["--json"])).unwrap();
    let edits = &object["comparisons"][0]["edits"];
    assert_eq!(
        (
            &edits["older"],
            &edits["dated"],
            &edits["kept"],
            &edits["words"]
        ),
        (&json!("b"), &json!(true), &json!(105), &json!(128))
    );
    let first = &edits["lines"][0];
    assert_eq!(first["kind"], "changed");
    assert_eq!(
        first["b"]["pieces"][1],
        json!({"text": "on", "changed": true})
    );
    assert!(list(&object["comparisons"][0]["pairs"]).count() > 0);
    let (_, other, _) = compared(&["arcamax", "straits", "--json"]);
    let other: Value = serde_json::from_str(&other).unwrap();
    assert!(other["comparisons"][0]["edits"].is_null());
}

#[test]
fn compare_lays_every_version_beside_the_first() {
    let (code, object, _) = compared(&["straits", "arcamax", "before paris", "--json"]);
    assert_eq!(code, 0);
    let object: Value = serde_json::from_str(&object).unwrap();
    let outlets: Vec<&Value> = list(&object["articles"])
        .map(|article| &article["outlet"])
        .collect();
    assert_eq!(
        outlets,
        ["The Straits Times", "ArcaMax", "(outlet unknown)"]
    );
    let pairs: Vec<&Value> = list(&object["comparisons"])
        .map(|found| &found["articles"])
        .collect();
    assert_eq!(pairs, [&json!([0, 1]), &json!([0, 2])]);
}

#[test]
fn compare_takes_paths_ids_and_words() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let storm = write(
        "storm.txt",
        "Storm sinks six boats\n\nSix boats sank in the storm on Monday.",
    );
    let copy = write(
        "copy.txt",
        "Storm sinks six boats\n\nSix boats sank in the storm on Monday.",
    );
    let calm = write(
        "calm.txt",
        "Harbour calm again\n\nThe storm sank six boats on Monday.",
    );
    let titles = |arguments: &[&str]| -> Vec<String> {
        let (code, object, errors) = compared(&[arguments, &["--json"]].concat());
        assert_eq!(code, 0, "{errors}");
        let object: Value = serde_json::from_str(&object).unwrap();
        let titles = list(&object["articles"]).map(|article| article["title"].as_str().unwrap());
        titles.map(str::to_owned).collect()
    };
    let both = ["Storm sinks six boats", "Harbour calm again"];
    assert_eq!(titles(&[&storm, &calm]), both);
    let within = folder.path().to_str().unwrap();
    assert_eq!(titles(&["BOATS storm", "harbour", "--in", within]), both);
    // Beside a path, words are looked for in the starter library; an id is one anywhere.
    assert_eq!(titles(&[&storm, "arcamax"])[0], both[0]);
    assert!(titles(&["7266458c038410bb", &calm])[0].starts_with("US set to pledge"));
    // A path keeps its name where its bytes are found again below it.
    assert_eq!(titles(&[&storm, "harbour", "--in", within]), both);

    let (code, told, errors) = compared(&[&storm, &copy]);
    assert_eq!((code, told.as_str()), (1, ""));
    assert!(
        errors.contains("copy.txt") && errors.contains(" as well, which is shown"),
        "{errors}"
    );

    let empty = write("empty.txt", "");
    let (code, _, errors) = compared(&[&storm, &empty]);
    assert_eq!((code, errors.lines().count()), (1, 1), "{errors}");
    assert!(errors.contains("empty.txt: failed"), "{errors}");
    // A file that nobody asked for costs nothing.
    let (code, _, errors) = compared(&["boats", "harbour", "--in", within]);
    assert!(code == 0 && errors.contains("empty.txt"), "{errors}");
}

#[test]
fn compare_says_why_it_cannot() {
    let folder = tempfile::tempdir().unwrap();
    let empty = folder.path().to_str().unwrap();
    let cases: [(&[&str], i32, &[&str]); 9] = [
        (&["arcamax"], 2, &["2 values required"]),
        (
            &["arcamax", "straits", "--json", "--html"],
            2,
            &["cannot be used with"],
        ),
        (
            &["arcamax", "Pledge backing"],
            1,
            &["are the same article: US set to pledge"],
        ),
        (
            &["arcamax", "no such words"],
            1,
            &["“no such words” is no path, no id"],
        ),
        (&["arcamax", ""], 1, &["“” is no path"]),
        (&["nobody", "nothing"], 1, &["“nobody”", "“nothing”"]),
        (
            &["arcamax", "guarantees"],
            1,
            &["fits 3 articles", "96967f5e32339f37 · The Straits Times"],
        ),
        (&["arcamax", empty], 1, &["no article in it"]),
        (
            &["arcamax", "straits", "--in", "/no/such/place"],
            1,
            &["/no/such/place: no such file"],
        ),
    ];
    for (arguments, wanted, parts) in cases {
        let (code, told, errors) = compared(arguments);
        assert_eq!(
            (code, told.as_str()),
            (wanted, ""),
            "{arguments:?}: {errors}"
        );
        for part in parts {
            assert!(errors.contains(part), "{arguments:?}: {errors}");
        }
    }
}

#[test]
fn the_example_in_the_readme_is_what_compare_tells() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(path).unwrap();
    let (_, behind) = readme
        .split_once("`rashomon compare arcamax straits`")
        .unwrap();
    let (_, behind) = behind.split_once("```text\n").unwrap();
    let (example, _) = behind.split_once("```").unwrap();
    let (_, told, _) = compared(&["arcamax", "straits"]);
    assert!(told.contains(example), "{example}\nis not in:\n{told}");
}

/// What `compare` makes of the arguments, without corrections: its exit code, what it writes, what it tells on standard
/// error.
fn compared(arguments: &[&str]) -> (i32, String, String) {
    let nowhere = tempfile::tempdir().unwrap();
    let mut command = rashomon();
    command
        .env("XDG_DATA_HOME", nowhere.path())
        .arg("compare")
        .args(arguments);
    let output = command.output().unwrap();
    (
        output.status.code().unwrap(),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

/// Paragraphs of help are wrapped once, for the width at hand: every line but the last of one is as full as it can be.
#[test]
fn help_is_wrapped_once() {
    let help = |arguments: &[&str]| {
        let output = rashomon().args(arguments).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let all = help(&["--help"]);
    let commands = all.lines().skip_while(|line| *line != "Commands:").skip(1);
    let commands: Vec<&str> = commands
        .take_while(|line| !line.is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(commands.len() > 20, "{commands:?}");
    for command in commands {
        let told = help(&[command, "--help"]);
        let lines: Vec<&str> = told.lines().collect();
        for pair in lines.windows(2) {
            let plain = |line: &str| !line.is_empty() && !line.starts_with(' ');
            let next = pair[1].split_whitespace().next().unwrap_or("");
            let full = pair[0].chars().count() + 1 + next.chars().count() > 100;
            let heading = pair[0].ends_with(':') || pair[0].starts_with("Usage");
            assert!(
                !plain(pair[0]) || !plain(pair[1]) || full || heading,
                "{command}: {}\n{}",
                pair[0],
                pair[1]
            );
        }
    }
}
