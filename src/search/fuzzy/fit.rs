//! How well a row fits: points that are cheap to give, for all rows that fit at all.
//!
//! The points of the words and those of the row itself are of one scale. A word that begins with what was typed is worth
//! eighty points more than one that holds it somewhere. Who gives points to rows keeps them below that, so that what is
//! likely comes first only among rows that fit alike.

use memchr::{memchr, memchr_iter};

use super::index::{FuzzyIndex, Row, begins_word, bit, ends_word};
use super::query::{Wanted, Word};

/// The points of a word that stands in the row as a word of it, as the start of one, within one.
const WHOLE: i32 = 100;
const START: i32 = 90;
const WITHIN: i32 = 10;

/// More for a word that the row begins with.
const FIRST: i32 = 8;

/// More for a row that is what was typed and nothing else.
const ALL: i32 = 40;

/// Rows shorter than this get a point for every four letters that they are shorter.
const LONG: usize = 32;

/// The most and the least that a word is worth whose letters are scattered over the row.
const SCATTERED: (i32, i32) = (24, -24);

/// More for each of its letters that begins a word of the row.
const INITIAL: i32 = 5;

/// From how many words of a row scattered letters are followed.
const TRIED: usize = 4;

/// How well all words stand in the row as they were typed; nothing where one does not. `known` is where the first of them
/// stands, where that is known.
pub(super) fn in_runs(
    wanted: &Wanted,
    index: &FuzzyIndex,
    row: usize,
    known: Option<usize>,
) -> Option<i32> {
    let mut fit = 0;
    for (number, word) in wanted.words.iter().enumerate() {
        let known = known.filter(|_| number == 0);
        fit += in_a_run(word, index, row, known)?;
    }
    Some(fit + of_row(wanted, index, row))
}

/// How well all words stand in the row, their letters in a run or scattered; nothing where one stands there in neither way,
/// or where all are in runs.
pub(super) fn scattered(wanted: &Wanted, index: &FuzzyIndex, row: usize) -> Option<i32> {
    if let [word] = wanted.words.as_slice() {
        // Most rows are left here: they have the letters, but not in this order.
        let fit = over_the_row(word, index, row)?;
        let runs = in_a_run(word, index, row, None).is_some();
        return (!runs).then(|| fit + of_row(wanted, index, row));
    }
    let mut fit = 0;
    let mut runs = 0;
    for word in &wanted.words {
        if let Some(points) = in_a_run(word, index, row, None) {
            fit += points;
            runs += 1;
        } else {
            fit += over_the_row(word, index, row)?;
        }
    }
    (runs < wanted.words.len()).then(|| fit + of_row(wanted, index, row))
}

/// What the row is worth by itself.
fn of_row(wanted: &Wanted, index: &FuzzyIndex, row: usize) -> i32 {
    let text = index.text(row);
    let phrase = wanted.phrase();
    let all = text.len() == phrase.len() && text == phrase;
    let short = LONG.saturating_sub(text.len()) / 4;
    let points = index.rows().get(row).map_or(0, |row| i32::from(row.points));
    points + i32::try_from(short).unwrap_or(0) + if all { ALL } else { 0 }
}

fn in_a_run(word: &Word, index: &FuzzyIndex, row: usize, known: Option<usize>) -> Option<i32> {
    let about: &Row = index.rows().get(row)?;
    if about.letters & word.letters != word.letters {
        return None;
    }
    let bytes = index.arena();
    let (start, end) = index.line(row);
    let first = word.text.bytes().next().unwrap_or(0);
    let begins = about.starts & bit(first) != 0;
    if word.single().is_some() {
        let leads = begins && bytes.get(start) == Some(&first);
        let points = if begins { START } else { WITHIN };
        return Some(points + if leads { FIRST } else { 0 });
    }
    let mut at = match known {
        Some(at) => at,
        None => word.find(bytes, start, end)?,
    };
    if !begins {
        return Some(WITHIN);
    }
    while !begins_word(bytes, at) {
        match word.find(bytes, at + 1, end) {
            Some(next) => at = next,
            None => return Some(WITHIN),
        }
    }
    let whole = ends_word(bytes, at + word.text.len());
    Some(if whole { WHOLE } else { START } + if at == start { FIRST } else { 0 })
}

/// How well the letters stand in the row in their order. The first must begin a word: who leaves letters out does not leave
/// out the first, and rows that merely have the letters somewhere are noise in which what is wanted drowns.
fn over_the_row(word: &Word, index: &FuzzyIndex, row: usize) -> Option<i32> {
    let about: &Row = index.rows().get(row)?;
    let first = word.text.bytes().next()?;
    if about.letters & word.letters != word.letters || about.starts & bit(first) == 0 {
        return None;
    }
    let text = index.text(row).as_bytes();
    let begun = memchr_iter(first, text).filter(|&at| begins_word(text, at));
    let from = begun.take(TRIED);
    from.filter_map(|at| followed(word, text, at)).max()
}

/// How well the letters stand in the row from there on: the fewer gaps and the less in them, the better.
fn followed(word: &Word, text: &[u8], from: usize) -> Option<i32> {
    let mut at = from;
    let mut points = SCATTERED.0;
    for letter in word.text.bytes().skip(1) {
        let gap = memchr(letter, text.get(at + 1..)?)?;
        at += 1 + gap;
        if gap > 0 {
            points -= 2 + i32::try_from(gap / 4).unwrap_or(0);
        }
        if begins_word(text, at) {
            points += INITIAL;
        }
    }
    Some(points.clamp(SCATTERED.1, SCATTERED.0))
}
