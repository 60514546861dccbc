//! The program, run with a place of its own for libraries and settings.

use std::path::PathBuf;
use std::process::Output;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

/// A place of its own for a library, which goes with it.
#[derive(Debug)]
pub struct Place(pub TempDir);

impl Place {
    /// An empty one.
    #[expect(clippy::new_without_default, reason = "it makes a folder")]
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// The program with these arguments.
    pub fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::cargo_bin("rashomon").unwrap();
        command
            .args(arguments)
            .env("XDG_DATA_HOME", self.0.path())
            .env("XDG_CONFIG_HOME", self.0.path());
        command.output().unwrap()
    }

    /// What it tells; it must end well.
    pub fn told(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {errors}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// The same, a JSON value from each line.
    pub fn json(&self, arguments: &[&str]) -> Vec<Value> {
        let told = self.told(arguments);
        let lines = told.lines();
        lines
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    /// A folder with these files.
    pub fn news(&self, files: &[(&str, String)]) -> PathBuf {
        let folder = self.0.path().join("news");
        std::fs::create_dir_all(&folder).unwrap();
        for (name, text) in files {
            std::fs::write(folder.join(name), text).unwrap();
        }
        folder
    }
}
