//! The clipboard: the system's own where a program for it is there, else that of the terminal.
//!
//! The terminal's is reached by an escape sequence (OSC 52 of xterm's control sequences), which works over SSH too, because
//! it is the terminal in front of the reader that has the clipboard. No terminal tells whether it took the text. Inside tmux
//! it arrives where `set-clipboard` is `on` or `external`, as it is by default; nothing is wrapped for older ones.

use std::env;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::mpsc::Sender;
use std::thread;

use super::event::Event;
use crate::text::sanitize::clean;

/// The longest text that terminals take: 100,000 characters of the sequence, as several of them have it.
const LONGEST: usize = 74_994;

/// Programs that put what they read on the clipboard, with what has to be set for them to reach it.
const PROGRAMS: [(&str, &[&str], Option<&str>); 4] = [
    ("wl-copy", &[], Some("WAYLAND_DISPLAY")),
    (
        "xclip",
        &["-selection", "clipboard", "-in"],
        Some("DISPLAY"),
    ),
    ("xsel", &["--clipboard", "--input"], Some("DISPLAY")),
    ("pbcopy", &[], None),
];

/// Which clipboard is to be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Choice {
    /// Over SSH the terminal's, else the system's own, else the terminal's.
    #[default]
    Auto,
    /// The terminal's.
    Terminal,
    /// The system's own.
    System,
    /// None.
    Nothing,
}

/// What is known of where the program runs.
#[derive(Debug, Clone, Default)]
struct Surroundings {
    /// Whether it is reached over SSH.
    remote: bool,
    /// Whether the terminal knows no such sequence.
    plain: bool,
    /// The program for the system's own clipboard.
    program: Option<Program>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Program {
    path: PathBuf,
    name: &'static str,
    arguments: &'static [&'static str],
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Way {
    Terminal,
    Program(Program),
}

/// Puts `text` on the clipboard and tells `events` of it; `what` is what the text is. Gives what is to be written to the
/// terminal for it.
pub(super) fn copy(
    choice: Choice,
    text: &str,
    what: &'static str,
    events: &Sender<Event>,
) -> Option<String> {
    let text = clean(text).text.into_owned();
    match way(choice, &Surroundings::here()) {
        Ok(Way::Terminal) if text.len() > LONGEST => {
            let (long, most) = (text.len() / 1_000, LONGEST / 1_000);
            let reason = format!("{long} KB are too long for the terminal, which takes {most}");
            events.send(Event::Copied(Err(reason))).ok();
            None
        }
        Ok(Way::Terminal) => {
            let told = format!("by the terminal: {what}");
            events.send(Event::Copied(Ok(told))).ok();
            Some(text)
        }
        Ok(Way::Program(program)) => {
            let later = events.clone();
            // Some of them stay until something else is copied.
            let work = move || {
                let done = program
                    .take(&text)
                    .map(|()| format!("by {}: {what}", program.name));
                later.send(Event::Copied(done)).ok();
            };
            let started = thread::Builder::new().name("copy".to_owned()).spawn(work);
            if let Err(error) = started {
                events.send(Event::Copied(Err(error.to_string()))).ok();
            }
            None
        }
        Err(reason) => {
            events.send(Event::Copied(Err(reason))).ok();
            None
        }
    }
}

fn way(choice: Choice, here: &Surroundings) -> Result<Way, String> {
    let system = || here.program.clone().map(Way::Program);
    let terminal = || (!here.plain).then_some(Way::Terminal);
    let names = || PROGRAMS.map(|(name, ..)| name).join(", ");
    match choice {
        Choice::Nothing => Err("the settings say that there is no clipboard".to_owned()),
        Choice::Terminal => Ok(Way::Terminal),
        Choice::System => system().ok_or_else(|| format!("none of {} is here", names())),
        Choice::Auto if here.remote => terminal().or_else(system).ok_or_else(|| {
            "this terminal has no clipboard that can be reached from here".to_owned()
        }),
        Choice::Auto => system().or_else(terminal).ok_or_else(|| {
            format!(
                "this terminal has no clipboard, and none of {} is here",
                names()
            )
        }),
    }
}

impl Surroundings {
    fn here() -> Self {
        let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
        let terminal = env::var("TERM").unwrap_or_default();
        Self {
            remote: set("SSH_TTY") || set("SSH_CONNECTION"),
            plain: matches!(terminal.as_str(), "" | "dumb" | "linux"),
            program: PROGRAMS.iter().find_map(|(name, arguments, needed)| {
                needed.is_none_or(set).then_some(())?;
                let path = on_path(name)?;
                Some(Program {
                    path,
                    name,
                    arguments,
                })
            }),
        }
    }
}

fn on_path(name: &str) -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    let mut paths = env::split_paths(&folders).map(|folder| folder.join(name));
    paths.find(|path| path.is_absolute() && path.is_file())
}

impl Program {
    /// Has the program take `text`, which it reads; no word of it is an argument.
    fn take(&self, text: &str) -> Result<(), String> {
        let failed = |why: String| format!("{}: {why}", self.name);
        let mut running = Command::new(&self.path)
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

    fn program() -> Program {
        Program {
            path: PathBuf::from("/bin/cat"),
            name: "cat",
            arguments: &[],
        }
    }

    #[test]
    fn the_clipboard_in_front_of_the_reader_is_used() {
        let (own, terminal) = (Ok(Way::Program(program())), Ok(Way::Terminal));
        let here = |remote, plain, has_program| Surroundings {
            remote,
            plain,
            program: bool::then(has_program, program),
        };
        let auto = |here: Surroundings| way(Choice::Auto, &here);
        assert_eq!(auto(here(false, false, true)), own);
        assert_eq!(auto(here(true, false, true)), terminal);
        assert_eq!(auto(here(false, false, false)), terminal);
        let told = auto(here(false, true, false)).unwrap_err();
        assert!(told.contains("wl-copy, xclip, xsel, pbcopy"), "{told}");
        assert!(auto(here(true, true, false)).is_err());
    }

    #[test]
    fn what_the_settings_say_is_done() {
        let bare = Surroundings::default();
        assert_eq!(way(Choice::Terminal, &bare), Ok(Way::Terminal));
        assert!(way(Choice::System, &bare).is_err());
        assert!(way(Choice::Nothing, &bare).is_err());
    }

    #[test]
    fn a_program_that_fails_is_told() {
        assert_eq!(program().take("words"), Ok(()));
        let failing = Program {
            path: PathBuf::from("/bin/false"),
            name: "false",
            arguments: &[],
        };
        let told = failing.take(&"x".repeat(1 << 20)).unwrap_err();
        assert!(told.starts_with("false: "), "{told}");
    }
}
