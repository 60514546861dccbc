//! Where quotation marks open and close.
//!
//! A mark is told by its form and by what it is glued to: `"` before a word opens, behind one closes; a curly mark that
//! faces the wrong way is believed to be what its place says. An apostrophe opens only where a closing one is found in
//! reach. What is open at the end of a paragraph ends there and goes on in the next one, if that opens with a mark.

use std::ops::Range;

use crate::extract::reading::{Reading, Shape};

/// How many words may lie between single marks; bounds the search for the closing one.
const LONGEST_SINGLE: usize = 200;

/// A stretch between quotation marks, in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    /// The opening mark.
    pub(super) open: usize,
    /// The last word: the closing mark, where there is one.
    pub(super) last: usize,
    /// The word behind the opening mark.
    first_inside: usize,
    /// The word behind the last one between the marks.
    end_inside: usize,
    /// Whether there is a closing mark.
    pub(super) closed: bool,
    /// Whether it goes on in the span that follows.
    pub(super) goes_on: bool,
}

impl Span {
    /// The words between the marks.
    pub(super) fn inside(&self) -> Range<usize> {
        self.first_inside..self.end_inside.max(self.first_inside)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Straight,
    Left,
    Right,
    /// `„`, which only opens.
    Low,
    /// `«` or `»`: either opens, and the other closes.
    Angle(char),
}

/// The spans of the paragraph that has the words `paragraph`, in order; they do not overlap.
pub(super) fn spans(reading: &Reading, paragraph: Range<usize>) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut open: Option<Opening> = None;
    let mut at = paragraph.start;
    while at < paragraph.end {
        let place = at;
        at += 1;
        let Some((mark, width)) = mark(reading, place) else {
            if open.is_none()
                && let Some(last) = single(reading, place, paragraph.end)
            {
                spans.push(closed((place, place + 1), (last, last)));
                at = last + 1;
            }
            continue;
        };
        at = (place + width).min(paragraph.end);
        let glued = Glued::new(reading, (place, at - 1), &paragraph);
        let opening = Opening {
            place,
            inside: at,
            mark,
        };
        match open {
            None if glued.opens(mark) => open = Some(opening),
            None => {}
            Some(first) if glued.closes(first.mark, mark) => {
                if place > first.inside {
                    spans.push(closed((first.place, first.inside), (place, at - 1)));
                }
                open = None;
            }
            Some(first)
                if matches!(first.mark, Mark::Low | Mark::Left) && mark == Mark::Straight => {}
            Some(_) if mark == Mark::Left && glued.behind => {
                if let Some(last) = nested(reading, at..paragraph.end) {
                    at = last + 1;
                } else {
                    spans.extend(open.and_then(|first| cut_short(reading, first, place)));
                    open = Some(opening);
                }
            }
            Some(first) => {
                spans.extend(cut_short(reading, first, place));
                open = Some(opening);
            }
        }
    }
    if let Some(first) = open.filter(|first| first.inside < paragraph.end) {
        spans.push(unclosed(first, paragraph.end - 1));
    }
    spans
}

/// A mark that is open.
#[derive(Clone, Copy)]
struct Opening {
    place: usize,
    /// The word behind it.
    inside: usize,
    mark: Mark,
}

fn closed((open, first_inside): (usize, usize), (end_inside, last): (usize, usize)) -> Span {
    Span {
        open,
        last,
        first_inside,
        end_inside,
        closed: true,
        goes_on: false,
    }
}

fn unclosed(opening: Opening, last: usize) -> Span {
    Span {
        closed: false,
        ..closed((opening.place, opening.inside), (last + 1, last))
    }
}

/// Tells whether the word is a mark that may open a paragraph that goes on quoting.
pub(super) fn is_opening(reading: &Reading, index: usize) -> bool {
    matches!(
        mark(reading, index),
        Some((
            Mark::Straight | Mark::Left | Mark::Low | Mark::Angle('«'),
            _
        ))
    )
}

/// The double mark at `index` and how many words it takes: two where it is typed as two single ones.
fn mark(reading: &Reading, index: usize) -> Option<(Mark, usize)> {
    let written = reading.text_at(index);
    let mark = match written {
        "\"" | "＂" => Mark::Straight,
        "“" | "‟" => Mark::Left,
        "”" => Mark::Right,
        "„" => Mark::Low,
        "«" => Mark::Angle('«'),
        "»" => Mark::Angle('»'),
        "'" | "`" | "‘" | "’" => {
            let next = reading.word(index + 1);
            let twice = reading.text_at(index + 1) == written
                && reading.word(index).range.end == next.range.start;
            return twice.then_some((Mark::Straight, 2));
        }
        _ => return None,
    };
    Some((mark, 1))
}

/// What a mark touches.
struct Glued {
    before: bool,
    behind: bool,
    number_before: bool,
}

impl Glued {
    fn new(reading: &Reading, (first, last): (usize, usize), paragraph: &Range<usize>) -> Self {
        let range = reading.span(first, last);
        let before = first.checked_sub(1).filter(|&at| at >= paragraph.start);
        let touches = |at: usize| reading.word(at).range.end == range.start;
        Self {
            before: before.is_some_and(touches),
            behind: last + 1 < paragraph.end && reading.word(last + 1).range.start == range.end,
            number_before: before
                .is_some_and(|at| touches(at) && reading.word(at).shape == Shape::Number),
        }
    }

    fn opens(&self, mark: Mark) -> bool {
        match mark {
            Mark::Straight => (self.behind || !self.before) && !self.number_before,
            Mark::Right => self.behind && !self.before,
            Mark::Left | Mark::Low | Mark::Angle(_) => true,
        }
    }

    fn closes(&self, open: Mark, mark: Mark) -> bool {
        let faces_right = self.behind && !self.before;
        match (open, mark) {
            (Mark::Angle(first), Mark::Angle(second)) => first != second,
            (Mark::Angle(_), _) | (_, Mark::Angle(_) | Mark::Low) => false,
            (Mark::Low, _) | (_, Mark::Right) => true,
            (_, Mark::Straight) => !faces_right,
            (_, Mark::Left) => self.before && !self.behind,
        }
    }
}

/// The span that was opened and never closed before another opens at `next`: it ends with its last whole sentence.
fn cut_short(reading: &Reading, opening: Opening, next: usize) -> Option<Span> {
    let first = opening.inside.max(next.saturating_sub(LONGEST_SINGLE));
    let ends = |marks: &[&str]| {
        (first..next)
            .rev()
            .find(|&at| marks.contains(&reading.text_at(at)))
    };
    let last = ends(&[".", "!", "?"]).or_else(|| ends(&[","]))?;
    (last > opening.inside).then(|| unclosed(opening, last))
}

/// The closing mark of the quotation inside another that has the `words` behind it: before any other opens, two close.
fn nested(reading: &Reading, words: Range<usize>) -> Option<usize> {
    let mut marks = words
        .take(LONGEST_SINGLE)
        .filter_map(|at| Some((at, mark(reading, at)?.0)));
    let (inner, first) = marks.next()?;
    let (_, second) = marks.next()?;
    (first == Mark::Right && second == Mark::Right).then_some(inner)
}

/// The closing mark that answers the single mark at `open`, if that is one: `‘Not now,’ he said`. An apostrophe at the
/// end of a plural (`leaders’ talks`) closes only where no better one follows.
fn single(reading: &Reading, open: usize, end: usize) -> Option<usize> {
    let written = reading.text_at(open);
    if !matches!(written, "‘" | "'" | "’") {
        return None;
    }
    let paragraph = open.saturating_sub(1)..end;
    let glued = Glued::new(reading, (open, open), &paragraph);
    let bracketed = open > 0 && matches!(reading.text_at(open - 1), "(" | "[" | "—" | "–" | "-");
    if !glued.behind || glued.before && !bracketed || open + 1 >= end {
        return None;
    }
    let number = reading
        .text_at(open + 1)
        .starts_with(|c: char| c.is_ascii_digit());
    let elided = number || reading.is_any(open + 1, &["em", "til", "tis", "twas", "cause", "n"]);
    if written != "‘" && elided {
        return None;
    }
    let mut unsure = None;
    for at in open + 2..end.min(open + LONGEST_SINGLE) {
        match reading.text_at(at) {
            "’" | "'" => {}
            "“" | "”" | "\"" => break,
            _ => continue,
        }
        let glued = Glued::new(reading, (at, at), &paragraph);
        if !glued.before || glued.behind && reading.word(at + 1).shape != Shape::Mark {
            continue;
        }
        let plural = reading.text_at(at - 1).ends_with(['s', 'S'])
            && at + 1 < end
            && reading.word(at + 1).shape != Shape::Mark;
        if !plural {
            return Some(at);
        }
        unsure = unsure.or(Some(at));
    }
    unsure
}
