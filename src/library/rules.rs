//! The reader's corrections in words that a reader knows.

use super::Library;
use crate::model::correction::Correction;

impl Library {
    /// The rule as its line has it, but with the titles of articles in place of their numbers.
    pub fn told(&self, rule: &Correction) -> String {
        let mut told = rule.to_string();
        for id in rule.articles() {
            if let Some(entry) = self.row_of(id).and_then(|row| self.entry(row)) {
                let title = format!("“{}”", entry.article.title());
                told = told.replace(&format!("article {id}"), &title);
            }
        }
        told
    }

    /// What the numbers in the rule stand for, so that the file can be read without the program: the articles' titles and outlets.
    pub fn note(&self, rule: &Correction) -> String {
        let named = rule.articles();
        let entries = named.iter().filter_map(|id| self.entry(self.row_of(*id)?));
        let titles = entries.map(|entry| {
            let outlet = entry.outlet_label();
            format!("{}, {outlet}", entry.article.title())
        });
        titles.collect::<Vec<_>>().join("; ")
    }
}
