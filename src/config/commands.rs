//! Commands of the reader's own, as a file of settings tells them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use toml::de::DeValue;

use super::document::{Document, Table, entries, kind, texts};
use super::mistake::meant;
use crate::text::sanitize::clean_line;

/// The table of them in the file of settings.
pub const NAME: &str = "commands";

/// What each of them can say.
const PARTS: [&str; 3] = ["run", "description", "input"];

/// What the default file of settings says of them.
pub const DOC: &str = "\
# Commands of your own, each a table [commands.NAME]: a program and its arguments, never a line for a shell.
#
# [commands.count]
# run = [\"wc\", \"-w\"]
# description = \"count the words\"
# input = \"article\"    # the open article as text on its standard input; \"none\" is usual
#
# In keys.toml a key calls it by its name behind a \"!\": \"<A-c>\" = \"!count\".
";

/// A command of the reader's own: a program and its arguments, never a line for a shell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UserCommand {
    /// The program and its arguments.
    pub run: Vec<String>,
    /// What it does.
    pub description: String,
    /// Whether it gets the open article as text on its standard input.
    pub takes_article: bool,
}

impl UserCommand {
    /// What the reader says that it does, else what it runs, in one line.
    pub fn told(&self) -> String {
        let said = clean_line(&self.description);
        if said.is_empty() {
            clean_line(&self.run.join(" "))
        } else {
            said
        }
    }
}

/// The commands of that table.
pub fn read(document: &mut Document<'_>, table: &Table<'_>) -> BTreeMap<String, UserCommand> {
    let mut commands = BTreeMap::new();
    for (name, _, value) in entries(table) {
        let at = value.span().start;
        let DeValue::Table(said) = value.get_ref() else {
            let told = kind(value.get_ref());
            document.report(
                at,
                &format!("commands.{name} is a table with `run`, not {told}"),
            );
            continue;
        };
        if let Some(command) = user_command(document, name, said, at) {
            commands.insert(name.to_owned(), command);
        }
    }
    commands
}

fn user_command(
    document: &mut Document<'_>,
    name: &str,
    said: &Table<'_>,
    at: usize,
) -> Option<UserCommand> {
    let mut command = UserCommand::default();
    for (part, span, value) in entries(said) {
        let wrong = match (part, value.get_ref()) {
            ("run", run @ DeValue::Array(_)) => match texts(run) {
                Some(run) if !run.is_empty() => {
                    command.run = run;
                    continue;
                }
                _ => "`run` is a program and its arguments: a list of texts".to_owned(),
            },
            ("run", DeValue::String(_)) => {
                "`run` is a list, a program and its arguments: no shell reads it".to_owned()
            }
            ("description", DeValue::String(text)) => {
                command.description = text.to_string();
                continue;
            }
            ("input", DeValue::String(input)) if matches!(input.as_ref(), "article" | "none") => {
                command.takes_article = input == "article";
                continue;
            }
            ("input", _) => "`input` is \"article\" or \"none\"".to_owned(),
            (part, other) if PARTS.contains(&part) => {
                format!("`{part}` cannot be {}", kind(other))
            }
            (part, _) => {
                let near = meant(part, PARTS);
                format!("a command has no `{part}`{near}")
            }
        };
        document.report(span.start, &format!("commands.{name}: {wrong}"));
    }
    let has_run = said.iter().any(|(part, _)| part.get_ref() == "run");
    if !has_run {
        document.report(
            at,
            &format!("commands.{name} has no `run`: the program and its arguments"),
        );
    }
    (!command.run.is_empty()).then_some(command)
}

/// The commands, as the file writes them.
pub fn written(commands: &BTreeMap<String, UserCommand>) -> String {
    let mut file = String::new();
    for (name, command) in commands {
        let text = |text: &str| toml::Value::String(text.to_owned());
        let run = command.run.iter().map(|part| text(part)).collect();
        let table = toml::Table::from_iter([
            ("run".to_owned(), toml::Value::Array(run)),
            ("description".to_owned(), text(&command.description)),
            (
                "input".to_owned(),
                text(if command.takes_article {
                    "article"
                } else {
                    "none"
                }),
            ),
        ]);
        let all = toml::Table::from_iter([(name.clone(), toml::Value::Table(table))]);
        let all = toml::Table::from_iter([(NAME.to_owned(), toml::Value::Table(all))]);
        _ = write!(file, "\n{all}");
    }
    file
}

#[cfg(test)]
mod tests {
    use crate::config::settings::SettingsFile;

    #[test]
    fn commands_of_the_reader_are_programs_with_arguments() {
        let read = SettingsFile::read(
            "[commands.count]\nrun = [\"wc\", \"-w\"]\ninput = \"article\"\ndescription = \"count\"\n",
        );
        assert_eq!(read.mistakes, []);
        let count = &read.settings.commands["count"];
        assert_eq!(count.run, ["wc", "-w"]);
        assert!(count.takes_article);
    }
}
