//! Somebody who types keys into the real program, and the times that its answers take.
#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "a bench stops when something is wrong"
)]
#![allow(dead_code, reason = "no bench needs all of it")]

#[path = "driver.rs"]
pub mod driver;

use std::collections::BTreeMap;
use std::time::Duration;

use driver::Driven;

/// What one session came to: by row of a table, in the order in which they were first told.
#[derive(Default)]
pub struct Session {
    /// The times of each kind.
    pub rows: Vec<(&'static str, Vec<Duration>)>,
    /// What is told besides times.
    pub numbers: BTreeMap<&'static str, String>,
    /// The key that took longest, with its kind.
    pub slowest: (Duration, String),
}

impl Session {
    /// Takes note of a time: that of `keys`, or of something for which none was pressed.
    pub fn put(&mut self, kind: &'static str, keys: &str, time: Duration) {
        match self.rows.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, times)) => times.push(time),
            None => self.rows.push((kind, vec![time])),
        }
        if !keys.is_empty() && time > self.slowest.0 {
            self.slowest = (time, format!("{keys:?} ({kind})"));
        }
    }

    /// The median of a kind, and the time that one of a hundred takes longer than.
    pub fn times(&self, kind: &str) -> (Duration, Duration) {
        let row = self.rows.iter().find(|(known, _)| *known == kind);
        let mut times = row.unwrap().1.clone();
        times.sort_unstable();
        (
            times[times.len() / 2],
            times[(times.len() * 99).div_ceil(100) - 1],
        )
    }
}

/// A session at work: the program, and what it has taken so far.
pub struct Typist {
    /// The program.
    pub program: Driven,
    /// Its times.
    pub session: Session,
}

impl Typist {
    /// Presses `keys` and waits until the screen shows `wanted`.
    pub fn shows(&mut self, kind: &'static str, keys: &str, wanted: &str) {
        let answer = self.program.press(keys, |screen| screen.contains(wanted));
        self.session.put(kind, keys, answer.after);
    }

    /// Presses `keys` and waits until anything else is on screen; gives the bytes of that.
    pub fn changes(&mut self, kind: &'static str, keys: &str) -> usize {
        let before = self.program.screen();
        let answer = self.program.press(keys, |screen| screen != before);
        self.session.put(kind, keys, answer.after);
        answer.bytes
    }

    /// Types all but the last letter, and takes the time of each; then the last, until the screen shows `wanted`.
    pub fn types(&mut self, kind: &'static str, last: &'static str, text: &str, wanted: &str) {
        let mut letters: Vec<String> = text.chars().map(String::from).collect();
        let end = letters.pop().unwrap();
        for letter in letters {
            if letter == " " {
                // Behind a word, nobody sees it.
                self.program.press(" ", |_| true);
            } else {
                self.changes(kind, &letter);
            }
        }
        self.shows(last, &end, wanted);
    }

    /// Waits until the program has nothing more to show.
    pub fn settle(&mut self) {
        self.program.settle();
    }

    /// Stops the bench where the screen does not show `what`.
    pub fn expect(&self, what: &str) {
        let screen = self.program.screen();
        assert!(screen.contains(what), "no “{what}” on screen:\n{screen}");
    }
}

/// A time as tables have it.
pub fn told(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1_000.0)
}
