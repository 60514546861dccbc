//! What a newsroom gives with an article: whom and what it names, and of what subjects it is.
//!
//! It stands in the article's text, in a block of its own of kind [`Given`](crate::model::article::BlockKind::Given), a line for
//! each kind of thing: `people: Ann Author; Ben Byliner`.

use crate::text::range::TextRange;

/// The id of the rule that finds names because the newsroom gives them.
pub const RULE: &str = "given-by-newsroom";

/// How a reader is told of what was found so.
pub const TOLD: &str = "given by the newsroom";

/// What kind of thing is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GivenKind {
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// A place.
    Place,
    /// A subject of the article.
    Subject,
}

impl GivenKind {
    /// The word in front of what is given.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "people",
            Self::Organisation => "organisations",
            Self::Place => "places",
            Self::Subject => "subjects",
        }
    }
}

/// Every kind, in the order of the lines.
pub const GIVEN_KINDS: [GivenKind; 4] = [
    GivenKind::Person,
    GivenKind::Organisation,
    GivenKind::Place,
    GivenKind::Subject,
];

/// The line that gives `names`, of which none holds a line break.
pub fn line(kind: GivenKind, names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| name.replace(';', ",")).collect();
    format!("{}: {}", kind.name(), names.join("; "))
}

/// What the lines in `block` of `text` give, in their order, each with its place in the text.
pub fn read(text: &str, block: TextRange) -> Vec<(GivenKind, TextRange)> {
    let mut given = Vec::new();
    let mut at = block.start;
    for line in block.of(text).split_inclusive('\n') {
        let named = line.split_once(": ").and_then(|(name, rest)| {
            let kind = GIVEN_KINDS.iter().find(|kind| kind.name() == name)?;
            Some((*kind, rest))
        });
        if let Some((kind, rest)) = named {
            let mut start = at + line.len() - rest.len();
            for part in rest.split_inclusive(';') {
                let name = part.trim_end_matches([';', '\n']);
                let from = start + name.len() - name.trim_start().len();
                let name = name.trim();
                if !name.is_empty() {
                    given.push((kind, TextRange::new(from, from + name.len())));
                }
                start += part.len();
            }
        }
        at += line.len();
    }
    given
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_given_is_read_as_it_was_written() {
        let names = ["Ann Author".to_owned(), "Ben; Byliner".to_owned()];
        let lines = format!(
            "Text.\n\n{}\n{}\nrank: none",
            line(GivenKind::Person, &names),
            line(GivenKind::Subject, &names[..1])
        );
        let given = read(&lines, TextRange::new(7, lines.len()));
        let told: Vec<_> = given
            .iter()
            .map(|(kind, range)| (*kind, range.of(&lines)))
            .collect();
        let (person, subject) = (GivenKind::Person, GivenKind::Subject);
        assert_eq!(
            told,
            [
                (person, "Ann Author"),
                (person, "Ben, Byliner"),
                (subject, "Ann Author")
            ]
        );
    }
}
