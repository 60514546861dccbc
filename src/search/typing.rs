//! A query while it is being typed, for results that come as one types.

use crate::model::query::{Form, Query, QueryError, Text};
use crate::search::query::parse;
use crate::text::width::cells;

/// How wide the start of a word must be to be looked for: three letters, or two of a script whose letters say more.
const LEAST: usize = 3;

/// Reads a query that may not be typed to its end. The word at the end counts as the start of one, and is left out while it
/// is too short to look for; white space behind it makes it a word as it is. Nothing where there is nothing to look for yet.
///
/// # Errors
/// As [`parse`].
pub fn typed(text: &str) -> Result<Option<Query>, QueryError> {
    let query = parse(text)?;
    let goes_on = text.ends_with(char::is_alphanumeric);
    let query = if goes_on { begun(query) } else { Some(query) };
    Ok(query.filter(|query| !query.is_everything()))
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
        match typed(text) {
            Ok(Some(query)) => query.to_string(),
            Ok(None) => "nothing".to_owned(),
            Err(error) => format!("{}: {}", error.range.start, error.unfinished),
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
            ("ferry (harbour or pi", "6: true"),
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
            ("actor:", "0: true"),
            ("is:un", "3: true"),
            ("is:un fog", "3: false"),
            ("date:2026-0", "5: true"),
            ("fog or", "6: true"),
            ("\"port auth", "0: true"),
            ("fog -", "5: true"),
            ("fog ) or", "4: false"),
            ("colour:red", "0: false"),
        ] {
            assert_eq!(read(text), told, "{text}");
        }
    }
}
