//! Completions and manual pages, made from the definition of the command line itself.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use clap::Command;
use clap_complete::{Shell, generate};
use clap_mangen::Man;

use crate::text::sanitize::clean_line;

/// What stands below the options of `rashomon completions`.
pub(super) const COMPLETIONS: &str = "\
Examples:
  rashomon completions bash > ~/.local/share/bash-completion/completions/rashomon
  rashomon completions zsh > ~/.zfunc/_rashomon
  rashomon completions fish > ~/.config/fish/completions/rashomon.fish";

/// What stands below the options of `rashomon man`.
pub(super) const MAN: &str = "\
Examples:
  rashomon man | man -l -
  rashomon man ~/.local/share/man/man1";

/// Writes the completions of `command` for `shell`.
///
/// # Errors
/// That of writing.
pub(super) fn completions(
    mut command: Command,
    shell: Shell,
    output: &mut impl Write,
) -> Result<()> {
    let mut written = Vec::new();
    generate(shell, &mut command, "rashomon", &mut written);
    output.write_all(&written)?;
    output.flush()?;
    Ok(())
}

/// Writes the manual page of `command`; where a folder is named, that and those of all its subcommands to files in it.
///
/// # Errors
/// That of writing.
pub(super) fn pages(
    mut command: Command,
    folder: Option<&Path>,
    output: &mut impl Write,
) -> Result<()> {
    command.build();
    let Some(folder) = folder else {
        Man::new(command).render(output)?;
        output.flush()?;
        return Ok(());
    };
    let named = clean_line(&folder.to_string_lossy());
    fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {named}"))?;
    clap_mangen::generate_to(command, folder)
        .with_context(|| format!("cannot write into {named}"))?;
    Ok(())
}
