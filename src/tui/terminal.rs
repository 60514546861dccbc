//! Taking the terminal over and giving it back: at start, exit, panic and suspend, in one place.

use std::io::{self, BufWriter, Stdout, Write, stdout};
use std::panic;
use std::sync::Once;
use std::thread;

use anyhow::{Context, Result};
use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::execute;
use crossterm::style::Print;
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use ratatui::Terminal;
use ratatui::layout::Rect;
use rustix::process::{Signal, kill_current_process_group};

use super::app::App;
use super::links::Links;
use super::log::Log;
use super::view;
use super::wire::Wire;

/// Bytes gathered before they go to the terminal: more than a full frame of a large screen.
const BUFFER: usize = 1 << 16;

/// The terminal while it is ours.
pub struct Screen {
    terminal: Terminal<Wire<BufWriter<Stdout>>>,
    mouse: bool,
    /// The links on it, where it has links.
    links: Option<Links>,
}

impl Screen {
    /// Takes the terminal over, and where that is wanted, the mouse; `links` tells whether it has links. A panic of this thread gives it back before it is reported.
    ///
    /// # Errors
    /// When the terminal cannot be written to or set up; it is given back first.
    pub fn enter(log: &Log, mouse: bool, links: bool) -> Result<Self> {
        restore_on_panic(log.clone());
        take(mouse)?;
        let backend = Wire::new(BufWriter::with_capacity(BUFFER, stdout()));
        let terminal = Terminal::new(backend)
            .inspect_err(|_| give_back())
            .context("setting up the screen")?;
        Ok(Self {
            terminal,
            mouse,
            links: links.then(Links::default),
        })
    }

    /// The terminal's size as it is now.
    ///
    /// # Errors
    /// When the terminal does not say.
    pub fn size(&self) -> Result<Rect> {
        let size = self
            .terminal
            .size()
            .context("asking the terminal for its size")?;
        Ok(Rect::new(0, 0, size.width, size.height))
    }

    /// Draws the app; the terminal shows the frame all at once.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub fn draw(&mut self, app: &App) -> Result<()> {
        execute!(self.terminal.backend_mut(), BeginSynchronizedUpdate)
            .context("writing to the terminal")?;
        self.draw_all(app).context("writing to the terminal")?;
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)
            .context("writing to the terminal")
    }

    fn draw_all(&mut self, app: &App) -> io::Result<()> {
        let frame = self.terminal.draw(|frame| view::render(app, frame))?;
        let Some(links) = &mut self.links else {
            return Ok(());
        };
        let change = links.change(app, frame.buffer);
        change.map_or(Ok(()), |change| {
            links.follow(change, self.terminal.backend_mut())
        })
    }

    /// Forgets what is on screen, so that the next frame draws every cell.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub fn forget(&mut self) -> Result<()> {
        // `clear` would ask the terminal where its cursor is, and race the input thread for the answer.
        let size = self.size()?;
        if let Some(links) = &mut self.links {
            links.forget();
        }
        self.terminal
            .resize(size)
            .context("writing to the terminal")
    }

    /// Puts `text` on the clipboard of the terminal.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub fn copy(&mut self, text: &str) -> Result<()> {
        let copying = CopyToClipboard::to_clipboard_from(text);
        execute!(self.terminal.backend_mut(), copying).context("writing to the terminal")
    }

    /// Gives the terminal back for as long as `work` takes, and takes it over again.
    ///
    /// # Errors
    /// When the terminal cannot be taken over again.
    pub fn lend<T>(&mut self, work: impl FnOnce() -> T) -> Result<T> {
        give_back();
        let done = work();
        take(self.mouse)?;
        self.forget()?;
        Ok(done)
    }

    /// Gives the terminal back, stops until the shell continues the program, and takes it over again.
    ///
    /// # Errors
    /// When the program cannot be stopped or the terminal cannot be taken over again.
    pub fn suspend(&mut self) -> Result<()> {
        give_back();
        // The whole group stops, so that a shell sees it also when another program (cargo) has started this one.
        kill_current_process_group(Signal::TSTP).context("going into the background")?;
        take(self.mouse)?;
        self.forget()
    }
}

impl Drop for Screen {
    /// Gives the terminal back for good, however the session ends; after a panic the hook has done so already.
    fn drop(&mut self) {
        if !thread::panicking() {
            self.terminal.backend_mut().flush().ok();
            give_back();
        }
    }
}

/// Has the terminal tell presses, what is dragged and the wheel (xterm control sequences, modes 1002 and 1006). It is not asked
/// for every move of the mouse, as crossterm does, so that a mouse that only passes over wakes nobody.
const LISTEN: Print<&str> = Print("\u{1b}[?1002h\u{1b}[?1006h");
const LEAVE: Print<&str> = Print("\u{1b}[?1006l\u{1b}[?1002l");

fn take(mouse: bool) -> Result<()> {
    enable_raw_mode().context("switching the terminal to raw mode")?;
    let mut out = stdout();
    execute!(out, EnterAlternateScreen, EnableBracketedPaste)
        .and_then(|()| if mouse { execute!(out, LISTEN) } else { Ok(()) })
        .inspect_err(|_| give_back())
        .context("writing to the terminal")
}

/// Undoes everything that [`take`] did. A terminal that is gone cannot be restored and needs not be.
pub(super) fn give_back() {
    execute!(
        stdout(),
        EndSynchronizedUpdate,
        LEAVE,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        Show
    )
    .ok();
    disable_raw_mode().ok();
}

/// A panic of the thread that has the screen gives the terminal back before its report is printed. One of a worker only goes to the log:
/// the worker reports it as an event, and the screen stays.
fn restore_on_panic(log: Log) {
    static ONCE: Once = Once::new();
    let ours = thread::current().id();
    ONCE.call_once(|| {
        let print = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            log.write(&format!("panic: {info}"));
            if thread::current().id() == ours {
                give_back();
                print(info);
            }
        }));
    });
}
