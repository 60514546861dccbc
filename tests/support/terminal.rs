//! The real program in a pseudo-terminal, with a terminal emulator that shows what a person would see.

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use rustix::termios::LocalModes;
use tempfile::TempDir;

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

/// How long anything may take before a test says that it did not happen; generous, because machines are busy.
const PATIENCE: Duration = Duration::from_secs(30);

/// A program in a pseudo-terminal.
pub struct Pty {
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    child: Box<dyn Child + Send + Sync>,
    seen: Arc<Mutex<Seen>>,
    closed: Arc<AtomicBool>,
    /// Where the program keeps its data, unless it was told another place; goes with the program.
    _data: TempDir,
}

struct Seen {
    parser: vt100::Parser,
    raw: Vec<u8>,
}

impl Pty {
    /// Starts rashomon with `arguments` on a terminal of that size.
    pub fn rashomon(arguments: &[&str], width: u16, height: u16) -> Self {
        let mut command = plain(env!("CARGO_BIN_EXE_rashomon"));
        command.args(arguments);
        Self::start(command, width, height)
    }

    /// Starts any command on a terminal of that size.
    pub fn start(mut command: CommandBuilder, width: u16, height: u16) -> Self {
        let data = tempfile::tempdir().unwrap();
        if command.get_env("XDG_DATA_HOME").is_none() {
            command.env("XDG_DATA_HOME", data.path());
        }
        let pair = native_pty_system().openpty(size(width, height)).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let seen = Arc::new(Mutex::new(Seen {
            parser: vt100::Parser::new(cells(height), cells(width), 0),
            raw: Vec::new(),
        }));
        // The thread holds the only other handle of the terminal and gives it up when told to, so that a test can close it.
        let closed = Arc::new(AtomicBool::new(false));
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (copy, close) = (Arc::clone(&seen), Arc::clone(&closed));
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                let mut seen = copy.lock().unwrap();
                seen.parser.process(&bytes[..count]);
                seen.raw.extend_from_slice(&bytes[..count]);
                if close.load(Ordering::Relaxed) {
                    break;
                }
            }
        });
        let writer = Some(pair.master.take_writer().unwrap());
        Self {
            master: Some(pair.master),
            writer,
            child,
            seen,
            closed,
            _data: data,
        }
    }

    /// Types `keys` as they are.
    pub fn type_in(&mut self, keys: &str) -> &mut Self {
        let writer = self.writer.as_mut().unwrap();
        writer.write_all(keys.as_bytes()).unwrap();
        writer.flush().unwrap();
        self
    }

    /// Gives the terminal a new size.
    pub fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.seen
            .lock()
            .unwrap()
            .parser
            .screen_mut()
            .set_size(cells(height), cells(width));
        self.master
            .as_ref()
            .unwrap()
            .resize(size(width, height))
            .unwrap();
        self
    }

    /// What is on screen.
    pub fn screen(&self) -> String {
        self.seen.lock().unwrap().parser.screen().contents()
    }

    /// Everything that the program wrote so far.
    pub fn raw(&self) -> Vec<u8> {
        self.seen.lock().unwrap().raw.clone()
    }

    /// Waits until the screen fits `wanted`; fails with the screen when it does not in time.
    pub fn wait(&self, what: &str, wanted: impl Fn(&str) -> bool) -> &Self {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if wanted(&self.screen()) {
                return self;
            }
            thread::sleep(Duration::from_millis(5));
        }
        panic!("never on screen: {what}\n{}", self.screen());
    }

    /// Waits until all of `texts` are on screen.
    pub fn shows(&self, texts: &[&str]) -> &Self {
        self.wait(&format!("{texts:?}"), |screen| {
            texts.iter().all(|text| screen.contains(text))
        })
    }

    /// Waits until what the program writes has paused, so that a person would see a finished screen.
    pub fn settles(&self) -> &Self {
        let mut before = usize::MAX;
        loop {
            thread::sleep(Duration::from_millis(25));
            let now = self.raw().len();
            if now == before {
                return self;
            }
            before = now;
        }
    }

    /// Waits until none of `texts` is on screen.
    pub fn hides(&self, texts: &[&str]) -> &Self {
        self.wait(&format!("without {texts:?}"), |screen| {
            !texts.iter().any(|text| screen.contains(text))
        })
    }

    /// Waits until the program has ended.
    pub fn ends(&mut self) -> ExitStatus {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            thread::sleep(Duration::from_millis(5));
        }
        panic!("the program did not end\n{}", self.screen());
    }

    /// Fails unless the program has given the terminal back: the first screen, a visible cursor, and lines that are
    /// echoed and edited by the terminal again.
    pub fn is_sane(&self) {
        self.wait("the first screen with a cursor", |_| {
            let seen = self.seen.lock().unwrap();
            !seen.parser.screen().alternate_screen()
                && !seen.parser.screen().hide_cursor()
                && !seen.parser.screen().bracketed_paste()
        });
        let modes = self
            .master
            .as_ref()
            .unwrap()
            .get_termios()
            .unwrap()
            .local_flags
            .bits();
        let wanted = (LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG).bits();
        assert_eq!(modes & wanted, wanted, "the terminal is still raw");
    }

    /// The number of the process.
    pub fn process(&self) -> rustix::process::Pid {
        let number = i32::try_from(self.child.process_id().unwrap()).unwrap();
        rustix::process::Pid::from_raw(number).unwrap()
    }

    /// Closes the terminal, as when its window is closed.
    pub fn hang_up(&mut self) {
        // One more key makes the program write, which wakes the reader so that it lets go.
        self.closed.store(true, Ordering::Relaxed);
        self.type_in("j");
        self.writer = None;
        self.master = None;
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// A command with an environment that is the same on every machine.
pub fn plain(program: impl AsRef<Path>) -> CommandBuilder {
    let mut command = CommandBuilder::new(program.as_ref());
    command.env_remove("NO_COLOR");
    command.env_remove("LC_ALL");
    command.env("LC_CTYPE", "C.UTF-8");
    // No file of whoever runs the tests is read or written.
    command.env_remove("HOME");
    command.env_remove("XDG_DATA_HOME");
    command.env_remove("XDG_CONFIG_HOME");
    command.env("TERM", "xterm-256color");
    command.cwd(env!("CARGO_MANIFEST_DIR"));
    command
}

fn cells(number: u16) -> NonZero<u16> {
    // The emulator has a cell at least, whatever the program is told.
    NonZero::new(number).unwrap_or(NonZero::<u16>::MIN)
}

fn size(width: u16, height: u16) -> PtySize {
    PtySize {
        rows: height,
        cols: width,
        pixel_width: 0,
        pixel_height: 0,
    }
}
