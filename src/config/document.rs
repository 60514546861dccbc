//! A TOML file that the reader wrote, read as far as it can be.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::mistake::{Mistake, place};

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
                document.report(
                    at,
                    &format!("{name} stands in this table twice: line {first} has it already"),
                );
            } else if document.mistakes.iter().all(|known| known.line != line) {
                let reason = reason(error.message());
                document.report(at, &format!("this is not TOML: {reason}"));
            }
        }
        (document, table.into_inner())
    }

    /// Notes that something is wrong at a byte of the file.
    pub fn report(&mut self, at: usize, reason: &str) {
        self.mistakes
            .push(Mistake::at(self.text, &(at..at), reason));
    }

    /// The line and the character of it at a byte of the file, both counted from 1.
    pub fn place(&self, at: usize) -> (usize, usize) {
        place(self.text, at)
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

/// The texts of a list of nothing else.
pub fn texts(value: &DeValue<'_>) -> Option<Vec<String>> {
    let texts = value.as_array()?.iter();
    let texts = texts.map(|text| text.get_ref().as_str().map(str::to_owned));
    texts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

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
