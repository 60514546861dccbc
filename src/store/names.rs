//! Names as a stretch of an index.

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
