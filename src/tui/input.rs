//! Keys, pastes, sizes and signals, as events.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};
use crossterm::event::{self as keyboard, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind};
use rustix::process::{Signal, getpid, kill_process};
use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
use signal_hook::flag;
use signal_hook::iterator::Signals;

use super::event::Event;
use super::log::Log;
use super::pointer::Pointer;
use super::terminal::give_back;
use crate::command::key::{Key, KeyCode};

/// What a terminal sends to whoever has it when that is to be interrupted.
const INTERRUPTS: [i32; 2] = [SIGINT, SIGQUIT];

/// The most keys as which an answer of the terminal can come.
const LONGEST: usize = 64;

/// Keeps an answer of the terminal that comes late (`ESC ] 11 ; rgb:… BEL`) from being taken for keys.
struct Answers {
    due: bool,
    /// How many keys of it have come.
    come: usize,
}

impl Answers {
    fn new(due: bool) -> Self {
        Self { due, come: 0 }
    }

    /// Tells whether the event is a part of such an answer. Only the first one is due, and only as what it begins with.
    fn swallow(&mut self, event: &Event) -> bool {
        let Event::Key(key) = event else {
            return false;
        };
        let begins = key.alt && key.code == KeyCode::Char(']');
        let ends = key.ctrl && key.code == KeyCode::Char('g')
            || key.alt && key.code == KeyCode::Char('\\');
        let within = self.due && (self.come > 0 || begins);
        if within {
            self.come += 1;
            self.due = !ends && self.come < LONGEST;
        }
        within
    }
}

/// Starts the threads that listen to the terminal and to the system, until the program ends.
///
/// # Errors
/// When a thread or a signal handler cannot be set up.
pub(super) fn listen(
    events: Sender<Event>,
    log: &Log,
    (answer_due, gate): (bool, &Arc<Gate>),
) -> Result<()> {
    // Ahead of the signals themselves, so that the flag is up before the thread hears of one.
    for signal in INTERRUPTS {
        flag::register(signal, Arc::clone(&gate.interrupted)).context("listening to signals")?;
    }
    let mut signals =
        Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT]).context("listening to signals")?;
    let ending = events.clone();
    let door = Arc::clone(gate);
    let end = move || {
        let own = |signal: &i32| !INTERRUPTS.contains(signal) || door.takes_interrupt();
        for (number, signal) in signals.forever().filter(own).enumerate() {
            if number == 0 {
                ending.send(Event::Terminate).ok();
            } else {
                // The loop has not ended at the first: leave at once, but not without giving the terminal back.
                give_back();
                std::process::exit(128 + signal);
            }
        }
    };
    thread::Builder::new()
        .name("signals".to_owned())
        .spawn(end)
        .context("listening to signals")?;
    let log = log.clone();
    let gate = Arc::clone(gate);
    let read = move || {
        let mut answers = Answers::new(answer_due);
        loop {
            gate.pass();
            match keyboard::read() {
                Ok(event) => {
                    if let Some(event) = translate(event)
                        && !answers.swallow(&event)
                        && events.send(event).is_err()
                    {
                        break;
                    }
                }
                Err(error) => {
                    log.write(&format!("the terminal is gone: {error}"));
                    events.send(Event::Terminate).ok();
                    break;
                }
            }
        }
    };
    thread::Builder::new()
        .name("input".to_owned())
        .spawn(read)
        .context("listening to the keyboard")?;
    Ok(())
}

/// Stands between the keyboard and the thread that reads it, so that another program can have the keyboard for a while.
#[derive(Debug, Default)]
pub(super) struct Gate {
    state: Mutex<State>,
    changed: Condvar,
    /// Whether an interrupt has come of which it is not known yet whose it is. Goes up in the signal handler.
    interrupted: Arc<AtomicBool>,
}

#[derive(Debug, Clone, Copy, Default)]
struct State {
    closed: bool,
    /// Whether the thread stands before the gate.
    waits: bool,
}

/// How long the thread is waited for before it is woken again, and how often.
const KNOCK: (Duration, usize) = (Duration::from_millis(100), 20);

impl Gate {
    /// Closes the gate, and waits until nothing reads the keyboard any more.
    ///
    /// # Errors
    /// When the thread that reads it cannot be reached.
    pub(super) fn close(&self) -> Result<()> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.closed = true;
        for _ in 0..KNOCK.1 {
            if state.waits {
                return Ok(());
            }
            // Reading the keyboard ends with the next event, and that the size may have changed is one.
            kill_process(getpid(), Signal::WINCH).context("waking the keyboard's thread")?;
            let waited = self.changed.wait_timeout(state, KNOCK.0);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        state.closed = false;
        anyhow::bail!("the keyboard is still being read")
    }

    /// Opens it again.
    pub(super) fn open(&self) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.closed = false;
        // What interrupted the other program has come to our handler before that program ended, but the thread that hears of it
        // may be late: it was not for us.
        self.interrupted.store(false, Ordering::SeqCst);
        self.changed.notify_all();
    }

    /// Tells whether an interrupt that has come is for this program. What is typed while another one has the terminal is not,
    /// however late it is looked at.
    fn takes_interrupt(&self) -> bool {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        self.interrupted.swap(false, Ordering::SeqCst) && !state.closed
    }

    /// Waits until the gate is open.
    fn pass(&self) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        while state.closed {
            state.waits = true;
            self.changed.notify_all();
            let woken = self.changed.wait(state);
            state = woken.unwrap_or_else(PoisonError::into_inner);
        }
        state.waits = false;
    }
}

fn translate(event: keyboard::Event) -> Option<Event> {
    match event {
        keyboard::Event::Key(key) if key.kind != KeyEventKind::Release => {
            key_of(key).map(Event::Key)
        }
        keyboard::Event::Mouse(mouse) => pointer_of(mouse).map(Event::Pointed),
        keyboard::Event::Paste(text) => Some(Event::Paste(text)),
        keyboard::Event::Resize(width, height) => Some(Event::Resize(width, height)),
        _ => None,
    }
}

fn pointer_of(mouse: keyboard::MouseEvent) -> Option<Pointer> {
    let (x, y) = (mouse.column, mouse.row);
    match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => Some(Pointer::Press(x, y)),
        MouseEventKind::Drag(MouseButton::Left) => Some(Pointer::Drag(x, y)),
        MouseEventKind::Up(MouseButton::Left) => Some(Pointer::Release),
        MouseEventKind::ScrollDown => Some(Pointer::WheelDown(x, y)),
        MouseEventKind::ScrollUp => Some(Pointer::WheelUp(x, y)),
        _ => None,
    }
}

fn key_of(key: keyboard::KeyEvent) -> Option<Key> {
    let code = match key.code {
        keyboard::KeyCode::Char(c) => KeyCode::Char(c),
        keyboard::KeyCode::Enter => KeyCode::Enter,
        keyboard::KeyCode::Esc => KeyCode::Esc,
        keyboard::KeyCode::Tab if key.modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
        keyboard::KeyCode::Tab => KeyCode::Tab,
        keyboard::KeyCode::BackTab => KeyCode::BackTab,
        keyboard::KeyCode::Backspace => KeyCode::Backspace,
        keyboard::KeyCode::Delete => KeyCode::Delete,
        keyboard::KeyCode::Up => KeyCode::Up,
        keyboard::KeyCode::Down => KeyCode::Down,
        keyboard::KeyCode::Left => KeyCode::Left,
        keyboard::KeyCode::Right => KeyCode::Right,
        keyboard::KeyCode::Home => KeyCode::Home,
        keyboard::KeyCode::End => KeyCode::End,
        keyboard::KeyCode::PageUp => KeyCode::PageUp,
        keyboard::KeyCode::PageDown => KeyCode::PageDown,
        keyboard::KeyCode::F(number) => KeyCode::Function(number),
        _ => return None,
    };
    let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
    Some(Key {
        code,
        ctrl,
        alt: key.modifiers.contains(KeyModifiers::ALT),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::key;

    #[test]
    fn an_interrupt_of_another_program_is_not_ours_however_late_it_is_looked_at() {
        let gate = Gate::default();
        let interrupt = || gate.interrupted.store(true, Ordering::SeqCst);
        interrupt();
        assert!(gate.takes_interrupt());
        gate.state.lock().unwrap().closed = true;
        interrupt();
        assert!(!gate.takes_interrupt());
        interrupt();
        gate.open();
        assert!(!gate.takes_interrupt());
        interrupt();
        assert!(gate.takes_interrupt());
    }

    #[test]
    fn a_late_answer_of_the_terminal_is_no_key() {
        let left = |due: bool, keys: &str| {
            let mut answers = Answers::new(due);
            let keys = key::parse(keys).unwrap().into_iter().map(Event::Key);
            keys.filter(|event| !answers.swallow(event)).count()
        };
        assert_eq!(left(true, "j<A-]>11;rgb:1e1e/1e1e/1e1e<C-g>k"), 2);
        assert_eq!(left(true, "<A-]>11;rgb:ffff/ffff/ffff<A-\\>j<A-]>"), 2);
        assert_eq!(left(false, "<A-]>j"), 2);
        assert_eq!(left(true, "j]]"), 3);
    }
}
