//! The way of a frame to the terminal, in as few bytes as there need be, for lines that are slow.
//!
//! ratatui says which cells have changed. This keeps a picture of what the terminal shows, and so can say more shortly what has
//! become of it: rows that have only moved are moved by the terminal itself (DECSTBM, SU, SD), blanks are erased (ECH), colours
//! are told only where they change, and a few letters that stay are written again where going past them takes more bytes. All of
//! these are in every terminal since the VT220 and its heirs (ECMA-48; xterm control sequences); margins at the sides, with which
//! a pane between others could be moved too, are not.

mod moved;
mod pen;
mod picture;

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

use self::moved::Moved;
use self::pen::Pen;
use self::picture::Picture;

/// Fewer cells than these that have changed are written without asking whether rows have moved.
const FEW: usize = 200;

/// A backend that writes little.
#[derive(Debug)]
pub struct Wire<W: Write> {
    inner: CrosstermBackend<W>,
    /// What the terminal shows.
    shown: Picture,
}

impl<W: Write> Wire<W> {
    /// Writes to `out`, a terminal of which nothing is known yet.
    pub fn new(out: W) -> Self {
        Self {
            inner: CrosstermBackend::new(out),
            shown: Picture::default(),
        }
    }

    /// Writes what makes the terminal show `wanted`: with rows moved or without, whichever is shorter.
    fn send(&mut self, wanted: Picture, changed: usize) -> io::Result<()> {
        let mut bytes = Vec::new();
        Pen::new(&mut bytes).redraw(&self.shown, &wanted)?;
        let moved = (changed > FEW).then(|| Moved::find(&self.shown, &wanted));
        if let Some(moved) = moved.flatten() {
            let mut shorter = Vec::new();
            let mut pen = Pen::new(&mut shorter);
            pen.shift(moved.first, moved.end, moved.by)?;
            self.shown.shift(moved.first, moved.end, moved.by);
            pen.redraw(&self.shown, &wanted)?;
            if shorter.len() < bytes.len() {
                bytes = shorter;
            }
        }
        self.shown = wanted;
        self.inner.write_all(&bytes)
    }
}

impl<W: Write> Write for Wire<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.inner.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Write::flush(&mut self.inner)
    }
}

impl<W: Write> Backend for Wire<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut wanted = self.shown.clone();
        let mut changed = 0;
        for (x, y, cell) in content {
            wanted.put(x, y, cell);
            changed += 1;
        }
        if changed == 0 {
            return Ok(());
        }
        let (width, height) = (wanted.width(), wanted.height());
        self.shown.grow(width, height);
        self.send(wanted, changed)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.inner.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.inner.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.inner.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.inner.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, what: ClearType) -> io::Result<()> {
        // Of a part that is cleared nothing is kept: it is written anew, whatever it shows.
        self.shown = Picture::default();
        self.inner.clear_region(what)
    }

    fn size(&self) -> io::Result<Size> {
        self.inner.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.inner.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.inner)
    }
}

#[cfg(test)]
mod tests;
