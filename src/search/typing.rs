//! A query while it is being typed, for results that come as one types.

use crate::model::query::{Form, Query, QueryError, Text};
use crate::search::query::parse;
use crate::text::width::cells;

/// How wide the start of a word must be to be looked for: three letters, or two of a script whose letters say more.
const LEAST: usize = 3;

/// What can be made of a query that may not be typed to its end.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Typed {
    /// What it asks for, as far as it can be understood; nothing where there is nothing to look for yet.
    pub query: Option<Query>,
    /// What cannot be understood; then the query is what stands ahead of that.
    pub mistake: Option<QueryError>,
}

/// Reads a query that may not be typed to its end. The word at the end counts as the start of one, and is left out while it
/// is too short to look for; white space behind it makes it a word as it is.
pub fn typed(text: &str) -> Typed {
    let (query, mistake) = match parse(text) {
        Ok(query) if text.ends_with(char::is_alphanumeric) => (begun(query), None),
        Ok(query) => (Some(query), None),
        Err(mistake) => (ahead(text, mistake.range.start), Some(mistake)),
    };
    Typed {
        query: query.filter(|query| !query.is_everything()),
        mistake,
    }
}

/// What can be understood of the text ahead of the byte `end`: as many of its words as make a query.
fn ahead(text: &str, mut end: usize) -> Option<Query> {
    loop {
        let text = text.get(..end)?.trim_end();
        match parse(text) {
            Ok(query) => return Some(query),
            Err(mistake) => {
                let last = text.rfind(char::is_whitespace).unwrap_or(0);
                end = mistake.range.start.min(last);
            }
        }
    }
}

/// The query with its last word as the start of one, or without it.
fn begun(query: Query) -> Option<Query> {
    let start = |text: Text| match text.form {
        Form::Word => Text::prefix(&text.words),
        Form::Phrase | Form::Prefix => text,
    };
    Some(match query {
        Query::Text(text) => {
            let enough = cells(&text.words) >= LEAST;
            return enough.then(|| Query::Text(start(text)));
        }
        Query::Actor(text) => Query::Actor(start(text)),
        Query::Says(text) => Query::Says(start(text)),
        Query::Topic(text) => Query::Topic(start(text)),
        Query::Place(text) => Query::Place(start(text)),
        Query::Outlet(text) => Query::Outlet(start(text)),
        Query::Story(text) => Query::Story(start(text)),
        Query::Tag(text) => Query::Tag(start(text)),
        Query::Not(query) => Query::Not(Box::new(begun(*query)?)),
        Query::All(parts) => with_last_begun(parts, Query::All)?,
        Query::Any(parts) => with_last_begun(parts, Query::Any)?,
        other => other,
    })
}

fn with_last_begun(mut parts: Vec<Query>, many: fn(Vec<Query>) -> Query) -> Option<Query> {
    let last = parts.pop();
    parts.extend(last.and_then(begun));
    match parts.len() {
        0 | 1 => parts.pop(),
        _ => Some(many(parts)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let typed = typed(text);
        let query = typed
            .query
            .map_or_else(|| "nothing".to_owned(), |query| query.to_string());
        match typed.mistake {
            None => query,
            Some(mistake) if mistake.unfinished => format!("{query}, unfinished"),
            Some(mistake) => format!("{query}, wrong at {}", mistake.range.start),
        }
    }

    #[test]
    fn the_word_at_the_end_is_the_start_of_one_from_three_letters_on() {
        for (text, told) in [
            ("", "nothing"),
            ("ha", "nothing"),
            ("har", "har*"),
            ("ha ", "ha"),
            ("harbour ", "harbour"),
            ("harbour o", "harbour"),
            ("harbour -f", "harbour"),
            ("harbour -fer", "harbour -fer*"),
            ("harbour or fe", "harbour"),
            ("harbour or fer", "harbour or fer*"),
            ("ferry (harbour or pi", "ferry, unfinished"),
            ("ferry (harbour or pi)", "ferry (harbour or pi)"),
            ("\"port authority\"", "\"port authority\""),
            ("harb*", "harb*"),
            ("港口", "港口*"),
        ] {
            assert_eq!(read(text), told, "{text}");
        }
    }

    #[test]
    fn a_field_is_looked_for_from_its_first_letter_on() {
        assert_eq!(read("actor:d"), "actor:d*");
        assert_eq!(read("actor:doe "), "actor:doe");
        assert_eq!(read("fog outlet:p"), "fog outlet:p*");
        assert_eq!(read("date:2026-01"), "date:2026-01");
        assert_eq!(read("is:unread"), "is:unread");
    }

    #[test]
    fn what_typing_on_may_mend_is_told_from_what_is_wrong() {
        for (text, told) in [
            ("actor:", "nothing, unfinished"),
            ("fog actor:", "fog, unfinished"),
            ("is:un", "nothing, unfinished"),
            ("is:un fog", "nothing, wrong at 3"),
            ("fog date:2026-0", "fog, unfinished"),
            ("fog or", "fog, unfinished"),
            ("fog or date:never pier", "fog, wrong at 12"),
            ("\"port auth", "nothing, unfinished"),
            ("fog -", "fog, unfinished"),
            ("fog ) or", "fog, wrong at 4"),
            ("(fog or (", "nothing, unfinished"),
            ("fog colour:red", "fog, wrong at 4"),
        ] {
            assert_eq!(read(text), told, "{text}");
        }
    }
}
