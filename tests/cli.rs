//! The program without a terminal.

use assert_cmd::Command;

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
