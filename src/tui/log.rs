//! The log file: what cannot be shown on screen.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex};

use anyhow::{Context, Result};

use crate::text::sanitize::clean_line;

/// A log that may have a file or none; copies write to the same file.
#[derive(Debug, Clone, Default)]
pub struct Log {
    file: Option<Arc<Mutex<File>>>,
}

impl Log {
    /// Opens the log at `path`, adding to what is there; without a path nothing is kept.
    ///
    /// # Errors
    /// When the file cannot be opened for writing.
    pub fn open(path: Option<&Path>) -> Result<Self> {
        let Some(path) = path else {
            return Ok(Self::default());
        };
        let file = OpenOptions::new().create(true).append(true).open(path);
        let file = file.with_context(|| {
            let shown = clean_line(&path.to_string_lossy());
            format!("cannot write the log file {shown}")
        })?;
        Ok(Self {
            file: Some(Arc::new(Mutex::new(file))),
        })
    }

    /// Writes one line with the time. A log that cannot be written is no reason to stop reading.
    pub fn write(&self, line: &str) {
        if let Some(file) = &self.file
            && let Ok(mut file) = file.lock()
        {
            writeln!(
                file,
                "{} {}",
                jiff::Timestamp::now()
                    .round(jiff::Unit::Second)
                    .unwrap_or_default(),
                clean_line(line)
            )
            .ok();
        }
    }
}
