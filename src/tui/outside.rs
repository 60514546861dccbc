//! What there is around the program, and the reader's own editor: a text goes to it in a file of its own, and comes back.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::clipboard::Clipboard;
use super::noting::Written;

/// What is started where neither `VISUAL` nor `EDITOR` is set.
const USUAL: &str = "vi";

/// The longest text that is taken back, in bytes.
const LONGEST: u64 = 256 << 10;

/// What there is around the program, as the environment tells it.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    /// The reader's own editor with its arguments: what is set, else what `VISUAL` or `EDITOR` says; empty for the usual one.
    pub editor: Vec<String>,
    /// The clipboard.
    pub clipboard: Clipboard,
    /// Where files go of which only a name is typed.
    pub documents: PathBuf,
    /// Where is kept what feeds tell; a library of files and folders that are named has no feeds.
    pub feeds: Option<PathBuf>,
    /// What `~` stands for.
    pub home: Option<PathBuf>,
}

/// Has `text` written in that editor, which has the terminal meanwhile. Whatever goes wrong, what was written comes back if it
/// is there.
pub(super) fn edit(editor: &[String], text: &str) -> Written {
    let failed = |reason: String| Written {
        text: None,
        failed: Some(reason),
    };
    // Only its owner can read such a file.
    let file = tempfile::Builder::new()
        .prefix("rashomon-note-")
        .suffix(".md")
        .tempfile();
    let mut file = match file {
        Ok(file) => file,
        Err(error) => return failed(format!("no file for the editor: {error}")),
    };
    // What is put behind the last line begins a new one.
    let end = if text.is_empty() || text.ends_with('\n') {
        ""
    } else {
        "\n"
    };
    if let Err(error) = write!(file, "{text}{end}") {
        return failed(format!("no file for the editor: {error}"));
    }
    // An editor may put another file in its place.
    let path = file.into_temp_path();
    let (program, arguments) = match editor.split_first() {
        Some((program, arguments)) => (program.as_str(), arguments),
        None => (USUAL, editor),
    };
    let ended = Command::new(program).args(arguments).arg(&path).status();
    let failed = match ended {
        Ok(status) if status.success() => None,
        Ok(status) => Some(format!("{program} ended with {status}")),
        Err(error) => Some(format!(
            "{program} cannot be started ({error}); the setting editor, VISUAL or EDITOR names another"
        )),
    };
    let (text, unread) = match read(&path) {
        Ok(text) => (Some(text), None),
        Err(reason) => (None, Some(reason)),
    };
    if unread.is_some() {
        // What cannot be taken back stays where it is.
        path.keep().ok();
    }
    Written {
        text,
        failed: failed.or(unread),
    }
}

fn read(path: &Path) -> Result<String, String> {
    let size = fs::metadata(path).map_err(|error| format!("the file has gone: {error}"))?;
    if size.len() > LONGEST {
        let most = LONGEST >> 10;
        return Err(format!(
            "longer than {most} KiB, and left in {}",
            path.display()
        ));
    }
    let bytes = fs::read(path).map_err(|error| format!("the file cannot be read: {error}"))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An editor that does what the lines say. A shell is told to read them: a file that was written this moment may be one that
    /// cannot be started, while another test starts a program.
    fn script(lines: &str) -> (tempfile::TempDir, [String; 2]) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("editor");
        fs::write(&path, lines).unwrap();
        let name = path.to_str().unwrap().to_owned();
        (folder, ["/bin/sh".to_owned(), name])
    }

    #[test]
    fn what_was_written_comes_back_and_the_file_goes() {
        let (folder, [shell, editor]) =
            script("stat -c %a \"$2\" > \"$1\"; echo \"$2\" >> \"$1\"; echo more >> \"$2\"");
        let seen = folder.path().join("seen");
        let written = edit(&[shell, editor, seen.display().to_string()], "words\n");
        assert_eq!(written.text.unwrap(), "words\nmore\n");
        assert_eq!(written.failed, None);
        let seen = fs::read_to_string(seen).unwrap();
        let (mode, path) = seen.trim().split_once('\n').unwrap();
        assert_eq!(mode, "600");
        assert!(!Path::new(path).exists());
    }

    #[test]
    fn an_editor_that_fails_loses_nothing() {
        let (_folder, editor) = script("echo other > \"$1\"; exit 3");
        let written = edit(&editor, "words");
        assert_eq!(written.text.unwrap(), "other\n");
        assert!(written.failed.unwrap().contains("exit status: 3"));
    }

    #[test]
    fn an_editor_that_is_missing_is_told_with_the_way_out() {
        let written = edit(&["/none/such".to_owned(), "--wait".to_owned()], "words");
        assert_eq!(written.text.as_deref(), Some("words\n"));
        let told = written.failed.unwrap();
        assert!(
            told.contains("/none/such") && told.contains("EDITOR"),
            "{told}"
        );
    }

    #[test]
    fn what_is_no_text_or_too_long_is_not_taken_for_one() {
        let (_folder, editor) = script("printf 'a\\377b' > \"$1\"");
        assert_eq!(edit(&editor, "").text.unwrap(), "a\u{fffd}b");
        let (_folder, editor) = script("head -c 300000 /dev/zero > \"$1\"");
        let written = edit(&editor, "");
        assert_eq!(written.text, None);
        let told = written.failed.unwrap();
        let (_, path) = told.split_once("left in ").unwrap();
        assert!(Path::new(path).exists());
        fs::remove_file(path).unwrap();
    }
}
