//! What is added and is no file as it is: standard input, pages of the network, collections whose columns are given names, the text of
//! PDF documents. All are kept beside the library, so that they can be read again.

use std::io::{self, Read, stdin};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};

use super::keeping::Add;
use super::pdf;
use super::surroundings::{data_folder, now, tell};
use crate::library::feeds;
use crate::library::given::{self, LARGEST_GIVEN};
use crate::library::reach::{Reach, USUAL_PATIENCE};
use crate::text::sanitize::clean_line;

/// The paths that `add` names, with what is kept for them in place of those that are no files as they are.
pub(super) fn paths(add: &Add) -> Result<Vec<PathBuf>> {
    let map = add
        .map
        .iter()
        .map(|pair| parted(pair))
        .collect::<Result<Vec<_>>>()?;
    let given = |path: &PathBuf| match (path.as_os_str() == "-", map.is_empty()) {
        _ if path.to_str().is_some_and(feeds::is_address) => fetched(add, &path.to_string_lossy()),
        (true, true) => kept(add, &standard_input()?, given::keep),
        (false, true) if pdf::is_pdf(path) => kept(add, &pdf::text_of(path)?, given::keep_text),
        (true, false) => bail!("--map goes with files; give the collection a name with its ending"),
        (false, true) => Ok(path.clone()),
        (false, false) => {
            let shown = clean_line(&path.to_string_lossy());
            let bytes = std::fs::read(path).with_context(|| format!("cannot read {shown}"))?;
            let mapped = given::mapped(path, &bytes, &map).map_err(anyhow::Error::msg);
            kept(
                add,
                &mapped.with_context(|| format!("cannot map {shown}"))?,
                given::keep_lines,
            )
        }
    };
    add.paths.iter().map(given).collect()
}

/// `FIELD=NAME`.
fn parted(pair: &str) -> Result<(String, String)> {
    match pair.split_once('=') {
        Some((field, name)) if !field.is_empty() && !name.is_empty() => {
            Ok((field.to_owned(), name.to_owned()))
        }
        _ => bail!(
            "--map wants FIELD=NAME, such as title=headline; this is {}",
            clean_line(pair)
        ),
    }
}

fn standard_input() -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    stdin()
        .lock()
        .take(LARGEST_GIVEN + 1)
        .read_to_end(&mut bytes)?;
    if bytes.is_empty() {
        bail!("nothing came on standard input");
    }
    if bytes.len() as u64 > LARGEST_GIVEN {
        bail!(
            "more than {} MiB came on standard input; split it",
            LARGEST_GIVEN >> 20
        );
    }
    Ok(bytes)
}

/// Fetches the document at an address, and keeps it.
fn fetched(add: &Add, address: &str) -> Result<PathBuf> {
    let shown = clean_line(address);
    let reach = Reach {
        allow_private: add.allow_private,
        patience: USUAL_PATIENCE,
    };
    let (page, cut) =
        given::fetch(address, reach, now()).map_err(|reason| anyhow!("{shown}: {reason}"))?;
    if let Some(cut) = cut {
        tell(&format!("{shown}: not all of it came: {cut}"));
    }
    let folder = folder(add.library.as_deref())?;
    given::keep_page(&folder, &page, &[]).with_context(|| cannot_keep(&folder))
}

/// Keeps `bytes` in the folder beside the library that `add` names, or in that of the reader's own.
fn kept(
    add: &Add,
    bytes: &[u8],
    keep: impl Fn(&Path, &[u8]) -> io::Result<PathBuf>,
) -> Result<PathBuf> {
    let folder = folder(add.library.as_deref())?;
    keep(&folder, bytes).with_context(|| cannot_keep(&folder))
}

/// The folder in which is kept what came without a file: beside the library of that name, or that of the reader's own.
fn folder(library: Option<&Path>) -> Result<PathBuf> {
    let beside = |file: &Path| {
        let mut name = file.as_os_str().to_owned();
        name.push(".given");
        PathBuf::from(name)
    };
    let usual = || Some(data_folder()?.join("given"));
    let Some(folder) = library.map(beside).or_else(usual) else {
        bail!("no place to keep it: set HOME or XDG_DATA_HOME, or name a library by --library");
    };
    Ok(folder)
}

/// The folder in which is kept what the feeds of that library tell.
pub(super) fn feeds_folder(library: Option<&Path>) -> Result<PathBuf> {
    Ok(folder(library)?.join("feeds"))
}

fn cannot_keep(folder: &Path) -> String {
    format!(
        "cannot keep it in {}",
        clean_line(&folder.to_string_lossy())
    )
}
