//! Options that stand ahead of the command are those of the command: `rashomon --library FILE list` is `rashomon list --library
//! FILE`.
//!
//! So one place says what every command takes, and what it does not take is refused wherever it stands. Behind an option, a word
//! that is a command is one too; a file that is called so is `./list`, as ever.

use std::ffi::OsString;

use clap::{Arg, Command};

/// The `words` of a command line, in which those options follow the command that stand ahead of it.
pub(super) fn behind_the_command(command: &Command, words: Vec<OsString>) -> Vec<OsString> {
    let Some(at) = place_of_task(command, &words) else {
        return words;
    };
    let (ahead, behind) = words.split_at(at);
    let [program, options @ ..] = ahead else {
        return words;
    };
    let [task, rest @ ..] = behind else {
        return words;
    };
    let parts: [&[OsString]; 4] = [
        std::slice::from_ref(program),
        std::slice::from_ref(task),
        options,
        rest,
    ];
    parts.concat()
}

/// Where the command stands, if nothing but options with their values does ahead of it.
fn place_of_task(command: &Command, words: &[OsString]) -> Option<usize> {
    let mut at = 1;
    loop {
        let word = words.get(at)?.to_str()?;
        let Some(option) = word.strip_prefix('-') else {
            let is_task = command.find_subcommand(word).is_some();
            return is_task.then_some(at);
        };
        let option = option.strip_prefix('-')?;
        at += match option.split_once('=') {
            Some(_) => 1,
            None => 1 + usize::from(takes_value(command, option)?),
        };
    }
}

/// Whether the option of that name takes a value; nothing where there is none of the sort.
fn takes_value(command: &Command, name: &str) -> Option<bool> {
    let is_named = |arg: &&Arg| arg.get_long() == Some(name);
    let arg = command.get_arguments().find(is_named)?;
    Some(arg.get_action().takes_values())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;
    use crate::cli::Arguments;

    fn ordered(line: &str) -> String {
        let words = line.split_whitespace().map(OsString::from);
        let words = behind_the_command(&Arguments::command(), words.collect());
        let words: Vec<&str> = words.iter().map(|word| word.to_str().unwrap()).collect();
        words.join(" ")
    }

    #[test]
    fn options_go_behind_the_command_and_paths_are_left_alone() {
        for (typed, meant) in [
            ("rashomon list", "rashomon list"),
            (
                "rashomon --color never list --json",
                "rashomon list --color never --json",
            ),
            (
                "rashomon --library=a.library --fresh who list",
                "rashomon who --library=a.library --fresh list",
            ),
            ("rashomon --library list", "rashomon --library list"),
            (
                "rashomon --library list stats",
                "rashomon stats --library list",
            ),
            ("rashomon --fresh ./list", "rashomon --fresh ./list"),
            ("rashomon one.txt list", "rashomon one.txt list"),
            ("rashomon -- list", "rashomon -- list"),
            ("rashomon --unknown list", "rashomon --unknown list"),
            ("rashomon", "rashomon"),
        ] {
            assert_eq!(ordered(typed), meant, "{typed}");
        }
    }
}
