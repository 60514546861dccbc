//! Tags being typed: a line of words, one of which may be completed.

use std::collections::BTreeSet;

use super::field::Field;
use crate::command::CommandId;
use crate::model::article::ArticleId;

/// Tags being typed for some articles.
#[derive(Debug, Clone)]
pub struct Tagging {
    articles: Vec<ArticleId>,
    /// The tags that the articles had.
    before: BTreeSet<String>,
    /// Every tag of the library.
    known: BTreeSet<String>,
    field: Field,
}

/// What a command did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// There is more to type.
    Stay,
    /// The reader thinks better of it.
    Close,
    /// The tags are complete.
    Set,
}

impl Tagging {
    /// Asks for the tags of `articles`, which have those of `own`; `known` are all tags that there are.
    pub fn new(articles: Vec<ArticleId>, own: &BTreeSet<String>, known: BTreeSet<String>) -> Self {
        let mut field = Field::default();
        let mut text: String = own.iter().cloned().collect::<Vec<_>>().join(", ");
        if !text.is_empty() {
            text.push_str(", ");
        }
        // A field takes pasted text without the spaces at its ends.
        field.insert(text.trim_end());
        if !own.is_empty() {
            field.insert(" ");
        }
        Self {
            articles,
            before: own.clone(),
            known,
            field,
        }
    }

    /// The articles that are tagged.
    pub fn articles(&self) -> &[ArticleId] {
        &self.articles
    }

    /// What has been typed.
    pub fn text(&self) -> &str {
        self.field.text()
    }

    /// The known tags that begin as the last word does, without those that are there already.
    pub fn fitting(&self) -> Vec<&str> {
        let typed = self.typed();
        let last = self.last_word();
        let fits = |tag: &&str| tag.starts_with(last) && !typed.contains(*tag);
        self.known.iter().map(String::as_str).filter(fits).collect()
    }

    /// Does what a command asks; none where it means nothing here.
    pub fn run(&mut self, command: CommandId) -> Option<Outcome> {
        match command {
            CommandId::Cancel => return Some(Outcome::Close),
            CommandId::Accept => return Some(Outcome::Set),
            CommandId::Complete => self.complete(),
            CommandId::DeleteBack | CommandId::DeleteWord | CommandId::ClearLine => {
                self.field.run(command);
            }
            _ => return None,
        }
        Some(Outcome::Stay)
    }

    /// Adds typed or pasted text.
    pub fn paste(&mut self, text: &str) {
        self.field.insert(text);
    }

    fn complete(&mut self) {
        let whole = self.fitting().first().map(|tag| (*tag).to_owned());
        let Some(rest) = whole.and_then(|tag| Some(tag.strip_prefix(self.last_word())?.to_owned()))
        else {
            return;
        };
        self.field.insert(&rest);
        self.field.insert(",");
        self.field.insert(" ");
    }

    fn last_word(&self) -> &str {
        let text = self.field.text();
        text.rsplit(',').next().unwrap_or("").trim_start()
    }

    /// The tags that have been typed.
    fn typed(&self) -> BTreeSet<String> {
        let words = self.field.text().split(',').map(str::trim);
        let words = words.filter(|word| !word.is_empty());
        words.map(str::to_owned).collect()
    }

    /// What is to change: each tag with whether the articles are to have it.
    pub fn changes(&self) -> Vec<(String, bool)> {
        let typed = self.typed();
        let gone = self
            .before
            .difference(&typed)
            .map(|tag| (tag.clone(), false));
        let come = typed
            .difference(&self.before)
            .map(|tag| (tag.clone(), true));
        gone.chain(come).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tagging(own: &[&str], known: &[&str], keys: &str) -> Tagging {
        let set = |tags: &[&str]| tags.iter().map(|tag| (*tag).to_owned()).collect();
        let mut tagging = Tagging::new(vec![ArticleId(1)], &set(own), set(known));
        for letter in keys.chars() {
            match letter {
                '\t' => _ = tagging.run(CommandId::Complete),
                '\u{15}' => _ = tagging.run(CommandId::ClearLine),
                letter => tagging.paste(&letter.to_string()),
            }
        }
        tagging
    }

    #[test]
    fn tags_are_added_completed_and_taken_away() {
        let added = tagging(&["quay"], &["quay", "tide", "tram"], "ti\tnew one");
        assert_eq!(added.text(), "quay, tide, new one");
        let both = [("new one".to_owned(), true), ("tide".to_owned(), true)];
        assert_eq!(added.changes(), both);
        let gone = tagging(&["quay", "tide"], &[], "\u{15}tide");
        assert_eq!(gone.changes(), [("quay".to_owned(), false)]);
        assert_eq!(tagging(&["quay"], &["quay"], "").changes(), []);
    }

    #[test]
    fn what_fits_is_offered_once() {
        let offered = tagging(&["tram"], &["tide", "tram", "quay"], "t");
        assert_eq!(offered.fitting(), ["tide"]);
        assert_eq!(tagging(&[], &["tide"], "x\t").text(), "x");
    }
}
