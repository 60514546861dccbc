//! Keys, pastes, sizes and signals, as events.

use std::sync::mpsc::Sender;
use std::thread;

use anyhow::{Context, Result};
use crossterm::event::{self as keyboard, KeyEventKind, KeyModifiers};
use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
use signal_hook::iterator::Signals;

use super::event::Event;
use super::log::Log;
use super::terminal::give_back;
use crate::command::key::{Key, KeyCode};

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
pub(super) fn listen(events: Sender<Event>, log: &Log, answer_due: bool) -> Result<()> {
    let mut signals =
        Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT]).context("listening to signals")?;
    let ending = events.clone();
    let end = move || {
        for (number, signal) in signals.forever().enumerate() {
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
    let read = move || {
        let mut answers = Answers::new(answer_due);
        loop {
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

fn translate(event: keyboard::Event) -> Option<Event> {
    match event {
        keyboard::Event::Key(key) if key.kind != KeyEventKind::Release => {
            key_of(key).map(Event::Key)
        }
        keyboard::Event::Paste(text) => Some(Event::Paste(text)),
        keyboard::Event::Resize(width, height) => Some(Event::Resize(width, height)),
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
