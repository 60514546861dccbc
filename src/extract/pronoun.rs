//! Pronouns of a third person outside direct quotes: inside, `he` is for the speaker to know.

use crate::extract::draft::Draft;
use crate::extract::reading::{Reading, Shape};
use crate::model::findings::{MentionForm, Reference};

/// The rule's name.
const RULE: &str = "pronoun";

/// The forms that are taken; `it` and `they` stand for too much else.
const FORMS: &[&str] = &[
    "he", "she", "him", "his", "her", "hers", "himself", "herself",
];

/// Adds every pronoun to the references.
pub(super) fn find(reading: &Reading, draft: &mut Draft) {
    if !reading.english {
        return;
    }
    let mut quoted = Quotation::default();
    for index in 0..reading.words.len() {
        quoted.pass(reading, index);
        let word = reading.word(index);
        let fits = matches!(word.shape, Shape::Lower | Shape::Capital) && word.range.len() <= 7;
        if fits && !quoted.open && draft.is_free(index) && reading.is_any(index, FORMS) {
            draft.references.push(Reference {
                range: word.range,
                form: MentionForm::Pronoun,
                owner: None,
                beside: None,
                rule: RULE,
            });
        }
    }
}

/// Whether a direct quote is open, word by word; it ends with its paragraph at the latest.
#[derive(Default)]
struct Quotation {
    open: bool,
    /// Whether it was opened by a single mark, which the apostrophe of a plural may close by mistake.
    single: bool,
    paragraph: usize,
}

impl Quotation {
    fn pass(&mut self, reading: &Reading, index: usize) {
        let paragraph = reading
            .sentence_of(index)
            .map_or(0, |sentence| sentence.paragraph);
        if paragraph != self.paragraph {
            *self = Self {
                paragraph,
                ..Self::default()
            };
        }
        let range = reading.word(index).range;
        match range.of(reading.text) {
            "“" | "«" | "„" => (self.open, self.single) = (true, false),
            "”" | "»" => self.open = false,
            "‘" if !self.open => (self.open, self.single) = (true, true),
            "’" if self.single => self.open = false,
            "\"" => {
                let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
                let (ahead, behind) = reading
                    .text
                    .split_at_checked(range.start)
                    .unwrap_or(("", ""));
                let (before, after) = (
                    blank(ahead.chars().next_back()),
                    blank(behind.chars().nth(1)),
                );
                self.single = false;
                self.open = match (before, after) {
                    (true, false) => true,
                    (false, true) => false,
                    _ => !self.open,
                };
            }
            _ => {}
        }
    }
}
