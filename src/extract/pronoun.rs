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

/// How many words ahead the end of a quote is looked for that its paragraph leaves open.
const AHEAD: usize = 300;

/// What a quotation mark does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum QuotationMark {
    Opens,
    Closes,
    OpensSingle,
    ClosesSingle,
    Either,
}

/// Whether a direct quote is open, word by word. It ends with its paragraph, unless a later one closes it without opening
/// one of its own.
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
            let goes_on = self.open && !self.single && closes_next(reading, index);
            *self = Self {
                paragraph,
                open: goes_on,
                single: false,
            };
        }
        match quotation_mark(reading, index) {
            Some(QuotationMark::Opens) => (self.open, self.single) = (true, false),
            Some(QuotationMark::Closes) => self.open = false,
            Some(QuotationMark::OpensSingle) if !self.open => {
                (self.open, self.single) = (true, true);
            }
            Some(QuotationMark::ClosesSingle) if self.single => self.open = false,
            Some(QuotationMark::Either) => (self.open, self.single) = (!self.open, false),
            _ => {}
        }
    }
}

/// Tells whether the next double mark from `index` on closes.
fn closes_next(reading: &Reading, index: usize) -> bool {
    (index..index + AHEAD)
        .find_map(|word| match quotation_mark(reading, word)? {
            QuotationMark::Closes => Some(true),
            QuotationMark::Opens => Some(false),
            _ => None,
        })
        .unwrap_or(false)
}

/// What the word does if it is a quotation mark; a straight one tells by the white space beside it.
fn quotation_mark(reading: &Reading, index: usize) -> Option<QuotationMark> {
    let word = reading.word(index);
    if word.shape != Shape::Mark {
        return None;
    }
    match word.range.of(reading.text) {
        "“" | "«" | "„" => Some(QuotationMark::Opens),
        "”" | "»" => Some(QuotationMark::Closes),
        "‘" => Some(QuotationMark::OpensSingle),
        "’" => Some(QuotationMark::ClosesSingle),
        "\"" => {
            let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
            let (ahead, behind) = reading
                .text
                .split_at_checked(word.range.start)
                .unwrap_or(("", ""));
            Some(
                match (
                    blank(ahead.chars().next_back()),
                    blank(behind.chars().nth(1)),
                ) {
                    (true, false) => QuotationMark::Opens,
                    (false, true) => QuotationMark::Closes,
                    _ => QuotationMark::Either,
                },
            )
        }
        _ => None,
    }
}
