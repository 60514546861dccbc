//! Names as a stretch of an index, or as a pattern.

use crate::model::query::{Form, Text};
use crate::store::cursor::Mark;
use crate::text::fold::fold;

/// The condition that a folded column is the text or begins with it as whole words; of the start of a word, that it begins
/// so. Both are stretches of an index.
pub(super) fn beginning(column: &str, text: &Text) -> (String, Vec<Mark>) {
    let folded = fold(text.words.trim());
    let with = |end: &str| Mark::Text(format!("{folded}{end}"));
    match text.form {
        // No text has a character behind the last.
        Form::Prefix => (
            format!("{column} >= ? AND {column} < ?"),
            vec![with(""), with("\u{10ffff}")],
        ),
        // `!` is the character behind the space.
        Form::Word | Form::Phrase => (
            format!("({column} = ? OR ({column} >= ? AND {column} < ?))"),
            vec![with(""), with(" "), with("!")],
        ),
    }
}

/// Words that stand in a folded column as whole words, as a pattern.
pub(super) fn containing(text: &Text) -> Mark {
    let end = if text.form == Form::Prefix { "" } else { " " };
    let words = escaped(&fold(text.words.trim()));
    Mark::Text(format!("% {words}{end}%"))
}

/// A text in which nothing has a meaning for `LIKE`.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '%' | '_' | '\\') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
