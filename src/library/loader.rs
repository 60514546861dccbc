//! Reads a source into a library that is kept nowhere.

use std::path::Path;

use super::keeper::{Keeper, Progress};
use super::shelfmark::Shelfmark;
use super::sources::Source;
use crate::store::error::StoreError;

/// Reads all of `source` into a library that is kept nowhere, under the corrections in the file of that name, and tells
/// `report` of it: with the first article, then now and then, and at the end.
///
/// # Errors
/// When there is no place even for a library that goes with the program.
pub fn load(
    source: &Source,
    corrections: Option<&Path>,
    mut report: impl FnMut(Progress),
) -> Result<(), StoreError> {
    let corrections = corrections.map(Path::to_owned);
    let mut keeper = Keeper::open(&Shelfmark::Temporary, source.clone(), corrections)?;
    keeper.begin()?;
    while let Some(progress) = keeper.read_next() {
        progress.into_iter().for_each(&mut report);
    }
    Ok(())
}
