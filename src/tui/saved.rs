//! Saved searches: the list of them, and a name that is being typed for one.

use super::field::Field;
use crate::library::deed::Deed;
use crate::library::seek::question::{MOST_COUNTED, Saved};

/// The saved searches, with a cursor.
#[derive(Debug, Clone, Default)]
pub struct SavedSearches {
    /// The searches by name; none before they are known.
    pub searches: Option<Vec<Counted>>,
    /// Why they are not.
    pub failed: Option<String>,
    /// The search with the cursor.
    pub cursor: usize,
}

/// A saved search with how many articles fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The search.
    pub saved: Saved,
    /// What is known of how many fit.
    pub fits: Fits,
}

/// How many articles fit a saved search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fits {
    /// Not known yet.
    Unknown,
    /// So many.
    Number(usize),
    /// Its query cannot be read any more.
    Unreadable,
}

impl Fits {
    /// `12`, `9,999+`; `…` while it is not known.
    pub fn told(self) -> String {
        match self {
            Self::Unknown => "…".to_owned(),
            Self::Number(number) if number > MOST_COUNTED => format!("{MOST_COUNTED}+"),
            Self::Number(number) => number.to_string(),
            Self::Unreadable => "?".to_owned(),
        }
    }
}

impl SavedSearches {
    /// Takes the searches; what was known of how many fit stays until it is told anew.
    pub fn take(&mut self, searches: &[Saved]) {
        let known = self.searches.take().unwrap_or_default();
        let fits = |saved: &Saved| {
            let same = known.iter().find(|counted| counted.saved == *saved);
            same.map_or(Fits::Unknown, |counted| counted.fits)
        };
        let counted = searches.iter().map(|saved| Counted {
            saved: saved.clone(),
            fits: fits(saved),
        });
        let counted: Vec<Counted> = counted.collect();
        self.cursor = self.cursor.min(counted.len().saturating_sub(1));
        self.searches = Some(counted);
    }

    /// Takes how many articles fit the search of that name.
    pub fn take_count(&mut self, name: &str, count: Option<usize>) {
        let mut searches = self.searches.iter_mut().flatten();
        if let Some(counted) = searches.find(|counted| counted.saved.name == name) {
            counted.fits = count.map_or(Fits::Unreadable, Fits::Number);
        }
    }

    /// Moves the cursor by `steps`.
    pub fn step(&mut self, steps: isize) {
        let count = self.searches.as_ref().map_or(0, Vec::len);
        let last = count.saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(steps).min(last);
    }

    /// The search with the cursor.
    pub fn chosen(&self) -> Option<&Saved> {
        let counted = self.searches.as_ref()?.get(self.cursor)?;
        Some(&counted.saved)
    }
}

/// A name that is being typed for a search.
#[derive(Debug, Clone)]
pub struct Saving {
    /// What has been typed.
    pub field: Field,
    /// The query.
    pub query: String,
    /// The name that it had.
    pub before: Option<String>,
}

impl Saving {
    /// What is asked.
    pub fn title(&self) -> String {
        match &self.before {
            Some(name) => format!("call “{name}” from now on: "),
            None => format!("save “{}” as: ", self.query),
        }
    }

    /// What saves the search under the name; nothing where there is no name, or nothing changes.
    pub fn deed(&self) -> Option<Deed> {
        let name = self.field.text().trim();
        if name.is_empty() || self.before.as_deref() == Some(name) {
            return None;
        }
        let name = name.to_owned();
        Some(match &self.before {
            Some(before) => Deed::Rename {
                from: before.clone(),
                to: name,
            },
            None => Deed::Save {
                name,
                query: Some(self.query.clone()),
            },
        })
    }
}
