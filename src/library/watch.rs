//! Notices that files of a library come, change or go while it is open, without asking again and again.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

/// How long nothing must happen before it is told that something has: files come in flocks, and are written in pieces.
const QUIET: Duration = Duration::from_millis(400);

/// How long it takes at most to be told, however much goes on.
const LONGEST: Duration = Duration::from_secs(5);

/// A watch over files and folders. It ends when this is dropped.
#[derive(Debug)]
pub struct Watch {
    _watcher: RecommendedWatcher,
}

impl Watch {
    /// Watches `paths`, folders with all that is in them, and calls `tell` when something has changed there, once for all that
    /// changes together. Gives nothing where the system cannot watch; what cannot be watched of several paths is left out.
    pub fn start(paths: &[PathBuf], tell: impl Fn() + Send + 'static) -> Option<Self> {
        let (sender, happened) = channel();
        let hear = move |event: notify::Result<Event>| {
            if event.is_ok_and(|event| matters(&event)) {
                sender.send(()).ok();
            }
        };
        let mut watcher = notify::recommended_watcher(hear).ok()?;
        for path in paths {
            watcher.watch(path, RecursiveMode::Recursive).ok();
        }
        thread::Builder::new()
            .name("watch".to_owned())
            .spawn(move || tell_together(&happened, tell))
            .ok()?;
        Some(Self { _watcher: watcher })
    }
}

/// Whether an event may have changed what there is to read: not that a file was looked at, nor what a library writes itself.
fn matters(event: &Event) -> bool {
    let looked = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => false,
        EventKind::Access(_) => true,
        _ => false,
    };
    !looked && !event.paths.iter().all(|path| is_library(path))
}

fn is_library(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy());
    name.is_some_and(|name| name.contains(".library"))
}

fn tell_together(happened: &Receiver<()>, tell: impl Fn()) {
    while happened.recv().is_ok() {
        let first = Instant::now();
        loop {
            match happened.recv_timeout(QUIET) {
                Ok(()) if first.elapsed() < LONGEST => {}
                Ok(()) | Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        tell();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_told_once_and_what_is_read_is_not() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.txt"), "Words.").unwrap();
        let (sender, told) = channel();
        let tell = move || {
            sender.send(()).ok();
        };
        let _watch = Watch::start(&[folder.path().to_owned()], tell).unwrap();
        std::fs::read(folder.path().join("a.txt")).unwrap();
        std::fs::write(folder.path().join("own.library-wal"), "x").unwrap();
        assert!(told.recv_timeout(QUIET * 3).is_err());
        for name in ["b.txt", "c.txt"] {
            std::fs::write(folder.path().join(name), "Words.").unwrap();
        }
        assert!(told.recv_timeout(LONGEST * 2).is_ok());
        assert!(told.recv_timeout(QUIET * 3).is_err());
    }
}
