//! Errands: what the reader wants of the world outside, done on threads of their own, so that no key waits for it.

use std::io::{ErrorKind, Read, Write};
use std::os::unix::process::{CommandExt as _, ExitStatusExt as _};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process_group};

use crate::config::themes::{self, Choice};
use crate::library::sync::{self, Synced};

/// How long a program may work on an article.
const PATIENCE: Duration = Duration::from_secs(20);

/// How long a browser is watched for an early end, which tells that it has failed.
const START: Duration = Duration::from_millis(1500);

/// The most bytes of what a program writes that are kept.
const MOST: usize = 1 << 18;

/// How often a program is looked at while it works.
const TICK: Duration = Duration::from_millis(10);

/// Something to be done outside.
#[derive(Debug, Clone)]
pub enum Errand {
    /// Read the themes there are; the reader's own are in that folder.
    Themes(Option<PathBuf>),
    /// Start the first of these programs that is there, and leave it alone.
    Open(Vec<Vec<String>>),
    /// Run a program on a text.
    Run(Run),
    /// Ask the feeds of a library file, and keep what comes in a folder; where there is none, it has no feeds.
    Sync(PathBuf, Option<PathBuf>),
}

/// A program that runs on a text while the reader waits for it, or does not.
#[derive(Debug, Clone)]
pub struct Run {
    /// Its number, which its report has too.
    pub number: u64,
    /// The program and its arguments.
    pub words: Vec<String>,
    /// What it gets on its standard input.
    pub input: Arc<str>,
    /// Set when the reader does not want it any more.
    pub cancelled: Arc<AtomicBool>,
}

/// What came of an errand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Report {
    /// The themes there are.
    Themes(Vec<Choice>),
    /// The program of that number has ended, and what it wrote.
    Ran(u64, Written),
    /// The feeds have been asked; or why not.
    Synced(Result<Synced, String>),
    /// All went well, and there is nothing to tell.
    Done,
    /// It could not be done.
    Failed(String),
}

/// What a program wrote, and how it ended.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Written {
    /// What it wrote to its standard output, else to its standard error, as it is.
    pub text: String,
    /// Whether there was more than is kept.
    pub cut: bool,
    /// What went wrong, if something did.
    pub trouble: Option<String>,
}

impl Errand {
    /// Does it, however long that takes.
    pub fn run(self) -> Report {
        match self {
            Self::Themes(folder) => Report::Themes(themes::all(folder.as_deref())),
            Self::Open(openers) => open(&openers),
            Self::Run(run) => Report::Ran(run.number, written(&run, PATIENCE)),
            Self::Sync(library, folder) => Report::Synced(match folder {
                Some(folder) => sync::beside(&library, folder).map_err(|error| error.to_string()),
                None => Err(NO_FEEDS.to_owned()),
            }),
        }
    }
}

/// Why a library of named files and folders is not asked for.
const NO_FEEDS: &str = "feeds belong to your own library, which rashomon alone opens";

/// Starts the first program that is there.
fn open(openers: &[Vec<String>]) -> Report {
    for words in openers {
        let Some(mut command) = command(words) else {
            continue;
        };
        command.stdin(Stdio::null());
        command.stdout(Stdio::null()).stderr(Stdio::null());
        match command.spawn() {
            Ok(child) => return watched(child, &words[0]),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Report::Failed(format!("{}: {error}", words[0])),
        }
    }
    Report::Failed(
        "no browser was found: the setting browser names one, or the variable BROWSER".to_owned(),
    )
}

/// Tells whether the program ends badly at once, and waits for its end in any case, on a thread of its own.
fn watched(mut child: Child, name: &str) -> Report {
    let begun = Instant::now();
    while begun.elapsed() < START {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return Report::Done,
            Ok(Some(status)) => return Report::Failed(format!("{name} {}", told(status))),
            Ok(None) => thread::sleep(TICK),
            Err(error) => return Report::Failed(format!("{name}: {error}")),
        }
    }
    thread::spawn(move || child.wait());
    Report::Done
}

/// Runs a program on its text, for `patience` at most.
fn written(run: &Run, patience: Duration) -> Written {
    let troubled = |trouble: String| Written {
        trouble: Some(trouble),
        ..Written::default()
    };
    let Some(mut command) = command(&run.words) else {
        return troubled("there is no command".to_owned());
    };
    command.stdin(Stdio::piped());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let name = &run.words[0];
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return troubled(format!("there is no program {name}"));
        }
        Err(error) => return troubled(format!("{name}: {error}")),
    };
    if let Some(mut input) = child.stdin.take() {
        let text = Arc::clone(&run.input);
        // A program need not read all of it, nor any.
        thread::spawn(move || input.write_all(text.as_bytes()).ok());
    }
    let output = child.stdout.take().map(gather);
    let errors = child.stderr.take().map(gather);
    let trouble = wait(&mut child, run, patience);
    let [output, errors] =
        [output, errors].map(|gathered| gathered.map(|gathered| taken(&gathered)));
    let (output, errors) = (output.unwrap_or_default(), errors.unwrap_or_default());
    let shown = if output.is_empty() { errors } else { output };
    Written {
        cut: shown.len() >= MOST,
        text: String::from_utf8_lossy(&shown).into_owned(),
        trouble: trouble.map(|trouble| format!("{name} {trouble}")),
    }
}

/// What has been gathered so far, and whether that is all.
type Gathered = Arc<Mutex<(Vec<u8>, bool)>>;

/// Gathers what a program writes, on a thread of its own, so that it never waits for us. What is too much is read and
/// dropped.
fn gather(mut from: impl Read + Send + 'static) -> Gathered {
    let gathered = Gathered::default();
    let copy = Arc::clone(&gathered);
    thread::spawn(move || {
        let mut bytes = [0; 4096];
        while let Ok(count @ 1..) = from.read(&mut bytes) {
            let mut kept = copy.lock().unwrap_or_else(PoisonError::into_inner);
            let room = MOST.saturating_sub(kept.0.len()).min(count);
            kept.0.extend(bytes.iter().take(room));
        }
        copy.lock().unwrap_or_else(PoisonError::into_inner).1 = true;
    });
    gathered
}

/// What has been gathered of a program that has ended. Another that it left behind may hold the line open; it is not waited
/// for any longer.
fn taken(gathered: &Gathered) -> Vec<u8> {
    let begun = Instant::now();
    loop {
        let mut kept = gathered.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.1 || begun.elapsed() > 10 * TICK {
            return std::mem::take(&mut kept.0);
        }
        drop(kept);
        thread::sleep(TICK);
    }
}

/// Waits for the end of the program; gives what went wrong.
fn wait(child: &mut Child, run: &Run, patience: Duration) -> Option<String> {
    let begun = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return (!status.success()).then(|| told(status)),
            Ok(None) => {}
            Err(error) => return Some(error.to_string()),
        }
        let late = begun.elapsed() > patience;
        if late || run.cancelled.load(Ordering::Relaxed) {
            end(child);
            let seconds = patience.as_secs();
            return Some(if late {
                format!("took longer than {seconds} seconds and was stopped")
            } else {
                "was stopped".to_owned()
            });
        }
        thread::sleep(TICK);
    }
}

/// Ends the program and all that it has started.
fn end(child: &mut Child) {
    let group = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
    if let Some(group) = group {
        kill_process_group(group, Signal::KILL).ok();
    }
    child.kill().ok();
    child.wait().ok();
}

/// The program with its arguments, in a group of its own, so that keys meant for us do not reach it.
fn command(words: &[String]) -> Option<Command> {
    let (program, arguments) = words.split_first()?;
    let mut command = Command::new(program);
    command.args(arguments).process_group(0);
    Some(command)
}

fn told(status: ExitStatus) -> String {
    match (status.code(), status.signal()) {
        (Some(code), _) => format!("ended with {code}"),
        (None, Some(signal)) => format!("was ended by signal {signal}"),
        (None, None) => "ended badly".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(words: &[&str], input: &str) -> Run {
        Run {
            number: 1,
            words: words.iter().map(|word| (*word).to_owned()).collect(),
            input: Arc::from(input),
            cancelled: Arc::default(),
        }
    }

    #[test]
    fn a_program_gets_the_text_and_its_words_as_they_are() {
        let sorted = written(&run(&["sort"], "b\na\n"), PATIENCE);
        assert_eq!((sorted.text.as_str(), sorted.trouble), ("a\nb\n", None));
        let hostile = "$(touch x); `id` | \"'";
        let echoed = written(&run(&["printf", "%s", hostile], ""), PATIENCE);
        assert_eq!(echoed.text, hostile);
    }

    #[test]
    fn what_goes_wrong_is_told() {
        let trouble = |words: &[&str]| written(&run(words, "text"), PATIENCE).trouble;
        let missing = trouble(&["no-such-program-anywhere"]);
        assert_eq!(
            missing.as_deref(),
            Some("there is no program no-such-program-anywhere")
        );
        assert_eq!(trouble(&["false"]).as_deref(), Some("false ended with 1"));
        assert_eq!(trouble(&[]).as_deref(), Some("there is no command"));
        let errors = written(&run(&["cat", "/no/such/file"], ""), PATIENCE);
        assert!(errors.text.contains("/no/such/file"), "{errors:?}");
        let none = open(&[vec!["no-such-program-anywhere".to_owned()]]);
        assert!(matches!(none, Report::Failed(reason) if reason.contains("browser")));
        let second = [
            vec!["no-such-program-anywhere".to_owned()],
            vec!["true".to_owned()],
        ];
        assert_eq!(open(&second), Report::Done);
    }

    #[test]
    fn a_program_that_does_not_end_is_stopped_with_all_that_it_started() {
        let endless = run(&["sh", "-c", "sleep 600 & sleep 600"], "");
        let stopped = written(&endless, Duration::from_millis(50));
        assert!(stopped.trouble.unwrap().contains("was stopped"));
        endless.cancelled.store(true, Ordering::Relaxed);
        let cancelled = written(&endless, PATIENCE);
        assert_eq!(cancelled.trouble.as_deref(), Some("sh was stopped"));
    }

    #[test]
    fn what_is_too_much_is_cut_and_never_waited_for() {
        let much = written(&run(&["head", "-c", "3000000", "/dev/zero"], ""), PATIENCE);
        assert!(much.cut && much.text.len() == MOST, "{}", much.text.len());
        // One that reads nothing of a long text is no trouble.
        let long = "text ".repeat(1 << 18);
        assert_eq!(
            written(&run(&["true"], &long), PATIENCE),
            Written::default()
        );
    }
}
