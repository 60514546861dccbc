//! What is added and is no file as it is: standard input, collections whose columns are given names, the text of PDF documents. All
//! are kept beside the library, so that they can be read again.

use std::io::{self, Read, stdin};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::keeping::Add;
use super::pdf;
use super::surroundings::data_folder;
use crate::library::given::{self, LARGEST_GIVEN};
use crate::text::sanitize::clean_line;

/// The paths that `add` names, with what is kept for them in place of those that are no files as they are.
pub(super) fn paths(add: &Add) -> Result<Vec<PathBuf>> {
    let map = add
        .map
        .iter()
        .map(|pair| parted(pair))
        .collect::<Result<Vec<_>>>()?;
    let given = |path: &PathBuf| match (path.as_os_str() == "-", map.is_empty()) {
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

/// Keeps `bytes` in the folder beside the library that `add` names, or in that of the reader's own.
fn kept(
    add: &Add,
    bytes: &[u8],
    keep: impl Fn(&Path, &[u8]) -> io::Result<PathBuf>,
) -> Result<PathBuf> {
    let beside = |file: &PathBuf| {
        let mut name = Path::new(file).as_os_str().to_owned();
        name.push(".given");
        PathBuf::from(name)
    };
    let usual = || Some(data_folder()?.join("given"));
    let Some(folder) = add.library.as_ref().map(beside).or_else(usual) else {
        bail!("no place to keep it: set HOME or XDG_DATA_HOME, or name a library by --library");
    };
    keep(&folder, bytes).with_context(|| {
        format!(
            "cannot keep it in {}",
            clean_line(&folder.to_string_lossy())
        )
    })
}
