//! Given names: which of them are forms of one another.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::link::role::Gender;
use crate::link::spelling::key;

/// The list: one name a line, its fullest form first.
const LIST: &str = include_str!("../../assets/given_names.txt");

/// Given names that mostly women, or mostly men, bear.
const GENDERS: &str = include_str!("../../assets/name_genders.txt");

/// Looks up the short and foreign forms of given names. It only ever compares people whose surnames agree, so that its
/// lines may be generous: `Vladimir` and `Volodymyr` stand on one line without making one man of two presidents.
#[derive(Debug, Clone, Default)]
pub(crate) struct GivenNames {
    /// By spelling key, the lines that hold the name.
    lines: HashMap<String, Vec<usize>>,
    /// By line, the key of its fullest form.
    fullest: Vec<String>,
    /// Folded names that nearly only women, or nearly only men, bear.
    bearers: HashMap<&'static str, Gender>,
    /// Folded names that mostly women, or mostly men, bear.
    likely: HashMap<&'static str, Gender>,
}

/// How two given names lie to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Likeness {
    /// The same word.
    Same,
    /// The same but for spelling.
    Spelling,
    /// One is a short or foreign form of the other.
    Form,
    /// One is the initial of the other.
    Initial,
    /// Another name.
    Other,
}

impl GivenNames {
    /// The list that comes with rashomon, read at its first use and then for good: a short article costs less than that.
    pub(crate) fn known() -> &'static Self {
        static KNOWN: LazyLock<GivenNames> = LazyLock::new(GivenNames::read);
        &KNOWN
    }

    fn read() -> Self {
        let mut names = Self::default();
        for line in LIST.lines().filter(|line| !line.starts_with('#')) {
            if let Some((gender, bearers)) = bearers(line) {
                names.bearers.extend(bearers.map(|name| (name, gender)));
                continue;
            }
            let keys: Vec<String> = line.split_whitespace().map(key).collect();
            let Some(first) = keys.first() else { continue };
            let number = names.fullest.len();
            names.fullest.push(first.clone());
            for key in keys {
                names.lines.entry(key).or_default().push(number);
            }
        }
        for line in GENDERS.lines() {
            if let Some((gender, bearers)) = bearers(line) {
                names.likely.extend(bearers.map(|name| (name, gender)));
            }
        }
        names
    }

    /// Compares two given names in folded form.
    pub(crate) fn compare(&self, a: &str, b: &str) -> Likeness {
        if a == b {
            return Likeness::Same;
        }
        self.compare_keyed((a, &key(a)), (b, &key(b)))
    }

    /// Compares two given names in folded form, each with its spelling key at hand.
    pub(crate) fn compare_keyed(
        &self,
        (a, key_of_a): (&str, &str),
        (b, key_of_b): (&str, &str),
    ) -> Likeness {
        if a == b {
            return Likeness::Same;
        }
        if a.len() == 1 || b.len() == 1 {
            return if a.bytes().next() == b.bytes().next() {
                Likeness::Initial
            } else {
                Likeness::Other
            };
        }
        if key_of_a == key_of_b && !key_of_a.is_empty() {
            return Likeness::Spelling;
        }
        match (self.lines.get(key_of_a), self.lines.get(key_of_b)) {
            (Some(of_a), Some(of_b)) if of_a.iter().any(|line| of_b.contains(line)) => {
                Likeness::Form
            }
            _ => Likeness::Other,
        }
    }

    /// Whether nearly only women, or nearly only men, bear this folded name.
    pub(crate) fn gender(&self, given: &str) -> Option<Gender> {
        self.bearers.get(given).copied()
    }

    /// Whether mostly women, or mostly men, bear this folded name: a weaker word than [`Self::gender`].
    pub(crate) fn likely_gender(&self, given: &str) -> Option<Gender> {
        self.gender(given)
            .or_else(|| self.likely.get(given).copied())
    }

    /// Tells whether some list has this folded word as a given name.
    pub(crate) fn is_listed(&self, word: &str) -> bool {
        self.likely_gender(word).is_some() || self.lines.contains_key(&key(word))
    }

    /// The key by which all forms of a given name are one: that of the fullest form where there is only one line of it.
    pub(crate) fn root(&self, given: &str) -> String {
        let key = key(given);
        match self.lines.get(&key).map(Vec::as_slice) {
            Some([line]) => self.fullest[*line].clone(),
            _ => key,
        }
    }
}

/// Reads a line of names that one gender bears.
fn bearers(line: &'static str) -> Option<(Gender, impl Iterator<Item = &'static str>)> {
    let (gender, names) = line.split_once(": ")?;
    let gender = match gender {
        "women" => Gender::Female,
        "men" => Gender::Male,
        _ => return None,
    };
    Some((gender, names.split_whitespace()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_name_are_known() {
        let names = GivenNames::known();
        for (a, b, likeness) in [
            ("joe", "joseph", Likeness::Form),
            ("volodymyr", "vladimir", Likeness::Form),
            ("wolodymyr", "volodymyr", Likeness::Spelling),
            ("alex", "alexandra", Likeness::Form),
            ("alexander", "alexandra", Likeness::Other),
            ("j", "joe", Likeness::Initial),
            ("j", "bob", Likeness::Other),
            ("donald", "melania", Likeness::Other),
            ("christian", "christina", Likeness::Other),
        ] {
            assert_eq!(names.compare(a, b), likeness, "{a} {b}");
            assert_eq!(names.compare(b, a), likeness, "{b} {a}");
        }
    }

    #[test]
    fn the_root_of_a_short_form_is_the_full_one_unless_it_has_several() {
        let names = GivenNames::known();
        assert_eq!(names.root("joe"), names.root("joseph").as_str());
        assert_eq!(names.root("alex"), "alex");
    }
}
