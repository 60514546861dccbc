//! Other names of places and organisations, from a list.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::extract::government::table::look_up as metonym;
use crate::model::actor::ActorKind;
use crate::text::fold::fold;

/// The list: kind, the name it is known by, its other names between `|`.
const LIST: &str = include_str!("../../assets/aliases.tsv");

/// Looks up by which name a place or organisation is known.
#[derive(Debug, Default)]
pub(crate) struct Aliases {
    known_by: HashMap<(ActorKind, String), &'static str>,
}

impl Aliases {
    /// The list that comes with rashomon, read at its first use and then for good: a short article costs less than that.
    pub(crate) fn known() -> &'static Self {
        static KNOWN: LazyLock<Aliases> = LazyLock::new(Aliases::new);
        &KNOWN
    }

    fn new() -> Self {
        let mut aliases = Self::default();
        for line in LIST.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            let (Some(kind), Some(canonical)) = (fields.next(), fields.next()) else {
                continue;
            };
            let kind = match kind {
                "place" => ActorKind::Place,
                "organisation" => ActorKind::Organisation,
                _ => continue,
            };
            let others = fields.next().unwrap_or("").split('|');
            for name in others.chain([canonical]).filter(|name| !name.is_empty()) {
                aliases.known_by.insert((kind, key(name)), canonical);
            }
        }
        aliases
    }

    /// The key under which the actor of this wording is found, and its name in the list if it is there; for a government
    /// that for which the wording stands.
    pub(crate) fn read(&self, kind: ActorKind, written: &str) -> (String, Option<&'static str>) {
        let own = key(written);
        let listed = match kind {
            ActorKind::Government => metonym(written).map(|found| found.government),
            _ => self.known_by(kind, &own),
        };
        (listed.map_or(own, key), listed)
    }

    /// The name by which the actor with this [`key`] is known, if the list has it.
    fn known_by(&self, kind: ActorKind, key: &str) -> Option<&'static str> {
        self.known_by.get(&(kind, key.to_owned())).copied()
    }
}

/// Legal forms at the end of a company's name, which do not tell companies apart.
const LEGAL_FORMS: &[&str] = &[
    "inc",
    "corp",
    "corporation",
    "co",
    "ltd",
    "limited",
    "llc",
    "lp",
    "plc",
    "ag",
    "gmbh",
    "sa",
    "nv",
    "ab",
    "spa",
    "aktiengesellschaft",
];

/// The form by which two wordings of one place or organisation are the same: folded, without a leading `the`, a
/// possessive, dots and a legal form.
pub(crate) fn key(name: &str) -> String {
    let folded = fold(name).replace('.', "");
    let mut words: Vec<&str> = folded
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '\'' && c != '&')
        .map(|word| word.strip_suffix("'s").unwrap_or(word))
        .map(|word| word.trim_matches('\''))
        .filter(|word| !word.is_empty())
        .collect();
    if words.len() > 1 && words.first() == Some(&"the") {
        words.remove(0);
    }
    while words.len() > 1 && words.last().is_some_and(|word| LEGAL_FORMS.contains(word)) {
        words.pop();
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_list_can_be_read() {
        for line in LIST
            .lines()
            .filter(|line| !line.starts_with('#') && !line.is_empty())
        {
            let fields: Vec<&str> = line.split('\t').collect();
            assert!(matches!(fields[0], "place" | "organisation"), "{line}");
            assert!(
                fields.len() >= 2 && fields.iter().all(|field| !field.is_empty()),
                "{line}"
            );
        }
    }

    #[test]
    fn other_names_lead_to_the_known_one() {
        let aliases = Aliases::known();
        assert_eq!(
            aliases.known_by(ActorKind::Place, &key("Kiev")),
            Some("Kyiv")
        );
        assert_eq!(
            aliases.known_by(ActorKind::Place, &key("the U.S.")),
            aliases.known_by(ActorKind::Place, &key("United States"))
        );
        assert_eq!(aliases.known_by(ActorKind::Person, &key("Kiev")), None);
    }

    #[test]
    fn keys_leave_out_what_does_not_tell_apart() {
        assert_eq!(key("The Hague’s"), "hague");
        assert_eq!(key("Rheinmetall AG"), "rheinmetall");
        assert_eq!(key("Türkiye"), "turkiye");
        assert_eq!(key("AT&T Inc."), "at&t");
    }
}
