//! What `extract` found in one article, before anything is linked to other articles.

use crate::model::actor::ActorKind;
use crate::model::given;
use crate::model::quote::{Quote, QuoteKind, Speaker};
use crate::text::range::TextRange;

/// Everything found in one article. All ranges are bytes of the article's text; all lists are in text order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Findings {
    /// The sentences of prose, headlines, subheadings and captions; they do not cross blocks.
    pub sentences: Vec<TextRange>,
    /// The names of people, governments, organisations and places; they do not overlap.
    pub mentions: Vec<Mention>,
    /// Descriptions and pronouns that stand for somebody; they do not overlap each other, but a description may hold a
    /// name (`Ukraine’s president` holds `Ukraine`).
    pub references: Vec<Reference>,
    /// The key phrases of the article.
    pub phrases: Vec<Phrase>,
    /// What was left out because the text is in a language that the rules are not made for, as a reader may see it.
    pub skipped: Option<&'static str>,
    /// The quotations; indirect ones may hold direct ones.
    pub quotes: Vec<Quote>,
}

impl Findings {
    /// The sentence that holds the byte `offset`; where none does, nothing.
    pub fn sentence_at(&self, offset: usize) -> Option<TextRange> {
        let index = self
            .sentences
            .partition_point(|sentence| sentence.start <= offset)
            .checked_sub(1)?;
        let sentence = self.sentences[index];
        sentence.contains(offset).then_some(sentence)
    }

    /// The index of the reference that holds the byte `offset`.
    pub fn reference_at(&self, offset: usize) -> Option<usize> {
        let index = self
            .references
            .partition_point(|reference| reference.range.start <= offset)
            .checked_sub(1)?;
        self.references[index]
            .range
            .contains(offset)
            .then_some(index)
    }

    /// Keeps those mentions whose index is to be kept; all else that is told of a mention by its index goes with it.
    pub fn keep_mentions(&mut self, keep: impl Fn(usize) -> bool) {
        let kept: Vec<bool> = (0..self.mentions.len()).map(keep).collect();
        let mut index = 0;
        self.mentions.retain(|_| {
            index += 1;
            kept[index - 1]
        });
        // Whom the reader takes for nobody says nothing; the others move up.
        let ahead = |mention: usize| kept.iter().take(mention).filter(|kept| **kept).count();
        for quote in &mut self.quotes {
            let (first, last) = match quote.speaker {
                Some(Speaker::Mention(mention)) => (mention, mention),
                Some(Speaker::Together(first, last)) => (first, last),
                _ => continue,
            };
            let (first, end) = (ahead(first), ahead(last + 1));
            quote.speaker = match end.saturating_sub(first) {
                0 => None,
                1 => Some(Speaker::Mention(first)),
                _ => Some(Speaker::Together(first, end - 1)),
            };
        }
    }

    /// The index of the reference that `range` is or holds.
    pub fn reference_within(&self, range: TextRange) -> Option<usize> {
        self.reference_at(range.start).or_else(|| {
            let start = |reference: &Reference| reference.range.start < range.start;
            let next = self.references.partition_point(start);
            let reference = self.references.get(next)?;
            range.covers(reference.range).then_some(next)
        })
    }

    /// The indices of what is said, in text order: quotations and statements, each once. A quotation of the same speaker
    /// within a statement is part of it.
    pub fn sayings(&self) -> impl Iterator<Item = usize> {
        let quotes = &self.quotes;
        let said = |quote: &&Quote| quote.kind != QuoteKind::Term;
        let mut outer: Option<&Quote> = None;
        quotes.iter().enumerate().filter_map(move |(index, quote)| {
            // Of two that begin together, the shorter comes first.
            let next = quotes.get(index + 1).filter(said);
            let holds = |other: &Quote| {
                other.range.covers(quote.range)
                    && quote
                        .speaker
                        .is_none_or(|speaker| Some(speaker) == other.speaker)
            };
            if !said(&quote) || outer.is_some_and(holds) || next.is_some_and(holds) {
                return None;
            }
            outer = Some(quote);
            Some(index)
        })
    }

    /// The indices of the mentions by which those speak whom `speaker` gives by name.
    pub fn speakers(&self, speaker: Speaker) -> impl Iterator<Item = usize> {
        let (first, last) = match speaker {
            Speaker::Mention(mention) => (mention, mention),
            Speaker::Together(first, last) => (first, last),
            Speaker::Pronoun(_) | Speaker::Description(_) | Speaker::Anonymous(_) => (1, 0),
        };
        let row = self.mentions.get(first..=last).unwrap_or_default();
        let people = row.first().map(|name| name.kind == ActorKind::Person);
        row.iter().enumerate().filter_map(move |(index, mention)| {
            let alike = Some(mention.kind == ActorKind::Person) == people
                && (first == last || mention.kind != ActorKind::Place);
            let in_role = row
                .iter()
                .any(|other| other.role.is_some_and(|role| role.covers(mention.name)));
            (alike && !in_role).then_some(first + index)
        })
    }

    /// Where the `speaker` of one of the quotations stands in the text.
    pub fn range_of(&self, speaker: Speaker) -> Option<TextRange> {
        match speaker {
            Speaker::Mention(index) => self.mentions.get(index).map(Mention::form),
            Speaker::Together(first, last) => {
                let (first, last) = (self.mentions.get(first)?, self.mentions.get(last)?);
                Some(TextRange::new(first.form().start, last.form().end))
            }
            Speaker::Pronoun(range) | Speaker::Description(range) | Speaker::Anonymous(range) => {
                Some(range)
            }
        }
    }
}

/// One name in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The name itself: `Zelensky` in `Mr Zelensky`.
    pub name: TextRange,
    /// The form of address directly before it: `Mr`.
    pub honorific: Option<TextRange>,
    /// The office or description that the text gives with it, before or after: `French President`,
    /// `Trump’s special envoy to Russia`.
    pub role: Option<TextRange>,
    /// What kind of actor the name stands for here.
    pub kind: ActorKind,
    /// What the name is by itself: the place or organisation whose name stands for a government, else the same as `kind`.
    pub literal: ActorKind,
    /// The name of the same person, where the text says that this is another one: `Jane Doe, known as JD`. It is the
    /// [`name`](Self::name) of a mention.
    pub called: Option<TextRange>,
    /// The id of the rule that found it.
    pub rule: &'static str,
}

impl Mention {
    /// Whether the newsroom gives the name with the article.
    pub fn is_given(&self) -> bool {
        self.rule == given::RULE
    }

    /// The form as the outlet wrote it: honorific and name.
    pub fn form(&self) -> TextRange {
        TextRange::new(
            self.honorific.map_or(self.name.start, |range| range.start),
            self.name.end,
        )
    }
}

/// How the text speaks of somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MentionForm {
    /// By name: every [`Mention`].
    Name,
    /// By office or relation: `the Ukrainian president`, `Trump’s son-in-law`.
    Description,
    /// By `he`, `she`, `him`, `his`, `her`.
    Pronoun,
}

/// Words that stand for a person without a name of theirs: a weaker kind of mention, kept apart so that names are
/// counted by themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// All of it, with its article: `the Ukrainian president`.
    pub range: TextRange,
    /// Whether it is a description or a pronoun; never [`MentionForm::Name`].
    pub form: MentionForm,
    /// Whose office or relative it tells: `Ukrainian`, `NATO`, `Trump`.
    pub owner: Option<TextRange>,
    /// The name that it stands directly beside, and so describes: [`Mention::name`] of that mention.
    pub beside: Option<TextRange>,
    /// The id of the rule that found it.
    pub rule: &'static str,
}

/// A key phrase: a thing talked about that is not a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// The phrase in lower case as it is looked up: `security guarantees`.
    pub text: String,
    /// Where it stands.
    pub occurrences: Vec<TextRange>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_found_by_any_of_its_bytes() {
        let reference = |start, end| Reference {
            range: TextRange::new(start, end),
            form: MentionForm::Pronoun,
            owner: None,
            beside: None,
            rule: "test",
        };
        let findings = Findings {
            references: vec![reference(2, 4), reference(6, 8)],
            ..Findings::default()
        };
        let found: Vec<Option<usize>> =
            (0..9).map(|offset| findings.reference_at(offset)).collect();
        let (first, second) = (Some(0), Some(1));
        assert_eq!(
            found,
            [None, None, first, first, None, None, second, second, None]
        );
    }
}
