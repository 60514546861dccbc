//! A process of its own that takes the text out of a PDF document, and holds itself to limits.

use std::env::current_exe;
use std::fs::File;
use std::io::{Read as _, Write, stdin};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};
use rustix::process::{Resource, Rlimit, setrlimit};

use crate::library::given::LARGEST_GIVEN;

/// The hidden task that takes the text out.
const TASK: &str = "pdf-text";

/// So many seconds of a processor it may take.
const SECONDS: u64 = 20;

/// So much memory it may ask for.
const MEMORY: u64 = 1 << 30;

/// The text of the document at `path`, which is `shown` so.
///
/// # Errors
/// A sentence that says why it cannot be told.
pub(super) fn text_of(path: &Path, shown: &str) -> Result<Vec<u8>> {
    let document = File::open(path).with_context(|| format!("cannot read {shown}"))?;
    let mut child = Command::new(current_exe()?)
        .arg(TASK)
        .stdin(Stdio::from(document))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .context("cannot start a process that takes the text out")?;
    let mut text = Vec::new();
    if let Some(output) = child.stdout.take() {
        output.take(LARGEST_GIVEN).read_to_end(&mut text)?;
    }
    if !child.wait()?.success() {
        bail!("{shown}: damaged, locked or too large; no text could be taken out of it");
    }
    if text.trim_ascii().is_empty() {
        bail!("{shown}: no text is in it; its pages may be pictures");
    }
    Ok(text)
}

/// Takes the text out of the document on standard input, within limits that this process sets itself.
///
/// # Errors
/// Why there is none.
pub(in crate::cli) fn run(output: &mut impl Write) -> Result<()> {
    for (resource, most) in [(Resource::Cpu, SECONDS), (Resource::As, MEMORY)] {
        let limit = Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        setrlimit(resource, limit)?;
    }
    let mut document = Vec::new();
    let mut input = stdin().lock().take(LARGEST_GIVEN);
    input.read_to_end(&mut document)?;
    let text = pdf_extract::extract_text_from_mem(&document)?;
    output.write_all(text.as_bytes())?;
    output.flush()?;
    Ok(())
}
