//! What is wrong in a file of settings: where, and what was probably meant.

use std::fmt;
use std::ops::Range;

/// A mistake in a file. What it is about stays as it was; everything else of the file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong.
    pub reason: String,
}

impl Mistake {
    /// A mistake in `file` at these bytes of it.
    pub fn at(file: &str, place: &Range<usize>, reason: impl Into<String>) -> Self {
        let before = file.as_bytes().iter().take(place.start);
        Self {
            line: 1 + before.filter(|byte| **byte == b'\n').count(),
            reason: reason.into(),
        }
    }

    /// The mistake of an unknown name at these bytes of `file`, where `names` are known.
    pub fn unknown<'a>(
        file: &str,
        place: &Range<usize>,
        what: &str,
        name: &str,
        names: impl Iterator<Item = &'a str>,
    ) -> Self {
        let nearest = nearest(name, names);
        let meant = nearest.map_or_else(String::new, |nearest| format!("; {nearest} is meant?"));
        Self::at(file, place, format!("unknown {what} {name}{meant}"))
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.reason)
    }
}

/// That of `names` which `name` was probably meant to be, if one is near enough.
pub fn nearest<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let far = |other: &str| strsim::damerau_levenshtein(name, other);
    let most = 1 + name.chars().count() / 3;
    let near = names.map(|other| (far(other), other));
    let near = near.filter(|(far, _)| *far <= most);
    near.min_by_key(|(far, _)| *far).map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant_is_told_where_it_is_near() {
        let names = || ["accent", "heading", "selection", "bg", "fg"].into_iter();
        assert_eq!(nearest("acent", names()), Some("accent"));
        assert_eq!(nearest("heaidng", names()), Some("heading"));
        assert_eq!(nearest("gf", names()), Some("fg"));
        assert_eq!(nearest("harbour", names()), None);
    }

    #[test]
    fn lines_are_counted_from_one() {
        let file = "one\ntwo\nthree";
        let told = |start| Mistake::at(file, &(start..start), "odd").to_string();
        assert_eq!(told(0), "line 1: odd");
        assert_eq!(told(4), "line 2: odd");
        assert_eq!(told(99), "line 3: odd");
    }
}
