//! The text of PDF documents, behind the feature `pdf`.
//!
//! What PDF documents hold is of every kind of broken, and what takes them apart may take them badly. So that is done by the
//! program once more, in a process of its own, with limits that the system holds it to: it may end in whatever way, and costs
//! nothing but its document.

#[cfg(feature = "pdf")]
pub(super) mod apart;

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use anyhow::Result;

use crate::text::sanitize::clean_line;

/// How a PDF document begins.
const SIGNATURE: &[u8] = b"%PDF-";

/// Whether the file at `path` is a PDF document, by its first bytes.
pub(super) fn is_pdf(path: &Path) -> bool {
    let mut start = [0; SIGNATURE.len()];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut start));
    read.is_ok() && start == SIGNATURE
}

/// The text of the document at `path`.
///
/// # Errors
/// A sentence that says why it cannot be told.
pub(super) fn text_of(path: &Path) -> Result<Vec<u8>> {
    let shown = clean_line(&path.to_string_lossy());
    #[cfg(feature = "pdf")]
    return apart::text_of(path, &shown);
    #[cfg(not(feature = "pdf"))]
    anyhow::bail!(
        "{shown} is a PDF document, and this rashomon was built without the feature `pdf`"
    )
}
