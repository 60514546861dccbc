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

/// Starts the threads that listen to the terminal and to the system, until the program ends.
///
/// # Errors
/// When a thread or a signal handler cannot be set up.
pub(super) fn listen(events: Sender<Event>, log: &Log) -> Result<()> {
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
        loop {
            match keyboard::read() {
                Ok(event) => {
                    if let Some(event) = translate(event)
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
