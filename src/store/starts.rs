//! Words by their first letters, where these are one or two.
//!
//! Half of all words begin with some two letters, and the full text gathers every place of all of them before it gives the
//! first. So articles are read instead, in the order asked for, until enough have such a word: mostly every other has.

use crate::model::article::Block;
use crate::model::query::{Form, Part, Query};
use crate::store::parts::part_of;
use crate::text::fold::fold;
use crate::text::range::TextRange;

/// How many letters are few.
const FEW: usize = 2;

/// First letters of words, all of which an article must have.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Starts {
    /// The letters, folded.
    letters: Vec<String>,
    /// The part of the article in which the words must stand; none for any.
    part: Option<Part>,
}

impl Starts {
    /// Takes what asks for words by few letters out of a query; what is left must hold too.
    pub(super) fn taken_from(query: &Query) -> (Self, Query) {
        let alone = std::slice::from_ref(query);
        let terms = match query {
            Query::All(terms) => terms.as_slice(),
            _ => alone,
        };
        let part = terms.iter().find_map(|term| match term {
            Query::Kind(part) => Some(*part),
            _ => None,
        });
        let (mut letters, mut rest) = (Vec::new(), Vec::new());
        for term in terms {
            match letters_of(term) {
                Some(few) => letters.push(few),
                None => rest.push(term.clone()),
            }
        }
        if letters.is_empty() {
            return (Self::default(), query.clone());
        }
        (Self { letters, part }, Query::All(rest))
    }

    /// Tells whether nothing is asked for.
    pub(super) fn is_empty(&self) -> bool {
        self.letters.is_empty()
    }

    /// For each of the letters, where the first word stands that begins so; nothing where one has none.
    pub(super) fn found(&self, text: &str, blocks: &[Block]) -> Option<Vec<TextRange>> {
        let letters = self.letters.iter();
        letters
            .map(|letters| self.first(letters, text, blocks))
            .collect()
    }

    fn first(&self, letters: &str, text: &str, blocks: &[Block]) -> Option<TextRange> {
        let searched = |block: &&Block| {
            part_of(block.kind).is_some_and(|part| self.part.is_none_or(|own| own == part))
        };
        blocks.iter().filter(searched).find_map(|block| {
            let mut words = words(block.range.of(text));
            let (start, word) = words.find(|(_, word)| begins(word, letters))?;
            let start = block.range.start + start;
            Some(TextRange::new(start, start + word.len()))
        })
    }
}

/// The letters, where the term asks for a word by few of them.
fn letters_of(term: &Query) -> Option<String> {
    let Query::Text(text) = term else {
        return None;
    };
    let letters = fold(text.words.trim());
    let few = letters.chars().count() <= FEW && letters.chars().all(char::is_alphanumeric);
    (text.form == Form::Prefix && few && !letters.is_empty()).then_some(letters)
}

/// The words of a text, each with where it begins; what stands between them is no letter and no digit, as for the full text.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive(|c: char| !c.is_alphanumeric())
        .map(move |piece| {
            let start = at;
            at += piece.len();
            (
                start,
                piece.trim_end_matches(|c: char| !c.is_alphanumeric()),
            )
        })
        .filter(|(_, word)| !word.is_empty())
}

/// Tells whether a word, folded, begins with the letters.
fn begins(word: &str, letters: &str) -> bool {
    if word.is_ascii() {
        let start = word.as_bytes().get(..letters.len());
        return start.is_some_and(|start| start.eq_ignore_ascii_case(letters.as_bytes()));
    }
    let start: String = word.chars().take(FEW).collect();
    fold(&start).starts_with(letters)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::article::BlockKind;
    use crate::model::query::Text;

    #[test]
    fn words_are_found_by_their_first_letters() {
        let text = "Ölpest vor der Küste – ‘moored’ ships";
        let blocks = [Block {
            kind: BlockKind::Paragraph,
            range: TextRange::new(0, text.len()),
        }];
        for (letters, wanted) in [
            ("mo", Some("moored")),
            ("Ol", Some("Ölpest")),
            ("kü", Some("Küste")),
            ("s", Some("ships")),
            ("oo", None),
            ("ip", None),
        ] {
            let query = Query::All(vec![Query::Text(Text::prefix(letters))]);
            let (starts, rest) = Starts::taken_from(&query);
            assert_eq!(rest, Query::All(Vec::new()));
            let found = starts.found(text, &blocks);
            let found = found.as_ref().map(|found| found[0].of(text));
            assert_eq!(found, wanted, "{letters}");
        }
        for other in ["moo", "m o"] {
            let query = Query::Text(Text::prefix(other));
            assert!(Starts::taken_from(&query).0.is_empty());
        }
        assert!(
            Starts::taken_from(&Query::Text(Text::phrase("mo")))
                .0
                .is_empty()
        );
    }
}
