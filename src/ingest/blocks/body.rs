//! The running text: paragraphs, subheadings, the dateline in front and the agency behind.

use unicode_segmentation::GraphemeCursor;

use crate::ingest::blocks::credit;
use crate::ingest::blocks::rule::{Rule, Work};
use crate::ingest::outlets;
use crate::ingest::page::{Page, Role, ends_sentence};
use crate::model::article::BlockKind;
use crate::text::date;
use crate::text::range::TextRange;

pub(super) const SUBHEADING: Rule = Rule {
    id: "subheading",
    doc: "A short line inside the body that is no sentence and stands over running text.",
    work: Work::Look(subheading),
};

pub(super) const PARAGRAPH: Rule = Rule {
    id: "paragraph",
    doc: "What no other rule has claimed.",
    work: Work::Look(paragraph),
};

pub(super) const DATELINE: Rule = Rule {
    id: "dateline",
    doc: "The place, date and agency that open a paragraph: `PARIS - `, `(Bloomberg) -- `, `KYIV, Jan 6 (Reuters) - `.",
    work: Work::Look(dateline),
};

pub(super) const AGENCY_TAIL: Rule = Rule {
    id: "agency-tail",
    doc: "The agency named behind the last sentence: `… alliances. REUTERS`, `… – AFP`.",
    work: Work::Look(agency_tail),
};

/// A paragraph of more bytes than this is cut, so that no later stage meets a giant.
pub(super) const LONGEST_PARAGRAPH: usize = 20_000;

fn subheading(page: &mut Page, id: &'static str) {
    for index in page.body.clone() {
        let Some(line) = page.lines.get(index) else {
            break;
        };
        let words = page.words_of(index);
        let short = line.words <= 12 && words.len() <= 100 && !words.contains('\n');
        let named = words
            .chars()
            .find(|c| c.is_alphanumeric())
            .is_some_and(|c| c.is_uppercase() || c.is_numeric());
        let open = !line.stop
            && !line.bullet
            && !words.ends_with([':', ',', ';', '-', '–', '—', '"', '”']);
        if short && named && open && stands_over_text(page, index) && index > page.body.start {
            page.mark(index, BlockKind::Subheading, id);
        }
    }
}

/// Tells whether the next line that is no picture is running text.
fn stands_over_text(page: &Page, index: usize) -> bool {
    (index + 1..page.lines.len().min(index + 5))
        .find(|&next| {
            !matches!(
                page.kind(next),
                Some(
                    BlockKind::Caption
                        | BlockKind::PhotoCredit
                        | BlockKind::Advertisement
                        | BlockKind::Subheading
                )
            )
        })
        .and_then(|next| page.lines.get(next))
        .is_some_and(|line| {
            line.kind.is_none()
                && (line.stop || line.words >= 12 || line.bullet || line.role == Role::Item)
        })
}

fn paragraph(page: &mut Page, id: &'static str) {
    for index in 0..page.lines.len() {
        page.mark(index, BlockKind::Paragraph, id);
    }
}

/// A dateline opens one of the first paragraphs.
const DATELINED: usize = 4;

fn dateline(page: &mut Page, id: &'static str) {
    let first: Vec<usize> = page
        .of_kind(BlockKind::Paragraph)
        .map(|(index, ..)| index)
        .take(DATELINED)
        .collect();
    for index in first {
        let Some(end) = dateline_end(page.words_of(index)) else {
            continue;
        };
        if let Some(line) = page.lines.get_mut(index) {
            let end = line.range.start + end;
            line.head_end = Some(end);
            // `PLACE, D.C. - AP`: the dash that opens the tail is the one that closes the dateline.
            line.tail = line.tail.filter(|&(start, _)| start >= end);
            page.fired.insert(id);
        }
    }
}

/// A dateline is not longer than this many bytes.
const LONGEST_DATELINE: usize = 90;

/// What parts a dateline from its text, the longer ones first.
const SEPARATORS: &[&str] = &[" --- ", " -- ", " – ", " — ", " - ", " | ", "—", "--", ": "];

/// Where the dateline that opens `text` ends, its dash included.
pub(super) fn dateline_end(text: &str) -> Option<usize> {
    let longest = LONGEST_DATELINE.min(text.len().checked_sub(1)?);
    let near = text.get(..text.floor_char_boundary(longest))?;
    let (at, separator) = near.char_indices().find_map(|(at, c)| {
        let begins = matches!(c, ' ' | '-' | '—' | ':');
        let here = near.get(at..).filter(|_| begins)?;
        let separator = SEPARATORS
            .iter()
            .find(|separator| here.starts_with(**separator))?;
        Some((at, *separator))
    })?;
    let opening = near.get(..at)?.trim();
    let rest = text.get(at + separator.len()..)?.trim_start();
    let starts_sentence = rest.chars().next().is_some_and(|c| {
        c.is_uppercase() || c.is_numeric() || !c.is_alphabetic() || !c.is_lowercase()
    });
    let fits = is_dateline(opening, separator) && starts_sentence;
    fits.then(|| at + separator.trim_end().len())
}

/// `(Agency)`, `PLACE`, `Place, Country`, with an agency in brackets and a date at will.
fn is_dateline(opening: &str, separator: &str) -> bool {
    let (place, agency) = match opening
        .strip_suffix([')', ']'])
        .and_then(|text| text.rsplit_once(['(', '[']))
    {
        Some((place, agency)) => (place.trim(), Some(agency)),
        None => (opening, None),
    };
    let known = agency.is_some_and(|agency| outlets::house(agency).is_some());
    if agency.is_some() && place.is_empty() {
        return known;
    }
    let place = match date::mentions(place).first() {
        Some(mention) => place
            .get(..mention.range.start)
            .unwrap_or(place)
            .trim_end_matches([',', ' ', '|', '/']),
        None => place,
    };
    if outlets::house(place).is_some() {
        return separator != ": ";
    }
    let words: Vec<&str> = place
        .split([' ', '/'])
        .filter(|word| !word.is_empty())
        .collect();
    let capitals = !words.is_empty()
        && !place.chars().any(char::is_lowercase)
        && place.chars().any(char::is_alphabetic);
    let named = words
        .iter()
        .all(|word| word.chars().next().is_some_and(char::is_uppercase));
    if known {
        return words.len() <= 6 && (capitals || named);
    }
    let letters = place.chars().filter(|c| c.is_alphabetic()).count();
    let place_like = place
        .chars()
        .all(|c| c.is_alphabetic() || matches!(c, ' ' | ',' | '.' | '/' | '-' | '\'' | '’'));
    capitals
        && place_like
        && letters >= 3
        && words.len() <= 6
        && agency.is_none_or(|agency| agency.len() <= 30)
}

/// The house that a dateline names, in brackets or alone.
pub(super) fn house_of_dateline(words: &str) -> Option<outlets::House> {
    let bracketed = words
        .split(['(', '[', ')', ']'])
        .skip(1)
        .find_map(outlets::house);
    bracketed.or_else(|| outlets::house(words.trim_end_matches([' ', '-', '–', '—', ':', '|'])))
}

fn agency_tail(page: &mut Page, id: &'static str) {
    for index in 0..page.lines.len() {
        if !page.is_open(index) {
            continue;
        }
        let Some(start) = tail_start(page.words_of(index)) else {
            continue;
        };
        if let Some(line) = page.lines.get_mut(index) {
            line.tail = Some((line.range.start + start, BlockKind::AgencyCredit));
            // Behind the tag the line is the sentence that it was.
            line.stop = true;
            page.fired.insert(id);
        }
    }
}

/// Where the agency behind the last sentence of `text` starts.
fn tail_start(text: &str) -> Option<usize> {
    // The tag is at most four words behind the end of a sentence.
    let mut start = text.len();
    for _ in 0..4 {
        start = text
            .get(..start)?
            .trim_end()
            .rfind(' ')
            .map(|space| space + 1)?;
        let tail = text.get(start..)?;
        let before = text.get(..start)?.trim_end();
        let dashed = tail.starts_with(['-', '–', '—', '(', '[']);
        if ends_sentence(before)
            && (dashed || is_tag(tail))
            && credit::names_agencies(tail.trim_end_matches('.'))
        {
            return Some(start);
        }
    }
    None
}

/// Without a dash or brackets the agency must stand in capitals, as a tag does, or it is the name of somebody's employer.
fn is_tag(tail: &str) -> bool {
    tail == "dpa" || !tail.chars().any(char::is_lowercase)
}

/// A heading of more bytes than this is a paragraph that was marked as one.
const LONGEST_HEADING: usize = 300;

/// As much of `text` as is taken for a heading: all of it, or the words that fit into [`LONGEST_HEADING`].
pub(super) fn heading(text: &str) -> &str {
    if text.len() <= LONGEST_HEADING {
        return text;
    }
    let near = text
        .get(..text.floor_char_boundary(LONGEST_HEADING + 1))
        .unwrap_or(text);
    let words = near
        .trim_end()
        .rfind(char::is_whitespace)
        .and_then(|at| near.get(..at))
        .map(str::trim_end)
        .filter(|words| !words.trim_start().is_empty());
    words.unwrap_or_else(|| {
        text.get(..whole_characters(text, LONGEST_HEADING))
            .unwrap_or(text)
    })
}

/// Cuts a range that is longer than [`LONGEST_PARAGRAPH`] at the ends of sentences, else at spaces, else anywhere.
pub(super) fn pieces(text: &str, range: TextRange) -> Vec<TextRange> {
    let mut pieces = Vec::new();
    let mut start = range.start;
    while range.end.saturating_sub(start) > LONGEST_PARAGRAPH {
        let cut = cut(TextRange::new(start, range.end).of(text));
        if cut == 0 {
            break;
        }
        pieces.push(TextRange::new(start, start + cut));
        start += cut;
    }
    pieces.push(TextRange::new(start, range.end));
    pieces
}

fn cut(text: &str) -> usize {
    let limit = whole_characters(text, LONGEST_PARAGRAPH);
    let near = text.get(..limit).unwrap_or(text);
    let sentence = [". ", "! ", "? ", ".” ", ".\" ", ".\n"]
        .iter()
        .filter_map(|end| Some(near.rfind(end)? + end.len()))
        .max();
    sentence
        .filter(|&at| at > LONGEST_PARAGRAPH / 4)
        .or_else(|| {
            near.rfind(char::is_whitespace)
                .map(|at| at + 1)
                .filter(|&at| text.is_char_boundary(at))
        })
        .filter(|&at| at > 0)
        .unwrap_or(limit)
}

/// How many of the first `most` bytes of `text` hold whole characters: a letter is not parted from its marks, unless it
/// fills all of them.
fn whole_characters(text: &str, most: usize) -> usize {
    let limit = text.floor_char_boundary(most);
    let mut cursor = GraphemeCursor::new(limit, text.len(), true);
    if cursor.is_boundary(text, 0) == Ok(true) {
        return limit;
    }
    match cursor.prev_boundary(text, 0) {
        Ok(Some(boundary)) if boundary > 0 => boundary,
        _ => limit,
    }
}
