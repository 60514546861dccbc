//! What is wrong in a file of the reader's: where, and what was probably meant.

use std::fmt;
use std::ops::Range;

use crate::text::sanitize::clean_line;

/// One letter in so many may be wrong in a name, and one at least.
const LETTERS: usize = 3;

/// A mistake in a file. What it is about stays as it was; everything else of the file holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mistake {
    /// The line, counted from 1.
    pub line: usize,
    /// The character of the line, counted from 1.
    pub column: usize,
    /// What is wrong and what to write instead.
    pub reason: String,
}

impl Mistake {
    /// A mistake in `file` at these bytes of it.
    pub fn at(file: &str, bytes: &Range<usize>, reason: impl AsRef<str>) -> Self {
        let (line, column) = place(file, bytes.start);
        Self {
            line,
            column,
            // It may repeat what is in the file.
            reason: clean_line(reason.as_ref()),
        }
    }

    /// The mistake of an unknown name at these bytes of `file`, where `names` are known.
    pub fn unknown<'a>(
        file: &str,
        bytes: &Range<usize>,
        what: &str,
        name: &str,
        names: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let meant = meant(name, names);
        Self::at(file, bytes, format!("unknown {what} {name}{meant}"))
    }
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

/// The line and the character of it at a byte of `file`, both counted from 1.
pub fn place(file: &str, at: usize) -> (usize, usize) {
    let before = file.get(..at).unwrap_or(file);
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let column = before.get(start..).unwrap_or("").chars().count() + 1;
    (line, column)
}

/// That of `names` which `name` was probably meant to be, if one is near enough.
pub fn nearest<'a>(name: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let far = |other: &str| strsim::osa_distance(&name.to_lowercase(), &other.to_lowercase());
    let most = (name.chars().count() / LETTERS).max(1);
    let near = names.into_iter().map(|other| (far(other), other));
    let near = near.filter(|(far, _)| *far <= most);
    near.min_by_key(|(far, _)| *far).map(|(_, name)| name)
}

/// ``; did you mean `x`?``, where a name is near to one that is not known.
pub fn meant<'a>(name: &str, names: impl IntoIterator<Item = &'a str>) -> String {
    nearest(name, names).map_or_else(String::new, |name| format!("; did you mean `{name}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant_is_told_where_it_is_near() {
        let names = ["next-article", "next-mention", "accent", "bg", "fg"];
        for (name, near) in [
            ("next-artcle", Some("next-article")),
            ("Accnet", Some("accent")),
            ("gf", Some("fg")),
            ("harbour", None),
            ("x", None),
        ] {
            assert_eq!(nearest(name, names), near, "{name}");
        }
        assert_eq!(meant("acent", names), "; did you mean `accent`?");
        assert_eq!(meant("x", []), "");
    }

    #[test]
    fn places_are_lines_and_characters() {
        let file = "one\nzwölf x\nthree";
        let at = |start| Mistake::at(file, &(start..start), "odd\u{1b}[1m").to_string();
        assert_eq!(at(0), "line 1, column 1: odd");
        assert_eq!(at(file.find('x').unwrap()), "line 2, column 7: odd");
        assert_eq!(at(99), "line 3, column 6: odd");
    }
}
