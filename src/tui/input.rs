//! Keys, pastes, sizes and signals, as events.

use std::sync::mpsc::Sender;
use std::thread;

use anyhow::{Context, Result};
use crossterm::event::{self as terminal, KeyEventKind, KeyModifiers};
use signal_hook::consts::{SIGHUP, SIGTERM};
use signal_hook::iterator::Signals;

use super::event::Event;
use super::log::Log;
use crate::command::key::{Key, KeyCode};

/// Starts the threads that listen to the terminal and to the system, until the program ends.
///
/// # Errors
/// When a thread or a signal handler cannot be set up.
pub(super) fn listen(events: Sender<Event>, log: &Log) -> Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP]).context("listening to signals")?;
    let ending = events.clone();
    let end = move || {
        if signals.forever().next().is_some() {
            ending.send(Event::Terminate).ok();
        }
    };
    thread::Builder::new()
        .name("signals".to_owned())
        .spawn(end)
        .context("listening to signals")?;
    let log = log.clone();
    let read = move || {
        loop {
            match terminal::read() {
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

fn translate(event: terminal::Event) -> Option<Event> {
    match event {
        terminal::Event::Key(key) if key.kind != KeyEventKind::Release => {
            key_of(key).map(Event::Key)
        }
        terminal::Event::Paste(text) => Some(Event::Paste(text)),
        terminal::Event::Resize(width, height) => Some(Event::Resize(width, height)),
        _ => None,
    }
}

fn key_of(key: terminal::KeyEvent) -> Option<Key> {
    let code = match key.code {
        terminal::KeyCode::Char(c) => KeyCode::Char(c),
        terminal::KeyCode::Enter => KeyCode::Enter,
        terminal::KeyCode::Esc => KeyCode::Esc,
        terminal::KeyCode::Tab if key.modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
        terminal::KeyCode::Tab => KeyCode::Tab,
        terminal::KeyCode::BackTab => KeyCode::BackTab,
        terminal::KeyCode::Backspace => KeyCode::Backspace,
        terminal::KeyCode::Delete => KeyCode::Delete,
        terminal::KeyCode::Up => KeyCode::Up,
        terminal::KeyCode::Down => KeyCode::Down,
        terminal::KeyCode::Left => KeyCode::Left,
        terminal::KeyCode::Right => KeyCode::Right,
        terminal::KeyCode::Home => KeyCode::Home,
        terminal::KeyCode::End => KeyCode::End,
        terminal::KeyCode::PageUp => KeyCode::PageUp,
        terminal::KeyCode::PageDown => KeyCode::PageDown,
        terminal::KeyCode::F(number) => KeyCode::Function(number),
        _ => return None,
    };
    let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
    Some(Key {
        code,
        ctrl,
        alt: key.modifiers.contains(KeyModifiers::ALT),
    })
}
