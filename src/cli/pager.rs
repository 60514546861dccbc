//! Long text on a terminal, by way of the reader's pager.

use std::env;
use std::io::{self, BufWriter, IsTerminal as _, Write, stdout};
use std::process::{Command, Stdio};

use rustix::termios::tcgetwinsize;

/// The pager where none is set.
const USUAL: &str = "less";

/// What `less` does where nothing is set: ends when all fits, shows colours, leaves the text on the screen.
const LESS: &str = "FRX";

/// Lets `write` write to standard output. What is higher than the terminal is shown by the pager that `PAGER` names,
/// else by `less`; where that cannot be started, it is written as it is.
///
/// # Errors
/// That of writing, and what `write` gives.
pub(super) fn through<T>(
    write: impl FnOnce(&mut dyn Write) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let output = stdout();
    let height = tcgetwinsize(&output)
        .ok()
        .filter(|_| output.is_terminal())
        .map(|size| usize::from(size.ws_row));
    let Some(height) = height else {
        let mut output = BufWriter::new(output.lock());
        let done = write(&mut output)?;
        output.flush()?;
        return Ok(done);
    };
    let mut text = Vec::new();
    let done = write(&mut text)?;
    let lines = text.split(|byte| *byte == b'\n').count();
    if lines < height || paged(&text).is_err() {
        output.lock().write_all(&text)?;
    }
    Ok(done)
}

/// Shows `text` in the pager.
///
/// # Errors
/// When it cannot be started.
fn paged(text: &[u8]) -> io::Result<()> {
    let named = env::var("PAGER").unwrap_or_default();
    let mut words = named.split_whitespace();
    let mut pager = Command::new(words.next().unwrap_or(USUAL));
    pager.args(words).stdin(Stdio::piped());
    if env::var_os("LESS").is_none() {
        pager.env("LESS", LESS);
    }
    let mut running = pager.spawn()?;
    if let Some(mut input) = running.stdin.take() {
        // Who leaves the pager early has seen enough.
        let _ = input.write_all(text);
    }
    running.wait().map(|_| ())
}
