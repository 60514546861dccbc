//! The reader's corrections in words that a reader knows.

use super::Library;
use crate::model::correction::{Correction, Scope};

impl Library {
    /// The rule as its line has it, but with the title of an article in place of its number.
    pub fn told(&self, rule: &Correction) -> String {
        let written = rule.to_string();
        let (Correction::Split { scope, .. }
        | Correction::NotAnActor { scope, .. }
        | Correction::Means { scope, .. }) = rule
        else {
            return written;
        };
        let Scope::Article(id) = scope else {
            return written;
        };
        match self.row_of(*id).and_then(|row| self.entry(row)) {
            Some(entry) => {
                let title = format!("“{}”", entry.article.title());
                written.replace(&format!("article {id}"), &title)
            }
            None => written,
        }
    }
}
