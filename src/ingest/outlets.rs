//! The houses that publish and supply news, by every form in which pages name them.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a house does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HouseKind {
    /// Publishes for readers.
    Outlet,
    /// Supplies other houses.
    Agency,
    /// Does either, and the page must tell which.
    Both,
}

/// A house that publishes or supplies news.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct House {
    /// The name by which it is shown.
    pub(super) name: &'static str,
    /// What it does.
    pub(super) kind: HouseKind,
}

impl House {
    /// Tells whether it may be the agency of an article.
    pub(super) fn supplies(self) -> bool {
        self.kind != HouseKind::Outlet
    }

    /// Tells whether it may be the outlet of an article.
    pub(super) fn publishes(self) -> bool {
        self.kind != HouseKind::Agency
    }
}

/// The longest form in the table, in bytes; a longer text names no house.
const LONGEST_FORM: usize = 48;

static HOUSES: LazyLock<HashMap<String, House>> = LazyLock::new(|| {
    let mut houses = HashMap::new();
    for row in include_str!("../../assets/outlets.tsv").lines() {
        let mut cells = row.split('\t');
        let (Some(name), Some(kind)) = (cells.next(), cells.next()) else {
            continue;
        };
        let kind = match kind {
            "agency" => HouseKind::Agency,
            "both" => HouseKind::Both,
            _ => HouseKind::Outlet,
        };
        let forms = cells.next().unwrap_or("").split(';');
        for form in forms.chain([name]).filter(|form| !form.is_empty()) {
            houses.insert(key(form), House { name, kind });
        }
    }
    houses
});

/// The house that `form` names, whatever its case; a form of two or three letters must be written as in the table,
/// in capitals, for otherwise it may be a word.
pub(super) fn house(form: &str) -> Option<House> {
    let form = form.trim();
    if form.len() > LONGEST_FORM
        || (form.len() <= 4 && form.chars().any(char::is_lowercase) && form != "dpa")
    {
        return None;
    }
    HOUSES.get(&key(form)).copied()
}

fn key(form: &str) -> String {
    form.to_lowercase().replace('’', "'")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn houses_are_found_by_each_form() {
        for (form, name) in [
            ("ST", "The Straits Times"),
            ("REUTERS", "Reuters"),
            ("the guardian", "The Guardian"),
            ("agence france-presse", "AFP"),
        ] {
            assert_eq!(house(form).map(|house| house.name), Some(name));
        }
        assert_eq!(house("st"), None);
        assert_eq!(house("Nobody’s Daily"), None);
    }

    #[test]
    fn the_table_is_well_formed() {
        let rows = include_str!("../../assets/outlets.tsv").lines();
        let mut names = std::collections::HashSet::new();
        for row in rows.filter(|row| !row.starts_with('#')) {
            let cells: Vec<&str> = row.split('\t').collect();
            assert_eq!(cells.len(), 3, "{row}");
            assert!(matches!(cells[1], "outlet" | "agency" | "both"), "{row}");
            assert!(names.insert(cells[0]), "{row}");
            assert!(
                cells[2]
                    .split(';')
                    .chain([cells[0]])
                    .all(|form| form.len() <= LONGEST_FORM),
                "{row}"
            );
        }
    }
}
