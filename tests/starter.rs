//! The starter library, read by hand and by the program: both must say the same of who is named where and who says what.
//!
//! `tests/cases/starter/ARTICLE.case` holds what a person read out of `seeds/ARTICLE.md`, in parts, with `# ` notes; spaces
//! around `|` are for the eye.
//!
//! - `people`: `PERSON | WHERE | FORM | TIMES`. `WHERE` is `headline`, `prose` or `caption` for names as they are written,
//!   with their form of address; `role` for the description beside a name; `description` and `pronoun` for words that stand
//!   for the person elsewhere. The person is called by one name in all articles.
//! - `organisations and places`: the same, for those of them that do not act as governments; one that is listed for any
//!   article is counted in all of them.
//! - `quotations`: `KIND | WHO | WORDS | QUOTATION`: direct ones, terms, and what is said in the article's own words by a
//!   verb of saying or `according to`; views, wishes and plans that nobody utters are none. `WHO` is a person or
//!   organisation, or several with commas between them who say it together; `anonymous` for a source that stays without
//!   a name; `described` for whom or what the article tells without a name: a statement, a group of leaders; `-` for
//!   nobody. `WORDS` are those that the text has for the speaker.
//! - `known differences`, where there are any: `-` before a line of the above that the program does not give, `+` before
//!   one that it gives instead. They must stand there as long as they are.
//!
//! `tests/cases/starter/compared/ARTICLE and ARTICLE.case` holds in what two versions of one story differ, all of it:
//! `KIND | WORDS OF A | WORDS OF B`, each wording once, or for people and sources `KIND | WHO | SIDES`.
#![expect(clippy::unwrap_used, reason = "a test says what is wrong by failing")]

#[path = "support/told.rs"]
pub mod told;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

use rashomon::library::Library;
use rashomon::library::loader::load;
use rashomon::library::sources::Source;
use rashomon::library::starter::STARTER;

/// What a person read out of one article.
#[derive(Default)]
struct Table {
    lines: Vec<String>,
    /// The organisations and places in it.
    listed: BTreeSet<String>,
    differences: Vec<String>,
}

fn read(name: &str) -> Table {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases/starter")
        .join(name)
        .with_extension("case");
    let case = std::fs::read_to_string(path).unwrap();
    let mut table = Table::default();
    let mut part = "";
    for line in case.lines().filter(|line| !line.starts_with('#')) {
        match line {
            "" => (),
            "people" | "organisations and places" | "quotations" | "known differences" => {
                part = line;
            }
            _ if part == "known differences" => table.differences.push(tidy(line)),
            _ => {
                let line = tidy(line);
                if part == "organisations and places" {
                    let (actor, _) = line.split_once(" | ").unwrap();
                    table.listed.insert(actor.to_owned());
                }
                table.lines.push(line);
            }
        }
    }
    table.differences.sort();
    table
}

fn tidy(line: &str) -> String {
    let cells: Vec<&str> = line.split('|').map(str::trim).collect();
    cells.join(" | ")
}

/// What only one of both says, `-` for the table and `+` for the program; how often a line stands there counts.
fn differences(table: &[String], program: &[String]) -> Vec<String> {
    let mut balance: BTreeMap<&str, isize> = BTreeMap::new();
    for line in table {
        *balance.entry(line).or_default() -= 1;
    }
    for line in program {
        *balance.entry(line).or_default() += 1;
    }
    let mut out = Vec::new();
    for (line, balance) in balance {
        let sign = if balance < 0 { '-' } else { '+' };
        out.extend((0..balance.abs()).map(|_| format!("{sign} {line}")));
    }
    out.sort();
    out
}

/// The row of the article that was read from a file of the starter library.
fn row_of(library: &Library, name: &str) -> usize {
    let named = |row: &usize| {
        let source = &library.entry(*row).unwrap().article.source;
        source.trim_end_matches(".md").ends_with(name)
    };
    (0..library.len()).find(named).unwrap()
}

fn starter() -> Library {
    let mut last = None;
    load(&Source::Starter, None, |progress| {
        last = Some(progress.library);
    })
    .unwrap();
    last.unwrap()
}

#[test]
fn the_program_reads_the_starter_library_as_a_person_does() {
    let library = starter();
    let tables: Vec<(&str, Table)> = STARTER
        .iter()
        .map(|(name, _)| (*name, read(name)))
        .collect();
    let listed: BTreeSet<String> = tables
        .iter()
        .flat_map(|(_, table)| table.listed.iter().cloned())
        .collect();
    let mut wrong = String::new();
    for (name, table) in &tables {
        let row = row_of(&library, name.trim_end_matches(".md"));
        let entry = library.entry(row).unwrap();
        let mut program = told::actors(&library, &entry, &listed);
        program.extend(told::quotations(&library, &entry));
        let found = differences(&table.lines, &program);
        if found != table.differences {
            writeln!(
                wrong,
                "{name}\nknown\n{}\nfound\n{}\n",
                table.differences.join("\n"),
                found.join("\n")
            )
            .unwrap();
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn the_program_tells_versions_of_a_story_apart_as_a_person_does() {
    let library = starter();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/starter/compared");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    assert_eq!(files.len(), 3, "three versions are three pairs");
    let mut wrong = String::new();
    for file in files {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let (a, b) = name.split_once(" and ").unwrap();
        let rows = [a, b].map(|name| row_of(&library, name));
        let table = read(&format!("compared/{name}"));
        let found = differences(&table.lines, &told::compared(&library, rows));
        if found != table.differences {
            writeln!(wrong, "{name}\n{}\n", found.join("\n")).unwrap();
        }
        // Nobody copied from anybody.
        assert_eq!(library.compare(rows[0], rows[1]).unwrap().shared, []);
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn a_line_too_few_and_a_line_too_many_are_told() {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let table = lines(
        "Doe | prose | Doe | 2\nRoe | prose | Roe | 1\nterm | - | - | “x”\nterm | - | - | “x”",
    );
    let program = lines("Doe | prose | Doe | 3\nRoe | prose | Roe | 1\nterm | - | - | “x”");
    assert_eq!(
        differences(&table, &program),
        [
            "+ Doe | prose | Doe | 3",
            "- Doe | prose | Doe | 2",
            "- term | - | - | “x”"
        ]
    );
}
