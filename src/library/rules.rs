//! The reader's corrections in words that a reader knows.

use super::Library;
use crate::model::correction::Correction;

impl Library {
    /// The rule as its line has it, but with the titles of articles in place of their numbers.
    pub fn told(&self, rule: &Correction) -> String {
        let mut told = rule.to_string();
        for id in rule.articles() {
            if let Some(head) = self.row_of(id).and_then(|row| self.head(row)) {
                let title = format!("“{}”", head.title);
                told = told.replace(&format!("article {id}"), &title);
            }
        }
        told
    }

    /// What the numbers in the rule stand for, so that the file can be read without the program: the articles' titles and outlets.
    pub fn note(&self, rule: &Correction) -> String {
        let named = rule.articles();
        let heads = named.iter().filter_map(|id| self.head(self.row_of(*id)?));
        let titles = heads.map(|head| format!("{}, {}", head.title, head.outlet_label()));
        titles.collect::<Vec<_>>().join("; ")
    }
}
