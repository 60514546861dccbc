//! Which library is meant, and how it is opened: one that is named, that of some paths, the reader's own, the starter's.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::surroundings::{data_folder, tell, usual_corrections};
use crate::library::keeper::Keeper;
use crate::library::shelfmark::Shelfmark;
use crate::library::sources::Source;
use crate::model::problem::{Problem, Severity};
use crate::text::sanitize::clean_line;

/// Opens the library in that `file`, else the usual one of these paths; without paths the reader's own, or that of the
/// starter while there is none. Where the usual place cannot be written, the library is kept nowhere, and what is to be
/// told of that comes with it.
pub(super) fn open_library(
    file: Option<PathBuf>,
    paths: &[PathBuf],
    corrections: Option<PathBuf>,
) -> Result<(Keeper, Option<String>)> {
    let data = data_folder();
    let own = data.as_deref().map(Shelfmark::own);
    let has_own = own.as_ref().is_some_and(|own| own.exists());
    let source = if !paths.is_empty() {
        Source::Paths(paths.to_vec())
    } else if file.is_some() || has_own {
        Source::Kept
    } else {
        Source::Starter
    };
    if let Some(file) = file {
        let keeper = Keeper::open(&Shelfmark::File(file), source, corrections)?;
        return Ok((keeper, None));
    }
    let usual = data.map(|data| match &source {
        Source::Kept => Shelfmark::own(&data),
        Source::Starter => Shelfmark::starter(&data),
        Source::Paths(_) | Source::PathsAndStarter(_) => Shelfmark::of(&data, paths),
    });
    let unkept = match usual {
        Some(usual) => {
            match Keeper::open(&Shelfmark::File(usual), source.clone(), corrections.clone()) {
                Err(error) if error.has_no_place() => error.to_string(),
                opened => return Ok((opened?, None)),
            }
        }
        None => "no HOME and no XDG_DATA_HOME".to_owned(),
    };
    let keeper = Keeper::open(&Shelfmark::Temporary, source, corrections)?;
    Ok((
        keeper,
        Some(format!("nothing will be remembered: {unkept}")),
    ))
}

/// The library in that `file`, else the reader's own, to which `paths` are added, under those `corrections`, else the usual ones.
pub(super) fn own_library(
    file: Option<PathBuf>,
    paths: Vec<PathBuf>,
    corrections: Option<PathBuf>,
) -> Result<Keeper> {
    let own = || data_folder().map(|data| Shelfmark::own(&data));
    let Some(file) = file.or_else(own) else {
        bail!("no place for a library: --library FILE names one, or set HOME or XDG_DATA_HOME");
    };
    let mark = Shelfmark::File(file);
    Ok(Keeper::open(
        &mark,
        Source::Paths(paths),
        corrections.or_else(usual_corrections),
    )?)
}

/// The library in that `file`, else that of these paths, else the reader's own or the starter's, as it is; never a new one.
pub(super) fn library_there(file: Option<PathBuf>, paths: &[PathBuf]) -> Result<Keeper> {
    let usual = || {
        let data = data_folder()?;
        if !paths.is_empty() {
            return Some(Shelfmark::of(&data, paths));
        }
        let own = Shelfmark::own(&data);
        Some(if own.exists() {
            own
        } else {
            Shelfmark::starter(&data)
        })
    };
    let Some(file) = file.or_else(usual) else {
        bail!("no library is known here: --library FILE names one");
    };
    if !file.exists() {
        let file = clean_line(&file.to_string_lossy());
        bail!("there is no library {file} yet; reading with rashomon makes one");
    }
    let mark = Shelfmark::File(file);
    Ok(Keeper::open(&mark, Source::Kept, usual_corrections())?)
}

/// Refuses paths of which none is there. One of several is a problem to tell; when none is there, an empty answer would only
/// puzzle.
pub(super) fn refuse_nothing(paths: &[PathBuf]) -> Result<()> {
    if paths.is_empty() || paths.iter().any(|path| path.exists()) {
        return Ok(());
    }
    let told = paths.iter().map(|path| {
        let path = clean_line(&path.to_string_lossy());
        format!("{path}: no such file or folder")
    });
    bail!("{}", told.collect::<Vec<_>>().join("; "))
}

/// The library to look in, and who keeps it where it has to be brought up to date first: that of the paths, and that of the
/// starter where there is no other. A library of the reader's is looked at as it is.
pub(super) fn readable_library(
    file: Option<PathBuf>,
    paths: &[PathBuf],
) -> Result<(PathBuf, Option<Keeper>)> {
    let own = data_folder().map(|data| Shelfmark::own(&data));
    let own = own.filter(|own| paths.is_empty() && own.exists());
    if let Some(kept) = file.or(own) {
        return Ok((kept, None));
    }
    let (keeper, _) = open_library(None, paths, usual_corrections())?;
    Ok((keeper.path().to_owned(), Some(keeper)))
}

/// Brings a library up to date; gives how much could not be read, or not to its end, after telling it.
pub(super) fn read_all(keeper: &mut Keeper) -> Result<usize> {
    read_all_but(keeper, |_, _| false)
}

/// The same, without a word of what was wrong before with files that are not below these `paths`.
pub(super) fn read_below(keeper: &mut Keeper, paths: &[PathBuf]) -> Result<usize> {
    let whole = paths
        .iter()
        .filter_map(|path| std::path::absolute(path).ok());
    let whole: Vec<PathBuf> = whole.collect();
    read_all_but(keeper, |keeper, source| {
        keeper.knows(source) && !whole.iter().any(|path| source.starts_with(path))
    })
}

fn read_all_but(keeper: &mut Keeper, is_other: impl Fn(&Keeper, &Path) -> bool) -> Result<usize> {
    keeper.begin()?;
    let problems = keeper.fill().library.problems().to_vec();
    let told = problems
        .iter()
        .filter(|problem| is_loss(problem) && !is_other(keeper, Path::new(&problem.source)));
    Ok(told.inspect(|problem| tell(&problem.to_string())).count())
}

/// Whether something was not read that should have been.
fn is_loss(problem: &Problem) -> bool {
    matches!(problem.severity, Severity::Failed | Severity::Cut)
}
