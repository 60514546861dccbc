//! `rashomon config` and `rashomon keys`: what is in force, where it comes from, and what is wrong with the files.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::cli::setup::{Source, keys_source, settings_source};
use crate::cli::surroundings::tell;
use crate::command::key;
use crate::command::scope::SCOPES;
use crate::config::commands;
use crate::config::keymap::{Binding, KeyMap, Origin};
use crate::config::keys::{KeysFile, presets};
use crate::config::mistake::Mistake;
use crate::config::settings::{SETTINGS, SettingsFile, default_file};
use crate::model::problem::Problem;
use crate::text::width::{cells, pad};

/// Which settings are shown.
#[derive(Debug, Clone, Args)]
pub(super) struct Config {
    /// Show what this file sets instead of the usual one
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// Write the file with every setting as it is usually, each with what it does
    #[arg(long)]
    print_default: bool,
}

/// What stands below the options of `rashomon config`.
pub(super) const CONFIG: &str = "\
Shows every setting with where it was set; what it writes is a file of settings. The usual file is config.toml in the folder \
rashomon of your settings ($XDG_CONFIG_HOME, else ~/.config). Ends with 1 when something in the file cannot be understood, which \
is told on standard error with its line.

Examples:
  rashomon config
  rashomon config --print-default > ~/.config/rashomon/config.toml";

/// Which keys are shown.
#[derive(Debug, Clone, Args)]
pub(super) struct Keys {
    /// Show the key map of this file instead of the usual one
    #[arg(long = "keys", value_name = "FILE")]
    file: Option<PathBuf>,

    /// Take commands of your own from this file of settings instead of the usual one
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// Show this preset as it is
    #[arg(long, value_name = "NAME", conflicts_with = "file", value_parser = PossibleValuesParser::new(presets()))]
    preset: Option<String>,

    /// Only look whether this file can be understood
    #[arg(long, value_name = "FILE", conflicts_with_all = ["file", "preset"])]
    check: Option<PathBuf>,
}

/// What stands below the options of `rashomon keys`.
pub(super) const KEYS: &str = "\
Shows which keys do what where, and where that was said. Keys of your own stand in keys.toml in the folder rashomon of your \
settings ($XDG_CONFIG_HOME, else ~/.config), in a table for each context:

  preset = \"newsboat\"              # or \"vim\", which is usual

  [any]                             # any pane; over the panes too, where the command is the same there
  \"<A-n>\" = [\"toggle-read\", \"next-unread\"]
  \"gx\" = \"star\"                    # a sequence; g ] [ y alone are none
  \"x\" = { run = \"toggle-read\", description = \"read or not\" }
  \"<A-c>\" = \"!count\"                # a command of your own, [commands.count] in config.toml
  \"Q\" = false                       # no key any more

  [picker]
  \"<C-x>\" = \"choose-beside\"

A context has the keys of those in which it lies: list, article and actors lie in any; problems, corrections, saved, notes, menu, \
beside and what else is laid over the panes in view; words and compare in beside; search in picker; picker, find, filter, tags and \
name in line, where what types a character is text. Ends with 1 when something in the file cannot be understood, or can never be \
typed; standard error tells it with its line.

Examples:
  rashomon keys
  rashomon keys --preset newsboat
  rashomon keys --check ~/.config/rashomon/keys.toml";

impl Config {
    /// Shows the settings; gives how many mistakes were told.
    pub(super) fn run(&self, output: &mut impl Write) -> Result<usize> {
        if self.print_default {
            output.write_all(default_file().as_bytes())?;
            output.flush()?;
            return Ok(0);
        }
        let source = settings_source(self.config.as_deref());
        let read = SettingsFile::read(&source.text);
        let rows = SETTINGS.iter().map(|setting| {
            let set = read.lines.get(setting.name);
            let from = set.map_or_else(
                || "as usual".to_owned(),
                |line| format!("{}, line {line}", source.name),
            );
            let name = setting.name;
            (
                format!("{name} = {}", setting.written(&read.settings)),
                from,
            )
        });
        let rows: Vec<_> = rows.collect();
        let width = rows.iter().map(|(said, _)| cells(said)).max().unwrap_or(0);
        for (said, from) in rows {
            writeln!(output, "{}  # {from}", pad(&said, width))?;
        }
        output.write_all(commands::written(&read.settings.commands).as_bytes())?;
        output.flush()?;
        Ok(told(&source, &read.mistakes))
    }
}

impl Keys {
    /// Shows the key map, or checks a file; gives how many mistakes were told.
    pub(super) fn run(&self, output: &mut impl Write) -> Result<usize> {
        let named = self.check.as_deref().or(self.file.as_deref());
        let source = match &self.preset {
            Some(preset) => Source {
                name: format!("preset {preset}"),
                text: format!("preset = \"{preset}\"\n"),
                trouble: None,
            },
            None => keys_source(named),
        };
        let settings = SettingsFile::read(&settings_source(self.config.as_deref()).text);
        let read = KeysFile::read(&source.text, &settings.settings.commands);
        if self.check.is_none() {
            show(&read.map, &source.name, output)?;
        }
        Ok(told(&source, &read.mistakes))
    }
}

/// Every binding by context: the keys, the commands, what they do, and where that was said.
fn show(map: &KeyMap, file: &str, output: &mut impl Write) -> Result<()> {
    let bindings = SCOPES.iter().flat_map(|scope| {
        let bindings = map.bindings().iter();
        bindings.filter(move |binding| binding.scope == *scope)
    });
    let row = |binding: &Binding| {
        let from = match binding.from {
            Origin::File(line) => format!("{file}, line {line}"),
            other => other.told(),
        };
        [
            binding.scope.name().to_owned(),
            key::written(&binding.keys),
            binding.named(),
            binding.told().into_owned(),
            from,
        ]
    };
    let rows: Vec<[String; 5]> = bindings.map(row).collect();
    let widest = |column: usize| rows.iter().map(|row| cells(&row[column])).max();
    let widths = [0, 1, 2, 3].map(|column| widest(column).unwrap_or(0));
    for [context, keys, commands, what, from] in &rows {
        let columns = [context, keys, commands, what];
        let columns = columns.iter().zip(widths);
        let columns: Vec<String> = columns.map(|(text, width)| pad(text, width)).collect();
        writeln!(output, "{}  {from}", columns.join("  "))?;
    }
    output.flush()?;
    Ok(())
}

/// Tells on standard error what is wrong with a file; gives how much.
fn told(source: &Source, mistakes: &[Mistake]) -> usize {
    let trouble = source.trouble.iter().map(Problem::told);
    let wrong = mistakes.iter().map(|mistake| {
        let Mistake {
            line,
            column,
            reason,
        } = mistake;
        format!("{}:{line}:{column}: {reason}", source.name)
    });
    let all: Vec<String> = trouble.chain(wrong).collect();
    for told in &all {
        tell(told);
    }
    all.len()
}
