//! What programs have made of an article, one behind the other, to be scrolled.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::errand::Written;
use crate::text::range::TextRange;
use crate::text::sanitize::clean;
use crate::text::wrap;

/// A program at work, or what it wrote.
#[derive(Debug, Clone)]
pub struct Program {
    /// The number of its run.
    number: u64,
    /// The command, as it stands over what it wrote.
    pub title: String,
    /// What it wrote, once it has ended.
    text: Option<Arc<str>>,
    /// What went wrong, or was left out.
    pub note: Option<String>,
    cancelled: Arc<AtomicBool>,
}

/// What the programs wrote that were begun together.
#[derive(Debug, Clone)]
pub struct Output {
    /// The programs, in the order in which they were begun; never none.
    programs: Vec<Program>,
    /// The first row on screen.
    top: usize,
    rows: Vec<Row>,
    width: usize,
    height: usize,
}

/// A row, as it is kept: what it is and the number of its program.
#[derive(Debug, Clone, Copy)]
struct Row {
    program: usize,
    is: Is,
}

#[derive(Debug, Clone, Copy)]
enum Is {
    Blank,
    Heading,
    Text(TextRange),
    Running,
    Empty,
}

/// A row on screen.
#[derive(Debug, Clone, Copy)]
pub enum Line<'a> {
    /// Nothing, between two programs.
    Blank,
    /// The command of a program further down.
    Heading(&'a Program),
    /// What a program wrote.
    Text(&'a str),
    /// The program is at work.
    Running,
    /// The program wrote nothing.
    Empty,
}

impl Output {
    /// Waits for the run of that number.
    pub fn waiting(number: u64, title: String, cancelled: Arc<AtomicBool>) -> Self {
        let program = Program {
            number,
            title,
            text: None,
            note: None,
            cancelled,
        };
        Self {
            programs: vec![program],
            top: 0,
            rows: Vec::new(),
            width: 0,
            height: 0,
        }
    }

    /// The same with `next` behind it.
    #[must_use]
    pub fn with(mut self, next: Self) -> Self {
        self.programs.extend(next.programs);
        self.lay();
        self
    }

    /// Takes what the program of that number wrote, made harmless. Tells whether it is one of these.
    pub fn take(&mut self, number: u64, written: Written) -> bool {
        let mut programs = self.programs.iter_mut();
        let Some(program) = programs.find(|program| program.number == number) else {
            return false;
        };
        let spaced = written.text.replace('\t', "    ");
        let text = clean(&spaced).text;
        let cut = written.cut.then(|| "the rest is left out".to_owned());
        program.note = written.trouble.or(cut);
        program.text = Some(Arc::from(text.trim_end()));
        self.lay();
        true
    }

    /// Whether all have ended and none wrote anything; then also how the first that failed did.
    pub fn is_nothing(&self) -> Option<Option<&str>> {
        let mut programs = self.programs.iter();
        let empty = programs.all(|program| program.text.as_deref() == Some(""));
        let mut programs = self.programs.iter();
        empty.then(|| programs.find_map(|program| program.note.as_deref()))
    }

    /// Stops the programs that are still at work.
    pub fn give_up(&self) {
        for program in &self.programs {
            program.cancelled.store(true, Ordering::Relaxed);
        }
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
            self.lay();
        }
        self.keep();
    }

    /// The program that the first row on screen belongs to.
    pub fn program(&self) -> Option<&Program> {
        let number = self.rows.get(self.top).map_or(0, |row| row.program);
        self.programs.get(number)
    }

    /// The rows on screen.
    pub fn shown(&self) -> impl Iterator<Item = Line<'_>> {
        let rows = self.rows.iter().skip(self.top).take(self.height);
        rows.filter_map(|row| {
            let program = self.programs.get(row.program)?;
            Some(match row.is {
                Is::Blank => Line::Blank,
                Is::Heading => Line::Heading(program),
                Is::Text(range) => Line::Text(range.of(program.text.as_deref()?)),
                Is::Running => Line::Running,
                Is::Empty => Line::Empty,
            })
        })
    }

    fn lay(&mut self) {
        self.rows.clear();
        for (number, program) in self.programs.iter().enumerate() {
            let mut add = |is| {
                self.rows.push(Row {
                    program: number,
                    is,
                });
            };
            // The first has its heading above the rows.
            if number > 0 {
                add(Is::Blank);
                add(Is::Heading);
            }
            match program.text.as_deref() {
                None => add(Is::Running),
                Some("") => add(Is::Empty),
                Some(text) => wrap::rows(text, self.width)
                    .into_iter()
                    .for_each(|row| add(Is::Text(row))),
            }
        }
        self.keep();
    }

    fn keep(&mut self) {
        let last = self.rows.len().saturating_sub(self.height);
        self.top = self.top.min(last);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(output: &Output) -> Vec<String> {
        let shown = output.shown().map(|line| match line {
            Line::Blank => String::new(),
            Line::Heading(program) => format!("| {}", program.title),
            Line::Text(text) => text.to_owned(),
            Line::Running => "running".to_owned(),
            Line::Empty => "nothing".to_owned(),
        });
        shown.collect()
    }

    fn written(text: &str) -> Written {
        Written {
            text: text.to_owned(),
            ..Written::default()
        }
    }

    #[test]
    fn what_a_program_writes_is_made_harmless_and_scrolls_to_its_end() {
        let mut output = Output::waiting(1, "x".to_owned(), Arc::default());
        output.settle(20, 2);
        let text = "one\u{1b}[31m\u{7}\ttwo\nthree\n\u{9b}2Jfour\n\n";
        assert!(output.take(1, written(text)));
        output.settle(20, 2);
        assert_eq!(texts(&output), ["one    two", "three"]);
        output.step(isize::MAX);
        assert_eq!(texts(&output).last().unwrap(), "four");
        output.step(isize::MIN);
        assert_eq!(texts(&output)[0], "one    two");
    }

    #[test]
    fn what_two_programs_write_stands_one_behind_the_other_in_the_order_of_their_start() {
        let waiting =
            |number, title: &str| Output::waiting(number, title.to_owned(), Arc::default());
        let mut output = waiting(1, "first").with(waiting(2, "second"));
        output.settle(20, 9);
        assert!(output.take(2, written("two")) && !output.take(3, written("other")));
        assert_eq!(texts(&output), ["running", "", "| second", "two"]);
        assert!(output.take(1, written("one\nmore")));
        assert_eq!(texts(&output), ["one", "more", "", "| second", "two"]);
        assert_eq!(output.program().unwrap().title, "first");
        output.settle(20, 2);
        output.step(isize::MAX);
        assert_eq!(output.program().unwrap().title, "second");
        assert!(output.is_nothing().is_none());
        output.take(1, written(""));
        assert_eq!(texts(&output), ["| second", "two"]);
        output.take(2, written("\n"));
        assert_eq!(output.is_nothing(), Some(None));
    }
}
