//! What the commands write into a pipe: colours only where they are asked for, and no complaint when nobody reads on.
#![expect(clippy::unwrap_used, reason = "a test says what is wrong by failing")]

use std::io::Write as _;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// What each command can be asked on the starter library; what is behind `<` comes on standard input.
const COMMANDS: &[(&[&str], &str)] = &[
    (&["search", "summit"], ""),
    (&["search", "summit", "--json"], ""),
    (&["list"], ""),
    (&["list", "--json"], ""),
    (&["show", "us joins"], ""),
    (&["who", "zelensky"], ""),
    (&["who", "zelensky", "--json"], ""),
    (&["quotes"], ""),
    (&["quotes", "--json"], ""),
    (&["topics"], ""),
    (&["topics", "--json"], ""),
    (&["stories"], ""),
    (&["stories", "--json"], ""),
    (&["stats"], ""),
    (&["stats", "--json"], ""),
    (&["compare", "arcamax", "straits"], ""),
    (&["compare", "arcamax", "straits", "--json"], ""),
    (&["compare", "arcamax", "straits", "--html"], ""),
    (&["export", "--actor", "witkoff"], ""),
    (&["export", "--actor", "witkoff", "--format", "html"], ""),
    (&["config"], ""),
    (&["config", "--print-default"], ""),
    (&["keys"], ""),
    (&["man"], ""),
    (&["completions", "bash"], ""),
    (&["annotate"], TEXTS),
    (&["clean"], TEXTS),
    (&["align"], PAIRS),
    (&["--help"], ""),
    (&["--version"], ""),
];

const TEXTS: &str = "{\"id\": 1, \"text\": \"Jane Doe opened the harbour on Monday.\"}\n";
const PAIRS: &str = "{\"id\": 1, \"a\": \"The pier opens.\", \"b\": \"The pier is open.\"}\n";

/// A place where the reader has nothing yet.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rashomon"));
        command.args(arguments);
        command.env("XDG_DATA_HOME", self.0.path());
        command.env("XDG_CONFIG_HOME", self.0.path());
        command.env("TERM", "xterm-256color");
        command.env_remove("NO_COLOR");
        command.stdin(Stdio::piped());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// What it writes.
    fn told(&self, arguments: &[&str]) -> String {
        let output = self.command(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    }
}

#[test]
fn who_reads_only_the_beginning_hears_no_complaint() {
    let desk = Desk::new();
    for (arguments, input) in COMMANDS {
        let mut child = desk.command(arguments).spawn().unwrap();
        // Nobody reads: the first that is written finds no reader.
        drop(child.stdout.take());
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(input.as_bytes()).unwrap();
        drop(stdin);
        let output = child.wait_with_output().unwrap();
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!(
            (output.status.code(), errors.as_str()),
            (Some(0), ""),
            "{arguments:?}"
        );
    }
}

#[test]
fn who_hears_no_complaint_breaks_nothing() {
    let desk = Desk::new();
    for arguments in [
        &["search", "xyzzy"][..],
        &["search", "actor:("],
        &["show", "no such article"],
        &["no", "such", "command", "--or-option"],
        &["annotate", "--nonsense"],
    ] {
        let mut child = desk.command(arguments).spawn().unwrap();
        drop(child.stdout.take());
        drop(child.stderr.take());
        let code = child.wait().unwrap().code();
        assert!(matches!(code, Some(1 | 2)), "{arguments:?}: {code:?}");
    }
}

#[test]
fn colours_are_where_they_are_asked_for() {
    let desk = Desk::new();
    let coloured: [&[&str]; 7] = [
        &["search", "summit"],
        &["list"],
        &["show", "us joins"],
        &["who", "zelensky"],
        &["quotes"],
        &["stories"],
        &["compare", "arcamax", "straits"],
    ];
    for arguments in coloured {
        let with = |when: &str| desk.told(&[arguments, &["--color", when]].concat());
        assert!(with("always").contains("\u{1b}["), "{arguments:?}");
        // Ahead of the command as well as behind it.
        let ahead = desk.told(&[&["--color", "always"], arguments].concat());
        assert_eq!(ahead, with("always"), "{arguments:?}");
        assert!(!desk.told(arguments).contains('\u{1b}'), "{arguments:?}");
        assert!(!with("never").contains('\u{1b}'), "{arguments:?}");
        assert!(!with("auto").contains('\u{1b}'), "{arguments:?}");
    }
    // What is said in so many words holds against the environment.
    let mut command = desk.command(&["list", "--color", "always"]);
    let output = command.env("NO_COLOR", "1").output().unwrap();
    assert!(output.stdout.contains(&0x1b));
}

#[test]
fn colours_reach_no_file_of_another_form() {
    let desk = Desk::new();
    for (arguments, input) in COMMANDS {
        let is_text = !arguments
            .iter()
            .any(|word| ["--json", "--html", "--format", "man"].contains(word));
        if is_text || !input.is_empty() {
            continue;
        }
        let told = desk.told(&[*arguments, &["--color", "always"]].concat());
        assert!(!told.contains('\u{1b}'), "{arguments:?}");
    }
}
