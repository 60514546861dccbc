//! Drives the real program in a pseudo-terminal and takes the time of every frame by the clock on the wall.
//!
//! A frame is what stands between the two marks of a synchronized update. Its time is that at which its last byte has been
//! read, so that the way through the pseudo-terminal is in it; working out what a person would see is not.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a bench stops when something is wrong"
)]

use std::collections::VecDeque;
use std::io::{Read as _, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How long a key may take before the program has not done what was asked.
const PATIENCE: Duration = Duration::from_mins(1);

/// What ends a frame: the terminal shows what has come before.
const END: &[u8] = b"\x1b[?2026l";

/// A program on a terminal.
pub struct Driven {
    _master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    bytes: Receiver<(Instant, Vec<u8>)>,
    parser: vt100::Parser,
    /// What has been read of a frame that has not ended, and of those behind it.
    waiting: VecDeque<(Instant, Vec<u8>)>,
    started: Instant,
}

/// A frame that answered.
#[derive(Debug, Clone, Copy)]
pub struct Answer {
    /// How long after what it answers.
    pub after: Duration,
    /// How many bytes it has.
    pub bytes: usize,
}

impl Driven {
    /// Starts `program` with `arguments` on a terminal of that size; `home` is where it keeps its data.
    pub fn start(
        program: &str,
        arguments: &[&Path],
        home: &Path,
        (width, height): (u16, u16),
    ) -> Self {
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env("XDG_DATA_HOME", home);
        command.env("XDG_CONFIG_HOME", home);
        command.env("HOME", home);
        command.env("LC_ALL", "C.UTF-8");
        command.env("TERM", "xterm-256color");
        let size = PtySize {
            rows: height,
            cols: width,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, bytes) = channel();
        thread::spawn(move || {
            let mut buffer = vec![0; 1 << 16];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                let read = (Instant::now(), buffer[..count].to_vec());
                if sender.send(read).is_err() {
                    break;
                }
            }
        });
        let cells = |number: u16| NonZero::new(number).unwrap();
        let started = Instant::now();
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        Self {
            writer: pair.master.take_writer().unwrap(),
            _master: pair.master,
            child,
            bytes,
            parser: vt100::Parser::new(cells(height), cells(width), 0),
            waiting: VecDeque::new(),
            started,
        }
    }

    /// How long after its start the program shows a frame that fits `wanted`.
    pub fn first(&mut self, what: &str, wanted: impl Fn(&str) -> bool) -> Duration {
        let started = self.started;
        self.answer(what, started, wanted).after
    }

    /// Types `keys` at once, and takes the time until the frame that fits `wanted`.
    pub fn press(&mut self, keys: &str, wanted: impl Fn(&str) -> bool) -> Answer {
        self.drain();
        let pressed = Instant::now();
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
        self.answer(&format!("{keys:?}"), pressed, wanted)
    }

    /// Waits until nothing has been written for a while, so that the next frame answers the next key.
    pub fn settle(&mut self) {
        while let Ok(read) = self.bytes.recv_timeout(Duration::from_millis(120)) {
            self.waiting.push_back(read);
        }
        self.drain();
    }

    /// What is on screen.
    pub fn screen(&self) -> String {
        self.parser.screen().contents()
    }

    /// The number of the process.
    pub fn process(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// Quits the program and waits until it has ended.
    pub fn quit(mut self) {
        self.writer.write_all(b"Q").unwrap();
        self.writer.flush().unwrap();
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            if let Some(status) = self.child.try_wait().unwrap() {
                assert!(status.success(), "the program ended with {status}");
                return;
            }
            thread::sleep(Duration::from_millis(2));
        }
        panic!("the program did not end\n{}", self.screen());
    }

    /// Takes in all frames that have come so far.
    fn drain(&mut self) {
        self.waiting.extend(self.bytes.try_iter());
        while let Some((_, bytes)) = self.waiting.pop_front() {
            self.parser.process(&bytes);
        }
    }

    fn answer(&mut self, what: &str, since: Instant, wanted: impl Fn(&str) -> bool) -> Answer {
        let mut count = 0;
        loop {
            let (at, bytes) = match self.waiting.pop_front() {
                Some(read) => read,
                None => match self.bytes.recv_timeout(PATIENCE) {
                    Ok(read) => read,
                    Err(RecvTimeoutError::Timeout) => {
                        panic!("no answer to {what}; on screen is\n{}", self.screen())
                    }
                    Err(RecvTimeoutError::Disconnected) => {
                        panic!(
                            "the program ended at {what}; on screen is\n{}",
                            self.screen()
                        )
                    }
                },
            };
            let Some(end) = end_of_frame(&bytes) else {
                // A mark that is cut in two is whole with what follows.
                let next = self.bytes.recv_timeout(PATIENCE);
                let Ok((later, more)) = next else {
                    panic!(
                        "half a frame answers {what}; on screen is\n{}",
                        self.screen()
                    )
                };
                self.waiting.push_front((later, [bytes, more].concat()));
                continue;
            };
            let rest = bytes[end..].to_vec();
            if !rest.is_empty() {
                self.waiting.push_front((at, rest));
            }
            self.parser.process(&bytes[..end]);
            count += end;
            if wanted(&self.screen()) {
                return Answer {
                    after: at.duration_since(since),
                    bytes: count,
                };
            }
        }
    }
}

impl Drop for Driven {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn end_of_frame(bytes: &[u8]) -> Option<usize> {
    let at = bytes.windows(END.len()).position(|window| window == END)?;
    Some(at + END.len())
}
