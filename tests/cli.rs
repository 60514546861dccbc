//! The program without a terminal.
#![expect(clippy::unwrap_used, reason = "a test says what is wrong by failing")]

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
        json!({"id": 2, "html": "<p>Not yet.</p>"}),
    ];
    let (code, lines, errors) = fed("clean", &documents);
    assert_eq!(code, 1);
    let body = lines[0]["body"].as_str().unwrap();
    assert!(
        body.starts_with("The council voted") && !body.contains("Advertisement"),
        "{body}"
    );
    assert_eq!(lines[1], json!({"id": 2, "body": ""}));
    assert!(errors.contains("line 2: HTML is not read yet"), "{errors}");
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
