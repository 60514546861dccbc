//! The clipboard: the system's own where a program for it is there, else that of the terminal.
//!
//! The terminal's is reached by an escape sequence (OSC 52 of xterm's control sequences), which works over SSH too, because
//! it is the terminal in front of the reader that has the clipboard. No terminal tells whether it took the text. Inside tmux
//! it arrives where `set-clipboard` is `on` or `external`, as it is by default; nothing is wrapped for older ones.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::Sender;
use std::thread;

use super::event::Event;
use crate::config::settings::Clipboard as Choice;
use crate::text::sanitize::clean;

/// The longest text that terminals take: 100,000 characters of the sequence, as several of them have it.
const LONGEST: usize = 74_994;

/// Programs that put what they read on the clipboard, with what has to be set for them to reach it.
pub const PROGRAMS: [Program; 4] = [
    Program {
        name: "wl-copy",
        arguments: &[],
        needs: Some("WAYLAND_DISPLAY"),
    },
    Program {
        name: "xclip",
        arguments: &["-selection", "clipboard", "-in"],
        needs: Some("DISPLAY"),
    },
    Program {
        name: "xsel",
        arguments: &["--clipboard", "--input"],
        needs: Some("DISPLAY"),
    },
    Program {
        name: "pbcopy",
        arguments: &[],
        needs: None,
    },
];

/// A program that puts what it reads on the clipboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Program {
    /// What it is called.
    pub name: &'static str,
    /// Its arguments.
    pub arguments: &'static [&'static str],
    /// The variable that has to be set for it to reach the clipboard.
    pub needs: Option<&'static str>,
}

/// The clipboard that can be reached.
#[derive(Debug, Clone)]
pub struct Clipboard {
    /// Which one is to be used.
    pub choice: Choice,
    /// Whether the program is reached over SSH.
    pub remote: bool,
    /// Whether the terminal knows no sequence for its clipboard.
    pub plain: bool,
    /// The program for the system's own, and where it is.
    pub program: Option<(Program, PathBuf)>,
}

impl Default for Clipboard {
    fn default() -> Self {
        Self {
            choice: Choice::Auto,
            remote: false,
            plain: false,
            program: None,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Way {
    Terminal,
    Program(Program, PathBuf),
}

impl Clipboard {
    /// Puts `text` on the clipboard and tells `events` of it; `what` is what the text is. Gives what is to be written to the
    /// terminal for it.
    pub(super) fn copy(
        &self,
        text: &str,
        what: &'static str,
        events: &Sender<Event>,
    ) -> Option<String> {
        let text = clean(text).text.into_owned();
        let tell = |outcome| {
            events.send(Event::Copied(outcome)).ok();
        };
        match self.way() {
            Ok(Way::Terminal) if text.len() > LONGEST => {
                let (long, most) = (text.len() / 1_000, LONGEST / 1_000);
                tell(Err(format!(
                    "{long} KB are too long for the terminal, which takes {most}"
                )));
            }
            Ok(Way::Terminal) => {
                tell(Ok(format!("by the terminal: {what}")));
                return Some(text);
            }
            Ok(Way::Program(program, path)) => {
                let later = events.clone();
                // Some of them stay until something else is copied.
                let work = move || {
                    let done = program.take(&path, &text);
                    let told = done.map(|()| format!("by {}: {what}", program.name));
                    later.send(Event::Copied(told)).ok();
                };
                let started = thread::Builder::new().name("copy".to_owned()).spawn(work);
                if let Err(error) = started {
                    tell(Err(error.to_string()));
                }
            }
            Err(reason) => tell(Err(reason)),
        }
        None
    }

    fn way(&self) -> Result<Way, String> {
        let system = || {
            let (program, path) = self.program.clone()?;
            Some(Way::Program(program, path))
        };
        let terminal = || (!self.plain).then_some(Way::Terminal);
        let none = || {
            format!(
                "none of {} is here",
                PROGRAMS.map(|one| one.name).join(", ")
            )
        };
        match self.choice {
            Choice::Never => Err("the settings say that there is no clipboard".to_owned()),
            Choice::Osc52 => Ok(Way::Terminal),
            Choice::Native => system().ok_or_else(none),
            Choice::Auto if self.remote => terminal().or_else(system).ok_or_else(|| {
                "this terminal has no clipboard that can be reached from here".to_owned()
            }),
            Choice::Auto => system()
                .or_else(terminal)
                .ok_or_else(|| format!("this terminal has no clipboard, and {}", none())),
        }
    }
}

impl Program {
    /// Has the program at `path` take `text`, which it reads; no word of it is an argument.
    fn take(self, path: &Path, text: &str) -> Result<(), String> {
        let failed = |why: String| format!("{}: {why}", self.name);
        let mut running = Command::new(path)
            .args(self.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| failed(error.to_string()))?;
        let written = match running.stdin.take() {
            Some(mut input) => input.write_all(text.as_bytes()),
            None => Ok(()),
        };
        let ended = running.wait().map_err(|error| failed(error.to_string()))?;
        if !ended.success() {
            return Err(failed(ended.to_string()));
        }
        written.map_err(|error| failed(error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CAT: Program = Program {
        name: "cat",
        arguments: &[],
        needs: None,
    };

    fn clipboard(remote: bool, plain: bool, has_program: bool) -> Clipboard {
        Clipboard {
            choice: Choice::Auto,
            remote,
            plain,
            program: has_program.then(|| (CAT, PathBuf::from("/bin/cat"))),
        }
    }

    #[test]
    fn the_clipboard_in_front_of_the_reader_is_used() {
        let own = Ok(Way::Program(CAT, PathBuf::from("/bin/cat")));
        assert_eq!(clipboard(false, false, true).way(), own);
        assert_eq!(clipboard(true, false, true).way(), Ok(Way::Terminal));
        assert_eq!(clipboard(false, false, false).way(), Ok(Way::Terminal));
        let told = clipboard(false, true, false).way().unwrap_err();
        assert!(told.contains("wl-copy, xclip, xsel, pbcopy"), "{told}");
        assert!(clipboard(true, true, false).way().is_err());
    }

    #[test]
    fn what_the_settings_say_is_done() {
        let chosen = |choice| {
            let bare = Clipboard {
                choice,
                ..Clipboard::default()
            };
            bare.way()
        };
        assert_eq!(chosen(Choice::Osc52), Ok(Way::Terminal));
        assert!(chosen(Choice::Native).is_err());
        assert!(chosen(Choice::Never).is_err());
    }

    #[test]
    fn what_is_too_long_for_a_terminal_is_told_and_not_sent() {
        let (events, heard) = std::sync::mpsc::channel();
        let terminal = clipboard(true, false, false);
        let long = "x".repeat(LONGEST + 1);
        assert_eq!(terminal.copy(&long, "words", &events), None);
        let told = heard.recv().unwrap();
        assert!(matches!(told, Event::Copied(Err(why)) if why.contains("too long")));
        let sent = terminal.copy("a\u{1b}[31mb", "words", &events);
        assert_eq!(sent.as_deref(), Some("ab"));
        let told = heard.recv().unwrap();
        assert!(matches!(told, Event::Copied(Ok(how)) if how == "by the terminal: words"));
    }

    #[test]
    fn a_program_that_fails_is_told() {
        assert_eq!(CAT.take(Path::new("/bin/cat"), "words"), Ok(()));
        let told = CAT.take(Path::new("/bin/false"), &"x".repeat(1 << 20));
        assert!(told.unwrap_err().starts_with("cat: "));
    }
}
