//! What is wrong with a file that the reader wrote, and where.

use std::fmt;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::text::sanitize::clean_line;

/// How many letters may be wrong in a name for it to be taken for another: one in so many, and one at least.
const LETTERS: usize = 3;

/// Something wrong in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mistake {
    /// The line, counted from 1.
    pub line: usize,
    /// The character of the line, counted from 1.
    pub column: usize,
    /// What is wrong and what to write instead.
    pub reason: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            line,
            column,
            reason,
        } = self;
        write!(f, "line {line}, column {column}: {reason}")
    }
}

/// A TOML file as it is read: what could be understood of it, and every mistake so far.
#[derive(Debug)]
pub struct Document<'a> {
    text: &'a str,
    /// What is wrong, in the order in which it was found.
    pub mistakes: Vec<Mistake>,
}

/// A table of the file.
pub type Table<'a> = DeTable<'a>;

impl<'a> Document<'a> {
    /// Reads the file as far as it is TOML.
    pub fn read(text: &'a str) -> (Self, Table<'a>) {
        let mut document = Self {
            text,
            mistakes: Vec::new(),
        };
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            let at = error.span().map_or(text.len(), |span| span.start);
            // An error may have many others in its wake.
            let line = document.place(at).0;
            let name = error.span().and_then(|span| text.get(span));
            let first = name.and_then(|name| first(table.get_ref(), name.trim_matches('"'), at));
            if let (DUPLICATE, Some(first)) = (error.message(), first) {
                let (name, first) = (name.unwrap_or_default(), document.place(first).0);
                let told =
                    format!("{name} stands in this table twice: line {first} has it already");
                document.report(at, &told);
            } else if document.mistakes.iter().all(|known| known.line != line) {
                let reason = reason(error.message());
                document.report(at, &format!("this is not TOML: {reason}"));
            }
        }
        (document, table.into_inner())
    }

    /// Notes that something is wrong at a byte of the file.
    pub fn report(&mut self, at: usize, reason: &str) {
        let (line, column) = self.place(at);
        self.mistakes.push(Mistake {
            line,
            column,
            // It may repeat what is in the file.
            reason: clean_line(reason),
        });
    }

    /// The line and the character of it at a byte of the file, both counted from 1.
    pub fn place(&self, at: usize) -> (usize, usize) {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let column = before.get(start..).unwrap_or("").chars().count() + 1;
        (line, column)
    }

    /// Tells whether something is wrong in the line of that byte already: what has been made of it is a guess.
    pub fn is_doubtful(&self, at: usize) -> bool {
        let (line, _) = self.place(at);
        self.mistakes.iter().any(|mistake| mistake.line == line)
    }

    /// The mistakes in the order of the file.
    pub fn into_mistakes(mut self) -> Vec<Mistake> {
        self.mistakes.sort();
        self.mistakes
    }
}

/// What the TOML reader calls a key that a table has already.
const DUPLICATE: &str = "duplicate key";

/// Where the key of that name stands that is the last one before the byte `at`.
fn first(table: &Table<'_>, name: &str, at: usize) -> Option<usize> {
    let own = table.keys().filter(|key| key.get_ref() == name);
    let own = own.map(|key| key.span().start);
    let inner = table.values().filter_map(|value| match value.get_ref() {
        DeValue::Table(table) => first(table, name, at),
        _ => None,
    });
    own.chain(inner).filter(|start| *start < at).max()
}

/// What the TOML reader says. A word that should stand in quotation marks it takes for the beginning of something else.
fn reason(message: &str) -> String {
    let bare = [
        "string values must be quoted",
        "invalid float",
        "invalid boolean",
    ];
    if bare.iter().any(|told| message.starts_with(told)) {
        return "a text stands in quotation marks; only numbers, true and false do not".to_owned();
    }
    message.lines().collect::<Vec<_>>().join("; ")
}

/// `the first key, its place, its value`: the entries of a table in the order of the file.
pub fn entries<'t, 'a>(
    table: &'t Table<'a>,
) -> Vec<(&'t str, Range<usize>, &'t Spanned<DeValue<'a>>)> {
    let mut entries: Vec<_> = table
        .iter()
        .map(|(key, value)| (key.get_ref().as_ref(), key.span(), value))
        .collect();
    entries.sort_by_key(|(_, span, _)| span.start);
    entries
}

/// What a value is, for a reader who wrote it where something else belongs.
pub fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// ``; did you mean `x`?``: the known name nearest to one that is not known, where there is one that may have been meant.
pub fn meant<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(name, known).map_or_else(String::new, |near| format!("; did you mean `{near}`?"))
}

/// That name without words around it.
fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let distance = |other: &str| strsim::osa_distance(&name.to_lowercase(), &other.to_lowercase());
    let near = known
        .into_iter()
        .map(|other| (distance(other), other))
        .min_by_key(|(distance, _)| *distance);
    let most = (name.chars().count() / LETTERS).max(1);
    near.filter(|(distance, _)| *distance <= most)
        .map(|(_, other)| other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_told_where_one_is_near() {
        let known = ["next-article", "next-mention", "quit"];
        assert_eq!(
            meant("next-artcle", known),
            "; did you mean `next-article`?"
        );
        assert_eq!(meant("Quti", known), "; did you mean `quit`?");
        assert_eq!(meant("telephone", known), "");
        assert_eq!(meant("x", []), "");
    }

    #[test]
    fn places_are_lines_and_characters() {
        let text = "a = 1\nwörter = \"é\" x\n";
        let (document, _) = Document::read(text);
        assert_eq!(document.place(0), (1, 1));
        let x = text.find('x').unwrap();
        assert_eq!(document.place(x), (2, 14));
        assert_eq!(document.mistakes.len(), 1);
        assert_eq!(document.mistakes[0].line, 2);
    }
}
