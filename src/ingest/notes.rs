//! What goes along with the reading of a source: how much effort it may take, and what goes wrong in it.

use crate::ingest::limit::MOST_ARTICLES;
use crate::model::effort::Effort;
use crate::model::problem::{Problem, Severity};
use crate::text::sanitize::clean_line;

/// The problems of one source, in the order met.
#[derive(Debug)]
pub(super) struct Notes<'a> {
    source: &'a str,
    /// How carefully pages are looked through.
    pub(super) effort: Effort,
    problems: Vec<Problem>,
    /// Whether it has been told that there are more articles than are read.
    full: bool,
    /// How many more there are than [`MOST`].
    untold: usize,
}

/// So many problems of one source are told one by one.
const MOST: usize = 200;

impl<'a> Notes<'a> {
    /// None yet, of the source that is shown as `source`.
    pub(super) fn new(source: &'a str) -> Self {
        Self {
            source,
            effort: Effort::default(),
            problems: Vec::new(),
            full: false,
            untold: 0,
        }
    }

    /// Something was odd, and had to be put right or left out.
    pub(super) fn repaired(&mut self, line: Option<u32>, reason: String) {
        self.note(line, Severity::Repaired, reason);
    }

    /// No more than a limit allows was read; told however much has been told.
    pub(super) fn cut(&mut self, line: Option<u32>, reason: String) {
        self.problems
            .push(self.problem(line, Severity::Cut, reason));
    }

    /// Something was odd; if it is `cut`, that there is more than a limit allows.
    pub(super) fn odd(&mut self, line: Option<u32>, cut: bool, reason: String) {
        if cut {
            self.cut(line, reason);
        } else {
            self.repaired(line, reason);
        }
    }

    /// The source, or an article of it, could not be read.
    pub(super) fn failed(&mut self, line: Option<u32>, reason: String) {
        self.note(line, Severity::Failed, reason);
    }

    /// Whether there is room for another article behind so many; tells once that there is not.
    pub(super) fn has_room(&mut self, articles: usize) -> bool {
        if articles < MOST_ARTICLES {
            return true;
        }
        if !std::mem::replace(&mut self.full, true) {
            self.cut(
                None,
                format!(
                    "more than {MOST_ARTICLES} articles; those behind them are not read, split it"
                ),
            );
        }
        false
    }

    /// The source was left alone.
    pub(super) fn skipped(&mut self, reason: String) {
        self.note(None, Severity::Skipped, reason);
    }

    /// So many characters that act or hide were taken out.
    pub(super) fn unclean(&mut self, line: Option<u32>, removed: usize) {
        let characters = if removed == 1 {
            "character"
        } else {
            "characters"
        };
        let place = if line.is_some() {
            ", the first on this line"
        } else {
            ""
        };
        self.repaired(
            line,
            format!("{removed} hidden or control {characters} taken out{place}"),
        );
    }

    fn note(&mut self, line: Option<u32>, severity: Severity, reason: String) {
        if self.problems.len() >= MOST {
            self.untold += 1;
            return;
        }
        self.problems.push(self.problem(line, severity, reason));
    }

    fn problem(&self, line: Option<u32>, severity: Severity, reason: String) -> Problem {
        Problem {
            source: self.source.to_owned(),
            line,
            severity,
            reason,
        }
    }

    /// All of them, clean; what is beyond the first few hundred is one line.
    pub(super) fn into_problems(mut self) -> Vec<Problem> {
        for problem in &mut self.problems {
            // A reason may repeat what is in the source.
            problem.reason = clean_line(&problem.reason);
        }
        if self.untold > 0 {
            self.problems.push(Problem {
                source: self.source.to_owned(),
                line: None,
                severity: Severity::Repaired,
                reason: format!("{} more problems of this file are not listed", self.untold),
            });
        }
        self.problems
    }
}
