//! A page on its way to an article: clean text in lines, each with what is known about it so far.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::model::article::BlockKind;
use crate::text::range::TextRange;
use crate::text::sanitize;

/// What the format itself says about a piece of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Nothing: a line or paragraph.
    Plain,
    /// A heading of this level, 1 the highest.
    Heading(u8),
    /// A quoted block.
    Quote,
    /// The words that belong to a picture.
    Image,
    /// An item of a list.
    Item,
    /// The title, as the front matter tells it.
    Title,
    /// What the front matter sums the article up with.
    Summary,
}

/// Where a piece stands, as far as the format tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Region {
    /// It tells nothing.
    #[default]
    Untold,
    /// Over the body, where headline, byline and date stand.
    Head,
    /// In the body of the article.
    Body,
    /// On the page around it.
    Around,
}

/// A piece of a page as a format hands it over: a line, or the lines of one paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    /// The clean text without white space around it; never empty.
    pub(super) text: String,
    /// What the format says about it.
    pub(super) role: Role,
    /// Whether blank space stands before it.
    pub(super) gap: bool,
    /// Where it stands.
    pub(super) region: Region,
}

impl Unit {
    /// A piece of which the format does not tell where it stands.
    pub(super) fn new(text: String, role: Role, gap: bool) -> Self {
        Self {
            text,
            role,
            gap,
            region: Region::Untold,
        }
    }
}

/// One piece of the page in the article's text.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Where it is.
    pub(super) range: TextRange,
    /// What the format says about it.
    pub(super) role: Role,
    /// Where it stands, as far as the format tells.
    pub(super) region: Region,
    /// The first [`LOW_LENGTH`] bytes or so in lower case, with plain apostrophes and without decoration at the ends.
    pub(super) low: String,
    /// Which set phrases it says, once they have been looked for.
    pub(super) said: Said,
    /// How many words it has.
    pub(super) words: usize,
    /// Whether it ends as a sentence does.
    pub(super) stop: bool,
    /// Whether it is an item of a list.
    pub(super) bullet: bool,
    /// What it is, once a rule has said so.
    pub(super) kind: Option<BlockKind>,
    /// Where the dateline at its start ends.
    pub(super) head_end: Option<usize>,
    /// Where a credit at its end starts, and what it is.
    pub(super) tail: Option<(usize, BlockKind)>,
}

/// The tables of set phrases one of whose phrases a line says, by their numbers, which are below 32.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Said(u32);

impl Said {
    /// Adds the table.
    pub(super) fn add(&mut self, table: u32) {
        self.0 |= 1 << (table % u32::BITS);
    }

    /// Tells whether it is among them.
    pub(super) fn holds(self, table: u32) -> bool {
        self.0 & (1 << (table % u32::BITS)) != 0
    }
}

/// How much of a line is kept in lower case for comparing with set phrases.
const LOW_LENGTH: usize = 160;

/// A page and what the rules have found out about it.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// The article's text.
    pub(super) text: String,
    /// Its pieces, in order.
    pub(super) lines: Vec<Line>,
    /// The lines between which the body lies.
    pub(super) body: Range<usize>,
    /// Whether somebody has made an article of the page already, and said so in its front matter.
    pub(super) composed: bool,
    /// The line of the headline.
    pub(super) headline: Option<usize>,
    /// The rules that have marked something.
    pub(super) fired: BTreeSet<&'static str>,
}

impl Page {
    /// Tells whether a line stays in the body although the stretch of running text lies elsewhere: in an article that somebody
    /// has made, a sentence, an item, a row of a table and what introduces them were meant to be read. Short words without
    /// an end may still be buttons that were saved along.
    pub(super) fn keeps(&self, index: usize) -> bool {
        let Some(line) = self.lines.get(index).filter(|_| self.composed) else {
            return false;
        };
        let is_row =
            self.words_of(index).starts_with('|') || line.role == Role::Item || line.bullet;
        line.kind.is_none() && (line.stop || line.words >= 6 || line.low.ends_with(':') || is_row)
    }

    /// Puts the units one below the other.
    pub(super) fn new(units: &[Unit]) -> Self {
        let length = units.iter().map(|unit| unit.text.len() + 2).sum();
        let mut page = Self {
            text: String::with_capacity(length),
            lines: Vec::with_capacity(units.len()),
            ..Self::default()
        };
        for unit in units {
            if !page.text.is_empty() {
                page.text.push_str(if unit.gap { "\n\n" } else { "\n" });
            }
            let start = page.text.len();
            page.text.push_str(&unit.text);
            let range = TextRange::new(start, page.text.len());
            page.lines.push(Line {
                region: unit.region,
                ..Line::new(&unit.text, range, unit.role)
            });
        }
        page
    }

    /// The words of the line at `index`.
    pub(super) fn words_of(&self, index: usize) -> &str {
        self.lines
            .get(index)
            .map_or("", |line| line.range.of(&self.text))
    }

    /// Says what the line at `index` is, unless that has been said; tells whether it took effect.
    pub(super) fn mark(&mut self, index: usize, kind: BlockKind, rule: &'static str) -> bool {
        let Some(line) = self.lines.get_mut(index) else {
            return false;
        };
        let open = line.kind.is_none();
        if open {
            line.kind = Some(kind);
            self.fired.insert(rule);
        }
        open
    }

    /// What the line at `index` is, if that has been said.
    pub(super) fn kind(&self, index: usize) -> Option<BlockKind> {
        self.lines.get(index).and_then(|line| line.kind)
    }

    /// Tells whether there is a line at `index` of which nothing has been said.
    pub(super) fn is_open(&self, index: usize) -> bool {
        self.lines
            .get(index)
            .is_some_and(|line| line.kind.is_none())
    }

    /// The lines of one kind with their words.
    pub(super) fn of_kind(&self, kind: BlockKind) -> impl Iterator<Item = (usize, &Line, &str)> {
        self.lines
            .iter()
            .enumerate()
            .filter(move |(_, line)| line.kind == Some(kind))
            .map(|(index, line)| (index, line, line.range.of(&self.text)))
    }
}

impl Line {
    fn new(text: &str, range: TextRange, role: Role) -> Self {
        Self {
            range,
            role,
            region: Region::Untold,
            low: low(text),
            said: Said::default(),
            words: word_count(text),
            stop: ends_sentence(text),
            bullet: role == Role::Item
                || ["- ", "• ", "* ", "· ", "– ", "▪ ", "● "]
                    .iter()
                    .any(|mark| text.starts_with(mark)),
            kind: None,
            head_end: None,
            tail: None,
        }
    }

    /// Tells whether it reads as running text: a sentence of more than a few words, or a long line.
    pub(super) fn is_prose_like(&self) -> bool {
        reads_on(self.stop, self.words)
    }
}

/// Tells whether `text` reads as running text.
pub(super) fn is_running_text(text: &str) -> bool {
    reads_on(ends_sentence(text), word_count(text))
}

fn reads_on(stop: bool, words: usize) -> bool {
    (stop && words >= 9) || words >= 25
}

/// Words between the spaces and line ends of clean text; in scripts that write without spaces, two characters count as one word.
fn word_count(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut words = if sanitize::is_one_line(text) {
        memchr::memchr_iter(b' ', bytes).count() + usize::from(!text.is_empty())
    } else {
        text.split_whitespace().count()
    };
    // No character of these scripts begins with another byte.
    let spaceless = |c: &char| {
        *c >= '\u{e00}'
            && matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
    };
    if bytes.iter().any(|&byte| byte >= 0xe0 && byte != 0xe2) {
        words += text.chars().filter(spaceless).count() / 2;
    }
    words
}

fn low(text: &str) -> String {
    let start = whole_words(text);
    let low = if start.is_ascii() && sanitize::is_one_line(start) {
        start.to_ascii_lowercase()
    } else {
        low_of_words(text)
    };
    let decoration = |c: char| {
        matches!(
            c,
            '-' | '–'
                | '—'
                | '•'
                | '*'
                | '|'
                | '»'
                | '>'
                | '→'
                | '←'
                | '·'
                | '_'
                | '='
                | ' '
                | '#'
        )
    };
    let bare = low.trim_matches(decoration);
    if bare.len() == low.len() {
        return low;
    }
    bare.to_owned()
}

/// As many of the first words of `text` as fit into [`LOW_LENGTH`].
fn whole_words(text: &str) -> &str {
    // The space before the last of them is not counted.
    if text.len() <= LOW_LENGTH + 1 {
        return text;
    }
    let bytes = text.as_bytes().get(..LOW_LENGTH + 2).unwrap_or_default();
    let end = memchr::memrchr2(b' ', b'\n', bytes).unwrap_or(0);
    text.get(..end).unwrap_or("")
}

fn low_of_words(text: &str) -> String {
    let mut low = String::with_capacity(text.len().min(LOW_LENGTH));
    for word in text.split([' ', '\n']).filter(|word| !word.is_empty()) {
        if low.len() + word.len() > LOW_LENGTH {
            break;
        }
        if !low.is_empty() {
            low.push(' ');
        }
        if word.is_ascii() {
            let start = low.len();
            low.push_str(word);
            if let Some(word) = low.get_mut(start..) {
                word.make_ascii_lowercase();
            }
        } else {
            let letters = word.chars().flat_map(char::to_lowercase);
            low.extend(letters.map(|c| if c == '’' { '\'' } else { c }));
        }
    }
    low
}

/// Tells whether `text` ends with a full stop, a question or exclamation mark or dots, quotation marks and brackets
/// behind it left aside.
pub(super) fn ends_sentence(text: &str) -> bool {
    let closing =
        |c: char| matches!(c, '"' | '”' | '’' | '\'' | '»' | ')' | ']') || c.is_whitespace();
    text.trim_end_matches(closing)
        .ends_with(['.', '!', '?', '…', '。', '！', '？', '۔', '।'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_in_lower_case_ends_with_a_word_whichever_way_it_is_made() {
        for length in 150..=175 {
            let text: String = "Pier to close “soon” "
                .chars()
                .cycle()
                .take(length)
                .collect();
            let plain: String = "Pier To CLOSE soon ".chars().cycle().take(length).collect();
            for text in [text.trim(), plain.trim()] {
                let low = low(text);
                assert_eq!(low, low_of_words(text).trim(), "{length}");
                assert!(
                    low.len() + 20 > LOW_LENGTH.min(text.len()),
                    "{length}: {low}"
                );
            }
        }
    }

    #[test]
    fn words_are_counted_between_any_white_space_and_by_twos_without() {
        for (text, words) in [
            ("", 0),
            ("one", 1),
            ("one  two\nthree", 3),
            ("“Так” – да", 3),
            ("港口关闭 ok", 4),
        ] {
            assert_eq!(word_count(text), words, "{text}");
        }
    }
}
