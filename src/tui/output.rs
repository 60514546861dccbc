//! What a program has made of an article, to be scrolled.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::errand::Written;
use crate::text::range::TextRange;
use crate::text::sanitize::clean;
use crate::text::wrap;

/// A program at work, or what it wrote.
#[derive(Debug, Clone)]
pub struct Output {
    /// The number of its run.
    pub number: u64,
    /// The command, as it stands over it.
    pub title: String,
    /// The first row on screen.
    pub top: usize,
    /// What it wrote, once it has ended.
    pub text: Option<Arc<str>>,
    /// What went wrong, or was left out.
    pub note: Option<String>,
    rows: Arc<[TextRange]>,
    width: usize,
    height: usize,
    cancelled: Arc<AtomicBool>,
}

impl Output {
    /// Waits for the run of that number.
    pub fn waiting(number: u64, title: String, cancelled: Arc<AtomicBool>) -> Self {
        Self {
            number,
            title,
            top: 0,
            text: None,
            note: None,
            rows: Arc::default(),
            width: 0,
            height: 0,
            cancelled,
        }
    }

    /// Takes what the program wrote, made harmless.
    pub fn take(&mut self, written: Written) {
        let spaced = written.text.replace('\t', "    ");
        let text = clean(&spaced).text;
        let cut = written.cut.then(|| "the rest is left out".to_owned());
        self.note = written.trouble.or(cut);
        self.text = Some(Arc::from(text.trim_end()));
        self.width = 0;
    }

    /// Stops the program, if it is still at work.
    pub fn give_up(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Scrolls.
    pub fn step(&mut self, rows: isize) {
        self.top = self.top.saturating_add_signed(rows);
        self.keep();
    }

    /// Lays it out for `width` cells and `height` rows.
    pub fn settle(&mut self, width: usize, height: usize) {
        self.height = height;
        if self.width != width {
            self.width = width;
            let text = self.text.as_deref().unwrap_or_default();
            self.rows = wrap::rows(text, width).into();
        }
        self.keep();
    }

    /// The rows on screen.
    pub fn shown(&self) -> impl Iterator<Item = &str> {
        let text = self.text.as_deref().unwrap_or_default();
        let rows = self.rows.iter().skip(self.top).take(self.height);
        rows.map(|row| row.of(text))
    }

    fn keep(&mut self) {
        let last = self.rows.len().saturating_sub(self.height);
        self.top = self.top.min(last);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_program_writes_is_made_harmless_and_scrolls_to_its_end() {
        let mut output = Output::waiting(1, "x".to_owned(), Arc::default());
        output.settle(20, 2);
        output.take(Written {
            text: "one\u{1b}[31m\u{7}\ttwo\nthree\n\u{9b}2Jfour\n\n".to_owned(),
            ..Written::default()
        });
        output.settle(20, 2);
        let shown: Vec<_> = output.shown().collect();
        assert_eq!(shown, ["one    two", "three"]);
        output.step(isize::MAX);
        assert_eq!(output.shown().last(), Some("four"));
        output.step(isize::MIN);
        assert_eq!(output.shown().next(), Some("one    two"));
    }
}
