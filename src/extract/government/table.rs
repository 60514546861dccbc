//! Which names stand for which government, from `assets/governments.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::fold::fold;

const TABLE: &str = include_str!("../../../assets/governments.tsv");

/// Longer names are not in the table; this bounds the cost of a look-up.
const LONGEST: usize = 48;

/// What a name that can stand for a government is by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Seat {
    /// The country: `Russia`.
    Country,
    /// The capital, or the town from where it is governed: `Moscow`.
    Capital,
    /// The house in which the government sits: `Kremlin`.
    House,
}

/// What a name can stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Metonym {
    /// The government: `government of Russia`.
    pub(crate) government: &'static str,
    /// What the name is by itself.
    pub(crate) seat: Seat,
}

/// What `name` can stand for: case, accents, dots and a leading `the` aside.
pub(crate) fn look_up(name: &str) -> Option<Metonym> {
    static KNOWN: LazyLock<HashMap<String, Metonym>> = LazyLock::new(read);
    (name.len() <= LONGEST)
        .then(|| KNOWN.get(&key(name)).copied())
        .flatten()
}

fn read() -> HashMap<String, Metonym> {
    let mut known = HashMap::new();
    for (name, metonym) in entries() {
        known.insert(key(name), metonym);
    }
    known
}

/// Every name of the table with what it can stand for.
fn entries() -> impl Iterator<Item = (&'static str, Metonym)> {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(|line| {
        let mut fields = line.split('\t');
        let government = fields.next().unwrap_or("");
        let seats = [Seat::Country, Seat::Capital, Seat::House];
        seats
            .into_iter()
            .zip(fields)
            .flat_map(move |(seat, names)| {
                let names = names.split('|').filter(|name| !name.is_empty());
                names.map(move |name| (name, Metonym { government, seat }))
            })
    })
}

fn key(name: &str) -> String {
    let mut key = fold(name);
    key.retain(|c| c != '.' && c != '\n');
    match key.strip_prefix("the ") {
        Some(rest) => rest.to_owned(),
        None => key,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_line_is_well_formed_and_no_name_belongs_to_two() {
        let mut seen = HashSet::new();
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            assert!((2..=4).contains(&line.split('\t').count()), "{line}");
            assert!(line.contains(" of "), "{line}");
        }
        for (name, _) in entries() {
            assert!(name.len() <= LONGEST && seen.insert(key(name)), "{name}");
        }
    }

    #[test]
    fn names_lead_to_their_government_however_they_are_written() {
        let of = |name| look_up(name).map(|found| (found.government, found.seat));
        let russia = "government of Russia";
        assert_eq!(of("Moscow"), Some((russia, Seat::Capital)));
        assert_eq!(of("KREMLIN"), Some((russia, Seat::House)));
        assert_eq!(of("The Kremlin"), Some((russia, Seat::House)));
        assert_eq!(
            of("U.S."),
            Some(("government of the United States", Seat::Country))
        );
        assert_eq!(of("Elysée").map(|found| found.1), Some(Seat::House));
        assert_eq!(of("Velmora"), None);
        assert_eq!(of("Jerusalem"), None);
    }
}
