//! `rashomon search` and `rashomon list`: a library asked without a screen.
#![expect(clippy::unwrap_used, reason = "a test says what is wrong by failing")]

use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::process::Stdio;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

/// A place for libraries, and a folder of articles in it.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let articles = folder.path().join("articles");
        fs::create_dir(&articles).unwrap();
        let page = |title: &str, outlet: &str, date: &str, body: &str| {
            format!(
                "---\ntitle: {title}\noutlet: {outlet}\ndate: {date}\nurl: https://velmora.example/{}\n---\n\n# {title}\n\n{body}\n",
                title.len()
            )
        };
        let pages = [
            (
                "pier.md",
                page(
                    "Pier closes in Velmora",
                    "Velmora Post",
                    "2026-01-03",
                    "Mayor Ilka Doe closed the old pier on Friday. “The łatest storm broke it,” Doe said, “and no ferry can land.”",
                ),
            ),
            (
                "ferry.md",
                page(
                    "Ferry line looks for another harbour",
                    "Ostrel Times",
                    "2026-01-05",
                    "The ferry to Lunmark has no pier any more. Its owners ask Ostrel for a berth, the line said in a statement on Monday.",
                ),
            ),
            (
                "budget.md",
                page(
                    "Budget passed",
                    "Ostrel Times",
                    "2025-11-20",
                    "The council of Ostrel passed its budget after a long night.",
                ),
            ),
        ];
        for (name, text) in pages {
            fs::write(articles.join(name), text).unwrap();
        }
        Self { folder }
    }

    fn articles(&self) -> String {
        self.folder
            .path()
            .join("articles")
            .to_str()
            .unwrap()
            .to_owned()
    }

    fn command(&self) -> Command {
        let mut command = Command::cargo_bin("rashomon").unwrap();
        command.env("XDG_DATA_HOME", self.folder.path().join("data"));
        command.env_remove("NO_COLOR");
        command
    }

    /// The exit code, standard output and standard error.
    fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        let output = self.command().args(arguments).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (
            output.status.code().unwrap(),
            text(output.stdout),
            text(output.stderr),
        )
    }

    fn objects(&self, arguments: &[&str]) -> Vec<Value> {
        let (code, out, errors) = self.run(arguments);
        assert_eq!((code, errors.as_str()), (0, ""));
        out.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }
}

#[test]
fn a_search_tells_what_fits_with_the_words_found() {
    let desk = Desk::new();
    let (code, out, errors) = desk.run(&["search", "pier", &desk.articles()]);
    assert_eq!((code, errors.as_str()), (0, ""));
    let told = "\
Ferry line looks for another harbour
  Ostrel Times · Jan 5 '26 · unread
  The ferry to Lunmark has no *pier* any more. Its owners ask Ostrel for a
  berth, the line said in a statement on Monday.

Pier closes in Velmora
  Velmora Post · Jan 3 '26 · unread
  Mayor Ilka Doe closed the old *pier* on Friday. “The łatest storm broke it,”
  Doe said, “and no ferry can land.”

";
    assert_eq!(out, told);
    assert!(out.lines().all(|line| line.chars().count() <= 80));
}

#[test]
fn json_is_one_object_a_line_with_the_fields_that_the_help_names() {
    let desk = Desk::new();
    let found = desk.objects(&["search", "ferry lun*", &desk.articles(), "--json"]);
    assert_eq!(found.len(), 1);
    let object = found[0].as_object().unwrap();
    let (_, help, _) = desk.run(&["search", "--help"]);
    for field in object.keys() {
        assert!(help.contains(field.as_str()), "{field}");
    }
    assert_eq!(object["id"].as_str().unwrap().len(), 16);
    assert_eq!(object["title"], "Ferry line looks for another harbour");
    assert_eq!(object["outlet"], "Ostrel Times");
    assert_eq!(
        (&object["date"], &object["day"]),
        (&"Jan 5, 2026".into(), &"2026-01-05".into())
    );
    assert_eq!(
        (&object["unread"], &object["starred"]),
        (&true.into(), &false.into())
    );
    assert!(object["source"].as_str().unwrap().ends_with("ferry.md"));
    assert!(
        object["url"]
            .as_str()
            .unwrap()
            .starts_with("https://velmora.example/")
    );
    let snippet: Vec<char> = object["snippet"].as_str().unwrap().chars().collect();
    let marks = object["marks"].as_array().unwrap().iter().map(|mark| {
        let at = |end: usize| usize::try_from(mark[end].as_u64().unwrap()).unwrap();
        snippet[at(0)..at(1)].iter().collect::<String>()
    });
    assert_eq!(marks.collect::<Vec<_>>(), ["ferry", "Lunmark"]);
    let all = desk.run(&["search", "ferry", &desk.articles(), "--json"]).1;
    let keys = |line: &str| -> Vec<String> {
        let object: serde_json::Map<String, Value> = serde_json::from_str(line).unwrap();
        object.keys().cloned().collect()
    };
    assert_eq!(
        keys(all.lines().next().unwrap()),
        keys(all.lines().nth(1).unwrap())
    );
}

#[test]
fn a_library_of_ones_own_is_listed_in_any_order() {
    let desk = Desk::new();
    let library = desk.folder.path().join("mine.library");
    // Whatever reads the articles first makes the library; here that is a search of the folder.
    desk.run(&["search", "pier", &desk.articles()]);
    let kept = fs::read_dir(desk.folder.path().join("data/rashomon")).unwrap();
    let find = |path: &Path| path.extension().is_some_and(|end| end == "library");
    let made = walk(kept).into_iter().find(|path| find(path)).unwrap();
    fs::copy(made, &library).unwrap();
    let library = library.to_str().unwrap();
    let titles = |arguments: &[&str]| -> Vec<String> {
        let arguments = [&["list", "--json", "--library", library], arguments].concat();
        let objects = desk.objects(&arguments);
        objects
            .iter()
            .map(|object| object["title"].as_str().unwrap().to_owned())
            .collect()
    };
    let [ferry, pier, budget] = [
        "Ferry line looks for another harbour",
        "Pier closes in Velmora",
        "Budget passed",
    ];
    assert_eq!(titles(&[]), [ferry, pier, budget]);
    assert_eq!(titles(&["--order", "outlet"]), [ferry, budget, pier]);
    assert_eq!(titles(&["--limit", "1"]), [ferry]);
    assert_eq!(titles(&["outlet:ostrel", "--limit", "0"]), [ferry, budget]);
    assert_eq!(titles(&["before:2026"]), [budget]);
    let (code, out, _) = desk.run(&["list", "--library", library, "--limit", "2"]);
    assert_eq!(code, 0);
    assert!(
        out.ends_with("\n… and more: --limit 0 tells all\n"),
        "{out}"
    );
}

fn walk(entries: fs::ReadDir) -> Vec<std::path::PathBuf> {
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .flat_map(|path| match fs::read_dir(&path) {
            Ok(inner) => walk(inner),
            Err(_) => vec![path],
        })
        .collect()
}

#[test]
fn without_a_library_the_starter_is_searched() {
    let desk = Desk::new();
    let (code, out, _) = desk.run(&["search", "says:zelensky", "--json"]);
    assert_eq!(code, 0);
    assert!(out.contains("starter library"), "{out}");
}

#[test]
fn what_cannot_be_understood_is_pointed_at_and_ends_with_2() {
    let desk = Desk::new();
    let (code, out, errors) = desk.run(&["search", "ferry  colour:red"]);
    assert_eq!((code, out.as_str()), (2, ""));
    let lines: Vec<&str> = errors.lines().collect();
    assert!(lines[0].contains("no field is called “colour”"), "{errors}");
    let under = lines[1].find("colour:").unwrap();
    assert_eq!(lines[2].find('^'), Some(under), "{errors}");
    assert_eq!(lines[2].trim(), "^".repeat("colour:".len()));
    let (code, _, errors) = desk.run(&["list", "--order", "colour"]);
    assert_eq!(code, 2);
    assert!(
        errors.contains("newest, story, outlet, actors, unread, relevance"),
        "{errors}"
    );
    let (code, _, _) = desk.run(&["search", "x", &desk.articles(), "--library", "y"]);
    assert_eq!(code, 2);
}

#[test]
fn nothing_found_and_nothing_to_look_in_end_with_1() {
    let desk = Desk::new();
    let (code, out, errors) = desk.run(&["search", "noword", &desk.articles()]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(errors.contains("nothing fits"), "{errors}");
    let (code, _, errors) = desk.run(&["list", "--library", "nowhere.library"]);
    assert_eq!(code, 1);
    assert!(errors.contains("nowhere.library"), "{errors}");
    assert!(!Path::new("nowhere.library").exists());
    let (code, _, errors) = desk.run(&["search", "x", "no/such/folder"]);
    assert_eq!(code, 1);
    assert!(errors.contains("no such file or folder"), "{errors}");
}

#[test]
fn whoever_has_read_enough_may_leave() {
    let desk = Desk::new();
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("rashomon"))
        .args(["list", "--library"])
        .arg(many(&desk))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 4];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

/// A library of more than fits the buffer between two programs.
fn many(desk: &Desk) -> std::path::PathBuf {
    use rashomon::store::ingest::Engine;
    use rashomon::store::sqlite::Sqlite;
    use rashomon::store::traits::Store as _;
    let path = desk.folder.path().join("many.library");
    let mut store = Sqlite::open(&path).unwrap();
    let batch: Vec<_> = (0..2_000)
        .map(|number| {
            let text = format!(
                "# Piece {number} with a headline that is rather long, as headlines go\n\nText.\n"
            );
            let mut reading = rashomon::ingest::read("page.md", text.as_bytes());
            rashomon::store::ingest::Deposit {
                file: None,
                place: 0,
                article: std::sync::Arc::new(reading.articles.remove(0)),
                findings: std::sync::Arc::default(),
                tags: Vec::new(),
            }
        })
        .collect();
    store.ingest(&batch, Engine(1)).unwrap();
    path
}
